//! `/planner/appointments/new`: an appointment made by the operator, or time blocked.

use super::draft::resumed;
use super::form::AppointmentForm;
use super::form_page::{FormPage, Notice};
use super::view_state::way_back;
use crate::domain::shop::Service;
use crate::domain::wall_clock::read_start;
use crate::http::planner::prelude::*;
use crate::operations::booking;
use crate::operations::calendar::words::Words;

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
pub async fn show_new(operator: Operator, ApiQuery(query): ApiQuery<NewQuery>) -> PageResult {
    let planning = operator.app.planning();
    let words = Words::new(operator.language, &planning.calendar);
    let frame = Layout::new(&operator, Area::Calendar).await?;
    layout::page(
        StatusCode::OK,
        &FormPage::new(
            frame,
            words,
            query.typed(&planning.calendar, operator.language),
            None,
            operator.app.clock.now(),
        ),
    )
}

/// `POST /planner/appointments/new`
pub async fn create_appointment(operator: Operator, form: FormData) -> PageResult {
    let planning = operator.app.planning();
    let words = Words::new(operator.language, &planning.calendar);
    // Back from the search for a free time: nothing is made yet.
    if form.has("again") {
        let frame = Layout::new(&operator, Area::Calendar).await?;
        return layout::page(StatusCode::OK, &resumed(frame, words, &form, operator.app.clock.now()));
    }
    let mut typed = AppointmentForm::sent(&form, form.text("kind") == "block", operator.language);
    let draft = typed.read(words, None);
    let act = typed.act(&operator, &planning.calendar);
    let page =
        FormPage::new(Layout::new(&operator, Area::Calendar).await?, words, typed, None, operator.app.clock.now());
    let Some(draft) = draft else { return page.refused(Notice::Faults) };
    let start = draft.start;
    match booking::create(&operator.app.store, draft, act).await {
        Ok(_) => {
            let date = start.local_date(planning.calendar.shop.time_zone);
            let done = if page.is_block { words.t.did_block() } else { words.t.did_create() };
            Ok(operator.done(&back_on(page.form.value("back"), &date.to_string()), done))
        }
        Err(booking::Error::Refused(refusal)) => page.refused(Notice::of(&refusal, words)),
        Err(error) => Err(error.into()),
    }
}

/// The place somebody came from, on the date that now matters.
fn back_on(back: &str, date: &str) -> String {
    let query = way_back(back).split_once('?').map_or("", |(_, query)| query);
    let kept = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "date");
    let mut text = form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(kept).append_pair("date", date);
    format!("/planner/calendar?{}", text.finish())
}
