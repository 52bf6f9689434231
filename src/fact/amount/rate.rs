//! Rates 比例: what a share does in its sentence.
//!
//! In: a list of percentages with the words around it (`给予50%补贴`, `留用率达到60%以上的`, `按评估价的70%确定`). Out: support, threshold or
//! other, with the name of the rule; none where it is a result.

use super::{AmountRole, Cue, Group, Scene};
use crate::fact::around::{ending, opening};
use crate::fact::money;
use crate::mention::{Comparator, Mention};
use crate::text::{Seek, Span};
use rust_decimal::Decimal;

/// How long a bracket behind a rate may be, in bytes.
const SHORT: usize = 96;

impl Scene<'_> {
    /// What a share does, and the rule that says so.
    pub(super) fn rate(&self, group: &Group<'_>) -> Option<(AmountRole, &'static str)> {
        let first = group.members.first()?;
        match first.rule {
            "percentage/half" => return Some((AmountRole::Support, "amount/half")),
            "percentage/full" | "percentage/ratio" => return matching(first),
            _ if self.discounts(first) => return Some((AmountRole::Support, "amount/discount")),
            _ => {}
        }
        // 不再按照新车价格的20%给予补贴: what is not given
        if ["不再按", "不再给予", "不再享受", "不按"].iter().any(|w| self.pre(group).has(w)) {
            return None;
        }
        if let Some(found) = self.of_loan(group).or_else(|| self.rate_by_noun(group)) {
            return Some(found);
        }
        match self.points(group) {
            Some(true) => return Some((AmountRole::Support, "amount/grant-earlier")),
            Some(false) => return None,
            None => {}
        }
        let pre = self.pre(group);
        if self.asked(group) {
            return Some((AmountRole::Threshold, "amount/conditions-list"));
        }
        if ending(pre, &self.words.moves).is_none()
            && let Some(found) = self.payment(group)
        {
            return Some(found);
        }
        let moves = ending(pre, &self.words.moves).is_some()
            || first.unit.as_deref() == Some("pp") && self.granted(group).is_none();
        // 每月按不低于最低工资80%的标准支付工资的，可享受…: what one must do to have something
        if self.closed(group) {
            return Some((AmountRole::Threshold, "amount/condition-closed"));
        }
        if let Some(rule) = self.given_rate(group) {
            return Some((AmountRole::Support, rule));
        }
        if let Some(found) = self.by_share(group) {
            return Some(found);
        }
        if self.defines(group) {
            return Some((AmountRole::Threshold, "amount/definition"));
        }
        // 预留份额提高至40%以上，…: what is to become of a rate, unless 的 makes it a condition
        let raised = ending(pre, self.words.list("moved_to")).is_some() && !self.post(group).starts_with('的');
        if !raised && self.rate_conditions(group) {
            return Some((AmountRole::Threshold, "amount/condition-rate"));
        }
        // 未达到约定标准80%的: who falls short qualifies for nothing
        if ["未达", "低于约定", "未完成"].iter().any(|w| pre.has(w)) {
            return None;
        }
        // 代偿率控制在5%以下的，由…: who is meant, whatever was granted before
        if self.bounded(group) && self.post(group) == "的" {
            let next = self.around.between(group.phrase.end, group.sentence.end);
            return (next.starts_with('，') && !next.has("罚"))
                .then_some((AmountRole::Threshold, "amount/condition-closed"));
        }
        let grown = self.grown_or_paid(group, pre);
        if grown.is_some() || moves || money::is_rate_of_deeds(pre) {
            return grown;
        }
        let granted = self.granted(group).map(|rule| (AmountRole::Support, rule));
        granted.or_else(|| self.dealt_out(group, pre)).or_else(|| self.beside_others(group, raised))
    }

    /// 通行费7折优惠: what is left to be paid.
    fn discounts(&self, share: &Mention) -> bool {
        share.core.of(self.text).ends_with("折优惠")
    }

    /// The rule by which a share is one at which something is given, whatever its words bound.
    fn given_rate(&self, group: &Group<'_>) -> Option<&'static str> {
        let noted = self.noted_rate(group).then_some("amount/at-rate");
        noted.or_else(|| self.in_turn(group).then_some("amount/rate-in-turn"))
    }

    /// What a share without a word of its own does: it is met, or goes on with a list.
    fn beside_others(&self, group: &Group<'_>, raised: bool) -> Option<(AmountRole, &'static str)> {
        let told = self.met(group, raised).or_else(|| self.rate_under_standard(group));
        told.or_else(|| self.next_share(group).then_some((AmountRole::Support, "amount/list-continued")))
    }

    /// 贷款利率调整为2.35%, 最低首付款比例不低于15%: what a loan costs, and what one must have to be lent it.
    fn of_loan(&self, group: &Group<'_>) -> Option<(AmountRole, &'static str)> {
        const MOVES: &[&str] = &["为", "至", "到", "分别", "调整", "下调", "上调", "降", "统一", "下限"];
        let pre = MOVES.iter().chain(MOVES).fold(self.pre(group), |pre, w| pre.without_end(w));
        let given = ["给予", "贴息", "补贴", "补助", "按"].iter().any(|w| self.pre(group).has(w));
        let closed = self.post(group).is_empty() && !given;
        let down = closed && ["首付款比例", "首付比例"].iter().any(|w| pre.closes(w));
        if down {
            return Some((AmountRole::Threshold, "amount/down-payment"));
        }
        let told = self.pre(group).len() > pre.len() || ["下调", "上调", "降低"].iter().any(|w| pre.has(w));
        (closed && told && pre.closes("贷款利率")).then_some((AmountRole::Other, "amount/loan-rate"))
    }

    /// 返还比例大型企业50%，中小微企业90%: the share that the next kind of them gets.
    fn next_share(&self, group: &Group<'_>) -> bool {
        const SHARES: &[&str] =
            &["返还比例", "返还标准", "补贴比例", "补助比例", "奖励比例", "报销比例", "减免比例", "支持比例"];
        let Some(last) = group.at.checked_sub(1).and_then(|at| self.values.get(at)) else { return false };
        let whom =
            self.around.between(last.span.end, group.span.start).strip_prefix(['，', '、', '；']).unwrap_or_default();
        let whom = ["为", "按"].iter().fold(whom, |whom, w| whom.without_end(w));
        let kind = (2..=10).contains(&whom.chars().count()) && whom.chars().all(char::is_alphabetic);
        let exact = last.comparator == group.members[0].comparator && last.kind == group.members[0].kind;
        let sentence = self.around.between(group.sentence.start, last.span.start);
        kind && exact && self.post(group).is_empty() && SHARES.iter().any(|w| sentence.has(w))
    }

    /// 有不低于房价20%的自筹资金: one of the conditions told above.
    fn asked(&self, group: &Group<'_>) -> bool {
        // 按照不超过转让金额的5%，给予资助: how it is given
        let before = self.around.between(group.sentence.start, group.core.start);
        let by = before
            .rsplit('，')
            .next()
            .is_some_and(|part| ["按不超过", "按照不超过", "按不高于", "按照不高于"].iter().any(|w| part.opens(w)));
        let listed = self.bounded(group) && self.in_conditions(group) && self.listed(group);
        listed && !by && !self.post(group).starts_with("的比例")
    }

    /// A share that is one of several to be met.
    fn met(&self, group: &Group<'_>, raised: bool) -> Option<(AmountRole, &'static str)> {
        let listed = self.listed(group);
        let rule = if listed { "amount/conditions-list" } else { "amount/condition-chain" };
        (!raised && self.chained(group) || self.bounded(group) && listed).then_some((AmountRole::Threshold, rule))
    }

    /// 按照票面合计的6%（取整，下同）且不高于9000元的标准予以补贴: a rate behind which a bracket stands.
    fn noted_rate(&self, group: &Group<'_>) -> bool {
        let rest = self.around.text().get(group.span.end..).unwrap_or_default();
        let noted = rest.strip_prefix('（').and_then(|r| r[..r.floor_char_boundary(SHORT)].split_once('）'));
        let goes_on = noted.and_then(|(_, rest)| {
            opening(rest, &["且不高于", "且不超过", "且最高", "的标准", "的比例", "给予", "予以"])
        });
        let given = || self.cues_in(Span::new(group.span.end, group.sentence.end)).any(|(_, c)| *c == Cue::Grant);
        self.pre(group).has("按") && self.pre(group).ends_with('的') && goes_on.is_some() && given()
    }

    /// A share that is charged, or by which money is divided.
    fn dealt_out(&self, group: &Group<'_>, pre: &str) -> Option<(AmountRole, &'static str)> {
        if self.bounded(group) && self.charged(group) {
            return Some((AmountRole::Other, "amount/payment-earlier"));
        }
        let divided = self.divided_money(group, pre);
        let rule = divided.or_else(|| self.at_share(group).then_some("amount/at-share"))?;
        Some((AmountRole::Other, rule))
    }

    /// A rate of a price or of a grant, told by the noun before it.
    fn rate_by_noun(&self, group: &Group<'_>) -> Option<(AmountRole, &'static str)> {
        if self.below_market(group) {
            return Some((AmountRole::Support, "amount/below-market"));
        }
        // 支持比例原则上不超过总投资的30%: the most that is given of it
        let far = group.far.filter(|(bound, _)| *bound == Comparator::Le);
        let front = far.map_or(self.pre(group), |(_, at)| self.around.between(group.phrase.start, at));
        let front = ["原则上", "一般", "最高"].iter().fold(front, |pre, w| pre.without_end(w));
        let capped = far.is_some() || self.widest(group) == Comparator::Le;
        let capped = capped && ending(front, self.words.list("grant_rate")).is_some();
        if capped && !money::is_covered(front) {
            return Some((AmountRole::Support, "amount/rate-of-grant"));
        }
        let raised = || self.raised(group).is_some() || self.raised_by(group);
        self.charge(group).or_else(|| raised().then_some((AmountRole::Support, "amount/raised-rate")))
    }

    /// A share that one must reach to have something.
    fn rate_conditions(&self, group: &Group<'_>) -> bool {
        let condition = self.conditional(group) && self.condition_matters(group) || self.qualifies(group);
        // 用于产业发展的比例不得低于60%: how a whole is to be divided
        let condition = condition || self.required(group) || self.chained(group);
        self.bounded(group) && condition && !money::is_share(self.pre(group))
    }

    /// 对A按照不超过投资额的10%，对B按照不超过投资额的20%，给予最高…: one of several rates behind which the grant stands.
    fn in_turn(&self, group: &Group<'_>) -> bool {
        let phrase = self.around.between(group.phrase.start, group.span.start);
        let next = self.around.between(group.phrase.end, group.sentence.end);
        let other = next.strip_prefix('，').filter(|r| r.starts_with('对') && r.has("按"));
        let granted =
            other.is_some_and(|r| ["，给予", "，予以", "，奖励", "，补助", "，补贴"].iter().any(|w| r.has(w)));
        granted && self.post(group).is_empty() && phrase.starts_with('对') && phrase.has("按")
    }

    /// A rate by which one must have grown, or the part of a grant that is paid when something has come true.
    fn grown_or_paid(&self, group: &Group<'_>, pre: &str) -> Option<(AmountRole, &'static str)> {
        // 年营业收入超过1亿元且增长10%的，给予…: how fast one must grow to be given some
        const GIVES: &[&str] = &["，给予", "，奖励", "，补助", "，补贴", "，按", "，一次性", "，再", "，每"];
        let next = || self.around.between(group.phrase.end, group.sentence.end);
        let grown =
            ending(pre, &["增长", "增幅", "增幅达", "增长率达", "增速达"]).is_some() && self.post(group) == "的";
        if grown && opening(next(), GIVES).is_some() {
            return Some((AmountRole::Threshold, "amount/condition-grown"));
        }
        // 奖补资金50%待企业升规后兑现: the part of it that is paid then
        let part = ending(pre, &["奖补资金", "奖励资金", "补助资金", "补贴资金", "奖金"]).is_some();
        if part && ["兑现", "拨付", "发放", "支付"].iter().any(|w| self.post(group).has(w)) {
            return Some((AmountRole::Other, "amount/payment-part"));
        }
        None
    }

    /// 可适当提高补贴标准，提高幅度不超过30%: by how much a grant may be raised.
    fn raised_by(&self, group: &Group<'_>) -> bool {
        const STANDARDS: &[&str] =
            &["补贴标准", "补助标准", "奖励标准", "奖补标准", "资助标准", "津贴标准", "救助标准"];
        let width = ending(self.pre(group).without_end("原则上"), &["提高幅度", "上浮幅度", "提标幅度", "增加幅度"]);
        let earlier = self.around.between(group.sentence.start, group.phrase.start);
        width.is_some() && STANDARDS.iter().any(|w| earlier.has(w))
    }

    /// 补助比例再提高2个百分点: the rate of a grant that is raised.
    pub(super) fn raised(&self, group: &Group<'_>) -> Option<&str> {
        let points = group.members.iter().all(|m| m.unit.as_deref() == Some("pp"));
        let rates = self.words.list("grant_rate").iter();
        rates.map(String::as_str).find(|w| points && !self.dated(group) && self.pre(group).has(w))
    }

    /// 按评估价的70%确定, 按不低于最低价标准的70%执行: a price or fee set as a share.
    fn at_share(&self, group: &Group<'_>) -> bool {
        let set = self.words.list("set_share");
        let words = self.around.between(self.clear_before(group), group.span.start);
        let opened = words.last_place('按').and_then(|i| words.get(i..)).is_some_and(|w| w.chars().count() <= 30);
        let divided = self.post(group).has("分配") || self.post(group).has("分担");
        opened && (divided || opening(self.post(group), set).is_some()) && !self.dated(group)
    }
}

/// 按1:0.5配套; 全额补贴 and 按1:1配套 are all of it, which is no number (annotation, "amounts": of words, 减半 alone
/// is one).
fn matching(share: &Mention) -> Option<(AmountRole, &'static str)> {
    let part = share.rule == "percentage/ratio" && share.value.is_some_and(|v| v != Decimal::ONE_HUNDRED);
    part.then_some((AmountRole::Support, "amount/matching"))
}
