//! Ingest 入库: files to records, told file by file.
//!
//! The same words again change nothing; a file that has other words than before replaces its
//! document; another text with the number of one that is here gets `-2` and a diagnostic.

use super::desk::Desk;
use super::find::{fact_counts, missing, no_document};
use super::held::Held;
use super::near::Near;
use super::snapshot::{Snapshot, brief_title};
use super::{Kb, KbError, follow};
use crate::export::item::{IngestItem, Outcome};
use crate::export::{diagnostics, file_name, short_title};
use crate::record::piece::{self, Piece};
use crate::record::{Brief, Record};
use crate::store::{StoreError, Writing};
use crate::text::{Diagnostic, Severity, Span};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::{Duration, Instant};

/// Files read at once: enough for all cores, few enough to hold in memory.
const BATCH: usize = 32;
/// Batches read ahead of the one that is being kept.
const AHEAD: usize = 8;
/// Documents kept with one flush, at most, and how long the first of them waits for the others.
const TOGETHER: usize = 512;
const WAIT: Duration = Duration::from_millis(500);

/// A file to take in, or why it cannot be read.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its path as given.
    pub path: PathBuf,
    /// The name it is kept under: the path below the folder given, or the file's own name.
    pub name: String,
    /// Why it cannot be read; none where it can.
    pub refused: Option<String>,
}

/// The files under `paths`, in order: folders are walked, hidden files, `README*` and
/// `provenance.toml` passed over.
pub fn collect(paths: &[PathBuf]) -> Vec<Named> {
    let mut out = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, path, &mut out);
        } else {
            let refused = (!path.exists()).then(|| "没有这个文件或文件夹，请检查路径".to_owned());
            out.push(Named { path: path.clone(), name: last_part(path), refused });
        }
    }
    out
}

fn last_part(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn walk(root: &Path, dir: &Path, out: &mut Vec<Named>) {
    let entries = match std::fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(why) => {
            let refused = Some(format!("读不了这个文件夹（{why}）"));
            out.push(Named { path: dir.to_owned(), name: last_part(dir), refused });
            return;
        }
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        let name = last_part(&path);
        if name.starts_with('.') || name.starts_with("README") || name == "provenance.toml" {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, out);
        } else {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            out.push(Named { path, name, refused: None });
        }
    }
}

/// What one asker brings, and where it waits for the answer.
pub(super) struct Job {
    read: Vec<Incoming>,
    answer: mpsc::Sender<Result<Vec<IngestItem>, KbError>>,
}

/// The ids written for one asker: two files of one name that come together are two documents.
type Fresh = Arc<Mutex<HashSet<String>>>;

/// A file, what was read of it, and for whom.
type Incoming = (String, Read, Fresh);

/// A file after reading, before it is kept.
pub(super) enum Read {
    /// The record and the pieces of its text, by which copies are known.
    Record(Box<Record>, Vec<Piece>),
    Refused(String),
}

