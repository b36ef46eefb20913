//! `/planner/appointments/new`: an appointment made by the operator, or time blocked.

use super::caller::{Caller, choose, record};
use super::draft::resumed;
use super::edit::find;
use super::form::AppointmentForm;
use super::form_page::{FormPage, Notice};
use super::view_state::way_back;
use super::{in_place, quick};
use crate::domain::shop::Service;
use crate::domain::snapshot::CalendarSnapshot;
use crate::domain::wall_clock::read_start;
use crate::http::planner::prelude::*;
use crate::operations::booking::{self, Undoable};
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
    /// The number of a customer.
    customer: String,
    /// The number of an appointment: the same service, length and resources again.
    like: String,
    /// So many weeks after that one, again and again until it is to come.
    weeks: String,
    back: String,
    /// Whether the small form in the calendar is asked for.
    part: String,
}

impl NewQuery {
    fn typed(&self, calendar: &Calendar, language: Language) -> AppointmentForm {
        let is_block = self.kind == "block";
        let service =
            calendar.service(&self.service).or_else(|| only_service(calendar, &self.resource).filter(|_| !is_block));
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

/// The service that needs no choosing: there is but one, or one for that room or person.
fn only_service<'a>(calendar: &'a Calendar, resource: &str) -> Option<&'a Service> {
    let mut services =
        calendar.services.iter().filter(|service| !service.archived && quick::can_use(service, resource));
    services.next().filter(|_| services.next().is_none())
}

/// `GET /planner/appointments/new`
pub async fn show_new(operator: Operator, ApiQuery(query): ApiQuery<NewQuery>) -> PageResult {
    let planning = operator.app.planning();
    let words = Words::new(operator.language, &planning.calendar);
    let mut typed = query.typed(&planning.calendar, operator.language);
    let mut customer = query.customer.clone();
    if let Ok(key) = query.like.parse() {
        let entry = find(&operator, key).await?;
        let weeks = query.weeks.parse().ok();
        typed = typed.like(&entry, words, weeks, Minute::floor(operator.app.clock.now()));
        customer = entry.customer_id.map(|id| id.to_string()).unwrap_or(customer);
    }
    if !customer.is_empty() {
        choose(&operator, &mut typed.form, &customer).await?;
    }
    typed.form = typed.form.with_tick("keep_customer", true);
    let caller = Caller::of(&operator, &mut typed).await?;
    let shown = Shown { operator: &operator, planning: &planning, words, is_part: !query.part.is_empty() };
    shown.show(typed, caller).await
}

/// Shows the form, as a page or in the calendar.
struct Shown<'a> {
    operator: &'a Operator,
    planning: &'a CalendarSnapshot,
    words: Words<'a>,
    /// Whether it is the small form in the calendar.
    is_part: bool,
}

impl Shown<'_> {
    async fn show(&self, typed: AppointmentForm, caller: Option<Caller>) -> PageResult {
        let page = self.page(typed, caller).await?;
        self.answer(StatusCode::OK, page)
    }

    async fn page(&self, typed: AppointmentForm, caller: Option<Caller>) -> Result<FormPage, ApiError> {
        let frame = Layout::new(self.operator, Area::Calendar).await?;
        Ok(FormPage::new(frame, self.words, typed, None, self.operator.app.clock.now()).for_caller(caller))
    }

    fn answer(&self, status: StatusCode, page: FormPage) -> PageResult {
        if self.is_part {
            return quick::answer(status, page, self.planning, self.words, self.operator.app.clock.now());
        }
        layout::page(status, &page)
    }

    fn refuse(&self, page: FormPage, notice: Notice) -> PageResult {
        self.answer(StatusCode::UNPROCESSABLE_ENTITY, page.with_notice(notice))
    }
}

/// `POST /planner/appointments/new`; with `part` from the calendar, which is answered as [`in_place`] says.
pub async fn create_appointment(operator: Operator, form: FormData) -> PageResult {
    let planning = operator.app.planning();
    let words = Words::new(operator.language, &planning.calendar);
    let shown = Shown { operator: &operator, planning: &planning, words, is_part: form.has("part") };
    // Back from the search for a free time, or with one that was offered: nothing is made yet.
    if form.has("again") || form.has("found") {
        let mut typed = resumed(&form, words);
        let caller = Caller::of(&operator, &mut typed).await?;
        return shown.show(typed, caller).await;
    }
    let mut typed = AppointmentForm::sent(&form, form.text("kind") == "block", operator.language);
    if let Some(caller) = Caller::pressed(&operator, &mut typed).await? {
        return shown.show(typed, Some(caller)).await;
    }
    let draft = typed.read(words, None);
    let act = typed.act(&operator, &planning.calendar);
    let caller = Caller::of(&operator, &mut typed).await?;
    let record = record(&typed.form);
    let page = shown.page(typed, caller).await?;
    let Some(draft) = draft else { return shown.refuse(page, Notice::Faults) };
    let (start, name) = (draft.start, draft.customer.full_name());
    operator.look_again_for(&draft).await;
    match booking::create_for(&operator.app.store, draft, record, act).await {
        Ok(Undoable { undo, .. }) => {
            let date = start.local_date(planning.calendar.shop.time_zone);
            let done = if page.is_block {
                words.t.did_block().to_owned()
            } else {
                format!("{} {name}, {}", words.t.did_create(), words.moment(start))
            };
            if shown.is_part {
                return Ok(in_place::done(&done, operator.keep_undo("/planner/calendar", undo)));
            }
            Ok(operator.done_with_undo(&back_on(page.form.value("back"), &date.to_string()), done, undo))
        }
        Err(booking::Error::Refused(refusal)) => shown.refuse(page, Notice::of(&refusal, words)),
        Err(error) => Err(error.into()),
    }
}

/// The place somebody came from; in the calendar, on the date that now matters.
fn back_on(back: &str, date: &str) -> String {
    let back = way_back(back);
    if !back.starts_with("/planner/calendar") {
        return back.to_owned();
    }
    let query = back.split_once('?').map_or("", |(_, query)| query);
    let kept = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "date");
    let mut text = form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(kept).append_pair("date", date);
    format!("/planner/calendar?{}", text.finish())
}
