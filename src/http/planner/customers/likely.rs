//! What may be about the same person, as boxes to tick: on the pages of data requests and of erasure.

use super::texts::Texts;
use crate::http::planner::appointment_row::AppointmentRow;
use crate::http::planner::prelude::*;
use crate::operations::customers::{Also, Likely};

/// Something that may be about the same person.
pub struct LikelyLine {
    /// The name of its box.
    pub field: &'static str,
    /// Its number.
    pub id: i64,
    /// "Muster, Erika" or "Montag, 17. Januar 2022, 09:00 Uhr".
    pub title: String,
    /// How they are reached, or what was booked.
    pub about: String,
    /// "gleicher Name, gleiche Telefonnummer".
    pub why: String,
    /// Where it is looked at.
    pub href: String,
    pub ticked: bool,
}

/// The lines of all of them, those in `also` ticked.
pub fn lines(found: &Likely, also: &Also, calendar: &Calendar, language: Language) -> Vec<LikelyLine> {
    let t = Texts::of(language);
    let records = found.records.iter().map(|(record, why)| {
        let details = &record.details;
        let born_on = details.born_on.map(|date| t.born(dates::range(date, date, language)));
        let (phone, email) = (details.person.phone.as_deref(), details.person.email.as_deref());
        let about = [phone, email, born_on.as_deref()];
        LikelyLine {
            field: "record",
            id: record.id,
            title: details.person.sorted_name(),
            about: about.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            why: t.reasons(&why.reasons),
            href: format!("/planner/customers/{}", record.id),
            ticked: also.records.contains(&record.id),
        }
    });
    let appointments = found.appointments.iter().map(|(visit, why)| {
        let row = AppointmentRow::of(visit, calendar, language);
        let about = [&row.name, &row.phone, &row.email, &row.service];
        LikelyLine {
            field: "appointment",
            id: row.key,
            title: format!("{}, {}", row.day, row.time),
            about: about.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" · "),
            why: t.reasons(&why.reasons),
            href: row.href,
            ticked: also.appointments.contains(&visit.appointment.key),
        }
    });
    records.chain(appointments).collect()
}

/// What is ticked in a form.
pub fn also(form: &FormData) -> Also {
    let numbers = |name| form.all(name).filter_map(|number| number.parse().ok()).collect();
    Also { records: numbers("record"), appointments: numbers("appointment") }
}
