//! The public holidays of the German Länder, of Austria and of the Swiss cantons, by year. Pure: from the laws as they
//! stand, without any table of dates; only what a parliament decided for a single year is named by its year.
//!
//! Where only parts of a Land or canton keep a day, where it is free by custom and not by law, or from noon only, the
//! [`Extent`] says so: it is offered, but nobody decides it for the shop. `laender` and `cantons` are the tables, in the words of
//! `regions`; this file is what they mean.

mod cantons;
mod laender;
mod regions;

use super::shop::Language;
pub use regions::{Country, Region};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use regions::{Entry, On};

/// The years that holidays are known for: in the first one the present laws held, but for what names its own years.
pub const YEARS: std::ops::RangeInclusive<i32> = 2000..=2199;

/// A public holiday of a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// When.
    pub date: NaiveDate,
    /// Its name in German, as the region calls it.
    pub name_de: &'static str,
    /// Its name in English.
    pub name_en: &'static str,
    /// Where in the region it holds.
    pub extent: Extent,
}

/// How far a holiday holds in its region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Everywhere, by law, the whole day.
    Everywhere,
    /// By law, but only here: in German and English.
    Parts(&'static str, &'static str),
    /// Not by law, though most businesses keep it.
    Custom,
    /// From noon.
    Afternoon,
}

impl Holiday {
    /// Its name.
    pub fn name(&self, language: Language) -> &'static str {
        match language {
            Language::De => self.name_de,
            _ => self.name_en,
        }
    }

    /// The parts of the region in which it holds; nothing where it holds in all of it.
    pub fn parts(&self, language: Language) -> &'static str {
        match self.extent {
            Extent::Parts(de, en) => language.pick(de, en),
            Extent::Everywhere | Extent::Custom | Extent::Afternoon => "",
        }
    }
}

/// The region of that code: `DE-BW`, `AT`, `CH-ZH`.
pub fn region(code: &str) -> Option<&'static Region> {
    regions().find(|region| region.code == code)
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
    let entries = region.country.entries().iter().chain(region.entries);
    let mut found: Vec<Holiday> = entries.filter_map(|entry| holiday(entry, year)).collect();
    found.sort_by_key(|holiday| holiday.date);
    // A day that a whole region keeps in one year only may be one that the country's table has, too.
    found.dedup_by_key(|holiday| (holiday.date, holiday.name_de));
    found
}

fn holiday(entry: &Entry, year: i32) -> Option<Holiday> {
    let date = entry.years.contains(year).then(|| date_of(entry.on, year)).flatten()?;
    Some(Holiday { date, name_de: entry.name_de, name_en: entry.name_en, extent: entry.extent })
}

fn date_of(on: On, year: i32) -> Option<NaiveDate> {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let weekday = |weekday, nth, month| NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth);
    match on {
        On::Date(month, of_month) => day(month, of_month),
        On::Easter(after) => Some(easter(year)? + chrono::Duration::days(after)),
        On::DateIf(month, of_month, weekdays) => day(month, of_month).filter(|day| weekdays.contains(&day.weekday())),
        // The Wednesday before the Sunday that is the last but one before Advent.
        On::Repentance => Some(on_or_before(day(11, 22)?, Weekday::Wed)),
        On::GenevanFast => Some(weekday(Weekday::Sun, 1, 9)? + Days::new(4)),
        On::FederalFastMonday => Some(weekday(Weekday::Sun, 3, 9)? + Days::new(1)),
        On::Naefels => {
            let first = weekday(Weekday::Thu, 1, 4)?;
            // Not in Holy Week.
            Some(if first + Days::new(3) == easter(year)? { first + Days::new(7) } else { first })
        }
    }
}

fn on_or_before(date: NaiveDate, weekday: Weekday) -> NaiveDate {
    date - Days::new(u64::from(date.weekday().days_since(weekday)))
}

/// Easter Sunday of the Gregorian calendar: the Sunday after the first full moon of spring, as the church reckons them.
pub fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let century = year.div_euclid(100);
    // The moon's age on the equinox: corrected by the leap days that centuries leave out, and by the moon's own drift.
    let leaps = century - century.div_euclid(4);
    let drift = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let moon = (19 * golden + leaps - drift + 15).rem_euclid(30);
    // No two years of a cycle share a full moon, and none is later than 18 April.
    let moon = moon - i32::from(moon == 29 || (moon == 28 && golden > 10));
    let full = NaiveDate::from_ymd_opt(year, 3, 21)? + chrono::Duration::days(i64::from(moon));
    Some(full + Days::new(7 - u64::from(full.weekday().num_days_from_sunday())))
}

#[cfg(test)]
mod tests;
