//! Snapshot 快照: the documents as they stand after one change, in the order of lists.
//!
//! Readers hold a snapshot while they answer, so that one answer never mixes two states.

use super::bodies::Bodies;
use super::held::{Held, Reader};
use super::query::Query;
use crate::export::item::{ClauseRef, DocumentRef};
use crate::export::short_title;
use crate::fact::{Fact, Responsibility, Says};
use crate::record::{Brief, ClauseRecord, Former, Record};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// All documents: newest first by 成文日期, then by id.
#[derive(Debug)]
pub struct Snapshot {
    /// The store's change number.
    pub change: u64,
    documents: Vec<Arc<Held>>,
    reader: Arc<Reader>,
    places: HashMap<String, usize>,
    pub(super) bodies: OnceLock<Bodies>,
    pub(super) suggestions: OnceLock<Vec<super::suggest::Entry>>,
}

impl Snapshot {
    /// A snapshot of these documents.
    pub(super) fn new(change: u64, mut documents: Vec<Arc<Held>>, reader: Arc<Reader>) -> Self {
        documents.sort_by(|a, b| {
            let key = |d: &Held| Reverse(d.brief.metadata.written_on);
            key(a).cmp(&key(b)).then_with(|| a.brief.id.cmp(&b.brief.id))
        });
        let places = documents.iter().enumerate().map(|(i, d)| (d.brief.id.clone(), i)).collect();
        Self { change, documents, reader, places, bodies: OnceLock::new(), suggestions: OnceLock::new() }
    }

    /// All documents, in order.
    pub fn documents(&self) -> &[Arc<Held>] {
        &self.documents
    }

    /// A document by id.
    pub fn document(&self, id: &str) -> Option<&Arc<Held>> {
        self.documents.get(*self.places.get(id)?)
    }

    /// The record of a document; where it cannot be read that is logged, `tiaoku check` tells it too.
    pub fn read(&self, held: &Held) -> Option<Arc<Record>> {
        let read = self.reader.read(held);
        read.inspect_err(|why| tracing::error!("文件 {} 读不出来：{why}", held.brief.id)).ok()
    }

    /// What reads records, for who must know why one cannot be read.
    pub(super) fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The record of a document by id.
    pub fn record(&self, id: &str) -> Option<Arc<Record>> {
        self.read(self.document(id)?)
    }

    /// A clause by id, with its document and its place there.
    pub fn clause(&self, id: &str) -> Option<(Arc<Record>, usize)> {
        let document = id.split('~').next().unwrap_or_default();
        let record = self.record(document)?;
        let at = record.clauses.iter().position(|c| c.id == id)?;
        Some((record, at))
    }

    /// An id that was given before for other words than it leads to now, or leads nowhere by itself.
    pub fn former(&self, id: &str) -> Option<Former> {
        let document = id.split('~').next().unwrap_or_default();
        self.record(document)?.former.iter().find(|f| f.id == id).cloned()
    }

    /// The documents that the query's `document` and `issuer` leave.
    pub(super) fn chosen<'a>(&'a self, query: &'a Query) -> impl Iterator<Item = &'a Arc<Held>> {
        self.documents.iter().filter(move |d| {
            (query.document.is_empty() || query.document.contains(&d.brief.id))
                && (query.issuer.is_empty() || d.brief.metadata.issuers.iter().any(|i| query.issuer.contains(i)))
        })
    }

    /// What `make` says of each, the records read side by side; in order.
    pub(super) fn each<W: Sync, T: Send>(
        &self,
        all: &[W],
        of: impl for<'x> Fn(&'x W) -> Option<&'x Arc<Held>> + Sync,
        make: impl Fn(&W, &Record) -> Vec<T> + Sync,
    ) -> Vec<T> {
        all.par_iter()
            .map(|w| of(w).and_then(|held| self.read(held)).map(|r| make(w, &r)).unwrap_or_default())
            .collect::<Vec<_>>()
            .into_iter()
            .flatten()
            .collect()
    }
}

/// A document as other things name it.
pub(super) fn document_ref(brief: &Brief) -> DocumentRef {
    DocumentRef {
        id: brief.id.clone(),
        title: brief.metadata.title.clone(),
        short_title: brief_title(brief),
        number: brief.metadata.number.clone(),
    }
}

/// The name to show of a document.
pub(super) fn brief_title(brief: &Brief) -> String {
    short_title(&brief.metadata, &brief.name)
}

/// A clause as other things name it; none where there is no clause of that place.
pub(super) fn clause_ref(brief: &Brief, at: usize) -> Option<ClauseRef> {
    let head = brief.head(at)?;
    let owned = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect();
    Some(ClauseRef {
        permalink: format!("/documents/{}#{}", brief.id, head.id),
        id: head.id,
        path: owned(head.steps),
        label: head.label.to_owned(),
        document: document_ref(brief),
        section: owned(head.section),
        number: head.number.map(str::to_owned),
        heading: head.heading.map(str::to_owned),
    })
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
