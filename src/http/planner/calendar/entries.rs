//! `GET /planner/calendar/entries`: what the calendar's script draws, on the wall clock of the shop and without any offset:
//! the tablet's own zone never comes into it.

use super::address_of;
use super::rows::{status_class, tone};
use super::view_state::{View, ViewQuery, ViewState};
use crate::domain::shop::Resource;
use crate::domain::wall_clock::{self, Wall, closed_spans, open_spans, span_of, union, wall};
use crate::http::planner::prelude::*;
use crate::operations::calendar::words::Words;
use crate::operations::calendar::{CalendarEntry, within};
use axum::Json;
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use serde::Serialize;
use std::ops::Range;

/// Everything of the dates shown.
#[derive(Serialize)]
pub struct Entries {
    /// The wall clock now.
    now: String,
    resources: Vec<Column>,
    events: Vec<Event>,
    shades: Vec<Shade>,
    /// Days of the week on which nothing is open and nothing takes place; Sunday is 0.
    hidden: Vec<u32>,
    /// The first and last time of day that is drawn.
    from: String,
    to: String,
    /// The first and last of them at which anything is open or takes place.
    opens: String,
    closes: String,
}

#[derive(Serialize)]
struct Column {
    id: String,
    title: String,
}

/// One appointment.
#[derive(Serialize)]
struct Event {
    id: String,
    resources: Vec<String>,
    start: String,
    end: String,
    class: String,
    /// "09:00–10:00".
    time: String,
    title: String,
    detail: String,
    status: String,
    href: String,
    editable: bool,
    /// Whether its customer can be told of a change.
    mail: bool,
}

/// Closed time, or a buffer.
#[derive(Serialize)]
struct Shade {
    resource: Option<String>,
    start: String,
    end: String,
    class: &'static str,
}

/// `GET /planner/calendar/entries`
pub async fn list_entries(operator: Operator, ApiQuery(query): ApiQuery<ViewQuery>) -> Result<Json<Entries>, ApiError> {
    let planning = operator.app.planning();
    let calendar = &planning.calendar;
    let place = ViewState::new(&operator.app, calendar, &query);
    let found = load(&operator.app, calendar, &place).await?;
    let words = Words::new(operator.language, calendar);
    Ok(Json(Picture { calendar, place: &place, found: &found, words }.draw(Minute::floor(operator.app.clock.now()))))
}

/// The appointments at that place.
pub async fn load(app: &App, calendar: &Calendar, place: &ViewState) -> Result<Vec<CalendarEntry>, ApiError> {
    let mut found = within(&app.store, span_of(&place.dates(), calendar)).await?;
    found.retain(|entry| {
        let wanted = place.resource.as_ref().is_none_or(|id| entry.resources.contains(id));
        wanted && (place.all || entry.appointment.status.blocks())
    });
    Ok(found)
}

struct Picture<'a> {
    calendar: &'a Calendar,
    place: &'a ViewState,
    found: &'a [CalendarEntry],
    words: Words<'a>,
}

