//! Source 来源: bytes as found to text with lines, floor 1.
//!
//! The only step of the front half that can fail. What comes out is the decoded text and its lines;
//! nothing is repaired here: hard wraps, widths and page breaks are the business of `outline`.
//!
//! # To add one
//! A format is a file with a [`Reader`], named in [`READERS`] in the order in which they are asked, and
//! a variant of [`Format`], behind the others: stores name formats by their words.

mod archive;
mod declared;
mod decode;
mod docx;
mod foreign;
mod html;
mod md;
mod ofd;
mod page;
mod pdf;
mod txt;
mod xml;

pub use decode::ReadError;

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// A file as its reader meets it.
#[derive(Clone, Copy, Debug)]
pub enum Found<'a> {
    /// The bytes as they lie, asked about first: formats with an opening of their own (zip, PDF).
    Bytes(&'a [u8]),
    /// The decoded text of a file that no reader claimed by its bytes.
    Text(&'a str),
}

impl<'a> Found<'a> {
    /// The decoded text; none of a file that is no text.
    pub fn text(self) -> &'a str {
        match self {
            Self::Text(text) => text,
            Self::Bytes(_) => "",
        }
    }

    /// The bytes as they lie; none of a text.
    pub fn bytes(self) -> &'a [u8] {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::Text(_) => b"",
        }
    }
}

/// A format of documents.
pub trait Reader: Sync {
    /// What it reads.
    fn format(&self) -> Format;

    /// Whether a file of this name is one of its own: by its bytes, or by its decoded text.
    fn claims(&self, name: &str, found: Found<'_>) -> bool;

    /// The lines of the text, what of them is markup, and what the file declares of itself.
    ///
    /// # Errors
    /// Text is always read; a container may be broken, locked, too large or hold no text.
    fn read(&self, name: &str, found: Found<'_>) -> Result<Layout, ReadError>;
}

/// What a reader makes of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The text that the lines lead to, where it is not the decoded file itself (HTML, DOCX).
    pub text: Option<String>,
    /// Its lines, in order, not overlapping.
    pub lines: Vec<Line>,
    /// Markup inside lines, in order.
    pub hidden: Vec<Span>,
    /// What the file says of itself.
    pub declared: Declared,
}

/// All readers, in the order in which they are asked; the last takes what is left.
pub const READERS: &[&dyn Reader] =
    &[&docx::WordDocument, &ofd::OfdDocument, &pdf::PdfDocument, &html::HtmlPage, &md::Markdown, &txt::PlainText];

/// Reads a document as found.
///
/// `name` is the file's name, used for messages and for formats that show only there (`.md`).
///
/// # Errors
/// Nothing to read, too much to read, a format that is not read, or bytes that are no text: each with
/// a Chinese message that says what was expected and what to do.
pub fn read(name: &str, bytes: &[u8]) -> Result<SourceText, ReadError> {
    decode::check_size(name, bytes)?;
    let reader = |found: Found<'_>| READERS.iter().find(|r| r.claims(name, found));
    let packed = Found::Bytes(bytes);
    let (format, encoding, layout, decoded) = match reader(packed) {
        Some(reader) => (reader.format(), "UTF-8".to_owned(), reader.read(name, packed)?, String::new()),
        None => {
            let (text, encoding) = decode::decode(name, bytes)?;
            let found = Found::Text(&text);
            let read = reader(found).map(|r| Ok((r.format(), r.read(name, found)?)));
            let (format, layout) = read.unwrap_or_else(|| Ok((Format::Txt, Layout::default())))?;
            (format, encoding, layout, text)
        }
    };
    let Layout { text: own, lines, hidden, declared } = layout;
    let text = own.unwrap_or(decoded);
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
    /// Word document 文字处理文档 (Office Open XML).
    Docx,
    /// PDF with a text layer 版式文档.
    Pdf,
    /// OFD 国家版式文档 (GB/T 33190).
    Ofd,
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
    /// Character encoding as found: `UTF-8`, `GB18030`; `UTF-8` where the format has none to choose.
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
