//! An appointment, or blocked time, as it is being written: the fields as typed, and what becomes of them. All that is wrong
//! is said at once, at its field; nothing typed is lost.

use super::entries::{read_local, read_time};
use super::view_state::{is_near, way_back};
use super::words::Words;
use crate::domain::ids::ResourceId;
use crate::domain::person::Person;
use crate::domain::shop::{Calendar, Language, Service};
use crate::domain::time::{self, Minute};
use crate::domain::values::{Checked, Faults, Invalid, Rule, shown};
use crate::http::planner::auth::Operator;
use crate::http::planner::form_data::FormData;
use crate::operations::booking::staff::{ActionContext, Draft};
use crate::store::calendar_entries::CalendarEntry;
use chrono::{DateTime, NaiveDate, NaiveDateTime};

/// The fields as they were typed.
#[derive(Clone, Default)]
pub struct AppointmentInput {
    pub is_block: bool,
    pub service: String,
    pub date: String,
    pub time: String,
    pub minutes: String,
    pub end_date: String,
    pub end_time: String,
    pub resources: Vec<String>,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub phone: String,
    pub note: String,
    pub tell: bool,
    pub language: String,
    /// The start as an instant: it holds as long as date and time say the same, also in an hour that comes twice.
    pub instant: String,
    /// The end as an instant, likewise.
    pub end_instant: String,
    pub back: String,
    /// What is unusual and was said yes to.
    pub accepted: Vec<String>,
}

impl AppointmentInput {
    /// Reads what the form sent.
    pub fn sent(form: &FormData, is_block: bool) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        let list = |name: &str| form.all(name).map(str::to_owned).collect();
        Self {
            is_block,
            service: text("service"),
            date: text("date"),
            time: text("time"),
            minutes: text("minutes"),
            end_date: text("end_date"),
            end_time: text("end_time"),
            resources: list("resource"),
            first_name: text("first_name"),
            last_name: text("last_name"),
            email: text("email"),
            phone: text("phone"),
            note: text("note"),
            tell: form.has("tell"),
            language: text("language"),
            instant: text("instant"),
            end_instant: text("end_instant"),
            back: way_back(form.text("back")).to_owned(),
            accepted: list("accept"),
        }
    }

    /// An appointment as it stands.
    pub fn of(entry: &CalendarEntry, calendar: &Calendar) -> Self {
        let zone = calendar.shop.time_zone;
        let it = &entry.appointment;
        let customer = &it.customer;
        let typed = Self {
            is_block: it.is_block(),
            service: it.service.as_ref().map(ToString::to_string).unwrap_or_default(),
            minutes: it.end.minutes_since(it.start).to_string(),
            resources: entry.resources.iter().map(ToString::to_string).collect(),
            first_name: shown(&customer.first_name),
            last_name: shown(&customer.last_name),
            email: shown(&customer.email),
            phone: shown(&customer.phone),
            note: shown(&it.note),
            tell: false,
            ..Self::default()
        };
        Self { end_instant: it.end.to_rfc3339(zone), ..typed.at(it.start, it.end, calendar) }
    }

    /// The same at those instants.
    pub fn at(self, start: Minute, end: Minute, calendar: &Calendar) -> Self {
        let zone = calendar.shop.time_zone;
        Self {
            date: start.local_date(zone).to_string(),
            time: start.local_time(zone),
            instant: start.to_rfc3339(zone),
            end_date: end.local_date(zone).to_string(),
            end_time: end.local_time(zone),
            ..self
        }
    }

    /// The start, as far as it can be read already.
    pub fn start(&self, calendar: &Calendar) -> Option<Minute> {
        moment(&self.date, &self.time, &self.instant, calendar)
    }

    /// Parses every field; of an appointment that is `edited`, over what is kept.
    ///
    /// # Errors
    /// All fields that are wrong.
    pub fn parse(&self, words: Words<'_>, edited: Option<&CalendarEntry>) -> Result<Draft, Faults<String>> {
        let calendar = words.calendar;
        let before = edited.map(|entry| &entry.appointment);
        let keeps_no_service = before.is_some_and(|it| it.service.is_none());
        let mut faults = Faults::default();
        let service = self.parse_service(words, keeps_no_service, &mut faults);
        let start = self.start(calendar);
        if date(&self.date).is_none() {
            faults.add("date", words.t.not_a_date);
        }
        if read_time(&self.time).is_none() {
            faults.add("time", words.t.not_a_time);
        }
        let end = start.and_then(|start| self.parse_end(start, service, words, &mut faults));
        let customer = self.parse_customer(before.map(|it| &it.customer), words, &mut faults);
        let note =
            take("note", Checked::parse_over(before.and_then(|it| it.note.as_ref()), &self.note), words, &mut faults)
                .flatten();
        if self.is_block && self.resources.is_empty() {
            faults.add("resource", words.t.choose_resource);
        }
        if self.tell && customer.email.is_none() && faults.find("email").is_none() {
            faults.add("email", words.t.no_address);
        }
        match (start, end) {
            (Some(start), Some(end)) if faults.is_empty() => Ok(Draft {
                service: service.map(|service| service.id.clone()),
                resources: self.resources.iter().map(|id| ResourceId::from(id.as_str())).collect(),
                start,
                end,
                customer,
                note,
            }),
            _ => Err(faults),
        }
    }

    fn parse_service<'a>(
        &self,
        words: Words<'a>,
        keeps_none: bool,
        faults: &mut Faults<String>,
    ) -> Option<&'a Service> {
        if self.is_block || (keeps_none && self.service.is_empty()) {
            return None;
        }
        let service = words.calendar.service(&self.service);
        if service.is_none() {
            faults.add("service", words.t.choose_service);
        }
        service
    }

    fn parse_end(
        &self,
        start: Minute,
        service: Option<&Service>,
        words: Words<'_>,
        faults: &mut Faults<String>,
    ) -> Option<Minute> {
        if self.is_block {
            return self.parse_block_end(start, words, faults);
        }
        let minutes = match self.minutes.as_str() {
            "" => service.map(|service| i64::from(service.duration_minutes)),
            typed => typed.parse().ok().filter(|minutes| (1..=LONGEST_MINUTES).contains(minutes)),
        };
        if minutes.is_none() && (faults.is_empty() || !self.minutes.is_empty()) {
            faults.add("minutes", words.t.not_minutes);
        }
        minutes.map(|minutes| start.plus(minutes))
    }

    fn parse_block_end(&self, start: Minute, words: Words<'_>, faults: &mut Faults<String>) -> Option<Minute> {
        let zone = words.calendar.shop.time_zone;
        let end_date = if self.end_date.is_empty() { &self.date } else { &self.end_date };
        let (Some(on), Some(at)) = (date(end_date), read_time(&self.end_time)) else {
            let wrong = if date(end_date).is_none() {
                ("end_date", words.t.not_a_date)
            } else {
                ("end_time", words.t.not_a_time)
            };
            faults.add(wrong.0, wrong.1);
            return None;
        };
        let local = on.and_time(at);
        let end = kept(local, &self.end_instant, words.calendar)
            .filter(|end| *end > start)
            .unwrap_or_else(|| time::instant_after(start, local, zone));
        if end <= start {
            faults.add("end_time", words.t.ends_before_start);
            return None;
        }
        Some(end)
    }

    fn parse_customer(&self, kept: Option<&Person>, words: Words<'_>, faults: &mut Faults<String>) -> Person {
        if self.is_block {
            return Person::default();
        }
        let unknown = Person::default();
        let Person { first_name, last_name, email, phone } = kept.unwrap_or(&unknown);
        let named = Checked::parse_over(last_name.as_ref(), &self.last_name);
        let named = named.and_then(|name| name.ok_or(Invalid::Required));
        Person {
            first_name: read("first_name", first_name, &self.first_name, words, faults),
            last_name: take("last_name", named, words, faults),
            email: read("email", email, &self.email, words, faults),
            phone: read("phone", phone, &self.phone, words, faults),
        }
    }

    /// What the operator agreed to by sending it.
    pub fn act(&self, operator: &Operator, calendar: &Calendar) -> ActionContext {
        let language = Language::from_tag(&self.language).filter(|one| calendar.shop.languages.contains(one));
        ActionContext {
            by: operator.user.id,
            accepted: self.accepted.clone(),
            tell: self.tell,
            language: language.unwrap_or(calendar.shop.language),
        }
    }
}

