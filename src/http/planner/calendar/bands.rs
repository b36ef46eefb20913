//! What stands over a date: that it is closed and why, who is away, and why hours are other than usual.

use crate::domain::closings::{exceptions_on, is_closed, note_of, opens_on};
use crate::domain::ids::ResourceId;
use crate::domain::shop::{Exception, Resource, ResourceKind};
use crate::operations::calendar::words::Words;
use chrono::NaiveDate;

/// One reason on one date.
#[derive(Debug, PartialEq, Eq)]
pub struct Band {
    /// The date.
    pub date: NaiveDate,
    /// Whom it concerns; `None`: the whole shop.
    pub resource: Option<ResourceId>,
    /// "Geschlossen: Betriebsausflug", "Abwesend: Urlaub".
    pub words: String,
    /// Whether it closes; else it only gives other hours.
    pub closes: bool,
}

impl Band {
    /// Whether it concerns that resource.
    pub fn concerns(&self, id: &ResourceId) -> bool {
        self.resource.as_ref().is_none_or(|of| of == id)
    }

    /// The words with the name of whom it concerns.
    pub fn told(&self, words: Words<'_>) -> String {
        match &self.resource {
            Some(id) => words.t.of_whom(words.calendar.resource_name(id.as_str()), &self.words),
            None => self.words.clone(),
        }
    }
}

/// The bands of one date; only those that concern `only`, where it is given. A date without hours has one, too.
pub fn of_date(date: NaiveDate, only: Option<&ResourceId>, words: Words<'_>) -> Vec<Band> {
    let calendar = words.calendar;
    let resource = only.and_then(|id| calendar.resource(id.as_str()));
    let mut bands: Vec<Band> = Vec::new();
    for exception in exceptions_on(calendar, date).filter(|one| is_told(one, words)) {
        let (resource, closes) = (exception.resource.clone(), exception.hours.is_empty());
        let band = Band { date, resource, words: reason(exception, words), closes };
        if !bands.contains(&band) && only.is_none_or(|id| band.concerns(id)) {
            bands.push(band);
        }
    }
    let is_explained = bands.iter().any(|band| band.closes && (band.resource.is_none() || resource.is_some()));
    let has_no_hours = resource.map_or_else(|| is_closed(calendar, date), |one| !opens_on(calendar, one, date));
    if has_no_hours && !is_explained {
        let words = resource.map_or(words.t.closed_day(), |one| shut(Some(one), words)).to_owned();
        bands.insert(0, Band { date, resource: None, words, closes: true });
    }
    bands
}

/// Whether there is anything to say of an exception: it closes, or says why hours are other than usual.
fn is_told(exception: &Exception, words: Words<'_>) -> bool {
    let resource = exception.resource.as_ref().map(|id| words.calendar.resource(id.as_str()));
    let is_used = resource.is_none_or(|one| one.is_some_and(|one| !one.archived));
    is_used && (exception.hours.is_empty() || !note_of(exception).is_empty())
}

fn reason(exception: &Exception, words: Words<'_>) -> String {
    if exception.hours.is_empty() { why_closed(exception, words) } else { note_of(exception).to_owned() }
}

/// Why it is closed in that exception, or beside its hours.
pub fn why_closed(exception: &Exception, words: Words<'_>) -> String {
    let of = exception.resource.as_ref().and_then(|id| words.calendar.resource(id.as_str()));
    let is_person = of.is_some_and(|one| one.kind == ResourceKind::Person);
    match note_of(exception) {
        "" => shut(of, words).to_owned(),
        note if is_person => words.t.absent_for(note),
        note => words.t.closed_for(note),
    }
}

fn shut(resource: Option<&Resource>, words: Words<'_>) -> &'static str {
    let is_person = resource.is_some_and(|one| one.kind == ResourceKind::Person);
    if is_person { words.t.absent() } else { words.t.closed_day() }
}
