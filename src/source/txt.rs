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
    if escaped(text, lines.len()) {
        lines = lines.into_iter().flat_map(|l| at_escapes(text, l)).collect();
    }
    let mut lines: Vec<Line> = lines.into_iter().flat_map(|l| at_blanks(text, l)).collect();
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
    let ends_of_lines = memchr::memchr3_iter(b'\n', b'\r', 0x0c, bytes);
    let rare = memchr::memchr_iter(0xe2, bytes);
    let rare = rare.filter(|i| matches!(bytes.get(i + 1..i + 3), Some([0x80, 0xa8 | 0xa9])));
    // Room for lines of usual length, so that what was found need not move.
    let mut ends: Vec<usize> = Vec::with_capacity(bytes.len() / 64);
    ends.extend(ends_of_lines);
    let sorted = ends.len();
    ends.extend(rare);
    // U+2028 and U+2029 stand in hardly any text.
    if ends.len() > sorted {
        ends.sort_unstable();
    }
    lines.reserve_exact(ends.len() + 1);
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

/// Whether line ends are written out as `\n`, as in the string of a JSON text: more of them than there are lines.
fn escaped(text: &str, lines: usize) -> bool {
    let written = memchr::memmem::find_iter(text.as_bytes(), "\\n").take(lines + 4).count();
    written >= 3 && written >= lines
}

/// The lines between written line ends.
fn at_escapes(text: &str, line: Line) -> Vec<Line> {
    let words = line.span.of(text);
    let mut start = 0;
    let mut out = Vec::new();
    for at in memchr::memmem::find_iter(words.as_bytes(), "\\n").chain([words.len()]) {
        let part = words[start..at].strip_suffix("\\r").unwrap_or(&words[start..at]);
        let span = Span::new(line.span.start + start, line.span.start + start + part.len());
        if !span.is_empty() {
            out.push(Line { span, kind: line.kind });
        }
        start = (at + "\\n".len()).min(words.len());
    }
    out
}

/// A line of more bytes than this may be a document whose line ends became blanks.
const LONG: usize = 1000;
/// As many characters stand between two line ends, on average, at least.
const USUAL: usize = 12;

/// What stands between runs of blanks, each with its place.
fn between_blanks(line: &str) -> impl Iterator<Item = (usize, &str)> {
    line.split_whitespace().map(|part| (part.as_ptr() as usize - line.as_ptr() as usize, part))
}

/// Whether blanks stand where lines ended: behind whole sentences, between long runs, and hardly ever inside
/// a word (甲 市 财 政 局) or beside a figure (5 个).
fn blanks_are_ends(line: &str) -> bool {
    let (mut blanks, mut ended, mut inside) = (0, 0, 0);
    let mut parts = between_blanks(line).map(|(_, part)| part).peekable();
    while let Some(part) = parts.next() {
        let Some(next) = parts.peek() else { break };
        blanks += 1;
        ended += usize::from(part.ends_with(['。', '；', ';', '：', ':', '！', '”']));
        let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '%' | '.' | ','));
        let own = is_number_alone(part) || is_day(part) || is_day(next);
        let beside = !own && (figure(part.chars().next_back()) || figure(next.chars().next()));
        inside += usize::from(beside || part.chars().count() == 1);
    }
    ended >= 3 && inside * 5 <= blanks && line.chars().count() >= USUAL * (blanks + 1)
}

/// A number that its text follows behind a blank: 第一条, 一、, （二）, 3.
fn is_number_alone(part: &str) -> bool {
    let inner = part.trim_matches(['（', '）', '(', ')', '、', '.', '．', '第', '条', '章', '节', '编']);
    inner.len() < part.len()
        && part.chars().count() <= 7
        && inner.chars().all(|c| c.is_ascii_digit() || HAN.contains(c))
}

/// 2018年8月5日 or 2018-8-5 with nothing beside it.
fn is_day(part: &str) -> bool {
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '-' | '.' | '/');
    (8..=11).contains(&part.chars().count()) && part.starts_with(['1', '2']) && part.chars().all(digits)
}

const HAN: &str = "〇零一二三四五六七八九十百";

