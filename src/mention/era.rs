//! Eras and short forms 年代和简写: decades, centuries, years of two digits, days of one sign.
//!
//! In: `上世纪90年代`, `八十年代`, `21世纪`, `一八年`, `98年`, `两千零八年`, `9/3/2018`, `20180903`, `2018-09`, `5号`.
//! Out: first and last days. A century is counted by its first two digits (ISO 8601: 21世纪 is 2000 to
//! 2099), so that its decades lie in it.

use super::date::{Point, in_year, small};
use super::extent::finish;
use super::range::DASHES;
use super::scan::Walk;
use super::{Grain, Mention};
use crate::text::is_letter;
use crate::text::numeral::{self, Numeral};
use crate::text::{among, calendar};
use rust_decimal::Decimal;

fn years(first: i16, count: i16, end: usize, rule: &'static str) -> Option<Point> {
    let days = (calendar::year(first)?.0, calendar::year(first + count - 1)?.1);
    Some(Point { days, grain: Grain::Period, end, year: first, month: None, bare: false, rule })
}

fn whole(number: &Numeral) -> Option<i16> {
    let plain = number.high.is_none() && !number.more && number.value.scale() == 0;
    i16::try_from(number.value).ok().filter(|_| plain)
}

/// 上世纪90年代, 本世纪.
pub(super) fn century(walk: &Walk<'_>, start: usize, end: usize, shift: i16) -> Option<Mention> {
    let first = (walk.today.year() / 100 + shift) * 100;
    finish(walk, start, in_century(walk, first, end)?)
}

/// What may stand behind a century: 90年代, 末.
fn in_century(walk: &Walk<'_>, first: i16, end: usize) -> Option<Point> {
    let at = walk.eat(end, &["的"]).unwrap_or(end);
    if let Some(number) = walk.numeral(at)
        && let Some(stop) = walk.eat(at + number.len, &["年代"])
        && let Some(decade) = whole(&number).filter(|d| (0..100).contains(d) && d % 10 == 0)
    {
        return years(first + decade, 10, stop, "date/decade");
    }
    years(first, 100, end, "date/century")
}

/// Decades and centuries that open with a numeral: 20世纪, 20世纪80年代, 90年代, 1990年代.
fn decade(walk: &Walk<'_>, at: usize, number: &Numeral) -> Option<Point> {
    let value = whole(number)?;
    if let Some(end) = walk.eat(at, &["世纪"]).filter(|_| (1..=30).contains(&value)) {
        return in_century(walk, (value - 1) * 100, end);
    }
    let end = walk.eat(at, &["年代"])?;
    let first = match value {
        1000..=2990 => value,
        30..=90 => 1900 + value,
        0..=20 => 2000 + value,
        _ => return None,
    };
    (first % 10 == 0).then(|| years(first, 10, end, "date/decade")).flatten()
}

/// Everyday short forms that open with a numeral at `start`.
pub(super) fn point(walk: &Walk<'_>, start: usize) -> Option<Point> {
    let number = walk.numeral(start)?;
    let at = start + number.len;
    if let Some(found) = decade(walk, at, &number) {
        return Some(found);
    }
    if let Some(found) = slashes(walk, start).or_else(|| compact(walk, start)).or_else(|| year_month(walk, start)) {
        return Some(found);
    }
    if let Some(end) = walk.eat(walk.blank(at), &["年"]) {
        return in_year(walk, short_year(walk, start, &number, end)?, walk.eat(end, &["度"]).unwrap_or(end));
    }
    if let Some(days) = days(walk, start) {
        return Some(days);
    }
    let end = walk.eat(at, &["号", "日"])?;
    // 15日 is a day only where it stands alone; 15日内, 公示15日 are lengths
    let alone = walk.before(start).is_none_or(|c| matches!(c, '，' | '。' | '；' | ' ' | '\n' | '在' | '于'));
    let length =
        walk.eat(end, &["内", "以内", "之内", "以上", "以下", "前", "后", "之前", "之后", "以前", "以后"]).is_some();
    let dashed = walk.eat(end, DASHES).is_some();
    if walk.eat(at, &["日"]).is_some()
        && (!alone || length || !dashed && walk.after(end).is_some_and(char::is_alphanumeric))
    {
        return None;
    }
    numbered_day(walk, start, whole(&number)?, end)
}

/// 一八年, 零八年 (as a length it would be 十八年), 08年, 98年; 两千零八年.
fn short_year(walk: &Walk<'_>, start: usize, number: &Numeral, end: usize) -> Option<i16> {
    let value = whole(number)?;
    if !number.plain && !number.arabic && value % 100 != 0 && (1900..2100).contains(&value) {
        return Some(value);
    }
    let century = |v: i16| if v >= 50 { 1900 + v } else { 2000 + v };
    if number.plain && number.chars == 2 {
        return Some(century(value));
    }
    let two = number.arabic && number.len == 2;
    let said = walk.rest(end).starts_with(|c: char| numeral::opens(c) || among(c, "底末初上下中春夏秋冬"));
    let length =
        || walk.eat(end, &["期", "以上", "以下", "以内", "内", "左右", "的历史", "时间", "来", "前", "后", "间"]);
    let lone = walk.rest(start).starts_with('0') || value >= 80 && length().is_none();
    (two && (said && !(15..50).contains(&value) || lone || recent(walk, start, value, end))).then(|| century(value))
}

