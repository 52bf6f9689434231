//! Follow 跟随: the index and the snapshot follow the store.

use super::KbError;
use crate::record::codec::CodecError;
use crate::record::{Assembler, Record};
use crate::search::Index;
use crate::store::{Store, StoreError, What};
use rayon::prelude::*;
use std::sync::Arc;

/// Documents that are indexed at once while catching up.
const BATCH: usize = 256;

/// A document as it was found in the store.
enum Found {
    Record(Record),
    /// Of an older format, assembled anew: to be written back.
    Upgraded(Record),
    Damaged(String, String),
}

/// All documents of the store that can be read; those of an older format are assembled anew and
/// written back, damaged ones are told and left out, so that one bad byte does not take all away.
///
/// # Errors
/// The disk failed, or a record was written by a later program.
pub(super) fn records(store: &dyn Store, assembler: &Assembler) -> Result<Vec<Arc<Record>>, KbError> {
    let entries = store.entries()?;
    let found = entries.par_iter().map(|e| find(store, assembler, &e.id)).collect::<Result<Vec<_>, _>>()?;
    let mut records = Vec::with_capacity(found.len());
    let mut upgraded = Vec::new();
    for found in found.into_iter().flatten() {
        match found {
            Found::Record(record) => records.push(Arc::new(record)),
            Found::Upgraded(record) => upgraded.push(record),
            Found::Damaged(id, why) => tracing::error!("文件 {id} 读不出来，已略过：{why}（详情见 tiaoku check）"),
        }
    }
    if !upgraded.is_empty() {
        store.put_many(&upgraded)?;
        tracing::warn!("{} 个文件由旧版本格式升级，已按现行规则重新解析", upgraded.len());
    }
    records.extend(upgraded.into_iter().map(Arc::new));
    Ok(records)
}

fn find(store: &dyn Store, assembler: &Assembler, id: &str) -> Result<Option<Found>, KbError> {
    let damaged = |why: CodecError| Ok(Some(Found::Damaged(id.to_owned(), why.to_string())));
    match store.get(id) {
        Ok(record) => Ok(record.map(Found::Record)),
        Err(StoreError::Record { why: CodecError::Older { .. }, .. }) => match store.kept(id) {
            Ok(kept) => Ok(kept.map(|kept| Found::Upgraded(assembler.again(kept)))),
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
    record: &dyn Fn(&str) -> Option<Arc<Record>>,
) -> Result<(), KbError> {
    if index.change() > last {
        index.clear()?;
    }
    let changes = store.since(index.change())?;
    for batch in changes.chunks(BATCH) {
        let mut puts = Vec::new();
        let mut removed = Vec::new();
        for change in batch {
            match record(&change.id).filter(|_| change.what == What::Put) {
                Some(record) => puts.push(Record::clone(&record)),
                None => removed.push(change.id.clone()),
            }
        }
        let change = batch.last().map_or(last, |c| c.change);
        index.follow(change, &puts, &removed)?;
    }
    Ok(())
}
