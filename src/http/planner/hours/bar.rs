//! `POST /planner/hours/bar`: a bar of the picture was dragged.

use super::change::{self, Origin, Outcome};
use super::rule_form::weekday_of;
use crate::app::App;
use crate::domain::description;
use crate::domain::ids::ResourceId;
use crate::domain::shop::Hours;
use crate::domain::values::Problem;
use crate::editing::{Bar, HoursEdit, Seen};
use crate::http::error::{ApiError, Code};
use crate::http::page_error::PageError;
use crate::http::pages::url;
use crate::http::planner::form_data::FormData;
use crate::http::planner::operator::Owner;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

/// `POST /planner/hours/bar`
pub async fn move_bar(State(app): State<App>, owner: Owner, form: FormData) -> Result<Response, PageError> {
    let edit = read(&form).map_err(|_| ApiError::new(Code::InvalidBody, "Reload the page and drag the bar again."))?;
    let origin = Origin { action: "/planner/hours/bar", back: Some("/planner/hours") };
    let done = match change::make(&app, &owner, edit, &form, origin).await? {
        Outcome::Asked(page) => return Ok(page),
        Outcome::Done => "saved",
        Outcome::Refused(_) => "stale",
    };
    let query = [("week", form.text("week")), ("done", done)];
    Ok(Redirect::to(&url("/planner/hours", &query)).into_response())
}

fn read(form: &FormData) -> Result<HoursEdit, Problem> {
    let weekday = |name: &str| weekday_of(form.text(name)).ok_or(Problem::NoneChosen);
    let hours = Hours { from: description::time(form.text("from"))?, to: description::end_time(form.text("to"))? };
    let id = form.text("id").parse().map_err(|_| Problem::Unknown)?;
    let seen = Seen { id, version: form.text("version").to_owned() };
    let to = Bar { resource: ResourceId::from(form.text("resource")), weekday: weekday("to_weekday")?, hours };
    Ok(HoursEdit::MoveBar(seen, weekday("weekday")?, to))
}
