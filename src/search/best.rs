//! Best 最佳: the first hits of an order, kept while a pass goes on.

use std::cmp::Reverse;
use tantivy::DocAddress;

/// Orders hits: the greater the better; no two clauses have the same.
pub(super) type Key = (u64, Reverse<u32>, Reverse<u32>);

/// A clause with its place in the order.
pub(super) type Placed = (Key, DocAddress);

/// Room beyond what is asked for, so that hits are seldom sorted out.
const ROOM: usize = 64;

/// The first so many of all hits that are offered.
pub(super) struct Best {
    most: usize,
    hits: Vec<Placed>,
    /// What a hit must be better than; none while there is room.
    floor: Option<Key>,
}

impl Best {
    /// None yet, at most so many.
    pub(super) fn new(most: usize) -> Self {
        Self { most, hits: Vec::new(), floor: None }
    }

    /// What a hit must be better than.
    pub(super) fn floor(&self) -> Option<&Key> {
        self.floor.as_ref()
    }

    /// Offers a hit.
    pub(super) fn offer(&mut self, hit: Placed) {
        if self.most == 0 || self.floor.is_some_and(|floor| hit.0 <= floor) {
            return;
        }
        self.hits.push(hit);
        if self.hits.len() >= self.most.saturating_mul(2).max(self.most.saturating_add(ROOM)) {
            self.sort_out();
        }
    }

    /// Leaves those that are asked for.
    fn sort_out(&mut self) {
        if self.hits.len() > self.most {
            let last = self.most - 1;
            self.hits.select_nth_unstable_by(last, |a, b| b.0.cmp(&a.0));
            self.hits.truncate(self.most);
            self.floor = self.hits.last().map(|h| h.0);
        }
    }

    /// Leaves those that are asked for and may still be among the best of all: no worse than `least`.
    pub(super) fn settle(&mut self, least: u64) {
        if self.most > 0 {
            self.sort_out();
        }
        self.hits.retain(|h| h.0.0 >= least);
    }

    /// Best first; those before `from` are the right ones, in no order.
    pub(super) fn sorted(mut self, from: usize) -> Vec<Placed> {
        if self.most > 0 {
            self.sort_out();
        }
        let from = if (1..self.hits.len()).contains(&from) {
            self.hits.select_nth_unstable_by(from, |a, b| b.0.cmp(&a.0));
            from
        } else {
            0
        };
        self.hits[from..].sort_unstable_by_key(|h| Reverse(h.0));
        self.hits
    }

    /// Takes all hits of another; they are sorted out at the end.
    pub(super) fn take_in(&mut self, other: Self) {
        self.hits.extend(other.hits);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_all() {
        let hit = |n: u32| ((u64::from(n % 97), Reverse(n), Reverse(0)), DocAddress::new(0, n));
        let mut all: Vec<Placed> = (0..5000).map(hit).collect();
        for most in [0, 1, 3, 20, 4000, usize::MAX] {
            let mut best = Best::new(most);
            all.iter().for_each(|h| best.offer(*h));
            let mut expected = all.clone();
            expected.sort_by_key(|h| Reverse(h.0));
            expected.truncate(most);
            assert!(best.sorted(0) == expected, "{most}");
            // From a place on, and put together from two halves.
            let (mut one, mut two) = (Best::new(most), Best::new(most));
            all.iter().take(2000).for_each(|h| one.offer(*h));
            all.iter().skip(2000).for_each(|h| two.offer(*h));
            one.settle(0);
            two.settle(0);
            one.take_in(two);
            let from = most.min(2000) / 2;
            assert!(one.sorted(from)[from.min(expected.len())..] == expected[from.min(expected.len())..], "{most}");
        }
        all.clear();
        assert!(Best::new(5).sorted(3).is_empty());
    }
}
