//! Fields 字段: `单位:市科委`, `年份:2023`, `金额>=100万`, `期限<=2026` inside a question.
//!
//! Each is asked of the columns of a clause, so that it may stand anywhere among words and operators.

use super::analyse::fold;
use super::ask::Part;
use super::columns::{Segment, Snapshot};
use super::schema::{day, role_number};
use crate::fact::Role;
use crate::text::numeral;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// One field with what it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// 单位
    Agency(String),
    /// 角色
    Role(Role),
    /// 文号, folded
    Number(String),
    /// 年份, first and last
    Year(i64, i64),
    /// 文种
    Kind(String),
    /// 发文机关, or a part of its name
    Issuer(String),
    /// 地区, or a part of its name
    Region(String),
    /// 级别
    Level(String),
    /// 金额 in fen, lowest and highest
    Amount(i64, i64),
    /// 期限 as days, first and last
    Deadline(i64, i64),
    /// 标题 of the clause
    Heading(Part),
}

/// Names of the fields, as people may write them.
const NAMES: &[(&str, &str)] = &[
    ("单位", "agency"),
    ("agency", "agency"),
    ("角色", "role"),
    ("分工", "role"),
    ("role", "role"),
    ("文号", "number"),
    ("number", "number"),
    ("年份", "year"),
    ("year", "year"),
    ("文种", "document_kind"),
    ("document_kind", "document_kind"),
    ("发文机关", "issuer"),
    ("issuer", "issuer"),
    ("地区", "region"),
    ("region", "region"),
    ("级别", "level"),
    ("level", "level"),
    ("金额", "amount"),
    ("amount", "amount"),
    ("期限", "deadline"),
    ("时限", "deadline"),
    ("deadline", "deadline"),
    ("标题", "heading"),
    ("heading", "heading"),
];

/// A word as a field: none where it is no field, an error in Chinese where its value does not fit.
pub(super) fn read(word: &str, later: impl FnOnce() -> String) -> Option<Result<Field, String>> {
    let at = word.find(|c: char| ":：=<>≤≥＜＞＝".contains(c))?;
    let (name, rest) = word.split_at(at);
    let field = NAMES.iter().find(|(n, _)| *n == name)?.1;
    let value = rest.trim_start_matches(|c: char| ":：=<>≤≥＜＞＝".contains(c));
    let mark: String = rest.chars().take_while(|c| ":：=<>≤≥＜＞＝".contains(*c)).collect();
    let value = if value.is_empty() { later() } else { value.trim_matches(['"', '“', '”', '＂']).to_owned() };
    let wrong = |what: &str| format!("“{name}”后应为{what}，“{word}”按文字检索");
    if value.trim().is_empty() {
        return Some(Err(wrong("要找的值")));
    }
    Some(made(field, &mark, value.trim()).ok_or_else(|| {
        wrong(match field {
            "role" => "牵头、配合或责任",
            "year" => "四位年份",
            "amount" => "金额，如 >=100万",
            "deadline" => "年份或日期，如 <=2026",
            _ => "要找的值",
        })
    }))
}

fn made(field: &str, mark: &str, value: &str) -> Option<Field> {
    let text = value.to_owned();
    Some(match field {
        "agency" => Field::Agency(text),
        "number" => Field::Number(fold(value)),
        "document_kind" => Field::Kind(text),
        "issuer" => Field::Issuer(text),
        "region" => Field::Region(text),
        "level" => Field::Level(text),
        "heading" => {
            Field::Heading(Part { folded: Some(fold(value)).filter(|f| !f.is_empty())?, raw: text, quoted: true })
        }
        "role" => Field::Role(match value {
            "牵头" | "lead" => Role::Lead,
            "配合" | "support" => Role::Support,
            "责任" | "responsible" => Role::Responsible,
            _ => return None,
        }),
        "year" => {
            let year = value.trim_end_matches('年').parse().ok().filter(|y| (1000..=9999).contains(y))?;
            let (from, to) = bounded(mark, year, year);
            Field::Year(from, to)
        }
        "amount" => {
            let fen = money(value)?;
            let (from, to) = bounded(mark, fen, fen);
            Field::Amount(from, to)
        }
        _ => {
            let (first, last) = days(value)?;
            let (from, to) = bounded(mark, day(first), day(last));
            Field::Deadline(from, to)
        }
    })
}

