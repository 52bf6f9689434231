//! Groups 并列: members of one list share unit and marker.
//!
//! `200、300、500万元` are three sums; in `超过10亿元、50亿元` and `300万美元、500万美元以上` the marker holds
//! for every number (annotation, "markers of bound").

use super::number::ends;
use super::{Comparator, Mention, MentionKind};
use rust_decimal::Decimal;

/// What divides the members of a list.
fn divides(gap: &str) -> bool {
    matches!(gap.trim(), "、" | "和" | "及" | "或" | "与" | "/" | "以及" | "或者")
}

/// Joins lists in place.
pub(super) fn join(text: &str, found: &mut [Mention]) {
    let mut at = 0;
    while at < found.len() {
        let mut end = at + 1;
        while end < found.len() && linked(text, &found[end - 1], &found[end]) {
            end += 1;
        }
        if let Some(list) = found.get_mut(at..end).filter(|l| l.len() > 1) {
            share_unit(text, list);
            let mut from = 0;
            for i in 1..=list.len() {
                if i == list.len() || list[i].kind != list[from].kind || list[i].unit != list[from].unit {
                    if let Some(part) = list.get_mut(from..i) {
                        share_marker(part);
                    }
                    from = i;
                }
            }
        }
        at = end;
    }
}

fn linked(text: &str, a: &Mention, b: &Mention) -> bool {
    let counts = |m: &Mention| {
        matches!(
            m.kind,
            MentionKind::Number
                | MentionKind::Money
                | MentionKind::Percentage
                | MentionKind::Quantity
                | MentionKind::Multiple
                | MentionKind::Duration
        )
    };
    counts(a) && counts(b) && text.get(a.span.end..b.span.start).is_some_and(divides)
}

/// 200、300、500万元: a bare number takes unit, and 万 where it has none, from the next with one.
fn share_unit(text: &str, list: &mut [Mention]) {
    let Some(last) = list.iter().position(|m| m.kind != MentionKind::Number) else { return };
    let (heads, rest) = list.split_at_mut(last);
    let Some(giver) = rest.first() else { return };
    if !matches!(giver.kind, MentionKind::Money | MentionKind::Percentage | MentionKind::Quantity) {
        return;
    }
    let words = giver.core.of(text);
    let scale = if words.contains("万亿") {
        Decimal::from(1_000_000_000_000_u64)
    } else if words.contains('亿') {
        Decimal::from(100_000_000)
    } else if words.contains('万') {
        Decimal::from(10_000)
    } else {
        Decimal::ONE
    };
    for m in heads {
        let own = m.core.of(text).contains(['万', '亿']);
        let factor = if own { Decimal::ONE } else { scale };
        m.value = m.value.and_then(|v| v.checked_mul(factor)).map(|v| v.normalize());
        (m.kind, m.unit, m.rule) = (giver.kind, giver.unit.clone(), "list/unit");
        ends(m);
    }
}

/// The only marker of a list, at its first member's front or its last one's back, holds for all.
fn share_marker(list: &mut [Mention]) {
    let (Some(first), Some(last)) = (list.first(), list.last()) else { return };
    let front = (first.span.start < first.core.start).then_some(first.comparator);
    let back = (last.span.end > last.core.end).then_some(last.comparator);
    let unmarked = |m: &Mention| m.comparator == Comparator::Eq;
    let n = list.len();
    let marker = match (front, back) {
        (Some(c), _) if list[1..].iter().all(unmarked) => c,
        (None, Some(c)) if list[..n - 1].iter().all(unmarked) => c,
        _ => return,
    };
    if matches!(marker, Comparator::Eq | Comparator::Range) {
        return;
    }
    for m in list.iter_mut().filter(|m| unmarked(m)) {
        m.comparator = marker;
        ends(m);
    }
}
