//! Finder 寻词: where words of a list stand in a text, in one walk over its characters.
//!
//! In: the words (`给予`, `奖励`, `给`) and a text (`给予最高10万元奖励`). Out: each place where one of them stands,
//! the longest first. Words are kept by their first two characters, and two small maps of bits tell for most
//! places of a text at once that none stands there. An automaton over bytes takes three steps for each
//! character, through tables too large for the processor's nearest memory.

use foldhash::HashMap;

/// Words of the maps of characters: a bit for each code point of the common plane.
const HEADS: usize = 1024;

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

/// The words that begin with the same two characters, or the word that is a single one.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The code points of the two characters; behind a single one stands [`NONE`].
    pair: (u32, u32),
    /// The words among all rests: the first, and the one behind the last; a free slot has none.
    rests: (u32, u32),
}

/// The code point of no character.
const NONE: u32 = u32::MAX;

/// A list of words that is looked for in texts.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// The characters that a word begins with, by their code points.
    heads: Vec<u64>,
    /// Those of them that are a word.
    singles: Vec<u64>,
    /// The pairs of characters that a word begins with.
    pairs: Vec<u64>,
    /// The words by their first two characters, each pair where its bits lead or in the next free slot.
    slots: Vec<Slot>,
    /// What follows the pairs, one pair's words together, the longest first.
    rests: Vec<Rest>,
}

fn bit(map: &[u64], at: usize) -> bool {
    map.get(at >> 6).is_some_and(|word| word >> (at & 63) & 1 == 1)
}

/// Whether a word may begin with three bytes that are one character: its code point is not put together.
#[inline]
fn opens(heads: &[u64; HEADS], a: u8, b: u8, c: u8) -> bool {
    heads[usize::from(a & 0x0f) << 6 | usize::from(b & 0x3f)] >> (c & 0x3f) & 1 == 1
}

fn set(map: &mut [u64], at: usize) {
    if let Some(word) = map.get_mut(at >> 6) {
        *word |= 1 << (at & 63);
    }
}

/// Where a character is noted; what lies beyond the common planes shares a place with others.
fn place(code: u32) -> usize {
    code as usize & 0xffff
}

fn pair(a: u32, b: u32) -> usize {
    (a as usize).wrapping_mul(0x9e5).wrapping_add((b as usize).wrapping_mul(0x85b)) & (PAIRS - 1)
}

impl Finder {
    /// Compiles the list; empty words stand nowhere.
    pub fn new<W: AsRef<str>>(list: impl IntoIterator<Item = W>) -> Self {
        let mut finder = Self {
            heads: vec![0; HEADS],
            singles: vec![0; HEADS],
            pairs: vec![0; PAIRS / 64],
            slots: Vec::new(),
            rests: Vec::new(),
        };
        let mut words: HashMap<(u32, u32), Vec<Rest>> = HashMap::default();
        for (at, word) in list.into_iter().enumerate() {
            let word = word.as_ref();
            let mut chars = word.chars();
            let Some(first) = chars.next().map(u32::from) else { continue };
            set(&mut finder.heads, place(first));
            let second = chars.next().map_or(NONE, u32::from);
            if second == NONE {
                set(&mut finder.singles, place(first));
            } else {
                set(&mut finder.pairs, pair(first, second));
            }
            let near = words.entry((first, second)).or_default();
            if near.iter().all(|(known, _)| **known != *chars.as_str()) {
                near.push((chars.as_str().into(), at));
            }
        }
        finder.keep(words);
        finder
    }

    /// Puts the words into their slots, of which at most every fourth one is taken.
    fn keep(&mut self, words: HashMap<(u32, u32), Vec<Rest>>) {
        self.slots = vec![Slot::default(); (words.len() * 4).next_power_of_two()];
        for (pair, mut near) in words {
            near.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
            let from = self.rests.len() as u32;
            self.rests.append(&mut near);
            let at = self.slot(pair.0, pair.1);
            self.slots[at] = Slot { pair, rests: (from, self.rests.len() as u32) };
        }
    }

    /// The slot of two characters, or the free one where it would be.
    #[inline]
    fn slot(&self, first: u32, second: u32) -> usize {
        let last = self.slots.len() - 1;
        let mut at = pair(first, second) & last;
        while self.slots[at].pair != (first, second) && self.slots[at].rests.1 > 0 {
            at = (at + 1) & last;
        }
        at
    }

