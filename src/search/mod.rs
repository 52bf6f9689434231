//! Search 检索: clauses found by their words, floor 6.
//!
//! One index document per clause (tantivy). The promise: any run of 2 or more characters of a clause
//! (heading and text joined in that order; punctuation, width, case and line ends ignored on both
//! sides) finds that clause. It is kept by character pairs with positions (`analyse`); words cut by
//! jieba only rank. Words are asked for in the query language of `ask`; the rule of ranking stands in `plan`, and
//! each hit tells its share of it on request. The index is a copy: it remembers the change of the store that it has followed
//! and can be rebuilt at any time.
//!
//! ```
//! use tiaoku::lexicon::Lexicon;
//! use tiaoku::search::{Index, Query};
//! let index = Index::in_memory(Lexicon::builtin()).unwrap();
//! let found = index.find(&Query { text: "首台套 资助".into(), ..Query::default() }).unwrap();
//! assert_eq!((found.total, index.change()), (0, 0));
//! ```
//!
//! # To add one
//! A new filter: a field in `schema.rs`, its value in `clause_document`, a column in `columns.rs`, its
//! parameter in [`Query`] and `counts.rs`, its name in a question in `field.rs`. Another spelling or near word: a
//! row of the tables `variants` and `near_words`. Raise [`FORMAT`] whenever what is indexed
//! changes; an older index is then built anew.

mod analyse;
mod ask;
mod best;
mod collect;
mod columns;
mod counts;
mod field;
mod filter;
mod highlight;
mod index;
mod place;
mod plan;
mod schema;
mod shelf;
mod spelling;
mod stream;
#[cfg(test)]
mod tests;
mod variant;
mod weigh;

pub use analyse::fold;
pub use field::money;
pub use index::Index;
pub use shelf::Shelf;

use crate::fact::{Role, Says};
use crate::text::Span;
use jiff::civil::Date;
use std::path::PathBuf;

/// Version of what is indexed; an index of another one is emptied at open.
pub const FORMAT: u32 = 4;

/// Most values that the facets by document and by body list.
pub const MOST_VALUES: usize = 100;

/// The kinds of facts, as a filter and as a facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FactKind {
    /// 责任单位
    Responsibilities,
    /// 目标
    Targets,
    /// 时限
    Deadlines,
    /// 金额
    Amounts,
    /// 引用
    Citations,
    /// 简称
    Terms,
    /// 行为主体
    Actors,
}

impl FactKind {
    /// All kinds, in the order of the outside JSON.
    pub const ALL: [Self; 7] = [
        Self::Responsibilities,
        Self::Targets,
        Self::Deadlines,
        Self::Amounts,
        Self::Citations,
        Self::Terms,
        Self::Actors,
    ];

    /// Its name in the outside JSON: `responsibilities`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Responsibilities => "responsibilities",
            Self::Targets => "targets",
            Self::Deadlines => "deadlines",
            Self::Amounts => "amounts",
            Self::Citations => "citations",
            Self::Terms => "terms",
            Self::Actors => "actors",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.name() == name)
    }

    /// The kind of a statement.
    pub const fn of(says: &Says) -> Self {
        match says {
            Says::Responsibility(_) => Self::Responsibilities,
            Says::Target(_) => Self::Targets,
            Says::Deadline(_) => Self::Deadlines,
            Says::Amount(_) => Self::Amounts,
            Says::Citation(_) => Self::Citations,
            Says::Term(_) => Self::Terms,
            Says::Actor(_) => Self::Actors,
        }
    }
}

/// The order of the hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first; without words, as `Document`.
    #[default]
    Relevance,
    /// By document id, then by place in the document.
    Document,
    /// Newest document first, those without a date last; then as `Document`.
    Date,
    /// Largest amount of money first, those without one last.
    Amount,
    /// Earliest last day first, those without one last.
    Deadline,
}

/// A question. Values inside one list are joined by OR, the parameters by AND; empty asks for all.
#[derive(Clone, Debug)]
pub struct Query {
    /// The words: blank-separated parts, each an unbroken run; `"…"` or `“…”` exactly so; `AND 与`, `OR 或`,
    /// `NOT 非 不含`, brackets, `单位:`, `金额>=100万` and the like.
    pub text: String,
    /// Document ids.
    pub document: Vec<String>,
    /// Bodies as written, counted under [`Lexicon::agency_key`](crate::lexicon::Lexicon::agency_key).
    pub agency: Vec<String>,
    /// Parts of the body: in the same statement as `agency` and `position`.
    pub role: Vec<Role>,
    /// Place in the list, from 1: in the same statement as `agency` and `role`.
    pub position: Option<u16>,
    /// Kinds of facts.
    pub kind: Vec<FactKind>,
    /// 发文机关
    pub issuer: Vec<String>,
    /// Years of the document.
    pub year: Vec<i16>,
    /// 文种
    pub document_kind: Vec<String>,
    /// 级别 of who issued it: `省级`.
    pub level: Vec<String>,
    /// 地区 of who issued it: `上海市奉贤区`.
    pub region: Vec<String>,
    /// A sum of money of at least so many fen is named.
    pub amount_from: Option<i64>,
    /// A sum of money of at most so many fen is named (the same one).
    pub amount_until: Option<i64>,
    /// A last day on this one or later is named.
    pub deadline_from: Option<Date>,
    /// A last day on this one or before is named (the same one).
    pub deadline_until: Option<Date>,
    /// Documents written on this day or later.
    pub from: Option<Date>,
    /// Documents written on this day or before.
    pub until: Option<Date>,
    /// Order.
    pub sort: Sort,
    /// Hits to pass over.
    pub offset: usize,
    /// Most hits to give (20 by default).
    pub limit: usize,
    /// The best clause of each document; `total` then counts documents.
    pub by_document: bool,
    /// Whether facets are counted (they are by default).
    pub facets: bool,
    /// Whether each hit tells how its score comes about.
    pub explain: bool,
    /// Whether clauses near to the question are given where few hold it.
    pub related: bool,
    /// The change of the store whose state is asked for; the present one where it is not held any more.
    pub at: Option<u64>,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            text: String::new(),
            document: Vec::new(),
            agency: Vec::new(),
            role: Vec::new(),
            position: None,
            kind: Vec::new(),
            issuer: Vec::new(),
            year: Vec::new(),
            document_kind: Vec::new(),
            level: Vec::new(),
            region: Vec::new(),
            amount_from: None,
            amount_until: None,
            deadline_from: None,
            deadline_until: None,
            from: None,
            until: None,
            sort: Sort::default(),
            offset: 0,
            limit: 20,
            by_document: false,
            facets: true,
            explain: false,
            related: false,
            at: None,
        }
    }
}

