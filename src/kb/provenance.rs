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

/// Compares a file with the `provenance.toml` of its folder; nothing to tell where there is none.
pub(super) fn check(path: &Path, bytes: &[u8], record: &Record) -> Vec<Diagnostic> {
    let beside = path.with_file_name("provenance.toml");
    let Ok(text) = std::fs::read_to_string(&beside) else { return Vec::new() };
    let told = |code: &str, message: String| Diagnostic {
        code: code.to_owned(),
        severity: Severity::Warning,
        line: 1,
        span: Span::default(),
        message,
    };
    let said: Provenance = match toml::from_str(&text) {
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
