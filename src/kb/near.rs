//! Near 近似重复: which document holds most of the words of another one.
//!
//! A text is cut at its punctuation (`，。；：`), each piece folded to its letters, digits and ideographs:
//! two copies of one notice that differ in a number, a date or a page's furniture share nearly all
//! pieces. Counted in characters; cost grows with the text, not with the number of documents.

use super::held::Held;
use crate::record::Brief;
use crate::record::piece::Piece;
use std::collections::HashMap;
use std::sync::Arc;

/// Share of a document's characters, in percent, from which another is called a near duplicate.
const NEAR: usize = 80;
/// Documents remembered for one piece; what more of them share is a formula (`自印发之日起施行`).
const MOST: usize = 32;

/// The pieces of all documents, read when they are first needed.
#[derive(Debug, Default)]
pub(super) struct Near(Option<Known>);

impl Near {
    /// What is known of these documents.
    pub(super) fn of(&mut self, documents: &[Arc<Held>]) -> &mut Known {
        self.0.get_or_insert_with(|| {
            let mut known = Known::default();
            documents.iter().for_each(|d| known.add(&d.brief));
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
    pub(super) fn add(&mut self, brief: &Brief) {
        let id: Arc<str> = brief.id.as_str().into();
        for piece in brief.pieces() {
            let held = self.0.entry(piece).or_default();
            if held.len() < MOST && !held.contains(&id) {
                held.push(Arc::clone(&id));
            }
        }
    }

    /// Takes a document out.
    pub(super) fn forget(&mut self, brief: &Brief) {
        for piece in brief.pieces() {
            if let Some(held) = self.0.get_mut(&piece) {
                held.retain(|id| **id != *brief.id);
                if held.is_empty() {
                    self.0.remove(&piece);
                }
            }
        }
    }

    /// The document that holds most of this one's words, and what share in percent; none below 80.
    pub(super) fn find(&self, id: &str, pieces: &[Piece]) -> Option<(&str, usize)> {
        let mut shared: HashMap<&str, usize> = HashMap::new();
        let mut all = 0;
        for (piece, size) in pieces {
            all += size;
            for other in self.0.get(piece).into_iter().flatten().filter(|other| ***other != *id) {
                *shared.entry(other).or_default() += size;
            }
        }
        let best = shared.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)))?;
        let share = best.1 * 100 / all.max(1);
        (share >= NEAR).then_some((best.0, share))
    }
}
