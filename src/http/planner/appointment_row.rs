//! An appointment as a line of a list: when, what, where, who, and how it stands.

use super::status::{StatusChip, chip};
use crate::domain::phone::dialled;
use crate::domain::shop::{Calendar, Language};
use crate::domain::snapshot::AppointmentKey;
use crate::domain::values::shown;
use crate::i18n::{dates, statuses};
use crate::operations::booking::AppointmentDetails;
use crate::operations::calendar::words::Words;

/// A line. All of it is text for a person.
pub struct AppointmentRow {
    /// The appointment.
    pub key: AppointmentKey,
    /// Its page.
    pub href: String,
    /// The date.
    pub day: String,
    /// From when to when.
    pub time: String,
    /// What was booked; empty where nothing was.
    pub service: String,
    /// The rooms and persons.
    pub place: String,
    /// Where it takes place; empty where that is the shop.
    pub elsewhere: String,
    /// Who comes; empty where nobody is named.
    pub name: String,
    /// Their telephone number; may be empty.
    pub phone: String,
    /// Their e-mail address; may be empty.
    pub email: String,
    /// Their words; may be empty.
    pub comment: String,
    /// The shop's own words; may be empty.
    pub note: String,
    /// How it stands.
    pub status: StatusChip,
    /// That it waits for its customer, and until when; empty where it does not.
    pub awaits: String,
}

impl AppointmentRow {
    /// The line of an appointment.
    pub fn of(visit: &AppointmentDetails, calendar: &Calendar, language: Language) -> Self {
        let (appointment, zone) = (&visit.appointment, calendar.shop.time_zone);
        let service = appointment.service.as_ref().and_then(|id| calendar.service(id.as_str()));
        let customer = &appointment.customer;
        Self {
            key: appointment.key,
            href: super::calendar::address_of(appointment.key),
            day: dates::long_day(appointment.start.local_date(zone), language),
            time: dates::span(appointment.start, appointment.end, zone, language),
            service: service.map(|service| service.name_in(language)).unwrap_or_default(),
            place: calendar.resource_names(&visit.resources).join(", "),
            elsewhere: Words::new(language, calendar).whereabouts(appointment).unwrap_or_default(),
            name: customer.full_name(),
            phone: shown(&customer.phone),
            email: shown(&customer.email),
            comment: visit.booking.as_ref().map(|booking| shown(&booking.comment)).unwrap_or_default(),
            note: shown(&appointment.note),
            status: chip(appointment.status, language),
            awaits: visit.confirm_by().map(|until| statuses::awaits(until, zone, language)).unwrap_or_default(),
        }
    }

    /// The number as a link dials it.
    pub fn dial(&self) -> String {
        dialled(&self.phone)
    }
}
