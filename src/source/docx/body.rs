//! Body 正文: paragraphs, tables, text boxes and notes in the order in which they are read.

use super::numbering::{Numbering, Place};
use super::styles::{self, Look, Styles};
use crate::source::LineKind;
use crate::source::xml::Element;

/// A heading is no longer than this; a paragraph in a heading's style is a paragraph.
const HEADING: usize = 60;

/// A cell longer than this is a page set in a table.
const CELL: usize = 3000;

/// A line to be.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) kind: LineKind,
    /// Its words; `\n` where the author broke the line.
    pub(super) text: String,
    /// Whether an automatic number stands before it.
    pub(super) numbered: bool,
}

/// Walks the elements of a text.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    numbering: Numbering,
    /// Footnotes (0) and endnotes (1) in the order in which they are referred to.
    cited: Vec<(usize, String)>,
    /// Words of paragraphs whose end was deleted: they go on in the next.
    carried: String,
}

/// The words of a paragraph, and the boxes that are anchored in it.
#[derive(Default)]
struct Words {
    text: String,
    boxes: Vec<Block>,
}

impl<'a> Body<'a> {
    pub(super) fn new(styles: &'a Styles, numbering: Numbering) -> Self {
        Self { styles, numbering, cited: Vec::new(), carried: String::new() }
    }

