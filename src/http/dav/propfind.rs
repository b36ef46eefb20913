//! `PROPFIND`: properties of a place, and of those in it.

use super::asked::{is_minimal, of_propfind};
use super::device::Asker;
use super::listing::Listed;
use super::place::Place;
use super::properties::Known;
use super::refusal::Refusal;
use super::xml::write::MultiStatus;
use super::xml::{DAV, read};
use super::{object, report, xml_answer};
use crate::operations::caldav;
use crate::operations::caldav::read::objects;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

/// Answers with a `multistatus`.
pub async fn answer(asker: &Asker, place: &Place, headers: &HeaderMap, body: &[u8]) -> Result<Response, Refusal> {
    let asked = of_propfind(read::parse(body).map_err(|_| Refusal::not_xml())?)?;
    let with_children = match headers.get("depth").map(|value| value.to_str().unwrap_or_default().trim()) {
        Some("0") => false,
        Some("1") => true,
        _ => {
            let sentence = "Ask with Depth 0 or 1.";
            return Err(Refusal::condition(StatusCode::FORBIDDEN, DAV, "propfind-finite-depth", sentence));
        }
    };
    let minimal = is_minimal(headers);
    let mut answer = MultiStatus::default();
    let token = report::sync::present_token(asker).await?;
    let mut add = |place: &Place, listed: Option<&Listed>| {
        let known = Known { asker, place, listed, token: &token };
        answer.add(&asker.address(place), &known.groups(&asked, minimal));
    };
    if let Place::Object(_, resource, name) = place {
        let listed = object::find(asker, resource, name).await?.ok_or_else(Refusal::not_found)?;
        add(place, Some(&listed));
    } else {
        add(place, None);
    }
    if with_children {
        for child in children(asker, place) {
            add(&child, None);
        }
        if let Place::Calendar(_, resource) = place {
            let writer = asker.writer(resource);
            for object in objects(&asker.app.store, asker.at(resource), None).await? {
                let listed = Listed::new(asker, &writer, resource, object);
                add(&listed.place, Some(&listed));
            }
        }
    }
    Ok(xml_answer(StatusCode::MULTI_STATUS, answer.finish()))
}

fn children(asker: &Asker, place: &Place) -> Vec<Place> {
    let user = asker.device.user.id;
    match place {
        Place::Root => vec![Place::Principals, Place::Homes],
        Place::Principals => vec![Place::Principal(user)],
        Place::Homes => vec![Place::Home(user)],
        Place::Home(_) => {
            caldav::calendars(&asker.calendar).map(|resource| Place::Calendar(user, resource.id.clone())).collect()
        }
        Place::Principal(_) | Place::Calendar(..) | Place::Object(..) => Vec::new(),
    }
}
