//! HTML 网页: the text of a page, block by block, by html5ever.
//!
//! Scripts, styles, navigation, forms and blocks that are mostly links are left out; tables with
//! several filled cells a row become rows, layout tables become paragraphs. The text that spans lead
//! to is the text of the page, a block a line, as tags cannot be part of a quote.

use super::{Format, Found, Layout, Line, LineKind, ReadError, Reader, declared};
use crate::text::{Seek, Span, among};
use regex::Regex;
use scraper::{ElementRef, Html, Node, Selector};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Takes texts that open with a tag of HTML.
pub(super) struct HtmlPage;

/// Elements whose text is none of the document.
const LEFT_OUT: &[&str] = &[
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "button", "select",
    "iframe", "svg", "canvas", "object", "title", "head", "textarea",
];

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "tbody",
    "thead",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "br",
    "hr",
    "pre",
    "blockquote",
    "body",
    "center",
    "caption",
    "figure",
];

impl Reader for HtmlPage {
    fn format(&self) -> Format {
        Format::Html
    }

    fn claims(&self, name: &str, found: Found<'_>) -> bool {
        const TAGS: &[&str] = &[
            "<p>", "<p ", "<div", "<body", "<table", "<meta", "<h1", "<h2", "<h3", "<br", "<span", "<font", "<section",
        ];
        let Found::Text(text) = found else { return false };
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if !text.starts_with('<') {
            return is_fragment(name, text);
        }
        let head = text.chars().take(HEAD).collect::<String>().to_ascii_lowercase();
        head.starts_with("<!doctype html") || head.starts_with("<html") || TAGS.iter().any(|t| head.contains(t))
    }

    fn read(&self, name: &str, found: Found<'_>) -> Result<Layout, ReadError> {
        if is_too_deep(found.text()) {
            return Err(ReadError::Excessive { name: name.to_owned(), format: "HTML", what: "内容嵌套过深" });
        }
        Ok(layout(found.text()))
    }
}

/// Whether a text that opens without an element is a piece of a page: its paragraphs or lines are closed by tags.
/// A Markdown file may hold single ones.
fn is_fragment(name: &str, text: &str) -> bool {
    let marked = [".md", ".markdown"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
    let head = &text[..text.floor_char_boundary(HEAD)];
    let tags = || ["</p>", "<br>", "<br/>", "<br />"].iter().map(|t| head.matches(t).count()).sum::<usize>();
    !marked && head.contains('<') && tags() >= 3
}

/// Elements may stand this deep in one another: the standard's way of closing them looks through all that are
/// open, so that time grows with the square of the depth.
const DEPTH: usize = 20_000;

/// Whether more elements of the kinds that do not close each other stand open at once.
fn is_too_deep(text: &str) -> bool {
    const KINDS: &[&str] =
        &["div", "span", "font", "section", "table", "ul", "ol", "blockquote", "b>", "i>", "em", "strong", "center"];
    // Few pages have as many elements at all.
    if memchr::memchr_iter(b'<', text.as_bytes()).nth(DEPTH).is_none() {
        return false;
    }
    let (mut open, mut deepest) = (0usize, 0usize);
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        let rest = &text.as_bytes()[at + 1..];
        let (closes, name) = rest.strip_prefix(b"/").map_or((false, rest), |name| (true, name));
        let known = |k: &&&str| name.get(..k.len()).is_some_and(|n| n.eq_ignore_ascii_case(k.as_bytes()));
        if KINDS.iter().any(|k| known(&k)) {
            open = if closes { open.saturating_sub(1) } else { open + 1 };
            deepest = deepest.max(open);
        }
    }
    deepest > DEPTH
}

/// Characters of a file in which the first elements of a page stand.
const HEAD: usize = 4000;

