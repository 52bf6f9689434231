//! Export 导出: a whole list as a file to save.

use super::App;
use super::answer::{Trouble, blocking, escape};
use super::input::{self, Named};
use crate::export::{Of, Sheet, exporter, formats};
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;

/// The list as a file; its links begin with the address that was asked.
pub(super) async fn export(
    State(app): State<App>,
    Named(format): Named,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let exporter = exporter(&format).ok_or_else(|| {
        let detail = format!("没有 {format} 格式，可用的有 {}", formats().join("、"));
        Trouble::new(StatusCode::NOT_FOUND, detail).field("format")
    })?;
    let usual = exporter.lists().first().copied().filter(|_| exporter.lists().len() == 1);
    let (of, query, columns) = input::export(uri.query(), usual.unwrap_or(Of::Responsibilities))?;
    if !exporter.lists().contains(&of) {
        let lists: Vec<_> = exporter.lists().iter().map(|l| l.name()).collect();
        let detail = format!("{format} 格式只能导出 {}，给出的是 {}", lists.join("、"), of.name());
        return Err(Trouble::new(StatusCode::BAD_REQUEST, detail).field("of"));
    }
    let site = site(&headers);
    let today = app.today();
    let name = file_name(of, &query.agency, today, exporter.name());
    let body = blocking(&app.kb, move |kb| {
        let mut body = Vec::new();
        let title = kb.sheet_title(of, &query);
        let sheet = Sheet { of, site: &site, columns: &columns, title: &title, today };
        kb.export(&sheet, exporter, &query, &mut body)?;
        Ok(body)
    })
    .await?;
    let ascii = format!("tiaoku-{}-{today}.{}", of.name(), exporter.name());
    let saved = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{}", escape(&name));
    let head: [(HeaderName, String); 3] = [
        (header::CONTENT_TYPE, exporter.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, saved),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    Ok((head, body).into_response())
}

/// `http://` and the host that was asked; nothing where it is not plainly one.
fn site(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-.:[]".contains(&b);
    if !host.is_empty() && host.bytes().all(plain) { format!("http://{host}") } else { String::new() }
}

/// `条库-责任单位-市应急局-2026-11-20.csv`: what the reader finds again in a folder of downloads.
fn file_name(of: Of, agencies: &[String], today: Date, format: &str) -> String {
    let agency = match agencies {
        [one] if one.chars().count() <= 40 => format!("-{}", one.replace(['/', '\\', ':', '"'], "")),
        _ => String::new(),
    };
    format!("条库-{}{agency}-{today}.{format}", of.word())
}
