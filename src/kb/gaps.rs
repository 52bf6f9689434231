//! Gaps 空白: where nobody answers, no time is set, nothing can be measured.
//!
//! A clause of the body of a text without 责任单位, without 时限, without a number; one with a time and no body; and
//! bodies that are never named first. Whether a gap matters is for people: 指导思想 needs no deadline.

use super::bodies::actor_name;
use super::held::Held;
use super::query::Query;
use super::snapshot::{Snapshot, clause_ref};
use super::tasks;
use super::{Kb, KbError};
use crate::export::item::{Agency, Count, Envelope, GapItem, GapKind, Meta};
use crate::export::{Numbers, RecordView};
use crate::fact::{DeadlineKind, Role, TargetKind};
use crate::outline::ClauseKind;
use crate::record::ClauseRecord;
use crate::record::brief::{ClauseBrief, FactBrief};
use std::collections::BTreeMap;
use std::sync::Arc;

/// All kinds, with their words in questions and for people.
const KINDS: &[(GapKind, &str, &str)] = &[
    (GapKind::DeadlineWithoutBody, "deadline_without_body", "有时限而没有责任单位"),
    (GapKind::NoBody, "no_body", "没有责任单位"),
    (GapKind::NoDeadline, "no_deadline", "没有时限"),
    (GapKind::NoMeasure, "no_measure", "没有可考核的数字"),
    (GapKind::NeverFirst, "never_first", "从不列首位的单位"),
];

/// A gap, before it is dressed up.
enum Gap<'a> {
    /// A clause, by its place, lacks something.
    Clause(GapKind, &'a Arc<Held>, usize),
    /// A body is never first.
    Body(Box<Agency>),
}

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
        let mut found: Vec<Gap<'_>> = Vec::new();
        for (kind, name, label) in KINDS {
            let before = found.len();
            if *kind == GapKind::NeverFirst {
                found.extend(self.never_first(&now, query).into_iter().map(|a| Gap::Body(Box::new(a))));
            } else {
                for document in now.chosen(query) {
                    let lacking = document.brief.clauses().filter(|c| lacks(*c, *kind));
                    found.extend(lacking.map(|c| Gap::Clause(*kind, document, c.at)));
                }
            }
            counts.push(Count { value: (*name).to_owned(), label: (*label).to_owned(), count: found.len() - before });
            if !query.kind.is_empty() && !query.kind.iter().any(|k| k == name) {
                found.truncate(before);
            }
        }
        let total = found.len();
        let slice = query.slice(total);
        let shown = found.into_iter().skip(slice.start).take(slice.end - slice.start);
        let data = shown.filter_map(|gap| item(&now, gap)).collect();
        let facets = Some(BTreeMap::from([("kind".to_owned(), counts)]));
        let next = Query::cursor(slice, now.change);
        Ok(Envelope { data, meta: Meta { total, next, facets, ..Meta::default() } })
    }

    /// Bodies that stand in lists with others and never first, and never lead.
    fn never_first(&self, now: &Snapshot, query: &Query) -> Vec<Agency> {
        let bodies = self.bodies(now);
        let mut own: BTreeMap<&str, (bool, bool)> = BTreeMap::new();
        for document in now.chosen(query) {
            for fact in document.brief.facts() {
                let FactBrief::Responsibility { agency, role, position, of } = *fact else { continue };
                let Some(body) = bodies.meaning(&document.brief, agency).filter(|b| !b.generic) else { continue };
                let (listed, first) = own.entry(body.id.as_str()).or_default();
                let alone = of.is_none_or(|n| n < 2) && role != Role::Support;
                *listed = true;
                *first |= alone || position == Some(1) || role == Role::Lead;
            }
        }
        let never =
            bodies.list.iter().filter(|a| own.get(a.id.as_str()).is_some_and(|(listed, first)| *listed && !first));
        never.cloned().collect()
    }
}

/// A gap of one kind in a clause, as shown.
fn item(now: &Snapshot, gap: Gap<'_>) -> Option<GapItem> {
    let (kind, document, at) = match gap {
        Gap::Clause(kind, document, at) => (kind, document, at),
        Gap::Body(agency) => {
            let kind = GapKind::NeverFirst;
            let actors = Vec::new();
            return Some(GapItem { kind, clause: None, task: None, quote: None, actors, agency: Some(*agency) });
        }
    };
    let record = now.read(document)?;
    let clause = record.clauses.get(at)?;
    // The words that set the time of a clause for which nobody answers.
    let time = || RecordView::new(&record, Numbers::Text).facts(clause).times().next().map(|d| d.basis.quote.clone());
    Some(GapItem {
        kind,
        clause: clause_ref(&document.brief, at),
        task: Some(tasks::title(clause)),
        quote: if kind == GapKind::DeadlineWithoutBody { time() } else { None },
        actors: actors(clause),
        agency: None,
    })
}

/// Whether a clause of the body lacks what the kind is about. A table says its own.
fn lacks(c: ClauseBrief<'_>, kind: GapKind) -> bool {
    if c.kind != ClauseKind::Body || c.blank {
        return false;
    }
    let says = |what: fn(&FactBrief) -> bool| c.facts.iter().any(what);
    let body = says(|f| matches!(f, FactBrief::Responsibility { .. }));
    let time = says(|f| match f {
        FactBrief::Deadline { kind, .. } => !matches!(kind, DeadlineKind::From | DeadlineKind::Validity),
        FactBrief::Target { kind, by, by_inherited, .. } => by.or(*by_inherited).is_some() && *kind == TargetKind::Goal,
        _ => false,
    });
    match kind {
        GapKind::NoBody => !body,
        GapKind::NoDeadline => !time,
        GapKind::NoMeasure => !says(|f| matches!(f, FactBrief::Target { .. })),
        GapKind::DeadlineWithoutBody => time && !body,
        GapKind::NeverFirst => false,
    }
}

/// Bodies that only act in a sentence of the clause.
fn actors(c: &ClauseRecord) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for name in c.facts.iter().filter_map(actor_name) {
        if !out.iter().any(|n| n == name) {
            out.push(name.to_owned());
        }
    }
    out
}
