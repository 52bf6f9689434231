//! Track 办理: notes how a task stands, or shows what was noted.

use super::ask::{Door, Question, agent, escape, posted};
use super::table::{Table, json, list, text};
use super::{Data, Format, today};
use crate::kb::{Kb, Noted, Query, accept};
use clap::Args;
use jiff::civil::Date;
use serde_json::{Value, json as object};
use std::io::Write;

#[derive(Debug, Args)]
#[command(next_help_heading = "参数")]
pub(super) struct Options {
    /// 条款编号
    #[arg(value_name = "条款")]
    clause: String,
    /// 办理状态：立项、交办、签收、办理中、已反馈、复核、已办结、销号、暂缓；不写则只查看
    #[arg(long, value_name = "状态", requires = "author")]
    status: Option<String>,
    /// 登记人
    #[arg(long, value_name = "姓名", requires = "status")]
    author: Option<String>,
    /// 说明
    #[arg(long, value_name = "文字", requires = "status")]
    note: Option<String>,
    /// 佐证材料的网址
    #[arg(long, value_name = "网址", requires = "status")]
    evidence: Option<String>,
    /// 只指其中一个单位
    #[arg(long, value_name = "单位", requires = "status")]
    agency: Option<String>,
    /// 状态的日期，默认今天
    #[arg(long, value_name = "日期", requires = "status")]
    on: Option<Date>,
    /// 服务器要的口令
    #[arg(long, value_name = "口令", env = "TIAOKU_TOKEN", hide_env_values = true)]
    token: Option<String>,
    /// 输出格式
    #[arg(long, value_enum, default_value = "table", value_name = "格式", hide_possible_values = true)]
    format: Format,
    #[command(flatten)]
    data: Data,
}

pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<u8> {
    let door = Door::open(&options.data)?;
    if let Some(status) = &options.status {
        note(options, status, &door)?;
    }
    let body = door.ask(Question {
        path: format!("clauses/{}/tracks", escape(&options.clause)),
        pairs: Vec::new(),
        allowed: accept::NONE,
        whole: false,
        local: |kb: &Kb, q: &Query| kb.tracks(&options.clause, q),
    })?;
    if options.format == Format::Json {
        return json(&body, out);
    }
    let mut table = Table::new(&["日期", "状态", "单位", "登记人", "说明"]);
    for t in list(&body, "/data") {
        let cells = vec![text(t, "/on"), text(t, "/status"), text(t, "/agency"), text(t, "/author"), text(t, "/note")];
        table.row(cells, Some(text(t, "/evidence")).filter(|e| !e.is_empty()).into_iter().collect());
    }
    table.write(out)?;
    writeln!(out, "{}：{} 次登记，新的在前", options.clause, text(&body, "/meta/total"))?;
    Ok(0)
}

fn note(options: &Options, status: &str, door: &Door) -> anyhow::Result<()> {
    let author = options.author.clone().unwrap_or_default();
    match door {
        Door::Local(kb) => {
            let noted = Noted {
                status: status.to_owned(),
                note: options.note.clone(),
                evidence: options.evidence.clone(),
                author,
                agency: options.agency.clone(),
                on: options.on,
            };
            kb.track(&options.clause, noted, today(), jiff::Timestamp::now().to_string())?;
        }
        Door::Server(address) => {
            let noted: Value = object!({"status": status, "author": author, "note": options.note,
                "evidence": options.evidence, "agency": options.agency, "on": options.on});
            let url = format!("{address}api/v1/clauses/{}/tracks", escape(&options.clause));
            let mut request = agent().post(&url).header("content-type", "application/json");
            if let Some(token) = &options.token {
                request = request.header("authorization", format!("Bearer {token}"));
            }
            posted(address, request.send(noted.to_string().as_bytes()))?;
        }
    }
    Ok(())
}
