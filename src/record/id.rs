//! Ids 标识: names that people can read and that stay.

use crate::metadata::Metadata;
use crate::outline::{Clause, Outline, Role, add_letters};
use crate::source::{LineKind, SourceText};
use crate::text::Span;
use foldhash::{HashMap, HashSet};
use pinyin::ToPinyin;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// SHA-256 of the normalised text, hex: letters, digits and ideographs of what is neither furniture (a
/// page number inside a paragraph too) nor markup (link targets, marks of notes), so that the same text in
/// two formats agrees.
pub(super) fn hash(source: &SourceText, outline: &Outline) -> String {
    let mut hasher = Sha256::new();
    let mut words = String::new();
    for node in outline.nodes.iter().filter(|n| n.role != Role::Furniture) {
        let first = source.lines.partition_point(|l| l.span.end <= node.span.start);
        let lines = source.lines[first..].iter().take_while(|l| l.span.start < node.span.end);
        for line in lines.filter(|l| l.kind != LineKind::Furniture) {
            let part = Span::new(line.span.start.max(node.span.start), line.span.end.min(node.span.end));
            words.clear();
            add_shown(&mut words, source, part);
            hasher.update(words.as_bytes());
        }
    }
    hasher.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Adds the letters of a part of the source without its markup.
fn add_shown(words: &mut String, source: &SourceText, part: Span) {
    let mut from = part.start;
    let first = source.hidden.partition_point(|h| h.end <= from);
    for hidden in source.hidden[first..].iter().take_while(|h| h.start < part.end) {
        add_letters(Span::new(from, hidden.start.max(from)).of(&source.text), words);
        from = hidden.end.min(part.end);
    }
    add_letters(Span::new(from, part.end).of(&source.text), words);
}

/// `hufubanfa-2023-20` of 沪府办发〔2023〕20号; without a number 12 hex of the hash.
pub(super) fn document(metadata: &Metadata, hash: &str) -> String {
    metadata.number.as_deref().and_then(from_number).unwrap_or_else(|| hash.chars().take(12).collect())
}

fn from_number(number: &str) -> Option<String> {
    let (mark, rest) = number.split_once('〔')?;
    let (year, serial) = rest.split_once('〕')?;
    let serial = serial.trim_end_matches('号');
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    if !digits(year) || !digits(serial) {
        return None;
    }
    let mut id = String::new();
    for c in mark.chars() {
        match c.to_pinyin() {
            Some(sound) => id.push_str(sound.plain()),
            None => id.extend(c.to_lowercase().filter(char::is_ascii_alphanumeric)),
        }
    }
    // ü of 绿 is written v.
    let id: String = id.replace('ü', "v").chars().filter(char::is_ascii_alphanumeric).take(48).collect();
    (!id.is_empty()).then(|| format!("{id}-{year}-{serial}"))
}

/// `<document>~2~3~nn-5`, in Akoma Ntoso manner; what would stand twice is counted on.
pub(super) fn clauses(document: &str, clauses: &[Clause]) -> Vec<String> {
    let mut seen = HashSet::default();
    // How often a base has come, so that the same one a thousand times is not counted from 1 each time.
    let mut last: HashMap<String, usize> = HashMap::default();
    clauses
        .iter()
        .map(|clause| {
            let bytes = document.len() + 1 + clause.steps.iter().map(|step| step.len() + 1).sum::<usize>();
            let mut base = String::with_capacity(bytes);
            base.push_str(document);
            base.push('~');
            for step in &clause.steps {
                base.push_str(if base.ends_with('~') { "" } else { "~" });
                base.push_str(step);
            }
            if seen.insert(base.clone()) {
                return base;
            }
            let from = last.entry(base.clone()).or_insert(2);
            let (at, id) =
                (*from..).map(|n| (n, format!("{base}-{n}"))).find(|(_, id)| !seen.contains(id)).unwrap_or((1, base));
            *from = at;
            seen.insert(id.clone());
            id
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_ids() {
        assert_eq!(from_number("沪府办发〔2023〕20号").as_deref(), Some("hufubanfa-2023-20"));
        assert_eq!(from_number("渝府办发〔2021〕88号").as_deref(), Some("yufubanfa-2021-88"));
        assert_eq!(from_number("无号"), None);
    }
}
