//! Parts of years and months 年月之中: words behind a year or month that narrow it.
//!
//! In: `前10个月`, `夏季`, `的第一个星期一`, `二十` of `五月二十到三十日`, `星期一` behind a day. Out: the days; the table of
//! halves and quarters. Seasons begin with March, June, September and December; the winter ends in the
//! next year.

use super::Grain;
use super::date::{Point, small, whole};
use super::range::DASHES;
use super::scan::Walk;
use crate::text::among;
use crate::text::calendar::{self, Days};

/// 前10个月, 前5月, 后三个月; 春季, 夏天 (March to May and so on, the winter's end in the next year).
pub(super) fn part_of_year(walk: &Walk<'_>, year: i16, at: usize) -> Option<Point> {
    let found = whole(year, at)?;
    let point = |days: Days, end: usize, rule| Point {
        days,
        grain: Grain::Period,
        end,
        month: Some(days.1.month()),
        bare: false,
        rule,
        ..found
    };
    if let Some(next) = walk.eat(at, &["前", "头"])
        && let Some((months, end)) = small(walk, next, 12)
        && let Some(end) = walk.eat(end, &["个月", "月"])
    {
        return Some(point(calendar::months(year, 1, months)?, end, "date/months"));
    }
    if let Some(next) = walk.eat(at, &["后", "最后"])
        && let Some((months, end)) = small(walk, next, 11)
        && let Some(end) = walk.eat(end, &["个月"])
    {
        return Some(point(calendar::months(year, 13 - months, 12)?, end, "date/months"));
    }
    let end = walk.eat(at + '春'.len_utf8(), &["季", "天"])?;
    let first = match walk.after(at)? {
        '春' => 3,
        '夏' => 6,
        '秋' => 9,
        '冬' => 12,
        _ => return None,
    };
    let from = calendar::day(year, first, 1)?;
    let to = calendar::before(calendar::moved(from, 6, 'M')?)?;
    // 2025年秋季学期, 春季招聘: a name
    let named = walk.eat(end, &["学期", "招聘", "运动", "高考", "开学"]).is_some();
    (!named).then(|| point((from, to), end, "date/season"))
}

/// 第一个星期一, 最后一个周五 of a month.
pub(super) fn nth_weekday(walk: &Walk<'_>, first: &Point) -> Option<Point> {
    let at = walk.eat(first.end, &["的"]).unwrap_or(first.end);
    let (nth, at) = match walk.eat(at, &["最后一个", "最后1个"]) {
        Some(at) => (0, at),
        None => {
            let (nth, at) = small(walk, walk.eat(at, &["第"])?, 5)?;
            (nth, walk.eat(at, &["个"]).unwrap_or(at))
        }
    };
    let at = walk.eat(at, &["星期", "礼拜", "周"])?;
    let c = walk.after(at)?;
    let day = i8::try_from("一二三四五六日天".chars().position(|d| d == c)?).ok()?;
    let date = calendar::nth_weekday(first.year, first.month?, nth, (day + 1).min(7))?;
    let end = at + c.len_utf8();
    Some(Point { days: (date, date), grain: Grain::Day, end, rule: "date/nth-weekday", ..*first })
}

/// 第一周, 最后一周 of a month, 第十周 of a year, the 第一天 of either, 第一个月 of a year. A week belongs where its Thursday lies (GB/T 7408), so that every week
/// has one month and one year.
pub(super) fn nth_part(walk: &Walk<'_>, first: &Point) -> Option<Point> {
    let at = walk.eat(first.end, &["的"]).unwrap_or(first.end);
    let (nth, at) = match walk.eat(at, &["最后一", "最后1"]) {
        Some(at) => (0, at),
        None => small(walk, walk.eat(at, &["第"])?, 53)?,
    };
    let (from, to) = first.days;
    let back = i64::from(nth.max(1)) - 1;
    if let Some(end) = walk.eat(at, &["天"]) {
        let day = if nth == 0 { to } else { from.checked_add(jiff::Span::new().days(back)).ok()? };
        let point = Point { days: (day, day), grain: Grain::Day, end, bare: false, rule: "date/nth-day", ..*first };
        return (day <= to).then_some(point);
    }
    if let Some(end) = walk.eat(at, &["个月"]).filter(|_| first.grain == Grain::Year && nth <= 12) {
        let month = if nth == 0 { 12 } else { nth };
        let days = calendar::month(first.year, month)?;
        let month = Some(month);
        return Some(Point { days, grain: Grain::Month, end, month, bare: false, rule: "date/nth-month", ..*first });
    }
    let end = walk.eat(walk.eat(at, &["个"]).unwrap_or(at), &["周", "星期", "礼拜"])?;
    // 第一周期, 第一个星期天
    if walk.after(end).is_some_and(|c| among(c, "期年岁一二三四五六日天末")) {
        return None;
    }
    let thursday = if nth == 0 {
        calendar::moved(calendar::week(to.checked_add(jiff::Span::new().days(-3)).ok()?, 0)?.0, 6, 'D')?
    } else {
        let week = calendar::week(from.checked_add(jiff::Span::new().days(3)).ok()?, i64::from(nth) - 1)?;
        calendar::moved(week.0, 6, 'D')?
    };
    let days = calendar::week(thursday, 0).filter(|_| from <= thursday && thursday <= to)?;
    Some(Point { days, grain: Grain::Week, end, bare: false, rule: "date/nth-week", ..*first })
}

