//! Lengths 时间条件: how long one must have done something to qualify.
//!
//! In: a duration with the words around it (`缴纳社保1年以上的`, `毕业5年内的毕业生`, `连续3个月正常运营的`). Out: whether it is a
//! condition; how long something is given, and the cap of a term, are none.

use super::{AmountRole, Cue, Group, Scene};
use crate::fact::around::{ending, head, opening, tail};
use crate::fact::since;
use crate::mention::{Comparator, Mention, MentionKind};
use crate::text::{Seek, Span};

/// 连续3个月, 申请补贴前6个月: how long without a break.
pub(super) fn unbroken(text: &str, m: &Mention) -> bool {
    const ASKED: &[&str] = &["申请", "申领", "申报", "补贴当月"];
    // 申请补助前8个月
    let before =
        |front: &str| front.strip_suffix('前').is_some_and(|asked| ASKED.iter().any(|w| tail(asked, 6).has(w)));
    m.kind == MentionKind::Duration
        && text.get(..m.span.start).is_some_and(|front| front.ends_with("连续") || before(front))
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
            // …连续6个月缴纳社会保险费且…，…）给予补贴: what has been kept up
            const KEEPS: &[&str] = &[
                "缴纳", "按时", "按期", "足额", "依法", "持续", "正常", "参保", "参加", "有", "为", "在", "从事",
                "经营", "运营", "就业", "稳定",
            ];
            let kept = || opening(self.post(group), KEEPS).is_some() && granted();
            let met = whom && (self.in_conditions(group) || closed() || kept());
            return met.then_some((AmountRole::Threshold, "amount/condition-length"));
        }
        if matches!(m.comparator, Comparator::Range | Comparator::Lt | Comparator::Le) {
            return self.young(group).then_some((AmountRole::Threshold, "amount/condition-length"));
        }
        if !matches!(m.comparator, Comparator::Ge | Comparator::Gt) {
            return None;
        }
        // 军龄10年以上的退役军人优先录用
        // 车龄8年及以上，即2016年底前注册的车辆; 15年以上船龄的船舶
        let behind = self.around.between(group.span.end, group.sentence.end);
        let aged = behind.opens("，即") || self.post(group).starts_with(['的', '、', '且']);
        let named = ["船龄的", "车龄的", "工龄的", "党龄的", "楼龄的"].iter().any(|w| self.post(group).opens(w));
        if self.pre(group).ends_with('龄') && aged || named {
            return Some((AmountRole::Threshold, "amount/condition-length"));
        }
        // 由政府购买每周不少于6小时的服务: how much of it one has
        let had = ["购买", "提供"].iter().any(|w| self.pre(group).has(w)) && self.post(group).has("服务");
        let beside = !had && known.iter().any(|(s, _)| group.sentence.contains(*s));
        let lasted = self.bounded(group) && self.post(group).is_empty() && self.may_apply(group);
        let here = beside || lasted || self.listed(group) || self.conditional(group) && self.condition_matters(group);
        // 连续工作满12个月以上的，享受年休假
        let here = here
            || self.closed(group)
            || self.chained(group)
            || self.experienced(group)
            || self.signed(group)
            || self.served_for(group);
        here.then_some((AmountRole::Threshold, "amount/condition-length"))
    }

    /// 在本区工作满10年后，可获赠住房; 每年在岗超过8个月的可直接申报: a length behind which stands what one may have.
    fn served_for(&self, group: &Group<'_>) -> bool {
        const MAY: &[&str] = &["，可", "，方可", "，给予", "，享受", "，经", "，按"];
        let (post, next) = (self.post(group), self.around.between(group.phrase.end, group.sentence.end));
        let lasted = self.around.between(group.span.start, group.core.start);
        let after =
            matches!(post, "" | "后" | "以后") && lasted.ends_with(['满', '过']) && opening(next, MAY).is_some();
        after || opening(post, &["的可", "的，可"]).is_some()
    }

    /// 签订1年以上期限劳动合同: for how long one is bound, where something is granted.
    fn signed(&self, group: &Group<'_>) -> bool {
        let what = self.post(group).trim_start_matches('的').trim_start_matches("期限").trim_start_matches('的');
        self.pre(group).closes("签订")
            && opening(what, &["劳动", "聘用", "用工", "服务", "就业"]).is_some()
            && self.cues_in(group.sentence).any(|(_, c)| matches!(c, Cue::Grant | Cue::Noun))
    }

    /// 具有2年以上研发经历的人才: what whoever is meant has done for so long.
    pub(super) fn experienced(&self, group: &Group<'_>) -> bool {
        let done = self.post(group).trim_start_matches('的').split(['的', '，', '、', '和']).next().unwrap_or_default();
        (2..=10).contains(&done.chars().count()) && ending(done, &["经历", "经验", "资历", "工龄", "驾龄"]).is_some()
    }

    /// What a length that says who is meant is counted from: 毕业 of 毕业2年内高校毕业生.
    pub(super) fn since(&self, group: &Group<'_>) -> Option<&str> {
        let words = self.around.between(group.span.start, group.span.end);
        since::meant(self.pre(group), words, self.around.between(group.span.end, group.sentence.end))
    }

    /// 毕业未满5年的毕业生, 创办企业超过1年未满5年的人才: a length that says who is meant, no cap of a term.
    pub(super) fn young(&self, group: &Group<'_>) -> bool {
        // 申请条件：…高等学校学生（在校及毕业5年内，领取毕业证5年内）
        let within = self.around.between(group.span.start, group.span.end).ends_with('内');
        let listed = within && since::counts(self.pre(group)) && self.in_conditions(group);
        if listed || self.since(group).is_some() {
            return true;
        }
        let Some(rest) = self.post(group).strip_prefix('的') else { return false };
        let who = head(rest, 24);
        let people = [
            "人才",
            "毕业生",
            "创业者",
            "人员",
            "企业",
            "团队",
            "机构",
            "个人",
            "学生",
            "青年",
            "职工",
            "农民工",
            "劳动者",
        ];
        let term = ["期限", "期间", "时间", "补贴", "补助", "发放", "贷款", "周期"];
        // 不超过9个月的基本养老金: a length of pay
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
