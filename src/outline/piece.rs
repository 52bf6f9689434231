//! Pieces 行: lines as found, with what decides whether one goes on in the next.
//!
//! In: the lines of a source. Out: a piece for each line, or for each part of one that wide blanks divide; page numbers and
//! lines of a table of contents are furniture.

use super::blanks;
use super::element;
use super::normal;
use super::number;
use super::page;
use crate::source::{LineKind, SourceText};
use crate::text::{MappedText, MappedTextBuilder, Seek, Span};

/// A line with what decides whether it goes on in the next.
pub(super) struct Piece {
    /// Empty once a paragraph has taken it over.
    pub(super) text: MappedText,
    pub(super) span: Span,
    pub(super) kind: LineKind,
    /// Width as found, in half ems.
    pub(super) width: usize,
    /// Blanks before its first word, in half ems.
    pub(super) indent: usize,
    /// Whether a blank stands behind its last word, as some extractions put one at the end of a paragraph.
    pub(super) tail: bool,
    /// Whether it opens a paragraph, as far as the paragraphs above it tell.
    pub(super) first: bool,
    /// Stands behind a page number in the middle of a sentence.
    pub(super) cut: bool,
    /// Whether it opens a unit that is numbered in levels.
    pub(super) level: bool,
    /// Whether it is a single letter, as in a title set down the page.
    pub(super) alone: bool,
}

/// Lines to pieces: those that hold several paragraphs divided by wide blanks are taken apart.
pub(super) fn pieces(source: &SourceText) -> Vec<Piece> {
    let mut out = Vec::with_capacity(source.lines.len());
    for line in &source.lines {
        let parts = blanks::split_at_wide(&source.text, line.span, line.kind)
            .or_else(|| blanks::split_at_ends(&source.text, line.span, line.kind));
        for &span in parts.as_deref().unwrap_or(std::slice::from_ref(&line.span)) {
            let text = normal::line(source, &crate::source::Line { span, kind: line.kind }).trim();
            // 2021年11月22日????????: blanks that an encoding lost
            let lost = text.as_str().trim_end_matches(['?', '？']).len();
            let text = if text.as_str().len() >= lost + 2 && text.as_str()[lost..].chars().count() > 1 {
                text.slice(Span::new(0, lost)).trim()
            } else {
                text
            };
            let text = behind_mark(text);
            if text.is_empty() {
                continue;
            }
            let raw = span.of(&source.text);
            let blanks = raw.chars().take_while(|c| c.is_whitespace());
            let blank: usize = blanks.map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum();
            let furniture = is_page_number(text.as_str()) || is_contents_line(text.as_str());
            let kind = if furniture { LineKind::Furniture } else { line.kind };
            let alone = text.as_str().len() <= 4
                && text.as_str().chars().count() == 1
                && text.as_str().starts_with(char::is_alphabetic);
            out.push(Piece {
                text,
                alone,
                span,
                kind,
                width: normal::width(raw.trim()).saturating_sub(spread(raw.trim())),
                indent: blank,
                tail: raw.ends_with([' ', '\u{a0}']),
                first: true,
                cut: false,
                level: false,
            });
        }
    }
    out
}

/// ★（四）, ？ 二、: what marks a unit, as one that was changed, or what an encoding made of a blank, is no part of it.
fn behind_mark(text: MappedText) -> MappedText {
    const MARKS: &[char] = &['★', '☆', '▲', '△', '●', '◆', '■', '？', '?'];
    if !text.as_str().starts_with(MARKS) {
        return text;
    }
    let rest = text.as_str().trim_start_matches(MARKS).trim_start();
    let numbered = number::mark(rest).is_some_and(|m| m.style != number::Style::Digit);
    let span = Span::new(text.as_str().len() - rest.len(), text.as_str().len());
    if numbered { text.slice(span) } else { text }
}

/// Blanks that a page set between words to fill a line (`按      4%  给`), beyond one each, in half ems.
fn spread(line: &str) -> usize {
    let Some(first) = line.place("   ") else { return 0 };
    let pairs = line.as_bytes()[first..].windows(2);
    pairs.filter(|pair| *pair == b"  ").count()
}

