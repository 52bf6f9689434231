//! Says 事实的内容: what a fact is made of; each type repeats its definition in `annotation.md`.
//!
//! In: 力争到2026年，全市特色产业园区达到60个左右; out: a [`Target`] with the words it stands on.

use crate::mention::Comparator;
use crate::outline::Clause;
use crate::text::{MappedText, Span};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use smallvec::{SmallVec, smallvec};
use std::borrow::Cow;
use std::sync::Arc;

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
    /// A short run of the normalised words of `place` that holds marker and value.
    pub quote: Span,
    /// The words of the value there: what lights up.
    pub value: SmallVec<[Span; 1]>,
    /// Name of the rule that found it: `deadline/by-year`.
    pub rule: Cow<'static, str>,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether the clause says it in its text or in its heading.
    pub place: Place,
}

impl Fact {
    /// What the text of a clause states, found by `rule`.
    pub(super) fn stated(says: Says, quote: Span, value: Span, rule: &'static str) -> Self {
        let (value, rule) = (smallvec![value], Cow::Borrowed(rule));
        Self { says, quote, value, rule, origin: Origin::Stated, place: Place::Text }
    }

    /// The words that [`Self::quote`] and [`Self::value`] are runs of.
    pub fn words<'c>(&'c self, clause: &'c Clause) -> &'c MappedText {
        match (&self.place, &clause.heading) {
            (Place::Elsewhere(words), _) => words,
            (Place::Heading, Some(heading)) => heading,
            _ => &clause.text,
        }
    }
}

/// Where the words of a fact stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// 正文
    Text,
    /// 条旨: （二）整改阶段（11月底前）
    Heading,
    /// 承上: not in the clause; the heading or the note that it holds by.
    Elsewhere(Arc<MappedText>),
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

impl Says {
    /// The place of its field among the fields; bodies that only act stand among those that answer.
    pub(super) const fn field(&self) -> u8 {
        match self {
            Self::Responsibility(_) | Self::Actor(_) => 0,
            Self::Target(_) => 1,
            Self::Deadline(_) => 2,
            Self::Amount(_) => 3,
            Self::Citation(_) => 4,
            Self::Term(_) => 5,
        }
    }
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
