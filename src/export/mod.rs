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
mod duty;
mod ics;
pub mod item;
mod jsonl;
mod markdown;
mod mention;
mod number;
mod parse;
pub mod view;
pub mod words;
mod xlsx;

pub use columns::Of;
pub use mention::{Mention, Scanned, scan_json};
pub use number::{Number, Numbers};
pub use parse::{RecordView, diagnostics, document, file_name, parse_json, short_title};

use jiff::civil::Date;
use serde_json::Value;
use std::io::{self, Write};

/// Writes a list in one format (registry slice: `EXPORTERS`).
pub trait Exporter: Sync {
    /// Its name on the command line, in `/export/{format}` and behind the file's dot: `csv`.
    fn name(&self) -> &'static str;

    /// Media type of what it writes.
    fn media_type(&self) -> &'static str;

    /// The lists it can write.
    fn lists(&self) -> &'static [Of] {
        Of::ALL
    }

    /// Writes the items of a list, each as the API gives it, in the order given.
    ///
    /// # Errors
    /// When `out` cannot be written.
    fn write(&self, sheet: &Sheet<'_>, items: &mut dyn Iterator<Item = Value>, out: &mut dyn Write) -> io::Result<()>;
}

/// What a file is to hold, beside its items.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// The list.
    pub of: Of,
    /// Stands before permalinks (`http://127.0.0.1:8080`) where the format has columns of its own.
    pub site: &'a str,
    /// Heads of the columns asked for, in order; all where none is named.
    pub columns: &'a [String],
    /// What it is about, for people: `任务分工表 市应急局`.
    pub title: &'a str,
    /// The day on which it is written.
    pub today: Date,
}

/// All formats.
const EXPORTERS: &[&dyn Exporter] = &[&csv::Csv, &xlsx::Xlsx, &jsonl::Jsonl, &markdown::Markdown, &ics::Ics];

/// The exporter of that name.
pub fn exporter(name: &str) -> Option<&'static dyn Exporter> {
    EXPORTERS.iter().copied().find(|e| e.name() == name)
}

/// The names of all formats, in order.
pub fn formats() -> Vec<&'static str> {
    EXPORTERS.iter().map(|e| e.name()).collect()
}
