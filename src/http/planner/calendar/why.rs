//! `GET /planner/calendar/why`: what can be done with a time that somebody pressed, and whether customers can book it, with
//! the reason where they cannot. `part=1` answers the inside alone, for the dialog that the script opens.

use super::address_of;
use super::form::read_start;
use super::texts::Texts;
use super::view_state::way_back;
use super::words::Words;
use crate::domain::explain::{Explanation, Obstacle, explain};
use crate::domain::ids::ResourceId;
use crate::domain::schedule;
use crate::domain::schedule::{Audience, AvailabilityQuery, Refusal};
use crate::domain::shop::Service;
use crate::domain::snapshot::{AppointmentKey, CalendarSnapshot};
use crate::domain::time::{DAY_MINUTES, Minute};
use crate::http::assets::asset_url;
use crate::http::error::ApiError;
use crate::http::error::page::PageError;
use crate::http::extract::ApiQuery;
use crate::http::planner::auth::Operator;
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::state::App;
use crate::i18n::dates;
use crate::operations::booking::Appointment;
use crate::operations::calendar::within;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use std::collections::HashMap;

/// What was pressed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WhyQuery {
    at: String,
    resource: String,
    back: String,
    part: String,
}

#[derive(Template)]
#[template(path = "planner/calendar/why.html")]
struct WhyPage {
    frame: Layout,
    inside: Inside,
    stylesheet: String,
}

/// What the page and the dialog share.
#[derive(Template)]
#[template(path = "planner/calendar/why_inside.html")]
struct Inside {
    t: Texts,
    /// The heading's element: a page has a first one.
    heading: &'static str,
    title: String,
    new: String,
    block: String,
    answers: Vec<Answer>,
}

/// Whether one service can be booked then.
struct Answer {
    service: String,
    yes: bool,
    sentence: String,
    obstacles: Vec<Line>,
    next: String,
}

/// What one resource says.
struct Line {
    text: String,
    href: Option<String>,
}

/// `GET /planner/calendar/why`
pub async fn show_why(
    State(app): State<App>,
    operator: Operator,
    ApiQuery(query): ApiQuery<WhyQuery>,
) -> Result<Response, PageError> {
    let planning = app.planning();
    let calendar = &planning.calendar;
    let at = read_start(&query.at, calendar).ok_or_else(ApiError::not_found)?;
    let resource = calendar.resource(&query.resource).map(|one| one.id.clone());
    let span = at.plus(-2 * DAY_MINUTES)..at.plus(2 * DAY_MINUTES);
    let entries = within(&app.store, span).await?;
    let appointments = entries.into_iter().map(|entry| (entry.appointment.key, entry.appointment)).collect();
    let words = Words::new(operator.language, calendar);
    let asked = Asked { planning: &planning, at, resource, appointments, words, now: app.clock.now() };
    let inside = asked.inside(&query);
    if !query.part.is_empty() {
        return layout::page(StatusCode::OK, &inside);
    }
    let frame = Layout::new(&app, &operator, Area::Calendar).await?;
    layout::page(StatusCode::OK, &WhyPage { frame, inside, stylesheet: asset_url("planner-calendar.css") })
}

struct Asked<'a> {
    planning: &'a CalendarSnapshot,
    at: Minute,
    resource: Option<ResourceId>,
    appointments: HashMap<AppointmentKey, Appointment>,
    words: Words<'a>,
    now: DateTime<Utc>,
}

