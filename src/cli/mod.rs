//! Cli 命令行: one command a file, floor 8.
//!
//! Data goes to stdout, talk to stderr; 0 done, 1 done but some inputs were refused, 2 wrong usage
//! or nothing done. A pipe that closes early is no error. `serve` is handed back to `main`, since
//! `web` and `cli` do not see each other.
//!
//! # To add one
//! A command: a file with an `Args` struct and a `run`, a variant of `Command` and a line in
//! `run`.

mod ask;
mod check;
mod due;
mod dump;
mod duties;
mod export;
mod filters;
mod gaps;
mod ingest;
mod list;
mod parse;
mod reindex;
mod remove;
mod restore;
mod scan;
mod schema;
mod search;
pub mod serve;
mod show;
mod table;
mod tasks;
mod track;
mod usage;

use crate::lexicon::Lexicon;
use anyhow::Context;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::io::{self, Write};
use std::path::PathBuf;

/// 条库：把公文拆成条款，找出谁负责、要达到什么、何时完成、给多少钱
#[derive(Debug, Parser)]
#[command(
    name = "tiaoku",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    subcommand_help_heading = "命令",
    subcommand_value_name = "命令",
    help_template = usage::TEMPLATE,
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// 显示帮助
    #[arg(short, long, global = true, action = clap::ArgAction::Help, help_heading = "其他")]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help_heading = "其他")]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 把路径下的新文件入库，然后提供网页和接口
    #[command(help_template = usage::TEMPLATE)]
    Serve(serve::Options),
    /// 把文件或文件夹入库
    #[command(help_template = usage::TEMPLATE)]
    Ingest(ingest::Options),
    /// 从库中删除一个文件
    #[command(help_template = usage::TEMPLATE)]
    Remove(remove::Options),
    /// 列出库中的文件，以及各文件中没有识别出的内容
    #[command(help_template = usage::TEMPLATE)]
    List(list::Options),
    /// 解析一个文件，不入库
    #[command(help_template = usage::TEMPLATE)]
    Parse(parse::Options),
    /// 逐行读入 {"text": …}，逐行给出其中的数、金额、日期、机构等
    #[command(help_template = usage::TEMPLATE)]
    Scan(scan::Options),
    /// 在条款中检索
    #[command(help_template = usage::TEMPLATE)]
    Search(search::Options),
    /// 显示一个条款或一个文件
    #[command(help_template = usage::TEMPLATE)]
    Show(show::Options),
    /// 列出一个单位的全部职责
    #[command(help_template = usage::TEMPLATE)]
    Duties(duties::Options),
    /// 列出到期的任务和目标
    #[command(help_template = usage::TEMPLATE)]
    Due(due::Options),
    /// 任务分工表：每条做什么、何时完成、谁牵头、谁配合、办到哪一步
    #[command(help_template = usage::TEMPLATE)]
    Tasks(tasks::Options),
    /// 没有责任单位、时限、数字的条款，从不列首位的单位
    #[command(help_template = usage::TEMPLATE)]
    Gaps(gaps::Options),
    /// 登记或查看一个条款的办理情况；原文不动，历史都在
    #[command(help_template = usage::TEMPLATE)]
    Track(track::Options),
    /// 把整个列表导出为 XLSX、CSV、Markdown、JSONL 或日历
    #[command(help_template = usage::TEMPLATE)]
    Export(export::Options),
    /// 检查库是否完好：每条记录的校验、清单、索引是否一致
    #[command(help_template = usage::TEMPLATE)]
    Check(check::Options),
    /// 按现行规则重新解析库中的文件，并重建索引
    #[command(help_template = usage::TEMPLATE)]
    Reindex(reindex::Options),
    /// 备份：把全部文件写成 JSONL，每行一个文件，带校验
    #[command(help_template = usage::TEMPLATE)]
    Dump(dump::Options),
    /// 从备份恢复；先校验全文，任何一行不对就什么都不动
    #[command(help_template = usage::TEMPLATE)]
    Restore(restore::Options),
    /// 输出 JSON Schema
    #[command(help_template = usage::TEMPLATE)]
    Schema(schema::Options),
}

