//! Around 上下文: the sentence and the phrase in which a value stands.
//!
//! In: a clause's text and a place. Out: spans that end at 。；and line ends (sentence) or at ，： too
//! (phrase). Brackets do not divide: `（200万美元以上）` belongs to its phrase.

use crate::text::Span;

/// The clause's text with its divisions noted once.
#[derive(Debug)]
pub(super) struct Around<'a> {
    text: &'a str,
    /// Ends of sentences: byte after 。；！\n.
    sentences: Vec<usize>,
    /// Ends of phrases: byte of ，： and of what ends a sentence.
    phrases: Vec<(usize, usize)>,
}

impl<'a> Around<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let (mut sentences, mut phrases) = (Vec::new(), Vec::new());
        // By bytes: the marks begin with E3 or EF, which open few other characters of Chinese text.
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            let (len, sentence) = match (byte, bytes.get(at + 1..at + 3)) {
                (b'\n' | b';', _) => (1, true),
                (b'|', _) => (1, false),
                // 。
                (0xe3, Some([0x80, 0x82])) => (3, true),
                // ！ ； ？
                (0xef, Some([0xbc, 0x81 | 0x9b | 0x9f])) => (3, true),
                // ， ：
                (0xef, Some([0xbc, 0x8c | 0x9a])) => (3, false),
                _ => continue,
            };
            if sentence {
                sentences.push(at + len);
            }
            phrases.push((at, at + len));
        }
        Self { text, sentences, phrases }
    }

    /// The sentence that holds the byte at `at`, its stop included.
    pub(super) fn sentence(&self, at: usize) -> Span {
        let i = self.sentences.partition_point(|e| *e <= at);
        let start = i.checked_sub(1).and_then(|p| self.sentences.get(p)).copied().unwrap_or(0);
        Span::new(start, self.sentences.get(i).copied().unwrap_or(self.text.len()))
    }

    /// The phrase that holds the byte at `at`, without the mark that ends it.
    pub(super) fn phrase(&self, at: usize) -> Span {
        let i = self.phrases.partition_point(|(_, e)| *e <= at);
        let start = i.checked_sub(1).and_then(|p| self.phrases.get(p)).map_or(0, |p| p.1);
        Span::new(start, self.phrases.get(i).map_or(self.text.len(), |p| p.0))
    }

    /// The words between two places.
    pub(super) fn between(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// Whether the place stands inside “…” of a slogan's length.
    pub(super) fn quoted(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default();
        let after = self.text.get(at..).unwrap_or_default();
        let opens = before.chars().rev().take(20).find(|c| matches!(c, '“' | '”')) == Some('“');
        opens && after.chars().take(20).find(|c| matches!(c, '“' | '”')) == Some('”')
    }
}

/// Whether `text` ends with one of the words; the word.
pub(super) fn ending<'w, S: AsRef<str>>(text: &str, words: &'w [S]) -> Option<&'w str> {
    words.iter().map(AsRef::as_ref).find(|w| text.ends_with(w))
}

/// Whether `text` begins with one of the words; the word.
pub(super) fn opening<'w, S: AsRef<str>>(text: &str, words: &'w [S]) -> Option<&'w str> {
    words.iter().map(AsRef::as_ref).find(|w| text.starts_with(w))
}

/// The last `n` characters of a text.
pub(super) fn tail(text: &str, n: usize) -> &str {
    text.char_indices().rev().nth(n.saturating_sub(1)).map_or(text, |(i, _)| &text[i..])
}

/// The first `n` characters of a text.
pub(super) fn head(text: &str, n: usize) -> &str {
    text.char_indices().nth(n).map_or(text, |(i, _)| &text[..i])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_sentence_and_phrase() {
        let text = "第一句。对总投入1000万元以上的，给予奖励；第二";
        let around = Around::new(text);
        let at = text.find("1000").unwrap();
        assert_eq!(around.phrase(at).of(text), "对总投入1000万元以上的");
        assert_eq!(around.sentence(at).of(text), "对总投入1000万元以上的，给予奖励；");
        assert_eq!(around.sentence(text.len()).of(text), "第二");
    }

    #[test]
    fn knows_slogans() {
        let text = "落实“2025年大变样”行动，到2026年";
        let around = Around::new(text);
        assert!(around.quoted(text.find("2025").unwrap()));
        assert!(!around.quoted(text.find("2026").unwrap()));
    }
}
