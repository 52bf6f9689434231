//! Collect 汇总: one pass over the clauses found: filters, count, facets and the best hits.
//!
//! The pass goes over the parts of the index (segments) one by one, in a large index over several at
//! once; what each found is put together. A hit's weight is what the runs that must occur give, by the
//! length of the clause, and what each rule of the plan adds.

use super::columns::{Segment, Snapshot};
use super::counts::{Counts, Filters, passes};
use super::plan::Plan;
use super::{Facets, Query, Sort};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use tantivy::query::{EnableScoring, Query as Engine, Scorer, Weight};
use tantivy::{DocAddress, DocSet, SegmentReader, TERMINATED, TantivyError};

/// From how many clauses on segments are gone over at once.
const MANY: usize = 50_000;

/// Orders hits: the greater the better.
type Key = (u64, Reverse<u32>, Reverse<u32>);
type Best = BinaryHeap<Reverse<(Key, DocAddress)>>;

/// What one pass gathers.
pub(super) struct Gathered {
    pub(super) total: usize,
    /// Best first, with score.
    pub(super) best: Vec<(DocAddress, f32)>,
    /// Clauses that pass, by document; where asked by document.
    pub(super) by_document: Vec<u32>,
    pub(super) facets: Facets,
}

/// What the pass is about.
pub(super) struct Pass<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) query: &'a Query,
    pub(super) filters: &'a Filters,
    pub(super) sort: Sort,
}

/// One segment's share.
struct Share {
    total: usize,
    best: Best,
    /// The best of each document, where asked by document.
    of_document: HashMap<u32, (Key, DocAddress)>,
    counts: Counts,
}

impl Pass<'_> {
    /// Runs a plan and gathers what passes the filters.
    pub(super) fn run(&self, plan: &Plan) -> Result<Gathered, TantivyError> {
        let searcher = &self.snapshot.searcher;
        let scored = self.sort == Sort::Relevance;
        let how = || match scored {
            true => EnableScoring::enabled_from_searcher(searcher),
            false => EnableScoring::disabled_from_searcher(searcher),
        };
        let matcher = plan.matcher.weight(how())?;
        let rules: Vec<(f32, Box<dyn Weight>)> = match scored {
            true => {
                let made = plan.rules.iter().map(|r| Ok((r.weight, r.query.weight(how())?)));
                made.collect::<Result<_, TantivyError>>()?
            }
            false => Vec::new(),
        };
        let work: Vec<_> = (0..).zip(searcher.segment_readers()).zip(&self.snapshot.segments).collect();
        let share = |((at, reader), segment): ((u32, &SegmentReader), &Segment)| {
            self.segment(at, reader, segment, &*matcher, &rules)
        };
        let mut shares: Vec<Share> = if self.snapshot.clauses >= MANY {
            work.into_par_iter().map(share).collect::<Result<_, _>>()?
        } else {
            work.into_iter().map(share).collect::<Result<_, _>>()?
        };
        let Some(first) = shares.pop() else {
            return Ok(Gathered { total: 0, best: Vec::new(), by_document: Vec::new(), facets: Facets::default() });
        };
        let all = shares.into_iter().fold(first, |a, b| self.put_together(a, b));
        Ok(self.told(all))
    }

    /// The hits that are needed at all.
    fn most(&self) -> usize {
        self.query.offset.saturating_add(self.query.limit)
    }

    fn put_together(&self, mut a: Share, b: Share) -> Share {
        b.best.into_iter().for_each(|Reverse(hit)| keep(&mut a.best, hit, self.most()));
        for (document, hit) in b.of_document {
            better(&mut a.of_document, document, hit);
        }
        Share { total: a.total + b.total, best: a.best, of_document: a.of_document, counts: a.counts.merge(b.counts) }
    }

    fn told(&self, mut all: Share) -> Gathered {
        let mut total = all.total;
        if self.query.by_document {
            total = all.of_document.len();
            all.of_document.into_values().for_each(|hit| keep(&mut all.best, hit, self.most()));
        }
        let score = |key: &Key| if self.sort == Sort::Relevance { f32::from_bits(key.0 as u32) } else { 0.0 };
        let best = all.best.into_sorted_vec().into_iter().map(|Reverse((key, at))| (at, score(&key)));
        let facets = if self.query.facets { all.counts.facets(self.snapshot) } else { Facets::default() };
        let by_document = if self.query.by_document { all.counts.passed } else { Vec::new() };
        Gathered { total, best: best.collect(), by_document, facets }
    }

    fn segment(
        &self,
        at: u32,
        reader: &SegmentReader,
        segment: &Segment,
        matcher: &dyn Weight,
        rules: &[(f32, Box<dyn Weight>)],
    ) -> Result<Share, TantivyError> {
        let mut share =
            Share { total: 0, best: Best::new(), of_document: HashMap::new(), counts: Counts::new(self.snapshot) };
        let mut adds =
            rules.iter().map(|(w, r)| Ok((*w, r.scorer(reader, 1.0)?))).collect::<Result<Vec<_>, TantivyError>>()?;
        let alive = reader.alive_bitset();
        let most = self.most();
        let scored = self.sort == Sort::Relevance;
        let mut visit = |doc: u32, score: f32, adds: &mut [(f32, Box<dyn Scorer>)]| {
            if alive.is_some_and(|a| !a.is_alive(doc)) {
                return;
            }
            let counted = self.filters.counted(segment, doc);
            if counted == 0 {
                return;
            }
            if self.query.facets || self.query.by_document {
                share.counts.add(self.filters, segment, doc, counted);
            }
            if !passes(counted) {
                return;
            }
            share.total += 1;
            let score = if scored { weighed(score, segment, doc, adds) } else { 0.0 };
            let hit = (self.key(segment, doc, score), DocAddress::new(at, doc));
            if self.query.by_document {
                better(&mut share.of_document, segment.document(doc) as u32, hit);
            } else {
                keep(&mut share.best, hit, most);
            }
        };
        let mut found = matcher.scorer(reader, 1.0)?;
        let mut doc = found.doc();
        while doc != TERMINATED {
            let score = if scored { found.score() } else { 0.0 };
            visit(doc, score, &mut adds);
            doc = found.advance();
        }
        Ok(share)
    }

    fn key(&self, segment: &Segment, doc: u32, score: f32) -> Key {
        let document = segment.document(doc);
        let first = match self.sort {
            Sort::Relevance => u64::from(score.to_bits()),
            Sort::Document => 0,
            Sort::Date => self.snapshot.about.get(document).and_then(|a| a.date).unwrap_or(0).unsigned_abs(),
            Sort::Amount => segment.local.amounts.of(doc).last().map_or(0, |v| v.unsigned_abs() + 1),
            // The earliest day is the best.
            Sort::Deadline => segment.local.deadlines.of(doc).first().map_or(0, |v| u64::MAX - v.unsigned_abs()),
        };
        (first, Reverse(document as u32), Reverse(segment.local.ordinals[doc as usize]))
    }
}

