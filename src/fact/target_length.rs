//! Lengths 期限指标: how long something may last or is kept.
//!
//! In: a duration with the words around it (`留存五年`, `扣除期限不超过48个月`, `登记压缩至3个工作日`, `最多发放5年`). Out: what has that
//! length, as a noun phrase; a validity and those whom a bound describes are none.

use super::Comparator;
use super::target_behind::letters;
use super::target_noun::Bond;
use super::target_phrase::{Found, Phrases};
use super::target_place::Around;
use super::target_plain::moved_to;
use crate::mention::Mention;
use crate::text::{Seek, Span};

/// How far back what has its length may stand, in bytes: 100 characters.
const REACH: usize = 300;

impl Phrases {
    /// 留存五年, 扣除期限不超过48个月, 1—2年的培育期.
    pub(super) fn length(
        &self,
        text: &str,
        mention: &Mention,
        start: usize,
        noun: &str,
        after: &str,
        mut bond: Bond,
    ) -> Option<Found> {
        let before = text.get(start..mention.span.start)?;
        // 5年以下和5年以上首套贷款利率: which they are
        let said = mention.span.of(text);
        let kinds = noun.trim().is_empty() && ["以下", "以上"].iter().any(|w| said.closes(w) || said.has("以下（含"));
        if kinds && (after.starts_with(['和', '、', '的']) || after.starts_with(char::is_alphabetic)) {
            return None;
        }
        if let Some(found) = granted_for(mention, mention.span.of(text), before, after) {
            return Some(found);
        }
        let kept = bond.reach.iter().any(|r| ["留存", "保存", "保留", "保管"].contains(&r.as_str()));
        // 合同期三年以上的农场: who is meant
        let bounded = matches!(mention.comparator, Comparator::Ge | Comparator::Gt);
        let who = bounded && (after.starts_with('的') || after.starts_with('、') && after.has('的'));
        let (before, noun) = self.term_named((before, noun), after, &mut bond);
        // 处方用药量最长放宽至3个月: how far a bound is moved
        let widened = ["最长放宽", "最长延长", "最长可延长", "最长可放宽"].iter().any(|w| before.has(w));
        let widened = widened && bond.reach.last().is_some_and(|r| r.ends_with(['至', '到']));
        bond.comparator = widened.then_some(Comparator::Le).or(bond.comparator);
        if noun.ends_with("有效期") || before.ends_with("有效期") || who {
            return None;
        }
        if kept
            || widened && letters(noun) >= 3
            || (self.length.is_match(noun) && (mention.comparator != Comparator::Eq || !bond.reach.is_empty()))
            || self.term.is_match(before)
        {
            let noun = self.nouns.open(noun, &mut bond, false);
            let noun = moved_to(noun.strip_prefix('将').unwrap_or(noun), &mut bond);
            let noun = noun.halves("之日起").map_or(noun, |(_, n)| n);
            let from = start + before.find(noun).unwrap_or(0);
            let indicator = self.nouns.tidy(noun);
            let indicator = whose_term(text, start, &indicator).unwrap_or(indicator);
            let quote = Span::new(from, mention.span.end);
            return Some(Found { indicator, quote, bond, rule: "target/length" });
        }
        let found = self.prolonged(text, mention, start, &bond);
        let found = found.or_else(|| self.of_other_cases((text, mention), start, noun, &bond));
        let found = found.or_else(|| of_case_below((text, mention), start, before, &bond));
        let found = found.or_else(|| {
            let done = self.nouns.open(noun, &mut Bond::default(), false);
            spent_on(mention, text, start, done)
        });
        if found.is_some() {
            return found;
        }
        if let Some(found) = self.shortened((text, mention), (start, before), noun, &bond) {
            return Some(found);
        }
        // 原则上5年为一个评估周期
        if let Some(cycle) = ["为一个", "为1个"].iter().find_map(|w| after.strip_prefix(w)) {
            let quote = Span::new(mention.span.start, mention.span.end + after.len());
            let named = cycle.ends_with('期') && (2..=8).contains(&cycle.chars().count());
            return named.then(|| Found { indicator: cycle.to_owned(), quote, bond, rule: "target/length" });
        }
        let behind = after.strip_prefix('的')?;
        let behind = behind.split(['，', '、']).next()?;
        let quote = Span::new(mention.span.start, mention.span.end + '的'.len_utf8() + behind.len());
        (behind.ends_with('期') && behind.chars().count() <= 8).then(|| Found {
            indicator: behind.to_owned(),
            quote,
            bond,
            rule: "target/length",
        })
    }

