//! Standing limits 标准类指标: numbers that say what always holds, and no result to be reached.
//!
//! In: a target with the words around it (`容积率不低于2.0`, `每个乡镇配备2名辅导员`, `原则上不超过3个`). Out: whether it is a `norm`
//! (annotation, "targets"): bounded or told to be so for each, without a day and a rhythm.

use super::target::Targets;
use super::target_phrase::Found;
use super::target_size::is_zone;
use super::target_time::under_aims;
use super::{Comparator, Context};
use crate::mention::{Mention, MentionKind};
use crate::text::Seek;

impl Targets {
    /// Whether a number is a standing limit and no result to be reached, by its own words and those of its sentence `until`
    /// it; `timeless`: no time is set, `bare`: nothing but its length or number binds it.
    pub(super) fn is_norm(
        &self,
        context: &Context<'_>,
        found: &Found,
        mention: &Mention,
        until: &str,
        (timeless, bare): (bool, bool),
    ) -> bool {
        let own = context.text().get(found.quote.start..mention.span.end).unwrap_or_default();
        let bound = until.rsplit(['；', '：']).next().unwrap_or_default();
        let says = |words: &[&str]| words.iter().any(|w| own.has(w));
        // 办理时限由20个工作日压缩至5个工作日: what is to become less is a goal.
        let turns = |r: &str| self.decrease.is_in(r) || self.increase.is_in(r);
        let moved = found.bond.reach.iter().any(|r| r.ends_with(['至', '到']) && turns(r));
        // 失业率控制在4%以内: a result, though a limit by its words
        let watched = self.watched.ending(&found.indicator).is_some();
        // 药占比控制在30%以内: what comes out is a result; what is laid down of a plan, a house, a charge is none.
        let rated = mention.kind == MentionKind::Percentage || self.result.ending(&found.indicator).is_some();
        let comes_out = rated && self.laid_down.ending(&found.indicator).is_none();
        let kept = says(&["控制在"]) && (watched || comes_out);
        // 力争综合利用率不低于95%, 实现应用场景不少于200个
        let part = bound.rsplit('，').next().unwrap_or_default().trim_start();
        let aimed = under_aims(context) || ["力争", "争取"].iter().any(|w| bound.has(w)) || part.opens("实现");
        // 应急物资储备率, 应免畜禽免疫密度: 应 of a noun rules nothing.
        const NOUNS: &[&str] = &["应急", "应用", "供应", "应免", "应检", "响应", "适应", "对应", "应届", "效应"];
        let must = || NOUNS.iter().fold(own.to_owned(), |rest, noun| rest.replace(noun, "")).has("应");
        let ruled = says(&["须", "不得"]) || says(&["应"]) && must();
        // “最多跑一次”比例达99%: what is quoted bounds nothing, nor does the slogan without its quotes.
        let unquoted = own.rsplit('”').next().unwrap_or(own).rsplit("最多跑一次").next().unwrap_or(own);
        let limited = self.limit.is_match(unquoted)
            && !kept
            && !(watched && (says(&["不少于"]) || says(&["不高于", "低于"]) && !ruled))
            // 不低于35%的行政村得到治理: of how many it comes true
            && (found.rule != "target/part" || says(&["应", "须", "不得", "可以", "原则上"]))
            && !(aimed
                && says(&["控制在", "不低于", "不少于", "不超过"])
                && !ruled)
            // 某区2023年工作要点: what a rate is to come to in the year
            && !(of_plan(context)
                && found.indicator.ends_with(['率', '例', '比'])
                && says(&["不低于", "不少于"])
                && !ruled
                && !says(&["原则上"]))
            || bound.has("可以")
            || bare
            || found.rule == "target/share";
        let makes = makes(found, mention) && !says(&["应", "必须", "不得", "可以"]);
        // 可降低至90%: what may be
        says(&["可降", "可提高", "可缩短", "可延长", "可放宽", "可上浮", "可下浮", "可申请", "可购买", "可租用", "可认购"])
            || is_zone(mention, found)
            || found.rule == "target/allowance"
            || (found.rule == "target/fitted" || for_so_many(found, mention)) && timeless
            // 按照《…建设标准》，占比不低于60%: a standard rules it; 原则上, 每个不超过: so does the word
            || mention.comparator != Comparator::Eq
                && (timeless && by_standard(until)
                    || says(&["原则上"]) && !aims(own)
                    || mention.comparator == Comparator::Le && says(&["每个", "每处", "单个"]))
            // 可容纳观众150人以上: how many a place must hold
            || timeless && mention.comparator == Comparator::Ge && holds(&found.indicator)
            // 每个乡镇配备2名辅导员: how many there must always be for each
            || timeless && staffs(found, mention) && EACH.iter().any(|w| found.indicator.opens(w))
            || timeless && limited && !makes && (!moved || bound.has("可以"))
    }
}

