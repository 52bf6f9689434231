//! Forms 特殊形式: fractions, 百分之, 翻番, 减半, 全额, 1:1, 第, ￥.
//!
//! In: `三分之二`, `百分之十五`, `翻一番`, `减半`, `第十二条`, `￥200万`. Out: the value, as `number` gives it.

use super::name;
use super::number::{self, behind, scaled};
use super::range::{self, DASHES};
use super::scan::{Walk, span};
use super::words::Tail;
use super::{Mention, MentionKind, date};
use crate::text::numeral;
use crate::text::{Seek, among, is_letter};
use rust_decimal::Decimal;

/// 三分之二, 1/3; a twelfth of what looks like a date (2024/12) is none.
pub(super) fn fraction(walk: &Walk<'_>, start: usize) -> Option<Mention> {
    let first = walk.numeral(start)?;
    let at = start + first.len;
    // The first characters of all that makes a fraction.
    walk.after(at).filter(|c| matches!(c, '又' | '分' | '/' | '／'))?;
    // 一又三分之一: a whole number before it
    if let Some(next) = walk.eat(at, &["又"]) {
        // Not 1又2又3…: one whole number only.
        let inner = walk.numeral(next)?;
        if walk.eat(next + inner.len, &["又"]).is_some() {
            return None;
        }
        let mut m = fraction(walk, next).filter(|m| m.comparator == super::Comparator::Eq)?;
        let (top, bottom) = match &m.fraction {
            Some(f) => f.split_once('/').and_then(|(t, b)| Some((t.parse().ok()?, b.parse().ok()?)))?,
            None => (m.value?, Decimal::ONE),
        };
        let sum = first.value.checked_mul(bottom)?.checked_add(top)?;
        match m.fraction {
            Some(_) => m.fraction = Some(format!("{}/{}", sum.normalize(), bottom.normalize())),
            None => m.value = Some(sum.normalize()),
        }
        (m.span.start, m.core.start) = (start, start);
        return Some(m);
    }
    let (top, bottom, end) = if let Some(next) = walk.eat(at, &["分之"]) {
        let second = walk.numeral(next)?;
        (second.value, first.value, next + second.len)
    } else {
        let next = walk.eat(at, &["/", "／"])?;
        let second = walk.numeral(next)?;
        let lone = !matches!(walk.before(start), Some('/' | '-' | '.')) && walk.after(next + second.len) != Some('/');
        let improper = first.value >= second.value && !(walk.words.whole && second.value > Decimal::ONE);
        if !lone || !second.arabic || second.value > Decimal::ONE_HUNDRED || improper {
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
    // 1/4到1/2
    if let Some(at) = walk.eat(end, DASHES).filter(|_| walk.words.whole)
        && let Some(second) = fraction(walk, at)
        && let Some((low, high)) = m.value.zip(second.value).filter(|(l, h)| l < h)
    {
        (m.low, m.high, m.low_inclusive, m.high_inclusive) = (Some(low), Some(high), true, true);
        (m.value, m.comparator, m.rule) = (None, super::Comparator::Range, "range/dash");
        (m.core.end, m.span.end) = (second.core.end, second.core.end);
    }
    behind(walk, &mut m, false);
    Some(m)
}

/// 百分之十五, 千分之三.
pub(super) fn share(walk: &Walk<'_>, start: usize, end: usize, unit: Decimal) -> Option<Mention> {
    let sign = walk.eat(end, &["负", "-"]).filter(|_| walk.words.whole);
    let end = sign.unwrap_or(end);
    let number = walk.numeral(end)?;
    let mut stop = end + number.len;
    let mut m = Mention::at(MentionKind::Percentage, span(start, stop), "percentage/share");
    let value = scaled(number.value, unit);
    m.value = Some(if sign.is_some() { -value } else { value });
    m.unit = Some("%".to_owned());
    // 百分之五到百分之十, 百分之五至十
    if let Some(dash) = walk.eat(stop, DASHES)
        && let word = walk.text.get(start..start + "百分之".len()).unwrap_or_default()
        && let at = walk.eat(dash, &[word]).unwrap_or(dash)
        && let Some(second) = walk.numeral(at).filter(|s| s.value > number.value && sign.is_none())
        && (at > dash
            || walk.words.tail_at(walk.text, at + second.len).is_none_or(|(_, t)| matches!(t, Tail::Behind(_))))
    {
        stop = at + second.len;
        (m.low, m.high) = (Some(value), Some(scaled(second.value, unit)));
        (m.value, m.low_inclusive, m.high_inclusive) = (None, true, true);
        (m.comparator, m.rule) = (super::Comparator::Range, "range/dash");
        (m.span.end, m.core.end) = (stop, stop);
    }
    behind(walk, &mut m, false);
    if let Some(end) = upper_share(walk, &m, unit) {
        (m.span.end, m.core.end) = (end.1, end.1);
        (m.low, m.high) = (m.value.take(), Some(end.0));
        (m.low_inclusive, m.high_inclusive) = (true, true);
        (m.comparator, m.rule) = (super::Comparator::Range, "range/bounds");
    }
    Some(m)
}

/// The upper bound behind a lower one, and where it ends: 百分之十以下 of 百分之五以上百分之十以下.
fn upper_share(walk: &Walk<'_>, lower: &Mention, unit: Decimal) -> Option<(Decimal, usize)> {
    if lower.comparator != super::Comparator::Ge {
        return None;
    }
    let word = walk.text.get(lower.span.start..lower.span.start + "百分之".len())?;
    let at = walk.eat(lower.span.end, &["、", "至"]).unwrap_or(lower.span.end);
    let at = walk.eat(at, &[word])?;
    let number = walk.numeral(at)?;
    let value = scaled(number.value, unit);
    let mut m = Mention::at(MentionKind::Percentage, span(at, at + number.len), "percentage/share");
    m.value = Some(value);
    behind(walk, &mut m, false);
    let above = lower.value.is_some_and(|low| low < value);
    (m.comparator == super::Comparator::Le && above).then_some((value, m.span.end))
}

/// 翻一番 is twice, 翻两番 four times (annotation, "targets").
pub(super) fn double(walk: &Walk<'_>, start: usize, end: usize) -> Option<Mention> {
    let end = walk.eat(end, &["了"]).unwrap_or(end);
    if let Some(stop) = walk.eat(end, &["倍", "一倍"]) {
        let mut m = Mention::at(MentionKind::Multiple, span(start, stop), "multiple/double");
        (m.value, m.unit) = (Some(Decimal::TWO), Some("倍".to_owned()));
        return Some(m);
    }
    let (times, at) = match walk.numeral(end) {
        Some(n) => (u32::try_from(n.value).ok()?, end + n.len),
        None => (1, end),
    };
    let stop = walk.eat(at, &["番"])?;
    let mut m = Mention::at(MentionKind::Multiple, span(start, stop), "multiple/double");
    m.value = Some(Decimal::from(2u64.checked_pow(times)?));
    m.unit = Some("倍".to_owned());
    Some(m)
}

/// 负五, -3.2%: below zero; a dash behind a word (长征-5) or between numbers is none.
pub(super) fn minus(walk: &Walk<'_>, start: usize, end: usize) -> Option<Mention> {
    let sign = !matches!(walk.text.get(start..end), Some("负" | "零下"));
    let ranged = walk.text.get(..start).is_some_and(|t| t.ends_with(['到', '至', '~', '—']));
    let clear = ranged
        || walk.before(start).is_none_or(|c| {
            !is_letter(c) && !matches!(c, '）' | ')' | '〕' | '”' | '-' | '—')
                || among(c, "为是达到至于率幅速值约从比在过近等低高和与损温")
        });
    if sign && !clear || !walk.after(end).is_some_and(|c| numeral::opens(c) || sign && c == ' ') {
        return None;
    }
    let at = walk.blank(end);
    // 负百分之五
    let shared = [("百分之", Decimal::ONE), ("千分之", Decimal::new(1, 1)), ("万分之", Decimal::new(1, 2))]
        .into_iter()
        .find_map(|(word, unit)| share(walk, at, walk.eat(at, &[word])?, unit));
    let mut m = match shared.or_else(|| number::read(walk, at)) {
        Some(m) => m,
        None if !sign => number::single(walk, at)?,
        None => return None,
    };
    let number = matches!(
        m.kind,
        MentionKind::Number
            | MentionKind::Percentage
            | MentionKind::Quantity
            | MentionKind::Money
            | MentionKind::Multiple
    );
    if !number {
        return None;
    }
    (m.value, m.fraction) = (m.value.map(|v| -v), m.fraction.map(|f| format!("-{f}")));
    if m.comparator == super::Comparator::Range {
        m.low = m.low.map(|v| -v);
    } else if let Some(top) = walk.eat(m.span.end, DASHES).and_then(|at| upper(walk, at)) {
        // 零下5度到3度, -5到-3
        let like = top.kind == m.kind && (m.unit.is_none() || top.unit == m.unit);
        if let Some((low, high)) = m.value.zip(top.value).filter(|(l, h)| like && l < h) {
            (m.low, m.high, m.low_inclusive, m.high_inclusive) = (Some(low), Some(high), true, true);
            (m.value, m.unit, m.comparator) = (None, top.unit, super::Comparator::Range);
            (m.span.end, m.core.end) = (top.core.end, top.core.end);
        }
    }
    (m.span.start, m.core.start, m.rule) = (start, start, "number/negative");
    // The bounds of what is marked behind are those of the number below zero (-5以上).
    number::ends(&mut m);
    Some(m)
}

/// The upper end of a range that begins below zero.
fn upper(walk: &Walk<'_>, at: usize) -> Option<Mention> {
    match walk.eat(at, &["负", "-", "−", "零下"]) {
        Some(end) => minus(walk, at, end),
        None => {
            let at = walk.eat(at, &["零上"]).unwrap_or(at);
            number::read(walk, at).or_else(|| number::single(walk, at))
        }
    }
}

/// 比20大, 比一百少: more or less than.
pub(super) fn than(walk: &Walk<'_>, start: usize, end: usize) -> Option<Mention> {
    let at = walk.blank(end);
    let below = walk.eat(at, &["负", "-", "−"]);
    let mut m = match below {
        Some(stop) => minus(walk, at, stop)?,
        None => {
            let n = walk.numeral(at).filter(|n| n.high.is_none())?;
            // 30大, 30多: the word behind compares and is no unit
            let plain =
                walk.rest(at + n.len).starts_with(['大', '小', '高', '低', '多', '少', '要', '更', '还']) || n.more;
            if plain {
                number::bare(walk, at, n)
            } else {
                number::read(walk, at).or_else(|| number::single(walk, at))?
            }
        }
    };
    if walk.rest(at).get(..m.core.end - at).is_some_and(|w| w.ends_with('多')) {
        (m.span.start, m.rule) = (start, "number/than");
        return Some(m);
    }
    let more = ["要大", "大", "高", "多", "长", "重", "快", "贵", "远", "晚"];
    let less = ["要小", "小", "低", "少", "短", "轻", "慢", "便宜", "近", "早"];
    let next = walk.eat(m.core.end, &["要", "更", "还"]).unwrap_or(m.core.end);
    let (stop, comparator) = walk
        .eat(next, &more)
        .map(|e| (e, super::Comparator::Gt))
        .or_else(|| walk.eat(next, &less).map(|e| (e, super::Comparator::Lt)))?;
    (m.span, m.comparator, m.rule) = (span(start, stop), comparator, "number/than");
    number::ends(&mut m);
    Some(m)
}

/// 一半, 对折, 百分百: words that are a number by themselves.
pub(super) fn portion(walk: &Walk<'_>, (start, end): (usize, usize), kind: MentionKind, value: Decimal) -> Mention {
    let mut m = Mention::at(kind, span(start, end), "number/word");
    m.value = Some(value);
    m.unit = (kind == MentionKind::Percentage).then(|| "%".to_owned());
    behind(walk, &mut m, false);
    m
}

/// 减半: half of a hundred percent.
pub(super) fn half(start: usize, end: usize) -> Mention {
    let mut m = Mention::at(MentionKind::Percentage, span(start, end), "percentage/half");
    m.value = Some(Decimal::from(50));
    m.unit = Some("%".to_owned());
    m
}

/// 全额奖励, 租金全部补贴, 租金全免: the whole of it; 全额缴纳, 全额拨付 and 全免费 grant nothing.
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
    // 全部补贴资金, 全部奖励对象: all of them, no share
    let noun = given.and_then(|at| walk.after(at)).is_some_and(|c| among(c, "资对标项企款政金名事人单"));
    if walk.text.get(start..end) == Some("全部") && noun {
        return None;
    }
    let mut m = Mention::at(MentionKind::Percentage, span(start, end), "percentage/full");
    m.value = Some(Decimal::ONE_HUNDRED);
    m.unit = Some("%".to_owned());
    Some(m)
}

/// The marks between the parts of a ratio; the last is what vertical setting leaves behind.
pub(super) const RATIO: &[&str] = &[":", "：", "∶", "︰"];

/// Whether a character is one of [`RATIO`].
pub(super) const fn parts_ratio(c: char) -> bool {
    matches!(c, ':' | '：' | '∶' | '︰')
}

/// The longest number of a ratio, in bytes.
const LONGEST: usize = 48;

/// 按1:1比例配套, 1:0.5配套: the second part of the first, in percent; other ratios and times of day are none.
pub(super) fn matching(walk: &Walk<'_>, start: usize) -> Option<Mention> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    // No number is longer; a text may be 1,1,1,… without end.
    let near = walk.rest(start);
    let near = &near[..near.floor_char_boundary(LONGEST)];
    let behind = near.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | ' '));
    behind.chars().next().filter(|c| parts_ratio(*c))?;
    let (own, len) = numeral::arabic(walk.rest(start))?;
    let at = walk.eat(walk.blank(start + len), RATIO)?;
    let at = walk.blank(at);
    let (other, len) = numeral::arabic(walk.rest(at))?;
    let end = at + len;
    let alone = !walk.before(start).is_some_and(|c| c == '.' || parts_ratio(c)) && !digit(walk.before(start));
    if own.is_zero() || !alone || walk.eat(end, RATIO).is_some() {
        return None;
    }
    let next = walk.eat(end, &["的"]).unwrap_or(end);
    let front = walk.text.get(..start).unwrap_or_default();
    let opened =
        front.ends_with('按') || front.ends_with("按照") || walk.eat(next, &["比例", "额度", "标准"]).is_some();
    let matched = ["配套", "给予", "予以", "配比", "匹配", "补助", "奖励", "资助", "补贴"];
    let meant = walk.eat(next, &matched).is_some()
        || opened && matched.iter().any(|w| walk.rest(next).chars().take(14).collect::<String>().has(w));
    if !meant {
        let value = if own == Decimal::ONE { other } else { own };
        return proportion(walk, start, value, end).filter(|_| own == Decimal::ONE || other == Decimal::ONE);
    }
    let mut m = Mention::at(MentionKind::Percentage, span(start, end), "percentage/ratio");
    m.value = Some(other.checked_div(own)?.checked_mul(Decimal::ONE_HUNDRED)?.normalize());
    m.unit = Some("%".to_owned());
    Some(m)
}

