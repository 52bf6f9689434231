//! Index 索引: opened, brought up to date, asked.

use super::analyse::{Grams, Words, jieba_with};
use super::collect::{self, Gathered};
use super::columns::Snapshot;
use super::highlight::highlights;
use super::plan::{self, Part};
use super::schema::{self, CHARS, Fields, GRAMS, WORDS, clause_document};
use super::{FORMAT, Found, Hit, Indexed, Query, SearchError, Sort};
use crate::lexicon::Lexicon;
use crate::record::Record;
use jieba_rs::Jieba;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use tantivy::directory::error::LockError;
use tantivy::query::{AllQuery, Query as Engine};
use tantivy::schema::Value;
use tantivy::{DocAddress, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term};

/// Threads and memory of the writer; more threads gain nothing on small machines.
const THREADS: usize = 2;
const MEMORY: usize = 96 << 20;

/// The index of all clauses.
pub struct Index {
    fields: Fields,
    jieba: Arc<Jieba>,
    lexicon: Lexicon,
    /// Format and word tables: an index of another mark is emptied.
    mark: String,
    writer: Mutex<Writer>,
    reader: IndexReader,
    snapshot: RwLock<Arc<Snapshot>>,
}

struct Writer {
    engine: IndexWriter,
    change: u64,
}

impl Index {
    /// Opens the index in `dir`, made where there is none; one of another format, of other word
    /// tables or damaged is emptied, so that [`Index::change`] is 0 and the caller fills it again.
    ///
    /// # Errors
    /// In use, not writable.
    pub fn open(dir: &Path, lexicon: &Lexicon) -> Result<Self, SearchError> {
        let refused = |why: std::io::Error| SearchError::NotWritable { dir: dir.to_owned(), why: why.to_string() };
        let in_use = |why: SearchError| match why {
            SearchError::Engine(TantivyError::LockFailure(LockError::LockBusy, _)) => {
                SearchError::InUse { dir: dir.to_owned() }
            }
            other => other,
        };
        std::fs::create_dir_all(dir).map_err(refused)?;
        let there = dir.join("meta.json").exists();
        if there {
            let opened = tantivy::Index::open_in_dir(dir).map_err(SearchError::from);
            let ready = opened.and_then(|engine| {
                let mark = mark(lexicon);
                let same = engine.schema() == schema::schema().0 && change_of(&engine, &mark).is_some();
                Ok(if same { Some(Self::over(engine, lexicon)?) } else { None })
            });
            match ready.map_err(in_use) {
                Ok(Some(index)) => return Ok(index),
                Err(why @ SearchError::InUse { .. }) => return Err(why),
                Ok(None) | Err(_) => empty(dir).map_err(refused)?,
            }
        }
        let engine = tantivy::Index::create_in_dir(dir, schema::schema().0)?;
        Self::over(engine, lexicon).map_err(in_use)
    }

    /// An index that is gone with the process.
    ///
    /// # Errors
    /// The engine failed.
    pub fn in_memory(lexicon: &Lexicon) -> Result<Self, SearchError> {
        Self::over(tantivy::Index::create_in_ram(schema::schema().0), lexicon)
    }

    fn over(engine: tantivy::Index, lexicon: &Lexicon) -> Result<Self, SearchError> {
        let jieba = jieba_with(lexicon.table("search_word").rows().map(|r| r.word()));
        engine.tokenizers().register(GRAMS, Grams::new(2));
        engine.tokenizers().register(CHARS, Grams::new(1));
        engine.tokenizers().register(WORDS, Words(Arc::clone(&jieba)));
        let mark = mark(lexicon);
        let change = change_of(&engine, &mark).unwrap_or(0);
        let reader = engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let mut writer = engine.writer_with_num_threads(THREADS, MEMORY)?;
        settle(&mut writer, engine.load_metas()?.payload)?;
        let snapshot = RwLock::new(Arc::new(Snapshot::new(reader.searcher(), None)?));
        let writer = Mutex::new(Writer { engine: writer, change });
        Ok(Self { fields: schema::schema().1, jieba, lexicon: lexicon.clone(), mark, writer, reader, snapshot })
    }

