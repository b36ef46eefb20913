//! Whether customers can book a time that somebody pressed in the calendar, service by service, with the reason where they
//! cannot.

use super::within;
use super::words::Words;
use crate::domain::explain::{Explanation, Obstacle, explain};
use crate::domain::ids::ResourceId;
use crate::domain::schedule::{self, Audience, AvailabilityQuery, Refusal};
use crate::domain::shop::Service;
use crate::domain::snapshot::{AppointmentKey, CalendarSnapshot};
use crate::domain::time::{DAY_MINUTES, Minute};
use crate::i18n::dates;
use crate::operations::booking::Appointment;
use crate::store::{Store, StoreError};
use chrono::{DateTime, Utc};
use std::collections::HashMap;

/// Whether one service can be booked then.
pub struct Answer {
    /// The name of the service.
    pub service: String,
    /// Whether customers can book it.
    pub yes: bool,
    /// By whom, or why not.
    pub sentence: String,
    /// What is in the way, resource by resource.
    pub obstacles: Vec<Line>,
    /// The nearest free times; may be empty.
    pub next: String,
}

/// What one resource says.
pub struct Line {
    /// "Kabine 1: geschlossen".
    pub text: String,
    /// The appointment that is in the way.
    pub appointment: Option<AppointmentKey>,
}

/// What each service says of that time, of those that can use the resource.
pub async fn answers(
    store: &Store,
    planning: &CalendarSnapshot,
    at: Minute,
    resource: Option<ResourceId>,
    words: Words<'_>,
) -> Result<Vec<Answer>, StoreError> {
    let entries = within(store, at.plus(-2 * DAY_MINUTES)..at.plus(2 * DAY_MINUTES)).await?;
    let appointments = entries.entries.into_iter().map(|entry| (entry.appointment.key, entry.appointment)).collect();
    let asked = Asked { planning, at, resource, appointments, words, now: store.now() };
    let uses = |service: &&Service| {
        let needs = || service.needs.iter().flatten();
        !service.archived && asked.resource.as_ref().is_none_or(|id| needs().any(|one| one == id))
    };
    Ok(words.calendar.services.iter().filter(uses).map(|service| asked.answer(service)).collect())
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
            service: service.name_in(self.words.language),
            yes: why.verdict.is_ok(),
            sentence: self.sentence(service, &why),
            obstacles: self.obstacles(service, &why),
            next,
        }
    }

    fn sentence(&self, service: &Service, why: &Explanation) -> String {
        let t = self.words.t;
        match &why.verdict {
            Ok(chosen) => self.words.resources(chosen),
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
            free.map(|(id, _)| self.words.calendar.resource_name(id.as_str()))
        };
        let found = why.needs.iter().find_map(free);
        let lacking = missing.first().and_then(|need| why.needs.get(*need));
        match (found, lacking) {
            (Some(free), Some(lacking)) => {
                let names: Vec<ResourceId> = lacking.iter().map(|(id, _)| id.clone()).collect();
                self.words.t.free_but_missing(free, self.words.resources(&names))
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
        let name = self.words.calendar.resource_name(id.as_str());
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
            Obstacle::Elsewhere(span) => (t.elsewhere(self.words.short_span(span.start, span.end)), None),
            Obstacle::NoMark => (t.no_mark().to_owned(), None),
        };
        Line { text: format!("{name}: {what}"), appointment: key }
    }

    fn next_times(&self, question: &AvailabilityQuery<'_>) -> String {
        let mut nearest = schedule::nearest_free(self.planning, question, self.at, 3, self.now);
        nearest.sort_unstable();
        let zone = self.words.calendar.shop.time_zone;
        let soon = |at: Minute| dates::soon(at, zone, self.words.language);
        nearest.into_iter().map(soon).collect::<Vec<_>>().join("; ")
    }
}
