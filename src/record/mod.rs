//! Record 记录: one document, complete, floor 5.

use crate::fact::Fact;
use crate::metadata::Metadata;
use crate::outline::Clause;
use crate::source::SourceText;
use crate::text::Diagnostic;
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
    /// The document as found.
    pub source: SourceText,
    /// What it is.
    pub metadata: Metadata,
    /// Its clauses, in order.
    pub clauses: Vec<ClauseRecord>,
    /// What could not be made out.
    pub diagnostics: Vec<Diagnostic>,
}