    /// Takes in what happened in the store up to `change`: all clauses of the documents in `puts` are
    /// replaced, those of `removed` taken out; visible and on disk on return.
    ///
    /// # Errors
    /// The disk failed; then nothing is taken in.
    pub fn follow(&self, change: u64, puts: &[Record], removed: &[String]) -> Result<(), SearchError> {
        self.write(change, |engine| {
            for id in puts.iter().map(|r| &r.id).chain(removed) {
                engine.delete_term(Term::from_field_text(self.fields.document, id));
            }
            for record in puts {
                for ordinal in 0..record.clauses.len() {
                    engine.add_document(clause_document(&self.fields, &self.lexicon, record, ordinal))?;
                }
            }
            Ok(())
        })
    }

    /// Builds all anew from these records, which stand at `change`; whoever asks meanwhile is answered from
    /// the index as it was.
    ///
    /// # Errors
    /// The disk failed; then the index is as it was.
    pub fn rebuild(&self, change: u64, records: &[Arc<Record>]) -> Result<(), SearchError> {
        self.write(change, |engine| {
            engine.delete_query(Box::new(AllQuery))?;
            for record in records {
                for ordinal in 0..record.clauses.len() {
                    engine.add_document(clause_document(&self.fields, &self.lexicon, record, ordinal))?;
                }
            }
            Ok(())
        })
    }

    /// The change of the store that the index has followed; 0 for an empty one.
    pub fn change(&self) -> u64 {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner).change
    }

    /// All clauses in the index, in no order: for comparing it with the store.
    ///
    /// # Errors
    /// The disk failed.
    pub fn each_clause(&self, visit: &mut dyn FnMut(&Indexed<'_>)) -> Result<(), SearchError> {
        let snapshot = self.now();
        let mut failed = None;
        collect::each(&snapshot, &AllQuery, false, |at, segment, doc, _| {
            let document = snapshot.documents.get(segment.document(doc)).map_or("", String::as_str);
            match snapshot.searcher.doc::<TantivyDocument>(DocAddress::new(at, doc)) {
                Ok(kept) => {
                    let of = |field| kept.get_first(field).and_then(|v| v.as_str()).unwrap_or_default();
                    let (heading, text) = (of(self.fields.heading), of(self.fields.text));
                    visit(&Indexed { document, clause: of(self.fields.clause), heading, text });
                }
                Err(why) => failed = Some(why),
            }
        })?;
        failed.map_or(Ok(()), |why| Err(why.into()))
    }

    /// Empties the index.
    ///
    /// # Errors
    /// The disk failed.
    pub fn clear(&self) -> Result<(), SearchError> {
        self.write(0, |engine| engine.delete_all_documents().map(drop))
    }

    fn write(
        &self,
        change: u64,
        work: impl FnOnce(&mut IndexWriter) -> Result<(), TantivyError>,
    ) -> Result<(), SearchError> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let payload = format!("{} {change}", self.mark);
        let done = work(&mut writer.engine).and_then(|()| {
            let mut commit = writer.engine.prepare_commit()?;
            commit.set_payload(&payload);
            commit.commit()
        });
        if let Err(why) = done {
            // What was added before the failure must not go with the next commit.
            writer.engine.rollback()?;
            let before = format!("{} {}", self.mark, writer.change);
            settle(&mut writer.engine, Some(before))?;
            return Err(why.into());
        }
        writer.change = change;
        self.reader.reload()?;
        let next = Arc::new(Snapshot::new(self.reader.searcher(), Some(&self.now()))?);
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = next;
        Ok(())
    }

    fn now(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Answers a question.
    ///
    /// # Errors
    /// The disk failed; no text is ever wrong.
    pub fn find(&self, query: &Query) -> Result<Found, SearchError> {
        let snapshot = self.now();
        let parts = plan::parts(&query.text);
        let sort = if parts.is_empty() && query.sort == Sort::Relevance { Sort::Document } else { query.sort };
        let agencies: Vec<&str> = query.agency.iter().map(|a| self.lexicon.agency_key(a)).collect();
        let gather = |engine: &dyn Engine| collect::gather(&snapshot, engine, query, &agencies, sort);
        let scored = sort == Sort::Relevance;
        let engine: Box<dyn Engine> = match parts.as_slice() {
            [] => Box::new(AllQuery),
            some => plan::strict(&self.fields, &self.jieba, some, scored),
        };
        let strict = gather(&*engine)?;
        if strict.total > 0 || parts.is_empty() {
            let runs: Vec<&str> = parts.iter().map(|p| p.folded.as_str()).collect();
            return self.found(&snapshot, query, strict, &runs, false);
        }
        let Some(words) = plan::relaxed_runs(&self.jieba, &parts) else {
            return self.found(&snapshot, query, strict, &[], false);
        };
        let mut wide = gather(&*plan::relaxed(&self.fields, &parts, &words, true))?;
        if wide.total == 0 {
            wide = gather(&*plan::relaxed(&self.fields, &parts, &words, false))?;
        }
        let mut runs: Vec<&str> = words.iter().map(String::as_str).collect();
        runs.extend(parts.iter().map(|p: &Part| p.folded.as_str()));
        let relaxed = wide.total > 0;
        self.found(&snapshot, query, wide, &runs, relaxed)
    }

    fn found(
        &self,
        snapshot: &Snapshot,
        query: &Query,
        gathered: Gathered,
        runs: &[&str],
        relaxed: bool,
    ) -> Result<Found, SearchError> {
        let page = gathered.best.iter().skip(query.offset);
        let hits = page.map(|(at, score)| self.hit(snapshot, *at, *score, runs)).collect::<Result<_, _>>()?;
        Ok(Found { total: gathered.total, hits, facets: gathered.facets, relaxed })
    }

    fn hit(&self, snapshot: &Snapshot, at: DocAddress, score: f32, runs: &[&str]) -> Result<Hit, SearchError> {
        let doc: TantivyDocument = snapshot.searcher.doc(at)?;
        let kept = |field| doc.get_first(field).and_then(|v| v.as_str()).unwrap_or_default();
        let segment = snapshot.segments.get(at.segment_ord as usize);
        let document = segment.and_then(|s| snapshot.documents.get(s.document(at.doc_id))).cloned().unwrap_or_default();
        let ordinal = segment.map_or(0, |s| s.local.ordinals[at.doc_id as usize] as usize);
        let marks = if runs.is_empty() {
            Vec::new()
        } else {
            highlights(kept(self.fields.heading), kept(self.fields.text), runs)
        };
        Ok(Hit { document, clause: kept(self.fields.clause).to_owned(), ordinal, score, highlights: marks })
    }

    /// Document and ordinal of all clauses that hold a text, without order: for the test of the promise.
    #[cfg(test)]
    pub(super) fn matching(&self, text: &str) -> Vec<(usize, u32)> {
        let snapshot = self.now();
        let engine = plan::strict(&self.fields, &self.jieba, &plan::parts(text), false);
        let mut out = Vec::new();
        collect::each(&snapshot, &*engine, false, |_, segment, doc, _| {
            out.push((segment.document(doc), segment.local.ordinals[doc as usize]));
        })
        .unwrap();
        out.sort_unstable();
        out
    }
}

