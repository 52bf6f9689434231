//! Numbering 自动编号: the numbers that Word counts and that stand in no text.
//!
//! In: `numbering.xml` and the list and level of each paragraph, in order. Out: `（二）`, `第三条`, `1.`.
//! Source: ECMA-376 part 1, §17.9.

use super::counting;
use crate::source::xml::Element;
use std::collections::{HashMap, HashSet};

/// Characters that the text of a level may have; Word allows 31.
const LONGEST: usize = 64;

/// Levels of a list.
const LEVELS: usize = 9;

/// A list that a paragraph is in, and how deep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) list: Option<u32>,
    pub(super) level: Option<usize>,
}

#[derive(Clone, Default)]
struct Level {
    start: u32,
    manner: String,
    text: String,
    restart: Option<u32>,
    legal: bool,
    glued: bool,
    style: Option<String>,
}

#[derive(Default)]
struct List {
    kind: u32,
    /// Levels written anew, and numbers that begin anew, for this list alone.
    levels: HashMap<usize, Level>,
    starts: HashMap<usize, u32>,
}

/// All lists of a document and how far they are counted.
#[derive(Default)]
pub(super) struct Numbering {
    kinds: HashMap<u32, HashMap<usize, Level>>,
    lists: HashMap<u32, List>,
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    begun: HashSet<(u32, usize)>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(root: &Element) -> Self {
        let id = |e: &Element, name: &str| e.attribute(name).and_then(|v| v.trim().parse::<u32>().ok());
        let mut out = Self::default();
        let mut styled: HashMap<String, u32> = HashMap::new();
        let mut linked: Vec<(u32, String)> = Vec::new();
        for kind in root.all("abstractNum") {
            let Some(number) = id(kind, "abstractNumId") else { continue };
            if let Some(style) = kind.value(&["styleLink"]) {
                styled.insert(style.to_owned(), number);
            }
            if let Some(style) = kind.value(&["numStyleLink"]) {
                linked.push((number, style.to_owned()));
            }
            out.kinds.insert(number, levels(kind));
        }
        for (number, style) in linked {
            let levels = styled.get(&style).and_then(|n| out.kinds.get(n)).cloned();
            if let Some(levels) = levels {
                out.kinds.insert(number, levels);
            }
        }
        for list in root.all("num") {
            let (Some(number), Some(kind)) =
                (id(list, "numId"), list.value(&["abstractNumId"]).and_then(|v| v.trim().parse().ok()))
            else {
                continue;
            };
            let mut made = List { kind, ..List::default() };
            for change in list.all("lvlOverride") {
                let at = id(change, "ilvl").unwrap_or_default() as usize;
                let start = change.value(&["startOverride"]).and_then(|v| v.parse().ok());
                made.starts.extend(start.map(|s| (at, s)));
                made.levels.extend(change.first("lvl").map(|l| (at, level(l))));
            }
            out.lists.insert(number, made);
        }
        out
    }

    fn level(&self, list: u32, at: usize) -> Option<&Level> {
        let list = self.lists.get(&list)?;
        list.levels.get(&at).or_else(|| self.kinds.get(&list.kind)?.get(&at))
    }

    /// The level of a list that is tied to a style of paragraphs.
    pub(super) fn level_of_style(&self, list: u32, style: &str) -> Option<usize> {
        (0..LEVELS).find(|at| self.level(list, *at).is_some_and(|l| l.style.as_deref() == Some(style)))
    }

    /// Counts one paragraph on and gives its number with the blank behind it; none for bullets.
    pub(super) fn next(&mut self, place: Place) -> Option<String> {
        let (number, at) = (place.list?, place.level.unwrap_or_default().min(LEVELS - 1));
        let list = self.lists.get(&number)?;
        let (kind, level) = (list.kind, self.level(number, at)?);
        let again = list.starts.get(&at).copied().filter(|_| !self.begun.contains(&(number, at)));
        let start = level.start;
        let (text, legal, glued, manner) = (level.text.clone(), level.legal, level.glued, level.manner.clone());
        let mut counts = self.counts.get(&kind).copied().unwrap_or_default();
        counts[at] = Some(match (again, counts[at]) {
            (Some(start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => start,
        });
        self.begun.insert((number, at));
        for (below, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = self.level(number, below).and_then(|l| l.restart);
            if restart.is_none_or(|r| r != 0 && at < r as usize) {
                *count = None;
            }
        }
        self.counts.insert(kind, counts);
        if manner == "bullet" {
            return None;
        }
        let words = self.words(number, &text, legal, &counts);
        (!words.trim().is_empty()).then(|| if glued { words } else { words + " " })
    }

    /// The text of a level with its numbers: `%1.%2` is `3.2`.
    fn words(&self, list: u32, text: &str, legal: bool, counts: &[Option<u32>; LEVELS]) -> String {
        let mut out = String::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let place = chars.peek().and_then(|d| d.to_digit(10)).filter(|d| c == '%' && *d > 0);
            let Some(place) = place else {
                out.push(c);
                continue;
            };
            chars.next();
            let at = place as usize - 1;
            let level = self.level(list, at);
            let n = counts[at].or(level.map(|l| l.start)).unwrap_or(1);
            let manner = level.map_or("decimal", |l| l.manner.as_str());
            out.push_str(&counting::write(n, if legal { "decimal" } else { manner }));
        }
        out
    }
}

fn levels(kind: &Element) -> HashMap<usize, Level> {
    let at = |l: &Element| l.attribute("ilvl").and_then(|v| v.trim().parse::<usize>().ok()).unwrap_or_default();
    kind.all("lvl").map(|l| (at(l), level(l))).filter(|(at, _)| *at < LEVELS).collect()
}

fn level(l: &Element) -> Level {
    let number = |name: &str| l.value(&[name]).and_then(|v| v.trim().parse::<u32>().ok());
    Level {
        start: number("start").unwrap_or(0),
        manner: l.value(&["numFmt"]).unwrap_or("decimal").to_owned(),
        text: l.value(&["lvlText"]).unwrap_or_default().chars().take(LONGEST).collect(),
        restart: number("lvlRestart"),
        legal: l.is_on(&["isLgl"]),
        glued: l.value(&["suff"]) == Some("nothing"),
        style: l.value(&["pStyle"]).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::xml;

    fn numbering(inside: &str) -> Numbering {
        Numbering::read(
            &xml::parse(("a", "DOCX"), "a", format!("<w:numbering>{inside}</w:numbering>").as_bytes()).unwrap(),
        )
    }

    fn count(numbering: &mut Numbering, places: &[(u32, usize)]) -> String {
        let next = |(list, level): &(u32, usize)| {
            numbering.next(Place { list: Some(*list), level: Some(*level) }).unwrap_or("-".to_owned()).trim().to_owned()
        };
        places.iter().map(next).collect::<Vec<_>>().join(" ")
    }

    const THREE: &str = r#"<w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/><w:lvlText w:val="%3."/></w:lvl>
        <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%4"/></w:lvl>
        <w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#;

    #[test]
    fn levels_count_and_begin_anew() {
        let mut n = numbering(THREE);
        assert_eq!(
            count(
                &mut n,
                &[(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2), (1, 3), (1, 4), (2, 0), (2, 0), (1, 0)]
            ),
            "一、 （一） （二） 1. 二、 （一） 2. 2.1.1 - 一、 二、 三、"
        );
    }

    #[test]
    fn what_is_not_there_numbers_nothing() {
        let mut n = numbering("");
        assert_eq!(n.next(Place { list: Some(1), level: None }), None);
        assert_eq!(n.next(Place::default()), None);
    }
}
