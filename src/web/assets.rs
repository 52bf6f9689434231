//! Assets 网页文件: the files of `static/`, part of the binary.

use super::answer::{Trouble, tagged};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

/// The web UI.
#[derive(RustEmbed)]
#[folder = "static/"]
struct Static;

/// A file of the page; an address without a dot is a state of the page itself.
pub(super) async fn page(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        let refused = Trouble::new(StatusCode::METHOD_NOT_ALLOWED, "网页只能读取").into_response();
        return ([(header::ALLOW, "GET, HEAD")], refused).into_response();
    }
    let path = uri.path().trim_start_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    let name = if last.contains('.') { path } else { "index.html" };
    let Some(file) = Static::get(name) else {
        return Trouble::new(StatusCode::NOT_FOUND, format!("没有 {} 这个文件", uri.path())).into_response();
    };
    let kind = match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" | "webmanifest" => "application/json",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
    let mut response = tagged(kind, file.data.into_owned(), &headers);
    if name == "index.html" {
        response.headers_mut().insert(header::VARY, header::HeaderValue::from_static("Accept-Encoding"));
    }
    response
}