/// An empty commit before the first operation of a writer.
///
/// tantivy gives the first operation after opening the number of the last commit. A merge that runs
/// up to that commit then takes a new deletion for an old one in some of its segments and loses it in
/// others, and after a crash writes into `.del` files that are there already. The commit uses that
/// number up, and takes away what a crash left.
fn settle(writer: &mut IndexWriter, payload: Option<String>) -> Result<(), TantivyError> {
    let Some(payload) = payload else { return Ok(()) };
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&payload);
    commit.commit().map(drop)
}

/// Format and word tables as a word.
fn mark(lexicon: &Lexicon) -> String {
    let mut sum = Sha256::new();
    for table in ["agency_alias", "search_word"] {
        sum.update(format!("{:?}", lexicon.table(table)));
    }
    let short: String = sum.finalize().iter().take(6).map(|b| format!("{b:02x}")).collect();
    format!("tiaoku-{FORMAT}-{short}")
}

/// The change that an index of this mark has followed.
fn change_of(engine: &tantivy::Index, mark: &str) -> Option<u64> {
    let payload = engine.load_metas().ok()?.payload?;
    let (found, change) = payload.split_once(' ')?;
    if found == mark { change.parse().ok() } else { None }
}

/// Takes the files of an index away (nothing else: a folder is left alone).
fn empty(dir: &Path) -> std::io::Result<()> {
    for file in std::fs::read_dir(dir)? {
        let file = file?;
        if file.file_type()?.is_file() {
            std::fs::remove_file(file.path())?;
        }
    }
    Ok(())
}
