//! Prices 价格: what one pays less, told by the price that is left or by a part of it.
//!
//! In: `按不高于市场租金的70%缴纳租金`, `最高不超过其实际缴费额的2/3`, `后两年半价租的办公工位`. Out: whether a share is a rent below the
//! market's, what a fraction is in percent, the half that is left off.

use super::{Amount, AmountRole, AmountType, Comparator, Group, Scene};
use crate::fact::around::{ending, head, opening, tail};
use crate::fact::{Context, Fact, Says};
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span};
use rust_decimal::Decimal;

/// What the fraction of a sum is measured on ends with one of these.
const SUMS: &[&str] = &["额", "费", "费用", "租金", "工资", "金额", "部分", "标准", "成本", "投资", "税款", "利息"];
/// What gives or leaves off a part.
const GIVES: &[&str] = &["给予", "补贴", "补助", "返还", "减免", "奖励", "免除", "减收", "降低"];
/// What stands behind a half price.
const EASED: &[&str] = &["租", "优惠", "收费", "收取", "入驻", "入住", "使用", "购票", "乘", "游", "政策", "办公"];

/// 缴费额的2/3: a part of a sum in words or as a fraction, in percent.
pub(super) fn percent(text: &str, m: &Mention) -> Option<Decimal> {
    let part = m.kind == MentionKind::Number && m.unit.is_none();
    let words = m.core.of(text);
    if !part || !(words.contains('/') || words.has("分之")) {
        return None;
    }
    let front = text.get(..m.span.start)?.without_end("的");
    // 减免三分之一租金
    let left = || ending(front, GIVES).is_some() && opening(text.get(m.span.end..).unwrap_or_default(), SUMS).is_some();
    // 第2年贴息2/3
    let eased = || {
        ["贴息", "补贴", "补助"].iter().any(|w| front.closes(w)) && text[m.span.end..].starts_with(['，', '。', '；'])
    };
    if ending(front, SUMS).is_none() && !left() && !eased() {
        return None;
    }
    let exact = || {
        let (top, bottom) = m.fraction.as_deref()?.split_once('/')?;
        top.parse::<Decimal>().ok()?.checked_div(bottom.parse().ok()?)
    };
    let value = m.value.or_else(exact).filter(|v| *v > Decimal::ZERO && *v < Decimal::ONE)?;
    Some(value.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(2))
}

/// 后两年半价租, 半价收取门票: half of the price is left off where 半价 stands before what is had.
pub(super) fn half_prices(context: &Context<'_>) -> Vec<Fact> {
    let text = context.text();
    let mut facts = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|t| t.place("半价")).map(|at| from + at) {
        let end = at + "半价".len();
        from = end;
        let rest = text.get(end..).unwrap_or_default();
        let span = Span::new(at, end);
        if opening(rest, EASED).is_none() || context.around.quoted(at) || context.is_told(span) {
            continue;
        }
        let amount = Amount {
            role: AmountRole::Support,
            measure: AmountType::Rate,
            bound: Comparator::Eq,
            value: Decimal::from(50),
            value_max: None,
            unit: Some("%".to_owned()),
            basis: rest.starts_with('租').then(|| "租金".to_owned()),
            per: None,
        };
        facts.push(Fact::stated(Says::Amount(amount), span, span, "amount/half-price"));
    }
    facts
}

impl Scene<'_> {
    /// 租金不高于市场租金的60%: a rent that must stay below the market's is what the tenant is spared.
    pub(super) fn below_market(&self, group: &Group<'_>) -> bool {
        let pre = self.pre(group);
        let words = tail(self.around.between(group.phrase.start, group.span.end), 60);
        let capped = matches!(self.widest(group), Comparator::Le | Comparator::Lt)
            || ["不高于", "不超过", "不得高于", "不得超过", "低于"].iter().any(|w| words.has(w));
        let base = tail(pre.without_end("的"), 40);
        let market = ["市场", "同类", "同地段", "同区域", "周边"].iter().any(|w| base.has(w));
        const RENTS: &[&str] =
            &["租金", "租金价格", "租赁价格", "租金水平", "租金标准", "租价", "评估价", "市场价格", "市场价"];
        let post = self.post(group);
        capped
            && market
            && ending(base, RENTS).is_some()
            && (base.has("租") || post.has("租"))
            && !self.dated(group)
            && (!post.starts_with('的') || post.opens("的标准"))
    }

    /// 最高不超过其个人实缴学费的3/4: a part of a sum that is given, or caps what is.
    pub(super) fn fraction(&self, group: &Group<'_>) -> Option<(AmountRole, &'static str)> {
        let first = group.members.first()?;
        percent(self.text, first)?;
        let here = self.grant_before(group).is_some()
            || self.last_cue_before(group) == Some(super::Cue::Grant)
            || self.by_rate(group)
            || GIVES.iter().any(|w| head(self.post(group), 10).has(w));
        here.then_some((AmountRole::Support, "amount/fraction"))
    }
}
