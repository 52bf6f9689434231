//! XML: a part of a container as a tree, within limits.
//!
//! Names are local ones (`w:p` is `p`). Only the five entities of XML and character references are
//! resolved, so that a document type can multiply nothing; depth and number of nodes are limited.

use super::ReadError;
use encoding_rs::{Encoding, UTF_8};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

/// Elements may stand this deep in one another.
const DEPTH: usize = 200;

/// Elements and runs of text of one part.
const NODES: usize = 4_000_000;

/// What stands inside an element.
pub(super) enum Child {
    Element(Element),
    Text(String),
}

/// An element with its local name.
#[derive(Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Child>,
}

impl Element {
    /// An attribute by its local name.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// The elements inside.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|c| match c {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The elements inside of one name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |e| e.name == name)
    }

    /// The first element inside of a name.
    pub(super) fn first(&self, name: &str) -> Option<&Element> {
        self.elements().find(|e| e.name == name)
    }

    /// The element at the end of a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter().try_fold(self, |element, name| element.first(name))
    }

    /// The attribute `val` of the element at the end of a path, as Office writes most settings.
    pub(super) fn value(&self, path: &[&str]) -> Option<&str> {
        self.at(path)?.attribute("val")
    }

    /// A switch of Office: there, and not said to be off.
    pub(super) fn is_on(&self, path: &[&str]) -> bool {
        self.at(path).is_some_and(|e| !matches!(e.attribute("val"), Some("0" | "false" | "off")))
    }

    /// All text inside, the elements' included.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        self.push_text(&mut out);
        out
    }

    fn push_text(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Child::Element(element) => element.push_text(out),
                Child::Text(text) => out.push_str(text),
            }
        }
    }
}

/// Reads a part; `of` names the file and its format for messages.
pub(super) fn parse(of: (&str, &'static str), part: &str, bytes: &[u8]) -> Result<Element, ReadError> {
    let (name, format) = of;
    let broken = |why: String| ReadError::Broken {
        name: name.to_owned(),
        format,
        why: format!("里面的 {part} 不是完整的 XML：{why}"),
    };
    let excessive = |what| ReadError::Excessive { name: name.to_owned(), format, what };
    let text = decoded(bytes);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut open: Vec<Element> = vec![Element::default()];
    let mut nodes = 0usize;
    loop {
        let event = reader.read_event().map_err(|why| broken(why.to_string()))?;
        nodes += 1;
        if nodes > NODES {
            return Err(excessive("内容的节点过多"));
        }
        match event {
            Event::Start(tag) if open.len() > DEPTH => {
                drop(tag);
                return Err(excessive("内容嵌套过深"));
            }
            Event::Start(tag) => open.push(element(&tag)),
            Event::Empty(tag) => add(&mut open, Child::Element(element(&tag))),
            Event::End(_) => {
                if open.len() > 1
                    && let Some(closed) = open.pop()
                {
                    add(&mut open, Child::Element(closed));
                }
            }
            Event::Text(words) => push(&mut open, &words.xml10_content()),
            Event::CData(words) => push(&mut open, &words.xml10_content()),
            Event::GeneralRef(sign) => {
                if let Some(c) = resolve(&sign) {
                    push(&mut open, c.encode_utf8(&mut [0; 4]));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    // What was not closed at the end is closed there.
    while open.len() > 1 {
        if let Some(closed) = open.pop() {
            add(&mut open, Child::Element(closed));
        }
    }
    let mut root = open.pop().unwrap_or_default();
    let first = root.children.drain(..).find_map(|c| match c {
        Child::Element(element) => Some(element),
        Child::Text(_) => None,
    });
    first.ok_or_else(|| broken("没有内容".to_owned()))
}

fn resolve(sign: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = sign.resolve_char_ref() {
        return Some(c);
    }
    match &*sign.xml10_content() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

fn element(tag: &BytesStart<'_>) -> Element {
    let mut raw = tag.attributes();
    let attributes = raw.with_checks(false).flatten().map(|a| {
        let value = a.normalized_value(XmlVersion::Implicit1_0).unwrap_or_default();
        (a.key.local_name().as_ref().to_owned(), value.into_owned())
    });
    Element { name: tag.local_name().as_ref().to_owned(), attributes: attributes.collect(), children: Vec::new() }
}

fn add(open: &mut [Element], child: Child) {
    if let Some(last) = open.last_mut() {
        last.children.push(child);
    }
}

fn push(open: &mut [Element], words: &str) {
    let Some(last) = open.last_mut() else { return };
    match last.children.last_mut() {
        Some(Child::Text(text)) => text.push_str(words),
        _ => last.children.push(Child::Text(words.to_owned())),
    }
}

/// The text of a part: by its byte order mark, else by what its first line says, else UTF-8.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let head = &bytes[..bytes.len().min(200)];
    let said = String::from_utf8_lossy(head);
    let label = said.split("encoding=").nth(1).and_then(|t| t.split(['"', '\'']).nth(1));
    let encoding = label.and_then(|l| Encoding::for_label(l.as_bytes())).unwrap_or(UTF_8);
    encoding.decode(bytes).0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Element, ReadError> {
        parse(("甲.docx", "DOCX"), "a.xml", text.as_bytes())
    }

    #[test]
    fn entities_multiply_nothing() {
        let bomb = "<!DOCTYPE a [<!ENTITY x \"甲甲甲甲\"><!ENTITY y \"&x;&x;&x;\">]><a>乙&y;&amp;&#x4e19;</a>";
        assert_eq!(read(bomb).unwrap().text(), "乙&丙");
    }

    #[test]
    fn depth_is_limited_and_what_is_cut_off_is_read() {
        assert!(matches!(read(&"<a>".repeat(100_000)), Err(ReadError::Excessive { .. })));
        assert_eq!(read("<a><b>甲</b><c>乙").unwrap().text(), "甲乙");
        assert!(matches!(read("甲"), Err(ReadError::Broken { .. })));
    }

    #[test]
    fn gb18030_and_utf16_are_decoded() {
        let text = "<?xml version=\"1.0\" encoding=\"GB18030\"?><a>条款</a>";
        let gb = encoding_rs::GB18030.encode(text).0;
        assert_eq!(parse(("a", "OFD"), "a", &gb).unwrap().text(), "条款");
        let wide: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain("<a>条款</a>".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(parse(("a", "OFD"), "a", &wide).unwrap().text(), "条款");
    }
}
