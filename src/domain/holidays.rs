//! The public holidays of the German Länder, of Austria and of the Swiss cantons, by year. Computed from the present
//! laws, without a table of dates; only holidays decreed for a single year name that year.
//!
//! Holidays kept only in parts of a region, by custom, or from noon have their own [`Extent`]: they are suggested,
//! but not selected. `laender` and `cantons` are the tables, in the types of `regions`; this file evaluates them.

mod cantons;
mod laender;
mod regions;

pub use regions::{Country, Region};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use chrono_tz::Tz;
use regions::{Entry, On};

/// The years for which holidays can be computed. The present laws already held in the first one, except entries that
/// name their own years.
pub const YEARS: std::ops::RangeInclusive<i32> = 2000..=2199;

/// A public holiday of a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// When.
    pub date: NaiveDate,
    /// Which one: the id of its name in `locales/*/planner/holidays.ftl`.
    pub id: &'static str,
    /// Where in the region it holds.
    pub extent: Extent,
}

/// Scope of a holiday within its region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Everywhere, by law, the whole day.
    Everywhere,
    /// By law, but only in some parts, named by the message of that id.
    Parts(&'static str),
    /// Not by law, though most businesses keep it.
    Custom,
    /// From noon.
    Afternoon,
}

/// The region of that code: `DE-BW`, `AT`, `CH-ZH`.
pub fn region(code: &str) -> Option<&'static Region> {
    regions().find(|region| region.code == code)
}

/// From this month on, the holidays of the next year are of more use than what is left of this one's.
const LOOKS_AHEAD_FROM: u32 = 10;

/// The year whose holidays are wanted most on that day.
pub fn usual_year(today: NaiveDate) -> i32 {
    today.year() + i32::from(today.month() >= LOOKS_AHEAD_FROM)
}

/// Where the shop's clock suggests that it lies.
pub fn likely_region(zone: Tz) -> &'static Region {
    let country = match zone {
        Tz::Europe__Vienna => Country::Austria,
        Tz::Europe__Zurich | Tz::Europe__Vaduz => Country::Switzerland,
        _ => Country::Germany,
    };
    regions().find(|region| region.country == country).expect("every country has a region")
}

/// All regions, by country and name.
pub fn regions() -> impl Iterator<Item = &'static Region> {
    laender::LAENDER.iter().chain([&regions::AUSTRIA_REGION]).chain(cantons::CANTONS)
}

/// The holidays of a region in a year, in order of date; none outside of [`YEARS`].
pub fn holidays(region: &Region, year: i32) -> Vec<Holiday> {
    if !YEARS.contains(&year) {
        return Vec::new();
    }
    let entries = kept_everywhere(region.country).iter().chain(region.entries);
    let mut found: Vec<Holiday> = entries.filter_map(|entry| holiday(entry, year)).collect();
    found.sort_by_key(|holiday| holiday.date);
    // A single-year holiday of a region may also stand in the country's table.
    found.dedup_by_key(|holiday| (holiday.date, holiday.id));
    found
}

/// The days before Christmas and New Year: no public holidays, though most businesses close.
const EVES: [(u32, u32, &str); 2] = [(12, 24, "christmas-eve"), (12, 31, "new-years-eve")];

/// The holidays of a region in a year with the two eves, as closing times are offered, in order of date.
pub fn offered(region: &Region, year: i32) -> Vec<Holiday> {
    let mut found = holidays(region, year);
    for (month, day, id) in EVES {
        let date = NaiveDate::from_ymd_opt(year, month, day).filter(|_| YEARS.contains(&year));
        let date = date.filter(|date| found.iter().all(|holiday| holiday.date != *date));
        found.extend(date.map(|date| Holiday { date, id, extent: Extent::Custom }));
    }
    found.sort_by_key(|holiday| holiday.date);
    found
}

impl Holiday {
    /// Whether it is one of the two eves.
    pub fn is_eve(&self) -> bool {
        EVES.iter().any(|(_, _, id)| *id == self.id)
    }
}

/// The holidays of a whole country.
const fn kept_everywhere(country: Country) -> &'static [Entry] {
    match country {
        Country::Germany => laender::GERMANY,
        Country::Austria => regions::AUSTRIA,
        Country::Switzerland => cantons::SWITZERLAND,
    }
}

fn holiday(entry: &Entry, year: i32) -> Option<Holiday> {
    let date = entry.years.contains(year).then(|| date_of(entry.on, year)).flatten()?;
    Some(Holiday { date, id: entry.id, extent: entry.extent })
}

fn date_of(on: On, year: i32) -> Option<NaiveDate> {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let weekday = |weekday, nth, month| NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth);
    match on {
        On::Date(month, of_month) => day(month, of_month),
        On::Easter(after) => Some(easter(year)? + chrono::Duration::days(after)),
        On::DateIf(month, of_month, weekdays) => day(month, of_month).filter(|day| weekdays.contains(&day.weekday())),
        // The Wednesday before the Sunday that precedes the last Sunday before Advent.
        On::Repentance => Some(on_or_before(day(11, 22)?, Weekday::Wed)),
        On::GenevanFast => Some(weekday(Weekday::Sun, 1, 9)? + Days::new(4)),
        On::FederalFastMonday => Some(weekday(Weekday::Sun, 3, 9)? + Days::new(1)),
        On::Naefels => {
            let first = weekday(Weekday::Thu, 1, 4)?;
            // Moved by a week if it falls in Holy Week.
            Some(if first + Days::new(3) == easter(year)? { first + Days::new(7) } else { first })
        }
    }
}

fn on_or_before(date: NaiveDate, weekday: Weekday) -> NaiveDate {
    date - Days::new(u64::from(date.weekday().days_since(weekday)))
}

/// Easter Sunday of the Gregorian calendar: the Sunday after the ecclesiastical full moon on or after 21 March.
pub fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let century = year.div_euclid(100);
    // The age of the moon at the equinox, corrected for omitted leap days (`leaps`) and for lunar drift.
    let leaps = century - century.div_euclid(4);
    let drift = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let moon = (19 * golden + leaps - drift + 15).rem_euclid(30);
    // Within a 19-year cycle full moons differ, and none is later than 18 April.
    let moon = moon - i32::from(moon == 29 || (moon == 28 && golden > 10));
    let full = NaiveDate::from_ymd_opt(year, 3, 21)? + chrono::Duration::days(i64::from(moon));
    Some(full + Days::new(7 - u64::from(full.weekday().num_days_from_sunday())))
}

#[cfg(test)]
mod tests;
