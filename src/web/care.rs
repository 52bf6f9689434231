//! Care 养护: check, reindex, dump and restore of a data directory that this server holds.

use super::App;
use super::answer::{Trouble, blocking, envelope};
use super::input;
use crate::export::item::Envelope;
use crate::kb::accept;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{OriginalUri, RawQuery, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body::Frame;
use std::future::poll_fn;
use std::io::{self, BufReader, Read, Write};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc::{Receiver, Sender, channel};

type Answer = Result<Response, Trouble>;

/// Pieces that wait between the disk's side and the line's.
const WAITING: usize = 16;
/// Bytes of a piece that is sent.
const PIECE: usize = 64 << 10;

/// Compares all that is stored twice.
pub(super) async fn check(State(app): State<App>, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Answer {
    input::query(uri.query(), accept::NONE)?;
    let seen = blocking(&app.kb, |kb| kb.check()).await?;
    Ok(envelope(&Envelope::one(seen), &uri, &headers))
}

/// Reads all documents anew by the rules of today, and builds the index anew.
pub(super) async fn reindex(State(app): State<App>, RawQuery(query): RawQuery) -> Answer {
    input::query(query.as_deref(), accept::NONE)?;
    let done = blocking(&app.kb, |kb| kb.reindex()).await?;
    Ok(axum::Json(Envelope::one(done)).into_response())
}

/// All documents as JSONL, sent while it is written. A dump that breaks off lacks its last line.
pub(super) async fn dump(State(app): State<App>, RawQuery(query): RawQuery) -> Answer {
    input::query(query.as_deref(), accept::NONE)?;
    let (pieces, sent) = channel(WAITING);
    tokio::task::spawn_blocking(move || {
        let mut out = io::BufWriter::with_capacity(PIECE, Outlet(pieces.clone()));
        if let Err(why) = app.kb.dump(&mut out) {
            tracing::error!("备份中断：{why}");
            // Where the asker is gone there is nobody left to tell.
            let _ = pieces.blocking_send(Err(why));
        }
    });
    let head = [(header::CONTENT_TYPE, "application/x-ndjson"), (header::CACHE_CONTROL, "no-store")];
    Ok((head, Body::new(Sent(sent))).into_response())
}

/// Brings in the documents of a dump, which is the body; it is read as it comes, whatever its size.
pub(super) async fn restore(State(app): State<App>, RawQuery(query): RawQuery, request: Request) -> Answer {
    let options = input::options(query.as_deref())?;
    let name = options.name.unwrap_or_else(|| "dump.jsonl".to_owned());
    let (pieces, come) = channel(WAITING);
    let mut body = request.into_body();
    let feed = tokio::spawn(async move {
        while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
            let piece = match frame {
                Ok(frame) => frame.into_data().map_err(|_| None),
                Err(why) => Err(Some(io::Error::other(why))),
            };
            // A dump that was found bad is read on all the same: its sender would not see the answer.
            match piece {
                Ok(piece) => drop(pieces.send(Ok(piece)).await),
                Err(Some(why)) => drop(pieces.send(Err(why)).await),
                Err(None) => {}
            }
        }
    });
    let mut dump = BufReader::with_capacity(PIECE, Inlet { come, piece: Bytes::new() });
    let done = blocking(&app.kb, move |kb| kb.restore(&name, &mut dump)).await;
    // Ends when the body has ended.
    let fed = feed.await;
    let done = done?;
    fed.map_err(|why| Trouble::new(StatusCode::INTERNAL_SERVER_ERROR, why.to_string()))?;
    Ok(axum::Json(Envelope::one(done)).into_response())
}

/// Written on the disk's side, sent on the line's.
struct Outlet(Sender<io::Result<Bytes>>);

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = Bytes::copy_from_slice(bytes);
        self.0.blocking_send(Ok(piece)).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The body of an answer that is still being written.
struct Sent(Receiver<io::Result<Bytes>>);

impl HttpBody for Sent {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.0.poll_recv(cx).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}

/// Comes from the line, read on the disk's side.
struct Inlet {
    come: Receiver<io::Result<Bytes>>,
    piece: Bytes,
}

impl Read for Inlet {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() {
            match self.come.blocking_recv() {
                None => return Ok(0),
                Some(piece) => self.piece = piece?,
            }
        }
        let size = self.piece.len().min(into.len());
        let piece = self.piece.split_to(size);
        for (to, from) in into.iter_mut().zip(piece) {
            *to = from;
        }
        Ok(size)
    }
}
