//! Export 导出: a whole list as a file.

use super::ask::Door;
use super::filters::Filters;
use super::{Data, say, today};
use crate::export::{Of, exporter};
use crate::kb::{Query, accepted};
use anyhow::Context;
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(next_help_heading = "参数")]
pub(super) struct Options {
    /// 输出格式：csv 供表格软件打开，jsonl 一行一个与接口相同的 JSON
    #[arg(long, value_name = "格式", value_parser = ["csv", "jsonl"], hide_possible_values = true)]
    format: String,
    /// 导出什么：responsibilities、targets、deadlines、amounts、citations、due、clauses
    #[arg(long, value_name = "列表", default_value = "responsibilities", hide_possible_values = true,
        value_parser = ["responsibilities", "targets", "deadlines", "amounts", "citations", "due", "clauses"])]
    of: String,
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
    match Door::open(&options.data)? {
        Door::Local(kb) => {
            kb.export(of, exporter, &query, today(), "", out)?;
        }
        Door::Server(address) => {
            pairs.push(("of", of.name().to_owned()));
            super::ask::copy(&address, &format!("export/{}", exporter.name()), &pairs, out)?;
        }
    }
    Ok(())
}
