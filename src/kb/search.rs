//! Search 检索: the words asked for, in the clauses.

use super::query::Query;
use super::snapshot;
use super::{Kb, KbError};
use crate::export::item::{ClauseItem, Envelope, Meta};

impl Kb {
    /// The clauses that hold every part of `q`.
    ///
    /// # Errors
    /// A kind or an order that does not exist.
    pub fn search(&self, query: &Query) -> Result<Envelope<Vec<ClauseItem>>, KbError> {
        let now = self.snapshot();
        let mut found = Vec::new();
        for record in now.chosen(query) {
            for clause in &record.clauses {
                if snapshot::holds_words(clause, query) && snapshot::names_agency(clause, query, self.lexicon()) {
                    found.push((record, clause));
                }
            }
        }
        let slice = query.slice(found.len());
        let page = found.get(slice.start..slice.end).unwrap_or_default();
        let data = page.iter().map(|(r, c)| super::find::clause_item(r, c, Vec::new(), None)).collect();
        let next = Query::cursor(slice, now.change);
        let meta = Meta { total: found.len(), next, relaxed: Some(false), ..Meta::default() };
        Ok(Envelope { data, meta })
    }
}