    /// The words that begin with two characters.
    #[inline]
    fn rests(&self, first: u32, second: u32) -> &[Rest] {
        let (from, to) = self.slots[self.slot(first, second)].rests;
        self.rests.get(from as usize..to as usize).unwrap_or_default()
    }

    /// Hands on the words that begin with a character, whose first byte and the byte behind it are given, the longest
    /// first, as long as `found` asks for more.
    #[inline]
    fn at(&self, text: &[u8], first: u32, (start, behind): (usize, usize), mut found: impl FnMut(Hit) -> bool) -> bool {
        if let Some((second, width)) = code(text, behind)
            && bit(&self.pairs, pair(first, second))
        {
            let end = behind + width;
            let rest = text.get(end..).unwrap_or_default();
            for (more, word) in self.rests(first, second) {
                let more = more.as_bytes();
                // The last byte of a character tells most.
                if more.get(2).is_none_or(|tells| rest.get(2) == Some(tells))
                    && rest.starts_with(more)
                    && !found(Hit { start, end: end + more.len(), word: *word })
                {
                    return false;
                }
            }
        }
        let single = bit(&self.singles, place(first)).then(|| self.rests(first, NONE).first()).flatten();
        single.is_none_or(|(_, word)| found(Hit { start, end: behind, word: *word }))
    }

    /// The longest word that stands at a byte.
    pub fn longest_at(&self, text: &str, at: usize) -> Option<Hit> {
        let text = text.as_bytes();
        let (first, width) = code(text, at).filter(|(first, _)| bit(&self.heads, place(*first)))?;
        let mut longest = None;
        self.at(text, first, (at, at + width), |hit| {
            longest = Some(hit);
            false
        });
        longest
    }

    /// Hands on the words from a byte on in order of place, as long as `found` asks for more.
    #[inline]
    fn walk(&self, text: &str, from: usize, mut found: impl FnMut(Hit) -> bool) {
        let text = text.as_bytes();
        let (Some(mut rest), Some(heads)) = (text.get(from..), self.heads.first_chunk()) else { return };
        while !rest.is_empty() {
            // Most characters have three bytes, and no word begins with them.
            while let [a @ 0xe0..=0xef, b, c, behind @ ..] = rest
                && !opens(heads, *a, *b, *c)
            {
                rest = behind;
            }
            let at = text.len() - rest.len();
            let Some((first, width)) = code(text, at) else { return };
            if bit(heads, place(first)) && !self.at(text, first, (at, at + width), &mut found) {
                return;
            }
            rest = rest.get(width..).unwrap_or_default();
        }
    }

    /// The first word from a byte on, the longest that stands there.
    pub fn next(&self, text: &str, from: usize) -> Option<Hit> {
        let mut first = None;
        self.walk(text, from, |hit| {
            first = Some(hit);
            false
        });
        first
    }

    /// All words of a text in order of place, the longest first, those inside of others too.
    pub fn all(&self, text: &str, mut found: impl FnMut(Hit)) {
        self.walk(text, 0, |hit| {
            found(hit);
            true
        });
    }
}

/// The code point of a character of three bytes.
#[inline]
fn wide(a: u8, b: u8, c: u8) -> u32 {
    u32::from(a & 0x0f) << 12 | u32::from(b & 0x3f) << 6 | u32::from(c & 0x3f)
}

/// The code point of the character at a byte of a text, and its bytes.
#[inline]
fn code(text: &[u8], at: usize) -> Option<(u32, usize)> {
    let tail = |byte: &u8| u32::from(byte & 0x3f);
    Some(match text.get(at..)? {
        [a @ 0xe0..=0xef, b, c, ..] => (wide(*a, *b, *c), 3),
        [a @ 0..=0x7f, ..] => (u32::from(*a), 1),
        [a @ 0xc0..=0xdf, b, ..] => (u32::from(a & 0x1f) << 6 | tail(b), 2),
        [a @ 0xf0..=0xff, b, c, d, ..] => (u32::from(a & 0x07) << 18 | tail(b) << 12 | tail(c) << 6 | tail(d), 4),
        _ => return None,
    })
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
