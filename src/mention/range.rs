//! Range 区间: two numbers that bound one value.
//!
//! In: `3—5个`, `200-500万元`, `20和30之间`, `1万元以上10万元以下`, `超过1年未满5年`, `200万元（含）—500万元（不含）`. Out: `low`
//! and `high` with what they include; no `value`.

use super::number::{Part, behind, build, factor, part, scaled};
use super::scan::{Walk, span};
use super::unit::{accept, alone};
use super::words::Tail;
use super::{Comparator, Mention, MentionKind};
use crate::text::among;
use rust_decimal::Decimal;

/// Signs and words of a range: 3—5, 3至5.
pub(super) const DASHES: &[&str] = &["——", "—", "–", "-", "－", "−", "~", "～", "〜", "至", "到"];

/// A range: 3—5个, 200-500万元, 15%至20%, 20和30之间.
pub(super) fn range(walk: &Walk<'_>, first: &Part) -> Option<Mention> {
    // The first characters of all that may part the two.
    walk.after(walk.blank(first.end)).filter(|c| among(*c, "（(—–-－−~～〜至到和与"))?;
    // 200万元（含）—500万元（不含）
    let closed = walk.eat_bracket(first.end, &["（含）", "(含)", "（含本数）"]);
    let opened = walk.eat_bracket(first.end, &["（不含）", "(不含)", "（不含本数）"]);
    // 3万元（不含3万元）至4万元（含4万元）
    let again = inserted(walk, first.end);
    let closed = closed.or(again.filter(|(_, out)| !out).map(|(end, _)| end));
    let opened = opened.or(again.filter(|(_, out)| *out).map(|(end, _)| end));
    let at = walk.blank(closed.or(opened).unwrap_or(first.end));
    let (dash, between) = match walk.eat(at, DASHES) {
        Some(end) => (end, false),
        None => (walk.eat(at, &["和", "与"])?, true),
    };
    let mut second = part(walk, walk.blank(dash))?;
    let joined = walk.eat(second.end, &["之间"]);
    let word = walk.text.get(at..dash).unwrap_or_default();
    if between && joined.is_none() || (second.unit.is_none() && matches!(word, "到" | "至") && first.unit.is_some()) {
        return None;
    }
    if matches!(second.unit, Some(Tail::None)) || first.unit.is_some() && unlike(first, &second) {
        return None;
    }
    let mut low = first.number.value;
    let high = second.number.value;
    let scale = second.number.scale;
    // 15-20万元: the 万 counts for both, unless that turned the range round (5000-1万元).
    if first.number.scale == Decimal::ONE && scale > Decimal::ONE && first.unit.is_none() && low < high / scale {
        low = low.checked_mul(scale)?;
    }
    let words = !second.number.arabic && second.unit.is_none() && second.number.plain;
    if low >= high || words && !(walk.words.whole && alone(walk, first.start, second.end)) {
        return None;
    }
    if let Some(end) = joined {
        second.end = end;
    }
    let kind = accept(walk, &second).or((walk.words.whole && words).then_some(MentionKind::Number))?;
    if kind == MentionKind::Number && second.unit.is_none() && walk.eat(second.end, DASHES).is_some() {
        return None; // 0577-8888-1234
    }
    let mut m = build(walk, &second, kind);
    let factor = factor(second.unit.as_ref());
    m.core = span(first.start, second.end);
    m.span = m.core;
    m.value = None;
    (m.low, m.high) = (Some(scaled(low, factor)), Some(scaled(second.number.high.unwrap_or(high), factor)));
    (m.low_inclusive, m.high_inclusive) = (!first.excluded && opened.is_none(), !second.excluded);
    m.comparator = Comparator::Range;
    m.period = None;
    m.rule = "range/dash";
    behind(walk, &mut m, false);
    Some(m)
}

/// 超过1年未满5年, 高于10万元不超过50万元: a floor in front of the first, a ceiling in front of the second.
pub(super) fn ceiling(walk: &Walk<'_>, m: &mut Mention) {
    const ABOVE: &[&str] = &[
        "不超过",
        "不满",
        "未满",
        "不足",
        "不高于",
        "低于",
        "少于",
        "小于",
        "未超过",
        "且不超过",
        "且不满",
        "且不足",
        "且未满",
        "但不超过",
        "但不满",
        "但不足",
        "但未满",
        "至多",
    ];
    let floor = matches!(m.comparator, Comparator::Ge | Comparator::Gt);
    let (Some(low), true) = (m.value, floor) else { return };
    let from = walk.eat(m.span.end, &["、", "，"]).unwrap_or(m.span.end);
    let Some(at) = walk.eat(from, ABOVE) else { return };
    let Some(second) = part(walk, walk.blank(at)) else { return };
    let word = walk.text.get(from..at).unwrap_or_default();
    let Some(kind) = accept(walk, &second).filter(|k| *k == m.kind) else { return };
    let top = build(walk, &second, kind);
    let Some(high) = top.value.filter(|h| *h > low && top.unit == m.unit) else { return };
    (m.low, m.low_inclusive) = (Some(low), m.comparator == Comparator::Ge);
    (m.high, m.high_inclusive) = (Some(high), word.ends_with("超过") || word.ends_with("不高于") || word == "至多");
    (m.value, m.period, m.comparator, m.rule) = (None, None, Comparator::Range, "range/floor-ceiling");
    (m.core.end, m.span.end) = (top.core.end, top.core.end);
}

