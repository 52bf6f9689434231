//! Everyday dates 日常日期: days, weeks and spans told from today.
//!
//! In: `明天`, `下周三`, `上个月底`, `周五前`, `三天前`, `两周后`, `未来三年`, `近五年`. Out: first and last days.
//!
//! Rules, each with its reason: a week runs Monday to Sunday (GB/T 7408); a weekday alone is the next
//! one, today included, as tasks look ahead (`date/weekday`); a span ahead begins tomorrow and a span
//! behind ends yesterday, since today is in neither (`date/next-span`, `date/past-span`); 三天前 is one day
//! (`date/ago`), unless it is counted from another event (届满30日前).

use super::date::{Point, in_month, in_year};
use super::extent::finish;
use super::number;
use super::scan::{Walk, span};
use super::words::{Open, Tail};
use super::{Comparator, Grain, Mention, MentionKind};
use crate::text::is_letter;
use crate::text::{among, calendar};

/// 下周三, 上个月底, 明天.
pub(super) fn shift(walk: &Walk<'_>, start: usize, end: usize, unit: char, by: i16) -> Option<Mention> {
    finish(walk, start, shifted(walk, end, unit, by)?)
}

fn shifted(walk: &Walk<'_>, end: usize, unit: char, by: i16) -> Option<Point> {
    let today = walk.today;
    match unit {
        'W' => {
            let days = calendar::week(today, i64::from(by))?;
            let week = point(days, Grain::Week, end, "date/relative-week");
            let at = walk.eat(end, &["的"]).unwrap_or(end);
            Some(in_week(walk, week, at).unwrap_or(week))
        }
        'M' => {
            let month = calendar::moved(today.first_of_month(), i64::from(by) * 2, 'M')?;
            let found = in_month(walk, month.year(), month.month(), end)?;
            Some(if found.end == end { Point { rule: "date/relative-month", ..found } } else { found })
        }
        'Q' => {
            let month = (today.month() - 1) / 3 * 3 + 1;
            let first = calendar::day(today.year(), month, 1)?;
            let first = calendar::moved(first, i64::from(by) * 2, 'Q')?;
            let days = calendar::months(first.year(), first.month(), first.month() + 2)?;
            if let Some(end) = walk.eat(end, &["末", "底"]) {
                return Some(point((days.1, days.1), Grain::Day, end, "date/year-end"));
            }
            Some(point(days, Grain::Quarter, end, "date/relative-quarter"))
        }
        'Y' => {
            let end = walk.eat(end, &["度"]).unwrap_or(end);
            let found = in_year(walk, today.year().checked_add(by)?, end)?;
            Some(if found.bare { Point { rule: "date/relative-year", ..found } } else { found })
        }
        _ => {
            let day = calendar::moved(today, i64::from(by) * 2, 'D')?;
            Some(point((day, day), Grain::Day, end, "date/relative-day"))
        }
    }
}

fn point(days: calendar::Days, grain: Grain, end: usize, rule: &'static str) -> Point {
    let (year, month) = (days.1.year(), Some(days.1.month()));
    Point { days, grain, end, year, month, bare: false, rule }
}

/// The day of a week: 三 of 下周三, 末 of 下周末.
fn in_week(walk: &Walk<'_>, week: Point, at: usize) -> Option<Point> {
    let at = walk.eat(at, &["周", "星期", "礼拜"]).unwrap_or(at);
    let c = walk.after(at)?;
    let day = i64::try_from("一二三四五六日天末".chars().position(|d| d == c)?).ok()?;
    let end = at + c.len_utf8();
    // 下周一起, 本周一定: 一 of another word
    if c == '一' && walk.after(end).is_some_and(|n| among(n, "定直般些共系")) {
        return None;
    }
    if c == '末' {
        let saturday = calendar::moved(week.days.0, 10, 'D')?;
        return Some(point((saturday, week.days.1), Grain::Period, end, "date/weekend"));
    }
    let day = calendar::moved(week.days.0, day.min(6) * 2, 'D')?;
    Some(point((day, day), Grain::Day, end, "date/relative-weekday"))
}

/// 周三, 星期天, 周末: the next one, today included.
pub(super) fn weekday(walk: &Walk<'_>, start: usize, end: usize, at: i8) -> Option<Mention> {
    if walk.after(end) == Some('次') || walk.before(start).is_some_and(|c| among(c, "两一每几数多单双")) {
        return None;
    }
    finish(walk, start, coming(walk, end, at)?)
}

fn coming(walk: &Walk<'_>, end: usize, at: i8) -> Option<Point> {
    let (monday, sunday) = calendar::week(walk.today, 0)?;
    if at == 8 {
        let saturday = calendar::moved(monday, 10, 'D')?;
        return Some(point((saturday, sunday), Grain::Period, end, "date/weekend"));
    }
    let day = calendar::moved(monday, i64::from(at - 1) * 2, 'D')?;
    let day = if day < walk.today { calendar::moved(day, 14, 'D')? } else { day };
    Some(point((day, day), Grain::Day, end, "date/weekday"))
}

