//! Page 版面: characters with places on pages to lines, for formats that keep no paragraphs (PDF, OFD).
//!
//! In: runs of text and ruled lines of each page, `y` growing downwards, in any unit. Out: physical lines
//! with the blanks of their indent, rows of ruled tables, and as furniture what pages have around the text:
//! running heads, page numbers (`— 3 —`), footnotes. Pages are parted by a form feed. Which lines make a
//! paragraph is the business of `outline`.

// Places on paper; no money is counted here.
#![allow(clippy::float_arithmetic)]

mod furniture;
mod table;

use super::{Layout, Line, LineKind};
use crate::text::Span;

/// Characters that stand together on a page.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Left end and base line.
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    /// Size of the letters.
    pub(super) size: f32,
    pub(super) text: String,
}

/// A ruled line, upright or level.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) x0: f32,
    pub(super) y0: f32,
    pub(super) x1: f32,
    pub(super) y1: f32,
}

/// A page as drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) height: f32,
    pub(super) runs: Vec<Run>,
    pub(super) rules: Vec<Rule>,
}

/// A line of a page.
#[derive(Debug)]
struct Row {
    kind: LineKind,
    x: f32,
    y: f32,
    size: f32,
    text: String,
    /// Marks of notes, set high and small: no words of the line.
    marks: Vec<Span>,
}

/// Puts pages together.
pub(super) fn layout(pages: &[Page]) -> Layout {
    let mut sheets: Vec<Vec<Row>> = pages.iter().map(rows).collect();
    let heights: Vec<f32> = pages.iter().map(|p| p.height).collect();
    furniture::mark(&mut sheets, &heights);
    let mut out = Layout::default();
    let mut text = String::new();
    for (at, sheet) in sheets.iter().enumerate() {
        if at > 0 {
            text.push('\u{0c}');
        }
        let body = || sheet.iter().filter(|r| r.kind == LineKind::Physical);
        let left = body().map(|r| r.x).fold(f32::INFINITY, f32::min);
        for row in sheet {
            let start = text.len();
            if row.kind == LineKind::Physical {
                let ems = (row.x - left) / (row.size / 2.0);
                text.extend(std::iter::repeat_n(' ', whole(ems).min(60)));
            }
            let words = text.len();
            text.push_str(&row.text);
            out.lines.push(Line { span: Span::new(start, text.len()), kind: row.kind });
            out.hidden.extend(row.marks.iter().map(|m| Span::new(words + m.start, words + m.end)));
            text.push('\n');
        }
    }
    out.text = Some(text);
    out
}

/// The lines and rows of one page from top to bottom.
fn rows(page: &Page) -> Vec<Row> {
    let mut runs: Vec<Run> = page.runs.iter().filter(|r| !r.text.trim().is_empty() && sound(r)).cloned().collect();
    runs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let (inside, outside) = table::part(runs, &page.rules);
    let mut out: Vec<Row> = lines(outside).iter().filter_map(|l| row(l)).collect();
    out.extend(inside);
    out.sort_by(|a, b| a.y.total_cmp(&b.y));
    out
}

fn sound(run: &Run) -> bool {
    [run.x, run.y, run.width, run.size].iter().all(|n| n.is_finite() && n.abs() < 1e6) && run.size > 0.0
}

/// Runs in order of their base lines to lines, each from left to right.
fn lines(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut out: Vec<Vec<Run>> = Vec::new();
    let mut size = 0f32;
    let mut base = f32::NEG_INFINITY;
    for run in runs {
        size = size.max(run.size);
        if run.y - base > size * 0.5 || out.is_empty() {
            (base, size) = (run.y, run.size);
            out.push(Vec::new());
        } else if run.size > size * 0.8 {
            // The line goes by its letters, not by a mark set higher.
            base = run.y;
        }
        if let Some(last) = out.last_mut() {
            last.push(run);
        }
    }
    for line in &mut out {
        line.sort_by(|a, b| a.x.total_cmp(&b.x));
        // Bold that is made by drawing twice.
        line.dedup_by(|b, a| {
            a.text == b.text && (a.x - b.x).abs() < a.size * 0.25 && (a.y - b.y).abs() < a.size * 0.25
        });
    }
    out
}

/// One line with the blanks between its runs.
fn row(line: &[Run]) -> Option<Row> {
    let first = line.first()?;
    let size = line.iter().map(|r| r.size).fold(0f32, f32::max);
    let base = line.iter().filter(|r| r.size > size * 0.8).map(|r| r.y).fold(f32::NEG_INFINITY, f32::max);
    let mut row = Row { kind: LineKind::Physical, x: first.x, y: base, size, text: String::new(), marks: Vec::new() };
    let mut end = first.x;
    for run in line {
        let blanks = whole((run.x - end) / (size / 2.0) + 0.3).min(80);
        row.text.extend(std::iter::repeat_n(' ', blanks));
        let start = row.text.len();
        row.text.extend(run.text.chars().map(|c| if c.is_control() { ' ' } else { c }));
        let raised = run.size < size * 0.8 && run.y < base - size * 0.12;
        if raised && run.text.chars().all(|c| c.is_ascii_digit() || "①②③④⑤⑥⑦⑧⑨⑩[]〔〕［］*＊".contains(c))
        {
            row.marks.push(Span::new(start, row.text.len()));
        }
        end = end.max(run.x + run.width);
    }
    let all_marks = row.marks.iter().map(|m| m.len()).sum::<usize>() == row.text.trim().len();
    if all_marks {
        row.marks.clear();
    }
    Some(row)
}

