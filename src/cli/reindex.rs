//! Reindex 重建索引: the documents read anew by the rules of today, the index anew from them.

use super::ask::{agent, or_server};
use super::{Data, say};
use crate::export::item::Reindexed;
use crate::kb;
use clap::Args;

#[derive(Debug, Args)]
#[command(next_help_heading = "参数")]
pub(super) struct Options {
    #[command(flatten)]
    data: Data,
}

pub(super) fn run(options: &Options) -> anyhow::Result<u8> {
    let local = kb::reindex(&options.data.dir()?, options.data.tables()?);
    let done: Reindexed = or_server(&options.data, local, |api| agent().post(format!("{api}reindex")).send_empty())?;
    let Reindexed { documents, clauses, changed } = done;
    say(&format!("索引已重建：{documents} 个文件，{clauses} 条条款；按现行规则重新解析，{changed} 个文件有变化"));
    Ok(0)
}
