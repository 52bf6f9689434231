//! Store 存储: records kept, with a change number for each write, floor 6.
//!
//! The store is the truth; the index and everything else that is built from it asks
//! [`Store::since`] what happened after the change it knows. Two engines: [`Memory`] for tests and
//! one-shot commands, [`Sled`] on disk. Both pass the same suite (`suite.rs`).
//!
//! ```
//! use tiaoku::store::{Memory, Store};
//! let store = Memory::default();
//! assert_eq!(store.last_change().unwrap(), 0);
//! assert!(store.get("hufubanfa-2023-20").unwrap().is_none());
//! ```
//!
//! # To add one
//! Write `<engine>.rs` with an `impl Store`, add it to [`open`] and to the list in `suite.rs`.

mod disk;
mod engine;
mod memory;
#[cfg(test)]
mod suite;

pub use disk::Sled;
pub use memory::Memory;

use crate::record::codec::CodecError;
use crate::record::{Brief, Kept, Record};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Version of the layout on disk; a store of a later one is refused.
pub const FORMAT: u32 = 1;

/// What the list of documents needs, without reading the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Document id: `hufubanfa-2023-20`.
    pub id: String,
    /// [`Record::hash`].
    pub hash: String,
    /// File name as given.
    pub name: String,
    /// 标题, where the text has one.
    pub title: Option<String>,
    /// The change that wrote it last.
    pub change: u64,
}

impl Entry {
    fn new(record: &Record, change: u64) -> Self {
        Self {
            id: record.id.clone(),
            hash: record.hash.clone(),
            name: record.source.name.clone(),
            title: record.metadata.title.clone(),
            change,
        }
    }
}

/// A note on how a task stands 办理情况: laid over the text, never part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Track {
    /// Counted from 1 in the order of writing; given by the store.
    pub serial: u64,
    /// The clause as it was named then.
    pub clause: String,
    /// How its text began then: ids may come to mean other words.
    pub words: String,
    /// The body it speaks of, by full name; none for the whole clause.
    pub agency: Option<String>,
    /// 立项, 办理中, 已办结 …
    pub status: String,
    /// What is to be said.
    pub note: Option<String>,
    /// Where the evidence stands: a web address.
    pub evidence: Option<String>,
    /// Who wrote it.
    pub author: String,
    /// The day of which it speaks.
    pub on: jiff::civil::Date,
    /// When it was written, RFC 3339.
    pub at: String,
}

/// A document to be written.
#[derive(Clone, Debug)]
pub struct Writing {
    /// The whole of it.
    pub record: Arc<Record>,
    /// The same, briefly.
    pub brief: Arc<Brief>,
}

impl From<Record> for Writing {
    fn from(record: Record) -> Self {
        Arc::new(record).into()
    }
}

impl From<Arc<Record>> for Writing {
    fn from(record: Arc<Record>) -> Self {
        Self { brief: Arc::new(Brief::of(&record)), record }
    }
}

/// What happened to a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// Written, new or anew.
    Put,
    /// Taken out.
    Removed,
}

/// The last thing that happened to a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its number; numbers only grow.
    pub change: u64,
    /// The document.
    pub id: String,
    /// What happened.
    pub what: What,
}

/// Something in the store that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The document.
    pub id: String,
    /// What is wrong, in Chinese.
    pub what: String,
}

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process has the directory open.
    #[error("数据目录 {} 正被另一个进程使用，请先停止它，或用 --data 换一个目录", dir.display())]
    InUse {
        /// The data directory.
        dir: PathBuf,
    },
    /// The directory cannot be made or written.
    #[error("数据目录 {} 不能写入（{why}），请检查路径和权限，或用 --data 换一个目录", dir.display())]
    NotWritable {
        /// The data directory.
        dir: PathBuf,
        /// What the system said.
        why: String,
    },
    /// Written by a later program.
    #[error("数据目录 {} 的格式版本是 {found}，本程序只认到 {FORMAT}，请换用新版程序", dir.display())]
    Newer {
        /// The data directory.
        dir: PathBuf,
        /// The version found.
        found: u32,
    },
    /// The files of the engine cannot be read.
    #[error("数据目录 {} 的文件已损坏（{why}），请从备份恢复，或换一个目录重新导入", dir.display())]
    Damaged {
        /// The data directory.
        dir: PathBuf,
        /// What the engine said.
        why: String,
    },
    /// One record cannot be read.
    #[error("文件 {id}：{why}")]
    Record {
        /// The document.
        id: String,
        /// What is wrong with its bytes.
        #[source]
        why: CodecError,
    },
    /// The disk failed during work.
    #[error("读写数据时出错：{0}")]
    Io(String),
}

