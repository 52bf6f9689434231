//! Export 导出: a whole list as a file.

use super::ask::Door;
use super::filters::Filters;
use super::{Data, say, today};
use crate::export::{Of, Sheet, exporter};
use crate::kb::{Query, accepted};
use anyhow::Context;
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(next_help_heading = "参数")]
pub(super) struct Options {
    /// 输出格式：xlsx、csv 供表格软件打开，md 供贴入文稿，jsonl 一行一个与接口相同的 JSON，ics 供日历订阅（只用于 due）
    #[arg(long, value_name = "格式", value_parser = ["csv", "xlsx", "jsonl", "md", "ics"], hide_possible_values = true)]
    format: String,
    /// 导出什么：responsibilities、targets、deadlines、amounts、citations、due、tasks（任务分工表）、clauses
    #[arg(long, value_name = "列表", default_value = "responsibilities", default_value_if("format", "ics", "due"),
        hide_possible_values = true,
        value_parser = ["responsibilities", "targets", "deadlines", "amounts", "citations", "due", "tasks", "clauses"])]
    of: String,
    /// 要哪些列，按所写的次序，用逗号隔开；不写则全部
    #[arg(long, value_name = "列名", value_delimiter = ',')]
    columns: Vec<String>,
    /// 要找的词；空格分开的各部分都要出现
    #[arg(long, value_name = "词")]
    q: Option<String>,
    /// 写入的文件，不写则输出到标准输出
    #[arg(long, value_name = "文件")]
    output: Option<PathBuf>,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    data: Data,
}

pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<u8> {
    let Some(path) = &options.output else {
        write(options, out)?;
        return Ok(0);
    };
    // A file that was there stays whole until the new one is.
    let part = part(path);
    let written = std::fs::File::create(&part).map_err(anyhow::Error::from).and_then(|file| {
        let mut file = std::io::BufWriter::new(file);
        write(options, &mut file)?;
        file.flush()?;
        Ok(std::fs::rename(&part, path)?)
    });
    if written.is_err() {
        // Nothing half-written is left; where the file was never made there is nothing to remove.
        let _ = std::fs::remove_file(&part);
    }
    written.with_context(|| format!("没有写成 {}", path.display()))?;
    say(&format!("已写入 {}", path.display()));
    Ok(0)
}

fn part(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

fn write(options: &Options, out: &mut dyn Write) -> anyhow::Result<()> {
    let of = Of::named(&options.of).context("没有这个列表")?;
    let exporter = exporter(&options.format).context("没有这种格式")?;
    let mut pairs = options.filters.pairs();
    pairs.extend(options.q.clone().map(|q| ("q", q)));
    // A wrong question is told before the data directory is opened.
    let query = Query::parse(pairs.iter().map(|(n, v)| (*n, v.as_str())), &accepted(of))?;
    if !exporter.lists().contains(&of) {
        anyhow::bail!("ics 格式只能导出 due，请写 --of due");
    }
    let heads = of.heads();
    if let Some(odd) = options.columns.iter().find(|c| !heads.contains(&c.as_str())) {
        anyhow::bail!("没有“{odd}”这一列，可用的有 {}", heads.join("、"));
    }
    match Door::open(&options.data)? {
        Door::Local(kb) => {
            let title = kb.sheet_title(of, &query);
            let sheet = Sheet { of, site: "", columns: &options.columns, title: &title, today: today() };
            kb.export(&sheet, exporter, &query, out)?;
        }
        Door::Server(address) => {
            pairs.push(("of", of.name().to_owned()));
            pairs.push(("columns", options.columns.join(",")));
            super::ask::copy(&address, &format!("export/{}", exporter.name()), &pairs, out)?;
        }
    }
    Ok(())
}
