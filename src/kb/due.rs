//! Due 到期: what is to be done by when, over all documents.
//!
//! One item is a clause, a day and why: the numbers to be reached by then stand together with the
//! words that set the time. `到2026年，全市特色产业园区达到60个左右` gives 2026 stated; a target whose
//! day comes from the title's `（2024—2026年）` gives 2026 inherited; `力争用三年时间` 2026 inferred;
//! `每年培育200名` recurs without an end; 有效期 stands apart as validity.

use super::days;
use super::query::Query;
use super::snapshot::{Snapshot, clause_ref};
use super::{Kb, KbError};
use crate::export::item::{Due, DueBasis, DueItem, Envelope, Meta, TaskDue};
use crate::export::view::Facts;
use crate::export::{Numbers, RecordView};
use crate::fact::{Deadline, DeadlineKind, Fact, Origin, Says, Target, TargetKind, due_on};
use crate::metadata::Metadata;
use crate::record::brief::FactBrief;
use crate::record::{Brief, ClauseRecord};
use jiff::civil::Date;
use std::sync::Arc;

/// What falls due in a clause on one day for one reason.
struct Row {
    basis: DueBasis,
    due: Due,
    deadline: Option<usize>,
    targets: Vec<usize>,
}

impl Row {
    /// Order: what has a year by year, reason and day; then what recurs.
    fn key(&self) -> (bool, i16, DueBasis, Option<Date>) {
        let year = self.due.due_on.map_or(i16::MAX, Date::year);
        (self.due.due_on.is_none(), year, self.basis, self.due.due_on)
    }
}

impl Kb {
    /// All that falls due, in order of year, reason and day; never cut.
    ///
    /// # Errors
    /// An order that does not exist.
    pub fn due(&self, query: &Query, today: Date) -> Result<Envelope<Vec<DueItem>>, KbError> {
        query.order(&["due_on"])?;
        let as_of = query.as_of.unwrap_or(today);
        let now = self.at(query);
        let mut data = self.due_items(&now, query, as_of)?;
        data.sort_by_key(|(key, _)| *key);
        let data: Vec<_> = data.into_iter().map(|(_, item)| item).collect();
        let values = data.iter().map(|i| i.targets.len()).sum();
        let meta = Meta { total: data.len(), as_of: Some(as_of), values: Some(values), ..Meta::default() };
        Ok(Envelope { data, meta })
    }

    #[expect(clippy::type_complexity, reason = "the key lives for one sort")]
    fn due_items(
        &self,
        now: &Snapshot,
        query: &Query,
        as_of: Date,
    ) -> Result<Vec<((bool, i16, DueBasis, Option<Date>), DueItem)>, KbError> {
        let (asked, worded) = (self.asked(now, query), self.worded(now, query)?);
        let dated = now.chosen(query).filter_map(|document| {
            let (brief, here) = (&document.brief, asked.of(&document.brief));
            let kept = brief
                .clauses()
                .filter(|c| c.facts.iter().any(may_fall_due) && worded.holds(&brief.id, c.at) && here.names(*c));
            let kept: Vec<usize> = kept.map(|c| c.at).collect();
            (!kept.is_empty()).then(|| (Arc::clone(document), kept))
        });
        let dated: Vec<_> = dated.collect();
        let made = now.each(
            &dated,
            |(document, _)| Some(document),
            |(document, kept), record| {
                let view = RecordView::new(record, Numbers::Text);
                let mut out = Vec::new();
                for clause in kept.iter().filter_map(|at| record.clauses.get(*at).map(|c| (*at, c))) {
                    let (at, clause) = clause;
                    let mut facts: Option<Facts> = None;
                    for row in rows(&record.metadata, clause, as_of).into_iter().filter(|r| fits(r, query)) {
                        let facts = facts.get_or_insert_with(|| view.facts(clause));
                        out.extend(item(&document.brief, at, &row, facts).map(|item| (row.key(), item)));
                    }
                }
                out
            },
        );
        Ok(made)
    }
}

fn fits(row: &Row, query: &Query) -> bool {
    query.holds_day(row.due.due_on)
        && (query.basis.is_empty() || query.basis.contains(&row.basis))
        && (query.status.is_empty() || row.due.status.is_some_and(|s| query.status.contains(&s)))
}

/// Whether a fact can give a row.
fn may_fall_due(fact: &FactBrief) -> bool {
    matches!(fact, FactBrief::Deadline { .. } | FactBrief::Target { .. })
}

