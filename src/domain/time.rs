//! Minutes and time zones. Appointments are instants of whole minutes; rules are local wall-clock times. The
//! conversion is done here only, and treats clock changes as RFC 5545 section 3.3.5 does.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

/// An instant of whole minutes: minutes since 1970-01-01T00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Minute(i64);

impl Minute {
    /// The instant that many minutes after 1970-01-01T00:00Z.
    pub const fn from_epoch(minutes: i64) -> Self {
        Self(minutes)
    }

    /// The minute that contains a second, both counted from 1970-01-01T00:00Z.
    pub const fn of_second(seconds: i64) -> Self {
        Self(seconds.div_euclid(60))
    }

    /// Minutes since 1970-01-01T00:00Z.
    pub const fn since_epoch(self) -> i64 {
        self.0
    }

    /// The minute that contains `instant` (seconds are truncated).
    pub fn floor(instant: DateTime<Utc>) -> Self {
        Self::of_second(instant.timestamp())
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

    /// The same instant in the time zone `zone`.
    pub fn in_zone(self, zone: Tz) -> DateTime<Tz> {
        self.to_utc().with_timezone(&zone)
    }

    /// The local date in `zone`.
    pub fn local_date(self, zone: Tz) -> NaiveDate {
        self.in_zone(zone).date_naive()
    }

    /// Which of the two, if its local time occurs twice in `zone`, as in the hour in which summer time ends.
    pub fn repeated(self, zone: Tz) -> Option<Repeated> {
        match zone.from_local_datetime(&self.in_zone(zone).naive_local()) {
            chrono::LocalResult::Ambiguous(first, _) if first.to_utc() == self.to_utc() => Some(Repeated::First),
            chrono::LocalResult::Ambiguous(..) => Some(Repeated::Second),
            chrono::LocalResult::Single(_) | chrono::LocalResult::None => None,
        }
    }

    /// RFC 3339 with the offset of `zone`, such as `2022-01-17T09:00:00+01:00`: the format of the API.
    pub fn to_rfc3339(self, zone: Tz) -> String {
        self.in_zone(zone).format("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// `HH:MM` on the wall clock of `zone`.
    pub fn local_time(self, zone: Tz) -> String {
        let local = self.in_zone(zone);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }
}

/// Which occurrence of a local time that occurs twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeated {
    /// Before the clock is put back: summer time.
    First,
    /// After that: standard time.
    Second,
}

/// The instant of the local time `local` in `zone`: the first one where it occurs twice; a time skipped by a clock
/// change is read with the offset before the gap (RFC 5545 section 3.3.5).
pub fn instant_of(local: NaiveDateTime, zone: Tz) -> Minute {
    match zone.from_local_datetime(&local) {
        chrono::LocalResult::Single(at) | chrono::LocalResult::Ambiguous(at, _) => Minute::floor(at.to_utc()),
        chrono::LocalResult::None => {
            // 24 hours earlier in UTC is before the gap in every zone (offsets are within 16 hours) and after any
            // previous change.
            let earlier = local.checked_sub_signed(Duration::hours(24)).unwrap_or(local);
            let before = zone.offset_from_utc_datetime(&earlier).fix();
            Minute::floor((local - before).and_utc())
        }
    }
}

/// [`instant_of`] for the end of a span that starts at `start`: of a repeated time the first occurrence after
/// `start`.
pub fn instant_after(start: Minute, local: NaiveDateTime, zone: Tz) -> Minute {
    match zone.from_local_datetime(&local) {
        chrono::LocalResult::Ambiguous(first, second) if Minute::floor(first.to_utc()) <= start => {
            Minute::floor(second.to_utc())
        }
        _ => instant_of(local, zone),
    }
}

/// The instant at which `date` begins in `zone`. Where midnight is skipped, the first instant that exists.
pub fn start_of_day(date: NaiveDate, zone: Tz) -> Minute {
    instant_of(date.and_time(NaiveTime::MIN), zone)
}

/// The local date in `zone` at `now`.
pub fn today(now: DateTime<Utc>, zone: Tz) -> NaiveDate {
    now.with_timezone(&zone).date_naive()
}

/// A local date as a span of instants: usually 23, 24 or 25 hours; empty where the zone skipped the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalDay {
    /// The local date.
    pub date: NaiveDate,
    /// Its first instant.
    pub start: Minute,
    /// The first instant of the next date.
    pub end: Minute,
}

impl LocalDay {
    /// The day of that date.
    pub fn of(date: NaiveDate, zone: Tz) -> Self {
        Self { date, start: start_of_day(date, zone), end: start_of_day(next(date), zone) }
    }

    /// The day after this one.
    #[must_use]
    pub fn succ(&self, zone: Tz) -> Self {
        let date = next(self.date);
        Self { date, start: self.end, end: start_of_day(next(date), zone) }
    }

