//! Dates 日期: years, months, days, halves, quarters, plans, ranges, and the words that open or close them.
//!
//! In: a place where a year or month may open: `2025年底前`, `二〇二五年十二月`, `2024—2026年`,
//! `十四五”期间`, `2025.12.31`, `6月30日前`. Out: first and last day, both included, open ends none; what opens or
//! closes them behind is read by `extent.rs`. 到 and 截至 in front change nothing in the days and are left to the
//! sentence's reader.

use super::extent::finish;
use super::parts::{PARTS, part_of_year};
use super::range::DASHES;
use super::scan::{Walk, span};
use super::{Grain, Mention, MentionKind, era, festival};
use crate::text::calendar::{self, Days};
use crate::text::numeral;
use crate::text::{Seek, among, is_letter};
use jiff::civil::Date;

/// A point or period as read, without the words around it.
#[derive(Clone, Copy)]
pub(super) struct Point {
    pub(super) days: Days,
    pub(super) grain: Grain,
    pub(super) end: usize,
    pub(super) year: i16,
    pub(super) month: Option<i8>,
    /// A year and nothing more: 前 then means before it.
    pub(super) bare: bool,
    pub(super) rule: &'static str,
}

/// Reads the date that opens with a numeral at `start`.
pub(super) fn read(walk: &Walk<'_>, start: usize) -> Option<Mention> {
    if let Some(plan) = plan(walk, start) {
        return Some(plan);
    }
    if walk.before(start).is_some_and(|c| c.is_ascii_alphanumeric() || c == '第' || c == '.') {
        return None;
    }
    let everyday = || walk.words.whole.then(|| era::point(walk, start)).flatten();
    let first = years(walk, start).or_else(|| point(walk, start)).or_else(everyday)?;
    finish(walk, start, first)
}

/// Whether what stands behind a numeral may make a date of it: 年 behind two or four digits, 月, a dash, or the sign
/// of 2025.12.31. Most numerals are none, and no rule of dates need look at them.
pub(super) fn may_open(walk: &Walk<'_>, start: usize) -> bool {
    let Some(number) = walk.numeral(start) else { return true };
    let digits = walk.rest(start).bytes().take_while(u8::is_ascii_digit).count();
    let dated = |at: usize| match walk.after(walk.blank(at)) {
        Some('年') => number.chars == 4 || digits == 2 || digits == 4,
        Some('.' | '/' | '．') => digits == 4,
        // 二00八年
        Some('0' | 'O' | 'o') => digits == 0,
        Some('月' | '—' | '–' | '-' | '－' | '−' | '~' | '～' | '〜' | '至' | '到') => true,
        _ => false,
    };
    // “十四五”
    walk.words.whole
        || dated(start + number.len)
        || digits > 0 && digits < number.len && dated(start + digits)
        || walk.after(start) == Some('十')
}

/// 今年底, 明年6月底前.
pub(super) fn relative(walk: &Walk<'_>, start: usize, end: usize, years: i16) -> Option<Mention> {
    let year = walk.today.year().checked_add(years)?;
    let end = walk.eat(end, &["度"]).unwrap_or(end);
    let mut first = in_year(walk, year, end)?;
    first.rule = if first.bare { "date/relative-year" } else { first.rule };
    finish(walk, start, first)
}

/// 年底前, 年内: of today's year.
pub(super) fn this_year(walk: &Walk<'_>, start: usize) -> Option<Mention> {
    // 当年底前 is of today's year, unless what goes round each year is told before it
    if walk.before(start) == Some('当') {
        let front = walk.text.get(..start).unwrap_or_default();
        let near = front.char_indices().rev().take(60).last().map_or(0, |(i, _)| i);
        let sentence = front.get(near..).and_then(|f| f.rsplit(['。', '；', '\n']).next()).unwrap_or_default();
        if walk.eat(start, &["年底", "年末"]).is_none()
            || sentence.contains(['每', '各'])
            || sentence.has("年度")
            || sentence.contains(|c: char| c.is_ascii_digit())
        {
            return None;
        }
    } else if matches!(walk.before(start), Some('次' | '每' | '半' | '全' | '周' | '历')) {
        return None;
    }
    let year = walk.today.year();
    let first = if let Some(end) = walk.eat(start, &["年内"]) {
        Point { end, ..whole(year, end)? }
    } else {
        in_year(walk, year, start)?
    };
    let mut m = finish(walk, start, first)?;
    m.rule = "date/this-year";
    Some(m)
}

