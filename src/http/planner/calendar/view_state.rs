//! Where somebody is in the calendar: view, date, resource, columns. All of it stands in the address, so that reloading, going back
//! and bookmarks work.

use crate::domain::wall_clock::is_near;
use crate::domain::words::words;
use crate::http::planner::prelude::*;
use chrono::{Days, Months};

words! {
    /// The pictures of the calendar, by their words in the address.
    pub enum View {
        /// One date, a column a resource.
        Day = "day",
        /// Seven dates from Monday.
        Week = "week",
        /// The weeks of a month, with the load of each date.
        Month = "month",
        /// The dates of a week as a list.
        List = "list",
    }
}

words! {
    /// What the columns of day and week are for.
    pub enum Columns {
        /// Persons, with the room as a label: every appointment is drawn once. Rooms where there are no persons.
        Day = "day",
        /// Every room and every person.
        Resource = "resource",
    }
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ViewQuery {
    view: String,
    date: String,
    resource: String,
    columns: String,
    all: String,
}

/// Where somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewState {
    /// Which picture.
    pub view: View,
    /// The date looked at.
    pub date: NaiveDate,
    /// Only this resource.
    pub resource: Option<ResourceId>,
    /// What the columns are for.
    pub columns: Columns,
    /// Whether what was called off is shown too.
    pub all: bool,
    /// Today's date in the shop.
    pub today: NaiveDate,
}

impl ViewQuery {
    /// The picture that it names.
    pub fn view(&self) -> Option<View> {
        View::from_word(&self.view)
    }

    /// The same; where it names no picture, that of the word.
    pub fn or_view(self, word: Option<String>) -> Self {
        let view = if self.view().is_some() { self.view } else { word.unwrap_or_default() };
        Self { view, ..self }
    }

    /// Whether it names a date.
    pub fn has_date(&self) -> bool {
        self.date.parse::<NaiveDate>().is_ok_and(is_near)
    }
}

impl ViewState {
    /// Reads an address; what is not understood is today, the day, everybody.
    pub fn new(app: &App, calendar: &Calendar, query: &ViewQuery) -> Self {
        let today = today(app.clock.now(), calendar.shop.time_zone);
        let view = View::from_word(&query.view).unwrap_or(View::Day);
        let date = query.date.parse().ok().filter(|date| is_near(*date)).unwrap_or(today);
        let resource = calendar.resource(&query.resource).map(|resource| resource.id.clone());
        let columns = Columns::from_word(&query.columns).unwrap_or(Columns::Day);
        Self { view, date, resource, columns, all: !query.all.is_empty(), today }
    }

    /// The dates shown.
    pub fn dates(&self) -> Vec<NaiveDate> {
        match self.view {
            View::Day => vec![self.date],
            View::Week | View::List => monday_of(self.date).iter_days().take(DAYS_OF_WEEK).collect(),
            View::Month => {
                let first = self.date - Days::new(u64::from(self.date.day0()));
                let weeks = monday_of(first).iter_days().step_by(DAYS_OF_WEEK);
                let weeks = weeks.take_while(|monday| *monday <= first || is_same_month(*monday, first));
                weeks.flat_map(|monday| monday.iter_days().take(DAYS_OF_WEEK)).collect()
            }
        }
    }

    /// Whether a date shown is of the month looked at, not of the weeks around it.
    pub fn is_of_month(&self, date: NaiveDate) -> bool {
        is_same_month(date, self.date)
    }

    /// The same place elsewhere in time.
    pub fn dated(&self, date: NaiveDate) -> Self {
        Self { date, ..self.clone() }
    }

    /// The same dates in another picture.
    pub fn as_view(&self, view: View) -> Self {
        Self { view, ..self.clone() }
    }

    /// The same place in other columns.
    pub fn in_columns(&self, columns: Columns) -> Self {
        Self { columns, ..self.clone() }
    }

    /// A day, a week or a month later, or earlier.
    pub fn moved(&self, forward: bool) -> Self {
        let (date, month) = (self.date, Months::new(1));
        let days = Days::new(if self.view == View::Day { 1 } else { 7 });
        let date = match (self.view, forward) {
            (View::Month, true) => date.checked_add_months(month),
            (View::Month, false) => date.checked_sub_months(month),
            (_, true) => date.checked_add_days(days),
            (_, false) => date.checked_sub_days(days),
        };
        self.dated(date.filter(|date| is_near(*date)).unwrap_or(self.date))
    }

    /// Its address.
    pub fn url(&self) -> String {
        let query = [
            ("view", self.view.word()),
            ("date", &self.date.to_string()),
            ("resource", self.resource.as_ref().map_or("", ResourceId::as_str)),
            ("columns", if self.columns == Columns::Day { "" } else { self.columns.word() }),
            ("all", if self.all { "1" } else { "" }),
        ];
        url("/planner/calendar", &query)
    }
}

const DAYS_OF_WEEK: usize = 7;

fn monday_of(date: NaiveDate) -> NaiveDate {
    date - Days::new(u64::from(date.weekday().num_days_from_monday()))
}

fn is_same_month(one: NaiveDate, other: NaiveDate) -> bool {
    (one.year(), one.month()) == (other.year(), other.month())
}

/// Where to go back to: an address of the calendar, the start page or a customer's page; else the calendar.
pub fn way_back(typed: &str) -> &str {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let inside = matches!(typed, "/planner" | "/planner/calendar")
        || typed.starts_with("/planner/calendar?")
        || typed.strip_prefix("/planner/customers/").is_some_and(is_number);
    if inside && !typed.contains(char::is_control) { typed } else { "/planner/calendar" }
}
