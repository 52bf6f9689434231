//! Export 输出: what leaves the house, floor 6.
//!
//! The JSON of annotation.md is made here and only here ([`parse_json`]); [`item`] holds the shapes
//! of the API's lists, [`scan_json`] the values of a text. Views are apart from stored types.
//!
//! # To add one
//! A format: a file with a type that implements [`Exporter`], named in `EXPORTERS`. A field of a
//! fact: add it to its view in `view.rs` and fill it in `parse.rs`; then run `tiaoku schema` as
//! `tests/suite/schema.rs` says.

pub mod item;
mod json;
mod mention;
mod number;
mod parse;
pub mod view;
pub mod words;

pub use mention::{Mention, Scanned, scan_json};
pub use number::{Number, Numbers};
pub use parse::{RecordView, diagnostics, document, parse_json, short_title};

use crate::record::Record;
use std::io::{self, Write};

/// Writes documents in one format (registry slice: `EXPORTERS`).
pub trait Exporter: Sync {
    /// Its name on the command line and in `/export/{format}`: `json`.
    fn name(&self) -> &'static str;

    /// Media type of what it writes.
    fn media_type(&self) -> &'static str;

    /// Writes the documents, in the order given.
    ///
    /// # Errors
    /// When `out` cannot be written.
    fn write(&self, records: &[&Record], out: &mut dyn Write) -> io::Result<()>;
}

/// All formats; csv, xlsx, jsonl and md take their place here.
const EXPORTERS: &[&dyn Exporter] = &[&json::Json];

/// The exporter of that name.
pub fn exporter(name: &str) -> Option<&'static dyn Exporter> {
    EXPORTERS.iter().copied().find(|e| e.name() == name)
}

/// The names of all formats, in order.
pub fn formats() -> Vec<&'static str> {
    EXPORTERS.iter().map(|e| e.name()).collect()
}
