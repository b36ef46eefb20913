//! Local time, minute by minute (rule 2).

use chrono::{Days as Plus, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use terminplaner::domain::time::Minute;

/// Local time by minute.
pub struct WallClock {
    first: i64,
    shown: Vec<NaiveDateTime>,
}

impl WallClock {
    /// At least the minutes from the beginning of `first` to the end of `last`, in any zone.
    pub fn new(zone: Tz, first: NaiveDate, last: NaiveDate) -> Self {
        let utc_minutes = |date: NaiveDate| date.and_time(NaiveTime::MIN).and_utc().timestamp() / 60;
        let (first, last) = (utc_minutes(first - Plus::new(2)), utc_minutes(last + Plus::new(3)));
        let shown = |minute: i64| Minute::from_epoch(minute).to_utc().with_timezone(&zone).naive_local();
        Self { first, shown: (first..last).map(shown).collect() }
    }

    /// The local time at a minute.
    fn at(&self, minute: i64) -> NaiveDateTime {
        self.shown[usize::try_from(minute - self.first).expect("no test looks before the clock's first minute")]
    }

    /// The local date at a minute.
    pub fn date(&self, minute: i64) -> NaiveDate {
        self.at(minute).date()
    }

    /// Whether any minute has that date: a zone may skip one.
    pub fn has(&self, date: NaiveDate) -> bool {
        self.shown.iter().any(|local| local.date() == date)
    }

    /// The first minute with that local time; if there is none, `local` read with the offset before the gap.
    pub fn read(&self, local: NaiveDateTime) -> i64 {
        let as_utc = local.and_utc().timestamp() / 60;
        let nearby = || as_utc - 26 * 60..as_utc + 26 * 60;
        if let Some(minute) = nearby().find(|minute| self.at(*minute) == local) {
            return minute;
        }
        let leap = nearby().find(|minute| self.at(*minute) < local && local < self.at(minute + 1));
        let before = leap.expect("a local time that is never shown lies in a gap");
        as_utc - (self.at(before).and_utc().timestamp() / 60 - before)
    }
}
