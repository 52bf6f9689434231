//! Deadlines 时限: expressions that set a time for a task, a target or a validity.
//!
//! In: the dates, lengths and rhythms of a clause with the words around them. Out: `by`, `during`,
//! `within`, `from`, `each`, `validity` (annotation, "deadlines"), each value once a clause. Left out:
//! dates of documents and of what has passed, anniversaries, caps of length, rates of payment (每月
//! 1000元), slogans in “”, conditions (成立3年内的企业).

use super::around::{Around, counts_in, ending, head, opening, planned, tail, whole_place};
use super::deadline_column;
use super::deadline_stage::{aimed_at, names_plan, of_goals, sets_mark};
use super::{Comparator, Context, Deadline, DeadlineKind, Fact, Field, LOOKED, Origin, Says};
use crate::lexicon::Lexicon;
use crate::mention::{Grain, Mention, MentionKind};
use crate::text::{Seek, Span, among};
use foldhash::HashMap;
use jiff::civil::Date;
use std::cell::OnceCell;

/// Reads deadlines.
pub(super) struct Deadlines {
    /// The words of `deadline_words.tsv` by what they are for.
    words: HashMap<String, Vec<String>>,
}

impl Deadlines {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut words: HashMap<String, Vec<String>> = HashMap::default();
        for row in lexicon.table("deadline_words").rows() {
            words.entry(row.get("kind").to_owned()).or_default().push(row.word().to_owned());
        }
        // 2024年新建…, 2024年培育…: what makes a target makes its year a time to meet.
        let made = lexicon.table("target_words").rows().filter(|r| matches!(r.get("kind"), "verb" | "new"));
        let made = made.map(|r| r.word().to_owned()).filter(|w| w.chars().count() > 1 && w != "发展");
        words.entry("made".to_owned()).or_default().extend(made);
        Self { words }
    }
}

/// A deadline with its place, before it is a fact.
pub(super) struct Found {
    pub(super) deadline: Deadline,
    pub(super) quote: Span,
    pub(super) rule: &'static str,
}

impl Field for Deadlines {
    fn name(&self) -> &'static str {
        "deadlines"
    }

    fn read(&self, context: &Context<'_>) -> Vec<Fact> {
        if context.values().is_empty() {
            return Vec::new();
        }
        let scene = Scene {
            context,
            around: context.around,
            values: context.values(),
            words: &self.words,
            timed: deadline_column::timed(context),
            courses: deadline_column::courses(context),
            conditions_from: OnceCell::new(),
        };
        let mut facts: Vec<Fact> = Vec::new();
        for at in 0..scene.values.len() {
            let Some(found) = scene.read(at) else { continue };
            let says = Says::Deadline(found.deadline);
            // Days of no year are told apart by their words.
            let words = |span: Span| span.of(scene.text());
            let undated =
                matches!(&says, Says::Deadline(d) if d.end.is_none() && d.start.is_none() && d.duration.is_none());
            let value = scene.values[at].span;
            // 6月30日前 of a text whose year is concluded
            let inferred = context.year_inferred
                && scene.values[at].kind == MentionKind::Date
                && !undated
                && !super::scope::names_year(words(value));
            let again = |f: &Fact| f.says == says && (!undated || words(f.quote) == words(found.quote));
            if facts.iter().any(again) {
                continue;
            }
            let origin = if inferred { Origin::Inferred } else { Origin::Stated };
            facts.push(Fact { origin, ..Fact::stated(says, found.quote, value, found.rule) });
        }
        facts
    }
}

/// One clause while its deadlines are read.
pub(super) struct Scene<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) around: &'a Around<'a>,
    pub(super) values: &'a [Mention],
    pub(super) words: &'a HashMap<String, Vec<String>>,
    pub(super) timed: Vec<Span>,
    /// Those of them whose column says when something is done: 时间安排.
    pub(super) courses: Vec<Span>,
    /// From here on the clause lists conditions; read when first asked.
    pub(super) conditions_from: OnceCell<Option<usize>>,
}