/// A value that may stay empty.
fn read<R: Rule>(
    field: &'static str,
    kept: &Option<Checked<R>>,
    typed: &str,
    words: Words<'_>,
    faults: &mut Faults<String>,
) -> Option<Checked<R>> {
    take(field, Checked::parse_over(kept.as_ref(), typed), words, faults).flatten()
}

/// As long as a service may take.
const LONGEST_MINUTES: i64 = 10_080;

fn take<T>(field: &'static str, value: Result<T, Invalid>, words: Words<'_>, faults: &mut Faults<String>) -> Option<T> {
    faults.take(field, value.map_err(|invalid| invalid.message(words.language)))
}

fn date(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|date| is_near(*date))
}

fn moment(on: &str, at: &str, instant: &str, calendar: &Calendar) -> Option<Minute> {
    let local = date(on)?.and_time(read_time(at)?);
    Some(kept(local, instant, calendar).unwrap_or_else(|| time::instant_of(local, calendar.shop.time_zone)))
}

/// The instant known from before, if the wall clock then shows `local`.
fn kept(local: NaiveDateTime, instant: &str, calendar: &Calendar) -> Option<Minute> {
    let at = Minute::floor(DateTime::parse_from_rfc3339(instant).ok()?.to_utc());
    (at.in_zone(calendar.shop.time_zone).naive_local() == local).then_some(at)
}

/// Reads a start out of an address: an instant, or a time on the wall clock.
pub fn read_start(text: &str, calendar: &Calendar) -> Option<Minute> {
    match DateTime::parse_from_rfc3339(text) {
        Ok(at) => Some(Minute::floor(at.to_utc())).filter(|at| is_near(at.to_utc().date_naive())),
        Err(_) => Some(time::instant_of(read_local(text)?, calendar.shop.time_zone)),
    }
}
