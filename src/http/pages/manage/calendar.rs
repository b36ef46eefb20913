//! `/t/{token}/termin.ics`: the appointment as a file for the customer's own calendar.

use crate::delivery::calendar_file::{CalendarFile, Method};
use crate::http::pages::look::ByLink;
use crate::http::state::App;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

/// Below the page of its booking.
pub const STEP: &str = "/termin.ics";

/// The file as the appointment stands now. Phones offer to enter it at once, where a download would end in a folder.
pub async fn show_calendar_file(State(app): State<App>, ByLink { look, .. }: ByLink) -> impl IntoResponse {
    let (calendar, language) = (&look.planning.calendar, look.frame.language);
    let mut facts = look.booked.facts(calendar, language);
    facts.venue = look.venue;
    if look.m.is_empty() {
        // The link of the page alone shows nothing of its customer.
        facts.withhold_words();
    }
    let file = CalendarFile {
        method: Method::Publish,
        shop: &calendar.shop,
        facts: &facts,
        language,
        public_url: &app.settings.public_url,
        for_shop: false,
        stamp: app.clock.now(),
    };
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"termin.ics\""),
    ];
    (headers, file.write())
}
