//! Serve 服务: ingest what is new, then hand over to `main`, which starts `web`.

use super::{Data, ingest, say, today};
use crate::kb::{self, Kb};
use clap::Args;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// What `serve` is told.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "参数")]
pub struct Options {
    /// 先入库的文件或文件夹
    #[arg(value_name = "路径")]
    pub paths: Vec<PathBuf>,
    /// 监听的地址和端口
    #[arg(
        long,
        value_name = "地址:端口",
        default_value = "127.0.0.1:8080",
        env = "TIAOKU_LISTEN",
        hide_env_values = true
    )]
    pub listen: SocketAddr,
    /// 允许这个来源的网页读取接口（CORS，可重复），写明协议和域名；默认不允许
    #[arg(
        long = "allow-origin",
        value_name = "来源",
        env = "TIAOKU_ALLOW_ORIGIN",
        hide_env_values = true,
        value_delimiter = ','
    )]
    pub allow_origin: Vec<String>,
    /// 登记办理情况要出示的口令；不设则只有本机可以登记
    #[arg(long, value_name = "口令", env = "TIAOKU_TOKEN", hide_env_values = true)]
    pub token: Option<String>,
    /// Where the data is.
    #[command(flatten)]
    pub data: Data,
}

/// Opens the knowledge base and takes in what is new under the paths.
///
/// # Errors
/// The data directory is held or cannot be read.
pub fn prepare(options: &Options) -> anyhow::Result<Kb> {
    if options.token.as_deref().is_some_and(|t| t.is_empty() || !t.bytes().all(|b| b.is_ascii_graphic())) {
        anyhow::bail!("--token 应为英文字母、数字和符号，不含空格");
    }
    let dir = options.data.dir()?;
    let kb = Kb::open(&dir, options.data.tables()?)?;
    if !options.paths.is_empty() {
        let files = kb::collect(&options.paths);
        let counts = ingest::take_in(&kb, &files, today(), &mut |_| {})?;
        say(&counts.to_string());
    }
    Ok(kb)
}

/// Leaves the address for commands that find the data directory held, and prints it.
///
/// # Errors
/// The file cannot be written.
pub fn announce(options: &Options, address: SocketAddr) -> anyhow::Result<PathBuf> {
    let shown = SocketAddr::new(
        if address.ip().is_unspecified() { [127, 0, 0, 1].into() } else { address.ip() },
        address.port(),
    );
    let url = format!("http://{shown}/");
    let file = options.data.dir()?.join("server.json");
    std::fs::write(&file, serde_json::json!({"address": url, "pid": std::process::id()}).to_string())?;
    let mut out = io::stdout().lock();
    writeln!(out, "{url}")?;
    out.flush()?;
    say("服务已启动，按 Ctrl-C 停止");
    Ok(file)
}

/// Takes the address away when the server has stopped.
pub fn withdraw(file: &Path) {
    // A file that is gone already is as good.
    let _ = std::fs::remove_file(file);
    say("服务已停止");
}
