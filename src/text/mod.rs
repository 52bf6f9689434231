//! Text 文本: what all rooms above stand on, floor 0 of the house.
//!
//! Spans, normalised text that leads back to its source ([`MappedText`]), code point and line
//! offsets, numerals, the calendar and diagnostics. Nothing here knows what a policy document is.
//!
//! # To add one
//! A new shared notion goes here only when two rooms of the same floor need it.

pub mod calendar;
mod diagnostic;
mod letter;
mod mapped;
pub mod numeral;
mod offsets;
mod seek;
mod span;

pub use diagnostic::{Diagnostic, Severity};
pub use letter::is_letter;
pub use mapped::{MappedText, MappedTextBuilder};
pub use offsets::{CodePoints, LineIndex};
pub use seek::{Seek, Word, among};
pub use span::Span;