/// Keeps records. What a call wrote is on disk when it returns.
pub trait Store: Send + Sync {
    /// Writes one document, new or anew; comes back with its change number.
    ///
    /// # Errors
    /// The disk failed; then nothing of the document was written.
    fn put(&self, record: &Record) -> Result<u64, StoreError>;

    /// Writes several documents, each whole or not at all, with one flush at the end. One that cannot
    /// be written as bytes stops all before anything is written.
    ///
    /// # Errors
    /// The disk failed; those before are flushed too, but none of them counts as acknowledged.
    fn put_many(&self, documents: &[Writing]) -> Result<Vec<u64>, StoreError>;

    /// Takes a document out; `None` where there is none of that id.
    ///
    /// # Errors
    /// The disk failed.
    fn remove(&self, id: &str) -> Result<Option<u64>, StoreError>;

    /// One document.
    ///
    /// # Errors
    /// The disk failed, or the bytes are damaged.
    fn get(&self, id: &str) -> Result<Option<Record>, StoreError>;

    /// What lists need of a document; none where none is kept that fits its last change, so that it must
    /// be made anew from the record.
    ///
    /// # Errors
    /// The disk failed.
    fn brief(&self, entry: &Entry) -> Result<Option<Brief>, StoreError>;

    /// Keeps briefs that were made anew, each with the change of its document.
    ///
    /// # Errors
    /// The disk failed.
    fn put_briefs(&self, briefs: &[(u64, &Brief)]) -> Result<(), StoreError>;

    /// What is kept of a document of this or an older format, to assemble it anew.
    ///
    /// # Errors
    /// The disk failed, or the bytes are damaged or of a later format.
    fn kept(&self, id: &str) -> Result<Option<Kept>, StoreError>;

    /// What does not fit in what is stored: damaged records, and those that are listed, logged or
    /// found by their hash without being there. Empty where all is well.
    ///
    /// # Errors
    /// The disk failed.
    fn check(&self) -> Result<Vec<Finding>, StoreError>;

    /// All documents, by id.
    ///
    /// # Errors
    /// The disk failed, or an entry is damaged.
    fn entries(&self) -> Result<Vec<Entry>, StoreError>;

    /// The document with this hash of its normalised text (the first by id, if several).
    ///
    /// # Errors
    /// The disk failed.
    fn by_hash(&self, hash: &str) -> Result<Option<String>, StoreError>;

    /// Whether a document was here once and was taken out.
    ///
    /// # Errors
    /// The disk failed, or the log is damaged.
    fn removed(&self, id: &str) -> Result<bool, StoreError>;

    /// What happened after a change, oldest first; of each document only the last.
    ///
    /// # Errors
    /// The disk failed, or the log is damaged.
    fn since(&self, change: u64) -> Result<Vec<Change>, StoreError>;

    /// Adds a note on how a task stands; what was written before stays. Gives its serial.
    ///
    /// # Errors
    /// The disk failed; then nothing was written.
    fn track(&self, track: &Track) -> Result<u64, StoreError>;

    /// All notes on how tasks stand, oldest first.
    ///
    /// # Errors
    /// The disk failed, or a note is damaged.
    fn tracks(&self) -> Result<Vec<Track>, StoreError>;

    /// The number of the last change; 0 for a store never written.
    ///
    /// # Errors
    /// The disk failed.
    fn last_change(&self) -> Result<u64, StoreError>;
}

/// Opens the store in `dir`, made where there is none.
///
/// # Errors
/// In use, not writable, of a later format, or damaged: each by its own [`StoreError`].
pub fn open(dir: &Path) -> Result<Box<dyn Store>, StoreError> {
    Ok(Box::new(Sled::open(dir)?))
}
