//! `/t/{token}`: the customer's own appointment. Looking changes nothing; what changes it is a form.

pub mod calendar;

use super::choice::{Summary, moment};
use super::layout;
use super::layout::Layout;
use super::look::{ByButton, ByLink, Look};
use super::own_data;
use crate::delivery::calendar_file::video_link;
use crate::domain::appointment::Status;
use crate::domain::notice::NoticeFacts;
use crate::domain::shop::Venue;
use crate::domain::time::Minute;
use crate::domain::url::url;
use crate::http::error::Code;
use crate::http::error::page::PageError;
use crate::http::state::App;
use crate::i18n::messages::Customer;
use crate::i18n::{Texts, dates};
use crate::operations::booking;
use crate::operations::booking::{confirmation, reminder};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};

#[derive(Template)]
#[template(path = "pages/manage.html")]
struct ManagePage {
    frame: Layout,
    summary: Summary,
    service: String,
    /// With whom, and by which link.
    venue: Venue,
    /// The customer's own address, for who came by a mail's link.
    address: Vec<String>,
    /// The link of a video call that takes place.
    video: Option<String>,
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

/// What its customer chose about the reminder, where the shop asks and mails go out.
struct Reminder {
    wanted: bool,
    action: String,
}

impl Reminder {
    fn of(look: &Look, now: DateTime<Utc>) -> Option<Self> {
        let shop = &look.planning.calendar.shop;
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
    fn of(look: &Look, now: DateTime<Utc>) -> Option<Self> {
        let until = moment(look.booked.confirm_by()?, now, look.zone(), look.frame.language);
        let t = look.frame.t;
        Some(match look.m.as_str() {
            "" => Self { sentence: t.confirm_by_mail(&until), action: None },
            _ => Self { sentence: t.confirm_here(&until), action: Some(look.action("/confirm")) },
        })
    }
}

/// The appointment as it stands.
pub async fn show_booking(State(app): State<App>, ByLink { look, query }: ByLink) -> Result<Response, PageError> {
    layout::page(StatusCode::OK, &manage_page(look, &query.note, app.clock.now(), app.sends_mail().await?))
}

fn manage_page(look: Look, note: &str, now: DateTime<Utc>, sends_mail: bool) -> ManagePage {
    let calendar = &look.planning.calendar;
    let (appointment, t) = (&look.booked.appointment, look.frame.t);
    let over = appointment.end.to_utc() <= now;
    let open = appointment.status.is_open();
    let known = look.booked.service(calendar).is_some_and(|service| service.online && !service.archived);
    let confirming = Confirming::of(&look, now).filter(|_| look.can_change);
    let awaits = confirming.is_some();
    let reason = match (open, over) {
        (_, true) => Some(t.over()),
        (true, false) if !look.can_change => Some(t.too_late()),
        _ => None,
    };
    let facts = NoticeFacts { venue: look.venue.clone(), ..look.booked.facts(calendar, look.frame.language) };
    let address = facts.customers_address().filter(|_| !look.m.is_empty()).unwrap_or_default();
    ManagePage {
        address: address.lines().map(str::to_owned).collect(),
        video: video_link(&facts).filter(|_| !over).map(str::to_owned),
        status: if awaits { t.awaits_confirmation() } else { status_words(appointment.status, t) },
        tone: tone(appointment.status),
        note: match note {
            "moved" if open => Some(t.was_moved()),
            "confirmed" if open && !awaits => Some(t.was_confirmed()),
            "cancelled" if appointment.status == Status::Cancelled => Some(t.was_cancelled()),
            _ => None,
        },
        reason,
        until: look.can_change.then(|| t.change_until(limit(&look))),
        calendar: (open && !over && !awaits).then(|| look.action(calendar::STEP)),
        moving: (look.can_change && known).then(|| look.url("/move", &[])),
        cancelling: look.can_change.then(|| look.url("/cancel", &[])),
        reminder: Reminder::of(&look, now).filter(|_| sends_mail && !awaits),
        confirming,
        own_data: (!look.m.is_empty()).then(|| look.url(own_data::STEP, &[])),
        m: look.m.clone(),
        anew: (!open || over).then(|| url("/", &[("lang", look.lang.as_str())])),
        frame: look.frame,
        summary: look.summary,
        service: look.service,
        venue: look.venue,
    }
}

fn limit(look: &Look) -> String {
    let until = Minute::floor(look.booked.cancel_until(&look.planning.calendar));
    dates::day_and_time(until, look.zone(), look.frame.language)
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
pub async fn confirm(State(app): State<App>, ByButton { look, .. }: ByButton) -> Result<Response, PageError> {
    let outcome = confirmation::confirm(&app.store, look.shown.clone()).await;
    match outcome.map_err(|error| look.problem(error)) {
        Ok(_) => Ok(look.redirect_with("confirmed")),
        // The page says that only the link of the mail does it.
        Err(error) if error.code() == Code::NotChangeable => Ok(look.redirect("")),
        Err(error) => Err(look.error_page(error)),
    }
}

/// Notes whether the customer wants a reminder.
pub async fn choose_reminder(State(app): State<App>, ByButton { look, form }: ByButton) -> Result<Response, PageError> {
    let outcome = reminder::choose(&app.store, look.shown.clone(), form.reminder == "yes").await;
    match outcome.map_err(|error| look.problem(error)) {
        Ok(()) => Ok(look.redirect("")),
        // The page says how it stands.
        Err(error) if error.code() == Code::NotChangeable => Ok(look.redirect("")),
        Err(error) => Err(look.error_page(error)),
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
pub async fn ask_to_cancel(ByLink { look, .. }: ByLink) -> Result<Response, PageError> {
    if !look.can_change {
        return Ok(look.redirect(""));
    }
    let (action, back) = (look.action("/cancel"), look.url("", &[]));
    layout::page(StatusCode::OK, &CancelPage { action, back, m: look.m, frame: look.frame, summary: look.summary })
}

/// Cancels. Where it is too late, the booking's page says so.
pub async fn cancel(State(app): State<App>, ByButton { look, .. }: ByButton) -> Result<Response, PageError> {
    match booking::cancel(&app.store, look.shown.clone()).await.map_err(|error| look.problem(error)) {
        Ok(_) => Ok(look.redirect_with("cancelled")),
        Err(error) if matches!(error.code(), Code::TooLate | Code::NotChangeable) => Ok(look.redirect("")),
        Err(error) => Err(look.error_page(error)),
    }
}
