//! `calendar-query` (RFC 4791 section 7.8).

use super::Report;
use crate::http::dav::filter::Filter;
use crate::http::dav::listing::Listed;
use crate::http::dav::refusal::Refusal;
use crate::http::dav::xml::write::MultiStatus;
use crate::http::dav::xml_answer;
use crate::operations::caldav::read::objects;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

pub async fn answer(report: &Report<'_>, headers: &HeaderMap) -> Result<Response, Refusal> {
    let filter = Filter::read(&report.root)?;
    let mut answer = MultiStatus::default();
    // The default of this report, and of no use: the calendar itself is no object.
    let is_shallow = headers.get("depth").is_none_or(|depth| depth.as_bytes() == b"0");
    if !is_shallow {
        let (asker, resource) = (report.asker, report.resource);
        let writer = asker.writer(resource);
        for object in objects(&asker.app.store, asker.at(resource), filter.span()).await? {
            let listed = Listed::new(asker, &writer, resource, object);
            if filter.matches(&listed, asker.calendar.shop.time_zone) {
                answer.add(&asker.address(&listed.place), &report.groups(&listed));
            }
        }
    }
    Ok(xml_answer(StatusCode::MULTI_STATUS, answer.finish()))
}
