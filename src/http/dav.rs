//! `/dav/`: the shop's calendars for programs that keep calendars (`CalDAV`, RFC 4791), opened by an app password: one calendar
//! per room and person.
//!
//! Read in this order: `place` (what an address means), `device` (who asks), `xml` (bodies), `properties` (what is
//! known of each place), `propfind`, `report` and `object` (what is asked), `change`, `refusal` (what is answered
//! instead). Nothing here is a page, and nothing is authorized by a cookie.

mod asked;
mod change;
mod device;
mod filter;
mod listing;
mod object;
mod place;
mod properties;
mod propfind;
mod proppatch;
mod refusal;
mod report;

use crate::http::client_address::ClientAddress;
use crate::http::state::App;
use crate::xml;
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use device::Asker;
use place::Place;
use refusal::Refusal;

/// The largest body: the addresses of some thousands of objects.
const BODY_MAX: usize = 1024 * 1024;
/// The largest object.
const OBJECT_MAX: usize = 64 * 1024;
/// The classes of RFC 4918 that are spoken here.
const CLASSES: HeaderValue = HeaderValue::from_static("1, 3, access-control, calendar-access");

/// The routes, with limits of their own.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/.well-known/caldav", any(lead_here))
        .route("/dav", any(answer))
        .route("/dav/", any(answer))
        .route("/dav/{*path}", any(answer))
}

/// The address that people enter.
pub fn address(public_url: &str) -> String {
    format!("{public_url}/dav/")
}

/// `/.well-known/caldav` (RFC 6764): where the calendars are.
async fn lead_here() -> Response {
    (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, "/dav/")]).into_response()
}

async fn answer(State(app): State<App>, client: ClientAddress, request: Request) -> Response {
    let mut response = match respond(&app, client, request).await {
        Ok(response) => response,
        Err(refusal) => refusal.into_response(),
    };
    response.headers_mut().insert("dav", CLASSES);
    response
}

async fn respond(app: &App, client: ClientAddress, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    // Also where the answer does not depend on it: programs that are told to sign in send the request again on the same
    // connection, which would be closed over an unread body.
    let body = read(&parts.headers, body).await?;
    let place = Place::parse(parts.uri.path());
    let method = parts.method.as_str();
    if method == "OPTIONS" {
        let allowed = place.as_ref().map_or(place::READING, Place::methods);
        return Ok((StatusCode::OK, [(header::ALLOW, allowed)]).into_response());
    }
    let asker = Asker::let_in(app, client, &parts.headers).await?;
    let place = place.ok_or_else(Refusal::not_found)?;
    asker.ensure_visible(&place)?;
    if place.lacks_slash(parts.uri.path()) {
        let to = HeaderValue::try_from(place.path()).map_err(|_| Refusal::not_found())?;
        return Ok((StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, to)]).into_response());
    }
    if !place.methods().split(", ").any(|allowed| allowed == method) {
        return Err(Refusal::method(&place, method));
    }
    match method {
        "PROPFIND" => propfind::answer(&asker, &place, &parts.headers, &body).await,
        "PROPPATCH" => proppatch::answer(&asker, &place, &body),
        "PUT" => change::put(&asker, &place, &parts.headers, &body).await,
        "DELETE" => change::delete(&asker, &place, &parts.headers).await,
        "MOVE" => change::rename(&asker, &place, &parts.headers).await,
        "REPORT" => report::answer(&asker, &place, &parts.headers, &body).await,
        // HEAD is answered like GET; the server leaves the body out.
        _ => object::show(&asker, &place, &parts.headers).await,
    }
}

/// The body, which must be plain and of a bounded size.
async fn read(headers: &HeaderMap, body: Body) -> Result<Bytes, Refusal> {
    let encoding = headers.get(header::CONTENT_ENCODING).map(HeaderValue::as_bytes).unwrap_or_default();
    if !encoding.is_empty() && encoding != b"identity" {
        return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Send the body as it is, not compressed."));
    }
    to_bytes(body, BODY_MAX).await.map_err(|_| Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "The body is too large."))
}

/// An answer in XML.
fn xml_answer(status: StatusCode, text: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/xml; charset=utf-8")], text).into_response()
}
