//! What the start page says of calendars kept elsewhere: that one is not read, and that it calls an appointment's time busy.

use super::lines::Writing;
use super::texts::Texts;
use crate::domain::busy_calendar::{BusyCalendar, BusyCalendarKey};
use crate::http::planner::appointment_row::AppointmentRow;
use crate::http::planner::busy_calendars;
use crate::http::planner::prelude::*;
use crate::operations::inbox::BusyOverlap;

/// An appointment whose time a calendar calls busy.
pub struct OverlapLine {
    /// The appointment.
    pub line: AppointmentRow,
    /// Which calendar, and from when to when.
    pub what: String,
}

/// A calendar that is not read.
pub struct CalendarLine {
    /// Its key.
    pub key: BusyCalendarKey,
    /// Which one, and since when.
    pub what: String,
    /// Why.
    pub why: &'static str,
}

impl Writing<'_> {
    /// An appointment whose time a calendar calls busy.
    pub fn overlap(&self, overlap: BusyOverlap) -> OverlapLine {
        let zone = self.calendar.shop.time_zone;
        let span = dates::day_and_span(overlap.span.start, overlap.span.end, zone, self.language);
        OverlapLine {
            line: AppointmentRow::of(&overlap.visit, self.calendar, self.language),
            what: Texts::of(self.language).busy_by(overlap.calendar.to_string(), span),
        }
    }

    /// A calendar that is not read.
    pub fn calendar_line(&self, one: &BusyCalendar) -> CalendarLine {
        let t = Texts::of(self.language);
        let words = busy_calendars::Texts::of(self.language);
        let whose = format!("{} ({})", one.name, self.calendar.resource_name(one.resource.as_str()));
        let zone = self.calendar.shop.time_zone;
        let since = one.state.failing_since.map(|at| dates::soon(Minute::floor(at), zone, self.language));
        CalendarLine {
            key: one.key,
            what: match since {
                Some(since) if one.has_address => t.calendar_failing(whose, since),
                _ => t.calendar_off(whose),
            },
            why: match one.state.fault {
                Some(fault) if one.has_address => busy_calendars::fault(fault, words),
                _ => words.no_address(),
            },
        }
    }
}
