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
mod care;
mod export;
mod guard;
mod input;
mod openapi;
mod routes;
mod track;

pub use openapi::text as openapi_text;

use crate::kb::Kb;
use jiff::civil::Date;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// What handlers share.
#[derive(Clone)]
struct App {
    kb: Arc<Kb>,
    clock: fn() -> Date,
    /// Sites whose pages may read the API (CORS).
    origins: Arc<[String]>,
    /// What writers of notes must show; none: those on this machine may write.
    token: Option<Arc<str>>,
}

impl App {
    fn today(&self) -> Date {
        (self.clock)()
    }
}

/// Ctrl-C and SIGTERM, listened to from the moment this is made: whoever is told the server's address
/// may stop it at once.
pub struct Stop {
    #[cfg(unix)]
    signals: [tokio::signal::unix::Signal; 2],
}

impl Stop {
    /// Begins to listen; needs a tokio runtime around it.
    ///
    /// # Errors
    /// The system lets no handler be set.
    pub fn listen() -> std::io::Result<Self> {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            Ok(Self { signals: [signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?] })
        }
        #[cfg(not(unix))]
        Ok(Self {})
    }

    #[cfg(unix)]
    async fn told(self) {
        let [mut interrupt, mut terminate] = self.signals;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }

    #[cfg(not(unix))]
    async fn told(self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// Who may do more than ask from this server's own page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Who<'a> {
    /// Sites whose pages may read the API (CORS).
    pub origins: &'a [String],
    /// What writers of notes must show; none: those on this machine may write.
    pub token: Option<&'a str>,
}

/// Serves until `stop` is told, then lets running requests finish; every write is on disk when it is told as
/// done.
///
/// # Errors
/// The socket fails.
pub async fn serve(
    kb: Arc<Kb>,
    listener: TcpListener,
    clock: fn() -> Date,
    who: Who<'_>,
    stop: Stop,
) -> std::io::Result<()> {
    let token = who.token.map(Arc::from);
    let ready = tokio::spawn(keep_ready(Arc::clone(&kb)));
    let app = routes::router(App { kb, clock, origins: who.origins.into(), token });
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, app).with_graceful_shutdown(stop.told()).await;
    ready.abort();
    served
}

/// How often it is looked whether the store has changed.
const LOOK: Duration = Duration::from_millis(300);

/// After each change makes what the next question would else wait for.
async fn keep_ready(kb: Arc<Kb>) {
    let mut known = None;
    loop {
        if known != Some(kb.snapshot().change) {
            let kb = Arc::clone(&kb);
            known = tokio::task::spawn_blocking(move || kb.make_ready()).await.ok();
        }
        tokio::time::sleep(LOOK).await;
    }
}
