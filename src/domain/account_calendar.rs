//! The calendars of an account kept elsewhere, and the copies of appointments that are written to one of them.

use super::busy_calendar::{BusyCalendarKey, LookFault};
use super::feed::Detail;
use super::time::Minute;
use super::values::CalendarUrl;
use super::words::words;
use chrono::{DateTime, Duration, Utc};
use sha2::{Digest, Sha256};
use std::fmt;
use std::ops::Range;

/// Primary key of a calendar of an account; never used again.
pub type AccountCalendarKey = i64;
/// Primary key of a copy.
pub type CopyId = i64;

/// The longest time between two tries to write.
const LONGEST_WAIT: Duration = Duration::hours(1);
/// The time from the first try that failed to the next one.
const FIRST_WAIT: Duration = Duration::minutes(1);

/// A calendar of an account, as it was chosen.
#[derive(Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Where it is.
    pub url: CalendarUrl,
    /// What the server calls it.
    pub name: String,
    /// Whether its busy times block.
    pub blocks: bool,
    /// How much of appointments is written there; `None`: none is.
    pub detail: Option<Detail>,
}

impl fmt::Debug for Chosen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Chosen(…)")
    }
}

/// A calendar of an account, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountCalendar {
    /// Its key.
    pub key: AccountCalendarKey,
    /// The account.
    pub account: BusyCalendarKey,
    /// What was chosen.
    pub chosen: Chosen,
    /// The server's name for the version that copies were last compared with.
    pub version: Option<String>,
}

words! {
    /// What somebody did to a copy in its calendar.
    pub enum Conflict {
        /// It has another time.
        Moved = "moved",
        /// It was deleted.
        Deleted = "deleted",
        /// It has other words, or repeats.
        Changed = "changed",
        /// It is there, and no appointment is here: a backup that was restored is older.
        Stray = "stray",
    }
}

/// What a copy is in its calendar, where it is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct There {
    /// What was done to it.
    pub conflict: Conflict,
    /// From when to when, where it was moved.
    pub span: Option<Range<Minute>>,
    /// The server's name for that version.
    pub etag: Option<String>,
}

/// An appointment in a calendar kept elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarCopy {
    /// Its number.
    pub id: CopyId,
    /// The calendar.
    pub account_calendar: AccountCalendarKey,
    /// Public id of the appointment, which may be deleted.
    pub appointment: String,
    /// Counts the changes here.
    pub wanted: i64,
    /// The last of them that is there too.
    pub brought: i64,
    /// The server's name for its version; `None`: it is not there, as far as is known.
    pub etag: Option<String>,
    /// SHA-256 of what was written last and has arrived.
    pub written: Option<String>,
    /// SHA-256 of what the server made of that; `None`: the same.
    pub seen: Option<String>,
    /// SHA-256 of what is on its way, and may have arrived.
    pub tried: Option<String>,
    /// Lines that programs have written besides.
    pub kept: String,
    /// Tries since the last one that succeeded.
    pub attempts: u32,
    /// What somebody has done to it there.
    pub there: Option<There>,
}

/// What stands in [`AccountCalendar::version`] after a backup was restored: there may be copies that it does not know.
pub const DOUBTED: &str = "";

/// What the UIDs of copies in a calendar end with.
pub fn uid_ending(calendar: AccountCalendarKey) -> String {
    format!("@{calendar}.terminplaner")
}

/// A copy that no appointment is known of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// What its UID and its name begin with.
    pub stem: String,
    /// From when to when it is.
    pub span: Range<Minute>,
    /// The server's name for its version.
    pub etag: String,
}

impl CalendarCopy {
    /// Whether no appointment is known of it.
    pub fn is_stray(&self) -> bool {
        self.there.as_ref().is_some_and(|there| there.conflict == Conflict::Stray)
    }

    /// The UID of its event: what is before the at sign makes it known as the shop's own.
    pub fn uid(&self) -> String {
        stem(&self.appointment) + &uid_ending(self.account_calendar)
    }

    /// What its object is called in its calendar.
    pub fn name(&self) -> String {
        format!("{}.ics", stem(&self.appointment))
    }

    /// Whether an event with that fingerprint is what was written.
    pub fn is_ours(&self, fingerprint: &str) -> bool {
        [&self.written, &self.seen, &self.tried].into_iter().flatten().any(|known| known == fingerprint)
    }
}

/// What UIDs and names of copies begin with: the appointment's public id, or a hash of one that has odd signs or is long.
pub fn stem(appointment: &str) -> String {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || sign == '-' || sign == '_';
    if appointment.len() <= 64 && appointment.chars().all(is_plain) {
        return appointment.to_owned();
    }
    let hash = Sha256::digest(appointment.as_bytes());
    base16ct::lower::encode_string(&hash[..16])
}

/// How writing to an account goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SendState {
    /// Nothing is tried before.
    pub next_at: Option<DateTime<Utc>>,
    /// How often in a row the server took nothing.
    pub failures: u32,
    /// Why.
    pub fault: Option<LookFault>,
}

impl SendState {
    /// The state after the server took nothing at `now`.
    #[must_use]
    pub fn failed(&self, fault: LookFault, now: DateTime<Utc>) -> Self {
        let failures = self.failures.saturating_add(1);
        Self { next_at: Some(now + wait(failures)), failures, fault: Some(fault) }
    }

    /// The same, and nothing is tried before `at`: the server has asked for that.
    #[must_use]
    pub fn not_before(self, at: Option<DateTime<Utc>>) -> Self {
        Self { next_at: self.next_at.max(at), ..self }
    }
}

/// How long to wait after that many tries in a row have failed.
pub fn wait(failures: u32) -> Duration {
    (1..failures.min(12)).fold(FIRST_WAIT, |wait, _| (wait * 2).min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_ids_make_plain_names() {
        assert_eq!(stem("01FT_x-9"), "01FT_x-9");
        for odd in ["a/b", "a@b", "ä", &"x".repeat(65)] {
            assert!(stem(odd).len() == 32 && stem(odd).chars().all(|sign| sign.is_ascii_hexdigit()), "{odd}");
        }
    }

    #[test]
    fn tries_come_less_and_less_often() {
        let mut state = SendState::default();
        let mut waits = Vec::new();
        for _ in 0..8 {
            state = state.failed(LookFault::Server, DateTime::UNIX_EPOCH);
            waits.push((state.next_at.unwrap() - DateTime::UNIX_EPOCH).num_minutes());
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
    }
}
