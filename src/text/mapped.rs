//! Mapped text 可回溯文本: normalised words of which each leads back to the source as found.

use super::Span;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// Characters that map one to one: `out_width`/`src_width` bytes each, or verbatim where both are 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    out: u32,
    src: u32,
    out_width: u8,
    src_width: u8,
}

/// Nearly every line and most clauses are one run, which needs no memory of its own.
type Runs = SmallVec<[Run; 2]>;

/// How runs are stored: as a list, whatever holds them here.
mod stored {
    use super::{Run, Runs};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(runs: &Runs, serializer: S) -> Result<S::Ok, S::Error> {
        runs.as_slice().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Runs, D::Error> {
        Ok(Vec::<Run>::deserialize(deserializer)?.into_iter().collect())
    }
}

impl Run {
    fn at(self, out: usize) -> usize {
        let steps = out - self.out as usize;
        if self.out_width == 0 {
            self.src as usize + steps
        } else {
            self.src as usize + steps / self.out_width as usize * self.src_width as usize
        }
    }
}

/// Normalised text with the way back: `２０２６年,达\n到` reads `2026年，达到`, and every
/// character knows the bytes it came from. What was dropped (line ends, page breaks, stray blanks)
/// is a gap between two runs.
///
/// ```
/// use tiaoku::text::{MappedTextBuilder, Span};
/// let source = "２０年,\n底";
/// let mut b = MappedTextBuilder::default();
/// b.push('2', 0, 3);
/// b.push('0', 3, 3);
/// b.copy("年", 6);
/// b.push('，', 9, 1);
/// b.copy("底", 11);
/// let text = b.finish();
/// assert_eq!(text.as_str(), "20年，底");
/// assert_eq!(text.to_source(Span::new(5, 11)).of(source), ",\n底");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappedText {
    text: String,
    #[serde(with = "stored")]
    runs: Runs,
}

impl MappedText {
    /// A text that is its own source.
    pub fn verbatim(text: impl Into<String>) -> Self {
        let text = text.into();
        let whole = Run { out: 0, src: 0, out_width: 0, src_width: 0 };
        let runs = if text.is_empty() { Runs::new() } else { Runs::from_iter([whole]) };
        Self { text, runs }
    }

    /// The normalised words.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Holds no character.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where a span of the normalised words stands in the source: from the first byte of its first
    /// character to the last byte of its last. An empty span leads to an empty span.
    pub fn to_source(&self, span: Span) -> Span {
        let Some(start) = self.run_at(span.start) else { return Span::default() };
        let first = start.at(span.start.min(self.text.len()));
        if span.is_empty() {
            return Span::new(first, first);
        }
        match self.run_at(span.end - 1) {
            Some(end) => Span::new(first, end.at(span.end.min(self.text.len())).max(first)),
            None => Span::new(first, first),
        }
    }

    /// Where the whole text stands in the source.
    pub fn source(&self) -> Span {
        self.to_source(Span::new(0, self.text.len()))
    }

    /// A part of the text, still leading back to the same source.
    pub fn slice(&self, span: Span) -> Self {
        let mut out = MappedTextBuilder::default();
        out.append_part(self, span);
        out.finish()
    }

    /// The text without blanks at both ends.
    #[must_use]
    pub fn trim(self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        let end = self.text.trim_end().len();
        if start == 0 && end == self.text.len() { self } else { self.slice(Span::new(start, end.max(start))) }
    }

    fn run_at(&self, out: usize) -> Option<Run> {
        let after = self.runs.partition_point(|r| r.out as usize <= out);
        self.runs.get(after.checked_sub(1)?).copied()
    }
}

/// Puts a [`MappedText`] together, left to right.
#[derive(Debug, Default)]
pub struct MappedTextBuilder {
    text: String,
    runs: Runs,
}

impl From<MappedText> for MappedTextBuilder {
    /// Goes on behind a text.
    fn from(text: MappedText) -> Self {
        Self { text: text.text, runs: text.runs }
    }
}

