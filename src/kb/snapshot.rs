//! Snapshot 快照: the documents as they stand after one change, in the order of lists.
//!
//! Readers hold a snapshot while they answer, so that one answer never mixes two states.

use super::bodies::Bodies;
use super::query::Query;
use crate::export::item::{ClauseRef, DocumentRef};
use crate::export::short_title;
use crate::fact::{Fact, Responsibility, Says};
use crate::record::{ClauseRecord, Former, Record};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

/// All documents: newest first by 成文日期, then by id.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// The store's change number.
    pub change: u64,
    records: Vec<Arc<Record>>,
    places: HashMap<String, usize>,
    pub(super) bodies: OnceLock<Bodies>,
    pub(super) suggestions: OnceLock<Vec<super::suggest::Entry>>,
}

impl Snapshot {
    /// A snapshot of these records.
    pub(super) fn new(change: u64, mut records: Vec<Arc<Record>>) -> Self {
        records.sort_by(|a, b| {
            let key = |r: &Record| Reverse(r.metadata.written_on);
            key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
        });
        let places = records.iter().enumerate().map(|(i, r)| (r.id.clone(), i)).collect();
        Self { change, records, places, bodies: OnceLock::new(), suggestions: OnceLock::new() }
    }

    /// All documents, these in the place of those of their ids, those that are new behind.
    pub(super) fn with(&self, newer: &[Arc<Record>]) -> Vec<Arc<Record>> {
        let ids: HashSet<&str> = newer.iter().map(|r| r.id.as_str()).collect();
        let kept = self.records.iter().filter(|r| !ids.contains(r.id.as_str()));
        kept.chain(newer).cloned().collect()
    }

    /// All documents, in order.
    pub fn records(&self) -> &[Arc<Record>] {
        &self.records
    }

    /// A document by id.
    pub fn record(&self, id: &str) -> Option<&Arc<Record>> {
        self.records.get(*self.places.get(id)?)
    }

    /// A clause by id, with its document and its place there.
    pub fn clause(&self, id: &str) -> Option<(&Arc<Record>, usize)> {
        let document = id.split('~').next().unwrap_or_default();
        let record = self.record(document)?;
        let at = record.clauses.iter().position(|c| c.id == id)?;
        Some((record, at))
    }

    /// An id that was given before for other words than it leads to now, or leads nowhere by itself.
    pub fn former(&self, id: &str) -> Option<&Former> {
        let document = id.split('~').next().unwrap_or_default();
        self.record(document)?.former.iter().find(|f| f.id == id)
    }

    /// The place of a document in the order of lists.
    pub fn place(&self, id: &str) -> usize {
        self.places.get(id).copied().unwrap_or(usize::MAX)
    }

    /// The documents that the query's `document` and `issuer` leave.
    pub(super) fn chosen<'a>(&'a self, query: &'a Query) -> impl Iterator<Item = &'a Arc<Record>> {
        self.records.iter().filter(move |r| {
            (query.document.is_empty() || query.document.contains(&r.id))
                && (query.issuer.is_empty() || r.metadata.issuers.iter().any(|i| query.issuer.contains(i)))
        })
    }
}

/// A document as other things name it.
pub(super) fn document_ref(record: &Record) -> DocumentRef {
    DocumentRef {
        id: record.id.clone(),
        title: record.metadata.title.clone(),
        short_title: short_title(record),
        number: record.metadata.number.clone(),
    }
}

/// A clause as other things name it.
pub(super) fn clause_ref(record: &Record, c: &ClauseRecord) -> ClauseRef {
    ClauseRef {
        id: c.id.clone(),
        path: c.clause.steps.clone(),
        label: c.clause.label.clone(),
        document: document_ref(record),
        section: c.clause.section.clone(),
        number: c.clause.number.clone(),
        heading: c.clause.heading.as_ref().map(|h| h.as_str().to_owned()),
        permalink: format!("/documents/{}#{}", record.id, c.id),
    }
}

/// The responsibilities of a clause, in order.
pub(super) fn duties(c: &ClauseRecord) -> impl Iterator<Item = (&Fact, &Responsibility)> {
    c.facts.iter().filter_map(|f| match &f.says {
        Says::Responsibility(r) => Some((f, r)),
        _ => None,
    })
}

/// Whether the query asks for a body at all.
pub(super) fn asks_agency(query: &Query) -> bool {
    !query.agency.is_empty() || !query.role.is_empty() || query.position.is_some()
}

/// Whether every blank-separated part of the query's `q` stands in the clause's heading or text.
pub(super) fn holds_words(c: &ClauseRecord, query: &Query) -> bool {
    let Some(q) = &query.q else { return true };
    let heading = c.clause.heading.as_ref().map_or("", |h| h.as_str());
    q.split_whitespace().all(|part| heading.contains(part) || c.clause.text.as_str().contains(part))
}

/// The name of a fact's field in outside JSON.
pub(super) fn field(says: &Says) -> &'static str {
    match says {
        Says::Responsibility(_) => "responsibilities",
        Says::Target(_) => "targets",
        Says::Deadline(_) => "deadlines",
        Says::Amount(_) => "amounts",
        Says::Citation(_) => "citations",
        Says::Term(_) => "terms",
        Says::Actor(_) => "actors",
    }
}
