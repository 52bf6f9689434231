//! Dump 备份: all documents as JSONL on standard output or into a file.

use super::{Data, say};
use crate::kb::{self, Kb};
use anyhow::Context;
use clap::Args;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(next_help_heading = "参数")]
pub(super) struct Options {
    /// 备份文件；不给时写到标准输出
    #[arg(value_name = "文件")]
    file: Option<PathBuf>,
    #[command(flatten)]
    data: Data,
}

pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<u8> {
    let dir = options.data.dir()?;
    kb::there(&dir)?;
    let kb = Kb::open(&dir, options.data.tables()?)?;
    let documents = match &options.file {
        Some(file) => {
            // Written beside and renamed: a broken-off dump never stands under the name asked for.
            let part = PathBuf::from(format!("{}.part", file.display()));
            let refused = || format!("不能写入 {}", file.display());
            let target = File::create(&part).with_context(refused)?;
            let mut writer = BufWriter::new(target);
            let documents = kb.dump(&mut writer).with_context(refused)?;
            writer.get_ref().sync_all().with_context(refused)?;
            std::fs::rename(&part, file).with_context(refused)?;
            documents
        }
        None => kb.dump(out)?,
    };
    say(&format!("已备份 {documents} 个文件"));
    Ok(0)
}
