//! The operator's pages, under `/planner`. Everything here but signing in asks for a session.
//!
//! [`auth`] says who is signed in, [`sign_in`] how one gets there, [`password_page`] asks for the password again; [`layout`]
//! is what all pages have around them, `error_layout` how one is told what cannot be done, `form` how a form is filled, read
//! and shown again, [`flash`] how the next page says what was done, [`undo`] how that is taken back, [`events`] how open
//! pages hear of changes, `search` finds anything from every page, [`help`] is the manual, `web_app` puts the planner on a
//! home screen, `refused` what is answered to a refusal that no page shows; `prelude` has the names that all of them use.
//! The areas follow the navigation, one folder each: page and form in, one operation, then 303, or the page again with what
//! was typed and what is wrong with it.

mod account;
mod acting;
mod appointment_row;
pub mod auth;
mod browser_session;
pub mod busy_calendars;
mod calendar;
mod calendar_import;
mod catalog;
mod choices;
mod confirm_page;
pub mod cookies;
mod csv_file;
pub mod customers;
mod error_layout;
pub mod events;
pub mod file_import;
pub mod flash;
mod form;
pub mod form_data;
pub mod help;
mod hours;
pub mod inbox;
pub mod layout;
mod look_again;
mod mail_settings;
pub mod password_page;
mod prelude;
mod preview;
mod public_layout;
mod qr_code;
mod redirect;
mod refused;
mod search;
mod seen;
mod series;
mod session_layer;
mod set_up;
pub mod settings;
pub mod sign_in;
mod statistics;
pub mod status;
mod stranded;
mod texts;
pub mod undo;
mod web_app;

pub use session_layer::answer_elsewhere;
pub use set_up::address as set_up_address;

use crate::http::middleware::rate_limits;
use crate::http::state::App;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

/// Its routes.
pub fn routes(app: &App) -> Router<App> {
    let signed_in = Router::new()
        .route("/planner/events", get(events::stream_events))
        .route("/planner/search", get(search::show_search))
        .route("/planner/sign-out", post(sign_in::sign_out))
        .route("/planner/undo", post(undo::take_back))
        .route("/planner/appointments/undo", post(undo::appointments::take_back))
        .route("/planner/confirm", post(password_page::go_on))
        .route("/planner/confirm/passkey", post(password_page::challenge))
        .merge(account::routes())
        .merge(mail_settings::routes())
        .merge(set_up::routes())
        .merge(settings::routes())
        .merge(calendar::routes())
        .merge(series::routes())
        .merge(inbox::routes())
        .merge(customers::routes())
        .merge(help::routes())
        .merge(hours::routes())
        .merge(catalog::routes())
        .merge(statistics::routes())
        .merge(stranded::routes())
        .merge(busy_calendars::routes())
        .merge(calendar_import::routes())
        .route_layer(from_fn_with_state(app.clone(), session_layer::require_session))
        .route_layer(from_fn_with_state(app.clone(), browser_session::renew_cookies));
    let open = Router::new()
        .route("/planner/sign-in", get(sign_in::show_sign_in).post(sign_in::sign_in))
        .route("/planner/sign-in/code", get(sign_in::second::show_code).post(sign_in::second::take_code))
        .route(
            "/planner/sign-in/recovery-code",
            get(sign_in::second::show_recovery_code).post(sign_in::second::take_recovery_code),
        )
        .route("/planner/sign-in/help", get(sign_in::help::show_help))
        .route("/planner/sign-in/passkey", post(sign_in::passkey::sign_in))
        .route("/planner/sign-in/passkey/challenge", post(sign_in::passkey::challenge))
        .route("/planner/app.webmanifest", get(web_app::show_manifest))
        .merge(account::open_routes())
        .merge(set_up::open_routes());
    // Who has no session may look at these only as often as visitors may read.
    let open = open.route_layer(from_fn_with_state(app.clone(), rate_limits::as_reads));
    signed_in.merge(open).route_layer(from_fn_with_state(app.clone(), session_layer::guard_origin))
}