/// How far around a date its sentence is read, in bytes: 300 characters.
const NEAR: usize = 900;

impl<'a> Scene<'a> {
    /// The words of one kind.
    pub(super) fn list(&self, kind: &str) -> &'a [String] {
        self.words.get(kind).map_or(&[], Vec::as_slice)
    }

    pub(super) fn text(&self) -> &'a str {
        self.context.text()
    }

    /// The words of the phrase before a value.
    pub(super) fn before(&self, m: &Mention) -> &'a str {
        self.around.between(self.around.phrase(m.span.start).start, m.span.start)
    }

    /// The words of the phrase behind a value.
    pub(super) fn after(&self, m: &Mention) -> &'a str {
        self.around.between(m.span.end, self.around.phrase(m.core.start).end.max(m.span.end))
    }

    /// The whole phrase of a value.
    pub(super) fn phrase(&self, m: &Mention) -> &'a str {
        let span = self.around.phrase(m.core.start);
        self.around.between(span.start, span.end)
    }

    fn read(&self, at: usize) -> Option<Found> {
        let m = &self.values[at];
        if self.context.is_told(m.span) {
            return None;
        }
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

    /// 2015年4月1日前（含当日，下同）登记的渔船, 8月底前购置的: which are meant.
    fn describes(&self, m: &Mention) -> bool {
        let rest = self.text().get(m.span.end..).unwrap_or_default();
        let behind = rest.strip_prefix("（含").and_then(|r| r.split_once('）')).map_or(rest, |x| x.1);
        opening(behind, self.list("describes")).is_some_and(|w| behind[w.len()..].starts_with('的'))
    }

    fn date(&self, at: usize, m: &Mention) -> Option<Found> {
        let before = self.before(m);
        let after = self.after(m);
        // 每年2月底前 is a rhythm; a month without year takes the last year named.
        let compared = ending(before, self.list("compared")).is_some();
        // 次年3月底前 is of no year that is named
        let next = ["次年", "翌年", "第二年", "下一年", "下一年度", "上年", "上一年"].iter().any(|w| before.closes(w));
        if self.rhythmic(at, m) || after.starts_with("以来") || compared || next || names_plan(before, m, after) {
            return None;
        }
        if self.describes(m) {
            return None;
        }
        let (first, last) = (m.first, m.last);
        if self.paired(at, m)
            || self.before_all(at, m)
            || self.bracketed_before(m)
            || self.headed(m) && self.is_ahead(last?)
        {
            return Some(found(DeadlineKind::By, None, last?, m, "", by_rule(m)));
        }
        // 最迟于6月30日完成, 不晚于2026年底
        if let Some(word) = ending(before, self.list("latest")).filter(|_| self.is_ahead(last.unwrap_or(Date::MAX))) {
            return Some(found(DeadlineKind::By, None, last?, m, word, by_rule(m)));
        }
        if let Some(word) = self.validity(before) {
            let start = first.filter(|_| m.grain == Some(Grain::Period));
            return Some(found(DeadlineKind::Validity, start, last?, m, word, "deadline/valid-until"));
        }
        // 将于2020年12月31日到期
        if opening(after, &["到期", "期满", "届满"]).is_some() && !m.span.of(self.text()).starts_with('自') {
            return Some(found(DeadlineKind::Validity, None, last?, m, "", "deadline/valid-until"));
        }
        if let Some(stage) = self.stage(m, first, last) {
            return Some(stage);
        }
        match m.grain? {
            Grain::Period => self.period(m, before, after, first?, last?),
            // 2023年9—12月
            _ if m.rule == "date/months" && m.span.of(self.text()).has('年') => {
                self.period(m, before, after, first?, last?)
            }
            Grain::Day if self.is_of_other(m, after) => None,
            _ if m.comparator == Comparator::Ge && !m.span.of(self.text()).ends_with("以来") => {
                let word = ending(before, &["自", "从", "于"]).unwrap_or_default();
                Some(from(first?, self.begun_until(m), m, word, "deadline/from"))
            }
            _ if matches!(m.comparator, Comparator::Le | Comparator::Lt) => {
                // …前获得授权的，: a condition on who applies
                let next = after.strip_prefix('（').and_then(|a| a.split_once('）')).map_or(after, |(_, next)| next);
                // …前成立的企业 has passed, …前成立专班 is to be done.
                let founded = opening(next, self.list("founded")).is_some_and(|verb| {
                    let rest = next[verb.len()..].split(['，', '。', '；', '\n']).next().unwrap_or_default();
                    rest.has('的') && !rest.starts_with(['由', '以'])
                });
                let passed = self.phrase(m).ends_with('的') || opening(next, self.list("passed")).is_some() || founded;
                let word = ending(before, self.list("before_word")).unwrap_or_default();
                (!passed).then(|| found(DeadlineKind::By, None, last, m, word, by_rule(m)))
            }
            Grain::Day if ends_before(self.text().get(m.span.end..).unwrap_or_default()) => {
                Some(found(DeadlineKind::By, None, last, m, "", "deadline/by-before"))
            }
            _ => self.point(m, before, after, first?, last?),
        }
    }

    /// A date without 前 or 起: what stands around says whether it is a deadline.
    fn point(&self, m: &Mention, before: &str, after: &str, first: Date, last: Date) -> Option<Found> {
        if let Some(word) = ending(before, &["自", "从"]) {
            let goes = opening(after, self.list("from_goes")).is_some() || self.begun_until(m).is_some();
            return goes.then(|| from(first, self.begun_until(m), m, word, "deadline/from"));
        }
        if self.ends_begun(m) {
            return None;
        }
        if opening(after, self.list("effective")).is_some() && m.grain == Some(Grain::Day) {
            return Some(from(first, None, m, "", "deadline/effective"));
        }
        // 去年引进项目214个; 2025年购买同类产品可继续享受: told of, a condition
        let told = ["去年", "上年", "前年"].iter().any(|w| m.span.of(self.text()).opens(w));
        if told || m.grain == Some(Grain::Year) && ["可继续享受", "可享受", "仍可享受"].iter().any(|w| after.has(w))
        {
            return None;
        }
        let past = self.context.metadata.written_on.is_some_and(|w| last < w);
        if let Some(word) = ending(before, self.list("until")) {
            let told = past || opening(after, self.list("until_told")).is_some();
            return (!told).then(|| found(DeadlineKind::By, None, last, m, word, "deadline/by-until"));
        }
        if let Some(word) = ending(before, self.list("to")) {
            // 发展到2022年的…: a comparison, not a date to meet
            let counted = after.strip_prefix('的').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
            let compared = after.starts_with('的') && !counted || ending(before, self.list("not_to")).is_some();
            return (!past && !compared).then(|| found(DeadlineKind::By, None, last, m, word, by_rule(m)));
        }
        // 2026年上半年出台实施细则: what is still to come
        let issues = m.grain == Some(Grain::Half) && opening(after, &["出台", "印发", "发布", "公布"]).is_some();
        let issues = issues && !head(after, 14).has('的') && self.is_ahead(last);
        if past || !issues && opening(after, self.list("document")).is_some() {
            return None;
        }
        let words = m.span.of(self.text());
        // 6月底完成, 完成时限：2024年6月
        let closes = matches!(m.rule, "date/year-end" | "date/month-end" | "date/plan-end")
            || words.ends_with(['底', '末'])
                && (m.rule != "date/this-year" || opening(after, self.list("done")).is_some())
            || after.trim_start_matches('）').is_empty() && self.labelled(m)
            || super::covered(&self.timed, m.span);
        let within =
            words.ends_with('内') && (words != "年内" || opening(after, &["已", "的", "以来", "累计"]).is_none());
        // 污水处理率2025年达到95%
        let reached = dated(m)
            && opening(after, &["达到", "达", "提高到", "提高至", "力争达到"]).is_some()
            && ending(before, &["率", "比重", "占比", "数", "量", "、", "值", "额", "面积"]).is_some();
        // 于2026年招用…的，给予补贴: what is done in that year
        let acts = self.acts(m, before, after) || spent_in(m, before, after) || of_goals(self.text(), m);
        let front = before.rsplit('（').next().unwrap_or_default();
        let opens = front.trim_matches(['“', ' ']).is_empty() || ending(before, self.list("opens")).is_some();
        let dated = dated(m);
        let coming = self.context.metadata.written_on.is_some() || last >= self.context.today || self.aims(m);
        let noted = self.in_note(m, before, after);
        if closes
            || within
            || coming && self.parted(m, before, after)
            || coming && (noted || reached)
            || coming && (opens && dated && (acts || after.is_empty() && self.goal(m)))
        {
            let ends = closes || within || reached || noted;
            return self.settled(m, before, after, (first, last), ends);
        }
        None
    }

    /// A time at which something is to be done, as the end of a term or as the course of it.
    fn settled(
        &self,
        m: &Mention,
        before: &str,
        after: &str,
        (first, last): (Date, Date),
        ends_then: bool,
    ) -> Option<Found> {
        let words = m.span.of(self.text());
        let spent = spent_in(m, before, after);
        // 2022年，全省增加值增速力争达到7.5%: in the course of the year
        // 下半年完成: by its end; 下半年各市要淘汰…: in its course
        const ENDS: &[&str] = &["完成", "实现", "建成", "达到", "投产", "竣工", "出台", "启动", "投入", "投用", "投运"];
        let ends = ENDS.iter().any(|w| head(after, 10).has(w));
        let part = m.grain == Some(Grain::Quarter) || matches!(m.grain, Some(Grain::Half | Grain::Tenday)) && !ends;
        let course = (m.grain == Some(Grain::Year) || part) && self.is_near(first);
        let month = matches!(m.grain, Some(Grain::Month | Grain::Quarter | Grain::Half));
        let told = month && super::covered(&self.courses, m.span) && !words.ends_with(['底', '末', '前']);
        let mark = sets_mark(m, before, after) || spent && ending_verb(after) || self.marks_later(m, before, after);
        // 2029年度内: the year itself
        let whole = words.starts_with("20") && words.closes("年度内");
        let course = course && !ends_then && !mark || told || whole || self.parted(m, before, after);
        if !course {
            let word = if mark { ending(before, &["力争", "于"]).unwrap_or_default() } else { "" };
            return Some(found(DeadlineKind::By, None, last, m, word, by_rule(m)));
        }
        // 今年要深化…: of which year, and no term
        let named = m.rule != "date/relative-year" || counts_in(after) || of_goals(self.text(), m);
        named.then(|| found(DeadlineKind::During, Some(first), last, m, "", "deadline/during-year"))
    }

    /// 到2025年达到8000万千瓦，2030年达到1.2亿千瓦: a later year beside one that is reached.
    fn marks_later(&self, m: &Mention, before: &str, after: &str) -> bool {
        const LEVELS: &[&str] = &["达到", "达", "分别达到", "突破", "超过", "不低于", "提高到", "提高至"];
        let at = self.values.partition_point(|v| v.span.start < m.span.start);
        let sentence = self.around.sentence(m.core.start);
        let mut front = self.values[..at].iter().rev().take(LOOKED).take_while(|v| v.span.start >= sentence.start);
        m.grain == Some(Grain::Year)
            && before.is_empty()
            && opening(after, LEVELS).is_some()
            && front
                .any(|v| v.kind == MentionKind::Date && v.last < m.last && ending(self.before(v), &["到"]).is_some())
    }

    /// （市教育局，2025年6月）
    fn in_note(&self, m: &Mention, before: &str, after: &str) -> bool {
        before.is_empty()
            && after.starts_with('）')
            && tail(self.text().get(..m.span.start).unwrap_or_default(), 1) == "，"
    }

    /// 其中2024年850台、2025年1200台: a year with its part of the whole.
    fn parted(&self, m: &Mention, before: &str, after: &str) -> bool {
        m.grain == Some(Grain::Year)
            && after.starts_with(|c: char| c.is_ascii_digit())
            && (before.ends_with("其中")
                || before.has("其中20") && before.ends_with(['、', '和'])
                || before.is_empty() && self.near(m).has("其中20"))
    }

    /// Whether the words around a date say what is to be done then.
    fn acts(&self, m: &Mention, before: &str, after: &str) -> bool {
        // 确保2022年粮食播种面积稳定在…; 2015年入园率、巩固率分别达到…
        let season = opening(after, &["春", "夏", "秋", "冬"]).is_some();
        let ensured = ending(before, &["确保", "力争"]).is_some() && self.goal(m) && !season;
        let reaches = m.grain == Some(Grain::Year)
            && [
                "达到",
                "稳定在",
                "控制在",
                "增速实现",
                "增长实现",
                "分别提高",
                "分别下降",
                "分别增长",
                "提高到",
                "提高至",
                "提升到",
                "提升至",
                "降至",
                "下降到",
            ]
            .iter()
            .any(|w| after.has(w))
            && !head(after, 8).has('的');
        // 2024年我市实施项目
        let own = &after[whole_place(after).map_or(0, str::len)..];
        let made =
            || m.grain != Some(Grain::Month) && opening(own, self.list("made")).is_some() && !head(own, 6).has('的');
        // 2026年我市计划接待游客…
        let intended = m.grain == Some(Grain::Year)
            && (after.opens("计划") || planned(after).is_some() || self.plans(after))
            && after.bytes().any(|b| b.is_ascii_digit());
        ensured
            || intended
            || reaches
            || m.grain == Some(Grain::Year) && before.is_empty() && m.rule != "date/relative-year" && aimed_at(self.text(), m)
            || opening(after, self.list("done")).is_some()
            || made()
            // 第三季度对完成情况进行检查
            || after.starts_with('对') && (after.has("进行") || after.has("开展"))
    }

    /// 我镇再生稻计划实施面积4万亩: what a place plans of something.
    fn plans(&self, after: &str) -> bool {
        const WHOSE: &[&str] =
            &["我镇", "我乡", "我市", "我县", "我区", "我省", "全镇", "全乡", "全市", "全县", "全区"];
        opening(after, WHOSE).is_some() && head(after, 12).has("计划") && !head(after, 14).has("计划的")
    }

    /// Whether a label says that the date behind it is one to meet: 完成时限：2024年6月.
    fn labelled(&self, m: &Mention) -> bool {
        let front = self.around.between(self.around.sentence(m.span.start).start, m.span.start);
        let label = ["：", "为", "分别为"].iter().find_map(|w| front.strip_suffix(w));
        label.is_some_and(|label| ending(label, self.list("set_by")).is_some())
    }

    /// Whether a day lies behind the one on which the text was written, if that is known.
    fn is_ahead(&self, last: Date) -> bool {
        self.context.metadata.written_on.is_none_or(|w| last >= w)
    }

    /// Whether a time is that in which the text was written or begins to hold, or one of the next two:
    /// 2035年，…更加完善 of a plan of 2021 is a mark to reach.
    fn is_near(&self, first: Date) -> bool {
        let metadata = self.context.metadata;
        let from = metadata.written_on.or(metadata.plan_period.map(|p| p.start));
        from.is_none_or(|from| first.year() <= from.year() + 2)
    }

    /// The sentence of a date, as far as it speaks of that: a sentence may have no end.
    fn near(&self, m: &Mention) -> &'a str {
        let (text, sentence) = (self.text(), self.around.sentence(m.core.start));
        let from = text.floor_char_boundary(m.core.start.saturating_sub(NEAR)).max(sentence.start);
        let to = text.ceil_char_boundary(m.span.end + NEAR).min(sentence.end);
        text.get(from..to).unwrap_or_default()
    }

    /// Whether a sentence bounds or aims, so that a year of a text of unknown date is none of a report.
    fn aims(&self, m: &Mention) -> bool {
        const AIMS: &[&str] = &[
            "力争",
            "确保",
            "以上",
            "左右",
            "不低于",
            "不少于",
            "不超过",
            "以内",
            "控制在",
            "不高于",
            "基本完成",
            "基本建成",
            "基本实现",
            "将",
            "分别达到",
        ];
        const BIDS: &[&str] = &["全面", "更新", "开展", "实施", "推进", "建设", "加快", "组织", "改建", "改造", "免除"];
        const TELLS: &[&str] = &["已", "了", "同比", "上年", "去年", "以来", "取得", "成绩", "成效", "是", "面对"];
        // 到2020年，…；2016年完成77个村: on the way to a year that is told before
        let from = self.text().floor_char_boundary(m.span.start.saturating_sub(NEAR));
        let before = self.text().get(from..m.span.start).unwrap_or_default();
        let until =
            before.rmatch_indices("到20").filter_map(|(at, w)| before.get(at + w.len()..)?.get(..2)?.parse().ok());
        if until.into_iter().any(|year: i16| m.first.is_some_and(|day| day.year() <= 2000 + year)) {
            return true;
        }
        // What stands below 发展目标 is to be reached.
        let clause = self.context.clause();
        let named = |words: &str| ["目标", "指标", "任务"].iter().any(|w| words.has(w));
        if clause.section.iter().any(|s| named(s)) || clause.heading.as_ref().is_some_and(|h| named(h.as_str())) {
            return self.goal(m);
        }
        let sentence = self.near(m);
        let has = |words: &[&str]| words.iter().any(|w| sentence.has(w));
        // 2009年，建成垃圾处理工程 bids; 2009年，全市新增企业300家 may report
        let next = self.text().get(m.span.end..).and_then(|t| t.strip_prefix('，')).unwrap_or_default();
        let bids = opening(next, self.list("goal")).or_else(|| opening(next, BIDS)).is_some();
        (has(AIMS) || bids && !has(TELLS)) && self.goal(m)
    }

    /// A year that stands alone before a comma opens a goal where its sentence says what is to be reached.
    fn goal(&self, m: &Mention) -> bool {
        let sentence = self.near(m);
        let has = |kind: &str| self.list(kind).iter().any(|w| sentence.has(w));
        has("goal") && !has("not_goal")
    }

    fn period(&self, m: &Mention, before: &str, after: &str, first: Date, last: Date) -> Option<Found> {
        let words = m.span.of(self.text());
        let yearless = m.rule == "date/from-to" && !words.has('年') && !words.contains(['-', '.', '/']);
        // 于3月1日至3月31日填报: told as a time to act in
        // 禁渔期为3月1日至6月30日: what lasts so long
        let lasts = ["期为", "时间为", "期：", "时间："].iter().any(|w| before.closes(w));
        let told = ending(before, &["于", "在", "自", "从"]).is_some() || self.labelled(m) || lasts;
        let months = m.rule == "date/months" && !words.has('年');
        if months || m.rule == "date/plan" || yearless && !told {
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
        // “十二五”时期是…的关键时期: said of it
        // “十四五”时期（2021—2025年），是…的五年
        let rest = after.strip_prefix('（').and_then(|r| r.split_once('）')).map_or(after, |(_, rest)| rest);
        let next = self.text().get(m.span.end + after.len()..).unwrap_or_default();
        let is = rest.starts_with('是') || rest.trim_start_matches('）').is_empty() && next.starts_with("，是");
        let told_of = is && (m.rule.starts_with("date/plan") || after == "）");
        // “十四五”期间完成的新编教材: which they are
        const MADE: &[&str] =
            &["完成的", "建成的", "建设的", "实施的", "开工的", "投产的", "新增的", "新建的", "认定的"];
        let made = m.rule.starts_with("date/plan") && opening(after, MADE).is_some();
        let past = written.is_some_and(|w| last < w);
        if past || words.ends_with('）') || after.starts_with("年度") || told_of || made {
            return None;
        }
        // 从2023年5月至9月 tells how long; only 自 or 起 says from when on.
        if m.rule == "date/from-to"
            && let Some(word) = ending(before, &["自", "从"])
            && (word == "自" || words.has('起'))
        {
            return Some(from(first, Some(last), m, word, "deadline/from-to"));
        }
        if m.comparator == Comparator::Le {
            return Some(found(DeadlineKind::By, None, last, m, "", by_rule(m)));
        }
        let rule = if m.rule.starts_with("date/plan") { "deadline/during-plan" } else { "deadline/during" };
        Some(found(DeadlineKind::During, Some(first), last, m, "", rule))
    }
}