/// 产值比达到2.8∶1, 生师比不低于1∶12.5、1∶19: how many times the other one is; of two, the one that is not one.
fn proportion(walk: &Walk<'_>, start: usize, value: Decimal, end: usize) -> Option<Mention> {
    const REACHES: &[&str] = &[
        "力争达到",
        "达到",
        "提高到",
        "提升到",
        "缩小到",
        "缩小为",
        "缩小至",
        "不低于",
        "不高于",
        "不小于",
        "不大于",
        "不少于",
        "不超过",
        "超过",
        "控制在",
        "达",
        "为",
    ];
    let mut front = walk.text.get(..start)?;
    // Behind others of its list, of which no official writes more: each is read again by the next
    for _ in 0..8 {
        let Some(listed) = front.strip_suffix('、') else { break };
        let second = listed.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let first = second.trim_end_matches(parts_ratio);
        let rest = first.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        if second.len() == listed.len() || first.len() == second.len() || rest.len() == first.len() {
            break;
        }
        front = rest;
    }
    let noun = REACHES.iter().find_map(|w| front.strip_suffix(w))?;
    let noun = ["均", "分别"].iter().fold(noun, |n, w| n.without_end(w));
    let ratio = ["比", "比例", "比值"].iter().any(|w| noun.closes(w));
    ratio.then(|| {
        let mut m = Mention::at(MentionKind::Number, span(start, end), "number/ratio");
        m.value = Some(value);
        m
    })
}

