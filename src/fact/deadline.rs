//! Deadlines 时限: expressions that set a time for a task, a target or a validity.
//!
//! In: the dates, lengths and rhythms of a clause with the words around them. Out: `by`, `during`,
//! `within`, `from`, `each`, `validity` (annotation, "deadlines"), each value once a clause. Left out:
//! dates of documents and of what has passed, anniversaries, caps of length, rates of payment (每月
//! 1000元), slogans in “”, conditions (成立3年内的企业).

use super::around::{Around, ending, head, opening, tail};
use super::{Comparator, Context, Deadline, DeadlineKind, Fact, Field, Origin, Says};
use crate::lexicon::Lexicon;
use crate::mention::{Grain, Mention, MentionKind};
use crate::text::Span;
use jiff::civil::Date;

/// Reads deadlines.
pub(super) struct Deadlines;

impl Deadlines {
    pub(super) const fn new(_lexicon: &Lexicon) -> Self {
        Self
    }
}

/// A deadline with its place, before it is a fact.
struct Found {
    deadline: Deadline,
    quote: Span,
    rule: &'static str,
}

impl Field for Deadlines {
    fn name(&self) -> &'static str {
        "deadlines"
    }

    fn read(&self, context: &Context<'_>) -> Vec<Fact> {
        if context.values().is_empty() {
            return Vec::new();
        }
        let scene = Scene { context, around: Around::new(context.text()), values: context.values() };
        let mut facts: Vec<Fact> = Vec::new();
        for at in 0..scene.values.len() {
            let Some(found) = scene.read(at) else { continue };
            let says = Says::Deadline(found.deadline);
            if facts.iter().any(|f| f.says == says) {
                continue;
            }
            facts.push(Fact {
                says,
                quote: found.quote,
                value: vec![scene.values[at].span],
                rule: found.rule.to_owned(),
                origin: Origin::Stated,
            });
        }
        facts
    }
}

/// Words in front of a length or date that make it the validity of a text.
const VALIDITY: &[&str] = &[
    "有效期",
    "有效期为",
    "有效期限",
    "有效期限为",
    "有效期至",
    "有效期到",
    "有效期截至",
    "有效期限至",
    "有效期自",
    "有效期从",
    "试行期",
    "试行期为",
    "执行期",
    "执行期为",
    "实施期",
    "实施期为",
    "试行",
    "有效期暂定",
    "有效期暂定为",
    "执行期限为",
    "有效期为自",
    "执行有效期",
    "暂定",
    "暂定为",
    "政策有效期为",
    "暂行期",
    "有效时间至",
    "有效时间为",
];

/// One clause while its deadlines are read.
struct Scene<'a> {
    context: &'a Context<'a>,
    around: Around<'a>,
    values: &'a [Mention],
}

