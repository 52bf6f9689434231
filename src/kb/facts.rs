//! Facts 事实列表: responsibilities, targets, deadlines, amounts and citations over all documents.
//!
//! Complete and in the order of documents, clauses and words; only the page asked for is dressed up.

use super::bodies::Bodies;
use super::days;
use super::held::Held;
use super::query::Query;
use super::snapshot::{self, Snapshot, clause_ref, document_ref};
use super::{Kb, KbError};
use crate::export::item::{
    AmountItem, CitationItem, ClauseRef, DeadlineItem, Envelope, Meta, ResponsibilityItem, TargetItem, With,
};
use crate::export::view::Facts;
use crate::export::{Numbers, RecordView};
use crate::fact::{AmountRole, DeadlineKind, Fact, Says, TargetKind};
use crate::record::brief::FactBrief;
use crate::record::{Brief, ClauseRecord};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A fact in its place: document, clause, number among the clause's facts of the same field.
struct Place<'a> {
    document: &'a Arc<Held>,
    at: usize,
    fact: &'a FactBrief,
    nth: usize,
}

/// A clause with all it says, to be dressed up.
struct Dressed<'a> {
    brief: &'a Brief,
    clause: &'a ClauseRecord,
    at: ClauseRef,
    facts: &'a Facts,
}

