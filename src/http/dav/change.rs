//! `PUT`, `DELETE` and `MOVE` of an object. An entity tag is answered where the object is byte for byte what was sent; else
//! programs read it again.

use super::OBJECT_MAX;
use super::device::Asker;
use super::listing::Listed;
use super::object::find;
use super::place::Place;
use super::refusal::Refusal;
use super::xml::{CALDAV, DAV, OWN};
use crate::domain::ids::ResourceId;
use crate::operations::caldav::write::{Check, Target, put as write_object, rename_to};
use crate::operations::caldav::{self, CalendarObject, Error};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The longest name of an object, in bytes.
const NAME_MAX: usize = 250;

/// `PUT`: moves the appointment, or blocks the time.
pub async fn put(asker: &Asker, place: &Place, headers: &HeaderMap, body: &[u8]) -> Result<Response, Refusal> {
    let (resource, name) = changeable(asker, place)?;
    let kind = headers.get(header::CONTENT_TYPE).map(|kind| kind.to_str().unwrap_or_default());
    let is_calendar =
        |kind: &str| kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("text/calendar");
    if !kind.is_none_or(is_calendar) {
        let sentence = "Objects are text/calendar.";
        return Err(Refusal::condition(StatusCode::FORBIDDEN, CALDAV, "supported-calendar-data", sentence));
    }
    if body.len() > OBJECT_MAX {
        let sentence = "The object is too large.";
        return Err(Refusal::condition(StatusCode::FORBIDDEN, CALDAV, "max-resource-size", sentence));
    }
    ensure_name(name)?;
    let outcome = write_object(&asker.app.store, target(asker, resource, name, headers), body).await;
    let is_new = outcome.map_err(|error| refusal(asker, resource, error))?;
    let mut response = if is_new { StatusCode::CREATED } else { StatusCode::NO_CONTENT }.into_response();
    let kept = find(asker, resource, name).await?.filter(|listed| listed.text.as_bytes() == body);
    if let Some(tag) = kept.and_then(|listed| HeaderValue::try_from(listed.tag).ok()) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}

/// `DELETE`: cancels the appointment, or ends the blocked time.
pub async fn delete(asker: &Asker, place: &Place, headers: &HeaderMap) -> Result<Response, Refusal> {
    let (resource, name) = changeable(asker, place)?;
    let outcome = caldav::delete::delete(&asker.app.store, target(asker, resource, name, headers)).await;
    outcome.map_err(|error| refusal(asker, resource, error))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `MOVE`: to another calendar, or to another name.
pub async fn rename(asker: &Asker, place: &Place, headers: &HeaderMap) -> Result<Response, Refusal> {
    let (resource, name) = changeable(asker, place)?;
    let to = headers.get("destination").and_then(|value| value.to_str().ok());
    let to = to.and_then(|address| Place::of_address(address, asker.app.settings.base_path()));
    let sentence = "An object can be moved to another calendar of the same account only.";
    let elsewhere = || Refusal::new(StatusCode::FORBIDDEN, sentence);
    let to = to.filter(|to| asker.ensure_visible(to).is_ok()).ok_or_else(elsewhere)?;
    let Place::Object(_, to_resource, to_name) = &to else { return Err(elsewhere()) };
    ensure_name(to_name)?;
    let from = target(asker, resource, name, headers);
    let outcome = rename_to(&asker.app.store, from, asker.at(to_resource), to_name.clone()).await;
    outcome.map_err(|error| refusal(asker, resource, error))?;
    Ok((StatusCode::CREATED, [(header::LOCATION, to.path())]).into_response())
}

/// The calendar and name of an object that the device may change.
fn changeable<'a>(asker: &Asker, place: &'a Place) -> Result<(&'a ResourceId, &'a str), Refusal> {
    let Place::Object(_, resource, name) = place else { return Err(Refusal::not_found()) };
    if asker.only_looks() {
        let sentence = "This app password is for looking only.";
        return Err(Refusal::condition(StatusCode::FORBIDDEN, DAV, "need-privileges", sentence));
    }
    Ok((resource, name))
}

fn ensure_name(name: &str) -> Result<(), Refusal> {
    if name.len() <= NAME_MAX && !name.chars().any(char::is_control) {
        return Ok(());
    }
    Err(Refusal::new(StatusCode::FORBIDDEN, "An object cannot be called so."))
}

fn target(asker: &Asker, resource: &ResourceId, name: &str, headers: &HeaderMap) -> Target {
    Target { at: asker.at(resource), name: name.to_owned(), check: check(asker.clone(), resource.clone(), headers) }
}

/// What `If-Match` and `If-None-Match` demand (RFC 9110 section 13).
fn check(asker: Asker, resource: ResourceId, headers: &HeaderMap) -> Check {
    let tags = |name: header::HeaderName| -> Option<Vec<String>> {
        let lines = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        let tags: Vec<_> = lines.flat_map(|line| line.split(',')).map(|tag| tag.trim().to_owned()).collect();
        (!tags.is_empty()).then_some(tags)
    };
    let (wanted, unwanted) = (tags(header::IF_MATCH), tags(header::IF_NONE_MATCH));
    Box::new(move |object: Option<&CalendarObject>| {
        let present = object.map(|object| Listed::new(&asker, &asker.writer(&resource), &resource, object.clone()).tag);
        let names =
            |tags: &[String]| present.as_ref().is_some_and(|tag| tags.iter().any(|one| one == "*" || one == tag));
        wanted.as_deref().is_none_or(names) && !unwanted.as_deref().is_some_and(names)
    })
}

fn refusal(asker: &Asker, resource: &ResourceId, error: Error) -> Refusal {
    use caldav::Refusal as R;
    const FORBIDDEN: StatusCode = StatusCode::FORBIDDEN;
    let refusal = match error {
        Error::Store(error) => return error.into(),
        Error::Refused(refusal) => refusal,
    };
    let of_caldav = |local, sentence| Refusal::condition(FORBIDDEN, CALDAV, local, sentence);
    match refusal {
        R::Unknown => Refusal::not_found(),
        R::Precondition => Refusal::new(StatusCode::PRECONDITION_FAILED, "The object is not as the program believes."),
        R::OtherUid => of_caldav("no-uid-conflict", "The object of this name has another UID."),
        R::UidTaken(name) => {
            let there = asker.address(&Place::Object(asker.device.user.id, resource.clone(), name));
            Refusal::against(FORBIDDEN, "no-uid-conflict", &there, "Another object of this calendar has this UID.")
        }
        R::NotACalendar => of_caldav("valid-calendar-data", "This is no calendar file that can be read."),
        R::NotAnEvent => of_caldav("supported-calendar-component", "Only events are kept here."),
        R::NotOneEvent => {
            of_caldav("valid-calendar-object-resource", "An object is one event with a UID, without METHOD.")
        }
        R::Repeats => Refusal::condition(
            FORBIDDEN,
            OWN,
            "does-not-repeat",
            "Appointments of customers repeat in the planner only.",
        ),
        R::UnknownRepetition => of_caldav("valid-calendar-data", "How it repeats cannot be read as a whole."),
        R::TooManyDates => of_caldav("max-instances", "It takes place more than 1,000 times within the next 400 days."),
        R::Occupied { .. } => {
            Refusal::condition(StatusCode::CONFLICT, OWN, "time-is-free", "Another appointment is there already.")
        }
        R::NotPossible => {
            Refusal::condition(FORBIDDEN, OWN, "change-is-possible", "This appointment cannot be changed so.")
        }
    }
}
