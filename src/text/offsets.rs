//! Offsets 位置换算: bytes to code points and to line numbers.

/// How far apart the marks of [`CodePoints`] stand, in bytes.
const STRIDE: usize = 256;

/// Turns byte offsets of a text into code point offsets, which all outside JSON counts in.
pub struct CodePoints<'a> {
    text: &'a str,
    marks: Vec<u32>,
}

impl<'a> CodePoints<'a> {
    /// Walks the text once; look-ups afterwards cost at most 256 bytes.
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0u32;
        for chunk in text.as_bytes().chunks(STRIDE) {
            marks.push(count);
            count += leads(chunk);
        }
        marks.push(count);
        Self { text, marks }
    }

    /// The number of code points before the byte at `offset`; offsets past the end count as the end.
    pub fn of(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let block = offset / STRIDE;
        let base = self.marks.get(block).copied().unwrap_or_default();
        let rest = &self.text.as_bytes()[block * STRIDE..offset];
        (base + leads(rest)) as usize
    }
}

/// Bytes that begin a character.
fn leads(bytes: &[u8]) -> u32 {
    bytes.iter().map(|b| u32::from((b & 0xC0) != 0x80)).sum()
}

/// Finds the line number of a byte offset.
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Notes where the lines of `text` begin (`\n`, `\r\n` and form feeds end a line).
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|i| i + 1));
        Self { starts }
    }

    /// The line that holds the byte at `offset`, counted from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|s| *s <= offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_chars() {
        let text = "到2026年，«全市»特色产业园区达到６０个左右。".repeat(40);
        let points = CodePoints::new(&text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(points.of(at), n);
        }
        assert_eq!(points.of(text.len()), text.chars().count());
    }

    #[test]
    fn lines_count_from_one() {
        let index = LineIndex::new("一\n二\n三");
        assert_eq!((index.line(0), index.line(4), index.line(9)), (1, 2, 3));
    }
}
