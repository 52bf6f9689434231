//! Agencies 单位: the bodies, and a body's page.
//!
//! A body's id is its full name ([`crate::agency`]); every spelling of it leads there too: `市应急局`,
//! `应急局` and `上海市应急管理局`. Where a spelling means several bodies, the one named most is shown and the
//! others are told.

use super::bodies::{Bodies, actor, actor_name};
use super::held::Held;
use super::query::Query;
use super::snapshot::{Snapshot, clause_ref, document_ref};
use super::{Kb, KbError};
use crate::export::item::{ActItem, Agency, AgencyDetail, Duty, DutyGroup, Envelope, Meta, Partner};
use crate::export::words::Role as Word;
use crate::export::{Numbers, RecordView};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

impl Kb {
    /// The bodies as named, most often named first; `q` asks for a part of the name.
    ///
    /// # Errors
    /// An order that does not exist.
    pub fn agencies(&self, query: &Query) -> Result<Envelope<Vec<Agency>>, KbError> {
        let by_name = query.order(&["count", "name"])? == "name";
        let now = self.at(query);
        let all = self.bodies(&now);
        let stem = query.q.as_deref().map(|q| self.registry.stem(q));
        let asked = |a: &Agency| query.q.as_ref().zip(stem.as_ref()).is_none_or(|(q, stem)| is_named(a, q, stem));
        let mut found: Vec<&Agency> = all.responsible().filter(|a| asked(a)).collect();
        if by_name {
            found.sort_by(|a, b| a.id.cmp(&b.id));
        }
        let slice = query.slice(found.len());
        let data = found.get(slice.start..slice.end).unwrap_or_default().iter().map(|a| (*a).clone()).collect();
        let next = Query::cursor(slice, now.change);
        Ok(Envelope { data, meta: Meta { total: found.len(), next, ..Meta::default() } })
    }

    /// A body with its duties by document.
    ///
    /// # Errors
    /// No document names it.
    pub fn agency(&self, id: &str, query: &Query) -> Result<Envelope<AgencyDetail>, KbError> {
        let now = self.snapshot();
        let mut meant = self.meant(&now, id).into_iter().cloned();
        let agency =
            meant.next().ok_or_else(|| KbError::NotFound(format!("没有文件提到单位“{id}”，请检查名称或用搜索查找")))?;
        let query = Query { agency: vec![agency.id.clone()], limit: None, offset: 0, sort: None, ..query.clone() };
        let mut documents: Vec<DutyGroup> = Vec::new();
        for item in self.responsibilities(&query)?.data {
            let Some((record, at)) = now.clause(&item.clause.id) else { continue };
            let (Some(clause), Some(held)) = (record.clauses.get(at), now.document(&record.id)) else { continue };
            if documents.last().is_none_or(|g| g.document.id != record.id) {
                documents.push(DutyGroup {
                    document: document_ref(&held.brief),
                    written_on: record.metadata.written_on,
                    duties: Vec::new(),
                });
            }
            let Some(group) = documents.last_mut() else { continue };
            match group.duties.last_mut().filter(|d| d.clause.clause.id == clause.id) {
                Some(duty) => duty.responsibilities.push(item),
                None => {
                    let facts = RecordView::new(&record, Numbers::Text).facts(clause);
                    let text = clause.clause.text.as_str().to_owned();
                    let Some(clause) = super::find::clause_item(&held.brief, at, text, Vec::new(), None) else {
                        continue;
                    };
                    group.duties.push(Duty {
                        clause,
                        responsibilities: vec![item],
                        deadlines: facts.times().cloned().collect(),
                        targets: facts.targets,
                    });
                }
            }
        }
        let bodies = self.bodies(&now);
        let (partners, acts) = (partners(bodies, &documents), acts(bodies, &now, &query, &agency.id));
        Ok(Envelope::one(AgencyDetail { agency, same_name: meant.collect(), partners, documents, acts }))
    }
}

/// The bodies that stand in the lists of these duties, most often first.
fn partners(bodies: &Bodies, groups: &[DutyGroup]) -> Vec<Partner> {
    let mut found: HashMap<&str, (usize, usize)> = HashMap::new();
    for duty in groups.iter().flat_map(|g| &g.duties) {
        let mut here: HashMap<&str, bool> = HashMap::new();
        for with in duty.responsibilities.iter().flat_map(|r| &r.with) {
            let leads = with.role == Word::Lead || with.position == Some(1);
            *here.entry(with.agency_id.as_str()).or_default() |= leads;
        }
        for (id, leads) in here {
            let counts = found.entry(id).or_default();
            counts.0 += 1;
            counts.1 += usize::from(leads);
        }
    }
    let mut out: Vec<Partner> = found
        .into_iter()
        .map(|(id, (clauses, leads))| Partner { id: id.to_owned(), name: bodies.short(id).to_owned(), clauses, leads })
        .collect();
    out.sort_by(|a, b| b.clauses.cmp(&a.clauses).then_with(|| a.id.cmp(&b.id)));
    out
}

/// The sentences in which a body only acts.
fn acts(bodies: &Bodies, now: &Snapshot, query: &Query, id: &str) -> Vec<ActItem> {
    let acting = |d: &&Arc<Held>| {
        let own = |agency| bodies.meaning(&d.brief, agency).is_some_and(|b| b.id == id);
        d.brief.facts().iter().filter_map(actor).any(own)
    };
    let acting: Vec<Arc<Held>> = now.chosen(query).filter(acting).cloned().collect();
    now.each(
        &acting,
        |d| Some(d),
        |document, record| {
            let mut out = Vec::new();
            for (at, clause) in record.clauses.iter().enumerate() {
                let text = clause.clause.text.as_str();
                for fact in &clause.facts {
                    let own = |name: &&str| bodies.id(&document.brief, name) == id;
                    let Some(name) = actor_name(fact).filter(own) else { continue };
                    let before = text.get(..fact.quote.start).unwrap_or_default();
                    let start = before.len() - before.rsplit(['。', '\n', '；']).next().map_or(0, str::len);
                    let sentence = text.get(start..).unwrap_or_default();
                    let sentence = sentence.split_inclusive(['。', '\n']).next().unwrap_or_default().trim();
                    let clause = clause_ref(&document.brief, at);
                    let act = |clause| ActItem { agency: name.to_owned(), clause, sentence: sentence.to_owned() };
                    out.extend(clause.map(act));
                }
            }
            out
        },
    )
}

/// The documents that a question to the index is narrowed to.
pub(super) fn narrowed(asked: &[String], holders: Option<HashSet<String>>) -> Vec<String> {
    let Some(holders) = holders else { return asked.to_vec() };
    let mut out: Vec<String> = holders.into_iter().filter(|d| asked.is_empty() || asked.contains(d)).collect();
    out.sort();
    if out.is_empty() {
        // No document has this id: nothing is found, as is right.
        out.push("-".to_owned());
    }
    out
}

/// `上海市应急管理局（市应急局）`: the full name, and how it is usually written.
pub(super) fn label(agency: &Agency) -> String {
    match agency.short_names.first() {
        Some(short) => format!("{}（{short}）", agency.name),
        None => agency.name.clone(),
    }
}

/// Whether a part of a name stands in one of a body's, or its full form does (发改委).
fn is_named(agency: &Agency, part: &str, stem: &str) -> bool {
    let in_full = stem.chars().count() > 2 && agency.name.contains(stem);
    in_full || agency.name.contains(part) || agency.short_names.iter().any(|n| n.contains(part))
}
