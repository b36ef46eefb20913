//! What the shop is told of its appointments, with values in it: statuses, refusals, what is unusual.

use crate::domain::appointment::Status;
use crate::domain::closings::shop_closing;
use crate::domain::ids::ResourceId;
use crate::domain::policy::PolicyWarning;
use crate::domain::shop::{Calendar, Language, Place, ResourceKind};
use crate::domain::time::Minute;
use crate::i18n::messages::planner;
use crate::i18n::{self, dates, statuses};
use crate::operations::booking::{Appointment, Overlap, StaffRefusal};
use crate::store::busy_spans::BusyTime;
use crate::store::calendar_entries::CalendarEntry;
use chrono::NaiveDate;

/// What the calendar says.
pub type Texts = i18n::Texts<planner::Calendar>;

/// What the sentences are made from.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// The plain words.
    pub t: Texts,
    /// Whose language.
    pub language: Language,
    /// The names of services and resources, and the zone.
    pub calendar: &'a Calendar,
}

impl<'a> Words<'a> {
    /// Words about that calendar.
    pub fn new(language: Language, calendar: &'a Calendar) -> Self {
        Self { t: Texts::of(language), language, calendar }
    }

    /// "Anderer Kalender: Google".
    pub fn elsewhere(&self, busy: &BusyTime) -> String {
        self.t.other_calendar(&busy.calendar)
    }

    /// "7 Termine".
    pub fn appointments(&self, count: usize) -> String {
        i18n::Texts::<planner::Appointment>::of(self.language).appointments(count)
    }

