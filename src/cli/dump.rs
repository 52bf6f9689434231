//! Dump 备份: all documents as JSONL on standard output or into a file.

use super::ask::{Door, copy};
use super::{Data, say};
use crate::kb;
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
    let door = Door::open(&options.data)?;
    match &options.file {
        Some(file) => {
            // Written beside and renamed: a broken-off dump never stands under the name asked for.
            let part = PathBuf::from(format!("{}.part", file.display()));
            let refused = || format!("不能写入 {}", file.display());
            let target = File::create(&part).with_context(refused)?;
            let mut writer = BufWriter::new(target);
            let documents = write(&door, &mut writer).with_context(refused)?;
            writer.get_ref().sync_all().with_context(refused)?;
            std::fs::rename(&part, file).with_context(refused)?;
            say(&format!("已备份 {documents} 个文件"));
        }
        None => say(&format!("已备份 {} 个文件", write(&door, out)?)),
    }
    Ok(0)
}

/// The dump, of the data directory or of the server that holds it; how many documents.
fn write(door: &Door, out: &mut dyn Write) -> anyhow::Result<u64> {
    match door {
        Door::Local(kb) => Ok(kb.dump(out)? as u64),
        Door::Server(address) => {
            let mut tail = Tail { out, line: Vec::new() };
            copy(address, "dump", &Vec::new(), &mut tail)?;
            tail.out.flush()?;
            let last: serde_json::Value = serde_json::from_slice(&tail.line).unwrap_or_default();
            last.get("documents").and_then(serde_json::Value::as_u64).context("备份没有传完，请重试")
        }
    }
}

/// Hands on what is written and remembers the last line, which says whether the dump is whole.
struct Tail<'a> {
    out: &'a mut dyn Write,
    line: Vec<u8>,
}

impl Write for Tail<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let size = self.out.write(bytes)?;
        for piece in bytes.get(..size).unwrap_or_default().split_inclusive(|b| *b == b'\n') {
            if self.line.ends_with(b"\n") {
                self.line.clear();
            }
            self.line.extend_from_slice(piece);
        }
        Ok(size)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}
