//! Markdown: CommonMark with tables, footnotes and YAML front matter, by pulldown-cmark.
//!
//! A block is a line; its markup is hidden, its numbers stay (`1. 保障用地` is the document's own 1).

use super::{Declared, Format, Found, Layout, Line, LineKind, ReadError, Reader, declared, txt};
use crate::text::Span;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde::Deserialize;
use std::ops::Range;

/// Takes files named `.md` or `.markdown`, and texts that open with front matter.
pub(super) struct Markdown;

impl Reader for Markdown {
    fn format(&self) -> Format {
        Format::Md
    }

    fn claims(&self, name: &str, found: Found<'_>) -> bool {
        let Found::Text(text) = found else { return false };
        let name = name.to_ascii_lowercase();
        name.ends_with(".md")
            || name.ends_with(".markdown")
            || (text.starts_with("---\n") && text[4..].contains("\n---\n"))
    }

    fn read(&self, _name: &str, found: Found<'_>) -> Result<Layout, ReadError> {
        Ok(layout(found.text()))
    }
}

fn layout(text: &str) -> Layout {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut blocks = Blocks::new(text);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        blocks.take(&event, range);
    }
    let lines = blocks.layout.lines.iter().filter(|l| l.kind != LineKind::Furniture);
    let told = declared::read(lines.map(|l| l.span.of(text)), None);
    let front = &mut blocks.layout.declared;
    front.number = front.number.take().or(told.number);
    front.written_on = front.written_on.take().or(told.written_on);
    if front.issuers.is_empty() {
        front.issuers = told.issuers;
    }
    blocks.layout
}

/// Front matter under the names that people give it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct FrontMatter {
    #[serde(alias = "标题")]
    title: Option<String>,
    #[serde(alias = "发文字号", alias = "文号")]
    number: Option<String>,
    #[serde(alias = "发文机关", alias = "发布单位", alias = "发布机构", alias = "发文单位", alias = "issuers")]
    issuer: Option<OneOrMany>,
    #[serde(alias = "成文日期", alias = "date")]
    written_on: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// Longest word of a page's menu, in characters.
const MENU_WORD: usize = 12;

/// Collects blocks while the parser goes through the text.
struct Blocks<'a> {
    text: &'a str,
    layout: Layout,
    /// The block that is open: its range, kind, and the runs of text seen in it.
    open: Option<(Span, LineKind, Vec<Span>)>,
    /// Depth inside a footnote definition, whose text is none of the document.
    footnote: usize,
    front_matter: bool,
    /// Inside a quote above all other text: a note of whoever filed the document, none of its words.
    note: bool,
    /// The words of the links of the open block.
    links: Vec<Span>,
    /// Inside a link.
    link: bool,
    /// Inside a picture, whose words stand for it and are none of the text.
    picture: bool,
}

