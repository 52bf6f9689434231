//! Provenance 来历: `provenance.toml` beside a source says where it comes from and how it hashes.

use crate::record::Record;
use crate::text::{Diagnostic, Severity, Span};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::path::Path;

/// What is checked; other keys are for people.
#[derive(Deserialize)]
struct Provenance {
    sha256: Option<String>,
    title: Option<String>,
}

/// What the `provenance.toml` in a file's folder says; none where there is none.
pub fn beside(path: &Path) -> Option<String> {
    let bytes = std::fs::read(path.with_file_name("provenance.toml")).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Compares a file with the words of its `provenance.toml`.
pub(super) fn check(text: &str, bytes: &[u8], record: &Record) -> Vec<Diagnostic> {
    let told = |code: &str, message: String| Diagnostic {
        code: code.to_owned(),
        severity: Severity::Warning,
        line: 1,
        span: Span::default(),
        message,
    };
    let said: Provenance = match toml::from_str(text) {
        Ok(said) => said,
        Err(why) => {
            let why = why.message().to_owned();
            return vec![told("ingest/provenance", format!("provenance.toml 不是合格的 TOML：{why}"))];
        }
    };
    let mut out = Vec::new();
    let hash: String = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
    if let Some(stated) = said.sha256.filter(|s| !s.eq_ignore_ascii_case(&hash)) {
        out.push(told(
            "ingest/hash",
            format!("provenance.toml 记载的 sha256 是 {stated}，文件实为 {hash}，请核对来源"),
        ));
    }
    if let (Some(stated), Some(found)) = (said.title, &record.metadata.title)
        && stated != *found
    {
        out.push(told(
            "ingest/title",
            format!("provenance.toml 记载的标题是《{stated}》，文中识别为《{found}》，请核对"),
        ));
    }
    out
}
