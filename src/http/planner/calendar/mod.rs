//! The operator's calendar: day, week, month and list, and the pages of one appointment.
//!
//! `show` is the page, `rows` its list, `month` its month; `entries` what its script fetches, a `drawing` by `picture` in its `columns`; `bands`
//! what is said of closed days; `colors` what services look like; `view_state` where somebody is in it.
//! `why` tells why a time cannot be booked online, `free` finds one that can, also for an appointment that is still a `draft`. `form`
//! is an appointment being written, `caller` for whom, `form_page` its page, `create` and `edit` what becomes of it; `appointment` shows one with its
//! status and history, `card` and `quick` the same and a new one in the calendar ([`in_place`]), `shift` takes a drag, `source` calls off what was booked from one place.

mod appointment;
mod bands;
mod caller;
mod card;
mod colors;
mod columns;
mod create;
mod draft;
mod drawing;
mod edit;
mod entries;
pub mod form;
mod form_page;
mod free;
mod in_place;
mod month;
mod picture;
mod quick;
mod rows;
mod shift;
mod show;
mod source;
mod view_state;
mod why;

use crate::http::planner::prelude::*;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/planner/calendar", get(show::show_calendar))
        .route("/planner/calendar/entries", get(entries::list_entries))
        .route("/planner/calendar/colors.css", get(colors::show_colors))
        .route("/planner/calendar/why", get(why::show_why))
        .route("/planner/calendar/free", get(free::show_free).post(free::search_for_unfinished))
        .route("/planner/appointments/new", get(create::show_new).post(create::create_appointment))
        .route("/planner/appointments/{key}", get(appointment::show_appointment))
        .route("/planner/appointments/{key}/edit", get(edit::show_edit).post(edit::update_appointment))
        .route("/planner/appointments/{key}/status", post(appointment::set_status))
        .route("/planner/appointments/{key}/source", get(source::show_source).post(source::cancel_source))
        .route("/planner/appointments/{key}/release-address", post(appointment::release_address))
        .route("/planner/appointments/{key}/send-again", post(appointment::send_again))
        .route("/planner/appointments/{key}/shift", post(shift::shift_appointment))
        .route("/planner/appointments/shift", post(shift::shift_appointments))
}

pub use edit::find;

/// Where an appointment's page is.
pub fn address_of(key: AppointmentKey) -> String {
    format!("/planner/appointments/{key}")
}
