//! Shelf 旧快照: states that are still asked for by the pages that follow.
//!
//! A list's first page stands at one change of the store; its cursor names that change, and the pages that
//! follow are answered from the same state although the store went on. The last few states are at hand;
//! those that a cursor names are kept for a quarter of an hour, a dozen at most.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// States at hand without being asked for.
const RECENT: usize = 4;
/// States kept for cursors.
const PINNED: usize = 12;
/// How long a state is kept after it was last asked for.
const LIFE: Duration = Duration::from_secs(900);

/// States by the change they stand at.
#[derive(Debug)]
pub struct Shelf<T>(Mutex<Held<T>>);

#[derive(Debug)]
struct Held<T> {
    recent: VecDeque<(u64, Arc<T>)>,
    pinned: VecDeque<(u64, Arc<T>, Instant)>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self(Mutex::new(Held { recent: VecDeque::new(), pinned: VecDeque::new() }))
    }
}

impl<T> Shelf<T> {
    fn lock(&self) -> MutexGuard<'_, Held<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A state that was just made.
    pub fn put(&self, change: u64, state: Arc<T>) {
        let mut held = self.lock();
        held.recent.push_back((change, state));
        if held.recent.len() > RECENT {
            held.recent.pop_front();
        }
        held.pinned.retain(|(_, _, since)| since.elapsed() < LIFE);
    }

    /// Keeps the state of a change, because a cursor names it.
    pub fn pin(&self, change: u64) {
        let mut held = self.lock();
        if let Some(found) = held.pinned.iter_mut().find(|(c, _, _)| *c == change) {
            found.2 = Instant::now();
            return;
        }
        let Some(state) = held.recent.iter().rev().find(|(c, _)| *c == change).map(|(_, s)| Arc::clone(s)) else {
            return;
        };
        held.pinned.push_back((change, state, Instant::now()));
        if held.pinned.len() > PINNED {
            held.pinned.pop_front();
        }
    }

    /// The state of a change, where it is still held.
    pub fn get(&self, change: u64) -> Option<Arc<T>> {
        let held = self.lock();
        let pinned = held.pinned.iter().find(|(c, _, _)| *c == change).map(|(_, s, _)| s);
        let found = pinned.or_else(|| held.recent.iter().rev().find(|(c, _)| *c == change).map(|(_, s)| s));
        found.map(Arc::clone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cursor_names_stays() {
        let shelf = Shelf::default();
        shelf.put(1, Arc::new('a'));
        shelf.pin(1);
        (2..10).for_each(|n| shelf.put(n, Arc::new('b')));
        assert_eq!((shelf.get(1).as_deref(), shelf.get(2), shelf.get(9).as_deref()), (Some(&'a'), None, Some(&'b')));
        shelf.pin(2);
        assert_eq!(shelf.get(2), None);
    }
}