impl<'a> Scene<'a> {
    fn text(&self) -> &'a str {
        self.context.text()
    }

    /// The words of the phrase before a value.
    fn before(&self, m: &Mention) -> &'a str {
        self.around.between(self.around.phrase(m.span.start).start, m.span.start)
    }

    /// The words of the phrase behind a value.
    fn after(&self, m: &Mention) -> &'a str {
        self.around.between(m.span.end, self.around.phrase(m.core.start).end.max(m.span.end))
    }

    /// The whole phrase of a value.
    fn phrase(&self, m: &Mention) -> &'a str {
        let span = self.around.phrase(m.core.start);
        self.around.between(span.start, span.end)
    }

    fn read(&self, at: usize) -> Option<Found> {
        let m = &self.values[at];
        if m.rule != "date/plan-period" && m.rule != "date/plan-end" && self.around.quoted(m.core.start) {
            return None;
        }
        match m.kind {
            MentionKind::Date => self.date(at, m),
            MentionKind::Duration => self.length(m),
            MentionKind::Recurrence => self.rhythm(at, m),
            _ => None,
        }
    }

    fn date(&self, at: usize, m: &Mention) -> Option<Found> {
        let before = self.before(m);
        let after = self.after(m);
        // 每年2月底前 is a rhythm; a month without year takes the last year named.
        let compared = ending(before, &["较", "比", "与", "相比", "不晚于"]).is_some();
        if self.rhythmic(at, m) || after.starts_with("以来") || compared {
            return None;
        }
        let (first, last) = self.with_year(at, m);
        if let Some(word) = ending(before, VALIDITY) {
            let start = first.filter(|_| m.grain == Some(Grain::Period));
            return Some(found(DeadlineKind::Validity, start, last?, m, word, "deadline/valid-until"));
        }
        match m.grain? {
            Grain::Period => self.period(m, before, after, first?, last?),
            _ if m.comparator == Comparator::Ge && !m.span.of(self.text()).ends_with("以来") => {
                let word = ending(before, &["自", "从", "于"]).unwrap_or_default();
                Some(from(first?, None, m, word, "deadline/from"))
            }
            _ if matches!(m.comparator, Comparator::Le | Comparator::Lt) => {
                // …前获得授权的，: a condition on who applies
                let passed = self.phrase(m).ends_with('的')
                    || opening(after, &["已", "的", "注册", "成立", "登记", "取得"]).is_some();
                let word = ending(before, &["在", "于", "力争", "确保", "应于", "应在"]).unwrap_or_default();
                (!passed).then(|| found(DeadlineKind::By, None, last.unwrap_or_default(), m, word, by_rule(m)))
            }
            _ => self.point(m, before, after, first?, last?),
        }
    }

    /// A date without 前 or 起: what stands around says whether it is a deadline.
    fn point(&self, m: &Mention, before: &str, after: &str, first: Date, last: Date) -> Option<Found> {
        if let Some(word) = ending(before, &["自", "从"]) {
            let goes = opening(after, &["起", "施行", "实施", "执行", "开始", "正式", "零时", "0时", "，"]).is_some();
            return goes.then(|| from(first, None, m, word, "deadline/from"));
        }
        if opening(after, &["施行", "起施行", "实施", "正式施行", "正式实施"]).is_some() && m.grain == Some(Grain::Day)
        {
            return Some(from(first, None, m, "", "deadline/effective"));
        }
        let past = self.context.metadata.written_on.is_some_and(|w| last < w);
        if let Some(word) = ending(before, &["截至", "截止到", "截止至", "截止"]) {
            let told = past || opening(after, &["，全", "，已", "，我", "，共"]).is_some();
            return (!told).then(|| found(DeadlineKind::By, None, last, m, word, "deadline/by-until"));
        }
        if let Some(word) = ending(before, &["到", "至", "延长至", "延期至", "推迟到", "延续至"]) {
            // 发展到2022年的…: a comparison, not a date to meet
            let compared = after.starts_with('的') || ending(before, &["不到", "感到", "直到"]).is_some();
            return (!past && !compared).then(|| found(DeadlineKind::By, None, last, m, word, by_rule(m)));
        }
        if past || opening(after, &["的", "印发", "公布", "发布", "出台", "修订", "度"]).is_some() {
            return None;
        }
        let closes = matches!(m.rule, "date/year-end" | "date/month-end" | "date/plan-end");
        let words = m.span.of(self.text());
        let within =
            words.ends_with('内') && (words != "年内" || opening(after, DONE).is_some() || before.ends_with("力争"));
        let acts = opening(after, DONE).is_some();
        let opens = before.trim_matches(['“', ' ']).is_empty()
            || ending(before, &["力争", "确保", "在", "于", "争取", "计划", "年底"]).is_some();
        let dated = matches!(m.grain, Some(Grain::Year | Grain::Half | Grain::Quarter | Grain::Month));
        let coming = last >= self.context.today;
        if closes || within || coming && (opens && dated && (acts || after.is_empty() && self.goal(m))) {
            return Some(found(DeadlineKind::By, None, last, m, "", by_rule(m)));
        }
        None
    }

    /// A year that stands alone before a comma opens a goal where its sentence says what is to be reached.
    fn goal(&self, m: &Mention) -> bool {
        let sentence = self.around.sentence(m.core.start).of(self.text());
        ["达到", "力争", "实现", "完成", "建成", "新增", "确保", "基本", "形成", "建立", "显著"]
            .iter()
            .any(|w| sentence.contains(w))
            && !["已", "年来", "累计"].iter().any(|w| sentence.contains(w))
    }

    fn period(&self, m: &Mention, before: &str, after: &str, first: Date, last: Date) -> Option<Found> {
        let words = m.span.of(self.text());
        let yearless = m.rule == "date/from-to" && !words.contains('年') && !words.contains(['-', '.', '/']);
        if matches!(m.rule, "date/months" | "date/plan") || yearless {
            return None;
        }
        if m.rule == "date/plan-end" {
            return Some(found(
                DeadlineKind::By,
                None,
                last,
                m,
                ending(before, &["到"]).unwrap_or_default(),
                "deadline/by-plan-end",
            ));
        }
        let written = self.context.metadata.written_on;
        if written.is_some_and(|w| last < w) || words.ends_with('）') || after.starts_with("年度") {
            return None;
        }
        if m.rule == "date/from-to"
            && let Some(word) = ending(before, &["自", "从"])
        {
            return Some(from(first, Some(last), m, word, "deadline/from-to"));
        }
        if m.comparator == Comparator::Le {
            return Some(found(DeadlineKind::By, None, last, m, "", by_rule(m)));
        }
        let rule = if m.rule.starts_with("date/plan") { "deadline/during-plan" } else { "deadline/during" };
        Some(found(DeadlineKind::During, Some(first), last, m, "", rule))
    }

    /// Whether a rhythm in the same phrase governs this date: 每年2月底前.
    fn rhythmic(&self, at: usize, m: &Mention) -> bool {
        let phrase = self.around.sentence(m.core.start);
        let monthly = matches!(m.rule, "date/before" | "date/month-day" | "date/month-end" | "date/months")
            && !m.core.of(self.text()).contains('年');
        monthly
            && self.values[..at]
                .iter()
                .rev()
                .take_while(|v| v.core.start >= phrase.start)
                .any(|v| v.kind == MentionKind::Recurrence)
    }

    /// A month-day takes the year of the date before it in the clause (2022年3月底前…，6月底前…).
    fn with_year(&self, at: usize, m: &Mention) -> (Option<Date>, Option<Date>) {
        let words = m.core.of(self.text());
        let bare = !words.contains('年') && words.contains('月');
        let year = self.values[..at]
            .iter()
            .rev()
            .filter(|v| v.kind == MentionKind::Date && v.core.of(self.text()).contains('年'))
            .find_map(|v| v.first.or(v.last));
        let (Some(year), true) = (year, bare) else { return (m.first, m.last) };
        let moved = |d: Option<Date>| d.and_then(|d| d.with().year(year.year()).build().ok());
        (moved(m.first), moved(m.last))
    }

    fn length(&self, m: &Mention) -> Option<Found> {
        let (before, after) = (self.before(m), self.after(m));
        let period = m.period.clone().or_else(|| self.longest(m))?;
        let words = m.span.of(self.text());
        let front = self.around.between(self.around.phrase(m.span.start).start, m.core.start);
        if let Some(word) = ending(front, VALIDITY) {
            let named = opening(after, &["的", "以上"]).is_some() && word != "试行";
            return (!named).then(|| spread(DeadlineKind::Validity, period, m, word, "deadline/validity"));
        }
        let past =
            ending(front, &["近", "前", "过去", "最近", "连续", "满", "上", "每", "首", "第", "累计", "后"]).is_some();
        let season = words.contains("纳税年度") || words.contains("会计年度") || words.contains("学年");
        let target = ending(front, SHORTENED).is_some();
        // 通过3—5年的持续发展
        let efforts = after.starts_with('的') && opening(after, EFFORTS).is_some();
        let named = !efforts && opening(after, &["的", "期限", "以上", "期"]).is_some();
        if past || target || season || named {
            return None;
        }
        let opened = opening(before, &["对", "针对", "凡", "对于", "鼓励"]).is_some();
        let condition =
            opened && head(after, 40).contains('的') || head(after, 8).contains('的') || self.phrase(m).ends_with('的');
        if words.ends_with('内') && !condition {
            let word = ending(before, &["在", "于", "日起", "之日起", "之日", "起", "后"]).unwrap_or_default();
            return Some(spread(DeadlineKind::Within, period, m, word, "deadline/within"));
        }
        self.in_years(m, before, after, period)
    }

    /// 用三年时间, 分两年, 通过3—5年的持续发展.
    fn in_years(&self, m: &Mention, before: &str, after: &str, period: String) -> Option<Found> {
        const USED: &[&str] = &["力争用", "争取用", "利用", "用", "分", "通过", "经过", "今后", "未来", "力争"];
        let years = m.unit.as_deref().is_some_and(|u| u.contains('年') || u.contains("月"));
        let word = ending(before, USED).filter(|w| years && !(*w == "分" && before.ends_with("部分")))?;
        let plan = opening(after, &["行动", "计划", "规划", "攻坚", "工程"]).is_some();
        let spent = matches!(word, "分" | "今后" | "未来") || opening(after, EFFORTS).is_some();
        (spent && !plan).then(|| spread(DeadlineKind::Within, period, m, word, "deadline/in-years"))
    }

    /// Of 三到五年 the longer one.
    fn longest(&self, m: &Mention) -> Option<String> {
        let unit = m.unit.as_deref()?;
        let high = i64::try_from(m.high?).ok()?;
        let letter = if unit.contains("月") {
            'M'
        } else if unit.contains('年') {
            'Y'
        } else if unit.contains("小时") {
            'H'
        } else if unit.contains("分钟") {
            'm'
        } else if unit.contains('周') {
            'W'
        } else {
            'D'
        };
        (1..10_000).contains(&high).then(|| crate::text::calendar::length(high * 2, letter))
    }

    fn rhythm(&self, at: usize, m: &Mention) -> Option<Found> {
        let after = self.after(m);
        // 每月1000元, 每年不超过5万元: the measure of a payment, not a duty
        let paid = self.values.get(at + 1).is_some_and(|n| {
            let gap = self.around.between(m.span.end, n.span.start);
            let glued =
                gap.is_empty() || matches!(gap, "每人" | "每户" | "的" | "最高" | "给予" | "按" | "每亩" | "累计");
            let capped =
                ["最高", "不超过", "补助", "奖励", "资助", "补贴", "额度", "给予"].iter().any(|w| gap.contains(w));
            n.kind == MentionKind::Money && (glued || capped && !gap.contains(['，', '。', '；']))
        });
        // 每月给予生活补助
        let paid = paid || opening(after, &["给予", "补助", "补贴", "奖励", "资助"]).is_some();
        let condition = self.phrase(m).ends_with('的');
        let unit = opening(after, &["人", "户", "亩", "立方米", "平方米", "吨"]).is_some();
        // 每年评选的“500强”: describes a noun
        let soon = head(after, 5);
        let described = soon.char_indices().any(|(i, c)| c == '的' && i > 0) && !soon.contains("的，");
        let per = tail(self.before(m), 1) == "每";
        if paid || unit || described || per || condition {
            return None;
        }
        let mut found = spread(DeadlineKind::Each, m.period.clone()?, m, "", "deadline/each");
        found.deadline.working_days = false;
        Some(found)
    }
}

