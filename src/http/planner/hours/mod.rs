//! Opening hours: the weekly picture ([`week`]), a rule ([`rule`]), bars that were dragged ([`bar`]),
//! days copied ([`copy`]), closing times and special openings ([`closings`], [`exception`]) and public holidays.
//!
//! Every change goes through [`change`], which shows the appointments that it would leave outside before it is made; what
//! was done is said by [`done`], and can be taken back for a while. [`from_when`] asks from when it holds where no form does.

mod apply_to;
mod bar;
mod change;
mod closings;
mod copy;
mod exception;
mod from_when;
mod holidays;
mod rule;
mod rule_form;
mod saying;
mod week;

use crate::http::planner::prelude::*;
use crate::operations::catalog::Revision;

/// What these pages say.
type Texts = i18n::Texts<planner::Hours>;

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

/// The page of the week in which that date is.
fn week_of(date: &str) -> String {
    url("/planner/hours", &[("week", date)])
}

/// "Gespeichert: Kabine 1, freitags 10–13 Uhr, jede Woche.", as far as it can be said of what.
fn done(t: Texts, is_deleted: bool, what: Option<String>) -> String {
    let (alone, before) = if is_deleted { (t.deleted(), t.deleted_what()) } else { (t.saved(), t.saved_what()) };
    what.map_or_else(|| alone.to_owned(), |what| format!("{before} {what}."))
}

/// The row that a form was opened for; `None`: a new one.
fn seen(form: &Form) -> Option<Revision> {
    Some(Revision { id: form.value("id").parse().ok()?, number: form.value("revision").parse().unwrap_or_default() })
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
