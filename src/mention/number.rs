//! Numbers 数: a numeral, its unit, its markers; percent, multiples, money, measures, lengths of time.
//!
//! In: a place where a numeral opens. Out: the value with kind and bound; what counts as a unit is told by
//! `unit.rs`, two numbers that bound one value are read by `range.rs`, numerals that are part of a name or a
//! serial are told by `name.rs`.

use super::coin;
use super::compound::{longer, tenths};
use super::forms;
use super::name::name;
use super::range::{between, inserted, range};
use super::scan::{Front, Walk, span};
use super::unit::{accept, fits};
use super::words::Tail;
use super::{Comparator, Mention, MentionKind};
use crate::text::is_letter;
use crate::text::numeral::Numeral;
use crate::text::{Seek, among, calendar};
use rust_decimal::Decimal;

/// A numeral with the unit behind it.
pub(super) struct Part {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) number: Numeral,
    pub(super) unit: Option<Tail>,
    pub(super) unit_at: (usize, usize),
    /// （不含） between number and unit.
    pub(super) excluded: bool,
}

/// The end of a numeral that is no value, so that the walk does not read its inside.
pub(super) fn pass(walk: &Walk<'_>, at: usize) -> usize {
    let end = at + walk.numeral(at).map_or(0, |n| n.len);
    let letters = walk.rest(end).bytes().take_while(u8::is_ascii_alphanumeric).count();
    if walk.text.as_bytes().get(at).is_some_and(u8::is_ascii_digit) { end + letters } else { end }
}

/// Reads the value whose numeral begins at `start`.
pub(super) fn read(walk: &Walk<'_>, start: usize) -> Option<Mention> {
    if let Some(fraction) = forms::fraction(walk, start) {
        return Some(fraction);
    }
    if let Some(share) = forms::matching(walk, start) {
        return Some(share);
    }
    let first = part(walk, start)?;
    if name(walk, &first) {
        return None;
    }
    if let Some(range) = range(walk, &first).or_else(|| between(walk, &first)) {
        return Some(range);
    }
    let kind = accept(walk, &first)?;
    let mut mention = build(walk, &first, kind);
    // 上千人, 过百家, 上亿元
    let counted = matches!(kind, MentionKind::Quantity | MentionKind::Money | MentionKind::Number);
    if first.number.bare && mention.comparator == Comparator::Eq && counted {
        let marker = match walk.before(start) {
            // 迈上万亿元台阶: a verb
            Some('上') if !walk.before(start - '上'.len_utf8()).is_some_and(|c| among(c, "迈登跨踏站冲走达")) => {
                Some(Comparator::Approx)
            }
            Some('过') => Some(Comparator::Gt),
            _ => None,
        };
        if let Some(comparator) = marker {
            mention.span.start = start - '上'.len_utf8();
            mention.comparator = comparator;
            ends(&mut mention);
        }
    }
    if matches!(kind, MentionKind::Percentage | MentionKind::Quantity) {
        tenths(walk, &first, &mut mention);
    }
    if kind == MentionKind::Money {
        coin::change(walk, &first, &mut mention);
    }
    if kind == MentionKind::Duration && walk.words.whole {
        longer(walk, &first, &mut mention);
    }
    behind(walk, &mut mention, first.excluded);
    Some(mention)
}

