//! Condition 申报条件: whether a number says who or what qualifies.
//!
//! In: `对总投入2000万元以上的技改项目`, `申请人须连续任职2年以上`, `入库税收超800万元安排不超过3名` with the cue words
//! of the sentence. Out: yes or no, for `role.rs` to name; the basis is `basis.rs`' business. A number that
//! only describes what a target counts is none (年销售额1000万元以上的网商800家).

use super::{Cue, Group, LOOKED, Scene};
use crate::fact::Context;
use crate::fact::around::{ending, head, opening, tail};
use crate::fact::vocabulary::List;
use crate::mention::{Comparator, Mention, MentionKind};
use crate::text::{Seek, Span};

/// How many characters behind a number are asked what its condition leads to.
const FAR: usize = 200;

/// Where the clause begins to list conditions: its heading or lead-in says so.
pub(in crate::fact) fn conditions_from(context: &Context<'_>) -> Option<usize> {
    let clause = context.clause();
    let whom = ["补贴", "补助", "奖励", "奖补", "资助", "扶持", "支持", "申报", "申请"];
    let named = |s: &str| {
        // 努力改善生产生活条件 lists what is to be done
        const OTHERS: &[&str] =
            &["营商", "保障条件", "改善", "优化", "提升", "提高", "创造", "夯实", "完善", "加强", "强化"];
        s.has("条件") && !OTHERS.iter().any(|w| s.has(w))
            || s.place("对象").is_some_and(|i| whom.iter().any(|w| s[..i].closes(w)))
    };
    if let Some(heading) = clause.heading.as_ref().map(|h| h.as_str()).filter(|h| named(h)) {
        // 奖励的支持对象、标准和申报条件: the text says itself where each of them begins.
        let text = clause.text.as_str();
        let apart = heading.has("标准") && text.has("标准：");
        let labels = ["条件：", "对象："].iter().filter_map(|w| text.last_place(w)).max();
        return Some(if apart { labels.unwrap_or(text.len()) } else { 0 });
    }
    // 第三章 申请条件 over its articles
    let over = clause.section.last().is_some_and(|s| {
        // 第二章 技术条件和补贴标准
        let graded = || s.has("条件和") && ["补贴标准", "补助标准", "奖励标准", "奖补标准"].iter().any(|w| s.closes(w));
        graded()
            || [
                "申请", "申报", "认定", "准入", "参与", "补助", "奖励", "支持", "保障", "享受", "所需", "必备", "办理",
                "评选", "评定",
            ]
            .iter()
            .any(|w| s.strip_suffix("条件").is_some_and(|front| front.closes(w)))
    });
    if over {
        return Some(0);
    }
    let text = clause.text.as_str();
    if let Some(at) = context.around.says(List::Condition).then(|| lead_in(text)).flatten() {
        return Some(at);
    }
    // A parent's lead-in: 符合下列条件：, its items being clauses of their own.
    let depth = clause.section.len();
    let parent = context.clauses.get(..context.at)?.iter().rev().find(|c| c.section.len() < depth)?;
    let words = parent.text.as_str();
    // The last of several lead-ins is that of the items.
    let last = words.trim_end().rfind(['。', '\n']).map_or(words, |at| &words[at..]);
    (words.ends_with('：') && (lead_in(last).is_some_and(|at| at == last.len()) || names_cases(last))).then_some(0)
}

/// 对下列情形，免征进口关税： over the cases to which it is given.
fn names_cases(lead: &str) -> bool {
    const CASES: &[&str] = &["情形", "情况", "企业", "单位", "项目", "人员", "对象", "机构"];
    const GIVES: &[&str] = &["免征", "减征", "免收", "减收", "给予", "享受", "补贴", "补助", "奖励", "资助"];
    let named = ["下列", "以下"]
        .iter()
        .filter_map(|w| lead.halves(w))
        .any(|(front, rest)| front.ends_with('对') && CASES.iter().any(|w| head(rest, 16).has(w)));
    named && GIVES.iter().any(|w| lead.has(w))
}

