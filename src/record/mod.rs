//! Record 记录: one document, complete, floor 5.
//!
//! [`Assembler::assemble`] is the whole pipeline on one page: text → outline → metadata → facts.
//!
//! # To add one
//! What every document is to carry is a field of [`Record`], filled in [`Assembler::assemble`]; the
//! stored form changes with it, so the format version of the codec rises.

pub mod brief;
pub mod codec;
mod former;
mod id;
pub mod piece;
#[cfg(test)]
pub(crate) mod sample;

pub use brief::Brief;
pub use former::{Former, Given};

use crate::fact::{Extractor, Fact};
use crate::lexicon::Lexicon;
use crate::metadata::{self, Metadata};
use crate::outline::{self, Clause, Outline};
use crate::source::SourceText;
use crate::text::Diagnostic;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A clause with its id and its facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseRecord {
    /// `<document>~2~3~nn-5`.
    pub id: String,
    /// The clause.
    pub clause: Clause,
    /// What it says, in order of field, then of place.
    pub facts: Vec<Fact>,
}

/// A document as the store keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Document id: `hufubanfa-2023-20`.
    pub id: String,
    /// SHA-256 of the normalised text, hex: the same text in two formats agrees.
    pub hash: String,
    /// The day that 今年 was counted from where the document has no 成文日期.
    pub as_of: Date,
    /// The document as found.
    pub source: SourceText,
    /// What it is.
    pub metadata: Metadata,
    /// What stands around its clauses, and what every byte of it is.
    pub outline: Outline,
    /// Its clauses, in order.
    pub clauses: Vec<ClauseRecord>,
    /// What could not be made out.
    pub diagnostics: Vec<Diagnostic>,
    /// Ids that were given for an earlier text or by earlier rules, each with where its words are now.
    #[serde(default)]
    pub former: Vec<Former>,
}

impl Record {
    /// The same under another id, its clauses with it.
    #[must_use]
    pub fn with_id(mut self, id: &str) -> Self {
        let former = self.former.iter_mut().flat_map(|f| [Some(&mut f.id), f.to.as_mut()]).flatten();
        for name in self.clauses.iter_mut().map(|c| &mut c.id).chain(former) {
            if let Some(rest) = name.strip_prefix(self.id.as_str()) {
                *name = format!("{id}{rest}");
            }
        }
        id.clone_into(&mut self.id);
        self
    }

    /// The same as the text that follows `old` under its id: no id that `old` has given loses its words.
    #[must_use]
    pub fn after(mut self, old: &Self) -> Self {
        self.former = former::follow(old, &self);
        self
    }
}

/// What cannot be made anew: a record of any format version can be assembled from it.
///
/// Its stored form is JSON with field names, so that a later program reads it whatever became of the
/// other types: fields are only ever added, with a default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// [`Record::id`]: given once, kept for ever.
    pub id: String,
    /// [`Record::as_of`].
    pub as_of: Date,
    /// [`Record::source`].
    pub source: SourceText,
    /// What was told while it was taken in (`ingest/…`): that is not found again in the text.
    #[serde(default)]
    pub diagnostics: Vec<Diagnostic>,
    /// The ids of its clauses: later rules may cut it another way.
    #[serde(default)]
    pub given: Vec<Given>,
    /// [`Record::former`].
    #[serde(default)]
    pub former: Vec<Former>,
}

/// The beginning of the names of findings that belong to the file, not to its text.
const INGEST: &str = "ingest/";

impl Kept {
    /// What is kept of a record.
    pub fn of(record: &Record) -> Self {
        let told = record.diagnostics.iter().filter(|d| d.code.starts_with(INGEST)).cloned().collect();
        Self {
            id: record.id.clone(),
            as_of: record.as_of,
            source: record.source.clone(),
            diagnostics: told,
            given: Given::of(&record.clauses),
            former: record.former.clone(),
        }
    }
}

/// Makes records; holds what is compiled from the word tables.
pub struct Assembler {
    extractor: Extractor,
}

impl Assembler {
    /// Compiles the tables once, for any number of documents.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self { extractor: Extractor::new(lexicon) }
    }

    /// The record of a document. Never fails: what cannot be made out is told as diagnostics.
    ///
    /// `as_of` is the day that 今年 is counted from where the document has no 成文日期.
    pub fn assemble(&self, source: SourceText, as_of: Date) -> Record {
        let (outline, clauses, mut diagnostics) = outline::parse(&source);
        let (metadata, more) = metadata::read(&source, &outline, &clauses);
        diagnostics.extend(more);
        let facts = self.extractor.extract(&clauses, &metadata, as_of);
        let hash = id::hash(&source, &outline);
        let id = id::document(&metadata, &hash);
        let ids = id::clauses(&id, &clauses);
        let clauses = clauses
            .into_iter()
            .zip(ids)
            .zip(facts)
            .map(|((clause, id), facts)| ClauseRecord { id, clause, facts })
            .collect();
        outline::number_lines(&source.text, &mut diagnostics);
        diagnostics.sort_by_key(|d| d.span.start);
        Record { id, hash, as_of, source, metadata, outline, clauses, diagnostics, former: Vec::new() }
    }

    /// The record anew, with the rules of today, under the id it had; ids it had given lead to their words.
    pub fn again(&self, kept: Kept) -> Record {
        let mut record = self.assemble(kept.source, kept.as_of).with_id(&kept.id);
        record.diagnostics.extend(kept.diagnostics.into_iter().filter(|d| d.code.starts_with(INGEST)));
        record.former = former::cut_anew(&kept.given, &kept.former, &record);
        record
    }
}
