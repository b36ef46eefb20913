//! `GET /accent.css`: the shop's one colour and what follows from it, as a style sheet of its own.

use crate::domain::palette;
use crate::http::state::App;
use axum::extract::State;
use axum::http::{Uri, header};
use axum::response::IntoResponse;

/// The address of the style sheet; it changes with the colour.
pub fn url(accent: Option<&str>) -> String {
    format!("/accent.css?v={}", version(accent))
}

/// Only what was read as a colour goes into the address.
fn version(accent: Option<&str>) -> &str {
    accent.filter(|text| palette::parse(text).is_some()).map_or("0", |text| text.trim_start_matches('#'))
}

/// The style sheet.
pub async fn show_accent(State(app): State<App>, uri: Uri) -> impl IntoResponse {
    let planning = app.planning();
    let accent = planning.calendar.shop.accent.as_deref();
    let color = accent.and_then(palette::parse).unwrap_or(palette::DEFAULT);
    let css = format!(
        ":root{{{}}}@media (prefers-color-scheme:dark){{:root{{{}}}}}@media print{{:root{{{}}}}}\n",
        palette::properties(color, palette::WHITE),
        palette::properties(color, palette::DARK_GROUND),
        palette::properties(color, palette::WHITE),
    );
    let current = uri.query() == Some(&format!("v={}", version(accent)));
    let cache = if current { "public, max-age=31536000, immutable" } else { "no-cache" };
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, cache)], css)
}