impl MappedTextBuilder {
    /// Room for so many bytes of words.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), runs: Runs::new() }
    }

    /// The words so far.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Adds words just as they stand in the source at byte `src`.
    pub fn copy(&mut self, words: &str, src: usize) {
        if !words.is_empty() {
            self.run(src, 0, 0);
            self.text.push_str(words);
        }
    }

    /// Adds one character that stands for the `len` bytes of the source at `src`.
    pub fn push(&mut self, c: char, src: usize, len: usize) {
        let width = c.len_utf8() as u8;
        if len == 0 || len > u8::MAX as usize {
            // Stands for no character of its own: a separator put in between two paragraphs.
            self.runs.push(Run { out: self.text.len() as u32, src: src as u32, out_width: width, src_width: 0 });
        } else if len == usize::from(width) {
            self.run(src, 0, 0);
        } else {
            self.run(src, width, len as u8);
        }
        self.text.push(c);
    }

    /// Adds a whole mapped text.
    pub fn append(&mut self, other: &MappedText) {
        self.append_part(other, Span::new(0, other.text.len()));
    }

    /// Adds a part of a mapped text.
    pub fn append_part(&mut self, other: &MappedText, part: Span) {
        let part = Span::new(part.start.min(other.text.len()), part.end.min(other.text.len()));
        if part.is_empty() {
            return;
        }
        let mut at = part.start;
        let first = other.runs.partition_point(|r| r.out as usize <= at).saturating_sub(1);
        for (i, run) in other.runs.iter().enumerate().skip(first) {
            let end = other.runs.get(i + 1).map_or(other.text.len(), |n| n.out as usize).min(part.end);
            if end > at {
                if run.out_width != 0 && run.src_width == 0 {
                    self.runs.push(Run { out: self.text.len() as u32, src: run.src, ..*run });
                } else {
                    self.run(run.at(at), run.out_width, run.src_width);
                }
                self.text.push_str(&other.text[at..end]);
            }
            at = end.max(at);
            if at >= part.end {
                break;
            }
        }
    }

    /// The finished text.
    pub fn finish(self) -> MappedText {
        MappedText { text: self.text, runs: self.runs }
    }

    /// Opens a run at the present end unless the last one goes on just so.
    fn run(&mut self, src: usize, out_width: u8, src_width: u8) {
        let out = self.text.len();
        let goes_on = self.runs.last().is_some_and(|last| {
            last.out_width == out_width
                && last.src_width == src_width
                && !(out_width != 0 && src_width == 0)
                && last.at(out) == src
        });
        if !goes_on {
            self.runs.push(Run { out: out as u32, src: src as u32, out_width, src_width });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> MappedText {
        let mut b = MappedTextBuilder::default();
        b.push('2', 0, 3);
        b.push('5', 3, 3);
        b.copy("年底", 6);
        b.push('，', 12, 1);
        b.copy("前", 15);
        b.push('\n', 18, 0);
        b.copy("完成", 20);
        b.finish()
    }

    #[test]
    fn every_character_leads_back() {
        let text = sample();
        assert_eq!(text.as_str(), "25年底，前\n完成");
        let spans: Vec<_> = text
            .as_str()
            .char_indices()
            .map(|(i, c)| text.to_source(Span::new(i, i + c.len_utf8())))
            .map(|s| (s.start, s.end))
            .collect();
        assert_eq!(spans, [(0, 3), (3, 6), (6, 9), (9, 12), (12, 13), (15, 18), (18, 18), (20, 23), (23, 26)]);
    }

    #[test]
    fn slices_lead_to_the_same_places() {
        let text = sample();
        let bounds: Vec<_> = text.as_str().char_indices().map(|(i, _)| i).chain([text.as_str().len()]).collect();
        for &a in &bounds {
            for &b in bounds.iter().filter(|b| **b > a) {
                let part = text.slice(Span::new(a, b));
                assert_eq!(part.as_str(), &text.as_str()[a..b]);
                assert_eq!(part.source(), text.to_source(Span::new(a, b)), "{a}..{b}");
            }
        }
    }

    #[test]
    fn trims_both_ends() {
        assert_eq!(MappedText::verbatim(" 目标 ").trim().source(), Span::new(1, 7));
    }
}