/// 二十 of 五月二十到三十日: 日 stands behind the second day only.
pub(super) fn days_of(walk: &Walk<'_>, first: &Point) -> Option<Point> {
    let (day, end) = small(walk, first.end, 31)?;
    let (_, other) = small(walk, walk.eat(walk.blank(end), DASHES)?, 31)?;
    walk.eat(other, &["日", "号"])?;
    let date = calendar::day(first.year, first.month?, day)?;
    Some(Point { days: (date, date), grain: Grain::Day, end, rule: "date/day", ..*first })
}

/// 星期一, （周一） behind a day says the same day once more.
pub(super) fn weekday_behind(walk: &Walk<'_>, end: usize) -> Option<usize> {
    let open = walk.eat(walk.blank(end), &["（", "(", "，"]);
    let at = walk.eat(open.unwrap_or(walk.blank(end)), &["星期", "礼拜", "周"])?;
    let at = at + walk.after(at).filter(|c| among(*c, "一二三四五六日天"))?.len_utf8();
    if open.is_some() { walk.eat(at, &["）", ")"]) } else { Some(at) }
}

/// Parts of a year: word, first and last month.
pub(super) const PARTS: &[(&str, i8, i8, Grain, &str)] = &[
    ("上半年", 1, 6, Grain::Half, "date/half"),
    ("下半年", 7, 12, Grain::Half, "date/half"),
    ("第一季度", 1, 3, Grain::Quarter, "date/quarter"),
    ("第二季度", 4, 6, Grain::Quarter, "date/quarter"),
    ("第三季度", 7, 9, Grain::Quarter, "date/quarter"),
    ("第四季度", 10, 12, Grain::Quarter, "date/quarter"),
    ("第1季度", 1, 3, Grain::Quarter, "date/quarter"),
    ("第2季度", 4, 6, Grain::Quarter, "date/quarter"),
    ("第3季度", 7, 9, Grain::Quarter, "date/quarter"),
    ("第4季度", 10, 12, Grain::Quarter, "date/quarter"),
    ("一季度", 1, 3, Grain::Quarter, "date/quarter"),
    ("二季度", 4, 6, Grain::Quarter, "date/quarter"),
    ("三季度", 7, 9, Grain::Quarter, "date/quarter"),
    ("四季度", 10, 12, Grain::Quarter, "date/quarter"),
    ("1季度", 1, 3, Grain::Quarter, "date/quarter"),
    ("2季度", 4, 6, Grain::Quarter, "date/quarter"),
    ("3季度", 7, 9, Grain::Quarter, "date/quarter"),
    ("4季度", 10, 12, Grain::Quarter, "date/quarter"),
    ("前半年", 1, 6, Grain::Half, "date/half"),
    ("后半年", 7, 12, Grain::Half, "date/half"),
    ("前两季度", 1, 6, Grain::Period, "date/quarter"),
    ("前二季度", 1, 6, Grain::Period, "date/quarter"),
    ("前三季度", 1, 9, Grain::Period, "date/quarter"),
    ("前三个季度", 1, 9, Grain::Period, "date/quarter"),
    ("前3个季度", 1, 9, Grain::Period, "date/quarter"),
    ("前两个季度", 1, 6, Grain::Period, "date/quarter"),
    ("年中", 6, 6, Grain::Month, "date/mid-year"),
];
