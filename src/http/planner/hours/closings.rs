//! `GET /planner/hours/closings`: closing times and special openings, those to come first.

use super::{Tab, Texts};
use crate::domain::limits::{end_text, time_text};
use crate::http::planner::prelude::*;
use crate::operations::catalog::{Revision, hours_table};

#[derive(Template)]
#[template(path = "planner/hours/closings.html")]
struct ClosingsPage {
    frame: Layout,
    t: Texts,
    tab: Tab,
    upcoming: Vec<Line>,
    former: Vec<Line>,
}

struct Line {
    href: String,
    days: String,
    whom: String,
    /// The special hours; empty: closed.
    hours: String,
    note: String,
}

/// `GET /planner/hours/closings`
pub async fn list_closings(operator: Owner) -> PageResult {
    let frame = Layout::new(&operator, Area::Hours).await?;
    let t = Texts::of(frame.language);
    let calendar = operator.calendar();
    let mut exceptions = hours_table(&operator.app.store).await?.exceptions;
    exceptions.sort_by_key(|(_, exception)| exception.from_date);
    let today = operator.today();
    let (upcoming, mut former): (Vec<_>, Vec<_>) =
        exceptions.into_iter().partition(|(_, exception)| exception.to_date >= today);
    former.reverse();
    let lines = |rows: Vec<(Option<Revision>, Exception)>| {
        rows.iter().map(|(row, exception)| line(row.map(|row| row.id), exception, &calendar, frame.language)).collect()
    };
    let page = ClosingsPage { t, tab: Tab::Closings, upcoming: lines(upcoming), former: lines(former), frame };
    layout::page(StatusCode::OK, &page)
}

fn line(id: Option<i64>, exception: &Exception, calendar: &Calendar, language: Language) -> Line {
    let t = Texts::of(language);
    let single = exception.from_date == exception.to_date;
    let days = if single {
        dates::long_day(exception.from_date, language)
    } else {
        dates::range(exception.from_date, exception.to_date, language)
    };
    let whom = match &exception.resource {
        None => t.whole_shop_short().to_owned(),
        Some(id) => calendar.resource_name(id.as_str()),
    };
    let hours = exception.hours.iter().map(|hours| format!("{}–{}", time_text(hours.from), end_text(hours.to)));
    Line {
        href: format!("/planner/hours/exception?id={}", id.unwrap_or_default()),
        days,
        whom,
        hours: hours.collect::<Vec<_>>().join(", "),
        note: shown(&exception.note),
    }
}
