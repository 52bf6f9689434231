//! Fact 事实: what a clause says, floor 4.
//!
//! Responsibilities 责任单位, targets 目标, deadlines 时限, amounts 金额, citations 引用, terms 简称
//! and actors 行为主体; `annotation.md`'s definitions are repeated at each type.
//!
//! # To add one
//! A new kind of facts is a variant of [`Says`] and a file that implements [`Field`], named in
//! [`Extractor::new`]; its words go into a table of `lexicon`, its cases into `tests/cases/<field>.json`.

mod amount;
mod around;
mod body;
mod citation;
mod deadline;
mod due;
mod money;
mod responsibility;
mod responsibility_joint;
mod responsibility_list;
mod responsibility_note;
mod responsibility_prose;
mod responsibility_table;
mod scope;
mod table;
mod target;
mod target_carry;
mod target_count;
mod target_list;
mod target_noun;
mod target_phrase;
mod target_place;
mod target_share;
mod target_table;
mod target_time;
mod target_whole;
mod term;
mod vocabulary;

use crate::lexicon::Lexicon;
pub use crate::mention::Comparator;
use crate::mention::{Mention, Scanner};
use crate::metadata::Metadata;
use crate::outline::Clause;
use crate::text::Span;
use around::Around;
pub use due::due_on;
use jiff::civil::Date;
use regex::Regex;
use rust_decimal::Decimal;
pub use scope::Edges;
use serde::{Deserialize, Serialize};
use vocabulary::Vocabulary;

/// The most values beside one that are asked what they say of it: more than a long clause has, so that a
/// hostile one takes no longer than its length.
const LOOKED: usize = 300;

/// What a field may look at while it reads one clause.
pub struct Context<'a> {
    /// All clauses of the document, in order.
    pub clauses: &'a [Clause],
    /// The clause to read: an index into them.
    pub at: usize,
    /// The values that stand in its text, in order.
    pub mentions: &'a [Mention],
    /// What the document is.
    pub metadata: &'a Metadata,
    /// The day that 今年 and the like are counted from: 成文日期, else the caller's day.
    pub today: Date,
    /// The year of `today` is concluded from what the document carries out, and stated nowhere.
    pub year_inferred: bool,
    /// Who leads the lists, where the document says so once (列第一位者为牵头单位，下同).
    pub leads: Option<responsibility::Leads>,
    /// Whether 以上 and 以下 include the number.
    pub edges: Edges,
    /// The runs of the clause's text that tell of what is done, in order (过去一年，…).
    pub told: &'a [Span],
    /// Sentences and phrases of the text.
    around: &'a Around<'a>,
}

impl<'a> Context<'a> {
    /// The clause to read.
    pub fn clause(&self) -> &'a Clause {
        &self.clauses[self.at]
    }

    /// Its normalised text.
    pub fn text(&self) -> &'a str {
        self.clause().text.as_str()
    }

    /// The values in it.
    pub fn values(&self) -> &'a [Mention] {
        self.mentions
    }

    /// Whether a value tells of what is done and so sets nothing.
    pub fn is_told(&self, value: Span) -> bool {
        covered(self.told, value)
    }
}

/// A kind of facts (registry slice: [`Extractor::new`]).
pub trait Field: Send + Sync {
    /// Its name in outside JSON: `responsibilities`.
    fn name(&self) -> &'static str;

    /// What one clause says, in order of place.
    fn read(&self, context: &Context<'_>) -> Vec<Fact>;
}

/// All fields, compiled from the word tables once.
pub struct Extractor {
    scanner: Scanner,
    fields: Vec<Box<dyn Field>>,
    recall: scope::Recall,
    vocabulary: Vocabulary,
}

impl Extractor {
    /// Compiles what the fields need from the tables.
    pub fn new(lexicon: &Lexicon) -> Self {
        let fields: Vec<Box<dyn Field>> = vec![
            Box::new(responsibility::Duties::new(lexicon)),
            Box::new(target::Targets::new(lexicon)),
            Box::new(deadline::Deadlines::new(lexicon)),
            Box::new(amount::Amounts::new(lexicon)),
            Box::new(citation::Citations::new()),
            Box::new(term::Terms::new()),
        ];
        Self {
            scanner: Scanner::new(lexicon),
            fields,
            recall: scope::Recall::new(lexicon),
            vocabulary: Vocabulary::new(lexicon),
        }
    }

