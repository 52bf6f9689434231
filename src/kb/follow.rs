//! Follow 跟随: the index and the snapshot follow the store.

use super::KbError;
use crate::record::Record;
use crate::search::Index;
use crate::store::{Store, What};
use rayon::prelude::*;
use std::sync::Arc;

/// Documents that are indexed at once while catching up.
const BATCH: usize = 256;

/// All documents of the store.
pub(super) fn records(store: &dyn Store) -> Result<Vec<Arc<Record>>, KbError> {
    let entries = store.entries()?;
    let read = entries.par_iter().map(|e| store.get(&e.id));
    let records: Result<Vec<_>, _> = read.collect();
    Ok(records?.into_iter().flatten().map(Arc::new).collect())
}

/// Brings the index to the store's last change; one that knows a later change is not this store's
/// and is built anew.
pub(super) fn catch_up(store: &dyn Store, index: &Index, last: u64) -> Result<(), KbError> {
    if index.change() > last {
        index.clear()?;
    }
    let changes = store.since(index.change())?;
    for batch in changes.chunks(BATCH) {
        let mut puts = Vec::new();
        let mut removed = Vec::new();
        for change in batch {
            match change.what {
                What::Put => puts.extend(store.get(&change.id)?),
                What::Removed => removed.push(change.id.clone()),
            }
        }
        let change = batch.last().map_or(last, |c| c.change);
        index.follow(change, &puts, &removed)?;
    }
    Ok(())
}