/// Numeral and unit at `start`.
pub(super) fn part(walk: &Walk<'_>, start: usize) -> Option<Part> {
    let number = walk.numeral(start)?;
    let mut end = start + number.len;
    let mut excluded = false;
    // 十来个, 100来人: about so many
    let about = walk.words.whole.then(|| walk.eat(end, &["来"])).flatten();
    let about =
        about.filter(|at| walk.words.tail_at(walk.text, *at).is_some_and(|(_, t)| !matches!(t, Tail::Behind(_))));
    end = about.unwrap_or(end);
    let mut at = walk.blank(end);
    if let Some(next) = walk.eat_bracket(at, &["（不含）", "(不含)", "（含）", "(含)"]) {
        excluded = walk.text.get(at..next).is_some_and(|t| t.has('不'));
        if walk.words.tail_at(walk.text, next).is_some_and(|(_, t)| !matches!(t, Tail::Behind(_))) {
            at = next;
        } else {
            excluded = false;
        }
    }
    let mut unit = None;
    let mut unit_at = (end, end);
    if let Some((stop, tail)) = walk.words.tail_at(walk.text, at)
        && !matches!(tail, Tail::Behind(_))
        && fits(walk, tail, at, stop)
    {
        // 3年期以上贷款: a length, where 3年期 alone names a kind
        let term = matches!(tail, Tail::None)
            && walk.text.get(at..stop) == Some("年期")
            && matches!(walk.words.tail_at(walk.text, stop), Some((_, Tail::Behind(_))));
        let tail = if term { &Tail::Length('Y', false, false) } else { tail };
        // 65个年度重点项目: projects are counted, no years
        let counted = walk.text.get(at..stop) == Some("个年度")
            && walk.eat(stop, &["重点", "项目", "目标", "任务", "计划", "建设"]).is_some();
        let (tail, stop) = if counted { (&Tail::Measure, at + '个'.len_utf8()) } else { (tail, stop) };
        let stop = if matches!(tail, Tail::Measure) { rate(walk, twin(walk, stop)) } else { stop };
        unit = Some(coin::block(walk, at, stop).unwrap_or_else(|| tail.clone()));
        unit_at = (at, stop);
        end = stop;
    }
    Some(Part { start, end, number, unit, unit_at, excluded })
}

/// The end of a unit with the other by which the same things are counted: 条 of `6条（段）`, 家 of `20家（户）`.
fn twin(walk: &Walk<'_>, at: usize) -> usize {
    let other = walk.eat(at, &["（", "("]).and_then(|open| {
        let (stop, tail) = walk.words.tail_at(walk.text, open)?;
        matches!(tail, Tail::Measure).then(|| walk.eat(stop, &["）", ")"])).flatten()
    });
    other.unwrap_or(at)
}

/// The end of a unit that is counted by another: 吨 of `吨/年`, `吨/人·年`, `张/千人`.
fn rate(walk: &Walk<'_>, at: usize) -> usize {
    let mut end = at;
    let mut signs: &[&str] = &["/", "／"];
    while let Some(next) = walk.eat(end, signs) {
        // 张/千人, where 千瓦时 is one word
        let many = walk.eat(next, &["百万", "十万", "万", "千", "百"]);
        let ends = [Some(next), many].into_iter().flatten().filter_map(|at| {
            let (stop, tail) = walk.words.tail_at(walk.text, at)?;
            let counts = matches!(tail, Tail::Measure | Tail::Length(_, false, false));
            (counts && fits(walk, tail, at, stop)).then_some(stop)
        });
        match ends.max() {
            Some(stop) => end = stop,
            None => break,
        }
        signs = &["·"];
    }
    end
}

/// A numeral by itself behind 负 or 比, whatever it looks like.
pub(super) fn single(walk: &Walk<'_>, start: usize) -> Option<Mention> {
    let part = part(walk, start).filter(|p| p.unit.is_none() && !p.number.bare)?;
    let mut m = build(walk, &part, MentionKind::Number);
    behind(walk, &mut m, false);
    Some(m)
}

/// A numeral alone, whatever stands behind it.
pub(super) fn bare(walk: &Walk<'_>, start: usize, number: Numeral) -> Mention {
    let end = start + number.len;
    let part = Part { start, end, number, unit: None, unit_at: (end, end), excluded: false };
    build(walk, &part, MentionKind::Number)
}

