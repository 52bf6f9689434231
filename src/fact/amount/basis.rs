//! Basis 计量基础: what a rate or threshold is measured on.
//!
//! In: `不超过研发投入30%`, `对其租金给予50%的补助`, `上年度工业总产值超过50亿元`.
//! Out: `研发投入`, `租金`, `上年度工业总产值`.

use super::length::unbroken;
use super::{AmountRole, Group, LOOKED, Scene};
use crate::fact::around::{ending, head, opening};
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span};

/// Verbs whose object is what a count counts.
const HAVING: &[&str] = &[
    "赡养",
    "抚养",
    "拥有",
    "具有",
    "招用",
    "吸纳",
    "配备",
    "举办",
    "承办",
    "购置",
    "主持",
    "主持完成",
    "主持过",
    "承担",
    "获得",
    "荣获",
    "取得",
];
/// Verbs that say how a number came about and not what it counts.
const VERBS: &[&str] = &[
    "新发展",
    "新建",
    "新建设",
    "新开工建设",
    "开工建设",
    "发展",
    "新增",
    "建设",
    "建成",
    "新建成",
    "种植",
    "新种植",
    "拥有",
    "引进",
    "新引进",
    "全年",
    "当年",
    "每年",
];

impl Scene<'_> {
    /// What the numbers of a list are measured on.
    pub(super) fn basis(
        &self,
        group: &Group<'_>,
        role: AmountRole,
        known: &[(Span, Option<String>)],
    ) -> Option<String> {
        let first = group.members.first()?;
        match role {
            AmountRole::Threshold => {
                let aged = super::aged(first) || super::from_age(self.text, first);
                if aged || unbroken(self.text, first) {
                    return None;
                }
                if let Some(lasting) = self.lasting(group, first) {
                    return Some(lasting);
                }
                let noun = self.threshold_noun(group);
                // 对15万元以下的助学贷款免除反担保, 选取100平方米以上的充电场所进行改造
                if noun.as_deref().is_none_or(|n| n == "对")
                    && let Some(loan) = self.loan_behind(group)
                {
                    return Some(loan);
                }
                if self.selected(group) {
                    return self.noun_of(group).map(|n| n.split("进行").next().unwrap_or_default().to_owned());
                }
                // 港澳青年企业是指港澳青年持股比例达25%以上的企业
                let noun = noun.map(|n| n.rsplit_once("是指").map_or(n.clone(), |(_, meant)| meant.to_owned()));
                // 新发展100—500亩的观赏花卉基地: a verb measures nothing, the noun behind does
                if noun.as_deref().is_some_and(|n| VERBS.contains(&n)) {
                    let unit = first.unit.as_deref().unwrap_or_default();
                    let like = |s: &Span| s.of(self.text).ends_with(unit);
                    let earlier =
                        || known.iter().rev().take(LOOKED).find(|(s, _)| like(s)).and_then(|(_, b)| b.clone());
                    return self.noun_of(group).or_else(earlier).or(noun);
                }
                // 赡养一位及以上被赡养人, 拥有3家以上子公司
                let has = noun.as_deref().is_some_and(|n| ending(n, HAVING).is_some());
                if has
                    && first.kind == MentionKind::Quantity
                    && let Some(behind) = self.noun_behind(group)
                {
                    return Some(behind);
                }
                if noun.is_none() || noun.as_ref().is_some_and(|n| self.words.empty.contains(n)) {
                    return self.told_earlier(group, noun.is_some(), known).or_else(|| self.noun_behind(group));
                }
                noun
            }
            _ if first.rule == "percentage/half" => self.halved(group),
            _ if first.rule == "percentage/ratio" => self.matched(group),
            _ if first.unit.as_deref() == Some("pp") && self.raised(group).is_some() => {
                self.raised(group).map(str::to_owned)
            }
            _ if self.paid_part(group) => self.noun_of(group),
            _ if first.kind == MentionKind::Percentage && self.by_years(group) => self.shared_out(group),
            _ if first.kind == MentionKind::Percentage => {
                // 给予企业50%的贴息: to whom it is given
                const WHOM: &[&str] = &["企业", "单位", "机构", "个人", "农户", "主体", "合作社"];
                let noun = self
                    .taken_from(group)
                    .or_else(|| self.rate_noun(group))
                    .filter(|n| !n.ends_with('、') && !n.starts_with('每'));
                let noun = noun.filter(|n| n != "项目" && !WHOM.iter().any(|w| n.closes(w)));
                noun.or_else(|| self.eased_cost(group)).or_else(|| self.raised_upon(group))
            }
            _ => None,
        }
    }

    /// What an earlier condition of the sentence, or of the list whose next item this is, is measured on; `named`: a word
    /// that says nothing stands before the number.
    fn told_earlier(&self, group: &Group<'_>, named: bool, known: &[(Span, Option<String>)]) -> Option<String> {
        let near = || known.iter().rev().take(LOOKED);
        // 达到5000万元的 behind 资金规模达到2000万元且投资期限满1年的: what sums are measured on
        let money = group.members.first().is_some_and(|m| m.kind == MentionKind::Money);
        let sum = |s: &Span| s.of(self.text).ends_with('元') == money;
        let like = near().any(|(s, b)| sum(s) && b.is_some());
        let kept = near().filter(|(s, _)| !like || sum(s)).find(|(s, _)| {
            // 200万元以上…；500万元以上的，奖励80%: the list goes on behind ；
            let gap = self.around.between(s.end, group.sentence.start);
            let on = group.at > 0 && !gap.contains(['。', '\n']) && gap.ends_with('；');
            group.sentence.contains(*s) || named || on
        });
        kept.and_then(|(_, b)| b.clone())
    }

    /// 从农资综合补贴中调整20%的资金: of what a share is taken.
    fn taken_from(&self, group: &Group<'_>) -> Option<String> {
        const TAKES: &[&str] = &["调整", "安排", "提取", "切块", "拿出", "划出", "统筹", "列支", "计提", "提取不低于"];
        let pre = self.pre(group);
        let whole = ending(pre, TAKES).map(|w| &pre[..pre.len() - w.len()])?;
        let whole = whole.strip_suffix('中')?;
        let noun = whole.get(whole.last_place('从')? + '从'.len_utf8()..)?;
        (2..=20).contains(&noun.chars().count()).then(|| noun.to_owned())
    }

    /// The noun behind 的, up to the next mark: 500亩以上的观赏花卉基地.
    fn noun_of(&self, group: &Group<'_>) -> Option<String> {
        let post = self.post(group);
        let post = post.strip_prefix('（').and_then(|p| p.split_once('）')).map_or(post, |(_, rest)| rest);
        let noun = post.strip_prefix('的')?.split(['，', '、', '（', '的', '；', '。', '可']).next()?;
        (2..=16).contains(&noun.chars().count()).then(|| noun.to_owned())
    }

    /// 上年度工业总产值超过50亿元 → 上年度工业总产值.
    fn threshold_noun(&self, group: &Group<'_>) -> Option<String> {
        if let Some(whose) = self.post(group).strip_prefix("排量") {
            return displacement(whose);
        }
        let sums = |m: &Mention| matches!(m.kind, MentionKind::Money | MentionKind::Percentage | MentionKind::Quantity);
        let mut near = self.values.get(..group.at)?.iter().rev().take_while(|m| m.span.end > group.phrase.start);
        let last = near.find(|m| sums(m)).map_or(0, |m| m.span.end);
        let words = self.around.between(last.max(group.phrase.start), group.span.start);
        let words = words.trim_start_matches(|c| ('①'..='⑳').contains(&c));
        let inside = words.trim_end().ends_with(['（', '(']);
        let mut words = words.trim_end_matches(['（', '(', ' ']);
        loop {
            let cut = self.trim_tail(words);
            let cut = cut
                .strip_suffix(['）', ')'])
                .and_then(|c| c.rfind(['（', '(']).and_then(|i| c.get(..i)))
                .unwrap_or(cut);
            if cut == words {
                break;
            }
            words = cut;
        }
        if !inside && let Some(i) = words.rfind(['、', '）', '“']) {
            words = words.get(i..).unwrap_or_default().trim_start_matches(['、', '）', '“']);
        }
        // 规模养殖场户（年出栏200头以上）
        if let Some(i) = words.last_place('（').filter(|i| !words[*i..].has('）')) {
            words = words.get(i + '（'.len_utf8()..).filter(|w| w.chars().count() >= 2).unwrap_or(words);
        }
        let words = behind_marks(words);
        // 超过100人的企业达10%: who is meant, not what is measured; 2.超过1万元: the number of a tier
        if words.starts_with('的') || !words.contains(|c: char| c.is_alphabetic()) {
            return None;
        }
        let words = without_subject(self.trim_head(words));
        // 团组6家单位以上: the noun between unit and marker
        let first = group.members.first()?;
        let noun = self.around.between(first.core.end, first.span.end);
        let noun = noun.split(['以', '及', '（']).next().unwrap_or_default();
        // 补贴资金支持车龄: an age is named by two characters.
        let age = words.char_indices().nth_back(1).map_or(0, |(at, _)| at);
        let words = if words.ends_with('龄') { &words[age..] } else { words };
        (!words.is_empty() && words.chars().count() <= 30).then(|| format!("{words}{noun}"))
    }

    /// What has lasted so long: 贷款 of 3年期以上贷款, 劳动合同 of 签订1年以上劳动合同, 离校 of 毕业年度或离校2年内.
    fn lasting(&self, group: &Group<'_>, first: &Mention) -> Option<String> {
        if first.kind != MentionKind::Duration {
            return None;
        }
        if let Some(deed) = self.since(group) {
            return Some(deed.to_owned());
        }
        if self.experienced(group) {
            return self.noun_behind(group);
        }
        let runs = first.unit.as_deref() == Some("年期") || ending(self.pre(group), &["签订"]).is_some();
        if runs && let Some(behind) = self.noun_behind(group) {
            return Some(behind.trim_start_matches("期限").to_owned());
        }
        let noun = self.threshold_noun(group).filter(|_| self.young(group))?;
        let noun = noun.without_end("内");
        Some(noun.rsplit_once('或').map_or(noun, |x| x.1).to_owned())
    }

    /// 15万元以下的助学贷款 → 助学贷款.
    fn loan_behind(&self, group: &Group<'_>) -> Option<String> {
        let noun = self.post(group).strip_prefix('的')?;
        let noun = &noun[..noun.place("贷款")? + "贷款".len()];
        (noun.chars().count() <= 12).then(|| noun.to_owned())
    }

    /// 一位及以上被赡养人的 → 被赡养人.
    fn noun_behind(&self, group: &Group<'_>) -> Option<String> {
        let post = self.post(group);
        let noun = post.split(['的', '，', '、', '）', '并']).next().unwrap_or_default();
        let named = !noun.contains(|c: char| c.is_ascii_digit()) && !noun.starts_with('且');
        (named && (2..=8).contains(&noun.chars().count())).then(|| noun.to_owned())
    }

    /// 不超过研发投入30% → 研发投入; 对其租金给予50%的补助 → 租金.
    fn rate_noun(&self, group: &Group<'_>) -> Option<String> {
        let from = self.clear_before(group);
        let words = self.around.between(from, group.span.start).trim_start_matches('、').trim_end_matches('的');
        // 超过5000元部分抵用50%
        let part = words.starts_with("部分") || words.starts_with("的部分");
        if part && let Some(m) = group.at.checked_sub(1).and_then(|i| self.values.get(i)) {
            let end = from + words.place("部分")? + "部分".len();
            return Some(self.around.between(m.span.start, end).to_owned());
        }
        // 对500万元以上的企业收取的担保费率: the noun stands behind the last 的
        let words =
            if words.starts_with('的') { words.rsplit_once('的').map_or(words, |(_, noun)| noun) } else { words };
        let words =
            words.rsplit_once('为').map_or(words, |(_, noun)| if noun.chars().count() > 2 { noun } else { words });
        // 核定面积内（上限120平方米）租金全免
        let words = match words.rsplit_once('）') {
            Some((_, noun))
                if noun.chars().count() >= 2
                    && !noun.starts_with(['和', '及', '与'])
                    && ending(noun, &self.words.sums).is_some() =>
            {
                noun
            }
            _ => words,
        };
        // 设备购置额（不含税，下同）8%
        let words = match words.strip_suffix(['）', ')']).and_then(|w| w.rfind(['（', '(']).and_then(|i| w.get(..i)))
        {
            Some(noun) => noun,
            None => words.rsplit_once('）').filter(|(w, _)| !w.has('（')).map_or(words, |_| self.unbracketed(group)),
        };
        let opened = self.words.opens.is_in(words).then_some(&self.words.openers);
        let opened = opened
            .into_iter()
            .flatten()
            .filter_map(|w| Some((words.last_place(w)?, w.len())))
            // 应补贴额, 奖励资金: part of the noun; 补贴额测算比例 is what the grant itself comes to
            .filter(|(i, n)| {
                words.get(i + n..).is_some_and(|r| {
                    !["额", "金额", "资金", "标准", "总额", "金"].contains(&r) && !r.starts_with("额测算")
                })
            })
            .max_by_key(|(i, n)| i + n);
        if let Some((i, n)) = opened {
            let noun = self.trim_head(self.trim_tail(words.get(i + n..).unwrap_or_default()));
            // 在国家补贴基础上再累加30%补贴: upon which, not of which
            let bare = ["比例", "标准", "额度", "系数", "年化"].contains(&noun);
            if bare || noun.starts_with("基础上") || noun.starts_with("的基础上") {
                return None;
            }
            if !noun.is_empty() {
                let noun = without_award(noun.trim_end_matches('的'));
                // 自投产之日起两年内形成的镇级税收: when it came about is no part of it
                let noun =
                    if noun.has("日起") { noun.rsplit_once("形成的").map_or(noun, |(_, n)| n) } else { noun };
                return Some(noun.to_owned());
            }
            let front = words.get(..i).unwrap_or_default();
            return self.object(front).or_else(|| self.paid_noun(group)).or_else(|| self.phrase_before(group, front));
        }
        if words.is_empty() || from == group.phrase.start && ending(words, &self.words.sums).is_none() {
            return self.paid_noun(group);
        }
        let noun = self.trim_head(self.trim_tail(words));
        (!noun.is_empty() && ending(noun, &self.words.sums).is_some()).then(|| noun.to_owned())
    }

    /// 对敬老院新添的厨房设备购置费给予… → the object of 对, where it is a sum.
    fn object(&self, front: &str) -> Option<String> {
        let mut words = front;
        loop {
            let cut = self.trim_tail(words);
            let cut = [
                "按照规定",
                "按规定",
                "一次性",
                "可",
                "再",
                "由市财政",
                "由区财政",
                "最高",
                "不超过",
                "给予",
                "按",
                "按照",
            ]
            .iter()
            .find_map(|w| cut.strip_suffix(w))
            .unwrap_or(cut);
            if cut == words {
                break;
            }
            words = cut;
        }
        let noun = words.last_place('对').map_or(words, |i| words.get(i + '对'.len_utf8()..).unwrap_or_default());
        let noun = if noun.has("日起") { noun.rsplit_once("形成的").map_or(noun, |(_, n)| n) } else { noun };
        // 进口设备按进口额给予…
        let by = noun.rsplit_once('按').map(|(_, n)| n.strip_prefix('照').unwrap_or(n));
        let noun = by.filter(|n| n.chars().count() >= 2).unwrap_or(noun);
        let noun = self.trim_head(noun);
        (!noun.is_empty() && ending(noun, &self.words.sums).is_some() && noun.chars().count() <= 30)
            .then(|| noun.to_owned())
    }

    /// 分别给予设备购置额（不含税，下同）8%: the comma in a bracket divides no phrase.
    fn unbracketed(&self, group: &Group<'_>) -> &str {
        let front = self.around.between(group.sentence.start, group.span.start);
        front.rsplit_once('（').map_or("", |(noun, _)| noun.rsplit(['，', '：', '、']).next().unwrap_or_default())
    }

    /// 对其增长部分，给予100%奖励 → 增长部分: the sum the phrase before ends with.
    fn phrase_before(&self, group: &Group<'_>, front: &str) -> Option<String> {
        let bare = matches!(front, "" | "可" | "再" | "按" | "一次性" | "由区财政" | "由市财政");
        let at = group.phrase.start.checked_sub('，'.len_utf8()).filter(|at| bare && *at > group.sentence.start)?;
        let phrase = self.around.phrase(at);
        let words = self.around.between(phrase.start, phrase.end);
        // …增长超过8%以上的增长部分: behind the number
        let sums = |m: &&Mention| matches!(m.kind, MentionKind::Money | MentionKind::Percentage);
        let sum = self.values_in(phrase).iter().rev().find(sums);
        let words = sum.map_or(words, |m| self.around.between(m.span.end, phrase.end).trim_start_matches('的'));
        if let Some(m) = sum.filter(|_| words == "部分") {
            return Some(self.around.between(m.span.start, phrase.end).to_owned());
        }
        self.object(words.rsplit_once("形成的").map_or(words, |(_, noun)| noun))
    }

    /// 本条所涉奖励资金…按40%、30%、30%比例拨付 → 奖励资金.
    fn paid_noun(&self, group: &Group<'_>) -> Option<String> {
        let paid = self.post(group).has("拨付") || self.pre(group).has("拨付");
        if !paid {
            return None;
        }
        let pre = self.pre(group);
        let end = pre.last_place("资金").map(|i| i + "资金".len())?;
        let noun = ["奖励", "补助", "补贴", "扶持", "奖补", "专项", "支持", "资助"].iter().find_map(|w| {
            let start = pre.get(..end)?.last_place(w)?;
            (end - start <= 18).then(|| pre.get(start..end)).flatten()
        });
        Some(noun.unwrap_or("资金").to_owned())
    }

    /// 给予最高30%的租金补贴 → 租金: what is made cheaper stands behind.
    fn eased_cost(&self, group: &Group<'_>) -> Option<String> {
        const COSTS: &[&str] = &["租金", "房租", "场租", "保费", "运费", "费用", "利息", "电费", "检测费", "认证费"];
        let post = self.post(group);
        let noun = post.strip_prefix('的').unwrap_or(post);
        let end = ["补贴", "补助", "减免", "返还", "资助"].iter().filter_map(|w| noun.place(w)).min()?;
        let noun = &noun[..end];
        (ending(noun, COSTS).is_some() && noun.chars().count() <= 10).then(|| noun.to_owned())
    }

    /// 在原有政策基础上上浮10% → 原有政策.
    fn raised_upon(&self, group: &Group<'_>) -> Option<String> {
        let pre = self.pre(group);
        let front = ["上浮", "再上浮", "提高", "再提高"].iter().find_map(|w| pre.strip_suffix(w))?;
        let front = front.strip_suffix("基础上")?.trim_end_matches("的");
        let noun = &front[front.last_place('在')? + '在'.len_utf8()..];
        (2..=12).contains(&noun.chars().count()).then(|| noun.to_owned())
    }

    /// 按市级奖励1:0.5配套 → 市级奖励; 按1:0.5配套市级奖励 → 市级奖励.
    fn matched(&self, group: &Group<'_>) -> Option<String> {
        let words = self.around.between(self.clear_before(group), group.span.start);
        let words = ["给予", "予以", "的"].iter().fold(words, |w, end| w.strip_suffix(end).unwrap_or(w));
        let noun = words.last_place('按').and_then(|i| words.get(i..)).unwrap_or_default();
        let noun = noun.trim_start_matches('按').trim_start_matches('照').trim_start_matches("其");
        if !noun.is_empty() {
            return (noun.chars().count() <= 24).then(|| noun.to_owned());
        }
        // 省级奖励按1:0.5配套
        if let Some(front) =
            words.strip_suffix('按').filter(|w| ending(w, &["奖励", "补助", "补贴", "资助", "资金"]).is_some())
            && (3..=16).contains(&front.chars().count())
        {
            return Some(self.trim_head(front).to_owned());
        }
        let rest = self.post(group).strip_prefix("配套")?;
        let noun = rest.split(['，', '、', '（', '的']).next()?;
        let lower = ["市", "省", "国家", "上级", "区", "县", "中央"].iter().any(|w| noun.opens(w));
        (lower && noun.chars().count() <= 16).then(|| noun.to_owned())
    }

    /// 减半收取停车费 → 停车费; 奖励额度减半 → 奖励额度.
    fn halved(&self, group: &Group<'_>) -> Option<String> {
        let post = self.post(group);
        let words = self.around.between(self.clear_before(group), group.span.start);
        let words = words.rsplit(['、', '）', '；']).next().unwrap_or_default();
        if (post.is_empty() || opening(post, &["执行", "发放"]).is_some())
            && ending(words, &["额度", "标准", "金额", "费", "租金", "费用", "资金", "门票", "票价"]).is_some()
            && words.chars().count() <= 16
        {
            return Some(self.trim_head(words).trim_start_matches('照').to_owned());
        }
        let word = opening(post, &["收取", "征收", "缴纳", "计收", "收费", "计征", "缓缴", "免收", "减收", "交纳"]);
        let noun = post.get(word.map_or(0, str::len)..)?.split(['，', '、', '的', '）']).next()?;
        let noun = head(noun, 16);
        // 第三年减半补贴
        let given = word.is_none()
            && opening(noun, &["补贴", "补助", "奖励", "资助", "执行", "发放", "给予", "享受", "优惠"]).is_some();
        if noun.is_empty() || given { None } else { Some(noun.to_owned()) }
    }

    pub(super) fn trim_tail<'t>(&self, mut words: &'t str) -> &'t str {
        while let Some(word) = ending(words, &self.words.tails) {
            words = words.strip_suffix(word).unwrap_or(words).trim_end();
        }
        words
    }

    pub(super) fn trim_head<'t>(&self, mut words: &'t str) -> &'t str {
        // Nouns that begin as such a word does.
        const NOUNS: &[&str] = &[
            "当年",
            "当地",
            "当月",
            "当期",
            "经营",
            "经济",
            "经费",
            "经办",
            "并网",
            "并购",
            "并联",
            "对外",
            "对口",
            "按揭",
            "以旧换新",
            "以工代赈",
            "和美",
            "和谐",
        ];
        let fits = |words: &str, w: &str| {
            words.opens(w) && words.len() > w.len() + 3 && !NOUNS.iter().any(|n| n.opens(w) && words.opens(n))
        };
        while let Some(word) = self.words.heads.iter().find(|w| fits(words, w)) {
            words = words.strip_prefix(word.as_str()).unwrap_or(words).trim_start();
        }
        // 新引进的总投资10亿元以上的项目
        words.strip_prefix('的').filter(|rest| rest.len() > 3).unwrap_or(words)
    }
}

