//! DOCX: a Word document (Office Open XML), as Word and WPS write it.
//!
//! A paragraph is a line, a row of a table too; automatic numbers are counted and written into the text,
//! so that `（二）推进…` reads as on paper. Deleted words, field codes, hidden text, page headers and
//! footers are left out; footnotes and tables of contents are furniture. The title among the file's
//! properties is not taken over: it is mostly that of the template.

mod body;
mod counting;
mod numbering;
mod styles;

use super::archive::{self, Archive};
use super::xml::{self, Element};
use super::{Format, Found, Layout, Line, LineKind, ReadError, Reader, decode};
use crate::text::Span;
use body::{Block, Body};
use numbering::Numbering;
use styles::Styles;

const NAME: &str = "DOCX";

/// Takes zips that hold a text of Word.
pub(super) struct WordDocument;

impl Reader for WordDocument {
    fn format(&self) -> Format {
        Format::Docx
    }

    fn claims(&self, name: &str, found: Found<'_>) -> bool {
        archive::is_zip(found.bytes()) && Archive::open(name, NAME, found.bytes()).is_ok_and(|a| a.has_under("word/"))
    }

    fn read(&self, name: &str, found: Found<'_>) -> Result<Layout, ReadError> {
        let mut archive = Archive::open(name, NAME, found.bytes())?;
        let main = main_part(name, &mut archive)?;
        let document = part(name, &mut archive, &main)?.unwrap_or_default();
        let links = links(name, &mut archive, &main)?;
        let mut linked = |kind: &str| match links.target(kind) {
            Some(path) => part(name, &mut archive, &path),
            None => Ok(None),
        };
        let styles = linked("styles")?.map(|root| Styles::read(&root)).unwrap_or_default();
        let numbering = linked("numbering")?.map(|root| Numbering::read(&root)).unwrap_or_default();
        let notes = [linked("footnotes")?, linked("endnotes")?];
        let mut body = Body::new(&styles, numbering);
        let mut blocks = Vec::new();
        if let Some(text) = document.first("body") {
            body.blocks(text, &mut blocks);
        }
        body.notes(&notes, &mut blocks);
        mark_title(&mut blocks);
        let layout = laid_out(&blocks);
        if layout.text.as_deref().is_none_or(|t| !decode::shows(t)) {
            return Err(ReadError::Empty { name: name.to_owned() });
        }
        Ok(layout)
    }
}

/// The part that holds the text: `word/document.xml`, or what the package says.
fn main_part(name: &str, archive: &mut Archive<'_>) -> Result<String, ReadError> {
    let said = links(name, archive, "")?.target("officeDocument");
    Ok(said.filter(|path| archive.has(path)).unwrap_or_else(|| "word/document.xml".to_owned()))
        .and_then(|path| if archive.has(&path) { Ok(path) } else { archive.needed(&path).map(|_| path) })
}

fn part(name: &str, archive: &mut Archive<'_>, path: &str) -> Result<Option<Element>, ReadError> {
    match archive.part(path)? {
        Some(bytes) => xml::parse((name, NAME), path, &bytes).map(Some),
        None => Ok(None),
    }
}

/// What a part names as belonging to it: kinds and paths.
struct Links(Vec<(String, String)>);

impl Links {
    fn target(&self, kind: &str) -> Option<String> {
        self.0.iter().find(|(k, _)| k == kind).map(|(_, path)| path.clone())
    }
}

fn links(name: &str, archive: &mut Archive<'_>, of: &str) -> Result<Links, ReadError> {
    let (folder, file) = of.rsplit_once('/').map_or(("", of), |(folder, file)| (folder, file));
    let slash = if folder.is_empty() { "" } else { "/" };
    let root = part(name, archive, &format!("{folder}{slash}_rels/{file}.rels"))?.unwrap_or_default();
    let link = |e: &Element| {
        let kind = e.attribute("Type")?.rsplit('/').next()?.to_owned();
        let target = e.attribute("Target")?;
        let path = match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("{folder}{slash}{target}"),
        };
        Some((kind, path))
    };
    Ok(Links(root.all("Relationship").filter_map(link).collect()))
}

/// A single heading of the highest level above all others is the title of the document.
fn mark_title(blocks: &mut [Block]) {
    let heading = |b: &Block| matches!(b.kind, LineKind::Heading(_));
    let highest = LineKind::Heading(2);
    if blocks.iter().any(|b| b.kind == LineKind::Heading(1)) {
        return;
    }
    let Some(first) = blocks.iter().position(heading) else { return };
    let run = blocks[first..].iter().take_while(|b| b.kind == highest).count();
    let all = blocks.iter().filter(|b| b.kind == highest).count();
    if run == all && run <= 4 {
        blocks[first..first + run].iter_mut().filter(|b| !b.numbered).for_each(|b| b.kind = LineKind::Heading(1));
    }
}

/// Blocks to a text, one a line.
fn laid_out(blocks: &[Block]) -> Layout {
    let (mut text, mut lines) = (String::new(), Vec::new());
    for block in blocks {
        for words in block.text.split('\n').filter(|w| !w.trim().is_empty()) {
            let start = text.len();
            text.push_str(words);
            lines.push(Line { span: Span::new(start, text.len()), kind: block.kind });
            text.push('\n');
        }
    }
    Layout { text: Some(text), lines, ..Layout::default() }
}

#[cfg(test)]
mod tests;
