//! Cells 散落的表格: tables of which every cell became a line of its own, put together again.
//!
//! A program that takes the text out of a page writes each cell on a line (`序号` / `任务` / `责任单位` / `完成时限` / `1` / …).
//! In: pieces, a line each. Out: the same with the rows of such a table as one piece each, cells divided by ` | ` as
//! readers of whole tables do it. Rows are told by their numbers, which run through, or in a table of indicators by their
//! values; which line is whose cell is told by what columns hold (bodies, times, units, words), by the cheapest way to lay
//! them out. What does not fit stays as it is.

use super::element;
use super::number;
use super::piece::{Piece, append};
use crate::source::LineKind;
use crate::text::{MappedText, MappedTextBuilder, Seek, Span};

/// The most columns behind the number, and the most lines of a row.
const COLUMNS: usize = 8;
const LINES: usize = 40;

/// What a row may cost for each of its lines, in tenths: a table whose rows fit worse is none.
const FAIR: usize = 8;

/// What a column holds, by its name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// 责任单位, 牵头部门
    Bodies,
    /// 完成时限
    Time,
    /// 类别: said once for several rows.
    Group,
    /// 指标, 属性: words of a table of indicators
    Name,
    /// 单位 of such a table
    Unit,
    /// 2025年, 目标值: numbers
    Value,
    /// Anything else.
    Words,
}

impl Holds {
    /// Of the name of a column.
    fn named(name: &str) -> Self {
        const BODIES: &[&str] = &["单位", "部门", "牵头", "配合", "责任人", "领导"];
        const TIMES: &[&str] = &["时限", "时间", "期限", "节点", "进度"];
        if TIMES.iter().any(|w| name.has(w)) {
            Self::Time
        } else if BODIES.iter().any(|w| name.has(w)) && !name.has("计量") && name != "单位" {
            Self::Bodies
        } else {
            Self::Words
        }
    }

    /// Of the name of a column in a table of indicators.
    fn of_indicators(name: &str) -> Self {
        const GROUPS: &[&str] = &["类别", "分类", "类型", "领域", "一级指标"];
        const VALUES: &[&str] = &["年", "值", "累计", "增长", "增速"];
        if GROUPS.contains(&name) {
            Self::Group
        } else if name.ends_with("单位") {
            Self::Unit
        } else if VALUES.iter().any(|w| name.has(w)) {
            Self::Value
        } else {
            Self::Name
        }
    }

    /// What it costs, in tenths, that a row has no cell of it.
    const fn missing(self) -> usize {
        match self {
            Self::Group => 2,
            _ => 10,
        }
    }

    /// What it costs, in tenths, that a line is a cell of it.
    fn cost(self, line: &str) -> usize {
        let long = line.chars().count();
        match self {
            Self::Group if is_value(line) => 40,
            // 供应 over 保障: a narrow column
            Self::Group if long > 4 => 12,
            Self::Group => usize::from(long > 2),
            Self::Unit if is_unit(line) => 0,
            Self::Unit => 6 + 4 * long,
            Self::Value if is_value(line) => 0,
            Self::Value => 40,
            Self::Name if is_value(line) => 40,
            Self::Name if is_unit(line) => 8,
            Self::Name => usize::from(long <= 2),
            Self::Bodies if names_bodies(line) => 0,
            Self::Bodies if long <= 16 && !line.ends_with('。') => 6,
            Self::Time if tells_time(line) => 0,
            Self::Time if long <= 8 && !line.ends_with('。') && !names_bodies(line) => 6,
            Self::Words if names_bodies(line) || tells_time(line) => 8,
            Self::Words => 0,
            Self::Bodies | Self::Time => 40,
        }
    }
}

/// 9200, ≥35, 0.2个百分点, —
fn is_value(line: &str) -> bool {
    let signs = line.trim_start_matches(['≥', '≤', '>', '<', '＞', '＜', '[', '〔', '（', '-', '—', '+', '约']);
    line.len() <= 36 && (signs.starts_with(|c: char| c.is_ascii_digit()) || signs.is_empty())
}

