//! Joined 并列条件: numbers that one must meet together, of which only the last says who is meant.
//!
//! In: `营业收入超过2亿元、研发占比超过5%的企业优先支持`. Out: whether the first is a condition as the last is.

use super::{Group, Scene};
use crate::fact::around::opening;
use crate::text::Seek;

/// More characters than the conditions have that stand between a number and whom it is of.
const FAR: usize = 40;

impl Scene<'_> {
    /// Whether a bounded number stands before another one of those who may have something.
    pub(super) fn joined(&self, group: &Group<'_>) -> bool {
        const BOUNDS: &[&str] =
            &["以上", "以下", "以内", "超过", "低于", "高于", "达到", "少于", "不足", "不满", "突破"];
        const HAS: &[&str] = &[
            "优先",
            "可",
            "给予",
            "予以",
            "享受",
            "列入",
            "纳入",
            "认定",
            "免",
            "减",
            "，给予",
            "，予以",
            "，按",
            "，可",
            "，优先",
            "，一次性",
            "，奖励",
            "，补",
            "，享受",
        ];
        let post = self.post(group);
        let Some(rest) = post.strip_prefix(['、', '且', '和', '及', '并']).filter(|_| self.bounded(group)) else {
            return false;
        };
        let Some((inside, who)) = rest.rsplit_once('的') else { return false };
        let another = inside.bytes().any(|b| b.is_ascii_digit()) && BOUNDS.iter().any(|w| inside.has(w));
        let Some(word) = opening(who, &self.words.who).filter(|_| another && inside.chars().count() <= FAR) else {
            return false;
        };
        let from = group.span.end + post.len() - who.len() + word.len();
        let next = self.around.between(from, group.sentence.end);
        HAS.iter().any(|w| next.opens(w))
    }
}