/// 18年 by itself or behind 在, 从: a year up to the next; 用18年, 期限：18年, 18年的经验 are lengths.
fn recent(walk: &Walk<'_>, start: usize, value: i16, end: usize) -> bool {
    let opened = match walk.before(start) {
        None | Some('\n' | '，' | '。' | '；') => true,
        Some(c) => among(c, "在于从自"),
    };
    let closed = walk.after(end).is_none_or(|c| !is_letter(c) && !among(c, "、—-~～|/（(") || among(c, "我他她你"));
    opened && closed && (10..=walk.today.year() - 1999).contains(&value)
}

/// 4到22号, 4至22日: days of today's month, 号 behind the second only.
fn days(walk: &Walk<'_>, start: usize) -> Option<Point> {
    let (first, at) = small(walk, start, 31)?;
    let (second, at) = small(walk, walk.eat(walk.blank(at), DASHES)?, 31)?;
    let end = walk.eat(at, &["号", "日"])?;
    let (year, month) = (walk.today.year(), i16::from(walk.today.month()));
    numbered_day(walk, start, i16::from(first), end)?;
    let (from, to) = (on(year, month, i16::from(first), end)?, on(year, month, i16::from(second), end)?);
    let days = (from.days.0, to.days.0);
    (first < second).then_some(Point { days, grain: Grain::Period, rule: "date/from-to", ..to })
}

fn digits(walk: &Walk<'_>, at: usize, most: usize) -> Option<(i16, usize)> {
    let len = walk.rest(at).bytes().take_while(u8::is_ascii_digit).count();
    (1..=most).contains(&len).then_some(())?;
    Some((walk.text.get(at..at + len)?.parse().ok()?, at + len))
}

fn on(year: i16, month: i16, day: i16, end: usize) -> Option<Point> {
    let date = calendar::day(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)?;
    let month = Some(date.month());
    Some(Point { days: (date, date), grain: Grain::Day, end, year, month, bare: false, rule: "date/signs" })
}

/// 9/3/2018, 03-09-2018: month and day, or day and month where the first is no month.
fn slashes(walk: &Walk<'_>, start: usize) -> Option<Point> {
    let (first, at) = digits(walk, start, 2)?;
    let sign = walk.after(at).filter(|c| matches!(c, '/' | '-' | '.'))?;
    let (second, at) = digits(walk, at + 1, 2)?;
    let at = at + walk.after(at).filter(|c| *c == sign)?.len_utf8();
    let (year, end) = digits(walk, at, 4).filter(|(y, _)| (1900..2200).contains(y))?;
    if first > 12 { on(year, second, first, end) } else { on(year, first, second, end) }
}

/// 20180903
fn compact(walk: &Walk<'_>, start: usize) -> Option<Point> {
    let (text, end) = (walk.text.get(start..start + 8)?, start + 8);
    let alone = text.bytes().all(|b| b.is_ascii_digit())
        && !walk.after(end).is_some_and(|c| c.is_ascii_alphanumeric() || among(c, "元万亿个人号"));
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
    let year = number(0, 4).filter(|y| alone && (1950..2100).contains(y))?;
    on(year, number(4, 6)?, number(6, 8)?, end)
}

/// 2018-09, 2018/09: the month of two digits; 2018-9 may be a range turned round.
fn year_month(walk: &Walk<'_>, start: usize) -> Option<Point> {
    let (year, at) = digits(walk, start, 4).filter(|(y, _)| (1900..2200).contains(y))?;
    let at = at + walk.after(at).filter(|c| matches!(c, '/' | '-'))?.len_utf8();
    let (month, end) = digits(walk, at, 2)?;
    if walk.after(end).is_some_and(|c| matches!(c, '/' | '-' | '.' | '年') || c.is_ascii_alphanumeric()) {
        return None;
    }
    let month = i8::try_from(month).ok()?;
    let days = calendar::month(year, month)?;
    Some(Point { days, grain: Grain::Month, end, year, month: Some(month), bare: false, rule: "date/month" })
}

/// 5号, 5号到10号: of today's month; 20号文, 3号楼, 第5号, 〔2021〕9号 are serials.
fn numbered_day(walk: &Walk<'_>, start: usize, day: i16, end: usize) -> Option<Point> {
    let serial = walk.before(start).is_some_and(|c| among(c, "〕)）]】第附件令字路街弄巷道村幢楼栋区园型"));
    let closed = walk.after(end).is_none_or(|c| !is_letter(c))
        || walk
            .eat(
                end,
                &["前", "后", "之前", "之后", "以前", "以后", "起", "早上", "上午", "下午", "晚上", "晚", "星期", "周"],
            )
            .is_some()
        || walk.eat(end, DASHES).is_some_and(|at| walk.after(at).is_some_and(numeral::opens));
    let named = walk.before(start).is_some_and(|c| among(c, "在于从到至这我他她你们"))
        || walk.after(end).is_some_and(|c| among(c, "去来回我他她你"));
    let month = (walk.today.year(), walk.today.month());
    if serial || !closed && !named || Decimal::from(day) > Decimal::from(31) {
        return None;
    }
    Some(Point { rule: "date/month-day", ..on(month.0, i16::from(month.1), day, end)? })
}
