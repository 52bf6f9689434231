//! Dates 日期: years, months, days, halves, quarters, plans, ranges, and the words that open or close them.
//!
//! In: a place where a year or month may open: `2025年底前`, `二〇二五年十二月`, `2024—2026年`,
//! `十四五”期间`, `2025.12.31`, `6月30日前`. Out: first and last day, both included, open ends none.
//! 前 after a bare year ends the year before; after a day, 底, 末, 上半年, 季度 it includes that period's
//! last day. 到 and 截至 in front change nothing in the days and are left to the sentence's reader.

use super::parts::{PARTS, days_of, nth_weekday, part_of_year, weekday_behind};
use super::range::DASHES;
use super::scan::{Walk, span};
use super::{Comparator, Grain, Mention, MentionKind, era, everyday, festival};
use crate::text::calendar::{self, Days};
use crate::text::is_letter;
use crate::text::numeral;

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
    let everyday = || era::point(walk, start).filter(|_| walk.words.whole);
    let first = years(walk, start).or_else(|| point(walk, start)).or_else(everyday)?;
    finish(walk, start, first)
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
            || sentence.contains("年度")
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

/// “十四五”期间: the digits 十X五 with or without quotes.
fn plan(walk: &Walk<'_>, start: usize) -> Option<Mention> {
    let mut chars = walk.rest(start).chars();
    let (ten, tens, five) = (chars.next()?, chars.next()?, chars.next()?);
    let ones = numeral::digit(tens).filter(|d| (1..=9).contains(d))?;
    if ten != '十' || five != '五' {
        return None;
    }
    let mut end = start + ten.len_utf8() + tens.len_utf8() + five.len_utf8();
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
    let at = walk.eat(end, &["规划"]).filter(|at| walk.eat(*at, &["期"]).is_some()).unwrap_or(end);
    if let Some(stop) = walk.eat(at, &["期末", "末期", "末"]) {
        (m.first, m.span.end, m.core.end, m.rule) = (Some(last), stop, stop, "date/plan-end");
    } else if let Some(stop) = walk.eat(at, &["期间", "时期", "期内", "期"]) {
        (m.span.end, m.core.end, m.rule) = (stop, stop, "date/plan-period");
    } else if walk.eat(at, &["以来"]).is_none() && walk.eat(end, &["规划", "国家", "发展", "重点", "时"]).is_some()
    {
        return None; // “十四五”规划 is the name of a document
    }
    Some(m)
}

/// 2024—2026年, 2021-2025年, 1—10月.
fn years(walk: &Walk<'_>, start: usize) -> Option<Point> {
    let (first, at) = arabic_year(walk, start)?;
    let dash = walk.eat(walk.blank(at), DASHES)?;
    let (second, end) = arabic_year(walk, walk.blank(dash))?;
    let end = walk.eat(walk.blank(end), &["年"])?;
    let end = walk.eat(end, &["度"]).unwrap_or(end);
    if second <= first {
        return None;
    }
    let days = (calendar::year(first)?.0, calendar::year(second)?.1);
    Some(Point { days, grain: Grain::Period, end, year: second, month: None, bare: false, rule: "date/years" })
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
fn point(walk: &Walk<'_>, start: usize) -> Option<Point> {
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
        let number = numeral::read(rest).filter(|n| !n.more && n.high.is_none())?;
        (i8::try_from(number.value).ok().filter(|_| number.value.scale() == 0)?, number.len)
    };
    (1..=most).contains(&value).then_some((value, at + len))
}

