//! `/t/{token}`: the customer's own appointment. Looking changes nothing; what changes it is a form.

pub mod calendar;

use super::choice::{Summary, moment};
use super::layout;
use super::layout::Layout;
use crate::domain::appointment::Status;
use crate::domain::shop::{Language, Shop};
use crate::domain::snapshot::CalendarSnapshot;
use crate::domain::time::Minute;
use crate::domain::url::url;
use crate::http::api::refusals::problem;
use crate::http::error::Code;
use crate::http::error::page::PageError;
use crate::http::extract::{ApiPath, ApiQuery, ExtractRejection, PageForm};
use crate::http::middleware::same_origin::SameOrigin;
use crate::http::state::App;
use crate::i18n::messages::Customer;
use crate::i18n::{Texts, dates};
use crate::operations::booking;
use crate::operations::booking::{Booked, Shown, confirmation, reminder};
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

/// The query of the customer's pages.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ManageQuery {
    pub lang: String,
    pub from: String,
    pub start: String,
    /// What was just done: `moved`, `cancelled` or `confirmed`.
    pub note: String,
    /// The second secret, in links of mails.
    pub m: String,
}

/// What the buttons about the reminder post.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ReminderForm {
    pub m: String,
    /// `yes`, or anything else.
    pub reminder: String,
}

/// What a form without fields of its own posts.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PressForm {
    pub m: String,
}

/// How somebody came here: what they show, and the language that the address asks for.
pub struct Arrival {
    pub shown: Shown,
    pub lang: String,
}

impl Arrival {
    /// By a link.
    pub fn by_link(token: String, query: &ManageQuery) -> Self {
        Self { shown: Shown { token, mail_secret: query.m.clone() }, lang: query.lang.clone() }
    }

    /// By a button, whose form carries the second secret.
    pub fn by_button(token: String, query: &ManageQuery, m: String) -> Self {
        Self { shown: Shown { token, mail_secret: m }, lang: query.lang.clone() }
    }
}

/// One look at a booking by its customer.
pub struct Look {
    pub booked: Booked,
    pub frame: Layout,
    pub summary: Summary,
    /// `/t/{token}`
    pub path: String,
    /// The language as the address asks for it.
    pub lang: String,
    /// What opened it.
    pub shown: Shown,
    /// The second secret where it is the right one, to go on with; empty otherwise.
    pub m: String,
    pub can_change: bool,
}

impl Look {
    /// Finds the booking and speaks its language.
    pub async fn new(
        app: &App,
        planning: &CalendarSnapshot,
        arrival: Arrival,
        headers: &HeaderMap,
    ) -> Result<Self, PageError> {
        let calendar = &planning.calendar;
        let shop = &calendar.shop;
        let Arrival { shown, lang } = arrival;
        let found = booking::find(&app.store, shown.token.clone()).await;
        let booked = found.map_err(|error| problem(error, shop.time_zone))?;
        let language = layout::language(shop, Some(&lang), Some(booked.booking.language), headers);
        let path = format!("/t/{}", booked.booking.token);
        let m = shown.mail_secret.clone();
        let m = if booked.is_shown_by_mail(&m) { m } else { String::new() };
        let other = |language: Language| url(&path, &[("m", &m), ("lang", language.tag())]);
        let frame = Layout::new(shop, language, false).with_languages(shop, other);
        let name = booked.service(calendar).map(|service| service.texts_in(language).name).unwrap_or_default();
        let (start, end) = (booked.appointment.start, booked.appointment.end);
        let summary = Summary::new(planning, language, name, start, end);
        let can_change = booked.can_change(calendar, app.clock.now());
        Ok(Self { booked, frame, summary, path, lang, shown, m, can_change })
    }

    /// A page of this booking.
    pub fn url(&self, step: &str, query: &[(&str, &str)]) -> String {
        let mut all = query.to_vec();
        all.extend([("m", self.m.as_str()), ("lang", self.lang.as_str())]);
        url(&format!("{}{step}", self.path), &all)
    }

    /// Where a form of this booking goes; the second secret travels in a field of it.
    pub fn action(&self, step: &str) -> String {
        url(&format!("{}{step}", self.path), &[("lang", self.lang.as_str())])
    }

    /// To the booking's first page, with word of what was done.
    pub fn redirect(&self, note: &str) -> Response {
        Redirect::to(&self.url("", &[("note", note)])).into_response()
    }
}