/// %, 亿千瓦, 吨标准煤
fn is_unit(line: &str) -> bool {
    const UNITS: &[&str] = &[
        "%",
        "％",
        "‰",
        "元",
        "千瓦",
        "吨",
        "标准煤",
        "亩",
        "公顷",
        "公里",
        "米",
        "个",
        "人",
        "家",
        "万",
        "亿",
        "/",
        "岁",
        "户",
        "张",
        "台",
        "件",
        "项",
        "小时",
        "次",
        "天",
    ];
    line.chars().count() <= 8 && (UNITS.iter().any(|w| line.closes(w)) || line.starts_with(['万', '亿']))
}

/// 市发展改革委、市财政局; 各镇（街道）
fn names_bodies(line: &str) -> bool {
    let bodies = line.split(['、', '，', ' ']).filter(|b| !b.is_empty());
    line.len() <= 240
        && !line.ends_with('。')
        && line.chars().count() >= 2
        && bodies.clone().all(|b| element::is_body_name(b) || b.starts_with('各') && b.chars().count() <= 12)
}

/// 12月底前, 2025年, 长期坚持
fn tells_time(line: &str) -> bool {
    let dated = line.contains(|c: char| c.is_ascii_digit()) && ["年", "月", "日", "季度"].iter().any(|w| line.has(w));
    let lasting = ["长期", "持续", "全年", "常态", "年底", "每年"].iter().any(|w| line.has(w));
    (dated || lasting) && line.chars().count() <= 20 && !line.ends_with('。')
}

/// Puts the rows of tables together whose cells stand on lines of their own.
pub(super) fn join_cells(pieces: &mut Vec<Piece>) {
    let mut at = 0;
    while at < pieces.len() {
        match table_at(pieces, at).or_else(|| indicators_at(pieces, at)) {
            Some(rows) => {
                let end = rows.last().map_or(at, |r| r.end);
                let made: Vec<Piece> = rows.iter().map(|row| row.piece(pieces)).collect();
                let next = at + made.len();
                pieces.splice(at..end, made);
                at = next;
            }
            None => at += 1,
        }
    }
}

/// A row: where its lines end, and the lines of each of its cells.
struct Row {
    end: usize,
    cells: Vec<Vec<usize>>,
}

impl Row {
    fn piece(&self, pieces: &[Piece]) -> Piece {
        let mut words = MappedTextBuilder::default();
        let mut span: Option<Span> = None;
        let start = self.cells.iter().flatten().min().map_or(0, |i| pieces[*i].span.start);
        for (n, cell) in self.cells.iter().enumerate() {
            let at = span.map_or(start, |s| s.end);
            if n > 0 {
                " | ".chars().for_each(|c| words.push(c, at, 0));
            }
            for (m, line) in cell.iter().enumerate() {
                let piece = &pieces[*line];
                if m > 0 && names_bodies(piece.text.as_str()) {
                    words.push(' ', piece.span.start, 0);
                }
                append(&mut words, &piece.text);
                span = Some(span.map_or(piece.span, |s| s.cover(piece.span)));
            }
        }
        let text: MappedText = words.finish();
        let span = span.unwrap_or(Span::new(0, 0));
        let width = 2 * text.as_str().chars().count();
        Piece {
            text,
            span,
            kind: LineKind::TableRow,
            width,
            indent: 0,
            tail: false,
            first: true,
            cut: false,
            level: false,
            alone: false,
        }
    }
}

