//! Whose an appointment is: shown, offered and changed where the appointment is shown. The record that may be the one is
//! named with what speaks for it; linking, making a new one and letting it be are one press each.

use super::texts::Texts;
use crate::domain::person::{CustomerId, Person};
use crate::domain::shop::Language;
use crate::domain::snapshot::AppointmentKey;
use crate::http::error::ApiError;
use crate::http::state::App;
use crate::operations::customers;
use crate::store::{self, StoreError, appointments};
use askama::Template;
use rusqlite::Connection;

/// A part of a page; `{{ panel|safe }}` in its template.
#[derive(Template)]
#[template(path = "planner/customers/panel.html")]
pub struct Panel {
    t: Texts,
    key: AppointmentKey,
    /// The page that it is part of, to come back to.
    back: String,
    /// Who comes, as the appointment says; empty where nobody is named.
    name: String,
    linked: Option<Linked>,
    offers: Vec<OfferLine>,
}

/// The record that the appointment belongs to.
struct Linked {
    id: CustomerId,
    name: String,
}

/// A record that may be the one.
struct OfferLine {
    id: CustomerId,
    name: String,
    why: String,
    is_likely: bool,
}

impl Panel {
    /// The panel of an appointment whose customer is `person`, and the record `customer` if one is linked.
    pub fn of(
        conn: &Connection,
        whose: (AppointmentKey, &Person, Option<CustomerId>),
        back: &str,
        language: Language,
    ) -> Result<Self, StoreError> {
        let (key, person, customer) = whose;
        let t = Texts::of(language);
        let record = customer.map(|id| store::customers::find(conn, id)).transpose()?.flatten();
        let linked = record.map(|record| Linked { id: record.id, name: record.details.person.full_name() });
        let offers = match &linked {
            Some(_) => Vec::new(),
            None => customers::offers(conn, person)?.into_iter().map(|offer| OfferLine::new(offer, t)).collect(),
        };
        Ok(Self { t, key, back: back.to_owned(), name: person.full_name(), linked, offers })
    }

    fn likely(&self) -> bool {
        self.offers.iter().any(|offer| offer.is_likely)
    }
}

impl OfferLine {
    fn new(offer: customers::MatchSuggestion, t: Texts) -> Self {
        Self {
            id: offer.record.id,
            name: offer.record.details.person.full_name(),
            why: t.reasons(&offer.why.reasons),
            is_likely: offer.why.is_likely(),
        }
    }
}

/// The panel for the page of one appointment, which is to come back to `back`. `None`: there is no such appointment.
pub async fn panel(
    app: &App,
    key: AppointmentKey,
    back: String,
    language: Language,
) -> Result<Option<Panel>, ApiError> {
    let found = app.store.read(move |conn| {
        let Some(appointment) = appointments::find(conn, key)? else { return Ok(None) };
        let customer = store::customers::of_appointment(conn, key)?;
        let person = appointment.customer;
        Panel::of(conn, (key, &person, customer), &back, language).map(Some)
    });
    Ok(found.await.map_err(|error: StoreError| error)?)
}
