//! `GET /planner/hours`: the weekly picture of every resource's hours.

use super::{Tab, Texts};
use crate::http::planner::prelude::*;
use crate::operations::catalog::hours_table;
use crate::operations::catalog::week_chart::{Axis, Lane, Opens, WeekChartBuilder};
use chrono::Days;

#[derive(Template)]
#[template(path = "planner/hours/week.html")]
struct WeekPage {
    frame: Layout,
    t: Texts,
    tab: Tab,
    range: String,
    week: String,
    earlier: String,
    later: String,
    is_this_week: bool,
    axis: Axis,
    lanes: Vec<Lane>,
    /// The days of the week with their words.
    weekdays: Vec<(&'static str, &'static str)>,
}

impl WeekPage {
    /// The other resources, to copy to.
    fn others_of(&self, id: &str) -> Vec<(&str, &str)> {
        let others = self.lanes.iter().filter(|lane| lane.id != id);
        others.map(|lane| (lane.id.as_str(), lane.name.as_str())).collect()
    }

    /// Those whose hours one without any can get.
    fn with_hours(&self) -> Vec<(&str, &str)> {
        let others = self.lanes.iter().filter(|lane| lane.has_weekly_hours);
        others.map(|lane| (lane.id.as_str(), lane.name.as_str())).collect()
    }
}

/// `GET /planner/hours`
pub async fn show_week(operator: Owner, Asked(query): Asked) -> PageResult {
    let frame = Layout::new(&operator, Area::Hours).await?;
    let (t, language) = (Texts::of(frame.language), frame.language);
    let calendar = operator.calendar();
    let table = hours_table(&operator.app.store).await?;
    // The rows may be a moment newer than the published calendar.
    let calendar = table.over(&calendar);
    let today = operator.today();
    let monday = monday_of(limits::date(query.text("week")).unwrap_or(today));
    let painter = WeekChartBuilder { calendar: &calendar, table: &table, monday, today, language };
    let axis = painter.axis();
    let page = WeekPage {
        t,
        tab: Tab::Week,
        range: dates::range(monday, monday + Days::new(6), language),
        week: monday.to_string(),
        earlier: (monday - Days::new(7)).to_string(),
        later: (monday + Days::new(7)).to_string(),
        is_this_week: monday == monday_of(today),
        lanes: painter.lanes(axis),
        axis,
        weekdays: WEEKDAYS.map(|(word, day)| (word, dates::weekday_name(day, language))).to_vec(),
        frame,
    };
    layout::page(StatusCode::OK, &page)
}

fn monday_of(date: NaiveDate) -> NaiveDate {
    date - Days::new(u64::from(date.weekday().num_days_from_monday()))
}
