//! Words 结构用词: the closed lists of this room, read from the table `outline_words`.
//!
//! `凡` opens a rule, no heading: a row `凡 sentence_open`. Each list is read once.

use crate::lexicon::Lexicon;
use std::sync::LazyLock;

/// One list, read when it is first asked.
pub(super) type Words = LazyLock<Vec<&'static str>>;

/// The words of one kind, in the order of the table.
pub(super) fn of(kind: &str) -> Vec<&'static str> {
    let rows = Lexicon::builtin().table("outline_words").rows();
    rows.filter(|row| row.get("kind") == kind).map(|row| row.word()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_words() {
        for kind in [
            "kind", "body_end", "addressee", "post", "sentence_open", "sentence_hold", "no_bid", "closing_open", "itself",
            "itself_about", "standard_heading",
        ] {
            assert!(!of(kind).is_empty(), "{kind}");
        }
    }
}