/// What a mark makes of a value that goes from `low` to `high`.
fn bounded(mark: &str, low: i64, high: i64) -> (i64, i64) {
    let has = |any: &[char]| mark.contains(any);
    let equal = has(&['=', '＝', '≤', '≥']);
    if has(&['>', '＞', '≥']) {
        (if equal { low } else { high.saturating_add(1) }, i64::MAX)
    } else if has(&['<', '＜', '≤']) {
        (i64::MIN, if equal { high } else { low.saturating_sub(1) })
    } else {
        (low, high)
    }
}

/// `100万`, `1.5亿元`, `2000元`, `二十万` in fen.
pub fn money(text: &str) -> Option<i64> {
    let text = text.trim_end_matches("人民币").trim_end_matches('元');
    let read = numeral::read(text)?;
    let whole = read.len == text.len();
    whole.then(|| read.value.checked_mul(Decimal::from(100))?.to_i64()).flatten()
}

/// The first and last day of `2026`, `2026年`, `2026-06`, `2026-06-30`.
fn days(text: &str) -> Option<(Date, Date)> {
    let plain: String =
        text.replace(['年', '月', '/', '.'], "-").trim_end_matches(['日', '-', '底', '末', '前']).to_owned();
    let mut parts = plain.trim_end_matches('-').split('-');
    let year: i16 = parts.next()?.parse().ok().filter(|y| (1000..=9999).contains(y))?;
    let Some(month) = parts.next() else { return Some((date(year, 1, 1), date(year, 12, 31))) };
    let first = Date::new(year, month.parse().ok()?, 1).ok()?;
    let Some(at) = parts.next() else { return Some((first, first.last_of_month())) };
    let day = Date::new(year, first.month(), at.parse().ok()?).ok()?;
    parts.next().is_none().then_some((day, day))
}

/// Whether a clause is as a field asks; headings are asked of the index instead.
pub(super) fn holds(field: &Field, snapshot: &Snapshot, segment: &Segment, doc: u32) -> bool {
    let about = snapshot.about.get(segment.document(doc));
    let is = |test: &dyn Fn(&super::columns::About) -> bool| about.is_some_and(test);
    match field {
        Field::Agency(name) => {
            segment.acting(doc).any(|body| snapshot.agencies.get(body as usize).is_some_and(|a| a == name))
        }
        Field::Role(role) => segment.local.traits[doc as usize] >> 8 & (1 << role_number(*role)) != 0,
        Field::Number(number) => is(&|a| a.number.as_deref() == Some(number)),
        Field::Year(from, to) => is(&|a| a.year.is_some_and(|y| *from <= y && y <= *to)),
        Field::Kind(kind) => is(&|a| a.kind.as_deref() == Some(kind)),
        Field::Issuer(name) => is(&|a| a.issuers.iter().any(|i| i.contains(name.as_str()))),
        Field::Region(name) => is(&|a| a.region.as_deref().is_some_and(|r| r.contains(name.as_str()))),
        Field::Level(name) => is(&|a| a.level == Some(name.as_str())),
        Field::Amount(from, to) => segment.local.amounts.of(doc).iter().any(|v| from <= v && v <= to),
        Field::Deadline(from, to) => segment.local.deadlines.of(doc).iter().any(|v| from <= v && v <= to),
        Field::Heading(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(word: &str) -> Field {
        read(word, String::new).unwrap().unwrap()
    }

    #[test]
    fn values_as_officials_write_them() {
        assert_eq!(one("金额>=100万"), Field::Amount(100_000_000, i64::MAX));
        assert_eq!(one("金额<1.5亿元"), Field::Amount(i64::MIN, 14_999_999_999));
        assert_eq!(one("期限<=2026"), Field::Deadline(i64::MIN, 20_261_231));
        assert_eq!(one("期限：2026年6月"), Field::Deadline(20_260_601, 20_260_630));
        assert_eq!(one("年份:2023"), Field::Year(2023, 2023));
        assert_eq!(one("年份>2021年"), Field::Year(2022, i64::MAX));
        assert_eq!(one("文号:沪府规[2021]9号"), one("文号：沪府规〔２０２１〕9号"));
        assert_eq!(one("角色:牵头"), Field::Role(Role::Lead));
        for odd in ["金额>=很多", "期限<=2026年13月", "年份:去年", "单位:"] {
            assert!(read(odd, String::new).unwrap().is_err(), "{odd}");
        }
        assert!(read("责任单位：市科委", String::new).is_none() && read("首台套", String::new).is_none());
    }
}
