//! Head 文首: what stands above the text, line by line: mark, number, title, date, addressees, and what a page adds.
//!
//! In: the paragraphs of a file from its first. Out: their roles and elements, the title, and where the text begins.

use super::element::{self, Role};
use super::number;
use super::page;
use super::parts::Sorter;
use super::sign;
use crate::source::LineKind;
use crate::text::Seek;

impl Sorter<'_> {
    /// 项目 | 目标 | 责任单位 over a row with numbers: the head of a table, no way of a page.
    fn heads_table(&self, i: usize) -> bool {
        let row = |at: usize| self.paragraphs.get(at).filter(|p| p.kind == LineKind::TableRow);
        let tells = |text: &str| text.contains(|c: char| c.is_ascii_digit()) && !page::is_label_row(text);
        row(i).is_some() && row(i + 1).is_some_and(|p| tells(p.as_str()))
    }

    /// Sorts what stands above the text; gives the first paragraph of the text.
    pub(super) fn head(&mut self) -> usize {
        let lead = page::lead(self.paragraphs);
        let mut i = lead.as_ref().map_or(0, |l| l.end);
        let mut titles: Vec<std::ops::Range<usize>> = Vec::new();
        while i < self.paragraphs.len() {
            let text = self.text(i);
            let kind = self.paragraphs[i].kind;
            let labels = titles.is_empty() && page::is_menu_row(text) && !self.heads_table(i)
                || kind == LineKind::TableRow && (page::is_label_row(text) || !text.contains(char::is_alphanumeric));
            if kind == LineKind::Furniture || element::is_site(text) || labels {
                self.of_page(i, titles.is_empty());
                i = self.behind_label(i);
            } else if let Some(end) = self.number_at(&titles, i) {
                self.element(Role::Number, i..end);
                i = end;
            } else if element::is_disclosure(text) {
                self.element(Role::Disclosure, i..i + 1);
                i += 1;
            } else if element::is_date(text) {
                self.element(Role::Date, i..i + 1);
                i += 1;
            } else if element::is_caption(text) || (!titles.is_empty() && element::is_spoken(text)) {
                self.element(Role::Caption, i..i + 1);
                i += 1;
            } else if !titles.is_empty() && sign::on_title_page(self.paragraphs, i, self.below_signature(i)) {
                self.element(Role::Signature, i..i + 1);
                i += 1;
            } else if element::is_addressees(text) && (!titles.is_empty() || self.opens_letter(i)) {
                self.element(Role::Addressees, i..i + 1);
                i += 1;
                break;
            } else if element::is_news(text) || self.repeats_title(&titles, i) || self.links(i) {
                i += 1;
            } else if kind == LineKind::TableRow
                || !titles.is_empty() && self.over_first_article(i)
                || !element::is_title_line(text)
                || number::mark(text).is_some()
                || number::opens_levels(text, [self.text(i + 1), self.text(i + 2)])
            {
                break;
            } else if let Some(end) = self.issuer_mark(i) {
                self.element(Role::IssuerMark, i..end);
                i = end;
            } else {
                match self.title_from(i) {
                    // 政策 below a title: a label of its page
                    Some(end) if !titles.is_empty() && self.words(i..end).chars().count() <= 4 => i = end,
                    // A second complete title above the text of a covering notice without words of its own.
                    Some(end) if !titles.is_empty() && self.starts_enclosed(&titles, i..end) => break,
                    Some(end) => {
                        titles.push(i..end);
                        i = end;
                    }
                    None if titles.is_empty() && self.text(i + 1).is_empty() => break,
                    None => i += 1,
                }
            }
        }
        match lead.and_then(|l| l.title).filter(|_| titles.is_empty()) {
            Some((at, title)) => self.told_title(at, title),
            None => self.pick_title(&titles, i),
        }
        i
    }

    /// 总则 right above 第一条, without a number: the text begins with a heading.
    fn over_first_article(&self, i: usize) -> bool {
        let text = self.text(i);
        let named = (2..=8).contains(&text.chars().count())
            && text.chars().all(char::is_alphabetic)
            && !text.ends_with(['稿', '案', '版', '本'])
            && !element::is_title(text)
            && !element::is_body_name(text);
        let first =
            || number::mark(self.text(i + 1)).is_some_and(|m| m.style == number::Style::Article && m.value == 1);
        named && first()
    }

    /// The end of the document number that begins at a line.
    fn number_at(&self, titles: &[std::ops::Range<usize>], i: usize) -> Option<usize> {
        let one = element::is_number(self.text(i)).then_some(i + 1);
        one.or_else(|| self.is_announcement(titles, i).then_some(i + 2))
    }

    /// 财政部　税务总局公告, 2023年第12号 below or above 关于…的公告: the number of an announcement, with who makes it.
    fn is_announcement(&self, titles: &[std::ops::Range<usize>], i: usize) -> bool {
        let whose = self.text(i).strip_suffix("公告").filter(|w| (3..=30).contains(&w.chars().count()));
        let numbered = || self.text(i + 1).starts_with("20") && element::is_number(self.text(i + 1));
        if whose.is_none_or(|w| w.has("关于")) || !numbered() {
            return false;
        }
        let told = |t: &str| t.has("关于") && element::is_title(t);
        titles.last().is_some_and(|t| told(&self.words(t.clone())))
            || i + 2 < self.paragraphs.len() && self.title_from(i + 2).is_some_and(|end| told(&self.words(i + 2..end)))
    }

    /// Whether a line is a link to a file, or the label above one, in the head of a page.
    fn links(&self, i: usize) -> bool {
        let label = element::is_label(self.text(i)) && i + 1 < self.paragraphs.len();
        element::is_file_link(self.text(if label { i + 1 } else { i }))
    }

    /// `1. 某省奖励条例（2011）` below the title of the same words.
    fn repeats_title(&self, titles: &[std::ops::Range<usize>], i: usize) -> bool {
        let Some(mark) = number::mark(self.text(i)) else { return false };
        let words = self.text(i)[mark.len..].trim();
        words.chars().count() >= 6 && titles.last().is_some_and(|t| self.words(t.clone()) == words)
    }

    /// Whether a line of addressees without a title opens the text: below it stands a sentence, no list.
    fn opens_letter(&self, i: usize) -> bool {
        let text = self.text(i).trim_end_matches('：');
        let above = |n: usize| {
            self.paragraphs[n].kind == LineKind::Furniture
                || element::is_site(self.text(n))
                || !self.text(n).contains(char::is_alphanumeric)
                || self.out.roles[n] != Role::Furniture
                || self.text(n).chars().count() <= 4
                || page::is_label_row(self.text(n))
                || page::is_menu_row(self.text(n))
        };
        let one = text.split('，').next().unwrap_or_default();
        // 县直各部门、各国有林场，各镇
        let each =
            ["各部门", "各委", "各办局", "、各", "，各"].iter().any(|w| text.has(w)) && text.chars().count() <= 60;
        let whom = text.starts_with('各') || each || element::is_body_name(one);
        let follows = || number::mark(text).is_none() && self.text(i + 1).ends_with(['。', '：']);
        // All lines above it are asked last: there may be many.
        whom && follows() && (0..i).all(above)
    }

    fn below_signature(&self, i: usize) -> bool {
        i > 0 && self.out.roles[i - 1] == Role::Signature
    }

    /// 上海市奉贤区人民政府文 / 件, over at most three lines.
    fn issuer_mark(&self, i: usize) -> Option<usize> {
        let mut words = String::new();
        for end in i..(i + 3).min(self.paragraphs.len()) {
            words.push_str(self.text(end));
            if element::is_issuer_mark(&words) {
                return Some(end + 1);
            }
        }
        None
    }

    fn starts_enclosed(&self, titles: &[std::ops::Range<usize>], range: std::ops::Range<usize>) -> bool {
        let cover = titles.last().map(|t| self.words(t.clone())).unwrap_or_default();
        let title = self.words(range);
        element::hands_on(&cover) && !element::hands_on(&title) && cover.contains(title.as_str())
    }

    /// The last title stands; what repeats it above (a page's own heading) is furniture.
    fn pick_title(&mut self, titles: &[std::ops::Range<usize>], head: usize) {
        let named = titles.last().cloned().or_else(|| self.first_line(head));
        let Some(last) = &named else { return };
        self.element(Role::Title, last.clone());
        self.title = self.out.elements.last().map(|e| e.text.clone());
        // Bodies that stand alone above the title sign it: 甲市人民政府办公厅 over 关于印发….
        let from = (0..last.start).rfind(|i| page::shows_way(self.text(*i))).map_or(0, |i| i + 1);
        for i in from..last.start {
            if self.out.roles[i] == Role::Furniture
                && element::is_body_name(self.text(i))
                && self.paragraphs[i].kind != LineKind::Furniture
                && !element::is_site(self.text(i))
                && !(i > 0 && element::is_site(self.text(i - 1)))
                && !self.text(i).contains(['_', '>', '-'])
            {
                self.element(Role::IssuerMark, i..i + 1);
            }
        }
    }

    /// A title that ends in no 文种 (`某市促进消费若干举措`): the first line that stands above the text.
    fn first_line(&self, head: usize) -> Option<std::ops::Range<usize>> {
        let free = |i: &usize| {
            let (text, paragraph) = (self.text(*i), &self.paragraphs[*i]);
            let running = matches!(paragraph.kind, LineKind::Physical | LineKind::Paragraph | LineKind::Heading(_));
            let han = text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
            self.out.roles[*i] == Role::Furniture
                && running
                && !element::is_site(text)
                && !page::is_menu_row(text)
                && !text.contains('>')
                && !element::is_body_name(text)
                && (8..=60).contains(&han)
                && han * 2 > text.chars().count()
        };
        (0..head.min(self.paragraphs.len())).find(free).map(|i| i..i + 1)
    }
}
