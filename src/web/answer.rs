//! Answer 应答: envelopes and problems as HTTP, and the one place where work moves to blocking threads.

use crate::export::item::{Envelope, Problem};
use crate::kb::{Kb, KbError};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Something is wrong with a request: RFC 9457, in Chinese.
#[derive(Debug)]
pub(super) struct Trouble(Problem);

impl Trouble {
    /// A problem of that status.
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        let title = match status {
            StatusCode::BAD_REQUEST => "请求参数有误",
            StatusCode::FORBIDDEN => "不允许的操作",
            StatusCode::PERMANENT_REDIRECT => "条款编号已变",
            StatusCode::NOT_FOUND => "没有找到",
            StatusCode::GONE => "已不存在",
            StatusCode::METHOD_NOT_ALLOWED => "不支持的请求方法",
            StatusCode::PAYLOAD_TOO_LARGE => "文件太大",
            StatusCode::UNPROCESSABLE_ENTITY => "文件未能读入",
            _ => "服务器出错",
        };
        Self(Problem {
            kind: "about:blank".to_owned(),
            title: title.to_owned(),
            status: status.as_u16(),
            detail: detail.into(),
            field: None,
        })
    }

    /// The same with the name of the field in question.
    pub(super) fn field(mut self, field: &str) -> Self {
        self.0.field = Some(field.to_owned());
        self
    }
}

impl From<KbError> for Trouble {
    fn from(why: KbError) -> Self {
        match why {
            KbError::Parameter { field, message } => Self::new(StatusCode::BAD_REQUEST, message).field(&field),
            moved @ KbError::Moved { .. } => Self::new(StatusCode::PERMANENT_REDIRECT, moved.to_string()),
            KbError::Gone(what) => Self::new(StatusCode::GONE, what),
            KbError::NotFound(what) => Self::new(StatusCode::NOT_FOUND, what),
            KbError::Refused { file, reason } => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, format!("{file}：{reason}"))
            }
            other => {
                tracing::error!("{other}");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, other.to_string())
            }
        }
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self.0).unwrap_or_default();
        (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response()
    }
}

/// Runs work that reads or writes disks, or computes, off the threads that talk.
pub(super) async fn blocking<T: Send + 'static>(
    kb: &Arc<Kb>,
    work: impl FnOnce(&Kb) -> Result<T, KbError> + Send + 'static,
) -> Result<T, Trouble> {
    let kb = Arc::clone(kb);
    match tokio::task::spawn_blocking(move || work(&kb)).await {
        Ok(done) => done.map_err(Trouble::from),
        Err(why) => {
            tracing::error!("{why}");
            Err(Trouble::new(StatusCode::INTERNAL_SERVER_ERROR, "处理这个请求时程序出错，请查看服务器日志"))
        }
    }
}

/// A body as JSON with an ETag; 304 where the asker has it already.
pub(super) fn tagged(content_type: &'static str, body: Vec<u8>, headers: &HeaderMap) -> Response {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    let tag = format!("\"{:016x}\"", hasher.finish());
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|v| v.to_str().ok());
    let same = known.flat_map(|v| v.split(',')).any(|t| t.trim().trim_start_matches("W/") == tag || t.trim() == "*");
    let (status, body) = if same { (StatusCode::NOT_MODIFIED, Body::empty()) } else { (StatusCode::OK, body.into()) };
    let head = [(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, "no-cache")];
    let mut response = (status, head, body).into_response();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// An envelope as a response, with a `Link` to the next page.
pub(super) fn envelope<T: Serialize>(answer: &Envelope<T>, uri: &Uri, headers: &HeaderMap) -> Response {
    let body = serde_json::to_vec(answer).unwrap_or_default();
    let mut response = tagged("application/json", body, headers);
    if let Some(link) = answer.meta.next.as_deref().and_then(|next| next_link(uri, next)) {
        response.headers_mut().insert(header::LINK, link);
    }
    response
}

fn next_link(uri: &Uri, next: &str) -> Option<HeaderValue> {
    let kept = uri.query().unwrap_or_default().split('&').filter(|p| !p.is_empty() && !p.starts_with("cursor="));
    let query: Vec<&str> = kept.collect();
    let query = if query.is_empty() { String::new() } else { format!("{}&", query.join("&")) };
    HeaderValue::from_str(&format!("<{}?{query}cursor={next}>; rel=\"next\"", uri.path())).ok()
}

/// `%xx` for all but letters, digits and `-._~` (RFC 3986, RFC 8187).
pub(super) fn escape(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
