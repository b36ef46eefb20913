//! The week as a table (a column a day, a row a time), as a list of days, or as both: then the style sheet chooses the table on
//! a wide screen and the list on a narrow one. Where the shop wants the table everywhere, a narrow screen shows three days
//! of it with arrows of its own.

use crate::domain::schedule;
use crate::domain::schedule::{AvailabilityQuery, Day, Page, Slot};
use crate::domain::shop::{Language, WidgetView};
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
    /// To another view of the week from a date on; today where absent.
    View(WidgetView, Option<NaiveDate>),
    /// To the calendar of the month of this date.
    Month(NaiveDate),
}

impl Target<'_> {
    /// What the address says of it; `view` is the view that the reader has chosen before, if any.
    pub fn query(self, view: &str) -> Vec<(&'static str, String)> {
        let kept = ("view", view.to_owned());
        match self {
            Self::Start(start) => vec![("start", start.to_owned()), kept],
            Self::From(date) => vec![("from", date.to_string()), kept],
            Self::View(view, from) => {
                vec![("from", from.map(|date| date.to_string()).unwrap_or_default()), ("view", view.word().to_owned())]
            }
            Self::Month(date) => vec![("month", date.format("%Y-%m").to_string()), kept],
        }
    }
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
    /// The class by which the style sheet chooses: `auto`, `grid` or `list`.
    pub class: &'static str,
    pub heads: Vec<Head>,
    /// The rows of the table; empty where only the list is shown.
    pub blocks: Vec<Block>,
    /// The list; empty where only the table is shown.
    pub days: Vec<DayCard>,
    pub wide: View,
    /// Of a narrow screen that shows the table.
    pub narrow: Option<View>,
    pub next_free: Option<Way>,
    pub tools: Option<Tools>,
}

/// Ways to another date and to another view, as links.
pub struct Tools {
    pub month: String,
    pub as_list: Option<String>,
    pub as_grid: Option<String>,
}

/// A day of the list.
pub struct DayCard {
    pub name: String,
    /// How many of its times are free.
    pub free: i64,
    pub marks: Vec<Mark>,
}

/// Rows of the table.
pub struct Block {
    /// "09:00–10:30", where two or more neighbouring rows have nothing to choose: they are shown when asked for.
    pub folded: Option<String>,
    pub rows: Vec<Row>,
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

impl Row {
    /// Whether nothing in it is free, or the appointment's own time.
    fn is_taken(&self) -> bool {
        self.cells.iter().filter_map(|cell| cell.mark.as_ref()).all(|mark| mark.way.is_none() && !mark.own)
    }
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
    /// How the days are shown.
    pub view: WidgetView,
    /// The start of the appointment that is to be moved: shown, but nothing to choose.
    pub own: Option<Minute>,
}

impl WeekBuilder<'_> {
    /// The week from `from` on, today where absent.
    pub fn build(&self, from: Option<NaiveDate>) -> Week {
        let zone = self.zone();
        let from = from.unwrap_or_else(|| today(self.now, zone));
        let page = |days| schedule::page(self.planning, &self.question, from, days, self.now);
        let wide = page(WIDE);
        let (has_table, has_list) = (self.view != WidgetView::List, self.view != WidgetView::Grid);
        let shown = |wanted: bool| if wanted { &wide.days[..] } else { &[] };
        Week {
            class: self.view.word(),
            heads: shown(has_table).iter().enumerate().map(|(at, day)| self.head(at, day.date)).collect(),
            blocks: blocks(self.rows(shown(has_table))),
            days: shown(has_list).iter().map(|day| self.card(day)).collect(),
            next_free: wide.next_free.map(|start| self.start(start, dates::soon(start, zone, self.language))),
            narrow: (!has_list).then(|| self.view_of(&page(NARROW))),
            tools: self.tools(&wide, from),
            wide: self.view_of(&wide),
        }
    }

    fn tools(&self, page: &Page, from: NaiveDate) -> Option<Tools> {
        let Ways::Links(href) = &self.ways else { return None };
        let to = |view| (self.view != view).then(|| href(Target::View(view, Some(from))));
        Some(Tools {
            month: href(Target::Month(page.days.first().map_or(from, |day| day.date))),
            as_list: to(WidgetView::List),
            as_grid: to(WidgetView::Grid),
        })
    }

    /// Free times, and the one that the appointment has.
    fn card(&self, day: &Day) -> DayCard {
        let free = day.slots.iter().filter(|slot| slot.free || self.own == Some(slot.start));
        let marks: Vec<_> = free.map(|slot| self.mark(*slot, is_doubled(day, *slot, self.zone()))).collect();
        DayCard {
            name: dates::near_day(day.date, self.language),
            free: marks.iter().map(|mark| i64::from(!mark.own)).sum(),
            marks,
        }
    }

    /// A way to the form for `start`.
    pub fn start(&self, start: Minute, text: String) -> Way {
        let value = start.to_rfc3339(self.zone());
        Way { href: self.link(Target::Start(&value)), name: "choose", value, text }
    }

    /// Where a target is; `None` where the ways are buttons.
    pub(super) fn link(&self, target: Target<'_>) -> Option<String> {
        match &self.ways {
            Ways::Links(href) => Some(href(target)),
            Ways::Buttons => None,
        }
    }

    pub(super) fn zone(&self) -> Tz {
        self.planning.calendar.shop.time_zone
    }

    fn turn(&self, from: NaiveDate, text: &str) -> Way {
        Way { href: self.link(Target::From(from)), name: "week", value: from.to_string(), text: text.to_owned() }
    }

    fn view_of(&self, page: &Page) -> View {
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
    fn rows(&self, days: &[Day]) -> Vec<Row> {
        let zone = self.zone();
        let mut rows = BTreeMap::<(String, usize), Vec<Option<(Slot, bool)>>>::new();
        for (column, day) in days.iter().enumerate() {
            for slot in &day.slots {
                let earlier = same_times(day, *slot, zone).filter(|other| other.start < slot.start).count();
                let time = slot.start.local_time(zone);
                let cells = rows.entry((time, earlier)).or_insert_with(|| vec![None; days.len()]);
                cells[column] = Some((*slot, is_doubled(day, *slot, zone)));
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

/// The slots of a day at the local time of one of them, itself included: two where the clock goes back.
fn same_times(day: &Day, slot: Slot, zone: Tz) -> impl Iterator<Item = &Slot> {
    let time = slot.start.local_time(zone);
    day.slots.iter().filter(move |other| other.start.local_time(zone) == time)
}

fn is_doubled(day: &Day, slot: Slot, zone: Tz) -> bool {
    same_times(day, slot, zone).nth(1).is_some()
}

/// Neighbouring rows with something to choose, or without.
fn blocks(rows: Vec<Row>) -> Vec<Block> {
    let mut blocks = Vec::<Block>::new();
    for row in rows {
        match blocks.last_mut() {
            Some(block) if block.rows[0].is_taken() == row.is_taken() => block.rows.push(row),
            _ => blocks.push(Block { folded: None, rows: vec![row] }),
        }
    }
    for block in &mut blocks {
        if let [first, .., last] = &block.rows[..]
            && first.is_taken()
        {
            block.folded = Some(format!("{}–{}", first.time, last.time));
        }
    }
    blocks
}
