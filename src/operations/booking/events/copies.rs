//! What calendars kept elsewhere are owed by an event: whoever wants appointments written there gets every change.

use super::{Event, EventKind};
use crate::domain::time::Minute;
use crate::store::{StoreError, calendar_copies};
use chrono::{DateTime, Utc};
use rusqlite::Connection;

/// Notes what is owed; returns whether anything is.
pub(super) fn owe(conn: &Connection, now: DateTime<Utc>, event: &Event<'_>) -> Result<bool, StoreError> {
    match &event.kind {
        EventKind::Made { .. }
        | EventKind::Status { .. }
        | EventKind::Changed(_)
        | EventKind::Disowned { called_off: true }
        | EventKind::Imported { .. }
        | EventKind::Undone { .. } => calendar_copies::owe(conn, event.appointment.key, Minute::floor(now)),
        EventKind::LeavesMailbox { .. }
        | EventKind::Disowned { called_off: false }
        | EventKind::Released
        | EventKind::OtherBookingRefused
        | EventKind::SeriesTold { .. }
        | EventKind::ReminderChosen
        | EventKind::AskedToChoose => Ok(false),
    }
}