impl Kb {
    /// Takes in files, telling each as it is done; a refused file stops nothing.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn ingest(&self, files: &[Named], as_of: Date, tell: &mut dyn FnMut(&IngestItem)) -> Result<(), KbError> {
        let fresh = Fresh::default();
        std::thread::scope(|scope| {
            let (send, parsed) = mpsc::sync_channel::<Vec<Incoming>>(AHEAD);
            let read = |file: &Named| {
                let (path, read) = self.read(file, as_of);
                (path, read, Fresh::clone(&fresh))
            };
            scope.spawn(move || {
                for batch in files.chunks(BATCH) {
                    // Where keeping has failed nobody takes more.
                    if send.send(batch.par_iter().map(read).collect()).is_err() {
                        return;
                    }
                }
            });
            while let Ok(mut group) = parsed.recv() {
                let until = Instant::now() + WAIT;
                while group.len() < TOGETHER
                    && let Ok(more) = parsed.recv_timeout(until.saturating_duration_since(Instant::now()))
                {
                    group.extend(more);
                }
                self.keep(group)?.iter().for_each(&mut *tell);
            }
            Ok(())
        })
    }

    /// Takes in one document that comes as bytes.
    ///
    /// # Errors
    /// The store cannot be written. A refused document is an item that says so.
    pub fn ingest_bytes(&self, name: &str, bytes: &[u8], as_of: Date) -> Result<IngestItem, KbError> {
        self.ingest_document(name, bytes, None, as_of)
    }

    /// The same, compared with the words of the `provenance.toml` that came with it.
    ///
    /// # Errors
    /// As [`Kb::ingest_bytes`].
    pub fn ingest_document(
        &self,
        name: &str,
        bytes: &[u8],
        provenance: Option<&str>,
        as_of: Date,
    ) -> Result<IngestItem, KbError> {
        let read = self.read_bytes(name, bytes, provenance, as_of);
        let told = self.keep(vec![(name.to_owned(), read, Fresh::default())])?;
        Ok(told
            .into_iter()
            .next()
            .unwrap_or_else(|| IngestItem::refused(name.to_owned(), "没有可入库的内容".to_owned())))
    }

    /// Removes a document.
    ///
    /// # Errors
    /// There is none of that id, or the store cannot be written.
    pub fn remove(&self, id: &str) -> Result<(), KbError> {
        let mut near = self.lock();
        let now = self.snapshot();
        // A damaged record is in the store alone; it can be removed too.
        if now.document(id).is_none() && !self.store.entries()?.iter().any(|e| e.id == id) {
            return Err(no_document(id));
        }
        if let Some(old) = now.document(id) {
            near.of(now.documents()).forget(&old.brief);
        }
        self.commit(now.documents().to_vec(), &[], &[id.to_owned()])
    }

    fn read(&self, file: &Named, as_of: Date) -> (String, Read) {
        let path = file.path.to_string_lossy().into_owned();
        if let Some(why) = &file.refused {
            return (path, Read::Refused(why.clone()));
        }
        let bytes = match std::fs::read(&file.path) {
            Ok(bytes) => bytes,
            Err(why) => return (path, Read::Refused(format!("读不了这个文件（{why}）"))),
        };
        (path, self.read_bytes(&file.name, &bytes, super::beside(&file.path).as_deref(), as_of))
    }

    fn read_bytes(&self, name: &str, bytes: &[u8], provenance: Option<&str>, as_of: Date) -> Read {
        match self.parse(name, bytes, as_of) {
            Ok(mut record) => {
                let told = provenance.map(|said| super::provenance::check(said, bytes, &record));
                record.diagnostics.extend(told.into_iter().flatten());
                let pieces = piece::of(&record).collect();
                Read::Record(Box::new(record), pieces)
            }
            Err(KbError::Refused { reason, .. }) => Read::Refused(reason),
            Err(other) => Read::Refused(other.to_string()),
        }
    }

    /// Keeps what was read. What several askers bring while one is at work is taken in one batch, with
    /// one flush and one commit of the index; each is answered after that.
    fn keep(&self, read: Vec<Incoming>) -> Result<Vec<IngestItem>, KbError> {
        let (answer, told) = mpsc::channel();
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(Job { read, answer });
        let mut near = self.lock();
        if let Ok(done) = told.try_recv() {
            return done;
        }
        let jobs = std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
        let (mut all, mut askers) = (Vec::new(), Vec::new());
        for job in jobs {
            askers.push((job.read.len(), job.answer));
            all.extend(job.read);
        }
        match self.keep_batch(all, &mut near) {
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
    fn keep_batch(&self, read: Vec<Incoming>, near: &mut Near) -> Result<Vec<IngestItem>, KbError> {
        let now = self.snapshot();
        let mut desk = Desk::new(now.documents());
        let (mut put, mut gone) = (Vec::new(), Vec::new());
        let mut told = Vec::with_capacity(read.len());
        let known = near.of(now.documents());
        for (file, read, fresh) in read {
            let mut fresh = fresh.lock().unwrap_or_else(PoisonError::into_inner);
            let (record, pieces) = match read {
                Read::Record(record, pieces) => (*record, pieces),
                Read::Refused(reason) => {
                    told.push(IngestItem::refused(file, reason));
                    continue;
                }
            };
            if let Some(same) = desk.of_hash(&record.hash).find_map(|d| same_words(&now, d, &record)) {
                told.push(unchanged(file, &record, &same.0, &same.1));
                continue;
            }
            let older = desk.alike(&record).into_iter();
            let old = older.filter(|d| !fresh.contains(&d.brief.id)).find(|d| is_older(&d.brief, &record));
            let (mut record, outcome) = match old {
                Some(old) => {
                    desk.take(&old.brief.id);
                    known.forget(&old.brief);
                    let record = record.with_id(&old.brief.id);
                    // One that cannot be read has no ids to keep.
                    let record = match now.read(&old) {
                        Some(before) => record.after(&before),
                        None => record,
                    };
                    put.retain(|p: &Arc<Held>| p.brief.id != old.brief.id);
                    gone.push(old.brief.id.clone());
                    (record, Outcome::Replaced)
                }
                None => (with_free_id(record, &desk), Outcome::Ingested),
            };
            let like = known.find(&record.id, &pieces).map(|(id, share)| (id.to_owned(), share));
            record.diagnostics.extend(like.as_ref().map(|(id, share)| near_duplicate(id, *share, desk.of_id(id))));
            let record = Arc::new(record);
            let held = Arc::new(Held::read_with(Arc::clone(&record), &pieces));
            let near_duplicate_of = like.map(|(id, _)| id);
            told.push(IngestItem { near_duplicate_of, ..item(file, outcome, &record, &held.brief) });
            known.add(&held.brief);
            fresh.insert(record.id.clone());
            put.push(Arc::clone(&held));
            desk.put(held);
        }
        if !put.is_empty() {
            gone.retain(|id| !put.iter().any(|p| p.brief.id == *id));
            if let Err(why) = self.commit(desk.documents(), &put, &gone) {
                near.clear();
                return Err(why);
            }
        }
        Ok(told)
    }

    /// Store, index and snapshot, in that order: what is told as done is on disk. `put` and `gone` take the
    /// place of what `all` has under their ids.
    pub(super) fn commit(&self, all: Vec<Arc<Held>>, put: &[Arc<Held>], gone: &[String]) -> Result<(), KbError> {
        let ids: HashSet<&str> = put.iter().map(|p| &p.brief.id).chain(gone).map(String::as_str).collect();
        let now = self.snapshot();
        now.documents().iter().filter(|d| ids.contains(d.brief.id.as_str())).for_each(|d| self.reader.leave(d));
        let done = self.write(put, gone);
        match &done {
            Ok(change) => {
                let kept = all.into_iter().filter(|d| !ids.contains(d.brief.id.as_str()));
                let documents = kept.chain(put.iter().cloned()).collect();
                self.show(Snapshot::new(*change, documents, Arc::clone(&self.reader)));
            }
            Err(why) => {
                // Part of it may be in the store: index and snapshot are made to say what it says.
                tracing::error!("{why}");
                let documents = follow::documents(&*self.store, &self.assembler)?;
                let now = Snapshot::new(self.store.last_change()?, documents, Arc::clone(&self.reader));
                follow::catch_up(&*self.store, &self.index, now.change, None, &|id| now.record(id))?;
                self.show(now);
            }
        }
        done.map(|_| ())
    }

    fn write(&self, put: &[Arc<Held>], gone: &[String]) -> Result<u64, KbError> {
        for id in gone {
            self.store.remove(id)?;
        }
        let records = put.iter().map(|p| self.reader.read(p)).collect::<Result<Vec<_>, _>>()?;
        let writing = |(p, record): (&Arc<Held>, &Arc<Record>)| Writing {
            record: Arc::clone(record),
            brief: Arc::clone(&p.brief),
        };
        let changes = self.store.put_many(&put.iter().zip(&records).map(writing).collect::<Vec<_>>())?;
        put.iter().zip(changes).for_each(|(held, change)| self.reader.written(held, change));
        let change = self.store.last_change()?;
        self.index.follow(change, &records, gone)?;
        Ok(change)
    }
}

/// The record of a document that holds the same words. The hash leaves furniture out: of texts that are
/// nothing else it says nothing.
fn same_words(now: &Snapshot, old: &Held, new: &Record) -> Option<(Arc<Record>, Arc<Brief>)> {
    let record = now.read(old)?;
    (!new.clauses.is_empty() || record.source.text == new.source.text).then(|| (record, Arc::clone(&old.brief)))
}

/// Whether `old` is what the same file held before: same name, and the same number or title.
fn is_older(old: &Brief, new: &Record) -> bool {
    let title = new.metadata.title.is_some() && old.metadata.title == new.metadata.title;
    same_file(&old.name, &new.source.name) && (old.id == new.id || title)
}

/// Whether two names may be those of one file: how much of the path is kept depends on the folder given.
fn same_file(a: &str, b: &str) -> bool {
    let ends = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with('/'));
    a == b || ends(a, b) || ends(b, a)
}

