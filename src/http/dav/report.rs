//! `REPORT`: which objects of a calendar match a filter ([`query`]), have these addresses ([`multiget`]), or have changed
//! ([`sync`]); when it is busy ([`free_busy`]).

mod data;
mod free_busy;
mod multiget;
mod query;
pub mod sync;

use super::asked::{Asked, is_minimal, names};
use super::device::Asker;
use super::listing::Listed;
use super::place::Place;
use super::properties::Known;
use super::refusal::Refusal;
use super::xml::write::{document, element, escape};
use super::xml::{CALDAV, DAV, Element, Name, read};
use super::xml_answer;
use crate::domain::ids::ResourceId;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use data::Data;

/// A report on a calendar.
pub struct Report<'a> {
    /// Who asks.
    pub asker: &'a Asker,
    /// The calendar.
    pub place: &'a Place,
    /// Whose it is.
    pub resource: &'a ResourceId,
    /// What is asked.
    pub root: Element,
    /// The properties that are asked for, without the text.
    asked: Asked,
    /// What is asked for of the text; `None`: nothing.
    data: Option<Data>,
    minimal: bool,
}

impl Report<'_> {
    /// What is asked for of an object, by status.
    pub fn groups(&self, listed: &Listed) -> Vec<(StatusCode, String)> {
        let known = Known { asker: self.asker, place: &listed.place, listed: Some(listed), token: "" };
        let mut groups = known.groups(&self.asked, self.minimal);
        if let (Some((_, found)), Some(data)) = (groups.first_mut(), &self.data) {
            let text = data.of(listed, self.asker.calendar.shop.time_zone);
            found.push_str(&element(&Name::new(CALDAV, "calendar-data"), &escape(&text)));
        }
        groups
    }
}

/// Answers a report.
pub async fn answer(asker: &Asker, place: &Place, headers: &HeaderMap, body: &[u8]) -> Result<Response, Refusal> {
    let mut root = read::parse(body).map_err(|_| Refusal::not_xml())?.ok_or_else(Refusal::not_xml)?;
    // Nobody but oneself can be found, and by nothing.
    match root.name.parts() {
        (DAV, "principal-search-property-set") => {
            return Ok(xml_answer(StatusCode::OK, document("principal-search-property-set", "")));
        }
        (DAV, "principal-property-search") => {
            return Ok(xml_answer(StatusCode::MULTI_STATUS, document("multistatus", "")));
        }
        _ => {}
    }
    let Place::Calendar(_, resource) = place else { return Err(unsupported()) };
    let mut asked = names(root.child(DAV, "prop"))?;
    asked.retain(|name| name.parts() != (CALDAV, "calendar-data"));
    let data = root.child(DAV, "prop").and_then(|prop| prop.child(CALDAV, "calendar-data"));
    let data = data.map(Data::read).transpose()?;
    let asked = if root.child(DAV, "allprop").is_some() { Asked::All(asked) } else { Asked::Named(asked) };
    refuse_other_data(&mut root)?;
    let minimal = is_minimal(headers);
    let report = Report { asker, place, resource, asked, data, minimal, root };
    match report.root.name.parts() {
        (CALDAV, "calendar-query") => query::answer(&report, headers).await,
        (CALDAV, "calendar-multiget") => multiget::answer(&report).await,
        (CALDAV, "free-busy-query") => free_busy::answer(&report).await,
        (DAV, "sync-collection") => sync::answer(&report).await,
        _ => Err(unsupported()),
    }
}

fn unsupported() -> Refusal {
    Refusal::condition(StatusCode::FORBIDDEN, DAV, "supported-report", "There is no such report here.")
}

/// Objects are calendar files only.
fn refuse_other_data(root: &mut Element) -> Result<(), Refusal> {
    let data = root.child(DAV, "prop").and_then(|prop| prop.child(CALDAV, "calendar-data"));
    let is = |name: &str, value: &str| {
        data.and_then(|data| data.attribute(name)).is_none_or(|given| given.eq_ignore_ascii_case(value))
    };
    if is("content-type", "text/calendar") && is("version", "2.0") {
        return Ok(());
    }
    let sentence = "Objects are text/calendar, version 2.0.";
    Err(Refusal::condition(StatusCode::FORBIDDEN, CALDAV, "supported-calendar-data", sentence))
}