impl<'a> Blocks<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            layout: Layout::default(),
            open: None,
            footnote: 0,
            front_matter: false,
            note: false,
            links: Vec::new(),
            link: false,
            picture: false,
        }
    }

    fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        let span = Span::from(range);
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.front_matter => self.front(words),
            Event::Text(_) | Event::Code(_) if self.picture => {}
            // $15\%$: a number that was set as a formula
            Event::InlineMath(words) if self.open.is_some() => {
                let figures = self.figures(words, span);
                if let Some((_, _, seen)) = &mut self.open {
                    seen.extend(figures);
                }
            }
            Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) if self.open.is_some() => {
                let tag = matches!(event, Event::InlineHtml(_));
                if self.link && !tag {
                    self.links.push(span);
                }
                if let (Some((_, _, seen)), false) = (&mut self.open, tag) {
                    seen.push(span);
                }
            }
            // Text of a tight list item stands in no paragraph of its own.
            Event::Text(_) | Event::Code(_) => self.open(span, LineKind::Paragraph, vec![span]),
            Event::Html(_) => self.furniture(span),
            Event::Rule => self.close(),
            _ => {}
        }
    }

    /// What shows of a formula: of one that is a plain number all but its markup, else all of it.
    fn figures(&self, words: &str, span: Span) -> Vec<Span> {
        let plain = words.bytes().any(|b| b.is_ascii_digit())
            && words.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | ',' | '%' | '\\' | '-' | '~' | '+'));
        if !plain {
            return vec![span];
        }
        let (mut out, mut from): (Vec<Span>, Option<usize>) = (Vec::new(), None);
        for (i, byte) in span.of(self.text).bytes().enumerate() {
            let at = span.start + i;
            match (matches!(byte, b'$' | b'\\' | b' '), from) {
                (true, Some(start)) => {
                    out.push(Span::new(start, at));
                    from = None;
                }
                (false, None) => from = Some(at),
                _ => {}
            }
        }
        out.extend(from.map(|start| Span::new(start, span.end)));
        out
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Heading { level, .. } => self.open(span, LineKind::Heading(*level as u8), Vec::new()),
            Tag::Paragraph => {
                // The number of an ordered item stands before its paragraph and belongs to it.
                let from = self.open.take().map_or(span.start, |(item, _, _)| item.start);
                self.open(Span::new(from, span.end), LineKind::Paragraph, Vec::new());
                self.number(from, span.start);
            }
            Tag::Item => {
                self.close();
                let at =
                    self.text[span.start..].find(|c: char| !c.is_whitespace()).map_or(span.start, |n| span.start + n);
                let marker = self.text[at..span.end].find(|c: char| c.is_whitespace()).map_or(span.end, |n| at + n);
                self.open(Span::new(at, span.end), LineKind::Paragraph, Vec::new());
                self.number(at, marker);
            }
            Tag::List(_) => self.close(),
            Tag::TableHead | Tag::TableRow => self.open(span, LineKind::TableRow, Vec::new()),
            Tag::CodeBlock(_) | Tag::HtmlBlock => self.close(),
            Tag::FootnoteDefinition(_) => {
                self.close();
                self.footnote += 1;
            }
            Tag::Image { .. } => self.picture = true,
            Tag::Link { .. } => self.link = true,
            Tag::BlockQuote(_) => {
                self.close();
                self.note = self.layout.lines.iter().all(|l| l.kind == LineKind::Furniture);
            }
            Tag::MetadataBlock(_) => {
                self.front_matter = true;
                self.furniture(span);
            }
            _ => {}
        }
    }

    /// Keeps `1.` of an ordered item as text; `-`, `*` and `+` are markup.
    fn number(&mut self, from: usize, to: usize) {
        let marker = self.text[from..to].trim_end();
        if marker.starts_with(|c: char| c.is_ascii_digit())
            && let Some((_, _, seen)) = &mut self.open
            && seen.is_empty()
        {
            seen.push(Span::new(from, from + marker.len()));
        }
    }

    fn end(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::TableHead | TagEnd::TableRow | TagEnd::Item => {
                self.close()
            }
            TagEnd::FootnoteDefinition => {
                self.close();
                self.footnote = self.footnote.saturating_sub(1);
            }
            TagEnd::Image => self.picture = false,
            TagEnd::Link => self.link = false,
            TagEnd::BlockQuote(_) => {
                self.close();
                self.note = false;
            }
            TagEnd::MetadataBlock(_) => self.front_matter = false,
            _ => {}
        }
    }

    fn open(&mut self, span: Span, kind: LineKind, seen: Vec<Span>) {
        self.close();
        self.links.clear();
        self.open = Some((span, kind, seen));
    }

    /// Ends the open block: what no text run covers is hidden.
    fn close(&mut self) {
        let Some((block, kind, seen)) = self.open.take() else { return };
        let (Some(first), Some(last)) = (seen.first(), seen.last()) else { return };
        let mut span = Span::new(first.start, last.end);
        // | 甲镇 | 300 | |: cells without words at the end keep their bars, so that the others keep their columns.
        let rest = self.text.get(last.end..block.end).unwrap_or_default().trim_end();
        if kind == LineKind::TableRow
            && let Some(empty) = rest.strip_suffix('|').filter(|r| r.contains('|'))
        {
            span.end += empty.trim_end().len();
        }
        if self.layout.lines.last().is_some_and(|l| l.span.end > span.start) {
            return;
        }
        let menu = kind == LineKind::Paragraph && self.is_menu(&seen);
        if kind == LineKind::Paragraph && self.footnote == 0 && !self.note && !menu && self.open_breaks(&seen) {
            return;
        }
        for pair in seen.windows(2) {
            let gap = Span::new(pair[0].end, pair[1].start);
            if kind == LineKind::TableRow {
                self.hide_markup(gap);
            } else if !gap.is_empty() {
                self.layout.hidden.push(gap);
            }
        }
        let kind = if self.footnote > 0 || self.note || menu { LineKind::Furniture } else { kind };
        self.layout.lines.push(Line { span, kind });
    }

    /// `[首页](/) [政务公开](/zwgk/)`: a block of nothing but short links is the menu of a page.
    fn is_menu(&self, seen: &[Span]) -> bool {
        let shown = |s: &Span| s.of(self.text).chars().any(char::is_alphanumeric);
        let linked = |s: &Span| self.links.binary_search_by_key(&s.start, |l| l.start).is_ok();
        let short = |s: &Span| s.of(self.text).chars().count() <= MENU_WORD && !s.of(self.text).starts_with("附");
        !self.links.is_empty() && seen.iter().filter(|s| shown(s)).all(linked) && self.links.iter().all(short)
    }

    /// Hides what stands between two runs of a row, but the lines that divide its cells.
    fn hide_markup(&mut self, gap: Span) {
        let mut from = None;
        for (at, c) in gap.of(self.text).char_indices().chain([(gap.len(), '|')]) {
            let keeps = c == '|' || c.is_whitespace();
            match from {
                None if !keeps => from = Some(at),
                Some(start) if keeps => {
                    self.layout.hidden.push(Span::new(gap.start + start, gap.start + at));
                    from = None;
                }
                _ => {}
            }
        }
    }

    /// Line ends inside a paragraph: Markdown would run them into one, but who copies an official text into a
    /// file keeps its lines. They are left as lines of which is not known whether they end a paragraph.
    fn open_breaks(&mut self, seen: &[Span]) -> bool {
        let whole = Span::new(seen[0].start, seen[seen.len() - 1].end);
        let lines = txt::physical_lines(self.text, whole);
        if lines.len() < 2 {
            return false;
        }
        for pair in seen.windows(2) {
            let gap = Span::new(pair[0].end, pair[1].start);
            if !gap.is_empty() && !gap.of(self.text).trim().is_empty() {
                self.layout.hidden.push(gap);
            }
        }
        let from = self.layout.lines.len();
        self.layout.lines.extend(lines.into_iter().map(|l| Line { kind: LineKind::Physical, ..l }));
        // A table without the line that Markdown asks for below its head.
        txt::mark_rows(self.text, &mut self.layout.lines[from..]);
        true
    }

    fn furniture(&mut self, span: Span) {
        self.close();
        if self.layout.lines.last().is_none_or(|l| l.span.end <= span.start) {
            self.layout.lines.push(Line { span, kind: LineKind::Furniture });
        }
    }

    fn front(&mut self, yaml: &str) {
        let front: FrontMatter = serde_saphyr::from_str(yaml).unwrap_or_default();
        let issuers = match front.issuer {
            Some(OneOrMany::One(one)) => vec![one],
            Some(OneOrMany::Many(many)) => many,
            None => Vec::new(),
        };
        self.layout.declared =
            Declared { title: front.title, number: front.number, issuers, written_on: front.written_on };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(LineKind, String)> {
        let layout = layout(text);
        let show = |l: &Line| {
            let shown = |i: usize| !layout.hidden.iter().any(|h| h.start <= i && i < h.end);
            l.span.of(text).char_indices().filter(|(i, _)| shown(l.span.start + i)).map(|(_, c)| c).collect()
        };
        layout.lines.iter().map(|l| (l.kind, show(l))).collect()
    }

    #[test]
    fn blocks_are_lines_without_markup() {
        let text = "# 某市若干措施\n\n## 一、总体要求\n\n坚持**创新**引领，\n全面推进。\n\n- 甲项\n- 乙项\n\n1. 保障用地。结合实际。\n2. 加强统筹。\n";
        use LineKind::{Heading, Paragraph, Physical};
        let expected = [
            (Heading(1), "某市若干措施"),
            (Heading(2), "一、总体要求"),
            (Physical, "坚持创新引领，"),
            (Physical, "全面推进。"),
            (Paragraph, "甲项"),
            (Paragraph, "乙项"),
            (Paragraph, "1.保障用地。结合实际。"),
            (Paragraph, "2.加强统筹。"),
        ];
        assert_eq!(lines(text), expected.map(|(k, t)| (k, t.to_owned())));
    }

    #[test]
    fn tables_comments_and_front_matter() {
        let text = "---\ntitle: 关于促进发展的意见\n文号: 甲府发〔2024〕1号\nissuer: [甲市人民政府]\n---\n\n<!-- 注 -->\n\n| 任务 | 单位 |\n|---|---|\n| 甲 | 乙 |\n";
        let read = layout(text);
        assert_eq!(read.declared.title.as_deref(), Some("关于促进发展的意见"));
        assert_eq!(read.declared.number.as_deref(), Some("甲府发〔2024〕1号"));
        assert_eq!(read.declared.issuers, ["甲市人民政府"]);
        let rows: Vec<_> = lines(text).into_iter().filter(|(k, _)| *k == LineKind::TableRow).map(|(_, t)| t).collect();
        assert_eq!(rows, ["任务 | 单位", "甲 | 乙"]);
    }

    #[test]
    fn menus_are_furniture_and_cells_lose_their_markup() {
        let text = "[首页](/) [政务公开](/zwgk/)\n\n- [要闻动态](/a)\n- [附件1](/b)\n\n见[甲市关于促进发展的若干措施](/c)。\n\n| \\[ 文号 \\] | **甲府发〔2024〕1号** |\n|---|---|\n| [乙](/d) | 丙 |\n";
        use LineKind::{Furniture, Paragraph, TableRow};
        let expected = [
            (Furniture, "首页 政务公开"),
            (Furniture, "要闻动态"),
            (Paragraph, "附件1"),
            (Paragraph, "见甲市关于促进发展的若干措施。"),
            (TableRow, "[ 文号 ] | 甲府发〔2024〕1号"),
            (TableRow, "乙 | 丙"),
        ];
        assert_eq!(lines(text), expected.map(|(k, t)| (k, t.to_owned())));
    }

    #[test]
    fn broken_front_matter_is_passed_over() {
        assert_eq!(layout("---\n: [\n---\n正文").declared, Declared::default());
    }
}