/// 1万元以上10万元以下, 20万以上30万元以下: one range between two bounds.
pub(super) fn between(walk: &Walk<'_>, first: &Part) -> Option<Mention> {
    const WITH: &[&str] = &["（含）", "(含)", "（含本数）"];
    const WITHOUT: &[&str] = &["（不含）", "(不含)", "（不含本数）"];
    let bare = walk.eat_bracket(first.end, WITHOUT);
    let with = bare.or_else(|| walk.eat_bracket(first.end, WITH));
    let (at, tail) = walk.words.tail_at(walk.text, with.unwrap_or(first.end))?;
    if !matches!(tail, Tail::Behind(Comparator::Ge)) {
        return None;
    }
    let at = walk.eat(at, &["（含）", "（不含）"]).unwrap_or(at);
    let said = inserted(walk, at);
    let at = said.map_or(at, |(end, _)| end);
    // 1000万元及以上至5000万元: the word says that it goes up to there.
    let up_to = walk.eat(at, &["至", "到", "-", "—"]);
    let at = up_to.or_else(|| walk.eat(at, &["、", "，"])).unwrap_or(at);
    let second = part(walk, at)?;
    let open = walk.eat(second.end, WITHOUT);
    let said_end = open.or(walk.eat(second.end, WITH)).unwrap_or(second.end);
    let (end, upper) = match walk.words.tail_at(walk.text, said_end) {
        Some((end, tail)) => (end, matches!(tail, Tail::Behind(Comparator::Le))),
        None => (said_end, up_to.is_some() && second.unit.is_some()),
    };
    let like = first.unit.is_none() || second.unit.is_some() && !unlike(first, &second);
    let (low, high) = (first.number.value, second.number.value);
    if !upper || !like || low >= high || second.unit.is_none() && first.unit.is_some() {
        return None;
    }
    let mut m = build(walk, &second, accept(walk, &second)?);
    let factor = factor(second.unit.as_ref());
    (m.core, m.span) = (span(first.start, second.end), span(first.start, end));
    (m.value, m.period, m.comparator, m.rule) = (None, None, Comparator::Range, "range/bounds");
    (m.low, m.high) = (Some(scaled(low, factor)), Some(scaled(high, factor)));
    let excluded = said.is_some_and(|(_, excluded)| excluded);
    (m.low_inclusive, m.high_inclusive) = (bare.is_none() && !excluded, open.is_none());
    if let Some(end) = walk.eat(end, WITHOUT) {
        (m.span.end, m.high_inclusive) = (end, false);
    }
    Some(m)
}

/// （包含500万元）, （不含500万元）: the same number once more, and whether it is left out.
pub(super) fn inserted(walk: &Walk<'_>, at: usize) -> Option<(usize, bool)> {
    let at = walk.eat(at, &["（", "("])?;
    let (at, excluded) = match walk.eat(at, &["不包含", "不包括", "不含"]) {
        Some(at) => (at, true),
        None => (walk.eat(at, &["包含", "包括", "含"])?, false),
    };
    let end = part(walk, at)?.end;
    Some((walk.eat(end, &["）", ")"])?, excluded))
}

/// 大于10小于20, 小于等于20且大于10, 30以上，50以下: two open bounds beside each other are one range.
pub(super) fn pairs(text: &str, found: &mut Vec<Mention>) {
    const LINKS: &[&str] = &[
        "",
        "，",
        "、",
        ",",
        "且",
        "并且",
        "而且",
        "但",
        "又",
        "和",
        "同时",
        "，且",
        "，并且",
        "，而且",
        "，但",
        "，同时",
        "并",
    ];
    let lower = |m: &Mention| matches!(m.comparator, Comparator::Ge | Comparator::Gt);
    let upper = |m: &Mention| matches!(m.comparator, Comparator::Le | Comparator::Lt);
    found.dedup_by(|b, a| {
        let joint = text.get(a.span.end..b.span.start).is_some_and(|gap| LINKS.contains(&gap.trim()));
        let numbers = !matches!(a.kind, MentionKind::Date | MentionKind::Recurrence) && a.value.is_some();
        let like = a.kind == b.kind && a.unit == b.unit || a.kind == MentionKind::Number && b.value.is_some();
        let (low, high) = if lower(a) { (&*a, &*b) } else { (&*b, &*a) };
        let ordered = low.low.zip(high.high).is_some_and(|(l, h)| l < h);
        if !(joint && numbers && like && ordered && (lower(a) && upper(b) || upper(a) && lower(b))) {
            return false;
        }
        let (l, li, h, hi) = (low.low, low.low_inclusive, high.high, high.high_inclusive);
        (a.low, a.low_inclusive, a.high, a.high_inclusive) = (l, li, h, hi);
        (a.value, a.period, a.comparator, a.rule) = (None, None, Comparator::Range, "range/floor-ceiling");
        (a.kind, a.unit) = (b.kind, b.unit.take());
        (a.span.end, a.core.end) = (b.span.end, b.core.end);
        true
    });
}

pub(super) fn unlike(a: &Part, b: &Part) -> bool {
    match (&a.unit, &b.unit) {
        (Some(Tail::Money(x, _)), Some(Tail::Money(y, _))) => x != y,
        (Some(Tail::Length(x, ..)), Some(Tail::Length(y, ..))) => x != y,
        (Some(x), Some(y)) => std::mem::discriminant(x) != std::mem::discriminant(y),
        _ => false,
    }
}
