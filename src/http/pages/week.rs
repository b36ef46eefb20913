//! The week as a table: a column a day, a row a time. A wide screen shows seven days, a narrow one the first three of
//! them with arrows of its own; the style sheet chooses.

use crate::domain::schedule;
use crate::domain::schedule::{AvailabilityQuery, Page, Slot};
use crate::domain::shop::Language;
use crate::domain::snapshot::CalendarSnapshot;
use crate::domain::time::{Minute, today};
use crate::i18n::messages::Customer;
use crate::i18n::{Texts, dates};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// Days of a wide and of a narrow screen.
const WIDE: usize = 7;
const NARROW: usize = 3;

/// Where something in the week leads to.
#[derive(Clone, Copy)]
pub enum Target<'a> {
    /// To the form for this start.
    Start(&'a str),
    /// To the week from this date on.
    From(NaiveDate),
}

/// How the week is walked through.
pub enum Ways<'a> {
    /// By links: everything that matters stands in the address.
    Links(&'a dyn Fn(Target<'_>) -> String),
    /// By buttons of the form around it, which keeps what was typed.
    Buttons,
}

/// A week, ready to be shown.
pub struct Week {
    pub heads: Vec<Head>,
    pub rows: Vec<Row>,
    pub wide: View,
    pub narrow: View,
    pub next_free: Option<Way>,
}

/// What differs between the screens.
pub struct View {
    pub range: String,
    /// The range for the ear: voices leave the dash out, or call it minus.
    pub spoken_range: String,
    pub previous: Option<Way>,
    pub next: Option<Way>,
    pub any_free: bool,
}

/// The head of a column.
pub struct Head {
    pub weekday: String,
    pub day: String,
    pub long: String,
    /// Whether a narrow screen leaves it out.
    pub wide_only: bool,
}

/// The times of a row.
pub struct Row {
    pub time: String,
    pub cells: Vec<Cell>,
}

/// What stands where a day and a time meet.
pub struct Cell {
    pub mark: Option<Mark>,
    pub wide_only: bool,
}

/// A start of the grid.
pub struct Mark {
    pub time: String,
    /// The offset, where the time stands twice on its day.
    pub offset: Option<String>,
    /// Day and time for those who hear the page.
    pub words: String,
    pub way: Option<Way>,
    /// Whether it is the time of the appointment that is to be moved.
    pub own: bool,
}

/// A link or a button.
pub struct Way {
    /// The link; without one it is a button.
    pub href: Option<String>,
    /// The button's name and value.
    pub name: &'static str,
    pub value: String,
    pub text: String,
}

/// Builds weeks for one question.
pub struct WeekBuilder<'a> {
    pub planning: &'a CalendarSnapshot,
    pub question: AvailabilityQuery<'a>,
    pub language: Language,
    pub now: DateTime<Utc>,
    pub ways: Ways<'a>,
    /// The start of the appointment that is to be moved: shown, but nothing to choose.
    pub own: Option<Minute>,
}

impl WeekBuilder<'_> {
    /// The week from `from` on, today where absent.
    pub fn build(&self, from: Option<NaiveDate>) -> Week {
        let zone = self.zone();
        let from = from.unwrap_or_else(|| today(self.now, zone));
        let page = |days| schedule::page(self.planning, &self.question, from, days, self.now);
        let (wide, narrow) = (page(WIDE), page(NARROW));
        Week {
            heads: wide.days.iter().enumerate().map(|(at, day)| self.head(at, day.date)).collect(),
            rows: self.rows(&wide),
            next_free: wide.next_free.map(|start| self.start(start, dates::soon(start, zone, self.language))),
            wide: self.view(&wide),
            narrow: self.view(&narrow),
        }
    }

    /// A way to the form for `start`.
    pub fn start(&self, start: Minute, text: String) -> Way {
        let value = start.to_rfc3339(self.zone());
        let href = match &self.ways {
            Ways::Links(href) => Some(href(Target::Start(&value))),
            Ways::Buttons => None,
        };
        Way { href, name: "choose", value, text }
    }

    fn zone(&self) -> Tz {
        self.planning.calendar.shop.time_zone
    }

    fn turn(&self, from: NaiveDate, text: &str) -> Way {
        let href = match &self.ways {
            Ways::Links(href) => Some(href(Target::From(from))),
            Ways::Buttons => None,
        };
        Way { href, name: "week", value: from.to_string(), text: text.to_owned() }
    }

    fn view(&self, page: &Page) -> View {
        let t = Texts::<Customer>::of(self.language);
        let (first, last) = (page.days.first(), page.days.last());
        let range = first.zip(last).map(|(first, last)| dates::range(first.date, last.date, self.language));
        View {
            spoken_range: dates::spoken_range(range.as_deref().unwrap_or_default(), self.language),
            range: range.unwrap_or_default(),
            previous: page.previous.map(|from| self.turn(from, t.earlier())),
            next: page.next.map(|from| self.turn(from, t.later())),
            any_free: page.days.iter().flat_map(|day| &day.slots).any(|slot| slot.free),
        }
    }

    fn head(&self, at: usize, date: NaiveDate) -> Head {
        let (weekday, day) = dates::day_head(date, self.language);
        Head { weekday, day, long: dates::long_day(date, self.language), wide_only: at >= NARROW }
    }

    /// A row for every time of any day; one for each meaning of a time that a day has twice.
    fn rows(&self, page: &Page) -> Vec<Row> {
        let zone = self.zone();
        let mut rows = BTreeMap::<(String, usize), Vec<Option<(Slot, bool)>>>::new();
        for (column, day) in page.days.iter().enumerate() {
            for slot in &day.slots {
                let time = slot.start.local_time(zone);
                let same = day.slots.iter().filter(|other| other.start.local_time(zone) == time);
                let (earlier, doubled) = same.fold((0, false), |(earlier, doubled), other| {
                    (earlier + usize::from(other.start < slot.start), doubled || other.start != slot.start)
                });
                let cells = rows.entry((time, earlier)).or_insert_with(|| vec![None; page.days.len()]);
                cells[column] = Some((*slot, doubled));
            }
        }
        let cell = |(at, slot): (usize, Option<(Slot, bool)>)| Cell {
            mark: slot.map(|(slot, doubled)| self.mark(slot, doubled)),
            wide_only: at >= NARROW,
        };
        rows.into_iter()
            .map(|((time, _), cells)| Row { time, cells: cells.into_iter().enumerate().map(cell).collect() })
            .collect()
    }

    fn mark(&self, slot: Slot, doubled: bool) -> Mark {
        let (zone, language) = (self.zone(), self.language);
        let time = slot.start.local_time(zone);
        let words = format!(
            "{}, {}",
            dates::clock(slot.start, zone, language),
            dates::long_day(slot.start.local_date(zone), language)
        );
        let own = self.own == Some(slot.start);
        Mark {
            own,
            offset: doubled.then(|| dates::offset(slot.start, zone)),
            way: (slot.free && !own).then(|| self.start(slot.start, words.clone())),
            time,
            words,
        }
    }
}
