//! Funds 资金: money set aside as a whole, and how it is divided over years.
//!
//! In: `设立总规模100亿元的…基金`, `安排整村推进扶贫资金2.45亿元`, `发行不低于200亿元地方政府专项债券`, `按第一年度100%，第二、三年度50%的比例，安排专项资金`.
//! Out: whether the sum is a fund, and whether the rate is the share of a year.

use super::{AmountRole, Cue, Group, Scene};
use crate::fact::around::{ending, head, opening, tail};
use crate::fact::money;
use crate::mention::{Comparator, MentionKind};
use crate::text::{Seek, Span};
use rust_decimal::Decimal;

impl Scene<'_> {
    /// 设立总规模100亿元的…基金, 安排专项资金5000万元.
    pub(super) fn fund(&self, group: &Group<'_>) -> Option<(AmountRole, &'static str)> {
        let (pre, post) = (self.pre(group), self.post(group));
        let exact = matches!(self.widest(group), Comparator::Eq | Comparator::Approx);
        // 投资的资金规模达到2000万元且期限满1年的，给予奖励: who is given something
        let rest = self.around.between(group.span.end, group.sentence.end);
        if rest.starts_with('且') && rest.split(['，', '（']).next().is_some_and(|met| met.ends_with('的')) {
            return None;
        }
        // 项目估算总投资约3000万元: what it costs
        if exact && (post.is_empty() && money::is_cost(pre) || money::is_reckoned(pre, rest)) {
            return Some((AmountRole::Fund, "amount/cost"));
        }
        if self.put_in(group) {
            return Some((AmountRole::Fund, "amount/put-in"));
        }
        // 一般预算收入623亿元: what comes in is a result
        let taken = pre.has("预算收入") && !pre.has("安排");
        if taken || self.words.list("drawn").iter().any(|w| pre.has(w)) || self.dated(group) {
            return None;
        }
        // 贴息期限2年，贴息总规模200亿元: how much there is of it
        let all = ["贴息总规模", "补贴总规模", "奖补总规模", "补助总规模"].contains(&pre) && post.is_empty();
        if all && exact || self.head_budget(group) {
            return Some((AmountRole::Fund, "amount/fund"));
        }
        if self.least_budget(group) {
            return Some((AmountRole::Fund, "amount/floor"));
        }
        // 资金总规模不低于10亿元: how large it is at least
        let front = tail(self.around.between(0, group.core.start), 24);
        if post.is_empty() && sizes_whole(front.rsplit(['\n', '。', '；', '，']).next().unwrap_or_default()) {
            return Some((AmountRole::Fund, "amount/fund"));
        }
        if (names_whole(pre) || self.budgeted(group) || self.part_of_budget(group)) && exact && !post.starts_with('的')
        {
            return Some((AmountRole::Fund, "amount/fund"));
        }
        let noun = post.split(['支', '用', '对', '，']).next().unwrap_or_default();
        if self.set_aside(group, noun) {
            return Some((AmountRole::Fund, "amount/fund"));
        }
        if self.issued(pre, post, noun) {
            return Some((AmountRole::Fund, "amount/fund"));
        }
        let named = |span: Span| self.cues_in(span).any(|(_, c)| *c == Cue::Fund);
        let before = named(Span::new(self.clear_before(group), group.span.start));
        let short = head(post, 24).len();
        let after = named(Span::new(group.span.end, group.span.end + short));
        let makes = self.words.list("sets_up").iter().any(|w| pre.has(w) || head(post, 4).has(w));
        let grants = self.cues_in(Span::new(self.clear_before(group), group.span.start)).any(|(_, c)| *c == Cue::Grant)
            || ending(pre, &["给予", "奖励", "补助", "支持"]).is_some();
        // 安排专项资金5亿元，其中2亿元用于…; 设立基金，首期规模10亿元
        let front = Span::new(group.sentence.start, group.phrase.start);
        let part = opening(pre, self.words.list("fund_part")).is_some()
            && named(front)
            && !self.cues_in(front).any(|(_, c)| *c == Cue::Grant);
        // 安排资金65.65亿元，其中新增30.32亿元
        let said = self.around.between(front.start, front.end);
        let added = ["其中新增", "新增"].contains(&pre) && said.has("安排") && said.has("资金");
        // 设立母基金，市财政首期出资10亿元: what is paid into it
        let paid_in = ending(pre, &["出资", "注资", "首期出资", "首期注资", "认缴"]).is_some() && named(front);
        let added = (added || paid_in) && post.is_empty();
        // 县财政每年统筹涉农资金不少于3000万元: what the treasury sets aside
        let treasury = pre.has("财政") && ending(pre, &["资金", "经费", "资金安排", "经费安排"]).is_some()
            || pre.has("财政") && pre.has("资金不")
            || opening(pre, &["年度资金安排", "年度经费安排", "资金安排"]).is_some();
        let named = before || after || part || treasury;
        let makes = makes || part;
        (added || makes && named && !grants).then_some((AmountRole::Fund, "amount/fund"))
    }

    /// 按照老年人口人均3元的标准纳入财政预算: what a budget holds for each.
    fn head_budget(&self, group: &Group<'_>) -> bool {
        let rest = self.around.between(group.span.end, group.sentence.end);
        let to = ["的标准纳入", "的标准列入", "标准纳入", "标准列入"].iter().find_map(|w| rest.strip_prefix(w));
        to.is_some_and(|to| head(to, 16).has("预算")) && self.pre(group).has('按')
    }

    /// 安排项目资金200万元, 设立5000万元考核奖励资金: what is set aside; `noun` are the words behind the sum that name it.
    fn set_aside(&self, group: &Group<'_>, noun: &str) -> bool {
        let (pre, post) = (self.pre(group), self.post(group));
        // 列支65万元用于种子补贴, 每年安排200万元补助资金, 安排项目资金200万元: what is set aside
        let aside = ending(pre, &["列支", "安排", "安排不少于"]).is_some() && !post.starts_with('的');
        const SETS: &[&str] = &["设立", "列支", "投入", "筹措", "筹集", "整合", "落实", "下达", "现下达"];
        let listed = (pre.has("安排") || opening(pre, SETS).is_some())
            && ending(pre, &["资金", "经费", "专项", "公益金", "资金计划"]).is_some();
        let listed = listed || money::is_sought(pre);
        let whom = ["每家", "每个", "每户", "每人", "对", "给予"].iter().any(|w| pre.has(w));
        // 每年安排最高30万元经费支持展馆运行: a cap on a budget
        let budget = opening(post, &["经费", "资金", "活动经费", "工作经费", "专项资金", "专项经费", "预算"]).is_some();
        // 设立5000万元固定资产投资考核奖励资金, 财政筹措3亿元资金支持…: verb and noun on both sides
        let set_up = ending(pre, &["设立", "筹措", "新增筹措", "筹集", "整合"]).is_some()
            && ["资金", "基金", "经费", "资金池"].iter().any(|w| noun.closes(w))
            && noun.chars().count() <= 24;
        !whom && (set_up || (aside || listed) && (budget || !self.bounded_by_cap(group)))
    }

    /// 设立总额最高5亿元的“算力券”, 发行不低于200亿元地方政府专项债券: what is made out in all.
    fn issued(&self, pre: &str, post: &str, noun: &str) -> bool {
        let sized = pre.opens("设立") && ending(pre, &["总额", "总规模", "规模"]).is_some();
        let whole = ["券”", "基金", "资金池", "专项资金"].iter().any(|w| post.has(w));
        sized && post.starts_with('的') && whole || pre.has("发行") && noun.closes("债券")
    }

    /// 安排58亿元财政资金…，其中，道路建设10亿元，环境整治6亿元: the parts of what is set aside.
    fn part_of_budget(&self, group: &Group<'_>) -> bool {
        let named = self.pre(group);
        if !self.post(group).is_empty() || !(2..=20).contains(&head(named, 21).chars().count()) {
            return false;
        }
        let front = tail(self.around.between(group.sentence.start, group.phrase.start), 300);
        let Some((whole, parts)) = front.rsplit_once("其中") else { return false };
        let span = Span::new(group.sentence.start, group.span.start);
        ["安排", "统筹", "投入", "下达"].iter().any(|w| whole.has(w))
            && ["财政资金", "专项资金", "预算资金", "项目资金", "财政经费", "专项债券资金"].iter().any(|w| whole.has(w))
            && !parts.contains('。')
            && self.cues_in(span).all(|(_, c)| !matches!(c, Cue::Grant | Cue::Goal))
    }

    /// 赤字规模3.5万亿元，比上年增加800亿元: how large a part of the state's budget is, and by how much larger.
    fn budgeted(&self, group: &Group<'_>) -> bool {
        const PARTS: &[&str] = &["赤字规模", "支出规模", "政府专项债券", "专项债券", "特别国债", "转移支付"];
        let names = |words: &str| {
            let words = ["为", "达", "约", "共", "安排", "拟安排"].iter().fold(words, |w, end| w.without_end(end));
            PARTS.iter().any(|w| words.closes(w))
        };
        let own = self.around.between(self.clear_before(group), group.span.start);
        let own = own.trim_start_matches('、').trim();
        let grown = ["比上年", "较上年", "比去年"].iter().any(|w| own.opens(w)) && own.closes("增加");
        // 发行超长期特别国债，…，今年先发行1万亿元
        let issued = own.closes("发行") && {
            let sentence = self.around.between(group.sentence.start, group.phrase.start);
            ["国债", "债券"].iter().any(|w| sentence.has(w))
        };
        // What stands before the number in front.
        let front = || {
            let from = self.values.get(group.at.checked_sub(1)?)?.span.start;
            let text = self.around.text();
            let near = text.get(text.floor_char_boundary(from.saturating_sub(60))..from)?;
            Some(PARTS.iter().any(|w| near.has(w)))
        };
        names(own) || issued || grown && front() == Some(true)
    }

    /// 管护经费…不得低于干渠每年每公里800元、支渠每年每公里500元的标准: the least that a budget holds for each.
    fn least_budget(&self, group: &Group<'_>) -> bool {
        if !self.pre(group).has("每年每") {
            return false;
        }
        let sentence = self.around.between(group.sentence.start, group.span.start);
        let least = ["不得低于", "不低于", "不少于", "不得少于"].iter().filter_map(|w| sentence.last_place(w)).max();
        let money = least.and_then(|at| ["经费", "资金"].iter().filter_map(|w| sentence[..at].last_place(w)).max());
        let budget = money.zip(least).filter(|(m, l)| sentence[*m..*l].chars().count() <= 24);
        let given = |(at, _): (usize, usize)| {
            let rest = Span::new(group.sentence.start + at, group.span.end);
            self.cues_in(rest).any(|(_, c)| *c == Cue::Grant)
        };
        budget.is_some_and(|b| !given(b))
    }

    /// What is put in for something, and where the money comes from.
    fn put_in(&self, group: &Group<'_>) -> bool {
        let sentence = self.around.between(group.sentence.start, group.span.start);
        let text = self.around.text();
        let line = text.floor_char_boundary(group.sentence.start.saturating_sub(300));
        let before = self.around.between(line, group.span.start);
        if money::is_sourced(before) {
            return true;
        }
        let told = ["已", "去年", "上年", "截至", "以来", "近年", "目前", "力争"].iter().any(|w| sentence.has(w));
        let given = self.cues_in(group.sentence).any(|(_, c)| *c == Cue::Grant);
        if told || given {
            return false;
        }
        let next = self.around.between(group.span.end, group.sentence.end);
        let exact = matches!(self.widest(group), Comparator::Eq | Comparator::Approx);
        let total = self.post(group).is_empty() && self.pre(group).closes("资金总额");
        exact && (money::is_put_in(self.pre(group), next) || total) || money::is_budget(sentence, self.widest(group))
    }

    /// The rate by which something is given, the share of each year of it, or the rate of a premium (保险金额300元/亩，费率为5%).
    pub(super) fn by_share(&self, group: &Group<'_>) -> Option<(AmountRole, &'static str)> {
        // 三个节点分别按应奖励额的30%、30%和40%奖励: how one sum is paid out in parts
        let whole = group.members.iter().filter_map(|m| m.value).sum::<Decimal>() == Decimal::ONE_HUNDRED;
        // 前三年按租金的50%、30%、20%补贴: the rent is no sum that is given
        let of_sum = || {
            let pre = self.pre(group);
            ending(pre, &["额的", "金的", "款的", "资金按", "分别按"]).is_some() && !pre.closes("租金的")
        };
        if whole && group.members.len() > 1 && of_sum() {
            return Some((AmountRole::Other, "amount/payment-parts"));
        }
        if self.paid_part(group) {
            return Some((AmountRole::Other, "amount/payment-parts"));
        }
        if self.by_rate(group) {
            return Some((AmountRole::Support, "amount/at-rate"));
        }
        let behind = self.around.between(group.span.end, group.sentence.end);
        let front = group.members.first().map_or(group.span.start, |m| m.span.start);
        if money::is_set_aside(self.around.between(group.phrase.start, front), behind) {
            return Some((AmountRole::Fund, "amount/set-aside"));
        }
        if self.by_years(group) {
            return Some((AmountRole::Support, "amount/yearly-rate"));
        }
        let premium = ["费率为", "费率", "保险费率为", "保险费率"].contains(&self.pre(group)) && !self.dated(group);
        premium.then_some((AmountRole::Other, "amount/premium"))
    }

    /// 先兑付70%的补贴资金: which part of what is granted is paid when.
    pub(super) fn paid_part(&self, group: &Group<'_>) -> bool {
        const SUMS: &[&str] =
            &["的补贴资金", "的补助资金", "的奖励资金", "的奖补资金", "的资助资金", "的补贴", "的奖励", "的资助"];
        let paid = ending(self.pre(group), &["兑付", "拨付", "预拨", "预付", "支付"]).is_some();
        let rates = group.members.iter().all(|m| m.kind == MentionKind::Percentage);
        // 项目开工兑现40%，投产后兑现60%; 余款30%验收后付清
        let cashed = ending(self.pre(group), &["兑现", "余款", "余下"]).is_some() && group.members.len() == 1;
        // 预拨60%补助资金
        let sum = opening(self.post(group), SUMS).is_some()
            || SUMS.iter().any(|w| w.closes("资金") && self.post(group).opens(w.trim_start_matches('的')));
        rates && (cashed || paid && sum)
    }

    /// 按第一年度100%，第二、三年度50%的比例，安排专项资金: the share of each year of what is given.
    pub(super) fn by_years(&self, group: &Group<'_>) -> bool {
        const GIVES: &[&str] = &["安排", "给予", "予以", "奖励", "补助", "补贴", "扶持", "返还", "支持"];
        let pre = self.pre(group);
        let pre = pre.last_place('按').map_or(pre, |at| pre[at + '按'.len_utf8()..].trim_start_matches('照'));
        let years = pre.strip_suffix("年度").or_else(|| pre.strip_suffix('年')).unwrap_or_default();
        let named = years.starts_with(['第', '前', '后']) && years.chars().count() <= 8;
        let rest = self.around.between(group.span.end, group.sentence.end);
        let share = rest.place("的比例").map(|at| rest.get(at + "的比例".len()..).unwrap_or_default());
        let given = share.is_some_and(|next| GIVES.iter().any(|w| head(next, 12).has(w)));
        let rates = group.members.iter().all(|m| m.kind == MentionKind::Percentage);
        named && given && rates && !self.dated(group)
    }

    /// What the shares of years are of: 增值税地方财政所得部分 of 实现的增值税地方财政所得部分（…），….
    pub(super) fn shared_out(&self, group: &Group<'_>) -> Option<String> {
        let before = self.around.between(group.sentence.start, group.phrase.start);
        let noun = before.get(before.last_place("实现的")? + "实现的".len()..)?.split(['（', '，']).next()?;
        (2..=20).contains(&noun.chars().count()).then(|| noun.to_owned())
    }
}

