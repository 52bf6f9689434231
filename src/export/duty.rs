//! Duty items 职责项: the shapes of bodies, their pages, tasks, gaps and notes.

use super::item::{ClauseItem, ClauseRef, DocumentRef, Due, DueBasis, ResponsibilityItem};
use super::view::{Deadline, Target};
use super::words::{Origin, Role};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A body in a row of tasks.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct TaskBody {
    /// The body as written.
    pub agency: String,
    /// Its id.
    pub agency_id: String,
    /// Its part as stated.
    pub role: Role,
    /// Its place in the list.
    pub position: Option<u16>,
    /// How many the list names.
    pub of: Option<u16>,
    /// `inferred`: it leads only by standing first (首列，推定牵头).
    pub origin: Origin,
}

/// When a task falls due, and why.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct TaskDue {
    /// Why.
    pub basis: DueBasis,
    /// When.
    #[serde(flatten)]
    pub due: Due,
    /// The words that set the time.
    pub quote: String,
}

/// A row of the 任务分工表: a clause that gives somebody something to do.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct TaskItem {
    /// 序号, from 1, in the order of the list.
    pub number: usize,
    /// What is to be done: the heading, else the first sentence.
    pub task: String,
    /// The numbers to be reached.
    pub targets: Vec<Target>,
    /// The first day on which something of it falls due.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Date>,
    /// All days on which something of it falls due.
    pub dues: Vec<TaskDue>,
    /// 牵头: stated, or first in its list (推定); a body that stands alone.
    pub leads: Vec<TaskBody>,
    /// 配合: the others.
    pub supports: Vec<TaskBody>,
    /// Where it stands.
    pub clause: ClauseRef,
    /// The words of the clause.
    pub text: String,
    /// The last note on how it stands; null where none was made.
    pub track: Option<TrackItem>,
}

/// A note on how a task stands 办理情况.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct TrackItem {
    /// Counted in the order of writing.
    pub serial: u64,
    /// The clause.
    pub clause: String,
    /// The body it speaks of; null for the whole clause.
    pub agency: Option<String>,
    /// 立项, 办理中, 已办结 …
    pub status: String,
    /// What is to be said.
    pub note: Option<String>,
    /// Where the evidence stands.
    pub evidence: Option<String>,
    /// Who wrote it.
    pub author: String,
    /// The day of which it speaks.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
    /// When it was written, RFC 3339.
    pub at: String,
}

/// What a gap is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GapKind {
    /// A clause that names no responsible body.
    NoBody,
    /// A clause that sets no time.
    NoDeadline,
    /// A clause without a number to be reached.
    NoMeasure,
    /// A clause that sets a time and names no body.
    DeadlineWithoutBody,
    /// A body that is never named first and never leads.
    NeverFirst,
}

/// A place where nobody answers, or nothing can be checked.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct GapItem {
    /// What is missing.
    pub kind: GapKind,
    /// The clause; null where it is about a body.
    pub clause: Option<ClauseRef>,
    /// What the clause is about.
    pub task: Option<String>,
    /// The words that set the time, where somebody should answer for it.
    pub quote: Option<String>,
    /// Bodies that only act in its sentences (推定).
    pub actors: Vec<String>,
    /// The body; null where it is about a clause.
    pub agency: Option<Agency>,
}

/// How often a body is named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema, ToSchema)]
pub struct AgencyCounts {
    /// Clauses that name it.
    pub clauses: usize,
    /// Clauses that name it first in a list of two or more.
    pub first: usize,
    /// Clauses in which it leads (牵头).
    pub lead: usize,
    /// Clauses in which it supports (配合).
    pub support: usize,
    /// Clauses in which it only acts in a sentence (推定), and answers for nothing.
    pub acts: usize,
}

/// A body 单位, whatever spellings the documents use for it.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Agency {
    /// Its full name; an id of before and every spelling lead there too.
    pub id: String,
    /// The same, as shown.
    pub name: String,
    /// Other spellings: those in the documents, the usual one first, then those of the table.
    pub short_names: Vec<String>,
    /// 级别: `national`, `province`, `city`, `county`, `town`; null where nothing tells.
    pub level: Option<String>,
    /// 地区; null for the whole country, or where nothing tells.
    pub region: Option<String>,
    /// 上级
    pub parent: Option<String>,
    /// Whether it is no single body (各区, 有关部门).
    pub generic: bool,
    /// The body that hosts an office.
    pub host: Option<String>,
    /// First day under this name.
    #[schema(value_type = Option<String>, format = Date)]
    pub valid_from: Option<Date>,
    /// Last day under this name.
    #[schema(value_type = Option<String>, format = Date)]
    pub valid_until: Option<Date>,
    /// The body that took its place.
    pub successor: Option<String>,
    /// The bodies it took the place of.
    pub predecessors: Vec<String>,
    /// `inferred` (推定) where a rule gives name, level and region; `stated` where the table has a source.
    pub origin: Origin,
    /// `naming-rule`, or the document and clause that say so.
    pub source: String,
    /// How often it is named.
    pub counts: AgencyCounts,
}

/// A clause of an agency's page.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Duty {
    /// The clause.
    #[serde(flatten)]
    pub clause: ClauseItem,
    /// How the body stands there, and who else.
    pub responsibilities: Vec<ResponsibilityItem>,
    /// What is to be reached.
    pub targets: Vec<Target>,
    /// By when.
    pub deadlines: Vec<Deadline>,
}

/// The duties of a body in one document.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct DutyGroup {
    /// The document.
    pub document: DocumentRef,
    /// 成文日期
    #[schema(value_type = Option<String>, format = Date)]
    pub written_on: Option<Date>,
    /// Clauses in order.
    pub duties: Vec<Duty>,
}

/// A body that stands in one list with another.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Partner {
    /// Agency id.
    pub id: String,
    /// Its usual spelling.
    pub name: String,
    /// Clauses in which both stand in one list.
    pub clauses: usize,
    /// Of these, how many name the partner first or as leading.
    pub leads: usize,
}

/// A sentence in which a body acts without being made responsible: `各相关区要…`.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct ActItem {
    /// The body as written.
    pub agency: String,
    /// Where.
    pub clause: ClauseRef,
    /// The sentence.
    pub sentence: String,
}

/// An agency's page.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct AgencyDetail {
    /// The body.
    #[serde(flatten)]
    pub agency: Agency,
    /// Other bodies that are written so in other places.
    pub same_name: Vec<Agency>,
    /// The bodies that stand in one list with it, most often first.
    pub partners: Vec<Partner>,
    /// Its duties by document.
    pub documents: Vec<DutyGroup>,
    /// Where it only acts in a sentence (推定): kept apart from what it answers for.
    pub acts: Vec<ActItem>,
}
