//! A program writes an object that repeats: each of its dates within the next 400 days is a blocked time of one series.
//!
//! Nobody can be asked about a date whose time is taken: it is left out, which the program reads in its object, and the inbox
//! says. Where every one is taken, or one that the program has set by itself, nothing is written.

use super::refused::refused;
use super::repeated::RepeatedObject;
use super::wish::{acting, resources_in, shown};
use super::{CalendarAt, Error, Refusal};
use crate::domain::account::UserId;
use crate::domain::actor::Actor;
use crate::domain::feed::Detail;
use crate::domain::ids::{ResourceId, SeriesId};
use crate::domain::person::Person;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::{DAY_MINUTES, Minute};
use crate::ical::object::{is_private, title_of};
use crate::ical::repeated::{self, WrittenDate};
use crate::operations::booking::events::{Event, EventKind, record};
use crate::operations::booking::{self, ActionContext, Draft, StaffRefusal};
use crate::store::activity::{self, ActivityKind};
use crate::store::appointments::{self, Appointment};
use crate::store::calendar_entries::{self, CalendarEntry};
use crate::store::calendar_series::{self, CalendarDate, CalendarSeries};
use crate::store::secrets::new_id;
use crate::store::{StoreError, WriteTx, audit, calendar_changes};
use serde_json::json;
use std::collections::{HashMap, HashSet};

/// How far ahead dates are entered, in minutes.
pub(super) const AHEAD: i64 = 400 * DAY_MINUTES;
/// The dates of one object within that time.
const DATES_MAX: usize = 1_000;
/// How many dates that are left out the inbox names of one change.
const TOLD_MAX: usize = 20;

/// What is to stand in a calendar.
pub(super) struct Wish<'a> {
    /// Where.
    pub at: &'a CalendarAt,
    /// Under which name.
    pub name: &'a str,
    /// With which UID.
    pub uid: &'a str,
    /// As it is written.
    pub text: String,
    /// Whose text it is.
    pub of: (Option<UserId>, Detail),
}

/// What was there before.
pub(super) enum Before<'a> {
    /// Nothing.
    Nothing,
    /// The same object, there or in another calendar.
    Repeated(&'a RepeatedObject),
    /// A blocked time that was not repeated.
    Block(&'a CalendarEntry),
}

impl Before<'_> {
    /// The dates at or after `now` that hold their time, each with its name in the series if it has one.
    fn live(&self, tx: &WriteTx<'_>, now: Minute) -> Result<Vec<(Option<i64>, CalendarEntry)>, StoreError> {
        match self {
            Self::Nothing => Ok(Vec::new()),
            Self::Block(entry) => {
                let is_live = entry.appointment.end > now && entry.appointment.status.blocks();
                Ok(is_live.then(|| (None, (*entry).clone())).into_iter().collect())
            }
            Self::Repeated(object) => {
                let mut found = Vec::new();
                for date in &object.dates {
                    let one = date.appointment.as_ref().filter(|one| one.end > now);
                    let entry = one.map(|one| calendar_entries::find(tx, one.key)).transpose()?.flatten();
                    found.extend(entry.map(|entry| (Some(date.written.of_series), entry)));
                }
                found.sort_by_key(|(_, entry)| entry.appointment.start);
                Ok(found)
            }
        }
    }
}

/// Writes it.
pub(super) fn write(tx: &WriteTx<'_>, wish: Wish<'_>, before: &Before<'_>) -> Result<(), Error> {
    let (at, now) = (wish.at, Minute::floor(tx.now));
    let dates = repeated::dates(&wish.text, at.zone, &(now..now.plus(AHEAD))).ok_or(Refusal::UnknownRepetition)?;
    if dates.len() > DATES_MAX {
        return Err(Refusal::TooManyDates.into());
    }
    let stored = store(tx, wish, before, now.plus(AHEAD))?;
    let live = before.live(tx, now)?;
    if let Before::Repeated(object) = before {
        forget_dates(tx, object, &dates, &live, now)?;
    }
    let mut round = Round::new(tx, at, &stored);
    round.settle(live, dates)?;
    round.finish(matches!(before, Before::Nothing))
}

/// Dates to come that are no longer written, or are to be tried once more.
fn forget_dates(
    tx: &WriteTx<'_>,
    object: &RepeatedObject,
    wanted: &[WrittenDate],
    live: &[(Option<i64>, CalendarEntry)],
    now: Minute,
) -> Result<(), StoreError> {
    let wanted: HashSet<i64> = wanted.iter().map(|date| date.of_series).collect();
    let live: HashSet<i64> = live.iter().filter_map(|(name, _)| *name).collect();
    for date in &object.dates {
        let name = date.written.of_series;
        let is_past = date.appointment.as_ref().map_or(date.written.span.end, |one| one.end) <= now;
        let stays = wanted.contains(&name) && live.contains(&name);
        if !is_past && !stays {
            calendar_series::drop_date(tx, object.stored.id, name)?;
        }
    }
    Ok(())
}

