//! Lengths 期限指标: how long something may last or is kept.
//!
//! In: a duration with the words around it (`留存五年`, `扣除期限不超过48个月`, `登记压缩至3个工作日`, `最多发放5年`). Out: what has that
//! length, as a noun phrase; a validity and those whom a bound describes are none.

use super::Comparator;
use super::target_noun::Bond;
use super::target_phrase::{Found, Phrases};
use super::target_place::Around;
use crate::mention::Mention;
use crate::text::{Seek, Span};

/// How far back what has its length may stand, in bytes: 100 characters.
const REACH: usize = 300;

impl Phrases {
    /// 留存五年, 扣除期限不超过48个月, 1—2年的培育期.
    pub(super) fn length(
        &self,
        text: &str,
        mention: &Mention,
        start: usize,
        noun: &str,
        after: &str,
        mut bond: Bond,
    ) -> Option<Found> {
        let before = text.get(start..mention.span.start)?;
        let kept = bond.reach.iter().any(|r| ["留存", "保存", "保留", "保管"].contains(&r.as_str()));
        // 合同期三年以上的农场: who is meant
        let bounded = matches!(mention.comparator, Comparator::Ge | Comparator::Gt);
        let who = bounded && (after.starts_with('的') || after.starts_with('、') && after.has('的'));
        if noun.ends_with("有效期") || before.ends_with("有效期") || who {
            return None;
        }
        if kept
            || (self.length.is_match(noun) && (mention.comparator != Comparator::Eq || !bond.reach.is_empty()))
            || self.term.is_match(before)
        {
            let noun = self.nouns.open(noun, &mut bond, false);
            let noun = noun.strip_prefix('将').unwrap_or(noun);
            let noun = noun.halves("之日起").map_or(noun, |(_, n)| n);
            let from = start + before.find(noun).unwrap_or(0);
            let indicator = self.nouns.tidy(noun);
            let indicator = whose_term(text, start, &indicator).unwrap_or(indicator);
            let quote = Span::new(from, mention.span.end);
            return Some(Found { indicator, quote, bond, rule: "target/length" });
        }
        if let Some(found) = self.prolonged(text, mention, start, &bond) {
            return Some(found);
        }
        // 不动产登记压缩至3个工作日以内: what takes so long
        let cut = bond.reach.iter().any(|r| {
            ["压缩至", "压缩到", "缩短至", "缩短到", "精简至", "减至", "减到", "压减至", "压减到", "缩减至", "缩减到"]
                .contains(&r.as_str())
        });
        let ends = text.get(mention.span.end..).unwrap_or_default();
        if cut && (ends.is_empty() || ends.starts_with(['，', '。', '；', '、'])) {
            let noun = self.nouns.open(noun, &mut bond, false);
            let noun = noun.strip_prefix('将').unwrap_or(noun);
            let from = start + before.find(noun)?;
            let indicator = self.nouns.tidy(noun);
            let quote = Span::new(from, mention.span.end);
            return (indicator.chars().count() >= 3).then_some(Found { indicator, quote, bond, rule: "target/length" });
        }
        // 原则上5年为一个评估周期
        if let Some(cycle) = ["为一个", "为1个"].iter().find_map(|w| after.strip_prefix(w)) {
            let quote = Span::new(mention.span.start, mention.span.end + after.len());
            let named = cycle.ends_with('期') && (2..=8).contains(&cycle.chars().count());
            return named.then(|| Found { indicator: cycle.to_owned(), quote, bond, rule: "target/length" });
        }
        let behind = after.strip_prefix('的')?;
        let behind = behind.split(['，', '、']).next()?;
        let quote = Span::new(mention.span.start, mention.span.end + '的'.len_utf8() + behind.len());
        (behind.ends_with('期') && behind.chars().count() <= 8).then(|| Found {
            indicator: behind.to_owned(),
            quote,
            bond,
            rule: "target/length",
        })
    }

