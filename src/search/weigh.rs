//! Weigh 计分: what the rules of the plan add to a clause, asked only where it may matter.
//!
//! A clause whose words weigh 3 and that could gain 6 by its heading (标题) cannot be among hits that all have
//! 10: then no rule is asked. Rules are asked in the order of their cost; the sum is always made in the
//! order of the plan, so that it is the same number however it came about.

use super::plan::Rule;
use tantivy::query::{EnableScoring, Scorer, Weight};
use tantivy::{SeekDangerResult, SegmentReader, TERMINATED, TantivyError};

/// The least that a hit weighs.
const LEAST: f32 = 0.01;
/// More than sums in another order differ by.
const SLACK: f32 = 0.01;

/// Rules ready for all segments.
pub(super) struct Rules(Vec<(f32, bool, Box<dyn Weight>)>);

impl Rules {
    pub(super) fn new(rules: &[Rule], how: EnableScoring<'_>) -> Result<Self, TantivyError> {
        let made = rules.iter().map(|r| Ok((r.weight, r.level, r.query.weight(how)?)));
        Ok(Self(made.collect::<Result<_, TantivyError>>()?))
    }

    /// The rules at a clause of a segment from which on they are asked.
    pub(super) fn at(&self, reader: &SegmentReader, from: u32) -> Result<Weigher, TantivyError> {
        let mut adds = Vec::new();
        for (weight, level, made) in &self.0 {
            let (found, scorer) = made.scorer_danger(reader, from, 1.0)?;
            let (next, sure) = match found {
                SeekDangerResult::Found => (from, true),
                SeekDangerResult::SeekLowerBound(next) => (next, false),
            };
            // A rule that gives one and the same can be reckoned with; one that only takes away as well.
            let most = if *weight < 0.0 { 0.0 } else { *weight };
            let bounded = *level || *weight < 0.0;
            adds.push(Add { weight: *weight, most: if bounded { most } else { f32::INFINITY }, next, sure, scorer });
        }
        let mut order: Vec<usize> = (0..adds.len()).collect();
        let cost = |at: &usize| adds.get(*at).map_or((true, 0), |a| (a.weight < 0.0, a.scorer.cost()));
        order.sort_by_key(cost);
        let (values, next) = (vec![None; adds.len()], adds.iter().map(|a| a.next).min().unwrap_or(TERMINATED));
        let most = adds.iter().map(|a| a.most).sum();
        Ok(Weigher { adds, order, values, next, most })
    }
}

/// One rule in one segment.
struct Add {
    weight: f32,
    /// The most it adds.
    most: f32,
    /// No clause before this one fits it, of those not yet asked; surely this one does.
    next: u32,
    sure: bool,
    scorer: Box<dyn Scorer>,
}

impl Add {
    /// What it gives a clause; none where it does not fit. Clauses come in order.
    fn ask(&mut self, doc: u32) -> Option<f32> {
        if self.next > doc {
            return None;
        }
        if !(self.sure && self.next == doc) {
            self.sure = false;
            match self.scorer.seek_danger(doc) {
                SeekDangerResult::Found => self.next = doc,
                SeekDangerResult::SeekLowerBound(next) => {
                    self.next = next;
                    return None;
                }
            }
        }
        // What was found is behind for the next clause.
        self.sure = false;
        Some(product(self.weight, self.scorer.score()))
    }
}

/// The rules in one segment.
pub(super) struct Weigher {
    adds: Vec<Add>,
    /// The order of asking: cheap ones first, those that take away last.
    order: Vec<usize>,
    values: Vec<Option<f32>>,
    /// No rule fits a clause before this one, of those not yet asked.
    next: u32,
    /// The most that all rules add.
    most: f32,
}

impl Weigher {
    /// What a clause weighs; none where that is surely less than `floor`.
    #[inline]
    #[allow(clippy::float_arithmetic, reason = "scores, no money")]
    pub(super) fn weigh(&mut self, base: f32, doc: u32, floor: f32) -> Option<f32> {
        if self.next > doc {
            let score = base.max(LEAST);
            return (score >= floor).then_some(score);
        }
        if (base + self.most).max(LEAST) + SLACK < floor {
            return None;
        }
        self.ask(base, doc, floor)
    }

    #[allow(clippy::float_arithmetic, reason = "scores, no money")]
    fn ask(&mut self, base: f32, doc: u32, floor: f32) -> Option<f32> {
        let mut bound = base + self.adds.iter().filter(|a| a.next <= doc).map(|a| a.most).sum::<f32>();
        self.values.fill(None);
        for at in &self.order {
            if bound.max(LEAST) + SLACK < floor {
                return None;
            }
            let add = &mut self.adds[*at];
            if add.next > doc {
                continue;
            }
            let value = add.ask(doc);
            bound += value.unwrap_or(0.0) - add.most;
            self.values[*at] = value;
        }
        self.next = self.adds.iter().map(|a| a.next).min().unwrap_or(TERMINATED);
        let sum = self.values.iter().flatten().fold(base, |sum, v| sum + v);
        Some(sum.max(LEAST))
    }
}

#[allow(clippy::float_arithmetic, reason = "scores, no money")]
fn product(a: f32, b: f32) -> f32 {
    a * b
}
