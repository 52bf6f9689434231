//! Duties 职责: all that one body is responsible for, never cut.

use super::ask::{Door, Question};
use super::filters::Filters;
use super::show::role;
use super::table::{Table, json, list, text};
use super::{Data, Format, say};
use crate::kb::{Kb, Query, accept};
use anyhow::bail;
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
#[command(next_help_heading = "参数")]
pub(super) struct Options {
    /// 单位名称，如 市应急局；写出一部分也可以
    #[arg(value_name = "单位")]
    name: String,
    /// 输出格式
    #[arg(long, value_enum, default_value = "table", value_name = "格式", hide_possible_values = true)]
    format: Format,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    data: Data,
}

pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<u8> {
    let door = Door::open(&options.data)?;
    let name = resolve(&door, &options.name)?;
    let mut pairs = options.filters.pairs();
    pairs.push(("agency", name.clone()));
    let body = door.ask(Question {
        path: "responsibilities".to_owned(),
        pairs,
        allowed: accept::FACTS,
        whole: true,
        local: Kb::responsibilities,
    })?;
    if options.format == Format::Json {
        return json(&body, out);
    }
    let mut table = Table::new(&["文件", "条款", "标题", "角色", "位次", "同列单位"]);
    let mut first = 0;
    for r in list(&body, "/data") {
        let place = match (text(r, "/position"), text(r, "/of")) {
            (n, _) if n.is_empty() => String::new(),
            (n, of) => format!("{n}/{of}{}", if n == "1" && of != "1" { " 首列" } else { "" }),
        };
        first += usize::from(place.ends_with("首列"));
        let with: Vec<String> = list(r, "/with").iter().map(|w| text(w, "/agency")).collect();
        let cells = vec![
            text(r, "/clause/document/short_title"),
            text(r, "/clause/label"),
            text(r, "/clause/heading"),
            role(&text(r, "/role")).to_owned(),
            place,
            with.join("、"),
        ];
        let mut below = vec![text(r, "/clause/id"), text(r, "/text").replace('\n', " ")];
        if text(r, "/spans/place") == "elsewhere" {
            below.push(format!("承上：{}", text(r, "/quote")));
        }
        table.row(cells, below);
    }
    table.write(out)?;
    writeln!(out, "{name}：共 {} 条，首列 {first}", text(&body, "/meta/total"))?;
    Ok(0)
}

/// The body that is meant: by its full name or any spelling, or the only one that holds the words.
fn resolve(door: &Door, asked: &str) -> anyhow::Result<String> {
    let one = door.ask(Question {
        path: format!("agencies/{}", super::ask::escape(asked)),
        pairs: Vec::new(),
        allowed: accept::AGENCY,
        whole: false,
        local: |kb: &Kb, q: &Query| kb.agency(asked, q),
    });
    if let Ok(body) = one {
        let name = text(&body, "/data/id");
        let same: Vec<String> = list(&body, "/data/same_name").iter().map(|a| text(a, "/id")).collect();
        if !same.is_empty() {
            bail!("“{asked}”可能是 {name}、{}，请写明是哪一个", same.join("、"));
        }
        if name != asked {
            say(&format!("“{asked}”按 {name} 查找"));
        }
        return Ok(name);
    }
    let body = door.ask(Question {
        path: "agencies".to_owned(),
        pairs: vec![("q", asked.to_owned())],
        allowed: accept::AGENCIES,
        whole: true,
        local: Kb::agencies,
    })?;
    let found = list(&body, "/data");
    match found {
        [] => bail!("没有文件提到单位“{asked}”"),
        [one] => {
            let name = text(one, "/id");
            say(&format!("“{asked}”按 {name} 查找"));
            Ok(name)
        }
        many => {
            let names: Vec<String> = many.iter().map(|a| text(a, "/id")).collect();
            bail!("“{asked}”可能是 {}，请写明是哪一个", names.join("、"))
        }
    }
}
