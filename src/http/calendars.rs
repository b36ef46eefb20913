//! `/calendars/{secret}.ics`: an account's calendar to subscribe to. Who has the address sees what it shows, without signing
//! in. The secret is in no log line (routes are logged, paths are not), and the answer tells it to nobody.

use super::assets::matches_etag;
use super::error::ApiError;
use super::extract::ApiPath;
use super::state::App;
use crate::delivery::calendar_feed::CalendarFeed;
use crate::operations::accounts::{Secret, open_feed};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sha2::{Digest, Sha256};

/// The route, for the rate limits of visitors.
pub fn routes() -> Router<App> {
    Router::new().route("/calendars/{file}", get(show_calendar))
}

/// The address of a calendar.
pub fn address(public_url: &str, secret: &Secret) -> String {
    format!("{public_url}/calendars/{}.ics", secret.expose())
}

/// `GET /calendars/{secret}.ics`: `text/calendar` with an entity tag, 304 where nothing changed; the same 404 for an address
/// that never was and one that was revoked.
async fn show_calendar(
    State(app): State<App>,
    ApiPath(file): ApiPath<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let secret = file.strip_suffix(".ics").map(Secret::received).ok_or_else(ApiError::not_found)?;
    let planning = app.planning();
    let open = open_feed(&app.store, &secret, &planning.calendar).await?.ok_or_else(ApiError::not_found)?;
    let text = CalendarFeed {
        feed: &open.feed,
        calendar: &planning.calendar,
        entries: &open.entries,
        language: open.language,
        public_url: &app.settings.public_url,
        stamp: app.clock.now(),
    }
    .write();
    let tag = etag(&text);
    let cached = [
        (header::ETAG, HeaderValue::from_str(&tag).map_err(|error| ApiError::internal(error.to_string()))?),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    if matches_etag(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, cached).into_response());
    }
    let as_file = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"termine.ics\""),
    ];
    Ok((cached, as_file, text).into_response())
}

/// Weak, since it does not cover DTSTAMP, which says only when the file was made.
fn etag(text: &str) -> String {
    let mut hash = Sha256::new();
    text.split("\r\n").filter(|line| !line.starts_with("DTSTAMP")).for_each(|line| {
        hash.update(line);
        hash.update("\n");
    });
    let hex = base16ct::lower::encode_string(&hash.finalize()[..12]);
    format!("W/\"{hex}\"")
}
