//! JSON: the documents as annotation.md has them.

use super::{Exporter, parse_json};
use crate::record::Record;
use std::io::{self, Write};

/// One document is one object, several are an array of them.
pub(super) struct Json;

impl Exporter for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn media_type(&self) -> &'static str {
        "application/json"
    }

    fn write(&self, records: &[&Record], out: &mut dyn Write) -> io::Result<()> {
        if let [one] = records {
            serde_json::to_writer_pretty(&mut *out, &parse_json(one))?;
        } else {
            let all: Vec<_> = records.iter().map(|r| parse_json(r)).collect();
            serde_json::to_writer_pretty(&mut *out, &all)?;
        }
        out.write_all(b"\n")
    }
}