    /// The blocks inside an element.
    pub(super) fn blocks(&mut self, parent: &Element, out: &mut Vec<Block>) {
        for element in parent.elements() {
            match element.name.as_str() {
                "p" => self.paragraph(element, out),
                "tbl" => self.table(element, out),
                "sdt" => {
                    let from = out.len();
                    if let Some(content) = element.first("sdtContent") {
                        self.blocks(content, out);
                    }
                    let gallery = element.value(&["sdtPr", "docPartObj", "docPartGallery"]);
                    if gallery.is_some_and(|g| g.contains("Contents")) {
                        out.iter_mut().skip(from).for_each(|b| b.kind = LineKind::Furniture);
                    }
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(element) {
                        self.blocks(chosen, out);
                    }
                }
                "ins" | "moveTo" | "customXml" | "smartTag" | "sdtContent" => self.blocks(element, out),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, p: &Element, out: &mut Vec<Block>) {
        let none = Element::default();
        let properties = p.first("pPr").unwrap_or(&none);
        let look = self.styles.look(properties.value(&["pStyle"]));
        let mut words = Words { text: std::mem::take(&mut self.carried), ..Words::default() };
        self.words(p, &mut words);
        out.append(&mut words.boxes);
        if properties.at(&["rPr", "del"]).is_some() || properties.at(&["rPr", "moveFrom"]).is_some() {
            self.carried = words.text;
            return;
        }
        let number = self.numbering.next(self.place(properties, &look));
        if words.text.trim().is_empty() {
            return;
        }
        let numbered = number.is_some();
        let text = number.unwrap_or_default() + &words.text;
        let kind = kind(properties, &look, &text);
        out.push(Block { kind, text, numbered });
    }

    /// The list of a paragraph: its own, else its style's.
    fn place(&self, properties: &Element, look: &Look) -> Place {
        let own = styles::place(properties);
        let list = own.list.or(look.place.list).filter(|n| *n != 0);
        let styled = || {
            let style = look.list_style.as_deref().filter(|_| own.list.is_none())?;
            self.numbering.level_of_style(list?, style)
        };
        Place { list, level: own.level.or_else(styled).or(look.place.level) }
    }

    fn words(&mut self, parent: &Element, out: &mut Words) {
        for element in parent.elements() {
            match element.name.as_str() {
                "r" => self.run(element, out),
                "fldSimple" if is_page_field(element.attribute("instr")) => {}
                "hyperlink" | "ins" | "moveTo" | "smartTag" | "customXml" | "sdtContent" | "fldSimple" | "dir"
                | "bdo" => self.words(element, out),
                "sdt" => {
                    if let Some(content) = element.first("sdtContent") {
                        self.words(content, out);
                    }
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(element) {
                        self.words(chosen, out);
                    }
                }
                "oMath" | "oMathPara" => out.text.push_str(&element.text()),
                _ => {}
            }
        }
    }

    fn run(&mut self, run: &Element, out: &mut Words) {
        if run.is_on(&["rPr", "vanish"]) {
            return;
        }
        for element in run.elements() {
            match element.name.as_str() {
                "t" => out.text.push_str(&element.text().replace(['\n', '\r'], " ")),
                "tab" | "ptab" => out.text.push('\t'),
                "br" | "cr" => out.text.push('\n'),
                "noBreakHyphen" => out.text.push('-'),
                "footnoteReference" | "endnoteReference" => {
                    let kind = usize::from(element.name.starts_with("end"));
                    self.cited.extend(element.attribute("id").map(|id| (kind, id.to_owned())));
                }
                "ruby" => {
                    if let Some(base) = element.first("rubyBase") {
                        self.words(base, out);
                    }
                }
                "drawing" | "pict" | "object" | "AlternateContent" => self.boxes(element, out),
                _ => {}
            }
        }
    }

    /// The text of boxes, which Word keeps twice: for itself and for programs of old.
    fn boxes(&mut self, element: &Element, out: &mut Words) {
        match element.name.as_str() {
            "txbxContent" => self.blocks(element, &mut out.boxes),
            "AlternateContent" => {
                if let Some(chosen) = chosen(element) {
                    self.boxes(chosen, out);
                }
            }
            _ => element.elements().for_each(|e| self.boxes(e, out)),
        }
    }

    /// Rows with two or more filled cells are rows; others are paragraphs set in a table.
    fn table(&mut self, table: &Element, out: &mut Vec<Block>) {
        let mut rows = Vec::new();
        under(table, "tr", &mut rows);
        for row in rows.into_iter().filter(|r| r.at(&["trPr", "del"]).is_none()) {
            let mut cells = Vec::new();
            under(row, "tc", &mut cells);
            let mut merged = false;
            let mut filled: Vec<Vec<Block>> = Vec::new();
            for cell in cells.into_iter().filter(|c| !goes_on(c, "hMerge")) {
                let mut inside = Vec::new();
                if goes_on(cell, "vMerge") {
                    merged = true;
                } else {
                    self.blocks(cell, &mut inside);
                }
                filled.push(inside);
            }
            let words: Vec<String> = filled.iter().map(|b| flat(b)).collect();
            let many = words.iter().filter(|w| !w.is_empty()).count();
            if many == 0 {
                continue;
            }
            if (many >= 2 || (merged && words.len() >= 2)) && words.iter().all(|w| w.len() < CELL) {
                out.push(Block { kind: LineKind::TableRow, text: words.join(" | "), numbered: false });
            } else {
                out.extend(filled.into_iter().flatten());
            }
        }
    }

    /// Adds the notes that the text refers to, as furniture.
    pub(super) fn notes(&mut self, parts: &[Option<Element>; 2], out: &mut Vec<Block>) {
        if !self.carried.trim().is_empty() {
            out.push(Block { kind: LineKind::Paragraph, text: std::mem::take(&mut self.carried), numbered: false });
        }
        let cited = std::mem::take(&mut self.cited);
        let mut left: Vec<Vec<&Element>> = Vec::new();
        for part in parts {
            left.push(part.iter().flat_map(|p| p.elements()).collect());
        }
        for (kind, id) in cited {
            let Some(notes) = left.get_mut(kind) else { continue };
            let Some(at) = notes.iter().position(|n| n.attribute("id") == Some(id.as_str())) else { continue };
            let note = notes.remove(at);
            let mut inside = Vec::new();
            self.blocks(note, &mut inside);
            out.extend(inside.into_iter().map(|b| Block { kind: LineKind::Furniture, ..b }));
        }
    }
}

/// What a paragraph is, by its style and its words.
fn kind(properties: &Element, look: &Look, text: &str) -> LineKind {
    if look.contents {
        return LineKind::Furniture;
    }
    let sentences = text.trim().trim_end_matches('。').contains(['。', '；']);
    let short = text.chars().count() <= HEADING && !sentences;
    let level = styles::outline(properties).or(look.outline).filter(|l| *l < 9);
    match level {
        _ if !short => LineKind::Paragraph,
        _ if look.title => LineKind::Heading(1),
        Some(level) => LineKind::Heading(level + 2),
        None => LineKind::Paragraph,
    }
}

/// What is shown of an alternative: the first one that holds something, else what programs of old show.
fn chosen(alternative: &Element) -> Option<&Element> {
    let filled = |e: &&Element| e.children.iter().any(|_| true) && !e.text().trim().is_empty();
    alternative.all("Choice").find(filled).or_else(|| alternative.first("Fallback"))
}

/// The nearest elements of a name, whatever wraps them; not those of inner tables.
fn under<'e>(element: &'e Element, name: &str, out: &mut Vec<&'e Element>) {
    for inner in element.elements() {
        match inner.name.as_str() {
            n if n == name => out.push(inner),
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => under(inner, name, out),
            _ => {}
        }
    }
}

/// Whether a cell goes on with the one before or above it.
fn goes_on(cell: &Element, how: &str) -> bool {
    cell.at(&["tcPr", how]).is_some_and(|m| m.attribute("val").is_none_or(|v| v == "continue"))
}

/// The words of a cell on one line.
fn flat(blocks: &[Block]) -> String {
    let words: Vec<&str> = blocks.iter().flat_map(|b| b.text.split('\n')).map(str::trim).collect();
    words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_page_field(code: Option<&str>) -> bool {
    code.is_some_and(|c| ["PAGE", "NUMPAGES"].contains(&c.split_whitespace().next().unwrap_or_default()))
}