fn store(tx: &WriteTx<'_>, wish: Wish<'_>, before: &Before<'_>, until: Minute) -> Result<CalendarSeries, Error> {
    let (user, detail) = wish.of;
    let resource = wish.at.resource.clone();
    let new = match before {
        Before::Repeated(object) => {
            let old = &object.stored;
            let (name, text) = (wish.name.to_owned(), wish.text);
            let new = CalendarSeries { resource, name, user, detail, text, until, ..old.clone() };
            calendar_series::replace(tx, &new)?;
            if (&old.resource, &old.name) != (&new.resource, &new.name) {
                calendar_changes::named(tx, &old.resource, &old.series, &old.name)?;
            }
            new
        }
        Before::Nothing | Before::Block(_) => {
            let series = SeriesId::from(new_id(tx.now.timestamp())?);
            let (uid, name) = (wish.uid.to_owned(), wish.name.to_owned());
            let new = CalendarSeries { id: 0, series, resource, uid, name, user, detail, text: wish.text, until };
            CalendarSeries { id: calendar_series::insert(tx, &new)?, ..new }
        }
    };
    calendar_changes::named(tx, &new.resource, &new.series, &new.name)?;
    Ok(new)
}

/// The dates of one object as they are entered.
pub(super) struct Round<'a, 'tx> {
    tx: &'a WriteTx<'tx>,
    act: ActionContext,
    actor: Actor,
    stored: &'a CalendarSeries,
    is_private: bool,
    /// Those that hold their time now, the first one first.
    placed: Vec<Appointment>,
    called_off: usize,
    /// Those that are taken: by what, and when they were to begin.
    missed: Vec<(AppointmentKey, Minute)>,
    changes: usize,
}

impl<'a, 'tx> Round<'a, 'tx> {
    pub(super) fn new(tx: &'a WriteTx<'tx>, at: &CalendarAt, stored: &'a CalendarSeries) -> Self {
        let actor = Actor::Calendar(at.whose.0);
        Self::by(tx, acting(tx, at, false), actor, stored)
    }

    pub(super) fn by(tx: &'a WriteTx<'tx>, act: ActionContext, actor: Actor, stored: &'a CalendarSeries) -> Self {
        let is_private = is_private(&stored.text);
        Self { tx, act, actor, stored, is_private, placed: Vec::new(), called_off: 0, missed: Vec::new(), changes: 0 }
    }

