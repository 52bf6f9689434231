//! Extent 起止: what stands behind a date and opens, closes or lengthens it.
//!
//! In: a date as read and `至12月31日`, `前`, `以后`, `起`, `期间`, `和五月之间`, `至今` behind it. Out: the mention with its first and
//! last day. 前 after a bare year ends the year before (`date/before-year`): 2025年前 is before 2025 begins; after a
//! bare month the month before (`date/before-month`); after a day, 底, 末, 上半年 or a season of the year it includes
//! that day (`date/before`), as officials count deadlines.
//! 至今 ends today (`date/until-now`).

use super::date::{Point, in_month, point, small};
use super::parts::{days_of, nth_part, nth_weekday, part_of_year, weekday_behind};
use super::range::DASHES;
use super::scan::{Walk, span};
use super::{Comparator, Grain, Mention, MentionKind, everyday};
use crate::text::numeral;
use crate::text::{among, calendar};

/// The words behind a date: 至 another one, 前, 后, 起, 期间, 内.
pub(super) fn finish(walk: &Walk<'_>, start: usize, first: Point) -> Option<Mention> {
    let mut first = first;
    if walk.words.whole {
        if first.grain == Grain::Month {
            let nth = nth_weekday(walk, &first).or_else(|| nth_part(walk, &first));
            first = nth.or_else(|| days_of(walk, &first)).unwrap_or(first);
        }
        if first.grain == Grain::Year && first.bare {
            first = nth_part(walk, &first).unwrap_or(first);
        }
        if first.grain == Grain::Day {
            first.end = weekday_behind(walk, first.end).unwrap_or(first.end);
        }
    }
    let mut m = Mention::at(MentionKind::Date, span(start, first.end), first.rule);
    (m.first, m.last, m.grain) = (Some(first.days.0), Some(first.days.1), Some(first.grain));
    let mut end = first.end;
    let mut bare = first.bare;
    // 3月1日0时至6月30日24时: the hours of both days
    let end_of_day = hour(walk, first.end, first.grain);
    let lead =
        walk.eat(walk.blank(end_of_day), &["起"]).filter(|at| walk.eat(*at, DASHES).is_some()).unwrap_or(end_of_day);
    if let Some(at) = walk.eat(walk.blank(lead), DASHES)
        && let Some(second) = second(walk, &first, walk.blank(at)).filter(|s| s.days.1 >= first.days.0)
    {
        (m.last, m.grain, m.rule) = (Some(second.days.1), Some(Grain::Period), "date/from-to");
        (end, bare) = (hour(walk, second.end, second.grain), false);
        if walk.words.whole && second.grain == Grain::Day {
            end = weekday_behind(walk, end).unwrap_or(end);
        }
        if let Some(stop) = walk.eat(end, &["止"]) {
            end = stop;
        }
        (m.span.end, m.core.end) = (end, end);
    }
    if walk.words.whole
        && end == first.end
        && let Some(found) = between(walk, &first).or_else(|| until_now(walk, &first))
    {
        return Some(Mention { span: span(start, found.core.end), core: span(start, found.core.end), ..found });
    }
    close(walk, &mut m, end, bare);
    Some(m)
}

/// The end of the hour behind a day: 0时, 24时.
fn hour(walk: &Walk<'_>, at: usize, grain: Grain) -> usize {
    let hour = || {
        let digits = walk.text.get(at..)?.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&digits).then(|| walk.eat(at + digits, &["时"])).flatten()
    };
    (grain == Grain::Day).then(hour).flatten().unwrap_or(at)
}

/// 三月和五月之间: from the first to the last.
fn between(walk: &Walk<'_>, first: &Point) -> Option<Mention> {
    let at = walk.eat(first.end, &["和", "与", "跟"])?;
    let second = second(walk, first, at).filter(|s| s.days.1 >= first.days.0)?;
    let end = walk.eat(second.end, &["之间"])?;
    let mut m = Mention::at(MentionKind::Date, span(first.end, end), "date/from-to");
    (m.first, m.last, m.grain) = (Some(first.days.0), Some(second.days.1), Some(Grain::Period));
    Some(m)
}

/// 2015年至今, 去年到现在: up to today.
fn until_now(walk: &Walk<'_>, first: &Point) -> Option<Mention> {
    let at = walk.eat(first.end, &["以来", "起", "开始"]).unwrap_or(first.end);
    let end = walk.eat(at, &["直到现在", "直至现在", "至今", "到现在", "到目前", "至现在", "至目前"])?;
    if first.days.0 > walk.today {
        return None;
    }
    let mut m = Mention::at(MentionKind::Date, span(first.end, end), "date/until-now");
    (m.first, m.last, m.grain) = (Some(first.days.0), Some(walk.today), Some(Grain::Period));
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
        && let Some(found) = everyday::second(walk, first, at)
            .or_else(|| short(walk, first, at))
            .or_else(|| part_of_year(walk, first.year, at).filter(|p| p.rule == "date/season"))
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
    let within = walk.eat_bracket(at, &["（含）", "（含当日）", "（含当天）", "（含该日）"]);
    let at = within.unwrap_or(at);
    // 9月30日前一次性发放: 一 is no number there.
    let numbered =
        |at: usize| walk.after(at).is_some_and(numeral::opens) && walk.eat(at, &["一次性", "一律", "一并"]).is_none();
    if let Some(stop) = walk.eat(at, &["前后", "左右"]) {
        (m.comparator, m.span.end) = (Comparator::Approx, stop);
    } else if let Some(stop) = walk.eat(at, &["之前", "以前", "前"]).filter(|s| !numbered(*s)) {
        // 2025年6月前 is before June begins, as 2025年前 is before 2025 does.
        let named = walk.text.get(..end).is_some_and(|t| t.ends_with(['月', '份']));
        // 7月之前（含7月）
        let included = within.is_some() || walk.text.get(stop..).is_some_and(|t| t.starts_with("（含"));
        let month = m.grain == Some(Grain::Month) && named && !included;
        let bare = bare || month;
        let whole = m.first.filter(|_| bare);
        m.last = whole.map_or(m.last, calendar::before);
        (m.first, m.span.end) = (None, stop);
        m.comparator = if bare { Comparator::Lt } else { Comparator::Le };
        m.rule = match (month, bare) {
            (true, _) => "date/before-month",
            (false, true) => "date/before-year",
            (false, false) => "date/before",
        };
    } else if let Some(stop) = walk
        .eat(at, &["起", "以来", "开始", "之后", "以后", "后"])
        // 2022年起5年内: a length may follow 起.
        .filter(|s| !numbered(*s) || walk.eat(at, &["起"]).is_some())
        // 于3月开始: a verb; 从3月开始: a marker
        .filter(|_| {
            !walk.words.whole
                || walk.eat(at, &["开始"]).is_none()
                || walk.before(m.span.start).is_some_and(|c| among(c, "从自由"))
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