    /// The facts of each clause, in order of field, then of place.
    pub fn extract<'c>(&self, clauses: &'c [Clause], metadata: &Metadata, as_of: Date) -> Vec<Vec<Fact>> {
        let stated = metadata.written_on.or_else(|| scope::year_day(metadata, clauses));
        let own = stated.or_else(|| scope::year_followed(clauses));
        let (today, year_inferred) = (own.unwrap_or(as_of), stated.is_none() && own.is_some());
        let scan = |c: &Clause| {
            let mut found = self.scanner.scan_narrow(c.text.as_str(), today);
            if own.is_none() {
                scope::undate(c.text.as_str(), &mut found);
            }
            found
        };
        let leads = responsibility::Leads::find(clauses);
        let edges = Edges::of(clauses);
        // Neighbours mostly stand below the same headings.
        let mut above: (&[String], bool) = (&[], false);
        let mut told = |clause: &'c Clause, around: &Around<'_>| {
            if clause.section != above.0 {
                above = (&clause.section, self.recall.is_over(&clause.section));
            }
            self.recall.runs(clause, around, above.1)
        };
        let mut facts: Vec<Vec<Fact>> = clauses.iter().map(|_| Vec::new()).collect();
        for (first, out) in (0..).step_by(SHEAF).zip(facts.chunks_mut(SHEAF)) {
            let sheaf = &clauses[first..first + out.len()];
            let mentions: Vec<_> = sheaf.iter().map(scan).collect();
            let arounds: Vec<_> = sheaf.iter().map(|c| Around::new(c.text.as_str(), &self.vocabulary)).collect();
            let tolds: Vec<_> = sheaf.iter().zip(&arounds).map(|(clause, around)| told(clause, around)).collect();
            for field in &self.fields {
                for (n, out) in out.iter_mut().enumerate() {
                    let (at, mentions, told, around) = (first + n, &mentions[n], &tolds[n], &arounds[n]);
                    let context =
                        Context { clauses, mentions, at, metadata, today, year_inferred, leads, edges, told, around };
                    out.append(&mut field.read(&context));
                }
            }
        }
        facts
    }
}

/// As many clauses are read together, field by field: the words and patterns of one field stay at hand, and so does
/// what was noted of these clauses.
const SHEAF: usize = 256;

/// Whether one of the spans, which are in order and apart, shares a byte with `span`.
fn covered(spans: &[Span], span: Span) -> bool {
    let after = spans.partition_point(|s| s.end <= span.start);
    spans.get(after).is_some_and(|s| s.overlaps(span))
}

/// A pattern that is written in this room.
#[allow(clippy::unwrap_used, reason = "the pattern stands in the source; tests compile each")]
fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The clause states it (原文明示).
    Stated,
    /// It holds here by a statement elsewhere in the document (承上).
    Inherited,
    /// It is concluded, not stated (推定).
    Inferred,
}

/// One statement of a clause, with its exact words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What is said.
    pub says: Says,
    /// A short run of the clause's normalised text that holds marker and value.
    pub quote: Span,
    /// The words of the value in the clause's normalised text: what lights up.
    pub value: Vec<Span>,
    /// Name of the rule that found it: `deadline/by-year`.
    pub rule: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// The kinds of statements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Says {
    /// 责任单位
    Responsibility(Responsibility),
    /// 目标指标
    Target(Target),
    /// 时限
    Deadline(Deadline),
    /// 金额
    Amount(Amount),
    /// 引用文件
    Citation(Citation),
    /// 简称
    Term(Term),
    /// 行为主体: a body that only acts in a sentence
    Actor(Actor),
}

