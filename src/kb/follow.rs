//! Follow 跟随: the index and the snapshot follow the store.

use super::KbError;
use super::held::Held;
use crate::record::codec::CodecError;
use crate::record::{Assembler, Brief, Record};
use crate::search::Index;
use crate::store::{Entry, Store, StoreError, What, Writing};
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;

/// Documents that are indexed at once while catching up.
const BATCH: usize = 256;

/// Where it stands in the data directory that the store has lost writes; `check` tells it, `restore`
/// takes it away.
pub(super) const LOST: &str = "lost.txt";

/// A document as it was found in the store.
enum Found {
    /// Its brief fits.
    Known(Brief, u64),
    /// Its brief had to be made anew: to be written back.
    Made(Brief, u64),
    /// Of an older format, assembled anew: to be written back.
    Upgraded(Writing),
    Damaged(String, String),
}

/// All documents of the store that can be read; those of an older format are assembled anew and
/// written back, damaged ones are told and left out, so that one bad byte does not take all away.
///
/// # Errors
/// The disk failed, or a record was written by a later program.
pub(super) fn documents(store: &dyn Store, assembler: &Assembler) -> Result<Vec<Arc<Held>>, KbError> {
    let entries = store.entries()?;
    let mut out = Vec::with_capacity(entries.len());
    let (mut made, mut upgraded) = (0, 0);
    for batch in entries.chunks(BATCH) {
        let found = batch.par_iter().map(|e| find(store, assembler, e)).collect::<Result<Vec<_>, _>>()?;
        let (mut anew, mut records) = (Vec::new(), Vec::new());
        for found in found.into_iter().flatten() {
            match found {
                Found::Known(brief, change) => out.push(Arc::new(Held::new(Arc::new(brief), change))),
                Found::Made(brief, change) => anew.push((change, brief)),
                Found::Upgraded(record) => records.push(record),
                Found::Damaged(id, why) => {
                    tracing::error!("文件 {id} 读不出来，已略过：{why}（详情见 tiaoku check）");
                }
            }
        }
        if !anew.is_empty() {
            made += anew.len();
            store.put_briefs(&anew.iter().map(|(change, brief)| (*change, brief)).collect::<Vec<_>>())?;
            out.extend(anew.into_iter().map(|(change, brief)| Arc::new(Held::new(Arc::new(brief), change))));
        }
        if !records.is_empty() {
            upgraded += records.len();
            let changes = store.put_many(&records)?;
            out.extend(records.into_iter().zip(changes).map(|(r, change)| Arc::new(Held::new(r.brief, change))));
        }
    }
    if made > 0 {
        tracing::info!("{made} 个文件的提要已按现行格式重做");
    }
    if upgraded > 0 {
        tracing::warn!("{upgraded} 个文件由旧版本格式升级，已按现行规则重新解析");
    }
    Ok(out)
}

fn find(store: &dyn Store, assembler: &Assembler, entry: &Entry) -> Result<Option<Found>, KbError> {
    let id = entry.id.as_str();
    if let Some(brief) = store.brief(entry)? {
        return Ok(Some(Found::Known(brief, entry.change)));
    }
    let damaged = |why: CodecError| Ok(Some(Found::Damaged(id.to_owned(), why.to_string())));
    match store.get(id) {
        Ok(record) => Ok(record.map(|r| Found::Made(Brief::of(&r), entry.change))),
        Err(StoreError::Record { why: CodecError::Older { .. }, .. }) => match store.kept(id) {
            Ok(kept) => Ok(kept.map(|kept| Found::Upgraded(assembler.again(kept).into()))),
            Err(StoreError::Record { why, .. }) => damaged(why),
            Err(other) => Err(other.into()),
        },
        Err(why @ StoreError::Record { why: CodecError::Newer { .. }, .. }) => Err(why.into()),
        Err(StoreError::Record { why, .. }) => damaged(why),
        Err(other) => Err(other.into()),
    }
}

/// Brings the index to the store's last change; one that knows a later change is not this store's
/// and is built anew.
pub(super) fn catch_up(
    store: &dyn Store,
    index: &Index,
    last: u64,
    notes: Option<&Path>,
    record: &dyn Fn(&str) -> Option<Arc<Record>>,
) -> Result<(), KbError> {
    let known = index.change();
    if known > last {
        // The store is flushed before the index: it has lost its last writes, or is another one.
        if let Some(notes) = notes {
            let what = format!(
                "索引记得第 {known} 次变更，库中只到第 {last} 次：存储文件损坏后丢了之后的写入，请从备份恢复或重新入库"
            );
            tracing::error!("{what}");
            // Where the note cannot be written the log has it.
            let _ = std::fs::write(notes.join(LOST), what);
        }
        index.clear()?;
    }
    let changes = store.since(index.change())?;
    for batch in changes.chunks(BATCH) {
        let mut puts = Vec::new();
        let mut removed = Vec::new();
        for change in batch {
            match record(&change.id).filter(|_| change.what == What::Put) {
                Some(record) => puts.push(record),
                None => removed.push(change.id.clone()),
            }
        }
        let change = batch.last().map_or(last, |c| c.change);
        index.follow(change, &puts, &removed)?;
    }
    Ok(())
}
