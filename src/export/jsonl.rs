//! JSONL: one item of the API a line.

use super::{Exporter, Sheet};
use serde_json::Value;
use std::io::{self, Write};

/// Lines of JSON, UTF-8, ended by `\n`.
pub(super) struct Jsonl;

impl Exporter for Jsonl {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn media_type(&self) -> &'static str {
        "application/x-ndjson; charset=utf-8"
    }

    fn write(&self, _: &Sheet<'_>, items: &mut dyn Iterator<Item = Value>, out: &mut dyn Write) -> io::Result<()> {
        for item in items {
            serde_json::to_writer(&mut *out, &item)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}