/// 资金规模：5亿元, 风险补偿资金规模增加至3亿元, 资金总规模不低于10亿元: how large a whole is, or becomes.
fn sizes_whole(before: &str) -> bool {
    const SIZES: &[&str] = &[
        "资金规模",
        "资金总规模",
        "资金总额",
        "基金规模扩大",
        "基金规模增加",
        "基金规模提高",
        "资金规模扩大",
        "资金规模增加",
        "资金规模提高",
        "资金池规模扩大",
        "资金池规模增加",
        "经费预算",
        "资金预算",
        "总预算",
    ];
    const MARKS: &[&str] =
        &["：", "为", "约", "不低于", "不少于", "不超过", "由", "到", "至", "原则上", "一般", "控制在"];
    let whole = MARKS.iter().chain(MARKS).fold(before, |words, mark| words.without_end(mark));
    SIZES.iter().any(|w| whole.closes(w)) && !["每", "补", "奖"].iter().any(|w| whole.has(w) && !whole.has("补偿"))
}

/// 通过预算保障“招商奖励专项资金”共计8000万元: its name says what it is for.
fn names_whole(pre: &str) -> bool {
    let summed = ["共计", "合计", "总计"].iter().find_map(|w| pre.strip_suffix(w));
    let whole = summed.map_or("", |w| w.trim_end_matches('”'));
    // 补贴资金规模为5.55亿元
    if ["资金规模为", "资金总规模为", "资金总额为", "资金规模", "资金总规模"].iter().any(|w| pre.closes(w))
    {
        return true;
    }
    ["专项资金", "基金", "专项经费"].iter().any(|w| whole.closes(w))
        && ["保障", "安排", "设立", "筹集"].iter().any(|w| whole.has(w))
}
