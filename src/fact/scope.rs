//! Scope 表述范围: what one place of a document says about the values of others.
//!
//! In: the clauses and what the document is. Out: the day that 今年 and 年内 are counted from
//! (`〔2021〕3号` → 2021), whether 以上 and 以下 include the number (`“以下”不含本数`), and the runs of a
//! clause that tell of what is done (`一、2020年工作回顾`, `过去五年，…`) and so set nothing.

use super::around::Around;
use super::heading;
use super::vocabulary::List;
use crate::lexicon::{Affixes, Lexicon, Within};
use crate::mention::{Comparator, Mention, MentionKind};
use crate::metadata::Metadata;
use crate::outline::Clause;
use crate::text::{MappedText, Seek, Span, among};
use jiff::civil::Date;
use std::sync::Arc;

/// The day of the document, where it states none of its own: the year of its number, its title or its plan.
pub(super) fn year_day(metadata: &Metadata, clauses: &[Clause]) -> Option<Date> {
    let numbered = metadata.number.as_deref().and_then(year_in);
    let titled = || metadata.title.as_deref().and_then(year_in);
    // 二、2023年工作安排
    let planned = || {
        let mut lines = clauses.iter().take(200).flat_map(|c| {
            let heading = c.heading.as_ref().map(MappedText::as_str);
            c.section.iter().map(|s| &**s).chain(heading)
        });
        lines.find_map(|l| heading::WORK_OF_A_YEAR.iter().any(|w| l.has(w)).then(|| year_in(l)).flatten())
    };
    // 开展2021年度申报工作: the first words name it where nothing else does.
    let begun = || clauses.first().and_then(|c| last_year(c.text.as_str()).or_else(|| told_first(c.text.as_str())));
    let year = numbered.or_else(titled).or_else(planned).or_else(begun);
    year.and_then(|y| Date::new(y, 1, 1).ok()).or(metadata.plan_period.map(|p| p.start))
}

/// 2026年是“十五五”开局之年: the year that the text speaks of, by its first words.
fn told_first(text: &str) -> Option<i16> {
    let (year, rest) = text.split_once('年')?;
    (year.len() == 4 && rest.starts_with('是')).then(|| year.parse().ok()).flatten()
}

/// The day of a document that names no year of its own: that of what it carries out (`根据国发〔2017〕28号`) or reports.
pub(super) fn year_followed(clauses: &[Clause]) -> Option<Date> {
    let followed = clauses.first().and_then(|c| last_number(c.text.as_str()));
    // 报送《2005年专项行动工作总结》: what is to be written of the year
    let written = || clauses.iter().find_map(|c| year_of_paper(c.text.as_str()));
    Date::new(followed.or_else(written)?, 1, 1).ok()
}

/// The next year, where title or first words say that the text is about it: 现就我县2025年草原禁牧有关事宜通告如下, of 2024.
pub(super) fn year_ahead(metadata: &Metadata, clauses: &[Clause], written: Date) -> Option<i16> {
    let next = written.year() + 1;
    let named = format!("{next}年");
    let first = clauses.first().map_or("", |c| c.text.as_str());
    let first = first.get(first.floor_char_boundary(first.len().saturating_sub(150))..).unwrap_or_default();
    let about = |text: &str| text.has(named.as_str()) && ["事宜", "事项", "工作", "如下"].iter().any(|w| text.has(w));
    let titled = metadata.title.as_deref().is_some_and(|t| t.has(named.as_str()) && metadata.plan_period.is_none());
    (written.month() >= 9 && (titled || first.has('就') && about(first))).then_some(next)
}

/// Moves days that name no year and were over when the text was written into the year that it is about.
pub(super) fn forward(text: &str, mentions: &mut [Mention], written: Date, year: i16) {
    let moved = |d: Option<Date>| d.and_then(|d| d.with().year(year).build().ok());
    let dates = mentions.iter_mut().filter(|m| m.kind == MentionKind::Date && m.span.of(text).has('月'));
    for m in dates.filter(|m| m.last.or(m.first).is_some_and(|d| d <= written)) {
        if !names_year(m.span.of(text)) && !["今", "本", "去", "上"].iter().any(|w| m.span.of(text).opens(*w)) {
            (m.first, m.last) = (moved(m.first), moved(m.last));
        }
    }
}