/// The rows of the table whose head begins at a piece.
fn table_at(pieces: &[Piece], at: usize) -> Option<Vec<Row>> {
    let text = |i: usize| pieces.get(i).map_or("", |p| p.text.as_str());
    if !matches!(text(at), "序号" | "编号") {
        return None;
    }
    // 指　　标
    let name = |t: &str| {
        let mut letters = t.chars().filter(|c| !c.is_whitespace());
        (2..=10).contains(&letters.clone().count())
            && letters.all(|c| c.is_alphabetic() || matches!(c, '（' | '）' | '/' | '、'))
    };
    let columns: Vec<Holds> =
        (at + 1..).map(text).take(COLUMNS + 1).take_while(|t| name(t)).map(Holds::named).collect();
    let first = at + 1 + columns.len();
    if !(2..=COLUMNS).contains(&columns.len()) || text(first) != "1" {
        return None;
    }
    let told = columns.iter().any(|c| matches!(c, Holds::Bodies | Holds::Time));
    let mut rows = vec![Row { end: first, cells: (at..first).map(|i| vec![i]).collect() }];
    let (mut start, mut number) = (first, 1);
    while text(start) == number.to_string() {
        number += 1;
        let next = number.to_string();
        let near = (start + 1..(start + 1 + LINES).min(pieces.len())).take_while(|i| is_line(&pieces[*i]));
        // A cell may hold the next number as well: the one behind a row that fits is looked for.
        let ends = near.clone().filter(|i| text(*i) == next && *i > start + 1);
        let laid = |end: usize| lay(pieces, start + 1..end, &columns, told).map(|cells| (end, cells));
        // The last row ends where its columns do.
        let last = || {
            let far = near.clone().last().map_or(start, |i| i + 1);
            let close = columns.len().min(far - start - 1);
            (start + 1 + close..=far).rev().filter(|end| *end > start + 1).find_map(|end| {
                let (end, rows) = laid(end)?;
                (rows.len() == 1).then_some((end, rows))
            })
        };
        let found = ends.clone().find_map(laid).or_else(|| ends.clone().next().is_none().then(last).flatten());
        let Some((end, cells)) = found else { break };
        for (n, mut cells) in cells.into_iter().enumerate() {
            let end = cells.iter().flatten().max().map_or(end, |i| i + 1);
            cells.insert(0, if n == 0 { vec![start] } else { Vec::new() });
            rows.push(Row { end, cells });
        }
        start = end;
    }
    // The head, and two rows or more.
    (rows.len() > 2).then_some(rows)
}

/// The rows of the table of indicators whose head begins at a piece: 类别 / 指标 / 单位 / 2022年 / 2025年. Its rows have no numbers;
/// what follows a value and is none begins the next.
fn indicators_at(pieces: &[Piece], at: usize) -> Option<Vec<Row>> {
    const OPENS: &[&str] = &["类别", "分类", "指标", "指标名称", "主要指标", "一级指标", "领域"];
    let text = |i: usize| pieces.get(i).map_or("", |p| p.text.as_str());
    if !OPENS.contains(&text(at)) {
        return None;
    }
    let year = |t: &str| t.len() == "2025年".len() && t.starts_with("20") && t.ends_with('年');
    let name = |t: &str| {
        let word = (2..=8).contains(&t.chars().count()) && t.chars().all(|c| c.is_alphabetic() || "（）".contains(c));
        word || year(t)
    };
    let named = |t: &str| ["指标", "单位", "属性", "性质"].iter().any(|w| t.has(w)) || year(t) || t.has("值");
    // The head ends with its last name of a year, a value or an attribute; （下降） goes on with the name above it.
    let near: Vec<usize> = (at..(at + 2 * COLUMNS).min(pieces.len())).take_while(|i| name(text(*i))).collect();
    let far = near.iter().rposition(|i| named(text(*i)) || text(*i).has("累计") || text(*i).has("年均"))?;
    let after = near.get(far + 1).is_some_and(|i| text(*i).starts_with('（'));
    let first = at + far + 1 + usize::from(after);
    let mut names: Vec<Vec<usize>> = Vec::new();
    for i in at..first {
        match names.last_mut().filter(|_| text(i).starts_with('（')) {
            Some(last) => last.push(i),
            None => names.push(vec![i]),
        }
    }
    let columns: Vec<Holds> = names.iter().map(|n| Holds::of_indicators(text(n[0]))).collect();
    let values = columns.iter().filter(|c| **c == Holds::Value).count();
    if !(3..=COLUMNS).contains(&columns.len()) || values == 0 || values == 1 && !columns.contains(&Holds::Unit) {
        return None;
    }
    let cell = |i: &usize| {
        let line = text(*i);
        let figure = line.bytes().all(|b| b.is_ascii_digit());
        // 附件, a date, a signature, the head of another table: the table is over.
        let over = element::is_label(line)
            || element::is_date(line)
            || element::is_body_name(line)
            || matches!(line, "序号" | "编号" | "附件" | "附表");
        line.chars().count() <= 24
            && !over
            && !line.ends_with(['。', '：', '；'])
            && is_line(&pieces[*i])
            && (figure || is_value(line) || number::mark(line).is_none())
    };
    let last = (first..(first + 10 * LINES).min(pieces.len())).take_while(cell).last()?;
    let mut rows = lay(pieces, first..last + 1, &columns, true)?;
    // What stands below the last row with half of its values is none.
    let valued = |row: &Vec<Vec<usize>>| {
        let found = row.iter().zip(&columns).filter(|(cell, c)| **c == Holds::Value && !cell.is_empty()).count();
        found > 0 && found * 2 >= values
    };
    let kept = rows.iter().rposition(valued)? + 1;
    rows.truncate(kept);
    let row = |cells: Vec<Vec<usize>>| Row { end: cells.iter().flatten().max().map_or(first, |i| i + 1), cells };
    (rows.len() >= 2 && rows.iter().all(valued))
        .then(|| std::iter::once(Row { end: first, cells: names }).chain(rows.into_iter().map(row)).collect())
}

