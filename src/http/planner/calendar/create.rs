//! `/planner/appointments/new`: an appointment made by the operator, or time blocked.

use super::draft::resumed;
use super::form::{AppointmentForm, read_start};
use super::form_page::{FormPage, Notice};
use super::view_state::way_back;
use super::words::Words;
use crate::domain::shop::{Calendar, Language, Service};
use crate::http::error::page::PageError;
use crate::http::extract::ApiQuery;
use crate::http::planner::auth::Operator;
use crate::http::planner::form::Form;
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::state::App;
use crate::operations::booking;
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
    fn typed(&self, calendar: &Calendar, language: Language) -> AppointmentForm {
        let is_block = self.kind == "block";
        let service = calendar.service(&self.service).or_else(|| only_service(calendar).filter(|_| !is_block));
        let minutes = service.map(|service| i64::from(service.duration_minutes));
        let form = Form::new(language)
            .with_some("service", service.map(|service| &service.id))
            .with_some("minutes", minutes)
            .with("date", &self.date)
            .with("end_date", &self.date)
            .with_all("resource", calendar.resource(&self.resource).map(|one| &one.id))
            .with("back", way_back(&self.back));
        let Some(start) = read_start(&self.start, calendar) else { return AppointmentForm { form, is_block } };
        let dragged = read_start(&self.end, calendar).filter(|end| *end > start);
        let end = dragged.unwrap_or_else(|| start.plus(minutes.unwrap_or(60)));
        let form = form.with_some("minutes", dragged.map(|end| end.minutes_since(start)));
        AppointmentForm { form, is_block }.at(start, end, calendar)
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
    layout::page(StatusCode::OK, &FormPage::new(frame, words, query.typed(&planning.calendar, operator.language), None))
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
    let mut typed = AppointmentForm::sent(&form, form.text("kind") == "block", operator.language);
    let draft = typed.read(words, None);
    let act = typed.act(&operator, &planning.calendar);
    let page = FormPage::new(Layout::new(&app, &operator, Area::Calendar).await?, words, typed, None);
    let Some(draft) = draft else { return page.refused(Notice::Faults) };
    let start = draft.start;
    match booking::create(&app.store, draft, act).await {
        Ok(_) => {
            let date = start.local_date(planning.calendar.shop.time_zone);
            let done = if page.is_block { "blocked" } else { "created" };
            Ok(Redirect::to(&back_on(page.form.value("back"), &date.to_string(), done)).into_response())
        }
        Err(booking::Error::Refused(refusal)) => page.refused(Notice::of(&refusal, words)),
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
