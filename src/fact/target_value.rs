//! Value 指标值: the number of a target as its text writes it.
//!
//! In: a mention. Out: value, upper end of a range, unit. Source: annotation, "targets": % as the number before it,
//! units as written; so 6‰ stays 6 and ‰, where a rate of money is told in percent.

use super::Comparator;
use crate::mention::{Mention, MentionKind};
use crate::text::Seek;
use rust_decimal::Decimal;

/// Value, upper end of a range, unit.
pub(super) type Written = (Decimal, Option<Decimal>, Option<String>);

/// What a number says, as written; none where it has no value.
pub(super) fn written(text: &str, mention: &Mention) -> Option<Written> {
    let (value, value_max) = match (mention.value, mention.comparator) {
        (_, Comparator::Range) => (mention.low?, mention.high),
        (Some(v), _) => (v, None),
        (None, _) => (mention.low.or(mention.high)?, None),
    };
    // 降低五分之一: by 20 %
    if mention.rule == "number/fraction" {
        return Some(((value * Decimal::ONE_HUNDRED).normalize(), None, Some("%".to_owned())));
    }
    let permille = mention.unit.as_deref() == Some("%") && mention.span.of(text).has('‰');
    let scaled = |v: Decimal| if permille { (v * Decimal::TEN).normalize() } else { v };
    let unit = match mention.unit.as_deref() {
        _ if permille => Some("‰".to_owned()),
        _ if mention.kind == MentionKind::Multiple => Some("倍".to_owned()),
        Some("pp") => Some("个百分点".to_owned()),
        unit => unit.map(str::to_owned),
    };
    Some((scaled(value), value_max.map(scaled), unit))
}
