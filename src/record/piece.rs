//! Piece 文句片段: the runs between the punctuation of a text, by which a copy of it is known.
//!
//! `加强统筹协调，完善工作机制。` gives two. Each is folded to its letters, digits and ideographs and marked by a
//! number that stays the same on every machine and in every version: marks are kept.

use super::Record;
use crate::text::is_letter;

/// Characters of the shortest piece that counts: shorter ones (`到2026年`) stand everywhere.
const SHORTEST: usize = 6;

/// A piece: its mark and how many characters it has.
pub type Piece = (u64, usize);

/// The pieces of a document's clauses.
pub fn of(record: &Record) -> impl Iterator<Item = Piece> {
    let texts = record.clauses.iter().flat_map(|c| [c.clause.heading.as_ref(), Some(&c.clause.text)]);
    texts.flatten().flat_map(|t| t.as_str().split(['。', '；', '，', '：', '\n'])).filter_map(|piece| {
        let mut mark = Mark::default();
        let mut size = 0;
        for c in piece.chars().filter(|c| is_letter(*c)) {
            mark.take(c);
            size += 1;
        }
        (size >= SHORTEST).then_some((mark.0, size))
    })
}

/// FNV-1a of 64 bits, a character at a time.
struct Mark(u64);

impl Default for Mark {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Mark {
    fn take(&mut self, c: char) {
        self.0 = (self.0 ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3);
    }
}
