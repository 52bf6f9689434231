//! Festivals 节日 and the 农历: days that move with the moon.
//!
//! In: `春节`, `2018年国庆节`, `去年中秋节`, `农历八月十五`, `正月初一`. Out: the civil day, of the year in front or else of
//! today's. The 农历 is read from `lunar_years.tsv` (1950 to 2098); outside of it such days are none.

use super::date::Point;
use super::extent::finish;
use super::scan::Walk;
use super::{Grain, Mention};
use crate::lexicon::Lexicon;
use crate::text::is_letter;
use crate::text::{among, calendar};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How the day of a festival is found.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Solar,
    Lunar,
    Term,
    Nth,
}

#[derive(Clone, Debug)]
struct Festival {
    word: String,
    kind: Kind,
    month: i8,
    day: i8,
    loose: bool,
}

/// A lunar year: its first day, leap month, lengths of its months.
#[derive(Clone, Debug)]
struct Year {
    first: Date,
    leap: usize,
    months: Vec<i64>,
}

/// The festivals and the 农历 of the tables.
#[derive(Clone, Debug, Default)]
pub(super) struct Almanac {
    festivals: Vec<Festival>,
    years: BTreeMap<i16, Year>,
}

impl Almanac {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let festivals = lexicon.table("festivals").rows().map(|r| Festival {
            word: r.word().to_owned(),
            kind: match r.get("calendar") {
                "lunar" => Kind::Lunar,
                "term" => Kind::Term,
                "nth" => Kind::Nth,
                _ => Kind::Solar,
            },
            month: r.get("month").parse().unwrap_or(1),
            day: r.get("day").parse().unwrap_or(1),
            loose: r.get("loose") == "loose",
        });
        let years = lexicon.table("lunar_years").rows().filter_map(|r| {
            let months = r.get("months").chars().map(|c| if c == '1' { 30 } else { 29 }).collect();
            let year = Year { first: r.get("first").parse().ok()?, leap: r.get("leap").parse().ok()?, months };
            Some((r.word().parse().ok()?, year))
        });
        Self { festivals: festivals.collect(), years: years.collect() }
    }

    /// The civil day of a day of the 农历; day 0 is the last of the month.
    pub(super) fn lunar(&self, year: i16, month: usize, day: i64, leap: bool) -> Option<Date> {
        let year = self.years.get(&year)?;
        let later = year.leap > 0 && (month > year.leap || leap && month == year.leap);
        let at = (month.checked_sub(1)?) + usize::from(later);
        let before: i64 = year.months.get(..at)?.iter().sum();
        let length = *year.months.get(at)?;
        // 腊月三十 is the last of the year, also where the month has 29 days
        let day = if day == 0 || day == 30 && month == 12 { length } else { day };
        if day > length || leap && year.leap != month {
            return None;
        }
        year.first.checked_add((before + day - 1).days()).ok()
    }

    fn day(&self, festival: &Festival, year: i16) -> Option<Date> {
        match festival.kind {
            Kind::Solar => calendar::day(year, festival.month, festival.day),
            // 2024年除夕 is the one within 2024, of the 农历 year that began in 2023
            Kind::Lunar => {
                let of = |y: i16| self.lunar(y, usize::try_from(festival.month).ok()?, i64::from(festival.day), false);
                of(year)
                    .filter(|d| d.year() == year)
                    .or_else(|| of(year - 1).filter(|d| d.year() == year))
                    .or_else(|| of(year))
            }
            Kind::Term => calendar::day(year, 4, qingming(year)?),
            Kind::Nth => calendar::nth_weekday(year, festival.month, festival.day / 10, festival.day % 10),
        }
    }

    /// The festival whose word stands at `at`, longest first: its end and row.
    fn at(&self, walk: &Walk<'_>, at: usize) -> Option<(usize, &Festival)> {
        let fits = self.festivals.iter().filter(|f| walk.rest(at).starts_with(&f.word));
        fits.max_by_key(|f| f.word.len()).map(|f| (at + f.word.len(), f))
    }
}

/// 清明 of 1900 to 2099: the year's place in its century tells the day.
fn qingming(year: i16) -> Option<i8> {
    let (base, place) = match year {
        1900..=1999 => (559, year - 1900),
        2000..=2099 => (481, year - 2000),
        _ => return None,
    };
    i8::try_from((i32::from(place) * 2422 + base * 100) / 10_000 - i32::from(place / 4)).ok()
}

