//! An appointment that is still being written while a free time is looked for: its fields go along in the body of each
//! form, never in an address, and come back with the time that was found.

use super::form::AppointmentForm;
use crate::domain::wall_clock::read_start;
use crate::http::planner::prelude::*;
use crate::operations::calendar::fitting;

/// What waits meanwhile; service, room and date are what is looked for.
const KEPT: [&str; 14] = [
    "customer",
    "who",
    "keep_customer",
    "date",
    "time",
    "minutes",
    "first_name",
    "last_name",
    "email",
    "phone",
    "note",
    "tell",
    "language",
    "instant",
];

/// The fields that wait, as they were typed. No `Debug`: they tell who comes.
pub struct Draft {
    /// Names and values.
    pub fields: Vec<(String, String)>,
    /// What was ticked beside the first room or person.
    pub also: Vec<String>,
}

impl Draft {
    /// What a form sent along; `service` is the one looked for.
    pub fn of(form: &FormData, service: Option<&Service>) -> Self {
        let usual = service.map(|service| service.duration_minutes.to_string());
        // As long as the service takes: another one takes its own time.
        let waits = |(name, value): &(&str, &str)| {
            KEPT.contains(name) && !(*name == "minutes" && usual.as_deref() == Some(*value))
        };
        let fields = form.pairs().filter(waits).map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Self { fields, also: fitting(service, ticked(form)) }
    }
}

/// The rooms and persons named: the first is the one looked for.
fn ticked(form: &FormData) -> Vec<String> {
    let first = form.all("resource").take(1).filter(|id| !id.is_empty());
    let others = form.all("resource").skip(1).chain(form.all("also"));
    match first.map(str::to_owned).next() {
        Some(first) => std::iter::once(first).chain(others.map(str::to_owned)).collect(),
        None => Vec::new(),
    }
}

/// The form as it was left, at the time that was found, if one was.
pub fn resumed(form: &FormData, words: Words<'_>) -> AppointmentForm {
    let mut typed = AppointmentForm::sent(form, false, words.language);
    typed.form = typed.form.without("resource").without("accept").with_all("resource", ticked(form));
    let found = if form.has("found") { form.text("found") } else { form.text("start") };
    at_found_time(typed, found, words.calendar)
}

fn at_found_time(mut typed: AppointmentForm, start: &str, calendar: &Calendar) -> AppointmentForm {
    if typed.form.value("minutes").is_empty() {
        let service = calendar.service(typed.form.value("service"));
        typed.form = typed.form.with_some("minutes", service.map(|service| service.duration_minutes));
    }
    let length = typed.form.value("minutes").parse().unwrap_or(0);
    match read_start(start, calendar) {
        Some(start) => typed.at(start, start.plus(length), calendar),
        None => typed,
    }
}
