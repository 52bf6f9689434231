//! Allotted tables 任务分解表: `乡镇 | 新种任务（亩）`, a target for each place and each task.
//!
//! In: a clause that is a table whose head names places and, with their units, tasks. Out: a target for each number
//! below a task, of the place and the task as one phrase (长安镇新种任务); the row of sums counts for the whole (全县).
//! A column of what is done tells results and is left out. A table of indicators is `target_table`'s.

use super::table::{Grid, plain};
use super::target_table::{Moves, fact, year_of};
use super::{Change, Context, Fact, Says};
use crate::text::Seek;
use regex::Regex;

/// Finds the columns; compiled once.
pub(super) struct Allotted {
    place: Regex,
    task: Regex,
    told: Regex,
}

impl Allotted {
    pub(super) fn new() -> Self {
        Self {
            place: super::compiled(
                "^(?:各?(?:乡镇|镇街|镇村|县区|区县|市州|市县|县市|州市|盟市|旗县|区市县|县市区|街镇|乡镇街道|镇街道)|镇（街道）|乡镇（街道）|街道（镇）|县（市、区）|区（县）|市（州）|地区|区域|辖区|地市|街道|行政村|村名|(?:责任|承担|实施|建设|牵头)?单位)(?:名称)?$",
            ),
            task: super::compiled(
                "^((?:20[0-9]{2}年)?[^（）]*(?:任务|目标|计划|指标)[^（）]*)(?:（([^（）]{1,6})）)?$",
            ),
            told: super::compiled("完成|实际|现状|现有|上年|去年|累计|进度|时限|时间|名称|内容"),
        }
    }

    /// The targets of a table; nothing for a clause that is none.
    pub(super) fn read(&self, context: &Context<'_>) -> Vec<Fact> {
        let clause = context.clause();
        let text = context.text();
        if !clause.table {
            return Vec::new();
        }
        let Some(grid) = Grid::read(text, |c| self.place.is_match(c)) else { return Vec::new() };
        let heads: Vec<String> = grid.head.iter().map(|c| plain(c.of(text))).collect();
        let Some(place_at) = heads.iter().position(|h| self.place.is_match(h)) else { return Vec::new() };
        let mut out = Vec::new();
        for (at, head) in heads.iter().enumerate() {
            let Some(found) = self.task.captures(head).filter(|_| at != place_at && !self.told.is_match(head)) else {
                continue;
            };
            let (Some(task), unit) = (found.get(1), found.get(2).map(|m| m.as_str())) else { continue };
            let by = year_of(task.as_str());
            let task = by.map_or(task.as_str(), |_| &task.as_str()["2025年".len()..]).trim_start_matches('度');
            for row in &grid.rows {
                let (Some(name), Some(cell)) = (grid.cell(row, place_at), grid.cell(row, at)) else { continue };
                let place = plain(name.of(text));
                let place = ["合计", "总计", "小计"].iter().fold(place.as_str(), |p, w| p.without_end(w));
                if place.chars().count() > 20 || place.starts_with(|c: char| c.is_ascii_digit()) {
                    continue;
                }
                let target = fact(context, cell, (name, &format!("{place}{task}")), unit, (by, Moves::None));
                // What has neither unit is no quantity of a task.
                out.extend(target.filter(is_counted).map(|f| if task.opens("新") { anew(f) } else { f }));
            }
        }
        out
    }
}

fn is_counted(fact: &Fact) -> bool {
    matches!(&fact.says, Says::Target(t) if t.unit.is_some())
}

/// 新种任务, 新建任务: what was not there before.
fn anew(mut fact: Fact) -> Fact {
    if let Says::Target(target) = &mut fact.says {
        target.change = Some(Change::New);
    }
    fact
}
