//! Memory 内存引擎: a store that is gone with the process; for tests and one-shot commands.

use super::{Change, Entry, Finding, Store, StoreError, Track, What, Writing};
use crate::record::{Brief, Kept, Record};
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Records in memory.
#[derive(Debug, Default)]
pub struct Memory {
    inner: RwLock<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    last: u64,
    records: BTreeMap<String, (Entry, Arc<Record>)>,
    log: BTreeMap<u64, (String, What)>,
    latest: BTreeMap<String, u64>,
    tracks: Vec<Track>,
}

impl Inner {
    fn note(&mut self, id: &str, what: What) -> u64 {
        self.last += 1;
        if let Some(old) = self.latest.insert(id.to_owned(), self.last) {
            self.log.remove(&old);
        }
        self.log.insert(self.last, (id.to_owned(), what));
        self.last
    }
}

impl Memory {
    fn write<T>(&self, work: impl FnOnce(&mut Inner) -> T) -> T {
        // A writer that panicked left nothing half done: each step below is whole.
        work(&mut self.inner.write().unwrap_or_else(PoisonError::into_inner))
    }

    fn keep(&self, record: Arc<Record>) -> u64 {
        self.write(|inner| {
            let change = inner.note(&record.id, What::Put);
            inner.records.insert(record.id.clone(), (Entry::new(&record, change), record));
            change
        })
    }

    fn read<T>(&self, work: impl FnOnce(&Inner) -> T) -> T {
        work(&self.inner.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Store for Memory {
    fn put(&self, record: &Record) -> Result<u64, StoreError> {
        Ok(self.keep(Arc::new(record.clone())))
    }

    fn put_many(&self, documents: &[Writing]) -> Result<Vec<u64>, StoreError> {
        Ok(documents.iter().map(|d| self.keep(Arc::clone(&d.record))).collect())
    }

    fn remove(&self, id: &str) -> Result<Option<u64>, StoreError> {
        Ok(self.write(|inner| inner.records.remove(id).map(|_| inner.note(id, What::Removed))))
    }

    fn get(&self, id: &str) -> Result<Option<Record>, StoreError> {
        let found = self.read(|inner| inner.records.get(id).map(|(_, r)| Arc::clone(r)));
        Ok(found.map(|r| (*r).clone()))
    }

    fn brief(&self, entry: &Entry) -> Result<Option<Brief>, StoreError> {
        let found = self.read(|inner| inner.records.get(&entry.id).map(|(_, r)| Arc::clone(r)));
        Ok(found.map(|r| Brief::of(&r)))
    }

    fn put_briefs(&self, _: &[(u64, &Brief)]) -> Result<(), StoreError> {
        Ok(())
    }

    fn kept(&self, id: &str) -> Result<Option<Kept>, StoreError> {
        Ok(self.get(id)?.as_ref().map(Kept::of))
    }

    fn check(&self) -> Result<Vec<Finding>, StoreError> {
        Ok(Vec::new())
    }

    fn entries(&self) -> Result<Vec<Entry>, StoreError> {
        Ok(self.read(|inner| inner.records.values().map(|(e, _)| e.clone()).collect()))
    }

    fn by_hash(&self, hash: &str) -> Result<Option<String>, StoreError> {
        Ok(self.read(|inner| inner.records.values().find(|(e, _)| e.hash == hash).map(|(e, _)| e.id.clone())))
    }

    fn removed(&self, id: &str) -> Result<bool, StoreError> {
        Ok(self.read(|inner| {
            let last = inner.latest.get(id).and_then(|change| inner.log.get(change));
            last.is_some_and(|(_, what)| *what == What::Removed)
        }))
    }

    fn since(&self, change: u64) -> Result<Vec<Change>, StoreError> {
        Ok(self.read(|inner| {
            let later = inner.log.range(change.saturating_add(1)..);
            later.map(|(n, (id, what))| Change { change: *n, id: id.clone(), what: *what }).collect()
        }))
    }

    fn track(&self, track: &Track) -> Result<u64, StoreError> {
        Ok(self.write(|inner| {
            let serial = inner.tracks.last().map_or(1, |t| t.serial + 1);
            inner.tracks.push(Track { serial, ..track.clone() });
            serial
        }))
    }

    fn tracks(&self) -> Result<Vec<Track>, StoreError> {
        Ok(self.read(|inner| inner.tracks.clone()))
    }

    fn last_change(&self) -> Result<u64, StoreError> {
        Ok(self.read(|inner| inner.last))
    }
}
