//! Items 列表项: the shapes of the API's lists, and the envelope around them.

pub use super::duty::{
    ActItem, Agency, AgencyCounts, AgencyDetail, Duty, DutyGroup, GapItem, GapKind, Partner, TaskBody, TaskDue,
    TaskItem, TrackItem,
};
use super::view::{Amount, Citation, Clause, Deadline, Diagnostic, Document, Responsibility, Target};
use super::words::{ClauseKind, Origin, Role};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What a list says of itself.
#[derive(Clone, Debug, Default, Serialize, JsonSchema, ToSchema)]
pub struct Meta {
    /// How many there are in all.
    pub total: usize,
    /// Cursor of the next page; null on the last.
    pub next: Option<String>,
    /// The day that status and days are counted from.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub as_of: Option<Date>,
    /// Whether nothing was found as asked and the query was relaxed to its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relaxed: Option<bool>,
    /// Counts by `document`, `agency`, `role`, `kind`, `year`, `issuer`, `document_kind`, `level`, `region`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facets: Option<BTreeMap<String, Vec<Count>>>,
    /// What could not be read as meant in the question and was taken as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Other spellings that were looked for as well.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spellings: Vec<Spelling>,
    /// Words near in meaning that were looked for, where the question was relaxed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub near_words: Vec<Spelling>,
    /// The document that the question names by its number (文号); `document` null: 未入库.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<NumberAsked>,
    /// What to try where nothing was found as asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<Hint>,
    /// Clauses near to the question, where few hold it (`related=true`); not counted in `total`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related: Option<Vec<ClauseItem>>,
    /// How many values the items hold (`due`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<usize>,
}

/// A value and how often it occurs.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Count {
    /// The value, as a filter takes it.
    pub value: String,
    /// The value as people read it.
    pub label: String,
    /// How many clauses.
    pub count: usize,
}

/// Another spelling, or a word near in meaning: `发改委` also as `发展改革委`.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Spelling {
    /// As asked.
    pub asked: String,
    /// As looked for too.
    pub also: String,
}

/// A number of a document (文号) as asked.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct NumberAsked {
    /// As asked.
    pub asked: String,
    /// Its document.
    pub document: Option<DocumentRef>,
    /// `已入库` or `未入库`.
    pub state: String,
}

/// Something to try where nothing was found as asked.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Hint {
    /// `drop_filter` or `spelling`.
    pub kind: String,
    /// The parameter: `agency`, `q`.
    pub parameter: String,
    /// The value to take away, or the words to ask for instead.
    pub value: String,
    /// How many clauses that finds.
    pub total: usize,
    /// The same for people: `去掉“单位：市科委”有 3 条`.
    pub label: String,
}

/// A part of a hit's score.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Reason {
    /// 整句, 字句, 词, 整词, 多词, 标题 or 责任单位注 (which takes away).
    pub rule: String,
    /// Which words of the question.
    pub word: String,
    /// `heading`, `text` or `note`.
    pub field: String,
    /// By what the rule weighs.
    pub weight: f32,
    /// What it gives.
    pub score: f32,
}

/// The envelope: one thing or a list, and what is to be said about it.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Envelope<T> {
    /// The answer.
    pub data: T,
    /// About the answer.
    pub meta: Meta,
}

impl<T> Envelope<T> {
    /// The envelope of a single thing.
    pub fn one(data: T) -> Self {
        Self { data, meta: Meta { total: 1, ..Meta::default() } }
    }
}

/// A document as other things name it.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct DocumentRef {
    /// Document id.
    pub id: String,
    /// 标题
    pub title: Option<String>,
    /// The name to show.
    pub short_title: String,
    /// 发文字号
    pub number: Option<String>,
}

/// A clause as other things name it.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct ClauseRef {
    /// Clause id.
    pub id: String,
    /// Steps of the id below the document's.
    pub path: Vec<String>,
    /// The path for people.
    pub label: String,
    /// Its document.
    pub document: DocumentRef,
    /// The units around it.
    pub section: Vec<String>,
    /// Number as written.
    pub number: Option<String>,
    /// Heading.
    pub heading: Option<String>,
    /// Its place on the page, below the server's address: `/documents/hufubanfa-2023-20#hufubanfa-2023-20~2`.
    pub permalink: String,
}

