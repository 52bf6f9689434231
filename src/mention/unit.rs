//! Unit 单位: whether a word behind a numeral is its unit, and what the numeral is with it.
//!
//! In: `5成` of `5成员`, `一户` of `一户一策`, `七` of `是七`. Out: percent, money, quantity, length, number, or nothing where
//! the word goes on, the numeral stands in a slogan or is part of a word.

use super::MentionKind;
use super::number::Part;
use super::scan::Walk;
use super::words::Tail;
use crate::text::{among, is_letter};
use rust_decimal::Decimal;

/// Whether the word at `at..end` is the unit and not the head of another word.
pub(super) fn fits(walk: &Walk<'_>, tail: &Tail, at: usize, end: usize) -> bool {
    let next = walk.after(end);
    let word = walk.text.get(at..end).unwrap_or_default();
    let latin = word.bytes().all(|b| b.is_ascii_alphanumeric());
    if latin && next.is_some_and(|c| c.is_ascii_alphanumeric()) {
        return false;
    }
    match (tail, word) {
        // 一成立, 5成员
        (Tail::Percent(_), "成") => next.is_none_or(|c| !among(c, "立果员本功为长效都品套型熟交")),
        (Tail::Money(..), "毛") => next.is_none_or(|c| !among(c, "利坯巾线发竹笔衣巾细孔猪重")),
        (Tail::Money(..), "圆") => next.is_none_or(|c| !among(c, "形满桌心周柱规")),
        (Tail::Dozen, _) => next.is_none_or(|c| !among(c, "开造击印工通破算扮好牢响赢磨压电包折扫架针卡车球量字拼")),
        (Tail::Discount, _) => next.is_none_or(|c| !among(c, "合算旧叠扣断")),
        (Tail::Measure, "分") => next.is_none_or(|c| !among(c, "别类为析布工公支行享级散")),
        (Tail::Measure, "部") => next.is_none_or(|c| !among(c, "门分署")),
        (Tail::Measure, "本") => next.is_none_or(|c| !among(c, "市省区地级科土")),
        (Tail::Measure, "名") => {
            // 名优产品, and not 100名优秀企业家
            let famous = next == Some('优') && walk.eat(end, &["优秀", "优质", "优抚", "优先"]).is_none();
            !famous && next.is_none_or(|c| !among(c, "牌单"))
        }
        (Tail::Measure, "人") => next.is_none_or(|c| !among(c, "民大才工社")),
        (Tail::Measure, "门") => next.is_none_or(|c| !among(c, "户类店")),
        (Tail::Measure, "场") => next.is_none_or(|c| !among(c, "所馆地")),
        (Tail::Measure, "方") => next.is_none_or(|c| !among(c, "面案式向法便针位圆程言块略剂才可能米队家形")),
        (Tail::Measure, "口") => next.is_none_or(|c| !among(c, "岸")),
        (Tail::Measure, "种") => next.is_none_or(|c| !among(c, "植子业")),
        (Tail::Measure, "处") => next.is_none_or(|c| !among(c, "理置级罚")),
        (Tail::Measure, "组") => next.is_none_or(|c| !among(c, "织")),
        // 小于20大于10
        (Tail::None, "大") => next != Some('于'),
        (Tail::Measure, "字") => next.is_none_or(|c| !among(c, "母号节样典帖画形街头")),
        (Tail::Measure, "里") => next.is_none_or(|c| !among(c, "面边外头弄程")),
        (Tail::Measure, "尺" | "寸" | "丈") => next.is_none_or(|c| !among(c, "度土金夫码")),
        (Tail::Measure, "兆") => next.is_none_or(|c| !c.is_ascii_alphanumeric() && !among(c, "瓦赫比字帕焦伏欧")),
        (Tail::Measure, "帕" | "伏" | "磅") => next.is_none_or(|c| !among(c, "金天笔特击案礴")),
        (Tail::Measure, "轮") => next.is_none_or(|c| !among(c, "车船胎椅流")),
        (Tail::Measure, "担") => next.is_none_or(|c| !among(c, "保任负当忧")),
        (Tail::Measure, "起") => next.is_none_or(|c| !among(c, "步草")),
        (Tail::Length('D', ..), "日") => next.is_none_or(|c| !among(c, "均常报照")),
        _ => true,
    }
}

