//! Sled 磁盘引擎: records in a sled 0.34.7 database, one batch per document, flushed before it counts.
//!
//! One tree, so that a batch is whole or not there after a crash; the first byte of a key says what
//! it is:
//!
//! | key | value |
//! |---|---|
//! | `m/format` | format version, 4 bytes |
//! | `r/<id>` | the record ([`codec`]) |
//! | `b/<id>` | its [`Brief`] |
//! | `e/<id>` | its [`Entry`], postcard |
//! | `h/<hash>/<id>` | nothing |
//! | `l/<change>` | 1 put or 0 removed, then the id; only the last change of a document is kept |
//! | `t/<id>` | the change of its `l/` |
//! | `k/<serial>` | a [`Track`], JSON with field names |
//!
//! How the database is opened stands in [`super::engine`].

use super::engine::{self, named};
use super::{Change, Entry, FORMAT, Finding, Store, StoreError, Track, What, Writing};
use crate::record::codec::CodecError;
use crate::record::{Brief, Kept, Record, codec};
use rayon::prelude::*;
use sled::{Batch, Db};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

const FORMAT_KEY: &[u8] = b"m/format";

/// Records on disk.
pub struct Sled {
    db: Db,
    dir: PathBuf,
    /// The last change; its lock makes writes come one after the other.
    last: Mutex<u64>,
}

impl Sled {
    /// Opens or makes the database in `dir`.
    ///
    /// # Errors
    /// As [`super::open`].
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        let store = Self { db: engine::open(dir)?, dir: dir.to_owned(), last: Mutex::new(0) };
        store.check_format()?;
        let last = match store.db.scan_prefix(b"l/").next_back().transpose().map_err(|e| store.io(e))? {
            Some((key, _)) => store.number(key.get(2..))?,
            None => 0,
        };
        *store.lock() = last;
        Ok(store)
    }

    fn check_format(&self) -> Result<(), StoreError> {
        match self.db.get(FORMAT_KEY).map_err(|e| self.io(e))? {
            Some(bytes) => {
                let found = bytes.iter().fold(0u32, |n, b| n << 8 | u32::from(*b));
                if found > FORMAT { Err(StoreError::Newer { dir: self.dir.clone(), found }) } else { Ok(()) }
            }
            None if self.db.is_empty() => {
                self.db.insert(FORMAT_KEY, &FORMAT.to_be_bytes()).map_err(|e| self.io(e))?;
                self.flush()
            }
            None => Err(self.damaged("没有格式版本，不是条库的数据")),
        }
    }

    fn encode(record: &Record) -> Result<Vec<u8>, StoreError> {
        codec::encode(record).map_err(|why| StoreError::Record { id: record.id.clone(), why })
    }

    fn put_unflushed(&self, record: &Record, brief: &Brief, bytes: Vec<u8>, last: &mut u64) -> Result<u64, StoreError> {
        let change = *last + 1;
        let mut batch = Batch::default();
        self.unlink(&record.id, &mut batch)?;
        batch.insert(key(b"b/", &record.id), self.brief_bytes(brief, change)?);
        let entry = postcard::to_stdvec(&Entry::new(record, change)).map_err(|e| StoreError::Io(e.to_string()))?;
        batch.insert(key(b"r/", &record.id), bytes);
        batch.insert(key(b"e/", &record.id), entry);
        batch.insert(key(b"h/", &format!("{}/{}", record.hash, record.id)), Vec::new());
        note(&mut batch, &record.id, change, What::Put);
        self.db.apply_batch(batch).map_err(|e| self.io(e))?;
        *last = change;
        Ok(change)
    }

    /// Takes what leads to the present version of a document out; says whether there is one.
    fn unlink(&self, id: &str, batch: &mut Batch) -> Result<bool, StoreError> {
        if let Some(old) = self.db.get(key(b"t/", id)).map_err(|e| self.io(e))? {
            batch.remove([b"l/", &*old].concat());
        }
        let Some(entry) = self.db.get(key(b"e/", id)).map_err(|e| self.io(e))? else { return Ok(false) };
        batch.remove(key(b"h/", &format!("{}/{id}", self.entry(&entry)?.hash)));
        Ok(true)
    }

    fn brief_bytes(&self, brief: &Brief, change: u64) -> Result<Vec<u8>, StoreError> {
        brief.encode(change).map_err(|why| StoreError::Record { id: brief.id.clone(), why })
    }

    fn entry(&self, bytes: &[u8]) -> Result<Entry, StoreError> {
        postcard::from_bytes(bytes).map_err(|e| self.damaged(&e.to_string()))
    }

    fn number(&self, bytes: Option<&[u8]>) -> Result<u64, StoreError> {
        let eight = bytes.and_then(|b| <[u8; 8]>::try_from(b).ok());
        eight.map(u64::from_be_bytes).ok_or_else(|| self.damaged("变更记录的编号读不出来"))
    }

    fn flush(&self) -> Result<(), StoreError> {
        self.db.flush().map(drop).map_err(|e| self.io(e))
    }

    fn lock(&self) -> MutexGuard<'_, u64> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn damaged(&self, why: &str) -> StoreError {
        StoreError::Damaged { dir: self.dir.clone(), why: why.to_owned() }
    }

    fn io(&self, why: sled::Error) -> StoreError {
        named(&self.dir, why)
    }
}

