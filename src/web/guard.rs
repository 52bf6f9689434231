//! Guard 把关: who may write, and what a browser may do with the page.

use super::answer::Trouble;
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::SocketAddr;

/// The page runs its own scripts and asks its own server, nothing else.
const CONTENT: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Headers of every response.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let head = response.headers_mut();
    head.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT));
    head.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    head.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    head.insert(HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin"));
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