    /// The words before a length without 最长, and the term before a bracket that tells its length: 质保期 of 质保期（两年）.
    fn term_named<'t>(&self, (before, noun): (&'t str, &'t str), after: &str, bond: &mut Bond) -> (&'t str, &'t str) {
        let term = before.strip_suffix('（').filter(|b| after.starts_with('）') && self.term.is_match(b));
        // 双方应当就质保期（两年）…
        let term = term.map(|term| term.rsplit('就').next().unwrap_or(term));
        let (before, noun) = term.map_or((before, noun), |term| (term, term));
        let longest = noun.strip_prefix("最长").filter(|n| n.chars().count() >= 2);
        bond.comparator = longest.map(|_| Comparator::Le).or(bond.comparator);
        // 待遇享受最高时长为24个月: what it is at most
        let most = ["最高时长", "最长时间", "最长期限", "最长年限", "最长时限"].iter().find(|w| noun.closes(w));
        bond.comparator = most.map(|_| Comparator::Le).or(bond.comparator);
        (before, longest.unwrap_or(noun))
    }

    /// 不动产登记压缩至3个工作日以内: what takes so long.
    fn shortened(
        &self,
        (text, mention): (&str, &Mention),
        (start, before): (usize, &str),
        noun: &str,
        bond: &Bond,
    ) -> Option<Found> {
        const CUTS: &[&str] = &[
            "压缩至",
            "压缩到",
            "缩短至",
            "缩短到",
            "精简至",
            "减至",
            "减到",
            "压减至",
            "压减到",
            "缩减至",
            "缩减到",
            "降到",
            "降至",
            "下降到",
            "下降至",
            "降低到",
            "降低至",
            "控制在",
        ];
        let cut = bond.reach.iter().any(|r| CUTS.contains(&r.as_str()));
        let ends = text.get(mention.span.end..).unwrap_or_default();
        // 一般登记压缩至3个工作日内办结
        let ends = ["办结", "完成"].iter().find_map(|w| ends.strip_prefix(w)).unwrap_or(ends);
        if !cut || !(ends.is_empty() || ends.starts_with(['，', '。', '；', '、'])) {
            return None;
        }
        let mut bond = bond.clone();
        let noun = self.nouns.open(noun, &mut bond, false);
        let noun = noun.strip_prefix('将').unwrap_or(noun);
        let from = start + before.find(noun)?;
        let indicator = self.nouns.tidy(noun);
        let quote = Span::new(from, mention.span.end);
        (indicator.chars().count() >= 3).then_some(Found { indicator, quote, bond, rule: "target/length" })
    }

    /// 民办学校项目审批时间 of 公立学校审批时间不超过50个工作日，民办学校项目不超过30个工作日: the other case of what the part before
    /// limits.
    fn of_other_cases(
        &self,
        (text, mention): (&str, &Mention),
        start: usize,
        noun: &str,
        bond: &Bond,
    ) -> Option<Found> {
        const TERMS: &[&str] =
            &["审批时间", "审批时限", "办理时间", "办理时限", "办结时限", "办理周期", "时限", "时间"];
        let ends = text.get(mention.span.end..).unwrap_or_default();
        let case = (3..=16).contains(&noun.chars().count())
            && noun.chars().all(char::is_alphabetic)
            && CASES.iter().any(|w| noun.closes(w))
            && mention.comparator == Comparator::Le
            && (ends.is_empty() || ends.starts_with(['，', '。', '；', '、', '（']));
        let from = text.floor_char_boundary(start.saturating_sub(REACH));
        let front = text.get(from..start).filter(|_| case)?.strip_suffix(['，', '、', '；'])?;
        let last = front.rsplit(['。', '；', '\n', '，']).next()?;
        let term = TERMS.iter().find(|w| last.has(w))?;
        let unit = mention.unit.as_deref().filter(|u| last.has(u))?;
        let named = last.bytes().any(|b| b.is_ascii_digit()) && !unit.is_empty();
        named.then(|| Found {
            indicator: format!("{}{term}", self.nouns.tidy(noun)),
            quote: Span::new(start, mention.span.end),
            bond: bond.clone(),
            rule: "target/length",
        })
    }

    /// 领取期限可以延长，最长不超过3年; 架空期不得超过4个月，最多可延长2个月: what has its length in the part before.
    fn prolonged(&self, text: &str, mention: &Mention, start: usize, bond: &Bond) -> Option<Found> {
        let own = text.get(start..mention.span.start)?.trim_start();
        let said = text.get(start..mention.span.end)?;
        let capped = ["最长", "最多", "不超过", "不得超过"].iter().any(|w| said.has(w));
        let bare = ["", "最长", "最多", "最多可延长", "最长可延长", "延长期", "但"].contains(&own);
        let ends = text.get(mention.span.end..).unwrap_or_default();
        if !capped || !bare || !(ends.is_empty() || ends.starts_with(['，', '。', '；'])) {
            return None;
        }
        let near = text.get(text.floor_char_boundary(start.saturating_sub(REACH))..start)?;
        let sentence = near.strip_suffix(['，', '；'])?.rsplit(['。', '\n']).next()?;
        let noun = self.spell.captures_iter(sentence).filter_map(|c| c.get(1)).last()?;
        let noun = noun.as_str().rsplit("延长").next()?;
        let noun = self.nouns.open(noun, &mut Bond::default(), true);
        let comparator = Some(Comparator::Le);
        (noun.chars().count() >= 3).then(|| Found {
            indicator: self.nouns.tidy(noun),
            quote: Span::new(start + said.len() - said.trim_start().len(), mention.span.end),
            bond: Bond { comparator, ..bond.clone() },
            rule: "target/length",
        })
    }

    /// 给予专项人才奖励…，最多发放5年: how many years the award goes on.
    pub(super) fn award_years(&self, text: &str, mention: &Mention, around: &Around) -> Option<Found> {
        let before = text.get(around.part.start..mention.span.start)?;
        let gives = ["发放", "奖励", "补贴", "补助", "资助", "支持", "享受"].iter().find(|w| before.closes(w));
        let said = match gives {
            Some(w) => before.strip_suffix(w)?,
            None => before,
        };
        let years = mention.period.as_deref().is_some_and(|p| p.ends_with(['Y', 'M']));
        let bounded = ["最多", "最长", "至多", "连续"].iter().any(|w| said.closes(w))
            || (gives.is_some() && mention.comparator == Comparator::Le);
        let ends = text.get(mention.span.end..).unwrap_or_default();
        if !years || gives.is_none() || !bounded || !(ends.is_empty() || ends.starts_with(['，', '。', '；'])) {
            return None;
        }
        let capped = ["最多", "最长", "至多"].iter().any(|w| said.closes(w));
        let earlier = text.get(around.sentence.start..mention.span.start)?;
        let found = self.award.captures_iter(earlier).filter_map(|c| c.get(1)).last()?;
        let from = around.part.start + before.len() - before.trim_start().len();
        Some(Found {
            indicator: found.as_str().to_owned(),
            quote: Span::new(from, mention.span.end),
            bond: Bond { comparator: capped.then_some(Comparator::Le), ..Bond::default() },
            rule: "target/allowance",
        })
    }
}

