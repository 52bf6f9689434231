//! Tables of indicators 指标表: `指标名称 | 单位 | 2020年 | 2025年`, a target for each value that is to come.
//!
//! In: a clause that is a table and the values in it. Out: a target for each number in a column whose head
//! names a year to come or 目标; its unit from the cell, from the 单位 column or from the name's bracket
//! (`森林覆盖率（%）`). Columns of 现状, 基期 and of years that are over tell results and are left out. Where tasks
//! are dealt out (任务分解表), a target for each number beside what it counts (`新增就业人数（人） | 1300`) and for each
//! place that takes its part of it (`甲镇280 乙乡15`).

use super::table::{Grid, plain};
use super::target_value::{Written, written};
use super::{Change, Comparator, Context, Fact, Per, Says, Target, TargetKind};
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span};
use jiff::civil::Date;
use regex::Regex;
use rust_decimal::Decimal;

/// How the values of a column move.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Moves {
    /// 2025年: what is reached
    None,
    /// 年均增长
    Yearly,
    /// 累计增长
    Overall,
}

/// Finds the columns; compiled once.
pub(super) struct Indicators {
    name: Regex,
    unit: Regex,
    value: Regex,
    told: Regex,
    bracket: Regex,
    number: Regex,
    dealt: Regex,
    counted: Regex,
    shared: Regex,
}

impl Indicators {
    pub(super) fn new() -> Self {
        Self {
            name: super::compiled("^(?:主要|具体|核心|三级|二级|规划|发展|考核)*指标(?:名称|内容|项目|体系)?$"),
            unit: super::compiled("^(?:计量)?单位$"),
            value: super::compiled(
                "^(?:到)?(20[0-9]{2})年?(?:底|末)?(?:的?(?:规划|预期|工作)?目标(?:值)?|规划值|预期值|预期)?(?:（[^）]*）)?$|^(?:规划|预期|年度|发展|总体)?目标(?:值)?$|^(?:规划|预期|目标|计划)值$|^累计(?:增长|增加|提高)(?:（[^）]*）)?$|^年均(?:增长|增速)?(?:（[^）]*）)?(?:（[^）]*）|［[^］]*］|\\[[^\\]]*\\])?$",
            ),
            told: super::compiled("现状|基期|实际|基准|完成情况|现值|基数"),
            bracket: super::compiled("（([^（）]{1,8})）"),
            number: super::compiled("^(?:（?[0-9一二三四五六七八九十]{1,3}[）.．、])+\\s*|[▲★※*＊#]+"),
            dealt: super::compiled("^(?:年度|工作|目标|任务|计划|分解|情况|数)+$"),
            counted: super::compiled("^([^（）0-9]{2,30})（((?:万|亿)?[^（）0-9]{1,4})）$"),
            shared: super::compiled("\\s*([^0-9|，。；、（）]{2,12}?)\\s*([0-9]+(?:\\.[0-9]+)?)"),
        }
    }

    /// The targets of a table; nothing for a clause that is none.
    pub(super) fn read(&self, context: &Context<'_>) -> Vec<Fact> {
        let clause = context.clause();
        if !clause.table {
            return Vec::new();
        }
        let text = context.text();
        let Some(grid) = Grid::read(text, |c| self.name.is_match(c)) else { return self.dealt(context) };
        let heads: Vec<String> = grid.head.iter().map(|c| plain(c.of(text))).collect();
        let Some(name_at) = heads.iter().rposition(|h| self.name.is_match(h)) else { return Vec::new() };
        let unit_at = heads.iter().position(|h| self.unit.is_match(h));
        let over = self.over(context, &heads);
        let mut columns: Vec<(usize, Option<Date>, Moves)> =
            heads.iter().enumerate().filter_map(|(at, h)| self.column(over, at, h)).collect();
        // 2025年 | 累计增长: what it grows by until then
        let last = columns.iter().filter_map(|c| c.1).max();
        for column in columns.iter_mut().filter(|c| c.2 == Moves::Overall) {
            column.1 = last;
        }
        let mut out = Vec::new();
        for row in &grid.rows {
            let Some(name) = grid.cell(row, name_at) else { continue };
            let named = self.number.replace_all(name.of(text), "").into_owned();
            let unit = unit_at.and_then(|at| grid.cell(row, at)).map(|c| plain(c.of(text))).filter(|u| !u.is_empty());
            let unit = unit.or_else(|| self.bracket.captures(&named)?.get(1).map(|m| m.as_str().to_owned()));
            let indicator = plain(&self.bracket.replace(&named, ""));
            if indicator.chars().count() < 2 {
                continue;
            }
            for (at, by, moves) in &columns {
                let Some(cell) = grid.cell(row, *at) else { continue };
                out.extend(fact(context, cell, (name, &indicator), unit.as_deref(), (*by, *moves)));
            }
        }
        out
    }

