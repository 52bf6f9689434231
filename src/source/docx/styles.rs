//! Styles 样式: what paragraphs inherit: the level of a heading, a list, whether they are of a table of
//! contents.
//!
//! Source: ECMA-376 part 1, §17.7 (`basedOn`), §17.3.1.20 (`outlineLvl`).

use super::numbering::Place;
use crate::source::xml::Element;
use std::collections::HashMap;

/// Styles may be based on one another this often.
const CHAIN: usize = 20;

#[derive(Default)]
struct Style {
    base: Option<String>,
    name: String,
    outline: Option<u8>,
    place: Place,
}

/// All styles of paragraphs.
#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    default: Option<String>,
}

/// What a style makes of a paragraph.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// From 0; 9 and more is text.
    pub(super) outline: Option<u8>,
    pub(super) place: Place,
    pub(super) title: bool,
    pub(super) contents: bool,
    /// The style that names the list.
    pub(super) list_style: Option<String>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(root: &Element) -> Self {
        let mut out = Self::default();
        for style in root.all("style").filter(|s| s.attribute("type") == Some("paragraph")) {
            let Some(id) = style.attribute("styleId") else { continue };
            if matches!(style.attribute("default"), Some("1" | "true" | "on")) {
                out.default = Some(id.to_owned());
            }
            let made = Style {
                base: style.value(&["basedOn"]).map(str::to_owned),
                name: style.value(&["name"]).unwrap_or_default().to_lowercase(),
                outline: style.first("pPr").and_then(outline),
                place: style.first("pPr").map(place).unwrap_or_default(),
            };
            out.styles.insert(id.to_owned(), made);
        }
        out
    }

    /// What the style of a paragraph, or the one of all paragraphs, says.
    pub(super) fn look(&self, id: Option<&str>) -> Look {
        let mut look = Look::default();
        let mut at = id.or(self.default.as_deref());
        for _ in 0..CHAIN {
            let Some((id, style)) = at.and_then(|id| self.styles.get_key_value(id)) else { break };
            look.outline = look.outline.or(style.outline);
            if look.place.list.is_none() && style.place.list.is_some() {
                look.place.list = style.place.list;
                look.list_style = Some(id.clone());
            }
            look.place.level = look.place.level.or(style.place.level);
            look.title |= matches!(style.name.as_str(), "title" | "标题");
            look.contents |= style.name.starts_with("toc ") || style.name.starts_with("目录");
            at = style.base.as_deref();
        }
        look
    }
}

/// The list and level that the properties of a paragraph name.
pub(super) fn place(properties: &Element) -> Place {
    let number = |name: &str| properties.value(&["numPr", name]).and_then(|v| v.trim().parse::<u32>().ok());
    Place { list: number("numId"), level: number("ilvl").map(|n| n as usize) }
}

/// The level of a heading that the properties of a paragraph name.
pub(super) fn outline(properties: &Element) -> Option<u8> {
    properties.value(&["outlineLvl"]).and_then(|v| v.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::xml;

    #[test]
    fn styles_inherit_and_may_go_in_circles() {
        let text = r#"<w:styles>
            <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="甲"><w:name w:val="章"/><w:basedOn w:val="1"/></w:style>
            <w:style w:type="paragraph" w:styleId="a" w:default="1"><w:name w:val="Normal"/><w:basedOn w:val="甲"/></w:style>
            <w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>"#;
        let styles = Styles::read(&xml::parse(("a", "DOCX"), "a", text.as_bytes()).unwrap());
        let look = styles.look(Some("甲"));
        assert_eq!((look.outline, look.place.list, look.list_style.as_deref()), (Some(0), Some(3), Some("1")));
        assert!(styles.look(Some("T")).title && !styles.look(Some("没有")).title);
        assert_eq!(styles.look(None).outline, Some(0));
    }
}