/// A run that answers the query.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Highlight {
    /// `heading` or `text`.
    pub field: String,
    /// First code point of that field.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// A clause in a list.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct ClauseItem {
    /// Which clause.
    #[serde(flatten)]
    pub clause: ClauseRef,
    /// What part of the document it is.
    pub kind: ClauseKind,
    /// Its paragraphs.
    pub text: String,
    /// Kinds of facts it states, with how many: `{"targets": 4}`.
    pub facts: BTreeMap<String, usize>,
    /// What answers the query.
    pub highlights: Vec<Highlight>,
    /// Rank of the hit; null where nothing was asked.
    pub score: Option<f32>,
    /// How the score comes about (`explain=true`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// Clauses found in its document (`group=document`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of_document: Option<usize>,
}

/// A clause with all it says, and its neighbours.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct ClauseDetail {
    /// The clause.
    #[serde(flatten)]
    pub clause: Clause,
    /// Its document.
    pub document: DocumentRef,
    /// The clause before it.
    pub previous: Option<String>,
    /// The clause after it.
    pub next: Option<String>,
    /// Where the words stand now that this id led to before the document changed; null where it
    /// never led to others.
    pub moved_to: Option<String>,
}

/// A document in a list.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct DocumentItem {
    /// What it is.
    #[serde(flatten)]
    pub document: Document,
    /// How many clauses, and facts of each kind.
    pub counts: BTreeMap<String, usize>,
    /// Elements that the text does not state (原文未载): `["number"]`.
    pub missing: Vec<String>,
    /// What could not be made out.
    pub diagnostics: Vec<Diagnostic>,
}

/// The source as found.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct SourceItem {
    /// Document id.
    pub id: String,
    /// File name.
    pub file: String,
    /// What it was read as.
    pub format: String,
    /// Character encoding.
    pub encoding: String,
    /// The decoded text, unchanged.
    pub text: String,
}

/// Another body of the same list.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct With {
    /// The body as written.
    pub agency: String,
    /// The name it is counted under.
    pub agency_id: String,
    /// Its part.
    pub role: Role,
    /// Its place in the list.
    pub position: Option<u16>,
}

/// A responsibility in a list.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct ResponsibilityItem {
    /// What is said.
    #[serde(flatten)]
    pub fact: Responsibility,
    /// Where.
    pub clause: ClauseRef,
    /// The name the body is counted under.
    pub agency_id: String,
    /// The others of the same list, in order.
    pub with: Vec<With>,
    /// The words of the clause.
    pub text: String,
}

/// Where a day stands against `as_of`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The day is past (原文时限已过, not 未完成).
    Overdue,
    /// The day is to come.
    Open,
    /// It comes again each period.
    Recurring,
}

/// When something falls due.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Due {
    /// The last day; null where none can be told.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Date>,
    /// Where it stands against `as_of`; null where no day can be told.
    pub status: Option<Status>,
    /// Days from `as_of` to `due_on`; negative when past.
    pub days_left: Option<i64>,
}

/// A target in a list.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct TargetItem {
    /// What is said.
    #[serde(flatten)]
    pub fact: Target,
    /// Where.
    pub clause: ClauseRef,
    /// When it falls due: its own `by`, else the inherited one.
    #[serde(flatten)]
    pub due: Due,
}

/// A deadline in a list.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct DeadlineItem {
    /// What is said.
    #[serde(flatten)]
    pub fact: Deadline,
    /// Where.
    pub clause: ClauseRef,
    /// When it falls due.
    #[serde(flatten)]
    pub due: Due,
    /// `stated`, or `inferred` where the day is computed or its year concluded.
    pub due_origin: Origin,
}

/// An amount in a list.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct AmountItem {
    /// What is said.
    #[serde(flatten)]
    pub fact: Amount,
    /// Where.
    pub clause: ClauseRef,
}

/// A citation in a list.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct CitationItem {
    /// What is said.
    #[serde(flatten)]
    pub fact: Citation,
    /// Where.
    pub clause: ClauseRef,
    /// The document it leads to; null: 未入库.
    pub leads_to: Option<DocumentRef>,
}

