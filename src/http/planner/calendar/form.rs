//! An appointment, or blocked time, as it is being written: the fields as typed, and what becomes of them. All that is wrong
//! is said at once, at its field; nothing typed is lost.

use super::view_state::way_back;
use crate::domain::ids::ResourceId;
use crate::domain::notice::MailTerms;
use crate::domain::person::Person;
use crate::domain::shop::{Place, Service};
use crate::domain::time;
use crate::domain::values::Invalid;
use crate::domain::wall_clock::{kept, read_date, read_moment, read_time};
use crate::http::planner::prelude::*;
use crate::operations::booking::{ActionContext, Draft};
use crate::operations::calendar::CalendarEntry;
use crate::operations::calendar::words::{Texts, Words};
use chrono::Days;

/// What stands in the form.
#[derive(Clone)]
pub struct AppointmentForm {
    /// The fields. `instant` and `end_instant` keep the times as instants: each holds as long as date and time say the same,
    /// also in an hour that comes twice. `accept` is what is unusual and was said yes to.
    pub form: Form,
    /// Whether time is blocked.
    pub is_block: bool,
}

impl AppointmentForm {
    /// Reads what the form sent.
    pub fn sent(sent: &FormData, is_block: bool, language: Language) -> Self {
        let mut form = Form::sent(sent.clone(), language);
        form.set("back", way_back(sent.text("back")));
        Self { form, is_block }
    }

    /// An appointment as it stands.
    pub fn of(entry: &CalendarEntry, words: Words<'_>) -> Self {
        let (it, customer) = (&entry.appointment, &entry.appointment.customer);
        let form = Form::new(words.language)
            .with_some("service", it.service.as_ref())
            .with("minutes", it.end.minutes_since(it.start))
            .with_all("resource", &entry.resources)
            .with_some("first_name", customer.first_name.as_ref())
            .with_some("last_name", customer.last_name.as_ref())
            .with_some("email", customer.email.as_ref())
            .with_some("phone", customer.phone.as_ref())
            .with_some("address", it.address.as_ref())
            .with_some("note", it.note.as_ref())
            .with_some("reminder", it.reminder_accepted_at.map(|_| "1"))
            .with_tick("private", it.private)
            .with("end_instant", it.end.to_rfc3339(words.calendar.shop.time_zone));
        Self { form, is_block: it.is_block() }.at(it.start, it.end, words.calendar)
    }

    /// A new one like an appointment, for the same customer: service, length, rooms and persons. With `weeks` it is so many
    /// weeks later on the wall clock, again and again until it is to come at `now`.
    pub fn like(self, entry: &CalendarEntry, words: Words<'_>, weeks: Option<u32>, now: Minute) -> Self {
        let Self { form: typed, is_block } = self;
        let like = Self::of(entry, words).form;
        let mut form = typed.without("resource").with_all("resource", &entry.resources);
        for name in ["service", "minutes", "first_name", "last_name", "email", "phone", "address"] {
            form.set(name, like.value(name));
        }
        let this = Self { form, is_block };
        let Some(weeks) = weeks.filter(|weeks| (1..=MOST_WEEKS).contains(weeks)) else { return this };
        let (zone, it) = (words.calendar.shop.time_zone, &entry.appointment);
        let first = it.start.in_zone(zone).naive_local();
        let later = |times: u32| first.checked_add_days(Days::new(u64::from(times * weeks) * 7));
        let starts = (1..=MOST_WEEKS).filter_map(|times| Some(time::instant_of(later(times)?, zone)));
        let Some(start) = starts.into_iter().find(|start| *start > now) else { return this };
        this.at(start, start.plus(it.end.minutes_since(it.start)), words.calendar)
    }

    /// The same at those instants.
    #[must_use]
    pub fn at(mut self, start: Minute, end: Minute, calendar: &Calendar) -> Self {
        let zone = calendar.shop.time_zone;
        self.form = self
            .form
            .with("date", start.local_date(zone))
            .with("time", start.local_time(zone))
            .with("instant", start.to_rfc3339(zone))
            .with("end_date", end.local_date(zone))
            .with("end_time", end.local_time(zone));
        self
    }