/// A page without what the server was to run: `<%@ page language="java" %>`.
///
/// A component (`<template>` around all of it, as Vue writes them) shows what its template holds.
fn without_script(text: &str) -> Cow<'_, str> {
    static TEMPLATE: LazyLock<Regex> = LazyLock::new(|| {
        #[allow(clippy::expect_used, reason = "a constant pattern")]
        Regex::new("(?i)</?template[^>]*>").expect("a constant pattern")
    });
    if text.trim_start_matches('\u{feff}').trim_start().opens("<template") {
        return TEMPLATE.replace_all(text, "");
    }
    static SCRIPT: LazyLock<Regex> = LazyLock::new(|| {
        #[allow(clippy::expect_used, reason = "a constant pattern")]
        Regex::new("(?s)<%.*?%>").expect("a constant pattern")
    });
    if text.has("<%") { SCRIPT.replace_all(text, "") } else { text.into() }
}

fn layout(text: &str) -> Layout {
    let page = Html::parse_document(&without_script(text));
    let mut blocks = Blocks::default();
    blocks.walk(&page);
    let shown = blocks.lines.iter().map(|l| l.span.of(&blocks.text));
    let declared = declared::read(shown, title(&page));
    Layout { text: Some(blocks.text), lines: blocks.lines, hidden: Vec::new(), declared }
}

/// The page's own title without the name of the site behind it.
fn title(page: &Html) -> Option<String> {
    let title = Selector::parse("title").ok()?;
    let words: String = page.select(&title).next()?.text().collect();
    let words = words.split(['_', '|']).next().unwrap_or_default().trim();
    (!words.is_empty()).then(|| words.to_owned())
}

/// Collects the text of a page.
#[derive(Default)]
struct Blocks {
    text: String,
    lines: Vec<Line>,
    /// Where the open block began, and what it is.
    start: usize,
    heading: Option<u8>,
    /// Depth inside a data row, and whether a cell of it has been written.
    row: usize,
    cells: usize,
    /// For each column of the table, how many rows below a cell of it still spans.
    spans: Vec<u16>,
    /// The column of the next cell.
    column: usize,
    /// Where the last words in bold ended.
    bold: usize,
    /// A sentence and a line end stand before what comes next.
    broken: bool,
}

/// More columns and rows than a cell of a document spans.
const WIDEST: u16 = 60;

impl Blocks {
    fn walk(&mut self, page: &Html) {
        use ego_tree::iter::Edge;
        let mut skipped = 0usize;
        for edge in page.tree.root().traverse() {
            match edge {
                Edge::Open(node) => match node.value() {
                    Node::Element(element) if skipped > 0 || left_out(element.name()) || is_hidden(element) => {
                        skipped += 1
                    }
                    Node::Element(element) => {
                        let data = element.name() == "tr" && ElementRef::wrap(node).is_some_and(is_data_row);
                        if element.name() == "table" && self.row == 0 {
                            self.spans.clear();
                        }
                        self.open(element.name(), data);
                        if matches!(element.name(), "td" | "th") && self.row == 2 {
                            self.cell(element);
                        }
                    }
                    Node::Text(words) if skipped == 0 => self.words(words),
                    _ => {}
                },
                Edge::Close(node) => {
                    if let Node::Element(element) = node.value() {
                        if skipped > 0 {
                            skipped -= 1;
                        } else {
                            self.close(element.name());
                        }
                    }
                }
            }
        }
        self.end_line();
    }

    fn open(&mut self, name: &str, data_row: bool) {
        if self.row > 0 {
            self.row += 1;
            return;
        }
        if BLOCKS.contains(&name) {
            self.end_line();
        }
        if data_row {
            (self.row, self.cells, self.column) = (1, 0, 0);
        }
        self.heading = level(name).or(self.heading);
    }

