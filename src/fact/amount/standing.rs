//! Standing 标准与份额: sums and shares that stand by the noun beside them, without a word of grant.
//!
//! In: `低保标准提高到460元/月`, `最高额度调整为50万元`, `占专项资金总额的10%`, `新增贷款100亿元`. Out: whether it is what
//! each gets, how much one may have, how money is divided, or a result that is no amount.

use super::{AmountRole, Group, Scene};
use crate::fact::around::ending;
use crate::mention::Comparator;
use crate::text::Seek;
use rust_decimal::Decimal;

impl Scene<'_> {
    /// 最高额度调整为50万元: how much one may have at most, of what the heading names.
    pub(super) fn limit(&self, group: &Group<'_>) -> bool {
        const NAMES: &[&str] = &["最高额度", "贷款额度", "额度上限", "支持额度", "补贴额度", "补助额度", "奖励额度"];
        let pre = self.pre(group);
        let exact = matches!(self.widest(group), Comparator::Eq | Comparator::Le);
        let heading = self.context.clause().heading.as_ref().map_or("", |h| h.as_str());
        let named = ["贷款", "补贴", "补助", "奖励", "资助", "贴息", "公积金"].iter().any(|w| heading.has(w));
        exact && named && self.post(group).is_empty() && NAMES.iter().any(|w| pre.has(w))
    }

    /// 低保标准提高到460元/月, 低收入家庭认定标准为920元/月: what each gets, or the income one may have.
    pub(super) fn standard(&self, group: &Group<'_>) -> Option<AmountRole> {
        const PAY: &[&str] =
            &["低保", "保障", "补助", "补贴", "供养", "养老金", "救助", "抚恤", "津贴", "待遇", "特困", "生活费"];
        let front = self.around.between(group.sentence.start, group.span.start);
        let each = self.text.get(group.span.end..).unwrap_or_default().starts_with('/')
            || ["每人", "每月", "每年"].iter().any(|w| front.has(w));
        let exact = matches!(self.widest(group), Comparator::Eq | Comparator::Ge);
        let at = front.place("标准").filter(|_| each && exact)?;
        if ["认定", "收入", "准入"].iter().any(|w| front[..at].closes(w)) {
            return Some(AmountRole::Threshold);
        }
        PAY.iter().any(|w| front[..at].has(w)).then_some(AmountRole::Support)
    }

    /// 安排最高不超过30万元: a ceiling for each, no fund.
    pub(super) fn bounded_by_cap(&self, group: &Group<'_>) -> bool {
        matches!(self.widest(group), Comparator::Le | Comparator::Lt)
            || group.far.is_some_and(|(c, _)| c == Comparator::Le)
    }

    /// 开工后支付20%，封顶后支付50%; 占专项资金总额的10%; 由市、区财政各承担50%: how money is divided.
    pub(super) fn divided_money(&self, group: &Group<'_>, pre: &str) -> Option<&'static str> {
        let exact = group.members.iter().all(|m| m.comparator == Comparator::Eq);
        let post = self.post(group);
        if exact && post.is_empty() && ending(pre, &["支付", "兑付", "兑现", "拨付"]).is_some() {
            return Some("amount/payment");
        }
        let of_money = ["资金总额的", "资金的", "经费的", "经费总额的"];
        let share = exact && pre.starts_with('占') && ending(pre, &of_money).is_some();
        let borne = pre.has('由') && ending(pre, &["承担", "分担", "负担"]).is_some();
        (share || borne).then_some("amount/at-share")
    }
}

/// What a project is estimated to cost.
pub(super) const COSTS: &[&str] =
    &["估算总投资", "投资估算", "总投资估算", "概算总投资", "投资概算", "工程总概算", "估算投资"];

/// 新增中长期贷款100亿元, 发放担保贷款2亿元: how much is lent in all is a result.
pub(super) fn lends(group: &Group<'_>, pre: &str) -> bool {
    let lent = ["贷款", "信贷", "授信", "再贷款"].iter().any(|w| pre.closes(w));
    let made = ["新增", "发放", "投放", "累计", "力争"].iter().any(|w| pre.has(w));
    let large = group.members.iter().all(|m| m.value.is_some_and(|v| v >= Decimal::from(100_000_000)));
    lent && made && large && !pre.contains(['对', '每'])
}
