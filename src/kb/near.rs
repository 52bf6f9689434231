//! Near 近似重复: which document holds most of the words of another one.
//!
//! A text is cut at its punctuation (`，。；：`), each piece folded to its letters, digits and ideographs:
//! two copies of one notice that differ in a number, a date or a page's furniture share nearly all
//! pieces. Counted in characters; cost grows with the text, not with the number of documents.

use crate::record::Record;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Share of a document's characters, in percent, from which another is called a near duplicate.
const NEAR: usize = 80;
/// Characters of the shortest piece that counts: shorter ones (`到2026年`) stand everywhere.
const SHORTEST: usize = 6;
/// Documents remembered for one piece; what more of them share is a formula (`自印发之日起施行`).
const MOST: usize = 32;

/// The pieces of all documents, read when they are first needed.
#[derive(Debug, Default)]
pub(super) struct Near(Option<Known>);

impl Near {
    /// What is known of these documents.
    pub(super) fn of(&mut self, records: &[Arc<Record>]) -> &mut Known {
        self.0.get_or_insert_with(|| {
            let mut known = Known::default();
            records.iter().for_each(|r| known.add(r));
            known
        })
    }

    /// Forgets all: what was known may not be what is kept.
    pub(super) fn clear(&mut self) {
        self.0 = None;
    }
}

/// In which documents a piece stands.
#[derive(Debug, Default)]
pub(super) struct Known(HashMap<u64, Vec<Arc<str>>>);

impl Known {
    /// Takes a document in.
    pub(super) fn add(&mut self, record: &Record) {
        let id: Arc<str> = record.id.as_str().into();
        for (piece, _) in pieces(record) {
            let held = self.0.entry(piece).or_default();
            if held.len() < MOST && !held.contains(&id) {
                held.push(Arc::clone(&id));
            }
        }
    }

    /// Takes a document out.
    pub(super) fn forget(&mut self, record: &Record) {
        for (piece, _) in pieces(record) {
            if let Some(held) = self.0.get_mut(&piece) {
                held.retain(|id| **id != *record.id);
                if held.is_empty() {
                    self.0.remove(&piece);
                }
            }
        }
    }

    /// The document that holds most of this one's words, and what share in percent; none below 80.
    pub(super) fn find(&self, record: &Record) -> Option<(&str, usize)> {
        let mut shared: HashMap<&str, usize> = HashMap::new();
        let mut all = 0;
        for (piece, size) in pieces(record) {
            all += size;
            for id in self.0.get(&piece).into_iter().flatten().filter(|id| ***id != *record.id) {
                *shared.entry(id).or_default() += size;
            }
        }
        let best = shared.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)))?;
        let share = best.1 * 100 / all.max(1);
        (share >= NEAR).then_some((best.0, share))
    }
}

/// The pieces of a document's clauses, folded, each with its characters.
fn pieces(record: &Record) -> impl Iterator<Item = (u64, usize)> {
    let texts = record.clauses.iter().flat_map(|c| [c.clause.heading.as_ref(), Some(&c.clause.text)]);
    texts.flatten().flat_map(|t| t.as_str().split(['。', '；', '，', '：', '\n'])).filter_map(|piece| {
        let mut hasher = DefaultHasher::new();
        let mut size = 0;
        for c in piece.chars().filter(|c| c.is_alphanumeric()) {
            c.hash(&mut hasher);
            size += 1;
        }
        (size >= SHORTEST).then(|| (hasher.finish(), size))
    })
}
