//! Scan 扫描: lines of JSON in, lines of JSON out.

use super::{Data, say, today};
use crate::export::scan_json;
use crate::mention::Scanner;
use clap::Args;
use jiff::civil::Date;
use serde::Deserialize;
use std::io::{BufRead, Write};

#[derive(Debug, Args)]
#[command(next_help_heading = "参数")]
pub(super) struct Options {
    /// 输出格式，目前只有 jsonl
    #[arg(long, default_value = "jsonl", value_name = "格式", value_parser = ["jsonl"], hide_possible_values = true)]
    format: String,
    /// “今年”等从哪一天算起，默认今天；行内的 as_of 优先
    #[arg(long = "as-of", value_name = "日期")]
    as_of: Option<Date>,
    #[command(flatten)]
    data: Data,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    as_of: Option<Date>,
}

pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<u8> {
    let scanner = Scanner::whole(&options.data.tables()?);
    let usual = options.as_of.unwrap_or_else(today);
    let (mut done, mut refused) = (0usize, 0usize);
    for (n, line) in std::io::stdin().lock().split(b'\n').enumerate() {
        let line = line?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match serde_json::from_slice::<Line>(&line) {
            Ok(asked) => {
                let found = scanner.scan(&asked.text, asked.as_of.unwrap_or(usual));
                serde_json::to_writer(&mut *out, &scan_json(&asked.text, &found))?;
                done += 1;
            }
            Err(why) => {
                // One line out for each line in, so that the two can be laid side by side.
                say(&format!("第 {} 行：应为 {{\"text\": \"…\"}} 这样的 JSON（{why}）", n + 1));
                serde_json::to_writer(&mut *out, &serde_json::json!({"mentions": [], "error": why.to_string()}))?;
                refused += 1;
            }
        }
        writeln!(out)?;
        out.flush()?;
    }
    Ok(match (done, refused) {
        (_, 0) => 0,
        (0, _) => 2,
        _ => 1,
    })
}
