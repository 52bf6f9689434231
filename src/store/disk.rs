//! Sled 磁盘引擎: records in a sled 0.34.7 database, one batch per document, flushed before it counts.
//!
//! One tree, so that a batch is whole or not there after a crash; the first byte of a key says what
//! it is:
//!
//! | key | value |
//! |---|---|
//! | `m/format` | format version, 4 bytes |
//! | `r/<id>` | the record ([`codec`]) |
//! | `e/<id>` | its [`Entry`], postcard |
//! | `h/<hash>/<id>` | nothing |
//! | `l/<change>` | 1 put or 0 removed, then the id; only the last change of a document is kept |
//! | `t/<id>` | the change of its `l/` |
//!
//! What trials on sled showed: an emptied or torn `snap.*` makes `open` panic although the data is
//! whole (it is moved aside and `open` tried again), a cut tail or flipped byte can panic too (caught
//! and named), the lock is an ordinary IO error (told by its words).

use super::{Change, Entry, FORMAT, Store, StoreError, What};
use crate::record::{Record, codec};
use sled::{Batch, Db};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

const FORMAT_KEY: &[u8] = b"m/format";
/// Memory that sled may hold pages in; the system's file cache does the rest.
const CACHE: u64 = 64 << 20;

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
        writable(dir)?;
        let db = match open_caught(dir) {
            Err(StoreError::Damaged { .. }) if move_snapshots(dir) => open_caught(dir)?,
            other => other?,
        };
        let store = Self { db, dir: dir.to_owned(), last: Mutex::new(0) };
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

    fn put_unflushed(&self, record: &Record, last: &mut u64) -> Result<u64, StoreError> {
        let why = |why| StoreError::Record { id: record.id.clone(), why };
        let bytes = codec::encode(record).map_err(why)?;
        let change = *last + 1;
        let mut batch = Batch::default();
        self.unlink(&record.id, &mut batch)?;
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
        let mut last = self.lock();
        let change = self.put_unflushed(record, &mut last)?;
        self.flush()?;
        Ok(change)
    }

    fn put_many(&self, records: &[Record]) -> Result<Vec<u64>, StoreError> {
        let mut last = self.lock();
        let changes = records.iter().map(|r| self.put_unflushed(r, &mut last)).collect::<Result<_, _>>()?;
        self.flush()?;
        Ok(changes)
    }

    fn remove(&self, id: &str) -> Result<Option<u64>, StoreError> {
        let mut last = self.lock();
        let mut batch = Batch::default();
        if !self.unlink(id, &mut batch)? {
            return Ok(None);
        }
        let change = *last + 1;
        batch.remove(key(b"r/", id));
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

    fn last_change(&self) -> Result<u64, StoreError> {
        Ok(*self.lock())
    }
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

/// Makes the directory and tries to write in it: sled's own error would not say which of both failed.
fn writable(dir: &Path) -> Result<(), StoreError> {
    let refused = |why: std::io::Error| StoreError::NotWritable { dir: dir.to_owned(), why: why.to_string() };
    std::fs::create_dir_all(dir).map_err(refused)?;
    let probe = dir.join(format!(".probe-{}", std::process::id()));
    std::fs::write(&probe, b"").map_err(refused)?;
    std::fs::remove_file(&probe).map_err(refused)
}

fn open_caught(dir: &Path) -> Result<Db, StoreError> {
    let config = sled::Config::new().path(dir).cache_capacity(CACHE).flush_every_ms(None);
    match catch_unwind(AssertUnwindSafe(|| config.open())) {
        Ok(opened) => opened.map_err(|why| named(dir, why)),
        Err(panic) => {
            let words = panic.downcast_ref::<String>().map(String::as_str);
            let words = words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("sled 意外中止");
            Err(StoreError::Damaged { dir: dir.to_owned(), why: words.lines().next().unwrap_or_default().to_owned() })
        }
    }
}

fn named(dir: &Path, why: sled::Error) -> StoreError {
    let dir = dir.to_owned();
    match why {
        sled::Error::Io(io) if io.to_string().contains("could not acquire lock") => StoreError::InUse { dir },
        sled::Error::Io(io) if io.kind() == std::io::ErrorKind::PermissionDenied => {
            StoreError::NotWritable { dir, why: io.to_string() }
        }
        sled::Error::Io(io) => StoreError::Io(io.to_string()),
        other => StoreError::Damaged { dir, why: other.to_string() },
    }
}

/// Moves sled's snapshots into `snap-aside/`: they only save time at open, the log has everything.
fn move_snapshots(dir: &Path) -> bool {
    let Ok(files) = std::fs::read_dir(dir) else { return false };
    let snaps: Vec<_> = files.flatten().filter(|f| f.file_name().to_string_lossy().starts_with("snap.")).collect();
    let aside = dir.join("snap-aside");
    if snaps.is_empty() || std::fs::create_dir_all(&aside).is_err() {
        return false;
    }
    snaps.iter().all(|f| std::fs::rename(f.path(), aside.join(f.file_name())).is_ok())
}
