//! Held 在库文件: a document as a snapshot holds it: its brief at hand, its record read when it is needed.
//!
//! A record that is about to be replaced or taken out is kept with the old [`Held`], so that who still
//! answers from an older state reads what stood there then; one that is not written yet is kept with the
//! new one.

use crate::record::piece::Piece;
use crate::record::{Brief, Record};
use crate::store::{Store, StoreError};
use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Text of the records kept at hand, in bytes; a record takes some ten times as much memory.
const AT_HAND: usize = 8 << 20;

/// A document.
#[derive(Debug)]
pub struct Held {
    /// What lists need of it.
    pub brief: Arc<Brief>,
    /// The change of the store that wrote it.
    change: AtomicU64,
    /// The record, while it is not in the store: not yet or not any more.
    apart: Mutex<Option<Arc<Record>>>,
}

impl Held {
    /// A document of the store.
    pub(super) const fn new(brief: Arc<Brief>, change: u64) -> Self {
        Self { brief, change: AtomicU64::new(change), apart: Mutex::new(None) }
    }

    /// A document that is not written yet.
    pub(super) fn fresh(record: Arc<Record>) -> Self {
        let brief = Arc::new(Brief::of(&record));
        Self { brief, change: AtomicU64::new(0), apart: Mutex::new(Some(record)) }
    }

    /// The same, where the pieces of its text are at hand.
    pub(super) fn read_with(record: Arc<Record>, pieces: &[Piece]) -> Self {
        let brief = Arc::new(Brief::with(&record, pieces));
        Self { brief, change: AtomicU64::new(0), apart: Mutex::new(Some(record)) }
    }

    /// Keeps the record before the store loses it.
    fn leave(&self, record: Arc<Record>) {
        *self.apart.lock().unwrap_or_else(PoisonError::into_inner) = Some(record);
    }

    fn apart(&self) -> Option<Arc<Record>> {
        self.apart.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Reads records, the last ones read at hand.
pub(super) struct Reader {
    store: Arc<dyn Store>,
    at_hand: Mutex<AtHand>,
}

#[derive(Default)]
struct AtHand {
    records: HashMap<u64, Arc<Record>>,
    /// Changes in the order of their coming.
    order: VecDeque<u64>,
    bytes: usize,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Reader").finish_non_exhaustive()
    }
}

impl Reader {
    pub(super) fn new(store: Arc<dyn Store>) -> Self {
        Self { store, at_hand: Mutex::default() }
    }

    /// The record of a document.
    ///
    /// # Errors
    /// The disk failed, or its bytes are damaged.
    pub(super) fn read(&self, held: &Held) -> Result<Arc<Record>, StoreError> {
        if let Some(apart) = held.apart() {
            return Ok(apart);
        }
        if let Some(known) = self.lock().records.get(&held.change.load(Ordering::Acquire)) {
            return Ok(Arc::clone(known));
        }
        // What stands under the id now may be another text.
        let found = self.store.get(&held.brief.id)?.filter(|r| r.hash == held.brief.hash);
        // A writer leaves the old record before it writes: were it written meanwhile, it would stand here.
        if let Some(apart) = held.apart() {
            return Ok(apart);
        }
        let gone = || StoreError::Io(format!("文件 {} 的记录不在库中，可用 tiaoku check 查看", held.brief.id));
        let record = Arc::new(found.ok_or_else(gone)?);
        self.keep(held, &record);
        Ok(record)
    }

    /// A document is about to be replaced or taken out; what cannot be read cannot be kept.
    pub(super) fn leave(&self, held: &Held) {
        if let Ok(record) = self.read(held) {
            held.leave(record);
        }
    }

    /// A document was written.
    pub(super) fn written(&self, held: &Held, change: u64) {
        held.change.store(change, Ordering::Release);
        let mut apart = held.apart.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(record) = apart.take() {
            self.keep(held, &record);
        }
    }

    /// Keeps a record at hand; of those too many the ones that came first are let go.
    fn keep(&self, held: &Held, record: &Arc<Record>) {
        let change = held.change.load(Ordering::Acquire);
        let mut at_hand = self.lock();
        if at_hand.records.insert(change, Arc::clone(record)).is_none() {
            at_hand.order.push_back(change);
            at_hand.bytes += record.source.text.len();
        }
        while at_hand.bytes > AT_HAND && at_hand.order.len() > 1 {
            let Some(gone) = at_hand.order.pop_front().and_then(|first| at_hand.records.remove(&first)) else { break };
            at_hand.bytes -= gone.source.text.len().min(at_hand.bytes);
        }
    }

    fn lock(&self) -> MutexGuard<'_, AtHand> {
        self.at_hand.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::sample::record;
    use crate::store::Memory;

    #[test]
    fn what_is_replaced_is_still_read_as_it_was() {
        let store: Arc<dyn Store> = Arc::new(Memory::default());
        let reader = Reader::new(Arc::clone(&store));
        let (old, new) = (record("a", &[("", "旧文")]), record("a", &[("", "新文")]));
        let held = Held::new(Arc::new(Brief::of(&old)), store.put(&old).unwrap());
        let unread = Held::new(Arc::new(Brief::of(&old)), u64::MAX);
        assert_eq!(*reader.read(&held).unwrap(), old);
        unread.leave(Arc::new(old.clone()));
        let next = Held::new(Arc::new(Brief::of(&new)), store.put(&new).unwrap());
        assert_eq!((&*reader.read(&unread).unwrap(), &*reader.read(&held).unwrap()), (&old, &old));
        assert_eq!(*reader.read(&next).unwrap(), new);
        store.remove("a").unwrap();
        assert!(reader.read(&Held::new(Arc::new(Brief::of(&new)), 77)).unwrap_err().to_string().contains("不在库中"));
    }

    #[test]
    fn no_more_is_at_hand_than_there_is_room_for() {
        let store: Arc<dyn Store> = Arc::new(Memory::default());
        let reader = Reader::new(Arc::clone(&store));
        let text = "字".repeat(AT_HAND / 9);
        for n in 0..7 {
            let one = record(&format!("a{n}"), &[("", &text)]);
            let held = Held::new(Arc::new(Brief::of(&one)), store.put(&one).unwrap());
            assert_eq!(*reader.read(&held).unwrap(), one);
        }
        let at_hand = reader.lock();
        assert!(at_hand.bytes <= AT_HAND && at_hand.records.len() == at_hand.order.len());
        assert_eq!(at_hand.order.back(), Some(&7), "the last one is there");
    }
}