/// 5月15日（星期三）下班前, 5月15日17时前: the hour stands between the day and 前.
fn ends_before(after: &str) -> bool {
    let rest = match after.strip_prefix('（').and_then(|r| r.split_once('）')) {
        Some((day, rest)) if day.starts_with(['周', '星']) && day.chars().count() <= 4 => rest,
        _ => after,
    };
    let hour = rest.trim_start_matches(|c: char| c.is_ascii_digit() || among(c, "上下中午时点分半:：整班"));
    hour.starts_with('前') && (hour.len() < rest.len() || rest.len() < after.len())
}

/// 于2026年招用…: what is done in that year stands right behind.
fn spent_in(m: &Mention, before: &str, after: &str) -> bool {
    m.grain == Some(Grain::Year) && before.ends_with('于') && after.starts_with(char::is_alphabetic)
}

/// 于2009年实现闭路循环: a verb that closes its term.
fn ending_verb(after: &str) -> bool {
    opening(after, &["实现", "完成", "建成", "达到", "全面完成", "基本完成", "全部完成", "投产", "竣工"]).is_some()
}

/// Whether a date is of a year, a half, a quarter, a month or ten days of it.
fn dated(m: &Mention) -> bool {
    matches!(m.grain, Some(Grain::Year | Grain::Half | Grain::Quarter | Grain::Month | Grain::Tenday))
}

fn by_rule(m: &Mention) -> &'static str {
    match m.rule {
        "date/before-year" => "deadline/before-year",
        "date/before-month" => "deadline/before-month",
        "date/before" | "date/this-year" => "deadline/by-before",
        "date/year-end" | "date/month-end" => "deadline/by-end",
        "date/plan-end" => "deadline/by-plan-end",
        _ => "deadline/by-year",
    }
}

/// The quote: the word in front and the value.
pub(super) fn quote(m: &Mention, word: &str) -> Span {
    Span::new(m.span.start.saturating_sub(word.len()), m.span.end)
}

pub(super) fn found(
    kind: DeadlineKind,
    start: Option<Date>,
    end: impl Into<Option<Date>>,
    m: &Mention,
    word: &str,
    rule: &'static str,
) -> Found {
    let deadline = Deadline { kind, start, end: end.into(), duration: None, working_days: false };
    Found { deadline, quote: quote(m, word), rule }
}

fn from(start: Date, end: Option<Date>, m: &Mention, word: &str, rule: &'static str) -> Found {
    let deadline = Deadline { kind: DeadlineKind::From, start: Some(start), end, duration: None, working_days: false };
    Found { deadline, quote: quote(m, word), rule }
}
