//! OFD 版式文档 (GB/T 33190—2016): the text of the pages, character by character where it stands.
//!
//! `OFD.xml` → `Document.xml` → the pages' `Content.xml` → `TextObject` with its boundary, its matrix and
//! the steps between its characters (`DeltaX="g 9 5.6"`). Seals, annotations and pictures are left out.

// Places on paper; no money is counted here.
#![allow(clippy::float_arithmetic)]

use super::archive::{self, Archive};
use super::page::{self, Page, Rule, Run};
use super::xml::{self, Element};
use super::{Format, Found, Layout, ReadError, Reader, decode};
use std::collections::HashMap;

const NAME: &str = "OFD";

/// Points in a millimetre, the unit of OFD.
const POINT: f32 = 72.0 / 25.4;

/// More pages than any document has.
const PAGES: usize = 5_000;

/// More characters than are read at once.
const CHARACTERS: usize = 8_000_000;

/// Takes zips that hold `OFD.xml`.
pub(super) struct OfdDocument;

impl Reader for OfdDocument {
    fn format(&self) -> Format {
        Format::Ofd
    }

    fn claims(&self, name: &str, found: Found<'_>) -> bool {
        archive::is_zip(found.bytes()) && Archive::open(name, NAME, found.bytes()).is_ok_and(|a| a.has("OFD.xml"))
    }

    fn read(&self, name: &str, found: Found<'_>) -> Result<Layout, ReadError> {
        let mut archive = Archive::open(name, NAME, found.bytes())?;
        if archive.has("Encryptions.xml") || archive.has("encryptions.xml") {
            return Err(ReadError::Locked { name: name.to_owned(), format: NAME });
        }
        let mut file = File { name, archive: &mut archive, characters: 0 };
        let mut pages = Vec::new();
        let root = file.part("OFD.xml")?;
        for body in root.all("DocBody") {
            if let Some(path) = body.first("DocRoot").map(Element::text) {
                file.document(&resolve("", path.trim()), &mut pages)?;
            }
        }
        let layout = page::layout(&pages);
        if layout.text.as_deref().is_none_or(|t| !decode::shows(t)) {
            return Err(ReadError::NoText { name: name.to_owned(), format: NAME, why: decode::SCANNED });
        }
        Ok(layout)
    }
}

struct File<'a, 'b> {
    name: &'a str,
    archive: &'a mut Archive<'b>,
    characters: usize,
}

impl File<'_, '_> {
    fn part(&mut self, path: &str) -> Result<Element, ReadError> {
        let bytes = self.archive.needed(path)?;
        xml::parse((self.name, NAME), path, &bytes)
    }

    fn excessive(&self, what: &'static str) -> ReadError {
        ReadError::Excessive { name: self.name.to_owned(), format: NAME, what }
    }

    /// The pages of one document of the package.
    fn document(&mut self, path: &str, pages: &mut Vec<Page>) -> Result<(), ReadError> {
        let root = self.part(path)?;
        let common = root.first("CommonData");
        let area = common.and_then(|c| height(c.first("PageArea")?));
        let template = |e: &Element| Some((e.attribute("ID")?.to_owned(), resolve(path, e.attribute("BaseLoc")?)));
        let templates: HashMap<String, String> =
            common.into_iter().flat_map(|c| c.all("TemplatePage")).filter_map(template).collect();
        let mut drawn: HashMap<String, Page> = HashMap::new();
        for page in root.first("Pages").into_iter().flat_map(|p| p.all("Page")) {
            if pages.len() >= PAGES {
                return Err(self.excessive("页数过多"));
            }
            let Some(place) = page.attribute("BaseLoc") else { continue };
            let content = self.part(&resolve(path, place))?;
            let mut sheet = Page {
                height: height(content.first("Area").unwrap_or(&content)).or(area).unwrap_or(297.0 * POINT),
                ..Page::default()
            };
            for id in content.all("Template").filter_map(|t| t.attribute("TemplateID")) {
                if !drawn.contains_key(id)
                    && let Some(path) = templates.get(id)
                {
                    let mut made = Page::default();
                    let root = self.part(path)?;
                    self.draw(&root, &mut made)?;
                    drawn.insert(id.to_owned(), made);
                }
                if let Some(template) = drawn.get(id) {
                    self.count(template.runs.len())?;
                    sheet.runs.extend(template.runs.iter().cloned());
                    sheet.rules.extend(&template.rules);
                }
            }
            self.draw(&content, &mut sheet)?;
            pages.push(sheet);
        }
        Ok(())
    }

