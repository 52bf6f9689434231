//! Find 查找: documents, clauses and sources as stored, and lists of them.

use super::bodies::Asked;
use super::held::Held;
use super::query::Query;
use super::snapshot::{self, Snapshot, clause_ref, document_ref};
use super::{Kb, KbError};
use crate::export::item::{ClauseDetail, ClauseItem, DocumentItem, Envelope, Highlight, Meta, SourceItem, Stats};
use crate::export::{Numbers, RecordView, diagnostics, document};
use crate::metadata::Metadata;
use crate::record::brief::FactBrief;
use crate::record::{Brief, Former, Record};
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
        let mut found: Vec<&Arc<Held>> = now.chosen(query).filter(|d| is_asked(&d.brief, query, &asked)).collect();
        match order {
            "written_on" => found.sort_by_key(|d| d.brief.metadata.written_on),
            "title" => found.sort_by(|a, b| a.brief.metadata.title.cmp(&b.brief.metadata.title)),
            _ => {}
        }
        let slice = query.slice(found.len());
        let shown = found.get(slice.start..slice.end).unwrap_or_default();
        let data = now.each(shown, |d| Some(*d), |held, record| vec![document_item(record, &held.brief)]);
        let next = Query::cursor(slice, now.change);
        Ok(Envelope { data, meta: Meta { total: found.len(), next, ..Meta::default() } })
    }

    /// A document.
    ///
    /// # Errors
    /// There is none of that id.
    pub fn document(&self, id: &str) -> Result<Envelope<DocumentItem>, KbError> {
        let (held, record) = self.held(&self.snapshot(), id)?;
        Ok(Envelope::one(document_item(&record, &held.brief)))
    }

    /// A document and its record.
    fn held(&self, now: &Snapshot, id: &str) -> Result<(Arc<Held>, Arc<Record>), KbError> {
        let held = now.document(id).ok_or_else(|| self.missing_document(id))?;
        Ok((Arc::clone(held), now.reader().read(held)?))
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
        let (held, record) = self.held(&now, id)?;
        let (asked, worded) = (self.asked(&now, query), self.worded(&now, query)?);
        let here = asked.of(&held.brief);
        let kept = held.brief.clauses().filter(|c| {
            let kind = query.kind.is_empty() || c.facts.iter().any(|f| query.kind.iter().any(|k| k == f.field()));
            kind && worded.holds(id, c.at) && here.names(*c)
        });
        let found: Vec<usize> = kept.map(|c| c.at).collect();
        let slice = query.slice(found.len());
        let view = RecordView::new(&record, Numbers::Text);
        let page = found.get(slice.start..slice.end).unwrap_or_default();
        let data = page.iter().filter_map(|at| detail(&record, &held.brief, &view, *at)).collect();
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
        let document = id.split('~').next().unwrap_or_default();
        let Some(held) = now.document(document) else { return Err(self.missing_clause(&now, id)) };
        let record = now.reader().read(held)?;
        let at = record.clauses.iter().position(|c| c.id == id);
        let found = at.and_then(|at| detail(&record, &held.brief, &RecordView::new(&record, Numbers::Text), at));
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
            Some(Former { to: Some(to), .. }) => KbError::Moved { id: id.to_owned(), to },
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
        let (_, record) = self.held(&self.snapshot(), id)?;
        let shown = document(&record);
        let text = record.source.text.clone();
        let (file, format, encoding) = (shown.file, shown.format, shown.encoding);
        Ok(Envelope::one(SourceItem { id: id.to_owned(), file, format, encoding, text }))
    }

    /// What there is.
    pub fn stats(&self) -> Envelope<Stats> {
        let now = self.snapshot();
        Envelope::one(Stats {
            documents: now.documents().len(),
            clauses: now.documents().iter().map(|d| d.brief.clauses().len()).sum(),
            facts: fact_counts(now.documents().iter().flat_map(|d| d.brief.facts())),
            agencies: self.bodies(&now).responsible().count(),
            change: now.change,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }
}

/// Whether a document meets the query.
fn is_asked(brief: &Brief, query: &Query, asked: &Asked<'_>) -> bool {
    let m = &brief.metadata;
    let kind = m.kind.as_ref().is_some_and(|k| query.kind.contains(k));
    let named = query.q.as_ref().is_none_or(|q| {
        let words = [m.title.as_deref(), m.number.as_deref()];
        words.into_iter().flatten().any(|w| q.split_whitespace().all(|part| w.contains(part)))
    });
    let here = asked.of(brief);
    let body = || brief.clauses().any(|c| here.names(c));
    (query.kind.is_empty() || kind)
        && named
        && query.holds_day(m.written_on)
        && (!snapshot::asks_agency(query) || body())
}

/// A clause in a list; its text comes from who found it.
pub(super) fn clause_item(
    brief: &Brief,
    at: usize,
    text: String,
    highlights: Vec<Highlight>,
    score: Option<f32>,
) -> Option<ClauseItem> {
    let clause = brief.clause(at)?;
    Some(ClauseItem {
        clause: clause_ref(brief, at)?,
        kind: clause.kind.into(),
        text,
        facts: fact_counts(clause.facts),
        highlights,
        score,
        reasons: Vec::new(),
        of_document: None,
    })
}

fn detail(record: &Record, brief: &Brief, view: &RecordView<'_>, at: usize) -> Option<ClauseDetail> {
    let id = |i: usize| record.clauses.get(i).map(|c| c.id.clone());
    Some(ClauseDetail {
        clause: view.clause(record.clauses.get(at)?),
        document: document_ref(brief),
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

fn document_item(record: &Record, brief: &Brief) -> DocumentItem {
    let mut counts = fact_counts(brief.facts());
    counts.insert("clauses".to_owned(), record.clauses.len());
    let missing = missing(&record.metadata);
    DocumentItem { document: document(record), counts, missing, diagnostics: diagnostics(record) }
}

/// Elements that the text does not state.
pub(super) fn missing(m: &Metadata) -> Vec<String> {
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

/// How many facts there are of each kind.
pub(super) fn fact_counts<'a>(facts: impl IntoIterator<Item = &'a FactBrief>) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for fact in facts {
        *counts.entry(fact.field()).or_default() += 1;
    }
    counts.into_iter().map(|(field, n)| (field.to_owned(), n)).collect()
}

pub(super) fn no_document(id: &str) -> KbError {
    KbError::NotFound(format!("没有编号为“{id}”的文件，请核对编号，或在文件清单中查找"))
}
