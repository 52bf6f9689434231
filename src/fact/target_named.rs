//! Named 名称中的数: numbers that name a thing, say how long a code is or how a thing is divided, and count no result.
//!
//! In: a number with the words around it (`2人间`, `12345热线`, `03省道`, `代码设计为8位`, `分为甲和乙2类`, `五里镇`). Out: whether it is one.

use super::around::head;
use super::target_place::Around;
use crate::mention::{Mention, MentionKind};
use crate::text::Seek;

/// Whether a number names the thing that it stands before or in.
pub(super) fn names_thing(text: &str, mention: &Mention, around: &Around, after: &str) -> bool {
    let unit = mention.unit.as_deref().unwrap_or_default();
    let core = mention.core.of(text);
    // 票据代码设计为8位: how long a code is
    let code = || ["代码", "号码", "编码"].iter().any(|w| around.sentence.of(text).has(w));
    // 建设类型分为甲和乙2类: how a thing is divided
    let divided = || ["分为", "划分为", "分成"].iter().any(|w| around.part.of(text).has(w));
    if unit == "位" && code() || ["类", "种", "级", "档", "型"].contains(&unit) && divided() {
        return true;
    }
    // 2人间: a kind of room; 12345: a number to call
    let called = unit.is_empty() && core.len() == 5 && core.starts_with("12") && mention.kind == MentionKind::Number;
    if unit == "人" && after.starts_with('间') || called && core.bytes().all(|b| b.is_ascii_digit()) {
        return true;
    }
    // 涉及5镇1乡: places
    let places = mention.kind == MentionKind::Number
        && ["镇", "乡", "街道", "县", "区"]
            .iter()
            .any(|w| after.strip_prefix(w).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit())));
    // 03省道: a number of a road; 两位数增长: how large a number is
    let coded = core.len() >= 2 && core.starts_with('0') && !core.starts_with("0.")
        || mention.kind == MentionKind::Number && ["国道", "省道", "县道", "乡道"].iter().any(|w| after.opens(w));
    // 廿三里街道, 五里镇: a place
    let miles = unit == "里" && ["街道", "镇", "乡", "村"].iter().any(|w| head(after, 4).has(w));
    places || coded || miles || unit == "位" && after.starts_with('数')
}