    fn count(&mut self, many: usize) -> Result<(), ReadError> {
        self.characters += many;
        if self.characters > CHARACTERS { Err(self.excessive("文字过多")) } else { Ok(()) }
    }

    /// Draws what stands in an element; layers and blocks in any depth.
    fn draw(&mut self, element: &Element, page: &mut Page) -> Result<(), ReadError> {
        for inner in element.elements() {
            match inner.name.as_str() {
                "TextObject" => self.text(inner, page)?,
                "PathObject" => path(inner, page),
                "Content" | "Layer" | "PageBlock" => self.draw(inner, page)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn text(&mut self, object: &Element, page: &mut Page) -> Result<(), ReadError> {
        if object.attribute("Visible") == Some("false") {
            return Ok(());
        }
        let place = Place::of(object);
        let size = object.attribute("Size").and_then(|s| s.trim().parse::<f32>().ok()).unwrap_or(4.0);
        let stretch = object.attribute("HScale").and_then(|s| s.trim().parse::<f32>().ok()).unwrap_or(1.0);
        let (mut x, mut y) = (0.0, 0.0);
        for code in object.all("TextCode") {
            let number = |name: &str| code.attribute(name).and_then(|v| v.trim().parse::<f32>().ok());
            (x, y) = (number("X").unwrap_or(x), number("Y").unwrap_or(y));
            let text = code.text();
            let many = text.chars().count();
            self.count(many)?;
            let across = steps(code.attribute("DeltaX").unwrap_or_default(), many);
            let down = steps(code.attribute("DeltaY").unwrap_or_default(), many);
            let (mut at_x, mut at_y) = (x, y);
            for (i, c) in text.chars().enumerate() {
                let own = if c.is_ascii() { size * 0.5 } else { size } * stretch;
                let step = across.get(i).copied();
                if !c.is_whitespace() {
                    let (left, base) = place.point(at_x, at_y);
                    let letters = size * place.scale();
                    // A step narrower than the letter is its width; a wider one has a gap behind it.
                    let width = step.filter(|s| *s > 0.0).map_or(own, |s| s.min(size * stretch * 1.1)) * place.scale();
                    page.runs.push(Run {
                        x: left * POINT,
                        y: base * POINT,
                        width: width * POINT,
                        size: letters * POINT,
                        text: c.to_string(),
                    });
                }
                at_x += step.unwrap_or(if down.is_empty() && across.is_empty() { own } else { 0.0 });
                at_y += down.get(i).copied().unwrap_or(0.0);
            }
        }
        Ok(())
    }
}

/// Where an object stands: its boundary and its matrix.
struct Place {
    x: f32,
    y: f32,
    matrix: [f32; 6],
}

impl Place {
    fn of(object: &Element) -> Self {
        let boundary = numbers(object.attribute("Boundary").unwrap_or_default());
        let matrix = numbers(object.attribute("CTM").unwrap_or_default());
        Self {
            x: boundary.first().copied().unwrap_or(0.0),
            y: boundary.get(1).copied().unwrap_or(0.0),
            matrix: matrix.try_into().unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
        }
    }

    fn point(&self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.matrix;
        (self.x + a * x + c * y + e, self.y + b * x + d * y + f)
    }

    fn scale(&self) -> f32 {
        let [a, b, c, d, ..] = self.matrix;
        (a * d - b * c).abs().sqrt()
    }
}

/// The straight lines of a path, which may rule a table.
fn path(object: &Element, page: &mut Page) {
    let place = Place::of(object);
    let Some(data) = object.first("AbbreviatedData").map(Element::text) else { return };
    let mut words = data.split_whitespace();
    let (mut last, mut start) = ((0.0, 0.0), (0.0, 0.0));
    let mut rule = |from: (f32, f32), to: (f32, f32)| {
        page.rules.push(Rule { x0: from.0 * POINT, y0: from.1 * POINT, x1: to.0 * POINT, y1: to.1 * POINT });
    };
    while let Some(word) = words.next() {
        let mut number = || words.next().and_then(|w| w.parse::<f32>().ok()).unwrap_or(0.0);
        match word {
            "M" | "S" => {
                last = place.point(number(), number());
                start = last;
            }
            "L" => {
                let to = place.point(number(), number());
                rule(last, to);
                last = to;
            }
            "Q" => last = (0..2).map(|_| place.point(number(), number())).last().unwrap_or(last),
            "B" => last = (0..3).map(|_| place.point(number(), number())).last().unwrap_or(last),
            "C" => {
                rule(last, start);
                last = start;
            }
            _ => {}
        }
    }
}

fn numbers(text: &str) -> Vec<f32> {
    text.split_whitespace().filter_map(|w| w.parse().ok()).collect()
}

/// `g 3 5.6 8` is 5.6 three times, then 8; never more steps than characters.
fn steps(text: &str, most: usize) -> Vec<f32> {
    let mut out = Vec::new();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        if out.len() >= most {
            break;
        }
        if word == "g" {
            let many = words.next().and_then(|w| w.parse::<usize>().ok()).unwrap_or(0);
            let step = words.next().and_then(|w| w.parse().ok()).unwrap_or(0.0);
            out.extend(std::iter::repeat_n(step, many.min(most - out.len())));
        } else if let Ok(step) = word.parse() {
            out.push(step);
        }
    }
    out
}

fn height(area: &Element) -> Option<f32> {
    numbers(&area.first("PhysicalBox")?.text()).get(3).map(|h| h * POINT)
}

/// A path as another part names it: `/` begins at the top, all else beside that part.
fn resolve(from: &str, to: &str) -> String {
    if let Some(whole) = to.strip_prefix('/') {
        return whole.to_owned();
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    for step in to.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            other => steps.push(other),
        }
    }
    // A place may be named from the top without saying so.
    if steps.len() >= 2 && to.starts_with(&format!("{folder}/")) && !folder.is_empty() {
        return to.to_owned();
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::archive::packed;

    fn document(objects: &str) -> Vec<u8> {
        packed(&[
            ("OFD.xml", "<ofd:OFD><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"),
            (
                "Doc_0/Document.xml",
                r#"<ofd:Document><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>"#,
            ),
            (
                "Doc_0/Pages/Page_0/Content.xml",
                &format!("<ofd:Page><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"),
            ),
        ])
    }

    fn words(bytes: &[u8]) -> Vec<String> {
        let layout = OfdDocument.read("甲.ofd", Found::Bytes(bytes)).unwrap();
        let text = layout.text.unwrap();
        layout.lines.iter().map(|l| l.span.of(&text).to_owned()).collect()
    }

    #[test]
    fn characters_stand_where_they_are_put() {
        let objects = r#"<ofd:TextObject Boundary="30 60 150 10" Size="5.6"><ofd:TextCode X="0" Y="5" DeltaX="g 3 5.6">二行文字</ofd:TextCode></ofd:TextObject>
            <ofd:TextObject Boundary="30 40 150 10" Size="5.6"><ofd:TextCode X="0" Y="5" DeltaX="5.6 5.6">一行文</ofd:TextCode><ofd:TextCode X="16.8" Y="5">字</ofd:TextCode></ofd:TextObject>
            <ofd:TextObject Boundary="30 80 150 10" Size="1" CTM="5.6 0 0 5.6 0 0"><ofd:TextCode X="0" Y="1" DeltaX="g 3 1">三行&lt;文</ofd:TextCode></ofd:TextObject>"#;
        assert_eq!(words(&document(objects)), ["一行文字", "二行文字", "三行<文"]);
    }

    #[test]
    fn places_resolve() {
        assert_eq!(resolve("Doc_0/Document.xml", "Pages/P/C.xml"), "Doc_0/Pages/P/C.xml");
        assert_eq!(resolve("Doc_0/Document.xml", "/Doc_0/P.xml"), "Doc_0/P.xml");
        assert_eq!(resolve("Doc_0/Document.xml", "Doc_0/P.xml"), "Doc_0/P.xml");
        assert_eq!(resolve("Doc_0/Document.xml", "../P.xml"), "P.xml");
        assert_eq!(steps("g 99999999 2 7", 3), [2.0, 2.0, 2.0]);
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let told = |bytes: &[u8]| crate::source::read("甲.ofd", bytes).unwrap_err().to_string();
        assert!(told(&document("")).contains("扫描件"));
        assert!(told(&packed(&[("OFD.xml", "<a/>"), ("Encryptions.xml", "<a/>")])).contains("去掉密码"));
        assert!(
            told(&packed(&[("OFD.xml", "<a><DocBody><DocRoot>Doc_0/D.xml</DocRoot></DocBody></a>")]))
                .contains("缺少 Doc_0/D.xml")
        );
    }
}
