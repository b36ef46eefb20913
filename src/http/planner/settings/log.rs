//! `GET /planner/settings/log`: who changed what when.

use super::log_texts::action;
use super::{DoneQuery, Settings, Tab, begin};
use crate::app::App;
use crate::domain::dates;
use crate::domain::shop::Language;
use crate::domain::time::Minute;
use crate::http::extract::ApiQuery;
use crate::http::page_error::PageError;
use crate::http::planner::frame::{self, Frame};
use crate::http::planner::operator::Owner;
use crate::store::audit;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::Value;

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
    subject: String,
    details: String,
}

#[derive(Template)]
#[template(path = "planner/settings/log.html")]
struct LogPage {
    frame: Frame,
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
    let entries = app.store.read(move |conn| audit::latest(conn, query.before, SHOWN)).await?;
    let older = entries.last().map(|(id, _)| *id).filter(|_| entries.len() == SHOWN);
    let zone = app.planning().calendar.shop.time_zone;
    let lines = entries.into_iter().map(|(_, entry)| line(entry, zone, operator.language)).collect();
    frame::page(StatusCode::OK, &LogPage { frame, settings, lines, older })
}

fn line(entry: audit::Entry, zone: Tz, language: Language) -> Line {
    Line {
        when: dates::day_and_time(Minute::of_second(entry.at), zone, language),
        who: entry.user_name,
        what: action(&entry.action, language),
        subject: entry.subject,
        details: in_words(&entry.details),
    }
}

/// `{"role": "staff", "fields": ["name"]}` as "role: staff, fields: name".
fn in_words(details: &Value) -> String {
    let Some(details) = details.as_object() else { return String::new() };
    let word = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list
            .iter()
            .map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned))
            .collect::<Vec<_>>()
            .join(" "),
        other => other.to_string(),
    };
    details.iter().map(|(name, value)| format!("{name}: {}", word(value))).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use serde_json::json;

    #[test]
    fn details_read_as_a_list() {
        assert_eq!(in_words(&json!({"fields": ["name", "phone"], "minutes": 30})), "fields: name phone, minutes: 30");
        assert_eq!(in_words(&json!({})), "");
    }
}
