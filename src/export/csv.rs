//! CSV 表格: a row a fact, for spreadsheets (RFC 4180).
//!
//! UTF-8 with a byte order mark, without which Excel reads Chinese as another encoding; lines end with
//! CR LF. A cell that a spreadsheet would take for a formula (`=1+1`, `@SUM`) gets an apostrophe in
//! front; a plain number (`-324`) is none and stays.

use super::{Exporter, Sheet};
use serde_json::Value;
use std::io::{self, Write};

/// Comma-separated values with Chinese column heads.
pub(super) struct Csv;

impl Exporter for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn media_type(&self) -> &'static str {
        "text/csv; charset=utf-8"
    }

    fn write(&self, sheet: &Sheet<'_>, items: &mut dyn Iterator<Item = Value>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all("\u{feff}".as_bytes())?;
        row(&sheet.of.heads_of(sheet.columns), out)?;
        for item in items {
            let cells = sheet.of.cells(&item, sheet.site, sheet.columns);
            row(&cells.iter().map(super::columns::Cell::text).collect::<Vec<_>>(), out)?;
        }
        Ok(())
    }
}

fn row<T: AsRef<str>>(cells: &[T], out: &mut dyn Write) -> io::Result<()> {
    for (at, text) in cells.iter().enumerate() {
        if at > 0 {
            out.write_all(b",")?;
        }
        cell(text.as_ref(), out)?;
    }
    out.write_all(b"\r\n")
}

fn cell(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let guard = if is_formula(text) { "'" } else { "" };
    if text.contains(['"', ',', '\n', '\r']) {
        write!(out, "\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        write!(out, "{guard}{text}")
    }
}

/// Whether a spreadsheet would compute the cell instead of showing it.
fn is_formula(text: &str) -> bool {
    let number = text.strip_prefix('-').is_some_and(|n| {
        n.starts_with(|c: char| c.is_ascii_digit()) && n.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    });
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_guarded() {
        let mut out = Vec::new();
        row(&["市科委", "a\"b", "一,二", "一\n二", "=1+1", "-324", "-2+3", "@x", "+8"], &mut out).unwrap();
        let line = "市科委,\"a\"\"b\",\"一,二\",\"一\n二\",'=1+1,-324,'-2+3,'@x,'+8\r\n";
        assert_eq!(String::from_utf8(out).unwrap(), line);
    }
}
