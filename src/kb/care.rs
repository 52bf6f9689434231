//! Care 养护: whether store and index are whole and agree; documents and index made anew.

use super::held::Held;
use super::near::Near;
use super::{Kb, KbError, follow, opened};
use crate::export::item::{Checked, Reindexed};
use crate::lexicon::Lexicon;
use crate::record::{Brief, Kept, Record};
use crate::search::Index;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;
use std::path::Path;
use std::sync::Arc;

/// Documents that are assembled anew and written at once.
const BATCH: usize = 64;

/// Opens a data directory as every start does (the index catches up) and compares all in it.
///
/// # Errors
/// There is nothing, another process holds it, or it cannot be opened.
pub fn check(dir: &Path, lexicon: Lexicon) -> Result<Checked, KbError> {
    there(dir)?;
    Kb::open(dir, lexicon)?.check()
}

/// Reads the documents of a data directory anew by the rules of today, and builds the index anew from
/// the store.
///
/// # Errors
/// There is nothing, another process holds it, or the disk failed.
pub fn reindex(dir: &Path, lexicon: Lexicon) -> Result<Reindexed, KbError> {
    there(dir)?;
    // The store's lock is taken first: nobody else may be at work with the index.
    let store = opened(dir)?;
    let index = Index::open(&dir.join("index"), &lexicon)?;
    index.clear()?;
    let kb = Kb::load(store, |_| Ok(index), lexicon, Some(dir))?;
    let changed = kb.assemble_again(&mut kb.lock())?;
    Ok(kb.reindexed(changed))
}

/// A directory without a store is no knowledge base: it is told, not made.
///
/// # Errors
/// There is no store.
pub fn there(dir: &Path) -> Result<(), KbError> {
    if dir.join("store").is_dir() || dir.join("store.old").is_dir() {
        return Ok(());
    }
    Err(KbError::NotFound(format!("{} 中没有条库的数据，请用 --data 指定数据目录", dir.display())))
}

impl Kb {
    /// Reads all documents anew by the rules of today, and builds the index anew; questions are answered
    /// meanwhile as before.
    ///
    /// # Errors
    /// The disk failed.
    pub fn reindex(&self) -> Result<Reindexed, KbError> {
        let mut near = self.lock();
        let changed = self.assemble_again(&mut near)?;
        let now = self.snapshot();
        let records = now.documents().iter().filter_map(|d| now.read(d));
        if let Err(why) = self.index.rebuild(now.change, records) {
            tracing::warn!("索引读不出来，清空后重建：{why}");
            self.index.clear()?;
            follow::catch_up(&*self.store, &self.index, now.change, None, &|id| now.record(id))?;
        }
        Ok(self.reindexed(changed))
    }

    /// The documents that today's rules read another way are kept that way; says how many.
    fn assemble_again(&self, near: &mut Near) -> Result<usize, KbError> {
        let before = self.snapshot();
        let mut changed = 0;
        for batch in before.documents().chunks(BATCH) {
            let again = batch.par_iter().filter_map(|held| {
                let record = before.read(held)?;
                let again = self.assembler.again(Kept::of(&record));
                (again != *record).then(|| Arc::new(Held::fresh(Arc::new(again))))
            });
            let again: Vec<Arc<Held>> = again.collect();
            if again.is_empty() {
                continue;
            }
            near.clear();
            changed += again.len();
            self.commit(self.snapshot().documents().to_vec(), &again, &[])?;
        }
        Ok(changed)
    }

    fn reindexed(&self, changed: usize) -> Reindexed {
        let now = self.snapshot();
        let clauses = now.documents().iter().map(|d| d.brief.clauses().len()).sum();
        Reindexed { documents: now.documents().len(), clauses, changed }
    }

    /// Compares checksums, entries, log and index: all that is stored twice must say the same.
    ///
    /// # Errors
    /// The disk failed.
    pub fn check(&self) -> Result<Checked, KbError> {
        let _writing = self.lock();
        let now = self.snapshot();
        let mut findings: Vec<String> = Vec::new();
        findings.extend(self.dir.iter().flat_map(|dir| std::fs::read_to_string(dir.join(follow::LOST))));
        for found in self.store.check()? {
            findings.push(if found.id.is_empty() { found.what } else { format!("{}：{}", found.id, found.what) });
        }
        let last = self.store.last_change()?;
        if self.index.change() != last {
            findings.push(format!("索引跟到第 {} 次变更，库中已有 {last} 次", self.index.change()));
        }
        // Of each clause a mark of its words: all words of a large store would not fit into memory.
        let mut clauses: HashMap<String, u64> = HashMap::new();
        let marks = foldhash::fast::FixedState::default();
        for held in now.documents() {
            let Some(record) = now.read(held) else { continue };
            sound(&record, &mut findings);
            if Brief::of(&record) != *held.brief {
                findings.push(format!("{}：提要与记录不一致", record.id));
            }
            for (at, c) in record.clauses.iter().enumerate() {
                let heading = c.clause.heading.as_ref().map_or("", |h| h.as_str());
                clauses.insert(c.id.clone(), marks.hash_one((heading, c.clause.text.as_str())));
                if held.brief.head(at).is_none_or(|head| head.id != c.id) {
                    findings.push(format!("{}：按编号找不到这个条款", c.id));
                }
            }
        }
        let total = clauses.len();
        self.index.each_clause(&mut |at| match clauses.remove(at.clause) {
            Some(words) if words == marks.hash_one((at.heading, at.text)) => {}
            Some(_) => findings.push(format!("{}：索引中的文字与库中不同", at.clause)),
            None => findings.push(format!("{}：在索引中，而库中没有", at.clause)),
        })?;
        findings.extend(clauses.keys().map(|id| format!("{id}：在库中，而索引中没有")));
        Ok(Checked { documents: now.documents().len(), clauses: total, findings })
    }
}

/// Ids of clauses are those of the document, each once; every place lies inside the text; former ids
/// lead to clauses that are there.
fn sound(record: &Record, findings: &mut Vec<String>) {
    let mut seen = HashSet::new();
    for c in &record.clauses {
        let own = c.id.strip_prefix(record.id.as_str()).is_some_and(|rest| rest.starts_with('~'));
        if !own || !seen.insert(&c.id) {
            findings.push(format!("{}：条款编号 {} 不属于本文件或重复", record.id, c.id));
        }
        if record.source.text.get(c.clause.span.start..c.clause.span.end).is_none() {
            findings.push(format!("{}：条款的位置超出原文", c.id));
        }
    }
    for (former, to) in record.former.iter().filter_map(|f| Some((f, f.to.as_ref()?))) {
        if !seen.contains(to) {
            findings.push(format!("{}：旧条款编号 {} 指向不存在的 {to}", record.id, former.id));
        }
    }
}
