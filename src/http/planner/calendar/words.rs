//! Sentences with values in them: statuses, refusals, what is unusual, what became of a mail.

use super::texts::Texts;
use crate::booking::desk::{Overlap, Refusal};
use crate::domain::appointment::Status;
use crate::domain::dates;
use crate::domain::notice::NoticeKind;
use crate::domain::planning::AppointmentKey;
use crate::domain::shop::{Calendar, Language};
use crate::domain::time::Minute;
use crate::domain::wish::Unusual;
use crate::store::appointments::{Appointment, Customer};
use chrono::NaiveDate;

/// What the sentences are made from.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// The plain words.
    pub t: &'static Texts,
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

    /// One of the two.
    pub fn pick<'b>(&self, de: &'b str, en: &'b str) -> &'b str {
        if self.language == Language::De { de } else { en }
    }

    /// A status.
    pub fn status(&self, status: Status) -> &'static str {
        match status {
            Status::Requested => self.t.requested,
            Status::Confirmed => self.t.confirmed,
            Status::Declined => self.t.declined,
            Status::Cancelled => self.t.cancelled,
            Status::Done => self.t.done,
            Status::NoShow => self.t.no_show,
        }
    }

    /// What a button says that leads from one status to another.
    pub fn step(&self, appointment: &Appointment, to: Status) -> &'static str {
        if is_block(appointment) {
            return if to == Status::Cancelled { self.t.to_unblock } else { self.t.to_block_again };
        }
        match to {
            Status::Requested => self.t.to_request,
            Status::Confirmed if appointment.status == Status::Requested => self.t.to_confirm,
            Status::Confirmed => self.t.to_reopen,
            Status::Declined => self.t.to_decline,
            Status::Cancelled => self.t.to_cancel,
            Status::Done => self.t.to_done,
            Status::NoShow => self.t.to_no_show,
        }
    }

    /// The name of what was booked.
    pub fn service(&self, appointment: &Appointment) -> String {
        let service = appointment.service.as_ref().and_then(|id| self.calendar.service(id.as_str()));
        match service {
            Some(service) => service.texts_in(self.language).name,
            None if is_block(appointment) => self.t.blocked.to_owned(),
            None => self.t.without_service.to_owned(),
        }
    }

    /// The name of a resource.
    pub fn resource(&self, id: &str) -> String {
        self.calendar.resource(id).map_or_else(|| id.to_owned(), |resource| resource.name.clone())
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

    /// "Montag, 17. Januar 2022, 09:00 Uhr".
    pub fn moment(&self, at: Minute) -> String {
        dates::day_and_time(at, self.calendar.shop.time_zone, self.language)
    }

    /// "17. Januar 2022, 09:00 Uhr" of seconds since 1970.
    pub fn second(&self, seconds: i64) -> String {
        self.moment(Minute::from_epoch(seconds.div_euclid(60)))
    }

    /// "Kabine 1: Anpassung, 09:00 bis 10:00 Uhr, Erika Muster".
    pub fn overlap(&self, overlap: &Overlap) -> String {
        format!("{}: {}", self.resource(overlap.resource.as_str()), self.appointment(&overlap.appointment))
    }

    /// "Anpassung, 09:00 bis 10:00 Uhr, Erika Muster".
    pub fn appointment(&self, appointment: &Appointment) -> String {
        let mut parts = vec![self.service(appointment), self.span(appointment.start, appointment.end)];
        parts.extend(Some(full_name(&appointment.customer)).filter(|name| !name.is_empty()));
        if is_block(appointment) {
            parts.extend(appointment.note.clone());
        }
        parts.join(", ")
    }

    /// What no customer could have.
    pub fn unusual(&self, unusual: &Unusual) -> String {
        match unusual {
            Unusual::Past => self.pick("Der Beginn liegt in der Vergangenheit.", "It starts in the past.").to_owned(),
            Unusual::LeadTime => {
                self.pick("Der Beginn liegt innerhalb der Vorlaufzeit.", "It starts within the lead time.").to_owned()
            }
            Unusual::Closed(id) => {
                let name = self.resource(id.as_str());
                match self.language {
                    Language::De => format!("{name} hat nicht die ganze Zeit geöffnet."),
                    Language::En => format!("{name} is not open all that time."),
                }
            }
            Unusual::DailyLimit => self
                .pick("Die Tagesgrenze dieser Leistung ist erreicht.", "The daily limit of this service is reached.")
                .to_owned(),
        }
    }

    /// A refusal as sentences; the first is a heading where more follow.
    pub fn refusal(&self, refusal: &Refusal) -> Vec<String> {
        let one = |sentence: &str| vec![sentence.to_owned()];
        match refusal {
            Refusal::UnknownAppointment => one(self.t.gone),
            Refusal::UnknownChoice => one(self.t.choice_gone),
            Refusal::NoResource => one(self.t.choose_resource),
            Refusal::EndsBeforeStart => one(self.t.ends_before_start),
            Refusal::NotPossible(_) => one(self.t.not_possible),
            Refusal::NotForService(id) => {
                let name = self.resource(id.as_str());
                vec![match self.language {
                    Language::De => format!("{name} ist für diese Leistung nicht vorgesehen."),
                    Language::En => format!("{name} is not meant for this service."),
                }]
            }
            Refusal::Occupied(overlaps) => {
                let named = overlaps.iter().map(|overlap| self.overlap(overlap));
                std::iter::once(self.t.occupied_title.to_owned()).chain(named).collect()
            }
            Refusal::Unusual(found) => {
                let named = found.iter().map(|one| self.unusual(one));
                std::iter::once(self.t.unusual_title.to_owned()).chain(named).collect()
            }
        }
    }

    /// What a mail was about.
    pub fn mail(&self, kind: Option<NoticeKind>) -> &'static str {
        let (de, en) = match kind {
            Some(NoticeKind::Confirmation) => ("Buchungsbestätigung", "Booking confirmation"),
            Some(NoticeKind::RequestReceived) => ("Anfrage eingegangen", "Request received"),
            Some(NoticeKind::Confirmed) => ("Anfrage bestätigt", "Request confirmed"),
            Some(NoticeKind::Declined) => ("Anfrage abgelehnt", "Request declined"),
            Some(NoticeKind::Rescheduled) => ("Termin verschoben", "Appointment moved"),
            Some(NoticeKind::Cancelled) => ("Termin abgesagt", "Appointment called off"),
            Some(NoticeKind::Reminder) => ("Erinnerung", "Reminder"),
            Some(NoticeKind::ShopBooked) => ("An das Geschäft: gebucht", "To the shop: booked"),
            Some(NoticeKind::ShopRescheduled) => ("An das Geschäft: verschoben", "To the shop: moved"),
            Some(NoticeKind::ShopCancelled) => ("An das Geschäft: abgesagt", "To the shop: called off"),
            None => ("E-Mail", "E-mail"),
        };
        if self.language == Language::De { de } else { en }
    }

    /// What became of a mail.
    pub fn mail_state(&self, state: &str) -> &'static str {
        match state {
            "queued" => self.t.queued,
            "sent" => self.t.sent,
            "failed" => self.t.failed,
            "expired" => self.t.expired,
            _ => self.t.withdrawn,
        }
    }
}

/// Whether it stands for nobody: time that the operator has blocked.
pub fn is_block(appointment: &Appointment) -> bool {
    appointment.service.is_none() && full_name(&appointment.customer).is_empty()
}

/// First and last name, as far as they are known.
pub fn full_name(customer: &Customer) -> String {
    let parts = [&customer.first_name, &customer.last_name];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// Where an appointment's page is.
pub fn href(key: AppointmentKey) -> String {
    format!("/planner/appointments/{key}")
}

/// Whether the wall clock shows this time twice on that day.
fn is_doubled(at: Minute, zone: chrono_tz::Tz) -> bool {
    use chrono::TimeZone;
    let local = at.in_zone(zone).naive_local();
    matches!(zone.from_local_datetime(&local), chrono::LocalResult::Ambiguous(_, _))
}
