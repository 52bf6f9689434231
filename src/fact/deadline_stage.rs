//! Stages 阶段: dates that say when a part of a plan is, dates in a list, and dates by what they are about.
//!
//! In: `自查阶段（5月—8月）`, `第一季度：做好立项工作`, `4月份，由市科委牵头检查`, `3月25日、6月25日前`, `每学期放假前（1月20日、7月5日）`. Out: the time
//! of a stage, whether a date of a list is one to meet, and what a date with its words is about: the beginning or the
//! end of one time (`从5月开始至10月结束`), a mark to reach by then (`力争2025年达到4万家`), a plan or another text that it names.

use super::around::{ending, goals_follow, head, opening, tail};
use super::deadline::{Found, Scene, found};
use super::{Comparator, DeadlineKind, LOOKED};
use crate::mention::{Grain, Mention, MentionKind};
use crate::text::Seek;
use jiff::civil::Date;

/// What stands between the beginning and the end of a time.
const BEGUN: &[&str] = &[
    "开始至",
    "开始，至",
    "开始到",
    "开始，到",
    "启动至",
    "启动，至",
    "（含）起至",
    "（含）至",
    "（含当日）起至",
    "（含当日）至",
];

impl Scene<'_> {
    /// 自查阶段（5月—8月） as a heading: the bracket says when the stage is.
    pub(super) fn stage(&self, m: &Mention, first: Option<Date>, last: Option<Date>) -> Option<Found> {
        let text = self.text();
        let (front, rest) = (text.get(..m.span.start)?, text.get(m.span.end..)?);
        let bracketed = front.ends_with('（') && rest == "）";
        // 第二阶段：集中整治阶段（5月1日至10月31日）。 in the text
        let phase = front.ends_with("阶段（") && rest.starts_with('）');
        let lasts = matches!(m.grain, Some(Grain::Period | Grain::Month | Grain::Quarter | Grain::Half));
        let open = matches!(m.comparator, Comparator::Eq | Comparator::Range)
            && !m.span.of(text).ends_with(['前', '底', '末', '起']);
        // 第三季度：全面施工。 at the head of a line; 12月份，各区组织总结。
        let course = match m.grain {
            Some(Grain::Quarter | Grain::Half) => rest.starts_with('：') && (front.is_empty() || front.ends_with('\n')),
            Some(Grain::Month) => self.months_open(m) && self.tasks(rest),
            _ => false,
        };
        if !(lasts && open && (self.context.heading && bracketed || phase || course)) {
            return None;
        }
        let written = self.context.metadata.written_on;
        if written.zip(last).is_some_and(|(written, last)| last < written) {
            return None;
        }
        Some(found(DeadlineKind::During, first, last?, m, "", "deadline/stage"))
    }

    /// 5月份、10月份，: whether months alone open a sentence.
    fn months_open(&self, m: &Mention) -> bool {
        let sentence = self.around.sentence(m.core.start);
        let phrase = self.around.phrase(m.core.start);
        let words = self.around.between(sentence.start, phrase.end);
        phrase.start == sentence.start
            && words.chars().all(|c| c.is_ascii_digit() || matches!(c, '年' | '月' | '份' | '、' | '和'))
            && self.around.between(phrase.end, sentence.end).starts_with('，')
    }

    /// 指标 | 2022年 | 2035年: the head of a column that says when its numbers are to be met.
    pub(super) fn headed(&self, m: &Mention) -> bool {
        let text = self.text();
        let line = text.split('\n').next().unwrap_or_default();
        if !self.context.clause().table || m.grain != Some(Grain::Year) || m.span.end > line.len() {
            return false;
        }
        let cell = |m: &Mention| {
            let open = text[..m.span.start].is_empty() || text[..m.span.start].ends_with("| ");
            let close = text[m.span.end..].trim_start_matches("目标").trim_start_matches('值');
            open && (close.starts_with(" |") || close.starts_with('\n'))
        };
        let mut heads = self.values.iter().take(LOOKED).take_while(|v| v.span.end <= line.len());
        cell(m) && heads.any(|v| v.kind == MentionKind::Date && v.grain == m.grain && v.last < m.last && cell(v))
    }

    /// ，各区对推广工作进行总结分析: what is done in a month, told behind it.
    fn tasks(&self, rest: &str) -> bool {
        const DOES: &[&str] =
            &["组织", "开展", "进行", "召开", "检查", "总结", "评估", "验收", "部署", "启动", "举办", "编制"];
        let sentence = rest.split(['。', '；', '\n']).next().unwrap_or_default();
        DOES.iter().any(|w| sentence.has(w)) && !["已", "了", "印发", "出台", "通过"].iter().any(|w| sentence.has(w))
    }

    /// 每学期放假前（1月20日、7月5日）: days in the bracket behind 前.
    pub(super) fn bracketed_before(&self, m: &Mention) -> bool {
        let days = m.grain == Some(Grain::Day) && m.comparator == Comparator::Eq;
        let front = tail(self.around.between(self.around.sentence(m.span.start).start, m.span.start), 60);
        let Some((before, inside)) = front.rsplit_once('（') else { return false };
        days && before.ends_with('前')
            && inside.chars().all(|c| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '、' | '和'))
            && self.around.between(m.span.end, self.text().len()).starts_with(['、', '）', '和'])
    }

    /// 3月25日、6月25日、9月25日前: days of which the last one closes with 前.
    pub(super) fn before_all(&self, at: usize, m: &Mention) -> bool {
        if m.grain != Some(Grain::Day) || m.comparator != Comparator::Eq {
            return false;
        }
        for pair in self.values.get(at..).unwrap_or_default().windows(2) {
            let gap = self.around.between(pair[0].span.end, pair[1].span.start);
            let next = pair[1].kind == MentionKind::Date && pair[1].grain == Some(Grain::Day);
            if !next || !["、", "和", "及"].contains(&gap) {
                return false;
            }
            if matches!(pair[1].comparator, Comparator::Le | Comparator::Lt) {
                return true;
            }
        }
        false
    }

    /// 到2027年和2030年: the second of two years to meet.
    pub(super) fn paired(&self, at: usize, m: &Mention) -> bool {
        let Some(one) = at.checked_sub(1).map(|i| &self.values[i]).filter(|v| v.kind == MentionKind::Date) else {
            return false;
        };
        ["和", "、"].contains(&self.around.between(one.span.end, m.span.start))
            && one.grain == m.grain
            && ending(self.before(one), &["到", "至"]).is_some()
            && one.last < m.last
    }

    /// Whether a day from which on something holds is that of another text (2008年5月1日起施行的《…》同时废止) or of a length
    /// (7月1日起的12个月内).
    pub(super) fn is_of_other(&self, m: &Mention, after: &str) -> bool {
        let counts = after.strip_prefix('的').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        m.comparator == Comparator::Ge && (counts || opening(after, self.list("of_text")).is_some())
    }

    /// The last day of 从2022年5月开始至2022年10月结束.
    pub(super) fn begun_until(&self, m: &Mention) -> Option<Date> {
        let at = self.values.partition_point(|v| v.span.start <= m.span.start);
        let next = self.values.get(at).filter(|v| v.kind == MentionKind::Date)?;
        BEGUN.contains(&self.around.between(m.core.end, next.span.start)).then_some(next.last).flatten()
    }

    /// Whether a date is the end of such a time.
    pub(super) fn ends_begun(&self, m: &Mention) -> bool {
        let front = self.text().get(..m.span.start).unwrap_or_default();
        BEGUN.iter().any(|w| front.closes(w))
    }
}

