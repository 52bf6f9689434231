//! Facts 事实列表: responsibilities, targets, deadlines, amounts and citations over all documents.
//!
//! Complete and in the order of documents, clauses and words; only the page asked for is dressed up.

use super::bodies::Bodies;
use super::days;
use super::query::Query;
use super::snapshot::{self, Snapshot, clause_ref, document_ref};
use super::{Kb, KbError};
use crate::export::item::{
    AmountItem, CitationItem, DeadlineItem, Envelope, Meta, ResponsibilityItem, TargetItem, With,
};
use crate::export::view::Facts;
use crate::export::{Numbers, RecordView};
use crate::fact::{AmountRole, DeadlineKind, Fact, Says, TargetKind};
use crate::record::{ClauseRecord, Record};
use jiff::civil::Date;
use std::sync::Arc;

/// A fact in its place: document, clause, number among the clause's facts of the same field.
struct Place<'a> {
    record: &'a Arc<Record>,
    clause: &'a ClauseRecord,
    fact: &'a Fact,
    nth: usize,
}

impl Kb {
    /// Who is responsible for what.
    ///
    /// # Errors
    /// An order that does not exist.
    pub fn responsibilities(&self, query: &Query) -> Result<Envelope<Vec<ResponsibilityItem>>, KbError> {
        query.order(&["document"])?;
        let now = self.at(query);
        let asked = self.asked(&now, query);
        let bodies = self.bodies(&now);
        let found = self.places(&now, query, "responsibilities", |p| match &p.fact.says {
            Says::Responsibility(r) => asked.is(p.record, r) && query.holds_day(p.record.metadata.written_on),
            _ => false,
        });
        Ok(page(&now, query, None, &found, |p, facts| {
            let fact = facts.responsibilities.get(p.nth)?.clone();
            let agency_id = bodies.id(p.record, &fact.agency).to_owned();
            Some(ResponsibilityItem {
                clause: clause_ref(p.record, p.clause),
                agency_id,
                with: others(bodies, p.record, p.clause, p.nth),
                text: p.clause.clause.text.as_str().to_owned(),
                fact,
            })
        }))
    }

    /// What is to be reached; `year`, `from` and `until` ask for the day it falls due.
    ///
    /// # Errors
    /// A kind or an order that does not exist.
    pub fn targets(&self, query: &Query, today: Date) -> Result<Envelope<Vec<TargetItem>>, KbError> {
        query.kinds(&["goal", "norm"])?;
        let by_day = query.order(&["document", "due_on"])? == "due_on";
        let as_of = query.as_of.unwrap_or(today);
        let now = self.at(query);
        let mut found = self.places(&now, query, "targets", |p| match &p.fact.says {
            Says::Target(t) => {
                let kind = if t.kind == TargetKind::Goal { "goal" } else { "norm" };
                let due = days::of_target(t, as_of);
                asks(&query.kind, kind) && query.holds_day(due.due_on) && holds_status(query, due.status)
            }
            _ => false,
        });
        if by_day {
            found.sort_by_key(|p| match &p.fact.says {
                Says::Target(t) => t.by.or(t.by_inherited).map_or((1, Date::MAX), |d| (0, d)),
                _ => (1, Date::MAX),
            });
        }
        Ok(page(&now, query, Some(as_of), &found, |p, facts| {
            let Says::Target(t) = &p.fact.says else { return None };
            let fact = facts.targets.get(p.nth)?.clone();
            Some(TargetItem { fact, clause: clause_ref(p.record, p.clause), due: days::of_target(t, as_of) })
        }))
    }

