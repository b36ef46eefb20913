//! `GET /planner/settings/log`: who changed what when.

use super::log_about::{About, Reader, details};
use super::log_texts::{Texts, action};
use super::{Settings, Tab, begin};
use crate::domain::actor::Actor;
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
use crate::operations::audit_log;
use crate::operations::audit_log::{AuditEntry, LogEntry};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

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
    let page = audit_log::page(&app.store, query.before).await?;
    let lines = page.entries.into_iter().map(|logged| line(logged, &reader)).collect();
    layout::page(StatusCode::OK, &LogPage { frame, settings, lines, older: page.older })
}

/// Who did it; `None`: the program.
fn who(entry: AuditEntry, language: Language) -> Option<String> {
    // Whoever types a wrong password may be anybody.
    let is_unknown = entry.action == accounts::SIGN_IN_FAILED;
    let t = Texts::of(language);
    let nameless = match entry.is_by(Actor::Customer) {
        true => Some(t.customer()),
        false => is_unknown.then(|| t.unknown_person()),
    };
    entry.user_name.or(nameless.map(ToString::to_string))
}

fn line(logged: LogEntry, reader: &Reader) -> Line {
    let LogEntry { entry, subject } = logged;
    let at = Minute::of_second(entry.at);
    Line {
        when: dates::day_and_time(at, reader.calendar.shop.time_zone, reader.language),
        what: action(&entry.action, reader.language),
        about: reader.about(&entry, subject),
        details: details(&entry, reader.language),
        who: who(entry, reader.language),
    }
}