/// Moves days that name no year into the year of the day before them: 2025年3月底前…，6月底前…，年底前…; months in the
/// clause, parts of a year in the sentence. What is aimed at further on (到2027年) says nothing of them.
pub(super) fn carry_year(text: &str, mentions: &mut [Mention], today: Date) {
    const TOLD: &[&str] = &["今", "本", "明", "去", "上年", "上一", "当", "次", "后年"];
    let mut named: Option<(i16, usize)> = None;
    for m in mentions.iter_mut().filter(|m| m.kind == MentionKind::Date) {
        let words = m.core.of(text);
        if m.rule.starts_with("date/plan") || names_year(words) {
            let aim = words.starts_with(['到', '至'])
                || text.get(..m.span.start).is_some_and(|t| t.ends_with(['到', '至', '自', '从', '比', '较']));
            let one = m.first.zip(m.last).map_or(m.last, |(a, b)| (a.year() == b.year()).then_some(b));
            let near = one.map(Date::year).filter(|y| !aim && (0..=1).contains(&(y - today.year())));
            named = near.map(|year| (year, m.span.end));
            continue;
        }
        let Some((year, from)) = named else { continue };
        let apart = || text.get(from..m.span.start).is_none_or(|t| t.contains(['。', '\n']));
        if !words.has('月') && apart() || TOLD.iter().any(|w| words.opens(w)) {
            continue;
        }
        let moved = |d: Option<Date>| d.and_then(|d| d.with().year(year).build().ok());
        (m.first, m.last) = (moved(m.first), moved(m.last));
    }
}

/// The year of a report that the text asks for: 2005 of `《2005年环保专项行动工作总结》`.
fn year_of_paper(text: &str) -> Option<i16> {
    let named = text.split('《').skip(1).filter_map(|t| t.split_once('》')).map(|(title, _)| title);
    let mut papers = named.filter(|t| t.closes("总结") || t.closes("总结报告") || t.closes("情况报告"));
    papers.find_map(year_in)
}

/// The first year that stands in a name: 2021 of `皖政〔2021〕3号`.
fn year_in(name: &str) -> Option<i16> {
    let mut digits = name.char_indices().filter(|(_, c)| c.is_ascii_digit());
    digits.find_map(|(at, _)| {
        let year: i16 = name.get(at..at + 4)?.parse().ok()?;
        let alone = !name.get(..at)?.ends_with(|c: char| c.is_ascii_digit())
            && !name.get(at + 4..)?.starts_with(|c: char| c.is_ascii_digit());
        (alone && (1980..2100).contains(&year)).then_some(year)
    })
}

/// The latest year of the documents that a text names by their numbers: 2017 of `国发〔2017〕28号`.
fn last_number(text: &str) -> Option<i16> {
    let years = text.split('〔').skip(1).filter_map(|t| t.split_once('〕')).map(|(year, _)| year);
    years.filter_map(|y| y.parse().ok()).filter(|y| (1980..2100).contains(y)).max()
}

/// The latest 年度 that a text names outside of 《》: 2021 of `组织2021年度申报`.
fn last_year(text: &str) -> Option<i16> {
    let plain = text.split('《').map(|t| t.split_once('》').map_or(t, |x| x.1));
    let years = plain.flat_map(|t| t.match_indices("年度").filter_map(|(at, _)| t.get(at.checked_sub(4)?..at)));
    years.filter_map(|y| y.parse().ok()).filter(|y| (1980..2100).contains(y)).max()
}

/// Takes the days off dates that name no year, where none stands before them: in a document without any year they
/// are of none.
pub(super) fn undate(text: &str, mentions: &mut [Mention]) {
    let named = |m: &Mention| m.rule.starts_with("date/plan") || names_year(m.span.of(text));
    let mut year = None;
    for m in mentions.iter_mut().filter(|m| m.kind == MentionKind::Date) {
        if named(m) {
            year = m.last.or(m.first).map(Date::year).or(year);
            continue;
        }
        let moved = |d: Option<Date>| d.and_then(|d| d.with().year(year?).build().ok());
        (m.first, m.last) = (moved(m.first), moved(m.last));
    }
}

