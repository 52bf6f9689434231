//! Validity 施行日期与有效期, as the text itself states them.
//!
//! 本意见自2023年11月30日起施行 · 有效期三年 · 有效期至2021年12月31日. 自发布之日起 gives no date. No default
//! term is applied: a rule such as five years enters only with its source, in a later room.

use super::{Metadata, dates};
use crate::lexicon::Within;
use crate::outline::{Clause, ClauseKind};
use crate::text::{Seek, numeral};
use jiff::ToSpan;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

#[allow(clippy::expect_used)]
fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

const DAY: &str = r"[\d〇○零一二三四五六七八九Oo]{4}年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日";
static FROM: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?:本[\p{{Han}}]{{1,10}}(?:适用于[^。；]{{1,60}}[，,])?|上述政策|公布[^。；]{{0,40}})[^。；]{{0,12}}?(?:自|于|从)({DAY})(?:(?:起|开始)(?:正式|开始|试行)?(?:施行|实施|执行|生效|试行)|(?:正式)?(?:施行|实施|生效)(?:[，。；]|$))"
    ))
});
/// 本公告执行期限自2023年1月1日起至2027年12月31日。
static SPAN: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"本[\p{{Han}}]{{1,12}}?(?:执行|实施|有效|适用)期限?(?:为)?(?:自|从)?({DAY})起?(?:至|到|—|-)({DAY})"
    ))
});
static UNTIL: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(r"(?:有效期(?:限)?(?:为|自)?[^。；]{{0,30}}?(?:至|到)|执行(?:期限)?(?:至|到)|施行至|实施至)({DAY})"))
});
/// 有效期至2025年8月, 有效期至2027年底: the last day of a month or year.
static UNTIL_MONTH: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"有效期(?:限)?(?:为|自)?[^。；]{0,30}?(?:至|到)((?:19|20)\d{2})年(?:(\d{1,2})月底?|底|末)(?:[，。；]|$)")
});
static TERM: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:有效期(?:限)?(?:为|是|暂定)?|试行期(?:限)?(?:为)?|起(?:施行|实施|执行)，(?:暂定|试行|有效期)?(?:期限)?(?:为)?)([一二两三四五六七八九十]|\d{1,2})年",
    )
});

/// One of them stands at the day of [`FROM`].
const BEGINS: &[&str] = &["日起", "日开始", "日正式", "日施行", "日实施", "日生效"];

/// One of them stands in each period of [`SPAN`] and before each day of [`UNTIL`].
static PERIODS: LazyLock<Within> =
    LazyLock::new(|| Within::new(["执行期", "实施期", "有效期", "适用期", "执行至", "执行到", "施行至", "实施至"]));

/// One of them stands in each statement of a term.
static MARKS: LazyLock<Within> = LazyLock::new(|| Within::new(["有效期", "试行期", "起施行", "起实施", "起执行"]));

/// Fills in 施行日期 and 失效日期 from the clauses that speak of the document itself.
pub(super) fn read(clauses: &[Clause], metadata: &mut Metadata) {
    let about =
        |c: &&Clause| c.kind != ClauseKind::Notice || c.text.as_str().has("施行") || c.text.as_str().has("有效期");
    for clause in clauses.iter().filter(about) {
        let text = clause.text.as_str();
        // All name a day: nearly all clauses of most documents name none in such words.
        let period = PERIODS.is_in(text) && names_day(text, "日");
        if period
            && metadata.effective_from.is_none()
            && let Some(found) = SPAN.captures(text)
        {
            metadata.effective_from = dates::day(&found[1]);
            metadata.effective_until = dates::day(&found[2]);
        }
        if metadata.effective_from.is_none()
            && BEGINS.iter().any(|w| names_day(text, w))
            && let Some(found) = FROM.captures(text)
            && !found[0].has("规定的")
        {
            metadata.effective_from = dates::day(&found[1]);
        }
        if period
            && metadata.effective_until.is_none()
            && let Some(found) = UNTIL.captures(text)
        {
            metadata.effective_until = dates::day(&found[1]);
        }
    }
    if metadata.effective_until.is_none() {
        let own = clauses.iter().map(|c| c.text.as_str()).filter(|t| t.has("有效期") && t.has('本'));
        metadata.effective_until = own.filter_map(month_end).next();
    }
    if metadata.effective_until.is_none() {
        let term = clauses.iter().filter(|c| speaks_of_itself(c.text.as_str())).find_map(|c| years(c.text.as_str()));
        let start = metadata.effective_from.or(metadata.written_on);
        metadata.effective_until = term.zip(start).and_then(|(years, start)| last_day(start, years));
    }
}