impl Kb {
    /// Who is responsible for what: a row for each body of a list, and one for a body that a clause names outside of lists,
    /// with the first words that say so; all of them are told with the clause.
    ///
    /// # Errors
    /// An order that does not exist.
    pub fn responsibilities(&self, query: &Query) -> Result<Envelope<Vec<ResponsibilityItem>>, KbError> {
        query.order(&["document"])?;
        let now = self.at(query);
        let asked = self.asked(&now, query);
        let bodies = self.bodies(&now);
        let mut found = self.places(&now, query, "responsibilities", |document, fact| {
            asked.of(&document.brief).is(fact) && query.holds_day(document.brief.metadata.written_on)
        })?;
        // A duty list names its body on every line; outside of lists of bodies a row tells of one and its part in a clause.
        let mut seen = HashSet::new();
        found.retain(|p| {
            let FactBrief::Responsibility { agency, role, position: None, of: None } = p.fact else { return true };
            seen.insert((Arc::as_ptr(p.document), p.at, *agency, std::mem::discriminant(role)))
        });
        Ok(page(&now, query, None, &found, |p, all| {
            let fact = all.facts.duties().nth(p.nth)?.clone();
            let agency_id = bodies.id(all.brief, &fact.agency).to_owned();
            let (with, text) = (others(bodies, all.brief, all.clause, p.nth), all.clause.clause.text.as_str());
            Some(ResponsibilityItem { clause: all.at, agency_id, with, text: text.to_owned(), fact })
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
        let due = |fact: &FactBrief| match *fact {
            FactBrief::Target { by, by_inherited, recurring, .. } => days::stand(by.or(by_inherited), recurring, as_of),
            _ => days::stand(None, false, as_of),
        };
        let mut found = self.places(&now, query, "targets", |_, fact| {
            let FactBrief::Target { kind, .. } = fact else { return false };
            let (kind, due) = (if *kind == TargetKind::Goal { "goal" } else { "norm" }, due(fact));
            asks(&query.kind, kind) && query.holds_day(due.due_on) && holds_status(query, due.status)
        })?;
        if by_day {
            found.sort_by_key(|p| due(p.fact).due_on.map_or((1, Date::MAX), |d| (0, d)));
        }
        Ok(page(&now, query, Some(as_of), &found, |p, all| {
            let fact = all.facts.targets.get(p.nth)?.clone();
            Some(TargetItem { fact, clause: all.at, due: due(p.fact) })
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
        let mut found = self.places(&now, query, "deadlines", |_, fact| {
            let FactBrief::Deadline { kind, due, .. } = *fact else { return false };
            let stands = days::of_deadline(kind, due, as_of);
            asks(&query.kind, deadline_kind(kind)) && query.holds_day(due) && holds_status(query, stands.status)
        })?;
        if by_day {
            found.sort_by_key(|p| match p.fact {
                FactBrief::Deadline { due: Some(due), .. } => (0, *due),
                _ => (1, Date::MAX),
            });
        }
        Ok(page(&now, query, Some(as_of), &found, |p, all| {
            let FactBrief::Deadline { kind, due, origin } = *p.fact else { return None };
            let fact = all.facts.times().nth(p.nth)?.clone();
            let due = days::of_deadline(kind, due, as_of);
            Some(DeadlineItem { fact, clause: all.at, due, due_origin: origin.into() })
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
        let mut found = self.places(&now, query, "amounts", |document, fact| match fact {
            FactBrief::Amount { role, .. } => {
                asks(&query.kind, amount_role(*role)) && query.holds_day(document.brief.metadata.written_on)
            }
            _ => false,
        })?;
        let value = |p: &Place<'_>| match p.fact {
            FactBrief::Amount { value, .. } => Some(*value),
            _ => None,
        };
        match by_value {
            "value" => found.sort_by_key(value),
            "-value" => found.sort_by_key(|p| std::cmp::Reverse(value(p))),
            _ => {}
        }
        Ok(page(&now, query, None, &found, |p, all| {
            Some(AmountItem { fact: all.facts.amounts.get(p.nth)?.clone(), clause: all.at })
        }))
    }

    /// What is referred to, and where it leads.
    ///
    /// # Errors
    /// An order that does not exist.
    pub fn citations(&self, query: &Query) -> Result<Envelope<Vec<CitationItem>>, KbError> {
        query.order(&["document"])?;
        let now = self.at(query);
        let found = self.places(&now, query, "citations", |document, fact| {
            *fact == FactBrief::Citation && query.holds_day(document.brief.metadata.written_on)
        })?;
        Ok(page(&now, query, None, &found, |p, all| {
            let says = all.clause.facts.iter().filter_map(|f| match &f.says {
                Says::Citation(c) => Some(c),
                _ => None,
            });
            let c = says.clone().nth(p.nth)?;
            let leads_to = now.documents().iter().find(|d| {
                let m = &d.brief.metadata;
                let number = c.number.is_some() && c.number == m.number;
                let title =
                    c.title.as_ref().is_some_and(|t| m.title.as_ref() == Some(t) || m.enclosed_titles.contains(t));
                number || title
            });
            Some(CitationItem {
                fact: all.facts.citations.get(p.nth)?.clone(),
                clause: all.at,
                leads_to: leads_to.map(|d| document_ref(&d.brief)),
            })
        }))
    }

    /// The facts of one field that the query leaves, in order.
    fn places<'a>(
        &self,
        now: &'a Snapshot,
        query: &'a Query,
        field: &str,
        keep: impl Fn(&Held, &FactBrief) -> bool,
    ) -> Result<Vec<Place<'a>>, KbError> {
        let (asked, worded) = (self.asked(now, query), self.worded(now, query)?);
        let mut out = Vec::new();
        for document in now.chosen(query).filter(|d| worded.in_document(&d.brief.id)) {
            let here = asked.of(&document.brief);
            for clause in document.brief.clauses() {
                if !worded.holds(&document.brief.id, clause.at) || !here.names(clause) {
                    continue;
                }
                let facts = clause.facts.iter().filter(|f| f.field() == field).enumerate();
                let kept = facts.filter(|(_, fact)| keep(document, fact));
                out.extend(kept.map(|(nth, fact)| Place { document, at: clause.at, fact, nth }));
            }
        }
        Ok(out)
    }

    /// The clauses that hold the words of a query's `q`, as search finds them.
    pub(super) fn worded(&self, now: &Snapshot, query: &Query) -> Result<Worded, KbError> {
        let asked = query.q.as_deref().filter(|q| !q.trim().is_empty());
        Ok(Worded(asked.map(|q| self.index.holding(q, Some(now.change))).transpose()?))
    }
}

/// Clauses by document, each in order; none where no words are asked for.
pub(super) struct Worded(Option<HashMap<String, Vec<usize>>>);

impl Worded {
    /// Whether any clause of a document holds the words.
    pub(super) fn in_document(&self, id: &str) -> bool {
        self.0.as_ref().is_none_or(|all| all.contains_key(id))
    }

    /// Whether a clause does.
    pub(super) fn holds(&self, id: &str, at: usize) -> bool {
        self.0.as_ref().is_none_or(|all| all.get(id).is_some_and(|places| places.binary_search(&at).is_ok()))
    }
}

/// The others of the list in which the `nth` responsibility of a clause stands.
pub(super) fn others(bodies: &Bodies, brief: &Brief, clause: &ClauseRecord, nth: usize) -> Vec<With> {
    let duties: Vec<_> = snapshot::duties(clause).collect();
    let lists = lists(clause);
    let Some(own) = lists.get(nth) else { return Vec::new() };
    let name = duties.get(nth).map(|(_, r)| &r.agency);
    let others = duties.iter().zip(&lists).enumerate();
    others
        .filter(|(i, ((_, r), list))| *i != nth && *list == own && Some(&r.agency) != name)
        .map(|(_, ((_, r), _))| With {
            agency: r.agency.clone(),
            agency_id: bodies.id(brief, &r.agency).to_owned(),
            role: r.role.into(),
            position: r.position,
        })
        .collect()
}

/// To which list each responsibility of a clause belongs: bodies with a full stop or the end of a
/// paragraph between them stand in two.
pub(super) fn lists(clause: &ClauseRecord) -> Vec<usize> {
    let mut out = Vec::new();
    let mut list = 0;
    let mut last: Option<(&Fact, usize)> = None;
    for (fact, _) in snapshot::duties(clause) {
        let start = fact.value.first().unwrap_or(&fact.quote).start;
        let text = fact.words(&clause.clause).as_str();
        let apart = |(before, end): (&Fact, usize)| {
            before.place != fact.place || text.get(end..start).is_some_and(|gap| gap.contains(['。', '\n']))
        };
        if last.is_some_and(apart) {
            list += 1;
        }
        last = Some((fact, fact.value.last().unwrap_or(&fact.quote).end));
        out.push(list);
    }
    out
}

/// Dresses up the page that is asked for; the records it needs are read side by side.
fn page<T: Send>(
    now: &Snapshot,
    query: &Query,
    as_of: Option<Date>,
    found: &[Place<'_>],
    dress: impl Fn(&Place<'_>, Dressed<'_>) -> Option<T> + Sync,
) -> Envelope<Vec<T>> {
    let slice = query.slice(found.len());
    let shown = found.get(slice.start..slice.end).unwrap_or_default();
    let runs: Vec<&[Place<'_>]> = shown.chunk_by(|a, b| Arc::ptr_eq(a.document, b.document)).collect();
    let data = now.each(
        &runs,
        |run| run.first().map(|p| p.document),
        |run, record| {
            let view = RecordView::new(record, Numbers::Text);
            let mut facts: Option<(usize, Facts)> = None;
            let mut out = Vec::with_capacity(run.len());
            for place in *run {
                let Some(clause) = record.clauses.get(place.at) else { continue };
                if facts.as_ref().is_none_or(|(at, _)| *at != place.at) {
                    facts = Some((place.at, view.facts(clause)));
                }
                let brief = &place.document.brief;
                let at = clause_ref(brief, place.at);
                let all = facts.as_ref().zip(at).map(|((_, facts), at)| Dressed { brief, clause, at, facts });
                out.extend(all.and_then(|all| dress(place, all)));
            }
            out
        },
    );
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