    /// Opens a cell; what a cell of a row above covers stays empty, so that each cell keeps its column.
    fn cell(&mut self, element: &scraper::node::Element) {
        self.covered();
        self.divide();
        let number = |name: &str| element.attr(name).and_then(|n| n.trim().parse::<u16>().ok()).unwrap_or(1);
        let (rows, columns) = (number("rowspan").min(WIDEST), number("colspan").clamp(1, WIDEST));
        let end = self.column + usize::from(columns);
        // A page that spans more than any table holds gets no empty cells for it.
        if end <= usize::from(WIDEST) {
            if self.spans.len() < end {
                self.spans.resize(end, 0);
            }
            self.spans[self.column..end].fill(rows.saturating_sub(1));
        }
        self.column = end;
    }

    /// Writes empty cells for the columns from here on that a cell above covers.
    fn covered(&mut self) {
        while let Some(rows) = self.spans.get_mut(self.column).filter(|rows| **rows > 0) {
            *rows -= 1;
            self.column += 1;
            self.divide();
        }
    }

    fn divide(&mut self) {
        if self.cells > 0 {
            self.text.push_str(" | ");
        }
        self.cells += 1;
    }

    fn close(&mut self, name: &str) {
        if self.row > 0 {
            self.row -= 1;
            if self.row == 0 {
                self.covered();
                self.end(LineKind::TableRow);
            }
            return;
        }
        if BLOCKS.contains(&name) {
            self.end_line();
        }
        if level(name).is_some() {
            self.heading = None;
        }
        if matches!(name, "b" | "strong") {
            self.bold = self.text.len();
        }
    }

    /// Adds text; runs of blanks of the markup are one.
    fn words(&mut self, words: &str) {
        // …。 and a line end before <b>一、各地自查</b>
        if self.broken && is_numbered(words.trim_start()) {
            self.end_line();
        }
        self.broken = false;
        for (at, c) in words.char_indices() {
            // A page that keeps paragraphs as lines of one text: a line end behind a full stop is one.
            if c == '\n' && self.row == 0 && self.ends_paragraph() {
                self.broken = words[at..].trim().is_empty();
                if !self.broken {
                    self.end_line();
                    continue;
                }
            }
            let c = if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
            if c == ' ' && (self.text.len() == self.start || self.text.ends_with(' ')) {
                continue;
            }
            self.text.push(c);
        }
    }

    /// Whether the line so far is a sentence, or a numbered heading in bold (`<b>一、各地自查</b>`).
    fn ends_paragraph(&self) -> bool {
        let line = self.text[self.start..].trim();
        let addressed = line.ends_with('：') && line.chars().count() >= 8;
        line.ends_with(['。', '；', '！']) || addressed || self.bold == self.text.len() && is_numbered(line)
    }

    fn end_line(&mut self) {
        let kind = self.heading.map_or(LineKind::Paragraph, LineKind::Heading);
        self.end(kind);
    }

    fn end(&mut self, kind: LineKind) {
        if self.text[self.start..].trim().is_empty() {
            self.text.truncate(self.start);
            return;
        }
        self.lines.push(Line { span: Span::new(self.start, self.text.len()), kind });
        self.text.push('\n');
        self.start = self.text.len();
    }
}

/// Whether a line opens with 一、 or （一）.
fn is_numbered(line: &str) -> bool {
    let number = line.split_once(['、', '）', ')']).map_or("", |x| x.0);
    !number.is_empty() && number.chars().all(|c| among(c, "（(一二三四五六七八九十"))
}

fn left_out(name: &str) -> bool {
    LEFT_OUT.contains(&name)
}

fn is_hidden(element: &scraper::node::Element) -> bool {
    let style = element.attr("style").unwrap_or_default();
    element.attr("hidden").is_some() || style.contains("display:none") || style.contains("display: none")
}

fn level(name: &str) -> Option<u8> {
    match name {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        _ => None,
    }
}

