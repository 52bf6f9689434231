//! Gaps 空白: where nobody answers, no time is set, nothing can be measured.

use super::ask::{Door, Question};
use super::table::{Table, json, list, text};
use super::{Data, Format};
use crate::kb::{Kb, accept};
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
#[command(next_help_heading = "参数")]
pub(super) struct Options {
    /// 哪一种：deadline_without_body、no_body、no_deadline、no_measure、never_first；不写则全部
    #[arg(long, value_name = "种类")]
    kind: Vec<String>,
    /// 只看这些文件（编号，可重复）
    #[arg(long, value_name = "编号")]
    document: Vec<String>,
    /// 输出格式
    #[arg(long, value_enum, default_value = "table", value_name = "格式", hide_possible_values = true)]
    format: Format,
    #[command(flatten)]
    data: Data,
}

pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<u8> {
    let kinds = options.kind.iter().map(|k| ("kind", k.clone()));
    let documents = options.document.iter().map(|d| ("document", d.clone()));
    let body = Door::open(&options.data)?.ask(Question {
        path: "gaps".to_owned(),
        pairs: kinds.chain(documents).collect(),
        allowed: accept::GAPS,
        whole: true,
        local: Kb::gaps,
    })?;
    if options.format == Format::Json {
        return json(&body, out);
    }
    let items = list(&body, "/data");
    for count in list(&body, "/meta/facets/kind") {
        let kind = text(count, "/value");
        let own: Vec<_> = items.iter().filter(|i| text(i, "/kind") == kind).collect();
        writeln!(out, "\n{}：{}", text(count, "/label"), text(count, "/count"))?;
        let mut table = Table::new(&["文件", "条款", "内容"]);
        for gap in &own {
            let name = text(gap, "/agency/name");
            let what = if name.is_empty() { text(gap, "/task") } else { name };
            let cells = vec![text(gap, "/clause/document/short_title"), text(gap, "/clause/label"), what];
            let words = Some(text(gap, "/quote")).filter(|q| !q.is_empty());
            table.row(cells, words.into_iter().collect());
        }
        if !own.is_empty() {
            table.write(out)?;
        }
    }
    Ok(0)
}
