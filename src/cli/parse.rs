//! Parse 解析: one document as the JSON of annotation.md, without a store.

use super::{Data, today};
use crate::export::{file_name, parse_json, short_title};
use crate::fact::Says;
use crate::lexicon::Lexicon;
use crate::record::{Assembler, Record};
use crate::source;
use anyhow::Context;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::io::{Read, Write};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(next_help_heading = "参数")]
pub(super) struct Options {
    /// 要解析的文件，- 为标准输入
    #[arg(value_name = "文件")]
    file: PathBuf,
    /// 输出格式：json、md、table
    #[arg(long, value_enum, default_value = "table", value_name = "格式", hide_possible_values = true)]
    format: Shape,
    /// 文中没有成文日期时，“今年”等从哪一天算起，默认今天
    #[arg(long = "as-of", value_name = "日期")]
    as_of: Option<Date>,
    #[command(flatten)]
    data: Data,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shape {
    Json,
    Md,
    Table,
}

pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<u8> {
    let name = options.file.to_string_lossy().into_owned();
    let mut bytes = Vec::new();
    if name == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).context("读不了标准输入")?;
    } else {
        bytes = std::fs::read(&options.file).map_err(|why| unreadable(&name, &why))?;
    }
    let lexicon: Lexicon = options.data.tables()?;
    let read_as = if name == "-" { "stdin.txt" } else { &name };
    let text = source::read(read_as, &bytes)?;
    let record = Assembler::new(&lexicon).assemble(text, options.as_of.unwrap_or_else(today));
    match options.format {
        Shape::Json => {
            // Whole and then out: millions of small writes would cost more than the reading.
            out.write_all(&serde_json::to_vec_pretty(&parse_json(&record))?)?;
            writeln!(out)?;
        }
        Shape::Md => markdown(&record, out)?,
        Shape::Table => overview(&record, out)?,
    }
    Ok(0)
}

fn unreadable(name: &str, why: &std::io::Error) -> anyhow::Error {
    match why.kind() {
        std::io::ErrorKind::NotFound => anyhow::anyhow!("没有文件 {name}，请检查路径"),
        _ => anyhow::anyhow!("读不了文件 {name}（{why}）"),
    }
}

/// The document as Markdown: title, elements, clauses under their sections.
fn markdown(record: &Record, out: &mut dyn Write) -> anyhow::Result<()> {
    writeln!(
        out,
        "# {}\n",
        record.metadata.title.as_deref().map_or_else(|| file_name(&record.source.name), str::to_owned)
    )?;
    let mut open: &[std::sync::Arc<str>] = &[];
    for c in &record.clauses {
        let clause = &c.clause;
        let same = clause.section.iter().zip(open).take_while(|(a, b)| a == b).count();
        for (depth, section) in clause.section.iter().enumerate().skip(same) {
            writeln!(out, "{} {section}\n", "#".repeat((depth + 2).min(6)))?;
        }
        open = &clause.section;
        let heading = clause.heading.as_ref().map_or("", |h| h.as_str());
        let number = clause.number.as_deref().unwrap_or_default();
        if !number.is_empty() || !heading.is_empty() {
            writeln!(out, "{} {number} {heading}\n", "#".repeat((clause.section.len() + 2).min(6)))?;
        }
        for paragraph in clause.text.as_str().split('\n').filter(|p| !p.is_empty()) {
            writeln!(out, "{paragraph}\n")?;
        }
    }
    Ok(())
}

/// The document at a glance: elements, then each clause with the words of its facts.
fn overview(record: &Record, out: &mut dyn Write) -> anyhow::Result<()> {
    let m = &record.metadata;
    let or = |t: Option<String>| t.filter(|t| !t.is_empty()).unwrap_or_else(|| "原文未载".to_owned());
    let day = |d: Option<Date>| or(d.map(|d| d.to_string()));
    writeln!(out, "标题      {}", or(m.title.clone()))?;
    writeln!(out, "发文字号  {}", or(m.number.clone()))?;
    writeln!(out, "发文机关  {}", or(Some(m.issuers.join("、"))))?;
    writeln!(out, "成文日期  {}", day(m.written_on))?;
    writeln!(out, "施行日期  {}", day(m.effective_from))?;
    writeln!(out, "编号      {}  {}\n", record.id, short_title(&record.metadata, &record.source.name))?;
    for c in &record.clauses {
        let heading = c.clause.heading.as_ref().map_or("", |h| h.as_str());
        writeln!(out, "{}  {heading}", c.clause.label)?;
        for fact in &c.facts {
            writeln!(out, "    {}  {}", word(&fact.says), fact.quote.of(fact.words(&c.clause).as_str()))?;
        }
    }
    for d in &record.diagnostics {
        writeln!(out, "第 {} 行 {}（{}）", d.line, d.message, d.code)?;
    }
    Ok(())
}

fn word(says: &Says) -> &'static str {
    match says {
        Says::Responsibility(_) => "责任单位",
        Says::Target(_) => "目标",
        Says::Deadline(_) => "时限",
        Says::Amount(_) => "金额",
        Says::Citation(_) => "引用",
        Says::Term(_) => "简称",
        Says::Actor(_) => "行为主体",
    }
}
