//! Whose an appointment is: shown, offered and changed where the appointment is shown. The record that may be the one is
//! named with what speaks for it; linking, making a new one and letting it be are one press each.

use super::texts::Texts;
use crate::http::planner::prelude::*;
use crate::operations::customers::{MatchSuggestion, Ownership};

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
    /// The panel of an appointment on the page `back`.
    pub fn new(whose: Ownership, back: String, language: Language) -> Self {
        let t = Texts::of(language);
        let linked = whose.record.map(|record| Linked { id: record.id, name: record.details.person.full_name() });
        let offers = whose.suggestions.into_iter().map(|offer| OfferLine::new(offer, t)).collect();
        Self { t, key: whose.appointment, back, name: whose.name, linked, offers }
    }

    fn likely(&self) -> bool {
        self.offers.iter().any(|offer| offer.is_likely)
    }
}

impl OfferLine {
    fn new(offer: MatchSuggestion, t: Texts) -> Self {
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
    let whose = customers::ownership_of(&app.store, key).await?;
    Ok(whose.map(|whose| Panel::new(whose, back, language)))
}