fn item(brief: &Brief, at: usize, row: &Row, facts: &Facts) -> Option<DueItem> {
    Some(DueItem {
        year: row.due.due_on.map(Date::year),
        basis: row.basis,
        clause: clause_ref(brief, at)?,
        due: row.due,
        deadline: row.deadline.and_then(|n| facts.times().nth(n)).cloned(),
        targets: row.targets.iter().filter_map(|n| facts.targets.get(*n)).cloned().collect(),
    })
}

/// What falls due in a clause, as a row of tasks shows it.
pub(super) fn of_clause(metadata: &Metadata, clause: &ClauseRecord, as_of: Date, facts: &Facts) -> Vec<TaskDue> {
    let mut rows = rows(metadata, clause, as_of);
    rows.retain(|r| r.basis != DueBasis::Validity);
    rows.sort_by_key(Row::key);
    let quote = |r: &Row| {
        let deadline = r.deadline.and_then(|n| facts.times().nth(n)).map(|d| d.basis.quote.clone());
        deadline.or_else(|| r.targets.first().and_then(|n| facts.targets.get(*n)).map(|t| t.basis.quote.clone()))
    };
    let mut out: Vec<TaskDue> = Vec::new();
    for row in rows {
        let same =
            out.iter().any(|d| d.due.due_on == row.due.due_on && d.basis == row.basis && row.due.due_on.is_some());
        if !same {
            out.push(TaskDue { basis: row.basis, due: row.due, quote: quote(&row).unwrap_or_default() });
        }
    }
    out
}

/// The rows of one clause, in order of place.
fn rows(metadata: &Metadata, clause: &ClauseRecord, as_of: Date) -> Vec<Row> {
    let deadlines = of::<Deadline>(clause, |s| if let Says::Deadline(d) = s { Some(d) } else { None });
    let targets = of::<Target>(clause, |s| if let Says::Target(t) = s { Some(t) } else { None });
    let mut rows: Vec<Row> = Vec::new();
    for (n, (fact, deadline)) in deadlines.iter().enumerate() {
        let (day, origin) = due_on(deadline, fact.origin, metadata);
        let due = days::of_deadline(deadline.kind, day, as_of);
        let basis = match deadline.kind {
            DeadlineKind::From => continue,
            DeadlineKind::Each if covered(clause, fact, &targets) => continue,
            DeadlineKind::Each => DueBasis::Recurring,
            DeadlineKind::Validity => DueBasis::Validity,
            _ if due.due_on.is_none() => continue,
            _ if origin == Origin::Stated => DueBasis::Stated,
            _ if origin == Origin::Inherited => DueBasis::Inherited,
            _ => DueBasis::Inferred,
        };
        rows.push(Row { basis, due, deadline: Some(n), targets: Vec::new() });
    }
    for (n, (_, target)) in targets.iter().enumerate() {
        let due = days::stand(target.by.or(target.by_inherited), target.per.is_some(), as_of);
        let basis = match (target.by, target.by_inherited) {
            (Some(_), _) => DueBasis::Stated,
            (None, Some(_)) if target.kind == TargetKind::Goal => DueBasis::Inherited,
            _ if target.per.is_some() && target.kind == TargetKind::Goal => DueBasis::Recurring,
            _ => continue,
        };
        let due = if basis == DueBasis::Recurring { days::stand(None, true, as_of) } else { due };
        let dated = |r: &&mut Row| r.due.due_on == due.due_on && r.basis != DueBasis::Validity;
        match rows.iter_mut().filter(dated).find(|r| r.basis == basis || r.basis == DueBasis::Inferred) {
            Some(row) => row.targets.push(n),
            None => rows.push(Row { basis, due, deadline: None, targets: vec![n] }),
        }
    }
    rows
}

/// Whether a 每年 belongs to a target that has a day of its own: then it stands in that day's year.
fn covered(clause: &ClauseRecord, each: &Fact, targets: &[(&Fact, &Target)]) -> bool {
    let text = each.words(&clause.clause).as_str();
    targets.iter().any(|(fact, target)| {
        let dated = target.per.is_some() && target.by.or(target.by_inherited).is_some() && fact.place == each.place;
        let (a, b) = (each.quote.start.min(fact.quote.start), each.quote.end.max(fact.quote.end));
        dated && text.get(a..b).is_some_and(|s| !s.contains(['。', '\n']))
    })
}

fn of<'a, T>(clause: &'a ClauseRecord, pick: impl Fn(&'a Says) -> Option<&'a T>) -> Vec<(&'a Fact, &'a T)> {
    clause.facts.iter().filter_map(|f| pick(&f.says).map(|t| (f, t))).collect()
}
