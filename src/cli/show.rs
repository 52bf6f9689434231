//! Show 显示: a clause with all it says, or a document.

use super::ask::{Door, Question, escape};
use super::table::{json, list, target, text, yuan};
use super::{Data, Format, say};
use crate::kb::{Kb, Query, accept};
use clap::Args;
use serde_json::Value;
use std::io::Write;

#[derive(Debug, Args)]
#[command(next_help_heading = "参数")]
pub(super) struct Options {
    /// 条款编号（如 hufubanfa-2023-20~2~3~nn-5）或文件编号
    #[arg(value_name = "编号")]
    id: String,
    /// 输出格式
    #[arg(long, value_enum, default_value = "table", value_name = "格式", hide_possible_values = true)]
    format: Format,
    #[command(flatten)]
    data: Data,
}

pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<u8> {
    let door = Door::open(&options.data)?;
    let id = options.id.as_str();
    if id.contains('~') {
        let path = format!("clauses/{}", escape(id));
        let body = door.ask(Question {
            path,
            pairs: vec![],
            allowed: accept::NONE,
            whole: false,
            local: |kb: &Kb, _: &Query| kb.clause_led(id),
        })?;
        led(id, &body);
        return if options.format == Format::Json { json(&body, out) } else { clause(&body, out) };
    }
    let path = format!("documents/{}", escape(id));
    let body = door.ask(Question {
        path: path.clone(),
        pairs: vec![],
        allowed: accept::NONE,
        whole: false,
        local: |kb: &Kb, _: &Query| kb.document(id),
    })?;
    if options.format == Format::Json {
        return json(&body, out);
    }
    let path = format!("{path}/clauses");
    let clauses = door.ask(Question {
        path,
        pairs: vec![],
        allowed: accept::CLAUSES,
        whole: true,
        local: |kb: &Kb, q: &Query| kb.clauses(id, q),
    })?;
    document(&body, &clauses, out)
}

/// Says where the words of an id are that was given before its document changed.
fn led(id: &str, body: &Value) {
    let now = text(body, "/data/id");
    if now != id {
        say(&format!("文件改动后条款编号有变：{id} 的文字现在的编号是 {now}，以下是 {now}"));
    }
    let other = text(body, "/data/moved_to");
    if now == id && !other.is_empty() {
        say(&format!("文件改动前 {id} 是另一个条款，那个条款现在的编号是 {other}"));
    }
}

fn clause(body: &Value, out: &mut dyn Write) -> anyhow::Result<u8> {
    let c = body.pointer("/data").unwrap_or(&Value::Null);
    writeln!(out, "{}  {}", text(c, "/document/short_title"), text(c, "/label"))?;
    for section in list(c, "/section") {
        writeln!(out, "{}", text(section, ""))?;
    }
    writeln!(out, "{} {}\n", text(c, "/number"), text(c, "/heading"))?;
    writeln!(out, "{}\n", text(c, "/text"))?;
    let above = |fact: &Value| if text(fact, "/spans/place") == "elsewhere" { "  承上" } else { "" };
    for r in list(c, "/responsibilities").iter().chain(list(c, "/inherited/responsibilities")) {
        let place = match (text(r, "/position").as_str(), text(r, "/of")) {
            ("", _) => String::new(),
            ("1", of) => format!("（首列，共 {of}）"),
            (n, of) => format!("（第 {n}，共 {of}）"),
        };
        writeln!(out, "{}  {}{place}{}", role(&text(r, "/role")), text(r, "/agency"), above(r))?;
    }
    for t in list(c, "/targets") {
        let by = [text(t, "/by"), text(t, "/by_inherited")].into_iter().find(|d| !d.is_empty());
        writeln!(out, "目标  {}  {}", target(t), by.unwrap_or_default())?;
    }
    for d in list(c, "/deadlines").iter().chain(list(c, "/inherited/deadlines")) {
        writeln!(out, "时限  {}  {}{}", text(d, "/quote"), text(d, "/end"), above(d))?;
    }
    for a in list(c, "/amounts") {
        let value = if text(a, "/unit") == "CNY" {
            yuan(&text(a, "/value"))
        } else {
            format!("{}{}", text(a, "/value"), text(a, "/unit"))
        };
        writeln!(out, "金额  {value}  {}", text(a, "/quote"))?;
    }
    for s in list(c, "/citations") {
        writeln!(out, "引用  {}", text(s, "/quote"))?;
    }
    Ok(0)
}

/// 牵头, 配合 or 责任.
pub(super) fn role(role: &str) -> &'static str {
    match role {
        "lead" => "牵头",
        "support" => "配合",
        _ => "责任",
    }
}

fn document(body: &Value, clauses: &Value, out: &mut dyn Write) -> anyhow::Result<u8> {
    let d = body.pointer("/data").unwrap_or(&Value::Null);
    for (name, path) in [
        ("标题", "/title"),
        ("发文字号", "/number"),
        ("发文机关", "/issuers"),
        ("成文日期", "/written_on"),
        ("施行日期", "/effective_from"),
    ] {
        let words = Some(text(d, path)).filter(|t| !t.is_empty());
        writeln!(out, "{name}：{}", words.as_deref().unwrap_or("原文未载"))?;
    }
    writeln!(out)?;
    for c in list(clauses, "/data") {
        writeln!(out, "{}  {}  {}", text(c, "/id"), text(c, "/label"), text(c, "/heading"))?;
    }
    Ok(0)
}
