//! Numbers 数: a numeral, its unit, its markers; percent, multiples, money, measures, lengths of time.
//!
//! In: a place where a numeral opens. Out: the value with kind and bound, or none where the numeral is
//! part of a name, a label or a serial (`〔2023〕20号`, `（十一）`, `一区22园`, `千亿级`, `5G`).

use super::forms;
use super::scan::{Front, Walk, span};
use super::words::Tail;
use super::{Comparator, Mention, MentionKind};
use crate::text::calendar;
use crate::text::numeral::{self, Numeral};
use rust_decimal::Decimal;

/// Signs and words of a range: 3—5, 3至5.
pub(super) const DASHES: &[&str] = &["——", "—", "–", "-", "－", "−", "~", "～", "〜", "至", "到"];
/// Behind a length of time these make a name of it: 24小时热线.
const NAMES: &[&str] =
    &["热线", "自助", "营业", "值班", "值守", "在线", "不打烊", "服务", "不间断", "供应", "开放", "运转", "制"];

/// A numeral with the unit behind it.
struct Part {
    start: usize,
    end: usize,
    number: Numeral,
    unit: Option<Tail>,
    unit_at: (usize, usize),
    /// （不含） between number and unit.
    excluded: bool,
}

/// The end of a numeral that is no value, so that the walk does not read its inside.
pub(super) fn pass(walk: &Walk<'_>, at: usize) -> usize {
    let end = at + numeral::read(walk.rest(at)).map_or(0, |n| n.len);
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
    // 上千人, 过百家
    if first.number.bare && mention.comparator == Comparator::Eq && kind == MentionKind::Quantity {
        let marker = match walk.before(start) {
            Some('上') => Some(Comparator::Approx),
            Some('过') => Some(Comparator::Gt),
            _ => None,
        };
        if let Some(comparator) = marker {
            mention.span.start = start - '上'.len_utf8();
            mention.comparator = comparator;
            ends(&mut mention);
        }
    }
    if kind == MentionKind::Percentage {
        tenths(walk, &first, &mut mention);
    }
    if kind == MentionKind::Money {
        small_change(walk, &mut mention);
    }
    behind(walk, &mut mention, first.excluded);
    Some(mention)
}

/// 三成五 is 35 %.
fn tenths(walk: &Walk<'_>, part: &Part, m: &mut Mention) {
    let cheng = walk.text.get(part.unit_at.0..part.unit_at.1) == Some("成");
    let ones = walk.after(part.end).filter(|_| cheng).and_then(|c| Some((numeral::digit(c)?, c.len_utf8())));
    if let (Some((ones, len)), Some(value)) = (ones, m.value)
        && walk.words.tail_at(walk.text, part.end + len).is_none_or(|(_, t)| matches!(t, Tail::Behind(_)))
    {
        m.value = value.checked_add(Decimal::from(ones));
        (m.core.end, m.span.end) = (part.end + len, part.end + len);
    }
}

/// Numeral and unit at `start`.
fn part(walk: &Walk<'_>, start: usize) -> Option<Part> {
    let number = numeral::read(walk.rest(start))?;
    let mut end = start + number.len;
    let mut excluded = false;
    let mut at = walk.blank(end);
    if let Some(next) = walk.eat(at, &["（不含）", "(不含)", "（含）", "(含)"]) {
        excluded = walk.text.get(at..next).is_some_and(|t| t.contains('不'));
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
        unit = Some(tail.clone());
        unit_at = (at, stop);
        end = stop;
    }
    Some(Part { start, end, number, unit, unit_at, excluded })
}

