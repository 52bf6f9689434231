//! Role 作用: what a number does in its sentence.
//!
//! In: a list of numbers with the cue words of its sentence. Out: support, threshold, fund or other, with
//! the name of the rule; none where the number is a target's or nobody's. The order of the questions is
//! the order of trust: payment, fund, a condition by its 的, then the grant before, behind and around it.

use super::{AmountRole, Cue, Group, Scene, aged, from_age};
use crate::fact::around::{ending, head, holds_beasts, opening, tail};
use crate::fact::money;
use crate::mention::{Comparator, Mention, MentionKind};
use crate::text::{Seek, Span, among};
use rust_decimal::Decimal;

impl Scene<'_> {
    /// What the numbers of a list do, and the rule that says so.
    pub(super) fn role(
        &self,
        group: &Group<'_>,
        known: &[(Span, Option<String>)],
    ) -> Option<(AmountRole, &'static str)> {
        let first = group.members.first()?;
        if self.around.quoted(first.core.start) && first.kind != MentionKind::Money || self.replaced(group) {
            return None;
        }
        // 扶持三元、麦丰等龙头企业: a name
        let named = || self.post(group).starts_with('、') || self.post(group).starts_with(char::is_alphabetic);
        let digit = |c: char| among(c, "一二三四五六七八九");
        let core = first.core.of(self.text);
        if core.strip_suffix('元').is_some_and(|n| n.chars().count() == 1 && n.starts_with(digit)) && named() {
            return None;
        }
        // 2—3岁幼儿: an age that names them, unless something is granted.
        let people = opening(
            self.post(group),
            &["婴幼儿", "儿童", "幼儿", "老年人", "老人", "人口", "妇女", "居民", "人群", "群众"],
        )
        .is_some();
        // 16—24岁失业青年: what they must be besides says who qualifies
        let state = opening(
            self.post(group).trim_start_matches('的'),
            &["失业", "登记失业", "未就业", "待业", "劳动", "农村", "困难", "青年"],
        );
        let names = (first.comparator == Comparator::Range && state.is_none() || people)
            && !self.served(group)
            && self.cues_in(group.sentence).all(|(_, c)| *c != Cue::Grant);
        // 平均预期寿命超过80岁
        let lived = aged(first) && self.pre(group).has("寿命");
        // 领导班子中50岁以下的成员: whose share is told
        let members = ["的成员", "的干部", "的党员"].iter().any(|w| self.post(group).opens(w))
            && self.cues_in(group.sentence).all(|(_, c)| !matches!(c, Cue::Grant | Cue::Noun));
        if aged(first) && (names || members) || lived {
            return None;
        }
        if aged(first) || from_age(self.text, first) {
            return Some((AmountRole::Threshold, "amount/age"));
        }
        match first.kind {
            MentionKind::Money => self.money(group),
            MentionKind::Percentage => self.rate(group),
            MentionKind::Duration => self.duration(group, first, known),
            _ => self.fraction(group).or_else(|| self.count(group)),
        }
    }

    /// 为65岁以上老年人做健康检查, 为60岁以上老人家庭提供上门服务: for whom something is done; a rate of it is a result.
    fn served(&self, group: &Group<'_>) -> bool {
        const DOES: &[&str] = &["提供", "做", "开展", "发放", "购买", "进行", "安排", "免费", "赠送", "办理"];
        let pre = tail(self.pre(group), 20);
        let whom = ["为", "对", "向", "给"].iter().filter_map(|w| pre.last_place(w).map(|at| at + w.len())).max();
        let behind = self.around.between(group.span.end, group.sentence.end);
        let part = head(behind, 30);
        whom.is_some_and(|at| pre[at..].chars().count() <= 16 && !pre[at..].contains(['率', '数']))
            && DOES.iter().any(|w| part.has(w))
            && !self.post(group).contains(['率', '%'])
    }

    /// 由50万元提高到100万元: the sum that no longer holds.
    fn replaced(&self, group: &Group<'_>) -> bool {
        let post = self.post(group);
        // 420元/月提高到460元/月: its measure stands between.
        let measured = post.strip_prefix('/').and_then(|p| {
            let (at, _) = p.char_indices().take(6).find(|(_, c)| among(*c, "提调上下增扩降"))?;
            p.get(at..)
        });
        let post = measured.unwrap_or(post);
        opening(post, self.words.list("replaces")).is_some()
    }

    /// The words of the phrase before a list.
    pub(super) fn pre(&self, group: &Group<'_>) -> &str {
        self.around.between(group.phrase.start, group.span.start)
    }

    /// The words of the phrase behind a list.
    pub(super) fn post(&self, group: &Group<'_>) -> &str {
        let words = self.around.between(group.span.end, group.phrase.end.max(group.span.end));
        // 低于5万元（含5万元）的家庭: the number once more
        let again = ["（含", "（不含", "（包含"].iter().any(|w| words.opens(w));
        let behind = words.split_once('）').filter(|(inside, _)| again && inside.bytes().any(|b| b.is_ascii_digit()));
        let words = behind.map_or(words, |x| x.1);
        // 在3万元（不含3万元）至4万元（含4万元）间的家庭
        if self.widest(group) == Comparator::Range { words.strip_prefix('间').unwrap_or(words) } else { words }
    }

    fn money(&self, group: &Group<'_>) -> Option<(AmountRole, &'static str)> {
        if !self.joined(group) && (self.describes_counted(group) || self.grows(group)) {
            return None;
        }
        if self.by_rate(group) {
            return Some((AmountRole::Support, "amount/at-rate"));
        }
        // 住院起付标准分别为200元、400元: what the insured pay first
        let first = ["分别", "为"].iter().fold(self.pre(group).without_end("为"), |pre, w| pre.without_end(w));
        if ending(first, &["起付标准", "起付线"]).is_some() {
            return Some((AmountRole::Other, "amount/charge"));
        }
        let labelled = self.under_grant_label(group).then_some((AmountRole::Support, "amount/labelled-grant"));
        if let Some(found) = labelled.or_else(|| self.payment(group)).or_else(|| self.fund(group)) {
            return Some(found);
        }
        if self.conditional(group) && self.condition_matters(group) {
            return Some((AmountRole::Threshold, "amount/condition"));
        }
        if crate::fact::covered(&self.granted, group.core)
            && !matches!(self.widest(group), Comparator::Ge | Comparator::Gt)
        {
            return Some((AmountRole::Support, "amount/grant-column"));
        }
        if let Some(rule) = self.granted(group) {
            // 授信规模突破50亿元 beside a grant: a result
            let bounded = group.span.start < group.core.start;
            let output = money::is_output(self.pre(group), bounded) && self.post(group).is_empty();
            return Some((AmountRole::Support, rule)).filter(|_| !output);
        }
        if self.qualifies(group) {
            return Some((AmountRole::Threshold, "amount/qualifies"));
        }
        if matches!(self.widest(group), Comparator::Ge | Comparator::Gt)
            && money::is_entry(self.around.between(group.sentence.start, group.span.start))
        {
            return Some((AmountRole::Threshold, "amount/entry"));
        }
        // 亩均税收不低于20万元的，优先供地
        if self.closed(group) {
            return Some((AmountRole::Threshold, "amount/condition-closed"));
        }
        if self.chained(group) || self.leads_to_grant(group) {
            return Some((AmountRole::Threshold, "amount/condition-chain"));
        }
        if self.quota(group) {
            return Some((AmountRole::Threshold, "amount/condition-quota"));
        }
        if self.charged(group) {
            return Some((AmountRole::Other, "amount/payment-earlier"));
        }
        if self.limit(group) {
            return Some((AmountRole::Support, "amount/limit"));
        }
        if let Some(role) = self.standard(group) {
            return Some((role, "amount/standard"));
        }
        if self.bracketed(group) {
            return Some((AmountRole::Support, "amount/grant-bracket"));
        }
        if self.continued(group) || self.under_standard(group) || self.capped_next(group) {
            return Some((AmountRole::Support, "amount/list-continued"));
        }
        self.listed(group).then_some((AmountRole::Threshold, "amount/conditions-list"))
    }

    /// “育种券”支持（分别为30万元、10万元）: the sums of the grant in front of the bracket.
    fn bracketed(&self, group: &Group<'_>) -> bool {
        let Some((front, inside)) = self.pre(group).rsplit_once(['（', '(']) else { return false };
        let names = matches!(inside, "" | "分别为" | "分别" | "即" | "最高" | "标准为" | "每人" | "每家");
        let cue = self.cues_in(Span::new(group.phrase.start, group.phrase.start + front.len())).next_back();
        names
            && cue.is_some_and(|(s, c)| {
                matches!(c, Cue::Grant | Cue::Noun) && s.end + 6 >= group.phrase.start + front.len()
            })
    }

    /// 补助额度分别为A类项目30万元；B类项目20万元；C类项目5万元: the list goes on behind ；.
    fn continued(&self, group: &Group<'_>) -> bool {
        let front = self.around.between(0, group.sentence.start);
        let alone = group.phrase.start == group.sentence.start
            && self.clear_before(group) == group.phrase.start
            && front.ends_with('；')
            && self.post(group).is_empty()
            && self.pre(group).chars().count() <= 20;
        if !alone || self.dated(group) {
            return false;
        }
        let from = front
            .rfind(['。', '\n'])
            .map_or(0, |i| i + front.get(i..).map_or(0, |t| t.chars().next().map_or(0, char::len_utf8)));
        let Some(at) = front.get(from..).and_then(|t| self.words.list("division").iter().find_map(|w| t.place(w)))
        else {
            return false;
        };
        self.cues_in(Span::new(from, from + at + "分别给予".len())).any(|(_, c)| *c == Cue::Grant)
    }

    fn count(&self, group: &Group<'_>) -> Option<(AmountRole, &'static str)> {
        if self.around.quoted(group.core.start) || self.grade(group) || self.several(group) || self.made(group) {
            return None;
        }
        // 建设50万—300万只养殖基地: how many it holds
        // but not 对年出栏500头以上的养殖场，给予补助: who it is for
        let open = |m: &Mention| matches!(m.comparator, Comparator::Eq | Comparator::Range | Comparator::Approx);
        let held = |m: &Mention| holds_beasts(m.unit.as_deref(), self.post(group));
        let whom = self.pre(group).starts_with('对') && !group.members.iter().all(open);
        if !whom && group.members.iter().all(held) {
            return None;
        }
        // 常住人口300万以下城市: a number of nothing named, where nothing is granted
        let unnamed = group.members.iter().all(|m| m.kind == MentionKind::Number && m.unit.is_none());
        if unnamed
            && !self.cues_in(group.sentence).any(|(_, c)| matches!(c, Cue::Grant | Cue::Noun))
            && !self.listed(group)
        {
            return None;
        }
        if self.defines(group) {
            return Some((AmountRole::Threshold, "amount/definition"));
        }
        if self.conditional(group) && self.condition_matters(group) || self.qualifies(group) {
            return Some((AmountRole::Threshold, "amount/condition-count"));
        }
        if self.chained(group) || self.leads_to_grant(group) {
            return Some((AmountRole::Threshold, "amount/condition-chain"));
        }
        // 考核分值为86分至100分为优秀，按照…拨付: by what grade something is given
        let scored = ["分值", "得分", "评分", "分数"].iter().any(|w| tail(self.pre(group), 5).has(w));
        if scored && self.bounded(group) && group.members.iter().all(|m| m.unit.as_deref() == Some("分")) {
            return Some((AmountRole::Threshold, "amount/condition-score"));
        }
        // 购买2.0升及以下排量燃油乘用车补贴1.5万元: which ones
        let granted = || self.cues_in(group.sentence).any(|(_, c)| *c == Cue::Grant);
        if self.selected(group) || self.bounded(group) && self.post(group).opens("排量") && granted() {
            return Some((AmountRole::Threshold, "amount/condition-selected"));
        }
        self.listed(group).then_some((AmountRole::Threshold, "amount/conditions-list"))
    }

    /// 两个及两个以上举报人: several, no number to meet.
    fn several(&self, group: &Group<'_>) -> bool {
        let Some(word) = group.members.first().map(|m| m.core.of(self.text)) else { return false };
        let near = self.around.between(group.sentence.start, group.sentence.end);
        let more = |link: &str| near.has(&format!("{word}{link}{word}以上"));
        word.starts_with(['两', '二']) && ["及", "或者", "或"].into_iter().any(more)
    }

    /// 培养不少于10名后备人才，不少于20名…: what is to be made, no condition.
    fn made(&self, group: &Group<'_>) -> bool {
        const MAKES: &[&str] =
            &["培养", "选拔", "引进", "资助", "遴选", "评选", "培育", "打造", "新增", "建成", "新建", "发掘", "挖掘"];
        let front = self.around.between(group.sentence.start, group.span.start);
        let behind = self.around.between(group.span.end, group.phrase.end);
        let first = front.rsplit(['，', '；']).find(|p| !p.is_empty() && !p.starts_with("不少于"));
        let verb = |p: &str| {
            // 每年选拔资助不少于100名
            let p = p.trim_end_matches("资助");
            MAKES.iter().any(|w| {
                p.place(w).is_some_and(|i| {
                    let rest = &p[i + w.len()..];
                    rest.is_empty() || ["不少于", "至少", "资助"].iter().any(|b| rest.opens(b))
                })
            })
        };
        // 新建10万平方米以上的厂房项目，…: a bound behind describes.
        let words = group.span.of(self.text);
        let least = ["不少于", "至少", "不低于"].iter().any(|w| words.opens(w));
        least && first.is_some_and(verb) && !behind.ends_with('的')
            // 加大对青年人才扶持力度，每年选拔不少于100名 sets no condition.
            && !front.split(['，', '；']).any(|p| p.trim_start().starts_with(['对', '凡']))
    }

    /// A bound, a range or 达到.
    pub(super) fn bounded(&self, group: &Group<'_>) -> bool {
        group.members.iter().any(|m| !matches!(m.comparator, Comparator::Eq | Comparator::Approx))
            || ending(self.pre(group), self.words.list("reached")).is_some()
            || self.reaches_share(group)
            || group.far.is_some()
            || self.passes(group)
    }

    /// 税收首次过2000万元: 过 for 超过.
    pub(super) fn passes(&self, group: &Group<'_>) -> bool {
        let front = self.pre(group).strip_suffix('过').unwrap_or_default();
        front.ends_with(['次', '额', '值', '收', '入', '资', '量'])
    }

    /// 达到职工总数20%: what the share is of stands between.
    fn reaches_share(&self, group: &Group<'_>) -> bool {
        let whole = self.pre(group);
        let whole = whole.last_place("达到").and_then(|i| whole.get(i + "达到".len()..));
        group.members.iter().all(|m| m.kind == MentionKind::Percentage)
            && whole.is_some_and(|w| (2..=10).contains(&w.chars().count()) && !w.contains(|c: char| c.is_ascii_digit()))
    }

    /// 分别按8万元/人、3万元/件的标准给予补助, 按其营业额的15%对企业进行奖励.
    pub(super) fn by_rate(&self, group: &Group<'_>) -> bool {
        let words = self.around.between(self.clear_before(group), group.span.start);
        let opened = words
            .last_place('按')
            .and_then(|i| words.get(i..))
            .is_some_and(|w| w.chars().count() <= 24 && !w.has("按规定") && !w.has("按期"));
        let plain = matches!(self.widest(group), Comparator::Eq | Comparator::Le);
        let behind = Span::new(group.span.end, group.phrase.end);
        // 按合同金额的30%，给予一次性奖补
        let next = self.around.between(group.phrase.end, group.sentence.end);
        // 按投资额的10%，给予最高500万元补助; 按规定增长10%，给予5万元 tells a condition.
        let share = words.ends_with('的') && !words.has("达到") || self.post(group) == "的比例";
        let share = share && self.cues_in(group.sentence).any(|(_, c)| *c == Cue::Grant);
        // 按照不低于50%的比例，对发放补贴的市予以配套支持
        let whom = next.strip_prefix("，对").and_then(|n| n.split(['，', '。', '；']).next()).unwrap_or_default();
        let matched = self.post(group) == "的比例"
            && ["予以", "给予"].iter().any(|w| whom.has(w))
            && ["支持", "补助", "补贴", "奖励", "奖补"].iter().any(|w| whom.closes(w));
        if opened && matched && group.members.iter().all(|m| m.kind == MentionKind::Percentage) {
            return true;
        }
        let given = ["", "的比例"].contains(&self.post(group))
            && (["，给予", "，予以", "，奖励", "，补助"].iter().any(|w| next.opens(w))
                || share && ["，最高", "，一次性", "，单个", "，每家", "，每个"].iter().any(|w| next.opens(w))
                || self.given_for_years(next))
            && (share || !self.number_follows(group.phrase.end + '，'.len_utf8()));
        if self.at_standard(group) {
            return true;
        }
        opened && plain && given && group.members.iter().all(|m| m.kind == MentionKind::Percentage)
            || opened
                && plain
                && !self.post(group).has("拨付")
                && self.cues_in(behind).any(|(s, c)| *c == Cue::Grant && !self.number_follows(s.end))
    }

    /// 按照每台4万元的标准，给予一次性补贴; 按30元/平方米·月且每年总额不超过15万元的标准，给予补助: what each gets, and how much at
    /// most.
    fn at_standard(&self, group: &Group<'_>) -> bool {
        let rest = self.around.between(group.span.end, group.sentence.end);
        let Some((between, next)) = rest.halves("标准") else { return false };
        let unit = between.trim_end_matches('的');
        let joined = unit.contains(['且', '、', '并']) && unit.chars().count() <= 24;
        let measured = unit.is_empty() || unit.starts_with('/') && !unit.has('，') && unit.chars().count() <= 12;
        let gives = ["，给予", "，予以", "，一次性", "，对", "给予", "予以"].iter().any(|w| next.opens(w));
        let behind = group.span.end + rest.len() - next.len();
        let given = gives
            && !self.number_follows(behind + if next.starts_with('，') { '，'.len_utf8() } else { 0 })
            && self.cues_in(Span::new(behind, group.sentence.end)).any(|(_, c)| *c == Cue::Grant);
        let opened = self.pre(group).last_place('按').is_some_and(|at| {
            let words = &self.pre(group)[at..];
            words.chars().count() <= 40 && !words.has("按规定") && !words.has("按期")
        });
        let money = group.members.iter().all(|m| m.kind == MentionKind::Money);
        opened && money && (measured || joined) && given
    }

    /// 按其财政贡献额的100%，连续5年奖励给企业: how long it is given stands before the grant.
    fn given_for_years(&self, next: &str) -> bool {
        let phrase = next.trim_start_matches('，').split(['，', '；', '。']).next().unwrap_or_default();
        let long = phrase.has('年') && phrase.chars().count() <= 16;
        long && ["奖励", "补助", "补贴", "返还", "给予", "扶持"].iter().any(|w| {
            phrase.place(w).is_some_and(|i| phrase[..i].ends_with(['年', '内']) || phrase[..i].ends_with("分别"))
        })
    }

    /// 拨付, 保证金, 罚款.
    pub(super) fn payment(&self, group: &Group<'_>) -> Option<(AmountRole, &'static str)> {
        let post = self.post(group);
        // 由统筹基金按85%的比例支付: what an insurance pays is granted; what the insured pays is not.
        let from = self.pre(group).last_place('由').map(|at| &self.pre(group)[at..]);
        let fund = from.is_some_and(|payer| payer.has("基金") && !payer.has("基金会"));
        let borne = ["支付", "的比例支付", "比例支付", "承担", "的比例报销", "报销"].iter().any(|w| post.opens(w));
        if fund && borne && group.members.iter().all(|m| m.kind == MentionKind::Percentage) {
            return Some((AmountRole::Support, "amount/fund-pays"));
        }
        // 按照补贴标准的80%拨付: how much of it is given
        let standard = ["补贴", "补助", "奖励", "奖补", "资助"].iter().any(|w| self.pre(group).has(w))
            && ending(self.pre(group), &["标准的", "金额的", "额度的"]).is_some()
            && self.pre(group).has('按');
        if standard && opening(post, &["拨付", "发放", "兑付", "给予"]).is_some() && group.members.len() == 1 {
            return Some((AmountRole::Support, "amount/at-rate"));
        }
        let shares = opening(post, self.words.list("payout")).is_some();
        let behind = self.cues_in(Span::new(group.span.end, group.phrase.end)).next();
        let fined =
            behind.is_some_and(|(s, c)| *c == Cue::Other && s.start <= group.span.end + 9) || self.deposit(group);
        // 单笔保额200万元以上的再保险业务收费: a condition of the fee
        let describes = self.bounded(group) && (post.starts_with('的') || post.starts_with('、')) && !fined;
        let nearest = self
            .cues_in(Span::new(self.clear_before(group), group.span.start))
            // 应补贴额, 奖励资金: nouns, they grant nothing
            .filter(|(s, _)| opening(self.around.between(s.end, group.span.start), &["额", "金", "资金"]).is_none())
            .rfind(|(_, c)| matches!(c, Cue::Other | Cue::Grant));
        // 缴纳社会保险费的60%返还, 减按50%收取: the grant right beside the number outdoes the payment.
        let back = behind.is_some_and(|(s, c)| *c == Cue::Grant && s.start <= group.span.end + 9);
        let eased = ending(self.around.between(self.clear_before(group), group.span.start), self.words.list("eased"));
        if !shares
            && (eased.is_some() || back && !fined && group.members.iter().all(|m| m.kind == MentionKind::Percentage))
        {
            return None;
        }
        // 返还其上年度实际缴纳失业保险费的50%: what was paid is given back.
        let paid_back = nearest.is_some_and(|(s, _)| {
            let front = self.around.between(group.phrase.start, s.start);
            front.has("返还") && self.around.between(s.end, group.span.start).ends_with("费的")
        });
        if paid_back {
            return None;
        }
        let paid = shares || !describes && (fined || nearest.is_some_and(|(_, c)| *c == Cue::Other));
        paid.then_some((AmountRole::Other, "amount/payment"))
    }

    /// 收取每处不少于8000元的绿化履约保证金: verb in front, the money's name behind.
    fn deposit(&self, group: &Group<'_>) -> bool {
        let Some(rest) = self.post(group).strip_prefix('的') else { return false };
        let named = self.words.list("deposit");
        let pre = self.around.between(self.clear_before(group), group.span.start);
        let taken = self.words.list("taking").iter().any(|w| pre.has(w));
        taken && named.iter().any(|w| head(rest, 12).has(w))
    }

    /// …业务收费，原则上不高于所担责任的0.3%: the fee named in the phrase before.
    pub(super) fn charged(&self, group: &Group<'_>) -> bool {
        self.last_cue_before(group) == Some(Cue::Other)
            && self.grant_before(group).is_none()
            && self.clear_before(group) == group.phrase.start
            && !matches!(self.widest(group), Comparator::Ge | Comparator::Gt)
            // 缴纳社保满2年，家庭年收入低于8万元: what one has, no fee
            && ending(self.pre(group), &["收入", "资产", "净资产", "月收入"]).is_none()
            && !self.dated(group)
    }

    /// The last cue of grant or payment in the sentence before the phrase.
    pub(super) fn last_cue_before(&self, group: &Group<'_>) -> Option<Cue> {
        self.cues_in(Span::new(group.sentence.start, group.phrase.start))
            .rfind(|(_, c)| matches!(c, Cue::Grant | Cue::Other))
            .map(|(_, c)| *c)
    }

    pub(super) fn widest(&self, group: &Group<'_>) -> Comparator {
        group.members.iter().map(|m| m.comparator).find(|c| *c != Comparator::Eq).unwrap_or_default()
    }

    /// The sentence names the day by which something is to be reached.
    pub(super) fn dated(&self, group: &Group<'_>) -> bool {
        let before = self.around.between(group.sentence.start, group.span.start);
        before.has("力争")
            || self.values_in(Span::new(group.sentence.start, group.span.start)).iter().any(|m| {
                m.kind == MentionKind::Date && tail(self.around.between(group.sentence.start, m.span.start), 1) == "到"
            })
    }

    /// The grant word that stands before the list in its phrase.
    pub(super) fn grant_before(&self, group: &Group<'_>) -> Option<Span> {
        self.cues_in(Span::new(group.phrase.start, group.span.start))
            .rev()
            .find(|(_, c)| *c == Cue::Grant)
            .map(|(s, _)| *s)
    }

    /// The rule by which the list is what is granted.
    pub(super) fn granted(&self, group: &Group<'_>) -> Option<&'static str> {
        // 撬动新增授信100亿元, 资金用于企业的比例不得超过30%: a result, a share of a whole
        let pre = self.pre(group);
        let drawn = ["撬动", "带动", "吸引"].iter().any(|w| pre.has(w));
        let rate = group.members.iter().all(|m| m.kind == MentionKind::Percentage);
        let lent = money::is_lent(pre, group.members.iter().map(|m| m.value));
        // 100%参加新农合, 100%发放电子执照: what is to come true of all
        let comes = rate && opening(self.post(group), &["参加", "加入", "参保", "达标", "纳入"]).is_some();
        let comes = comes || self.handed_to_all(group);
        if comes || lent || drawn && !pre.has("给予") || rate && (money::is_share(pre) || money::is_covered(pre)) {
            return None;
        }
        // 每个项目支持500万元
        if money::is_support(pre, self.post(group)) && group.members.iter().all(|m| m.kind == MentionKind::Money) {
            return Some("amount/grant-before");
        }
        let behind = self
            .cues_in(Span::new(group.span.end, group.phrase.end))
            .find(|(_, c)| matches!(c, Cue::Grant | Cue::Noun));
        if let Some(cue) = self.grant_before(group) {
            let gap = self.around.between(cue.end, group.span.start);
            // 到2025年底前建成的项目，给予200万元: the day is the condition's, what is given is given.
            let gives = self.around.between(cue.start, cue.end) == "给予" || self.widest(group) == Comparator::Le;
            // 代偿率控制在3%以内: how often it comes to that
            let often = gap.starts_with('率') && self.around.between(cue.start, cue.end) == "代偿";
            if !often && (gives || !self.dated(group)) && (!gap.has("达到") || gap.has("最高")) {
                return Some("amount/grant-before");
            }
        }
        if let Some((cue, _)) = behind
            && !self.dated(group)
        {
            let gap = self.around.between(group.span.end, cue.start);
            // 最高200万元/人的项目资助
            let whom = gap.has("企业") || gap.has("项目") && !gap.starts_with('/');
            let near = gap.chars().count() <= 30 && !whom;
            if near {
                return Some("amount/grant-behind");
            }
        }
        // 给予补助，每家最高不超过30万元
        let earlier = self.last_cue_before(group) == Some(Cue::Grant) || self.caps_rate_of_grant(group, pre);
        let first = group.members.first()?;
        // 最低10万元、最高200万元
        let cap = |c: Comparator| matches!(c, Comparator::Eq | Comparator::Le | Comparator::Range);
        let ceiling = cap(first.comparator) || group.members.iter().any(|m| m.comparator == Comparator::Le);
        // 特别优秀的可达1000万元: the most that is given
        let qualifies = ending(pre, self.words.list("measured")).is_some() && !pre.closes("可达");
        // 每家奖励50万元，不高于其投入资金的50%
        let capped = first.kind == MentionKind::Percentage
            && (first.comparator == Comparator::Le || group.far.is_some_and(|(c, _)| c == Comparator::Le))
            && opening(self.around.between(group.phrase.start, group.core.start), self.words.list("cap")).is_some()
            && (self.last_grant_has_money(group) || self.grant_ends_before(group));
        let money = first.kind == MentionKind::Money;
        if money && let Some(granted) = self.goes_on_behind(group, pre) {
            return granted.then_some("amount/grant-goes-on");
        }
        (earlier
            && ceiling
            && !qualifies
            && (!self.passes(group) || pre.closes("可达"))
            && (money || capped)
            && !self.dated(group))
        .then_some("amount/grant-earlier")
    }

    /// 一般家庭给予500元救助；对重大困难家庭，…，最高不超过3万元: whether the list of grants goes on behind ；; none where it does not.
    fn goes_on_behind(&self, group: &Group<'_>, pre: &str) -> Option<bool> {
        let front = self.around.between(0, group.sentence.start);
        let next = self.widest(group) == Comparator::Le
            && pre.trim_start_matches(['，']).is_empty()
            && self.around.between(group.sentence.start, group.sentence.end).starts_with('对')
            && front.ends_with('；')
            && self.last_cue_before(group).is_none();
        let from = || front.trim_end_matches('；').rfind(['。', '；', '\n']).unwrap_or(0);
        next.then(|| self.cues_in(Span::new(from(), group.sentence.start)).any(|(_, c)| *c == Cue::Grant))
    }

    /// 支持比例不超过总投资的30%，最高500万元: the cap of what a rate before it gives.
    fn caps_rate_of_grant(&self, group: &Group<'_>, pre: &str) -> bool {
        let before = || self.around.between(group.sentence.start, group.phrase.start);
        let bare = self.widest(group) == Comparator::Le && pre.trim_start_matches('，').is_empty();
        bare && self.words.list("grant_rate").iter().any(|w| before().has(w.as_str()))
    }

    /// 100%发放电子执照: papers that all of them get, no money.
    fn handed_to_all(&self, group: &Group<'_>) -> bool {
        const MONEY: &[&str] = &["补", "贴", "奖", "金", "券", "款", "资", "费", "卡"];
        let post = self.post(group);
        let what = opening(post, &["发放", "颁发", "发给"]).and_then(|w| post.strip_prefix(w));
        group.members.iter().all(|m| m.value == Some(Decimal::ONE_HUNDRED))
            && what.is_some_and(|what| what.chars().count() >= 2 && !MONEY.iter().any(|w| what.has(w)))
    }

    /// 按照新增贡献给予奖励，最多不超过上一年贡献的10%: whether the phrase before ends with what is given.
    fn grant_ends_before(&self, group: &Group<'_>) -> bool {
        let before = self.around.between(group.sentence.start, group.phrase.start);
        let given = before.trim_end_matches('，').rsplit('，').next().unwrap_or_default();
        given.has("给予") && ["奖励", "补助", "补贴", "资助", "奖补"].iter().any(|w| given.closes(w))
    }

    /// Whether a sum stands between the last grant of the sentence and this phrase.
    fn last_grant_has_money(&self, group: &Group<'_>) -> bool {
        self.values_in(Span::new(group.sentence.start, group.phrase.start)).iter().any(|m| m.kind == MentionKind::Money)
    }
}