/// The mention of one part.
pub(super) fn build(walk: &Walk<'_>, part: &Part, kind: MentionKind) -> Mention {
    let mut m = Mention::at(kind, span(part.start, part.end), rule(kind, part));
    let mut factor = factor(part.unit.as_ref());
    if matches!(part.unit, Some(Tail::Discount)) && part.number.chars == 2 && (part.number.plain || part.number.arabic)
    {
        factor = Decimal::ONE; // 八五折 is 85 %
    }
    let value = scaled(part.number.value, factor);
    m.unit = unit_name(walk, part);
    if let Some(high) = part.number.high {
        (m.low, m.high, m.comparator) = (Some(value), Some(scaled(high, factor)), Comparator::Range);
        (m.low_inclusive, m.high_inclusive) = (true, true);
    } else {
        m.value = Some(value);
        if part.number.more {
            m.comparator = Comparator::Gt;
        } else if walk.words.whole && walk.rest(part.start + part.number.len).starts_with('来') {
            m.comparator = Comparator::Approx;
        }
    }
    if let Some(Tail::Length(letter, half, working)) = part.unit {
        let twice = part.number.value.checked_mul(Decimal::TWO).and_then(|h| i64::try_from(h).ok());
        let halves = twice.map(|h| h.saturating_add(i64::from(half))).filter(|h| (1..1_000_000).contains(h));
        m.period = halves.filter(|_| part.number.high.is_none()).map(|h| calendar::length(h, letter));
        m.working_days = working;
        if half {
            m.value = m.value.and_then(|v| v.checked_add(Decimal::new(5, 1)));
        }
    }
    ends(&mut m);
    m
}

pub(super) fn rule(kind: MentionKind, part: &Part) -> &'static str {
    match kind {
        MentionKind::Money => "money/unit",
        MentionKind::Percentage => "percentage/sign",
        MentionKind::Multiple => "multiple/times",
        // 一个, 一家: an article more often than a count.
        MentionKind::Quantity if part.number.value == Decimal::ONE && !part.number.arabic => "quantity/one",
        MentionKind::Quantity => "quantity/measure",
        MentionKind::Duration => "duration/length",
        _ if part.number.arabic => "number/arabic",
        _ => "number/chinese",
    }
}

pub(super) fn factor(unit: Option<&Tail>) -> Decimal {
    match unit {
        Some(Tail::Money(_, f) | Tail::Percent(f)) => *f,
        Some(Tail::Discount) => Decimal::TEN,
        Some(Tail::Dozen) => Decimal::from(12),
        _ => Decimal::ONE,
    }
}

pub(super) fn scaled(value: Decimal, factor: Decimal) -> Decimal {
    value.checked_mul(factor).unwrap_or(value).normalize()
}

fn unit_name(walk: &Walk<'_>, part: &Part) -> Option<String> {
    Some(match part.unit.as_ref()? {
        Tail::Money(code, _) => code.clone(),
        Tail::Percent(_) | Tail::Discount => "%".to_owned(),
        Tail::Dozen => return None,
        Tail::Point => "pp".to_owned(),
        Tail::Times => "倍".to_owned(),
        _ => walk.text.get(part.unit_at.0..part.unit_at.1)?.to_owned(),
    })
}

/// `low` and `high` of a single value by its comparator.
pub(super) fn ends(m: &mut Mention) {
    let Some(value) = m.value else { return };
    (m.low, m.high, m.low_inclusive, m.high_inclusive) = match m.comparator {
        Comparator::Ge => (Some(value), None, true, false),
        Comparator::Gt => (Some(value), None, false, false),
        Comparator::Le => (None, Some(value), false, true),
        Comparator::Lt => (None, Some(value), false, false),
        _ => (None, None, false, false),
    };
}

/// （含税）, （人民币，下同）: what a sum includes, between it and its marker.
fn noted(walk: &Walk<'_>, at: usize) -> Option<usize> {
    const OPENS: &[&str] = &["（含", "（不含", "（税", "（人民币", "（实缴", "（包括", "（下同"];
    let open = walk.eat(at, OPENS)?;
    let rest = walk.text.get(open..)?;
    let (end, _) = rest.char_indices().take(12).find(|(_, c)| *c == '）')?;
    (!rest[..end].contains(|c: char| c.is_ascii_digit() || c == '（')).then_some(open + end + '）'.len_utf8())
}

