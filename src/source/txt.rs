//! Plain text 纯文本: physical lines, no promise about paragraphs.

use super::{Format, Found, Layout, Line, LineKind, ReadError, Reader, declared};
use crate::text::{Seek, Span};

/// Takes every text that no other reader claims.
pub(super) struct PlainText;

impl Reader for PlainText {
    fn format(&self) -> Format {
        Format::Txt
    }

    fn claims(&self, _name: &str, found: Found<'_>) -> bool {
        matches!(found, Found::Text(_))
    }

    fn read(&self, _name: &str, found: Found<'_>) -> Result<Layout, ReadError> {
        Ok(layout(found.text()))
    }
}

fn layout(text: &str) -> Layout {
    let mut lines = physical_lines(text, Span::new(0, text.len()));
    mark_rows(text, &mut lines);
    let declared = declared::read(lines.iter().map(|l| l.span.of(text)), None);
    Layout { lines, declared, ..Layout::default() }
}

/// Lines ended by `\n`, `\r\n`, `\r`, a form feed or U+2028; blank ones are kept, as they tell.
pub(super) fn physical_lines(text: &str, within: Span) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = within.start;
    let words = within.of(text);
    let bytes = words.as_bytes();
    // U+2028 and U+2029 stand in hardly any text.
    let rare = words.has('\u{2028}') || words.has('\u{2029}');
    let ends = memchr::memchr3_iter(b'\n', b'\r', 0x0c, bytes);
    let rare = rare.then(|| memchr::memchr_iter(0xe2, bytes)).into_iter().flatten();
    let mut ends: Vec<usize> = ends.chain(rare).collect();
    ends.sort_unstable();
    for i in ends {
        let len = match (bytes[i], bytes.get(i + 1..i + 3)) {
            (b'\n' | b'\r' | 0x0c, _) => 1,
            (0xe2, Some([0x80, 0xa8 | 0xa9])) => 3,
            _ => continue,
        };
        lines.push(Line { span: Span::new(start, within.start + i), kind: LineKind::Physical });
        start = within.start + i + len;
    }
    lines.push(Line { span: Span::new(start, within.end), kind: LineKind::Physical });
    lines.retain(|l| !l.span.is_empty());
    lines
}

/// Bars, or tabs between cells.
fn dividers(line: &str) -> usize {
    if memchr::memchr2(b'|', b'\t', line.as_bytes()).is_none() && !line.has('｜') {
        return 0;
    }
    let wide = if line.has("｜") { line.matches('｜').count() } else { 0 };
    let bars = line.bytes().filter(|b| *b == b'|').count() + wide;
    if bars > 0 {
        bars
    } else if !line.has('\t') {
        0
    } else {
        line.trim().split('\t').filter(|cell| !cell.trim().is_empty()).count().saturating_sub(1)
    }
}

/// Neighbouring lines with the same two or more bars or tabs are rows of a table: `1 | 厕所革命 | 县农业农村局`.
fn mark_rows(text: &str, lines: &mut [Line]) {
    let bars: Vec<usize> = lines.iter().map(|l| dividers(l.span.of(text))).collect();
    for i in 0..lines.len() {
        let near = |n: Option<usize>| n.and_then(|n| bars.get(n)).is_some_and(|b| *b == bars[i]);
        if bars[i] >= 2 && (near(i.checked_sub(1)) || near(Some(i + 1))) {
            lines[i].kind = LineKind::TableRow;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_where_they_end() {
        let text = "一\r\n\n二\u{0c}三";
        let words: Vec<_> = layout(text).lines.iter().map(|l| l.span.of(text).to_owned()).collect();
        assert_eq!(words, ["一", "二", "三"]);
    }

    #[test]
    fn lines_with_bars_are_rows() {
        let kinds: Vec<_> =
            layout("序号 | 任务 | 单位\n1 | 甲 | 乙\n甲|乙\n正文").lines.iter().map(|l| l.kind).collect();
        use LineKind::{Physical, TableRow};
        assert_eq!(kinds, [TableRow, TableRow, Physical, Physical]);
        let kinds: Vec<_> = layout("序号\t任务\t单位\n1\t甲\t乙\n正\t文").lines.iter().map(|l| l.kind).collect();
        assert_eq!(kinds, [TableRow, TableRow, Physical]);
    }
}