    /// Moves what holds its time to the dates that are written, enters the others, and calls off what is left over.
    fn settle(&mut self, live: Vec<(Option<i64>, CalendarEntry)>, dates: Vec<WrittenDate>) -> Result<(), Error> {
        let mut named: HashMap<i64, CalendarEntry> = HashMap::new();
        let mut left = Vec::new();
        let wanted: HashSet<i64> = dates.iter().map(|date| date.of_series).collect();
        for (name, entry) in live {
            match name.filter(|name| wanted.contains(name)) {
                Some(name) => drop(named.insert(name, entry)),
                None => left.push(entry),
            }
        }
        let mut left = left.into_iter();
        let mut pairs = Vec::new();
        for date in dates {
            let entry = named.remove(&date.of_series).or_else(|| left.next());
            pairs.push((date, entry));
        }
        for entry in left {
            self.call_off(&entry.appointment)?;
        }
        // So that none lands on the place that the next one is about to leave.
        let later = |(date, entry): &(WrittenDate, Option<CalendarEntry>)| {
            entry.as_ref().is_some_and(|entry| date.span.start > entry.appointment.start)
        };
        if pairs.iter().any(later) {
            pairs.reverse();
        }
        let (there, new): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(_, entry)| entry.is_some());
        for (date, entry) in there.iter().chain(&new) {
            self.place(date, entry.as_ref())?;
        }
        Ok(())
    }

    /// Enters a date, or moves its appointment there.
    pub(super) fn place(&mut self, date: &WrittenDate, entry: Option<&CalendarEntry>) -> Result<(), Error> {
        let outcome = match entry {
            Some(entry) => self.change(date, entry),
            None => self.enter(date),
        };
        let appointment = match outcome {
            Ok(appointment) => Some(appointment),
            Err(booking::Error::Refused(StaffRefusal::Occupied(overlaps))) => {
                let in_the_way = overlaps.first().map(|overlap| overlap.appointment.key);
                if date.is_exception {
                    let about = entry.map(|entry| entry.appointment.key);
                    let error = StaffRefusal::Occupied(overlaps).into();
                    return Err(refused(error, about, date.span.start));
                }
                self.missed.extend(in_the_way.map(|key| (key, date.span.start)));
                if let Some(entry) = entry {
                    self.call_off(&entry.appointment)?;
                }
                None
            }
            Err(error) => return Err(refused(error, None, date.span.start)),
        };
        let (span, of_series, is_exception) = (date.span.clone(), date.of_series, date.is_exception);
        let key = appointment.as_ref().map(|one| one.key);
        calendar_series::put_date(
            self.tx,
            self.stored.id,
            &CalendarDate { of_series, appointment: key, span, is_exception },
        )?;
        self.placed.extend(appointment);
        Ok(())
    }

    fn change(&mut self, date: &WrittenDate, entry: &CalendarEntry) -> Result<Appointment, booking::Error> {
        let it = &entry.appointment;
        if it.series.as_ref() != Some(&self.stored.series) {
            calendar_series::adopt(self.tx, it.key, &self.stored.series)?;
        }
        let mut known = entry.clone();
        known.appointment.series = Some(self.stored.series.clone());
        let resources = resources_in(&self.tx.calendar(), entry, &self.stored.resource);
        let resources = resources.map_err(|_| StaffRefusal::NoResource)?;
        let draft = self.draft(date, resources);
        let before = appointments::find(self.tx, it.key)?;
        booking::change_in(self.tx, &known, &draft, &self.act, true)?;
        let after = appointments::find(self.tx, it.key)?;
        self.changes += usize::from(before != after || entry.resources != draft.resources);
        Ok(after.unwrap_or_else(|| it.clone()))
    }

    fn enter(&mut self, date: &WrittenDate) -> Result<Appointment, booking::Error> {
        let draft = self.draft(date, vec![self.stored.resource.clone()]);
        let (made, resources) = booking::enter(self.tx, &draft, Some(&self.stored.series), &self.act)?;
        let kind = EventKind::Made { resources: &resources, hold: false, in_series: true };
        record(self.tx, &Event { actor: self.actor, appointment: &made, terms: &self.act.terms, kind })?;
        self.changes += 1;
        Ok(made)
    }

    fn draft(&self, date: &WrittenDate, resources: Vec<ResourceId>) -> Draft {
        Draft {
            service: None,
            resources,
            start: date.span.start,
            end: date.span.end,
            customer: Person::default(),
            address: None,
            note: shown(&date.title),
            reminder_accepted: false,
            // Nobody would be its author.
            private: self.is_private && self.stored.user.is_some(),
            author: self.stored.user,
        }
    }

    fn call_off(&mut self, appointment: &Appointment) -> Result<(), Error> {
        let done = booking::cancel_in_series(self.tx, appointment, &self.act);
        done.map_err(|error| refused(error, None, appointment.start))?;
        self.called_off += 1;
        Ok(())
    }

    /// Says in the inbox which dates are left out.
    pub(super) fn tell(&self) -> Result<(), Error> {
        for (key, start) in self.missed.iter().take(TOLD_MAX) {
            activity::insert_once(self.tx, ActivityKind::BlockRefused, *key, *start)?;
        }
        Ok(())
    }

    /// Says in log and inbox what has become of it.
    pub(super) fn finish(self, is_new: bool) -> Result<(), Error> {
        if let (true, Some((key, start))) = (self.placed.is_empty(), self.missed.first()) {
            return Err(Refusal::Occupied { about: *key, start: *start, is_new: true }.into());
        }
        self.tell()?;
        let first = self.placed.iter().min_by_key(|one| one.start);
        if let Some(first) = first.filter(|_| self.changes + self.called_off > 0) {
            let action = if is_new { "series.created" } else { "series.moved" };
            note(self.tx, self.actor, action, first, self.placed.len())?;
        }
        Ok(())
    }
}

fn note(
    tx: &WriteTx<'_>,
    actor: Actor,
    action: &str,
    first: &Appointment,
    appointments: usize,
) -> Result<(), StoreError> {
    let start = first.start.to_rfc3339(tx.calendar().shop.time_zone);
    let mut details = json!({ "appointments": appointments, "start": start });
    if matches!(actor, Actor::Calendar(_)) {
        details[audit::BY_CALENDAR] = true.into();
    }
    audit::record(tx, actor, action, &first.id, &details, tx.now.timestamp())
}

/// Takes an object out of its calendar: what is yet to come is called off.
pub(super) fn end(tx: &WriteTx<'_>, at: &CalendarAt, object: &RepeatedObject) -> Result<(), Error> {
    let now = Minute::floor(tx.now);
    let stored = &object.stored;
    let live = Before::Repeated(object).live(tx, now)?;
    let mut round = Round::new(tx, at, stored);
    for (_, entry) in &live {
        round.call_off(&entry.appointment)?;
    }
    if let Some((_, first)) = live.first() {
        note(tx, round.actor, "series.cancelled", &first.appointment, live.len())?;
    }
    calendar_series::end(tx, stored.id, now)?;
    Ok(calendar_changes::named(tx, &stored.resource, &stored.series, &stored.name)?)
}

/// What a device of another account writes of an object whose title is nothing for it: the title stays.
pub(super) fn with_title_of(text: &str, before: &str) -> String {
    repeated::shared(text, Some(&title_of(before)))
}
