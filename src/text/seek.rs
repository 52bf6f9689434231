//! Seek 找字: whether and where a word stands in a text, for short words in short texts.
//!
//! In: a text (`由市科委牵头，市财政局配合`) and a word or character (`牵头`). Out: whether it is in it, begins or
//! ends it, or at which byte it stands. The standard library prepares each search for long texts, and compares
//! short ones window by window; here one telling byte is looked for many bytes at a time. All Chinese characters
//! of a text begin with one of a few bytes, so the last byte of a character tells most.

use memchr::memrchr;

/// A word that is looked for: a string or a character.
pub trait Word {
    /// Hands its bytes on.
    fn bytes<R>(&self, ask: impl FnOnce(&[u8]) -> R) -> R;
}

impl Word for char {
    #[inline]
    fn bytes<R>(&self, ask: impl FnOnce(&[u8]) -> R) -> R {
        ask(self.encode_utf8(&mut [0; 4]).as_bytes())
    }
}

impl<T: AsRef<str> + ?Sized> Word for &T {
    #[inline]
    fn bytes<R>(&self, ask: impl FnOnce(&[u8]) -> R) -> R {
        ask(self.as_ref().as_bytes())
    }
}

/// Looks for words in a text.
pub trait Seek {
    /// Whether a word stands in it.
    fn has(&self, word: impl Word) -> bool;
    /// The byte at which a word stands first.
    fn place(&self, word: impl Word) -> Option<usize>;
    /// The byte at which a word stands last.
    fn last_place(&self, word: impl Word) -> Option<usize>;
    /// Whether it begins with a word.
    fn opens(&self, word: impl Word) -> bool;
    /// Whether it ends with a word.
    fn closes(&self, word: impl Word) -> bool;
    /// What stands before and behind a word, where it stands first.
    fn halves(&self, word: &str) -> Option<(&str, &str)>;
    /// It without a word at its end, however often it stands there.
    fn without_end(&self, word: &str) -> &str;
}

impl Seek for str {
    #[inline]
    fn has(&self, word: impl Word) -> bool {
        self.place(word).is_some()
    }

    #[inline]
    fn place(&self, word: impl Word) -> Option<usize> {
        word.bytes(|word| first(self.as_bytes(), word))
    }

    #[inline]
    fn last_place(&self, word: impl Word) -> Option<usize> {
        word.bytes(|word| last(self.as_bytes(), word))
    }

    #[inline]
    fn opens(&self, word: impl Word) -> bool {
        word.bytes(|word| begins(self.as_bytes(), word))
    }

    #[inline]
    fn closes(&self, word: impl Word) -> bool {
        let text = self.as_bytes();
        word.bytes(|word| {
            let front = text.len().checked_sub(word.len());
            front.is_some_and(|at| text.last() == word.last() && text[at..] == *word || word.is_empty())
        })
    }

    #[inline]
    fn halves(&self, word: &str) -> Option<(&str, &str)> {
        self.place(word).map(|at| (&self[..at], &self[at + word.len()..]))
    }

    fn without_end(&self, word: &str) -> &str {
        let mut rest = self;
        while !word.is_empty() && rest.closes(word) {
            rest = &rest[..rest.len() - word.len()];
        }
        rest
    }
}

/// Whether a character is one of those of a short list: `among('局', "局委办厅部")`.
#[inline]
pub fn among(c: char, list: &str) -> bool {
    list.chars().any(|one| one == c)
}

/// The byte of a word that tells most: the last one of its first character.
fn telling(word: &[u8]) -> Option<usize> {
    word.len().checked_sub(1).map(|last| last.min(2))
}

#[inline]
fn begins(text: &[u8], word: &[u8]) -> bool {
    word.get(2).is_none_or(|tells| text.get(2) == Some(tells)) && text.starts_with(word)
}

fn first(text: &[u8], word: &[u8]) -> Option<usize> {
    let Some(far) = word.len().checked_sub(1) else { return Some(0) };
    // Two bytes at once leave hardly a false place: of a word the last ones of its first and last characters, of a
    // single character the two behind the common one.
    let near = if far > 2 { 2 } else { far.saturating_sub(1) };
    let places = text.len().checked_sub(far)?;
    let (nears, fars) = (&text[near..near + places], &text[far..]);
    let mut from = 0;
    while let Some(found) = both(word[near], word[far], &nears[from..], &fars[from..]) {
        let start = from + found;
        if far < 2 || text[start..=start + far] == *word {
            return Some(start);
        }
        from = start + 1;
    }
    None
}

/// Bytes that are looked at together, and where there are not so many.
const BLOCK: usize = 16;
const HALF: usize = 8;

/// The first place at which one byte stands in one slice and the other one in the other, which is as long: a block
/// at a time, as the search for long texts costs more to begin than it saves.
#[inline]
fn both(near: u8, far: u8, nears: &[u8], fars: &[u8]) -> Option<usize> {
    let block = |a: &[u8; BLOCK], b: &[u8; BLOCK]| {
        a.iter().zip(b).fold(false, |any, (a, b)| any | ((*a == near) & (*b == far)))
    };
    let half =
        |a: &[u8; HALF], b: &[u8; HALF]| a.iter().zip(b).fold(false, |any, (a, b)| any | ((*a == near) & (*b == far)));
    let ((blocks, _), (others, _)) = (nears.as_chunks::<BLOCK>(), fars.as_chunks::<BLOCK>());
    let at = BLOCK * blocks.iter().zip(others).take_while(|(a, b)| !block(a, b)).count();
    // What is left is looked at together with what stands before it.
    if at + BLOCK > nears.len() {
        let none = match (nears.last_chunk(), fars.last_chunk()) {
            (Some(a), Some(b)) => !block(a, b),
            _ => match (nears.first_chunk(), fars.first_chunk(), nears.last_chunk(), fars.last_chunk()) {
                (Some(a), Some(b), Some(c), Some(d)) => !half(a, b) && !half(c, d),
                _ => false,
            },
        };
        if none {
            return None;
        }
    }
    nears[at..].iter().zip(&fars[at..]).position(|(a, b)| *a == near && *b == far).map(|found| at + found)
}

fn last(text: &[u8], word: &[u8]) -> Option<usize> {
    let Some(tells) = telling(word) else { return Some(text.len()) };
    let mut end = text.len().checked_sub(word.len())? + tells + 1;
    while let Some(found) = memrchr(word[tells], &text[tells..end]) {
        if text[found..found + word.len()] == *word {
            return Some(found);
        }
        end = tells + found;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_the_standard_library_finds(text in "[市市局a由，é]{0,12}", word in "[市局a由，é]{0,3}") {
            prop_assert_eq!(text.has(&word), text.contains(&word));
            prop_assert_eq!(text.place(&word), text.find(&word));
            prop_assert_eq!(text.last_place(&word), text.rfind(&word));
            prop_assert_eq!(text.opens(&word), text.starts_with(&word));
            prop_assert_eq!(text.closes(&word), text.ends_with(&word));
            prop_assert_eq!(text.halves(&word), text.split_once(word.as_str()));
            prop_assert_eq!(text.without_end(&word), text.trim_end_matches(word.as_str()));
            let c = word.chars().next().unwrap_or('市');
            prop_assert_eq!(text.has(c), text.contains(c));
            prop_assert_eq!(text.last_place(c), text.rfind(c));
            prop_assert_eq!(among(c, &text), text.contains(c));
        }
    }
}
