//! Why a calendar file is not read at all.

use crate::domain::busy_calendar::LookFault;

/// Why a file is not read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no calendar.
    NotACalendar,
    /// It ends before the calendar does.
    Incomplete,
    /// It is larger than 10 MB, or holds too many events.
    TooLarge,
}

impl From<Unreadable> for LookFault {
    fn from(unreadable: Unreadable) -> Self {
        match unreadable {
            Unreadable::NotACalendar => Self::NotACalendar,
            Unreadable::Incomplete => Self::Incomplete,
            Unreadable::TooLarge => Self::TooLarge,
        }
    }
}
