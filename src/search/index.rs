//! Index 索引: opened, brought up to date, asked.

use super::{Found, Query, SearchError};
use crate::lexicon::Lexicon;
use crate::record::Record;
use std::path::Path;

/// The index of all clauses.
pub struct Index {}

impl Index {
    /// Opens the index in `dir`, made where there is none; one of another format, of other word
    /// tables or damaged is emptied, so that [`Index::change`] is 0 and the caller fills it again.
    ///
    /// # Errors
    /// In use, not writable.
    pub fn open(_dir: &Path, _lexicon: &Lexicon) -> Result<Self, SearchError> {
        Ok(Self {})
    }

    /// An index that is gone with the process.
    ///
    /// # Errors
    /// The engine failed.
    pub fn in_memory(_lexicon: &Lexicon) -> Result<Self, SearchError> {
        Ok(Self {})
    }

    /// Takes in what happened in the store up to `change`: all clauses of the documents in `puts` are
    /// replaced, those of `removed` taken out; visible and on disk on return.
    ///
    /// # Errors
    /// The disk failed; then nothing is taken in.
    pub fn follow(&self, _change: u64, _puts: &[Record], _removed: &[String]) -> Result<(), SearchError> {
        Ok(())
    }

    /// The change of the store that the index has followed; 0 for an empty one.
    pub fn change(&self) -> u64 {
        0
    }

    /// Empties the index.
    ///
    /// # Errors
    /// The disk failed.
    pub fn clear(&self) -> Result<(), SearchError> {
        Ok(())
    }

    /// Answers a question.
    ///
    /// # Errors
    /// The disk failed; no text is ever wrong.
    pub fn find(&self, _query: &Query) -> Result<Found, SearchError> {
        Ok(Found::default())
    }
}
