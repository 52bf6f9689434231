//! Gaps 空白: where nobody answers, no time is set, nothing can be measured.
//!
//! A clause of the body of a text without 责任单位, without 时限, without a number; one with a time and no body; and
//! bodies that are never named first. Whether a gap matters is for people: 指导思想 needs no deadline.

use super::query::Query;
use super::snapshot::{self, clause_ref};
use super::tasks;
use super::{Kb, KbError};
use crate::export::item::{Count, Envelope, GapItem, GapKind, Meta};
use crate::export::{Numbers, RecordView};
use crate::fact::{DeadlineKind, Says, TargetKind};
use crate::outline::ClauseKind;
use crate::record::ClauseRecord;
use std::collections::BTreeMap;

/// All kinds, with their words in questions and for people.
const KINDS: &[(GapKind, &str, &str)] = &[
    (GapKind::DeadlineWithoutBody, "deadline_without_body", "有时限而没有责任单位"),
    (GapKind::NoBody, "no_body", "没有责任单位"),
    (GapKind::NoDeadline, "no_deadline", "没有时限"),
    (GapKind::NoMeasure, "no_measure", "没有可考核的数字"),
    (GapKind::NeverFirst, "never_first", "从不列首位的单位"),
];

impl Kb {
    /// The gaps of one kind or of all, in the order of kinds, documents and clauses.
    ///
    /// # Errors
    /// A kind that does not exist.
    pub fn gaps(&self, query: &Query) -> Result<Envelope<Vec<GapItem>>, KbError> {
        let names: Vec<&str> = KINDS.iter().map(|k| k.1).collect();
        query.kinds(&names)?;
        let now = self.snapshot();
        let mut counts: Vec<Count> = Vec::new();
        let mut found: Vec<GapItem> = Vec::new();
        for (kind, name, label) in KINDS {
            let before = found.len();
            if *kind == GapKind::NeverFirst {
                found.extend(self.never_first(&now, query));
            } else {
                for record in now.chosen(query) {
                    for clause in record.clauses.iter().filter(|c| lacks(c, *kind)) {
                        found.push(GapItem {
                            kind: *kind,
                            clause: Some(clause_ref(record, clause)),
                            task: Some(tasks::title(clause)),
                            quote: None,
                            actors: actors(clause),
                            agency: None,
                        });
                    }
                }
            }
            counts.push(Count { value: (*name).to_owned(), label: (*label).to_owned(), count: found.len() - before });
            if !query.kind.is_empty() && !query.kind.iter().any(|k| k == name) {
                found.truncate(before);
            }
        }
        let total = found.len();
        let slice = query.slice(total);
        let mut data: Vec<GapItem> = found.into_iter().skip(slice.start).take(slice.end - slice.start).collect();
        for gap in &mut data {
            gap.quote = self.time_words(&now, gap);
        }
        let facets = Some(BTreeMap::from([("kind".to_owned(), counts)]));
        let next = Query::cursor(slice, now.change);
        Ok(Envelope { data, meta: Meta { total, next, facets, ..Meta::default() } })
    }

    /// Bodies that stand in lists with others and never first, and never lead.
    fn never_first(&self, now: &snapshot::Snapshot, query: &Query) -> Vec<GapItem> {
        let bodies = self.bodies(now);
        let mut own: BTreeMap<&str, (bool, bool)> = BTreeMap::new();
        for record in now.chosen(query) {
            for (_, r) in record.clauses.iter().flat_map(snapshot::duties) {
                let Some(body) = bodies.body(record, &r.agency).filter(|b| !b.generic) else { continue };
                let (listed, first) = own.entry(body.id.as_str()).or_default();
                let alone = r.of.is_none_or(|n| n < 2) && r.role != crate::fact::Role::Support;
                *listed = true;
                *first |= alone || r.position == Some(1) || r.role == crate::fact::Role::Lead;
            }
        }
        let never =
            bodies.list.iter().filter(|a| own.get(a.id.as_str()).is_some_and(|(listed, first)| *listed && !first));
        never
            .map(|a| GapItem {
                kind: GapKind::NeverFirst,
                clause: None,
                task: None,
                quote: None,
                actors: Vec::new(),
                agency: Some(a.clone()),
            })
            .collect()
    }

    /// The words that set the time of a clause for which nobody answers.
    fn time_words(&self, now: &snapshot::Snapshot, gap: &GapItem) -> Option<String> {
        let clause = gap.clause.as_ref().filter(|_| gap.kind == GapKind::DeadlineWithoutBody)?;
        let (record, at) = now.clause(&clause.id)?;
        let facts = RecordView::new(record, Numbers::Text).facts(record.clauses.get(at)?);
        facts.deadlines.first().map(|d| d.basis.quote.clone())
    }
}

/// Whether a clause of the body lacks what the kind is about. A table says its own.
fn lacks(c: &ClauseRecord, kind: GapKind) -> bool {
    if c.clause.kind != ClauseKind::Body || c.clause.text.as_str().is_empty() {
        return false;
    }
    let says = |what: fn(&Says) -> bool| c.facts.iter().any(|f| what(&f.says));
    let body = says(|s| matches!(s, Says::Responsibility(_)));
    let time = says(|s| match s {
        Says::Deadline(d) => !matches!(d.kind, DeadlineKind::From | DeadlineKind::Validity),
        Says::Target(t) => t.by.or(t.by_inherited).is_some() && t.kind == TargetKind::Goal,
        _ => false,
    });
    match kind {
        GapKind::NoBody => !body,
        GapKind::NoDeadline => !time,
        GapKind::NoMeasure => !says(|s| matches!(s, Says::Target(_))),
        GapKind::DeadlineWithoutBody => time && !body,
        GapKind::NeverFirst => false,
    }
}

/// Bodies that only act in a sentence of the clause.
fn actors(c: &ClauseRecord) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for fact in &c.facts {
        if let Says::Actor(a) = &fact.says
            && !out.contains(&a.agency)
        {
            out.push(a.agency.clone());
        }
    }
    out
}