/// 今年的主要预期目标是：…: the year in which goals are to be reached.
pub(super) fn of_goals(text: &str, m: &Mention) -> bool {
    goals_follow(text.get(m.span.end..).unwrap_or_default())
}

/// 制定2025—2027年光伏开发行动计划: the name of a plan; one that is told by 的 (制定2025—2027年新增车辆的计划) is to be made for those
/// years.
pub(super) fn names_plan(before: &str, m: &Mention, after: &str) -> bool {
    let part = after.split(['，', '。', '；', '、', '（']).next().unwrap_or_default();
    m.grain == Some(Grain::Period)
        && ["计划", "规划", "方案"].iter().any(|w| part.closes(w))
        && part.chars().count() <= 20
        && !part.has('的')
        && ending(before, &["制定", "制订", "编制", "出台", "印发", "发布"]).is_some()
}

/// 2012年，全市沼气建设的目标任务是：…: what follows is what is to be reached.
pub(super) fn aimed_at(text: &str, m: &Mention) -> bool {
    const AIMS: &[&str] = &["目标任务是", "工作目标是", "主要目标是", "总体目标是", "总体要求是", "主要任务是"];
    let near = head(text.get(m.span.end..).unwrap_or_default(), 32).split('。').next().unwrap_or_default();
    AIMS.iter().any(|w| near.has(w))
}

/// 力争2025年家庭农场达到4万家: a level to reach by then; 力争2025年生产总值增长6%: growth in its course.
pub(super) fn sets_mark(m: &Mention, before: &str, after: &str) -> bool {
    const LEVELS: &[&str] =
        &["达到", "突破", "超过", "稳定在", "控制在", "保持在", "提高到", "打造", "建成", "形成", "培育"];
    before.ends_with("力争")
        && m.rule != "date/relative-year"
        && !after.has("增长")
        && LEVELS.iter().any(|w| after.has(w))
}