/// Parts of a five-year plan: their words, whether they are its last years, and how many.
const PLAN_YEARS: &[(&[&str], bool, i16)] = &[
    (&["后两年", "后2年", "最后两年"], true, 2),
    (&["后三年", "后3年"], true, 3),
    (&["前两年", "前2年"], false, 2),
    (&["前三年", "前3年"], false, 3),
];

/// “十四五”期间: the digits 十X五 with or without quotes.
fn plan(walk: &Walk<'_>, start: usize) -> Option<Mention> {
    let mut chars = walk.rest(start).chars();
    let (ten, tens, five) = (chars.next()?, chars.next()?, chars.next()?);
    let ones = numeral::digit(tens).filter(|d| (1..=9).contains(d))?;
    if ten != '十' || five != '五' {
        return None;
    }
    let mut end = start + ten.len_utf8() + tens.len_utf8() + five.len_utf8();
    // 十四五个, 十五五岁
    if walk.eat(end, &["个", "名", "人", "岁", "家", "位", "天", "年"]).is_some() {
        return None;
    }
    let mut from = start;
    if let Some(closed) = walk.eat(end, &["”", "\"", "」"]) {
        end = closed;
        if let Some(open) = walk.before(start).filter(|c| matches!(c, '“' | '"' | '「')) {
            from = start - open.len_utf8();
        }
    }
    let (first, last) = calendar::five_year_plan(10 + i16::from(ones))?;
    let mut m = Mention::at(MentionKind::Date, span(from, end), "date/plan");
    (m.first, m.last, m.grain) = (Some(first), Some(last), Some(Grain::Period));
    // “十四五”后两年
    for (words, last_years, years) in PLAN_YEARS {
        if let Some(stop) = walk.eat(end, words) {
            let day = |d: Date, back: i16| d.with().year(d.year() + back).build().ok();
            let (from, to) = if *last_years { (day(first, 5 - years)?, last) } else { (first, day(last, years - 5)?) };
            (m.first, m.last, m.span.end, m.core.end, m.rule) = (Some(from), Some(to), stop, stop, "date/plan-period");
            return Some(m);
        }
    }
    let at = walk.eat(end, &["规划"]).filter(|at| walk.eat(*at, &["期"]).is_some()).unwrap_or(end);
    if let Some(stop) = walk.eat(at, &["期末", "时期末", "末期", "末"]) {
        (m.first, m.span.end, m.core.end, m.rule) = (Some(last), stop, stop, "date/plan-end");
    } else if let Some(stop) = walk.eat(at, &["期间", "时期", "期内", "期"]) {
        (m.span.end, m.core.end, m.rule) = (stop, stop, "date/plan-period");
    } else if walk.eat(at, &["以来"]).is_none() && walk.eat(end, &["规划", "国家", "发展", "重点", "时"]).is_some()
    {
        return None; // “十四五”规划 is the name of a document
    }
    Some(m)
}

/// 2024—2026年, 2021-2025年, 二〇二一至二〇二五年.
fn years(walk: &Walk<'_>, start: usize) -> Option<Point> {
    let (first, at) = year_number(walk, start)?;
    let dash = walk.eat(walk.blank(at), DASHES)?;
    let (second, end) = year_number(walk, walk.blank(dash))?;
    let end = walk.eat(walk.blank(end), &["年"])?;
    let end = walk.eat(end, &["度"]).unwrap_or(end);
    if second <= first {
        return None;
    }
    let days = (calendar::year(first)?.0, calendar::year(second)?.1);
    Some(Point { days, grain: Grain::Period, end, year: second, month: None, bare: false, rule: "date/years" })
}