#[derive(Template)]
#[template(path = "pages/manage.html")]
struct ManagePage {
    frame: Layout,
    summary: Summary,
    status: &'static str,
    /// Green, amber or grey.
    tone: &'static str,
    note: Option<&'static str>,
    /// Why nothing can be changed.
    reason: Option<&'static str>,
    until: Option<String>,
    calendar: Option<String>,
    moving: Option<String>,
    cancelling: Option<String>,
    confirming: Option<Confirming>,
    /// Whether a reminder will come, and the button for the other choice.
    reminder: Option<Reminder>,
    m: String,
    anew: Option<String>,
    /// All that is held on them, for who came by a mail's link.
    own_data: Option<String>,
}

/// What its customer chose about the reminder, where the shop asks.
struct Reminder {
    wanted: bool,
    action: String,
}

impl Reminder {
    fn of(look: &Look, shop: &Shop, now: DateTime<Utc>) -> Option<Self> {
        let is_to_come = look.booked.remind_at(shop).is_some_and(|at| at > now);
        let is_asked = shop.asks_about_reminders() && is_to_come && look.booked.appointment.status.is_open();
        let wanted = look.booked.appointment.reminder_accepted_at.is_some();
        is_asked.then(|| Self { wanted, action: look.action("/reminder") })
    }
}

/// What is to be confirmed, and by what.
struct Confirming {
    sentence: String,
    /// Where the button leads, for who came by a mail's link.
    action: Option<String>,
}

impl Confirming {
    fn of(look: &Look, now: DateTime<Utc>, zone: Tz) -> Option<Self> {
        let until = moment(look.booked.confirm_by()?, now, zone, look.frame.language);
        let t = look.frame.t;
        Some(match look.m.as_str() {
            "" => Self { sentence: t.confirm_by_mail(&until), action: None },
            _ => Self { sentence: t.confirm_here(&until), action: Some(look.action("/confirm")) },
        })
    }
}

/// The appointment as it stands.
pub async fn show_booking(
    State(app): State<App>,
    headers: HeaderMap,
    token: Result<ApiPath<String>, ExtractRejection>,
    query: Result<ApiQuery<ManageQuery>, ExtractRejection>,
) -> Result<Response, PageError> {
    let (ApiPath(token), ApiQuery(query)) = (token?, query?);
    let planning = app.planning();
    let look = Look::new(&app, &planning, Arrival::by_link(token, &query), &headers).await?;
    layout::page(StatusCode::OK, &manage_page(&app, &planning, look, &query.note))
}

fn manage_page(app: &App, planning: &CalendarSnapshot, look: Look, note: &str) -> ManagePage {
    let calendar = &planning.calendar;
    let (appointment, t) = (&look.booked.appointment, look.frame.t);
    let over = appointment.end.to_utc() <= app.clock.now();
    let open = appointment.status.is_open();
    let known = look.booked.service(calendar).is_some_and(|service| service.online && !service.archived);
    let zone = calendar.shop.time_zone;
    let confirming = Confirming::of(&look, app.clock.now(), zone).filter(|_| look.can_change);
    let awaits = confirming.is_some();
    let reason = match (open, over) {
        (_, true) => Some(t.over()),
        (true, false) if !look.can_change => Some(t.too_late()),
        _ => None,
    };
    ManagePage {
        status: if awaits { t.awaits_confirmation() } else { status_words(appointment.status, t) },
        tone: tone(appointment.status),
        note: match note {
            "moved" if open => Some(t.was_moved()),
            "confirmed" if open && !awaits => Some(t.was_confirmed()),
            "cancelled" if appointment.status == Status::Cancelled => Some(t.was_cancelled()),
            _ => None,
        },
        reason,
        until: look.can_change.then(|| t.change_until(limit(&look.booked, planning, look.frame.language))),
        calendar: (open && !over && !awaits).then(|| look.action(calendar::STEP)),
        moving: (look.can_change && known).then(|| look.url("/move", &[])),
        cancelling: look.can_change.then(|| look.url("/cancel", &[])),
        reminder: Reminder::of(&look, &calendar.shop, app.clock.now()).filter(|_| !awaits),
        confirming,
        own_data: (!look.m.is_empty()).then(|| look.url("/data", &[])),
        m: look.m.clone(),
        anew: (!open || over).then(|| url("/", &[("lang", look.lang.as_str())])),
        frame: look.frame,
        summary: look.summary,
    }
}

fn limit(booked: &Booked, planning: &CalendarSnapshot, language: Language) -> String {
    let until = Minute::floor(booked.cancel_until(&planning.calendar));
    dates::day_and_time(until, planning.calendar.shop.time_zone, language)
}

