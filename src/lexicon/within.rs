//! Within 含词: whether one of a list of words stands anywhere in a text, asked in one pass.
//!
//! In: the words of a class (`条件`, `情形`) and a text (`应当符合下列条件：`). Out: whether one of them is in it.
//! A look for each word in turn costs as many passes as there are words; one automaton costs one.

use super::Finder;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// A list of words that is looked for inside of texts.
#[derive(Clone, Debug, Default)]
pub struct Within {
    /// For texts of a line or two: it is soon begun.
    short: Finder,
    /// For long ones.
    long: Option<AhoCorasick>,
}

/// Bytes up to which a text is short.
const SHORT: usize = 160;

impl Within {
    /// Compiles the list; an empty one stands in no text.
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        let words: Vec<W> = words.into_iter().filter(|w| !w.as_ref().is_empty()).collect();
        // Which word matches does not count; with this kind short lists are looked for many bytes at a time,
        // with the standard one by rare bytes, of which Chinese text knows none.
        let kind = MatchKind::LeftmostFirst;
        let built = AhoCorasick::builder()
            .match_kind(kind)
            .kind(Some(AhoCorasickKind::DFA))
            .build(words.iter().map(AsRef::as_ref));
        let short = Finder::new(&words);
        Self { short, long: built.ok().filter(|_| !words.is_empty()) }
    }

    /// Whether one of the words stands in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        if text.len() <= SHORT {
            return self.short.next(text, 0).is_some();
        }
        self.long.as_ref().is_some_and(|words| words.is_match(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_is_enough() {
        let words = Within::new(["条件", "情形"]);
        assert!(words.is_in("符合下列条件之一") && words.is_in("情形"));
        assert!(!words.is_in("条目") && !words.is_in(""));
        assert!(!Within::new([""; 0]).is_in("条件") && !Within::new([""]).is_in("条件"));
    }
}
