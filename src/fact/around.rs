//! Around 上下文: the sentence and the phrase in which a value stands.
//!
//! In: a clause's text and a place. Out: spans that end at 。；and line ends (sentence) or at ，： too
//! (phrase). Brackets do not divide: `（200万美元以上）` belongs to its phrase.

use super::money::says_given;
use super::vocabulary::{List, MARKS, Marked, Vocabulary};
use crate::text::{Seek, Span};

/// How far from a value its sentence is read where it does not end, in bytes: 2,000 characters.
const LONGEST: usize = 6000;

/// The clause's text with its divisions and the words that fields look for, noted once.
#[derive(Debug)]
pub(super) struct Around<'a> {
    text: &'a str,
    /// Ends of sentences: byte after 。；！\n.
    sentences: Vec<usize>,
    /// Ends of phrases: byte of ，： and of what ends a sentence.
    phrases: Vec<(usize, usize)>,
    /// All marks that divide or enclose, with their bytes.
    marks: Vec<(usize, char)>,
    /// The words of all other lists.
    words: Vec<Marked>,
    /// The lists of which a word stands in the text, a bit each.
    said: u32,
}

impl<'a> Around<'a> {
    pub(super) fn new(text: &'a str, vocabulary: &Vocabulary) -> Self {
        let room = text.len() / 32;
        let (mut sentences, mut phrases) = (Vec::with_capacity(room / 2), Vec::with_capacity(room));
        let (mut marks, mut words) = (Vec::with_capacity(room + 4), Vec::with_capacity(room));
        let mut said = 0;
        vocabulary.each(text, |found| {
            if !says_given(text, found.span) {
                return;
            }
            said |= 1 << found.list as u32;
            if found.list != List::Mark {
                words.push(found);
                return;
            }
            let Some(mark) = MARKS.get(found.word).copied() else { return };
            let Span { start, end } = found.span;
            marks.push((start, mark));
            if matches!(mark, '\n' | ';' | '。' | '！' | '；' | '？') {
                sentences.push(end);
                phrases.push((start, end));
            } else if matches!(mark, '，' | '：' | '|') {
                phrases.push((start, end));
            }
        });
        Self { text, sentences, phrases, marks, words, said }
    }

    /// Whether a word of a list stands anywhere in the text.
    pub(super) fn says(&self, list: List) -> bool {
        self.said >> list as u32 & 1 == 1
    }

    /// The words of a list within a span: the earliest first, of those at one place the longest, none that
    /// overlaps one before it.
    pub(super) fn words(&self, list: List, span: Span) -> impl Iterator<Item = Marked> {
        let from =
            if self.says(list) { self.words.partition_point(|w| w.span.start < span.start) } else { self.words.len() };
        let mut free = span.start;
        let near = self.words[from..].iter().take_while(move |w| w.span.start < span.end);
        near.copied().filter(move |w| {
            let fits = w.list == list && w.span.start >= free && w.span.end <= span.end;
            if fits {
                free = w.span.end;
            }
            fits
        })
    }

    /// The whole text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// All marks that divide or enclose, in order.
    pub(super) fn marks(&self) -> &[(usize, char)] {
        &self.marks
    }

    /// The marks that stand before a byte, in order.
    pub(super) fn marks_before(&self, at: usize) -> &[(usize, char)] {
        &self.marks[..self.marks.partition_point(|m| m.0 < at)]
    }

    /// The marks that stand at a byte or behind it, in order.
    pub(super) fn marks_from(&self, at: usize) -> &[(usize, char)] {
        &self.marks[self.marks.partition_point(|m| m.0 < at)..]
    }

    /// The sentence that holds the byte at `at`, its stop included; of one without an end what is near.
    pub(super) fn sentence(&self, at: usize) -> Span {
        let i = self.sentences.partition_point(|e| *e <= at);
        let start = i.checked_sub(1).and_then(|p| self.sentences.get(p)).copied().unwrap_or(0);
        self.near(at, Span::new(start, self.sentences.get(i).copied().unwrap_or(self.text.len())))
    }

    /// What of a span is not too far from a byte.
    fn near(&self, at: usize, span: Span) -> Span {
        if span.len() <= LONGEST {
            return span;
        }
        let start = span.start.max(self.text.floor_char_boundary(at.saturating_sub(LONGEST)));
        Span::new(start, span.end.min(self.text.ceil_char_boundary(at + LONGEST)))
    }

    /// The phrase that holds the byte at `at`, without the mark that ends it.
    pub(super) fn phrase(&self, at: usize) -> Span {
        let i = self.phrases.partition_point(|(_, e)| *e <= at);
        let start = i.checked_sub(1).and_then(|p| self.phrases.get(p)).map_or(0, |p| p.1);
        self.near(at, Span::new(start, self.phrases.get(i).map_or(self.text.len(), |p| p.0)))
    }

