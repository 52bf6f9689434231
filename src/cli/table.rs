//! Table 表格: rows under each other, aligned by what characters take on a terminal.

use serde_json::Value;
use std::io::{self, Write};

/// Columns with a head, rows, and lines of words under a row.
pub(super) struct Table {
    head: Vec<&'static str>,
    rows: Vec<(Vec<String>, Vec<String>)>,
}

impl Table {
    pub(super) fn new(head: &[&'static str]) -> Self {
        Self { head: head.to_vec(), rows: Vec::new() }
    }

    /// Adds a row, with lines that stand below it, set in.
    pub(super) fn row(&mut self, cells: Vec<String>, below: Vec<String>) {
        self.rows.push((cells, below));
    }

    /// Writes it; the last column is as wide as its words.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut widths: Vec<usize> = self.head.iter().map(|h| width(h)).collect();
        for (cells, _) in &self.rows {
            for (w, cell) in widths.iter_mut().zip(cells) {
                *w = (*w).max(width(cell));
            }
        }
        let head: Vec<String> = self.head.iter().map(|h| (*h).to_owned()).collect();
        line(&head, &widths, out)?;
        for (cells, below) in &self.rows {
            line(cells, &widths, out)?;
            for words in below {
                writeln!(out, "    {words}")?;
            }
        }
        Ok(())
    }
}

fn line(cells: &[String], widths: &[usize], out: &mut dyn Write) -> io::Result<()> {
    let mut text = String::new();
    for (i, (cell, w)) in cells.iter().zip(widths).enumerate() {
        text.push_str(cell);
        if i + 1 < cells.len() {
            text.extend(std::iter::repeat_n(' ', w.saturating_sub(width(cell)) + 2));
        }
    }
    writeln!(out, "{}", text.trim_end())
}

/// Columns on a terminal: East Asian wide and full-width characters take two.
fn width(text: &str) -> usize {
    let wide = |c: char| {
        matches!(u32::from(c), 0x1100..=0x115F | 0x2E80..=0x303E | 0x3041..=0xA4CF | 0xAC00..=0xD7A3
            | 0xF900..=0xFAFF | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1FAFF | 0x20000..=0x3FFFD)
    };
    text.chars().map(|c| if wide(c) { 2 } else { usize::from(!c.is_control()) }).sum()
}

/// The words at a path of a JSON value; empty where there are none.
pub(super) fn text(value: &Value, path: &str) -> String {
    match value.pointer(path) {
        Some(Value::String(s)) => s.clone(),
        Some(Value::Number(n)) => n.to_string(),
        Some(Value::Bool(b)) => b.to_string(),
        Some(Value::Array(all)) => all.iter().map(|v| text(v, "")).collect::<Vec<_>>().join("、"),
        _ => String::new(),
    }
}

/// The list at a path of a JSON value.
pub(super) fn list<'a>(value: &'a Value, path: &str) -> &'a [Value] {
    value.pointer(path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// An answer as the API gives it.
pub(super) fn json(body: &Value, out: &mut dyn Write) -> anyhow::Result<u8> {
    serde_json::to_writer_pretty(&mut *out, body)?;
    writeln!(out)?;
    Ok(0)
}

/// `规上工业总产值 突破 10000亿元`: a target in a few words.
pub(super) fn target(t: &Value) -> String {
    let mark = match text(t, "/comparator").as_str() {
        "ge" => "≥",
        "gt" => ">",
        "le" => "≤",
        "lt" => "<",
        "approx" => "约",
        _ => "",
    };
    let money = text(t, "/unit") == "CNY";
    let number = |path: &str| if money { yuan(&text(t, path)) } else { text(t, path) };
    let upper = if text(t, "/value_max").is_empty() { String::new() } else { format!("—{}", number("/value_max")) };
    let unit = if money { String::new() } else { text(t, "/unit") };
    let per = match text(t, "/per").as_str() {
        "year" => "（每年）",
        "month" => "（每月）",
        "day" => "（每日）",
        _ => "",
    };
    format!("{} {mark}{}{upper}{unit}{per}", text(t, "/indicator"), number("/value"))
}

/// Yuan as officials write it: `20000000` → `2000万元`, `1000000000000` → `10000亿元`.
pub(super) fn yuan(value: &str) -> String {
    let cut = |zeros: usize| {
        let (digits, rest) = value.split_at_checked(value.len().checked_sub(zeros)?)?;
        (!digits.is_empty() && rest.bytes().all(|b| b == b'0')).then_some(digits)
    };
    if let Some(n) = cut(8) {
        format!("{n}亿元")
    } else if let Some(n) = cut(4) {
        format!("{n}万元")
    } else {
        format!("{value}元")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let mut table = Table::new(&["条款", "数"]);
        table.row(vec!["二（三）".to_owned(), "1".to_owned()], vec!["原文".to_owned()]);
        let mut out = Vec::new();
        table.write(&mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "条款      数\n二（三）  1\n    原文\n");
    }

    #[test]
    fn yuan_as_officials_write_it() {
        assert_eq!(yuan("20000000"), "2000万元");
        assert_eq!(yuan("1000000000000"), "10000亿元");
        assert_eq!(yuan("1500"), "1500元");
        assert_eq!(yuan("0"), "0元");
    }
}