/// Whether a date says its year in figures: 2025年底, 二〇二五年, 2025-10-31; 明年10月31日 does not.
pub(super) fn names_year(words: &str) -> bool {
    let mut run = 0;
    for c in words.chars() {
        if c.is_ascii_digit() || among(c, "〇零○一二三四五六七八九") {
            run += 1;
        } else if run >= 4 || run == 2 && c == '年' {
            return true;
        } else {
            run = 0;
        }
    }
    run >= 4
}

/// Whether 以上 and 以下 leave the number out, where the document says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Edges {
    /// “以上”不含本数
    pub above_open: bool,
    /// “以下”不含本数
    pub below_open: bool,
    /// 小于65纳米（含，下同）: strict words include the number
    pub strict_closed: bool,
}

impl Edges {
    /// Reads the statement about 本数.
    pub(super) fn of(clauses: &[Clause]) -> Self {
        let mut edges = Self::default();
        for text in clauses.iter().map(|c| c.text.as_str()).filter(|text| text.has("本数")) {
            for (at, _) in text.match_indices("本数") {
                let front = text.get(..at).unwrap_or_default();
                let from = front.rfind(['，', '。', '；', '\n', '：']).unwrap_or(0);
                let words = front.get(from..).unwrap_or_default();
                if ["不含", "不包括", "不包含"].iter().any(|w| words.closes(w)) {
                    edges.above_open |= words.has("以上");
                    edges.below_open |= words.has("以下") || words.has("以内");
                }
            }
        }
        // 线宽小于65纳米（含，下同）
        edges.strict_closed = clauses.iter().any(|c| c.text.as_str().has("（含，下同）"));
        edges
    }

    /// The bound of a number whose own words are `marker`.
    pub(super) fn bound(self, comparator: Comparator, marker: &str) -> Comparator {
        let own = marker.contains(['及', '含']);
        match comparator {
            Comparator::Ge if self.above_open && marker.ends_with("以上") && !own => Comparator::Gt,
            Comparator::Le if self.below_open && (marker.ends_with("以下") || marker.ends_with("以内")) && !own => {
                Comparator::Lt
            }
            Comparator::Lt if self.strict_closed => Comparator::Le,
            Comparator::Gt if self.strict_closed => Comparator::Ge,
            other => other,
        }
    }
}

/// Knows what tells of the past; words from `target_words.tsv`.
pub(super) struct Recall {
    headings: Within,
    ahead: Within,
    openers: Affixes,
    onward: Within,
}

impl Recall {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let words = |kind: &str| {
            let rows = lexicon.table("target_words").rows().filter(|r| r.get("kind") == kind);
            rows.map(|r| r.word().to_owned()).collect::<Vec<_>>()
        };
        Self {
            headings: Within::new(words("recall")),
            ahead: Within::new(words("ahead")),
            openers: Affixes::new(words("told")),
            onward: Within::new(words("onward")),
        }
    }

    /// Whether a heading says that what stands below it is done.
    fn looks_back(&self, heading: &str) -> bool {
        // 第四章 强化良种繁育，夯实畜牧业基础: what is to be done about it
        const BETTERS: &[&str] = &[
            "夯实", "筑牢", "打牢", "巩固", "厚植", "奠定", "强化", "增强", "解决", "破解", "整改", "化解", "针对",
            "聚焦", "正视", "扩大", "确保", "提升", "提高", "改善",
        ];
        if !self.headings.is_in(heading) || self.ahead.is_in(heading) {
            return false;
        }
        let mut parts = heading.split(['，', '、', ' ', '　', '）', '.']).filter(|part| self.headings.is_in(part));
        let first = parts.next();
        // 改善民生取得的成效 is told
        let betters = |part: &str| BETTERS.iter().any(|w| part.opens(w)) && !part.has("取得");
        !first.is_some_and(betters) || parts.next().is_some()
    }

    /// Whether one of the headings over a clause says so.
    pub(super) fn is_over(&self, section: &[Arc<str>]) -> bool {
        section.iter().any(|line| self.looks_back(line))
    }

    /// The runs of a clause's text that tell of what is done; all of it where what is `over` it says so.
    pub(super) fn runs(&self, clause: &Clause, around: &Around<'_>, over: bool) -> Vec<Span> {
        let text = clause.text.as_str();
        if over || clause.heading.as_ref().is_some_and(|h| self.looks_back(h.as_str())) {
            return vec![Span::new(0, text.len())];
        }
        // “十四五”期间，…收到明显成效 below 主要目标: what is to be reached
        let heads = clause.heading.iter().map(|h| h.as_str()).chain(clause.section.last().map(|s| &**s));
        let plans = text.contains("“十") && !heads.into_iter().any(|h| h.has("目标"));
        let foreseen = text.has("据") && FORESEEN.iter().any(|w| text.has(w));
        if !plans && !foreseen && !around.says(List::Told) {
            return Vec::new();
        }
        let (mut out, mut start) = (Vec::new(), 0);
        for line in text.split('\n') {
            let told = self.openers.opening(line.trim_start()).is_some() || plans && reviews_plan(line.trim_start());
            if told && !self.onward.is_in(line) {
                out.push(Span::new(start, start + line.len()));
            }
            // 据预测，到2030年…消费量为389公斤: what is foreseen, no aim
            if let Some(at) = FORESEEN.iter().filter(|_| foreseen).filter_map(|w| line.place(w)).min() {
                out.push(Span::new(start + at, start + line.len()));
            }
            start += line.len() + 1;
        }
        out
    }
}