/// Each of those for whom somebody must be there.
const EACH: &[&str] = &["每个", "每班", "每村", "每校", "每所", "每镇", "每乡", "每县", "每站"];

/// 设置不少于4名专职管理人员: how many there must always be.
pub(super) fn staffs(found: &Found, mention: &Mention) -> bool {
    ["名", "人"].contains(&mention.unit.as_deref().unwrap_or_default()) && is_kept(found)
}

/// 可同时容纳观众: what a room holds.
fn holds(indicator: &str) -> bool {
    ["可容纳", "容纳", "可同时容纳", "能容纳"].iter().any(|w| indicator.opens(w))
}

/// 至少建成1个机构: what is made is a goal, unless the words say that it must be.
fn makes(found: &Found, mention: &Mention) -> bool {
    // 人行道整治面积不低于300万平方米: how much is done
    // 削减比例不低于10%: so much less
    if ["削减", "压减", "消减", "缩减"].iter().any(|w| found.indicator.opens(w)) {
        return true;
    }
    const DEEDS: &[&str] =
        &["整治", "改造", "治理", "修复", "建设", "种植", "造林", "培训", "铺设", "更新", "绿化", "完成"];
    const AMOUNTS: &[&str] = &["面积", "长度", "里程", "总量", "人数", "人次", "数量"];
    let front = AMOUNTS.iter().find_map(|w| found.indicator.strip_suffix(w));
    if front.is_some_and(|front| DEEDS.iter().any(|w| front.closes(w))) {
        return true;
    }
    // 落实面积比例不低于50%的要求: what is carried out was set before.
    !staffs(found, mention) && found.bond.verbs.iter().any(|v| v != "落实")
}

/// 设置, 配备: what is there for good.
fn is_kept(found: &Found) -> bool {
    const STAFFS: &[&str] = &["设置", "配备", "配置", "设立", "设"];
    found.bond.verbs.last().is_some_and(|v| STAFFS.contains(&v.as_str()))
}

/// 每3至10万居民设置1个中心: how many there must be for so many.
fn for_so_many(found: &Found, mention: &Mention) -> bool {
    let rest = found.indicator.strip_prefix('每');
    // 每2000辆电动汽车至少配套建设1座充电站
    let least = mention.comparator == Comparator::Ge;
    let built = || {
        found
            .bond
            .verbs
            .last()
            .is_some_and(|v| ["建设", "配套建设", "规划建设", "配建", "建有", "配套"].contains(&v.as_str()))
    };
    (is_kept(found) || least && built()) && rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a text plans the work of its years: 2023年工作要点, 三年行动计划.
pub(super) fn of_plan(context: &Context<'_>) -> bool {
    let meta = context.metadata;
    const PLANS: &[&str] =
        &["工作要点", "行动计划", "工作计划", "政府工作报告", "社会发展计划", "民生实事", "办实事", "重点工作"];
    let plans = |title: &String| PLANS.iter().any(|w| title.has(w));
    meta.title.iter().chain(&meta.enclosed_titles).any(plans)
}

/// 原则上实现6人以下: to be reached, mostly.
pub(super) fn aims(own: &str) -> bool {
    ["原则上实现", "原则上达到", "原则上完成", "原则上降"].iter().any(|w| own.has(w))
}

/// 按照《幼儿园建设标准》，…: a standard that the words before a number appeal to.
fn by_standard(until: &str) -> bool {
    const STANDARDS: &[&str] = &["标准》", "规范》", "规程》", "准则》", "导则》"];
    let cites = ["按照", "依照", "依据", "根据", "执行", "符合"].iter().any(|w| until.has(w));
    cites && STANDARDS.iter().any(|w| until.has(w))
}

/// 每年实施不超过3个项目: a ceiling a year, no aim.
pub(super) fn is_ceiling(mention: &Mention, text: &str) -> bool {
    mention.comparator == Comparator::Le
        && mention.kind == MentionKind::Quantity
        && ["不超过", "最多不超过", "最多"].iter().any(|w| mention.span.of(text).opens(w))
}