/// 现代服务业企业年地方综合贡献 → 年地方综合贡献: whose it is says no more of what is measured.
fn without_subject(words: &str) -> &str {
    const MEASURES: &[&str] = &[
        "年",
        "上年",
        "上一年",
        "当年",
        "固定资产",
        "营业",
        "主营",
        "实缴",
        "实际",
        "注册",
        "总投资",
        "亩均",
        "研发",
        "销售",
        "纳税",
        "税收",
        "缴纳",
        "净资产",
        "总资产",
        "产值",
    ];
    let behind = |w: &&str| words.halves(w).filter(|(whose, _)| (2..=12).contains(&whose.chars().count())).map(|x| x.1);
    let rest = ["企业", "项目", "机构", "单位", "合作社"].iter().filter_map(behind).min_by_key(|rest| rest.len());
    rest.filter(|rest| MEASURES.iter().any(|w| rest.opens(w)) && rest.chars().count() >= 3).unwrap_or(words)
}

/// 每家参展企业展位费 → 展位费: the unit of award is no part of what is measured.
fn without_award(noun: &str) -> &str {
    if opening(noun, &["每家", "每个", "每户", "单个", "单家"]).is_none() {
        return noun;
    }
    let body = ["企业", "单位", "机构", "项目", "人员"].iter().filter_map(|w| Some(noun.place(w)? + w.len())).min();
    body.and_then(|end| noun.get(end..)).filter(|rest| rest.chars().count() >= 2).unwrap_or(noun)
}

/// 燃油乘用车排量 of 2.0升及以下排量燃油乘用车: the measure stands behind its number.
fn displacement(whose: &str) -> Option<String> {
    let whose = whose.split(['的', '，', '、', '补', '（']).next()?;
    Some(format!("{whose}排量")).filter(|noun| noun.chars().count() <= 12)
}

/// What is measured, behind the last of the words that lead to it: 总投资 of 且总投资, 对象为…的企业.
fn behind_marks(words: &str) -> &str {
    const MARKS: &[&str] = &[
        "对象为",
        "对象是",
        "应当",
        "必须",
        "须",
        "其中",
        "且",
        "或",
        "后",
        "以及",
        "重点支持",
        "支持",
        "收取",
        "不低于",
        "不少于",
        "对",
    ];
    MARKS.iter().fold(words, |words, mark| {
        let least = if matches!(*mark, "对" | "且" | "应当" | "必须" | "须") { 2 } else { 3 };
        words.rsplit_once(mark).map(|x| x.1).filter(|rest| rest.chars().count() >= least).unwrap_or(words)
    })
}