/// How an appointment stands, to its customer.
pub fn status_words(status: Status, t: Texts<Customer>) -> &'static str {
    match status {
        Status::Requested => t.status_requested(),
        Status::Confirmed => t.status_confirmed(),
        Status::Declined => t.status_declined(),
        Status::Cancelled => t.status_cancelled(),
        Status::Done => t.status_done(),
        Status::NoShow => t.status_no_show(),
    }
}

const fn tone(status: Status) -> &'static str {
    match status {
        Status::Confirmed | Status::Done => "good",
        Status::Requested => "open",
        Status::Declined | Status::Cancelled | Status::NoShow => "gone",
    }
}

/// Confirms a booking that waits for its customer.
pub async fn confirm(
    _: SameOrigin,
    State(app): State<App>,
    headers: HeaderMap,
    token: Result<ApiPath<String>, ExtractRejection>,
    query: Result<ApiQuery<ManageQuery>, ExtractRejection>,
    PageForm(form): PageForm<PressForm>,
) -> Result<Response, PageError> {
    let (ApiPath(token), ApiQuery(query)) = (token?, query?);
    let planning = app.planning();
    let arrival = Arrival::by_button(token, &query, form.m);
    let look = Look::new(&app, &planning, arrival, &headers).await?;
    let outcome = confirmation::confirm(&app.store, look.shown.clone()).await;
    match outcome.map_err(|error| problem(error, planning.calendar.shop.time_zone)) {
        Ok(_) => Ok(look.redirect("confirmed")),
        // The page says that only the link of the mail does it.
        Err(error) if error.code() == Code::NotChangeable => Ok(look.redirect("")),
        Err(error) => Err(PageError::from(error).in_language(look.frame.language)),
    }
}

/// Notes whether the customer wants a reminder.
pub async fn choose_reminder(
    _: SameOrigin,
    State(app): State<App>,
    headers: HeaderMap,
    token: Result<ApiPath<String>, ExtractRejection>,
    query: Result<ApiQuery<ManageQuery>, ExtractRejection>,
    PageForm(form): PageForm<ReminderForm>,
) -> Result<Response, PageError> {
    let (ApiPath(token), ApiQuery(query)) = (token?, query?);
    let planning = app.planning();
    let arrival = Arrival::by_button(token, &query, form.m);
    let look = Look::new(&app, &planning, arrival, &headers).await?;
    let outcome = reminder::choose(&app.store, look.shown.clone(), form.reminder == "yes").await;
    match outcome.map_err(|error| problem(error, planning.calendar.shop.time_zone)) {
        Ok(()) => Ok(look.redirect("")),
        // The page says how it stands.
        Err(error) if error.code() == Code::NotChangeable => Ok(look.redirect("")),
        Err(error) => Err(PageError::from(error).in_language(look.frame.language)),
    }
}

#[derive(Template)]
#[template(path = "pages/cancel.html")]
struct CancelPage {
    frame: Layout,
    summary: Summary,
    action: String,
    m: String,
    back: String,
}

/// Asks whether to cancel.
pub async fn ask_to_cancel(
    State(app): State<App>,
    headers: HeaderMap,
    token: Result<ApiPath<String>, ExtractRejection>,
    query: Result<ApiQuery<ManageQuery>, ExtractRejection>,
) -> Result<Response, PageError> {
    let (ApiPath(token), ApiQuery(query)) = (token?, query?);
    let look = Look::new(&app, &app.planning(), Arrival::by_link(token, &query), &headers).await?;
    if !look.can_change {
        return Ok(look.redirect(""));
    }
    let (action, back) = (look.action("/cancel"), look.url("", &[]));
    layout::page(StatusCode::OK, &CancelPage { action, back, m: look.m, frame: look.frame, summary: look.summary })
}

/// Cancels. Where it is too late, the booking's page says so.
pub async fn cancel(
    _: SameOrigin,
    State(app): State<App>,
    headers: HeaderMap,
    token: Result<ApiPath<String>, ExtractRejection>,
    query: Result<ApiQuery<ManageQuery>, ExtractRejection>,
    PageForm(form): PageForm<PressForm>,
) -> Result<Response, PageError> {
    let (ApiPath(token), ApiQuery(query)) = (token?, query?);
    let arrival = Arrival::by_button(token, &query, form.m);
    let look = Look::new(&app, &app.planning(), arrival, &headers).await?;
    let zone = app.planning().calendar.shop.time_zone;
    match booking::cancel(&app.store, look.shown.clone()).await.map_err(|error| problem(error, zone)) {
        Ok(_) => Ok(look.redirect("cancelled")),
        Err(error) if matches!(error.code(), Code::TooLate | Code::NotChangeable) => Ok(look.redirect("")),
        Err(error) => Err(PageError::from(error).in_language(look.frame.language)),
    }
}
