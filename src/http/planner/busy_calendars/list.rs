//! `GET /planner/resources/calendars`: all calendars, each with how the last looks went.

use super::words::{Condition, Texts};
use crate::domain::busy_calendar::{BusyCalendar, BusyCalendarKey};
use crate::domain::values::ShortName;
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
}

/// `GET /planner/resources/calendars`
pub async fn list_calendars(operator: Owner) -> PageResult {
    let (calendar, language) = (operator.calendar(), operator.language);
    let line = |one: BusyCalendar| Line {
        key: one.key,
        resource: calendar.resource_name(one.resource.as_str()),
        condition: Condition::of(&one, calendar.shop.time_zone, language),
        name: one.name,
    };
    let lines = busy_calendars::all(&operator.app.store).await?.into_iter().map(line).collect();
    let frame = Layout::new(&operator, Area::Offer).await?;
    layout::page(StatusCode::OK, &ListPage { t: i18n::Texts::of(language), b: Texts::of(language), lines, frame })
}
