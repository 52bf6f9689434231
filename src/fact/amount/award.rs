//! Unit of award 奖补单位: per what a sum is given.
//!
//! In: `每家企业每个项目奖补3万元`, `15元/平方米·月`, `每新增1名奖励5000元`, `单家企业每年最高3万元`, `全年合计不超过5万元`.
//! Out: `每家企业每个项目`, `平方米·月`, `每新增1名`, `单家企业每年`, `全年`.

use super::{AmountRole, Group, Scene};
use crate::fact::around::{opening, tail};
use crate::mention::MentionKind;
use crate::text::Seek;

impl Scene<'_> {
    /// Per what a sum is given: 每家企业每个项目, 单个项目, 每月, 平方米 of 元/平方米.
    pub(super) fn per(&self, group: &Group<'_>, role: AmountRole) -> Option<String> {
        let post = self.post(group);
        if post.starts_with('/') {
            return self.slashed(post);
        }
        if let Some(was) = self.raised_from(group) {
            return self.award(self.around.between(group.sentence.start.min(was), was));
        }
        let before = self.around.between(group.sentence.start, group.span.start);
        let yearly = ["一个纳税年度", "一个自然年度", "一个会计年度", "一个年度"];
        if let Some(year) = yearly.iter().find(|w| before.has(w)) {
            return Some((*year).to_owned());
        }
        let clear = self.around.between(self.clear_before(group), group.span.start);
        if role == AmountRole::Threshold {
            let clear = clear.trim_start_matches(['对', '且']);
            return opening(clear, &["单个", "单家"])
                .and_then(|_| self.award(clear))
                .or_else(|| opening(clear, &["全年"]).map(str::to_owned));
        }
        // 一个企业最高奖励50万元
        let one = group.at.checked_sub(1).and_then(|i| self.values.get(i)).filter(|m| m.rule == "quantity/one");
        if let Some(m) = one.filter(|m| m.span.end == self.clear_before(group))
            && let Some(body) = opening(clear, &["企业", "项目", "单位", "机构", "家庭"])
            && opening(clear.get(body.len()..).unwrap_or_default(), &["最高", "最多", "一年", "每年", "奖励", "补助"])
                .is_some()
        {
            return Some(format!("{}{body}", m.core.of(self.text)));
        }
        if let Some(run) = self.each_counted(group) {
            return Some(run);
        }
        // 年补助金额不超过20万元, 全年合计不超过5万元
        let yearly = clear
            .strip_prefix('年')
            .is_some_and(|r| opening(r, &["补", "奖", "资", "最高", "总", "累计", "贴"]).is_some());
        if yearly {
            return Some("年".to_owned());
        }
        if let Some(word) = same_one(clear.trim_start_matches(['对', '且', '但', '（'])) {
            return Some(word.to_owned());
        }
        // 秸秆还田亩补助25元, 单体补助不超过100万元: the unit right before the grant
        const UNITS: &[&str] = &["亩均", "户均", "人均", "亩", "单体", "单机", "单船"];
        let granted = ["补助标准", "补贴标准", "奖补标准", "补助", "补贴", "奖补", "奖励"].iter();
        // 补贴机具单机补贴限额: the grant behind the unit, not the one that names the machines
        let granted = granted.flat_map(|w| clear.match_indices(w)).filter_map(|(at, _)| clear.get(..at));
        let bare = |front: &&str| !["每亩", "每户", "每人"].iter().any(|w| front.closes(w));
        if let Some(unit) = granted.filter(bare).find_map(|front| UNITS.iter().find(|w| front.closes(w))) {
            return Some((*unit).to_owned());
        }
        self.award(clear)
    }

    /// Where the sum stands that no longer holds: 1.2万元 of 由每人每年1.2万元提高到1.5万元.
    fn raised_from(&self, group: &Group<'_>) -> Option<usize> {
        const RAISED: &[&str] =
            &["提高到", "提高至", "调整为", "增加到", "上调至", "提升至", "提升到", "调整到", "提高为"];
        let was = group.at.checked_sub(1).and_then(|at| self.values.get(at))?;
        let raised = RAISED.contains(&self.around.between(was.span.end, group.span.start));
        (was.kind == MentionKind::Money && raised).then_some(was.span.start)
    }

    /// 每满一万人奖励一万元, 每新增1家给予5万元: the count for which a sum is given.
    fn each_counted(&self, group: &Group<'_>) -> Option<String> {
        let count = group.at.checked_sub(1).and_then(|i| self.values.get(i))?;
        let gap = self.around.between(count.span.end, group.span.start);
        // 每增加1亿元，另给予10万元奖励
        let next =
            ["，给予", "，另给予", "，再给予", "，奖励", "，补助", "，另奖励", "，再奖励"].iter().any(|w| gap.opens(w));
        let (near, gap) = (count.span.start >= group.phrase.start, if next { &gap['，'.len_utf8()..] } else { gap });
        let near = matches!(count.kind, MentionKind::Quantity | MentionKind::Duration | MentionKind::Money)
            && (near || next && count.span.start >= group.sentence.start);
        let start = group.sentence.start.min(count.core.start);
        let front = tail(self.around.between(start, count.core.start), 8);
        let from = count.core.start - front.len();
        let (i, word) = EACH.iter().find_map(|w| front.closes(w).then(|| (front.len() - w.len(), *w)))?;
        let measured = count.kind != MentionKind::Money || word.len() > '每'.len_utf8();
        let short = measured && gap.chars().count() <= 8 && !gap.contains(['、', '，', '的']);
        (near && short && !word.is_empty()).then(|| self.around.between(from + i, count.core.end).to_owned())
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
        let marks =
            ["每", "单个", "单家", "单户", "单项", "单一", "单笔", "单台", "单次", "单桩", "单站", "单店", "单套"];
        if !words.contains(['每', '单']) {
            return None;
        }
        let start = marks.iter().filter_map(|m| words.last_place(m)).max()?;
        let mut start = start;
        // 每家企业每个项目: runs that touch are one.
        while let Some(front) = words.get(..start) {
            let earlier = marks.iter().filter_map(|m| front.last_place(m)).max();
            match earlier {
                Some(e)
                    if e < start
                        && start - e <= 18
                        && !self.words.award_ends.iter().any(|w| words.get(e..start).is_some_and(|t| t.has(w))) =>
                {
                    start = e
                }
                _ => break,
            }
        }
        let run = words.get(start..)?;
        // 每个标准展位资助1.5万元
        let stand =
            |at: usize| run.get(at..).is_some_and(|r| ["标准展位", "标准厂房", "标准间"].iter().any(|w| r.opens(w)));
        let ends = self.words.award_ends.iter().filter_map(|w| run.place(w)).filter(|i| *i > 0 && !stand(*i));
        let end = ends.min().unwrap_or(run.len());
        // 每亩奖100元: 奖 of the grant
        let run = run.get(..end)?.trim();
        let run = run.strip_suffix(['奖', '补']).filter(|r| r.chars().count() >= 2).unwrap_or(run);
        // 每家参展企业展位费: the body ends the run
        let bodies = ["企业", "单位", "机构", "项目", "人员", "主体", "农户", "合作社"];
        let body = bodies.iter().filter_map(|w| Some(run.last_place(w)? + w.len())).max();
        let run = match body {
            // 单家企业每年最高: the year belongs to it
            Some(end) => {
                let each = run.get(end..).and_then(|r| opening(r, &["每年度", "每年", "每月", "每人", "每次"]));
                run.get(..end + each.map_or(0, str::len)).unwrap_or(run)
            }
            None => run,
        };
        // 每年从公益金中安排: when, and no more
        let run = match opening(run, &["每年度", "每年", "每月", "每季度"]) {
            Some(when) if run[when.len()..].starts_with(['从', '按', '将', '由', '对', '应', '在', '通']) => {
                when
            }
            _ => run,
        };
        // 每人每年新增30元: what the sum does, no unit
        let run = MEASURED.iter().fold(run, |r, w| r.without_end(w));
        // 每个职业（工种）
        let bracket = words.get(start + run.len()..).filter(|r| r.starts_with('（'));
        let bracket = bracket.and_then(|r| r.place('）').map(|i| i + '）'.len_utf8())).filter(|len| *len <= 30);
        let run = words.get(start..start + run.len() + bracket.unwrap_or(0)).unwrap_or(run);
        let count = run.chars().count();
        (2..=14).contains(&count).then(|| run.to_owned())
    }
}

