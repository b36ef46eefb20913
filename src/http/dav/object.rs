//! `GET` of an object.

use super::device::Asker;
use super::listing::Listed;
use super::place::Place;
use super::refusal::Refusal;
use crate::http::assets::matches_etag;
use crate::operations::caldav::read::named;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// An object's text; 304 where the program has it. Collections have none of their own.
pub async fn show(asker: &Asker, place: &Place, headers: &HeaderMap) -> Result<Response, Refusal> {
    let Place::Object(_, resource, name) = place else {
        let text = "These are calendars for programs: enter this address in one that speaks CalDAV.\n";
        return Ok((StatusCode::OK, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response());
    };
    let listed = find(asker, resource, name).await?.ok_or_else(Refusal::not_found)?;
    let tag = [(header::ETAG, HeaderValue::try_from(&listed.tag).map_err(|_| Refusal::not_found())?)];
    if matches_etag(headers, &listed.tag) {
        return Ok((StatusCode::NOT_MODIFIED, tag).into_response());
    }
    Ok((tag, [(header::CONTENT_TYPE, "text/calendar; charset=utf-8; component=VEVENT")], listed.text).into_response())
}

/// The object of that name.
pub async fn find(
    asker: &Asker,
    resource: &crate::domain::ids::ResourceId,
    name: &str,
) -> Result<Option<Listed>, Refusal> {
    let found = named(&asker.app.store, asker.at(resource), vec![name.to_owned()]).await?.pop().flatten();
    Ok(found.map(|object| Listed::new(asker, &asker.writer(resource), resource, object)))
}