    /// The targets of a table in which tasks are dealt out: 城镇新增就业人数（人） | 1300 | 甲镇280 乙乡15.
    fn dealt(&self, context: &Context<'_>) -> Vec<Fact> {
        let text = context.text();
        let Some(grid) = Grid::read(text, |c| self.dealt.is_match(c)) else { return Vec::new() };
        let mut out = Vec::new();
        for row in &grid.rows {
            for (at, cell) in row.iter().enumerate() {
                let Some(found) = self.counted.captures(cell.of(text)) else { continue };
                let (name, unit) = (plain(&found[1]), plain(&found[2]));
                let Some(total) = row.get(at + 1) else { continue };
                let whole = fact(context, *total, (*cell, &name), Some(&unit), (None, Moves::None));
                let Some(whole) = whole else { continue };
                out.push(whole);
                if let Some(parts) = row.get(at + 2) {
                    out.extend(self.shares(context, *parts, &name, &unit));
                }
            }
        }
        out
    }

    /// What each place takes of a task: 甲镇280 乙乡15; nothing where a cell holds other words too.
    fn shares(&self, context: &Context<'_>, cell: Span, name: &str, unit: &str) -> Vec<Fact> {
        let words = cell.of(context.text());
        let (mut end, mut out) = (0, Vec::new());
        for found in self.shared.captures_iter(words) {
            let (Some(all), Some(place), Some(number)) = (found.get(0), found.get(1), found.get(2)) else { continue };
            if all.start() != end {
                return Vec::new();
            }
            end = all.end();
            let span = |m: regex::Match<'_>| Span::new(cell.start + m.start(), cell.start + m.end());
            let named = format!("{}{name}", plain(place.as_str()));
            // 5张家乡: the number alone, whatever unit it would make with what follows
            let mut mention = Mention::at(MentionKind::Number, span(number), "target/table");
            mention.value = number.as_str().parse().ok();
            let Some(value) = written(context.text(), &mention) else { continue };
            let target = Says::Target(goal(context, &named, value, Some(unit)));
            out.push(Fact::stated(target, span(place).cover(mention.span), mention.span, "target/table"));
        }
        if end == words.len() { out } else { Vec::new() }
    }

    /// A column of values to come: its place, its last day, how its values move.
    fn column(&self, over: i16, at: usize, head: &str) -> Option<(usize, Option<Date>, Moves)> {
        if self.told.is_match(head) {
            return None;
        }
        let found = self.value.captures(head)?;
        let year: Option<i16> = found.get(1).and_then(|m| m.as_str().parse().ok());
        let by = year.and_then(|y| Date::new(y, 12, 31).ok());
        let past = year.is_some_and(|y| y < over);
        let moves = if head.starts_with("年均") {
            Moves::Yearly
        } else if head.starts_with("累计") {
            Moves::Overall
        } else {
            Moves::None
        };
        (!past).then_some((at, by, moves))
    }

    /// The first year that is to come: that of the document; where it names none, the first of the table's own is where
    /// things stood (2015年 | 2020年), unless a column says so (现状).
    fn over(&self, context: &Context<'_>, heads: &[String]) -> i16 {
        if !context.undated {
            return context.today.year();
        }
        let year = |h: &String| self.value.captures(h)?.get(1)?.as_str().parse::<i16>().ok();
        let mut years: Vec<i16> = heads.iter().filter_map(year).collect();
        years.sort_unstable();
        years.dedup();
        let told = heads.iter().any(|h| self.told.is_match(h));
        match years.as_slice() {
            [_, next, ..] if !told => *next,
            [first, ..] => *first,
            [] => context.today.year(),
        }
    }
}

/// The last day of the year that a head opens with: 2025年任务.
pub(super) fn year_of(head: &str) -> Option<Date> {
    let year = head.split_once('年').map(|(year, _)| year).filter(|year| year.len() == 4)?;
    Date::new(year.parse().ok()?, 12, 31).ok()
}

