//! Restore 恢复: the documents of a dump into an empty or existing data directory.

use super::ask::{agent, escape, or_server};
use super::{Data, say};
use crate::export::item::Restored;
use crate::kb;
use clap::Args;
use std::fs::File;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(next_help_heading = "参数")]
pub(super) struct Options {
    /// tiaoku dump 写出的备份文件
    #[arg(value_name = "文件")]
    file: PathBuf,
    #[command(flatten)]
    data: Data,
}

pub(super) fn run(options: &Options) -> anyhow::Result<u8> {
    let local = kb::restore(&options.data.dir()?, &options.data.tables()?, &options.file);
    let done: Restored = or_server(&options.data, local, |api| {
        let name = escape(&options.file.display().to_string());
        let request = agent().post(format!("{api}restore?name={name}"));
        request.header("content-type", "application/x-ndjson").send(File::open(&options.file)?)
    })?;
    let (new, replaced, same, others) = (done.new, done.replaced, done.same, done.others);
    say(&format!("已恢复：新增 {new} 个文件，覆盖 {replaced} 个，未变 {same} 个；备份中没有的 {others} 个保留"));
    if let Some(aside) = done.aside {
        say(&format!("原有数据已损坏，移到 {aside}"));
    }
    Ok(0)
}
