//! The month: of each date how many appointments it has, how much of the opening hours they take, and why it is closed.

use super::bands;
use super::view_state::{View, ViewState};
use crate::http::planner::prelude::*;
use crate::operations::calendar::Found;
use crate::operations::calendar::load::DayLoad;

/// The weeks of a month.
pub struct Month {
    /// "Mo" to "So".
    pub weekdays: Vec<&'static str>,
    /// Its weeks, from Monday.
    pub weeks: Vec<Vec<MonthDay>>,
}

/// One date of it.
pub struct MonthDay {
    /// Where the date is shown.
    pub href: String,
    /// `2022-01-17`.
    pub date: NaiveDate,
    /// "Montag, 17. Januar 2022".
    pub title: String,
    /// Day of the month.
    pub number: u32,
    /// Today, closed, or of another month.
    pub class: String,
    /// Whether it is today.
    pub is_today: bool,
    /// Why it is closed, who is away.
    pub bands: Vec<String>,
    /// "7 Termine"; empty where there are none.
    pub appointments: String,
    /// How many those are.
    pub count: usize,
    /// Share of the opening hours that is booked, in percent; `None` where nothing is open.
    pub percent: Option<i64>,
}

impl Month {
    /// The weeks of what was found there; none in another view.
    pub fn of(place: &ViewState, found: &Found, words: Words<'_>) -> Self {
        let only = place.resource.as_ref().and_then(|id| words.calendar.resource(id.as_str()));
        let resources: Vec<&Resource> = only.map_or_else(|| words.calendar.counted().collect(), |one| vec![one]);
        let dates = if place.view == View::Month { place.dates() } else { Vec::new() };
        let day =
            |date: &NaiveDate| MonthDay::of(*date, place, DayLoad::of(words.calendar, &resources, found, *date), words);
        let weekday = |date: &NaiveDate| dates::short_weekday(date.weekday(), words.language);
        Self {
            weekdays: dates.iter().take(7).map(weekday).collect(),
            weeks: dates.chunks(7).map(|week| week.iter().map(day).collect()).collect(),
        }
    }
}

impl MonthDay {
    fn of(date: NaiveDate, place: &ViewState, load: DayLoad, words: Words<'_>) -> Self {
        let bands = bands::of_date(date, place.resource.as_ref(), words);
        let is_closed = bands.iter().any(|band| band.closes && (band.resource.is_none() || place.resource.is_some()));
        let is_today = date == place.today;
        let classes = [(is_today, "is-today"), (is_closed, "is-closed"), (!place.is_of_month(date), "is-other")];
        let classes: Vec<&str> = classes.iter().filter(|(is, _)| *is).map(|(_, class)| *class).collect();
        Self {
            href: place.as_view(View::Day).dated(date).url(),
            date,
            title: words.date(date),
            number: date.day(),
            class: classes.join(" "),
            is_today,
            bands: bands.iter().map(|band| band.told(words)).collect(),
            appointments: if load.appointments == 0 { String::new() } else { words.appointments(load.appointments) },
            count: load.appointments,
            percent: load.use_of_hours.percent(),
        }
    }
}
