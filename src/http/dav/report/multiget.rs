//! `calendar-multiget` (RFC 4791 section 7.9).

use super::Report;
use crate::http::dav::listing::Listed;
use crate::http::dav::place::Place;
use crate::http::dav::refusal::Refusal;
use crate::http::dav::xml::DAV;
use crate::http::dav::xml::write::MultiStatus;
use crate::http::dav::xml_answer;
use crate::operations::caldav::read::named;
use axum::http::StatusCode;
use axum::response::Response;

pub async fn answer(report: &Report<'_>) -> Result<Response, Refusal> {
    let asker = report.asker;
    let addresses: Vec<_> = report.root.all(DAV, "href").map(|href| href.text.trim().to_owned()).collect();
    let base_path = asker.app.settings.base_path();
    let names = addresses.iter().map(|address| match Place::of_address(address, base_path) {
        Some(Place::Object(user, resource, name)) if user == asker.device.user.id && resource == *report.resource => {
            name
        }
        _ => String::new(),
    });
    let found = named(&asker.app.store, asker.at(report.resource), names.collect()).await?;
    let writer = asker.writer(report.resource);
    let mut answer = MultiStatus::default();
    for (address, object) in addresses.iter().zip(found) {
        match object {
            Some(object) => {
                let listed = Listed::new(asker, &writer, report.resource, object);
                answer.add(&asker.address(&listed.place), &report.groups(&listed));
            }
            None => answer.add_status(address, StatusCode::NOT_FOUND, ""),
        }
    }
    Ok(xml_answer(StatusCode::MULTI_STATUS, answer.finish()))
}