/// Part of a body in a responsibility.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// 牵头
    Lead,
    /// 配合
    Support,
    /// 责任
    Responsible,
}

/// Responsibility 责任单位: a body that an explicit statement makes responsible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Responsibility {
    /// The body as written.
    pub agency: String,
    /// Its part.
    pub role: Role,
    /// Its place in the list, from 1; none where it stands in no list.
    pub position: Option<u16>,
    /// How many the list names.
    pub of: Option<u16>,
}

/// Whether a target is a result or a standing limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TargetKind {
    /// A result to be reached.
    Goal,
    /// A standing limit.
    Norm,
}

/// Direction of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// 增长 提高
    Increase,
    /// 下降 压减 缩小
    Decrease,
    /// 新增 新建 引进
    New,
}

/// Rhythm of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Per {
    /// 每年 年均
    Year,
    /// 每月
    Month,
    /// 日均
    Day,
}

/// Target 目标指标: a number to be reached, or a standing limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Goal or norm.
    pub kind: TargetKind,
    /// What is counted.
    pub indicator: String,
    /// Bound.
    pub comparator: Comparator,
    /// The number, 万/亿 expanded, percent as the number before %.
    pub value: Decimal,
    /// Upper end of a range.
    pub value_max: Option<Decimal>,
    /// Unit as written, `CNY` for money in yuan, none for bare ratios.
    pub unit: Option<String>,
    /// Direction.
    pub change: Option<Change>,
    /// Rhythm.
    pub per: Option<Per>,
    /// Last day by which it is to be reached, as the clause itself states.
    pub by: Option<Date>,
    /// The day from the section or the title's period, where the clause states none.
    pub by_inherited: Option<Date>,
}

/// How a deadline sets its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DeadlineKind {
    /// 到2026年: `end`
    By,
    /// 2024—2026年: `start`, `end`
    During,
    /// 三年内: `duration`
    Within,
    /// 自…起: `start`
    From,
    /// 每年: `duration`
    Each,
    /// 有效期: `duration` or `end`
    Validity,
}

/// Deadline 时限: an expression that sets a time for a task, target or validity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// Kind.
    pub kind: DeadlineKind,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// ISO 8601.
    pub duration: Option<String>,
    /// Whether days are 工作日.
    pub working_days: bool,
}

/// What money is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AmountRole {
    /// 资助 奖励 补贴
    Support,
    /// A condition on who or what qualifies.
    Threshold,
    /// Size of a fund or budget.
    Fund,
    /// Fees, guarantees, shares of disbursement.
    Other,
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AmountType {
    /// Money.
    Money,
    /// Percent.
    Rate,
    /// A number of other things one must meet to qualify.
    Count,
}

/// Amount 金额: money or a share granted, paid, raised or needed to qualify.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// Role.
    pub role: AmountRole,
    /// Type (`type` in JSON).
    pub measure: AmountType,
    /// Bound.
    pub bound: Comparator,
    /// Value in the main unit of the currency; percent number.
    pub value: Decimal,
    /// Upper end of a range.
    pub value_max: Option<Decimal>,
    /// ISO 4217 code, `%`, or unit as written.
    pub unit: Option<String>,
    /// What a rate or threshold is measured on.
    pub basis: Option<String>,
    /// Unit of award as written.
    pub per: Option<String>,
}

/// Citation 引用文件.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// Title without 《》.
    pub title: Option<String>,
    /// 发文字号.
    pub number: Option<String>,
}

/// Term 简称: （以下简称“X”）.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The short name.
    pub term: String,
    /// The full name as written before it.
    pub means: String,
}

/// Actor 行为主体: a body that only acts in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The body as written.
    pub agency: String,
}
