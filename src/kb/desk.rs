//! Desk 案头: the documents while a batch is kept, found by id, by hash and by title.
//!
//! Whether a text is here already, under which id and in place of which other one is asked once a text; a
//! look at each document would cost the square of their number.

use super::held::Held;
use crate::record::Record;
use std::collections::HashMap;
use std::sync::Arc;

/// Documents by number; none in the place of one that was taken off.
#[derive(Default)]
pub(super) struct Desk {
    documents: Vec<Option<Arc<Held>>>,
    ids: HashMap<String, usize>,
    hashes: HashMap<String, Vec<usize>>,
    titles: HashMap<String, Vec<usize>>,
}

impl Desk {
    pub(super) fn new(documents: &[Arc<Held>]) -> Self {
        let mut out = Self::default();
        documents.iter().cloned().for_each(|held| out.put(held));
        out
    }

    /// Puts one down.
    pub(super) fn put(&mut self, held: Arc<Held>) {
        let at = self.documents.len();
        self.ids.insert(held.brief.id.clone(), at);
        self.hashes.entry(held.brief.hash.clone()).or_default().push(at);
        if let Some(title) = &held.brief.metadata.title {
            self.titles.entry(title.clone()).or_default().push(at);
        }
        self.documents.push(Some(held));
    }

    /// Takes one off.
    pub(super) fn take(&mut self, id: &str) {
        if let Some(place) = self.ids.remove(id).and_then(|at| self.documents.get_mut(at)) {
            *place = None;
        }
    }

    /// The one of an id.
    pub(super) fn of_id(&self, id: &str) -> Option<&Arc<Held>> {
        self.documents.get(*self.ids.get(id)?)?.as_ref()
    }

    /// Those of a hash, in order.
    pub(super) fn of_hash(&self, hash: &str) -> impl Iterator<Item = &Arc<Held>> {
        self.at(self.hashes.get(hash))
    }

    /// Those of the id or the title of a record, in order.
    pub(super) fn alike(&self, record: &Record) -> Vec<Arc<Held>> {
        let titled = self.at(record.metadata.title.as_ref().and_then(|t| self.titles.get(t)));
        let mut all: Vec<&Arc<Held>> = self.of_id(&record.id).into_iter().chain(titled).collect();
        all.sort_by_key(|held| self.ids.get(&held.brief.id));
        all.dedup_by(|a, b| Arc::ptr_eq(a, b));
        all.into_iter().cloned().collect()
    }

    /// All of them, in order.
    pub(super) fn documents(self) -> Vec<Arc<Held>> {
        self.documents.into_iter().flatten().collect()
    }

    fn at(&self, numbers: Option<&Vec<usize>>) -> impl Iterator<Item = &Arc<Held>> {
        let numbers = numbers.map_or(&[][..], Vec::as_slice);
        numbers.iter().filter_map(|n| self.documents.get(*n)?.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::sample::record;

    #[test]
    fn what_is_taken_off_is_found_no_more() {
        let held = |id: &str| Arc::new(Held::fresh(Arc::new(record(id, &[]))));
        let mut desk = Desk::new(&[held("a"), held("b")]);
        let like = record("b", &[]);
        let ids = |all: Vec<Arc<Held>>| all.iter().map(|d| d.brief.id.clone()).collect::<Vec<_>>();
        assert_eq!((desk.of_hash("hash-b").count(), ids(desk.alike(&like))), (1, vec!["b".to_owned()]));
        desk.take("b");
        assert!(desk.of_id("b").is_none() && desk.of_hash("hash-b").next().is_none() && desk.alike(&like).is_empty());
        desk.put(held("b"));
        assert_eq!(ids(desk.documents()), ["a", "b"]);
    }
}
