//! An object that repeats, as it stands in its calendar: the text that a program has written, with what has become of its dates
//! here.

use super::CalendarAt;
use crate::domain::feed::Detail;
use crate::domain::time::{DAY_MINUTES, Minute};
use crate::ical::object::title_of;
use crate::ical::repeated::{self, Difference};
use crate::store::appointments::Appointment;
use crate::store::calendar_series::{self, CalendarDate, CalendarSeries};
use crate::store::{StoreError, appointments};
use chrono_tz::Tz;
use rusqlite::Connection;
use std::collections::HashSet;
use std::ops::Range;

/// How far beyond the end of a question an object without an end is unfolded.
const BEYOND: i64 = 366 * DAY_MINUTES;

/// An object that repeats.
#[derive(Clone)]
pub struct RepeatedObject {
    /// What is stored of it.
    pub stored: CalendarSeries,
    /// Its dates, as far as they are appointments or left out.
    pub(super) dates: Vec<RepeatedDate>,
}

/// One of its dates.
#[derive(Clone)]
pub(super) struct RepeatedDate {
    /// As it is written.
    pub written: CalendarDate,
    /// Its appointment, where it holds its time in this calendar.
    pub appointment: Option<Appointment>,
}

/// What stands in the place of titles.
pub struct Titles<'a> {
    /// For who sees that a time is busy, and nothing else.
    pub busy: &'a str,
    /// For who sees no titles.
    pub blocked: &'a str,
    /// In the place of a private one.
    pub private: &'a str,
}

impl RepeatedObject {
    pub(super) fn of(conn: &Connection, stored: CalendarSeries) -> Result<Self, StoreError> {
        let mut dates = Vec::new();
        for written in calendar_series::dates(conn, stored.id)? {
            let found = written.appointment.map(|key| appointments::find(conn, key)).transpose()?.flatten();
            let appointment = match found {
                Some(one) if one.status.blocks() => {
                    let is_here = appointments::resources_of(conn, one.key)?.contains(&stored.resource);
                    is_here.then_some(one)
                }
                _ => None,
            };
            dates.push(RepeatedDate { written, appointment });
        }
        Ok(Self { stored, dates })
    }

    /// Whether its title is private.
    pub(super) fn hides_title_from(&self, at: &CalendarAt) -> bool {
        let (user, _) = at.whose;
        let mut appointments = self.dates.iter().filter_map(|date| date.appointment.as_ref());
        appointments.any(|one| one.hides_title_from(user, at.is_owner))
    }

    /// The text for a device, and whether it is the one that was written. Where not, it is not folded.
    pub fn text(&self, at: &CalendarAt, titles: &Titles<'_>) -> (String, bool) {
        let differences = self.differences();
        let text = repeated::changed(&self.stored.text, at.zone, &differences);
        let (user, detail) = at.whose;
        if self.stored.user == Some(user) && self.stored.detail == detail {
            return (text, differences.is_empty());
        }
        let title = match detail {
            Detail::Busy => Some(titles.busy),
            _ if self.is_private() && self.stored.user != Some(user) && !at.is_owner => Some(titles.private),
            Detail::Names => Some(titles.blocked),
            Detail::Full => None,
        };
        (repeated::shared(&text, title), false)
    }

    /// The text with what has become of its dates here.
    pub(super) fn present_text(&self, zone: Tz) -> String {
        repeated::changed(&self.stored.text, zone, &self.differences())
    }

    /// Whether the program has written that its title is private.
    fn is_private(&self) -> bool {
        crate::ical::object::is_private(&self.stored.text)
    }

    fn differences(&self) -> Vec<Difference> {
        let title = title_of(&self.stored.text);
        let title = super::wish::shown(&title);
        let found = self.dates.iter().filter_map(|date| {
            let RepeatedDate { written, appointment } = date;
            let becomes = match appointment {
                Some(one) => {
                    let note = one.note.as_ref();
                    let is_renamed = !written.is_exception && note.is_some() && note != title.as_ref();
                    let span = one.start..one.end;
                    if span == written.span && !is_renamed {
                        return None;
                    }
                    Some((span, note.filter(|_| is_renamed).map(ToString::to_string)))
                }
                None => None,
            };
            Some(Difference { of_series: written.of_series, becomes })
        });
        found.collect()
    }

    /// The dates of its text `text` within a span, each an event of its own.
    pub(super) fn expanded(&self, text: &str, zone: Tz, within: &Range<Minute>) -> String {
        repeated::expanded(text, zone, &self.bounded(within))
    }

    /// A span with an end.
    fn bounded(&self, within: &Range<Minute>) -> Range<Minute> {
        within.start..within.end.min(within.start.max(self.stored.until).plus(BEYOND))
    }

    /// When it takes place within a span.
    pub(super) fn spans(&self, zone: Tz, within: &Range<Minute>) -> Vec<Range<Minute>> {
        let touches = |span: &Range<Minute>| span.start < within.end && span.end > within.start;
        let known: HashSet<i64> = self.dates.iter().map(|date| date.written.of_series).collect();
        let here = self.dates.iter().filter_map(|date| date.appointment.as_ref().map(|one| one.start..one.end));
        let mut spans: Vec<_> = here.filter(touches).collect();
        let bounded = self.bounded(within);
        if bounded.start < bounded.end {
            let written = repeated::dates(&self.stored.text, zone, &bounded).unwrap_or_default();
            spans.extend(written.into_iter().filter(|date| !known.contains(&date.of_series)).map(|date| date.span));
        }
        spans.sort_by_key(|span| span.start);
        spans
    }
}
