//! Parts 版头、主体、版记: which paragraph is what, and the texts that one file holds.
//!
//! A covering notice, the text it encloses and its attachments are one family (印发通知 + 被印发文件 + 附件):
//! each is a part with paragraphs of its own. Imprint and furniture belong to none.

use super::element::{self, Role};
use super::enclosed::dated_kind;
use super::number;
use super::page;
use super::paragraph::Paragraph;
use super::sign;
use super::titles::{HANDS, bare_title, quoted, unquoted, unquoted_in};
use crate::source::LineKind;
use crate::text::{MappedText, MappedTextBuilder, Seek, Span};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// An element outside the clauses, with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// Its words, joined over lines.
    pub text: MappedText,
    /// The source lines it stands on.
    pub span: Span,
}

/// What kind of text a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartKind {
    Notice,
    Main,
    Attachment,
}

/// One text of the family.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) kind: PartKind,
    /// Section that its clauses stand in: of an attachment its label and title.
    pub(super) section: Option<String>,
    /// Indices of its paragraphs.
    pub(super) paragraphs: Vec<usize>,
}

/// The family as found.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) roles: Vec<Role>,
    pub(super) elements: Vec<Element>,
    pub(super) parts: Vec<Part>,
}

/// Sorts all paragraphs.
pub(super) fn sort(paragraphs: &[Paragraph]) -> Parts {
    let mut sorter = Sorter {
        paragraphs,
        out: Parts { roles: vec![Role::Furniture; paragraphs.len()], elements: Vec::new(), parts: Vec::new() },
        title: None,
        signed: false,
        announced: HashSet::new(),
        handed: HashSet::new(),
        begun: HashSet::new(),
        foot: page::foot(paragraphs),
        paged: None,
    };
    let body = sorter.head();
    sorter.body(body);
    // The text's own number counts before the one that its page names.
    let own = sorter.out.elements.iter().any(|e| e.role == Role::Number);
    sorter.out.elements.extend(sorter.paged.take().filter(|_| !own));
    sorter.out
}

pub(super) struct Sorter<'a> {
    pub(super) paragraphs: &'a [Paragraph],
    pub(super) out: Parts,
    pub(super) title: Option<MappedText>,
    /// A signature, date or disclosure stood since the present part began.
    pub(super) signed: bool,
    /// Titles in 《》 that the covering notice names.
    pub(super) announced: HashSet<String>,
    /// Those of them that the notice hands on (印发《甲办法》和《乙办法》).
    pub(super) handed: HashSet<String>,
    /// Titles whose texts have begun.
    pub(super) begun: HashSet<String>,
    /// Where the foot of the page begins.
    pub(super) foot: usize,
    /// The document number that the head of a page names.
    pub(super) paged: Option<Element>,
}