impl Store for Sled {
    fn put(&self, record: &Record) -> Result<u64, StoreError> {
        let bytes = Self::encode(record)?;
        let mut last = self.lock();
        let change = self.put_unflushed(record, &Brief::of(record), bytes, &mut last)?;
        self.flush()?;
        Ok(change)
    }

    fn put_many(&self, documents: &[Writing]) -> Result<Vec<u64>, StoreError> {
        let bytes = documents.par_iter().map(|d| Self::encode(&d.record)).collect::<Result<Vec<_>, _>>()?;
        let mut last = self.lock();
        let all = documents.iter().zip(bytes);
        let put = all.map(|(d, bytes)| self.put_unflushed(&d.record, &d.brief, bytes, &mut last));
        // What was written before a failure is in the database: it must reach the disk too.
        let changes = put.collect::<Result<_, _>>();
        self.flush()?;
        changes
    }

    fn remove(&self, id: &str) -> Result<Option<u64>, StoreError> {
        let mut last = self.lock();
        let mut batch = Batch::default();
        if !self.unlink(id, &mut batch)? {
            return Ok(None);
        }
        let change = *last + 1;
        batch.remove(key(b"r/", id));
        batch.remove(key(b"b/", id));
        batch.remove(key(b"e/", id));
        note(&mut batch, id, change, What::Removed);
        self.db.apply_batch(batch).map_err(|e| self.io(e))?;
        *last = change;
        self.flush()?;
        Ok(Some(change))
    }

    fn get(&self, id: &str) -> Result<Option<Record>, StoreError> {
        let Some(bytes) = self.db.get(key(b"r/", id)).map_err(|e| self.io(e))? else { return Ok(None) };
        codec::decode(&bytes).map(Some).map_err(|why| StoreError::Record { id: id.to_owned(), why })
    }

    fn brief(&self, entry: &Entry) -> Result<Option<Brief>, StoreError> {
        let bytes = self.db.get(key(b"b/", &entry.id)).map_err(|e| self.io(e))?;
        Ok(bytes.and_then(|bytes| Brief::decode(&bytes, entry.change)).filter(|brief| brief.id == entry.id))
    }

    fn put_briefs(&self, briefs: &[(u64, &Brief)]) -> Result<(), StoreError> {
        let _writing = self.lock();
        for (change, brief) in briefs {
            self.db.insert(key(b"b/", &brief.id), self.brief_bytes(brief, *change)?).map_err(|e| self.io(e))?;
        }
        self.flush()
    }

    fn kept(&self, id: &str) -> Result<Option<Kept>, StoreError> {
        let Some(bytes) = self.db.get(key(b"r/", id)).map_err(|e| self.io(e))? else { return Ok(None) };
        codec::kept(&bytes).map(Some).map_err(|why| StoreError::Record { id: id.to_owned(), why })
    }

