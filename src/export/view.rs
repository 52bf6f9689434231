//! Views 外部形状: the JSON of annotation.md, field by field, in its order.
//!
//! Views are apart from stored types: what the outside reads changes only by addition. All
//! `start`/`end` count Unicode code points.

use super::number::Number;
use super::words::{
    AmountRole, AmountType, Change, ClauseKind, Comparator, DeadlineKind, Origin, Per, Place, Role, Severity,
    TargetKind,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A half-open run of Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, ToSchema)]
pub struct Range {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// A period of a plan, both days included.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Period {
    /// First day.
    #[schema(value_type = String, format = Date)]
    pub start: Date,
    /// Last day.
    #[schema(value_type = String, format = Date)]
    pub end: Date,
}

/// The elements of a document 公文要素; null is 原文未载, never a guess.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Document {
    /// Document id: `hufubanfa-2023-20`.
    pub id: String,
    /// 标题
    pub title: Option<String>,
    /// 被印发、转发文件的标题（第一个）
    pub enclosed_title: Option<String>,
    /// 被印发、转发文件的标题（全部）
    pub enclosed_titles: Vec<String>,
    /// The name to show in lists: title of the enclosed text, else the title without its issuer.
    pub short_title: String,
    /// 文种
    pub kind: Option<String>,
    /// 发文机关
    pub issuers: Vec<String>,
    /// 发文字号
    pub number: Option<String>,
    /// 主送机关
    pub addressees: Vec<String>,
    /// 成文日期
    #[schema(value_type = Option<String>, format = Date)]
    pub written_on: Option<Date>,
    /// 印发日期
    #[schema(value_type = Option<String>, format = Date)]
    pub printed_on: Option<Date>,
    /// 印发机关
    pub printed_by: Option<String>,
    /// 抄送
    pub copied_to: Vec<String>,
    /// 公开属性
    pub disclosure: Option<String>,
    /// 施行日期
    #[schema(value_type = Option<String>, format = Date)]
    pub effective_from: Option<Date>,
    /// 失效日期
    #[schema(value_type = Option<String>, format = Date)]
    pub effective_until: Option<Date>,
    /// 规划期
    pub plan_period: Option<Period>,
    /// File name as found.
    pub file: String,
    /// What it was read as: `txt`, `md`, `html`, `docx`, `pdf`, `ofd`.
    pub format: String,
    /// Character encoding as found.
    pub encoding: String,
    /// SHA-256 of the normalised text.
    pub hash: String,
}

/// Where a fact's words stand.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Spans {
    /// What `quote` and `value` are counted in.
    pub place: Place,
    /// The quote there.
    pub quote: Range,
    /// What lights up there.
    pub value: Vec<Range>,
    /// The quote in the source as found.
    pub source: Range,
}

/// Where a fact comes from, beside what it says.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Basis {
    /// A short run of the clause's text that holds marker and value.
    pub quote: String,
    /// `<clause>.<field>-<n>`, n from 1.
    pub id: String,
    /// Name of the rule that found it: `deadline/by-year`.
    pub rule: String,
    /// 原文明示, 承上 or 推定.
    pub origin: Origin,
    /// Where its words stand.
    pub spans: Spans,
}

/// Responsibility 责任单位.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Responsibility {
    /// The body as written.
    pub agency: String,
    /// Its part.
    pub role: Role,
    /// Place in the list, from 1 (1 is 首列).
    pub position: Option<u16>,
    /// How many the list names.
    pub of: Option<u16>,
    /// Basis.
    #[serde(flatten)]
    pub basis: Basis,
}

/// Target 目标指标.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Target {
    /// Goal or norm.
    pub kind: TargetKind,
    /// What is counted.
    pub indicator: String,
    /// Bound.
    pub comparator: Comparator,
    /// Value: 万/亿 expanded, percent as the number before it.
    pub value: Number,
    /// Upper end of a range.
    pub value_max: Option<Number>,
    /// Unit as written; `CNY` for money in yuan.
    pub unit: Option<String>,
    /// Direction.
    pub change: Option<Change>,
    /// Rhythm.
    pub per: Option<Per>,
    /// Last day by which it is to be reached, as the clause states.
    #[schema(value_type = Option<String>, format = Date)]
    pub by: Option<Date>,
    /// The day from the section or the title's period.
    #[schema(value_type = Option<String>, format = Date)]
    pub by_inherited: Option<Date>,
    /// Basis.
    #[serde(flatten)]
    pub basis: Basis,
}

