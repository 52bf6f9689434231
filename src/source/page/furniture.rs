//! Furniture 页面附属文字: running heads, page numbers and footnotes of pages.
//!
//! A head comes again at the same height on page after page; a page number stands alone at the edge;
//! footnotes stand below the text in smaller letters and open with a mark (`①`, `1`, `[1]`).

use super::{Row, whole};
use crate::source::LineKind;
use std::collections::HashMap;

/// Lines at either end of a page that may be furniture.
const EDGE: usize = 3;

/// A running head is no longer than this.
const LONGEST: usize = 60;

/// Marks the furniture of all pages.
pub(super) fn mark(sheets: &mut [Vec<Row>], heights: &[f32]) {
    heads(sheets, heights);
    let body = body_size(sheets);
    for sheet in sheets {
        footnotes(sheet, body);
    }
}

fn at_edge(row: &Row, height: f32) -> bool {
    row.y < height * 0.14 || row.y > height * 0.86
}

/// What a line says beside numbers, and how high it stands.
fn key(row: &Row, height: f32) -> (String, usize) {
    let words = row.text.chars().filter(|c| !c.is_whitespace() && !c.is_numeric()).collect();
    (words, whole(row.y / height * 100.0))
}

fn edges(sheet: &[Row]) -> Vec<usize> {
    let last = sheet.len().saturating_sub(EDGE).max(EDGE.min(sheet.len()));
    (0..EDGE.min(sheet.len())).chain(last..sheet.len()).collect()
}

fn heads(sheets: &mut [Vec<Row>], heights: &[f32]) {
    let mut seen: HashMap<(String, usize), usize> = HashMap::new();
    for (sheet, height) in sheets.iter().zip(heights) {
        for at in edges(sheet) {
            if at_edge(&sheet[at], *height) {
                *seen.entry(key(&sheet[at], *height)).or_default() += 1;
            }
        }
    }
    let often = (sheets.len() * 3 / 10).max(2);
    for (sheet, height) in sheets.iter_mut().zip(heights) {
        for at in edges(sheet) {
            let row = &sheet[at];
            let near = |by: usize| {
                let (words, y) = key(row, *height);
                seen.get(&(words, y.saturating_add(by).saturating_sub(1))).copied().unwrap_or_default()
            };
            // A hair of difference may fall on either side of a step.
            let times = near(0) + near(1) + near(2);
            if row.kind == LineKind::Physical
                && at_edge(row, *height)
                && row.text.chars().count() <= LONGEST
                && (times >= often || is_page_number(&row.text))
            {
                sheet[at].kind = LineKind::Furniture;
            }
        }
    }
}

/// `— 3 —`, `第3页 共9页`, `3/9`.
fn is_page_number(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    bare.chars().count() <= 12
        && bare.contains(|c: char| c.is_ascii_digit())
        && bare.chars().all(|c| c.is_ascii_digit() || "-—–－─·•/第页共".contains(c))
}

/// The size of most letters.
fn body_size(sheets: &[Vec<Row>]) -> f32 {
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    for row in sheets.iter().flatten().filter(|r| r.kind == LineKind::Physical) {
        *sizes.entry(whole(row.size * 10.0)).or_default() += row.text.chars().count();
    }
    let most = sizes.into_iter().max_by_key(|(size, many)| (*many, *size));
    most.map_or(0.0, |(size, _)| size as f32 / 10.0)
}

fn footnotes(sheet: &mut [Row], body: f32) {
    let text: Vec<usize> = (0..sheet.len()).filter(|i| sheet[*i].kind != LineKind::Furniture).collect();
    let small = |i: &usize| sheet[*i].kind == LineKind::Physical && sheet[*i].size < body * 0.9;
    let notes: Vec<usize> = text.iter().rev().copied().take_while(small).collect();
    let opens = |i: &usize| {
        let first = sheet[*i].text.trim_start().chars().next().unwrap_or(' ');
        first.is_ascii_digit() || ('①'..='⑳').contains(&first) || "[［〔*＊注".contains(first)
    };
    // The topmost line that opens with a mark, and all below it.
    let Some(from) = notes.iter().rposition(opens) else { return };
    if notes.len() < text.len() {
        for at in notes[..=from].iter().copied() {
            sheet[at].kind = LineKind::Furniture;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_no_height_and_rows_beyond_all_bounds_are_read() {
        let row = |y: f32| Row {
            kind: LineKind::Physical,
            x: 0.0,
            y,
            size: 10.0,
            text: "甲市".to_owned(),
            marks: Vec::new(),
        };
        for height in [0.0, f32::MIN_POSITIVE, f32::INFINITY, f32::NAN] {
            for y in [0.0, f32::MAX, f32::INFINITY, f32::NAN, -1.0] {
                mark(&mut [vec![row(y)], vec![row(y), row(1.0)]], &[height, height]);
            }
        }
    }
}