/// The target of one cell that holds one number.
pub(super) fn fact(
    context: &Context<'_>,
    cell: Span,
    name: (Span, &str),
    unit: Option<&str>,
    time: (Option<Date>, Moves),
) -> Option<Fact> {
    let text = context.text();
    let values = context.values();
    let from = values.partition_point(|m| m.span.start < cell.start);
    let counted = [MentionKind::Number, MentionKind::Quantity, MentionKind::Percentage, MentionKind::Money];
    // 较“十二五”下降30%: the period before is no value
    let mut inside = values.get(from..)?.iter().take_while(|m| m.span.end <= cell.end);
    let m = inside.find(|m| m.kind != MentionKind::Date)?;
    // A cell that says more than a number is read as prose.
    let around: String = plain(cell.of(text))
        .chars()
        .filter(|c| !matches!(c, '[' | ']' | '［' | '］' | '〔' | '〕' | '（' | '）'))
        .collect();
    let signs = around.trim_start_matches(['≥', '≤', '>', '<', '＞', '＜', '≧', '≦', '约']);
    // 较“十二五”下降30%以上, 下降15%: how it is to move
    let moved = MOVES.iter().any(|w| signs.opens(w)).then(|| moved(signs)).flatten();
    let signs = moved.map_or(signs, |x| x.0);
    if !counted.contains(&m.kind) || signs.chars().count() > plain(m.span.of(text)).chars().count() + 2 {
        return None;
    }
    let plain = goal(context, name.1, written(text, m)?, unit);
    let comparator = match around.chars().next() {
        Some('≥' | '≧') => Comparator::Ge,
        Some('≤' | '≦') => Comparator::Le,
        Some('>' | '＞') => Comparator::Gt,
        Some('<' | '＜') => Comparator::Lt,
        _ => m.comparator,
    };
    let (by, moves) = time;
    let target = Target {
        comparator,
        change: if moved.is_some() {
            moved.map(|x| x.1)
        } else if ["下降率", "降低率", "下降", "降低", "降幅"].iter().any(|w| name.1.closes(w)) {
            Some(Change::Decrease)
        } else {
            (moves != Moves::None || name.1.ends_with("增长率") || name.1.ends_with("增速")).then_some(Change::Increase)
        },
        // 年均因灾死亡率
        per: (moves == Moves::Yearly || name.1.opens("年均")).then_some(Per::Year),
        by,
        by_inherited: plain.by_inherited.filter(|_| by.is_none()),
        ..plain
    };
    Some(Fact::stated(Says::Target(target), name.0.cover(m.span), m.span, "target/table"))
}

/// What a number of a table says by itself, with the unit that stands beside it.
fn goal(context: &Context<'_>, indicator: &str, number: Written, unit: Option<&str>) -> Target {
    let (value, value_max, unit) = scaled(number, unit);
    Target {
        kind: TargetKind::Goal,
        indicator: indicator.to_owned(),
        comparator: Comparator::Eq,
        value,
        value_max,
        unit,
        change: None,
        per: None,
        by: None,
        by_inherited: context.metadata.plan_period.map(|p| p.end),
    }
}

/// Words that a cell opens with where it tells how a value is to move.
const MOVES: &[&str] = &["较", "比", "下降", "降低", "减少", "增长", "提高", "增加", "提升"];
const DOWN: &[&str] = &["下降", "降低", "减少"];
const UP: &[&str] = &["增长", "提高", "增加", "提升"];

/// 30%以上 of 较“十二五”下降30%以上, and which way it goes.
fn moved(cell: &str) -> Option<(&str, Change)> {
    let behind = |words: &[&str]| words.iter().find_map(|w| cell.halves(w)).map(|(_, rest)| rest);
    let found = behind(DOWN).map(|r| (r, Change::Decrease)).or_else(|| behind(UP).map(|r| (r, Change::Increase)))?;
    found.0.starts_with(|c: char| c.is_ascii_digit()).then_some(found)
}

/// The number in the unit as written beside the table's name: 5000 万立方米 is 50000000 立方米.
fn scaled((value, high, own): Written, unit: Option<&str>) -> Written {
    let Some(unit) = unit.filter(|_| own.is_none()) else { return (value, high, own) };
    let (factor, rest) = if let Some(rest) = unit.strip_prefix("万亿") {
        (1_000_000_000_000_i64, rest)
    } else if let Some(rest) = unit.strip_prefix('亿') {
        (100_000_000, rest)
    } else if let Some(rest) = unit.strip_prefix('万') {
        (10_000, rest)
    } else {
        (1, unit)
    };
    let unit = match rest {
        "元" => Some("CNY".to_owned()),
        "—" | "-" | "/" | "" => None,
        other => Some(other.replace('％', "%")),
    };
    let times = |v: Decimal| v.checked_mul(Decimal::from(factor)).map(|v| v.normalize());
    (times(value).unwrap_or(value), high.and_then(times), unit)
}
