//! Find 查找: documents, clauses and sources as stored, and lists of them.

use super::bodies::Asked;
use super::query::Query;
use super::snapshot::{self, Snapshot, clause_ref, document_ref};
use super::{Kb, KbError};
use crate::export::item::{ClauseDetail, ClauseItem, DocumentItem, Envelope, Highlight, Meta, SourceItem, Stats};
use crate::export::{Numbers, RecordView, diagnostics, document};
use crate::record::{ClauseRecord, Former, Record};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Letters of a clause that is gone by which the reader may know it again.
const BEGINS: usize = 16;

impl Kb {
    /// The documents, newest first, with what was not recognised in each.
    ///
    /// # Errors
    /// An order that does not exist.
    pub fn documents(&self, query: &Query) -> Result<Envelope<Vec<DocumentItem>>, KbError> {
        let order = query.order(&["-written_on", "written_on", "title"])?;
        let now = self.at(query);
        let asked = self.asked(&now, query);
        let mut found: Vec<&Arc<Record>> = now.chosen(query).filter(|r| is_asked(r, query, &asked)).collect();
        match order {
            "written_on" => found.sort_by_key(|r| r.metadata.written_on),
            "title" => found.sort_by(|a, b| a.metadata.title.cmp(&b.metadata.title)),
            _ => {}
        }
        let slice = query.slice(found.len());
        let data = found.get(slice.start..slice.end).unwrap_or_default().iter().map(|r| document_item(r)).collect();
        let next = Query::cursor(slice, now.change);
        Ok(Envelope { data, meta: Meta { total: found.len(), next, ..Meta::default() } })
    }

    /// A document.
    ///
    /// # Errors
    /// There is none of that id.
    pub fn document(&self, id: &str) -> Result<Envelope<DocumentItem>, KbError> {
        let now = self.snapshot();
        now.record(id).map(|r| Envelope::one(document_item(r))).ok_or_else(|| self.missing_document(id))
    }

    /// Why there is no document of this id: it was removed, or never came.
    fn missing_document(&self, id: &str) -> KbError {
        match self.store.removed(id) {
            Ok(true) => KbError::Gone(format!("文件“{id}”已从库中删除")),
            _ => no_document(id),
        }
    }

    /// The clauses of a document with all they say, in order.
    ///
    /// # Errors
    /// There is no document of that id.
    pub fn clauses(&self, id: &str, query: &Query) -> Result<Envelope<Vec<ClauseDetail>>, KbError> {
        let now = self.at(query);
        let record = now.record(id).ok_or_else(|| self.missing_document(id))?;
        let asked = self.asked(&now, query);
        let kept = |c: &ClauseRecord| {
            let kind = query.kind.is_empty()
                || c.facts.iter().any(|f| query.kind.iter().any(|k| k == snapshot::field(&f.says)));
            kind && snapshot::holds_words(c, query) && asked.names(record, c)
        };
        let found: Vec<usize> =
            (0..record.clauses.len()).filter(|i| record.clauses.get(*i).is_some_and(kept)).collect();
        let slice = query.slice(found.len());
        let view = RecordView::new(record, Numbers::Text);
        let page = found.get(slice.start..slice.end).unwrap_or_default();
        let data = page.iter().filter_map(|at| detail(record, &view, *at)).collect();
        let next = Query::cursor(slice, now.change);
        Ok(Envelope { data, meta: Meta { total: found.len(), next, ..Meta::default() } })
    }

    /// A clause with all it says.
    ///
    /// # Errors
    /// There is none of that id: its words stand under another one ([`KbError::Moved`]), are gone, or
    /// there never was one.
    pub fn clause(&self, id: &str) -> Result<Envelope<ClauseDetail>, KbError> {
        let now = self.snapshot();
        let found = now.clause(id).and_then(|(r, at)| detail(r, &RecordView::new(r, Numbers::Text), at));
        found.map(Envelope::one).ok_or_else(|| self.missing_clause(&now, id))
    }

    /// The same, and where the words of the id stand under another one now, that one.
    ///
    /// # Errors
    /// There is none of that id, and its words are nowhere.
    pub fn clause_led(&self, id: &str) -> Result<Envelope<ClauseDetail>, KbError> {
        match self.clause(id) {
            Err(KbError::Moved { to, .. }) => self.clause(&to),
            other => other,
        }
    }

    /// Why there is no clause of this id.
    fn missing_clause(&self, now: &Snapshot, id: &str) -> KbError {
        let document = id.split('~').next().unwrap_or_default();
        match now.former(id) {
            Some(Former { to: Some(to), .. }) => KbError::Moved { id: id.to_owned(), to: to.clone() },
            Some(former) => {
                let begins: String = former.words.chars().take(BEGINS).collect();
                let what = format!("条款“{id}”（{}，原文以“{begins}”开头）已不在现行文本中", former.label);
                KbError::Gone(format!("{what}，可打开文件 {document} 查看现有条款"))
            }
            None if self.store.removed(document).unwrap_or(false) => {
                KbError::Gone(format!("条款“{id}”所在的文件已从库中删除"))
            }
            None => KbError::NotFound(format!("没有编号为“{id}”的条款")),
        }
    }

