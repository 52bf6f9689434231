//! Index 索引: opened, brought up to date, asked.

use super::analyse::{Grams, Words, fold, jieba_with};
use super::ask::{self, Asked};
use super::collect::{self, Gathered, Pass};
use super::columns::Snapshot;
use super::filter::Filters;
use super::highlight::highlights;
use super::plan::{Plan, Planner};
use super::schema::{self, Fields, GRAMS, WORDS, clause_document};
use super::variant::Variants;
use super::{FORMAT, Found, Hit, Indexed, Query, SearchError, Shelf, Sort, spelling};
use crate::lexicon::Lexicon;
use crate::record::Record;
use jieba_rs::Jieba;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::borrow::Borrow;
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use tantivy::directory::error::LockError;
use tantivy::indexer::UserOperation;
use tantivy::query::AllQuery;
use tantivy::schema::Value;
use tantivy::{DocAddress, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term};

/// Threads and memory of the writer; more threads gain nothing on small machines.
const THREADS: usize = 2;
const MEMORY: usize = 96 << 20;
/// Hits that are at least dressed up one after the other.
const TOGETHER: usize = 5;
/// Documents whose clauses are made ready side by side.
const READY: usize = 32;
/// Fewer hits than these let related clauses be looked for, up to as many.
const FEW: usize = 10;