/// Words before what is foreseen.
const FORESEEN: &[&str] = &["据预测", "据测算", "据初步测算"];

/// “十三五”时期，…取得全面胜利。…为“十四五”时期奠定基础: what was reached in a plan of the past, before the next one or its
/// results are named.
fn reviews_plan(line: &str) -> bool {
    const PLANS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "七"];
    const REACHED: &[&str] =
        &["取得", "圆满完成", "全面完成", "良好开局", "历史性", "胜利", "显著", "迈上新台阶", "迈出新步伐"];
    let Some(rest) = line.strip_prefix("“十") else { return false };
    let Some(which) = PLANS.iter().position(|n| rest.opens(n)) else { return false };
    let behind = &rest[PLANS[which].len()..];
    let spent = ["五”时期，", "五”期间，", "五”以来，"].iter().any(|w| behind.opens(w));
    let near = &behind[..behind.floor_char_boundary(LOOKED_BACK)];
    // 取得更大成效 is an aim.
    let reached = REACHED.iter().any(|w| near.has(w)) && !near.has("力争") && !near.has("取得更");
    let next = PLANS.get(which + 1).is_some_and(|n| behind.has(&format!("“十{n}五”")));
    // …收到成效。到2025年，…达到13%
    let later = line.has("到20") && !next;
    spent && reached && !later && (next || !["要", "将", "力争", "确保", "到20"].iter().any(|w| near.has(w)))
}

/// How far behind its opening a review names what was reached, in bytes: 150 characters.
const LOOKED_BACK: usize = 450;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_names() {
        assert_eq!(year_in("皖政〔2021〕3号"), Some(2021));
        assert_eq!(year_in("2023年政府工作报告"), Some(2023));
        assert_eq!(year_in("关于第12345号建议的答复"), None);
    }

    #[test]
    fn years_of_what_is_carried_out() {
        assert_eq!(last_number("根据国发〔2017〕28号、甲政办〔2015〕3号"), Some(2017));
        assert_eq!(last_number("根据有关规定"), None);
    }

    #[test]
    fn years_in_figures() {
        for named in ["2025年底", "二〇二五年十月", "2025-10-31", "到25年末"] {
            assert!(names_year(named), "{named}");
        }
        for unnamed in ["明年10月31日", "今年年底前", "10月31日", "二十五日"] {
            assert!(!names_year(unnamed), "{unnamed}");
        }
    }

    #[test]
    fn edges_turn_bounds() {
        let edges = Edges { above_open: false, below_open: true, strict_closed: false };
        assert_eq!(edges.bound(Comparator::Le, "100万元以下"), Comparator::Lt);
        assert_eq!(edges.bound(Comparator::Le, "100万元及以下"), Comparator::Le);
        assert_eq!(edges.bound(Comparator::Ge, "100万元以上"), Comparator::Ge);
    }
}