/// 第三, 第十二条.
pub(super) fn ordinal(walk: &Walk<'_>, start: usize, end: usize) -> Option<Mention> {
    let number = walk.numeral(end)?;
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
    let at = walk.blank(end);
    let named = walk.text.get(start..end).is_some_and(|w| !w.is_ascii() && w.chars().count() > 1);
    // 人民币5000元: the unit behind the number says it; 日元5月: a date
    let part = number::part(walk, at)?;
    // 新台币300元: 元 is of the currency named
    let dollars = named
        && code != "CNY"
        && matches!(&part.unit, Some(Tail::Money(own, _)) if own == "CNY")
        && matches!(walk.text.get(part.unit_at.0..part.unit_at.1), Some("元" | "块" | "圆" | "元整" | "块钱"));
    let own = dollars
        || match &part.unit {
            Some(Tail::Money(own, factor)) => own == code && *factor == Decimal::ONE,
            Some(Tail::Behind(_)) | None => true,
            _ => !named,
        };
    if named && (part.unit.is_some() && !dollars || date::read(walk, at).is_some() || name::name(walk, &part)) {
        return None;
    }
    if let Some(mut m) =
        range::range(walk, &part).filter(|m| m.kind == MentionKind::Number || m.unit.as_deref() == Some(code))
    {
        (m.kind, m.unit, m.rule) = (MentionKind::Money, Some(code.to_owned()), "money/sign");
        (m.span.start, m.core.start) = (start, start);
        return Some(m);
    }
    let word = walk.text.get(start..end).unwrap_or_default();
    if let Some(m) = signs(walk, (start, at), &part, word, code) {
        return Some(m);
    }
    let stop = if own { part.end } else { at + part.number.len };
    let mut m = number::build(walk, &part, MentionKind::Money);
    (m.span, m.core, m.rule) = (span(start, stop), span(start, stop), "money/sign");
    m.unit = Some(code.to_owned());
    behind(walk, &mut m, false);
    Some(m)
}

/// $10-$20, ￥3万到￥5万: the sign before both ends.
fn signs(
    walk: &Walk<'_>,
    (start, at): (usize, usize),
    first: &number::Part,
    word: &str,
    code: &str,
) -> Option<Mention> {
    let dash = walk.eat(at + first.number.len, DASHES)?;
    let second = walk.eat(walk.blank(dash), &[word])?;
    let top = number::part(walk, walk.blank(second))?;
    let (low, high) = (first.number.value, top.number.value);
    if low >= high || first.number.high.is_some() || top.number.high.is_some() {
        return None;
    }
    let end = top.start + top.number.len;
    let mut m = Mention::at(MentionKind::Money, span(start, end), "range/dash");
    (m.low, m.high, m.low_inclusive, m.high_inclusive) = (Some(low), Some(high), true, true);
    (m.comparator, m.unit) = (super::Comparator::Range, Some(code.to_owned()));
    behind(walk, &mut m, false);
    Some(m)
}
