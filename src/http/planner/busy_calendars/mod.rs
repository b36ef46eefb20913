//! Calendars kept elsewhere, whose busy times block a room or a person: their list with how the last looks went, and a form
//! each, which shows what an address would block before it is saved. An account has a form of its own (`account`), where its
//! calendars are chosen.

mod account;
mod form;
mod list;
mod look;
mod words;

pub use words::{Texts, fault};

use crate::http::planner::prelude::*;
use axum::Router;
use axum::routing::get;

/// The list.
const LIST: &str = "/planner/resources/calendars";

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/planner/resources/calendars", get(list::list_calendars))
        .route("/planner/resources/calendars/form", get(form::show_calendar).post(form::save_calendar))
        .route("/planner/resources/calendars/account", get(account::show_account).post(account::save_account))
}
