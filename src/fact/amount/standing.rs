//! Standing 标准与份额: sums and shares that stand by the noun beside them, without a word of grant.
//!
//! In: `低保标准提高到460元/月`, `最高额度调整为50万元`, `占专项资金总额的10%`. Out: whether it is what each gets, how much
//! one may have, or how money is divided. What the words say by themselves stands in [`money`].

use super::{AmountRole, Cue, Group, Scene, may_rise};
use crate::fact::around::ending;
use crate::fact::money;
use crate::mention::{Comparator, MentionKind};
use crate::text::{Seek, Span};

/// How far behind a rate the word may stand that names it, in bytes.
const NOTED: usize = 160;

/// How far before a sum the label of its list may stand, in bytes.
const LISTED: usize = 900;

impl Scene<'_> {
    /// 最高额度调整为50万元: how much one may have at most, of what the heading names.
    pub(super) fn limit(&self, group: &Group<'_>) -> bool {
        const NAMES: &[&str] = &["最高额度", "贷款额度", "额度上限", "支持额度", "补贴额度", "补助额度", "奖励额度"];
        let pre = self.pre(group);
        let exact = matches!(self.widest(group), Comparator::Eq | Comparator::Le);
        let heading = self.context.clause().heading.as_ref().map_or("", |h| h.as_str());
        let named = ["贷款", "补贴", "补助", "奖励", "资助", "贴息", "公积金"].iter().any(|w| heading.has(w));
        // 信用额度可提高至500万元
        // 支付限额为职工每人每月500元、居民每人每月300元: the most that is paid for each
        let paid = self.pays_at_most(group);
        let lent = ["信用额度", "授信额度", "贷款额度", "信用贷款额度"].iter().any(|w| pre.has(w));
        let rises = lent && group.members.iter().all(|m| may_rise(self.text, m));
        rises || exact && paid || exact && named && self.post(group).is_empty() && NAMES.iter().any(|w| pre.has(w))
    }

    /// Whether the words before a sum say that it is the most that an insurance or a fund pays.
    pub(super) fn pays_at_most(&self, group: &Group<'_>) -> bool {
        const LIMITS: &[&str] = &["支付限额", "限额标准", "报销限额", "封顶线", "支付额度", "报销额度"];
        // The marker may be part of the value's own words.
        let pre = self.around.between(group.phrase.start, group.core.start);
        let at = LIMITS.iter().filter_map(|w| pre.last_place(w).map(|at| at + w.len())).max();
        let behind = at.map(|at| &pre[at..]);
        behind.is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with(['为', '：'])
                || ["提高到", "提高至", "调整为"].iter().any(|w| rest.opens(w))
        })
    }

    /// 护理补贴：对一级护理员为每月200元，二级护理员每月300元: what each kind of them gets, behind the label of what is given.
    pub(super) fn under_grant_label(&self, group: &Group<'_>) -> bool {
        const EACH: &[&str] = &["为", "每月", "每年", "每季度", "每日", "每天", "每人", "每户", "每艘", "每台", "每辆"];
        let before =
            self.text.get(self.text.floor_char_boundary(group.core.start.saturating_sub(LISTED))..group.core.start);
        let line = before.unwrap_or_default().rsplit(['\n', '。']).next().unwrap_or_default();
        let label = line.rsplit_once('：').is_some_and(|(label, _)| names_grant(label));
        let exact = self.widest(group) == Comparator::Eq && group.members.iter().all(|m| m.kind == MentionKind::Money);
        label && exact && ending(line, EACH).is_some() && self.post(group).is_empty()
    }

    /// 补助标准：一等奖10万元；二等奖5万元: what each kind of them gets, in the list or below the heading that names the grant.
    pub(super) fn under_standard(&self, group: &Group<'_>) -> bool {
        // 注册资本500万元: what one has, and is not given
        const HAVE: &[&str] = &[
            "额", "值", "收入", "投资", "资本", "资金", "税收", "利润", "规模", "营收", "资产", "贡献", "成本", "费用",
            "费", "工资", "经费", "价", "款", "计划", "预算", "总", "缴纳", "按",
        ];
        const REACHES: &[&str] =
            &["达到", "超过", "完成", "实现", "不低于", "不少于", "低于", "高于", "至", "到", "满"];
        let exact = matches!(self.widest(group), Comparator::Eq | Comparator::Le);
        let post = self.post(group);
        let closed = post.is_empty() || post.starts_with(['/', '（']) && post.chars().count() <= 10;
        let money = group.members.iter().all(|m| m.kind == MentionKind::Money);
        let pre = self.pre(group).trim_end_matches(['为', '：', ' ']);
        let plain =
            pre.chars().count() <= 24 && !HAVE.iter().any(|w| pre.closes(w)) && !REACHES.iter().any(|w| pre.has(w));
        let each = pre.has("每") || post.starts_with('/');
        exact && closed && money && plain && self.below_standard(group, each)
    }

    /// …给予补贴，最高100万元；国家级活动，最高60万元: the most that the next kind of them gets, behind ；.
    pub(super) fn capped_next(&self, group: &Group<'_>) -> bool {
        let whom = self.around.between(group.sentence.start, group.phrase.start);
        let named =
            whom.strip_suffix('，').is_some_and(|w| (2..=16).contains(&w.chars().count()) && !w.contains(['，', '的']));
        let alone = self.pre(group).is_empty() && self.post(group).is_empty();
        let most = self.widest(group) == Comparator::Le && group.members.iter().all(|m| m.kind == MentionKind::Money);
        if !(named && alone && most) {
            return false;
        }
        let from = self.text.floor_char_boundary(group.sentence.start.saturating_sub(LISTED));
        let before = self.text.get(from..group.sentence.start).unwrap_or_default();
        let line = before.strip_suffix('；').map(|line| line.rsplit(['\n', '。']).next().unwrap_or_default());
        line.is_some_and(|line| {
            let given = ["补贴", "补助", "奖励", "资助", "奖补", "支持", "扶持"].iter().any(|w| line.has(w));
            given && line.has("最高") && !line.has("罚")
        })
    }

    /// 补助标准：设备投资的10%: the same of a rate.
    pub(super) fn rate_under_standard(&self, group: &Group<'_>) -> Option<(AmountRole, &'static str)> {
        let exact = matches!(self.widest(group), Comparator::Eq | Comparator::Le);
        let (pre, post) = (self.pre(group), self.post(group));
        let of = pre.strip_suffix('的').filter(|of| (2..=20).contains(&of.chars().count()));
        let below = exact && post.is_empty() && of.is_some() && self.below_standard(group, false);
        below.then_some((AmountRole::Support, "amount/list-continued"))
    }

    /// Whether the label of the list in which a sum stands, or the heading over it, names a grant and its standard; where
    /// the sum is told for `each`, the grant alone (一次性开办补助。每张床位1万元).
    fn below_standard(&self, group: &Group<'_>, each: bool) -> bool {
        let from = self.text.floor_char_boundary(group.phrase.start.saturating_sub(LISTED));
        let before = self.text.get(from..group.phrase.start).unwrap_or_default();
        let line = before.rsplit(['\n', '。']).next().unwrap_or_default();
        if let Some((label, _)) = line.rsplit_once('：').filter(|(label, _)| names_grant(label)) {
            return !label.has("条件");
        }
        // The items of a list stand on lines of their own.
        let mut above = before.rsplit('\n').skip(1).map(str::trim_end);
        let label = above.find(|line| !line.ends_with(['；', '。']) || line.is_empty());
        if let Some(label) = label.and_then(|label| label.strip_suffix('：')) {
            let label = label.rsplit(['。', '；']).next().unwrap_or(label);
            return names_grant(label) && !label.has("条件");
        }
        let clause = self.context.clause();
        let heading = clause.heading.as_ref().map(|h| h.as_str()).into_iter();
        let mut over = heading.chain(clause.section.last().map(|s| &**s));
        over.any(|h| (each || h.closes("标准")) && names_grant(h))
    }

    /// 低保标准提高到460元/月: what each gets, or the income one may have.
    pub(super) fn standard(&self, group: &Group<'_>) -> Option<AmountRole> {
        let exact = matches!(self.widest(group), Comparator::Eq | Comparator::Ge);
        let before = self.around.between(group.sentence.start, group.span.start);
        let exact = exact || money::is_cap_of_each(before) && self.widest(group) == Comparator::Le;
        money::standard(before, self.text.get(group.span.end..)?).filter(|_| exact)
    }

    /// 缴费费率由2%调整为1%: what is charged; 现行费率为0.5%的单位: who is meant.
    pub(super) fn charge(&self, group: &Group<'_>) -> Option<(AmountRole, &'static str)> {
        let before = self.around.between(group.sentence.start, group.span.start);
        // 按照25%的法定税率减半征收
        let legal = ["的法定税率", "的税率", "的适用税率"].iter().any(|w| self.post(group).opens(w))
            && ["按照", "按"].iter().any(|w| self.pre(group).closes(w));
        if legal && self.post(group).has("减半") {
            return Some((AmountRole::Other, "amount/charge"));
        }
        // 按不超过0.8%（…）的优惠担保费率进行担保
        let rest = self.around.text().get(group.span.end..).unwrap_or_default();
        let rate = &rest[..rest.floor_char_boundary(NOTED)];
        let rate = match rate.strip_prefix('（').and_then(|r| r.split_once('）')) {
            Some((inside, rest)) if inside.chars().count() <= 24 => rest,
            _ => rate,
        };
        let named = rate.strip_prefix('的').and_then(|r| r.place("费率")).is_some_and(|at| at <= "优惠的担保".len());
        let bounded = matches!(self.widest(group), Comparator::Le | Comparator::Ge);
        // …（助农项目担保费率不超过0.8%）
        let noted = bounded && self.pre(group).closes("担保费率") && rate.starts_with('）');
        if noted || named && bounded && self.pre(group).ends_with('按') {
            return Some((AmountRole::Other, "amount/charge"));
        }
        let charged = money::is_charge(before, self.widest(group));
        let policy = ["的政策", "的标准", "的规定", "的比例"].iter().any(|w| self.post(group).opens(w));
        let meant = self.post(group).starts_with('的') && !before.has("由") && !policy;
        let found =
            if meant { (AmountRole::Threshold, "amount/condition-rate") } else { (AmountRole::Other, "amount/charge") };
        charged.then_some(found)
    }

    /// Whether percentage points are granted (给予贴息，最多不超过2个百分点) or are a result (成本低于去年同期0.5个百分点);
    /// none where the other rules decide.
    pub(super) fn points(&self, group: &Group<'_>) -> Option<bool> {
        if !group.members.iter().all(|m| m.unit.as_deref() == Some("pp")) {
            return None;
        }
        let grants = |c: &(Span, Cue)| c.1 == Cue::Grant;
        let beside = ["低于", "高于", "快于"].iter().any(|w| self.pre(group).has(w));
        let capped = self.widest(group) == Comparator::Le && self.last_cue_before(group) == Some(Cue::Grant);
        let interest = self.around.between(group.sentence.start, group.phrase.start).has("贴息");
        if capped && interest && !beside {
            return Some(true);
        }
        (beside || !self.cues_in(group.phrase).any(grants)).then_some(false)
    }

    /// 安排最高不超过30万元: a ceiling for each, no fund.
    pub(super) fn bounded_by_cap(&self, group: &Group<'_>) -> bool {
        matches!(self.widest(group), Comparator::Le | Comparator::Lt)
            || group.far.is_some_and(|(c, _)| c == Comparator::Le)
    }

    /// 本办法所称港澳青年企业，是指港澳青年持股达25%以上的企业: a bound inside of what a word means.
    pub(super) fn defines(&self, group: &Group<'_>) -> bool {
        let before = self.around.between(group.sentence.start, group.span.start);
        let bound = matches!(self.widest(group), Comparator::Ge | Comparator::Gt | Comparator::Le | Comparator::Lt);
        let meant = before.place("是指").is_some_and(|at| {
            before[..at].has("所称") || before[..at].has("所指的") || before[..at].chars().count() <= 16
        });
        let who = self.around.between(group.span.end, group.sentence.end);
        bound
            && meant
            && who.has('的')
            && ["企业", "团队", "项目", "单位", "机构", "人才", "人员", "医院", "学校"].iter().any(|w| who.has(w))
    }

    /// 开工后支付20%，封顶后支付50%; 占专项资金总额的10%; 由市、区财政各承担50%: how money is divided.
    pub(super) fn divided_money(&self, group: &Group<'_>, pre: &str) -> Option<&'static str> {
        let exact = group.members.iter().all(|m| m.comparator == Comparator::Eq);
        let post = self.post(group);
        if exact && post.is_empty() && ending(pre, &["支付", "兑付", "兑现", "拨付"]).is_some() {
            return Some("amount/payment");
        }
        let share = exact && money::is_part(pre);
        let borne = pre.has('由') && ending(pre, &["承担", "分担", "负担"]).is_some();
        // 由省级承担40%，市县承担30%，农户承担30%; 财政补贴80%，农户承担20%: the rest of what is divided
        let earlier = self.around.between(group.sentence.start, group.phrase.start);
        let rest = exact
            && post.is_empty()
            && ending(pre, &["承担", "分担", "负担", "自缴", "自负"]).is_some()
            && pre.chars().count() <= 12
            && ["承担", "补贴", "补助"].iter().any(|w| earlier.has(w));
        let borne = borne || rest;
        (share || borne).then_some("amount/at-share")
    }
}

/// Whether a label names what is given: 补助标准, 给予上岗补贴，具体标准如下.
fn names_grant(label: &str) -> bool {
    const GIVEN: &[&str] = &["补助", "补贴", "津贴", "奖励", "奖补", "资助", "经费基准定额", "经费定额"];
    const TOLD: &[&str] = &["如下", "分别为", "为", "是"];
    let label = TOLD.iter().fold(label, |l, w| l.without_end(w));
    // 特等奖：每个5万元
    let prize = label.ends_with('奖') && !["获奖", "评奖", "颁奖", "参奖"].iter().any(|w| label.closes(w));
    prize
        || GIVEN.iter().any(|w| label.closes(w))
        || ["标准", "额度"].iter().any(|w| label.closes(w)) && GIVEN.iter().any(|w| label.has(w))
}
