//! Source 来源: bytes as found to text with lines, floor 1.
//!
//! The only step of the front half that can fail. What comes out is the decoded text and its lines;
//! nothing is repaired here: hard wraps, widths and page breaks are the business of `outline`.

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// How the bytes of a document were laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text 纯文本.
    Txt,
    /// Markdown, with or without YAML front matter.
    Md,
}

/// What a reader knows of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// A physical line: whether it ends a paragraph is not known (plain text).
    Physical,
    /// A whole paragraph (Markdown, HTML, DOCX).
    Paragraph,
    /// A heading of the given level, from 1.
    Heading(u8),
    /// One row of a table, cells divided by ` | `.
    TableRow,
    /// Text of the file that is none of the document: front matter, comments, footnotes.
    Furniture,
}

/// A line of the source: a physical one, or what the format calls a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Where it stands in [`SourceText::text`], without its line end.
    pub span: Span,
    /// What the reader knows of it.
    pub kind: LineKind,
}

/// Metadata that the file declares of itself (YAML front matter, a site's metadata table).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declared {
    /// 标题
    pub title: Option<String>,
    /// 发文字号
    pub number: Option<String>,
    /// 发文机关
    pub issuers: Vec<String>,
    /// 成文日期, as written
    pub written_on: Option<String>,
}

/// A document as found, decoded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceText {
    /// File name as given.
    pub name: String,
    /// What it was read as.
    pub format: Format,
    /// Character encoding as found: `UTF-8`, `GB18030`.
    pub encoding: String,
    /// The decoded text; every span of a record leads here.
    pub text: String,
    /// Its lines, in order, not overlapping.
    pub lines: Vec<Line>,
    /// Markup inside lines that is no text (`**`, link targets), in order.
    pub hidden: Vec<Span>,
    /// What the file says of itself.
    pub declared: Declared,
}
