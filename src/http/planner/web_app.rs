//! `GET /planner/app.webmanifest`: how the planner is put on a home screen. Browsers ask for it without a session, so it
//! says nothing that the booking page does not say, too. Its addresses are relative: they hold below a path as well.

use super::prelude::*;
use super::texts::Texts;
use serde_json::json;

const KIND: &str = "application/manifest+json";

/// The ground of pages in light colours, shown while the planner starts.
const GROUND: &str = "#f3f5f5";
const BAR: &str = "#ffffff";

/// `GET /planner/app.webmanifest`
pub async fn show_manifest(State(app): State<App>) -> impl IntoResponse {
    let planning = app.planning();
    let shop = &planning.calendar.shop;
    let t = Texts::of(shop.language);
    let name = if shop.name.is_empty() { t.planner().to_owned() } else { format!("{} – {}", t.planner(), shop.name) };
    let manifest = json!({
        "name": name,
        "short_name": t.planner(),
        "lang": shop.language.tag(),
        "start_url": "../planner",
        "scope": "../planner",
        "display": "standalone",
        "theme_color": BAR,
        "background_color": GROUND,
        "icons": [
            icon("planner-icon.svg", "any", "any"),
            icon("planner-icon-192.png", "192x192", "any"),
            icon("planner-icon-512.png", "512x512", "any"),
            icon("planner-icon-maskable-512.png", "512x512", "maskable"),
        ],
        "shortcuts": [
            { "name": t.new_appointment(), "url": "../planner/appointments/new" },
            { "name": t.calendar(), "url": "../planner/calendar" },
        ],
    });
    ([(header::CONTENT_TYPE, KIND)], Json(manifest))
}

fn icon(name: &str, sizes: &str, purpose: &str) -> serde_json::Value {
    json!({ "src": format!("..{}", asset_url(name)), "sizes": sizes, "purpose": purpose, "type": kind_of(name) })
}

fn kind_of(name: &str) -> &'static str {
    if name.ends_with(".svg") { "image/svg+xml" } else { "image/png" }
}