    /// By when; `year`, `from` and `until` ask for the day it falls due.
    ///
    /// # Errors
    /// A kind or an order that does not exist.
    pub fn deadlines(&self, query: &Query, today: Date) -> Result<Envelope<Vec<DeadlineItem>>, KbError> {
        query.kinds(&["by", "during", "within", "from", "each", "validity"])?;
        let by_day = query.order(&["document", "due_on"])? == "due_on";
        let as_of = query.as_of.unwrap_or(today);
        let now = self.at(query);
        let mut found = self.places(&now, query, "deadlines", |p| match &p.fact.says {
            Says::Deadline(d) => {
                let (due, _) = days::of_deadline(d, &p.record.metadata, as_of);
                asks(&query.kind, deadline_kind(d.kind))
                    && query.holds_day(due.due_on)
                    && holds_status(query, due.status)
            }
            _ => false,
        });
        if by_day {
            found.sort_by_key(|p| match &p.fact.says {
                Says::Deadline(d) => {
                    days::of_deadline(d, &p.record.metadata, as_of).0.due_on.map_or((1, Date::MAX), |d| (0, d))
                }
                _ => (1, Date::MAX),
            });
        }
        Ok(page(&now, query, Some(as_of), &found, |p, facts| {
            let Says::Deadline(d) = &p.fact.says else { return None };
            let (due, origin) = days::of_deadline(d, &p.record.metadata, as_of);
            let fact = facts.deadlines.get(p.nth)?.clone();
            Some(DeadlineItem { fact, clause: clause_ref(p.record, p.clause), due, due_origin: origin.into() })
        }))
    }

    /// For how much; `kind` is the amount's role.
    ///
    /// # Errors
    /// A kind or an order that does not exist.
    pub fn amounts(&self, query: &Query) -> Result<Envelope<Vec<AmountItem>>, KbError> {
        query.kinds(&["support", "threshold", "fund", "other"])?;
        let by_value = query.order(&["document", "value", "-value"])?;
        let now = self.at(query);
        let mut found = self.places(&now, query, "amounts", |p| match &p.fact.says {
            Says::Amount(a) => asks(&query.kind, amount_role(a.role)) && query.holds_day(p.record.metadata.written_on),
            _ => false,
        });
        let value = |p: &Place<'_>| match &p.fact.says {
            Says::Amount(a) => Some(a.value),
            _ => None,
        };
        match by_value {
            "value" => found.sort_by_key(value),
            "-value" => found.sort_by_key(|p| std::cmp::Reverse(value(p))),
            _ => {}
        }
        Ok(page(&now, query, None, &found, |p, facts| {
            Some(AmountItem { fact: facts.amounts.get(p.nth)?.clone(), clause: clause_ref(p.record, p.clause) })
        }))
    }

    /// What is referred to, and where it leads.
    ///
    /// # Errors
    /// An order that does not exist.
    pub fn citations(&self, query: &Query) -> Result<Envelope<Vec<CitationItem>>, KbError> {
        query.order(&["document"])?;
        let now = self.at(query);
        let found = self.places(&now, query, "citations", |p| {
            matches!(p.fact.says, Says::Citation(_)) && query.holds_day(p.record.metadata.written_on)
        });
        Ok(page(&now, query, None, &found, |p, facts| {
            let Says::Citation(c) = &p.fact.says else { return None };
            let leads_to = now.records().iter().find(|r| {
                let m = &r.metadata;
                let number = c.number.is_some() && c.number == m.number;
                let title =
                    c.title.as_ref().is_some_and(|t| m.title.as_ref() == Some(t) || m.enclosed_titles.contains(t));
                number || title
            });
            Some(CitationItem {
                fact: facts.citations.get(p.nth)?.clone(),
                clause: clause_ref(p.record, p.clause),
                leads_to: leads_to.map(|r| document_ref(r)),
            })
        }))
    }

    /// The facts of one field that the query leaves, in order.
    fn places<'a>(
        &self,
        now: &'a Snapshot,
        query: &'a Query,
        field: &str,
        keep: impl Fn(&Place<'a>) -> bool,
    ) -> Vec<Place<'a>> {
        let asked = self.asked(now, query);
        let mut out = Vec::new();
        for record in now.chosen(query) {
            for clause in &record.clauses {
                if !snapshot::holds_words(clause, query) || !asked.names(record, clause) {
                    continue;
                }
                let facts = clause.facts.iter().filter(|f| snapshot::field(&f.says) == field);
                let places = facts.enumerate().map(|(nth, fact)| Place { record, clause, fact, nth });
                out.extend(places.filter(&keep));
            }
        }
        out
    }
}

