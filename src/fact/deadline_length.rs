//! Lengths of time 时长: 三年内, 20个工作日内, 有效期五年, 用三年时间, 每半年一次.
//!
//! In: a length or a rhythm with the words around it. Out: a deadline of its kind; none where it is a term, a cap or
//! what has passed.

use super::around::{ending, head, opening};
use super::deadline::{Found, Scene, quote};
use super::{Deadline, DeadlineKind, since};
use crate::mention::{Comparator, Mention};
use crate::text::{Seek, Span};

impl Scene<'_> {
    pub(super) fn length(&self, m: &Mention) -> Option<Found> {
        if done_once(self.after(m)) && m.comparator == Comparator::Eq {
            return Some(spread(DeadlineKind::Each, m.period.clone()?, m, "", "deadline/each"));
        }
        self.term(m)
    }

    fn term(&self, m: &Mention) -> Option<Found> {
        let (before, after) = (self.before(m), self.after(m));
        let period = m.period.clone().or_else(|| self.longest(m))?;
        let words = m.span.of(self.text());
        let front = self.around.between(self.around.phrase(m.span.start).start, m.core.start);
        if let Some(word) = self.validity(front) {
            let named = opening(after, &["的", "以上"]).is_some() && word != "试行";
            return (!named).then(|| spread(DeadlineKind::Validity, period, m, word, "deadline/validity"));
        }
        let past = self.counts_from_past(m, front, after);
        let season = words.has("纳税年度") || words.has("会计年度") || words.has("学年");
        if let Some(found) = self.counted_back(m, front, after, &period) {
            return Some(found);
        }
        // 压缩至10个和5个工作日以内: the second of two
        let first = front.trim_end_matches(['和', '、', '或']).without_end("个").without_end("工作日");
        let first = first.trim_end_matches('个').trim_end_matches(|c: char| c.is_ascii_digit());
        let target = [front, first].iter().any(|f| ending(f, self.list("shortened")).is_some());
        // 通过3—5年的持续发展
        let efforts =
            after.starts_with('的') && (opening(after, self.list("effort")).is_some() || self.passes(before, after));
        let named = !efforts && opening(after, self.list("named_length")).is_some();
        if past || target || season || named {
            return None;
        }
        let opened = opening(before, self.list("addressed")).is_some();
        // 在3个工作日内将更新后的目录报送: what is done in the time is no condition.
        let duty = ending(before, self.list("duty_word")).is_some() && !after.starts_with('的')
            || opening(after, self.list("deed")).is_some();
        // 6个月内未开工的项目，不享受…; 5个工作日内未作审查的，自动…: what lapses when the time is out
        let lapses = words.ends_with('内') && opening(after, &["未", "没有", "不"]).is_some();
        let described = head(after, 8).has('的') && !duty;
        let condition = !lapses
            && !aims(self.phrase(m))
            && (opened && head(after, 40).has('的') || described || self.phrase(m).ends_with('的'));
        // 自批准之日起2年内有效
        let valid = after.strip_prefix("有效").is_some_and(|r| r.is_empty() || r.starts_with(['，', '。', '；', '）']));
        if words.ends_with('内') && valid {
            return Some(spread(DeadlineKind::Validity, period, m, "", "deadline/validity"));
        }
        // 毕业2年内高校毕业生: who is meant
        let next = self.text().get(m.span.end..).unwrap_or_default();
        if words.ends_with('内') && since::meant(before, words, next).is_some() {
            return None;
        }
        if words.ends_with('内') && !condition {
            let word = ending(before, &["今后"]).or_else(|| ending(before, self.list("within_word")));
            return Some(spread(DeadlineKind::Within, period, m, word.unwrap_or_default(), "deadline/within"));
        }
        // 最后一次申请时间不得超过登记之日起4年
        if ending(before, &["之日起", "之月起", "日起"]).is_some()
            && ["不得超过", "不超过", "不得晚于", "最迟"].iter().any(|w| before.has(w))
            && !condition
        {
            return Some(spread(DeadlineKind::Within, period, m, "", "deadline/within"));
        }
        // 2个工作日办结: what is done in them stands right behind.
        let done = ["办结", "办理完毕", "办理完成", "审结", "完成审批", "完成审核", "作出答复", "予以答复"];
        if words.has("工作日") && !condition && done.iter().any(|w| after.opens(w)) {
            return Some(spread(DeadlineKind::Within, period, m, "", "deadline/within"));
        }
        // 三年完成手术3.3万例, 五年累计新增面积100亿平方米
        const GOES: &[&str] = &["完成", "累计", "统筹安排", "建成", "翻一番", "翻番", "新增", "安排"];
        let years = m.unit.as_deref() == Some("年") && m.comparator == Comparator::Eq;
        let opens = before.is_empty() || before.ends_with(['，', '；', '。', '、']);
        if years && opens && !condition && GOES.iter().any(|w| after.opens(w)) {
            return Some(spread(DeadlineKind::Within, period, m, "", "deadline/in-years"));
        }
        self.in_years(m, before, after, period)
    }

    /// Whether a length behind 后 and the like tells of what has passed: not 收到材料后5个工作日内, 竣工后一年内，应当完成….
    fn counts_from_past(&self, m: &Mention, front: &str, after: &str) -> bool {
        let inside = m.span.of(self.text()).ends_with('内');
        // Counted from a deed, not told
        let days = inside && m.unit.as_deref().is_some_and(|u| !u.has('年'));
        let next = self.text().get(m.span.end..).unwrap_or_default();
        let bound = inside && ["，应", "，须", "，必须", "，要"].iter().any(|w| next.opens(w));
        // 企业应在获得资助后两年内完成验收, 获得土地后1年内开工: what is done in them says so
        let must = ["应在", "须在", "应于", "应当在", "必须在", "要在"].iter().any(|w| front.has(w));
        let starts = inside && ["开工", "竣工", "建成", "投产", "完成"].iter().any(|w| after.opens(w));
        let done = days || bound || must || starts && !self.phrase(m).ends_with('的');
        ending(front, self.list("past_length")).is_some_and(|w| !(w == "后" && done)) && !front.closes("今后")
    }

    /// A length counted back from an end, or from a deed to the last day for another.
    fn counted_back(&self, m: &Mention, front: &str, after: &str, period: &str) -> Option<Found> {
        let words = m.span.of(self.text());
        // 有效期届满30日前提出, 期满前30日内提出: counted back from an end
        const ENDS: [&str; 4] = ["届满", "期满", "届满前", "期满前"];
        if let Some(word) = ENDS.iter().find(|w| front.closes(w))
            && (after.starts_with('前') || word.ends_with('前') && words.ends_with('内'))
        {
            let closing = if after.starts_with('前') { '前'.len_utf8() } else { 0 };
            let quote = Span::new(m.core.start - word.len(), m.span.end + closing);
            let found = spread(DeadlineKind::Within, period.to_owned(), m, "", "deadline/within");
            return Some(Found { quote, ..found });
        }
        // 不得迟于主体工程交付使用后的六个月
        let latest = ["不得迟于", "不迟于", "不得晚于", "不晚于"].iter().any(|w| self.before(m).has(w));
        let counted = latest && ending(front, &["后", "后的", "之日起", "之日后"]).is_some();
        counted.then(|| spread(DeadlineKind::Within, period.to_owned(), m, "", "deadline/within"))
    }

    /// The words before a length or a day that make it the validity of a text: 有效期, 政策实施期限截至.
    pub(super) fn validity<'t>(&self, before: &'t str) -> Option<&'t str> {
        const TERMS: &[&str] = &[
            "使用期限",
            "实施期限",
            "执行期限",
            "政策期限",
            "有效期限",
            "试行期限",
            "实施期",
            "执行期",
            "有效期",
            "试行期",
        ];
        const UNTIL: &[&str] = &["截至", "截止至", "截止到", "截止", "至", "到", "为", "自", "从"];
        ending(before, self.list("validity")).map(|w| &before[before.len() - w.len()..]).or_else(|| {
            let noun = UNTIL.iter().fold(before, |b, w| b.without_end(w));
            ending(noun, TERMS).map(|w| &before[noun.len() - w.len()..])
        })
    }

    /// 经过三年的创新示范，…; 经过6年（2025—2030年）努力: what the years are spent on.
    fn passes(&self, before: &str, after: &str) -> bool {
        let rest = after.strip_prefix('（').and_then(|r| r.split_once('）')).map_or(after, |(_, rest)| rest);
        let course = rest.strip_prefix('的').is_some_and(|r| (2..=8).contains(&r.chars().count()) && !r.has('年'));
        ["经过", "通过"].iter().any(|w| before.closes(w)) && (course || opening(rest, self.list("effort")).is_some())
    }

    /// 用三年时间, 分两年, 通过3—5年的持续发展.
    fn in_years(&self, m: &Mention, before: &str, after: &str, period: String) -> Option<Found> {
        let years = m.unit.as_deref().is_some_and(|u| u.has('年') || u.has("月"));
        // 明确未来两年重点工作: what is told of them
        if opening(after, &["重点工作", "工作任务", "主要任务", "重点任务", "工作思路"]).is_some() {
            return None;
        }
        let word = ending(before, self.list("spent")).filter(|w| years && !(*w == "分" && before.ends_with("部分")))?;
        // 对今后5年…具有重要意义: what something means for them
        let plan = opening(after, self.list("plan_name")).is_some() || before.without_end(word).ends_with('对');
        let spent = self.passes(before, after)
            || matches!(word, "分" | "今后" | "未来" | "为期")
            || opening(after, self.list("effort")).is_some();
        (spent && !plan).then(|| spread(DeadlineKind::Within, period, m, word, "deadline/in-years"))
    }

    /// Of 三到五年 the longer one.
    fn longest(&self, m: &Mention) -> Option<String> {
        let unit = m.unit.as_deref()?;
        let high = i64::try_from(m.high?).ok()?;
        let letter = if unit.has("月") {
            'M'
        } else if unit.has('年') {
            'Y'
        } else if unit.has("小时") {
            'H'
        } else if unit.has("分钟") {
            'm'
        } else if unit.has('周') {
            'W'
        } else {
            'D'
        };
        (1..10_000).contains(&high).then(|| crate::text::calendar::length(high * 2, letter))
    }
}

/// A length as a deadline of a kind.
pub(super) fn spread(kind: DeadlineKind, duration: String, m: &Mention, word: &str, rule: &'static str) -> Found {
    let deadline = Deadline { kind, start: None, end: None, duration: Some(duration), working_days: m.working_days };
    Found { deadline, quote: quote(m, word), rule }
}

/// 5年内见到成效的目标: what is to be reached in the time is no condition.
fn aims(phrase: &str) -> bool {
    ["的目标", "的要求", "的目标要求", "的时限要求"].iter().any(|w| phrase.closes(w))
}

/// 重要道路15天完成1次巡查: a length that tells how often.
fn done_once(after: &str) -> bool {
    const DOES: &[&str] = &["完成", "开展", "进行", "组织", "巡查", "检查", "检测", "更换", "清洗"];
    DOES.iter().filter_map(|w| after.strip_prefix(w)).any(|rest| rest.opens("1次") || rest.opens("一次"))
}
