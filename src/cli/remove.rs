//! Remove 删除: a document out of the knowledge base.

use super::ask::Door;
use super::{Data, say};
use clap::Args;

#[derive(Debug, Args)]
#[command(next_help_heading = "参数")]
pub(super) struct Options {
    /// 文件编号，见 tiaoku list
    #[arg(value_name = "编号")]
    id: String,
    #[command(flatten)]
    data: Data,
}

pub(super) fn run(options: &Options) -> anyhow::Result<u8> {
    Door::open(&options.data)?.remove(&options.id)?;
    say(&format!("已删除 {}", options.id));
    Ok(0)
}
