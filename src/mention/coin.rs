//! Small change 零钱: 块, 毛, 角 and 分 beside each other, and the last digit without its word.
//!
//! In: `三元五角`, `五块`, `一块二`, `三毛五`, `两元零五分`. Out: one sum in yuan. 块 is money where no noun follows it
//! (五块钱, 五块。), a piece of something elsewhere (三块地).

use super::Mention;
use super::number::{Part, part, scaled};
use super::scan::Walk;
use super::words::Tail;
use crate::text::numeral;
use crate::text::{among, is_letter};
use rust_decimal::Decimal;

/// 块 behind a number as a unit of money.
pub(super) fn block(walk: &Walk<'_>, at: usize, end: usize) -> Option<Tail> {
    if !walk.words.whole || walk.text.get(at..end) != Some("块") {
        return None;
    }
    let digit = |c: char| numeral::digit(c).is_some() || c.is_ascii_digit();
    let money = walk.after(end).is_none_or(|c| !is_letter(c) || digit(c) || among(c, "钱左上以之的到至"));
    money.then(|| Tail::Money("CNY".to_owned(), Decimal::ONE))
}

/// 3元5角, 一块二, 三毛五, 两元零五分.
pub(super) fn change(walk: &Walk<'_>, first: &Part, m: &mut Mention) {
    let Some(Tail::Money(_, unit)) = first.unit else { return };
    let mut last = unit;
    let tenth = |d: Decimal| d.checked_div(Decimal::TEN).unwrap_or(d);
    while let Some(next) = part(walk, m.span.end) {
        let simple = next.number.high.is_none() && !next.number.more && next.number.scale == Decimal::ONE;
        let factor = match &next.unit {
            Some(Tail::Money(code, f)) if *f < last && m.unit.as_deref() == Some(code.as_str()) => *f,
            // 三元零五分, 两角五分
            Some(Tail::Measure) if walk.text.get(next.unit_at.0..next.unit_at.1) == Some("分") => Decimal::new(1, 2),
            // 一块二, 三毛五, 两元五
            None if digit(walk, first, &next) => tenth(last),
            _ => return,
        };
        if !simple || factor >= last || m.unit.as_deref() != Some("CNY") && next.unit.is_none() {
            return;
        }
        let Some(sum) = m.value.and_then(|v| v.checked_add(scaled(next.number.value, factor))) else { return };
        m.value = Some(sum.normalize());
        (m.span.end, m.core.end, last) = (next.end, next.end, factor);
        if let Some(end) = walk.eat(next.end, &["钱", "整"]) {
            (m.span.end, m.core.end) = (end, end);
        }
    }
}

/// One digit with nothing to count behind it, after 块, 毛 or 角; after 元 only at the end of a phrase.
fn digit(walk: &Walk<'_>, first: &Part, next: &Part) -> bool {
    let word = walk.text.get(first.unit_at.0..first.unit_at.1).unwrap_or_default();
    let closed = walk.after(next.end).is_none_or(|c| !is_letter(c) || c == '钱' || c == '的');
    walk.words.whole
        && closed
        && next.number.chars == 1
        && next.number.plain
        && matches!(word, "块" | "毛" | "角" | "元")
}