    /// Reads every field, or keeps all that is wrong.
    pub fn read(&mut self, words: Words<'_>, edited: Option<&CalendarEntry>) -> Option<Draft> {
        let (calendar, t) = (words.calendar, words.t);
        let before = edited.map(|entry| &entry.appointment);
        let keeps_no_service = before.is_some_and(|it| it.service.is_none());
        let service = self.read_service(words, keeps_no_service);
        let form = &mut self.form;
        if read_date(form.value("date")).is_none() {
            form.refuse("date", t.not_a_date());
        }
        if read_time(form.value("time")).is_none() {
            form.refuse("time", t.not_a_time());
        }
        let start = read_moment(form.value("date"), form.value("time"), form.value("instant"), calendar);
        let end = start.and_then(|start| self.read_end(start, service, words));
        let customer = if self.is_block {
            Person::default()
        } else {
            read_customer(&mut self.form, before.map(|it| &it.customer))
        };
        let place = service.map(|service| service.place).unwrap_or_default();
        let address = if place.needs_address() {
            self.form.read_over("address", before.and_then(|it| it.address.as_ref()))
        } else {
            // What a service of before needed stays as long as it is the same.
            before.filter(|it| it.service.as_ref() == service.map(|one| &one.id)).and_then(|it| it.address.clone())
        };
        let had = before.and_then(|it| words.calendar.service(it.service.as_ref()?.as_str()));
        if had.is_none_or(|had| had.place != place) {
            self.require_of_place(place, t);
        }
        let form = &mut self.form;
        let note = form.read_over("note", before.and_then(|it| it.note.as_ref()));
        let resources: Vec<_> = form.all("resource").map(ResourceId::from).collect();
        if self.is_block && resources.is_empty() {
            form.refuse("resource", t.choose_resource());
        }
        if form.has("tell") && customer.email.is_none() && form.fault("email").is_empty() {
            form.refuse("email", t.no_address());
        }
        let (start, end) = start.zip(end).filter(|_| form.is_right())?;
        // Where nobody is asked, the tick is not shown, and what was agreed to stays.
        let reminder_accepted = match before {
            Some(it) if !calendar.shop.asks_about_reminders() => it.reminder_accepted_at.is_some(),
            _ => form.has("reminder"),
        };
        let service = service.map(|service| service.id.clone());
        let private = form.has("private");
        Some(Draft {
            service,
            resources,
            start,
            end,
            customer,
            address,
            note,
            reminder_accepted,
            private,
            author: None,
        })
    }

    /// Refuses a place that cannot be reached; one that was there before may stay as it is.
    fn require_of_place(&mut self, place: Place, t: Texts) {
        let needed =
            [("phone", place.needs_phone(), t.needs_phone()), ("address", place.needs_address(), t.needs_address())];
        for (name, is_needed, sentence) in needed {
            if is_needed && self.form.value(name).trim().is_empty() {
                self.form.refuse(name, sentence);
            }
        }
    }

    fn read_service<'a>(&mut self, words: Words<'a>, keeps_none: bool) -> Option<&'a Service> {
        let id = self.form.value("service");
        if self.is_block || (keeps_none && id.is_empty()) {
            return None;
        }
        let service = words.calendar.service(id);
        if service.is_none() {
            self.form.refuse("service", words.t.choose_service());
        }
        service
    }

    fn read_end(&mut self, start: Minute, service: Option<&Service>, words: Words<'_>) -> Option<Minute> {
        if self.is_block {
            return self.read_block_end(start, words);
        }
        let typed = self.form.value("minutes");
        let minutes = match typed {
            "" => service.map(|service| i64::from(service.duration_minutes)),
            typed => typed.parse().ok().filter(|minutes| (1..=LONGEST_MINUTES).contains(minutes)),
        };
        if minutes.is_none() && (self.form.is_right() || !typed.is_empty()) {
            self.form.refuse("minutes", words.t.not_minutes());
        }
        minutes.map(|minutes| start.plus(minutes))
    }

    fn read_block_end(&mut self, start: Minute, words: Words<'_>) -> Option<Minute> {
        let (form, t) = (&mut self.form, words.t);
        let end_date = if form.value("end_date").is_empty() { form.value("date") } else { form.value("end_date") };
        let (on, at) = (read_date(end_date), read_time(form.value("end_time")));
        let Some(local) = on.zip(at).map(|(on, at)| on.and_time(at)) else {
            let (field, sentence) =
                if on.is_none() { ("end_date", t.not_a_date()) } else { ("end_time", t.not_a_time()) };
            form.refuse(field, sentence);
            return None;
        };
        let end = kept(local, form.value("end_instant"), words.calendar)
            .filter(|end| *end > start)
            .unwrap_or_else(|| time::instant_after(start, local, words.calendar.shop.time_zone));
        if end <= start {
            form.refuse("end_time", t.ends_before_start());
            return None;
        }
        Some(end)
    }

    /// What the operator agreed to by sending it.
    pub fn act(&self, operator: &Operator, calendar: &Calendar) -> ActionContext {
        let language = Language::from_tag(self.form.value("language"));
        let language = language.filter(|one| calendar.shop.languages.contains(one));
        ActionContext {
            by: operator.user.id,
            accepted: self.form.all("accept").map(str::to_owned).collect(),
            tell: self.form.has("tell"),
            language: language.unwrap_or(calendar.shop.language),
            terms: MailTerms::undoable(None),
            by_calendar: false,
        }
    }
}

fn read_customer(form: &mut Form, kept: Option<&Person>) -> Person {
    let unknown = Person::default();
    let Person { first_name, last_name, email, phone } = kept.unwrap_or(&unknown);
    if form.value("last_name").is_empty() {
        form.keep::<()>("last_name", Err(Invalid::Required));
    }
    Person {
        first_name: form.read_over("first_name", first_name.as_ref()),
        last_name: form.read_over("last_name", last_name.as_ref()),
        email: form.read_over("email", email.as_ref()),
        phone: form.read_over("phone", phone.as_ref()),
    }
}

/// More weeks than anybody plans, and more repetitions.
const MOST_WEEKS: u32 = 520;
/// As long as a service may take.
const LONGEST_MINUTES: i64 = 10_080;
