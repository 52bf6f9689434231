//! Outline 结构: lines to a tree to clauses (条款), floor 2.

use crate::text::{MappedText, Span};
use serde::{Deserialize, Serialize};

/// What part of a document a clause is (annotation: `kind`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClauseKind {
    /// Body of a covering notice 印发通知.
    Notice,
    /// What stands before the first section 前言.
    Preamble,
    /// A clause proper 正文.
    Body,
    /// Unnumbered paragraphs after the last section that speak of the whole document 结尾.
    Closing,
    /// Text behind the signature with its own numbering 附件.
    Attachment,
}

/// A clause 条款: the smallest unit with its own number or its own heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// Its kind.
    pub kind: ClauseKind,
    /// The units around it, outermost first: `["二、重点任务", "（一）实施集群化发展强化行动"]`.
    pub section: Vec<String>,
    /// The number as written, half-width digits, without dot or 、: `一`, `（一）`, `12`, `第三条`.
    pub number: Option<String>,
    /// The heading without number and final stop.
    pub heading: Option<MappedText>,
    /// The paragraphs without number and heading, divided by `\n`; leads back to the source.
    pub text: MappedText,
    /// Steps of the id below the document's, one a level: `["2", "3", "nn-5"]`.
    pub steps: Vec<String>,
    /// The path for people: `二（三）第5项`.
    pub label: String,
    /// The source lines it stands on, heading and number included.
    pub span: Span,
    /// Whether it is a table, a row a line, cells divided by ` | `.
    pub table: bool,
}
