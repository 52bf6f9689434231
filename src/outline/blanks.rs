//! Blanks 空格: lines that hold several paragraphs with blanks where the line ends were.
//!
//! In: a line as found, `…执行。　　2021年11月5日　　（此件公开发布）`, `…的通知 各区人民政府: 现将…落实。 一、目标 1、增长11%。 2、…`.
//! Out: its paragraphs; none where it is one.

use super::element;
use super::normal;
use super::number;
use super::words::{self, Words};
use crate::source::LineKind;
use crate::text::{Seek, Span, among};

/// `…执行。　　2021年11月5日　　（此件公开发布）` is three paragraphs: two wide blanks between words of
/// four characters or more each (`总　　则` is one).
/// None where it is one.
pub(super) fn split_at_wide(text: &str, span: Span, kind: LineKind) -> Option<Vec<Span>> {
    let raw = span.of(text);
    if kind != LineKind::Physical && kind != LineKind::Paragraph || !raw.has("\u{3000}\u{3000}") {
        return None;
    }
    // 印发机关 and 印发日期 stand at the two ends of one line.
    let whole: String = raw.chars().filter(|c| !c.is_whitespace()).map(normal::fold).collect();
    if element::is_printed(&whole) {
        return None;
    }
    let mut out: Vec<Span> = Vec::new();
    let mut start = span.start;
    let mut from = 0;
    while let Some(at) = raw[from..].place("\u{3000}\u{3000}").map(|n| from + n) {
        let before = Span::new(start, span.start + at);
        let after = raw[at..].trim_start();
        // 总理　　某某 is one signature.
        let signer = POSTS.iter().any(|p| before.of(text).ends_with(*p));
        if !signer
            && has_letters(before.of(text))
            && has_letters(after)
            && after.chars().take(2).all(|c| !c.is_whitespace())
        {
            out.push(before);
            start = before.end;
        }
        from = raw.len() - after.len();
    }
    out.push(Span::new(start, span.end));
    Some(out)
}

/// Posts whose holders sign by name, set apart by blanks.
static POSTS: Words = Words::new(|| words::of("post"));

/// Whether a text has four characters or more.
fn has_letters(text: &str) -> bool {
    text.chars().filter(|c| !c.is_whitespace()).nth(3).is_some()
}

/// A shorter line that lost its line ends says so by nothing.
const LONG: usize = 300;

/// Blanks behind the ends of sentences: no Chinese text puts one there, so that a line with two or more in front of the
/// numbers of units holds the paragraphs that stood between its blanks. None where it is one.
pub(super) fn split_at_ends(text: &str, span: Span, kind: LineKind) -> Option<Vec<Span>> {
    let raw = span.of(text);
    if kind != LineKind::Physical && kind != LineKind::Paragraph || raw.len() < LONG || !raw.trim().has(" ") {
        return None;
    }
    let mut cuts = Vec::new();
    let (mut numbered, mut titled) = (0, false);
    for (at, _) in raw.match_indices(' ') {
        let before = &raw[..at];
        let Some(last) = before.chars().next_back().map(normal::fold).filter(|c| !c.is_whitespace()) else { continue };
        let after = raw[at..].trim_start();
        let near: String = after.chars().take(16).map(normal::fold).collect();
        let unit = number::mark(&near).is_some();
        let ends = among(last, "。；：！:;!") && near.starts_with(|c: char| c.is_alphanumeric() || c == '（');
        // …的通知 各区人民政府：
        let title = !titled
            && cuts.is_empty()
            && before.len() < LONG
            && element::is_title(&before.trim().chars().map(normal::fold).collect::<String>());
        titled |= title;
        // 一、主要工作目标 1、…: a heading over the first unit of its section
        let from = cuts.last().map_or(0, |c| c - span.start);
        let opened: String = before[from..].trim().chars().take(40).map(normal::fold).collect();
        let headed = unit && before.len() - from <= 120 && number::mark(&opened).is_some();
        let unit = unit && (ends || headed || last == '）');
        numbered += usize::from(unit);
        // 1.提高保健水平 --系统管理率达到90%。
        let ends = ends || near.starts_with("--") || near.starts_with("——");
        if ends || title || unit {
            cuts.push(span.start + at);
        }
    }
    if numbered < 2 {
        return None;
    }
    let starts = std::iter::once(span.start).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([span.end]);
    Some(starts.zip(ends).map(|(start, end)| Span::new(start, end)).collect())
}
