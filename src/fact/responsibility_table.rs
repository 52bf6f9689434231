//! Tables of duties 分工表: a column that names who is responsible for what stands in its row.
//!
//! In: a clause that is a table, a row a line (`任务 | 责任单位 | 完成时限`, `新建口袋公园 | 市城管局、各区政府 | 2025年底`).
//! Out: a statement for each such cell, with the role that the head of its column gives. A row with fewer or
//! more cells than the head is read from the right: what spans several rows or columns stands at the left.

use super::Context;
use super::body::Bodies;
use super::responsibility::Statement;
use super::responsibility_note::{Notes, label_role};
use super::table::{HEAD_LINES, cells, place, plain};
use crate::text::Span;
use regex::Regex;

/// Finds the columns; compiled once.
pub(super) struct Tables {
    head: Regex,
}

impl Tables {
    pub(super) fn new() -> Self {
        Self {
            head: super::compiled(
                "^(?:主要|市级|省级|区级|县级|任务|工作)?(?:责任|牵头|主办|配合|协办|参与|参加|支持|实施|承办|落实|主管|负责|协同|监管|指导|考核|承接)+(?:（[^）]*）)?(?:单位|部门|机构|主体|处室|科室|区县|地区)(?:及?（[^）]*）)?$",
            ),
        }
    }

    /// The statements of a table outside of the `taken` spans; nothing for a clause that is none.
    pub(super) fn read(
        &self,
        context: &Context<'_>,
        notes: &Notes,
        bodies: &Bodies,
        taken: &[Span],
    ) -> Vec<(Span, Statement)> {
        if !context.clause().table {
            return Vec::new();
        }
        let text = context.text();
        let (mut start, mut head): (usize, Option<Vec<Span>>) = (0, None);
        let mut out = Vec::new();
        for (at, line) in text.split('\n').enumerate() {
            let row = cells(start, line);
            start += line.len() + 1;
            let Some(names) = &head else {
                if at < HEAD_LINES && row.iter().any(|c| self.head.is_match(&plain(c.of(text)))) {
                    head = Some(row);
                }
                continue;
            };
            for (column, name) in names.iter().enumerate() {
                let title = plain(name.of(text));
                let Some(cell) = place(names.len(), row.len(), column).and_then(|i| row.get(i)) else { continue };
                if !self.head.is_match(&title) || super::covered(taken, *cell) {
                    continue;
                }
                let role = label_role(title.split('（').next().unwrap_or(&title));
                let mut entries = Vec::new();
                for part in parts(*cell, cell.of(text)) {
                    entries.extend(notes.entries(text, part, bodies, Some((role, cell.start))));
                }
                entries.retain(|e| !e.name.text.starts_with(|c: char| !c.is_alphabetic()));
                // What is read from the right may be a task: 开工建设老年大学。
                let task = cell.of(text).ends_with(['。', '；']);
                if row.len() != names.len() && (task || !entries.iter().all(|e| bodies.may_be_body(&e.name.text))) {
                    continue;
                }
                if !entries.is_empty() {
                    let statement = Statement { entries, listed: true, rule: "responsibility/table" };
                    out.push((*cell, statement));
                }
            }
        }
        out
    }
}

/// The parts of a cell that blanks divide: bodies below each other without a mark.
fn parts(cell: Span, words: &str) -> Vec<Span> {
    let mut at = cell.start;
    let mut out = Vec::new();
    for part in words.split(' ') {
        if !part.is_empty() {
            out.push(Span::new(at, at + part.len()));
        }
        at += part.len() + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_divide_into_cells() {
        let line = "新建口袋公园 | 市城管局 各区政府 | 2025年底";
        let found = cells(0, line);
        assert_eq!(found.len(), 3);
        assert_eq!(found[1].of(line), "市城管局 各区政府");
        let names: Vec<&str> = parts(found[1], found[1].of(line)).iter().map(|p| p.of(line)).collect();
        assert_eq!(names, ["市城管局", "各区政府"]);
    }

    #[test]
    fn heads_name_who_is_responsible() {
        let tables = Tables::new();
        for yes in
            ["责任单位", "牵头单位", "主要责任部门", "配合单位", "牵头（责任）单位", "责任单位（列首位为牵头单位）"]
        {
            assert!(tables.head.is_match(yes), "{yes}");
        }
        for no in ["单位", "任务", "责任人", "完成时限", "建设单位"] {
            assert!(!tables.head.is_match(no), "{no}");
        }
    }
}
