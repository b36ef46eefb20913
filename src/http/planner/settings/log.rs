//! `GET /planner/settings/log`: who changed what when.

use super::log_about::{About, Reader, details};
use super::log_texts::{Texts, action};
use super::{Settings, Tab, begin};
use crate::domain::shop::Language;
use crate::domain::time::Minute;
use crate::http::error::page::PageError;
use crate::http::extract::ApiQuery;
use crate::http::planner::auth::Owner;
use crate::http::planner::flash::DoneQuery;
use crate::http::planner::layout;
use crate::http::planner::layout::Layout;
use crate::http::state::App;
use crate::i18n::dates;
use crate::operations::accounts;
use crate::store::{StoreError, audit};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::Connection;
use serde::Deserialize;

/// Lines on a page.
const SHOWN: usize = 100;

/// Where to go on.
#[derive(Deserialize)]
pub struct LogQuery {
    before: Option<i64>,
}

struct Line {
    when: String,
    who: Option<String>,
    what: String,
    about: About,
    details: String,
}

#[derive(Template)]
#[template(path = "planner/settings/log.html")]
struct LogPage {
    frame: Layout,
    settings: Settings,
    lines: Vec<Line>,
    older: Option<i64>,
}

/// `GET /planner/settings/log`
pub async fn show_log(
    State(app): State<App>,
    Owner(operator): Owner,
    ApiQuery(query): ApiQuery<LogQuery>,
) -> Result<Response, PageError> {
    let (frame, settings) = begin(&app, &operator, Tab::Log, &DoneQuery::default()).await?;
    let reader = Reader { calendar: app.planning().calendar.clone(), language: operator.language };
    let read = move |conn: &Connection| {
        let entries = audit::latest(conn, query.before, SHOWN)?;
        let older = entries.last().map(|(id, _)| *id).filter(|_| entries.len() == SHOWN);
        let lines = entries.into_iter().map(|(_, entry)| line(conn, entry, &reader));
        Ok::<_, StoreError>((lines.collect::<Result<Vec<_>, StoreError>>()?, older))
    };
    let (lines, older) = app.store.read(read).await?;
    layout::page(StatusCode::OK, &LogPage { frame, settings, lines, older })
}

/// Who did it; `None`: the program.
fn who(entry: audit::AuditEntry, language: Language) -> Option<String> {
    // Whoever types a wrong password may be anybody.
    let is_unknown = entry.action == accounts::SIGN_IN_FAILED;
    let t = Texts::of(language);
    let nameless = match entry.by_customer {
        true => Some(t.customer()),
        false => is_unknown.then(|| t.unknown_person()),
    };
    entry.user_name.or(nameless.map(ToString::to_string))
}

fn line(conn: &Connection, entry: audit::AuditEntry, reader: &Reader) -> Result<Line, StoreError> {
    let at = Minute::of_second(entry.at);
    Ok(Line {
        when: dates::day_and_time(at, reader.calendar.shop.time_zone, reader.language),
        what: action(&entry.action, reader.language),
        about: reader.about(conn, &entry)?,
        details: details(&entry, reader.language),
        who: who(entry, reader.language),
    })
}