/// Behind a number of years: what they are spent on.
const EFFORTS: &[&str] = &[
    "时间",
    "左右时间",
    "的时间",
    "努力",
    "左右的时间",
    "的努力",
    "左右",
    "的持续",
    "的发展",
    "的建设",
    "持续",
    "的培育",
];

/// Before a length of time that is a target or a norm: 压缩至4个月以内.
const SHORTENED: &[&str] = &[
    "压缩至",
    "压缩到",
    "缩短至",
    "缩短到",
    "减少到",
    "减少至",
    "压减至",
    "压减到",
    "降至",
    "降到",
    "控制在",
    "限制在",
];

/// Verbs that make a lone date a date to meet.
const DONE: &[&str] = &[
    "完成", "实现", "建成", "力争", "达到", "基本", "全面", "前", "争取", "确保", "启动", "投入", "开工", "竣工",
    "起草", "形成", "底", "要", "全部", "正式", "制定", "出台", "建立", "新增", "力求", "计划", "组织", "开展", "报送",
    "上线",
];

fn by_rule(m: &Mention) -> &'static str {
    match m.rule {
        "date/before-year" => "deadline/before-year",
        "date/before" | "date/this-year" => "deadline/by-before",
        "date/year-end" | "date/month-end" => "deadline/by-end",
        "date/plan-end" => "deadline/by-plan-end",
        _ => "deadline/by-year",
    }
}

/// The quote: the word in front and the value.
fn quote(m: &Mention, word: &str) -> Span {
    Span::new(m.span.start.saturating_sub(word.len()), m.span.end)
}

fn found(kind: DeadlineKind, start: Option<Date>, end: Date, m: &Mention, word: &str, rule: &'static str) -> Found {
    let deadline = Deadline { kind, start, end: Some(end), duration: None, working_days: false };
    Found { deadline, quote: quote(m, word), rule }
}

fn from(start: Date, end: Option<Date>, m: &Mention, word: &str, rule: &'static str) -> Found {
    let deadline = Deadline { kind: DeadlineKind::From, start: Some(start), end, duration: None, working_days: false };
    Found { deadline, quote: quote(m, word), rule }
}

fn spread(kind: DeadlineKind, duration: String, m: &Mention, word: &str, rule: &'static str) -> Found {
    let deadline = Deadline { kind, start: None, end: None, duration: Some(duration), working_days: m.working_days };
    Found { deadline, quote: quote(m, word), rule }
}