/// Whether the word at `at..end` is the unit and not the head of another word.
fn fits(walk: &Walk<'_>, tail: &Tail, at: usize, end: usize) -> bool {
    let next = walk.after(end);
    let word = walk.text.get(at..end).unwrap_or_default();
    let latin = word.bytes().all(|b| b.is_ascii_alphanumeric());
    if latin && next.is_some_and(|c| c.is_ascii_alphanumeric()) {
        return false;
    }
    match (tail, word) {
        // 一成立, 5成员
        (Tail::Percent(_), "成") => next.is_none_or(|c| !"立果员本功为长效都品套型熟交".contains(c)),
        (Tail::Measure, "分") => next.is_none_or(|c| !"别类为析布工公支行享级散".contains(c)),
        (Tail::Measure, "部") => next.is_none_or(|c| !"门分署".contains(c)),
        (Tail::Measure, "本") => next.is_none_or(|c| !"市省区地级科土".contains(c)),
        (Tail::Measure, "名") => next.is_none_or(|c| !"牌优单".contains(c)),
        (Tail::Measure, "人") => next.is_none_or(|c| !"民大才工社".contains(c)),
        (Tail::Measure, "门") => next.is_none_or(|c| !"户类店".contains(c)),
        (Tail::Measure, "场") => next.is_none_or(|c| !"所馆地".contains(c)),
        (Tail::Measure, "口") => next.is_none_or(|c| !"岸".contains(c)),
        (Tail::Measure, "种") => next.is_none_or(|c| !"植子业".contains(c)),
        (Tail::Measure, "处") => next.is_none_or(|c| !"理置级罚".contains(c)),
        (Tail::Measure, "组") => next.is_none_or(|c| !"织".contains(c)),
        (Tail::Measure, "起") => next.is_none_or(|c| !"步草".contains(c)),
        (Tail::Length('D', ..), "日") => next.is_none_or(|c| !"均常报照".contains(c)),
        _ => true,
    }
}

/// A numeral that names or labels: brackets around it, letters beside it, 千亿级, 一区22园.
fn name(walk: &Walk<'_>, part: &Part) -> bool {
    let before = walk.before(part.start);
    let after = walk.after(part.end);
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if matches!(part.unit, Some(Tail::None)) || (part.number.arabic && latin(before)) {
        return true;
    }
    if part.unit.is_none() && (latin(after) || matches!(before, Some('+' | '＋' | '.' | '〔' | '[' | '#' | '_'))) {
        return true;
    }
    if telephone(walk, part) {
        return true;
    }
    // 90后, 80后
    if after == Some('后') && part.unit.is_none() && part.number.arabic && part.number.chars == 2 {
        return true;
    }
    if after == Some('+') || after == Some('＋') || (before == Some('+') && part.unit.is_none()) {
        return true;
    }
    if matches!(after, Some('级')) && !matches!(part.unit, Some(Tail::Percent(_))) {
        return true;
    }
    if ratio(walk, part) || part.unit.is_none() && bracketed(before, after) || label(walk, part) || step(walk, part) {
        return true;
    }
    if matches!(part.unit, Some(Tail::Length(..))) && walk.eat(part.end, NAMES).is_some() {
        return true;
    }
    false
}

/// 1:1 配套, 17:30: a ratio or a time of day.
fn ratio(walk: &Walk<'_>, part: &Part) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let ahead = walk.eat(part.end, &[":", "：", "∶"]).is_some_and(|at| digit(walk.after(at)));
    let behind = walk.before(part.start).filter(|c| matches!(c, ':' | '：' | '∶'));
    part.number.arabic && (ahead || behind.is_some_and(|c| digit(walk.before(part.start - c.len_utf8()))))
}

/// 0571-12345678, 12345热线: digits that are dialled.
fn telephone(walk: &Walk<'_>, part: &Part) -> bool {
    let words = walk.text.get(part.start..part.start + part.number.len).unwrap_or_default();
    let dialled = words.len() >= 3 && words.bytes().all(|b| b.is_ascii_digit()) && part.unit.is_none();
    let front = walk.text.get(..part.start).unwrap_or_default();
    let after_dash = || front.strip_suffix(['-', '—']).is_some_and(|f| f.ends_with(|c: char| c.is_ascii_digit()));
    dialled
        && (words.starts_with('0')
            || walk.eat(part.end, &["热线", "电话", "平台"]).is_some()
            || words.len() >= 7 && after_dash())
}

fn bracketed(before: Option<char>, after: Option<char>) -> bool {
    matches!(before, Some('（' | '(' | '〔' | '[' | '【')) && matches!(after, Some('）' | ')' | '〕' | ']' | '】'))
}

/// A label at the start of a line: 1.支持…, 2、….
fn label(walk: &Walk<'_>, part: &Part) -> bool {
    let opens = part.start == 0 || matches!(walk.before(part.start), Some('\n' | '。' | '；' | '：'));
    let closes = matches!(walk.after(part.end), Some('.' | '．' | '、' | '）' | ')'));
    let more = walk.rest(part.end).chars().nth(1).is_some_and(|c| !c.is_ascii_digit());
    opens && closes && more && part.unit.is_none() && part.number.value < Decimal::ONE_HUNDRED
}