    /// A status.
    pub fn status(&self, status: Status) -> &'static str {
        statuses::word(status, self.language)
    }

    /// That an appointment waits for its customer, and until when; `None`: it does not.
    pub fn awaits(&self, entry: &CalendarEntry) -> Option<String> {
        let until = entry.confirm_by.filter(|_| entry.appointment.status == Status::Requested)?;
        Some(statuses::awaits(Minute::of_second(until), self.calendar.shop.time_zone, self.language))
    }

    /// What a button says that leads from one status to another.
    pub fn step(&self, appointment: &Appointment, to: Status) -> &'static str {
        if appointment.is_block() {
            return if to == Status::Cancelled { self.t.to_unblock() } else { self.t.to_block_again() };
        }
        match to {
            Status::Requested if appointment.status == Status::Confirmed => self.t.to_unconfirm(),
            Status::Requested => self.t.to_request(),
            Status::Confirmed => match appointment.status {
                Status::Requested => self.t.to_confirm(),
                Status::Declined => self.t.to_confirm_after_all(),
                Status::Cancelled => self.t.to_uncancel(),
                _ => self.t.to_reopen(),
            },
            Status::Declined => self.t.to_decline(),
            Status::Cancelled => self.t.to_cancel(),
            Status::Done => self.t.to_done(),
            Status::NoShow => self.t.to_no_show(),
        }
    }

    /// The name of what was booked.
    pub fn service(&self, appointment: &Appointment) -> String {
        let service = appointment.service.as_ref().and_then(|id| self.calendar.service(id.as_str()));
        match service {
            Some(service) => service.name_in(self.language),
            None if appointment.is_block() => self.t.blocked().to_owned(),
            None => self.t.without_service().to_owned(),
        }
    }

    /// Where an appointment takes place, unless that is the shop: "beim Kunden: Musterweg 1, 70173 Musterstadt".
    pub fn whereabouts(&self, appointment: &Appointment) -> Option<String> {
        let service = self.calendar.service(appointment.service.as_ref()?.as_str())?;
        let said = match service.place {
            Place::Shop => return None,
            Place::Customer => self.t.at_customer(),
            Place::Phone => self.t.by_phone(),
            Place::Video => self.t.by_video(),
        };
        let address = appointment.address.as_deref().filter(|_| service.place == Place::Customer);
        let lines = address.into_iter().flat_map(str::lines).map(str::trim).filter(|line| !line.is_empty());
        let address = lines.collect::<Vec<_>>().join(", ");
        Some(if address.is_empty() { said.to_owned() } else { format!("{said}: {address}") })
    }

    /// The link of an appointment's video call: the person's own, else the service's.
    pub fn video_url(&self, entry: &CalendarEntry) -> Option<String> {
        let service = self.calendar.service(entry.appointment.service.as_ref()?.as_str())?;
        self.calendar.venue(service, &entry.resources).video_url
    }

    /// The names of resources: "Kabine 1, Anna Muster".
    pub fn resources(&self, ids: &[ResourceId]) -> String {
        self.calendar.resource_names(ids).join(", ")
    }

    fn is_person(&self, id: &str) -> bool {
        self.calendar.resource(id).is_some_and(|resource| resource.kind == ResourceKind::Person)
    }

    /// "09:00 bis 10:00 Uhr", told apart where the clock shows the time twice.
    pub fn span(&self, start: Minute, end: Minute) -> String {
        let zone = self.calendar.shop.time_zone;
        let span = dates::span(start, end, zone, self.language);
        if is_doubled(start, zone) { format!("{span} ({})", dates::offset(start, zone)) } else { span }
    }

    /// "09:00–10:00", as short as it can be said; told apart where the clock shows the time twice.
    pub fn short_span(&self, start: Minute, end: Minute) -> String {
        let zone = self.calendar.shop.time_zone;
        let span = format!("{}–{}", start.local_time(zone), end.local_time(zone));
        if is_doubled(start, zone) { format!("{span} ({})", dates::offset(start, zone)) } else { span }
    }

    /// "Montag, 17. Januar 2022".
    pub fn date(&self, date: NaiveDate) -> String {
        dates::long_day(date, self.language)
    }

    /// "Heute, Sonntag, 6. Dezember: geschlossen.", with the reason if it has one.
    pub fn closed_today(&self, today: NaiveDate) -> String {
        let day = dates::near_day(today, self.language);
        match shop_closing(self.calendar, today) {
            None | Some("") => self.t.closed_today(day),
            Some(reason) => self.t.closed_today_for(day, reason),
        }
    }

    /// "Nächster offener Tag: Montag, 7. Dezember".
    pub fn next_open(&self, date: NaiveDate) -> String {
        self.t.next_open(dates::near_day(date, self.language))
    }

    /// The same of the day on which that is.
    pub fn day_of(&self, at: Minute) -> String {
        self.date(at.local_date(self.calendar.shop.time_zone))
    }

    /// "Montag, 17. Januar 2022, 09:00 Uhr".
    pub fn moment(&self, at: Minute) -> String {
        dates::day_and_time(at, self.calendar.shop.time_zone, self.language)
    }

    /// "Montag, 17. Januar 2022, 09:00 → 10:00 Uhr".
    pub fn moved(&self, from: Minute, to: Minute) -> String {
        dates::from_to(from, to, self.calendar.shop.time_zone, self.language)
    }

    /// "17. Januar 2022, 09:00 Uhr" of seconds since 1970.
    pub fn second(&self, seconds: i64) -> String {
        self.moment(Minute::of_second(seconds))
    }

    /// "Kabine 1: Anpassung, 09:00 bis 10:00 Uhr, Erika Muster".
    pub fn overlap(&self, overlap: &Overlap) -> String {
        format!(
            "{}: {}",
            self.calendar.resource_name(overlap.resource.as_str()),
            self.appointment(&overlap.appointment)
        )
    }

    /// "Anpassung, 09:00 bis 10:00 Uhr, Erika Muster".
    pub fn appointment(&self, appointment: &Appointment) -> String {
        let mut parts = vec![self.service(appointment), self.span(appointment.start, appointment.end)];
        parts.extend(Some(appointment.customer.full_name()).filter(|name| !name.is_empty()));
        // Whoever reads it: it may be in the way of somebody else's.
        if appointment.private {
            parts.push(self.t.private_title().to_owned());
        } else if appointment.is_block() {
            parts.extend(appointment.note.clone().map(String::from));
        }
        parts.join(", ")
    }

    /// What no customer could have.
    pub fn unusual(&self, unusual: &PolicyWarning) -> String {
        match unusual {
            PolicyWarning::Past => self.t.starts_in_the_past().to_owned(),
            PolicyWarning::LeadTime => self.t.starts_within_lead_time().to_owned(),
            PolicyWarning::Closed(id) if self.is_person(id.as_str()) => {
                self.t.not_working(self.calendar.resource_name(id.as_str()))
            }
            PolicyWarning::Closed(id) => self.t.not_open(self.calendar.resource_name(id.as_str())),
            PolicyWarning::Elsewhere(id) => self.t.busy_elsewhere(self.calendar.resource_name(id.as_str())),
            PolicyWarning::DailyLimit => self.t.beyond_daily_limit().to_owned(),
        }
    }

    /// A refusal as sentences; the first is a heading where more follow.
    pub fn refusal(&self, refusal: &StaffRefusal) -> Vec<String> {
        let one = |sentence: &str| vec![sentence.to_owned()];
        match refusal {
            StaffRefusal::UnknownAppointment => one(self.t.gone()),
            StaffRefusal::UnknownChoice => one(self.t.choice_gone()),
            StaffRefusal::UnknownCustomer => one(self.t.customer_gone()),
            StaffRefusal::NoResource => one(self.t.choose_resource()),
            StaffRefusal::EndsBeforeStart => one(self.t.ends_before_start()),
            StaffRefusal::NotPossible(_) => one(self.t.not_possible()),
            StaffRefusal::NotForService(id) => {
                vec![self.t.not_for_service(self.calendar.resource_name(id.as_str()))]
            }
            StaffRefusal::Occupied(overlaps) => {
                let named = overlaps.iter().map(|overlap| self.overlap(overlap));
                std::iter::once(self.t.occupied_title().to_owned()).chain(named).collect()
            }
            StaffRefusal::PolicyWarnings(found) => {
                let named = found.iter().map(|one| self.unusual(one));
                std::iter::once(self.t.unusual_title().to_owned()).chain(named).collect()
            }
        }
    }
}

/// Whether the wall clock shows this time twice on that day.
fn is_doubled(at: Minute, zone: chrono_tz::Tz) -> bool {
    use chrono::TimeZone;
    let local = at.in_zone(zone).naive_local();
    matches!(zone.from_local_datetime(&local), chrono::LocalResult::Ambiguous(_, _))
}
