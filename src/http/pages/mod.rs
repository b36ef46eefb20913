//! The customer's server-rendered pages: everything the widget does, complete without a script.
//!
//! `booking_page` is `/`: service, week and form by links alone, so that each step has an address of its own. `book` is what
//! its form posts: nothing that was typed is ever lost, whatever is refused. `manage` and `moving` are the customer's page
//! behind the token; looking at it changes nothing; `manage::calendar` is its file, `not_me` is for who never booked,
//! `own_data` what is held on them; `look` finds the booking for all of these. `layout` holds what every page has around it,
//! `week` the grid, `statement` the accessibility statement, `accent` the shop's colour as a style sheet, since the pages
//! run no inline style.

mod accent;
mod book;
mod booking_page;
mod choice;
mod days;
mod form;
mod layout;
mod look;
mod manage;
mod month;
mod moving;
mod not_me;
mod own_data;
mod statement;
pub(in crate::http) mod week;

use crate::domain::url::STATEMENT;
use crate::http::state::App;
use axum::Router;
use axum::routing::{get, post};

pub use crate::domain::url::url;
pub use accent::url as accent_url;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(booking_page::show_booking_page).post(book::book))
        .route("/accent.css", get(accent::show_accent))
        .route(STATEMENT, get(statement::show_statement))
        .route("/t/{token}", get(manage::show_booking))
        .route("/t/{token}/termin.ics", get(manage::calendar::show_calendar_file))
        .route("/t/{token}/cancel", get(manage::ask_to_cancel).post(manage::cancel))
        .route("/t/{token}/confirm", post(manage::confirm))
        .route("/t/{token}/reminder", post(manage::choose_reminder))
        .route("/t/{token}/not-me", get(not_me::ask_whether_booked).post(not_me::disown))
        .route("/t/{token}/data", get(own_data::show_own_data))
        .route("/t/{token}/data.json", get(own_data::download_own_data))
        .route("/t/{token}/data/erase", get(own_data::ask_to_erase).post(own_data::request_erasure))
        .route("/t/{token}/move", get(moving::show_week).post(moving::reschedule))
}
