//! `/t/{token}/termin.ics`: the appointment as a file for the customer's own calendar.

use super::ManageQuery;
use crate::delivery::calendar_file::{CalendarFile, Method};
use crate::http::api::refusals::problem;
use crate::http::error::page::PageError;
use crate::http::extract::{ApiPath, ApiQuery, ExtractRejection};
use crate::http::pages::layout;
use crate::http::state::App;
use crate::operations::booking;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;

/// Below the page of its booking.
pub const STEP: &str = "/termin.ics";

/// The file as the appointment stands now. Phones offer to enter it at once, where a download would end in a folder.
pub async fn show_calendar_file(
    State(app): State<App>,
    headers: HeaderMap,
    token: Result<ApiPath<String>, ExtractRejection>,
    query: Result<ApiQuery<ManageQuery>, ExtractRejection>,
) -> Result<impl IntoResponse, PageError> {
    let (ApiPath(token), ApiQuery(query)) = (token?, query?);
    let planning = app.planning();
    let calendar = &planning.calendar;
    let found = booking::find(&app.store, token).await;
    let booked = found.map_err(|error| problem(error, calendar.shop.time_zone))?;
    let language = layout::language(&calendar.shop, Some(&query.lang), Some(booked.booking.language), &headers);
    let file = CalendarFile {
        method: Method::Publish,
        shop: &calendar.shop,
        facts: &booked.facts(calendar, language),
        language,
        public_url: &app.settings.public_url,
        for_shop: false,
        stamp: app.clock.now(),
    };
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"termin.ics\""),
    ];
    Ok((headers, file.write()))
}
