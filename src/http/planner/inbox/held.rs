//! Requests whose mails are held because too many new addresses have booked: grouped by source on the start page, and
//! released or declined together.

use super::actions::{back, refuse};
use super::lines::Writing;
use super::texts::Texts;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::values::shown;
use crate::http::error::ApiError;
use crate::http::error::page::PageError;
use crate::http::planner::auth::Operator;
use crate::http::planner::calendar::address_of;
use crate::http::planner::form_data::FormData;
use crate::http::state::App;
use crate::i18n::dates;
use crate::operations::booking::Appointment;
use crate::operations::booking::throttle;
use crate::operations::booking::throttle::{Answer, Group};
use crate::operations::inbox;
use axum::extract::State;
use axum::response::Response;

/// All held requests.
#[derive(Default)]
pub struct Held {
    /// How many there are.
    pub count: usize,
    /// By source, the largest group first.
    pub groups: Vec<HeldGroup>,
    /// Highest key on the page: later requests are not answered.
    pub last: AppointmentKey,
}

/// The held requests from one source.
pub struct HeldGroup {
    /// One of its appointments, which names it in the form.
    pub key: AppointmentKey,
    /// "7 Anfragen vom selben Internetanschluss"
    pub title: String,
    /// The first of them.
    pub lines: Vec<HeldLine>,
    /// How many are not listed.
    pub more: usize,
}

/// A held request.
pub struct HeldLine {
    /// Its page.
    pub href: String,
    /// Its day and time.
    pub when: String,
    /// The customer's name.
    pub who: String,
    /// The customer's address.
    pub email: String,
}

impl Held {
    /// The groups in words.
    pub fn of(groups: &[inbox::HeldGroup], writing: &Writing<'_>) -> Self {
        let keys = || groups.iter().flat_map(|group| &group.keys);
        Self {
            count: keys().count(),
            groups: groups.iter().map(|group| words(group, writing)).collect(),
            last: keys().copied().max().unwrap_or_default(),
        }
    }
}

fn words(group: &inbox::HeldGroup, writing: &Writing<'_>) -> HeldGroup {
    let count = group.keys.len();
    HeldGroup {
        key: group.keys.first().copied().unwrap_or_default(),
        title: Texts::of(writing.language).held_group(count, group.is_source_known),
        lines: group.listed.iter().map(|appointment| line(appointment, writing)).collect(),
        more: count - group.listed.len(),
    }
}

fn line(appointment: &Appointment, writing: &Writing<'_>) -> HeldLine {
    HeldLine {
        href: address_of(appointment.key),
        when: dates::day_and_time(appointment.start, writing.calendar.shop.time_zone, writing.language),
        who: appointment.customer.full_name(),
        email: shown(&appointment.customer.email),
    }
}

/// `POST /planner/inbox/held`: `group` is an appointment of the source, or `all`; `answer` is `release` or `decline`.
pub async fn answer_held(State(app): State<App>, operator: Operator, form: FormData) -> Result<Response, PageError> {
    let number = |name: &str| form.text(name).parse::<AppointmentKey>().map_err(|_| ApiError::not_found());
    let group = match form.text("group") {
        "all" => Group::All,
        _ => Group::SourceOf(number("group")?),
    };
    let (answer, done) = match form.text("answer") {
        "release" => (Answer::Release, "released"),
        "decline" => (Answer::Decline, "held_declined"),
        _ => return Err(ApiError::not_found().into()),
    };
    match throttle::answer_held(&app.store, group, number("last")?, answer, operator.user.id).await {
        Ok(_) => Ok(back(done)),
        Err(error) => refuse(&app, operator, error).await,
    }
}