/// The index of all clauses.
pub struct Index {
    fields: Fields,
    jieba: Arc<Jieba>,
    lexicon: Lexicon,
    variants: Variants,
    /// Format and word tables: an index of another mark is emptied.
    mark: String,
    writer: Mutex<Writer>,
    reader: IndexReader,
    snapshot: RwLock<Arc<Snapshot>>,
    before: Shelf<Snapshot>,
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
        engine.tokenizers().register(GRAMS, Grams::default());
        engine.tokenizers().register(WORDS, Words(Arc::clone(&jieba)));
        let mark = mark(lexicon);
        let change = change_of(&engine, &mark).unwrap_or(0);
        let reader = engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let mut writer = engine.writer_with_num_threads(THREADS, MEMORY)?;
        settle(&mut writer, engine.load_metas()?.payload)?;
        let snapshot = Arc::new(Snapshot::new(reader.searcher(), None)?);
        let before = Shelf::default();
        before.put(change, Arc::clone(&snapshot));
        Ok(Self {
            fields: schema::schema().1,
            jieba,
            variants: Variants::new(lexicon),
            lexicon: lexicon.clone(),
            mark,
            writer: Mutex::new(Writer { engine: writer, change }),
            reader,
            snapshot: RwLock::new(snapshot),
            before,
        })
    }

    /// Takes in what happened in the store up to `change`: all clauses of the documents in `puts` are
    /// replaced, those of `removed` taken out; visible and on disk on return.
    ///
    /// # Errors
    /// The disk failed; then nothing is taken in.
    pub fn follow<R: Borrow<Record> + Sync>(
        &self,
        change: u64,
        puts: &[R],
        removed: &[String],
    ) -> Result<(), SearchError> {
        self.write(change, |engine| {
            for id in puts.iter().map(|r| &r.borrow().id).chain(removed) {
                engine.delete_term(Term::from_field_text(self.fields.document, id));
            }
            for some in puts.chunks(READY) {
                let made: Vec<_> = some.par_iter().map(|r| self.clauses(r.borrow())).collect();
                made.into_iter().try_for_each(|clauses| engine.run(clauses).map(drop))?;
            }
            Ok(())
        })
    }

    /// Builds all anew from these records, which stand at `change`; whoever asks meanwhile is answered from
    /// the index as it was.
    ///
    /// # Errors
    /// The disk failed; then the index is as it was.
    pub fn rebuild(&self, change: u64, records: impl Iterator<Item = Arc<Record>>) -> Result<(), SearchError> {
        self.write(change, |engine| {
            engine.delete_query(Box::new(AllQuery))?;
            for record in records {
                engine.run(self.clauses(&record))?;
            }
            Ok(())
        })
    }

    /// What puts the clauses of a record in, side by side.
    fn clauses(&self, record: &Record) -> Vec<UserOperation> {
        let document = |at| UserOperation::Add(clause_document(&self.fields, &self.lexicon, record, at));
        (0..record.clauses.len()).map(document).collect()
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
        collect::each(&snapshot, &AllQuery, |at, segment, doc| {
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
        self.before.put(change, Arc::clone(&next));
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = next;
        Ok(())
    }

    fn now(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Keeps the state of a change for the pages that follow.
    pub fn keep(&self, change: u64) {
        self.before.pin(change);
    }

    fn at(&self, change: Option<u64>) -> Arc<Snapshot> {
        change.and_then(|c| self.before.get(c)).unwrap_or_else(|| self.now())
    }

    /// Answers a question.
    ///
    /// # Errors
    /// The disk failed; no text is ever wrong.
    pub fn find(&self, query: &Query) -> Result<Found, SearchError> {
        let snapshot = self.at(query.at);
        let asked = self.counted_under_keys(ask::read(&query.text));
        let plain = asked.parts().is_empty() && query.sort == Sort::Relevance;
        let sort = if plain { Sort::Document } else { query.sort };
        let agencies: Vec<&str> = query.agency.iter().map(|a| self.lexicon.agency_key(a)).collect();
        let filters = Filters::new(&snapshot, query, &agencies);
        let planner =
            Planner { fields: &self.fields, jieba: &self.jieba, variants: &self.variants, snapshot: &snapshot };
        let pass = Pass { snapshot: &snapshot, query, filters: &filters, sort };
        let mut plan = planner.strict(&asked);
        let mut gathered = pass.run(&plan)?;
        let spellings = std::mem::take(&mut plan.spellings);
        let few = query.related && sort == Sort::Relevance && query.offset == 0 && gathered.total < FEW;
        let words = if gathered.total == 0 || few { planner.words(&asked) } else { Vec::new() };
        let mut relaxed = false;
        if gathered.total == 0 && !words.is_empty() && !self.stands(&snapshot, &plan)? {
            let mut steps = vec![words.len(), words.len().div_ceil(2), 1];
            steps.dedup();
            let mut before = Vec::new();
            for least in steps {
                let wide = planner.relaxed(&asked, &words, least, &before);
                let found = pass.run(&wide)?;
                if found.total > gathered.total {
                    (gathered, plan, relaxed) = (found, wide, true);
                    before.push(least);
                }
                // Few are not enough where the best of the rest can stand below them.
                if gathered.total >= FEW || relaxed && sort != Sort::Relevance {
                    break;
                }
            }
        }
        let mut related = Vec::new();
        if few && !words.is_empty() && gathered.total < FEW && asked.parts().iter().all(|p| !p.quoted) {
            related = self.related(&pass, &gathered, &planner.relaxed(&asked, &words, 1, &[]))?;
        }
        let page = gathered.best.get(query.offset..).unwrap_or_default();
        let hit = |(at, score): &(DocAddress, f32)| self.hit(&pass, *at, *score, &plan, &gathered);
        let hits = page.par_iter().with_min_len(TOGETHER).map(hit).collect::<Result<_, _>>()?;
        let (total, facets) = (gathered.total, gathered.facets);
        let near = if relaxed { super::plan::near(&words) } else { Vec::new() };
        Ok(Found { total, hits, facets, relaxed, related, note: asked.note, spellings, near })
    }

    /// Bodies in a question as they are counted.
    fn counted_under_keys(&self, mut asked: Asked) -> Asked {
        if let Some(node) = &mut asked.node {
            node.agencies(&|name| self.lexicon.agency_key(name).to_owned());
        }
        asked
    }

    /// Whether clauses hold what is asked, though the filters leave none of them.
    fn stands(&self, snapshot: &Snapshot, plan: &Plan) -> Result<bool, SearchError> {
        let all = Query { limit: 0, facets: false, ..Query::default() };
        let filters = Filters::new(snapshot, &all, &[]);
        let pass = Pass { snapshot, query: &all, filters: &filters, sort: Sort::Document };
        Ok(pass.run(plan)?.total > 0)
    }

    /// Clauses near to a question that few hold, without those.
    fn related(&self, pass: &Pass<'_>, gathered: &Gathered, wide: &Plan) -> Result<Vec<Hit>, SearchError> {
        let query = Query { limit: FEW + gathered.best.len(), facets: false, ..pass.query.clone() };
        let near = Pass { query: &query, ..*pass }.run(wide)?;
        let known: Vec<_> = gathered.best.iter().map(|(at, _)| *at).collect();
        let others = near.best.iter().filter(|(at, _)| !known.contains(at)).take(FEW - gathered.total.min(FEW));
        others.map(|(at, score)| self.hit(pass, *at, *score, wide, &near)).collect()
    }

    /// The run nearest to one that stands nowhere, and in how many clauses it stands.
    pub fn nearest(&self, text: &str) -> Option<(String, usize)> {
        spelling::nearest(&self.now().searcher, &self.fields, &fold(text))
    }

    /// A folded run and its other spellings.
    pub fn spellings(&self, folded: &str) -> Vec<String> {
        let mut out = vec![folded.to_owned()];
        out.extend(self.variants.of(folded));
        out
    }

    /// The document of a number (文号), however it is written.
    pub fn numbered(&self, number: &str) -> Option<String> {
        let now = self.now();
        let number = fold(&number.replace('第', ""));
        let number = if number.ends_with('号') { number } else { format!("{number}号") };
        let at = now.about.iter().position(|a| a.number.as_deref() == Some(&number))?;
        now.documents.get(at).cloned()
    }

    fn hit(
        &self,
        pass: &Pass<'_>,
        at: DocAddress,
        score: f32,
        plan: &Plan,
        gathered: &Gathered,
    ) -> Result<Hit, SearchError> {
        let snapshot = pass.snapshot;
        let doc: TantivyDocument = snapshot.searcher.doc(at)?;
        let kept = |field| doc.get_first(field).and_then(|v| v.as_str()).unwrap_or_default();
        let segment = snapshot.segments.get(at.segment_ord as usize);
        let number = segment.map(|s| s.document(at.doc_id));
        let document = number.and_then(|n| snapshot.documents.get(n)).cloned().unwrap_or_default();
        let ordinal = segment.map_or(0, |s| s.local.ordinals[at.doc_id as usize] as usize);
        let runs: Vec<&str> = plan.runs.iter().map(String::as_str).collect();
        let marks = if runs.is_empty() {
            Vec::new()
        } else {
            highlights(kept(self.fields.heading), kept(self.fields.text), &runs)
        };
        let why = if pass.query.explain && pass.sort == Sort::Relevance {
            collect::parts_of(snapshot, plan, at)?
        } else {
            Vec::new()
        };
        let of_document = number.and_then(|n| gathered.by_document.get(n)).map(|n| *n as usize);
        Ok(Hit {
            document,
            clause: kept(self.fields.clause).to_owned(),
            text: kept(self.fields.text).to_owned(),
            ordinal,
            score,
            highlights: marks,
            why,
            of_document,
        })
    }

    /// The clauses that hold every part of a text, as places in their documents, by document; nothing is
    /// relaxed.
    ///
    /// # Errors
    /// The disk failed.
    pub fn holding(&self, text: &str, at: Option<u64>) -> Result<HashMap<String, Vec<usize>>, SearchError> {
        let snapshot = self.at(at);
        let planner =
            Planner { fields: &self.fields, jieba: &self.jieba, variants: &self.variants, snapshot: &snapshot };
        let plan = planner.strict(&self.counted_under_keys(ask::read(text)));
        let mut found: Vec<Vec<usize>> = vec![Vec::new(); snapshot.documents.len()];
        collect::each(&snapshot, &*plan.matcher, |_, segment, doc| {
            if let Some(places) = found.get_mut(segment.document(doc)) {
                places.push(segment.local.ordinals[doc as usize] as usize);
            }
        })?;
        found.iter_mut().for_each(|places| places.sort_unstable());
        let named = snapshot.documents.iter().cloned().zip(found);
        Ok(named.filter(|(_, places)| !places.is_empty()).collect())
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