/// A length as a whole number, never negative.
fn whole(n: f32) -> usize {
    // Saturates; not a number is 0.
    n as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words from left to right at a place, a run a character.
    fn words(page: &mut Page, x: f32, y: f32, size: f32, text: &str) {
        for (i, c) in text.chars().enumerate() {
            page.runs.push(Run { x: x + size * i as f32, y, width: size, size, text: c.to_string() });
        }
    }

    fn shown(layout: &Layout) -> Vec<(LineKind, String)> {
        let text = layout.text.as_deref().unwrap();
        layout.lines.iter().map(|l| (l.kind, l.span.of(text).to_owned())).collect()
    }

    #[test]
    fn lines_indents_and_marks() {
        let mut page = Page { height: 800.0, ..Page::default() };
        words(&mut page, 100.0, 130.0, 16.0, "推进改革。");
        words(&mut page, 132.0, 100.0, 16.0, "一、目标");
        words(&mut page, 100.0, 160.0, 16.0, "责任");
        words(&mut page, 132.0, 153.0, 8.0, "1");
        words(&mut page, 140.0, 160.0, 16.0, "单位");
        words(&mut page, 100.3, 160.0, 16.0, "责任");
        let layout = layout(&[page]);
        use LineKind::Physical;
        let expected = [(Physical, "    一、目标"), (Physical, "推进改革。"), (Physical, "责任1单位")];
        assert_eq!(shown(&layout), expected.map(|(k, t)| (k, t.to_owned())));
        assert_eq!(layout.hidden.len(), 1);
        assert_eq!(layout.hidden[0].of(layout.text.as_deref().unwrap()), "1");
    }

    #[test]
    fn heads_numbers_and_footnotes_are_furniture() {
        let mut pages = Vec::new();
        for n in 1..=3 {
            let mut page = Page { height: 800.0, ..Page::default() };
            words(&mut page, 200.0, 40.0, 9.0, "某市人民政府公报");
            for line in 0..20 {
                let own = ["甲", "乙", "丙"][n - 1].repeat(8);
                words(&mut page, 100.0, 100.0 + 25.0 * line as f32, 16.0, &own);
            }
            words(&mut page, 100.0, 700.0, 9.0, "①指标以统计口径为准");
            words(&mut page, 300.0, 770.0, 14.0, &format!("—{n}—"));
            pages.push(page);
        }
        let layout = layout(&pages);
        let left: Vec<_> = shown(&layout).into_iter().filter(|(k, _)| *k == LineKind::Furniture).collect();
        assert_eq!(left.len(), 9, "{left:?}");
        assert_eq!(layout.text.unwrap().matches('\u{0c}').count(), 2);
    }

    #[test]
    fn ruled_tables_are_rows() {
        let mut page = Page { height: 800.0, ..Page::default() };
        words(&mut page, 100.0, 90.0, 10.0, "附表");
        for (x, y, t) in [
            (110.0, 115.0, "任务"),
            (210.0, 115.0, "单位"),
            (110.0, 135.0, "推进改革"),
            (110.0, 147.0, "开放"),
            (210.0, 140.0, "市科委"),
        ] {
            words(&mut page, x, y, 10.0, t);
        }
        for x in [100.0, 200.0, 300.0] {
            page.rules.push(Rule { x0: x, y0: 100.0, x1: x, y1: 155.0 });
        }
        for y in [100.0, 120.0, 155.0] {
            page.rules.push(Rule { x0: 100.0, y0: y, x1: 300.0, y1: y });
        }
        use LineKind::{Physical, TableRow};
        let expected = [(Physical, "附表"), (TableRow, "任务 | 单位"), (TableRow, "推进改革开放 | 市科委")];
        assert_eq!(shown(&layout(&[page])), expected.map(|(k, t)| (k, t.to_owned())));
    }

    #[test]
    fn nonsense_is_borne() {
        let runs = [f32::NAN, f32::INFINITY, -1e30, 0.0, 1.0].map(|n| Run {
            x: n,
            y: n,
            width: n,
            size: n,
            text: "甲".to_owned(),
        });
        let rules = vec![Rule { x0: f32::NAN, y0: 0.0, x1: f32::INFINITY, y1: f32::NAN }; 9];
        layout(&[Page { height: f32::NAN, runs: runs.to_vec(), rules }, Page::default()]);
    }
}
