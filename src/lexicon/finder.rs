//! Finder 寻词: where words of a list stand in a text, in one walk over its characters.
//!
//! In: the words (`给予`, `奖励`, `给`) and a text (`给予最高10万元奖励`). Out: each place where one of them stands,
//! the longest first. Words are kept by their first two characters, and two small maps of bits tell for most
//! places of a text at once that none stands there. An automaton over bytes takes three steps for each
//! character, through tables too large for the processor's nearest memory.

use foldhash::HashMap;

/// Bits of the map of pairs: some hundred times as many as any list has words.
const PAIRS: usize = 1 << 16;

/// A word that stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its first byte.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// Its place in the list; of two like words the first.
    pub word: usize,
}

/// What follows the first two characters of a word, and the word's place in the list.
type Rest = (Box<str>, usize);

/// A list of words that is looked for in texts.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// The characters that a word begins with, by their code points.
    heads: Vec<u64>,
    /// Those of them that are a word.
    singles: Vec<u64>,
    /// The pairs of characters that a word begins with.
    pairs: Vec<u64>,
    /// The words of two characters and more by their first two: what follows them, the longest first.
    words: HashMap<(char, char), Vec<Rest>>,
    /// The words of one character.
    single: HashMap<char, usize>,
}

fn bit(map: &[u64], at: usize) -> bool {
    map.get(at >> 6).is_some_and(|word| word >> (at & 63) & 1 == 1)
}

fn set(map: &mut [u64], at: usize) {
    if let Some(word) = map.get_mut(at >> 6) {
        *word |= 1 << (at & 63);
    }
}

/// Where a character is noted; what lies beyond the common planes shares a place with others.
fn place(c: char) -> usize {
    c as usize & 0xffff
}

fn pair(a: char, b: char) -> usize {
    (a as usize).wrapping_mul(0x9e5).wrapping_add((b as usize).wrapping_mul(0x85b)) & (PAIRS - 1)
}

impl Finder {
    /// Compiles the list; empty words stand nowhere.
    pub fn new<W: AsRef<str>>(list: impl IntoIterator<Item = W>) -> Self {
        let mut finder = Self {
            heads: vec![0; 1024],
            singles: vec![0; 1024],
            pairs: vec![0; PAIRS / 64],
            words: HashMap::default(),
            single: HashMap::default(),
        };
        for (at, word) in list.into_iter().enumerate() {
            let word = word.as_ref();
            let mut chars = word.chars();
            let Some(first) = chars.next() else { continue };
            set(&mut finder.heads, place(first));
            let Some(second) = chars.next() else {
                set(&mut finder.singles, place(first));
                finder.single.entry(first).or_insert(at);
                continue;
            };
            set(&mut finder.pairs, pair(first, second));
            let near = finder.words.entry((first, second)).or_default();
            if near.iter().all(|(known, _)| **known != *chars.as_str()) {
                near.push((chars.as_str().into(), at));
            }
        }
        for near in finder.words.values_mut() {
            near.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        finder
    }

    /// Hands on the words that stand at a byte, the longest first, as long as `found` asks for more.
    #[inline]
    fn at(&self, text: &str, start: usize, first: char, mut found: impl FnMut(Hit) -> bool) -> bool {
        let behind = start + first.len_utf8();
        let rest = text.as_bytes().get(behind..).unwrap_or_default();
        if let Some(second) = next(rest).filter(|second| bit(&self.pairs, pair(first, *second)))
            && let Some(near) = self.words.get(&(first, second))
        {
            let rest = rest.get(second.len_utf8()..).unwrap_or_default();
            let end = behind + second.len_utf8();
            for (more, word) in near {
                if (more.is_empty() || rest.starts_with(more.as_bytes()))
                    && !found(Hit { start, end: end + more.len(), word: *word })
                {
                    return false;
                }
            }
        }
        let single = if bit(&self.singles, place(first)) { self.single.get(&first) } else { None };
        single.is_none_or(|word| found(Hit { start, end: behind, word: *word }))
    }

    /// The longest word that stands at a byte.
    pub fn longest_at(&self, text: &str, at: usize) -> Option<Hit> {
        let first = next(text.as_bytes().get(at..)?)?;
        if bit(&self.heads, place(first)) { self.longest(text, at, first) } else { None }
    }

    fn longest(&self, text: &str, at: usize, first: char) -> Option<Hit> {
        let mut longest = None;
        self.at(text, at, first, |hit| {
            longest = Some(hit);
            false
        });
        longest
    }

    /// The first word from a byte on, the longest that stands there.
    pub fn next(&self, text: &str, from: usize) -> Option<Hit> {
        let rest = text.get(from..)?;
        let heads = rest.char_indices().filter(|(_, c)| bit(&self.heads, place(*c)));
        heads.map(|(at, c)| (from + at, c)).find_map(|(at, c)| self.longest(text, at, c))
    }

    /// All words of a text in order of place, the longest first, those inside of others too.
    pub fn all(&self, text: &str, mut found: impl FnMut(Hit)) {
        for (at, c) in text.char_indices() {
            if bit(&self.heads, place(c)) {
                self.at(text, at, c, |hit| {
                    found(hit);
                    true
                });
            }
        }
    }
}

/// The character that bytes of a text begin with.
fn next(bytes: &[u8]) -> Option<char> {
    let code = match *bytes.first()? {
        byte if byte < 0x80 => u32::from(byte),
        byte if byte < 0xe0 => u32::from(byte & 0x1f) << 6 | tail(bytes, 1)?,
        byte if byte < 0xf0 => u32::from(byte & 0x0f) << 12 | tail(bytes, 1)? << 6 | tail(bytes, 2)?,
        byte => u32::from(byte & 0x07) << 18 | tail(bytes, 1)? << 12 | tail(bytes, 2)? << 6 | tail(bytes, 3)?,
    };
    char::from_u32(code)
}

fn tail(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at).map(|byte| u32::from(byte & 0x3f))
}

#[cfg(test)]
mod tests {
    use super::*;
    use aho_corasick::{AhoCorasick, MatchKind};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_an_automaton_finds(
            words in prop::collection::vec("[给予奖励a年😀]{1,4}", 1..8),
            text in "[给予奖励ab年，😀]{0,24}",
        ) {
            let finder = Finder::new(&words);
            let longest = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&words).unwrap();
            let (mut from, mut found) = (0, Vec::new());
            while let Some(hit) = finder.next(&text, from) {
                found.push((hit.start, hit.end, hit.word));
                from = hit.end;
            }
            let wanted: Vec<_> =
                longest.find_iter(&text).map(|m| (m.start(), m.end(), m.pattern().as_usize())).collect();
            prop_assert_eq!(found, wanted);
            let every = AhoCorasick::new(&words).unwrap();
            let mut wanted: Vec<_> = every.find_overlapping_iter(&text).map(|m| (m.start(), m.end())).collect();
            wanted.sort_by_key(|(start, end)| (*start, std::cmp::Reverse(*end)));
            wanted.dedup();
            let mut found = Vec::new();
            finder.all(&text, |hit| found.push((hit.start, hit.end)));
            prop_assert_eq!(found, wanted);
        }
    }

    #[test]
    fn the_longest_word_at_a_place_is_given() {
        let finder = Finder::new(["", "元", "元以上", "美元"]);
        assert_eq!(finder.longest_at("10元以上", 2).map(|h| (h.end, h.word)), Some((2 + "元以上".len(), 2)));
        assert_eq!(finder.longest_at("10元", 1), None);
        assert_eq!(finder.longest_at("10元", 99), None);
    }
}
