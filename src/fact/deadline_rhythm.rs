//! Rhythms 周期: what is to be done again and again.
//!
//! In: `每半年1次`, `每周对辖区开展巡查`, `每年2月底前`. Out: a deadline `each`; none where the rhythm is the measure of a payment (每月1000
//! 元), part of a condition (每年接收50人以上的，…) or an hour of opening (每日9:00至17:00).

use super::around::{ending, head, opening, tail};
use super::deadline::{Found, Scene};
use super::deadline_length::spread;
use super::{Comparator, DeadlineKind, LOOKED};
use crate::mention::{Mention, MentionKind};
use crate::text::Seek;

impl Scene<'_> {
    /// A rhythm as a deadline, unless it measures a payment, a condition or a rate.
    pub(super) fn rhythm(&self, at: usize, m: &Mention) -> Option<Found> {
        let after = self.after(m);
        let yearly = m.period.as_deref() == Some("P1Y");
        // 按年度计划, 按年龄: another word
        if yearly && m.span.of(self.text()).starts_with('按') && opening(after, self.list("yearly_act")).is_none() {
            return None;
        }
        let condition = self.phrase(m).ends_with('的') || self.conditions_on(at, m);
        let unit = opening(after, self.list("per_unit")).is_some();
        // 每年评选的“500强”: describes a noun
        let soon = head(after, 5);
        // 按照每季度检测1次的要求: how often it is to be done
        let often = soon.place('次').is_some_and(|i| soon[i..].starts_with("次的"));
        let described = soon.char_indices().any(|(i, c)| c == '的' && i > 0) && !soon.has("的，") && !often;
        // 每人每月785元, 对每月通行30次以上的客车
        const OF_EACH: &[&str] = &["每人", "每户", "每亩", "每家", "每名", "每生", "对"];
        // 将考核情况与每年奖补资金挂钩: of which year
        let linked = self.before(m).ends_with(['与', '同']) && self.phrase(m).closes("挂钩");
        let per = linked || tail(self.before(m), 1) == "每" || ending(self.before(m), OF_EACH).is_some();
        if unit || described || per || condition || is_hour(after) || self.paid(at, m) {
            return None;
        }
        let mut found = spread(DeadlineKind::Each, m.period.clone()?, m, "", "deadline/each");
        // 每周: a week is a unit of its own
        if m.period.as_deref() == Some("P7D") && ["周", "星期"].iter().any(|w| m.span.of(self.text()).has(w)) {
            found.deadline.duration = Some("P1W".to_owned());
        }
        found.deadline.working_days = false;
        Some(found)
    }

    /// 每月1000元, 每年不超过5万元, 单个企业每年支持总额最高100万元: the measure of a payment, not a duty.
    fn paid(&self, at: usize, m: &Mention) -> bool {
        let after = self.after(m);
        let yearly = m.period.as_deref() == Some("P1Y");
        let next = self.values.get(at + 1);
        // 每年给予50元/亩的补贴: what is done each year
        let gives = yearly && (after.opens("给予") || after.starts_with('按'));
        let measured = next.is_some_and(|n| {
            let gap = self.around.between(m.span.end, n.span.start);
            // 每年每公里5000元
            let of_each = gap.starts_with('每') && gap.chars().count() <= 6;
            let glued = gap.is_empty() || of_each || self.list("per_measure").iter().any(|w| w == gap);
            let capped = self.list("grants").iter().any(|w| gap.has(w)) && !gap.contains(['，', '。', '；']);
            let whose = ending(self.before(m), self.list("whose")).is_some() || is_of_each(self.before(m));
            match n.kind {
                MentionKind::Money if whose => capped || glued || self.list("granting").iter().any(|w| gap.has(w)),
                MentionKind::Money => !gives && (glued || capped),
                MentionKind::Percentage => whose && capped,
                _ => false,
            }
        });
        // 每日按罚款数额的3%加处罚款, 每月按实际缴纳的保险费给予补贴, 每天按6个学时计算
        let share = next.is_some_and(|n| n.kind == MentionKind::Percentage && n.span.start < m.span.end + 60);
        let near = head(after, NEAR);
        let awarded = || !yearly && self.list("granting").iter().any(|w| near.has(w));
        let at_rate = after.starts_with('按') && (share || near.has("计算") || awarded());
        // 每小时10蒸吨: a rate
        let beside = next.is_some_and(|n| n.span.start <= m.span.end + 3);
        let hourly = m.period.as_deref().is_some_and(|p| p.starts_with("PT")) && beside;
        // 处理规模每天20万吨: how much a works can do
        let daily = m.period.as_deref() == Some("P1D") && ending(self.before(m), &["规模", "能力", "量"]).is_some();
        // 每月给予生活补助; 每年资助培养100名青年 is a duty
        let counted =
            next.is_some_and(|n| n.kind == MentionKind::Quantity && n.span.end <= self.around.phrase(m.core.start).end);
        let granted = !gives && opening(after, self.list("granting")).is_some() && !counted;
        measured || at_rate || hourly || daily && beside || granted
    }

    /// 每年接收学员50人以上，留用率达到60%以上的，可申请…; （五）每年提供岗位 of a list of conditions: what one must do to have something.
    fn conditions_on(&self, at: usize, m: &Mention) -> bool {
        let phrase = self.around.phrase(m.core.start);
        let sentence = self.around.sentence(m.core.start);
        let bounded = self.values.get(at + 1).filter(|n| n.span.end <= phrase.end).is_some_and(|n| {
            !matches!(n.comparator, Comparator::Eq | Comparator::Approx) && n.kind != MentionKind::Money
        });
        let rest = head(self.around.between(phrase.start, sentence.end), NEAR);
        // 每年在岗超过8个月的可直接申报
        if bounded && rest.place("的可").is_some_and(|end| phrase.start + end <= phrase.end) {
            return true;
        }
        let closed = rest.place("的，").filter(|_| bounded).is_some_and(|end| {
            let next = &rest[end + "的，".len()..];
            let apart = ["，对", "，凡", "，并", "，向"].iter().any(|w| rest[..end].has(w));
            !apart && rest[..end].chars().count() <= 90 && opening(next, self.list("awards")).is_some()
        });
        closed || self.in_list_of_conditions(m)
    }

    /// Whether a value stands in an item of a list that a lead-in makes one of conditions.
    fn in_list_of_conditions(&self, m: &Mention) -> bool {
        let from = *self.conditions_from.get_or_init(|| super::amount::conditions_from(self.context));
        let Some(from) = from.filter(|from| *from > 0 && *from <= m.span.start && m.span.start - *from <= LISTED)
        else {
            return false;
        };
        let text = self.around.between(from, m.span.start);
        // 给予10万元奖励，每年不超过10家: an item that already gives
        let own = text.rsplit('\n').next().unwrap_or_default();
        let gives = self.list("granting").iter().any(|w| own.has(w));
        let marked = |c: char| c == '（' || c.is_ascii_digit() || ('①'..='⑳').contains(&c);
        let mut items = text.split('\n').skip(1).peekable();
        !gives && items.peek().is_some() && items.all(|line| line.trim_start().starts_with(marked))
    }

    /// Whether a rhythm in the same phrase governs this date: 每年2月底前.
    pub(super) fn rhythmic(&self, at: usize, m: &Mention) -> bool {
        let phrase = self.around.sentence(m.core.start);
        let monthly = matches!(m.rule, "date/before" | "date/month-day" | "date/month-end" | "date/months")
            && !m.core.of(self.text()).has('年');
        monthly
            && self.values[..at]
                .iter()
                .rev()
                .take(LOOKED)
                .take_while(|v| v.core.start >= phrase.start)
                // 每季度终了后10日内…，12月31日前…: only a year goes round with its months.
                .any(|v| v.kind == MentionKind::Recurrence && v.period.as_deref().is_none_or(|p| p.ends_with('Y')))
    }
}

/// How many characters behind a rhythm are asked what it measures.
const NEAR: usize = 120;
/// How far behind a lead-in its items are read, in bytes.
const LISTED: usize = 3000;

/// 每日0:00至6:00, 每日（含节假日）上午9时: the hours of a day, and no duty.
fn is_hour(after: &str) -> bool {
    let rest = after.strip_prefix('（').and_then(|r| r.split_once('）')).map_or(after, |(_, rest)| rest);
    let rest = ["上午", "下午", "早", "晚"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    let hour = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    hour.len() < rest.len() && hour.starts_with([':', '：', '时', '点'])
}

/// Whether words end in who each is that has something: 单个合作社, 每所学校.
fn is_of_each(before: &str) -> bool {
    const EACH: &[&str] = &["单个", "单家", "单户", "单所", "每个", "每家", "每户", "每所", "每座", "每处", "同一"];
    let near = tail(before, 9);
    EACH.iter()
        .filter_map(|w| Some(&near[near.last_place(w)? + w.len()..]))
        .any(|who| (2..=6).contains(&who.chars().count()) && who.chars().all(char::is_alphabetic))
}
