//! `GET /planner/resources/calendars`: all calendars, each with how the last looks went.

use super::words::{Condition, Texts, writing};
use crate::domain::busy_calendar::{BusyCalendar, BusyCalendarKey, SourceKind};
use crate::domain::values::ShortName;
use crate::http::planner::prelude::*;
use crate::operations::{busy_calendars, calendar_copies};

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
        page: match one.kind {
            SourceKind::File => "form",
            SourceKind::Account => "account",
        },
        writing: Vec::new(),
    };
    let mut lines: Vec<Line> = busy_calendars::all(&operator.app.store).await?.into_iter().map(line).collect();
    for line in &mut lines {
        let (state, refused) = calendar_copies::send_state(&operator.app.store, line.key).await?;
        line.writing = writing(&state, refused, Texts::of(language));
    }
    let frame = Layout::new(&operator, Area::Offer).await?;
    layout::page(StatusCode::OK, &ListPage { t: i18n::Texts::of(language), b: Texts::of(language), lines, frame })
}