    /// The source of a document as found.
    ///
    /// # Errors
    /// There is no document of that id.
    pub fn source(&self, id: &str) -> Result<Envelope<SourceItem>, KbError> {
        let now = self.snapshot();
        let record = now.record(id).ok_or_else(|| self.missing_document(id))?;
        let shown = document(record);
        let text = record.source.text.clone();
        let (file, format, encoding) = (shown.file, shown.format, shown.encoding);
        Ok(Envelope::one(SourceItem { id: id.to_owned(), file, format, encoding, text }))
    }

    /// What there is.
    pub fn stats(&self) -> Envelope<Stats> {
        let now = self.snapshot();
        let mut facts: BTreeMap<String, usize> = BTreeMap::new();
        for clause in now.records().iter().flat_map(|r| &r.clauses) {
            for (field, n) in fact_counts(clause) {
                *facts.entry(field).or_default() += n;
            }
        }
        Envelope::one(Stats {
            documents: now.records().len(),
            clauses: now.records().iter().map(|r| r.clauses.len()).sum(),
            facts,
            agencies: self.bodies(&now).responsible().count(),
            change: now.change,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }
}

/// Whether a document meets the query.
fn is_asked(record: &Record, query: &Query, asked: &Asked<'_>) -> bool {
    let m = &record.metadata;
    let kind = m.kind.as_ref().is_some_and(|k| query.kind.contains(k));
    let named = query.q.as_ref().is_none_or(|q| {
        let words = [m.title.as_deref(), m.number.as_deref()];
        words.into_iter().flatten().any(|w| q.split_whitespace().all(|part| w.contains(part)))
    });
    let body = || record.clauses.iter().any(|c| asked.names(record, c));
    (query.kind.is_empty() || kind)
        && named
        && query.holds_day(m.written_on)
        && (!snapshot::asks_agency(query) || body())
}

/// A clause in a list.
pub(super) fn clause_item(
    record: &Record,
    c: &ClauseRecord,
    highlights: Vec<Highlight>,
    score: Option<f32>,
) -> ClauseItem {
    ClauseItem {
        clause: clause_ref(record, c),
        kind: c.clause.kind.into(),
        text: c.clause.text.as_str().to_owned(),
        facts: fact_counts(c),
        highlights,
        score,
        reasons: Vec::new(),
        of_document: None,
    }
}

fn detail(record: &Record, view: &RecordView<'_>, at: usize) -> Option<ClauseDetail> {
    let id = |i: usize| record.clauses.get(i).map(|c| c.id.clone());
    Some(ClauseDetail {
        clause: view.clause(record.clauses.get(at)?),
        document: document_ref(record),
        previous: at.checked_sub(1).and_then(id),
        next: id(at + 1),
        moved_to: moved_to(record, at),
    })
}

/// Where the words stand that the clause's id led to before.
fn moved_to(record: &Record, at: usize) -> Option<String> {
    let id = &record.clauses.get(at)?.id;
    record.former.iter().find(|f| f.id == *id)?.to.clone()
}

fn document_item(record: &Record) -> DocumentItem {
    let mut counts = document_facts(record);
    counts.insert("clauses".to_owned(), record.clauses.len());
    DocumentItem { document: document(record), counts, missing: missing(record), diagnostics: diagnostics(record) }
}

/// Elements that the text does not state.
pub(super) fn missing(record: &Record) -> Vec<String> {
    let m = &record.metadata;
    let elements = [
        ("title", m.title.is_some()),
        ("issuers", !m.issuers.is_empty()),
        ("number", m.number.is_some()),
        ("addressees", !m.addressees.is_empty()),
        ("written_on", m.written_on.is_some()),
        ("printed_on", m.printed_on.is_some()),
        ("effective_from", m.effective_from.is_some()),
        ("effective_until", m.effective_until.is_some()),
    ];
    elements.iter().filter(|(_, there)| !there).map(|(name, _)| (*name).to_owned()).collect()
}

/// How many facts of each kind a document states.
pub(super) fn document_facts(record: &Record) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for (field, n) in record.clauses.iter().flat_map(fact_counts) {
        *counts.entry(field).or_default() += n;
    }
    counts
}

fn fact_counts(c: &ClauseRecord) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for fact in &c.facts {
        *counts.entry(snapshot::field(&fact.says).to_owned()).or_default() += 1;
    }
    counts
}

pub(super) fn no_document(id: &str) -> KbError {
    KbError::NotFound(format!("没有编号为“{id}”的文件，请核对编号，或在文件清单中查找"))
}
