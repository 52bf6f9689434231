//! API handlers 接口: a question checked, asked, answered; what they say is made in `kb`.

use super::answer::{Trouble, blocking, envelope, escape, tagged};
use super::input::{self, Named};
use super::{App, openapi};
use crate::export::item::{Envelope, Meta, Outcome};
use crate::export::parse_json;
use crate::kb::{Kb, KbError, Query, accept};
use axum::extract::{OriginalUri, RawQuery, Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

type Answer = Result<Response, Trouble>;

/// Checks the query string, asks, answers.
pub(super) async fn ask<T: Serialize + Send + 'static>(
    app: &App,
    request: (Uri, HeaderMap),
    allowed: &'static [&'static str],
    question: impl FnOnce(&Kb, &Query) -> Result<Envelope<T>, KbError> + Send + 'static,
) -> Answer {
    let (uri, headers) = request;
    let query = input::query(uri.query(), allowed)?;
    let answer = blocking(&app.kb, move |kb| {
        let answer = question(kb, &query)?;
        answer.meta.next.iter().for_each(|next| kb.pin(next));
        Ok(answer)
    })
    .await?;
    Ok(envelope(&answer, &uri, &headers))
}

pub(super) async fn documents(State(app): State<App>, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Answer {
    ask(&app, (uri, headers), accept::DOCUMENTS, |kb, q| kb.documents(q)).await
}

pub(super) async fn document(
    State(app): State<App>,
    Named(id): Named,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Answer {
    ask(&app, (uri, headers), accept::NONE, move |kb, _| kb.document(&id)).await
}

pub(super) async fn clauses(
    State(app): State<App>,
    Named(id): Named,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Answer {
    ask(&app, (uri, headers), accept::CLAUSES, move |kb, q| kb.clauses(&id, q)).await
}

pub(super) async fn source(
    State(app): State<App>,
    Named(id): Named,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Answer {
    ask(&app, (uri, headers), accept::NONE, move |kb, _| kb.source(&id)).await
}

/// A clause; an id that was given before its document changed leads to where its words are now.
pub(super) async fn clause(
    State(app): State<App>,
    Named(id): Named,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Answer {
    input::query(uri.query(), accept::NONE)?;
    let found = blocking(&app.kb, move |kb| match kb.clause(&id) {
        Err(KbError::Moved { id, to }) => Ok(Err((id, to))),
        other => other.map(Ok),
    });
    match found.await? {
        Ok(found) => Ok(envelope(&found, &uri, &headers)),
        Err((id, to)) => {
            let place = format!("/api/v1/clauses/{}", escape(&to));
            // Another change of the document may lead it elsewhere: to be asked again each time.
            let head = [(header::LOCATION, place), (header::CACHE_CONTROL, "no-cache".to_owned())];
            Ok((head, Trouble::from(KbError::Moved { id, to })).into_response())
        }
    }
}

pub(super) async fn search(State(app): State<App>, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Answer {
    ask(&app, (uri, headers), accept::SEARCH, |kb, q| kb.search(q)).await
}

pub(super) async fn suggest(State(app): State<App>, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Answer {
    ask(&app, (uri, headers), accept::SUGGEST, |kb, q| Ok(kb.suggest(q))).await
}

pub(super) async fn responsibilities(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Answer {
    ask(&app, (uri, headers), accept::FACTS, |kb, q| kb.responsibilities(q)).await
}

pub(super) async fn targets(State(app): State<App>, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Answer {
    let today = app.today();
    ask(&app, (uri, headers), accept::DATED, move |kb, q| kb.targets(q, today)).await
}

pub(super) async fn deadlines(State(app): State<App>, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Answer {
    let today = app.today();
    ask(&app, (uri, headers), accept::DATED, move |kb, q| kb.deadlines(q, today)).await
}

pub(super) async fn due(State(app): State<App>, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Answer {
    let today = app.today();
    ask(&app, (uri, headers), accept::DUE, move |kb, q| kb.due(q, today)).await
}

pub(super) async fn amounts(State(app): State<App>, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Answer {
    ask(&app, (uri, headers), accept::AMOUNTS, |kb, q| kb.amounts(q)).await
}

pub(super) async fn citations(State(app): State<App>, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Answer {
    ask(&app, (uri, headers), accept::FACTS, |kb, q| kb.citations(q)).await
}

pub(super) async fn agencies(State(app): State<App>, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Answer {
    ask(&app, (uri, headers), accept::AGENCIES, |kb, q| kb.agencies(q)).await
}

pub(super) async fn agency(
    State(app): State<App>,
    Named(id): Named,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Answer {
    ask(&app, (uri, headers), accept::AGENCY, move |kb, q| kb.agency(&id, q)).await
}

pub(super) async fn stats(State(app): State<App>, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Answer {
    ask(&app, (uri, headers), accept::NONE, |kb, _| Ok(kb.stats())).await
}

/// Takes in the documents of the body: 201 where any is new, 200 where all are here already.
pub(super) async fn add(State(app): State<App>, RawQuery(query): RawQuery, request: Request) -> Answer {
    let options = input::options(query.as_deref())?;
    let files = input::files(request, &options).await?;
    let as_of = options.as_of.unwrap_or_else(|| app.today());
    let data = blocking(&app.kb, move |kb| {
        let take = |f: &input::File| kb.ingest_document(&f.name, &f.bytes, f.provenance.as_deref(), as_of);
        files.iter().map(take).collect::<Result<Vec<_>, _>>()
    })
    .await?;
    if data.iter().all(|i| i.outcome == Outcome::Refused) {
        let why: Vec<_> =
            data.iter().map(|i| format!("{}：{}", i.file, i.reason.as_deref().unwrap_or_default())).collect();
        return Err(Trouble::new(StatusCode::UNPROCESSABLE_ENTITY, why.join("；")).field("file"));
    }
    let new = data.iter().any(|i| matches!(i.outcome, Outcome::Ingested | Outcome::Replaced));
    let status = if new { StatusCode::CREATED } else { StatusCode::OK };
    let meta = Meta { total: data.len(), ..Meta::default() };
    Ok((status, axum::Json(Envelope { data, meta })).into_response())
}

pub(super) async fn remove(State(app): State<App>, Named(id): Named) -> Answer {
    blocking(&app.kb, move |kb| kb.remove(&id)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Parses the document of the body; nothing is kept.
pub(super) async fn parse(State(app): State<App>, RawQuery(query): RawQuery, request: Request) -> Answer {
    let options = input::options(query.as_deref())?;
    let mut files = input::files(request, &options).await?;
    let file = files.pop().filter(|_| files.is_empty());
    let file = file.ok_or_else(|| Trouble::new(StatusCode::BAD_REQUEST, "一次只能解析一个文件").field("file"))?;
    let as_of = options.as_of.unwrap_or_else(|| app.today());
    let parsed = blocking(&app.kb, move |kb| Ok(parse_json(&kb.parse(&file.name, &file.bytes, as_of)?))).await?;
    Ok(axum::Json(Envelope::one(parsed)).into_response())
}

pub(super) async fn scan(State(app): State<App>, request: Request) -> Answer {
    let bytes = input::body(request).await?;
    let example = r#"{"text": "到2026年，达到60个"}"#;
    let line = input::Json::read(&bytes, example)?;
    let text = line.text("text")?.ok_or_else(|| line.lacks("text"))?;
    let as_of = line.day("as_of")?.unwrap_or_else(|| app.today());
    let scanned = blocking(&app.kb, move |kb| Ok(kb.scan(&text, as_of))).await?;
    Ok(axum::Json(Envelope::one(scanned)).into_response())
}

#[derive(Serialize)]
struct Health {
    status: &'static str,
    documents: usize,
}

pub(super) async fn live() -> Response {
    axum::Json(serde_json::json!({"status": "ok"})).into_response()
}

pub(super) async fn ready(State(app): State<App>) -> Response {
    axum::Json(Health { status: "ok", documents: app.kb.snapshot().documents().len() }).into_response()
}

pub(super) async fn description(headers: HeaderMap) -> Response {
    tagged("application/json", openapi::text().into_bytes(), &headers)
}

pub(super) async fn unknown(OriginalUri(uri): OriginalUri) -> Trouble {
    Trouble::new(StatusCode::NOT_FOUND, format!("没有接口 {}，全部接口见 /api/v1/openapi.json", uri.path()))
}

pub(super) async fn wrong_method(OriginalUri(uri): OriginalUri) -> Trouble {
    Trouble::new(StatusCode::METHOD_NOT_ALLOWED, format!("{} 不支持这种请求方法", uri.path()))
}
