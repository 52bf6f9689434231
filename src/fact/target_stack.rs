//! Stacked counts 同一事项的并列计数: numbers that count the same things another way.
//!
//! In: a number behind another one (`清淤支渠98条长119.4公里`, `廉租住房6000套、30万平方米`, `村道12条，总长35公里`). Out: the
//! phrase of the first for the second, which has none of its own.

use super::Comparator;
use super::target_noun::Bond;
use super::target_phrase::{Found, Phrases};
use super::target_place::Around;
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span};

/// Units of single things.
const THINGS: &[&str] =
    &["条", "段", "处", "个", "座", "户", "套", "片", "块", "栋", "幢", "口", "眼", "所", "家", "宗", "项", "期", "道"];

/// Units of how long, how wide or how many they are together.
const SUMS: &[&str] = &[
    "公里",
    "千米",
    "米",
    "延米",
    "平方米",
    "万平方米",
    "平方公里",
    "亩",
    "公顷",
    "人",
    "户",
    "套",
    "立方米",
    "千瓦",
    "兆瓦",
    "千瓦时",
    "兆瓦时",
];

/// Words between the two numbers: those that name what the second measures.
const MEASURES: &[&str] = &[
    "总建筑面积",
    "建筑面积",
    "总用地面积",
    "占地面积",
    "用地面积",
    "总面积",
    "面积",
    "总里程",
    "里程",
    "总长度",
    "长度",
    "全长",
    "总长",
    "长",
];

/// Words that only add up.
const ADDS: &[&str] = &["共计", "合计", "总计", "计", "共"];

/// The words before a stacked number without what joins it to the first: 支渠98条, 长 of 支渠98条长.
fn joined(before: &str) -> Option<(&str, &'static str)> {
    // 储能规模达到30万千瓦/60万千瓦时: what it can give, and what it holds
    if let Some(front) = before.strip_suffix('/') {
        return ["千瓦", "兆瓦"].iter().find_map(|u| front.strip_suffix(u)).map(|counted| (counted, ""));
    }
    let word = MEASURES.iter().find(|w| before.closes(w)).copied().unwrap_or_default();
    let rest = before.strip_suffix(word)?;
    let rest = ADDS.iter().find_map(|w| rest.strip_suffix(w)).unwrap_or(rest);
    let rest = rest.strip_suffix(['、', '，']).unwrap_or(rest);
    let rest = rest.strip_suffix("以上").unwrap_or(rest);
    THINGS.iter().find_map(|u| rest.strip_suffix(u)).map(|counted| (counted, word))
}

/// Whether words go on with another count of the same things: 长119.4公里、支沟2条….
pub(super) fn goes_on_stacked(after: &str) -> bool {
    let rest = MEASURES.iter().chain(ADDS).find_map(|w| after.strip_prefix(w)).unwrap_or(after);
    let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '万' | '亿'));
    let unit = unit.split(['、', '，']).next().unwrap_or_default();
    unit.len() < rest.len() && rest.starts_with(|c: char| c.is_ascii_digit()) && SUMS.contains(&unit)
}

/// 村道新建改造 of 12条、总长度38.4公里的村道新建改造: what both numbers count stands behind.
fn shared_behind(after: &str) -> Option<&str> {
    let rest = after.strip_prefix('、')?;
    let rest = MEASURES.iter().chain(ADDS).find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '万' | '亿'));
    let (unit, noun) = unit.split_once('的').filter(|_| unit.len() < rest.len())?;
    (SUMS.contains(&unit) && named(noun)).then_some(noun)
}

/// Whether words are a plain noun.
fn named(noun: &str) -> bool {
    (2..=20).contains(&noun.chars().count()) && noun.chars().all(char::is_alphabetic)
}

/// 完成12条、总长度38.4公里的村道新建改造: for the first number and for the second, what stands behind both.
fn both_behind(text: &str, mention: &Mention, around: &Around) -> Option<Found> {
    let before = text.get(around.part.start..mention.span.start)?;
    let after = text.get(mention.span.end..around.part.end)?;
    let done = |head: &str| ["完成", "实施", "推进"].iter().any(|w| head.closes(w));
    let unit = mention.unit.as_deref()?;
    let found = |noun: &str, word: &str| Found {
        indicator: format!("{noun}{word}"),
        quote: Span::new(mention.span.start, around.part.end),
        bond: Bond { verbs: vec!["完成".to_owned()], ..Bond::default() },
        rule: "target/stack",
    };
    if THINGS.contains(&unit) && done(before) {
        return shared_behind(after).map(|noun| found(noun, ""));
    }
    let (counted, word) = joined(before).filter(|_| SUMS.contains(&unit))?;
    let head = counted.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '万'));
    let noun = after.strip_prefix('的').filter(|noun| head.len() < counted.len() && done(head) && named(noun))?;
    Some(found(noun, word))
}

impl Phrases {
    /// 支渠 of the second number of 清淤支渠98条长119.4公里.
    pub(super) fn stacked(&self, text: &str, mention: &Mention, around: &Around) -> Option<Found> {
        if let Some(found) = both_behind(text, mention, around) {
            return Some(found);
        }
        let unit = mention.unit.as_deref().filter(|u| SUMS.contains(u) && mention.kind == MentionKind::Quantity)?;
        // 2个3000亩以上的示范片: how large each is
        let exact = matches!(mention.comparator, Comparator::Eq | Comparator::Approx);
        let after = text.get(mention.span.end..around.part.end)?;
        let closed = after.is_empty() || after.starts_with(['、', '）', '和']);
        let before = text.get(around.sentence.start..mention.span.start).filter(|_| closed && exact)?;
        let (counted, word) = joined(before)?;
        let head = counted.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '万' | '约' | '近'));
        let number = counted.get(head.len()..).is_some_and(|n| n.contains(|c: char| c.is_ascii_digit()));
        // The item in which the first number stands
        let item = head.rsplit(['，', '；', '：', '、', '\n', '）', '（']).next().unwrap_or_default();
        let mut bond = Bond::default();
        let noun = self.nouns.open(self.nouns.reach(item, &mut Bond::default()), &mut bond, true);
        let plain = (2..=20).contains(&noun.chars().count()) && noun.chars().all(char::is_alphabetic);
        let wide = ["面积", "里程", "长度"].iter().any(|w| word.has(w));
        // 6000套、30万平方米: no words tell what the second measures, so that it must be of another kind
        let other = !["户", "套"].contains(&unit) || before.ends_with('、');
        (number && plain && other).then(|| Found {
            indicator: format!("{}{}", self.nouns.tidy(noun), if wide { word } else { "" }),
            quote: Span::new(around.sentence.start + head.len() - item.len(), mention.span.end),
            bond,
            rule: "target/stack",
        })
    }
}

/// 新型储能项目 of 50万千瓦/100万千瓦时新型储能项目: what stands behind the other measure of one thing.
pub(super) fn behind_other(after: &str) -> &str {
    const MEASURES: &[&str] = &["千瓦时", "兆瓦时", "吉瓦时", "千瓦", "兆瓦"];
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | '万' | '亿');
    let other = after.strip_prefix('/').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let unit = other.map(|rest| rest.trim_start_matches(digit));
    unit.and_then(|unit| MEASURES.iter().find_map(|w| unit.strip_prefix(w))).unwrap_or(after)
}