    /// 领取期限可以延长，最长不超过3年; 架空期不得超过4个月，最多可延长2个月: what has its length in the part before.
    fn prolonged(&self, text: &str, mention: &Mention, start: usize, bond: &Bond) -> Option<Found> {
        let own = text.get(start..mention.span.start)?.trim_start();
        let said = text.get(start..mention.span.end)?;
        let capped = ["最长", "最多", "不超过", "不得超过"].iter().any(|w| said.has(w));
        let bare = ["", "最长", "最多", "最多可延长", "最长可延长", "延长期", "但"].contains(&own);
        let ends = text.get(mention.span.end..).unwrap_or_default();
        if !capped || !bare || !(ends.is_empty() || ends.starts_with(['，', '。', '；'])) {
            return None;
        }
        let near = text.get(text.floor_char_boundary(start.saturating_sub(REACH))..start)?;
        let sentence = near.strip_suffix(['，', '；'])?.rsplit(['。', '\n']).next()?;
        let noun = self.spell.captures_iter(sentence).filter_map(|c| c.get(1)).last()?;
        let noun = noun.as_str().rsplit("延长").next()?;
        let noun = self.nouns.open(noun, &mut Bond::default(), true);
        let comparator = Some(Comparator::Le);
        (noun.chars().count() >= 3).then(|| Found {
            indicator: self.nouns.tidy(noun),
            quote: Span::new(start + said.len() - said.trim_start().len(), mention.span.end),
            bond: Bond { comparator, ..bond.clone() },
            rule: "target/length",
        })
    }

    /// 给予专项人才奖励…，最多发放5年: how many years the award goes on.
    pub(super) fn award_years(&self, text: &str, mention: &Mention, around: &Around) -> Option<Found> {
        let before = text.get(around.part.start..mention.span.start)?;
        let gives = ["发放", "奖励", "补贴", "补助", "资助", "支持", "享受"].iter().find(|w| before.closes(w));
        let said = match gives {
            Some(w) => before.strip_suffix(w)?,
            None => before,
        };
        let years = mention.period.as_deref().is_some_and(|p| p.ends_with(['Y', 'M']));
        let bounded = ["最多", "最长", "至多", "连续"].iter().any(|w| said.closes(w))
            || (gives.is_some() && mention.comparator == Comparator::Le);
        let ends = text.get(mention.span.end..).unwrap_or_default();
        if !years || gives.is_none() || !bounded || !(ends.is_empty() || ends.starts_with(['，', '。', '；'])) {
            return None;
        }
        let capped = ["最多", "最长", "至多"].iter().any(|w| said.closes(w));
        let earlier = text.get(around.sentence.start..mention.span.start)?;
        let found = self.award.captures_iter(earlier).filter_map(|c| c.get(1)).last()?;
        let from = around.part.start + before.len() - before.trim_start().len();
        Some(Found {
            indicator: found.as_str().to_owned(),
            quote: Span::new(from, mention.span.end),
            bond: Bond { comparator: capped.then_some(Comparator::Le), ..Bond::default() },
            rule: "target/allowance",
        })
    }
}

/// 展期还款期限 of 可申请展期还款，期限原则上不超过1年: what the part before grants.
fn whose_term(text: &str, start: usize, noun: &str) -> Option<String> {
    const GRANTS: &[&str] = &["可申请", "可以申请", "可享受", "给予", "实行", "提供", "申请", "办理"];
    let front = text.get(..start).filter(|_| noun == "期限")?.strip_suffix('，')?;
    let last = front.rsplit(['，', '。', '；', '：', '\n']).next()?;
    // 个人贷款额度一般掌握在2万元左右，期限不超过2年
    let limited = ["额度", "金额"].iter().find_map(|w| last.halves(w)).map(|x| x.0).filter(|w| w.closes("贷款"));
    let what = GRANTS.iter().find_map(|w| last.halves(w)).map(|x| x.1).or(limited)?;
    let plain = (2..=10).contains(&what.chars().count()) && what.chars().all(char::is_alphabetic);
    plain.then(|| format!("{what}{noun}"))
}
