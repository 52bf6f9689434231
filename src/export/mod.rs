//! Export 输出: what leaves the house, floor 6.
//!
//! The JSON of annotation.md is made here and only here ([`parse_json`]); [`item`] holds the shapes
//! of the API's lists, [`scan_json`] the values of a text. Views are apart from stored types. A list
//! leaves as a file by way of an [`Exporter`].
//!
//! # To add one
//! A format: a file with a type that implements [`Exporter`], named in `EXPORTERS`. A list that can be
//! handed out: a variant of [`Of`] with its columns in `columns.rs`. A field of a fact: add it to its
//! view in `view.rs` and fill it in `parse.rs`; then run `tiaoku schema` as `tests/suite/schema.rs` says.

mod columns;
mod csv;
pub mod item;
mod jsonl;
mod mention;
mod number;
mod parse;
pub mod view;
pub mod words;

pub use columns::Of;
pub use mention::{Mention, Scanned, scan_json};
pub use number::{Number, Numbers};
pub use parse::{RecordView, diagnostics, document, file_name, parse_json, short_title};

use serde_json::Value;
use std::io::{self, Write};

/// Writes a list in one format (registry slice: `EXPORTERS`).
pub trait Exporter: Sync {
    /// Its name on the command line, in `/export/{format}` and behind the file's dot: `csv`.
    fn name(&self) -> &'static str;

    /// Media type of what it writes.
    fn media_type(&self) -> &'static str;

    /// Writes the items of a list, each as the API gives it, in the order given. `site` stands before
    /// permalinks (`http://127.0.0.1:8080`) where the format has columns of its own.
    ///
    /// # Errors
    /// When `out` cannot be written.
    fn write(&self, of: Of, items: &mut dyn Iterator<Item = Value>, site: &str, out: &mut dyn Write) -> io::Result<()>;
}

/// All formats; xlsx and md take their place here.
const EXPORTERS: &[&dyn Exporter] = &[&csv::Csv, &jsonl::Jsonl];

/// The exporter of that name.
pub fn exporter(name: &str) -> Option<&'static dyn Exporter> {
    EXPORTERS.iter().copied().find(|e| e.name() == name)
}

/// The names of all formats, in order.
pub fn formats() -> Vec<&'static str> {
    EXPORTERS.iter().map(|e| e.name()).collect()
}
