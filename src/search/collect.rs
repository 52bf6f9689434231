//! Collect 汇总: one pass over the clauses found: filters, count, facets and the best hits.
//!
//! The pass goes over the parts of the index (segments) in stretches, in a large index over several at
//! once, and in a stretch block by block; what each found is put together. A hit's weight is what the runs
//! that must occur (`首台套`) give, by the length of the clause, and what each rule of the plan adds.

use super::best::{Best, Key, Placed};
use super::columns::{Segment, Snapshot};
use super::counts::Counts;
use super::filter::{ALL, Filters, Sieve};
use super::plan::Plan;
use super::stream::{Block, Matcher};
use super::weigh::{Rules, Weigher};
use super::{Facets, Query, Sort};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use tantivy::query::{EnableScoring, Query as Engine};
use tantivy::{DocAddress, SegmentReader, TantivyError};

/// From how many clauses on stretches are gone over at once.
const MANY: usize = 50_000;
/// Clauses of a stretch.
const STRETCH: u32 = 1 << 15;
/// From how many hits on stretches are few and long: each keeps as many of its own.
const DEEP: usize = 500;

/// What one pass gathers.
pub(super) struct Gathered {
    pub(super) total: usize,
    /// Best first from the place asked for on, with score; those before it stand in no order.
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

/// Clauses of a segment from one to before another.
struct Stretch<'a> {
    at: u32,
    reader: &'a SegmentReader,
    segment: &'a Segment,
    sieve: Option<&'a Sieve<'a>>,
    /// Whether the plan matches all its clauses.
    whole: bool,
    from: u32,
    to: u32,
}

/// What a stretch gave.
struct Share<'a> {
    segment: &'a Segment,
    total: usize,
    best: Best,
    /// The best of each document of the segment, where asked by document.
    of_document: Vec<Option<Placed>>,
    counts: Option<Counts>,
}

