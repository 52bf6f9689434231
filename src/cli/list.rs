//! List 文件清单: the documents, with what was not recognised in each.

use super::ask::{Door, Question};
use super::filters::Filters;
use super::table::{Table, json, list, text};
use super::{Data, Format};
use crate::kb::{Kb, accept};
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
#[command(next_help_heading = "参数")]
pub(super) struct Options {
    /// 输出格式
    #[arg(long, value_enum, default_value = "table", value_name = "格式", hide_possible_values = true)]
    format: Format,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    data: Data,
}

pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<u8> {
    let body = Door::open(&options.data)?.ask(Question {
        path: "documents".to_owned(),
        pairs: options.filters.pairs(),
        allowed: accept::DOCUMENTS,
        whole: true,
        local: Kb::documents,
    })?;
    if options.format == Format::Json {
        return json(&body, out);
    }
    let mut table = Table::new(&["编号", "成文日期", "条款", "发文字号", "标题"]);
    for d in list(&body, "/data") {
        let or = |path: &str| Some(text(d, path)).filter(|t| !t.is_empty()).unwrap_or_else(|| "原文未载".to_owned());
        let mut below: Vec<String> = list(d, "/diagnostics")
            .iter()
            .filter(|d| text(d, "/severity") != "info")
            .map(|d| format!("第 {} 行 {}", text(d, "/line"), text(d, "/message")))
            .collect();
        let missing: Vec<String> = list(d, "/missing").iter().map(|m| element(&text(m, "")).to_owned()).collect();
        if !missing.is_empty() {
            below.insert(0, format!("原文未载：{}", missing.join("、")));
        }
        table.row(
            vec![text(d, "/id"), or("/written_on"), text(d, "/counts/clauses"), or("/number"), text(d, "/short_title")],
            below,
        );
    }
    table.write(out)?;
    writeln!(out, "共 {} 个文件", text(&body, "/meta/total"))?;
    Ok(0)
}

/// What an element of a document is called.
pub(super) fn element(name: &str) -> &str {
    match name {
        "title" => "标题",
        "issuers" => "发文机关",
        "number" => "发文字号",
        "addressees" => "主送机关",
        "written_on" => "成文日期",
        "printed_on" => "印发日期",
        "effective_from" => "施行日期",
        "effective_until" => "失效日期",
        other => other,
    }
}
