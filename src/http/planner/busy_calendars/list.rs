//! `GET /planner/resources/calendars`: all calendars, each with how the last looks went.

use super::form::page_of;
use super::words::{Condition, Texts, writing};
use crate::domain::busy_calendar::{BusyCalendar, BusyCalendarKey};
use crate::http::planner::prelude::*;
use crate::operations::busy_calendars;

#[derive(Template)]
#[template(path = "planner/busy_calendars/list.html")]
struct ListPage {
    frame: Layout,
    t: i18n::Texts<planner::Offer>,
    b: Texts,
    lines: Vec<Line>,
}

struct Line {
    key: BusyCalendarKey,
    name: ShortName,
    resource: String,
    condition: Condition,
    /// The page where it is changed.
    page: &'static str,
    /// What is said of writing there.
    writing: Vec<String>,
}

/// `GET /planner/resources/calendars`
pub async fn list_calendars(operator: Owner) -> PageResult {
    let (calendar, language) = (operator.calendar(), operator.language);
    let line = |one: BusyCalendar| Line {
        key: one.key,
        resource: calendar.resource_name(one.resource.as_str()),
        condition: Condition::of(&one, calendar.shop.time_zone, language),
        name: one.name,
        page: page_of(one.kind),
        writing: Vec::new(),
    };
    let mut lines: Vec<Line> = busy_calendars::all(&operator.app.store).await?.into_iter().map(line).collect();
    for line in &mut lines {
        line.writing = writing(&operator, line.key).await?;
    }
    let frame = Layout::new(&operator, Area::Offer).await?;
    layout::page(StatusCode::OK, &ListPage { t: i18n::Texts::of(language), b: Texts::of(language), lines, frame })
}
