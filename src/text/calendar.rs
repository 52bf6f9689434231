//! Calendar 历法: the civil periods officials write and the ISO 8601 lengths.
//!
//! In: `2025` and `6` of `2025年6月底`; out: first and last days. A year ends on 12-31, a month on its
//! last day (annotation, "deadlines"); five-year plans follow one another without a gap since 1966.

use jiff::civil::Date;
use jiff::{Span as Length, ToSpan};

/// First and last day of a period, both included.
pub type Days = (Date, Date);

/// A day, where it exists.
pub fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// 2025年
pub fn year(y: i16) -> Option<Days> {
    Some((day(y, 1, 1)?, day(y, 12, 31)?))
}

/// 2025年6月
pub fn month(y: i16, m: i8) -> Option<Days> {
    let first = day(y, m, 1)?;
    Some((first, first.last_of_month()))
}

/// Months `from` to `to` of one year: 上半年 is 1 to 6, 第三季度 7 to 9.
pub fn months(y: i16, from: i8, to: i8) -> Option<Days> {
    Some((day(y, from, 1)?, day(y, to, 1)?.last_of_month()))
}

/// “十四五”: plan 14 runs 2021-01-01 to 2025-12-31; plans before the sixth had gaps and read as none.
pub fn five_year_plan(number: i16) -> Option<Days> {
    if !(6..=30).contains(&number) {
        return None;
    }
    let start = 1951 + 5 * number;
    Some((day(start, 1, 1)?, day(start + 4, 12, 31)?))
}

/// The day before.
pub fn before(date: Date) -> Option<Date> {
    date.yesterday().ok()
}

/// Last day of `years` years that begin on `start`: the day before the anniversary.
pub fn years_from(start: Date, years: i16) -> Option<Date> {
    start.checked_add(Length::new().years(i64::from(years).min(9999))).ok().and_then(before)
}

/// `start` moved by a number of months.
pub fn months_from(start: Date, months: i32) -> Option<Date> {
    start.checked_add(months.months()).ok()
}

/// `date` moved by half units: 5 of `Y` is two years and a half; a half month is 15 days, a half day none.
pub fn moved(date: Date, halves: i64, unit: char) -> Option<Date> {
    if halves.unsigned_abs() > 100_000 {
        return None;
    }
    let (whole, half) = (halves / 2, halves % 2);
    let length = match unit {
        'Y' => (whole * 12 + half * 6).months(),
        'Q' => (halves * 3 / 2).months(),
        'M' => whole.months().days(half * 15),
        'W' => (halves * 7 / 2).days(),
        'D' => whole.days(),
        _ => return None,
    };
    date.checked_add(length).ok()
}

/// Monday and Sunday of the week `weeks` from that of `date`.
pub fn week(date: Date, weeks: i64) -> Option<Days> {
    let back = i64::from(date.weekday().to_monday_zero_offset());
    let monday = date.checked_add((weeks * 7 - back).days()).ok()?;
    Some((monday, monday.checked_add(6.days()).ok()?))
}

/// The `nth` weekday (Monday 1 to Sunday 7) of a month; the 0th is the last.
pub fn nth_weekday(year: i16, month: i8, nth: i8, weekday: i8) -> Option<Date> {
    let weekday = jiff::civil::Weekday::from_monday_one_offset(weekday).ok()?;
    day(year, month, 1)?.nth_weekday_of_month(if nth == 0 { -1 } else { nth }, weekday).ok()
}

/// ISO 8601 length of `number` units: `P3Y`, `P6M`, `P20D`, `PT48H`. `unit` is a letter of [`UNITS`];
/// halves of a year or month go down a unit (两年半 is P30M).
pub fn length(halves: i64, unit: char) -> String {
    let whole = halves / 2;
    let half = halves % 2 != 0;
    match unit {
        'Y' if half => format!("P{}M", whole * 12 + 6),
        'M' if half => format!("P{}D", whole * 30 + 15),
        'D' if half => format!("PT{}H", whole * 24 + 12),
        'H' if half => format!("PT{}M", whole * 60 + 30),
        'Q' => format!("P{}M", halves * 3 / 2),
        'W' => format!("P{}D", halves * 7 / 2),
        'H' | 'S' => format!("PT{whole}{unit}"),
        'm' => format!("PT{whole}M"),
        'q' => format!("PT{}M", halves * 15 / 2),
        _ => format!("P{whole}{unit}"),
    }
}

/// Letters of [`length`]: year, quarter, month, week, day, hour, quarter of an hour, minute, second.
pub const UNITS: &[char] = &['Y', 'Q', 'M', 'W', 'D', 'H', 'q', 'm', 'S'];

#[cfg(test)]
mod tests {
    use super::*;

    fn show(days: Option<Days>) -> String {
        days.map(|(a, b)| format!("{a}..{b}")).unwrap_or_default()
    }

    #[test]
    fn periods() {
        assert_eq!(show(year(2026)), "2026-01-01..2026-12-31");
        assert_eq!(show(month(2024, 2)), "2024-02-01..2024-02-29");
        assert_eq!(show(months(2025, 7, 9)), "2025-07-01..2025-09-30");
        assert_eq!(show(five_year_plan(14)), "2021-01-01..2025-12-31");
        assert_eq!(show(five_year_plan(13)), "2016-01-01..2020-12-31");
        assert_eq!(show(five_year_plan(3)), "");
        assert_eq!(show(month(2024, 13)), "");
    }

    #[test]
    fn lengths() {
        let got: Vec<_> = [(6, 'Y'), (5, 'Y'), (12, 'M'), (40, 'D'), (96, 'H'), (6, 'm'), (4, 'Q'), (1, 'Y'), (4, 'W')]
            .map(|(n, u)| length(n, u))
            .to_vec();
        assert_eq!(got, ["P3Y", "P30M", "P6M", "P20D", "PT48H", "PT3M", "P6M", "P6M", "P14D"]);
    }

    #[test]
    fn years_end_the_day_before() {
        assert_eq!(years_from(day(2024, 10, 1).unwrap(), 3).unwrap().to_string(), "2027-09-30");
    }
}