    fn check(&self) -> Result<Vec<Finding>, StoreError> {
        let mut found = Vec::new();
        let mut tell = |id: &str, what: &str| found.push(Finding { id: id.to_owned(), what: what.to_owned() });
        let listed: HashMap<String, Entry> = self.entries()?.into_iter().map(|e| (e.id.clone(), e)).collect();
        let (mut records, mut hashes, mut changes) = (0, 0, HashMap::new());
        for item in self.db.scan_prefix(b"r/") {
            let (key, bytes) = item.map_err(|e| self.io(e))?;
            let id = text(key.get(2..));
            records += 1;
            match (codec::decode(&bytes), listed.get(&id)) {
                (Err(CodecError::Older { .. }), Some(_)) => {}
                (Err(why), _) => tell(&id, &why.to_string()),
                (Ok(_), None) => tell(&id, "有记录而不在文件清单中"),
                (Ok(r), Some(e)) if Entry::new(&r, e.change) != *e => tell(&id, "文件清单与记录不一致"),
                (Ok(r), Some(e)) if self.brief(e)?.is_some_and(|b| b != Brief::of(&r)) => tell(&id, "提要与记录不一致"),
                (Ok(_), Some(_)) => {}
            }
        }
        for change in self.since(0)? {
            if let Some(other) = changes.insert(change.id.clone(), change.change) {
                tell(&change.id, &format!("变更记录中有两次（{other} 和 {}）", change.change));
            }
            if (change.what == What::Put) != listed.contains_key(&change.id) {
                tell(&change.id, "变更记录与文件清单不一致");
            }
        }
        for (id, entry) in &listed {
            if !self.db.contains_key(key(b"r/", id)).map_err(|e| self.io(e))? {
                tell(id, "在文件清单中而没有记录");
            }
            if !self.db.contains_key(key(b"h/", &format!("{}/{id}", entry.hash))).map_err(|e| self.io(e))? {
                tell(id, "按正文的索引中没有它");
            }
            if changes.get(id) != Some(&entry.change) {
                tell(id, "变更编号与文件清单不一致");
            }
        }
        for item in self.db.scan_prefix(b"h/").keys() {
            let item = text(item.map_err(|e| self.io(e))?.get(2..));
            hashes += 1;
            let (hash, id) = item.split_once('/').unwrap_or_default();
            if listed.get(id).is_none_or(|e| e.hash != hash) {
                tell(id, "按正文的索引中多出一项");
            }
        }
        if (records, hashes) != (listed.len(), listed.len()) {
            tell("", &format!("清单 {} 个文件，记录 {records} 个，按正文的索引 {hashes} 项", listed.len()));
        }
        Ok(found)
    }

    fn entries(&self) -> Result<Vec<Entry>, StoreError> {
        let values = self.db.scan_prefix(b"e/").values();
        values.map(|v| self.entry(&v.map_err(|e| self.io(e))?)).collect()
    }

    fn by_hash(&self, hash: &str) -> Result<Option<String>, StoreError> {
        let prefix = key(b"h/", &format!("{hash}/"));
        let Some(found) = self.db.scan_prefix(&prefix).keys().next() else { return Ok(None) };
        let found = found.map_err(|e| self.io(e))?;
        Ok(found.get(prefix.len()..).map(|id| String::from_utf8_lossy(id).into_owned()))
    }

    fn removed(&self, id: &str) -> Result<bool, StoreError> {
        let Some(last) = self.db.get(key(b"t/", id)).map_err(|e| self.io(e))? else { return Ok(false) };
        let change = self.db.get([b"l/", &*last].concat()).map_err(|e| self.io(e))?;
        Ok(change.and_then(|c| c.first().copied()) == Some(0))
    }

    fn since(&self, change: u64) -> Result<Vec<Change>, StoreError> {
        let from = [b"l/", &change.saturating_add(1).to_be_bytes()[..]].concat();
        let log = self.db.range(from..b"l0".to_vec());
        log.map(|item| {
            let (key, value) = item.map_err(|e| self.io(e))?;
            let (what, id) = value.split_first().ok_or_else(|| self.damaged("变更记录是空的"))?;
            let what = if *what == 0 { What::Removed } else { What::Put };
            Ok(Change { change: self.number(key.get(2..))?, id: String::from_utf8_lossy(id).into_owned(), what })
        })
        .collect()
    }

    fn track(&self, track: &Track) -> Result<u64, StoreError> {
        // The same lock as for documents: one writer at a time gives serials.
        let _writing = self.lock();
        let last = self.db.scan_prefix(b"k/").keys().next_back().transpose().map_err(|e| self.io(e))?;
        let serial = last.map_or(Ok(0), |key| self.number(key.get(2..)))? + 1;
        let kept = Track { serial, ..track.clone() };
        let bytes = serde_json::to_vec(&kept).map_err(|e| StoreError::Io(e.to_string()))?;
        self.db.insert([b"k/", &serial.to_be_bytes()[..]].concat(), bytes).map_err(|e| self.io(e))?;
        self.flush()?;
        Ok(serial)
    }

    fn tracks(&self) -> Result<Vec<Track>, StoreError> {
        let values = self.db.scan_prefix(b"k/").values();
        values
            .map(|v| {
                serde_json::from_slice(&v.map_err(|e| self.io(e))?)
                    .map_err(|e| self.damaged(&format!("一条办理情况读不出来：{e}")))
            })
            .collect()
    }

    fn last_change(&self) -> Result<u64, StoreError> {
        Ok(*self.lock())
    }
}

fn text(bytes: Option<&[u8]>) -> String {
    String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned()
}

fn key(kind: &[u8; 2], rest: &str) -> Vec<u8> {
    [kind, rest.as_bytes()].concat()
}

fn note(batch: &mut Batch, id: &str, change: u64, what: What) {
    let number = change.to_be_bytes();
    let put = u8::from(what == What::Put);
    batch.insert([b"l/", &number[..]].concat(), [&[put], id.as_bytes()].concat());
    batch.insert(key(b"t/", id), number.to_vec());
}
