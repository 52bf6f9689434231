//! Dates 日期 of elements: 2023年11月7日, 二〇二三年十一月七日, （2024—2026年）.

use super::Period;
use crate::text::{Seek, numeral};
use jiff::civil::{Date, date};
use regex::Regex;
use std::sync::LazyLock;

#[allow(clippy::expect_used)]
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"([〇○零一二三四五六七八九ＯOo０0-9]{4})[年\-./]([一二三四五六七八九十]{1,2}|\d{1,2})[月\-./]([一二三四五六七八九十]{1,3}|\d{1,2})日?").expect("a constant pattern")
});

#[allow(clippy::expect_used)]
static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(\d{4})年?(?:[—－\-–~～至到]|——|--){1,2}(\d{4})(?:年|）)").expect("a constant pattern")
});

/// The first whole date in `text`; none where it does not exist in the calendar.
pub(super) fn day(text: &str) -> Option<Date> {
    let found = DAY.captures(text)?;
    let number = |i: usize| numeral::whole(found.get(i)?.as_str());
    let (year, _) = numeral::year(found.get(1)?.as_str())?;
    Date::new(year, number(2)? as i8, number(3)? as i8).ok()
}

/// `（2024—2026年）` in a title: from the first day of the one year to the last of the other.
pub(super) fn plan_period(title: &str) -> Option<Period> {
    if let Some(found) = PERIOD.captures(title) {
        let year = |i: usize| found.get(i).and_then(|m| m.as_str().parse::<i16>().ok());
        return period(year(1)?, year(2)?);
    }
    // “十四五”规划: five-year plans began in 1953; the thirteenth is 2016—2020.
    // 开展“十四五”第三批示范工作 is no plan, 贯彻落实“十四五”规划的实施意见 is of another one, and a scheme for a part of the time
    // (“十四五”规划教材建设实施方案) has none of its own.
    let own = title.strip_suffix("的通知").unwrap_or(title);
    let own = own.trim_end_matches(['》', '）']).split('（').next().unwrap_or(own);
    let plan = ["规划", "计划", "纲要", "蓝图"].iter().any(|w| own.closes(w));
    let at = title.find("十").filter(|_| plan && (title.has("五”") || title.has("五规划")))?;
    let rest: String = title[at..].chars().take(3).collect();
    let plan = match rest.as_str() {
        "十一五" => 11,
        "十二五" => 12,
        "十三五" => 13,
        "十四五" => 14,
        "十五五" => 15,
        _ => return None,
    };
    period(1951 + plan * 5, 1955 + plan * 5)
}

fn period(from: i16, to: i16) -> Option<Period> {
    (from <= to && (1900..2200).contains(&from) && (1900..2200).contains(&to))
        .then(|| Period { start: date(from, 1, 1), end: date(to, 12, 31) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_in_figures_and_words() {
        assert_eq!(day("2023年11月7日"), Some(date(2023, 11, 7)));
        assert_eq!(day("二〇二一年七月二十三日"), Some(date(2021, 7, 23)));
        assert_eq!(day("二○一九年十二月三十日"), Some(date(2019, 12, 30)));
        assert_eq!(day("二00八年七月十四日"), Some(date(2008, 7, 14)));
        assert_eq!(day("二O一五年六月一日"), Some(date(2015, 6, 1)));
        assert_eq!(day("2024-09-27"), Some(date(2024, 9, 27)));
        assert_eq!(day("2023年2月30日"), None);
        assert_eq!(day("2023年"), None);
    }

    #[test]
    fn reads_periods_of_titles() {
        let years = |t: &str| plan_period(t).map(|p| (p.start.year(), p.end.year()));
        assert_eq!(years("行动方案（2024—2026年）"), Some((2024, 2026)));
        assert_eq!(years("专项规划（2021年-2035年）（草案）"), Some((2021, 2035)));
        assert_eq!(years("某市“十四五”商务发展规划"), Some((2021, 2025)));
        assert_eq!(years("某市住房建设规划（2008-2012）"), Some((2008, 2012)));
        assert_eq!(years("上海产业地图（2022）"), None);
        assert_eq!(years("关于开展“十四五”第三批示范工作的通知"), None);
    }
}
