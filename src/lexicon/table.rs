//! Table 词表文件: one TSV file, its columns and rows.

use std::path::Path;

/// What is wrong with a table.
#[derive(Debug, thiserror::Error)]
#[error("词表 {table} 第 {line} 行：{what}")]
pub struct LexiconError {
    table: String,
    line: usize,
    what: String,
}

impl LexiconError {
    pub(super) fn unreadable(path: &Path, why: &std::io::Error) -> Self {
        Self {
            table: path.display().to_string(), line: 0, what: format!("读不了这个文件（{why}），请检查路径和权限")
        }
    }
}

/// A word table: named columns, rows of as many cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    name: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    columns: &'a [String],
    cells: &'a [String],
}

impl<'a> Row<'a> {
    /// The cell of a column; empty where the table has no such column.
    pub fn get(self, column: &str) -> &'a str {
        let at = self.columns.iter().position(|c| c == column);
        at.and_then(|i| self.cells.get(i)).map_or("", String::as_str)
    }

    /// The first cell: the word itself.
    pub fn word(self) -> &'a str {
        self.cells.first().map_or("", String::as_str)
    }
}

impl Table {
    /// Reads a table: `#` comments and blank lines are passed over, the first line left names the
    /// columns, cells are divided by tabs; missing cells at the end of a row are empty.
    ///
    /// # Errors
    /// No line of column names, or a row with more cells than columns.
    pub fn parse(name: &str, text: &str) -> Result<Self, LexiconError> {
        let error = |line: usize, what: String| LexiconError { table: name.to_owned(), line, what };
        let mut lines = text
            .trim_start_matches('\u{feff}')
            .lines()
            .enumerate()
            .map(|(i, l)| (i + 1, l.trim_end_matches(['\r', '\n'])))
            .filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty());
        let Some((_, head)) = lines.next() else {
            return Err(error(1, "没有列名行，第一行应是以制表符分隔的列名".to_owned()));
        };
        let columns: Vec<String> = head.split('\t').map(|c| c.trim().to_owned()).collect();
        let mut rows = Vec::new();
        for (line, text) in lines {
            let mut cells: Vec<String> = text.split('\t').map(|c| c.trim().to_owned()).collect();
            if cells.len() > columns.len() {
                return Err(error(line, format!("有 {} 列，应为 {} 列：{text}", cells.len(), columns.len())));
            }
            cells.resize(columns.len(), String::new());
            rows.push(cells);
        }
        Ok(Self { name: name.to_owned(), columns, rows })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { columns: &self.columns, cells })
    }

    /// Puts the rows of `other` behind; a row with the word of an earlier one replaces it.
    pub(super) fn overlay(&mut self, other: Self) -> Result<(), LexiconError> {
        if other.columns != self.columns {
            let what = format!("列名是 {}，应为 {}", other.columns.join("、"), self.columns.join("、"));
            return Err(LexiconError { table: self.name.clone(), line: 1, what });
        }
        for row in other.rows {
            match self.rows.iter_mut().find(|r| r.first() == row.first()) {
                Some(old) => *old = row,
                None => self.rows.push(row),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_rows_by_column() {
        let table = Table::parse("t", "# 出处\nword\tunit\n万元\tCNY\n套\n").unwrap();
        let rows: Vec<_> = table.rows().map(|r| (r.word(), r.get("unit"), r.get("none"))).collect();
        assert_eq!(rows, [("万元", "CNY", ""), ("套", "", "")]);
    }

    #[test]
    fn names_the_line_that_does_not_fit() {
        let why = Table::parse("t", "word\nA\tB\n").unwrap_err().to_string();
        assert_eq!(why, "词表 t 第 2 行：有 2 列，应为 1 列：A\tB");
        assert!(Table::parse("t", "# nothing\n").is_err());
    }

    #[test]
    fn overlay_replaces_and_adds() {
        let mut table = Table::parse("t", "word\tunit\n家\ta\n").unwrap();
        table.overlay(Table::parse("t", "word\tunit\n家\tb\n户\tc\n").unwrap()).unwrap();
        assert_eq!(table.rows().map(|r| r.get("unit").to_owned()).collect::<Vec<_>>(), ["b", "c"]);
        assert!(table.overlay(Table::parse("t", "word\nx\n").unwrap()).is_err());
    }
}
