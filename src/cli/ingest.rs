//! Ingest 入库: files and folders into the knowledge base, told file by file.

use super::ask::Door;
use super::list::element;
use super::{Data, say, today};
use crate::export::item::{IngestItem, Outcome};
use crate::export::words::Severity;
use crate::kb::{self, Kb, Named};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use std::fmt;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(next_help_heading = "参数")]
pub(super) struct Options {
    /// 文件或文件夹
    #[arg(value_name = "路径", required = true)]
    paths: Vec<PathBuf>,
    /// 有内容没有识别出来也算失败：照样入库，但逐个文件指出行号，以 1 结束
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    data: Data,
}

/// What became of the files.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    new: usize,
    replaced: usize,
    same: usize,
    refused: usize,
    lost: usize,
}

impl Counts {
    fn count(&mut self, item: &IngestItem) {
        match item.outcome {
            Outcome::Ingested => self.new += 1,
            Outcome::Replaced => self.replaced += 1,
            Outcome::Unchanged => self.same += 1,
            Outcome::Refused => self.refused += 1,
        }
        self.lost += item.diagnostics.iter().filter(|d| d.severity == Severity::Loss).count();
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { new, replaced, same, refused, .. } = self;
        write!(f, "新入库 {new} 个，更新 {replaced} 个，未变 {same} 个，未能入库 {refused} 个")
    }
}

/// Takes in files with a progress bar on stderr; refused files are named there with their reason.
pub(super) fn take_in(
    kb: &Kb,
    files: &[Named],
    as_of: Date,
    tell: &mut dyn FnMut(&IngestItem),
) -> anyhow::Result<Counts> {
    counted(files.len(), tell, |each| Ok(kb.ingest(files, as_of, each)?))
}

/// The work with its progress bar, counted.
fn counted(
    files: usize,
    tell: &mut dyn FnMut(&IngestItem),
    work: impl FnOnce(&mut dyn FnMut(&IngestItem)) -> anyhow::Result<()>,
) -> anyhow::Result<Counts> {
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("入库 {pos}/{len} {wide_bar} {elapsed}") {
        bar.set_style(style);
    }
    let mut counts = Counts::default();
    work(&mut |item| {
        bar.inc(1);
        counts.count(item);
        bar.suspend(|| {
            if item.outcome == Outcome::Refused {
                say(&format!("未能入库 {}：{}", item.file, item.reason.as_deref().unwrap_or_default()));
            }
            tell(item);
        });
    })?;
    bar.finish_and_clear();
    Ok(counts)
}

pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<u8> {
    let door = Door::open(&options.data)?;
    let files = kb::collect(&options.paths);
    // Each file is told as soon as it is on disk: a run that is broken off has told what it did.
    let mut written = Ok(());
    let mut lost = Vec::new();
    let mut tell = |item: &IngestItem| {
        if written.is_ok() {
            written = report(item, out).and_then(|()| Ok(out.flush()?));
        }
        lost.extend(loss(item).filter(|_| options.strict));
    };
    let counts = match &door {
        Door::Local(kb) => take_in(kb, &files, today(), &mut tell)?,
        Door::Server(address) => counted(files.len(), &mut tell, |each| {
            files.iter().try_for_each(|file| Door::send(address, file).map(|item| each(&item)))
        })?,
    };
    if files.is_empty() {
        say("错误：给出的文件夹里没有可以入库的文件，应有 .docx、.pdf、.ofd、.html、.md 或 .txt 文件");
    }
    lost.iter().for_each(|line| say(line));
    say(&counts.to_string());
    written?;
    Ok(code(&counts, options.strict))
}

/// One line a file; below it what was recognised, and what was not with its lines.
fn report(item: &IngestItem, out: &mut dyn Write) -> anyhow::Result<()> {
    let word = match item.outcome {
        Outcome::Ingested => "新入库",
        Outcome::Replaced => "已更新",
        Outcome::Unchanged => "未变",
        Outcome::Refused => "未能入库",
    };
    let id = item.id.as_deref().unwrap_or_default();
    writeln!(out, "{}", format!("{word}  {}  {id}", item.file).trim_end())?;
    if let Some(reason) = &item.reason {
        writeln!(out, "    {reason}")?;
    }
    if matches!(item.outcome, Outcome::Ingested | Outcome::Replaced) {
        let number = item.number.as_deref().unwrap_or("发文字号原文未载");
        writeln!(out, "    《{}》 {number}", item.title.as_deref().unwrap_or_default())?;
        let facts: Vec<String> =
            KINDS.iter().filter_map(|(kind, word)| item.facts.get(*kind).map(|n| format!("{word} {n}"))).collect();
        let facts =
            if facts.is_empty() { "没有识别出责任、目标、时限等".to_owned() } else { facts.join("、") };
        writeln!(out, "    {} 条：{facts}", item.clauses)?;
        if !item.missing.is_empty() {
            let missing: Vec<&str> = item.missing.iter().map(|m| element(m)).collect();
            writeln!(out, "    原文未载：{}", missing.join("、"))?;
        }
    }
    let left = runs(item.diagnostics.iter().filter(|d| d.code == "outline/left-out").map(|d| d.line));
    if !left.is_empty() {
        writeln!(out, "    未归入条款：第 {left} 行（tiaoku parse 可看原文）")?;
    }
    for d in item.diagnostics.iter().filter(|d| d.severity != Severity::Info) {
        let word = if d.severity == Severity::Loss { "缺失" } else { "注意" };
        writeln!(out, "    第 {} 行 {word}：{}（{}）", d.line, d.message, d.code)?;
    }
    Ok(())
}

/// Facts in the order of the report.
const KINDS: &[(&str, &str)] = &[
    ("responsibilities", "责任单位"),
    ("targets", "目标"),
    ("deadlines", "时限"),
    ("amounts", "金额"),
    ("citations", "引用"),
    ("terms", "简称"),
    ("actors", "行为主体"),
];

/// With `--strict`: that the file lost something, with the lines.
fn loss(item: &IngestItem) -> Option<String> {
    let lines = item.diagnostics.iter().filter(|d| d.severity == Severity::Loss);
    let lines = runs(lines.map(|d| d.line));
    (!lines.is_empty()).then(|| format!("内容缺失 {}：第 {lines} 行没有识别出来", item.file))
}

/// Lines in order, those that follow each other as one run: `1—5、8`.
fn runs(lines: impl Iterator<Item = usize>) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for line in lines {
        match runs.last_mut() {
            Some((_, last)) if line == *last || line == *last + 1 => *last = line,
            _ => runs.push((line, line)),
        }
    }
    let shown = |(from, to): &(usize, usize)| match to - from {
        0 => from.to_string(),
        1 => format!("{from}、{to}"),
        _ => format!("{from}—{to}"),
    };
    runs.iter().map(shown).collect::<Vec<_>>().join("、")
}

fn code(counts: &Counts, strict: bool) -> u8 {
    let done = counts.new + counts.replaced + counts.same;
    match (done, counts.refused) {
        (0, _) => 2,
        (_, 0) if !strict || counts.lost == 0 => 0,
        _ => 1,
    }
}