/// Deadline 时限.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Deadline {
    /// Kind.
    pub kind: DeadlineKind,
    /// First day.
    #[schema(value_type = Option<String>, format = Date)]
    pub start: Option<Date>,
    /// Last day.
    #[schema(value_type = Option<String>, format = Date)]
    pub end: Option<Date>,
    /// ISO 8601.
    pub duration: Option<String>,
    /// Whether days are 工作日.
    pub working_days: bool,
    /// Basis.
    #[serde(flatten)]
    pub basis: Basis,
}

/// Amount 金额.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Amount {
    /// Role.
    pub role: AmountRole,
    /// Type.
    #[serde(rename = "type")]
    pub measure: AmountType,
    /// Bound.
    pub bound: Comparator,
    /// Value in the main unit of the currency; percent number.
    pub value: Number,
    /// Upper end of a range.
    pub value_max: Option<Number>,
    /// ISO 4217 code, `%`, or unit as written.
    pub unit: Option<String>,
    /// What a rate or threshold is measured on.
    pub basis: Option<String>,
    /// Unit of award as written.
    pub per: Option<String>,
    /// Basis.
    #[serde(flatten)]
    pub found: Basis,
}

/// Citation 引用文件.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Citation {
    /// Title without 《》.
    pub title: Option<String>,
    /// 发文字号
    pub number: Option<String>,
    /// Basis.
    #[serde(flatten)]
    pub basis: Basis,
}

/// Term 简称.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Term {
    /// The short name.
    pub term: String,
    /// The full name.
    pub means: String,
    /// Basis.
    #[serde(flatten)]
    pub basis: Basis,
}

/// Actor 行为主体: a body that only acts in a sentence.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Actor {
    /// The body as written.
    pub agency: String,
    /// Basis.
    #[serde(flatten)]
    pub basis: Basis,
}

/// The facts of one clause, by field.
#[derive(Clone, Debug, Default, Serialize, JsonSchema, ToSchema)]
pub struct Facts {
    /// 责任单位
    pub responsibilities: Vec<Responsibility>,
    /// 目标指标
    pub targets: Vec<Target>,
    /// 时限
    pub deadlines: Vec<Deadline>,
    /// 金额
    pub amounts: Vec<Amount>,
    /// 引用文件
    pub citations: Vec<Citation>,
    /// 简称
    pub terms: Vec<Term>,
    /// 行为主体
    pub actors: Vec<Actor>,
    /// 承上
    pub inherited: Inherited,
}

/// What holds in a clause by a statement around it 承上: the heading of its unit, a note at the unit's end, a rule
/// stated once.
#[derive(Clone, Debug, Default, Serialize, JsonSchema, ToSchema)]
pub struct Inherited {
    /// 责任单位
    pub responsibilities: Vec<Responsibility>,
    /// 时限
    pub deadlines: Vec<Deadline>,
}

impl Facts {
    /// All responsibilities, what is inherited last, as the record holds them.
    pub fn duties(&self) -> impl Iterator<Item = &Responsibility> {
        self.responsibilities.iter().chain(&self.inherited.responsibilities)
    }

    /// All deadlines, what is inherited last, as the record holds them.
    pub fn times(&self) -> impl Iterator<Item = &Deadline> {
        self.deadlines.iter().chain(&self.inherited.deadlines)
    }
}

/// A clause 条款 with all that it says.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Clause {
    /// Clause id: `hufubanfa-2023-20~2~3~nn-5`.
    pub id: String,
    /// What part of the document it is.
    pub kind: ClauseKind,
    /// The units around it, outermost first.
    pub section: Vec<String>,
    /// Number as written.
    pub number: Option<String>,
    /// Heading without number.
    pub heading: Option<String>,
    /// Its paragraphs, divided by `\n`.
    pub text: String,
    /// What it says.
    #[serde(flatten)]
    pub facts: Facts,
    /// The path for people: `二（三）第5项`.
    pub label: String,
    /// Steps of the id below the document's.
    pub path: Vec<String>,
    /// Whether it is a table, a row a line, cells divided by ` | `.
    pub table: bool,
    /// The lines it stands on in the source as found, number and heading included.
    pub source: Range,
}

/// What could not be made out, with its place in the source as found.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Diagnostic {
    /// Stable name: `outline/number-jump`.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// Line in the source, from 1.
    pub line: usize,
    /// First code point in the source.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// One plain Chinese sentence.
    pub message: String,
}

/// One document, parsed: what `tiaoku parse FILE --format json` prints.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Parsed {
    /// What the document is.
    pub document: Document,
    /// Its clauses, in order.
    pub clauses: Vec<Clause>,
    /// What could not be made out.
    pub diagnostics: Vec<Diagnostic>,
}