/// Why something stands in a group of what falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum DueBasis {
    /// The clause states the day (原文明示).
    Stated,
    /// The day is computed from a length of time, or its year concluded (推定).
    Inferred,
    /// The day comes from the section or the title's period (承上).
    Inherited,
    /// It comes again each period, without an end (周期).
    Recurring,
    /// A term of validity ends (有效期).
    Validity,
}

/// One clause with what falls due in it on one day.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct DueItem {
    /// The year; null for what recurs without an end.
    pub year: Option<i16>,
    /// Why it stands here.
    pub basis: DueBasis,
    /// Where.
    pub clause: ClauseRef,
    /// When.
    #[serde(flatten)]
    pub due: Due,
    /// The words that set the time, where the clause has some.
    pub deadline: Option<Deadline>,
    /// The numbers to be reached; none: a task without a number.
    pub targets: Vec<Target>,
}

/// A suggestion while typing.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Suggestion {
    /// `agency`, `document`, `term` or `phrase`.
    pub kind: String,
    /// What is meant: agency id, document id, the word.
    pub id: String,
    /// What to show: `市应急局`.
    pub label: String,
    /// A few words more: `3 条，首列 1`.
    pub note: String,
}

/// What happened to one file.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct IngestItem {
    /// The file as given.
    pub file: String,
    /// What happened.
    pub outcome: Outcome,
    /// The document, where there is one.
    pub id: Option<String>,
    /// Its short title.
    pub title: Option<String>,
    /// 发文字号
    pub number: Option<String>,
    /// How many clauses.
    pub clauses: usize,
    /// How many facts of each kind: `{"targets": 4}`.
    pub facts: BTreeMap<String, usize>,
    /// Elements that the text does not state (原文未载): `["number"]`.
    pub missing: Vec<String>,
    /// Another document that holds most of its words (近似重复).
    pub near_duplicate_of: Option<String>,
    /// Why it was refused, or which document holds the same words under another name.
    pub reason: Option<String>,
    /// What could not be made out.
    pub diagnostics: Vec<Diagnostic>,
}

impl IngestItem {
    /// A file that was not taken in.
    pub fn refused(file: String, reason: String) -> Self {
        Self {
            file,
            outcome: Outcome::Refused,
            id: None,
            title: None,
            number: None,
            clauses: 0,
            facts: BTreeMap::new(),
            missing: Vec::new(),
            near_duplicate_of: None,
            reason: Some(reason),
            diagnostics: Vec::new(),
        }
    }
}

/// What happened to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// New here.
    Ingested,
    /// Here before with other words: replaced.
    Replaced,
    /// Here already, word for word.
    Unchanged,
    /// Not taken in; see `reason`.
    Refused,
}

/// What `check` saw.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Checked {
    /// Documents that can be read.
    pub documents: usize,
    /// Their clauses.
    pub clauses: usize,
    /// What does not fit, a line each: `hufubanfa-2023-20：记录已损坏…`.
    pub findings: Vec<String>,
}

/// What `reindex` did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Reindexed {
    /// Documents in the index.
    pub documents: usize,
    /// Their clauses.
    pub clauses: usize,
    /// Documents that today's rules read another way than before.
    pub changed: usize,
}

/// What `restore` did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Restored {
    /// Documents that were not here.
    pub new: usize,
    /// Documents that stood here with other words.
    pub replaced: usize,
    /// Documents that stood here word for word.
    pub same: usize,
    /// Documents that the dump does not have and that stay.
    pub others: usize,
    /// Where an old store that could not be opened was set aside.
    pub aside: Option<String>,
}

/// What there is.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Stats {
    /// Number of documents.
    pub documents: usize,
    /// Number of clauses.
    pub clauses: usize,
    /// Number of facts of each kind.
    pub facts: BTreeMap<String, usize>,
    /// Number of bodies as named.
    pub agencies: usize,
    /// Change number of the store.
    pub change: u64,
    /// Version of the program.
    pub version: String,
}

/// Something is wrong with a request (RFC 9457).
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Problem {
    /// `about:blank`: the status says it all.
    #[serde(rename = "type")]
    pub kind: String,
    /// Short, in Chinese.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What was expected, what was found, what to do.
    pub detail: String,
    /// The parameter in question.
    pub field: Option<String>,
}
