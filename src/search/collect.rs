//! Collect 汇总: one pass over the clauses found: filters, count, facets and the best hits.
//!
//! A clause that fails exactly one of the facet filters still counts for that facet, so that the
//! page can show what its other values would give.

use super::columns::{Segment, Snapshot};
use super::schema::{day, kind_bit, role_number};
use super::{Facets, FactKind, MOST_VALUES, Query, Sort};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use tantivy::query::{EnableScoring, Query as Engine};
use tantivy::{DocAddress, TantivyError};

/// Orders hits: the greater the better.
type Key = (u64, Reverse<usize>, Reverse<u32>);

/// What one pass gathers.
pub(super) struct Gathered {
    pub(super) total: usize,
    /// Best first, with score.
    pub(super) best: Vec<(DocAddress, f32)>,
    pub(super) facets: Facets,
}

/// Which facet filters a clause fails.
const DOCUMENT: u8 = 1;
const AGENCY: u8 = 2;
const KIND: u8 = 4;
const YEAR: u8 = 8;
const ISSUER: u8 = 16;
/// Fails one that is no facet: it does not count at all.
const OUT: u8 = 32;

/// The filters of a question in the numbers of a snapshot.
struct Filters {
    /// What each document fails.
    documents: Vec<u8>,
    /// Kinds asked for, 0 for all.
    kinds: u8,
    role: Option<u8>,
    position: Option<u16>,
    /// Bodies asked for, by number; empty for all.
    agencies: Vec<bool>,
}

impl Filters {
    fn new(snapshot: &Snapshot, query: &Query, agencies: &[&str]) -> Self {
        let asked = |list: &[String], value: &str| list.is_empty() || list.iter().any(|v| v == value);
        let (from, until) = (query.from.map(day), query.until.map(day));
        let dated = from.is_some() || until.is_some();
        let documents = snapshot.documents.iter().zip(&snapshot.about).map(|(id, about)| {
            let in_time = about.date.is_some_and(|d| from.is_none_or(|f| f <= d) && until.is_none_or(|u| d <= u));
            let year = query.year.is_empty() || query.year.iter().any(|y| Some(i64::from(*y)) == about.year);
            let issuer = query.issuer.is_empty() || about.issuers.iter().any(|i| asked(&query.issuer, i));
            let fails =
                [(!asked(&query.document, id), DOCUMENT), (!year, YEAR), (!issuer, ISSUER), (dated && !in_time, OUT)];
            fails.iter().filter(|f| f.0).fold(0, |mask, f| mask | f.1)
        });
        let wanted = |name: &String| agencies.contains(&name.as_str());
        Self {
            documents: documents.collect(),
            kinds: query.kind.iter().fold(0, |mask, k| mask | kind_bit(*k)),
            role: query.role.map(role_number),
            position: query.position,
            agencies: if agencies.is_empty() { Vec::new() } else { snapshot.agencies.iter().map(wanted).collect() },
        }
    }

    fn stated(&self) -> bool {
        self.role.is_some() || self.position.is_some()
    }

    /// Whether a statement has the role and the place asked for.
    fn fits(&self, role: u8, position: u16) -> bool {
        self.role.is_none_or(|r| r == role) && self.position.is_none_or(|p| p == position)
    }

    /// What a clause fails.
    fn fails(&self, segment: &Segment, doc: u32) -> u8 {
        let mut mask = self.documents.get(segment.document(doc)).copied().unwrap_or(OUT);
        if self.kinds != 0 && segment.local.kinds[doc as usize] & self.kinds == 0 {
            mask |= KIND;
        }
        if self.stated() || !self.agencies.is_empty() {
            let mut fitting = segment.duties(doc).filter(|d| self.fits(d.role, d.position)).peekable();
            if self.stated() && fitting.peek().is_none() {
                mask |= OUT;
            }
            let wanted = |agency: u32| self.agencies.get(agency as usize).copied().unwrap_or(false);
            if !self.agencies.is_empty() && !fitting.any(|d| wanted(d.agency)) {
                mask |= AGENCY;
            }
        }
        mask
    }
}

/// Counts by number while the pass goes on.
struct Counts {
    documents: Vec<usize>,
    /// By document too: year and issuer hold for the whole document.
    years: Vec<usize>,
    issuers: Vec<usize>,
    /// By set of kinds.
    kinds: [usize; 256],
    agencies: Vec<usize>,
}

impl Counts {
    fn new(snapshot: &Snapshot) -> Self {
        let documents = vec![0; snapshot.documents.len()];
        Self {
            years: documents.clone(),
            issuers: documents.clone(),
            documents,
            kinds: [0; 256],
            agencies: vec![0; snapshot.agencies.len()],
        }
    }

    fn add(&mut self, filters: &Filters, segment: &Segment, doc: u32, fails: u8) {
        let document = segment.document(doc);
        let counts = |facet: u8| fails & !facet == 0;
        if counts(DOCUMENT) {
            self.documents[document] += 1;
        }
        if counts(YEAR) {
            self.years[document] += 1;
        }
        if counts(ISSUER) {
            self.issuers[document] += 1;
        }
        if counts(KIND) {
            self.kinds[usize::from(segment.local.kinds[doc as usize])] += 1;
        }
        if counts(AGENCY) {
            let fitting = || segment.duties(doc).filter(|d| filters.fits(d.role, d.position));
            for (at, duty) in fitting().enumerate() {
                // A body named twice in a clause counts once.
                if !fitting().take(at).any(|d| d.agency == duty.agency) {
                    self.agencies[duty.agency as usize] += 1;
                }
            }
        }
    }

