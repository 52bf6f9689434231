//! Compounds 复合数: a smaller part behind the unit that belongs to the same value.
//!
//! In: `三成五`, `七成半`, `一米七五`, `两年三个月`, `1小时30分钟`. Out: one value.

use super::Mention;
use super::number::{Part, part};
use super::scan::Walk;
use super::unit::alone;
use super::words::Tail;
use crate::text::{Seek, numeral};
use rust_decimal::Decimal;

/// 三成五 is 35 %, 一米八 1.8, 一米七五 1.75.
pub(super) fn tenths(walk: &Walk<'_>, part: &Part, m: &mut Mention) {
    let unit = walk.text.get(part.unit_at.0..part.unit_at.1);
    let metre = walk.words.whole && unit == Some("米");
    if !metre && unit != Some("成") {
        return;
    }
    let digit = |at: usize| walk.after(at).and_then(|c| Some((i64::from(numeral::digit(c)?), at + c.len_utf8())));
    let half = || (!metre && walk.words.whole).then(|| walk.eat(part.end, &["半"])).flatten().map(|at| (5, at));
    let (Some((first, mut end)), Some(value)) = (digit(part.end).or_else(half), m.value) else { return };
    let mut more = if metre { Decimal::new(first, 1) } else { Decimal::from(first) };
    // 一米七五
    if let Some((second, stop)) = digit(end).filter(|_| metre) {
        (more, end) = (Decimal::new(first * 10 + second, 2), stop);
    }
    if walk.words.tail_at(walk.text, end).is_some_and(|(_, t)| !matches!(t, Tail::Behind(_)))
        || metre && !alone(walk, 0, end)
    {
        return;
    }
    m.value = value.checked_add(more);
    (m.core.end, m.span.end) = (end, end);
}

/// 两年三个月, 1小时30分钟: lengths of falling units are one.
pub(super) fn longer(walk: &Walk<'_>, first: &Part, m: &mut Mention) {
    let rank = |unit: &Option<Tail>| match unit {
        Some(Tail::Length(letter, false, false)) => "YMDHmS".find(*letter),
        _ => None,
    };
    let plain = |p: &Part| p.number.high.is_none() && !p.number.more && p.number.value.scale() == 0;
    let Some(mut last) = rank(&first.unit).filter(|_| plain(first)) else { return };
    loop {
        let at = walk.eat(m.core.end, &["零", "又", "加"]).unwrap_or(m.core.end);
        let Some(next) = part(walk, at) else { return };
        let minutes = walk.text.get(next.unit_at.0..next.unit_at.1) == Some("分") && last == 3;
        let Some(own) = rank(&next.unit).or(minutes.then_some(4)).filter(|r| *r > last && plain(&next)) else { return };
        let letter = ['Y', 'M', 'D', 'H', 'M', 'S'][own];
        let Some(period) = m.period.as_mut() else { return };
        if own >= 3 && !period.has('T') {
            period.push('T');
        }
        period.push_str(&format!("{}{letter}", next.number.value));
        // One number no longer tells it.
        (m.value, m.core.end, m.span.end, last) = (None, next.end, next.end, own);
    }
}