impl Pass<'_> {
    /// Runs a plan and gathers what passes the filters.
    pub(super) fn run(&self, plan: &Plan) -> Result<Gathered, TantivyError> {
        let searcher = &self.snapshot.searcher;
        let scored = self.sort == Sort::Relevance;
        let how = match scored {
            true => EnableScoring::enabled_from_searcher(searcher),
            false => EnableScoring::disabled_from_searcher(searcher),
        };
        let matcher = Matcher::new(plan, how)?;
        let rules = Rules::new(if scored { &plan.rules } else { &[] }, how)?;
        let sieves: Vec<_> = self.snapshot.segments.iter().map(|s| self.filters.sieve(s)).collect();
        // How all clauses spread is known after it was asked for once.
        let known = self.snapshot.spread.get().filter(|_| plan.all && self.filters.free());
        let counted = self.query.by_document || self.query.facets && known.is_none();
        let stretches = self.stretches(&sieves, plan.all);
        let floor = AtomicU32::new(0);
        let shares: Result<Vec<Share<'_>>, _> = if self.snapshot.clauses >= MANY {
            stretches.par_iter().map(|s| self.stretch(s, &matcher, &rules, &floor, counted)).collect()
        } else {
            stretches.iter().map(|s| self.stretch(s, &matcher, &rules, &floor, counted)).collect()
        };
        let shares = shares?;
        let known = known.cloned();
        let gathered = self.put_together(shares, counted, known);
        if plan.all && self.filters.free() && self.query.facets && self.snapshot.spread.get().is_none() {
            // Whoever comes second has counted the same.
            let _ = self.snapshot.spread.set(gathered.facets.clone());
        }
        Ok(gathered)
    }

    fn stretches<'a>(&'a self, sieves: &'a [Option<Sieve<'a>>], whole: bool) -> Vec<Stretch<'a>> {
        let size = match self.snapshot.clauses {
            few if few < MANY => u32::MAX,
            many if self.most() >= DEEP => (many / (2 * rayon::current_num_threads()).max(1)) as u32,
            _ => STRETCH,
        };
        let parts = (0..).zip(self.snapshot.searcher.segment_readers()).zip(&self.snapshot.segments).zip(sieves);
        let mut out = Vec::new();
        for (((at, reader), segment), sieve) in parts {
            let most = reader.max_doc();
            // Of equal size, none larger than that.
            let size = most.div_ceil(most.div_ceil(size).max(1)).max(1);
            let froms = (0..most).step_by(size as usize);
            let sieve = sieve.as_ref();
            let stretch = |from: u32| Stretch { at, reader, segment, sieve, whole, from, to: (from + size).min(most) };
            out.extend(froms.map(stretch));
        }
        out
    }

    /// The hits that are needed at all.
    fn most(&self) -> usize {
        self.query.offset.saturating_add(self.query.limit)
    }

    fn put_together(&self, shares: Vec<Share<'_>>, counted: bool, known: Option<Facets>) -> Gathered {
        let mut best = Best::new(self.most());
        let mut counts = counted.then(|| Counts::of(self.snapshot));
        let mut of_document: HashMap<u32, Placed> = HashMap::new();
        let mut total = 0;
        for share in shares {
            total += share.total;
            best.take_in(share.best);
            for hit in share.of_document.into_iter().flatten() {
                let held = of_document.entry((hit.0.1).0).or_insert(hit);
                if held.0 < hit.0 {
                    *held = hit;
                }
            }
            if let (Some(all), Some(part)) = (&mut counts, &share.counts) {
                all.take_in(share.segment, part);
            }
        }
        if self.query.by_document {
            total = of_document.len();
            of_document.into_values().for_each(|hit| best.offer(hit));
        }
        let score = |key: &Key| if self.sort == Sort::Relevance { f32::from_bits(key.0 as u32) } else { 0.0 };
        let best = best.sorted(self.query.offset).into_iter().map(|(key, at)| (at, score(&key))).collect();
        let facets = match (&counts, known) {
            (_, Some(known)) if self.query.facets => known,
            (Some(counts), None) if self.query.facets => counts.facets(self.snapshot),
            _ => Facets::default(),
        };
        let by_document = counts.filter(|_| self.query.by_document).map(|c| c.passed).unwrap_or_default();
        Gathered { total, best, by_document, facets }
    }

    fn stretch<'a>(
        &self,
        s: &Stretch<'a>,
        matcher: &Matcher,
        rules: &Rules,
        floor: &AtomicU32,
        counted: bool,
    ) -> Result<Share<'a>, TantivyError> {
        let mut share = Share {
            segment: s.segment,
            total: 0,
            best: Best::new(self.most()),
            of_document: if self.query.by_document { vec![None; s.segment.documents.len()] } else { Vec::new() },
            counts: counted.then(|| Counts::within(s.segment)),
        };
        if let Some((sieve, marks)) = s.sieve.filter(|_| s.whole).and_then(|sieve| {
            // All clauses are looked at: their statements are then gone over in one go.
            Some((sieve, sieve.marks(&s.segment.local, s.from, s.to)?))
        }) {
            self.marked(s, sieve, &marks, &mut share);
            share.best.settle(0);
            return Ok(share);
        }
        let mut weigher = rules.at(s.reader, s.from)?;
        let mut stream = matcher.stream(s.reader, s.from, s.to)?;
        let alive = s.reader.alive_bitset();
        let mut block = Block::new();
        while stream.fill(&mut block) {
            if let Some(alive) = alive {
                block.retain(|doc| alive.is_alive(doc));
            }
            match (s.sieve, &mut share.counts) {
                (None, Some(counts)) => counts.all(s.segment, block.docs()),
                (None, None) => {}
                (Some(sieve), counts) => block.retain(|doc| {
                    let counted = sieve.counted(&s.segment.local, doc, None);
                    if let Some(counts) = counts.as_mut().filter(|_| counted != 0) {
                        counts.add(sieve, s.segment, doc, counted);
                    }
                    counted == ALL
                }),
            }
            share.total += block.docs().len();
            if self.most() > 0 || self.query.by_document {
                self.place(s, &block, &mut weigher, floor, &mut share);
            }
        }
        let least = if self.sort == Sort::Relevance { floor.load(Ordering::Relaxed) } else { 0 };
        share.best.settle(u64::from(least));
        Ok(share)
    }

    /// Clauses of which statements are asked and no words.
    fn marked(&self, s: &Stretch<'_>, sieve: &Sieve<'_>, marks: &[u8], share: &mut Share<'_>) {
        let (fates, alone) = (sieve.fates(), sieve.alone());
        let alive = s.reader.alive_bitset();
        for (doc, mark) in (s.from..).zip(marks) {
            let fate = fates[usize::from(*mark)];
            if fate == 0 || alive.is_some_and(|alive| !alive.is_alive(doc)) {
                continue;
            }
            let counted = if alone { fate } else { sieve.counted(&s.segment.local, doc, Some(*mark)) };
            if let Some(counts) = share.counts.as_mut().filter(|_| counted != 0) {
                counts.add(sieve, s.segment, doc, counted);
            }
            if counted == ALL {
                share.total += 1;
                self.offer(s, doc, 0.0, share);
            }
        }
    }

    /// Offers the clauses of a block. `floor` is the least weight that the hits of any stretch have that were
    /// enough: what weighs less is in no list of the best.
    fn place(&self, s: &Stretch<'_>, block: &Block, weigher: &mut Weigher, floor: &AtomicU32, share: &mut Share<'_>) {
        let known = f32::from_bits(floor.load(Ordering::Relaxed));
        let least = |best: &Best| best.floor().map_or(0.0, |k| f32::from_bits(k.0 as u32));
        for (doc, score) in block.hits() {
            let score = if self.sort == Sort::Relevance {
                let floor = least(&share.best).max(known);
                let base = product(score, s.segment.local.norms[doc as usize]);
                let Some(score) = weigher.weigh(base, doc, floor) else { continue };
                score
            } else {
                0.0
            };
            self.offer(s, doc, score, share);
        }
        if self.sort == Sort::Relevance {
            // Weights are not negative, so they are in the order of their bits.
            floor.fetch_max(least(&share.best).to_bits(), Ordering::Relaxed);
        }
    }

    fn offer(&self, s: &Stretch<'_>, doc: u32, score: f32, share: &mut Share<'_>) {
        let hit = (self.key(s.segment, doc, score), DocAddress::new(s.at, doc));
        if !self.query.by_document {
            return share.best.offer(hit);
        }
        let held = &mut share.of_document[s.segment.local.documents[doc as usize] as usize];
        if held.is_none_or(|held| held.0 < hit.0) {
            *held = Some(hit);
        }
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
