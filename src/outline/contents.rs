//! Contents 目录: what stands between 目录 and the text, and the headings that it names.
//!
//! A table of contents is told by its lines coming again further below. Where a text lost its line
//! ends, its contents also tell where the headings of its sections end: `目录第一章总体要求第二章…`.

use super::number;
use super::paragraph::Paragraph;
use crate::source::LineKind;
use crate::text::{Seek, is_letter};
use std::collections::HashSet;

/// The longest line of contents, in characters.
const LONGEST: usize = 60;
/// More entries than any table has.
const MOST: usize = 400;

/// Letters and digits alone, without the page number at the end.
fn bare(text: &str) -> String {
    let words = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let words = if words.ends_with(['…', '.', '·', '。', ' ', '-', '—']) { words } else { text };
    words.chars().filter(|c| is_letter(*c)).collect()
}

/// Marks the lines of tables of contents as furniture.
pub(super) fn drop_contents(paragraphs: &mut [Paragraph]) {
    let heads: Vec<usize> = (0..paragraphs.len()).filter(|i| is_head(paragraphs[*i].as_str())).take(4).collect();
    for at in heads {
        let glued = paragraphs[at].as_str().strip_prefix("目录").is_some_and(|t| number::mark(t).is_some());
        paragraphs[at].kind = LineKind::Furniture;
        if glued {
            continue;
        }
        let lines: Vec<String> = paragraphs[at + 1..]
            .iter()
            .take(MOST)
            .map(Paragraph::as_str)
            .take_while(|t| t.chars().count() <= LONGEST && !t.ends_with('。'))
            .map(bare)
            .collect();
        // The first line that comes again is where the text begins.
        let mut seen: HashSet<&str> = HashSet::new();
        let run = lines.iter().take_while(|l| seen.insert(l.as_str())).count();
        let later: HashSet<String> = paragraphs[at + 1 + run..].iter().map(|p| opening(p.as_str())).collect();
        let entries = lines[..run].iter().take_while(|l| l.is_empty() || later.contains(*l)).count();
        if entries >= 2 {
            paragraphs[at + 1..=at + entries].iter_mut().for_each(|p| p.kind = LineKind::Furniture);
        }
    }
}

/// 目录, and 目录 with its lines run together behind it.
fn is_head(text: &str) -> bool {
    let glued = |rest: &str| number::mark(rest).is_some_and(|m| m.value == 1);
    text == "目录" || text == "目次" || text.strip_prefix("目录").is_some_and(glued)
}

/// What a paragraph opens with, as its line in the contents would have it.
fn opening(text: &str) -> String {
    let line = text.split('。').next().unwrap_or_default();
    if line.chars().count() > LONGEST { String::new() } else { line.chars().filter(|c| is_letter(*c)).collect() }
}

/// The contents of a text that lost its line ends: where they stand, and what they name.
#[derive(Debug, Default)]
pub(super) struct Glued {
    pub(super) start: usize,
    pub(super) end: usize,
    entries: HashSet<String>,
}

impl Glued {
    /// `…（此件公开发布）某市规划目录第一章总体要求第一节…某市规划为…。第一章总体要求…`
    pub(super) fn find(text: &str) -> Option<Self> {
        let start = text.place("目录")?;
        let first = start + "目录".len();
        number::mark(&text[first..]).filter(|m| m.value == 1)?;
        let marks: Vec<usize> = text[first..]
            .char_indices()
            .take_while(|(_, c)| !matches!(c, '。' | '；'))
            .map(|(n, _)| first + n)
            .filter(|at| number::mark(&text[*at..]).is_some())
            .take(MOST)
            .collect();
        let opening = &text[first..*marks.get(1)?];
        let again = text[first + opening.len()..].find(opening).map(|n| first + opening.len() + n)?;
        let mut entries = HashSet::new();
        let mut end = first;
        for (n, at) in marks.iter().enumerate().take_while(|(_, at)| **at < again) {
            let next = marks.get(n + 1).copied().filter(|next| *next < again);
            // The last entry has no number behind it: it is as long as it comes again.
            let to = next.or_else(|| {
                let ends = text[*at..again].char_indices().take(LONGEST).map(|(i, c)| at + i + c.len_utf8());
                ends.take_while(|to| text[again..].contains(&text[*at..*to])).last()
            })?;
            entries.insert(text[*at..to].to_owned());
            end = to;
        }
        Some(Self { start, end, entries })
    }

    /// The end of the heading at the head of `text`, if the contents name it.
    pub(super) fn heading(&self, text: &str) -> Option<usize> {
        let ends = text.char_indices().take(LONGEST).map(|(i, c)| i + c.len_utf8());
        ends.filter(|end| self.entries.contains(&text[..*end])).last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contents_of_a_glued_text_name_its_headings() {
        let text = "某市规划目录第一章发展基础第一节主要成效第二章保障措施某市规划为加快发展，制定本规划。第一章发展基础基础稳固。第一节主要成效成效明显。第二章保障措施保障有力。";
        let found = Glued::find(text).unwrap();
        assert_eq!(&text[found.start..found.end], "目录第一章发展基础第一节主要成效第二章保障措施");
        assert_eq!(found.heading("第一节主要成效成效明显。"), Some("第一节主要成效".len()));
        assert!(found.heading("第三章其他").is_none() && Glued::find("目录学一章").is_none());
    }
}
