//! Routes 路由: every address of the server on one page.

use super::{App, api, assets, care, export, guard, input, track};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use utoipa_swagger_ui::{Config, SwaggerUi};

/// All addresses: the API under `/api/v1`, the page everywhere else.
pub(super) fn router(app: App) -> Router {
    let trying = SwaggerUi::new(guard::TRY).config(Config::from("/api/v1/openapi.json"));
    Router::new()
        .nest("/api/v1", api_routes())
        .merge(trying)
        .route("/api", get(api::unknown))
        .route("/api/{*rest}", get(api::unknown))
        .fallback(assets::page)
        .layer(middleware::from_fn_with_state(app.clone(), guard::cross_origin))
        .layer(middleware::from_fn(guard::headers))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::new())
        .with_state(app)
}

fn api_routes() -> Router<App> {
    let writing = Router::new()
        .route("/documents", post(api::add))
        .route("/documents/{id}", axum::routing::delete(api::remove))
        .route("/check", get(care::check))
        .route("/reindex", post(care::reindex))
        .route("/dump", get(care::dump))
        .route("/restore", post(care::restore))
        .layer(middleware::from_fn(guard::loopback));
    Router::new()
        .route("/documents", get(api::documents))
        .route("/documents/{id}", get(api::document))
        .route("/documents/{id}/clauses", get(api::clauses))
        .route("/documents/{id}/source", get(api::source))
        .route("/clauses/{id}", get(api::clause))
        .route("/search", get(api::search))
        .route("/suggest", get(api::suggest))
        .route("/responsibilities", get(api::responsibilities))
        .route("/targets", get(api::targets))
        .route("/deadlines", get(api::deadlines))
        .route("/due", get(api::due))
        .route("/tasks", get(track::tasks))
        .route("/gaps", get(track::gaps))
        .route("/clauses/{id}/tracks", get(track::tracks).post(track::track))
        .route("/amounts", get(api::amounts))
        .route("/citations", get(api::citations))
        .route("/agencies", get(api::agencies))
        .route("/agencies/{id}", get(api::agency))
        .route("/parse", post(api::parse))
        .route("/scan", post(api::scan))
        .route("/export/{format}", get(export::export))
        .route("/stats", get(api::stats))
        .route("/health/live", get(api::live))
        .route("/health/ready", get(api::ready))
        .route("/openapi.json", get(api::description))
        .merge(writing)
        .layer(DefaultBodyLimit::max(input::LARGEST))
        .method_not_allowed_fallback(api::wrong_method)
        .fallback(api::unknown)
}
