//! `GET /planner/hours/closings`: closing times and special openings, those to come first.

use super::texts::Texts;
use super::{HoursQuery, Tab, flash};
use crate::domain::limits::{end_text, time_text};
use crate::domain::shop::{Calendar, Exception, Language};
use crate::domain::time::today;
use crate::http::error::page::PageError;
use crate::http::extract::ApiQuery;
use crate::http::planner::auth::Owner;
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::state::App;
use crate::i18n::dates;
use crate::operations::catalog::{Revision, hours_table};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

#[derive(Template)]
#[template(path = "planner/hours/closings.html")]
struct ClosingsPage {
    frame: Layout,
    t: Texts,
    tab: Tab,
    stale: bool,
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
pub async fn list_closings(
    State(app): State<App>,
    owner: Owner,
    ApiQuery(query): ApiQuery<HoursQuery>,
) -> Result<Response, PageError> {
    let frame = Layout::new(&app, &owner.0, Area::Hours).await?;
    let t = Texts::of(frame.language);
    let calendar = app.planning().calendar.clone();
    let mut exceptions = hours_table(&app.store).await?.exceptions;
    exceptions.sort_by_key(|(_, exception)| exception.from_date);
    let today = today(app.clock.now(), calendar.shop.time_zone);
    let (upcoming, mut former): (Vec<_>, Vec<_>) =
        exceptions.into_iter().partition(|(_, exception)| exception.to_date >= today);
    former.reverse();
    let lines = |rows: Vec<(Option<Revision>, Exception)>| {
        rows.iter().map(|(row, exception)| line(row.map(|row| row.id), exception, &calendar, frame.language)).collect()
    };
    let done = flash::done(&query, &calendar, frame.language);
    let page = ClosingsPage {
        t,
        tab: Tab::Closings,
        stale: query.done == "stale",
        upcoming: lines(upcoming),
        former: lines(former),
        frame: frame.with_done(done),
    };
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
        Some(id) => calendar.resource(id.as_str()).map_or_else(|| id.to_string(), |resource| resource.name.clone()),
    };
    let hours = exception.hours.iter().map(|hours| format!("{}–{}", time_text(hours.from), end_text(hours.to)));
    Line {
        href: format!("/planner/hours/exception?id={}", id.unwrap_or_default()),
        days,
        whom,
        hours: hours.collect::<Vec<_>>().join(", "),
        note: exception.note.clone().unwrap_or_default(),
    }
}
