//! Affixes 词缀: which word of a list a text begins or ends with, without asking each in turn.
//!
//! In: the words of a class, longest first (`不得低于`, `低于`), and a text (`容积率不得低于`). Out: the first
//! word of the list that fits. Words are kept by their outermost characters, so a question costs one look
//! into a map where nothing fits, however long the list is.

use crate::text::Seek;
use foldhash::HashMap;

/// A list of words that is asked for beginnings and endings.
#[derive(Clone, Debug, Default)]
pub struct Affixes {
    /// Words in their order.
    words: Vec<String>,
    /// Places in `words` by first character.
    first: HashMap<char, Vec<u32>>,
    /// Places in `words` by last character.
    last: HashMap<char, Vec<u32>>,
}

impl Affixes {
    /// Keeps the order of `words`: where several fit, the earliest is given.
    pub fn new(words: Vec<String>) -> Self {
        let (mut first, mut last): (HashMap<_, Vec<u32>>, HashMap<_, Vec<u32>>) = Default::default();
        for (at, word) in words.iter().enumerate() {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            if let (Some(head), Some(tail)) = (word.chars().next(), word.chars().next_back()) {
                first.entry(head).or_default().push(at);
                last.entry(tail).or_default().push(at);
            }
        }
        Self { words, first, last }
    }

    /// The word that `text` ends with.
    pub fn ending(&self, text: &str) -> Option<&str> {
        let near = self.last.get(&text.chars().next_back()?)?;
        near.iter().filter_map(|at| self.words.get(*at as usize)).find(|w| text.closes(w)).map(String::as_str)
    }

    /// The word that `text` begins with.
    pub fn opening(&self, text: &str) -> Option<&str> {
        let near = self.first.get(&text.chars().next()?)?;
        near.iter().filter_map(|at| self.words.get(*at as usize)).find(|w| text.opens(w)).map(String::as_str)
    }

    /// The words, in their order.
    pub fn words(&self) -> &[String] {
        &self.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earliest_word_of_the_list_that_fits_is_given() {
        let words = Affixes::new(["不得低于", "低于", "达到", "到"].map(str::to_owned).to_vec());
        assert_eq!(words.ending("容积率不得低于"), Some("不得低于"));
        assert_eq!(words.ending("平均低于"), Some("低于"));
        assert_eq!(words.ending("总量达到"), Some("达到"));
        assert_eq!(words.ending("总量"), None);
        assert_eq!(words.ending(""), None);
        assert_eq!(words.opening("到2026年"), Some("到"));
        assert_eq!(words.opening("低于3%"), Some("低于"));
        assert_eq!(words.opening("高于3%"), None);
    }
}
