//! Calendars kept elsewhere whose busy times block a resource (rule 9): where they are, and how the last looks went.

use super::ids::ResourceId;
use super::time::Minute;
use super::values::{CalendarUrl, ShortName};
use super::words::words;
use chrono::{DateTime, Duration, Utc};
use std::fmt;
use std::ops::Range;

/// Primary key of such a calendar; never used again.
pub type BusyCalendarKey = i64;

/// How far back busy times are kept, in days: an appointment that runs now may have begun yesterday.
pub const DAYS_BACK: i64 = 1;
/// How far ahead repetitions are unfolded, in days.
pub const DAYS_AHEAD: i64 = 400;
/// How often what repeats is unfolded anew, even if the calendar has not changed.
pub const UNFOLDED_FOR: Duration = Duration::hours(20);
/// How old a look may be when somebody books, or looks at the grid.
pub const FRESH_FOR: Duration = Duration::minutes(1);
/// For how long looks fail before the owners are told by mail.
pub const TOLD_AFTER: Duration = Duration::hours(24);
/// For how long looks fail before the inbox tells of it.
const SHOWN_AFTER: Duration = Duration::minutes(30);
/// The longest time between two looks at a calendar that fails.
const LONGEST_WAIT: Duration = Duration::hours(1);

words! {
    /// What a tentative event does.
    pub enum Tentative {
        /// It blocks like any other.
        Busy = "busy",
        /// It does not block.
        Free = "free",
    }
}

words! {
    /// What an address leads to.
    pub enum SourceKind {
        /// A calendar file.
        File = "file",
        /// A server with the calendars of an account (`CalDAV`).
        Account = "account",
    }
}

words! {
    /// Why a look at a calendar failed. The busy times of the last look that did not fail stay.
    pub enum LookFault {
        /// No address was entered yet.
        NoAddress = "no_address",
        /// The address cannot be decrypted: its key file is gone.
        Locked = "locked",
        /// The host has no address, or does not answer.
        Unreachable = "unreachable",
        /// The answer took too long.
        TimedOut = "timed_out",
        /// No secure connection could be made.
        Tls = "tls",
        /// The host has a private address, and `--allow-private-fetch` is not set.
        Private = "private",
        /// The address is not encrypted (`http`), and `--allow-private-fetch` is not set.
        Insecure = "insecure",
        /// The server refuses: wrong user, password or secret.
        Refused = "refused",
        /// There is no calendar at that address.
        NotFound = "not_found",
        /// The server led to other addresses without end, or to none.
        Redirects = "redirects",
        /// The server answered with an error.
        Server = "server",
        /// The answer is larger than 10 MB, or holds too many events.
        TooLarge = "too_large",
        /// The answer is no calendar.
        NotACalendar = "not_a_calendar",
        /// The answer ends before the calendar does.
        Incomplete = "incomplete",
        /// This is a trial shop, which fetches nothing.
        OnTrial = "on_trial",
    }
}

/// A calendar kept elsewhere, without its secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusyCalendar {
    /// Its key.
    pub key: BusyCalendarKey,
    /// Its id in shop files.
    pub id: String,
    /// Whose busy times it holds.
    pub resource: ResourceId,
    /// What the shop calls it.
    pub name: ShortName,
    /// What its address leads to; never changes.
    pub kind: SourceKind,
    /// What its tentative events do.
    pub tentative: Tentative,
    /// Whether an address was entered; without one it is switched off.
    pub has_address: bool,
    /// How the last looks went.
    pub state: LookState,
}

impl BusyCalendar {
    /// Whether the inbox tells of it: it is switched off, or has failed for a while.
    pub fn is_to_be_shown(&self, now: DateTime<Utc>) -> bool {
        !self.has_address || self.state.failing_since.is_some_and(|since| now - since >= SHOWN_AFTER)
    }
}

/// How the last looks at a calendar went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LookState {
    /// The last look.
    pub tried_at: Option<DateTime<Utc>>,
    /// The last look that did not fail.
    pub succeeded_at: Option<DateTime<Utc>>,
    /// When its busy times were last read: a look may find it unchanged.
    pub read_at: Option<DateTime<Utc>>,
    /// When it is to be looked at again.
    pub next_at: Option<DateTime<Utc>>,
    /// The first of the looks that have failed since the last one that did not.
    pub failing_since: Option<DateTime<Utc>>,
    /// How many those are.
    pub failures: u32,
    /// Why the last look failed.
    pub fault: Option<LookFault>,
    /// Events that could not be read at the last look that did not fail.
    pub unread: u32,
    /// When the owners were told by mail that it fails.
    pub told_at: Option<DateTime<Utc>>,
    /// The server's name for the version that was read.
    pub etag: Option<String>,
    /// The server's date of that version.
    pub last_modified: Option<String>,
}

