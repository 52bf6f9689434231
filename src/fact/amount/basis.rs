//! Basis and unit of award 计量基础、奖补单位: what a rate or threshold is measured on, per what a sum is given.
//!
//! In: `不超过研发投入30%`, `对其租金给予50%的补助`, `上年度工业总产值超过50亿元`, `每家企业每个项目给予0.8万元`.
//! Out: `研发投入`, `租金`, `上年度工业总产值`; `每家企业每个项目`.

use super::{AmountRole, Group, Scene};
use crate::fact::around::{ending, head, opening};
use crate::mention::MentionKind;
use crate::text::Span;

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
                let aged = super::aged(first);
                if aged {
                    return None;
                }
                let noun = self.threshold_noun(group);
                if noun.is_none() || noun.as_ref().is_some_and(|n| self.words.empty.contains(n)) {
                    let kept = known.iter().rev().find(|(s, _)| group.sentence.contains(*s) || noun.is_some());
                    return kept.and_then(|(_, b)| b.clone()).or_else(|| self.noun_behind(group));
                }
                noun
            }
            _ if first.rule == "percentage/half" => self.halved(group),
            _ if first.kind == MentionKind::Percentage => self.rate_noun(group),
            _ => None,
        }
    }

    /// 上年度工业总产值超过50亿元 → 上年度工业总产值.
    fn threshold_noun(&self, group: &Group<'_>) -> Option<String> {
        let sums = |m: &crate::mention::Mention| {
            matches!(m.kind, MentionKind::Money | MentionKind::Percentage | MentionKind::Quantity)
        };
        let last = self.values.get(..group.at)?.iter().rev().find(|m| sums(m)).map_or(0, |m| m.span.end);
        let words = self.around.between(last.max(group.phrase.start), group.span.start);
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
        for mark in ["其中", "且", "或", "后", "以及", "重点支持", "支持", "收取", "对"] {
            if let Some((_, rest)) = words.rsplit_once(mark)
                && rest.chars().count() >= 3
            {
                words = rest;
            }
        }
        let words = self.trim_head(words);
        // 团组6家单位以上: the noun between unit and marker
        let first = group.members.first()?;
        let noun = self.around.between(first.core.end, first.span.end);
        let noun = noun.split(['以', '及', '（']).next().unwrap_or_default();
        (!words.is_empty() && words.chars().count() <= 30).then(|| format!("{words}{noun}"))
    }

    /// 一位及以上被赡养人的 → 被赡养人.
    fn noun_behind(&self, group: &Group<'_>) -> Option<String> {
        let post = self.post(group);
        let noun = post.split(['的', '，', '、']).next().unwrap_or_default();
        let named = !noun.contains(|c: char| c.is_ascii_digit());
        (named && (2..=8).contains(&noun.chars().count())).then(|| noun.to_owned())
    }

    /// 不超过研发投入30% → 研发投入; 对其租金给予50%的补助 → 租金.
    fn rate_noun(&self, group: &Group<'_>) -> Option<String> {
        let from = self.clear_before(group);
        let words = self.around.between(from, group.span.start).trim_start_matches('、').trim_end_matches('的');
        let words =
            words.rsplit_once('为').map_or(words, |(_, noun)| if noun.chars().count() > 2 { noun } else { words });
        let opened = self
            .words
            .openers
            .iter()
            .filter_map(|w| Some((words.rfind(w.as_str())?, w.len())))
            // 应补贴额, 奖励资金: part of the noun
            .filter(|(i, n)| {
                words.get(i + n..).is_some_and(|r| !["额", "金额", "资金", "标准", "总额", "金"].contains(&r))
            })
            .max_by_key(|(i, n)| i + n);
        if let Some((i, n)) = opened {
            let noun = self.trim_head(self.trim_tail(words.get(i + n..).unwrap_or_default()));
            if !noun.is_empty() {
                return Some(noun.trim_end_matches('的').to_owned());
            }
            let front = words.get(..i).unwrap_or_default();
            return self.object(front).or_else(|| self.paid_noun(group));
        }
        if words.is_empty() || from == group.phrase.start && ending(words, &self.words.sums).is_none() {
            return self.paid_noun(group);
        }
        let noun = self.trim_head(self.trim_tail(words));
        (!noun.is_empty() && ending(noun, &self.words.sums).is_some()).then(|| noun.to_owned())
    }

    /// 对公共保税仓库新增的有关设备购置费给予… → the object of 对, where it is a sum.
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
        let noun = words.rfind('对').map_or(words, |i| words.get(i + '对'.len_utf8()..).unwrap_or_default());
        let noun = self.trim_head(noun);
        (!noun.is_empty() && ending(noun, &self.words.sums).is_some() && noun.chars().count() <= 30)
            .then(|| noun.to_owned())
    }

    /// 本条所涉奖励资金…按40%、30%、30%比例拨付 → 奖励资金.
    fn paid_noun(&self, group: &Group<'_>) -> Option<String> {
        let paid = self.post(group).contains("拨付") || self.pre(group).contains("拨付");
        if !paid {
            return None;
        }
        let pre = self.pre(group);
        let end = pre.rfind("资金").map(|i| i + "资金".len())?;
        let noun = ["奖励", "补助", "补贴", "扶持", "奖补", "专项", "支持", "资助"].iter().find_map(|w| {
            let start = pre.get(..end)?.rfind(w)?;
            (end - start <= 18).then(|| pre.get(start..end)).flatten()
        });
        Some(noun.unwrap_or("资金").to_owned())
    }

    /// 减半收取停车费 → 停车费.
    fn halved(&self, group: &Group<'_>) -> Option<String> {
        let post = self.post(group);
        let word = opening(post, &["收取", "征收", "缴纳", "计收", "收费", "计征", "缓缴", "免收", "减收", "交纳"]);
        let noun = post.get(word.map_or(0, str::len)..)?.split(['，', '、', '的', '）']).next()?;
        let noun = head(noun, 16);
        if noun.is_empty() { None } else { Some(noun.to_owned()) }
    }

    /// Per what a sum is given: 每家企业每个项目, 单个项目, 每月, 平方米 of 元/平方米.
    pub(super) fn per(&self, group: &Group<'_>, role: AmountRole) -> Option<String> {
        let post = self.post(group);
        if post.starts_with('/') {
            return self.slashed(post);
        }
        let before = self.around.between(group.sentence.start, group.span.start);
        let yearly = ["一个纳税年度", "一个自然年度", "一个会计年度", "一个年度"];
        if let Some(year) = yearly.iter().find(|w| before.contains(*w)) {
            return Some((*year).to_owned());
        }
        if role == AmountRole::Threshold {
            return None;
        }
        self.award(self.around.between(self.clear_before(group), group.span.start))
    }

    /// 元/平方米·月, 元/人/夜: the units behind the slash.
    pub(super) fn slashed(&self, post: &str) -> Option<String> {
        let rest = post.strip_prefix('/')?;
        let mut at = 0;
        while let Some(unit) = rest.get(at..).and_then(|r| opening(r, &self.words.slash_units)) {
            at += unit.len();
            let mark =
                rest.get(at..).and_then(|r| r.chars().next()).filter(|c| matches!(c, '·' | '•' | '/' | '.' | '・'));
            match mark {
                Some(mark)
                    if rest.get(at + mark.len_utf8()..).and_then(|r| opening(r, &self.words.slash_units)).is_some() =>
                {
                    at += mark.len_utf8()
                }
                _ => break,
            }
        }
        rest.get(..at).filter(|u| !u.is_empty()).map(str::to_owned)
    }

    /// The last 每… or 单个… of a phrase, up to the verb: 每家企业每个项目.
    fn award(&self, words: &str) -> Option<String> {
        let marks = ["每", "单个", "单家", "单户", "单项", "单一", "单笔", "单台", "单次"];
        let start = marks.iter().filter_map(|m| words.rfind(m)).max()?;
        let mut start = start;
        // 每家企业每个项目: runs that touch are one.
        while let Some(front) = words.get(..start) {
            let earlier = marks.iter().filter_map(|m| front.rfind(m)).max();
            match earlier {
                Some(e)
                    if e < start
                        && start - e <= 18
                        && !self
                            .words
                            .award_ends
                            .iter()
                            .any(|w| words.get(e..start).is_some_and(|t| t.contains(w.as_str()))) =>
                {
                    start = e
                }
                _ => break,
            }
        }
        let run = words.get(start..)?;
        let end = self
            .words
            .award_ends
            .iter()
            .filter_map(|w| run.find(w.as_str()))
            .filter(|i| *i > 0)
            .min()
            .unwrap_or(run.len());
        let run = run.get(..end)?.trim();
        // 每家参展企业展位费: the body ends the run
        let body = ["企业", "单位", "机构", "项目", "人员"].iter().filter_map(|w| Some(run.rfind(w)? + w.len())).max();
        let run = body.and_then(|end| run.get(..end)).unwrap_or(run);
        let count = run.chars().count();
        (2..=14).contains(&count).then(|| run.to_owned())
    }

    fn trim_tail<'t>(&self, mut words: &'t str) -> &'t str {
        while let Some(word) = ending(words, &self.words.tails) {
            words = words.strip_suffix(word).unwrap_or(words).trim_end();
        }
        words
    }

    fn trim_head<'t>(&self, mut words: &'t str) -> &'t str {
        let fits = |words: &str, w: &str| {
            words.starts_with(w) && words.len() > w.len() + 3 && !(w == "当" && words.starts_with("当年"))
        };
        while let Some(word) = self.words.heads.iter().find(|w| fits(words, w)) {
            words = words.strip_prefix(word.as_str()).unwrap_or(words).trim_start();
        }
        words
    }
}