/// Which words of a clause a highlight lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Its heading.
    Heading,
    /// Its text.
    Text,
}

/// Words of the question as they stand in the clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Highlight {
    /// Where.
    pub field: Place,
    /// Bytes of the normalised heading or text.
    pub span: Span,
}

/// A clause found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Document id.
    pub document: String,
    /// Clause id.
    pub clause: String,
    /// Its text.
    pub text: String,
    /// Place of the clause in its document, from 0.
    pub ordinal: usize,
    /// How well it fits; 0 where the order is not by relevance.
    pub score: f32,
    /// In order of place; of overlapping ones the longest.
    pub highlights: Vec<Highlight>,
    /// How the score comes about, where it is asked for.
    pub why: Vec<Why>,
    /// Clauses found in its document, where the best of each document is asked for.
    pub of_document: Option<usize>,
}

/// A part of a hit's score.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// 整句, 字句, 词, 整词, 多词, 标题 or 责任单位注.
    pub rule: String,
    /// Which words of the question.
    pub word: String,
    /// `heading`, `text` or `note`.
    pub field: String,
    /// By what the rule weighs.
    pub weight: f32,
    /// What it gives: weight times how rare and how often.
    pub score: f32,
}

/// A clause as the index holds it.
#[derive(Clone, Copy, Debug)]
pub struct Indexed<'a> {
    /// Document id.
    pub document: &'a str,
    /// Clause id.
    pub clause: &'a str,
    /// Its heading; empty where there is none.
    pub heading: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// How the whole result spreads, most first. A facet that is itself filtered counts what its other
/// values would give. Of documents and bodies the first [`MOST_VALUES`] are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Clauses by document id.
    pub document: Vec<(String, usize)>,
    /// Clauses by responsible body (in `role` and `position`, where those are asked for).
    pub agency: Vec<(String, usize)>,
    /// Clauses by kind of fact ([`FactKind::name`]).
    pub kind: Vec<(String, usize)>,
    /// Clauses by year of the document.
    pub year: Vec<(String, usize)>,
    /// Clauses by 发文机关.
    pub issuer: Vec<(String, usize)>,
    /// Clauses by role of a responsible body (of `agency`, where it is asked for).
    pub role: Vec<(String, usize)>,
    /// Clauses by 文种.
    pub document_kind: Vec<(String, usize)>,
    /// Clauses by 级别.
    pub level: Vec<(String, usize)>,
    /// Clauses by 地区.
    pub region: Vec<(String, usize)>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// How many clauses in all.
    pub total: usize,
    /// Those from `offset`, at most `limit`.
    pub hits: Vec<Hit>,
    /// How the whole result spreads.
    pub facets: Facets,
    /// Nothing held all runs, so the words of the question were looked for.
    pub relaxed: bool,
    /// Clauses near to the question, where few hold it and they are asked for; none of `hits`.
    pub related: Vec<Hit>,
    /// What could not be read as meant and was taken as text.
    pub note: Option<String>,
    /// Other spellings that were looked for as well: as asked, as written.
    pub spellings: Vec<(String, String)>,
    /// Words near in meaning that were looked for, where the question was relaxed: as asked, as written.
    pub near: Vec<(String, String)>,
}

/// Why the index could not do it.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// Another process writes this index.
    #[error("索引目录 {} 正被另一个进程使用，请先停止它", dir.display())]
    InUse {
        /// The index directory.
        dir: PathBuf,
    },
    /// The directory cannot be made or written.
    #[error("索引目录 {} 不能写入（{why}），请检查路径和权限", dir.display())]
    NotWritable {
        /// The index directory.
        dir: PathBuf,
        /// What the system said.
        why: String,
    },
    /// The engine failed; the index can be rebuilt from the store.
    #[error("索引出错：{0}。可用 tiaoku reindex 重建")]
    Engine(#[from] tantivy::TantivyError),
}
