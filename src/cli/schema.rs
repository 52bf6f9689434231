//! Schema 模式: JSON Schemas of what `parse` and `scan` print, and the API's description.

use crate::export::Scanned;
use crate::export::view::Parsed;
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
#[command(next_help_heading = "参数")]
pub(super) struct Options {
    /// parse、scan 或 openapi；不写则列出名称
    #[arg(value_name = "名称", value_parser = ["parse", "scan", "openapi"], hide_possible_values = true)]
    name: Option<String>,
}

pub(super) fn run(options: &Options, openapi: fn() -> String, out: &mut dyn Write) -> anyhow::Result<u8> {
    let text = match options.name.as_deref() {
        Some("parse") => serde_json::to_string_pretty(&schemars::schema_for!(Parsed))?,
        Some("scan") => serde_json::to_string_pretty(&schemars::schema_for!(Scanned))?,
        Some(_) => openapi(),
        None => "parse\nscan\nopenapi".to_owned(),
    };
    writeln!(out, "{}", text.trim_end())?;
    Ok(0)
}
