//! Stream 逐块: the clauses that a plan matches, a block at a time.
//!
//! Most questions are words of two characters (`产业`, `产业 发展`): one or more lists of clauses that each hold a
//! pair. These are read list block by list block and laid side by side here; anything else (longer runs,
//! `OR`, `NOT`, fields) is asked of the engine clause by clause. Both give the same clauses with the same weight.

use super::plan::Plan;
use tantivy::postings::BlockSegmentPostings;
use tantivy::query::{Bm25Weight, EnableScoring, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocSet, SegmentReader, TERMINATED, TantivyError, Term};

/// Clauses of a block.
const BLOCK: usize = 128;
/// How often a pair stands in a clause, at most, that its weight is kept ready for.
const OFTEN: usize = 32;

/// Lists of two pairs are gone along together where one is at most so many times as long as the other.
const NEAR: u64 = 8;

/// Some clauses, in order, with the weight of the runs that must occur.
pub(super) struct Block {
    docs: [u32; BLOCK],
    scores: [f32; BLOCK],
    size: usize,
}

impl Block {
    pub(super) fn new() -> Self {
        Self { docs: [0; BLOCK], scores: [0.0; BLOCK], size: 0 }
    }

    pub(super) fn docs(&self) -> &[u32] {
        self.docs.get(..self.size).unwrap_or_default()
    }

    pub(super) fn hits(&self) -> impl Iterator<Item = (u32, f32)> + '_ {
        self.docs().iter().copied().zip(self.scores.iter().copied())
    }

    /// Leaves the clauses that pass.
    pub(super) fn retain(&mut self, mut passes: impl FnMut(u32) -> bool) {
        let mut kept = 0;
        for at in 0..self.size {
            if passes(self.docs[at]) {
                self.docs[kept] = self.docs[at];
                self.scores[kept] = self.scores[at];
                kept += 1;
            }
        }
        self.size = kept;
    }

    fn push(&mut self, doc: u32, score: f32) {
        self.docs[self.size] = doc;
        self.scores[self.size] = score;
        self.size += 1;
    }
}

/// What a plan matches, ready for all segments.
pub(super) enum Matcher {
    /// Pairs that must all stand in a clause; without weights where none are needed.
    Pairs(Vec<(Term, Option<[f32; OFTEN]>)>, Vec<Bm25Weight>),
    /// Anything else, and whether weights are needed.
    Other(Box<dyn Weight>, bool),
}

impl Matcher {
    pub(super) fn new(plan: &Plan, how: EnableScoring<'_>) -> Result<Self, TantivyError> {
        let scored = how.is_scoring_enabled();
        if plan.pairs.is_empty() {
            return Ok(Self::Other(plan.matcher.weight(how)?, scored));
        }
        let (mut pairs, mut weights) = (Vec::new(), Vec::new());
        for term in &plan.pairs {
            let mut ready = None;
            if let EnableScoring::Enabled { statistics_provider, .. } = how {
                let weight = Bm25Weight::for_terms(statistics_provider, std::slice::from_ref(term))?;
                // The field keeps no lengths: all count as one.
                ready = Some(std::array::from_fn(|n| weight.score(1, n as u32)));
                weights.push(weight);
            }
            pairs.push((term.clone(), ready));
        }
        Ok(Self::Pairs(pairs, weights))
    }

    /// The clauses of a segment from one to before another.
    pub(super) fn stream<'a>(&'a self, reader: &SegmentReader, from: u32, to: u32) -> Result<Stream<'a>, TantivyError> {
        let (pairs, weights) = match self {
            Self::Other(weight, scored) => {
                let mut scorer = weight.scorer(reader, 1.0)?;
                if scorer.doc() < from {
                    scorer.seek(from);
                }
                return Ok(Stream::Other { scorer, scored: *scored, to });
            }
            Self::Pairs(pairs, weights) => (pairs, weights),
        };
        let mut lists = Vec::new();
        for (at, (term, ready)) in pairs.iter().enumerate() {
            let index = reader.inverted_index(term.field())?;
            let how = if ready.is_some() { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
            let Some(mut postings) = index.read_block_postings(term, how)? else { return Ok(Stream::Nothing) };
            let next = if from == 0 { 0 } else { postings.seek(from) };
            lists.push(List { postings, at: next, ready: ready.as_ref(), weight: weights.get(at) });
        }
        // The engine adds up from the rarest on.
        lists.sort_by_key(|l| l.postings.doc_freq());
        Ok(Stream::Pairs { lists, to })
    }
}

/// The clauses that hold a pair.
pub(super) struct List<'a> {
    postings: BlockSegmentPostings,
    /// Place in its block.
    at: usize,
    ready: Option<&'a [f32; OFTEN]>,
    weight: Option<&'a Bm25Weight>,
}

