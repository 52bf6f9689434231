//! Guard 把关: who may write, and what a browser may do with the page.

use super::App;
use super::answer::Trouble;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::SocketAddr;

/// The page runs its own scripts and asks its own server, nothing else.
const CONTENT: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The page to try the API: its own scripts and styles, styles in the markup, icons as data.
const TRYING: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Where the page to try the API is.
pub(super) const TRY: &str = "/api/try";

/// Headers of every response.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let content = if request.uri().path().starts_with(TRY) { TRYING } else { CONTENT };
    let mut response = next.run(request).await;
    let head = response.headers_mut();
    head.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(content));
    head.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    head.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    head.insert(HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin"));
    response
}

/// Lets pages of the sites named read the API (CORS); of others, and where none is named, it says nothing. Writing
/// stays with pages of this server.
pub(super) async fn cross_origin(State(app): State<App>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let named = |o: &HeaderValue| app.origins.iter().any(|a| a == "*" || a.as_bytes() == o.as_bytes());
    let Some(origin) = origin.filter(named) else { return next.run(request).await };
    let asked =
        request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = if asked { StatusCode::NO_CONTENT.into_response() } else { next.run(request).await };
    let head = response.headers_mut();
    head.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    head.append(header::VARY, HeaderValue::from_static("Origin"));
    head.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("ETag, Link"));
    if asked {
        head.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD, POST"));
        head.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("Content-Type, If-None-Match"));
        head.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("3600"));
    }
    response
}

/// Lets writing pass from this machine only, and not from another site's page in a browser.
pub(super) async fn loopback(request: Request, next: Next) -> Response {
    match refusal(&request) {
        Some(why) => Trouble::new(StatusCode::FORBIDDEN, why).into_response(),
        None => next.run(request).await,
    }
}

fn refusal(request: &Request) -> Option<&'static str> {
    let from = request.extensions().get::<ConnectInfo<SocketAddr>>();
    if !from.is_some_and(|c| c.0.ip().to_canonical().is_loopback()) {
        return Some("只有本机可以添加、删除文件或维护数据");
    }
    foreign(request).then_some("不接受其他网站发来的写入请求")
}

/// Whether another site's page sends it.
fn foreign(request: &Request) -> bool {
    let text = |name: HeaderName| request.headers().get(name).and_then(|v| v.to_str().ok());
    match (text(header::ORIGIN), text(header::HOST)) {
        (Some(origin), Some(host)) => origin.split_once("://").is_none_or(|(_, from)| from != host),
        (Some(_), None) => true,
        (None, _) => false,
    }
}

/// Why this request may not write notes: without a token those on this machine may, with one whoever
/// shows it (`Authorization: Bearer …`); never another site's page.
pub(super) fn stranger(request: &Request, token: Option<&str>) -> Option<&'static str> {
    let Some(token) = token else { return refusal(request) };
    if foreign(request) {
        return Some("不接受其他网站发来的写入请求");
    }
    let shown = request.headers().get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
    let shown = shown.and_then(|v| v.strip_prefix("Bearer ")).unwrap_or_default();
    (!same(shown.as_bytes(), token.as_bytes())).then_some("登记办理情况需要口令，口令不对或没有给出")
}

/// Whether two words agree; takes as long wherever they differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |all, (x, y)| all | (x ^ y)) == 0
}
