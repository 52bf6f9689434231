//! Search 检索: the clauses that hold the words.

use super::ask::{Door, Question};
use super::filters::Filters;
use super::table::{Table, json, list, text};
use super::{Data, Format, say};
use crate::kb::{Kb, accept};
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
#[command(next_help_heading = "参数")]
pub(super) struct Options {
    /// 要找的词；空格分开的各部分都要出现
    #[arg(value_name = "词", required = true)]
    query: Vec<String>,
    /// 输出格式
    #[arg(long, value_enum, default_value = "table", value_name = "格式", hide_possible_values = true)]
    format: Format,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    data: Data,
}

pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<u8> {
    let mut pairs = options.filters.pairs();
    pairs.push(("q", options.query.join(" ")));
    let body = Door::open(&options.data)?.ask(Question {
        path: "search".to_owned(),
        pairs,
        allowed: accept::SEARCH,
        whole: false,
        local: Kb::search,
    })?;
    if options.format == Format::Json {
        return json(&body, out);
    }
    if let Some(number) = body.pointer("/meta/number").filter(|n| !n.is_null()) {
        let (asked, document) = (text(&body, "/meta/number/asked"), text(number, "/document/id"));
        say(&match text(number, "/document/short_title").as_str() {
            "" => format!("文号 {asked} 未入库，以下是提到它的条款"),
            title => format!("文号 {asked} 是《{title}》（{document}），以下是它的条款"),
        });
    }
    let mut table = Table::new(&["编号", "条款", "标题", "文件"]);
    for c in list(&body, "/data") {
        let cells = vec![text(c, "/id"), text(c, "/label"), text(c, "/heading"), text(c, "/document/short_title")];
        table.row(cells, vec![excerpt(c)]);
    }
    table.write(out)?;
    if body.pointer("/meta/relaxed").and_then(serde_json::Value::as_bool) == Some(true) {
        let near: Vec<String> = list(&body, "/meta/near_words").iter().map(|w| text(w, "/also")).take(12).collect();
        let near =
            if near.is_empty() { String::new() } else { format!("，近义词也已查找：{}", near.join("、")) };
        say(&format!("没有条款同时含有所查的全部字句，以下按其中的词查找{near}"));
    }
    let shown = list(&body, "/data").len();
    writeln!(out, "共 {} 条，列出 {shown} 条", text(&body, "/meta/total"))?;
    if let Some(next) = body.pointer("/meta/next").and_then(serde_json::Value::as_str) {
        say(&format!("后面还有，用 --cursor {next} 继续"));
    }
    Ok(0)
}

/// Some words around the first highlight, which stands in 【】.
fn excerpt(clause: &serde_json::Value) -> String {
    let words: Vec<char> = text(clause, "/text").chars().collect();
    let number = |h: &serde_json::Value, path: &str| {
        h.pointer(path).and_then(serde_json::Value::as_u64).map_or(0, |n| n as usize)
    };
    let first = list(clause, "/highlights").iter().find(|h| text(h, "/field") == "text");
    let (start, end) = first.map_or((0, 0), |h| (number(h, "/start"), number(h, "/end")));
    let (start, end) = (start.min(words.len()), end.min(words.len()));
    let from = start.saturating_sub(20);
    let until = (end + 40).min(words.len());
    let part = |a: usize, b: usize| words.get(a..b).unwrap_or_default().iter().collect::<String>().replace('\n', " ");
    let (lead, tail) = (if from > 0 { "…" } else { "" }, if until < words.len() { "…" } else { "" });
    if end > start {
        format!("{lead}{}【{}】{}{tail}", part(from, start), part(start, end), part(end, until))
    } else {
        format!("{}{tail}", part(0, until))
    }
}
