//! `free-busy-query` (RFC 4791 section 7.10): when a calendar is busy, and nothing else.

use super::Report;
use crate::domain::foreign::merged;
use crate::domain::time::Minute;
use crate::http::dav::filter::time_range;
use crate::http::dav::refusal::Refusal;
use crate::http::dav::xml::CALDAV;
use crate::operations::caldav::read::objects;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::fmt::Write;

pub async fn answer(report: &Report<'_>) -> Result<Response, Refusal> {
    let range = report.root.child(CALDAV, "time-range").ok_or_else(Refusal::not_xml)?;
    let span = time_range(range)?;
    let objects = objects(&report.asker.app.store, report.asker.at(report.resource), Some(span.clone())).await?;
    let zone = report.asker.calendar.shop.time_zone;
    let spans = objects.iter().flat_map(|object| object.spans(zone, &span));
    let spans = spans.map(|busy| busy.start.max(span.start)..busy.end.min(span.end));
    let utc = |at: Minute| at.to_utc().format("%Y%m%dT%H%M%SZ").to_string();
    let mut text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Terminplaner//Terminplaner//DE\r\nBEGIN:VFREEBUSY\r\nDTSTAMP:{}\r\nDTSTART:{}\r\nDTEND:{}\r\n",
        utc(Minute::floor(report.asker.app.clock.now())),
        utc(span.start),
        utc(span.end)
    );
    for busy in merged(spans.collect()) {
        let _ = write!(text, "FREEBUSY;FBTYPE=BUSY:{}/{}\r\n", utc(busy.start), utc(busy.end));
    }
    text.push_str("END:VFREEBUSY\r\nEND:VCALENDAR\r\n");
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response())
}