/// The place behind 条件： or 条件之一：.
fn lead_in(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text.get(from..)?.place("条件") {
        let end = from + at + "条件".len();
        let rest = text.get(end..)?;
        if let Some(word) = opening(rest, &["：", "之一：", "的：", "之一的："]) {
            return Some(end + word.len());
        }
        // 达到以下条件的担保机构可申请补偿：
        let who = rest.strip_prefix('的').and_then(|r| r.split_once('：')).map(|(who, _)| who);
        if let Some(who) = who.filter(|w| w.chars().count() <= 24 && !w.contains(['。', '；', '\n']))
            && ["可申", "可以申", "可享受", "可以享受", "给予", "予以"].iter().any(|w| who.has(w))
        {
            return Some(end + '的'.len_utf8() + who.len() + '：'.len_utf8());
        }
        // 具备下列条件的，评为示范基地：接收…
        let judged = rest.strip_prefix("的，").and_then(|r| r.split_once('：')).map(|(what, _)| what);
        if let Some(what) = judged.filter(|w| w.chars().count() <= 24 && !w.contains(['。', '；', '，', '\n'])) {
            return Some(end + "的，".len() + what.len() + '：'.len_utf8());
        }
        // 符合下列营业收入及纳税总额条件。 over its items
        let front = tail(text.get(..end)?, 36);
        let named = front.has("符合下列") || front.has("符合以下");
        if let Some(items) = rest.strip_prefix("。\n").filter(|_| named) {
            return Some(text.len() - items.len());
        }
        // 具备下列条件之一者，可以申报后备人才。 over its items; 满足以下条件之一的企业，给予奖励。
        let listed = rest.strip_prefix("之一").unwrap_or(rest);
        let whom = listed.strip_prefix('的').and_then(|r| r.split_once('，'));
        let whom = whom.filter(|(who, _)| ["企业", "单位", "机构", "个人", "项目", "人员"].contains(who)).map(|x| x.1);
        let listed = whom.or_else(|| listed.strip_prefix(['的', '者']).and_then(|r| r.strip_prefix('，')));
        let listed = listed.and_then(|r| r.split_once('\n')).map(|(who, _)| who);
        if let Some(who) = listed.filter(|w| w.chars().count() <= 24)
            && ["可申", "可以申", "可享受", "可以享受"].iter().any(|w| who.opens(w))
        {
            return Some(end + rest.place('\n')?);
        }
        from = end;
    }
    None
}

/// What a project is given, and no project that must have something.
const AID: &[&str] = &["项目资助", "项目补助", "项目经费", "项目资金", "项目扶持"];

