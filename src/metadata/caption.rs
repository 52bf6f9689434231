//! Caption 题注: what the lines below the title of a rule say of its making.
//!
//! `2006年12月8日国务院第159次常务会议通过 2006年12月19日中华人民共和国国务院令第481号公布 自2007年4月1日起施行`. Source:
//! 立法技术规范（试行）（法工委发〔2009〕62号）: the caption names the day and the way of passing, the order that
//! promulgates, and the first day of force.

use super::dates;
use crate::outline::is_body_name;
use crate::text::Seek;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

#[allow(clippy::expect_used)]
fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

const DAY: &str = r"\d{4}年\d{1,2}月\d{1,2}日";
static ORDER: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(r"({DAY})(?:以|经)?(\p{{Han}}{{2,40}}令)((?:20\d{{2}}年)?第\d{{1,4}}号)(?:公布|发布)"))
});
static PASSED: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"({DAY})(?:经|由)?(\p{{Han}}{{2,30}}?)(?:第[一二三四五六七八九十百零\d]+次)\p{{Han}}{{0,10}}会议(?:审议|讨论|修订|表决)?通过"
    ))
});
static FORCE: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(r"(?:自({DAY})起(?:施行|实施|执行|生效)|^（?({DAY})(?:起)?(?:施行|实施|生效)）?$)"))
});
static TERM: LazyLock<Regex> = LazyLock::new(|| regex(r"第[一二三四五六七八九十\d]+届"));

/// What a caption names; nothing of it is guessed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Caption {
    /// The order that promulgates, with its number: 国务院令第481号.
    pub(super) number: Option<String>,
    /// Who gave the order, else who passed the text.
    pub(super) issuer: Option<String>,
    /// The day of the order, else of the passing.
    pub(super) day: Option<Date>,
    /// 施行日期
    pub(super) from: Option<Date>,
}

/// Reads the captions of one document, a line each. A text that was revised is the one of its first passing.
pub(super) fn read<'a>(lines: impl Iterator<Item = &'a str>) -> Caption {
    let mut out = Caption::default();
    let mut passed: Option<(Option<Date>, Option<String>)> = None;
    for line in lines {
        if out.number.is_none()
            && let Some(found) = ORDER.captures(line)
        {
            out.day = dates::day(&found[1]);
            out.number = Some(format!("{}{}", &found[2], &found[3]));
            out.issuer = orderer(&found[2]);
        }
        if passed.is_none()
            && let Some(found) = PASSED.captures(line)
        {
            passed = Some((dates::day(&found[1]), body(&TERM.replace(&found[2], ""))));
        }
        if out.from.is_none()
            && let Some(found) = FORCE.captures(line)
        {
            out.from = found.get(1).or(found.get(2)).and_then(|m| dates::day(m.as_str()));
        }
    }
    if let Some((day, by)) = passed {
        out.day = out.day.or(day);
        out.issuer = out.issuer.or(by);
    }
    out
}

/// Who gives an order: 中华人民共和国国务院令 is one of 国务院, 主席令 promulgates what the congress passed.
fn orderer(order: &str) -> Option<String> {
    let name = order.strip_suffix('令')?;
    if name.closes("主席") {
        return None;
    }
    body(name.strip_prefix("中华人民共和国").filter(|n| *n == "国务院").unwrap_or(name))
}

fn body(name: &str) -> Option<String> {
    (is_body_name(name) || name.closes("委员会") || name.closes("大会")).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_order_counts_before_the_passing() {
        let lines = [
            "2006年12月8日国务院第159次常务会议通过2006年12月19日中华人民共和国国务院令第481号公布自2007年4月1日起施行",
        ];
        let found = read(lines.into_iter());
        assert_eq!(found.number.as_deref(), Some("中华人民共和国国务院令第481号"));
        assert_eq!(found.issuer.as_deref(), Some("国务院"));
        assert_eq!((found.day, found.from), (Some(date(2006, 12, 19)), Some(date(2007, 4, 1))));
    }

    #[test]
    fn who_passed_it_is_named_without_the_term() {
        let lines = ["（2021年7月29日甲省第九届人民代表大会常务委员会第四次会议通过）", "2022年1月1日施行"];
        let found = read(lines.into_iter());
        assert_eq!(found.issuer.as_deref(), Some("甲省人民代表大会常务委员会"));
        assert_eq!((found.number, found.day, found.from), (None, Some(date(2021, 7, 29)), Some(date(2022, 1, 1))));
        let by_order = read(["2019年3月2日甲省人民政府令第319号公布"].into_iter());
        assert_eq!(by_order.issuer.as_deref(), Some("甲省人民政府"));
        assert_eq!(read(["（征求意见稿）"].into_iter()), Caption::default());
    }
}
