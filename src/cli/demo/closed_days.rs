//! The closed days of the demo shop: the public holidays of Baden-Württemberg, 24 and 31 December, and a works
//! outing, so that there is always a closed day soon.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Range of dates around today, in days; more than the horizon.
const BACK: u64 = 21;
const AHEAD: u64 = 120;
/// Earliest day of the outing, in days from today: in the week after the one shown first.
const OUTING_AFTER: u64 = 9;

/// A closed day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedDay {
    /// The date.
    pub date: NaiveDate,
    /// The reason.
    pub note: &'static str,
}

/// The closed days around `today`, in order.
pub fn around(today: NaiveDate) -> Vec<ClosedDay> {
    let first = today - Days::new(BACK);
    let mut closed: Vec<_> = first
        .iter_days()
        .take((BACK + AHEAD) as usize)
        .filter_map(|date| holiday(date).map(|note| ClosedDay { date, note }))
        .collect();
    let is_holiday = |date: &NaiveDate| closed.iter().any(|day| day.date == *date);
    let outing = (today + Days::new(OUTING_AFTER))
        .iter_days()
        .find(|date| matches!(date.weekday(), Weekday::Tue | Weekday::Wed | Weekday::Thu) && !is_holiday(date));
    closed.extend(outing.map(|date| ClosedDay { date, note: "Betriebsausflug" }));
    closed.sort_by_key(|day| day.date);
    closed
}

fn holiday(date: NaiveDate) -> Option<&'static str> {
    let fixed = match (date.month(), date.day()) {
        (1, 1) => Some("Neujahr"),
        (1, 6) => Some("Heilige Drei Könige"),
        (5, 1) => Some("Tag der Arbeit"),
        (10, 3) => Some("Tag der Deutschen Einheit"),
        (11, 1) => Some("Allerheiligen"),
        (12, 24) => Some("Heiligabend"),
        (12, 25) => Some("Erster Weihnachtstag"),
        (12, 26) => Some("Zweiter Weihnachtstag"),
        (12, 31) => Some("Silvester"),
        _ => None,
    };
    fixed.or_else(|| match (date - easter(date.year())?).num_days() {
        -2 => Some("Karfreitag"),
        1 => Some("Ostermontag"),
        39 => Some("Christi Himmelfahrt"),
        50 => Some("Pfingstmontag"),
        60 => Some("Fronleichnam"),
        _ => None,
    })
}

/// Easter Sunday of the Gregorian calendar, by Oudin's computation.
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let century = year.div_euclid(100);
    let epact = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15).rem_euclid(30);
    let moon = epact - epact / 28 * (1 - 29 / (epact + 1) * ((21 - golden) / 11));
    let weekday = (year + year.div_euclid(4) + moon + 2 - century + century / 4).rem_euclid(7);
    let after = moon - weekday;
    let month = 3 + (after + 40) / 44;
    let day = after + 28 - 31 * (month / 4);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn easter_falls_where_calendars_print_it() {
        for day in ["2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28"] {
            assert_eq!(easter(date(day).year()), Some(date(day)));
        }
    }

    #[test]
    fn holidays_are_closed_and_so_is_a_working_day_soon() {
        let closed = around(date("2026-12-20"));
        let told = |text: &str| closed.iter().find(|day| day.date == date(text)).map(|day| day.note);
        assert_eq!(told("2026-12-25"), Some("Erster Weihnachtstag"));
        assert_eq!(told("2027-01-06"), Some("Heilige Drei Könige"));
        assert_eq!(told("2027-03-26"), Some("Karfreitag"));
        assert_eq!(told("2026-12-29"), Some("Betriebsausflug"));
        for days in 0..366 {
            let today = date("2026-01-01") + Days::new(days);
            let outing = around(today).into_iter().find(|day| day.note == "Betriebsausflug").unwrap();
            let ahead = (outing.date - today).num_days();
            assert!((9..=17).contains(&ahead), "{today}: {ahead}");
        }
    }
}