impl Scene<'_> {
    /// 入库税收超800万元安排不超过3名: the condition of a quota of places.
    pub(super) fn quota(&self, group: &Group<'_>) -> bool {
        let over = matches!(self.widest(group), Comparator::Ge | Comparator::Gt | Comparator::Range);
        let given = opening(
            self.post(group).trim_start_matches(['的', '可']),
            &["安排", "给予", "享受", "申请", "申报", "推荐", "推选", "奖励", "分配", "配置", "核定"],
        )
        .is_some();
        over && given
            && self.values.get(group.at + group.members.len()).is_some_and(|m| {
                m.kind == MentionKind::Quantity && m.core.end <= group.phrase.end && m.span.start <= group.span.end + 18
            })
    }

    /// A sum with a floor in a phrase that 的 closes, behind which stands what one may have.
    pub(super) fn closed(&self, group: &Group<'_>) -> bool {
        let floor = matches!(self.widest(group), Comparator::Ge | Comparator::Gt)
            || group.far.is_some_and(|(c, _)| c == Comparator::Ge);
        let next = self.around.between(group.phrase.end, group.sentence.end);
        let may = ["，优先", "，可", "，享受", "，纳入", "，认定", "，授予", "，列入", "，免", "，直接", "，支持"];
        floor
            && self.around.between(group.phrase.start, group.phrase.end).ends_with('的')
            && opening(next, &may).is_some()
    }

    /// 固定资产投资1亿元以上、注册资本1000万元以上，税收达到…的，给予…: conditions of which the last one closes with 的.
    pub(super) fn chained(&self, group: &Group<'_>) -> bool {
        const GIVES: &[&str] =
            &["按", "给予", "予以", "奖励", "补助", "补贴", "可", "优先", "一次性", "分别", "对", "享受", "自", "前"];
        if self.joined(group) {
            return true;
        }
        let rest = head(self.around.between(group.span.end, group.sentence.end), FAR);
        // …员工20人以上的企业可以申报: who may apply closes them.
        let named = || {
            let at = ["的企业", "的单位", "的项目", "的机构", "的个人"].iter().filter_map(|w| rest.place(w)).min()?;
            self.may_apply(group).then_some((at, "可"))
        };
        // 对…，年营业收入超过300万元，专做冷链的企业给予奖励: so does who is given something
        let given = || {
            let whom = self.around.between(group.sentence.start, group.span.start).trim_start().starts_with('对');
            let gives = ["，给予", "，予以", "给予", "予以"].iter().filter_map(|w| rest.place(w)).min();
            let front = gives.filter(|_| whom).map(|at| &rest[..at])?;
            let (inside, who) = front.rsplit_once('的')?;
            let named = who.chars().count() <= 12 && ending(who, &self.words.who).is_some();
            (named && inside.has("，")).then_some((inside.len(), "给予"))
        };
        let closed = rest.place("的，").map(|at| (at, &rest[at + "的，".len()..]));
        let Some((at, next)) = closed.or_else(named).or_else(given) else { return false };
        let inside = &rest[..at];
        let over = matches!(self.widest(group), Comparator::Ge | Comparator::Gt | Comparator::Range)
            // 资产负债率不超过60%
            || self.widest(group) == Comparator::Le && group.members.iter().all(|m| m.kind == MentionKind::Percentage);
        let grants = Span::new(group.sentence.start, group.span.end + at);
        over && inside.chars().count() <= 90
            && !inside.contains(['；', '：'])
            && opening(next, GIVES).is_some()
            // 申请补贴前6个月正常经营: what is asked for is not given here
            && self.cues_in(grants).all(|(s, c)| {
                let asked = || ["申请", "申领", "申报"].iter().any(|w| self.around.between(grants.start, s.start).closes(w));
                !matches!(c, Cue::Grant | Cue::Goal) || asked()
            })
            && !self.dated(group)
    }

    /// 年节能量20吨以上（含）或年降碳量30吨以上（含），按照实际投资额给予补贴; 设备投入500万元—1000万元（不含），按…给予补助: what
    /// must be measured, right before what is given.
    pub(super) fn leads_to_grant(&self, group: &Group<'_>) -> bool {
        const GIVES: &[&str] = &["，按", "，给予", "，予以", "，奖励", "，补贴", "，补助", "，可申请", "，可享受"];
        let post = self.post(group);
        let post = ["（含）", "（不含）"].iter().find_map(|w| post.strip_prefix(w)).unwrap_or(post);
        let next = self.around.between(group.phrase.end, group.sentence.end);
        let measured = self.pre(group).ends_with(['量', '额', '积', '模', '值', '数', '入', '率', '资'])
            // 投入500万元以上且单台3万元以上，按…: the second of two
            || self.pre(group).rsplit_once('且').is_some_and(|(_, own)| own.chars().count() <= 10);
        matches!(self.widest(group), Comparator::Ge | Comparator::Gt | Comparator::Range)
            && measured
            && (post.is_empty() || post.starts_with(['或', '且']))
            && opening(next, GIVES).is_some()
            && self.cues_in(Span::new(group.phrase.end, group.sentence.end)).any(|(_, c)| *c == Cue::Grant)
            && !self.dated(group)
    }

    /// 选取100平方米以上的充电场所进行改造: which ones are chosen.
    pub(super) fn selected(&self, group: &Group<'_>) -> bool {
        const CHOOSES: &[&str] = &["选取", "选择", "优选", "筛选", "遴选", "挑选", "优先选取", "优先选择"];
        matches!(self.widest(group), Comparator::Ge | Comparator::Gt)
            && ending(self.pre(group), CHOOSES).is_some()
            && self.post(group).starts_with('的')
    }

    /// 市级以上, 3A级: a grade, no number to meet.
    pub(super) fn grade(&self, group: &Group<'_>) -> bool {
        opening(self.post(group), &["级", "等级"]).is_some()
    }

    /// The words behind a list, without what a bracket says beside: 达到职工总数15%（超过100人的达8%）的小微企业.
    fn beside(&self, group: &Group<'_>) -> &str {
        let post = self.post(group).trim_start_matches(['）', ')', '等']);
        match post.strip_prefix('（').and_then(|p| p.split_once('）')) {
            Some((inside, rest)) if rest.starts_with('的') && !inside.starts_with('含') => rest,
            _ => post,
        }
    }

    /// 年销售额3亿元以上，且增长10%以上的批发企业，给予…: who that is stands behind the next condition.
    fn joined_below(&self, group: &Group<'_>, post: &str) -> bool {
        let rest = self.around.between(group.span.end, group.sentence.end).strip_prefix('，').unwrap_or_default();
        let part = rest.split(['，', '。', '；']).next().unwrap_or_default();
        post.is_empty()
            && self.bounded(group)
            && opening(part, &["且", "并且", "同时"]).is_some()
            && part.has("的")
            && ending(part, &self.words.who).is_some()
    }

    /// 可申请最高300万元贷款: what one may have, and no borrower.
    fn asked_for(&self, group: &Group<'_>, post: &str) -> bool {
        let pre = self.pre(group);
        let asked = ending(pre, &["申请", "享受", "提供", "发放", "给予", "可获", "可获得", "可贷", "申领"]);
        // 可享受最高80万元/人的研修资助
        let given =
            matches!(self.widest(group), Comparator::Eq | Comparator::Le) && (!post.has('的') || post.starts_with('/'));
        asked.is_some() && given && !pre.has('对')
    }

    /// 签订3年以上劳动合同的，再给予30万元: a length in a phrase that 的 closes.
    fn lasted(&self, group: &Group<'_>, post: &str) -> bool {
        let lasting = group.members.iter().all(|m| m.kind == MentionKind::Duration)
            && matches!(self.widest(group), Comparator::Ge | Comparator::Gt);
        lasting && post.ends_with('的') && self.grant_before(group).is_none()
    }

    /// 1000万元以上的技术改造项目: whether what stands behind 的 is described by the number and not granted.
    fn described(&self, group: &Group<'_>, rest: &str, granted: Option<&(Span, Cue)>) -> bool {
        // 200万元的一次性奖励, 2000元的标准定额扣除, 实到外资额的8‰
        let between = granted.map_or("", |(s, _)| self.around.between(group.span.end, s.start));
        let acts = ["实行", "进行", "可", "享受", "按"].iter().any(|w| between.has(w));
        // 本金10亿元以内的银行贷款享受贴息: what is lent is no grant
        let behind = granted.map_or("", |(s, _)| self.around.between(s.end, group.phrase.end));
        const HAS: &[&str] = &["享受", "给予", "予以", "免", "全额", "取消", "实行", "不再", "原则上", "可免", "由"];
        // 对单笔500万元以下的贷款，免收担保费
        let next = self.around.between(group.phrase.end, group.sentence.end).trim_start_matches('，');
        let behind = if behind.is_empty() && self.pre(group).starts_with('对') { next } else { behind };
        let acts = acts || HAS.iter().any(|w| behind.opens(w));
        let close = !acts
            && granted.is_some_and(|(s, c)| {
                matches!(c, Cue::Grant | Cue::Noun)
                    && s.start <= group.span.end + 24
                    && !self.number_follows(s.end)
                    && !self.around.between(group.span.end, s.start).has("企业")
                    && !self.around.between(group.span.end, s.start).has("项目")
                    && self.around.between(s.start, s.end) != "给予"
                    && self.around.between(s.start, s.end) != "予以"
            });
        let rated = !rest.starts_with("标准化") && opening(rest, &["标准", "比例", "额度", "限额", "金额"]).is_some();
        let rated = rated || opening(rest, AID).is_some();
        // 每季不超过900元的免租优惠
        let rated = rated || ["优惠", "免租", "减租"].iter().any(|w| head(rest, 8).has(w)) && !rest.has("享受");
        !(close || rated)
    }

    /// Whether the words right beside a number say that it is a condition, or that it is none.
    fn told_condition(&self, group: &Group<'_>, post: &str) -> Option<bool> {
        // 培育3至5家具有带动力的龙头企业, 推动60所以上具备条件的幼儿园…: what is to become, and no condition
        const MAKES: &[&str] =
            &["推动", "培育", "打造", "组织", "引导", "带动", "帮助", "推进", "扶持", "形成", "发展"];
        let counted = group.members.iter().all(|m| m.kind == MentionKind::Quantity);
        if counted && ending(self.pre(group).trim_end(), MAKES).is_some() {
            return Some(false);
        }
        // 孔径小于5微米（含，下同）的企业
        if self.bounded(group) && self.text.get(group.span.end..).is_some_and(|t| t.starts_with("（含，下同）的"))
        {
            return Some(true);
        }
        // 年出口额300万美元以上（含300万美元，下同）、且品种达到5个的企业
        let rest = self
            .around
            .between(group.span.end, group.sentence.end)
            .strip_prefix("（含")
            .and_then(|r| r.split_once('）'));
        if self.bounded(group)
            && rest.is_some_and(|(inside, r)| inside.has("下同") && opening(r, &["、且", "且", "的"]).is_some())
        {
            return Some(true);
        }
        let given = matches!(self.widest(group), Comparator::Eq) && self.post(group).starts_with('（');
        let given = given && ending(self.pre(group), &["给予", "奖励", "补助", "补贴", "资助"]).is_some();
        if given || self.asked_for(group, post) {
            return Some(false);
        }
        // 200人以上、且会期达到3天的会议
        if self.bounded(group) && opening(post, &["、且", "且", "、并且"]).is_some() && post.has('的') {
            return Some(true);
        }
        // 同时符合注册资本不超过60万元、职工不超过15人等条件的企业
        let met = || ["符合", "满足", "具备"].iter().any(|w| self.pre(group).has(w));
        if post.has("条件的") && self.bounded(group) && met() {
            return Some(true);
        }
        if self.lasted(group, post) || self.joined_below(group, post) {
            return Some(true);
        }
        None
    }

    /// 手机（单价不超过6000元）给予补贴: what the bracket says of those behind which the grant stands.
    fn bracketed_limit(&self, group: &Group<'_>) -> bool {
        const MEASURES: &[&str] = &["价格", "单价", "售价", "面积", "排量", "收入", "产值", "规模", "金额", "总额"];
        let before = self.around.between(group.sentence.start, group.span.start);
        let own = before.rsplit_once('（').map(|x| x.1).filter(|own| !own.has('）'));
        let rest = self.around.between(group.span.end, group.sentence.end).strip_prefix('）').unwrap_or_default();
        self.bounded(group)
            && own.is_some_and(|own| ending(own, MEASURES).is_some() && own.chars().count() <= 12)
            && opening(rest, &["给予", "，给予", "予以", "的，", "，可享受", "，按"]).is_some()
    }

    /// The number describes who or what qualifies: …1000万元以上的技术改造项目, …的，.
    pub(super) fn conditional(&self, group: &Group<'_>) -> bool {
        // 提供50—200平方米的办公场地: how much room is given
        let room = group.members.first().is_some_and(|m| m.unit.as_deref() == Some("平方米"));
        if room && ["给予", "提供", "享受", "安排"].iter().any(|w| self.pre(group).closes(w)) {
            return false;
        }
        let post = self.beside(group);
        // 提供1亿元以上的增信担保: how much is given in all
        const LENT: &[&str] = &["担保", "贷款", "授信", "融资", "信贷"];
        let money = group.members.iter().all(|m| m.kind == MentionKind::Money);
        if money && self.pre(group).closes("提供") && LENT.iter().any(|w| post.closes(w)) {
            return false;
        }
        if self.bracketed_limit(group) {
            return true;
        }
        if let Some(told) = self.told_condition(group, post) {
            return told;
        }
        // …以上食品加工企业（不含酒类企业）
        let post = post
            .strip_suffix('）')
            .and_then(|p| p.last_place('（').and_then(|i| p.get(..i)))
            .filter(|p| !p.is_empty())
            .unwrap_or(post);
        let granted = self.cues_in(Span::new(group.span.end, group.phrase.end)).next();
        if let Some(rest) = post.strip_prefix('的') {
            return self.described(group, rest, granted);
        }
        // 给予最高1500万元团队发展资助
        let given = self.grant_before(group).is_some_and(|s| s.end + 6 >= group.span.start);
        // 给予100万元至500万元项目资助
        let aid = opening(post, AID).is_some();
        if given
            && (matches!(self.widest(group), Comparator::Eq | Comparator::Le)
                || aid && self.widest(group) == Comparator::Range)
        {
            return false;
        }
        if self.bounded(group) && opening(post, &self.words.who).is_some() {
            return true;
        }
        if self.bounded(group)
            && !matches!(self.widest(group), Comparator::Le)
            && ending(before_most(post), &self.words.who).is_some()
        {
            return true;
        }
        // 一位及以上被赡养人的赡养支出
        let counted = group.members.iter().all(|m| m.kind == MentionKind::Quantity && m.comparator != Comparator::Le);
        if self.bounded(group) && counted && head(post, 10).has('的') && granted.is_none() {
            return true;
        }
        // 等不同规模的先进制造业企业
        let rest = head(post, 12);
        let pre = self.pre(group);
        let opened = opening(pre, &["凡", "针对"]).is_some()
            || pre.last_place('对').is_some_and(|i| !["应", "面", "绝", "针", "相"].iter().any(|w| pre[..i].closes(w)))
                && !["对外", "对口", "对接", "对标"].iter().any(|w| pre.has(w));
        if opened
            && (rest.has('的') || post.is_empty() || post.starts_with('、') && self.bounded(group))
            && self.grant_before(group).is_none()
        {
            return granted.is_none_or(|(s, _)| self.around.between(group.span.end, s.start).has('的'))
                || self.number_follows_cue(group);
        }
        self.number_follows_cue(group)
    }

    /// 50万-100万美元奖励10万元: the grant behind has a number of its own.
    pub(super) fn number_follows_cue(&self, group: &Group<'_>) -> bool {
        // 3亩至10亩奖励20万元、面积10亩至30亩奖励50万元: the grant before has a number of its own
        let clear = self.clear_before(group);
        let taken = |s: Span| s.end <= clear && self.around.between(clear, group.span.start).starts_with('、');
        self.grant_before(group).is_none_or(taken)
            && self
                .cues_in(Span::new(group.span.end, group.phrase.end))
                .find(|(_, c)| *c == Cue::Grant)
                .is_some_and(|(s, _)| s.start <= group.span.end + 30 && self.number_follows(s.end))
    }

    /// Whether a number stands right behind a word (奖励10万元, 给予最高10万元).
    pub(super) fn number_follows(&self, at: usize) -> bool {
        let i = self.values.partition_point(|m| m.span.start < at);
        self.values.get(i).is_some_and(|m| {
            matches!(m.kind, MentionKind::Money | MentionKind::Percentage) && m.span.start <= at + 15 && {
                let gap = self.around.between(at, m.span.start);
                !gap.contains(['，', '。', '；', '的'])
            }
        })
    }

    /// A condition counts where something is granted on it, or the clause sets conditions.
    pub(super) fn condition_matters(&self, group: &Group<'_>) -> bool {
        if self.post(group).has("条件的") {
            return true;
        }
        let later = Span::new(group.span.end, group.sentence.end);
        let grant = self.cues_in(later).any(|(_, c)| matches!(c, Cue::Grant | Cue::Noun | Cue::Other));
        let earlier = self.cues_in(Span::new(group.sentence.start, group.phrase.start)).any(|(_, c)| *c == Cue::Grant);
        if grant || earlier || self.listed(group) || self.required(group) {
            return !self.describes_target(group);
        }
        let goal = self.cues_in(Span::new(group.phrase.start, group.span.start)).any(|(_, c)| *c == Cue::Goal);
        let who = self.words.who.iter().any(|w| self.post(group).has(w));
        if who && !goal && self.bounded(group) && self.may_apply(group) {
            return true;
        }
        let money = group.members.iter().any(|m| m.kind == MentionKind::Money);
        money && who && self.bounded(group) && !goal && !self.dated(group) && !self.describes_target(group)
    }

    /// 扶持2个销售收入30亿元以上的企业集团: the count in front is the target, where nothing is given to each.
    pub(super) fn describes_counted(&self, group: &Group<'_>) -> bool {
        let Some(front) = group.at.checked_sub(1).and_then(|at| self.values.get(at)) else { return false };
        let gap = self.around.between(front.span.end, group.span.start);
        let counted = front.kind == MentionKind::Quantity
            && front.span.start >= group.phrase.start
            && ["个", "家", "户"].contains(&front.unit.as_deref().unwrap_or_default())
            && (2..=14).contains(&gap.chars().count())
            && gap.chars().all(char::is_alphabetic)
            && !gap.has('的');
        let bounded = self.bounded(group) || self.passes(group);
        let named = self.post(group).strip_prefix('的').is_some_and(|who| who.chars().count() >= 2);
        let rest = self.around.between(group.span.end, group.sentence.end);
        counted && bounded && named && !["给予", "奖励", "补贴", "补助", "资助"].iter().any(|w| rest.has(w))
    }

    /// 单户授信1000万元以下的普惠小微贷款增速不低于15%: how fast what a sum describes is to grow.
    pub(super) fn grows(&self, group: &Group<'_>) -> bool {
        let later = self.values_in(Span::new(group.span.end, group.phrase.end));
        later.iter().take(LOOKED).any(|m| {
            let gap = self.around.between(group.span.end, m.span.start);
            m.kind == MentionKind::Percentage && ["增速", "增幅", "占比", "比重"].iter().any(|w| gap.closes(w))
        })
    }

    /// 年销售额1000万元以上的网商800家: a count behind in the same phrase is the target.
    pub(super) fn describes_target(&self, group: &Group<'_>) -> bool {
        let i = group.at + group.members.len();
        // 年营业收入1亿元以上的企业增加10户以上
        let reached = |m: &Mention| {
            let gap = self.around.between(group.span.end, m.span.start);
            ["增加", "新增", "达到", "突破", "增至"].iter().any(|w| gap.closes(w))
        };
        let mut later = self.values.get(i..).unwrap_or_default().iter().take_while(|m| m.span.start < group.phrase.end);
        later.any(|m| {
            m.kind == MentionKind::Quantity
                && (m.comparator != Comparator::Ge || reached(m))
                && m.rule != "quantity/one"
        }) && group.members.iter().any(|m| m.kind == MentionKind::Money)
            && !self.cues_in(Span::new(group.span.end, group.phrase.end)).any(|(_, c)| *c == Cue::Grant)
    }

    /// The sentence says who may have it: …的企业可以申报, …的单位，均可享受本政策.
    pub(super) fn may_apply(&self, group: &Group<'_>) -> bool {
        const MAY: &[&str] = &["可", "可以", "才能", "有资格"];
        let rest = head(self.around.between(group.span.end, group.sentence.end), FAR);
        ["申报", "申请", "申领", "享受", "报名", "参加", "参评", "报考"]
            .iter()
            .filter_map(|w| rest.place(w).and_then(|at| rest.get(..at)))
            .any(|before| ending(before.without_end("自愿").without_end("自主"), MAY).is_some())
    }

    /// The sentence calls it a condition: 是…的必要条件.
    pub(super) fn required(&self, group: &Group<'_>) -> bool {
        let rest = self.around.between(group.span.end, group.sentence.end);
        [
            "条件的企业",
            "条件的项目",
            "条件的单位",
            "必要条件",
            "前提条件",
            "准入条件",
            "基本条件",
            "入库条件",
            "申报条件",
        ]
        .iter()
        .any(|w| rest.has(w))
    }

    /// The numbers stand in a list of conditions.
    pub(super) fn listed(&self, group: &Group<'_>) -> bool {
        let here = self.in_conditions(group)
            || self.applicant(group)
            || crate::fact::target_condition::labelled(self.text, group.core.start);
        // 数据保存期限不低于5年: how long something is kept
        let kept = group.members.iter().all(|m| m.kind == MentionKind::Duration)
            && ["保存期限", "保存", "留存", "保证"].iter().any(|w| self.pre(group).closes(w));
        here && self.bounded(group) && !kept
    }

    /// Whether the clause has begun to list conditions.
    pub(super) fn in_conditions(&self, group: &Group<'_>) -> bool {
        let from = self.conditions_from.get_or_init(|| conditions_from(self.context));
        from.is_some_and(|from| group.core.start >= from)
    }

    /// 申请人需为企业高管，…2年以上: what who applies must be, up to the end of the sentence.
    pub(super) fn applicant(&self, group: &Group<'_>) -> bool {
        const MUST: &[&str] = &["需", "须", "应", "必须", "应当", "条件"];
        let before = self.around.between(group.sentence.start, group.span.start);
        if !before.has("申") {
            return false;
        }
        [
            "申请人",
            "申请者",
            "申报人",
            "申报企业",
            "申报单位",
            "申请企业",
            "申请单位",
            "申报项目",
            "申报主体",
            "申报机构",
        ]
        .iter()
        .filter_map(|w| before.last_place(w).and_then(|i| before.get(i + w.len()..)))
        .any(|rest| opening(rest, MUST).is_some())
    }
}

/// 生猪养殖场 of 生猪养殖场最高50万元: who it is, without the most that each may have.
fn before_most(post: &str) -> &str {
    post.halves("最高").filter(|(_, most)| most.starts_with(|c: char| c.is_ascii_digit())).map_or(post, |x| x.0)
}
