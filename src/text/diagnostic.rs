//! Diagnostics 诊断: what a reader could not make out, told with its place.

use super::Span;
use serde::{Deserialize, Serialize};

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know: nothing is lost (提示).
    Info,
    /// Something reads oddly: a number is skipped, a date does not exist (注意).
    Warning,
    /// Text is not in any clause, or a value could not be read (缺失).
    Loss,
}

/// One finding about a document: what was expected, what was found, where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Stable name of the finding, `room/what`: `outline/number-jump`.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// Line in the source as found, from 1.
    pub line: usize,
    /// Place in the source as found.
    pub span: Span,
    /// One plain Chinese sentence: what was expected, what stands there, what to do.
    pub message: String,
}