/// The others of the list in which the `nth` responsibility of a clause stands.
pub(super) fn others(bodies: &Bodies, record: &Record, clause: &ClauseRecord, nth: usize) -> Vec<With> {
    let duties: Vec<_> = snapshot::duties(clause).collect();
    let lists = lists(clause);
    let Some(own) = lists.get(nth) else { return Vec::new() };
    let others = duties.iter().zip(&lists).enumerate().filter(|(i, (_, list))| *i != nth && *list == own);
    others
        .map(|(_, ((_, r), _))| With {
            agency: r.agency.clone(),
            agency_id: bodies.id(record, &r.agency).to_owned(),
            role: r.role.into(),
            position: r.position,
        })
        .collect()
}

/// To which list each responsibility of a clause belongs: bodies with a full stop or the end of a
/// paragraph between them stand in two.
pub(super) fn lists(clause: &ClauseRecord) -> Vec<usize> {
    let text = clause.clause.text.as_str();
    let mut out = Vec::new();
    let mut list = 0;
    let mut end: Option<usize> = None;
    for (fact, _) in snapshot::duties(clause) {
        let start = fact.value.first().unwrap_or(&fact.quote).start;
        if end.and_then(|e| text.get(e..start)).is_some_and(|gap| gap.contains(['。', '\n'])) {
            list += 1;
        }
        end = Some(fact.value.last().unwrap_or(&fact.quote).end);
        out.push(list);
    }
    out
}

/// Dresses up the page that is asked for.
fn page<T>(
    now: &Snapshot,
    query: &Query,
    as_of: Option<Date>,
    found: &[Place<'_>],
    dress: impl Fn(&Place<'_>, &Facts) -> Option<T>,
) -> Envelope<Vec<T>> {
    let slice = query.slice(found.len());
    let mut data = Vec::with_capacity(slice.end - slice.start);
    let mut of: Option<(&str, RecordView<'_>)> = None;
    let mut facts: Option<(&str, Facts)> = None;
    for place in found.get(slice.start..slice.end).unwrap_or_default() {
        if of.as_ref().is_none_or(|(id, _)| *id != place.record.id) {
            of = Some((&place.record.id, RecordView::new(place.record, Numbers::Text)));
        }
        if facts.as_ref().is_none_or(|(id, _)| *id != place.clause.id) {
            facts = of.as_ref().map(|(_, view)| (place.clause.id.as_str(), view.facts(place.clause)));
        }
        data.extend(facts.as_ref().and_then(|(_, f)| dress(place, f)));
    }
    let next = Query::cursor(slice, now.change);
    Envelope { data, meta: Meta { total: found.len(), next, as_of, ..Meta::default() } }
}

fn asks(asked: &[String], kind: &str) -> bool {
    asked.is_empty() || asked.iter().any(|k| k == kind)
}

fn holds_status(query: &Query, status: Option<crate::export::item::Status>) -> bool {
    query.status.is_empty() || status.is_some_and(|s| query.status.contains(&s))
}

fn deadline_kind(kind: DeadlineKind) -> &'static str {
    match kind {
        DeadlineKind::By => "by",
        DeadlineKind::During => "during",
        DeadlineKind::Within => "within",
        DeadlineKind::From => "from",
        DeadlineKind::Each => "each",
        DeadlineKind::Validity => "validity",
    }
}

fn amount_role(role: AmountRole) -> &'static str {
    match role {
        AmountRole::Support => "support",
        AmountRole::Threshold => "threshold",
        AmountRole::Fund => "fund",
        AmountRole::Other => "other",
    }
}