/// A festival named at `start`: 国庆节前, 春节期间.
pub(super) fn named(walk: &Walk<'_>, start: usize, end: usize, row: usize) -> Option<Mention> {
    let festival = walk.words.almanac.festivals.get(row)?;
    // 于国庆前, 国庆之前; 李国庆前往 is a name
    let bounded = || {
        let opened = walk.before(start).is_none_or(|c| !is_letter(c) || among(c, "于在到至从自"));
        walk.eat(end, &["之前", "以前", "之后", "以后"]).is_some()
            || opened
                && walk
                    .eat(end, &["前", "后"])
                    .is_some_and(|at| walk.after(at) != Some('往') && walk.after(at) != Some('来'))
    };
    let marked = || {
        bounded()
            || walk.eat(end, &["节", "期间", "假期", "长假", "小长假", "当天", "当日", "前后", "前夕"]).is_some()
            || walk.after(end).is_none_or(|c| !is_letter(c)) && walk.before(start).is_none_or(|c| c != '、')
    };
    if festival.loose && !marked() {
        return None;
    }
    let day = walk.words.almanac.day(festival, walk.today.year())?;
    finish(walk, start, point(day, end))
}

/// A festival behind a year: 2018年国庆节, 去年的春节.
pub(super) fn in_year(walk: &Walk<'_>, year: i16, at: usize) -> Option<Point> {
    let (end, festival) = walk.words.almanac.at(walk, at)?;
    Some(point(walk.words.almanac.day(festival, year)?, end))
}

fn point(day: Date, end: usize) -> Point {
    let (year, month) = (day.year(), Some(day.month()));
    Point { days: (day, day), grain: Grain::Day, end, year, month, bare: false, rule: "date/festival" }
}

/// 农历八月十五, 正月初一, 腊月三十, 农历2018年十月初一.
pub(super) fn lunar(walk: &Walk<'_>, start: usize) -> Option<Mention> {
    let at = walk.eat(start, &["农历", "阴历", "旧历"]).unwrap_or(start);
    let (year, at) = match walk.numeral(at) {
        Some(n) if n.value > rust_decimal::Decimal::from(1900) => {
            (i16::try_from(n.value).ok()?, walk.eat(at + n.len, &["年"])?)
        }
        _ => (walk.today.year(), at),
    };
    let leap = walk.eat(at, &["闰"]);
    let (month, at) = month(walk, leap.unwrap_or(at))?;
    let (day, end) = lunar_day(walk, at)?;
    let day = walk.words.almanac.lunar(year, month, day, leap.is_some())?;
    finish(walk, start, Point { rule: "date/lunar", ..point(day, end) })
}

fn month(walk: &Walk<'_>, at: usize) -> Option<(usize, usize)> {
    for (word, month) in [("正月", 1), ("冬月", 11), ("腊月", 12)] {
        if let Some(end) = walk.eat(at, &[word]) {
            return Some((month, end));
        }
    }
    let number = walk.numeral(at)?;
    let month = usize::try_from(number.value).ok().filter(|m| (1..=12).contains(m))?;
    Some((month, walk.eat(at + number.len, &["月"])?))
}

fn lunar_day(walk: &Walk<'_>, at: usize) -> Option<(i64, usize)> {
    let at = walk.eat(at, &["初"]).unwrap_or(at);
    let number = walk.numeral(at).filter(|n| !n.more && n.high.is_none())?;
    let day = i64::try_from(number.value).ok().filter(|d| (1..=30).contains(d))?;
    let end = at + number.len;
    Some((day, walk.eat(end, &["日", "号"]).unwrap_or(end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_moon_and_the_sun() {
        let almanac = Almanac::new(Lexicon::builtin());
        for (year, month, day, want) in [
            (2024, 1, 1, "2024-02-10"),
            (2024, 8, 15, "2024-09-17"),
            (2023, 12, 0, "2024-02-09"),
            (2025, 5, 5, "2025-05-31"),
            (2025, 8, 15, "2025-10-06"),
        ] {
            assert_eq!(almanac.lunar(year, month, day, false).unwrap().to_string(), want);
        }
        let days = [2008, 2020, 2024, 2025, 2026, 1999].map(|y| qingming(y).unwrap());
        assert_eq!(days, [4, 4, 4, 4, 5, 5]);
        assert!(almanac.lunar(1800, 1, 1, false).is_none());
    }
}
