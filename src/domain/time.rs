//! Minutes and zones. An appointment is an instant of whole minutes; a rule is local wall-clock time. The way from one
//! to the other is here and nowhere else, and reads clock changes as RFC 5545 section 3.3.5 does.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

/// An instant of whole minutes: minutes since 1970-01-01T00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Minute(i64);

impl Minute {
    /// The instant that many minutes after 1970-01-01T00:00Z.
    pub const fn from_epoch(minutes: i64) -> Self {
        Self(minutes)
    }

    /// Minutes since 1970-01-01T00:00Z.
    pub const fn since_epoch(self) -> i64 {
        self.0
    }

    /// The minute that `instant` lies in (seconds are cut off).
    pub fn floor(instant: DateTime<Utc>) -> Self {
        Self(instant.timestamp().div_euclid(60))
    }

    /// The first whole minute that is not before `instant`.
    pub fn ceil(instant: DateTime<Utc>) -> Self {
        let floor = Self::floor(instant);
        if floor.to_utc() < instant { floor.plus(1) } else { floor }
    }

    /// This instant, `minutes` later (earlier where negative).
    #[must_use]
    pub const fn plus(self, minutes: i64) -> Self {
        Self(self.0 + minutes)
    }

    /// The minutes from `earlier` to this instant.
    pub const fn minutes_since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    /// The same instant as a date and time of day in UTC.
    pub fn to_utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0.saturating_mul(60), 0).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    /// The same instant with the wall clock of `zone`.
    pub fn in_zone(self, zone: Tz) -> DateTime<Tz> {
        self.to_utc().with_timezone(&zone)
    }

    /// The calendar date that the wall clock of `zone` shows.
    pub fn local_date(self, zone: Tz) -> NaiveDate {
        self.in_zone(zone).date_naive()
    }

    /// RFC 3339 with the offset of `zone`, such as `2022-01-17T09:00:00+01:00`. The one spelling the API uses.
    pub fn to_rfc3339(self, zone: Tz) -> String {
        self.in_zone(zone).format("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// `HH:MM` on the wall clock of `zone`.
    pub fn local_time(self, zone: Tz) -> String {
        let local = self.in_zone(zone);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }
}

/// The instant at which the wall clock of `zone` shows `local`: the first one where it does so twice; where it never
/// does (the clock is put forward), `local` read with the offset before the gap (RFC 5545 section 3.3.5).
pub fn instant_of(local: NaiveDateTime, zone: Tz) -> Minute {
    match zone.from_local_datetime(&local) {
        chrono::LocalResult::Single(at) | chrono::LocalResult::Ambiguous(at, _) => Minute::floor(at.to_utc()),
        chrono::LocalResult::None => {
            let before = zone.offset_from_utc_datetime(&(local - Duration::hours(24))).fix();
            Minute::floor((local - before).and_utc())
        }
    }
}

/// The instant at which `date` begins in `zone`. Where the clock is put forward at midnight, the first one that exists.
pub fn start_of_day(date: NaiveDate, zone: Tz) -> Minute {
    instant_of(date.and_time(NaiveTime::MIN), zone)
}

/// The date that the wall clock of `zone` shows at `now`.
pub fn today(now: DateTime<Utc>, zone: Tz) -> NaiveDate {
    now.with_timezone(&zone).date_naive()
}