/// `— 3 —`, `-12-`, `第3页`.
fn is_page_number(text: &str) -> bool {
    if !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit()) {
        return true;
    }
    if text.starts_with(is_told) && tells_page(text) {
        return true;
    }
    let core = text.trim_matches(|c: char| matches!(c, '—' | '-' | '－' | '·' | '–' | ' '));
    let dashed =
        core.len() < text.len() && !core.is_empty() && core.len() <= 4 && core.bytes().all(|b| b.is_ascii_digit());
    dashed || (text.starts_with('第') && text.ends_with('页') && text.chars().count() <= 8)
}

/// With what a line begins that an extractor writes between pages.
const fn is_told(c: char) -> bool {
    matches!(c, '#' | 'P' | 'p' | '-' | '=' | '—')
}

/// `# Page 12:`, `Page 3 of 40`: what an extractor writes between pages.
fn tells_page(text: &str) -> bool {
    let told = text.trim_start_matches(['#', '-', '=', ' ', '—']).trim_end_matches(['-', '=', ' ', '—', '：', ':']);
    let count = ["Page ", "page ", "PAGE "].iter().find_map(|w| told.strip_prefix(w));
    let figures = |n: &str| (1..=5).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit());
    let of =
        |n: &str| n.split_once(" of ").or_else(|| n.split_once('/')).is_some_and(|(a, b)| figures(a) && figures(b));
    count.is_some_and(|n| figures(n) || of(n))
}

/// A line of a table of contents: `一、指导思想……………1`.
fn is_contents_line(text: &str) -> bool {
    // Its number or its leaders end it.
    if !text.ends_with(|c: char| c.is_ascii_digit() || c == '.') {
        return false;
    }
    let words = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let title = words.trim_end_matches(['.', '…', '·', '。', '-']);
    // Two full stops before a figure are a slip of the pen, and what holds sentences is no title.
    let leaders = &words[title.len()..];
    let led = leaders.len() >= 6 && (leaders.contains('…') || leaders.chars().count() > 2);
    // A line of a page may end before its number, or hold nothing but the leaders.
    let dotted = words.len() - words.trim_end_matches('.').len() >= 12;
    (words.len() < text.len() && led || dotted) && !title.contains(['。', '；'])
}

/// Adds a line; a point that opens it behind a digit is a decimal one (容积率2 / .0).
pub(super) fn append(words: &mut MappedTextBuilder, line: &MappedText) {
    let text = line.as_str();
    let point = text.strip_prefix('。').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    match point.filter(|_| words.as_str().ends_with(|c: char| c.is_ascii_digit())) {
        Some(rest) => {
            let stop = line.to_source(Span::new(0, '。'.len_utf8()));
            words.push('.', stop.start, stop.len());
            words.append_part(line, Span::new(text.len() - rest.len(), text.len()));
        }
        None => words.append(line),
    }
}

/// Two Latin words that a line end divided.
pub(super) fn needs_blank(words: &str, next: &str) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    latin(words.chars().next_back()) && latin(next.chars().next())
}

/// Whether a sentence may end with these words.
pub(super) fn ends_sentence(words: &str) -> bool {
    words.ends_with(['。', '；', '：', '！', '？', '”', '）', '〕', '…'])
}

/// Lines that never go on with what stands above them: dates, notes on disclosure, 抄送.
pub(super) fn stands_alone(text: &str) -> bool {
    element::is_date(text)
        || element::is_disclosure(text)
        || element::is_copied(text)
        || element::is_printed(text)
        || element::is_number(text)
        || element::is_label(text)
        || page::is_label_line(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaders_make_a_line_of_contents() {
        for line in ["一、指导思想……………1", "一、总则......12", "一、总则。。。。3", "............"]
        {
            let said = normal::normalise_text(line);
            assert!(is_contents_line(said.as_str()), "{line}");
        }
        for line in ["一、总则…3", "产值达到2500亿元。。0", "力争达到2500亿元。其他……2", "支持企业；其他……2", "增长12"]
        {
            assert!(!is_contents_line(line), "{line}");
        }
    }
}
