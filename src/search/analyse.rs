//! Analyse 分析: one way of reading text, for the index and for the question.
//!
//! In: `首台(套)装备，ＥＤＡ`; folded: `首台套装备eda`. Letters and digits of any script stay, in half
//! width, lower case and simplified form (`發` → `发`, by the table `traditional`); punctuation, symbols and
//! blanks go. The folded text is indexed as character
//! pairs at the position of their first character, so a run of characters is a phrase of pairs.

use crate::lexicon::Lexicon;
use crate::text::Span;
use jieba_rs::Jieba;
use std::borrow::Cow;
use std::sync::{Arc, LazyLock};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

static JIEBA: LazyLock<Arc<Jieba>> = LazyLock::new(|| Arc::new(Jieba::new()));

/// The dictionary, read once in the process.
pub(super) fn jieba() -> Arc<Jieba> {
    Arc::clone(&JIEBA)
}

/// The jieba dictionary with more words.
pub(super) fn jieba_with<'a>(words: impl Iterator<Item = &'a str>) -> Arc<Jieba> {
    let mut words = words.peekable();
    if words.peek().is_none() {
        return jieba();
    }
    let mut own = Jieba::clone(&JIEBA);
    for word in words {
        own.add_word(word, None, None);
    }
    Arc::new(own)
}

/// The simplified form of each character of the basic plane; 0 where it is as it stands.
static SIMPLIFIED: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table = vec![0u16; 0x1_0000];
    for row in Lexicon::builtin().table("traditional").rows() {
        let (from, to) = (row.word().chars().next(), row.get("same_as").chars().next());
        if let (Some(from), Some(to)) = (from, to)
            && let Some(slot) = table.get_mut(from as usize)
        {
            *slot = u16::try_from(to as u32).unwrap_or(0);
        }
    }
    table
});

/// A character in its simplified form.
fn simple(c: char) -> char {
    let found = SIMPLIFIED.get(c as usize).copied().unwrap_or(0);
    if found == 0 { c } else { char::from_u32(u32::from(found)).unwrap_or(c) }
}

/// A text in simplified characters, punctuation as it stands.
fn simplified(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| simple(c) != c) { text.chars().map(simple).collect() } else { text.into() }
}

/// What a character counts as; nothing for punctuation, symbols and blanks.
fn fold_char(c: char) -> Option<char> {
    let c = match c {
        '\u{4E00}'..='\u{9FFF}' => return Some(simple(c)),
        // Full-width forms of ASCII (GB 18030 texts write digits and letters in them).
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0)?,
        _ => c,
    };
    if !crate::text::is_letter(c) {
        return None;
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => Some(simple(one)),
        _ => Some(c),
    }
}

/// The text as it counts: `３—5家` → `35家`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_onto(&mut folded, text);
    folded
}

/// Puts a text as it counts behind another one; says how many characters it has.
pub(super) fn fold_onto(folded: &mut String, text: &str) -> usize {
    folded.reserve(text.len());
    let mut many = 0;
    for c in text.chars().filter_map(fold_char) {
        folded.push(c);
        many += 1;
    }
    many
}

/// Folded text of which each character leads back to the bytes it came from.
#[derive(Default)]
pub(super) struct Folded {
    pub(super) text: String,
    /// For each byte of `text` that begins a character, where that character stands in the original.
    origin: Vec<Span>,
}

impl Folded {
    /// Adds text of which byte 0 counts as byte `base`.
    pub(super) fn push(&mut self, text: &str, base: usize) {
        for (at, c) in text.char_indices() {
            if let Some(folded) = fold_char(c) {
                self.text.push(folded);
                let span = Span::new(base + at, base + at + c.len_utf8());
                self.origin.resize(self.text.len(), span);
            }
        }
    }

    /// Where a run of bytes of the folded text stands in the original.
    pub(super) fn origin(&self, start: usize, end: usize) -> Option<Span> {
        Some(self.origin.get(start)?.cover(*self.origin.get(end.checked_sub(1)?)?))
    }
}

/// Cuts folded text into pairs of characters, one at each character; the last stands alone, so that what
/// begins with a character is every place where it stands.
#[derive(Clone, Default)]
pub(super) struct Grams(Token);

/// The pairs of one text.
pub(super) struct GramStream<'a> {
    text: &'a str,
    /// Byte of the first and of one past the last character of the next pair.
    start: usize,
    end: usize,
    token: &'a mut Token,
}

impl Tokenizer for Grams {
    type TokenStream<'a> = GramStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> GramStream<'a> {
        self.0.reset();
        let end = text.chars().next().map_or(0, char::len_utf8);
        GramStream { text, start: 0, end, token: &mut self.0 }
    }
}

impl TokenStream for GramStream<'_> {
    fn advance(&mut self) -> bool {
        if self.start >= self.text.len() {
            return false;
        }
        let after = self.end;
        self.end += self.text.get(after..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
        self.token.text.clear();
        self.token.text.push_str(self.text.get(self.start..self.end).unwrap_or_default());
        self.token.offset_from = self.start;
        self.token.offset_to = self.end;
        self.token.position = self.token.position.wrapping_add(1);
        self.start = after;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Cuts text into words of two characters and more by jieba.
#[derive(Clone)]
pub(super) struct Words(pub(super) Arc<Jieba>);

/// The words of one text, folded, one behind the other.
pub(super) struct WordStream {
    words: String,
    /// Bytes of the words, the next one last.
    sizes: Vec<usize>,
    at: usize,
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream {
        let (mut words, mut sizes) = (String::with_capacity(text.len() * 2), Vec::with_capacity(text.len() / 4));
        for cut in self.0.cut_for_search(&simplified(text), false) {
            let before = words.len();
            // A single character is found by its pairs.
            if fold_onto(&mut words, cut.word) > 1 {
                sizes.push(words.len() - before);
            } else {
                words.truncate(before);
            }
        }
        sizes.reverse();
        WordStream { words, sizes, at: 0, token: Token::default() }
    }
}

impl TokenStream for WordStream {
    fn advance(&mut self) -> bool {
        let Some(size) = self.sizes.pop() else { return false };
        self.token.text.clear();
        self.token.text.push_str(self.words.get(self.at..self.at + size).unwrap_or_default());
        self.at += size;
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Words of a question as jieba cuts them without overlap, folded, in order.
pub(super) fn cut(jieba: &Jieba, text: &str) -> Vec<String> {
    jieba.cut(&simplified(text), false).iter().map(|t| fold(t.word)).filter(|w| !w.is_empty()).collect()
}
