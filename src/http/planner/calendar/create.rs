//! `/planner/appointments/new`: an appointment made by the operator, or time blocked.

use super::draft::resumed;
use super::form::{AppointmentInput, read_start};
use super::form_page::{FormPage, Notice};
use super::view_state::way_back;
use super::words::Words;
use crate::domain::shop::{Calendar, Service};
use crate::http::error::page::PageError;
use crate::http::extract::ApiQuery;
use crate::http::planner::auth::Operator;
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::state::App;
use crate::operations::booking::staff;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

/// What the address may fill in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    /// `block`, or an appointment.
    kind: String,
    service: String,
    resource: String,
    /// A date, where the time is not chosen yet.
    date: String,
    /// An instant, or a time on the wall clock.
    start: String,
    end: String,
    back: String,
}

impl NewQuery {
    fn typed(&self, calendar: &Calendar) -> AppointmentInput {
        let is_block = self.kind == "block";
        let service = calendar.service(&self.service).or_else(|| only_service(calendar).filter(|_| !is_block));
        let minutes = service.map(|service| i64::from(service.duration_minutes));
        let typed = AppointmentInput {
            is_block,
            service: service.map(|service| service.id.to_string()).unwrap_or_default(),
            minutes: minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
            date: self.date.clone(),
            end_date: self.date.clone(),
            resources: calendar.resource(&self.resource).map(|one| one.id.to_string()).into_iter().collect(),
            back: way_back(&self.back).to_owned(),
            ..AppointmentInput::default()
        };
        let Some(start) = read_start(&self.start, calendar) else { return typed };
        let dragged = read_start(&self.end, calendar).filter(|end| *end > start);
        let end = dragged.unwrap_or_else(|| start.plus(minutes.unwrap_or(60)));
        let minutes = dragged.map(|end| end.minutes_since(start).to_string()).unwrap_or(typed.minutes.clone());
        AppointmentInput { minutes, ..typed.at(start, end, calendar) }
    }
}

/// The service that needs no choosing, where there is but one.
fn only_service(calendar: &Calendar) -> Option<&Service> {
    let mut services = calendar.services.iter().filter(|service| !service.archived);
    services.next().filter(|_| services.next().is_none())
}

/// `GET /planner/appointments/new`
pub async fn show_new(
    State(app): State<App>,
    operator: Operator,
    ApiQuery(query): ApiQuery<NewQuery>,
) -> Result<Response, PageError> {
    let planning = app.planning();
    let words = Words::new(operator.language, &planning.calendar);
    let frame = Layout::new(&app, &operator, Area::Calendar).await?;
    layout::page(StatusCode::OK, &FormPage::new(frame, words, query.typed(&planning.calendar), None))
}

/// `POST /planner/appointments/new`
pub async fn create_appointment(
    State(app): State<App>,
    operator: Operator,
    form: FormData,
) -> Result<Response, PageError> {
    let planning = app.planning();
    let words = Words::new(operator.language, &planning.calendar);
    // Back from the search for a free time: nothing is made yet.
    if form.has("again") {
        let frame = Layout::new(&app, &operator, Area::Calendar).await?;
        return layout::page(StatusCode::OK, &resumed(frame, words, &form));
    }
    let typed = AppointmentInput::sent(&form, form.text("kind") == "block");
    let again = async |typed: AppointmentInput| {
        let frame = Layout::new(&app, &operator, Area::Calendar).await?;
        Ok::<_, PageError>(FormPage::new(frame, words, typed, None))
    };
    let draft = match typed.parse(words, None) {
        Ok(draft) => draft,
        Err(faults) => {
            let page = again(typed).await?.with_faults(faults);
            return layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let start = draft.start;
    match staff::create(&app.store, draft, typed.act(&operator, &planning.calendar)).await {
        Ok(_) => {
            let date = start.local_date(planning.calendar.shop.time_zone);
            let done = if typed.is_block { "blocked" } else { "created" };
            Ok(Redirect::to(&back_on(&typed.back, &date.to_string(), done)).into_response())
        }
        Err(staff::Error::Refused(refusal)) => {
            let page = again(typed).await?.with_notice(Notice::of(&refusal, words));
            layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(super::fault(error)),
    }
}

/// The place somebody came from, on the date that now matters.
fn back_on(back: &str, date: &str, done: &str) -> String {
    let query = way_back(back).split_once('?').map_or("", |(_, query)| query);
    let kept = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "date" && name != "done");
    let mut text = form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(kept).append_pair("date", date).append_pair("done", done);
    format!("/planner/calendar?{}", text.finish())
}
