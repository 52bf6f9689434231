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
    fn bytes<R>(&self, ask: impl FnOnce(&[u8]) -> R) -> R {
        ask(self.encode_utf8(&mut [0; 4]).as_bytes())
    }
}

impl<T: AsRef<str> + ?Sized> Word for &T {
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
        word.bytes(|word| stands_at(self.as_bytes(), 0, word))
    }

    #[inline]
    fn closes(&self, word: impl Word) -> bool {
        let text = self.as_bytes();
        word.bytes(|word| {
            let front = text.len().checked_sub(word.len());
            front.is_some_and(|at| text.last() == word.last() && text[at..] == *word || word.is_empty())
        })
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
fn stands_at(text: &[u8], at: usize, word: &[u8]) -> bool {
    let Some(tells) = telling(word) else { return true };
    text.get(at + tells) == Some(&word[tells]) && text.get(at..at + word.len()).is_some_and(|there| there == word)
}

fn first(text: &[u8], word: &[u8]) -> Option<usize> {
    let Some(tells) = telling(word) else { return Some(0) };
    // Behind this byte the word would not end within the text.
    let end = text.len().checked_sub(word.len())? + tells + 1;
    let mut from = tells;
    while let Some(found) = byte(word[tells], &text[from..end]) {
        let start = from + found - tells;
        if text[start..start + word.len()] == *word {
            return Some(start);
        }
        from += found + 1;
    }
    None
}

/// Where a byte stands first: in short texts eight bytes at a time, as the search for long ones costs more to
/// begin than it saves.
#[inline]
fn byte(wanted: u8, text: &[u8]) -> Option<usize> {
    if text.len() > LONG {
        return memchr::memchr(wanted, text);
    }
    const LOW: u64 = 0x0101_0101_0101_0101;
    let (words, rest) = text.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let differs = u64::from_le_bytes(*word) ^ (LOW * u64::from(wanted));
        let equal = differs.wrapping_sub(LOW) & !differs & (LOW << 7);
        if equal != 0 {
            return Some(at * 8 + equal.trailing_zeros() as usize / 8);
        }
    }
    rest.iter().position(|byte| *byte == wanted).map(|at| words.len() * 8 + at)
}

/// Bytes from which on a text is long.
const LONG: usize = 96;

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
            prop_assert_eq!(text.without_end(&word), text.trim_end_matches(word.as_str()));
            let c = word.chars().next().unwrap_or('市');
            prop_assert_eq!(text.has(c), text.contains(c));
            prop_assert_eq!(text.last_place(c), text.rfind(c));
            prop_assert_eq!(among(c, &text), text.contains(c));
        }
    }
}
