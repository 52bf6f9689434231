//! Web 网页与接口: routes on one page, floor 8.
//!
//! The JSON is that of `export`, the answers those of `kb`; here are addresses, envelopes' headers,
//! problems, and the embedded page.
//!
//! # To add one
//! A route: a line in `routes.rs`, a handler in `api.rs`, an entry in `openapi.rs`.

mod answer;
mod api;
mod assets;
mod guard;
mod input;
mod openapi;
mod routes;

pub use openapi::text as openapi_text;

use crate::kb::Kb;
use jiff::civil::Date;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;

/// What handlers share.
#[derive(Clone)]
struct App {
    kb: Arc<Kb>,
    clock: fn() -> Date,
}

impl App {
    fn today(&self) -> Date {
        (self.clock)()
    }
}

/// Serves until ctrl-c or SIGTERM, then lets running requests finish; every write is on disk when it is told as done.
///
/// # Errors
/// The socket fails.
pub async fn serve(kb: Arc<Kb>, listener: TcpListener, clock: fn() -> Date) -> std::io::Result<()> {
    let app = routes::router(App { kb, clock });
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, app).with_graceful_shutdown(told_to_stop()).await
}

async fn told_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
