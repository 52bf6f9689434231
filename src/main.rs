//! The binary: hands the command line to the library, and `serve` from `cli` to `web`.

use mimalloc::MiMalloc;
use std::io::ErrorKind;
use std::process::ExitCode;
use std::sync::Arc;
use tiaoku::{cli, web};
use tracing_subscriber::EnvFilter;

/// Reading a document takes many small pieces of memory; this allocator hands them out at half the cost.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_env("TIAOKU_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let code = match cli::run(web::openapi_text) {
        cli::Next::Exit(code) => code,
        cli::Next::Serve(options) => match serve(&options) {
            Ok(()) => 0,
            Err(why) => cli::complain(&why),
        },
    };
    ExitCode::from(code)
}

/// Questions answered at once; others wait. Each takes some MiB while it is at work, more of them at once than
/// there are cores gain nothing, and slow downloads must not keep all others out.
const AT_ONCE: usize = 32;

/// Takes the port first, so that a port in use is told before anything is read.
fn serve(options: &cli::serve::Options) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().max_blocking_threads(AT_ONCE).enable_all().build()?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind(options.listen)).map_err(|why| match why.kind() {
        ErrorKind::AddrInUse => anyhow::anyhow!("{} 已被占用，请用 --listen 换一个端口", options.listen),
        _ => anyhow::anyhow!("不能监听 {}（{why}）", options.listen),
    })?;
    let kb = Arc::new(cli::serve::prepare(options)?);
    let stop = runtime.block_on(async { web::Stop::listen() })?;
    let file = cli::serve::announce(options, listener.local_addr()?)?;
    let who = web::Who { origins: &options.allow_origin, token: options.token.as_deref() };
    let served = runtime.block_on(web::serve(kb, listener, cli::today, who, stop));
    cli::serve::withdraw(&file);
    Ok(served?)
}