impl Picture<'_> {
    fn draw(&self, now: Minute) -> Entries {
        let dates = self.place.dates();
        let columns = self.columns();
        let open: Vec<(String, Vec<Range<Minute>>)> = columns
            .iter()
            .map(|resource| (resource.id.to_string(), open_spans(self.calendar, resource, &dates)))
            .collect();
        let hours = union(open.iter().flat_map(|(_, spans)| spans.clone()).collect());
        let (from, to) = self.hours(&hours, &dates);
        Entries {
            now: local(now.in_zone(self.calendar.shop.time_zone).naive_local()),
            resources: columns
                .iter()
                .map(|resource| Column { id: resource.id.to_string(), title: resource.name.to_string() })
                .collect(),
            events: self.found.iter().map(|entry| self.event(entry)).collect(),
            shades: self.shades(&open, &hours, &dates),
            hidden: self.hidden(&hours, &dates),
            from: on_the_hour(from.saturating_sub(1)),
            to: on_the_hour((to + 1).min(24)),
            opens: on_the_hour(from),
            closes: on_the_hour(to),
        }
    }

    /// What may be booked, and what is archived but has something on these dates.
    fn columns(&self) -> Vec<&Resource> {
        let in_use = |resource: &Resource| self.found.iter().any(|entry| entry.resources.contains(&resource.id));
        let wanted = |resource: &&Resource| match &self.place.resource {
            Some(only) => resource.id == *only,
            None => !resource.archived || in_use(resource),
        };
        self.calendar.resources.iter().filter(wanted).collect()
    }

    fn event(&self, entry: &CalendarEntry) -> Event {
        let appointment = &entry.appointment;
        let span = wall(&(appointment.start..appointment.end), self.calendar);
        let name = appointment.customer.full_name();
        let block = appointment.is_block();
        let minutes = appointment.end.minutes_since(appointment.start);
        let service = self.words.service(appointment);
        let detail = match (&appointment.note, block) {
            (Some(note), true) => note.to_string(),
            (None, true) => String::new(),
            _ => [service.clone(), self.words.resources(&entry.resources)].join(" · "),
        };
        Event {
            id: appointment.key.to_string(),
            resources: entry.resources.iter().map(ToString::to_string).collect(),
            start: local(span.start),
            end: local(span.end),
            class: format!("{} {}{}", tone(entry, &self.words), status_class(entry), shortness(minutes)),
            time: self.words.short_span(appointment.start, appointment.end),
            title: if name.is_empty() { service } else { name },
            detail,
            status: match self.words.awaits(entry) {
                Some(sentence) => sentence,
                None if block => self.words.t.blocked().to_owned(),
                None => self.words.status(appointment.status).to_owned(),
            },
            href: address_of(appointment.key),
            editable: appointment.status.is_open(),
            mail: entry.has_page && appointment.customer.email.is_some() && appointment.status.is_open(),
        }
    }

    /// Closed times of each column, or of all together where days are the columns; buffers where a column is one resource.
    fn shades(
        &self,
        open: &[(String, Vec<Range<Minute>>)],
        hours: &[Range<Minute>],
        dates: &[NaiveDate],
    ) -> Vec<Shade> {
        if self.place.mixes_resources() {
            let closed = closed_spans(self.calendar, hours, dates);
            return closed.into_iter().map(|span| shade(None, &span, "is-closed")).collect();
        }
        let mut shades = Vec::new();
        for (resource, spans) in open {
            let closed = closed_spans(self.calendar, spans, dates);
            shades.extend(closed.iter().map(|span| shade(Some(resource), span, "is-closed")));
        }
        for entry in self.found.iter().filter(|entry| entry.appointment.status.blocks()) {
            let (busy, it) = (entry.appointment.busy(), &entry.appointment);
            let around = [busy.start..it.start, it.end..busy.end];
            for buffer in around.iter().filter(|buffer| buffer.start < buffer.end) {
                let span = wall(buffer, self.calendar);
                shades.extend(entry.resources.iter().map(|id| shade(Some(id.as_str()), &span, "is-buffer")));
            }
        }
        shades
    }

    /// Days of the week on which nothing is; all of them are shown where nothing is at all.
    fn hidden(&self, hours: &[Range<Minute>], dates: &[NaiveDate]) -> Vec<u32> {
        if self.place.view != View::Week {
            return Vec::new();
        }
        let taken = self.found.iter().map(|entry| entry.appointment.start..entry.appointment.end);
        let spans: Vec<_> = hours.iter().cloned().chain(taken).collect();
        let mut quiet = wall_clock::quiet(dates, &spans, self.calendar);
        quiet.retain(|date| *date != self.place.date);
        let is_all = quiet.len() == dates.len();
        quiet.iter().filter(|_| !is_all).map(|date| date.weekday().num_days_from_sunday()).collect()
    }

    /// The hours between which something is open or takes place. One more before and after is drawn.
    fn hours(&self, open: &[Range<Minute>], dates: &[NaiveDate]) -> (u32, u32) {
        let busy = self.found.iter().map(|entry| entry.appointment.busy());
        let spans: Vec<Range<Minute>> = open.iter().cloned().chain(busy).collect();
        wall_clock::hours_of(&spans, dates, self.calendar)
    }
}

fn on_the_hour(hour: u32) -> String {
    format!("{hour:02}:00")
}

/// An appointment up to this long has one line in the picture.
const SHORT_MINUTES: i64 = 30;

/// Up to this long, that line is a small one.
const BRIEF_MINUTES: i64 = 20;

fn shortness(minutes: i64) -> &'static str {
    if minutes <= BRIEF_MINUTES {
        " is-short is-brief"
    } else if minutes <= SHORT_MINUTES {
        " is-short"
    } else {
        ""
    }
}

fn shade(resource: Option<&str>, span: &Wall, class: &'static str) -> Shade {
    Shade { resource: resource.map(str::to_owned), start: local(span.start), end: local(span.end), class }
}

/// `2022-01-17T09:00`, without an offset.
fn local(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}