/// A line cut at its blanks where these were line ends, but not behind a number alone.
fn at_blanks(text: &str, line: Line) -> Vec<Line> {
    let words = line.span.of(text);
    if line.span.len() <= LONG || !blanks_are_ends(words) {
        return vec![line];
    }
    let mut out: Vec<Line> = Vec::new();
    let mut open = false;
    for (at, part) in between_blanks(words) {
        let span = Span::new(line.span.start + at, line.span.start + at + part.len());
        match out.last_mut().filter(|_| open) {
            Some(last) => last.span.end = span.end,
            None => out.push(Line { span, kind: line.kind }),
        }
        // 第一章  总  则: a character alone is part of a word that was set wide.
        open = is_number_alone(part) || part.chars().count() == 1 && part.starts_with(char::is_alphabetic);
    }
    out
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
pub(super) fn mark_rows(text: &str, lines: &mut [Line]) {
    let bars: Vec<usize> = lines.iter().map(|l| dividers(l.span.of(text))).collect();
    for i in 0..lines.len() {
        let near = |n: Option<usize>| n.and_then(|n| bars.get(n)).is_some_and(|b| *b == bars[i]);
        // A line with one bar between them divides no table.
        let over = |n: Option<usize>| n.and_then(|n| bars.get(n)) == Some(&1);
        let beyond = || over(i.checked_sub(1)) && near(i.checked_sub(2)) || over(Some(i + 1)) && near(Some(i + 2));
        if bars[i] >= 2 && (near(i.checked_sub(1)) || near(Some(i + 1)) || beyond()) {
            lines[i].kind = LineKind::TableRow;
        }
    }
    // 乙镇 | 300 |: the last row of a table may have fewer cells.
    for i in 1..lines.len() {
        if bars[i] >= 2 && bars[i] < bars[i - 1] && lines[i - 1].kind == LineKind::TableRow {
            lines[i].kind = LineKind::TableRow;
        }
    }
    // A head whose names span several columns has fewer cells than its rows, and rows below each other have less.
    for i in 1..lines.len() {
        if bars[i].min(bars[i - 1]) >= 3 && [i - 1, i].iter().all(|i| lines[*i].span.of(text).has(" | ")) {
            lines[i - 1].kind = LineKind::TableRow;
            lines[i].kind = LineKind::TableRow;
        }
    }
    // 开工建设老年大学。 | 12月底前 between rows: the cells beside it span both.
    for i in 1..lines.len().saturating_sub(1) {
        let row = |i: usize| lines[i].kind == LineKind::TableRow;
        if bars[i] == 1 && lines[i].span.of(text).has(" | ") && row(i - 1) && row(i + 1) {
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
    fn blanks_that_were_line_ends() {
        let sentence =
            "为促进消费，鼓励各区结合实际开展活动，支持企业参加，并给予适当补助，具体办法另行制定，由市商务委负责。";
        let text = format!(
            "甲市商务委 关于促进消费的通知 各区商务委： {} 第一条 {sentence} 二、 {sentence}",
            [sentence; 6].join(" ")
        );
        let lines: Vec<_> = layout(&text).lines.iter().map(|l| l.span.of(&text).to_owned()).collect();
        assert_eq!(lines[..3], ["甲市商务委", "关于促进消费的通知", "各区商务委："]);
        assert_eq!(lines[9..], [format!("第一条 {sentence}"), format!("二、 {sentence}")]);
        let wide = format!("第一章  总  则  {}", [sentence; 8].join("  "));
        assert_eq!(layout(&wide).lines[0].span.of(&wide), "第一章  总  则  ".to_owned() + sentence);
        let spaced: String = [sentence; 8].concat().chars().flat_map(|c| [c, ' ']).collect();
        assert_eq!(layout(&spaced).lines.len(), 1);
        let figures = [sentence; 8].join(" 补助 5 万元，奖励 3 万元，共 8 万元 ");
        assert_eq!(layout(&figures).lines.len(), 1);
    }

    #[test]
    fn line_ends_that_are_written_out() {
        let text = "甲市通知\\n各区：\\r\\n一、目标\\n\\n建成平台。";
        let lines = layout(text).lines;
        let found: Vec<&str> = lines.iter().map(|l| l.span.of(text)).collect();
        assert_eq!(found, ["甲市通知", "各区：", "一、目标", "建成平台。"]);
        let text = "路径为 C:\\new 的文件。\n二、其他";
        assert_eq!(layout(text).lines.len(), 2);
    }

    #[test]
    fn lines_with_bars_are_rows() {
        let kinds: Vec<_> =
            layout("序号 | 任务 | 单位\n1 | 甲 | 乙\n甲|乙\n正文").lines.iter().map(|l| l.kind).collect();
        use LineKind::{Physical, TableRow};
        assert_eq!(kinds, [TableRow, TableRow, Physical, Physical]);
        let kinds: Vec<_> = layout("序号\t任务\t单位\n1\t甲\t乙\n正\t文").lines.iter().map(|l| l.kind).collect();
        assert_eq!(kinds, [TableRow, TableRow, Physical]);
        let table = "序号 | 任务 | 单位\n1 | 甲 | 乙\n丙 | 丁\n2 | 戊 | 己\n庚 | 辛";
        let kinds: Vec<_> = layout(table).lines.iter().map(|l| l.kind).collect();
        assert_eq!(kinds, [TableRow, TableRow, TableRow, TableRow, Physical]);
    }
}