/// 一区22园, 三基地 behind 一中心: numeral, word, numeral, word, none of them a unit.
fn step(walk: &Walk<'_>, part: &Part) -> bool {
    if part.unit.is_some() || !walk.after(part.end).is_some_and(|c| !c.is_ascii() && c.is_alphabetic()) {
        return false;
    }
    let Some(before) = walk.text.get(..part.start) else { return false };
    let mut chars = before.chars().rev();
    let between = chars.next().is_some_and(|c| c.is_alphabetic() && !c.is_ascii() && !numeral::opens(c));
    between && chars.next().is_some_and(|c| numeral::digit(c).is_some() || c == '十')
}

/// What the numeral is with its unit; none where it is no value.
fn accept(walk: &Walk<'_>, part: &Part) -> Option<MentionKind> {
    let number = &part.number;
    // 一户一策: a slogan of two ones.
    let slogan = number.chars == 1 && walk.after(part.end).is_some_and(|c| matches!(c, '一')) && !number.arabic;
    match &part.unit {
        Some(Tail::Money(..)) => {
            // 总投资亿元以上: a bare 亿 counts between the noun of a sum and a marker
            let summed =
                number.bare && matches!(walk.before(part.start), Some('资' | '额' | '值' | '入' | '收' | '税' | '模'));
            let marked = || walk.eat(part.end, &["以上", "及以上", "以下"]).is_some();
            (!number.bare || number.chars > 1 || summed && marked()).then_some(MentionKind::Money)
        }
        Some(Tail::Percent(_) | Tail::Point) => Some(MentionKind::Percentage),
        Some(Tail::Times) => Some(MentionKind::Multiple),
        Some(Tail::Measure) => {
            // 近百家, 上千户: a bare hundred counts behind 近 or 上
            let near = number.bare && matches!(walk.before(part.start), Some('近' | '上' | '过' | '逾' | '超' | '约'));
            // 百余家, 千余人
            ((near || !number.bare || number.more) && !slogan).then_some(MentionKind::Quantity)
        }
        Some(Tail::Length(..)) => {
            // 2023—2024学年: years by name, no length
            let named = number.arabic
                && number.value >= Decimal::from(1900)
                && walk.eat(part.unit_at.0, &["年", "学年"]).is_some();
            (!named && !slogan && (!number.bare || number.value < Decimal::ONE)).then_some(MentionKind::Duration)
        }
        Some(Tail::None | Tail::Behind(_)) => None,
        None if number.arabic => Some(MentionKind::Number),
        None => {
            (number.chars > 1 && !number.bare && !number.plain && worded(walk, part)).then_some(MentionKind::Number)
        }
    }
}

/// A Chinese numeral without unit is a number where a marker or the end of a phrase follows.
fn worded(walk: &Walk<'_>, part: &Part) -> bool {
    part.number.high.is_some()
        || part.number.scale > Decimal::ONE
        || walk.after(part.end).is_none_or(|c| !c.is_alphabetic())
        || walk.words.tail_at(walk.text, part.end).is_some()
}

