//! Table 表格: words between ruled lines to rows of cells.
//!
//! Upright lines that overlap make a table; a word belongs to the cell whose left and upper lines are
//! nearest, so that merged cells count once, where they begin.

use super::{Row, Rule, Run, lines};
use crate::source::LineKind;
use std::collections::BTreeMap;

/// Words times lines looked at on one page; a page with more is read without its tables.
const EFFORT: usize = 40_000_000;

/// How far apart lines may be that are meant to be one.
const NEAR: f32 = 2.5;

/// Upright and level lines, each `(place, from, to)`.
struct Rules {
    upright: Vec<(f32, f32, f32)>,
    level: Vec<(f32, f32, f32)>,
}

/// A table's place and its edges.
struct Grid {
    top: f32,
    bottom: f32,
    left: f32,
    right: f32,
    columns: Vec<f32>,
    rows: Vec<f32>,
}

/// Rows of tables, and the runs outside of any.
pub(super) fn part(runs: Vec<Run>, rules: &[Rule]) -> (Vec<Row>, Vec<Run>) {
    if rules.len() < 5 || runs.len().saturating_mul(rules.len()) > EFFORT {
        return (Vec::new(), runs);
    }
    let rules = sorted(rules);
    let grids = grids(&rules);
    let mut cells: Vec<BTreeMap<(usize, usize), Vec<Run>>> = grids.iter().map(|_| BTreeMap::new()).collect();
    let mut outside = Vec::new();
    for run in runs {
        let (x, y) = (run.x + run.width / 2.0, run.y - run.size * 0.35);
        match grids.iter().position(|g| g.top < y && y < g.bottom && g.left < x && x < g.right) {
            Some(at) => cells[at].entry(cell(&grids[at], &rules, x, y)).or_default().push(run),
            None => outside.push(run),
        }
    }
    let mut rows = Vec::new();
    for cells in cells {
        rows.extend(written(cells));
    }
    (rows, outside)
}

fn sorted(rules: &[Rule]) -> Rules {
    let mut out = Rules { upright: Vec::new(), level: Vec::new() };
    for r in rules.iter().filter(|r| [r.x0, r.y0, r.x1, r.y1].iter().all(|n| n.is_finite())) {
        let (width, height) = ((r.x1 - r.x0).abs(), (r.y1 - r.y0).abs());
        if width <= NEAR && height > NEAR * 2.0 {
            out.upright.push(((r.x0 + r.x1) / 2.0, r.y0.min(r.y1), r.y0.max(r.y1)));
        } else if height <= NEAR && width > NEAR * 2.0 {
            out.level.push(((r.y0 + r.y1) / 2.0, r.x0.min(r.x1), r.x0.max(r.x1)));
        }
    }
    out.upright.sort_by(|a, b| a.1.total_cmp(&b.1));
    out
}

/// Upright lines that overlap in height are of one table; it needs three of them.
fn grids(rules: &Rules) -> Vec<Grid> {
    let mut groups: Vec<(f32, f32, Vec<f32>)> = Vec::new();
    for (x, from, to) in &rules.upright {
        match groups.last_mut() {
            Some((_, bottom, xs)) if *from <= *bottom + NEAR => {
                *bottom = bottom.max(*to);
                xs.push(*x);
            }
            _ => groups.push((*from, *to, vec![*x])),
        }
    }
    let grid = |(top, bottom, xs): (f32, f32, Vec<f32>)| {
        let columns = edges(xs);
        let (left, right) = (*columns.first()?, *columns.last()?);
        let inside = |l: &&(f32, f32, f32)| l.0 >= top - NEAR && l.0 <= bottom + NEAR && l.2 > left && l.1 < right;
        let rows = edges(rules.level.iter().filter(inside).map(|l| l.0).collect());
        (columns.len() >= 3 && rows.len() >= 2).then_some(Grid { top, bottom, left, right, columns, rows })
    };
    groups.into_iter().filter_map(grid).collect()
}

/// Places in order, those that are near each other once.
fn edges(mut places: Vec<f32>) -> Vec<f32> {
    places.sort_by(f32::total_cmp);
    places.dedup_by(|b, a| *b - *a <= NEAR);
    places
}

/// Row and column of a place: those of the nearest lines left of it and above it that reach it.
fn cell(grid: &Grid, rules: &Rules, x: f32, y: f32) -> (usize, usize) {
    let nearest = |lines: &[(f32, f32, f32)], at: f32, across: f32, from: f32| {
        let reach =
            |l: &&(f32, f32, f32)| l.0 <= at && l.0 >= from - NEAR && l.1 - NEAR <= across && across <= l.2 + NEAR;
        lines.iter().filter(reach).map(|l| l.0).fold(from, f32::max)
    };
    let top = nearest(&rules.level, y, x, grid.top);
    let left = nearest(&rules.upright, x, y, grid.left);
    let index = |edges: &[f32], place: f32| edges.iter().rposition(|e| *e <= place + NEAR).unwrap_or_default();
    (index(&grid.rows, top), index(&grid.columns, left))
}

/// The rows of one table, columns that are empty throughout left out.
fn written(cells: BTreeMap<(usize, usize), Vec<Run>>) -> Vec<Row> {
    let mut columns: Vec<usize> = cells.keys().map(|(_, column)| *column).collect();
    columns.sort_unstable();
    columns.dedup();
    let mut rows: BTreeMap<usize, Vec<(usize, Vec<Run>)>> = BTreeMap::new();
    for ((row, column), runs) in cells {
        rows.entry(row).or_default().push((column, runs));
    }
    let row = |cells: Vec<(usize, Vec<Run>)>| {
        let all = || cells.iter().flat_map(|(_, runs)| runs);
        let (x, y) =
            (all().map(|r| r.x).fold(f32::INFINITY, f32::min), all().map(|r| r.y).fold(f32::INFINITY, f32::min));
        let size = all().map(|r| r.size).fold(0f32, f32::max);
        let kind = if columns.len() >= 2 && cells.len() >= 2 { LineKind::TableRow } else { LineKind::Physical };
        let words = |column: &usize| {
            cells.iter().find(|(c, _)| c == column).map(|(_, runs)| flat(runs.clone())).unwrap_or_default()
        };
        let text = match kind {
            LineKind::TableRow => columns.iter().map(words).collect::<Vec<_>>().join(" | "),
            _ => cells.iter().map(|(c, _)| words(c)).collect(),
        };
        Row { kind, x, y, size, text, marks: Vec::new() }
    };
    rows.into_values().map(row).collect()
}

/// The lines of a cell, run together.
fn flat(mut runs: Vec<Run>) -> String {
    runs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let line = |line: &Vec<Run>| super::row(line).map(|r| r.text).unwrap_or_default();
    lines(runs).iter().map(line).collect()
}
