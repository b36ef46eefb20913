//! Draws the dates shown for the calendar's script: [`Entries`].

use super::address_of;
use super::bands::{self, Band};
use super::columns::{columns_of, standing};
use super::drawing::{BandOfDate, BusyEvent, Column, Entries, Event, Shade, Venue, day_head};
use super::rows::{closed_words, detail, status_class, title, tone};
use super::view_state::ViewState;
use crate::domain::ids::ResourceId;
use crate::domain::person::Person;
use crate::domain::shop::{Calendar, Resource};
use crate::domain::time::Minute;
use crate::domain::wall_clock::{self, Wall, closed_spans, open_spans, union, wall};
use crate::operations::booking::Appointment;
use crate::operations::calendar::words::Words;
use crate::operations::calendar::{BusyTime, CalendarEntry, Found};
use chrono::{NaiveDate, NaiveDateTime};
use std::ops::Range;

/// What is drawn, and in which columns.
pub struct Picture<'a> {
    calendar: &'a Calendar,
    place: &'a ViewState,
    found: &'a Found,
    words: Words<'a>,
    dates: Vec<NaiveDate>,
    columns: Vec<&'a Resource>,
}

impl<'a> Picture<'a> {
    /// The picture of what was found there.
    pub fn new(place: &'a ViewState, found: &'a Found, words: Words<'a>) -> Self {
        let calendar = words.calendar;
        Self { calendar, place, found, words, dates: place.dates(), columns: columns_of(calendar, place, found) }
    }

    /// All of it.
    pub fn draw(&self, now: Minute) -> Entries {
        let open: Vec<Vec<Range<Minute>>> =
            self.columns.iter().map(|resource| open_spans(self.calendar, resource, &self.dates)).collect();
        let (from, to) = self.hours(open.iter().flatten());
        Entries {
            now: local(now.in_zone(self.calendar.shop.time_zone).naive_local()),
            resources: self
                .columns
                .iter()
                .map(|one| Column { id: one.id.to_string(), title: one.name.to_string() })
                .collect(),
            events: self.found.entries.iter().map(|entry| self.event(entry)).collect(),
            shades: self.shades(&open),
            bands: self.bands(),
            elsewhere: self.found.elsewhere.iter().map(|busy| self.elsewhere(busy)).collect(),
            from: on_the_hour(from.saturating_sub(1)),
            to: on_the_hour((to + 1).min(24)),
            opens: on_the_hour(from),
            closes: on_the_hour(to),
        }
    }

    fn event(&self, entry: &CalendarEntry) -> Event {
        let (appointment, words) = (&entry.appointment, &self.words);
        let span = wall(&(appointment.start..appointment.end), self.calendar);
        let columns = standing(self.calendar, self.place, entry);
        let others: Vec<ResourceId> = entry.resources.iter().filter(|id| !columns.contains(id)).cloned().collect();
        let minutes = appointment.end.minutes_since(appointment.start);
        let closed = closed_words(entry, *words).unwrap_or_default();
        let mark = if closed.is_empty() { "" } else { " is-outside" };
        Event {
            id: appointment.key.to_string(),
            resources: entry.resources.iter().map(ToString::to_string).collect(),
            columns: columns.iter().map(ToString::to_string).collect(),
            start: local(span.start),
            end: local(span.end),
            class: format!("{} {}{}{mark}", tone(entry, words), status_class(entry), shortness(minutes)),
            day: day_head(span.start.date(), words.language),
            time: words.short_span(appointment.start, appointment.end),
            title: title(entry, *words),
            first: first_name(&appointment.customer),
            places: words.resources(&entry.resources),
            label: words.resources(&others),
            detail: detail(entry, *words),
            closed,
            status: match words.awaits(entry) {
                Some(sentence) => sentence,
                None if appointment.is_block() => words.t.blocked().to_owned(),
                None => words.status(appointment.status).to_owned(),
            },
            venue: self.venue(appointment),
            href: address_of(appointment.key),
            editable: appointment.status.is_open(),
            mail: entry.has_page && appointment.customer.email.is_some() && appointment.status.is_open(),
        }
    }

