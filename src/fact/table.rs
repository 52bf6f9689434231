//! Table 表格: the columns of a clause that is a table, by the names in its head.
//!
//! In: a table's text, a row a line, cells divided by ` | ` (`指标 | 单位 | 2025年`). Out: its head and its
//! rows as spans; a row with fewer or more cells than the head is read from the right, as what spans several rows
//! stands at the left, and so does what one name of the head spans. What the columns mean is left to the fields.

use crate::text::Span;

/// What divides the cells of a row.
const DIVIDER: char = '|';

/// How many lines may stand before the head or be part of it.
pub(super) const HEAD_LINES: usize = 3;

/// A table with a known head.
pub(super) struct Grid {
    /// The cells of the head.
    pub(super) head: Vec<Span>,
    /// The cells of the rows below it.
    pub(super) rows: Vec<Vec<Span>>,
}

impl Grid {
    /// The rows below the first of the first lines of which a cell is a `head` that is looked for.
    pub(super) fn read(text: &str, is_head: impl Fn(&str) -> bool) -> Option<Self> {
        let (mut start, mut head, mut rows) = (0, None, Vec::new());
        for (at, line) in text.split('\n').enumerate() {
            let row = cells(start, line);
            start += line.len() + 1;
            if head.is_some() {
                rows.push(row);
            } else if at >= HEAD_LINES {
                return None;
            } else if row.len() > 1 && row.iter().any(|c| is_head(&plain(c.of(text)))) {
                head = Some(row);
            }
        }
        let mut head = head?;
        // 乡镇 | 任务 | 备注 |: a bar at the end opens no cell.
        while head.len() > 1 && head.last().is_some_and(|c| c.is_empty()) {
            head.pop();
        }
        for row in &mut rows {
            while row.len() > head.len() && row.last().is_some_and(|c| c.is_empty()) {
                row.pop();
            }
        }
        Some(Self { head, rows })
    }

    /// The cells below the columns whose head fits.
    pub(super) fn below(&self, text: &str, is_head: impl Fn(&str) -> bool) -> Vec<Span> {
        let columns = self.head.iter().enumerate().filter(|(_, c)| is_head(&plain(c.of(text)))).map(|(at, _)| at);
        let columns: Vec<usize> = columns.collect();
        self.rows.iter().flat_map(|row| columns.iter().filter_map(|at| self.cell(row, *at))).collect()
    }

    /// The cell of a row that stands in a column.
    pub(super) fn cell(&self, row: &[Span], column: usize) -> Option<Span> {
        place(self.head.len(), row.len(), column).and_then(|i| row.get(i)).copied()
    }
}

/// Which cell of a row stands in a column, where row and head need not be as long: counted from the right.
pub(super) fn place(head: usize, row: usize, column: usize) -> Option<usize> {
    (column + row).checked_sub(head)
}

/// The cells of a row.
pub(super) fn cells(start: usize, line: &str) -> Vec<Span> {
    let mut at = start;
    let cell = |words: &str| {
        let lead = words.len() - words.trim_start().len();
        let span = Span::new(at + lead, at + lead + words.trim().len());
        at += words.len() + DIVIDER.len_utf8();
        span
    };
    line.split(DIVIDER).map(cell).collect()
}

/// A head without blanks: 责 任 单 位.
pub(super) fn plain(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_divide_into_cells() {
        let text = "任务 | 责任单位 | 时限\n新建口袋公园 | 市城管局 | 2025年底\n市园林局 | 2026年底";
        let grid = Grid::read(text, |c| c == "时限").unwrap();
        assert_eq!(grid.head.len(), 3);
        assert_eq!(grid.cell(&grid.rows[0], 1).unwrap().of(text), "市城管局");
        assert_eq!(grid.cell(&grid.rows[1], 2).unwrap().of(text), "2026年底");
        assert!(grid.cell(&grid.rows[1], 0).is_none());
        assert_eq!((place(3, 5, 2), place(3, 2, 0)), (Some(4), None));
        assert_eq!(grid.below(text, |c| c == "时限").len(), 2);
        let line = "年接待游客 | | 800";
        assert_eq!(cells(0, line).iter().map(|c| c.of(line)).collect::<Vec<_>>(), ["年接待游客", "", "800"]);
    }
}
