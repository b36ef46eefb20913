//! `GET /planner/customers/{id}`: all about one person, with the appointments to come and those that were.

use super::texts::Texts;
use crate::domain::phone::dialled;
use crate::http::planner::appointment_row::AppointmentRow;
use crate::http::planner::prelude::*;
use crate::operations::customers::{History, Record};

/// A record in words.
pub struct RecordWords {
    /// Its number.
    pub id: CustomerId,
    /// First and last name.
    pub name: String,
    /// The e-mail address; may be empty, as all that follows.
    pub email: String,
    /// The telephone number.
    pub phone: String,
    /// The same as a link dials it.
    pub dial: String,
    /// The address, a line each.
    pub address: Vec<String>,
    /// The date of birth.
    pub born_on: String,
    /// The shop's own words.
    pub note: String,
    /// When the record was made.
    pub made_on: String,
}

impl RecordWords {
    /// A record in the words of `language`.
    pub fn of(record: &Record, calendar: &Calendar, language: Language) -> Self {
        let (details, person) = (&record.details, &record.details.person);
        let made_at = Minute::of_second(record.created_at);
        Self {
            id: record.id,
            name: person.full_name(),
            email: shown(&person.email),
            phone: shown(&person.phone),
            dial: dialled(&shown(&person.phone)),
            address: shown(&details.address).lines().map(str::to_owned).collect(),
            born_on: details.born_on.map(|date| dates::range(date, date, language)).unwrap_or_default(),
            note: shown(&details.note),
            made_on: dates::long_day(made_at.local_date(calendar.shop.time_zone), language),
        }
    }
}

#[derive(Template)]
#[template(path = "planner/customers/record.html")]
struct RecordPage {
    frame: Layout,
    t: Texts,
    record: RecordWords,
    upcoming: Vec<AppointmentRow>,
    past: Vec<AppointmentRow>,
    same_email: Vec<AppointmentRow>,
    /// The latest appointment, to be repeated.
    latest: Option<AppointmentKey>,
}

/// `GET /planner/customers/{id}`
pub async fn show_customer(operator: Operator, ApiPath(id): ApiPath<CustomerId>) -> PageResult {
    let (calendar, language) = (operator.calendar(), operator.language);
    let t = Texts::of(language);
    let found = customers::history(&operator.app.store, id).await?;
    let History { record, linked, unlinked } = found.ok_or_else(ApiError::not_found)?;
    customers::note_view(&operator.app.store, id, operator.user.id).await?;
    let now = Minute::floor(operator.app.clock.now());
    let lines = |visits: &[&AppointmentDetails]| -> Vec<AppointmentRow> {
        visits.iter().map(|visit| AppointmentRow::of(visit, &calendar, language)).collect()
    };
    let (mut upcoming, past): (Vec<&AppointmentDetails>, Vec<&AppointmentDetails>) =
        linked.iter().partition(|visit| visit.appointment.end > now);
    upcoming.reverse();
    let page = RecordPage {
        frame: Layout::new(&operator, Area::Customers).await?,
        t,
        latest: linked.iter().find(|visit| visit.appointment.status.blocks()).map(|visit| visit.appointment.key),
        record: RecordWords::of(&record, &calendar, language),
        upcoming: lines(&upcoming),
        past: lines(&past),
        same_email: lines(&unlinked.iter().collect::<Vec<_>>()),
    };
    layout::page(StatusCode::OK, &page)
}