impl Sorter<'_> {
    pub(super) fn text(&self, i: usize) -> &str {
        self.paragraphs.get(i).map_or("", Paragraph::as_str)
    }

    pub(super) fn element(&mut self, role: Role, range: std::ops::Range<usize>) {
        let mut words = MappedTextBuilder::default();
        let mut span: Option<Span> = None;
        for i in range {
            self.out.roles[i] = role;
            let paragraph = &self.paragraphs[i];
            words.append(&paragraph.text);
            span = Some(span.map_or(paragraph.span, |s| s.cover(paragraph.span)));
        }
        if let Some(span) = span {
            self.out.elements.push(Element { role, text: words.finish(), span });
        }
    }

    /// The end of the title that begins at line `i`, over at most eight lines.
    pub(super) fn title_from(&self, i: usize) -> Option<usize> {
        if self.paragraphs[i].kind == LineKind::Heading(1) {
            // One heading, or as many as a page needs for a long title.
            let heads = self.paragraphs[i..].iter().take(8).take_while(|p| p.kind == LineKind::Heading(1)).count();
            let whole = (1..=heads).find(|n| element::is_title(&self.words(i..i + n)));
            return Some(i + whole.unwrap_or(1));
        }
        // 某市人民政府 over 某市墙体材料管理规定: who speaks, and a title that names them or their place
        let (body, next) = (self.text(i), self.text(i + 1));
        let place = next.find(['省', '市', '县', '区', '州', '旗']).map(|at| &next[..at + '市'.len_utf8()]);
        let again = (next.starts_with(body) || place.is_some_and(|p| body.has(p)))
            && element::is_title_line(next)
            && element::is_title(next);
        if again && element::is_body_name(body) {
            return None;
        }
        let mut words = String::new();
        for end in i..(i + 8).min(self.paragraphs.len()) {
            let text = self.text(end);
            // 政务公开, 通知公告 over 甲局关于…: the ways of a page are no part of a title.
            let ways = || end > i && text.has("关于") && (i..end).all(|n| page::is_way(self.text(n)));
            // 一图读懂《甲办法》 over 甲局 and 关于印发《甲办法》的通知
            let ways = || ways() || end > i && text.opens("关于") && words.has('》') && !words.ends_with('》');
            // A heading and what stands below it are two.
            let headed = |n: usize| matches!(self.paragraphs[n].kind, LineKind::Heading(_));
            if headed(i) && !headed(end) {
                return None;
            }
            let over = || end > i && self.speaks_anew(i, end);
            let inside = end > i && (number::mark(text).is_some() || element::is_site(text)) || ways() || over();
            let aside = element::is_number(text) || element::is_disclosure(text) || element::is_contact(text);
            if !element::is_title_line(text) || inside || aside {
                return None;
            }
            words.push_str(text);
            if element::is_title(&words) {
                // （2021—2025年） and （草案） go on with it.
                let bracket = |next: &&Paragraph| {
                    let next = next.as_str();
                    next.starts_with('（')
                        && next.ends_with('）')
                        && next.chars().count() <= 16
                        && number::mark(next).is_none()
                        && !element::is_disclosure(next)
                        && !element::is_date(next)
                        && !element::is_number(next)
                };
                let brackets = self.paragraphs[end + 1..].iter().take(3).take_while(bracket).count();
                // 某省提质增效三年行动 over 实施方案（2019—2021年）: the kind on a line of its own
                let next = self.text(end + 1);
                let goes_on = element::kind_word(&words) == Some("行动")
                    && next.split('（').next().is_some_and(|n| (2..=6).contains(&n.chars().count()))
                    && element::is_title(next);
                let goes_on = goes_on || dated_kind(next);
                return Some(end + 1 + brackets.max(usize::from(goes_on)));
            }
        }
        None
    }

    /// Whether line `end` is a whole title with its body or place in front, and the lines above it from `i` on are neither
    /// bodies nor the beginning of it: 某网站 over 甲市人民政府关于…的意见.
    fn speaks_anew(&self, i: usize, end: usize) -> bool {
        const OPENS: &[&str] = &["关于", "《", "、"];
        let line = self.text(end);
        let near = line.char_indices().take(8).find(|(at, c)| *at > 0 && "省市县区州旗盟".contains(*c));
        let body = ["关于", "印发", "转发"].iter().filter_map(|w| line.place(w)).min().map(|at| &line[..at]);
        let placed = near.is_some_and(|(at, _)| at >= 2 * '市'.len_utf8() || body.is_some());
        let whose = body.map_or(placed, |b| placed && element::is_body_name(b));
        let above = |n: usize| {
            let text = self.text(n);
            let body =
                text.split_whitespace().any(element::is_body_name) || text.ends_with(['省', '市', '县', '区', '州']);
            !body && !OPENS.iter().any(|w| text.has(w)) && !HANDS.iter().any(|w| text.has(w))
        };
        whose && element::is_title(line) && (i..end).all(above)
    }

    pub(super) fn words(&self, range: std::ops::Range<usize>) -> String {
        range.map(|i| self.text(i)).collect()
    }

    /// Sorts the text, its tail, the texts enclosed in it and its attachments.
    fn body(&mut self, start: usize) {
        // Where the title is lost, the first words tell: 现将《…》印发给你们.
        let hands =
            |text: &str| text.has('《') && HANDS.iter().any(|w| text.has(w)) && (text.has('现') || text.has('将'));
        let cover = match &self.title {
            Some(title) => {
                let title = title.as_str();
                element::hands_on(unquoted(title)) || title.closes("通知") && hands(self.text(start))
            }
            None => {
                let addressed = self.out.elements.iter().any(|e| e.role == Role::Addressees);
                (addressed || self.text(start).starts_with('《') || self.text(start).opens("现将《"))
                    && hands(self.text(start))
            }
        };
        if let Some(title) = &self.title {
            self.announced.extend(quoted(title.as_str()).filter_map(|t| bare_title(&t)));
            self.announced.extend(unquoted_in(title.as_str()).and_then(bare_title));
        }
        if cover {
            self.handed.clone_from(&self.announced);
        }
        self.begin(if cover { PartKind::Notice } else { PartKind::Main }, None);
        let mut i = start;
        while i < self.foot {
            i = self.step(i);
        }
        // A notice that encloses no text is the text itself.
        if cover && self.out.parts.iter().all(|p| p.kind != PartKind::Main) && self.has_units(0) {
            self.out.parts[0].kind = PartKind::Main;
        }
    }

    pub(super) fn has_units(&self, part: usize) -> bool {
        self.out.parts[part].paragraphs.iter().any(|i| number::mark(self.text(*i)).is_some())
    }

    pub(super) fn begin(&mut self, kind: PartKind, section: Option<String>) {
        self.signed = false;
        self.out.parts.push(Part { kind, section, paragraphs: Vec::new() });
    }

    pub(super) fn kind(&self) -> PartKind {
        self.out.parts.last().map_or(PartKind::Main, |p| p.kind)
    }

    /// What stands at the end of a text: imprint, disclosure, date, and the paragraph behind it.
    fn closing_element(&self, i: usize) -> Option<(Role, usize)> {
        let (text, next) = (self.text(i), self.text(i + 1));
        // 某市某局办公室 over 2023年8月9日印发: one imprint on two lines
        let dated = next.starts_with(|c: char| c.is_ascii_digit()) && element::is_printed(next);
        if dated && element::is_body_name(text) {
            Some((Role::PrintedBy, i + 2))
        } else if element::is_printed(text) {
            Some((Role::PrintedBy, i + 1))
        } else if element::is_disclosure(text) {
            Some((Role::Disclosure, i + 1))
        } else if element::is_sealed(text) {
            Some((Role::Signature, i + 1))
        } else if self.signed && (text.has("删减") && element::is_caption(text) || element::is_contact(text)) {
            Some((Role::Caption, i + 1))
        } else {
            element::is_date(text).then_some((Role::Date, i + 1))
        }
    }

    /// Sorts the paragraph at `i` and those that go with it; gives the next one.
    fn step(&mut self, i: usize) -> usize {
        let paragraph = &self.paragraphs[i];
        let text = paragraph.as_str();
        if paragraph.kind == LineKind::Furniture {
            return i + 1;
        }
        if paragraph.kind == LineKind::TableRow {
            return self.take(i);
        }
        if element::is_copied(text) {
            return self.imprint(i);
        }
        // 公开方式：主动公开 is said by pages and by the imprint of the text itself.
        let site = !text.ends_with('。') && element::is_site(text) && !element::is_disclosure(text);
        if element::is_file_link(text) || site {
            self.number_of_link(i);
            return i + 1;
        }
        let closing = self.closing_element(i);
        let end = if self.kind() == PartKind::Attachment { i } else { self.foot };
        if let Some(end) = sign::ends(self.paragraphs, i, end).filter(|_| closing.is_none()) {
            self.element(Role::Signature, i..end);
            self.signed = true;
            return end;
        }
        if let Some((role, end)) = closing {
            self.element(role, i..end);
            self.signed = true;
            return end;
        }
        if let Some(end) = self.attachment(i).or_else(|| self.enclosed(i)).or_else(|| self.sent_along(i)) {
            return end;
        }
        // The title of an enclosed text once more, behind its contents.
        let fresh = self.out.parts.last().is_some_and(|p| p.kind == PartKind::Main && p.paragraphs.is_empty());
        if fresh && bare_title(text).is_some_and(|t| self.begun.contains(&t)) {
            self.out.roles[i] = Role::EnclosedTitle;
            return i + 1;
        }
        if self.kind() == PartKind::Notice {
            let names: Vec<String> = quoted(text).filter_map(|t| bare_title(&t)).collect();
            if HANDS.iter().any(|w| text.has(w)) {
                self.handed.extend(names.iter().cloned());
            }
            self.announced.extend(names);
            // Numbered text after the notice is signed is the enclosed one, its title lost; so is what says why
            // 本方案 is made.
            if self.signed && number::mark(text).is_some() || self.gives_reasons(i) {
                self.begin(PartKind::Main, None);
            }
        }
        self.take(i)
    }

    /// A link to the document's own file may be all that names its number.
    fn number_of_link(&mut self, i: usize) {
        let text = self.text(i);
        let own = |rest: &str| self.title.as_ref().is_some_and(|t| rest.starts_with(t.as_str()));
        let known = self.out.elements.iter().any(|e| e.role == Role::Number);
        if let Some(end) = element::leading_number(text).filter(|end| !known && own(&text[*end..])) {
            let text = self.paragraphs[i].text.slice(Span::new(0, end));
            self.out.roles[i] = Role::Number;
            self.out.elements.push(Element { role: Role::Number, text, span: self.paragraphs[i].span });
        }
    }

    fn take(&mut self, i: usize) -> usize {
        self.out.roles[i] = Role::Text;
        if let Some(part) = self.out.parts.last_mut() {
            part.paragraphs.push(i);
        }
        i + 1
    }

    /// 抄送 and what goes on below it, down to the line of 印发.
    fn imprint(&mut self, i: usize) -> usize {
        let mut end = i + 1;
        while end < self.paragraphs.len() && end < i + 4 && !self.text(end - 1).ends_with('。') {
            let text = self.text(end);
            if element::is_printed(text)
                || element::is_title(text)
                || element::is_label(text)
                || number::mark(text).is_some()
            {
                break;
            }
            end += 1;
        }
        self.element(Role::CopiedTo, i..end);
        self.signed = true;
        end
    }

    /// The label and title of an attachment, or the note that announces attachments.
    fn attachment(&mut self, i: usize) -> Option<usize> {
        let text = self.text(i);
        let label = element::is_label(text);
        if !label && !element::is_labelled(text) {
            return None;
        }
        if self.announces(i) {
            let mut end = i + 1;
            let listed = |t: &str| {
                let own = element::is_label(text) && element::is_title(t);
                (number::mark(t).is_some() || element::is_labelled(t) || own) && element::is_title_line(t)
            };
            while end < self.paragraphs.len() && listed(self.text(end)) {
                end += 1;
            }
            self.element(Role::AttachmentNote, i..end);
            return Some(end);
        }
        let mut end = i + 1;
        let mut section = text.trim_end_matches(['：', ':', '.']).to_owned();
        // 附件 without a number; 附件1 is an attachment, whatever stands below it.
        let only = label && !text.contains(|c: char| c.is_ascii_digit() || "一二三四五六七八九".contains(c));
        if only && let Some(end) = self.enclosed_as_attachment(end) {
            self.out.roles[i] = Role::AttachmentTitle;
            return Some(end);
        }
        if label {
            let title = (end < self.paragraphs.len()).then(|| self.title_from(end)).flatten();
            let line = element::is_title_line(self.text(end))
                && number::mark(self.text(end)).is_none()
                && !self.text(end).is_empty();
            if let Some(to) = title.or_else(|| line.then_some(end + 1)) {
                section = format!("{section} {}", self.words(end..to));
                end = to;
            }
        }
        self.element(Role::AttachmentTitle, i..end);
        self.begin(PartKind::Attachment, Some(section));
        Some(end)
    }

    /// 附件 over the very text that the notice hands on: `关于印发《甲方案》的通知`, 附件, `甲方案`.
    fn enclosed_as_attachment(&mut self, i: usize) -> Option<usize> {
        let cover = self.out.parts.first().is_some_and(|p| p.kind == PartKind::Notice);
        let (_, words) = self.enclosed_title(i).filter(|_| cover)?;
        let named = bare_title(&words)?;
        if self.handed.contains(&named) && !self.begun.contains(&named) { self.enclosed(i) } else { None }
    }

    /// 附件：1.…表 above the signature only names what follows: a date or signature is still to come,
    /// or nothing is.
    fn announces(&self, i: usize) -> bool {
        let listed = |t: &&str| (number::mark(t).is_some() || element::is_labelled(t)) && element::is_title_line(t);
        // 附件：1.甲清单, 2.乙清单 behind the signature, and nothing else: a list of files to fetch
        let first = self.text(i).trim_start_matches("附件").trim_start_matches(['：', ':', ' ']);
        let files = first.starts_with('1') && number::mark(first).is_some() && i + 1 < self.paragraphs.len();
        if files && (i + 1..self.paragraphs.len()).all(|n| listed(&self.text(n))) {
            return true;
        }
        if self.signed || element::is_label(self.text(i)) && !self.text(i).ends_with('：') {
            return false;
        }
        let mut rest = (i + 1..self.paragraphs.len()).map(|n| self.text(n)).skip_while(listed).peekable();
        // One title without a number, below 附件： alone.
        let alone = element::is_label(self.text(i)) && rest.peek().is_some_and(|t| element::is_title(t));
        let mut rest = rest.skip(usize::from(alone));
        match rest.next() {
            None => true,
            Some(text) => {
                element::is_date(text)
                    || element::is_body_name(text)
                    || element::is_disclosure(text)
                    || element::is_copied(text)
                    || element::is_label(text)
                    || bare_title(text).is_some_and(|t| self.announced.contains(&t))
            }
        }
    }
}
