//! Reindex 重建索引: the index anew from what the store holds.

use super::{Data, say};
use crate::kb;
use clap::Args;

#[derive(Debug, Args)]
#[command(next_help_heading = "参数")]
pub(super) struct Options {
    #[command(flatten)]
    data: Data,
}

pub(super) fn run(options: &Options) -> anyhow::Result<u8> {
    let (documents, clauses) = kb::reindex(&options.data.dir()?, options.data.tables()?)?;
    say(&format!("索引已重建：{documents} 个文件，{clauses} 条条款"));
    Ok(0)
}