/// Whether a day of a month in figures stands in a text: 日 or what it begins, behind a digit.
fn names_day(text: &str, words: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.place(words) {
        if rest[..at].ends_with(|c: char| c.is_ascii_digit() || numeral::digit(c).is_some() || c == '十') {
            return true;
        }
        rest = &rest[at + words.len()..];
    }
    false
}

fn month_end(text: &str) -> Option<Date> {
    let found = UNTIL_MONTH.captures(text)?;
    let month = found.get(2).map_or(Some(12), |m| m.as_str().parse().ok())?;
    Some(Date::new(found[1].parse().ok()?, month, 1).ok()?.last_of_month())
}

fn speaks_of_itself(text: &str) -> bool {
    MARKS
        .is_in(text)
        .then(|| TERM.find(text))
        .flatten()
        .map(|m| m.start())
        .is_some_and(|at| text[..at].last_place('。').map_or(&text[..at], |s| &text[s..at]).has('本'))
}

fn years(text: &str) -> Option<i16> {
    let found = TERM.captures(text)?;
    let word = found.get(1)?.as_str();
    numeral::whole(word).and_then(|n| i16::try_from(n).ok())
}

/// n years end the day before the n-th anniversary.
fn last_day(start: Date, years: i16) -> Option<Date> {
    start.checked_add(years.years()).ok()?.checked_sub(1.day()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn patterns_read() {
        assert_eq!(&FROM.captures("本意见自2023年11月30日起施行。").unwrap()[1], "2023年11月30日");
        assert_eq!(&FROM.captures("本实施意见自2021年9月1日起实施").unwrap()[1], "2021年9月1日");
        assert_eq!(&UNTIL.captures("本守则自印发之日起试行，有效期至2024年6月30日").unwrap()[1], "2024年6月30日");
        assert_eq!(&FROM.captures("现公布《甲办法》，自2018年1月1日起施行。").unwrap()[1], "2018年1月1日");
        let scoped = "本办法适用于本县2023—2027年建成的沼气项目，自2023年4月15日起实施，有效期至2027年12月31日。";
        assert_eq!(&FROM.captures(scoped).unwrap()[1], "2023年4月15日");
        assert!(FROM.captures("本办法适用于2023年4月15日以后建成的项目，自愿申报，按年实施。").is_none());
        assert_eq!(&FROM.captures("本办法于2018年1月1日起施行。").unwrap()[1], "2018年1月1日");
        assert_eq!(years("本办法自印发之日起施行，试行期2年。"), Some(2));
        assert_eq!(&FROM.captures("本细则自2027年3月8日施行，有效期三年。").unwrap()[1], "2027年3月8日");
        assert!(FROM.captures("本办法自发布之日起施行").is_none());
        assert!(FROM.captures("本办法自2018年1月1日实施以来，成效明显。").is_none());
        assert_eq!(month_end("本措施自发布之日起实施，有效期至2025年8月。"), Some(date(2025, 8, 31)));
        assert_eq!(month_end("本措施有效期至2027年底。"), Some(date(2027, 12, 31)));
        assert_eq!(month_end("本措施有效期至2027年8月15日。"), None);
        assert_eq!(years("本意见有效期三年。"), Some(3));
        assert_eq!(years("有效期为5年"), Some(5));
        assert_eq!(years("自2016年4月20日起执行，暂定三年。"), Some(3));
    }

    #[test]
    fn a_term_ends_the_day_before() {
        assert_eq!(last_day(date(2024, 9, 27), 3), Some(date(2027, 9, 26)));
        assert_eq!(last_day(date(2024, 2, 29), 1), Some(date(2025, 2, 27)));
    }
}
