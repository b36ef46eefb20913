//! Where somebody is in the calendar: view, date, resource, columns. All of it stands in the address, so that reloading, going back
//! and bookmarks work.

use crate::domain::ids::ResourceId;
use crate::domain::url::url;
use crate::domain::wall_clock::is_near;
use crate::domain::words::words;
use crate::http::planner::prelude::*;
use chrono::{Datelike, Days, NaiveDate};

words! {
    /// The three pictures of the calendar, by their words in the address.
    pub enum View {
        /// One date, a column a resource.
        Day = "day",
        /// Seven dates from Monday.
        Week = "week",
        /// The same seven dates as a list.
        List = "list",
    }
}

words! {
    /// What a column of the week is for.
    pub enum Columns {
        /// A date, with everybody in it.
        Day = "day",
        /// One resource on one date.
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
    /// What the week's columns are for; where nobody chose, the script looks how many fit on the screen.
    pub columns: Option<Columns>,
    /// Whether what was called off is shown too.
    pub all: bool,
    /// Today's date in the shop.
    pub today: NaiveDate,
}

impl ViewState {
    /// Reads an address; what is not understood is today, the day, everybody.
    pub fn new(app: &App, calendar: &Calendar, query: &ViewQuery) -> Self {
        let today = today(app.clock.now(), calendar.shop.time_zone);
        let view = View::from_word(&query.view).unwrap_or(View::Day);
        let date = query.date.parse().ok().filter(|date| is_near(*date)).unwrap_or(today);
        let resource = calendar.resource(&query.resource).map(|resource| resource.id.clone());
        let columns = Columns::from_word(&query.columns);
        Self { view, date, resource, columns, all: !query.all.is_empty(), today }
    }

    /// The dates shown.
    pub fn dates(&self) -> Vec<NaiveDate> {
        match self.view {
            View::Day => vec![self.date],
            View::Week | View::List => {
                let monday = self.date - Days::new(u64::from(self.date.weekday().num_days_from_monday()));
                monday.iter_days().take(7).collect()
            }
        }
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
        Self { columns: Some(columns), ..self.clone() }
    }

    /// Whether a column holds everybody: what is closed or a buffer is then nobody's in particular.
    pub fn mixes_resources(&self) -> bool {
        self.view == View::Week && self.resource.is_none() && self.columns != Some(Columns::Resource)
    }

    /// As many days later, or earlier, as are shown.
    pub fn moved(&self, forward: bool) -> Self {
        let days = Days::new(if self.view == View::Day { 1 } else { 7 });
        let date = if forward { self.date.checked_add_days(days) } else { self.date.checked_sub_days(days) };
        self.dated(date.filter(|date| is_near(*date)).unwrap_or(self.date))
    }

    /// Its address.
    pub fn url(&self) -> String {
        let query = [
            ("view", self.view.word()),
            ("date", &self.date.to_string()),
            ("resource", self.resource.as_ref().map_or("", ResourceId::as_str)),
            ("columns", self.columns.map_or("", Columns::word)),
            ("all", if self.all { "1" } else { "" }),
        ];
        url("/planner/calendar", &query)
    }
}

/// Where to go back to: an address of the calendar, the start page or a customer's page; else the calendar.
pub fn way_back(typed: &str) -> &str {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let inside = matches!(typed, "/planner" | "/planner/calendar")
        || typed.starts_with("/planner/calendar?")
        || typed.strip_prefix("/planner/customers/").is_some_and(is_number);
    if inside && !typed.contains(char::is_control) { typed } else { "/planner/calendar" }
}
