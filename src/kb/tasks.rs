//! Tasks 任务分工: a row a clause: what is to be done, to which numbers, by when, who leads and who helps.
//!
//! `（责任单位：市经济信息化委、市财政局）` gives 市经济信息化委 as leading, 推定 since it only stands first; `A牵头`
//! gives it stated. Clauses with a deadline or a number and no body stand there too, the place left empty.

use super::due;
use super::facts::lists;
use super::query::Query;
use super::snapshot;
use super::{Kb, KbError};
use crate::export::item::{Envelope, Meta, TaskBody, TaskDue, TaskItem};
use crate::export::view::Facts;
use crate::export::words::Origin as Word;
use crate::export::{Numbers, RecordView};
use crate::fact::{DeadlineKind, Role, TargetKind};
use crate::outline::ClauseKind;
use crate::record::ClauseRecord;
use crate::record::brief::{ClauseBrief, FactBrief};
use jiff::civil::Date;
use std::sync::Arc;

/// Letters of a first sentence that stands for a heading.
const TITLE: usize = 48;

impl Kb {
    /// The tasks that the query leaves, in order of documents and clauses, or of days.
    ///
    /// # Errors
    /// An order that does not exist.
    pub fn tasks(&self, query: &Query, today: Date) -> Result<Envelope<Vec<TaskItem>>, KbError> {
        let by_day = query.order(&["document", "due_on"])? == "due_on";
        let as_of = query.as_of.unwrap_or(today);
        let now = self.snapshot();
        let (asked, bodies) = (self.asked(&now, query), self.bodies(&now));
        let (worded, tracks) = (self.worded(&now, query)?, self.latest_tracks(&now));
        let given = now.chosen(query).filter_map(|document| {
            let (brief, here) = (&document.brief, asked.of(&document.brief));
            let kept = brief.clauses().filter(|c| is_task(*c) && worded.holds(&brief.id, c.at) && here.names(*c));
            let kept: Vec<usize> = kept.map(|c| c.at).collect();
            (!kept.is_empty()).then(|| (Arc::clone(document), kept))
        });
        let given: Vec<_> = given.collect();
        let mut found = now.each(
            &given,
            |(document, _)| Some(document),
            |(document, kept), record| {
                let (brief, view) = (&document.brief, RecordView::new(record, Numbers::Text));
                let task = |at: &usize| {
                    let clause = record.clauses.get(*at)?;
                    let facts = view.facts(clause);
                    let dues: Vec<TaskDue> = due::of_clause(&record.metadata, clause, as_of, &facts);
                    if !fits(&dues, query) {
                        return None;
                    }
                    let (leads, supports) = parts(clause, &facts, |name| bodies.id(brief, name).to_owned());
                    let targets = facts.targets.into_iter().filter(|t| t.kind == TargetKind::Goal.into()).collect();
                    Some(TaskItem {
                        number: 0,
                        task: title(clause),
                        targets,
                        due_on: dues.iter().filter_map(|d| d.due.due_on).min(),
                        dues,
                        leads,
                        supports,
                        text: clause.clause.text.as_str().to_owned(),
                        track: tracks.get(&clause.id).cloned(),
                        clause: snapshot::clause_ref(brief, *at)?,
                    })
                };
                kept.iter().filter_map(task).collect()
            },
        );
        if by_day {
            found.sort_by_key(|t: &TaskItem| (t.due_on.is_none(), t.due_on));
        }
        for (n, task) in found.iter_mut().enumerate() {
            task.number = n + 1;
        }
        let total = found.len();
        let slice = query.slice(total);
        let data = found.into_iter().skip(slice.start).take(slice.end - slice.start).collect();
        let next = Query::cursor(slice, now.change);
        Ok(Envelope { data, meta: Meta { total, next, as_of: Some(as_of), ..Meta::default() } })
    }
}

/// Whether a clause gives somebody something to do.
fn is_task(c: ClauseBrief<'_>) -> bool {
    let asks = |f: &FactBrief| match f {
        FactBrief::Responsibility { .. } => true,
        FactBrief::Target { kind, .. } => *kind == TargetKind::Goal,
        FactBrief::Deadline { kind, .. } => !matches!(kind, DeadlineKind::From | DeadlineKind::Validity),
        _ => false,
    };
    c.kind != ClauseKind::Notice && c.facts.iter().any(asks)
}

fn fits(dues: &[TaskDue], query: &Query) -> bool {
    let plain = query.year.is_empty() && query.from.is_none() && query.until.is_none();
    let open = plain && query.status.is_empty() && query.basis.is_empty();
    open || dues.iter().any(|d| {
        query.holds_day(d.due.due_on)
            && (query.basis.is_empty() || query.basis.contains(&d.basis))
            && (query.status.is_empty() || d.due.status.is_some_and(|s| query.status.contains(&s)))
    })
}

/// Its heading, else its first sentence, cut where it is long.
pub(super) fn title(c: &ClauseRecord) -> String {
    if let Some(heading) = &c.clause.heading {
        return heading.as_str().to_owned();
    }
    let text = c.clause.text.as_str();
    let first = text.split(['。', '\n', '；']).find(|s| !s.is_empty()).unwrap_or_default();
    if first.chars().count() <= TITLE {
        return first.to_owned();
    }
    format!("{}……", first.chars().take(TITLE).collect::<String>())
}

/// Who leads and who helps, each list for itself.
fn parts(c: &ClauseRecord, facts: &Facts, id: impl Fn(&str) -> String) -> (Vec<TaskBody>, Vec<TaskBody>) {
    let (mut leads, mut supports): (Vec<TaskBody>, Vec<TaskBody>) = (Vec::new(), Vec::new());
    let duties: Vec<_> = snapshot::duties(c).collect();
    let lists = lists(c);
    for (n, ((_, r), shown)) in duties.iter().zip(facts.duties()).enumerate() {
        let stated = |other: usize| duties.get(other).is_some_and(|(_, o)| o.role == Role::Lead);
        let led = lists.iter().enumerate().any(|(m, list)| Some(list) == lists.get(n) && stated(m));
        let first = r.position.is_none_or(|p| p == 1) && r.role == Role::Responsible && !led;
        let leading = r.role == Role::Lead || first;
        let body = TaskBody {
            agency: r.agency.clone(),
            agency_id: id(&r.agency),
            role: shown.role,
            position: r.position,
            of: r.of,
            // One that stands alone is named by the text; the first of several leads by convention only.
            origin: if r.role == Role::Responsible && leading && r.of.is_some_and(|n| n > 1) {
                Word::Inferred
            } else {
                shown.basis.origin
            },
        };
        let list = if leading { &mut leads } else { &mut supports };
        if !list.iter().any(|b| b.agency_id == body.agency_id) {
            list.push(body);
        }
    }
    (leads, supports)
}