/// Says that another document holds most of the words.
fn near_duplicate(id: &str, share: usize, held: Option<&Arc<Held>>) -> Diagnostic {
    let title = held.map(|d| format!("《{}》", brief_title(&d.brief))).unwrap_or_default();
    Diagnostic {
        code: "ingest/near-duplicate".to_owned(),
        severity: Severity::Warning,
        line: 1,
        span: Span::default(),
        message: format!("近似重复：约 {share}% 的文字与已入库的 {id}{title}相同，请核对是否为同一文件的两个版本"),
    }
}

/// The record under an id that no other document has.
fn with_free_id(record: Record, desk: &Desk) -> Record {
    let taken = |id: &str| desk.of_id(id).is_some();
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

fn item(file: String, outcome: Outcome, record: &Record, brief: &Brief) -> IngestItem {
    IngestItem {
        file,
        outcome,
        id: Some(record.id.clone()),
        title: Some(short_title(&record.metadata, &record.source.name)),
        number: record.metadata.number.clone(),
        clauses: record.clauses.len(),
        facts: fact_counts(brief.facts()),
        missing: missing(&record.metadata),
        near_duplicate_of: None,
        reason: None,
        diagnostics: diagnostics(record),
    }
}

/// The same words are here already; where they came under another name, that is told.
fn unchanged(file: String, record: &Record, same: &Record, brief: &Brief) -> IngestItem {
    let renamed = !same_file(&record.source.name, &same.source.name);
    let reason = renamed
        .then(|| format!("文字与已入库的 {}（文件 {}）完全相同，没有重复入库", same.id, file_name(&same.source.name)));
    IngestItem { reason, ..item(file, Outcome::Unchanged, same, brief) }
}