/// 月底, 月初, 月中 of today's month; 当月, 次月, 每月 and 3月 are others.
pub(super) fn month_part(walk: &Walk<'_>, start: usize) -> Option<Mention> {
    if walk.before(start).is_some_and(|c| among(c, "当次每该半隔跨整同个翌上下本")) {
        return None;
    }
    let found = in_month(walk, walk.today.year(), walk.today.month(), start + '月'.len_utf8())?;
    finish(walk, start, found)
}

/// A date told from today as the second end of a range: 去年10月到今年3月, 周一至周五.
pub(super) fn second(walk: &Walk<'_>, first: &Point, at: usize) -> Option<Point> {
    let (start, end, open) = walk.words.next_open(walk.text, at)?;
    if start != at {
        return None;
    }
    match open {
        Open::Shift(unit, by) => shifted(walk, end, *unit, *by),
        Open::Relative(years) => shifted(walk, end, 'Y', *years),
        Open::ThisYear => in_year(walk, first.year, at).filter(|p| !p.bare),
        Open::Weekday(day) if first.grain == Grain::Day => {
            let week = calendar::week(first.days.0, 0)?;
            let at = calendar::moved(week.0, i64::from((*day).min(7) - 1) * 2, 'D')?;
            Some(point((at, at), Grain::Day, end, "date/weekday"))
        }
        _ => None,
    }
}

/// 未来三年, 过去两周, 近五年: a length of time from today on, or up to today.
pub(super) fn ahead(walk: &Walk<'_>, start: usize, end: usize, way: i64) -> Option<Mention> {
    let part = number::part(walk, end)?;
    let (halves, letter) = length(&part)?;
    // 前两天, 下三个月, where no event stands in front that they are counted from; 前三年 is the beginning of a term
    let word = walk.text.get(start..end).unwrap_or_default();
    let front = || walk.before(start).is_none_or(|c| !is_letter(c) || among(c, "在于的我他她你们就"));
    if matches!(word, "前" | "后") && !matches!(letter, 'D' | 'W')
        || word.len() == '前'.len_utf8() && word != "近" && !front()
    {
        return None;
    }
    let (tomorrow, yesterday) = (walk.today.tomorrow().ok()?, walk.today.yesterday().ok()?);
    let far = calendar::moved(walk.today, halves * way, letter)?;
    let (days, rule) = if way > 0 { ((tomorrow, far), "date/next-span") } else { ((far, yesterday), "date/past-span") };
    if days.0 > days.1 {
        return None;
    }
    let stop = walk.eat(part.end, &["以内", "之内", "期间", "时间内", "内", "来", "里", "间"]).unwrap_or(part.end);
    let mut m = Mention::at(MentionKind::Date, span(start, stop), rule);
    m.core = span(start, part.end);
    (m.first, m.last, m.grain) = (Some(days.0), Some(days.1), Some(Grain::Period));
    Some(m)
}

/// Halves and unit of a plain length of days or more.
fn length(part: &number::Part) -> Option<(i64, char)> {
    let Some(Tail::Length(letter @ ('Y' | 'Q' | 'M' | 'W' | 'D'), half, false)) = part.unit else { return None };
    if part.number.high.is_some() || part.number.more {
        return None;
    }
    let halves = i64::try_from(part.number.value.checked_mul(rust_decimal::Decimal::TWO)?).ok()?;
    let whole = rust_decimal::Decimal::from(halves) == part.number.value.checked_mul(rust_decimal::Decimal::TWO)?;
    (whole && (1..10_000).contains(&halves)).then_some((halves + i64::from(half), letter))
}

/// 三天前, 两周后, 半年以前: a day counted from today; 届满30日前 is counted from something else.
pub(super) fn ago(walk: &Walk<'_>, m: &Mention) -> Option<Mention> {
    if m.kind != MentionKind::Duration || !matches!(m.comparator, Comparator::Eq | Comparator::Approx) {
        return None;
    }
    let part = number::part(walk, m.core.start)?;
    if part.end != m.core.end || walk.text.get(part.unit_at.0..part.unit_at.1) == Some("日") {
        return None;
    }
    if walk.before(m.span.start).is_some_and(|c| among(c, "满开束布起期效日请生行月年册立成产止动提的续"))
    {
        return None;
    }
    let (halves, letter) = length(&part)?;
    let ago = walk.eat(m.core.end, &["之前", "以前", "前"]).map(|end| (end, -1));
    let (end, way) = ago.or_else(|| walk.eat(m.core.end, &["之后", "以后", "后"]).map(|end| (end, 1)))?;
    // 三年前三季度, 三天后半夜
    if walk.after(end).is_some_and(|c| among(c, "半期续端台勤者三两十")) {
        return None;
    }
    let day = calendar::moved(walk.today, halves * way, letter)?;
    let mut out = Mention::at(MentionKind::Date, span(m.span.start, end), "date/ago");
    (out.core, out.comparator) = (span(m.core.start, end), m.comparator);
    (out.first, out.last, out.grain) = (Some(day), Some(day), Some(Grain::Day));
    Some(out)
}