/// Where the knowledge base is.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "数据")]
pub struct Data {
    /// 数据目录，默认在系统规定的应用数据目录下
    #[arg(long, value_name = "目录", env = "TIAOKU_DATA", hide_env_values = true)]
    data: Option<PathBuf>,
    /// 自备词表的目录，其中的表覆盖内置的同名表
    #[arg(long, value_name = "目录", env = "TIAOKU_LEXICON", hide_env_values = true)]
    lexicon: Option<PathBuf>,
    /// 数据目录被服务器占用时，不经由服务器进行
    #[arg(long)]
    offline: bool,
}

impl Data {
    /// The data directory.
    ///
    /// # Errors
    /// The platform names none and none is given.
    pub fn dir(&self) -> anyhow::Result<PathBuf> {
        use etcetera::BaseStrategy;
        match &self.data {
            Some(dir) => Ok(dir.clone()),
            None => {
                let base = etcetera::choose_base_strategy().context("找不到系统的应用数据目录，请用 --data 指定")?;
                Ok(base.data_dir().join("tiaoku"))
            }
        }
    }

    /// The word tables.
    ///
    /// # Errors
    /// A table of the user's own does not read.
    pub fn tables(&self) -> anyhow::Result<Lexicon> {
        match &self.lexicon {
            Some(dir) if !dir.is_dir() => anyhow::bail!("没有词表目录 {}", dir.display()),
            Some(dir) => Ok(Lexicon::overlaid(dir)?),
            None => Ok(Lexicon::builtin().clone()),
        }
    }
}

/// How an answer is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// 对齐的表格
    Table,
    /// 与接口相同的 JSON
    Json,
}

/// What the command line asks of `main`.
pub enum Next {
    /// Nothing more: end with this code.
    Exit(u8),
    /// Serve.
    Serve(Box<serve::Options>),
}

/// Reads the command line and does what it says.
pub fn run(openapi: fn() -> String) -> Next {
    let command = match Cli::try_parse() {
        Ok(cli) => cli.command,
        Err(why) => return Next::Exit(usage::explain(&why)),
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let done = match command {
        Command::Serve(options) => return Next::Serve(Box::new(options)),
        Command::Ingest(o) => ingest::run(&o, &mut out),
        Command::Remove(o) => remove::run(&o),
        Command::List(o) => list::run(&o, &mut out),
        Command::Parse(o) => parse::run(&o, &mut out),
        Command::Scan(o) => scan::run(&o, &mut out),
        Command::Search(o) => search::run(&o, &mut out),
        Command::Show(o) => show::run(&o, &mut out),
        Command::Duties(o) => duties::run(&o, &mut out),
        Command::Due(o) => due::run(&o, &mut out),
        Command::Tasks(o) => tasks::run(&o, &mut out),
        Command::Gaps(o) => gaps::run(&o, &mut out),
        Command::Track(o) => track::run(&o, &mut out),
        Command::Export(o) => export::run(&o, &mut out),
        Command::Check(o) => check::run(&o, &mut out),
        Command::Reindex(o) => reindex::run(&o),
        Command::Dump(o) => dump::run(&o, &mut out),
        Command::Restore(o) => restore::run(&o),
        Command::Schema(o) => schema::run(&o, openapi, &mut out),
    };
    let done = done.and_then(|code| Ok(out.flush().map(|()| code)?));
    Next::Exit(done.unwrap_or_else(|why| complain(&why)))
}

/// Tells on stderr what went wrong; a closed pipe is nothing to tell.
pub fn complain(why: &anyhow::Error) -> u8 {
    let closed = |e: &(dyn std::error::Error + 'static)| match e.downcast_ref::<io::Error>() {
        Some(io) => io.kind() == io::ErrorKind::BrokenPipe,
        None => {
            e.downcast_ref::<serde_json::Error>().is_some_and(|j| j.io_error_kind() == Some(io::ErrorKind::BrokenPipe))
        }
    };
    if why.chain().any(closed) {
        return 0;
    }
    say(&format!("错误：{why:#}"));
    2
}

/// One line on stderr.
pub fn say(line: &str) {
    // Where stderr itself is closed there is nobody left to tell.
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// The day of this machine's clock and zone.
pub fn today() -> Date {
    jiff::Zoned::now().date()
}