/// What the numeral is with its unit; none where it is no value.
pub(super) fn accept(walk: &Walk<'_>, part: &Part) -> Option<MentionKind> {
    let number = &part.number;
    // 一户一策: a slogan of two ones.
    let slogan = number.chars == 1
        && walk.after(part.end) == Some('一')
        && !number.arabic
        && !(walk.words.whole && walk.eat(part.end, &["一次"]).is_some());
    match &part.unit {
        Some(Tail::Money(_, factor)) => {
            // 总投资亿元以上: a bare 亿 counts between the noun of a sum and a marker
            let summed =
                number.bare && matches!(walk.before(part.start), Some('资' | '额' | '值' | '入' | '收' | '税' | '模'));
            let marked = || walk.eat(part.end, &["以上", "及以上", "以下"]).is_some();
            // 上亿元; 半块钱
            let round = matches!(walk.before(part.start), Some('上' | '近' | '过' | '逾' | '约'));
            let told = walk.words.whole && (round || number.value < Decimal::ONE && factor == &Decimal::ONE);
            (!number.bare || number.chars > 1 || summed && marked() || told).then_some(MentionKind::Money)
        }
        Some(Tail::Percent(_) | Tail::Point) => Some(MentionKind::Percentage),
        Some(Tail::Times) => Some(MentionKind::Multiple),
        Some(Tail::Discount) => (!number.bare || number.value < Decimal::ONE).then_some(MentionKind::Percentage),
        Some(Tail::Dozen) => Some(MentionKind::Number),
        Some(Tail::Measure) => {
            // 近百家, 上千户: a bare hundred counts behind 近 or 上
            let near = number.bare && matches!(walk.before(part.start), Some('近' | '上' | '过' | '逾' | '超' | '约'));
            // 万亩以上, 百万亩
            let many = number.bare
                && (number.chars > 1 || matches!(walk.words.tail_at(walk.text, part.end), Some((_, Tail::Behind(_)))));
            // 百余家, 千余人
            let half = walk.words.whole && number.value < Decimal::ONE;
            ((near || !number.bare || number.more || many || half) && !slogan).then_some(MentionKind::Quantity)
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
            let known = number.chars > 1 && !number.bare && !number.plain && worded(walk, part);
            (known || walk.words.whole && everyday(walk, part)).then_some(MentionKind::Number)
        }
    }
}

/// Numerals of everyday writing: 三百二十一 anywhere, 七 or 二零八 where it stands by itself.
fn everyday(walk: &Walk<'_>, part: &Part) -> bool {
    let number = &part.number;
    // 上万, 过百
    let round = number.bare
        && matches!(walk.before(part.start), Some('上' | '近' | '过'))
        && walk.after(part.end).is_none_or(|c| !is_letter(c));
    round
        || number.chars > 1 && !number.bare && !number.plain
        || (!number.bare || number.chars > 1) && alone(walk, part.start, part.end)
}

/// No word on either side that it could be a part of: 是七, 七和八, 大于七。
pub(super) fn alone(walk: &Walk<'_>, start: usize, end: usize) -> bool {
    walk.before(start)
        .is_none_or(|c| !is_letter(c) && !among(c, "“‘《（(") || among(c, "于过到为是少多近约足满有至从比和与在得成负"))
        && walk.after(end).is_none_or(|c| !is_letter(c) || among(c, "到至和与之大小多少高低且但并而以左上的"))
}

/// A Chinese numeral without unit is a number where a marker or the end of a phrase follows.
pub(super) fn worded(walk: &Walk<'_>, part: &Part) -> bool {
    part.number.high.is_some()
        || part.number.scale > Decimal::ONE
        || walk.after(part.end).is_none_or(|c| !c.is_alphabetic())
        || walk.words.tail_at(walk.text, part.end).is_some()
}