/// 免费住宿 of 最长15天免费住宿, 家政服务 of 每周不少于4小时的家政服务: what is granted for so long, or so long at a time.
fn granted_for(mention: &Mention, said: &str, before: &str, after: &str) -> Option<Found> {
    const GRANTS: &[&str] = &[
        "贷款",
        "补贴",
        "补助",
        "支持",
        "住宿",
        "服务",
        "服务包",
        "免租",
        "优惠",
        "场地",
        "奖励",
        "贴息",
        "扶持",
        "住房",
        "公寓",
        "免租金",
        "免租期",
        "救助",
        "津贴",
        "缓缴",
        "假期",
        "培训",
        "活动",
    ];
    // 2年内予以兑现奖励: within how long
    let within = ["年内", "月内", "日内", "天内"].iter().any(|w| said.closes(w));
    let capped = mention.comparator == Comparator::Le && !within;
    let each = mention.comparator == Comparator::Ge
        && ["每月", "每天", "每日", "每年", "每周", "每学期"].iter().any(|w| before.has(w));
    let what = after.strip_prefix('的').unwrap_or(after).split(['，', '、', '和']).next()?;
    let plain = (2..=16).contains(&what.chars().count()) && what.chars().all(char::is_alphabetic);
    // 成立不超过3年的企业: who is meant
    let given = GRANTS.iter().any(|w| what.closes(w));
    // 给予10年以上租赁期限
    let let_for = ["租赁期限", "租赁期", "租期"].iter().any(|w| what.closes(w)) && !before.is_empty();
    let from = mention.span.start;
    // 期限不超过3年的创业担保贷款: what of it is so long
    let term = if before.closes("期限") && !what.ends_with('期') && !let_for { "期限" } else { "" };
    (plain && (given && (capped || each) || let_for)).then(|| Found {
        indicator: format!("{what}{term}"),
        quote: Span::new(from, mention.span.end + after.place(what).unwrap_or(0) + what.len()),
        bond: Bond::default(),
        rule: "target/allowance",
    })
}

