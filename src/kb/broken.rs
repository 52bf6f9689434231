//! Broken 故障: a store whose disk fails once while it writes, and what then becomes of a restore.

use super::tests::{TODAY, kb, notice, put};
use super::{Kb, Query, Snapshot};
use crate::lexicon::Lexicon;
use crate::record::{Brief, Kept, Record};
use crate::search::Index;
use crate::store::{Change, Entry, Finding, Memory, Store, StoreError, Track, Writing};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A store in memory that writes the first of several documents and then fails, when it is told to.
struct Failing {
    inner: Memory,
    fails: Arc<AtomicBool>,
}

impl Store for Failing {
    fn put(&self, record: &Record) -> Result<u64, StoreError> {
        self.inner.put(record)
    }

    fn put_many(&self, documents: &[Writing]) -> Result<Vec<u64>, StoreError> {
        if self.fails.swap(false, Ordering::SeqCst) {
            self.inner.put(&documents[0].record)?;
            return Err(StoreError::Io("磁盘已满".to_owned()));
        }
        self.inner.put_many(documents)
    }

    fn remove(&self, id: &str) -> Result<Option<u64>, StoreError> {
        self.inner.remove(id)
    }

    fn get(&self, id: &str) -> Result<Option<Record>, StoreError> {
        self.inner.get(id)
    }

    fn brief(&self, entry: &Entry) -> Result<Option<Brief>, StoreError> {
        self.inner.brief(entry)
    }

    fn put_briefs(&self, briefs: &[(u64, &Brief)]) -> Result<(), StoreError> {
        self.inner.put_briefs(briefs)
    }

    fn kept(&self, id: &str) -> Result<Option<Kept>, StoreError> {
        self.inner.kept(id)
    }

    fn check(&self) -> Result<Vec<Finding>, StoreError> {
        self.inner.check()
    }

    fn entries(&self) -> Result<Vec<Entry>, StoreError> {
        self.inner.entries()
    }

    fn by_hash(&self, hash: &str) -> Result<Option<String>, StoreError> {
        self.inner.by_hash(hash)
    }

    fn removed(&self, id: &str) -> Result<bool, StoreError> {
        self.inner.removed(id)
    }

    fn since(&self, change: u64) -> Result<Vec<Change>, StoreError> {
        self.inner.since(change)
    }

    fn track(&self, track: &Track) -> Result<u64, StoreError> {
        self.inner.track(track)
    }

    fn tracks(&self) -> Result<Vec<Track>, StoreError> {
        self.inner.tracks()
    }

    fn last_change(&self) -> Result<u64, StoreError> {
        self.inner.last_change()
    }
}

/// The disk fails half way through a restore: what was here is here, what came is gone, and a second
/// try goes through.
#[test]
fn a_restore_that_fails_loses_nothing() {
    let other = kb();
    for (name, number, goal) in [("a.txt", "7", 90), ("b.txt", "8", 91), ("c.txt", "9", 92)] {
        put(&other, name, &notice(number, goal));
    }
    let mut dump = Vec::new();
    other.dump(&mut dump).unwrap();

    let fails = Arc::new(AtomicBool::new(false));
    let store = Failing { inner: Memory::default(), fails: Arc::clone(&fails) };
    let lexicon = Lexicon::builtin().clone();
    let index = Index::in_memory(&lexicon).unwrap();
    let kb = Kb::load(Arc::new(store), |_| Ok(index), lexicon, None).unwrap();
    put(&kb, "a.txt", &notice("7", 60));
    put(&kb, "d.txt", &notice("10", 61));
    let before = kb.snapshot();
    let found =
        |words: &str| kb.search(&Query { q: Some(format!("\"{words}\"")), ..Query::default() }).unwrap().meta.total;

    fails.store(true, Ordering::SeqCst);
    let why = kb.restore("dump.jsonl", &mut dump.as_slice()).unwrap_err().to_string();
    assert!(why.contains("已退回恢复前的内容") && why.contains("磁盘已满"), "{why}");
    let all = |now: &Snapshot| now.documents().iter().map(|d| now.read(d).unwrap()).collect::<Vec<_>>();
    assert_eq!(all(&kb.snapshot()), all(&before));
    assert_eq!((found("达到60个"), found("达到61个")), (1, 1));
    assert_eq!(kb.check().unwrap().findings, Vec::<String>::new());

    let done = kb.restore("dump.jsonl", &mut dump.as_slice()).unwrap();
    assert_eq!((done.new, done.replaced, done.same, done.others), (2, 1, 0, 1));
    assert_eq!((found("达到90个"), found("达到92个"), found("达到61个")), (1, 1, 1));
    assert_eq!(kb.check().unwrap().findings, Vec::<String>::new());
    assert_eq!(kb.reindex().unwrap().documents, 4);
    assert_eq!((found("达到90个"), found("达到60个")), (1, 0));
    assert_eq!(kb.ingest_bytes("a.txt", notice("7", 90).as_bytes(), TODAY).unwrap().facts["targets"], 1);
}
