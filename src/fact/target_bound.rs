//! Shared bounds 共用界限: a marker before or behind a list holds for every number of it.
//!
//! `新增示范企业80家、重点平台20个、实验室5个以上`, `抽查不少于30个点位和200家门店` (annotation, "markers of bound": before or after a list). An item that has a verb
//! or a marker of its own keeps to that.

use super::around::Around;
use super::target_list::DONE;
use super::target_noun::Nouns;
use super::{Comparator, Fact, Says};
use crate::text::{Seek, Span};

/// The markers that stand behind a number.
const BEHIND: &[&str] = &["以上", "以下", "以内", "左右"];

/// The markers that stand before a number.
const BEFORE: &[&str] = &["不少于", "不低于", "不超过", "不多于", "至少", "最多", "超过", "约"];

/// Gives the numbers of a list the marker of its last, or of its first.
pub(super) fn share(marks: &Around<'_>, nouns: &Nouns, facts: &mut [Fact]) {
    backward(marks, nouns, facts);
    forward(marks, nouns, facts);
}

/// 每年抽查不少于30个点位和200家门店: the marker before the first number, where each thing stands behind its own.
fn forward(marks: &Around<'_>, nouns: &Nouns, facts: &mut [Fact]) {
    let text = marks.text();
    for at in 1..facts.len() {
        let [.., first, next] = &mut facts[..=at] else { return };
        let (Some(from), Some(to)) = (first.value.first().copied(), next.value.first().copied()) else { continue };
        let (Says::Target(bound), Says::Target(target)) = (&first.says, &mut next.says) else { continue };
        // 至少培育10家企业和3个平台: before the verb of the list
        let led = BEFORE.iter().any(|w| from.of(text).opens(w)) || first.quote.of(text).opens("至少");
        let gap = text.get(from.end..to.start).unwrap_or_default();
        let item = gap.strip_suffix(['、', '和', '及', '与']).is_some_and(|i| is_noun(nouns, i));
        let open = target.comparator == Comparator::Eq && bound.per == target.per && bound.by == target.by;
        if led && item && open {
            target.comparator = bound.comparator;
        }
    }
}

/// The marker behind the last number.
fn backward(marks: &Around<'_>, nouns: &Nouns, facts: &mut [Fact]) {
    let text = marks.text();
    for at in (1..facts.len()).rev() {
        let Some((last, bound)) = bounded(text, &facts[at]) else { continue };
        let part = marks.phrase(last.start);
        let mut next = last;
        for before in facts[..at].iter_mut().rev() {
            let Some(value) = before.value.first().copied().filter(|v| v.start >= part.start) else { break };
            // 产值达到80亿元、企业5家以上: one that is reached keeps to what reaches it
            let own = text.get(part.start..value.start).unwrap_or_default();
            if nouns.reaches(own) && text.get(value.end..next.start).is_some_and(|gap| gap.chars().count() > 1) {
                break;
            }
            let gap = text.get(value.end..next.start).unwrap_or_default();
            // 分别稳定在90万头、80万只以上: no noun between them
            let item = gap.strip_prefix(['、', '和', '及', '与']).filter(|i| i.is_empty() || is_noun(nouns, i));
            match (item, &mut before.says) {
                (Some(_), Says::Target(target)) if target.comparator == Comparator::Eq => target.comparator = bound,
                _ => break,
            }
            next = value;
        }
    }
}

/// Where a number stands that a marker behind it bounds, and how.
fn bounded(text: &str, fact: &Fact) -> Option<(Span, Comparator)> {
    let value = *fact.value.first()?;
    let Says::Target(target) = &fact.says else { return None };
    let bounds = matches!(target.comparator, Comparator::Ge | Comparator::Le | Comparator::Approx);
    (bounds && BEHIND.iter().any(|w| value.of(text).closes(w))).then_some((value, target.comparator))
}

/// Whether the words before a number name what it counts, and nothing more.
fn is_noun(nouns: &Nouns, item: &str) -> bool {
    let words = item.trim();
    (2..=24).contains(&words.chars().count())
        && words.chars().all(|c| c.is_alphanumeric() && !c.is_ascii_digit() || "“”（）".contains(c))
        && nouns.verb_that_opens(words).is_none()
        && !DONE.iter().any(|w| words.opens(w))
        && !nouns.reaches(words)
}