impl List<'_> {
    /// What the pair gives the clause at a place.
    fn score(&self, at: usize) -> f32 {
        let (Some(ready), Some(weight)) = (self.ready, self.weight) else { return 0.0 };
        let often = self.postings.freq(at);
        ready.get(often as usize).copied().unwrap_or_else(|| weight.score(1, often))
    }

    /// Goes on to the next block where this one is done; false at the end.
    fn ahead(&mut self) -> bool {
        if self.at >= self.postings.docs().len() {
            if self.postings.docs().is_empty() {
                return false;
            }
            self.postings.advance();
            self.at = 0;
        }
        !self.postings.docs().is_empty()
    }

    /// Goes to a clause or the first after it; clauses come in order.
    fn seek(&mut self, doc: u32) -> u32 {
        if self.postings.docs().last().is_none_or(|last| *last < doc) {
            self.at = self.postings.seek(doc);
        }
        let docs = self.postings.docs();
        while let Some(there) = docs.get(self.at) {
            if *there >= doc {
                return *there;
            }
            self.at += 1;
        }
        TERMINATED
    }
}

/// The clauses that a plan matches, in order.
pub(super) enum Stream<'a> {
    Nothing,
    Pairs { lists: Vec<List<'a>>, to: u32 },
    Other { scorer: Box<dyn Scorer>, scored: bool, to: u32 },
}

impl Stream<'_> {
    /// Fills a block anew; false where there is nothing more.
    pub(super) fn fill(&mut self, block: &mut Block) -> bool {
        block.size = 0;
        match self {
            Self::Nothing => {}
            Self::Pairs { lists, to } => pairs(lists, *to, block),
            Self::Other { scorer, scored, to } => other(&mut **scorer, *scored, *to, block),
        }
        block.size > 0
    }
}

fn other(scorer: &mut dyn Scorer, scored: bool, to: u32, block: &mut Block) {
    if !scored {
        let mut docs = [0; COLLECT_BLOCK_BUFFER_LEN];
        let size = scorer.fill_buffer(&mut docs);
        docs.iter().take(size).filter(|doc| **doc < to).for_each(|doc| block.push(*doc, 0.0));
        return;
    }
    let mut doc = scorer.doc();
    while doc < to && block.size < BLOCK {
        let score = scorer.score();
        block.push(doc, score);
        doc = scorer.advance();
    }
}

/// Clauses that stand in all lists.
#[allow(clippy::float_arithmetic, reason = "scores, no money")]
fn pairs(lists: &mut [List<'_>], to: u32, block: &mut Block) {
    if let [lead, other] = lists
        && u64::from(other.postings.doc_freq()) < NEAR * u64::from(lead.postings.doc_freq())
    {
        return two(lead, other, to, block);
    }
    let Some((lead, others)) = lists.split_first_mut() else { return };
    while block.size == 0 {
        let room = lead.postings.docs().len();
        if lead.at >= room {
            if room == 0 {
                return;
            }
            lead.postings.advance();
            lead.at = 0;
            continue;
        }
        while lead.at < room {
            let doc = lead.postings.doc(lead.at);
            if doc >= to {
                return;
            }
            let mut next = doc;
            let mut score = lead.score(lead.at);
            for other in others.iter_mut() {
                next = other.seek(doc);
                if next != doc {
                    break;
                }
                score += other.score(other.at);
            }
            if next == doc {
                block.push(doc, score);
                lead.at += 1;
            } else {
                // The lead goes on where the other stands.
                let docs = lead.postings.docs();
                while docs.get(lead.at).is_some_and(|d| *d < next) {
                    lead.at += 1;
                }
            }
        }
    }
}

/// Clauses that stand in two lists of like size: both are gone along step by step, and what is done at a step
/// does not depend on which of them is behind, so that there is nothing to guess wrong.
#[allow(clippy::float_arithmetic, reason = "scores, no money")]
fn two(lead: &mut List<'_>, other: &mut List<'_>, to: u32, block: &mut Block) {
    while block.size == 0 {
        if !lead.ahead() || !other.ahead() {
            return;
        }
        let (mine, theirs) = (lead.postings.docs(), other.postings.docs());
        let (Some(first), Some(last)) = (mine.get(lead.at), theirs.last()) else { return };
        if *first >= to {
            return;
        }
        if last < first {
            other.at = other.postings.seek(*first);
            continue;
        }
        let (mut i, mut j, mut found) = (lead.at, other.at, 0);
        let mut places = [(0, 0); BLOCK];
        while let (Some(a), Some(b)) = (mine.get(i), theirs.get(j)) {
            places[found.min(BLOCK - 1)] = (i, j);
            found += usize::from(a == b);
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        for (i, j) in places.iter().take(found) {
            let doc = mine[*i];
            if doc >= to {
                (lead.at, other.at) = (*i, *j);
                return;
            }
            block.push(doc, lead.score(*i) + other.score(*j));
        }
        (lead.at, other.at) = (i, j);
    }
}
