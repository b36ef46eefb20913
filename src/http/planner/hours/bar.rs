//! `POST /planner/hours/bar`: a bar of the picture was dragged.

use super::change::{self, Origin, Outcome};
use super::flash;
use super::flash::weekday_of;
use crate::domain::ids::ResourceId;
use crate::domain::limits;
use crate::domain::shop::{Availability, Days, Hours};
use crate::domain::values::Invalid;
use crate::http::error::page::PageError;
use crate::http::error::{ApiError, Code};
use crate::http::planner::auth::Owner;
use crate::http::planner::form_data::FormData;
use crate::http::state::App;
use crate::operations::catalog::{Bar, HoursEdit, Revision, hours_table};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Weekday;

/// `POST /planner/hours/bar`
pub async fn move_bar(State(app): State<App>, owner: Owner, form: FormData) -> Result<Response, PageError> {
    let (seen, weekday, to) =
        read(&form).map_err(|_| ApiError::new(Code::InvalidBody, "Reload the page and drag the bar again."))?;
    let origin = Origin { action: "/planner/hours/bar", back: Some("/planner/hours") };
    let table = hours_table(&app.store).await?;
    let before = table.rule(seen.id).map(|(_, rule)| rule.clone());
    let edit = HoursEdit::MoveBar(seen, weekday, to.clone());
    match change::make(&app, &owner, edit, &form, origin).await? {
        Outcome::Asked(page) => Ok(page),
        Outcome::Done => {
            let after = before.map(|rule| moved(rule, to));
            Ok(Redirect::to(&flash::week_after("saved", after.as_ref(), form.text("week"))).into_response())
        }
        Outcome::Refused(_) => Ok(Redirect::to(&flash::week_after("stale", None, form.text("week"))).into_response()),
    }
}

/// What the rule of a bar opens now, where the bar is.
fn moved(rule: Availability, to: Bar) -> Availability {
    let on = if matches!(rule.on, Days::Date(_)) { rule.on.clone() } else { Days::Weekdays(vec![to.weekday]) };
    Availability { on, resource: to.resource, hours: to.hours, ..rule }
}

fn read(form: &FormData) -> Result<(Revision, Weekday, Bar), Invalid> {
    let weekday = |name: &str| weekday_of(form.text(name)).ok_or(Invalid::NoneChosen);
    let hours = Hours { from: limits::time(form.text("from"))?, to: limits::end_time(form.text("to"))? };
    let number = |name: &str| form.text(name).parse().map_err(|_| Invalid::Unknown);
    let seen = Revision { id: number("id")?, number: number("revision")? };
    let to = Bar { resource: ResourceId::from(form.text("resource")), weekday: weekday("to_weekday")?, hours };
    Ok((seen, weekday("weekday")?, to))
}