/// Four digits that are a year's, in figures or in words.
fn year_number(walk: &Walk<'_>, at: usize) -> Option<(i16, usize)> {
    if walk.text.as_bytes().get(at).is_some_and(u8::is_ascii_digit) {
        return arabic_year(walk, at);
    }
    let number = walk.numeral(at).filter(|n| n.plain && n.chars == 4 && n.high.is_none())?;
    let year = i16::try_from(number.value).ok().filter(|y| (1900..2200).contains(y))?;
    Some((year, at + number.len))
}

/// Four digits that are a year's.
fn arabic_year(walk: &Walk<'_>, at: usize) -> Option<(i16, usize)> {
    let digits: &str = walk.text.get(at..at + 4)?;
    if !digits.bytes().all(|b| b.is_ascii_digit()) || walk.after(at + 4).is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|y| (1900..2200).contains(y)).map(|y| (y, at + 4))
}

/// A date without range: 2025年6月30日, 二〇二五年, 2025-12-31, 6月30日, 1—10月.
pub(super) fn point(walk: &Walk<'_>, start: usize) -> Option<Point> {
    if let Some((year, at)) = arabic_year(walk, start) {
        if let Some(found) = signs(walk, year, at) {
            return Some(found);
        }
        let at = walk.eat(walk.blank(at), &["年"])?;
        // 2000年期, 2020年版: a term, a name
        if walk.eat(at, &["期限", "版", "制", "代", "春季学期", "秋季学期", "春学期", "秋学期"]).is_some()
        {
            return None;
        }
        return in_year(walk, year, walk.eat(at, &["度"]).unwrap_or(at));
    }
    // 二00八年, 二O一五年
    if let Some((year, len)) =
        walk.after(start).filter(|c| matches!(c, '一' | '二')).and(numeral::year(walk.rest(start)))
        && let Some(at) = walk.eat(start + len, &["年"])
    {
        return in_year(walk, year, at);
    }
    let number = walk.numeral(start)?;
    let at = start + number.len;
    if number.plain && number.chars == 4 && number.high.is_none() {
        let year = i16::try_from(number.value).ok().filter(|y| (1900..2200).contains(y))?;
        return in_year(walk, year, walk.eat(at, &["年"])?);
    }
    // 25年底, 25年6月
    if number.arabic
        && number.len == 2
        && number.value.scale() == 0
        && let Some(end) = walk.eat(at, &["年"])
        && let Ok(year) = i16::try_from(number.value)
        && (15..50).contains(&year)
    {
        return in_year(walk, 2000 + year, end).filter(|p| !p.bare);
    }
    months(walk, start)
}

/// 2023年2月29日, 6月31日: written as a date, but no day there is; its numbers are none either.
pub(super) fn impossible(walk: &Walk<'_>, start: usize) -> Option<usize> {
    let after_year = || {
        let number = walk.numeral(start).filter(|n| n.chars == 4)?;
        walk.eat(walk.blank(start + number.len), &["年"])
    };
    let (month, at) = small(walk, walk.blank(after_year().unwrap_or(start)), 31)?;
    let at = walk.eat(walk.blank(at), &["月"])?;
    let (day, at) = small(walk, walk.blank(at), 99)?;
    let end = walk.eat(walk.blank(at), &["日", "号"])?;
    // 闰 years have 2月29日
    calendar::day(2024, month, day).is_none_or(|_| month == 2 && day == 29).then_some(end)
}

/// 2025-12-31, 2025.12.31, 2025/12/31.
fn signs(walk: &Walk<'_>, year: i16, at: usize) -> Option<Point> {
    let sign = walk.after(at).filter(|c| matches!(c, '-' | '.' | '/' | '．'))?;
    let (month, at) = small(walk, at + sign.len_utf8(), 12)?;
    let at = at + walk.after(at).filter(|c| *c == sign)?.len_utf8();
    let (day, end) = small(walk, at, 31)?;
    if walk.after(end).is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    let date = calendar::day(year, month, day)?;
    Some(Point {
        days: (date, date),
        grain: Grain::Day,
        end,
        year,
        month: Some(month),
        bare: false,
        rule: "date/signs",
    })
}

