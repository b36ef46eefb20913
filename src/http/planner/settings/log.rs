//! `GET /planner/settings/log`: who changed what when; the same as a file, `…/log.csv`.

use super::Texts as SettingsTexts;
use super::log_about::{About, Reader, details};
use super::log_filter::LogQuery;
use super::{Settings, Tab, begin};
use crate::domain::actor::Actor;
use crate::http::planner::csv_file::CsvFile;
use crate::http::planner::prelude::*;
use crate::i18n::log_actions::{Texts, action};
use crate::operations::audit_log::{self, AuditEntry, LogEntry};

/// The addresses of the page and of the file.
const PATH: &str = "/planner/settings/log";
const FILE: &str = "/planner/settings/log.csv";

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
    t: Texts,
    filter: Form,
    people: Vec<(String, String)>,
    kinds: Vec<(&'static str, &'static str)>,
    is_filtered: bool,
    lines: Vec<Line>,
    /// The next page.
    older: Option<String>,
    /// The same as a file.
    file: String,
}

/// `GET /planner/settings/log`
pub async fn show_log(operator: Owner, ApiQuery(query): ApiQuery<LogQuery>) -> PageResult {
    let (frame, settings) = begin(&operator, Tab::Log).await?;
    let reader = Reader { calendar: operator.calendar(), language: operator.language };
    let t = Texts::of(operator.language);
    let page = audit_log::page(&operator.app.store, query.filter(&reader.calendar), query.before).await?;
    let page = LogPage {
        frame,
        settings,
        t,
        filter: query.form(operator.language),
        people: LogQuery::people(page.names, t, SettingsTexts::of(operator.language).program()),
        kinds: LogQuery::kinds(t),
        is_filtered: query.is_filtered(),
        lines: page.entries.into_iter().map(|logged| line(logged, &reader)).collect(),
        older: page.older.map(|older| query.address(PATH, Some(older))),
        file: query.address(FILE, None),
    };
    layout::page(StatusCode::OK, &page)
}

/// `GET /planner/settings/log.csv`: the same entries as a file.
pub async fn download_log(operator: Owner, ApiQuery(query): ApiQuery<LogQuery>) -> PageResult {
    let language = operator.language;
    let (t, settings) = (Texts::of(language), SettingsTexts::of(language));
    let reader = Reader { calendar: operator.calendar(), language };
    let entries = audit_log::export(&operator.app.store, query.filter(&reader.calendar), operator.user.id).await?;
    let mut file = CsvFile::new(t.separator());
    let heads = [settings.when(), settings.who(), settings.what(), t.about(), t.details()];
    file.row(&heads);
    for logged in entries {
        let at = DateTime::from_timestamp(logged.entry.at, 0).unwrap_or_default();
        let at = at.with_timezone(&reader.calendar.shop.time_zone).to_rfc3339();
        let line = line(logged, &reader);
        let who = line.who.as_deref().unwrap_or(settings.program());
        file.row(&[&at, who, &line.what, &line.about.name, &line.details]);
    }
    Ok(file.answer("log.csv"))
}

/// Who did it; `None`: the program.
fn who(entry: AuditEntry, language: Language) -> Option<String> {
    // Whoever types a wrong password may be anybody.
    let is_unknown = entry.action == accounts::SIGN_IN_FAILED;
    let t = Texts::of(language);
    let nameless = match (entry.is_by(Actor::Customer), entry.is_by(Actor::Program)) {
        (true, _) => Some(t.customer()),
        _ if is_unknown => Some(t.unknown_person()),
        // Nothing but the command line changes accounts without being signed in.
        (_, true) if entry.area() == "user" => Some(t.command()),
        _ => None,
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
