//! Opening hours: the weekly picture ([`week`], drawn by [`week_chart`]), a rule ([`rule`]), bars that were dragged ([`bar`]),
//! days copied ([`copy`]), closing times and special openings ([`closings`], [`exception`]) and public holidays.
//!
//! Every change goes through [`change`], which shows the appointments that it would leave outside before it is made; what
//! was done is said again by [`flash`].

mod apply_to;
mod bar;
mod change;
mod closings;
mod copy;
mod exception;
mod flash;
mod holidays;
mod rule;
mod rule_form;
mod texts;
mod week;
mod week_chart;
mod words;

use crate::http::state::App;
use axum::Router;
use axum::routing::{get, post};
use serde::Deserialize;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/planner/hours", get(week::show_week))
        .route("/planner/hours/rule", get(rule::show_rule).post(rule::save_rule))
        .route("/planner/hours/bar", post(bar::move_bar))
        .route("/planner/hours/copy", post(copy::copy_days))
        .route("/planner/hours/closings", get(closings::list_closings))
        .route("/planner/hours/exception", get(exception::show_exception).post(exception::save_exception))
        .route("/planner/hours/holidays", get(holidays::show_holidays).post(holidays::take_over))
}

/// What addresses of this area say.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct HoursQuery {
    week: String,
    id: String,
    resource: String,
    weekday: String,
    from: String,
    to: String,
    region: String,
    year: String,
    /// What was done, and to what: days of the week or a date, and every how many weeks.
    done: String,
    days: String,
    weeks: String,
    count: String,
}

/// The pages of this area, for its second row of navigation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// The weekly picture.
    Week,
    /// Closing times and special openings.
    Closings,
    /// Public holidays.
    Holidays,
}
