//! Tasks 任务分工: who does what by when, for a document or a body, never cut.

use super::ask::{Door, Question};
use super::filters::Filters;
use super::table::{Table, json, list, target, text};
use super::{Data, Format, today};
use crate::kb::{Kb, Query, accept};
use clap::Args;
use serde_json::Value;
use std::io::Write;

#[derive(Debug, Args)]
#[command(next_help_heading = "参数")]
pub(super) struct Options {
    /// 输出格式；要表格文件请用 tiaoku export --of tasks --format xlsx
    #[arg(long, value_enum, default_value = "table", value_name = "格式", hide_possible_values = true)]
    format: Format,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    data: Data,
}

pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<u8> {
    let body = Door::open(&options.data)?.ask(Question {
        path: "tasks".to_owned(),
        pairs: options.filters.pairs(),
        allowed: accept::TASKS,
        whole: true,
        local: |kb: &Kb, q: &Query| kb.tasks(q, today()),
    })?;
    if options.format == Format::Json {
        return json(&body, out);
    }
    let mut table = Table::new(&["序号", "时限", "牵头", "办理", "文件", "条款", "任务"]);
    for t in list(&body, "/data") {
        let name = |b: &Value| {
            let mark = if text(b, "/origin") == "inferred" { "（首列）" } else { "" };
            format!("{}{mark}", text(b, "/agency"))
        };
        let leads: Vec<String> = list(t, "/leads").iter().map(name).collect();
        let supports: Vec<String> = list(t, "/supports").iter().map(|b| text(b, "/agency")).collect();
        let mut below: Vec<String> = list(t, "/targets").iter().map(target).collect();
        if !supports.is_empty() {
            below.push(format!("配合：{}", supports.join("、")));
        }
        let cells = vec![
            text(t, "/number"),
            text(t, "/due_on"),
            leads.join("、"),
            text(t, "/track/status"),
            text(t, "/clause/document/short_title"),
            text(t, "/clause/label"),
            text(t, "/task"),
        ];
        table.row(cells, below);
    }
    table.write(out)?;
    writeln!(out, "共 {} 项；（首列）为推定牵头，原文未写明", text(&body, "/meta/total"))?;
    Ok(0)
}