    fn venue(&self, appointment: &Appointment) -> Option<Venue> {
        let place = self.calendar.service(appointment.service.as_ref()?.as_str())?.place;
        Some(Venue { sign: place.word(), words: self.words.whereabouts(appointment)? })
    }

    fn elsewhere(&self, busy: &BusyTime) -> BusyEvent {
        let span = wall(&busy.span, self.calendar);
        BusyEvent {
            resource: busy.resource.to_string(),
            start: local(span.start),
            end: local(span.end),
            time: self.words.short_span(busy.span.start, busy.span.end),
            title: self.words.elsewhere(busy),
            whose: self.calendar.resource_name(busy.resource.as_str()),
        }
    }

    /// Closed times of each column and of all together; buffers where a column is one resource.
    fn shades(&self, open: &[Vec<Range<Minute>>]) -> Vec<Shade> {
        let all = union(open.iter().flatten().cloned().collect());
        let mut shades: Vec<Shade> = self.closed(None, &all).collect();
        for (resource, spans) in self.columns.iter().zip(open) {
            shades.extend(self.closed(Some(&resource.id), spans));
        }
        for entry in self.found.entries.iter().filter(|entry| entry.appointment.status.blocks()) {
            let (busy, it) = (entry.appointment.busy(), &entry.appointment);
            let around = [busy.start..it.start, it.end..busy.end];
            for buffer in around.iter().filter(|buffer| buffer.start < buffer.end) {
                let span = wall(buffer, self.calendar);
                let columns = standing(self.calendar, self.place, entry).into_iter().map(Some);
                // With one resource the whole day is its column.
                let whole_day = self.place.resource.is_some().then_some(None);
                shades.extend(columns.chain(whole_day).map(|id| shade(id, &span, "is-buffer")));
            }
        }
        shades
    }

    fn closed(&self, of: Option<&ResourceId>, open: &[Range<Minute>]) -> impl Iterator<Item = Shade> {
        closed_spans(self.calendar, open, &self.dates).into_iter().map(move |span| shade(of, &span, "is-closed"))
    }

    /// What is said of each date, together and in each column.
    fn bands(&self) -> Vec<BandOfDate> {
        let mut bands = Vec::new();
        for date in &self.dates {
            let of_date = bands::of_date(*date, self.place.resource.as_ref(), self.words);
            bands.extend(band(*date, None, of_date.iter().map(|one| one.told(self.words)), of_date.iter()));
            for column in &self.columns {
                let own: Vec<&Band> = of_date.iter().filter(|one| one.concerns(&column.id)).collect();
                bands.extend(band(
                    *date,
                    Some(&column.id),
                    own.iter().map(|one| one.words.clone()),
                    own.iter().copied(),
                ));
            }
        }
        bands
    }

    /// The hours between which something is open or takes place. One more before and after is drawn.
    fn hours<'b>(&self, open: impl Iterator<Item = &'b Range<Minute>>) -> (u32, u32) {
        let busy = self.found.entries.iter().map(|entry| entry.appointment.busy());
        let spans: Vec<Range<Minute>> = open.cloned().chain(busy).collect();
        wall_clock::hours_of(&spans, &self.dates, self.calendar)
    }
}

/// Several bands as one; it closes where one of the whole column does.
fn band<'a>(
    date: NaiveDate,
    of: Option<&ResourceId>,
    words: impl Iterator<Item = String>,
    mut bands: impl Iterator<Item = &'a Band>,
) -> Option<BandOfDate> {
    let words: Vec<String> = words.collect();
    let closes = bands.any(|band| band.closes && (of.is_some() || band.resource.is_none()));
    let resource = of.map(ToString::to_string);
    (!words.is_empty()).then(|| BandOfDate { resource, date: date.to_string(), words: words.join(" · "), closes })
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

fn shade(resource: Option<&ResourceId>, span: &Wall, class: &'static str) -> Shade {
    Shade { resource: resource.map(ToString::to_string), start: local(span.start), end: local(span.end), class }
}

/// `2022-01-17T09:00`, without an offset.
fn local(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}

/// The first name, where a last name follows it.
fn first_name(person: &Person) -> String {
    let has_last = person.last_name.as_ref().is_some_and(|name| !name.is_empty());
    person.first_name.as_ref().filter(|_| has_last).map(ToString::to_string).unwrap_or_default()
}
