//! `POST /planner/hours/copy`: a day's hours, or a whole week's, for other days or other resources.

use super::change::{self, Origin, Outcome};
use super::flash::weekday_of;
use crate::domain::ids::ResourceId;
use crate::domain::limits::WEEKDAYS;
use crate::http::error::page::PageError;
use crate::http::pages::url;
use crate::http::planner::auth::Owner;
use crate::http::planner::form_data::FormData;
use crate::http::state::App;
use crate::operations::catalog::{Day, HoursEdit};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Weekday;

/// `POST /planner/hours/copy`
pub async fn copy_days(State(app): State<App>, owner: Owner, form: FormData) -> Result<Response, PageError> {
    let pairs = read(&form);
    let done = if pairs.iter().all(|(from, to)| from == to) {
        "copy-nothing"
    } else {
        let origin = Origin { action: "/planner/hours/copy", back: Some("/planner/hours") };
        match change::make(&app, &owner, HoursEdit::CopyDays(pairs), &form, origin).await? {
            Outcome::Asked(page) => return Ok(page),
            Outcome::Done => "copied",
            Outcome::Refused(_) => "stale",
        }
    };
    let query = [("week", form.text("week")), ("done", done)];
    Ok(Redirect::to(&url("/planner/hours", &query)).into_response())
}

/// From the day chosen to every day ticked at every resource ticked; without a tick it is the same day, the same resource.
fn read(form: &FormData) -> Vec<(Day, Day)> {
    let source = ResourceId::from(form.text("resource"));
    let mut resources: Vec<ResourceId> = form.all("to_resource").map(ResourceId::from).collect();
    if resources.is_empty() {
        resources.push(source.clone());
    }
    let ticked: Vec<Weekday> = form.all("to_day").filter_map(weekday_of).collect();
    let days: Vec<(Weekday, Weekday)> = match weekday_of(form.text("from_day")) {
        None => WEEKDAYS.iter().map(|(_, day)| (*day, *day)).collect(),
        Some(from) if ticked.is_empty() => vec![(from, from)],
        Some(from) => ticked.into_iter().map(|day| (from, day)).collect(),
    };
    let to = |resource: &ResourceId, (from, day): (Weekday, Weekday)| ((source.clone(), from), (resource.clone(), day));
    resources.iter().flat_map(|resource| days.iter().map(move |pair| to(resource, *pair))).collect()
}
