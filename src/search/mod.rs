//! Search 检索: clauses found by their words, floor 6.
//!
//! One index document per clause (tantivy). The promise: any run of 2 or more characters of a clause
//! (heading and text joined in that order; punctuation, width, case and line ends ignored on both
//! sides) finds that clause. It is kept by character pairs with positions (`analyse`); words cut by
//! jieba only rank. The index is a copy: it remembers the change of the store that it has followed
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
//! A new filter: a field in `schema.rs`, its value in `clause_document`, its parameter in [`Query`]
//! and `plan.rs`. A new facet: a column in `columns.rs`. Raise [`FORMAT`] whenever what is indexed
//! changes; an older index is then built anew.

mod analyse;
mod collect;
mod columns;
mod highlight;
mod index;
mod plan;
mod schema;
#[cfg(test)]
mod tests;

pub use index::Index;

use crate::fact::{Role, Says};
use crate::text::Span;
use jiff::civil::Date;
use std::path::PathBuf;

/// Version of what is indexed; an index of another one is emptied at open.
pub const FORMAT: u32 = 1;

/// Most values that the facets by document and by body list.
pub const MOST_VALUES: usize = 1000;

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
}

/// A question. Values inside one list are joined by OR, the parameters by AND; empty asks for all.
#[derive(Clone, Debug)]
pub struct Query {
    /// The words: blank-separated parts, each an unbroken run; `"…"` or `“…”` exactly so.
    pub text: String,
    /// Document ids.
    pub document: Vec<String>,
    /// Bodies as written, counted under [`Lexicon::agency_key`](crate::lexicon::Lexicon::agency_key).
    pub agency: Vec<String>,
    /// Part of the body: in the same statement as `agency` and `position`.
    pub role: Option<Role>,
    /// Place in the list, from 1: in the same statement as `agency` and `role`.
    pub position: Option<u16>,
    /// Kinds of facts.
    pub kind: Vec<FactKind>,
    /// 发文机关
    pub issuer: Vec<String>,
    /// Years of the document.
    pub year: Vec<i16>,
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
}

impl Default for Query {
    fn default() -> Self {
        Self {
            text: String::new(),
            document: Vec::new(),
            agency: Vec::new(),
            role: None,
            position: None,
            kind: Vec::new(),
            issuer: Vec::new(),
            year: Vec::new(),
            from: None,
            until: None,
            sort: Sort::default(),
            offset: 0,
            limit: 20,
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
    /// Place of the clause in its document, from 0.
    pub ordinal: usize,
    /// How well it fits; 0 where the order is not by relevance.
    pub score: f32,
    /// In order of place; of overlapping ones the longest.
    pub highlights: Vec<Highlight>,
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
