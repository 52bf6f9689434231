//! Spelling 形近: the run nearest to one that stands nowhere, by one character.
//!
//! `算力劵` → `算力券`: each character in turn is put in doubt, and the pairs of the index say which others
//! stand between its neighbours; then whether one character is too many.

use super::plan::run;
use super::schema::Fields;
use std::collections::BTreeSet;
use tantivy::collector::Count;
use tantivy::{Searcher, Term};

/// Runs of so many characters are looked at.
const LEAST: usize = 3;
const MOST: usize = 12;
/// Characters tried in one place.
const TRIED: usize = 2000;

/// The nearest run that stands somewhere, and in how many clauses.
pub(super) fn nearest(searcher: &Searcher, f: &Fields, folded: &str) -> Option<(String, usize)> {
    let chars: Vec<char> = folded.chars().collect();
    if !(LEAST..=MOST).contains(&chars.len()) {
        return None;
    }
    let count = |text: &str| searcher.search(&run(f.grams, text), &Count).unwrap_or(0);
    let mut best: Option<(String, usize)> = None;
    let mut offer = |chars: &[char]| {
        let text: String = chars.iter().collect();
        let n = count(&text);
        if n > best.as_ref().map_or(0, |b| b.1) {
            best = Some((text, n));
        }
    };
    for at in 0..chars.len() {
        for other in between(searcher, f, at.checked_sub(1).and_then(|i| chars.get(i)), chars.get(at + 1)) {
            let mut tried = chars.clone();
            tried[at] = other;
            if tried != chars {
                offer(&tried);
            }
        }
    }
    for at in 0..chars.len() {
        let mut shorter = chars.clone();
        shorter.remove(at);
        if shorter.len() >= LEAST {
            offer(&shorter);
        }
    }
    best
}

/// Characters that stand somewhere between these two.
fn between(searcher: &Searcher, f: &Fields, before: Option<&char>, after: Option<&char>) -> Vec<char> {
    let mut found: BTreeSet<char> = BTreeSet::new();
    let prefix = before.map(char::to_string).unwrap_or_default();
    for reader in searcher.segment_readers() {
        let Ok(index) = reader.inverted_index(f.grams) else { continue };
        let Ok(mut stream) = index.terms().range().ge(prefix.as_bytes()).into_stream() else { continue };
        while stream.advance() && found.len() < TRIED {
            let Ok(term) = std::str::from_utf8(stream.key()) else { break };
            if !term.starts_with(prefix.as_str()) {
                break;
            }
            found.extend(term.chars().nth(usize::from(before.is_some())));
        }
    }
    let fits = |c: &char| {
        after.is_none_or(|next| {
            let pair = format!("{c}{next}");
            searcher.doc_freq(&Term::from_field_text(f.grams, &pair)).is_ok_and(|n| n > 0)
        })
    };
    found.into_iter().filter(fits).collect()
}
