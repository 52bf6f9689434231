//! Plan 查询计划: the words of a question as runs to look for.
//!
//! `首台（套） "资助 奖励"` asks for two runs: `首台套` and `资助奖励`, the second one exactly. A quote
//! counts only at the ends of a blank-separated part; elsewhere it is punctuation and is passed over.
//! No text is wrong.

use super::analyse::{fold, words};
use super::schema::Fields;
use jieba_rs::Jieba;
use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

/// An exact phrase over the whole question counts more than any sum of words.
const WHOLE: f32 = 30.0;
/// A run in the heading counts as much as several words.
const HEADING: f32 = 8.0;
/// Words beyond these do not change the order any more.
const MOST_WORDS: usize = 24;

/// A run of characters that must occur.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// As it counts.
    pub(super) folded: String,
    /// As asked, for jieba.
    raw: String,
    /// In quotation marks: never relaxed.
    quoted: bool,
}

/// The parts of a question.
pub(super) fn parts(text: &str) -> Vec<Part> {
    let mut out = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (raw, after, quoted) = match quoted(rest, first) {
            Some((inside, after)) => (inside, after, true),
            None => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                let (part, after) = rest.split_at(end);
                (part, after, false)
            }
        };
        let folded = fold(raw);
        if !folded.is_empty() && !out.iter().any(|p: &Part| p.folded == folded) {
            out.push(Part { folded, raw: raw.to_owned(), quoted });
        }
        rest = after.trim_start();
    }
    out
}

/// What stands between a quotation mark and its partner that ends a part, and what follows.
fn quoted(rest: &str, first: char) -> Option<(&str, &str)> {
    let close = match first {
        '"' | '＂' => first,
        '“' => '”',
        _ => return None,
    };
    let inside = rest.get(first.len_utf8()..)?;
    inside.match_indices(close).find_map(|(at, _)| {
        let after = inside.get(at + close.len_utf8()..)?;
        let ends = after.chars().next().is_none_or(char::is_whitespace);
        ends.then(|| (inside.get(..at).unwrap_or_default(), after))
    })
}

/// Finds the clauses that hold an unbroken run.
fn run(pairs: Field, singles: Field, folded: &str) -> Box<dyn Query> {
    let chars: Vec<char> = folded.chars().collect();
    let pair = |at: usize| {
        let text: String = chars.iter().skip(at).take(2).collect();
        Term::from_field_text(pairs, &text)
    };
    match chars.len() {
        0 | 1 => Box::new(TermQuery::new(Term::from_field_text(singles, folded), IndexRecordOption::Basic)),
        2 => Box::new(TermQuery::new(pair(0), IndexRecordOption::WithFreqs)),
        n => {
            // Every second pair and the last one hold all characters in their places.
            let places = (0..n - 2).step_by(2).chain([n - 2]);
            Box::new(PhraseQuery::new_with_offset(places.map(|at| (at, pair(at))).collect()))
        }
    }
}

fn constant(query: Box<dyn Query>, score: f32) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, score))
}

/// All parts must occur; without `scored`, no order is made.
pub(super) fn strict(f: &Fields, jieba: &Jieba, parts: &[Part], scored: bool) -> Box<dyn Query> {
    let mut out: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for part in parts {
        out.push((Occur::Must, constant(run(f.grams, f.chars, &part.folded), 1.0)));
    }
    if scored {
        for part in parts.iter().filter(|p| p.folded.chars().count() > 1) {
            out.push((Occur::Should, constant(run(f.heads, f.chars, &part.folded), HEADING)));
        }
        if parts.len() > 1 {
            let whole: String = parts.iter().map(|p| p.folded.as_str()).collect();
            out.push((Occur::Should, constant(run(f.grams, f.chars, &whole), WHOLE)));
        }
        let mut seen: Vec<String> = parts.iter().flat_map(|p| words(jieba, &p.raw)).collect();
        seen.sort_unstable();
        seen.dedup();
        for word in seen.iter().take(MOST_WORDS) {
            let term = Term::from_field_text(f.words, word);
            out.push((Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))));
        }
    }
    Box::new(BooleanQuery::new(out))
}

/// The words of a question that found nothing: its quoted parts as they are, of the others the words
/// of two characters or more, or the pairs of a part that has none (`算力劵` → `算力`, `力劵`).
pub(super) fn relaxed_runs(jieba: &Jieba, parts: &[Part]) -> Option<Vec<String>> {
    let mut out: Vec<String> = Vec::new();
    for part in parts.iter().filter(|p| !p.quoted) {
        let cut = jieba.cut(&part.raw, false);
        let mut words: Vec<String> = cut.iter().map(|t| fold(t.word)).filter(|w| w.chars().count() > 1).collect();
        if words.is_empty() {
            let chars: Vec<char> = part.folded.chars().collect();
            words = chars.windows(2).map(|w| w.iter().collect()).collect();
        }
        out.extend(words);
    }
    out.sort_unstable();
    out.dedup();
    (!out.is_empty()).then_some(out)
}

/// The quoted parts must occur, and all of the words, or any.
pub(super) fn relaxed(f: &Fields, parts: &[Part], words: &[String], all: bool) -> Box<dyn Query> {
    let quoted = parts.iter().filter(|p| p.quoted);
    let mut out: Vec<(Occur, Box<dyn Query>)> =
        quoted.map(|p| (Occur::Must, constant(run(f.grams, f.chars, &p.folded), 1.0))).collect();
    let mut any: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for word in words {
        let occur = if all { Occur::Must } else { Occur::Should };
        any.push((occur, run(f.grams, f.chars, word)));
    }
    out.push((Occur::Must, Box::new(BooleanQuery::new(any))));
    for word in words {
        let head = Box::new(BoostQuery::new(run(f.heads, f.chars, word), 2.0));
        out.push((Occur::Should, head));
    }
    Box::new(BooleanQuery::new(out))
}