/// 干部脱产培训 of 干部脱产培训累计不少于3个月: what takes no less than so long.
fn spent_on(mention: &Mention, text: &str, start: usize, noun: &str) -> Option<Found> {
    const DONE: &[&str] =
        &["培训", "学习", "锻炼", "实践", "轮训", "实习", "挂职", "坐诊", "巡查", "演练", "监测", "开放"];
    let least = ["不少于", "不低于", "不得少于", "至少"].iter().any(|w| mention.span.of(text).opens(w));
    let noun = ["累计", "共", "时间累计"].iter().fold(noun, |n, w| n.without_end(w));
    let plain = (4..=24).contains(&noun.chars().count()) && noun.chars().all(char::is_alphabetic);
    let at = text.get(start..mention.span.start)?.last_place(noun)?;
    (least && plain && DONE.iter().any(|w| noun.closes(w))).then(|| Found {
        indicator: noun.to_owned(),
        quote: Span::new(start + at, mention.span.end),
        bond: Bond::default(),
        rule: "target/allowance",
    })
}

/// 缓缴学费期限 of 可申请缓缴学费，期限原则上不超过3年: what the part before grants.
fn whose_term(text: &str, start: usize, noun: &str) -> Option<String> {
    const GRANTS: &[&str] = &["可申请", "可以申请", "可享受", "给予", "实行", "提供", "申请", "办理"];
    let front = text.get(..start).filter(|_| noun == "期限")?.strip_suffix('，')?;
    let last = front.rsplit(['，', '。', '；', '：', '\n']).next()?;
    // 农户贷款额度一般在6万元以内，期限不超过3年
    let limited = ["额度", "金额"].iter().find_map(|w| last.halves(w)).map(|x| x.0).filter(|w| w.closes("贷款"));
    let what = GRANTS.iter().find_map(|w| last.halves(w)).map(|x| x.1).or(limited)?;
    let plain = (2..=10).contains(&what.chars().count()) && what.chars().all(char::is_alphabetic);
    plain.then(|| format!("{what}{noun}"))
}

/// What an office has several cases of.
const CASES: &[&str] = &["项目", "事项", "业务", "登记", "企业", "用户", "案件", "许可", "变更", "注销"];

/// 用户全过程办电时长，无外线工程的不超过5个工作日，有外线工程的不超过15个工作日: the case of what the sentence opens with.
fn of_case_below((text, mention): (&str, &Mention), start: usize, before: &str, bond: &Bond) -> Option<Found> {
    const TERMS: &[&str] = &["时长", "时限", "时间", "期限", "周期"];
    let from = text.floor_char_boundary(start.saturating_sub(REACH));
    let front = text.get(from..start).filter(|_| mention.comparator == Comparator::Le)?;
    let sentence = front.rsplit(['。', '；', '\n']).next()?;
    let (head, rest) = sentence.split_once('，')?;
    let told = TERMS.iter().any(|w| head.closes(w)) && (4..=30).contains(&head.chars().count());
    let unit = mention.unit.as_deref()?;
    // Whatever stands between are cases of it too.
    let cases = rest.split(['，', '、']).filter(|p| !p.is_empty()).all(|p| p.has(unit));
    let named = before.chars().all(char::is_alphabetic) && (2..=16).contains(&before.chars().count());
    let plain = !head.bytes().any(|b| b.is_ascii_digit()) && named;
    // 双电源用户 takes the place of 高压用户.
    let other = CASES.iter().find(|w| before.closes(w)).and_then(|w| head.halves(w));
    let indicator = match other {
        _ if before.ends_with('的') => head.to_owned(),
        Some((_, what)) => format!("{before}{what}"),
        None => format!("{before}{head}"),
    };
    let quote = Span::new(start, mention.span.end);
    (told && cases && plain).then(|| Found { indicator, quote, bond: bond.clone(), rule: "target/length" })
}