/// 6月, 6月30日, 3月底, 1—10月 of today's year.
fn months(walk: &Walk<'_>, start: usize) -> Option<Point> {
    let (first, at) = small(walk, start, 12)?;
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
    for (word, first) in [("年底", false), ("年末", false), ("底", false), ("末", false), ("年初", true), ("初", true)]
    {
        if let Some(end) = walk.eat(next, &[word]) {
            let day = if first { found.days.0 } else { found.days.1 };
            let rule = if first { "date/year-start" } else { "date/year-end" };
            return Some(Point { days: (day, day), grain: Grain::Day, end, bare: false, rule, ..found });
        }
    }
    Some(found)
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
    let last = days.1.day();
    for (word, a, b) in [("上旬", 1, 10), ("中旬", 11, 20), ("下旬", 21, last)] {
        if let Some(end) = walk.eat(next, &[word]) {
            return tenday(a, b, end);
        }
    }
    if walk.words.whole
        && let Some(end) = walk.eat(next, &["中"])
        && walk.after(end).is_none_or(|c| !is_letter(c) || "前后完".contains(c))
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

/// The words behind a date: 至 another one, 前, 后, 起, 期间, 内.
pub(super) fn finish(walk: &Walk<'_>, start: usize, first: Point) -> Option<Mention> {
    let mut first = first;
    if walk.words.whole {
        if first.grain == Grain::Month {
            first = nth_weekday(walk, &first).or_else(|| days_of(walk, &first)).unwrap_or(first);
        }
        if first.grain == Grain::Day {
            first.end = weekday_behind(walk, first.end).unwrap_or(first.end);
        }
    }
    let mut m = Mention::at(MentionKind::Date, span(start, first.end), first.rule);
    (m.first, m.last, m.grain) = (Some(first.days.0), Some(first.days.1), Some(first.grain));
    let mut end = first.end;
    let mut bare = first.bare;
    let lead = walk.eat(walk.blank(end), &["起"]).filter(|at| walk.eat(*at, DASHES).is_some()).unwrap_or(end);
    if let Some(at) = walk.eat(walk.blank(lead), DASHES)
        && let Some(second) = second(walk, &first, walk.blank(at)).filter(|s| s.days.1 >= first.days.0)
    {
        (m.last, m.grain, m.rule) = (Some(second.days.1), Some(Grain::Period), "date/from-to");
        (end, bare) = (second.end, false);
        if walk.words.whole && second.grain == Grain::Day {
            end = weekday_behind(walk, end).unwrap_or(end);
        }
        if let Some(stop) = walk.eat(end, &["止"]) {
            end = stop;
        }
        (m.span.end, m.core.end) = (end, end);
    }
    close(walk, &mut m, end, bare);
    Some(m)
}

/// The second date of 2019年1月1日至12月31日: a month without year is of the first one's.
fn second(walk: &Walk<'_>, first: &Point, at: usize) -> Option<Point> {
    if let Some(found) = point(walk, at).filter(|p| p.rule != "date/month-day" && p.rule != "date/months") {
        return Some(found);
    }
    if let Some((month, end)) = small(walk, at, 12)
        && let Some(end) = walk.eat(end, &["月份", "月"])
    {
        let found = in_month(walk, first.year, month, end)?;
        // 10月到3月, 12月28日至1月3日: past the turn of the year
        let turned = walk.words.whole && found.days.1 < first.days.0 && first.month.is_some();
        return if turned { in_month(walk, first.year + 1, month, end) } else { Some(found) };
    }
    if walk.words.whole
        && let Some(found) = everyday::second(walk, first, at).or_else(|| short(walk, first, at))
    {
        return Some(found);
    }
    let (month, (day, end)) = (first.month?, small(walk, at, 31)?);
    let end = walk.eat(end, &["日", "号"])?;
    let date = calendar::day(first.year, month, day)?;
    Some(Point { days: (date, date), grain: Grain::Day, end, rule: "date/day", ..*first })
}

/// 9.5 of 2018.9.3-9.5, 9/5: month and day by the sign of the first date.
fn short(walk: &Walk<'_>, first: &Point, at: usize) -> Option<Point> {
    if first.rule != "date/signs" {
        return None;
    }
    let (month, at) = small(walk, at, 12)?;
    let (day, end) = small(walk, walk.eat(at, &[".", "/"])?, 31)?;
    let date = calendar::day(first.year, month, day)?;
    Some(Point { days: (date, date), end, month: Some(month), ..*first })
}

fn close(walk: &Walk<'_>, m: &mut Mention, end: usize, bare: bool) {
    let at = walk.blank(end);
    let within = walk.eat(at, &["（含）", "（含当日）", "（含当天）", "（含该日）"]);
    let at = within.unwrap_or(at);
    let numbered = |at: usize| walk.after(at).is_some_and(numeral::opens);
    if let Some(stop) = walk.eat(at, &["前后", "左右"]) {
        (m.comparator, m.span.end) = (Comparator::Approx, stop);
    } else if let Some(stop) = walk.eat(at, &["之前", "以前", "前"]).filter(|s| !numbered(*s)) {
        let whole = m.first.filter(|_| bare);
        m.last = whole.map_or(m.last, calendar::before);
        (m.first, m.span.end) = (None, stop);
        m.comparator = if bare { Comparator::Lt } else { Comparator::Le };
        m.rule = if bare { "date/before-year" } else { "date/before" };
    } else if let Some(stop) = walk
        .eat(at, &["起", "以来", "开始", "之后", "以后", "后"])
        .filter(|s| !numbered(*s))
        // 于3月开始: a verb; 从3月开始: a marker
        .filter(|_| {
            !walk.words.whole
                || walk.eat(at, &["开始"]).is_none()
                || walk.before(m.span.start).is_some_and(|c| "从自由".contains(c))
        })
    {
        let after = walk.text.get(at..stop).is_some_and(|w| w.ends_with('后'));
        // 2025年1月1日（含）以后: that day too
        let after = after && within.is_none();
        if after {
            m.first = m.last.and_then(|d| d.tomorrow().ok());
            m.rule = "date/after";
        } else {
            m.rule = "date/since";
        }
        (m.last, m.span.end) = (None, stop);
        m.comparator = if after { Comparator::Gt } else { Comparator::Ge };
    } else if let Some(stop) = walk.eat(at, &["期间", "以内", "之内", "内", "止"]) {
        m.span.end = stop;
    }
}