/// A line as any other; a page number may be the number of a row.
fn is_line(piece: &Piece) -> bool {
    let figure = piece.text.as_str().bytes().all(|b| b.is_ascii_digit());
    matches!(piece.kind, LineKind::Physical | LineKind::Paragraph) || piece.kind == LineKind::Furniture && figure
}

/// Lays lines out over the columns: the cells of the row, and of rows without a number below it (a task of its own
/// under the same number); none where they do not fit.
fn lay(pieces: &[Piece], lines: std::ops::Range<usize>, columns: &[Holds], told: bool) -> Option<Vec<Vec<Vec<usize>>>> {
    let (count, width) = (lines.len(), columns.len());
    if !told && count != width || count == 0 {
        return None;
    }
    let missing = |of: std::ops::Range<usize>| columns[of].iter().map(|c| c.missing()).sum::<usize>();
    // The cheapest way to have laid the lines so far with the last one in a column: its cost, the column of the line before,
    // and whether a row opens between the two, as a column to the left does.
    let mut ways: Vec<Vec<Option<(usize, usize, bool)>>> = Vec::with_capacity(count);
    for (n, line) in lines.clone().enumerate() {
        let text = pieces[line].text.as_str();
        let way = |column: usize| {
            let own = columns[column].cost(text);
            if n == 0 {
                return Some((own + missing(0..column), column, false));
            }
            let before: &Vec<Option<(usize, usize, bool)>> = &ways[n - 1];
            let step = |last: usize| {
                let (cost, ..) = before[last]?;
                let (more, opens) = match column.cmp(&last) {
                    std::cmp::Ordering::Greater => (missing(last + 1..column), false),
                    // Bodies stand below each other; words run on.
                    std::cmp::Ordering::Equal => (if columns[column] == Holds::Bodies { 0 } else { 9 }, false),
                    std::cmp::Ordering::Less => (missing(last + 1..width) + 5 + missing(0..column), true),
                };
                Some((cost + own + more, last, opens))
            };
            (0..width).filter_map(step).min()
        };
        let next: Vec<_> = (0..width).map(way).collect();
        ways.push(next);
    }
    let closed = |column: usize| Some((ways[count - 1][column]?.0 + missing(column + 1..width), column));
    let (cost, mut column) = (0..width).filter_map(closed).min()?;
    if cost > FAIR * count {
        return None;
    }
    let mut rows = vec![vec![Vec::new(); width]];
    for n in (0..count).rev() {
        let (_, last, opens) = ways[n][column]?;
        if let Some(row) = rows.last_mut() {
            row[column].insert(0, lines.start + n);
        }
        if opens {
            rows.push(vec![Vec::new(); width]);
        }
        column = last;
    }
    rows.reverse();
    Some(rows)
}