    /// The words between two places.
    pub(super) fn between(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// Whether the place stands inside “…” of a slogan's length.
    pub(super) fn quoted(&self, at: usize) -> bool {
        let quote = |m: &&(usize, char)| matches!(m.1, '“' | '”');
        // No character has more than four bytes: what lies further off is not looked at, however long the line.
        let mut back = self.marks_before(at).iter().rev().take_while(|m| m.0 + 80 >= at);
        let mut on = self.marks_from(at).iter().take_while(|m| m.0 <= at + 80);
        let opens = back.find(quote).filter(|m| m.1 == '“');
        let closes = opens.and_then(|_| on.find(quote).filter(|m| m.1 == '”'));
        let near = |from: usize, to: usize| self.between(from, to).chars().count() < 20;
        opens.zip(closes).is_some_and(|(o, c)| near(o.0 + o.1.len_utf8(), at) && near(at, c.0))
    }
}

/// Whether `text` ends with one of the words; the word.
pub(super) fn ending<'w, S: AsRef<str>>(text: &str, words: &'w [S]) -> Option<&'w str> {
    words.iter().map(AsRef::as_ref).find(|w| text.closes(w))
}

/// Whether `text` begins with one of the words; the word.
pub(super) fn opening<'w, S: AsRef<str>>(text: &str, words: &'w [S]) -> Option<&'w str> {
    words.iter().map(AsRef::as_ref).find(|w| text.opens(w))
}

/// The last `n` characters of a text.
pub(super) fn tail(text: &str, n: usize) -> &str {
    text.char_indices().rev().nth(n.saturating_sub(1)).map_or(text, |(i, _)| &text[i..])
}

/// The first `n` characters of a text.
pub(super) fn head(text: &str, n: usize) -> &str {
    text.char_indices().nth(n).map_or(text, |(i, _)| &text[..i])
}

/// 全市, 我县: the whole place that a text speaks of, at the head of words.
pub(super) fn whole_place(words: &str) -> Option<&str> {
    const WHOSE: &[&str] = &["全省", "全市", "全县", "全区", "全州", "全镇", "全年", "我省", "我市", "我县", "我区"];
    opening(words, WHOSE)
}

/// 建设1000万只肉兔产业园: whether what stands behind a number is a place that holds so many beasts.
pub(super) fn holds_beasts(unit: Option<&str>, after: &str) -> bool {
    const HOLDS: &[&str] = &["产业园", "园区", "基地", "养殖场", "牧场", "生产线", "加工厂"];
    const BEASTS: &[&str] = &["只", "头", "羽", "匹", "尾", "万只", "万头", "万羽"];
    let noun = after.split('、').next().unwrap_or_default();
    unit.is_some_and(|unit| BEASTS.contains(&unit))
        && HOLDS.iter().any(|w| noun.closes(w))
        && noun.chars().all(char::is_alphabetic)
}

/// Whose plan it is, and what it plans: 全县, 粮食总产 of 全县计划粮食总产.
pub(super) fn planned(words: &str) -> Option<(&str, &str)> {
    let who = whole_place(words)?;
    Some((who, words[who.len()..].strip_prefix("计划")?))
}

/// 今年发放贷款30亿元: what is to be done in the year stands right behind, with its number.
pub(super) fn counts_in(after: &str) -> bool {
    let part = after.split(['，', '。', '；', '：', '\n']).next().unwrap_or_default();
    (goals_follow(after) || part.bytes().any(|b| b.is_ascii_digit()))
        && !["已", "以来", "是"].iter().any(|w| part.opens(w))
}

/// 今年的主要预期目标是：地区生产总值增长5%: the goals of a year stand behind a colon.
pub(super) fn goals_follow(after: &str) -> bool {
    let part = after.split(['，', '。', '；', '：', '\n']).next().unwrap_or_default();
    after[part.len()..].starts_with('：') && ["目标是", "目标为", "目标"].iter().any(|w| part.closes(w))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn finds_sentence_and_phrase() {
        let text = "第一句。对总投入1000万元以上的，给予奖励；第二";
        let vocabulary = Vocabulary::new(Lexicon::builtin());
        let around = Around::new(text, &vocabulary);
        let at = text.find("1000").unwrap();
        assert_eq!(around.phrase(at).of(text), "对总投入1000万元以上的");
        assert_eq!(around.sentence(at).of(text), "对总投入1000万元以上的，给予奖励；");
        assert_eq!(around.sentence(text.len()).of(text), "第二");
    }

    #[test]
    fn reads_what_is_near_of_a_sentence_without_end() {
        let text = "达到2000万元且".repeat(2000);
        let vocabulary = Vocabulary::new(Lexicon::builtin());
        let around = Around::new(&text, &vocabulary);
        let at = text[..text.len() / 2].rfind("2000").unwrap();
        for span in [around.sentence(at), around.phrase(at)] {
            assert!(span.contains(Span::new(at, at + 4)) && span.len() <= 2 * LONGEST + 8);
            assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        }
    }

    #[test]
    fn knows_slogans() {
        let text = "落实“2025年大变样”行动，到2026年";
        let vocabulary = Vocabulary::new(Lexicon::builtin());
        let around = Around::new(text, &vocabulary);
        assert!(around.quoted(text.find("2025").unwrap()));
        assert!(!around.quoted(text.find("2026").unwrap()));
    }
}
