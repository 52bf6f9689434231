//! Check 检查: whether store and index are whole and agree; each finding on a line of its own.

use super::ask::{agent, or_server};
use super::{Data, say};
use crate::export::item::Checked;
use crate::kb;
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
#[command(next_help_heading = "参数")]
pub(super) struct Options {
    #[command(flatten)]
    data: Data,
}

/// 0 where all is well, 1 where anything was found.
pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<u8> {
    let local = kb::check(&options.data.dir()?, options.data.tables()?);
    let seen: Checked = or_server(&options.data, local, |api| agent().get(format!("{api}check")).call())?;
    for finding in &seen.findings {
        writeln!(out, "{finding}")?;
    }
    let what = format!("已检查 {} 个文件，{} 条条款", seen.documents, seen.clauses);
    if seen.findings.is_empty() {
        say(&format!("{what}，没有发现问题"));
        return Ok(0);
    }
    say(&format!(
        "{what}，发现 {} 个问题；索引的问题可用 tiaoku reindex 修复，损坏的文件请重新入库",
        seen.findings.len()
    ));
    Ok(1)
}
