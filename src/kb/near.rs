//! Near 近似重复: which document holds most of the words of another one.
//!
//! A text is cut at its punctuation (`，。；：`), each piece folded to its letters, digits and ideographs:
//! two copies of one notice that differ in a number, a date or a page's furniture share nearly all
//! pieces. Counted in characters; cost grows with the text, not with the number of documents.

use super::held::Held;
use crate::record::Brief;
use crate::record::piece::Piece;
use foldhash::HashMap;
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

/// In which documents a piece stands; documents go by numbers, which are given in the order of their coming.
#[derive(Debug, Default)]
pub(super) struct Known {
    pieces: HashMap<u64, Vec<u32>>,
    numbers: HashMap<String, u32>,
    /// The ids by number; of one that is gone nothing leads here.
    ids: Vec<String>,
}

impl Known {
    /// Takes a document in.
    pub(super) fn add(&mut self, brief: &Brief) {
        let Ok(number) = u32::try_from(self.ids.len()) else { return };
        self.ids.push(brief.id.clone());
        self.numbers.insert(brief.id.clone(), number);
        for piece in brief.pieces() {
            let held = self.pieces.entry(piece).or_default();
            // A piece that a document says again has it as the last.
            if held.len() < MOST && held.last() != Some(&number) {
                held.push(number);
            }
        }
    }

    /// Takes a document out.
    pub(super) fn forget(&mut self, brief: &Brief) {
        let Some(number) = self.numbers.remove(&brief.id) else { return };
        self.ids.get_mut(number as usize).map(std::mem::take);
        for piece in brief.pieces() {
            if let Some(held) = self.pieces.get_mut(&piece) {
                held.retain(|n| *n != number);
                if held.is_empty() {
                    self.pieces.remove(&piece);
                }
            }
        }
    }

    /// The document that holds most of this one's words, and what share in percent; none below 80.
    pub(super) fn find(&self, id: &str, pieces: &[Piece]) -> Option<(&str, usize)> {
        let own = self.numbers.get(id).copied();
        let mut shared: HashMap<u32, usize> = HashMap::default();
        let mut all = 0;
        for (piece, size) in pieces {
            all += size;
            for other in self.pieces.get(piece).into_iter().flatten().filter(|other| Some(**other) != own) {
                *shared.entry(*other).or_default() += size;
            }
        }
        let most = shared.values().copied().max()?;
        let share = most * 100 / all.max(1);
        if share < NEAR {
            return None;
        }
        let equal = shared.iter().filter(|(_, size)| **size == most);
        let ids = equal.filter_map(|(number, _)| self.ids.get(*number as usize));
        ids.min().map(|id| (id.as_str(), share))
    }
}
