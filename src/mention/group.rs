//! Groups 并列: members of one list share unit and marker.
//!
//! `200、300、500万元` are three sums; in `超过10亿元、50亿元` and `300万美元、500万美元以上` the marker holds
//! for every number (annotation, "markers of bound").

use super::number::ends;
use super::{Comparator, Mention, MentionKind};
use crate::text::{Seek, is_letter};
use rust_decimal::Decimal;

/// What divides the members of a list.
fn divides(gap: &str) -> bool {
    matches!(gap.trim(), "、" | "和" | "及" | "或" | "与" | "/" | "以及" | "或者")
}

/// Words behind which 50万 is a sum of money.
const SUMS: &[&str] = &[
    "奖励",
    "补助",
    "补贴",
    "资助",
    "奖补",
    "给予",
    "扶持",
    "贴息",
    "奖金",
    "资金",
    "投资",
    "投入",
    "罚款",
    "保证金",
    "产值",
    "营收",
    "收入",
    "税收",
    "纳税",
    "销售额",
    "营业额",
    "金额",
    "总额",
    "投资额",
    "额度",
    "费用",
    "经费",
    "预算",
    "资本",
    "造价",
    "支持",
    "津贴",
    "安家费",
    "补偿",
    "利润",
    "成交额",
    "交易额",
    "奖",
    "补",
];
/// Words between such a word and its number.
const LINKS: &[&str] = &[
    "为",
    "达到",
    "达",
    "各",
    "每人",
    "每家",
    "每户",
    "每年",
    "每个",
    "一次性",
    "再",
    "共",
    "分别",
    "最高",
    "最多",
    "不超过",
    "约",
    "额",
    "标准",
    "企业",
];

/// 奖励50万, 补贴1.5万/人, 一等奖50万: sums whose 元 is left out, told by the word in front or by one before
/// them in the sentence.
pub(super) fn elided(text: &str, found: &mut [Mention]) {
    let mut last: Option<usize> = None;
    for m in found.iter_mut() {
        let open = m.kind == MentionKind::Number && m.core.of(text).ends_with(['万', '亿']);
        if !open {
            continue;
        }
        let next = text.get(m.span.end..).and_then(|t| t.chars().next());
        // 给予300万扶持资金
        let fund = text
            .get(m.span.end..)
            .is_some_and(|t| ["扶持资金", "扶持奖", "专项资金", "启动资金", "贷款"].iter().any(|w| t.opens(w)));
        let alone = fund
            || next.is_none_or(|c| !is_letter(c) || matches!(c, '的' | '奖' | '补' | '资' | '支' | '且' | '和' | '或'));
        let each = next == Some('/') && standard(text, m);
        if scale_of_trade(text, m)
            || alone && (each || summed(text, m) || last.is_some_and(|end| near(text, end, m.span.start)))
        {
            (m.kind, m.unit, m.rule) = (MentionKind::Money, Some("CNY".to_owned()), "money/elided");
            last = Some(m.span.end);
        }
    }
}

/// 产业集群总量超过五千亿规模: how much a trade turns over.
fn scale_of_trade(text: &str, m: &Mention) -> bool {
    let rest = text.get(m.span.end..).unwrap_or_default();
    let front = text.get(text.floor_char_boundary(m.span.start.saturating_sub(60))..m.span.start).unwrap_or_default();
    let part = front.rsplit(['，', '。', '；', '\n']).next().unwrap_or_default();
    m.core.of(text).ends_with('亿') && rest.opens("规模") && ["产业", "集群", "经济"].iter().any(|w| part.has(w))
}

