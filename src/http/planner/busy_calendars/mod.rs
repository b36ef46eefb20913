//! Calendars kept elsewhere, whose busy times block a room or a person: their list with how the last looks went, and a form
//! each, which shows what an address would block before it is saved. Of an account, its calendars are chosen there (`account`).

mod account;
mod form;
mod list;
mod look;
mod read;
mod words;

pub use words::{Texts, fault};

use crate::domain::busy_calendar::{BusyCalendar, CalendarAccess};
use crate::http::planner::prelude::*;

/// A known calendar with where it is.
type Known = (BusyCalendar, Option<CalendarAccess>);

/// The list.
const LIST: &str = "/planner/resources/calendars";

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/planner/resources/calendars", get(list::list_calendars))
        .route("/planner/resources/calendars/form", get(form::show_calendar).post(form::save_calendar))
        .route("/planner/resources/calendars/account", get(form::show_account).post(form::save_account))
}