/// What stands between 每 and the count for which a sum is given.
const EACH: &[&str] = &[
    "每满",
    "每增加",
    "每新增",
    "每实现",
    "每完成",
    "每达到",
    "每超过",
    "每多",
    "每引进",
    "每培训",
    "每增",
    "每出口",
    "每吸纳",
    "每带动",
    "每安置",
    "每培养",
    "每招收",
    "每种植",
    "每收购",
    "每销售",
    "每建成",
    "每创建",
    "每招录",
    "每",
];

/// 同一企业, 一个项目, 全年 at the head of a phrase: for whom or for how long a sum is the most.
fn same_one(words: &str) -> Option<&str> {
    const NAMED: &[&str] =
        &["同一企业", "同一单位", "同一项目", "同一主体", "同一人", "一个企业", "一个项目", "一个单位", "一家企业"];
    // 全年区财政安排6.79亿元: when a body sets it aside
    const MOST: &[char] = &['补', '奖', '最', '不', '总', '累', '合', '共', '资', '支', '享'];
    let year = words.strip_prefix("全年").filter(|rest| rest.is_empty() || rest.starts_with(MOST));
    year.map(|_| &words[.."全年".len()]).or_else(|| opening(words, NAMED))
}

/// What is measured of each, behind who it is: 单个服务点 of 单个服务点年销售额.
const MEASURED: &[&str] = &[
    "平均",
    "生活",
    "劳务",
    "新增",
    "增加",
    "提高",
    "预算总",
    "预算",
    "交纳",
    "缴纳",
    "收取",
    "征收",
    "年销售额",
    "年营业额",
    "年营业收入",
    "年产值",
    "销售额",
    "营业额",
    "营业收入",
    "投资额",
    "产值",
];