/// The mention of one part.
fn build(walk: &Walk<'_>, part: &Part, kind: MentionKind) -> Mention {
    let mut m = Mention::at(kind, span(part.start, part.end), rule(kind, part));
    let factor = factor(part.unit.as_ref());
    let value = scaled(part.number.value, factor);
    m.unit = unit_name(walk, part);
    if let Some(high) = part.number.high {
        (m.low, m.high, m.comparator) = (Some(value), Some(scaled(high, factor)), Comparator::Range);
        (m.low_inclusive, m.high_inclusive) = (true, true);
    } else {
        m.value = Some(value);
        if part.number.more {
            m.comparator = Comparator::Gt;
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

fn rule(kind: MentionKind, part: &Part) -> &'static str {
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

fn factor(unit: Option<&Tail>) -> Decimal {
    match unit {
        Some(Tail::Money(_, f) | Tail::Percent(f)) => *f,
        _ => Decimal::ONE,
    }
}

pub(super) fn scaled(value: Decimal, factor: Decimal) -> Decimal {
    value.checked_mul(factor).unwrap_or(value).normalize()
}

fn unit_name(walk: &Walk<'_>, part: &Part) -> Option<String> {
    Some(match part.unit.as_ref()? {
        Tail::Money(code, _) => code.clone(),
        Tail::Percent(_) => "%".to_owned(),
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

/// A range: 3—5个, 200-500万元, 15%至20%, 20和30之间.
fn range(walk: &Walk<'_>, first: &Part) -> Option<Mention> {
    // 200万元（含）—500万元（不含）
    let closed = walk.eat(first.end, &["（含）", "(含)", "（含本数）"]);
    let opened = walk.eat(first.end, &["（不含）", "(不含)", "（不含本数）"]);
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
    if low >= high || !second.number.arabic && second.unit.is_none() && second.number.plain {
        return None;
    }
    if let Some(end) = joined {
        second.end = end;
    }
    let kind = accept(walk, &second)?;
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
fn between(walk: &Walk<'_>, first: &Part) -> Option<Mention> {
    const WITH: &[&str] = &["（含）", "(含)", "（含本数）"];
    const WITHOUT: &[&str] = &["（不含）", "(不含)", "（不含本数）"];
    let bare = walk.eat(first.end, WITHOUT);
    let (at, tail) = walk.words.tail_at(walk.text, bare.or(walk.eat(first.end, WITH)).unwrap_or(first.end))?;
    if !matches!(tail, Tail::Behind(Comparator::Ge)) {
        return None;
    }
    let at = walk.eat(at, &["（含）", "（不含）"]).unwrap_or(at);
    let at = walk.eat(at, &["至", "到", "、", "，", "-", "—"]).unwrap_or(at);
    let second = part(walk, at)?;
    let open = walk.eat(second.end, WITHOUT);
    let (end, tail) = walk.words.tail_at(walk.text, open.or(walk.eat(second.end, WITH)).unwrap_or(second.end))?;
    let upper = matches!(tail, Tail::Behind(Comparator::Le));
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
    (m.low_inclusive, m.high_inclusive) = (bare.is_none(), open.is_none());
    if let Some(end) = walk.eat(end, WITHOUT) {
        (m.span.end, m.high_inclusive) = (end, false);
    }
    Some(m)
}

fn unlike(a: &Part, b: &Part) -> bool {
    match (&a.unit, &b.unit) {
        (Some(Tail::Money(x, _)), Some(Tail::Money(y, _))) => x != y,
        (Some(Tail::Length(x, ..)), Some(Tail::Length(y, ..))) => x != y,
        (Some(x), Some(y)) => std::mem::discriminant(x) != std::mem::discriminant(y),
        _ => false,
    }
}

/// 3元5角
fn small_change(walk: &Walk<'_>, m: &mut Mention) {
    while let Some(next) = part(walk, m.span.end) {
        let Some(Tail::Money(code, f)) = &next.unit else { return };
        let fen = f == &Decimal::new(1, 1) || f == &Decimal::new(1, 2);
        if !fen || m.unit.as_deref() != Some(code.as_str()) {
            return;
        }
        let Some(sum) = m.value.and_then(|v| v.checked_add(scaled(next.number.value, *f))) else { return };
        m.value = Some(sum.normalize());
        m.span.end = next.end;
        m.core.end = next.end;
    }
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
    if let Some(end) = walk.eat(at, EXCLUDED) {
        (excluded, at) = (true, end);
        m.span.end = end;
    } else if let Some(end) = walk.eat(at, INCLUDED) {
        at = end;
        m.span.end = end;
    }
    if m.kind == MentionKind::Quantity
        && let Some(end) = walk.eat(at, &["单位", "企业", "项目", "机构", "学校", "门店", "国家"])
        && walk.eat(end, &["以上", "以下", "及以上", "及以下"]).is_some()
    {
        at = end; // 6家单位以上
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
            if let Some(end) = walk.eat(at, EXCLUDED) {
                (excluded, m.span.end) = (true, end);
            } else if let Some(end) = walk.eat(at, INCLUDED) {
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
    let narrower = m.comparator == Comparator::Ge && marker.comparator == Comparator::Gt && !included;
    if m.comparator == Comparator::Eq || narrower {
        m.comparator = marker.comparator;
        ends(m);
    }
}
