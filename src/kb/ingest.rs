//! Ingest 入库: files to records, told file by file.
//!
//! The same words again change nothing; a file that has other words than before replaces its
//! document; another text with the number of one that is here gets `-2` and a diagnostic.

use super::find::no_document;
use super::snapshot::Snapshot;
use super::{Kb, KbError, follow};
use crate::export::item::{IngestItem, Outcome};
use crate::export::{diagnostics, short_title};
use crate::record::Record;
use crate::store::StoreError;
use crate::text::{Diagnostic, Severity, Span};
use jiff::civil::Date;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, mpsc};

/// Files read at once: enough for all cores, few enough to hold in memory.
const BATCH: usize = 32;

/// A file to take in, or why it cannot be read.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its path as given.
    pub path: PathBuf,
    /// Why it cannot be read; none where it can.
    pub refused: Option<String>,
}

/// The files under `paths`, in order: folders are walked, hidden files, `README*` and
/// `provenance.toml` passed over.
pub fn collect(paths: &[PathBuf]) -> Vec<Named> {
    let mut out = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, &mut out);
        } else {
            let refused = (!path.exists()).then(|| "没有这个文件或文件夹，请检查路径".to_owned());
            out.push(Named { path: path.clone(), refused });
        }
    }
    out
}

fn walk(dir: &Path, out: &mut Vec<Named>) {
    let entries = match std::fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(why) => {
            out.push(Named { path: dir.to_owned(), refused: Some(format!("读不了这个文件夹（{why}）")) });
            return;
        }
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') || name.starts_with("README") || name == "provenance.toml" {
            continue;
        }
        if path.is_dir() {
            walk(&path, out);
        } else {
            out.push(Named { path, refused: None });
        }
    }
}

/// What one asker brings, and where it waits for the answer.
pub(super) struct Job {
    read: Vec<(String, Read)>,
    answer: mpsc::Sender<Result<Vec<IngestItem>, KbError>>,
}

/// A file after reading, before it is kept.
pub(super) enum Read {
    Record(Box<Record>),
    Refused(String),
}

