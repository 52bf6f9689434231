//! Source 来源: bytes as found to text with lines, floor 1.
//!
//! The only step of the front half that can fail. What comes out is the decoded text and its lines;
//! nothing is repaired here: hard wraps, widths and page breaks are the business of `outline`.
//!
//! # To add one
//! A format is a file with a [`Reader`], named in [`READERS`] in the order in which they are asked, and
//! a variant of [`Format`].

mod declared;
mod decode;
mod html;
mod md;
mod txt;

pub use decode::ReadError;

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// A format of documents.
pub trait Reader: Sync {
    /// What it reads.
    fn format(&self) -> Format;

    /// Whether a file of this name with this decoded text is one of its own.
    fn claims(&self, name: &str, text: &str) -> bool;

    /// The lines of the text, what of them is markup, and what the file declares of itself.
    fn read(&self, text: &str) -> Layout;
}

/// What a reader makes of a decoded text.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The text that the lines lead to, where it is not the decoded file itself (HTML).
    pub text: Option<String>,
    /// Its lines, in order, not overlapping.
    pub lines: Vec<Line>,
    /// Markup inside lines, in order.
    pub hidden: Vec<Span>,
    /// What the file says of itself.
    pub declared: Declared,
}

/// All readers, in the order in which they are asked; the last takes what is left.
pub const READERS: &[&dyn Reader] = &[&html::HtmlPage, &md::Markdown, &txt::PlainText];

/// Reads a document as found.
///
/// `name` is the file's name, used for messages and for formats that show only there (`.md`).
///
/// # Errors
/// Nothing to read, too much to read, a format that is not read, or bytes that are no text: each with
/// a Chinese message that says what was expected and what to do.
pub fn read(name: &str, bytes: &[u8]) -> Result<SourceText, ReadError> {
    let (text, encoding) = decode::decode(name, bytes)?;
    let layout = READERS.iter().find(|r| r.claims(name, &text)).map(|r| (r.format(), r.read(&text)));
    let (format, layout) = layout.unwrap_or((Format::Txt, Layout::default()));
    let Layout { text: own, lines, hidden, declared } = layout;
    let text = own.unwrap_or(text);
    Ok(SourceText { name: name.to_owned(), format, encoding, text, lines, hidden, declared })
}

/// How the bytes of a document were laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text 纯文本.
    Txt,
    /// Markdown, with or without YAML front matter.
    Md,
    /// HTML page 网页.
    Html,
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