impl Asked<'_> {
    fn inside(&self, query: &WhyQuery) -> Inside {
        let calendar = self.words.calendar;
        let moment = self.words.moment(self.at);
        let name = self.resource.as_ref().map(|id| self.words.resource(id.as_str()));
        let at = self.at.to_rfc3339(calendar.shop.time_zone);
        let way = |kind: &str| {
            let filled = form_urlencoded::Serializer::new(String::new())
                .append_pair("kind", kind)
                .append_pair("start", &at)
                .append_pair("resource", &query.resource)
                .append_pair("back", way_back(&query.back))
                .finish();
            format!("/planner/appointments/new?{filled}")
        };
        let uses = |service: &&Service| {
            let needs = || service.needs.iter().flatten();
            !service.archived && self.resource.as_ref().is_none_or(|id| needs().any(|one| one == id))
        };
        Inside {
            t: self.words.t,
            heading: if query.part.is_empty() { "h1" } else { "h2" },
            title: name.map_or_else(|| moment.clone(), |name| format!("{name}, {moment}")),
            new: way(""),
            block: way("block"),
            answers: calendar.services.iter().filter(uses).map(|service| self.answer(service)).collect(),
        }
    }

    fn answer(&self, service: &Service) -> Answer {
        let in_first =
            service.needs.first().is_some_and(|need| self.resource.as_ref().is_some_and(|id| need.contains(id)));
        let resource = self.resource.as_ref().filter(|_| in_first);
        let question = AvailabilityQuery { service, resource, moving: None, scope: Audience::Online };
        let span_of = |key: AppointmentKey| self.appointments.get(&key).map(|one| one.start..one.end);
        let why = explain(self.planning, &question, self.at, self.now, &span_of);
        let next = match why.verdict {
            Err(Refusal::NotOffered) | Ok(_) => String::new(),
            Err(_) => self.next_times(&question),
        };
        Answer {
            service: service.texts_in(self.words.language).name,
            yes: why.verdict.is_ok(),
            sentence: self.sentence(service, &why),
            obstacles: self.obstacles(service, &why),
            next,
        }
    }

    fn sentence(&self, service: &Service, why: &Explanation) -> String {
        let t = self.words.t;
        match &why.verdict {
            Ok(chosen) => self.names(chosen),
            Err(Refusal::NotOffered) if !service.online => t.why_not_online().to_owned(),
            Err(Refusal::NotOffered) => t.why_nobody().to_owned(),
            Err(Refusal::TooSoon) if self.at < Minute::floor(self.now) => t.why_past().to_owned(),
            Err(Refusal::TooSoon) => t.lead_time_from(self.words.moment(why.earliest)),
            Err(Refusal::TooLate) => t.horizon_until(self.words.date(why.last)),
            Err(Refusal::DailyLimit) => t.daily_limit_reached(service.daily_limit.unwrap_or_default()),
            Err(Refusal::NotAStartTime) => t.why_no_mark().to_owned(),
            Err(refusal) => {
                self.missing(why, if *refusal == Refusal::Closed { t.why_closed() } else { t.why_occupied() })
            }
        }
    }

    /// "Kabine 1 ist frei, aber Frau Weber nicht.", where one need is served and another is not.
    fn missing(&self, why: &Explanation, otherwise: &str) -> String {
        let missing = why.missing();
        let free = |need: &Vec<(ResourceId, Obstacle)>| {
            let free = need.iter().find(|(_, obstacle)| *obstacle == Obstacle::None);
            free.map(|(id, _)| self.words.resource(id.as_str()))
        };
        let found = why.needs.iter().find_map(free);
        let lacking = missing.first().and_then(|need| why.needs.get(*need));
        match (found, lacking) {
            (Some(free), Some(lacking)) => {
                let names: Vec<ResourceId> = lacking.iter().map(|(id, _)| id.clone()).collect();
                self.words.t.free_but_missing(free, self.names(&names))
            }
            _ => otherwise.to_owned(),
        }
    }

    fn obstacles(&self, service: &Service, why: &Explanation) -> Vec<Line> {
        if why.verdict.is_ok() || !service.online || self.at < Minute::floor(self.now) {
            return Vec::new();
        }
        let all = why.needs.iter().flatten().filter(|(_, obstacle)| *obstacle != Obstacle::None);
        let mut lines: Vec<Line> = Vec::new();
        for (id, obstacle) in all {
            let line = self.line(id, obstacle);
            if !lines.iter().any(|known| known.text == line.text) {
                lines.push(line);
            }
        }
        lines
    }

    fn line(&self, id: &ResourceId, obstacle: &Obstacle) -> Line {
        let t = self.words.t;
        let zone = self.words.calendar.shop.time_zone;
        let name = self.words.resource(id.as_str());
        let appointment = |key: &AppointmentKey| self.appointments.get(key);
        let named = |key: &AppointmentKey| appointment(key).map(|one| self.words.appointment(one)).unwrap_or_default();
        let (what, key) = match obstacle {
            Obstacle::None => (t.free().to_owned(), None),
            Obstacle::Archived => (t.archived().to_owned(), None),
            Obstacle::NotOnline => (t.not_online().to_owned(), None),
            Obstacle::Closed(Some(note)) => (format!("{} ({note})", t.closed()), None),
            Obstacle::Closed(None) => (t.closed().to_owned(), None),
            Obstacle::ClosesEarly(end) => (t.closes_early(dates::clock(*end, zone, self.words.language)), None),
            Obstacle::Appointment(key) => (named(key), Some(*key)),
            Obstacle::Buffer(key) => (t.in_buffer_of(named(key)), Some(*key)),
            Obstacle::NoMark => (t.no_mark().to_owned(), None),
        };
        Line { text: format!("{name}: {what}"), href: key.map(address_of) }
    }

    fn next_times(&self, question: &AvailabilityQuery<'_>) -> String {
        let mut nearest = schedule::nearest_free(self.planning, question, self.at, 3, self.now);
        nearest.sort_unstable();
        let zone = self.words.calendar.shop.time_zone;
        let soon = |at: Minute| dates::soon(at, zone, self.words.language);
        nearest.into_iter().map(soon).collect::<Vec<_>>().join("; ")
    }

    fn names(&self, ids: &[ResourceId]) -> String {
        ids.iter().map(|id| self.words.resource(id.as_str())).collect::<Vec<_>>().join(", ")
    }
}
