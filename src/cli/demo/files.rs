//! Responses of the demo's own two servers: pages and embedded files, with a strict content security policy.

use anyhow::Context;
use askama::Template;
use axum::Router;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use tower_http::set_header::SetResponseHeaderLayer;

/// Renders a page, or an error.
pub fn page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be written");
            (StatusCode::INTERNAL_SERVER_ERROR, "This page could not be written.").into_response()
        }
    }
}

/// Adds a route for an embedded file.
pub fn with_file<S>(router: Router<S>, path: &str, content_type: &'static str, text: &'static str) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    router.route(path, get(async move || ([(header::CONTENT_TYPE, content_type)], text)))
}

/// Adds a content security policy to all responses without one, and `no-store`: the next start is a different shop.
pub fn guarded(router: Router, policy: &str) -> anyhow::Result<Router> {
    let policy = HeaderValue::from_str(policy).context("an address cannot stand in a policy")?;
    let fixed = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
    };
    Ok(router
        .layer(SetResponseHeaderLayer::if_not_present(header::CONTENT_SECURITY_POLICY, policy))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "same-origin"))
        .layer(fixed(header::CACHE_CONTROL, "no-store")))
}