    fn facets(&self, snapshot: &Snapshot) -> Facets {
        let mut years: HashMap<String, usize> = HashMap::new();
        let mut issuers: HashMap<String, usize> = HashMap::new();
        for ((about, year), issuer) in snapshot.about.iter().zip(&self.years).zip(&self.issuers) {
            if let (Some(y), 1..) = (about.year, *year) {
                *years.entry(y.to_string()).or_default() += year;
            }
            for name in about.issuers.iter().filter(|_| *issuer > 0) {
                *issuers.entry(name.clone()).or_default() += issuer;
            }
        }
        let by_kind = FactKind::ALL.into_iter().map(|kind| {
            let sets = self.kinds.iter().enumerate().filter(|(mask, _)| *mask as u8 & kind_bit(kind) != 0);
            (kind.name().to_owned(), sets.map(|(_, n)| n).sum())
        });
        Facets {
            document: sorted(numbered(&snapshot.documents, &self.documents)),
            agency: sorted(numbered(&snapshot.agencies, &self.agencies)),
            kind: sorted(by_kind.collect()),
            year: sorted(years.into_iter().collect()),
            issuer: sorted(issuers.into_iter().collect()),
        }
    }
}

/// Names with counts; of very many only the [`MOST_VALUES`] with the most, so that a question over
/// thousands of documents does not copy all their names.
fn numbered(names: &[String], counts: &[usize]) -> Vec<(String, usize)> {
    let mut list: Vec<_> = names.iter().zip(counts).filter(|(_, n)| **n > 0).collect();
    if list.len() > MOST_VALUES {
        list.select_nth_unstable_by(MOST_VALUES, |a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
        list.truncate(MOST_VALUES);
    }
    list.into_iter().map(|(name, n)| (name.clone(), *n)).collect()
}

/// Most first, then by name.
fn sorted(mut list: Vec<(String, usize)>) -> Vec<(String, usize)> {
    list.retain(|(_, n)| *n > 0);
    list.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    list
}

/// Runs a question of the engine and gathers what passes the filters.
pub(super) fn gather(
    snapshot: &Snapshot,
    engine: &dyn Engine,
    query: &Query,
    agencies: &[&str],
    sort: Sort,
) -> Result<Gathered, TantivyError> {
    let filters = Filters::new(snapshot, query, agencies);
    let mut counts = Counts::new(snapshot);
    let most = query.offset.saturating_add(query.limit);
    let mut heap: BinaryHeap<Reverse<(Key, DocAddress)>> = BinaryHeap::new();
    let mut total = 0;
    each(snapshot, engine, sort == Sort::Relevance, |at, segment, doc, score| {
        let fails = filters.fails(segment, doc);
        if fails & OUT != 0 || fails & fails.wrapping_sub(1) != 0 {
            return;
        }
        counts.add(&filters, segment, doc, fails);
        if fails != 0 {
            return;
        }
        total += 1;
        let document = segment.document(doc);
        let first = match sort {
            Sort::Relevance => u64::from(score.to_bits()),
            Sort::Document => 0,
            Sort::Date => snapshot.about.get(document).and_then(|a| a.date).unwrap_or(0).unsigned_abs(),
        };
        let key = (first, Reverse(document), Reverse(segment.local.ordinals[doc as usize]));
        if heap.len() < most {
            heap.push(Reverse((key, DocAddress::new(at, doc))));
        } else if heap.peek().is_some_and(|worst| worst.0.0 < key) {
            heap.pop();
            heap.push(Reverse((key, DocAddress::new(at, doc))));
        }
    })?;
    let score = |key: &Key| if sort == Sort::Relevance { f32::from_bits(key.0 as u32) } else { 0.0 };
    let best = heap.into_sorted_vec().into_iter().map(|Reverse((key, at))| (at, score(&key)));
    Ok(Gathered { total, best: best.collect(), facets: counts.facets(snapshot) })
}

/// Calls `visit` with segment number, segment, clause and score of each clause that is there.
pub(super) fn each(
    snapshot: &Snapshot,
    engine: &dyn Engine,
    scored: bool,
    mut visit: impl FnMut(u32, &Segment, u32, f32),
) -> Result<(), TantivyError> {
    let searcher = &snapshot.searcher;
    let how = if scored {
        EnableScoring::enabled_from_searcher(searcher)
    } else {
        EnableScoring::disabled_from_searcher(searcher)
    };
    let weight = engine.weight(how)?;
    for ((at, reader), segment) in (0..).zip(searcher.segment_readers()).zip(&snapshot.segments) {
        let alive = reader.alive_bitset();
        let mut there = |doc: u32, score: f32| {
            if alive.is_none_or(|a| a.is_alive(doc)) {
                visit(at, segment, doc, score);
            }
        };
        if scored {
            weight.for_each(reader, &mut there)?;
        } else {
            weight.for_each_no_score(reader, &mut |docs| docs.iter().for_each(|doc| there(*doc, 0.0)))?;
        }
    }
    Ok(())
}
