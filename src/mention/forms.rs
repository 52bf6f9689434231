//! Forms 特殊形式: fractions, 百分之, 翻番, 减半, 全额, 1:1, 第, ￥.
//!
//! In: `三分之二`, `百分之十五`, `翻一番`, `减半`, `第十二条`, `￥200万`. Out: the value, as `number` gives it.

use super::number::{behind, scaled};
use super::scan::{Walk, span};
use super::{Mention, MentionKind};
use crate::text::numeral;
use rust_decimal::Decimal;

/// 三分之二, 1/3; a twelfth of what looks like a date (2024/12) is none.
pub(super) fn fraction(walk: &Walk<'_>, start: usize) -> Option<Mention> {
    let first = numeral::read(walk.rest(start))?;
    let at = start + first.len;
    let (top, bottom, end) = if let Some(next) = walk.eat(at, &["分之"]) {
        let second = numeral::read(walk.rest(next))?;
        (second.value, first.value, next + second.len)
    } else {
        let next = walk.eat(at, &["/", "／"])?;
        let second = numeral::read(walk.rest(next))?;
        let lone = !matches!(walk.before(start), Some('/' | '-' | '.')) && walk.after(next + second.len) != Some('/');
        if !lone || !second.arabic || second.value > Decimal::ONE_HUNDRED || first.value >= second.value {
            return None;
        }
        (first.value, second.value, next + second.len)
    };
    if bottom.is_zero() {
        return None;
    }
    let mut m = Mention::at(MentionKind::Number, span(start, end), "number/fraction");
    let share = top.checked_div(bottom)?;
    if share.scale() <= 8 {
        m.value = Some(share.normalize());
    } else {
        m.fraction = Some(format!("{}/{}", top.normalize(), bottom.normalize()));
    }
    behind(walk, &mut m, false);
    Some(m)
}

/// 百分之十五, 千分之三.
pub(super) fn share(walk: &Walk<'_>, start: usize, end: usize, unit: Decimal) -> Option<Mention> {
    let number = numeral::read(walk.rest(end))?;
    let mut m = Mention::at(MentionKind::Percentage, span(start, end + number.len), "percentage/share");
    m.value = Some(scaled(number.value, unit));
    m.unit = Some("%".to_owned());
    behind(walk, &mut m, false);
    Some(m)
}

/// 翻一番 is twice, 翻两番 four times (annotation, "targets").
pub(super) fn double(walk: &Walk<'_>, start: usize, end: usize) -> Option<Mention> {
    let (times, at) = match numeral::read(walk.rest(end)) {
        Some(n) => (u32::try_from(n.value).ok()?, end + n.len),
        None => (1, end),
    };
    let stop = walk.eat(at, &["番"])?;
    let mut m = Mention::at(MentionKind::Multiple, span(start, stop), "multiple/double");
    m.value = Some(Decimal::from(2u64.checked_pow(times)?));
    m.unit = Some("倍".to_owned());
    Some(m)
}

/// 减半: half of a hundred percent.
pub(super) fn half(start: usize, end: usize) -> Mention {
    let mut m = Mention::at(MentionKind::Percentage, span(start, end), "percentage/half");
    m.value = Some(Decimal::from(50));
    m.unit = Some("%".to_owned());
    m
}

/// 全额奖励, 全额予以补贴, 租金全免: the whole of it; 全额缴纳, 全额拨付 and 全免费 grant nothing.
pub(super) fn full(walk: &Walk<'_>, start: usize, end: usize) -> Option<Mention> {
    let free = walk.text.get(start..end) == Some("全免");
    let at = walk.eat(end, &["予以", "给予", "进行", "的"]).unwrap_or(end);
    let given = walk.eat(
        at,
        &[
            "奖励", "补贴", "补助", "资助", "返还", "抵用", "抵扣", "减免", "免除", "免收", "免征", "报销", "退还",
            "扶持", "贴息", "奖补", "补偿", "支持",
        ],
    );
    if free && walk.after(end) == Some('费') || !free && given.is_none() {
        return None;
    }
    let mut m = Mention::at(MentionKind::Percentage, span(start, end), "percentage/full");
    m.value = Some(Decimal::ONE_HUNDRED);
    m.unit = Some("%".to_owned());
    Some(m)
}

/// 按1:1比例配套, 1:0.5配套: the second part of the first, in percent; other ratios and times of day are none.
pub(super) fn matching(walk: &Walk<'_>, start: usize) -> Option<Mention> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (own, len) = numeral::arabic(walk.rest(start))?;
    let at = walk.eat(walk.blank(start + len), &[":", "：", "∶"])?;
    let at = walk.blank(at);
    let (other, len) = numeral::arabic(walk.rest(at))?;
    let end = at + len;
    let alone = !matches!(walk.before(start), Some(':' | '：' | '∶' | '.')) && !digit(walk.before(start));
    if own.is_zero() || !alone || walk.eat(end, &[":", "：", "∶"]).is_some() {
        return None;
    }
    let next = walk.eat(end, &["的"]).unwrap_or(end);
    let front = walk.text.get(..start).unwrap_or_default();
    let opened =
        front.ends_with('按') || front.ends_with("按照") || walk.eat(next, &["比例", "额度", "标准"]).is_some();
    let matched = ["配套", "给予", "予以", "配比", "匹配", "补助", "奖励", "资助", "补贴"];
    let meant = walk.eat(next, &matched).is_some()
        || opened && matched.iter().any(|w| walk.rest(next).chars().take(14).collect::<String>().contains(w));
    if !meant {
        return None;
    }
    let mut m = Mention::at(MentionKind::Percentage, span(start, end), "percentage/ratio");
    m.value = Some(other.checked_div(own)?.checked_mul(Decimal::ONE_HUNDRED)?.normalize());
    m.unit = Some("%".to_owned());
    Some(m)
}

/// 第三, 第十二条.
pub(super) fn ordinal(walk: &Walk<'_>, start: usize, end: usize) -> Option<Mention> {
    let number = numeral::read(walk.rest(end))?;
    let stop = end + number.len;
    if number.high.is_some() || number.more {
        return None;
    }
    let unit =
        walk.eat(stop, &["条", "款", "项", "章", "节", "编", "届", "批", "个", "位", "名", "次", "年", "期", "季度"]);
    let mut m = Mention::at(MentionKind::Ordinal, span(start, unit.unwrap_or(stop)), "ordinal/di");
    m.value = Some(number.value);
    m.unit = unit.and_then(|u| walk.text.get(stop..u)).map(str::to_owned);
    Some(m)
}

/// ￥200万
pub(super) fn sign(walk: &Walk<'_>, start: usize, end: usize, code: &str) -> Option<Mention> {
    let number = numeral::read(walk.rest(walk.blank(end)))?;
    let mut m = Mention::at(MentionKind::Money, span(start, walk.blank(end) + number.len), "money/sign");
    m.value = Some(number.value);
    m.unit = Some(code.to_owned());
    behind(walk, &mut m, false);
    Some(m)
}
