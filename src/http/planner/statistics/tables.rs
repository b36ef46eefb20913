//! The tables of the page and of the files.

use super::Texts;
use crate::domain::words::words;
use crate::http::planner::prelude::*;
use crate::operations::statistics::{Counts, LEAD_DAYS, Load, NOTICE_HOURS, Numbers};

words! {
    /// One of the tables.
    pub enum TableKind {
        /// By service.
        Services = "services",
        /// By person or room.
        Persons = "persons",
        /// How late was cancelled.
        Cancelled = "cancelled",
        /// How early was booked.
        Lead = "lead",
        /// Use of the opening hours.
        Load = "load",
    }
}

/// A table.
pub struct Table {
    /// What it shows.
    pub title: &'static str,
    /// The heads of its columns; the first names the rows.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// An hour in the picture of the load.
pub struct LoadRow {
    /// "9"
    pub hour: usize,
    /// By weekday: how dark, and what it says.
    pub cells: Vec<(u8, String)>,
}

/// "64 %"; `None` of nothing.
pub fn percent(part: u32, of: u32, t: Texts) -> Option<String> {
    (of > 0).then(|| t.percent(((u64::from(part) * 100 + u64::from(of) / 2) / u64::from(of)).to_string()))
}

/// The short names of the weekdays.
pub fn weekdays(language: Language) -> Vec<String> {
    WEEKDAYS.map(|(_, day)| dates::short_weekday(day, language).to_owned()).to_vec()
}

/// The rows of the picture. Five shades; none where it is closed.
pub fn load_rows(load: &Load) -> Vec<LoadRow> {
    let cell = |day, hour| match load.cell(day, hour).percent() {
        None => (0, String::new()),
        Some(percent) => (u8::try_from(1 + percent.min(99) / 20).unwrap_or(5), percent.to_string()),
    };
    load.hours().map(|hour| LoadRow { hour, cells: (0..7).map(|day| cell(day, hour)).collect() }).collect()
}

/// "Am vollsten: Di 10 Uhr (92 %). Am leersten: …"; empty where nothing was open.
pub fn summary(load: &Load, t: Texts, language: Language) -> String {
    let cells = load.hours().flat_map(|hour| (0..7).map(move |day| (day, hour)));
    let known: Vec<_> = cells.filter_map(|(day, hour)| Some((load.cell(day, hour).percent()?, day, hour))).collect();
    let most = known.iter().max_by_key(|(percent, day, hour)| (*percent, std::cmp::Reverse((*day, *hour))));
    let least = known.iter().min();
    let (Some((most, day, hour)), Some((least, other, late))) = (most, least) else { return String::new() };
    let name = |day: usize| dates::weekday_name(WEEKDAYS[day].1, language);
    t.load_summary(name(*day), *hour, least.to_string(), most.to_string(), name(*other), *late)
}

impl Table {
    /// The table of that kind.
    pub fn of(kind: TableKind, numbers: &Numbers, t: Texts, language: Language) -> Self {
        let (title, heads, rows) = match kind {
            TableKind::Services => (t.by_service(), count_heads(t.service(), t), counts(&numbers.services, t)),
            TableKind::Persons if numbers.are_persons => {
                (t.by_person(), count_heads(t.person(), t), counts(&numbers.resources, t))
            }
            TableKind::Persons => (t.by_room(), count_heads(t.room(), t), counts(&numbers.resources, t)),
            TableKind::Cancelled => {
                (t.cancelled_when(), owned(&[t.time_left(), t.by_customer(), t.by_shop()]), cancelled(numbers, t))
            }
            TableKind::Lead => (t.lead(), owned(&[t.days_before(), t.online_bookings(), t.share()]), lead(numbers, t)),
            TableKind::Load => {
                let heads = [vec![t.hour().to_owned()], weekdays(language)].concat();
                (t.load(), heads, load(&numbers.load))
            }
        };
        Self { title, heads, rows }
    }
}

fn owned(heads: &[&'static str]) -> Vec<String> {
    heads.iter().map(|head| (*head).to_owned()).collect()
}

fn count_heads(first: &'static str, t: Texts) -> Vec<String> {
    owned(&[first, t.appointments(), t.online(), t.no_shows(), t.cancelled()])
}

fn counts(lines: &[(String, Counts)], t: Texts) -> Vec<Vec<String>> {
    let row = |(name, counts): &(String, Counts)| {
        let name = if name.is_empty() { t.no_service().to_owned() } else { name.clone() };
        let numbers = [counts.appointments, counts.online, counts.no_shows, counts.cancelled];
        [vec![name], numbers.iter().map(u32::to_string).collect()].concat()
    };
    lines.iter().map(row).collect()
}

fn cancelled(numbers: &Numbers, t: Texts) -> Vec<Vec<String>> {
    let names: [&str; NOTICE_HOURS.len()] =
        [t.after_start(), t.within_day(), t.within_two_days(), t.within_week(), t.earlier()];
    let row = |(name, kind): (&str, &crate::operations::statistics::Cancelled)| {
        vec![name.to_owned(), kind.by_customer.to_string(), kind.by_shop.to_string()]
    };
    let mut rows: Vec<_> = names.into_iter().zip(&numbers.notice).map(row).collect();
    if numbers.unknown_notice > 0 {
        rows.push(vec![t.unknown().to_owned(), String::new(), numbers.unknown_notice.to_string()]);
    }
    rows
}

fn lead(numbers: &Numbers, t: Texts) -> Vec<Vec<String>> {
    let names: [&str; LEAD_DAYS.len()] =
        [t.same_day(), t.day_before(), t.days_2(), t.days_7(), t.days_14(), t.days_28()];
    let all = numbers.lead.iter().sum();
    let row = |(name, count): (&str, &u32)| {
        vec![name.to_owned(), count.to_string(), percent(*count, all, t).unwrap_or_default()]
    };
    names.into_iter().zip(&numbers.lead).map(row).collect()
}

fn load(load: &Load) -> Vec<Vec<String>> {
    let rows = load_rows(load);
    rows.into_iter()
        .map(|row| {
            [vec![format!("{:02}:00", row.hour)], row.cells.into_iter().map(|(_, text)| text).collect()].concat()
        })
        .collect()
}
