//! Agencies 单位: the bodies as named, and a body's page.
//!
//! A body's id is the name it is counted under ([`crate::lexicon::Lexicon::agency_key`]): `各区政府`
//! counts under `各区`. Full names come with the issue that resolves bodies.

use super::query::Query;
use super::snapshot::{self, Snapshot, document_ref};
use super::{Kb, KbError};
use crate::export::item::{Agency, AgencyCounts, AgencyDetail, Duty, DutyGroup, Envelope, Meta};
use crate::export::{Numbers, RecordView};
use std::collections::HashMap;

impl Kb {
    /// The bodies as named, most often named first; `q` asks for a part of the name.
    ///
    /// # Errors
    /// An order that does not exist.
    pub fn agencies(&self, query: &Query) -> Result<Envelope<Vec<Agency>>, KbError> {
        let by_name = query.order(&["count", "name"])? == "name";
        let now = self.at(query);
        let all = self.all_agencies(&now);
        let mut found: Vec<&Agency> = all.iter().filter(|a| query.q.as_ref().is_none_or(|q| is_named(a, q))).collect();
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
        let key = self.lexicon().agency_key(id);
        let agency = self.all_agencies(&now).iter().find(|a| a.id == key).cloned();
        let agency =
            agency.ok_or_else(|| KbError::NotFound(format!("没有文件提到单位“{id}”，请检查名称或用搜索查找")))?;
        let query = Query { agency: vec![key.to_owned()], limit: None, offset: 0, sort: None, ..query.clone() };
        let mut documents: Vec<DutyGroup> = Vec::new();
        for item in self.responsibilities(&query)?.data {
            let Some((record, at)) = now.clause(&item.clause.id) else { continue };
            let Some(clause) = record.clauses.get(at) else { continue };
            if documents.last().is_none_or(|g| g.document.id != record.id) {
                documents.push(DutyGroup { document: document_ref(record), duties: Vec::new() });
            }
            let Some(group) = documents.last_mut() else { continue };
            match group.duties.last_mut().filter(|d| d.clause.clause.id == clause.id) {
                Some(duty) => duty.responsibilities.push(item),
                None => {
                    let facts = RecordView::new(record, Numbers::Text).facts(clause);
                    group.duties.push(Duty {
                        clause: super::find::clause_item(record, clause, Vec::new(), None),
                        responsibilities: vec![item],
                        targets: facts.targets,
                        deadlines: facts.deadlines,
                    });
                }
            }
        }
        Ok(Envelope::one(AgencyDetail { agency, documents }))
    }

    /// All bodies of a snapshot, most often named first; counted once a snapshot.
    pub(super) fn all_agencies<'a>(&self, now: &'a Snapshot) -> &'a [Agency] {
        now.agencies.get_or_init(|| self.count_agencies(now))
    }

    fn count_agencies(&self, now: &Snapshot) -> Vec<Agency> {
        let mut counted: HashMap<&str, Agency> = HashMap::new();
        for clause in now.records().iter().flat_map(|r| &r.clauses) {
            let mut here: Vec<(&str, bool)> = Vec::new();
            for (_, r) in snapshot::duties(clause) {
                let key = self.lexicon().agency_key(&r.agency);
                let first = r.position == Some(1) && r.of.is_some_and(|n| n > 1);
                match here.iter_mut().find(|(k, _)| *k == key) {
                    Some((_, was)) => *was |= first,
                    None => here.push((key, first)),
                }
                let agency = counted.entry(key).or_insert_with(|| Agency {
                    id: key.to_owned(),
                    name: key.to_owned(),
                    short_names: Vec::new(),
                    level: None,
                    region: None,
                    counts: AgencyCounts::default(),
                });
                if r.agency != key && !agency.short_names.contains(&r.agency) {
                    agency.short_names.push(r.agency.clone());
                }
            }
            for (key, first) in here {
                if let Some(agency) = counted.get_mut(key) {
                    agency.counts.clauses += 1;
                    agency.counts.first += usize::from(first);
                }
            }
        }
        let mut all: Vec<Agency> = counted.into_values().collect();
        all.sort_by(|a, b| b.counts.clauses.cmp(&a.counts.clauses).then_with(|| a.id.cmp(&b.id)));
        all
    }
}

fn is_named(agency: &Agency, part: &str) -> bool {
    agency.name.contains(part) || agency.short_names.iter().any(|n| n.contains(part))
}