impl Kb {
    /// Takes in files, telling each as it is done; a refused file stops nothing.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn ingest(&self, files: &[Named], as_of: Date, tell: &mut dyn FnMut(&IngestItem)) -> Result<(), KbError> {
        for batch in files.chunks(BATCH) {
            let read: Vec<(String, Read)> = batch.par_iter().map(|f| self.read(f, as_of)).collect();
            for item in self.keep(read)? {
                tell(&item);
            }
        }
        Ok(())
    }

    /// Takes in one document that comes as bytes.
    ///
    /// # Errors
    /// The store cannot be written. A refused document is an item that says so.
    pub fn ingest_bytes(&self, name: &str, bytes: &[u8], as_of: Date) -> Result<IngestItem, KbError> {
        let read = match self.parse(name, bytes, as_of) {
            Ok(record) => Read::Record(Box::new(record)),
            Err(KbError::Refused { reason, .. }) => Read::Refused(reason),
            Err(other) => return Err(other),
        };
        let told = self.keep(vec![(name.to_owned(), read)])?;
        Ok(told.into_iter().next().unwrap_or_else(|| refused(name.to_owned(), "没有可入库的内容".to_owned())))
    }

    /// Removes a document.
    ///
    /// # Errors
    /// There is none of that id, or the store cannot be written.
    pub fn remove(&self, id: &str) -> Result<(), KbError> {
        let _writing = self.lock();
        let now = self.snapshot();
        // A damaged record is in the store alone; it can be removed too.
        if now.record(id).is_none() && !self.store.entries()?.iter().any(|e| e.id == id) {
            return Err(no_document(id));
        }
        let records = now.records().iter().filter(|r| r.id != id).cloned().collect();
        self.commit(records, &[], &[id.to_owned()])
    }

    fn read(&self, file: &Named, as_of: Date) -> (String, Read) {
        let name = file.path.to_string_lossy().into_owned();
        if let Some(why) = &file.refused {
            return (name, Read::Refused(why.clone()));
        }
        let bytes = match std::fs::read(&file.path) {
            Ok(bytes) => bytes,
            Err(why) => return (name, Read::Refused(format!("读不了这个文件（{why}）"))),
        };
        let read = match self.parse(&name, &bytes, as_of) {
            Ok(mut record) => {
                record.diagnostics.extend(super::provenance::check(&file.path, &bytes, &record));
                Read::Record(Box::new(record))
            }
            Err(KbError::Refused { reason, .. }) => Read::Refused(reason),
            Err(other) => Read::Refused(other.to_string()),
        };
        (name, read)
    }

    /// Keeps what was read. What several askers bring while one is at work is taken in one batch, with
    /// one flush and one commit of the index; each is answered after that.
    fn keep(&self, read: Vec<(String, Read)>) -> Result<Vec<IngestItem>, KbError> {
        let (answer, told) = mpsc::channel();
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(Job { read, answer });
        let _writing = self.lock();
        if let Ok(done) = told.try_recv() {
            return done;
        }
        let jobs = std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
        let (mut all, mut askers) = (Vec::new(), Vec::new());
        for job in jobs {
            askers.push((job.read.len(), job.answer));
            all.extend(job.read);
        }
        match self.keep_batch(all) {
            Ok(items) => {
                let mut items = items.into_iter();
                for (many, answer) in askers {
                    // An asker that is gone has nobody left to tell.
                    let _ = answer.send(Ok(items.by_ref().take(many).collect()));
                }
            }
            Err(why) => {
                for (_, answer) in askers {
                    let _ = answer.send(Err(StoreError::Io(why.to_string()).into()));
                }
                return Err(why);
            }
        }
        told.try_recv().unwrap_or_else(|_| Ok(Vec::new()))
    }

    /// Keeps what was read, in one batch; the writer's lock is held.
    fn keep_batch(&self, read: Vec<(String, Read)>) -> Result<Vec<IngestItem>, KbError> {
        let now = self.snapshot();
        let mut records: Vec<Arc<Record>> = now.records().to_vec();
        let (mut put, mut gone) = (Vec::new(), Vec::new());
        let mut told = Vec::with_capacity(read.len());
        for (file, read) in read {
            let record = match read {
                Read::Record(record) => *record,
                Read::Refused(reason) => {
                    told.push(refused(file, reason));
                    continue;
                }
            };
            if let Some(same) = records.iter().find(|r| r.hash == record.hash) {
                told.push(item(file, Outcome::Unchanged, same));
                continue;
            }
            let old = records.iter().position(|r| is_older(r, &record));
            let (record, outcome) = match old {
                Some(at) => {
                    let old = records.remove(at);
                    let record = record.with_id(&old.id);
                    put.retain(|r: &Arc<Record>| r.id != old.id);
                    gone.push(old.id.clone());
                    (record, Outcome::Replaced)
                }
                None => (with_free_id(record, &records), Outcome::Ingested),
            };
            let record = Arc::new(record);
            told.push(item(file, outcome, &record));
            put.push(Arc::clone(&record));
            records.push(record);
        }
        if !put.is_empty() {
            gone.retain(|id| !put.iter().any(|r| r.id == *id));
            self.commit(records, &put, &gone)?;
        }
        Ok(told)
    }

    /// Store, index and snapshot, in that order: what is told as done is on disk.
    fn commit(&self, records: Vec<Arc<Record>>, put: &[Arc<Record>], gone: &[String]) -> Result<(), KbError> {
        let done = self.write(put, gone);
        match &done {
            Ok(change) => self.show(Snapshot::new(*change, records)),
            Err(why) => {
                // Part of it may be in the store: index and snapshot are made to say what it says.
                tracing::error!("{why}");
                let now = Snapshot::new(self.store.last_change()?, follow::records(&*self.store, &self.assembler)?);
                follow::catch_up(&*self.store, &self.index, now.change, None, &|id| now.record(id).cloned())?;
                self.show(now);
            }
        }
        done.map(|_| ())
    }

    fn write(&self, put: &[Arc<Record>], gone: &[String]) -> Result<u64, KbError> {
        for id in gone {
            self.store.remove(id)?;
        }
        let put: Vec<Record> = put.iter().map(|r| Record::clone(r)).collect();
        self.store.put_many(&put)?;
        let change = self.store.last_change()?;
        self.index.follow(change, &put, gone)?;
        Ok(change)
    }
}

/// Whether `old` is what the same file held before: same name, and the same number or title.
fn is_older(old: &Record, new: &Record) -> bool {
    let title = new.metadata.title.is_some() && old.metadata.title == new.metadata.title;
    old.source.name == new.source.name && (old.id == new.id || title)
}

/// The record under an id that no other document has.
fn with_free_id(record: Record, records: &[Arc<Record>]) -> Record {
    let taken = |id: &str| records.iter().any(|r| r.id == id);
    if !taken(&record.id) {
        return record;
    }
    let base = record.id.clone();
    let free = (2..).map(|n| format!("{base}-{n}")).find(|id| !taken(id)).unwrap_or_else(|| base.clone());
    let mut record = record.with_id(&free);
    record.diagnostics.push(Diagnostic {
        code: "ingest/same-number".to_owned(),
        severity: Severity::Warning,
        line: 1,
        span: Span::default(),
        message: format!("已有编号同为 {base} 而文字不同的文件，本文件编为 {free}，请核对发文字号"),
    });
    record
}

fn item(file: String, outcome: Outcome, record: &Record) -> IngestItem {
    IngestItem {
        file,
        outcome,
        id: Some(record.id.clone()),
        title: Some(short_title(record)),
        clauses: record.clauses.len(),
        reason: None,
        diagnostics: diagnostics(record),
    }
}

fn refused(file: String, reason: String) -> IngestItem {
    let (id, title, diagnostics) = (None, None, Vec::new());
    IngestItem { file, outcome: Outcome::Refused, id, title, clauses: 0, reason: Some(reason), diagnostics }
}
