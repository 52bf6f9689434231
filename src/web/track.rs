//! Track 办理: tasks, gaps and how tasks stand; writing needs the token.

use super::App;
use super::answer::{Trouble, blocking};
use super::api::ask;
use super::guard;
use super::input::{self, Named};
use crate::kb::{Noted, accept};
use axum::extract::{OriginalUri, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

type Answer = Result<Response, Trouble>;

pub(super) async fn tasks(State(app): State<App>, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Answer {
    let today = app.today();
    ask(&app, (uri, headers), accept::TASKS, move |kb, q| kb.tasks(q, today)).await
}

pub(super) async fn gaps(State(app): State<App>, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Answer {
    ask(&app, (uri, headers), accept::GAPS, |kb, q| kb.gaps(q)).await
}

pub(super) async fn tracks(
    State(app): State<App>,
    Named(id): Named,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Answer {
    ask(&app, (uri, headers), accept::NONE, move |kb, q| kb.tracks(&id, q)).await
}

/// Notes how a task stands; the text is never touched.
pub(super) async fn track(State(app): State<App>, Named(id): Named, request: Request) -> Answer {
    if let Some(why) = guard::stranger(&request, app.token.as_deref()) {
        return Err(Trouble::new(StatusCode::FORBIDDEN, why));
    }
    let bytes = input::body(request).await?;
    let body = input::Json::read(&bytes, r#"{"status": "办理中", "author": "张某", "note": "…"}"#)?;
    let noted = Noted {
        status: body.text("status")?.ok_or_else(|| body.lacks("status"))?,
        author: body.text("author")?.ok_or_else(|| body.lacks("author"))?,
        note: body.text("note")?,
        evidence: body.text("evidence")?,
        agency: body.text("agency")?,
        on: body.day("on")?,
    };
    let today = app.today();
    let at = jiff::Timestamp::now().to_string();
    let kept = blocking(&app.kb, move |kb| kb.track(&id, noted, today, at)).await?;
    Ok((StatusCode::CREATED, axum::Json(kept)).into_response())
}