/// A word of money stands in front.
fn summed(text: &str, m: &Mention) -> bool {
    let mut front = text.get(..m.span.start).unwrap_or_default();
    for _ in 0..3 {
        if SUMS.iter().any(|w| front.closes(w)) {
            return true;
        }
        let Some(cut) = LINKS.iter().find_map(|w| front.strip_suffix(w)) else { break };
        front = cut;
    }
    // 给予奖励，最高100万: what is given is said before the comma
    const GIVEN: &[&str] = &["奖励", "补助", "补贴", "资助", "奖补", "扶持", "贴息", "支持"];
    let whole = text.get(..m.span.start).unwrap_or_default();
    let bound = front.len() < whole.len() || m.span.start < m.core.start;
    bound && front.strip_suffix('，').is_some_and(|f| GIVEN.iter().any(|w| f.closes(w)))
}

/// 补助标准：机耕道项目8万/公里: what each gets, by the words that the sentence opens with.
fn standard(text: &str, m: &Mention) -> bool {
    const STANDARDS: &[&str] = &["补助标准", "补贴标准", "奖补标准", "奖励标准", "资助标准", "收费标准"];
    let from = text.floor_char_boundary(m.span.start.saturating_sub(120));
    let front = text.get(from..m.span.start).unwrap_or_default();
    let front = front.rsplit(['。', '\n']).next().unwrap_or_default();
    STANDARDS.iter().any(|w| front.has(w))
}

/// No sentence ends between the two, and not much else stands there.
fn near(text: &str, from: usize, to: usize) -> bool {
    to < from + 120 && text.get(from..to).is_some_and(|gap| !gap.contains(['。', '\n']))
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
            share_points(list);
            share_whole_lengths(list);
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
    if giver.kind == MentionKind::Duration {
        share_length(text, heads, giver);
        return;
    }
    if !matches!(giver.kind, MentionKind::Money | MentionKind::Percentage | MentionKind::Quantity) {
        return;
    }
    let words = giver.core.of(text);
    let scale = if words.has("万亿") {
        Decimal::from(1_000_000_000_000_u64)
    } else if words.has('亿') {
        Decimal::from(100_000_000)
    } else if words.has('万') {
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

/// 分别提高3个和4个百分点: the first counts points too.
fn share_points(list: &mut [Mention]) {
    let Some(last) = list.iter().rposition(|m| m.unit.as_deref() == Some("pp")) else { return };
    for m in list[..last].iter_mut().filter(|m| m.unit.as_deref() == Some("个")) {
        (m.kind, m.unit, m.rule) = (MentionKind::Percentage, Some("pp".to_owned()), "list/unit");
    }
}

/// 20个、13个、5个工作日: what is counted stands once.
fn share_whole_lengths(list: &mut [Mention]) {
    let counted =
        |m: &Mention| m.kind == MentionKind::Duration && m.unit.as_deref().is_some_and(|u| u.starts_with('个'));
    let Some(last) = list.iter().rposition(counted) else { return };
    let (heads, rest) = list.split_at_mut(last);
    let Some(giver) = rest.first() else { return };
    let whole = |m: &Mention| m.unit.as_deref() == Some("个") && m.kind == MentionKind::Quantity;
    if heads.iter().all(whole) {
        give_length(heads, giver);
    }
}

/// 70、40个工作日: lengths of time whose unit stands once. What opens a line or a sentence is an item's number
/// (1、3年内).
fn share_length(text: &str, heads: &mut [Mention], giver: &Mention) {
    let Some(first) = heads.first() else { return };
    let front = text.get(..first.span.start).unwrap_or_default().trim_end_matches(' ');
    if front.is_empty() || front.ends_with(['。', '；', '：', '，', '\n', '）']) {
        return;
    }
    give_length(heads, giver);
}

/// Makes numbers lengths of the kind that one behind them has.
fn give_length(heads: &mut [Mention], giver: &Mention) {
    let (Some(length), Some(period)) = (giver.value, giver.period.as_deref()) else { return };
    let Some((sign, letter)) = period.split_once(&length.to_string()) else { return };
    for m in heads {
        let Some(value) = m.value.filter(Decimal::is_integer) else { continue };
        m.period = Some(format!("{sign}{value}{letter}"));
        (m.kind, m.unit, m.rule) = (giver.kind, giver.unit.clone(), "list/unit");
        m.working_days = giver.working_days;
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
