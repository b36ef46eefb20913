//! Which part of an object's text is asked for (RFC 4791 section 9.6): single components and properties, or each date of what
//! repeats by itself.

use super::super::filter::time_range;
use super::super::listing::Listed;
use super::super::refusal::Refusal;
use super::super::xml::{CALDAV, Element};
use crate::delivery::calendar_file::folded;
use crate::domain::time::Minute;
use chrono_tz::Tz;
use std::borrow::Cow;
use std::ops::Range;

/// What is asked for of texts.
pub struct Data {
    chosen: Option<Chosen>,
    expanded: Option<Range<Minute>>,
}

/// What is asked for of a component.
struct Chosen {
    name: String,
    /// `None`: all of them; each with whether its value is left out.
    properties: Option<Vec<(String, bool)>>,
    /// `None`: all of them.
    parts: Option<Vec<Chosen>>,
}

impl Data {
    /// Reads a `calendar-data` element.
    pub fn read(element: &Element) -> Result<Self, Refusal> {
        let chosen = element.child(CALDAV, "comp").map(chosen);
        let expanded = element.child(CALDAV, "expand").map(time_range).transpose()?;
        Ok(Self { chosen, expanded })
    }

    /// That of an object's text.
    pub fn of<'t>(&self, listed: &'t Listed, zone: Tz) -> Cow<'t, str> {
        let text = match &self.expanded {
            Some(within) => listed.object.expanded(&listed.text, zone, within).map(|text| Cow::Owned(folded(&text))),
            None => None,
        };
        let text = text.unwrap_or(Cow::Borrowed(listed.text.as_str()));
        match &self.chosen {
            Some(chosen) => Cow::Owned(folded(&chosen.of(&text))),
            None => text,
        }
    }
}

/// A component without anything in it means all of it.
fn chosen(element: &Element) -> Chosen {
    let name = |element: &Element| element.attribute("name").unwrap_or_default().to_ascii_uppercase();
    let properties: Vec<_> = element
        .all(CALDAV, "prop")
        .map(|one| (name(one), one.attribute("novalue").is_some_and(|flag| flag.eq_ignore_ascii_case("yes"))))
        .collect();
    let parts: Vec<_> = element.all(CALDAV, "comp").map(chosen).collect();
    let is_bare = element.children.is_empty();
    let has = |local: &str| is_bare || element.child(CALDAV, local).is_some();
    Chosen {
        name: name(element),
        properties: (!has("allprop")).then_some(properties),
        parts: (!has("allcomp")).then_some(parts),
    }
}

impl Chosen {
    /// As much of a text as is asked for, not folded.
    fn of(&self, text: &str) -> String {
        let mut written = String::with_capacity(text.len());
        // What each open component asks for; `None`: all of it, or nothing.
        let mut open: Vec<(Option<&Self>, bool)> = Vec::new();
        for line in text.replace("\r\n ", "").replace("\r\n\t", "").split_terminator("\r\n") {
            let upper = line.to_ascii_uppercase();
            if let Some(name) = upper.strip_prefix("BEGIN:") {
                open.push(self.inside(open.last().copied(), name));
            }
            let (asked, is_shown) = open.last().copied().unwrap_or((None, false));
            let is_frame = upper.starts_with("BEGIN:") || upper.starts_with("END:");
            let shown = if is_frame { Some(line) } else { asked.map_or(Some(line), |asked| asked.line(line)) };
            if let Some(line) = shown.filter(|_| is_shown) {
                written.push_str(line);
                written.push_str("\r\n");
            }
            if upper.starts_with("END:") {
                open.pop();
            }
        }
        written
    }

    fn inside<'c>(&'c self, around: Option<(Option<&'c Self>, bool)>, name: &str) -> (Option<&'c Self>, bool) {
        match around {
            None => (Some(self), name == self.name),
            Some((Some(around), true)) => match &around.parts {
                None => (None, true),
                Some(parts) => {
                    let found = parts.iter().find(|part| part.name == name);
                    (found, found.is_some())
                }
            },
            Some((_, is_shown)) => (None, is_shown),
        }
    }

    fn line<'l>(&self, line: &'l str) -> Option<&'l str> {
        let Some(properties) = &self.properties else { return Some(line) };
        let name = line.split([':', ';']).next().unwrap_or_default();
        let (_, without_value) = properties.iter().find(|(one, _)| one.eq_ignore_ascii_case(name))?;
        Some(if *without_value { &line[..line.find(':').map_or(line.len(), |at| at + 1)] } else { line })
    }
}
