//! Lengths 时间条件: how long one must have done something to qualify.
//!
//! In: a duration with the words around it (`缴纳社保1年以上的`, `毕业5年内的毕业生`, `连续3个月正常运营的`). Out: whether it is a
//! condition; how long something is given, and the cap of a term, are none.

use super::{AmountRole, Cue, Group, Scene};
use crate::fact::around::{ending, head, opening};
use crate::mention::{Comparator, Mention, MentionKind};
use crate::text::{Seek, Span};

/// 连续3个月: how long without a break.
pub(super) fn unbroken(text: &str, m: &Mention) -> bool {
    m.kind == MentionKind::Duration && text.get(..m.span.start).is_some_and(|front| front.ends_with("连续"))
}

impl Scene<'_> {
    /// 缴纳五险1年以上: a length to have lasted, beside another condition or in a list of them.
    pub(super) fn duration(
        &self,
        group: &Group<'_>,
        m: &Mention,
        known: &[(Span, Option<String>)],
    ) -> Option<(AmountRole, &'static str)> {
        // 连续3个月运营正常的，…; how long it is given is no condition
        if m.comparator == Comparator::Eq {
            const GIVES: &[&str] =
                &["给予", "予以", "奖", "补", "按", "每", "支持", "资助", "发放", "享受", "获", "的"];
            let whom = !self.post(group).is_empty() && opening(self.post(group), GIVES).is_none();
            let granted = || self.cues_in(group.sentence).any(|(_, c)| matches!(c, Cue::Grant | Cue::Noun));
            let closed = || self.around.between(group.phrase.start, group.phrase.end).ends_with('的') && granted();
            let met = whom && (self.in_conditions(group) || closed());
            return met.then_some((AmountRole::Threshold, "amount/condition-length"));
        }
        if matches!(m.comparator, Comparator::Range | Comparator::Lt | Comparator::Le) {
            return self.young(group).then_some((AmountRole::Threshold, "amount/condition-length"));
        }
        if !matches!(m.comparator, Comparator::Ge | Comparator::Gt) {
            return None;
        }
        let beside = known.iter().any(|(s, _)| group.sentence.contains(*s));
        let lasted = self.bounded(group) && self.post(group).is_empty() && self.may_apply(group);
        let here = beside || lasted || self.listed(group) || self.conditional(group) && self.condition_matters(group);
        // 连续工作满12个月以上的，享受年休假
        let here = here || self.closed(group);
        here.then_some((AmountRole::Threshold, "amount/condition-length"))
    }

    /// 毕业未满5年的毕业生, 创办企业超过1年未满5年的人才: a length that says who is meant, no cap of a term.
    pub(super) fn young(&self, group: &Group<'_>) -> bool {
        // 离校2年内未就业高校毕业生, 注册3年内的小微企业
        const SINCE: &[&str] =
            &["毕业", "离校", "注册", "成立", "设立", "登记", "退役", "退出现役", "取得毕业证书", "领取毕业证"];
        let within = self.around.between(group.span.start, group.span.end).ends_with('内');
        // 申请条件：…高等学校学生（在校及毕业5年内）
        if within && ending(self.pre(group), SINCE).is_some() && self.in_conditions(group) {
            return true;
        }
        if within && ending(self.pre(group), SINCE).is_some() {
            let who = head(self.post(group), 16);
            let whom = ["毕业生", "企业", "人员", "青年", "个体工商户", "主体", "机构", "士兵", "军人", "创业者"];
            return whom.iter().any(|w| who.has(w))
                && self.cues_in(group.sentence).any(|(_, c)| matches!(c, Cue::Grant | Cue::Noun));
        }
        let Some(rest) = self.post(group).strip_prefix('的') else { return false };
        let who = head(rest, 24);
        let people = ["人才", "毕业生", "创业者", "人员", "企业", "团队", "机构", "个人", "学生", "青年", "职工"];
        let term = ["期限", "期间", "时间", "补贴", "补助", "发放", "贷款", "周期"];
        // 不超过6个月的当地月人均失业保险金: a length of pay
        let pay = ["保险金", "工资", "养老金"].iter().any(|w| head(rest, 14).has(w));
        let pre = self.pre(group);
        people.iter().any(|w| who.has(w))
            && opening(rest, &term).is_none()
            && !pay
            && !term.iter().any(|w| pre.has(w))
            && !self.around.between(group.span.start, group.span.end).ends_with('内')
            && self.cues_in(group.sentence).any(|(_, c)| matches!(c, Cue::Grant | Cue::Noun))
    }
}
