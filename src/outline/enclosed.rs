//! Enclosed 被印发的文件: where the text begins that a notice hands on.
//!
//! In: the paragraphs behind a notice, which may name the title (现将《甲办法》印发给你们), hold it anywhere, or say no more than
//! 现将工作任务进行分解 above a signature and the title. Out: the part that begins there.

use super::element::{self, Role};
use super::number;
use super::parts::{PartKind, Sorter};
use super::sign;
use super::titles::{HANDS, bare_title, quoted};
use crate::text::{MappedText, Seek};

impl Sorter<'_> {
    /// 为…，制定本方案。 behind 现将《…方案》印发给你们，请…。
    pub(super) fn gives_reasons(&self, i: usize) -> bool {
        let text = self.text(i);
        let cover = self.out.parts.last().and_then(|p| p.paragraphs.last()).map_or("", |at| self.text(*at));
        !self.handed.is_empty()
            && text.closes("。")
            && ["制定本", "制订本", "编制本", "制定如下", "提出如下"].iter().any(|w| text.has(w))
            && cover.closes("。")
            && cover.has('请')
            && HANDS.iter().any(|w| cover.has(w))
    }

    /// The title of an enclosed text; begins its part.
    pub(super) fn enclosed(&mut self, i: usize) -> Option<usize> {
        if number::mark(self.text(i)).is_some() {
            return None;
        }
        let (end, words) = self.enclosed_title(i)?;
        let second = self.out.parts.iter().any(|p| p.kind == PartKind::Main);
        // Below the first text only a title that the notice names begins another one.
        let bare = bare_title(&words);
        let named = bare.as_ref().is_some_and(|t| self.announced.contains(t) && !self.begun.contains(t));
        if (second || self.kind() == PartKind::Attachment) && !named {
            return None;
        }
        self.begun.extend(bare);
        self.element(Role::EnclosedTitle, i..end);
        let second = second && !self.covers(&words);
        self.begin(PartKind::Main, second.then_some(words));
        Some(self.captions(end))
    }

    /// Takes what stands below an enclosed title and belongs to it, a caption, a number or a month; gives where that ends.
    fn captions(&mut self, mut end: usize) -> usize {
        let month = |text: &str| {
            let rest = text.strip_suffix('月').and_then(|t| t.split_once('年'));
            rest.is_some_and(|(y, m)| {
                y.len() == 4 && m.len() <= 2 && (y.to_owned() + m).bytes().all(|b| b.is_ascii_digit())
            })
        };
        let belongs = |t: &str| element::is_caption(t) || element::is_number(t) || element::is_author(t) || month(t);
        // 市水务局 市农业局 over the first paragraph: who wrote it
        while belongs(self.text(end)) || sign::on_title_page(self.paragraphs, end, false) {
            self.element(Role::Caption, end..end + 1);
            end += 1;
        }
        end
    }

    /// 关于修订《甲办法》的通知 over 甲办法: what stood so far is the notice of what follows.
    fn covers(&mut self, enclosed: &str) -> bool {
        let title = self.title.as_ref().map_or("", MappedText::as_str);
        let names = title.closes("通知") && quoted(title).any(|t| bare_title(&t) == bare_title(enclosed));
        match self.out.parts.as_mut_slice() {
            [notice] if names && notice.kind == PartKind::Main => {
                notice.kind = PartKind::Notice;
                true
            }
            _ => false,
        }
    }

    /// A title below the signature of a notice without units that names no text of its own: 甲市重点工作责任分解 below
    /// 现将工作任务进行责任分解，请认真落实。
    pub(super) fn sent_along(&mut self, i: usize) -> Option<usize> {
        let [notice] = self.out.parts.as_slice() else { return None };
        let sent = self.title.as_ref().is_some_and(|t| ["通知", "函", "公告"].iter().any(|w| t.as_str().closes(w)));
        let short = (1..=6).contains(&notice.paragraphs.len()) && !self.has_units(0);
        if !(notice.kind == PartKind::Main && self.signed && sent && short && self.dated(i)) {
            return None;
        }
        let text = self.text(i);
        let named = (6..=50).contains(&text.chars().count())
            && element::is_title_line(text)
            && number::mark(text).is_none()
            && !text.contains(['：', '，', '（'])
            && !text.opens("附")
            && !element::is_body_name(text);
        let end = self.title_from(i).or(named.then_some(i + 1))?;
        // What is sent along has text of its own.
        let below = self.paragraphs.get(end..self.foot)?;
        let sentences = below.iter().take(40).filter(|p| p.as_str().ends_with('。')).count();
        if sentences < 2 || !below.iter().take(40).any(|p| number::mark(p.as_str()).is_some()) {
            return None;
        }
        self.out.parts[0].kind = PartKind::Notice;
        self.element(Role::EnclosedTitle, i..end);
        self.begin(PartKind::Main, None);
        Some(self.captions(end))
    }

    /// Whether the day of the signature stands right above.
    fn dated(&self, i: usize) -> bool {
        let above = (0..i).rev().find(|n| !self.text(*n).is_empty());
        above.is_some_and(|n| matches!(self.out.roles[n], Role::Date | Role::Signature | Role::Disclosure))
    }

    /// Lines that make a title which the notice announces, or any complete title below its signature.
    pub(super) fn enclosed_title(&self, i: usize) -> Option<(usize, String)> {
        let handed = self.kind() == PartKind::Notice || !self.announced.is_empty();
        let mut words = String::new();
        let mut found = None;
        for end in i..(i + 8).min(self.paragraphs.len()) {
            let text = self.text(end);
            if !element::is_title_line(text) || (end > i && number::mark(text).is_some()) {
                break;
            }
            words.push_str(text);
            if bare_title(&words).is_some_and(|t| self.announced.contains(&t))
                || (self.signed && handed && found.is_none() && element::is_title(&words))
            {
                found = Some((end + 1, words.clone()));
            } else if found.as_ref().is_some_and(|(at, _)| *at == end)
                && (dated_kind(text) && element::is_title(&words) || is_span_of_years(text))
            {
                // 某战略规划纲要 over （2016—2030年）实施分工方案; 实施方案 over （2023—2025年）
                found = Some((end + 1, words.clone()));
            }
        }
        found
    }
}

/// （2023—2025年）: the years of a title on a line of their own.
fn is_span_of_years(line: &str) -> bool {
    let years = line.strip_prefix("（20").and_then(|r| r.strip_suffix("年）"));
    years.is_some_and(|y| {
        y.chars().count() <= 9
            && y.contains(|c: char| !c.is_ascii_digit())
            && y.chars().all(|c| c.is_ascii_digit() || matches!(c, '—' | '-' | '－' | '~' | '～' | '年' | '至'))
    })
}

/// （2016—2030年）实施分工方案: the years of a title and its kind on a line of their own.
pub(super) fn dated_kind(line: &str) -> bool {
    let rest = line.strip_prefix("（20").and_then(|r| r.split_once('）'));
    rest.is_some_and(|(years, kind)| {
        years.chars().all(|c| c.is_ascii_digit() || matches!(c, '—' | '-' | '－' | '~' | '～' | '年' | '至'))
            && (2..=10).contains(&kind.chars().count())
            && element::is_title(kind)
    })
}
