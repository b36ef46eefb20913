//! The filter of a `calendar-query` (RFC 4791 section 9.7), tried on the text of each object, and on when it takes place.

mod alarm;
mod part;

use super::listing::Listed;
use super::refusal::Refusal;
use super::xml::{CALDAV, Element};
use crate::domain::time::{DAY_MINUTES, Minute};
use axum::http::StatusCode;
use chrono::NaiveDateTime;
use chrono_tz::Tz;
use part::{Part, Property};
use std::ops::Range;

/// The ways in which texts are compared (RFC 4790).
pub const COLLATIONS: [&str; 3] = ["i;ascii-casemap", "i;octet", "i;unicode-casemap"];

/// The span of all times.
const EVER: Range<Minute> = Minute::from_epoch(-1_000_000_000_000)..Minute::from_epoch(1_000_000_000_000);

/// A week in minutes.
const WEEK: i64 = 7 * DAY_MINUTES;

/// A filter.
pub struct Filter(Component);

/// What a component must be like.
struct Component {
    name: String,
    is_absent: bool,
    range: Option<Range<Minute>>,
    properties: Vec<PropertyFilter>,
    components: Vec<Component>,
}

/// What a property must be like.
struct PropertyFilter {
    name: String,
    is_absent: bool,
    range: Option<Range<Minute>>,
    text: Option<TextMatch>,
    parameters: Vec<(String, bool, Option<TextMatch>)>,
}

/// What a text must hold.
struct TextMatch {
    text: String,
    is_negated: bool,
    is_exact: bool,
}

impl Filter {
    /// The filter of a query.
    pub fn read(query: &Element) -> Result<Self, Refusal> {
        let filter = query.child(CALDAV, "filter").ok_or_else(invalid)?;
        let root = filter.child(CALDAV, "comp-filter").ok_or_else(invalid)?;
        Ok(Self(component(root)?))
    }

    /// The span that every match touches; `None`: any.
    pub fn span(&self) -> Option<Range<Minute>> {
        let event = self.0.components.iter().find(|inner| inner.name == "VEVENT" && !inner.is_absent)?;
        event.range.clone()
    }

    /// Whether an object matches.
    pub fn matches(&self, listed: &Listed, zone: Tz) -> bool {
        // An alarm may ring days before.
        let around = self.span().map_or(EVER, |span| span.start.plus(-WEEK)..span.end.plus(WEEK));
        let spans = listed.object.spans(zone, &around);
        Part::read(&listed.text).is_some_and(|root| {
            if self.0.is_absent {
                root.name != self.0.name
            } else {
                root.name == self.0.name && fits(&self.0, &root, None, &spans)
            }
        })
    }
}

/// A span of time, of which either end may be open.
pub fn time_range(element: &Element) -> Result<Range<Minute>, Refusal> {
    let read = |name: &str| element.attribute(name).map(|text| instant(text).ok_or_else(invalid)).transpose();
    let (start, end) = (read("start")?, read("end")?);
    if start.is_none() && end.is_none() {
        return Err(invalid());
    }
    let span =
        start.map_or(EVER.start, Minute::of_second)..end.map_or(EVER.end, |second| Minute::of_second(second + 59));
    if span.start < span.end { Ok(span) } else { Err(invalid()) }
}

/// Seconds since 1970 of a time in UTC.
fn instant(text: &str) -> Option<i64> {
    NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%SZ").ok().map(|at| at.and_utc().timestamp())
}

fn invalid() -> Refusal {
    Refusal::condition(StatusCode::FORBIDDEN, CALDAV, "valid-filter", "This filter cannot be read.")
}

fn name_of(element: &Element) -> Result<String, Refusal> {
    element.attribute("name").map(str::to_ascii_uppercase).ok_or_else(invalid)
}

fn component(element: &Element) -> Result<Component, Refusal> {
    Ok(Component {
        name: name_of(element)?,
        is_absent: element.child(CALDAV, "is-not-defined").is_some(),
        range: element.child(CALDAV, "time-range").map(time_range).transpose()?,
        properties: element.all(CALDAV, "prop-filter").map(property).collect::<Result<_, _>>()?,
        components: element.all(CALDAV, "comp-filter").map(component).collect::<Result<_, _>>()?,
    })
}

fn property(element: &Element) -> Result<PropertyFilter, Refusal> {
    let parameter = |element: &Element| {
        let text = element.child(CALDAV, "text-match").map(text_match).transpose()?;
        Ok::<_, Refusal>((name_of(element)?, element.child(CALDAV, "is-not-defined").is_some(), text))
    };
    Ok(PropertyFilter {
        name: name_of(element)?,
        is_absent: element.child(CALDAV, "is-not-defined").is_some(),
        range: element.child(CALDAV, "time-range").map(time_range).transpose()?,
        text: element.child(CALDAV, "text-match").map(text_match).transpose()?,
        parameters: element.all(CALDAV, "param-filter").map(parameter).collect::<Result<_, _>>()?,
    })
}

fn text_match(element: &Element) -> Result<TextMatch, Refusal> {
    let collation = element.attribute("collation").unwrap_or(COLLATIONS[0]);
    if !COLLATIONS.contains(&collation) && collation != "default" {
        let sentence = "Texts are not compared in this way here.";
        return Err(Refusal::condition(StatusCode::FORBIDDEN, CALDAV, "supported-collation", sentence));
    }
    let is_exact = collation == COLLATIONS[1];
    let text = if is_exact { element.text.clone() } else { element.text.to_lowercase() };
    Ok(TextMatch { text, is_negated: element.attribute("negate-condition") == Some("yes"), is_exact })
}

impl TextMatch {
    fn fits(&self, value: &str) -> bool {
        let found = if self.is_exact { value.contains(&self.text) } else { value.to_lowercase().contains(&self.text) };
        found != self.is_negated
    }
}

/// Whether a part is what the filter of its name wants; `around`: the part that it stands in.
fn fits(filter: &Component, part: &Part, around: Option<&Part>, spans: &[Range<Minute>]) -> bool {
    let in_time = filter.range.as_ref().is_none_or(|range| match part.name.as_str() {
        "VALARM" => alarm::rings_within(part, around, spans, range),
        "VEVENT" => spans.iter().any(|span| span.start < range.end && span.end > range.start),
        _ => true,
    });
    in_time
        && filter.properties.iter().all(|wanted| has_property(wanted, part))
        && filter.components.iter().all(|wanted| {
            let mut found = part.parts.iter().filter(|inner| inner.name == wanted.name);
            if wanted.is_absent {
                found.next().is_none()
            } else {
                found.any(|inner| fits(wanted, inner, Some(part), spans))
            }
        })
}

fn has_property(filter: &PropertyFilter, part: &Part) -> bool {
    let mut found = part.properties.iter().filter(|property| property.name == filter.name);
    if filter.is_absent {
        return found.next().is_none();
    }
    found.any(|property| {
        filter.text.as_ref().is_none_or(|text| text.fits(&property.text()))
            && filter.range.as_ref().is_none_or(|range| {
                instant(&property.value).is_some_and(|second| range.contains(&Minute::of_second(second)))
            })
            && filter
                .parameters
                .iter()
                .all(|(name, is_absent, text)| has_parameter(property, name, *is_absent, text.as_ref()))
    })
}

fn has_parameter(property: &Property, name: &str, is_absent: bool, text: Option<&TextMatch>) -> bool {
    let value = property.parameter(name);
    match value {
        None => is_absent,
        Some(value) => !is_absent && text.is_none_or(|text| text.fits(value)),
    }
}