impl LookState {
    /// Whether the last look is recent enough for a booking at `now`.
    pub fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        self.tried_at.is_some_and(|at| at <= now && now - at <= FRESH_FOR)
    }

    /// Whether it is to be looked at at `now`. A clock that was set back makes nobody wait until it is as late again.
    pub fn is_due(&self, now: DateTime<Utc>) -> bool {
        self.next_at.is_none_or(|at| at <= now) || self.tried_at.is_some_and(|at| at > now)
    }

    /// Whether what repeats must be unfolded anew, so that the whole calendar is asked for.
    pub fn must_be_read(&self, now: DateTime<Utc>) -> bool {
        self.read_at.is_none_or(|at| now - at > UNFOLDED_FOR || at > now)
    }

    /// The state after a look at `now` that failed.
    #[must_use]
    pub fn failed(self, fault: LookFault, now: DateTime<Utc>, interval: Duration) -> Self {
        let failures = self.failures.saturating_add(1);
        let wait = (1..failures.min(12)).fold(interval, |wait, _| (wait * 2).min(LONGEST_WAIT.max(interval)));
        Self {
            tried_at: Some(now),
            next_at: Some(now + wait),
            failing_since: self.failing_since.or(Some(now)),
            failures,
            fault: Some(fault),
            ..self
        }
    }

    /// The same, and it is not looked at before `at`: the server has asked for that.
    #[must_use]
    pub fn not_before(self, at: Option<DateTime<Utc>>) -> Self {
        Self { next_at: self.next_at.max(at), ..self }
    }

    /// The state after a look at `now` that did not fail.
    #[must_use]
    pub fn succeeded(self, now: DateTime<Utc>, interval: Duration) -> Self {
        Self {
            tried_at: Some(now),
            succeeded_at: Some(now),
            next_at: Some(now + interval),
            failing_since: None,
            failures: 0,
            fault: None,
            told_at: None,
            ..self
        }
    }

    /// Whether the owners are to be told by mail now that it fails.
    pub fn is_to_be_told(&self, now: DateTime<Utc>) -> bool {
        self.told_at.is_none() && self.failing_since.is_some_and(|since| now - since >= TOLD_AFTER)
    }
}

/// Where a calendar is, and how it is asked for.
#[derive(Clone, PartialEq, Eq)]
pub struct CalendarAccess {
    /// Its address, which is usually a secret.
    pub url: CalendarUrl,
    /// User and password for the address (RFC 7617), where it asks for them.
    pub login: Option<(String, String)>,
}

impl fmt::Debug for CalendarAccess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CalendarAccess(…)")
    }
}

/// The span within which busy times are kept at `now`: whole days, so that it moves once a day.
pub fn kept(now: DateTime<Utc>) -> Range<Minute> {
    let day = now.timestamp().div_euclid(24 * 60 * 60);
    let start = |day: i64| Minute::from_epoch(day * 24 * 60);
    start(day - DAYS_BACK)..start(day + 1 + DAYS_AHEAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    const INTERVAL: Duration = Duration::minutes(5);

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(minute * 60, 0).unwrap()
    }

    #[test]
    fn looks_that_fail_come_less_and_less_often_and_one_success_ends_that() {
        let mut state = LookState::default();
        let mut waits = Vec::new();
        for minute in 0..8 {
            state = state.failed(LookFault::Unreachable, at(minute), INTERVAL);
            waits.push((state.next_at.unwrap() - at(minute)).num_minutes());
        }
        assert_eq!(waits, [5, 10, 20, 40, 60, 60, 60, 60]);
        assert_eq!((state.failing_since, state.failures), (Some(at(0)), 8));
        let state = state.succeeded(at(9), INTERVAL);
        assert_eq!((state.next_at, state.fault, state.failures), (Some(at(14)), None, 0));
        let rare = LookState::default().failed(LookFault::Server, at(0), Duration::hours(6));
        assert_eq!(rare.next_at, Some(at(360)), "never more often than asked for");
    }

    #[test]
    fn a_clock_that_was_set_back_stops_no_look() {
        let state = LookState::default().succeeded(at(1_000), INTERVAL);
        assert!(LookState::default().is_due(at(0)) && state.is_due(at(1_005)) && state.is_due(at(10)));
        assert!(!state.is_due(at(1_004)) && !state.is_fresh(at(10)) && state.is_fresh(at(1_001)));
    }

    #[test]
    fn the_owners_are_told_once_after_a_day() {
        let state = LookState::default().failed(LookFault::Unreachable, at(0), INTERVAL);
        assert!(!state.is_to_be_told(at(24 * 60 - 1)) && state.is_to_be_told(at(24 * 60)));
        let told = LookState { told_at: Some(at(24 * 60)), ..state };
        assert!(!told.is_to_be_told(at(48 * 60)));
        assert!(!told.succeeded(at(48 * 60), INTERVAL).is_to_be_told(at(96 * 60)));
    }
}
