//! Near 近似重复: which document holds most of the words of another one.
//!
//! A text is cut at its punctuation (`，。；：`), each piece folded to its letters, digits and ideographs:
//! two copies of one notice that differ in a number, a date or a page's furniture share nearly all
//! pieces. Counted in characters; cost grows with the text, not with the number of documents.

use super::held::Held;
use crate::record::Brief;
use crate::record::piece::Piece;
use foldhash::HashMap;
use smallvec::SmallVec;
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
    pieces: HashMap<u64, Numbers>,
    numbers: HashMap<String, u32>,
    /// The ids by number; of one that is gone nothing leads here.
    ids: Vec<String>,
    /// How much of the text that is asked about each document has, by number: noughts between two questions.
    shared: Vec<usize>,
}

/// Most pieces stand in one document or two.
type Numbers = SmallVec<[u32; 4]>;

impl Known {
    /// Takes a document in.
    pub(super) fn add(&mut self, brief: &Brief) {
        let Ok(number) = u32::try_from(self.ids.len()) else { return };
        self.ids.push(brief.id.clone());
        self.shared.push(0);
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
    pub(super) fn find(&mut self, id: &str, pieces: &[Piece]) -> Option<(&str, usize)> {
        let own = self.numbers.get(id).copied();
        let mut found: Vec<u32> = Vec::new();
        let mut all = 0;
        for (piece, size) in pieces {
            all += size;
            for other in self.pieces.get(piece).into_iter().flatten().filter(|other| Some(**other) != own) {
                if let Some(share) = self.shared.get_mut(*other as usize) {
                    if *share == 0 {
                        found.push(*other);
                    }
                    *share += size;
                }
            }
        }
        let share = |number: &u32| self.shared.get(*number as usize).copied().unwrap_or(0);
        let most = found.iter().map(share).max().unwrap_or(0);
        let near = most * 100 / all.max(1);
        let equal: Vec<u32> = found.iter().copied().filter(|number| near >= NEAR && share(number) == most).collect();
        for number in found {
            if let Some(share) = self.shared.get_mut(number as usize) {
                *share = 0;
            }
        }
        let ids = equal.into_iter().filter_map(|number| self.ids.get(number as usize));
        ids.min().map(|id| (id.as_str(), near))
    }
}
