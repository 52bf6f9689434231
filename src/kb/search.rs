//! Search 检索: the words asked for, in the clauses; with counts and what to light up.

use super::query::Query;
use super::snapshot;
use super::{Kb, KbError};
use crate::export::item::{ClauseItem, Count, Envelope, Highlight, Meta};
use crate::record::ClauseRecord;
use crate::search::{self, Facets, FactKind, Hit, Place, Sort};
use crate::text::CodePoints;
use std::collections::BTreeMap;

/// Values of a facet that are told.
const FACET: usize = 50;

impl Kb {
    /// The clauses that hold every part of `q`, best first; without `q` all that the filters leave.
    ///
    /// # Errors
    /// A kind or an order that does not exist, or the index fails.
    pub fn search(&self, query: &Query) -> Result<Envelope<Vec<ClauseItem>>, KbError> {
        let kinds: Vec<&str> = FactKind::ALL.iter().map(|k| k.name()).collect();
        query.kinds(&kinds)?;
        let sort = match query.order(&["relevance", "document", "date"])? {
            "document" => Sort::Document,
            "date" => Sort::Date,
            _ => Sort::Relevance,
        };
        if query.role.len() > 1 {
            return Err(KbError::parameter("role", "检索时只能给一个角色"));
        }
        let now = self.snapshot();
        let (agency, holders) = self.asked(&now, query).spelled();
        let found = self.index.find(&search::Query {
            text: query.q.clone().unwrap_or_default(),
            document: super::agency::narrowed(&query.document, holders),
            agency,
            role: query.role.first().copied(),
            position: query.position,
            kind: query.kind.iter().filter_map(|k| FactKind::named(k)).collect(),
            issuer: query.issuer.clone(),
            year: query.year.clone(),
            from: query.from,
            until: query.until,
            sort,
            offset: query.offset,
            limit: query.limit.unwrap_or(super::MOST),
        })?;
        let scored = query.q.is_some() && sort == Sort::Relevance;
        let data = found.hits.iter().filter_map(|hit| {
            let record = now.record(&hit.document)?;
            let clause = record.clauses.get(hit.ordinal).filter(|c| c.id == hit.clause)?;
            let score = scored.then_some(hit.score);
            Some(super::find::clause_item(record, clause, highlights(clause, hit), score))
        });
        let data: Vec<_> = data.collect();
        let slice = query.slice(found.total);
        let meta = Meta {
            total: found.total,
            next: Query::cursor(slice, now.change),
            relaxed: Some(found.relaxed),
            facets: Some(self.facets(&now, &found.facets)),
            ..Meta::default()
        };
        Ok(Envelope { data, meta })
    }

    fn facets(&self, now: &snapshot::Snapshot, facets: &Facets) -> BTreeMap<String, Vec<Count>> {
        let label = |facet: &str, value: &str| match (facet, now.record(value)) {
            ("document", Some(record)) => crate::export::short_title(record),
            ("kind", _) => kind_label(value).to_owned(),
            _ => value.to_owned(),
        };
        let all = [
            ("document", &facets.document),
            ("agency", &facets.agency),
            ("kind", &facets.kind),
            ("year", &facets.year),
            ("issuer", &facets.issuer),
        ];
        all.into_iter()
            .map(|(facet, values)| {
                let counts = values.iter().take(FACET);
                let counts = counts.map(|(value, count)| Count {
                    value: value.clone(),
                    label: label(facet, value),
                    count: *count,
                });
                (facet.to_owned(), counts.collect())
            })
            .collect()
    }
}

/// The hit's runs in code points of heading and text.
fn highlights(clause: &ClauseRecord, hit: &Hit) -> Vec<Highlight> {
    let heading = CodePoints::new(clause.clause.heading.as_ref().map_or("", |h| h.as_str()));
    let text = CodePoints::new(clause.clause.text.as_str());
    let found = hit.highlights.iter().map(|h| {
        let (field, points) = match h.field {
            Place::Heading => ("heading", &heading),
            Place::Text => ("text", &text),
        };
        Highlight { field: field.to_owned(), start: points.of(h.span.start), end: points.of(h.span.end) }
    });
    found.collect()
}

fn kind_label(kind: &str) -> &str {
    match kind {
        "responsibilities" => "责任单位",
        "targets" => "目标",
        "deadlines" => "时限",
        "amounts" => "金额",
        "citations" => "引用",
        "terms" => "简称",
        "actors" => "行为主体",
        other => other,
    }
}
