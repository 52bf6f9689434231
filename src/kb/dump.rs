//! Dump 备份: all documents as lines of JSON, each with its checksum, the last line with that of all.
//!
//! ```text
//! {"tiaoku":"dump","format":1,"documents":5}
//! {"sha256":"…","record":{"id":"hufubanfa-2023-20","source":{"text":"…"},"clauses":[…],…}}
//! {"documents":5,"sha256":"…"}
//! ```
//! A record carries its source as found, so that a later program can assemble it anew.

use super::Kb;
use crate::record::codec;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// What the first line says it is.
pub(super) const NAME: &str = "dump";

/// SHA-256 in hex.
pub(super) fn hex(digest: &[u8]) -> String {
    digest.iter().map(|b| format!("{b:02x}")).collect()
}

impl Kb {
    /// Writes all documents, in the order of their ids; says how many.
    ///
    /// # Errors
    /// The writer fails.
    pub fn dump(&self, out: &mut dyn Write) -> io::Result<usize> {
        let now = self.snapshot();
        let mut documents: Vec<_> = now.documents().iter().collect();
        documents.sort_by(|a, b| a.brief.id.cmp(&b.brief.id));
        let mut sum = Sha256::new();
        let mut line = |text: String| {
            sum.update(text.as_bytes());
            sum.update(b"\n");
            writeln!(out, "{text}")
        };
        line(json!({"tiaoku": NAME, "format": codec::FORMAT, "documents": documents.len()}).to_string())?;
        for held in &documents {
            let record = now.reader().read(held).map_err(io::Error::other)?;
            let record = serde_json::to_string(&*record)?;
            let own = hex(&Sha256::digest(record.as_bytes()));
            line(format!("{{\"sha256\":\"{own}\",\"record\":{record}}}"))?;
        }
        // Notes on how tasks stand go with the documents; a dump without any is as it was before.
        for track in self.tracks_kept().iter() {
            let track = serde_json::to_string(track)?;
            let own = hex(&Sha256::digest(track.as_bytes()));
            line(format!("{{\"sha256\":\"{own}\",\"track\":{track}}}"))?;
        }
        writeln!(out, "{}", json!({"documents": documents.len(), "sha256": hex(&sum.finalize())}))?;
        out.flush()?;
        Ok(documents.len())
    }
}