    /// The day whose span contains `at`. Spans are consecutive, so it is unique even where a clock put back just
    /// after midnight shows the evening before again.
    pub fn containing(at: Minute, zone: Tz) -> Self {
        let day = Self::of(at.local_date(zone), zone);
        if at < day.start {
            Self::of(day.date.pred_opt().unwrap_or(day.date), zone)
        } else if at >= day.end {
            day.succ(zone)
        } else {
            day
        }
    }

    /// The instant of the local time `time` on this date, converted as by [`instant_of`].
    pub fn at(&self, time: NaiveTime, zone: Tz) -> Minute {
        if self.end.minutes_since(self.start) == DAY_MINUTES {
            // A day without a clock change: no zone lookup is needed.
            return self.start.plus(i64::from(time.num_seconds_from_midnight() / 60));
        }
        instant_of(self.date.and_time(time), zone)
    }
}

/// The minutes of a day without a clock change.
pub const DAY_MINUTES: i64 = 24 * 60;

fn next(date: NaiveDate) -> NaiveDate {
    date.succ_opt().unwrap_or(date)
}

/// Days since the common era: arithmetic on it cannot overflow the calendar's range.
pub fn day_number(date: NaiveDate) -> i32 {
    date.num_days_from_ce()
}

/// The date of that number.
pub fn date_of(number: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(number).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::{America, Asia, Australia, Europe, Pacific};

    fn reads(zone: Tz, local: &str) -> String {
        instant_of(local.parse().unwrap(), zone).to_rfc3339(zone)
    }

    fn hours(zone: Tz, date: &str) -> f64 {
        let day = LocalDay::of(date.parse().unwrap(), zone);
        day.end.minutes_since(day.start) as f64 / 60.0
    }

    #[test]
    fn a_time_that_does_not_exist_takes_the_offset_before_the_gap() {
        assert_eq!(reads(Europe::Berlin, "2022-03-27T02:30:00"), "2022-03-27T03:30:00+02:00");
        assert_eq!(reads(Australia::Lord_Howe, "2022-10-02T02:15:00"), "2022-10-02T02:45:00+11:00");
        assert_eq!(reads(America::Sao_Paulo, "2017-10-15T00:30:00"), "2017-10-15T01:30:00-02:00");
        assert_eq!(reads(Pacific::Apia, "2011-12-30T09:00:00"), "2011-12-31T09:00:00+14:00");
    }

    #[test]
    fn a_doubled_time_is_its_first_occurrence() {
        assert_eq!(reads(Europe::Berlin, "2022-10-30T02:30:00"), "2022-10-30T02:30:00+02:00");
        assert_eq!(reads(Australia::Lord_Howe, "2022-04-03T01:45:00"), "2022-04-03T01:45:00+11:00");
        assert_eq!(reads(America::Sao_Paulo, "2017-02-18T23:30:00"), "2017-02-18T23:30:00-02:00");
    }

    #[test]
    fn an_end_in_a_doubled_hour_is_the_one_after_its_start() {
        let zone = Europe::Berlin;
        let local = "2022-10-30T02:30:00".parse().unwrap();
        let ends = |start: &str| instant_after(Minute::floor(start.parse().unwrap()), local, zone).to_rfc3339(zone);
        assert_eq!(ends("2022-10-30T00:00:00Z"), "2022-10-30T02:30:00+02:00");
        assert_eq!(ends("2022-10-30T00:30:00Z"), "2022-10-30T02:30:00+01:00");
    }

    #[test]
    fn a_day_has_as_many_hours_as_its_zone_gives_it() {
        assert_eq!(hours(Europe::Berlin, "2022-03-27"), 23.0);
        assert_eq!(hours(Europe::Berlin, "2022-10-30"), 25.0);
        assert_eq!(hours(Australia::Lord_Howe, "2022-10-02"), 23.5);
        assert_eq!(hours(Asia::Beirut, "2022-03-27"), 23.0);
        assert_eq!(hours(America::Sao_Paulo, "2017-10-15"), 23.0);
        assert_eq!(hours(America::Sao_Paulo, "2017-02-18"), 25.0);
        assert_eq!(hours(Pacific::Apia, "2011-12-30"), 0.0);
    }

    #[test]
    fn every_instant_lies_in_the_day_that_contains_it() {
        for zone in [Europe::Berlin, America::St_Johns, America::Nuuk, Pacific::Apia, Pacific::Kwajalein] {
            for hour in (0..24 * 365 * 60).step_by(7) {
                let at = Minute::from_epoch(hour * 60 + 1);
                let day = LocalDay::containing(at, zone);
                assert!(day.start <= at && at < day.end, "{zone} {}", at.to_rfc3339(zone));
            }
        }
    }
}