/// A number from 1 to `most`, Arabic or Chinese, without separators.
pub(super) fn small(walk: &Walk<'_>, at: usize, most: i8) -> Option<(i8, usize)> {
    let rest = walk.rest(at);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (value, len) = if digits > 0 {
        (rest.get(..digits).filter(|_| digits <= 2)?.parse().ok()?, digits)
    } else {
        let number = walk.numeral(at).filter(|n| !n.more && n.high.is_none())?;
        (i8::try_from(number.value).ok().filter(|_| number.value.scale() == 0)?, number.len)
    };
    (1..=most).contains(&value).then_some((value, at + len))
}

/// 6月, 6月30日, 3月底, 1—10月 of today's year.
fn months(walk: &Walk<'_>, start: usize) -> Option<Point> {
    let (first, at) = small(walk, start, 12)?;
    // 2023年2月29日: a month behind a year that made no date with it is none either
    let front = walk.text.get(..start).unwrap_or_default();
    if front.strip_suffix('年').is_some_and(|f| f.ends_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let year = walk.today.year();
    if let Some(dash) = walk.eat(walk.blank(at), DASHES) {
        let (second, at) = small(walk, walk.blank(dash), 12)?;
        let end = walk.eat(walk.blank(at), &["月份", "月"])?;
        let days = calendar::months(year, first, second).filter(|_| second > first)?;
        return Some(Point {
            days,
            grain: Grain::Month,
            end,
            year,
            month: Some(second),
            bare: false,
            rule: "date/months",
        });
    }
    let end = walk.eat(walk.blank(at), &["月份", "月"])?;
    let mut found = in_month(walk, year, first, end)?;
    found.rule = "date/month-day";
    Some(found)
}

/// What may stand behind a year: month, 底, 上半年, 第三季度, or nothing.
pub(super) fn in_year(walk: &Walk<'_>, year: i16, at: usize) -> Option<Point> {
    let mut found = whole(year, at)?;
    let next = walk.blank(at);
    if let Some((month, end)) = small(walk, next, 12)
        && let Some(end) = walk.eat(walk.blank(end), &["月份", "月"])
    {
        return in_month(walk, year, month, end);
    }
    if let Some((first, end)) = small(walk, next, 12)
        && let Some(dash) = walk.eat(end, DASHES)
        && let Some((second, end)) = small(walk, dash, 12)
        && let Some(end) = walk.eat(end, &["月份", "月"])
        && let Some(days) = calendar::months(year, first, second)
    {
        return Some(Point {
            days,
            grain: Grain::Month,
            end,
            month: Some(second),
            bare: false,
            rule: "date/months",
            ..found
        });
    }
    let next = walk.eat(next, &["的"]).unwrap_or(next);
    if walk.words.whole
        && let Some(found) = festival::in_year(walk, year, next).or_else(|| part_of_year(walk, year, next))
    {
        return Some(found);
    }
    // The first characters of all that may follow.
    match walk.after(next) {
        Some('底' | '末' | '初') => return Some(edge_of_year(walk, &found, next).unwrap_or(found)),
        Some(c) if among(c, "上下第一二三四1234前后年") => {}
        _ => return Some(found),
    }
    for (word, from, to, grain, rule) in PARTS {
        if let Some(end) = walk.eat(next, &[word]) {
            found.days = calendar::months(year, *from, *to)?;
            // 三季度末
            if let Some(end) = walk.eat(end, &["末", "底"]).filter(|_| matches!(grain, Grain::Quarter | Grain::Half))
            {
                let last = found.days.1;
                let days = (last, last);
                return Some(Point {
                    days,
                    grain: Grain::Day,
                    end,
                    month: Some(*to),
                    bare: false,
                    rule: "date/year-end",
                    ..found
                });
            }
            return Some(Point { grain: *grain, end, month: Some(*to), bare: false, rule, ..found });
        }
    }
    // 年底 of 今年年底
    Some(edge_of_year(walk, &found, next).unwrap_or(found))
}

/// 底, 年初 behind a year.
fn edge_of_year(walk: &Walk<'_>, year: &Point, next: usize) -> Option<Point> {
    let at = |words: &[&str], day, rule| {
        // 到2025年初步建成: how far it is built
        let end = walk.eat(next, words).filter(|end| walk.eat(*end, &["步", "级"]).is_none())?;
        Some(Point { days: (day, day), grain: Grain::Day, end, bare: false, rule, ..*year })
    };
    at(&["年底", "年末", "底", "末"], year.days.1, "date/year-end")
        .or_else(|| at(&["年初", "初"], year.days.0, "date/year-start"))
}

pub(super) fn whole(year: i16, end: usize) -> Option<Point> {
    let days = calendar::year(year)?;
    Some(Point { days, grain: Grain::Year, end, year, month: None, bare: true, rule: "date/year" })
}

/// What may stand behind a month: day, 底, 上旬, or nothing.
pub(super) fn in_month(walk: &Walk<'_>, year: i16, month: i8, at: usize) -> Option<Point> {
    let days = calendar::month(year, month)?;
    let found = Point { days, grain: Grain::Month, end: at, year, month: Some(month), bare: false, rule: "date/month" };
    let next = walk.blank(at);
    if let Some((day, end)) = small(walk, next, 31)
        && let Some(end) = walk.eat(walk.blank(end), &["日", "号"])
    {
        let date = calendar::day(year, month, day)?;
        return Some(Point { days: (date, date), grain: Grain::Day, end, rule: "date/day", ..found });
    }
    // 十月初一: of the 农历
    if walk.words.whole
        && let Some(first) = walk.eat(next, &["初"])
        && let Some((day, end)) = small(walk, first, 10).filter(|_| !walk.after(first).is_some_and(|c| c.is_ascii()))
        && let Some(date) = walk.words.almanac.lunar(year, usize::try_from(month).ok()?, i64::from(day), false)
    {
        return Some(Point { days: (date, date), grain: Grain::Day, end, rule: "date/lunar", ..found });
    }
    // 8月15, 日 left out at the end of a phrase
    if walk.words.whole
        && let Some((day, end)) = small(walk, at, 31)
        && walk.after(end).is_none_or(|c| !is_letter(c) && !matches!(c, '.' | '%' | '％' | '-' | '—' | '~' | '/'))
        && let Some(date) = calendar::day(year, month, day)
    {
        return Some(Point { days: (date, date), grain: Grain::Day, end, rule: "date/day", ..found });
    }
    let tenday = |a: i8, b: i8, end: usize| {
        let days = (calendar::day(year, month, a)?, calendar::day(year, month, b)?);
        Some(Point { days, grain: Grain::Tenday, end, rule: "date/tenday", ..found })
    };
    if !walk.after(next).is_some_and(|c| matches!(c, '上' | '中' | '下' | '月' | '底' | '末' | '初')) {
        return Some(found);
    }
    let last = days.1.day();
    for (word, a, b) in [("上旬", 1, 10), ("中旬", 11, 20), ("下旬", 21, last)] {
        if let Some(end) = walk.eat(next, &[word]) {
            return tenday(a, b, end);
        }
    }
    if walk.words.whole
        && let Some(end) = walk.eat(next, &["中"])
        && walk.after(end).is_none_or(|c| !is_letter(c) || among(c, "前后完"))
    {
        return tenday(11, 20, end); // 月中 is its middle ten days
    }
    for (word, day) in [("月底", days.1), ("底", days.1), ("末", days.1), ("初", days.0)] {
        if let Some(end) = walk.eat(next, &[word]) {
            return Some(Point { days: (day, day), grain: Grain::Day, end, rule: "date/month-end", ..found });
        }
    }
    Some(found)
}