/// The weight of a hit.
#[allow(clippy::float_arithmetic, reason = "scores, no money")]
fn weighed(score: f32, segment: &Segment, doc: u32, adds: &mut [(f32, Box<dyn Scorer>)]) -> f32 {
    let mut sum = score * segment.local.norms[doc as usize];
    for (weight, rule) in adds {
        if rule.doc() < doc {
            rule.seek(doc);
        }
        if rule.doc() == doc {
            sum += *weight * rule.score();
        }
    }
    sum.max(0.01)
}

/// What each rule gives a clause: the runs that must occur first, then those of the plan.
pub(super) fn parts_of(snapshot: &Snapshot, plan: &Plan, at: DocAddress) -> Result<Vec<super::Why>, TantivyError> {
    let how = || EnableScoring::enabled_from_searcher(&snapshot.searcher);
    let (Some(reader), Some(segment)) = (
        snapshot.searcher.segment_readers().get(at.segment_ord as usize),
        snapshot.segments.get(at.segment_ord as usize),
    ) else {
        return Ok(Vec::new());
    };
    let mut out = Vec::new();
    let bases = plan.bases.iter().map(|r| (r, segment.local.norms[at.doc_id as usize]));
    for (rule, weight) in bases.chain(plan.rules.iter().map(|r| (r, r.weight))) {
        let mut scorer = rule.query.weight(how())?.scorer(reader, 1.0)?;
        let there = scorer.doc() == at.doc_id || (scorer.doc() < at.doc_id && scorer.seek(at.doc_id) == at.doc_id);
        if there {
            out.push(super::Why {
                rule: rule.name.to_owned(),
                word: rule.word.clone(),
                field: rule.field.to_owned(),
                weight,
                score: product(weight, scorer.score()),
            });
        }
    }
    Ok(out)
}

#[allow(clippy::float_arithmetic, reason = "scores, no money")]
fn product(a: f32, b: f32) -> f32 {
    a * b
}

/// Puts a hit among the best.
fn keep(best: &mut Best, hit: (Key, DocAddress), most: usize) {
    if best.len() < most {
        best.push(Reverse(hit));
    } else if best.peek().is_some_and(|worst| worst.0.0 < hit.0) {
        best.pop();
        best.push(Reverse(hit));
    }
}

/// Keeps the better hit of a document.
fn better(of: &mut HashMap<u32, (Key, DocAddress)>, document: u32, hit: (Key, DocAddress)) {
    let held = of.entry(document).or_insert(hit);
    if held.0 < hit.0 {
        *held = hit;
    }
}

/// Calls `visit` with segment number, segment and clause of each clause that is there.
pub(super) fn each(
    snapshot: &Snapshot,
    engine: &dyn Engine,
    mut visit: impl FnMut(u32, &Segment, u32),
) -> Result<(), TantivyError> {
    let searcher = &snapshot.searcher;
    let weight = engine.weight(EnableScoring::disabled_from_searcher(searcher))?;
    for ((at, reader), segment) in (0..).zip(searcher.segment_readers()).zip(&snapshot.segments) {
        let alive = reader.alive_bitset();
        weight.for_each_no_score(reader, &mut |docs| {
            docs.iter().filter(|doc| alive.is_none_or(|a| a.is_alive(**doc))).for_each(|doc| visit(at, segment, *doc));
        })?;
    }
    Ok(())
}