/// A row of data has two or more filled cells, none of them a page of text or a table of its own.
fn is_data_row(row: ElementRef<'_>) -> bool {
    if row.descendent_elements().skip(1).any(|e| e.value().name() == "table") {
        return false;
    }
    let cells: Vec<String> = row
        .child_elements()
        .filter(|c| matches!(c.value().name(), "td" | "th"))
        .map(|c| c.text().collect::<String>())
        .collect();
    let filled = cells.iter().filter(|c| !c.trim().is_empty()).count();
    filled >= 2 && cells.iter().all(|c| c.len() < 3000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(html: &str) -> Vec<(LineKind, String)> {
        let layout = layout(html);
        let text = layout.text.unwrap();
        layout.lines.iter().map(|l| (l.kind, l.span.of(&text).trim().to_owned())).collect()
    }

    #[test]
    fn blocks_become_lines() {
        let html = "<!DOCTYPE html><html><head><title>某市意见_某市政府网</title><style>p{}</style></head><body><nav>首页</nav>\
            <h1>某市<b>若干</b>意见</h1><p>一、总体&nbsp;要求</p><p>坚持创新。<br>加强统筹。</p><script>x()</script></body></html>";
        assert_eq!(
            lines(html),
            [
                (LineKind::Heading(1), "某市若干意见".to_owned()),
                (LineKind::Paragraph, "一、总体\u{a0}要求".to_owned()),
                (LineKind::Paragraph, "坚持创新。".to_owned()),
                (LineKind::Paragraph, "加强统筹。".to_owned()),
            ]
        );
        assert_eq!(layout(html).declared.title.as_deref(), Some("某市意见"));
    }

    #[test]
    fn lines_of_a_text_that_is_one_block() {
        let html = "<div class=\"c\">\n各县、市、区人民政府：\n现将有关事项通知如下。\n<b>一、各地自查</b>\n各市要开展自查。\n<b>二、部门自查</b>\n\
            各部门要<b>\n深入</b>\n自查。</div><p><span>甲。</span>\n<span>乙。</span></p>";
        let words: Vec<String> = lines(html).into_iter().map(|l| l.1).collect();
        assert_eq!(
            words,
            [
                "各县、市、区人民政府：",
                "现将有关事项通知如下。",
                "一、各地自查",
                "各市要开展自查。",
                "二、部门自查",
                "各部门要 深入 自查。",
                "甲。 乙。"
            ]
        );
    }

    #[test]
    fn cells_that_span_rows_keep_their_columns() {
        let html = "<!DOCTYPE html><html><body><p>一、任务</p><table><tr><td>类别</td><td>任务</td><td>单位</td></tr>\
            <tr><td rowspan=2>民生</td><td>建园</td><td rowspan=2>教育局</td></tr><tr><td>建路</td><td>两条</td></tr>\
            <tr><td>产业</td><td>招商</td><td>商务局</td></tr></table></body></html>";
        let rows: Vec<String> = lines(html).into_iter().map(|l| l.1).collect();
        assert_eq!(rows[2], "民生 | 建园 | 教育局");
        assert!(rows[3].starts_with("| 建路"), "{}", rows[3]);
        assert_eq!(rows[4], "产业 | 招商 | 商务局");
    }

    #[test]
    fn tables_of_data_become_rows() {
        let html = "<table><tr><th>任务</th><th>单位</th></tr><tr><td><p>甲</p></td><td>乙<br>丙</td></tr></table>\
            <table><tr><td><p>第一段。</p><p>第二段。</p></td></tr></table>";
        let kinds: Vec<_> = lines(html);
        assert_eq!(kinds[0], (LineKind::TableRow, "任务 | 单位".to_owned()));
        assert_eq!(kinds[1], (LineKind::TableRow, "甲 | 乙丙".to_owned()));
        assert_eq!(kinds.len(), 4);
    }

    #[test]
    fn deep_nesting_does_not_matter() {
        let html = format!("{}正文{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
        assert_eq!(lines(&html).len(), 1);
        assert!(!is_too_deep(&html) && !is_too_deep(&"<div></div>".repeat(30_000)));
        assert!(is_too_deep(&"<DIV class='a'>".repeat(20_001)));
    }
}