/// Markers behind: 以上, （含）以上, 以上（不含）; for lengths of time 内 too.
pub(super) fn behind(walk: &Walk<'_>, m: &mut Mention, excluded: bool) {
    const INCLUDED: &[&str] = &["（含本数）", "（含）", "(含)", "（含以上）"];
    const EXCLUDED: &[&str] = &["（不含本数）", "（不含）", "(不含)"];
    let mut excluded = excluded;
    let mut at = walk.blank(m.core.end);
    if m.kind == MentionKind::Money
        && let Some(end) = walk.eat(at, &["人民币"])
    {
        (m.core.end, m.span.end, at) = (end, end, walk.blank(end));
    }
    if let Some(end) = walk.eat_bracket(at, EXCLUDED) {
        (excluded, at) = (true, end);
        m.span.end = end;
    } else if let Some(end) = walk.eat_bracket(at, INCLUDED) {
        at = end;
        m.span.end = end;
    } else if let Some((end, without)) = inserted(walk, at).or_else(|| Some((noted(walk, at)?, excluded)))
        && let Some((_, Tail::Behind(_))) = walk.words.tail_at(walk.text, end)
    {
        // 36个月（含36个月）以上, 300万元（含税）以上: what stands before the marker
        (excluded, at) = (without, end);
    }
    if m.kind == MentionKind::Quantity
        && let Some(end) = walk.eat(at, &["单位", "企业", "项目", "机构", "学校", "门店", "国家"])
        && walk.eat(end, &["以上", "以下", "及以上", "及以下"]).is_some()
    {
        at = end; // 6家单位以上
    }
    // 两倍多, 三年多
    if walk.words.whole
        && m.comparator == Comparator::Eq
        && m.unit.is_some()
        && let Some(end) = walk.eat(at, &["多"])
        && walk.after(end).is_none_or(|c| !is_letter(c) || c == '的')
    {
        (m.comparator, m.span.end, at) = (Comparator::Gt, end, end);
    }
    if let Some((end, Tail::Behind(comparator))) = walk.words.tail_at(walk.text, at) {
        let word = walk.text.get(at..end).unwrap_or_default();
        let inner = word == "内" && (m.kind != MentionKind::Duration || walk.after(end) == Some('部'));
        if !inner && m.comparator != Comparator::Range {
            m.comparator = *comparator;
        }
        if !inner {
            m.span.end = end;
            at = end;
            if let Some(end) = walk.eat_bracket(at, EXCLUDED) {
                (excluded, m.span.end) = (true, end);
            } else if let Some(end) = walk.eat_bracket(at, INCLUDED) {
                m.span.end = end;
            }
        }
    }
    if excluded {
        m.comparator = match m.comparator {
            Comparator::Ge => Comparator::Gt,
            Comparator::Le => Comparator::Lt,
            other => other,
        };
        m.high_inclusive = false;
    }
    ends(m);
}

/// Sets a marker that stands in front; one behind has its say first (约200家以上).
pub(super) fn bound(walk: &Walk<'_>, m: &mut Mention, marker: Front) {
    if matches!(m.kind, MentionKind::Date | MentionKind::Recurrence | MentionKind::Ordinal) {
        return;
    }
    m.span.start = marker.start;
    // 超过8%以上: the narrower of the two; 超过5亿元及以上 includes it
    let included = walk.text.get(m.core.end..m.span.end).is_some_and(|w| w.contains(['及', '含', '或']));
    // 超过30家（含）
    let own = walk.text.get(m.core.end..m.span.end).is_some_and(|w| w.has('含') && !w.has('不'));
    let narrower = m.comparator == Comparator::Ge && marker.comparator == Comparator::Gt && !included;
    if m.comparator == Comparator::Eq || narrower {
        m.comparator = match marker.comparator {
            Comparator::Gt if own => Comparator::Ge,
            Comparator::Lt if own => Comparator::Le,
            other => other,
        };
        ends(m);
    }
}
