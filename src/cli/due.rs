//! Due 到期: what is to be done by when, never cut.

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
        path: "due".to_owned(),
        pairs: options.filters.pairs(),
        allowed: accept::DUE,
        whole: true,
        local: |kb: &Kb, q: &Query| kb.due(q, today()),
    })?;
    if options.format == Format::Json {
        return json(&body, out);
    }
    writeln!(out, "截至 {}", text(&body, "/meta/as_of"))?;
    let items = list(&body, "/data");
    let same = |a: &Value, b: &Value| text(a, "/year") == text(b, "/year") && text(a, "/basis") == text(b, "/basis");
    for group in items.chunk_by(same) {
        let Some(head) = group.first() else { continue };
        let values: usize = group.iter().map(|i| list(i, "/targets").len()).sum();
        let year = Some(text(head, "/year")).filter(|y| !y.is_empty()).map(|y| format!("{y} 年 "));
        let basis = basis(&text(head, "/basis"));
        writeln!(out, "\n{}{basis}：{} 条，{values} 项数值", year.unwrap_or_default(), group.len())?;
        let mut table = Table::new(&["到期日", "状态", "文件", "条款", "标题"]);
        for i in group {
            let mut below: Vec<String> = list(i, "/targets").iter().map(target).collect();
            if below.is_empty() {
                below.push(format!("{}（没有数值）", text(i, "/deadline/quote")));
            }
            let cells = vec![
                text(i, "/due_on"),
                status(i),
                text(i, "/clause/document/short_title"),
                text(i, "/clause/label"),
                text(i, "/clause/heading"),
            ];
            table.row(cells, below);
        }
        table.write(out)?;
    }
    writeln!(out, "\n共 {} 条，{} 项数值", text(&body, "/meta/total"), text(&body, "/meta/values"))?;
    Ok(0)
}

fn status(item: &Value) -> String {
    let days = item.pointer("/days_left").and_then(Value::as_i64);
    match (text(item, "/status").as_str(), days) {
        ("overdue", Some(d)) => format!("已过 {} 天", -d),
        ("recurring", Some(d)) => format!("周期，还有 {d} 天"),
        ("recurring", None) => "周期".to_owned(),
        (_, Some(d)) => format!("还有 {d} 天"),
        _ => String::new(),
    }
}

fn basis(word: &str) -> &'static str {
    match word {
        "stated" => "原文明示",
        "inferred" => "推定",
        "inherited" => "承上（标题或上级的时限）",
        "recurring" => "周期（没有截止日）",
        _ => "有效期届满",
    }
}
