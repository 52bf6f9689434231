//! Markdown 表格: a table to paste into a document or a page (GitHub's tables).

use super::{Exporter, Sheet};
use serde_json::Value;
use std::io::{self, Write};

/// Tables of Markdown.
pub(super) struct Markdown;

impl Exporter for Markdown {
    fn name(&self) -> &'static str {
        "md"
    }

    fn media_type(&self) -> &'static str {
        "text/markdown; charset=utf-8"
    }

    fn write(&self, sheet: &Sheet<'_>, items: &mut dyn Iterator<Item = Value>, out: &mut dyn Write) -> io::Result<()> {
        let heads = sheet.of.heads_of(sheet.columns);
        writeln!(out, "| {} |", heads.join(" | "))?;
        writeln!(out, "|{}", " --- |".repeat(heads.len()))?;
        for item in items {
            let cells = sheet.of.cells(&item, sheet.site, sheet.columns);
            let cells: Vec<String> = cells.iter().map(|c| escape(c.text())).collect();
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
        Ok(())
    }
}

/// What would end a cell or a row, or be taken for markup, as plain words.
fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\n' => out.push_str("<br>"),
            '\r' => {}
            '|' | '\\' | '`' | '*' | '_' | '<' | '[' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn cells_stay_cells() {
        assert_eq!(escape("任务 | 单位\n甲*乙*"), "任务 \\| 单位<br>甲\\*乙\\*");
        assert_eq!(escape("<b>"), "\\<b>");
    }
}
