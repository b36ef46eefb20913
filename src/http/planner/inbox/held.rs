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
use crate::operations::booking::throttle;
use crate::operations::booking::throttle::{Answer, Group};
use crate::store::held::{self, HeldRequest};
use crate::store::sources::HALF;
use crate::store::{StoreError, appointments};
use axum::extract::State;
use axum::response::Response;
use std::collections::BTreeMap;

/// How many requests of a group are listed.
const LISTED: usize = 20;

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
    /// Reads them.
    pub fn read(writing: &Writing<'_>) -> Result<Self, StoreError> {
        let requests = held::requests(writing.conn, writing.now)?;
        let mut by_source: BTreeMap<Option<[u8; HALF]>, Vec<HeldRequest>> = BTreeMap::new();
        for request in &requests {
            by_source.entry(request.source.map(|source| source.wide())).or_default().push(*request);
        }
        let mut groups: Vec<(bool, Vec<HeldRequest>)> =
            by_source.into_iter().map(|(source, requests)| (source.is_some(), requests)).collect();
        groups.sort_by_key(|(_, requests)| std::cmp::Reverse(requests.len()));
        let groups = groups.iter().map(|(is_known, requests)| group(writing, requests, *is_known));
        Ok(Self {
            count: requests.len(),
            groups: groups.collect::<Result<_, _>>()?,
            last: requests.iter().map(|request| request.appointment).max().unwrap_or_default(),
        })
    }
}

fn group(writing: &Writing<'_>, requests: &[HeldRequest], is_known: bool) -> Result<HeldGroup, StoreError> {
    let lines = requests.iter().take(LISTED).filter_map(|request| line(writing, request.appointment).transpose());
    Ok(HeldGroup {
        key: requests.first().map(|request| request.appointment).unwrap_or_default(),
        title: Texts::of(writing.language).held_group(requests.len(), is_known),
        lines: lines.collect::<Result<_, _>>()?,
        more: requests.len().saturating_sub(LISTED),
    })
}

fn line(writing: &Writing<'_>, key: AppointmentKey) -> Result<Option<HeldLine>, StoreError> {
    let Some(appointment) = appointments::find(writing.conn, key)? else { return Ok(None) };
    Ok(Some(HeldLine {
        href: address_of(key),
        when: dates::day_and_time(appointment.start, writing.calendar.shop.time_zone, writing.language),
        who: appointment.customer.full_name(),
        email: shown(&appointment.customer.email),
    }))
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
