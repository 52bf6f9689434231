//! How often 频次: what must be done so many times in a period.
//!
//! In: a number of times with the words around it (`委员会会议每年至少召开一次`, `每两个月至少举办1次报告会`). Out: what is done, the verb
//! that does it, the rhythm. Once in each period, without a bound, is the rhythm itself and no number beside it
//! (annotation, "deadlines": 每半年1次 is `each`).

use super::Comparator;
use super::target_noun::Bond;
use super::target_phrase::Found;
use super::target_place::Around;
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span, among};
use rust_decimal::Decimal;

/// Where the first rhythm stands in words: 每年, 每两个月, 每半年, 每季度.
pub(super) fn rhythm(words: &str) -> Option<Span> {
    const PERIODS: &[&str] = &["年度", "年", "季度", "季", "月", "周", "日", "天", "学期", "学年", "届", "半年"];
    words.match_indices('每').find_map(|(start, mark)| {
        let behind = words.get(start + mark.len()..)?;
        let many = behind.trim_start_matches(|c: char| c.is_ascii_digit() || among(c, "一两二三四五六"));
        let many = many.strip_prefix('个').unwrap_or(many);
        let period = PERIODS.iter().find(|p| many.opens(p))?;
        Some(Span::new(start, words.len() - many.len() + period.len()))
    })
}

/// Whether a number is the least that must be: 每年至少召开1次, 不少于2次.
pub(super) fn at_least(text: &str, mention: &Mention, around: &Around) -> bool {
    mention.comparator == Comparator::Ge
        || text.get(around.part.start..mention.span.start).is_some_and(|before| before.has("至少"))
}

/// 每两年集中开展1次活动: the rhythm in which it is done, and no number.
pub(super) fn once_in(text: &str, mention: &Mention, around: &Around) -> bool {
    let once = mention.value == Some(Decimal::ONE) && mention.unit.as_deref() == Some("次");
    once && mention.comparator == Comparator::Eq
        && !at_least(text, mention, around)
        && text.get(around.part.start..mention.span.start).is_some_and(|before| rhythm(before).is_some())
}

/// The verb of an activity that is named behind its number: 开展 of 每年开展4次应急演练. How often one may claim, or
/// something is renewed, counts nothing.
pub(super) fn held(text: &str, mention: &Mention, around: &Around) -> Option<&'static str> {
    const HOLDS: &[&str] = &["开展", "组织", "举办", "举行", "召开", "提供", "实施", "安排", "承办", "主办"];
    let before = text.get(around.part.start..mention.span.start)?;
    let after = text.get(mention.span.end..around.part.end)?;
    let named = after.chars().count() >= 2 && after.starts_with(|c: char| c.is_alphabetic());
    HOLDS.iter().find(|w| named && !after.starts_with(['的', '性', '以']) && before.closes(w)).copied()
}

/// 委员会会议 of 委员会会议每年至少召开一次: what must be done so often stands before the rhythm.
pub(super) fn often(text: &str, mention: &Mention, around: &Around) -> Option<Found> {
    let before = text.get(around.part.start..mention.span.start)?;
    let closed = text.get(mention.span.end..around.part.end).is_some_and(|after| after.trim().is_empty());
    let rhythm = rhythm(before)?;
    let (noun, rest) = (before.get(..rhythm.start)?, before.get(rhythm.end..)?);
    // 小型管网（管径<600mm）清疏每年不得少于2次
    let noted = noun.split_once('（').and_then(|(what, rest)| Some(format!("{what}{}", rest.split_once('）')?.1)));
    let noun = noted.as_deref().unwrap_or(noun);
    let deed = rest.trim_start_matches(|c: char| among(c, "原则上一般应要须必至少不得"));
    let held = ["", "召开", "开展", "组织", "举办", "举行", "进行", "更新"].contains(&deed);
    let noun = ["原则上", "一般", "力争", "应", "要"].iter().fold(noun.trim(), |n, w| n.strip_prefix(w).unwrap_or(n));
    // 每年组织培训一次以上: what is done stands behind the rhythm
    let arranged = ["组织", "开展", "举办"].iter().find_map(|w| deed.strip_prefix(w)).filter(|_| noun.is_empty());
    let plain = |w: &str, few, most| (few..=most).contains(&w.chars().count()) && w.chars().all(char::is_alphabetic);
    // 县级河长每月巡河不少于1次: what who is named does
    let does = plain(deed, 2, 4) && plain(noun, 2, 20) || arranged.is_some_and(|what| plain(what, 2, 8));
    let named = does || held && plain(noun, 4, 20);
    let bounded = mention.kind == MentionKind::Quantity && at_least(text, mention, around);
    (closed && named && bounded && mention.unit.as_deref() == Some("次")).then(|| Found {
        indicator: if held { noun.to_owned() } else { format!("{noun}{}", arranged.unwrap_or(deed)) },
        quote: Span::new(around.part.start, mention.span.end),
        bond: Bond { comparator: Some(Comparator::Ge), ..Bond::default() },
        rule: "target/allowance",
    })
}
