//! Input 请求内容: query strings and bodies, checked.

use super::answer::Trouble;
use crate::export::Of;
use crate::kb::{Query, accept, accepted};
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use jiff::civil::Date;
use serde::Deserialize;
use std::future::poll_fn;
use std::pin::Pin;

/// The largest body that is taken in, in bytes.
pub(super) const LARGEST: usize = 32 * 1024 * 1024;

/// A document that came with a request.
pub(super) struct File {
    pub(super) name: String,
    pub(super) bytes: Bytes,
}

/// What may stand beside a body.
#[derive(Default)]
pub(super) struct Options {
    pub(super) name: Option<String>,
    pub(super) as_of: Option<Date>,
}

/// The pairs of a query string, `+` and `%xx` undone.
fn pairs(query: Option<&str>) -> Result<Vec<(String, String)>, Trouble> {
    let parts = query.unwrap_or_default().split('&').filter(|p| !p.is_empty());
    parts
        .map(|p| {
            let (name, value) = p.split_once('=').unwrap_or((p, ""));
            Ok((decode(name)?, decode(value)?))
        })
        .collect()
}

fn decode(text: &str) -> Result<String, Trouble> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match first {
            b'+' => bytes.push(b' '),
            b'%' => {
                let hex = after.get(..2).and_then(|h| std::str::from_utf8(h).ok());
                match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
                    Some(byte) => {
                        bytes.push(byte);
                        rest = after.get(2..).unwrap_or_default();
                    }
                    None => bytes.push(b'%'),
                }
            }
            other => bytes.push(*other),
        }
    }
    String::from_utf8(bytes).map_err(|_| Trouble::new(StatusCode::BAD_REQUEST, "参数应是 UTF-8 编码的百分号转义"))
}

/// Which list is to be handed out, and the question about it.
pub(super) fn export(query: Option<&str>) -> Result<(Of, Query), Trouble> {
    let (named, rest): (Vec<_>, Vec<_>) = pairs(query)?.into_iter().partition(|(name, _)| name == "of");
    let of = match named.last().map(|(_, value)| value.trim()).filter(|v| !v.is_empty()) {
        None => Of::Responsibilities,
        Some(name) => Of::named(name).ok_or_else(|| {
            let names: Vec<_> = Of::ALL.iter().map(|of| of.name()).collect();
            Trouble::new(StatusCode::BAD_REQUEST, format!("应为 {} 之一，给出的是“{name}”", names.join("、")))
                .field("of")
        })?,
    };
    let mut allowed = accepted(of);
    allowed.push("of");
    let query = Query::parse(rest.iter().map(|(n, v)| (n.as_str(), v.as_str())), &allowed)?;
    Ok((of, query))
}

/// The question in a query string.
pub(super) fn query(query: Option<&str>, allowed: &[&str]) -> Result<Query, Trouble> {
    let pairs = pairs(query)?;
    Ok(Query::parse(pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())), allowed)?)
}

/// The file name and the day in a query string.
pub(super) fn options(query: Option<&str>) -> Result<Options, Trouble> {
    let mut options = Options::default();
    for (name, value) in pairs(query)? {
        let asked =
            Query::parse([(name.as_str(), value.as_str())].into_iter().filter(|(n, _)| *n != "name"), accept::PARSE)?;
        options.as_of = asked.as_of.or(options.as_of);
        if name == "name" {
            options.name = Some(value);
        }
    }
    Ok(options)
}

/// The whole body.
pub(super) async fn body(request: Request) -> Result<Bytes, Trouble> {
    read(request.into_body()).await
}

/// Reads a body to its end. One that is too large is read on for a while and thrown away: a client
/// that is still sending would not see the answer.
async fn read(mut body: Body) -> Result<Bytes, Trouble> {
    let mut kept: Vec<u8> = Vec::new();
    let mut size = 0usize;
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        let frame = frame.map_err(|why| Trouble::new(StatusCode::BAD_REQUEST, format!("请求内容没有传完（{why}）")))?;
        let Ok(data) = frame.into_data() else { continue };
        size = size.saturating_add(data.len());
        if size <= LARGEST {
            kept.extend_from_slice(&data);
        } else {
            kept = Vec::new();
        }
        if size > 4 * LARGEST {
            break;
        }
    }
    if size > LARGEST { Err(too_large()) } else { Ok(kept.into()) }
}

fn too_large() -> Trouble {
    let detail = format!("请求内容超过 {} MB，请拆分后再试", LARGEST / 1024 / 1024);
    Trouble::new(StatusCode::PAYLOAD_TOO_LARGE, detail).field("file")
}

/// A document as JSON.
#[derive(Deserialize)]
struct Text {
    name: Option<String>,
    text: String,
}

/// The documents of a body: multipart files, JSON `{"name", "text"}`, or the raw bytes of one.
pub(super) async fn files(request: Request, options: &Options) -> Result<Vec<File>, Trouble> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    if kind.starts_with("multipart/form-data") {
        return multipart(request).await;
    }
    let bytes = body(request).await?;
    let name = options.name.clone();
    if kind.starts_with("application/json") {
        let text: Text = serde_json::from_slice(&bytes).map_err(|why| {
            let detail = format!("应为 JSON，如 {{\"name\": \"a.txt\", \"text\": \"…\"}}（{why}）");
            Trouble::new(StatusCode::BAD_REQUEST, detail).field("text")
        })?;
        let name = text.name.or(name).unwrap_or_else(|| "document.txt".to_owned());
        return Ok(vec![File { name, bytes: text.text.into_bytes().into() }]);
    }
    let by_kind = if kind.starts_with("text/markdown") { "document.md" } else { "document.txt" };
    Ok(vec![File { name: name.unwrap_or_else(|| by_kind.to_owned()), bytes }])
}

async fn multipart(request: Request) -> Result<Vec<File>, Trouble> {
    let wrong = |why: String| Trouble::new(StatusCode::BAD_REQUEST, format!("读不了表单：{why}")).field("file");
    let (head, body) = request.into_parts();
    let request = Request::from_parts(head, Body::from(read(body).await?));
    let mut form = Multipart::from_request(request, &()).await.map_err(|why| wrong(why.to_string()))?;
    let mut files = Vec::new();
    loop {
        let field = form.next_field().await.map_err(|why| failed(&why, wrong))?;
        let Some(field) = field else { break };
        let Some(name) = field.file_name().map(str::to_owned) else { continue };
        let bytes = field.bytes().await.map_err(|why| failed(&why, wrong))?;
        files.push(File { name, bytes });
    }
    if files.is_empty() { Err(wrong("里面没有文件".to_owned())) } else { Ok(files) }
}

fn failed(why: &axum::extract::multipart::MultipartError, wrong: impl Fn(String) -> Trouble) -> Trouble {
    if why.status() == StatusCode::PAYLOAD_TOO_LARGE { too_large() } else { wrong(why.body_text()) }
}
