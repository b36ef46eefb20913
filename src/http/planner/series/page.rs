//! The page on which a series is entered.

use super::preview::Row;
use super::{Texts, rule};
use crate::http::planner::calendar::form::AppointmentForm;
use crate::http::planner::choices::{self, Choice};
use crate::http::planner::prelude::*;
use crate::operations::calendar::words;

#[derive(Template)]
#[template(path = "planner/series/new.html")]
pub struct SeriesPage {
    frame: Layout,
    t: Texts,
    c: words::Texts,
    form: Form,
    is_block: bool,
    /// What is wrong, or has changed meanwhile.
    notice: Option<String>,
    services: Vec<Choice>,
    /// The services that take place at customers'.
    visits: String,
    resources: Vec<Choice>,
    languages: Vec<(&'static str, &'static str)>,
    weekdays: Vec<(&'static str, &'static str)>,
    closed: [(&'static str, &'static str); 2],
    asks_reminder: bool,
    /// Who and what, in one line; `None`: something is missing, and its fields are open.
    summary: Option<String>,
    /// What the rows follow from.
    rule: String,
    rows: Vec<Row>,
}

impl SeriesPage {
    pub async fn new(
        operator: &Operator,
        typed: AppointmentForm,
        rows: Vec<Row>,
        notice: Option<String>,
        words: Words<'_>,
    ) -> Result<Self, PageError> {
        let (calendar, AppointmentForm { form, is_block }) = (words.calendar, typed);
        let t = Texts::of(words.language);
        let services = calendar.services.iter().filter(|one| !one.archived || one.id.as_str() == form.value("service"));
        let service = |one: &Service| {
            (one.id.to_string(), format!("{} ({} min)", one.name_in(words.language), one.duration_minutes))
        };
        let services =
            [(String::new(), words.t.choose().to_owned())].into_iter().chain(services.map(service)).collect();
        let usual = calendar.shop.language.tag().to_owned();
        let language = Some(form.value("language").to_owned()).filter(|tag| !tag.is_empty()).unwrap_or(usual);
        Ok(Self {
            frame: Layout::new(operator, Area::Calendar).await?,
            t,
            c: words.t,
            notice,
            services,
            visits: choices::at_customers(calendar),
            resources: choices::resources(calendar, |id| form.is_chosen("resource", id)),
            languages: calendar.shop.languages.iter().map(|one| (one.tag(), own_name(*one))).collect(),
            weekdays: WEEKDAYS.iter().map(|(word, day)| (*word, dates::short_weekday(*day, words.language))).collect(),
            closed: [("skip", t.closed_skip()), ("shift", t.closed_shift())],
            asks_reminder: !is_block && calendar.shop.asks_about_reminders(),
            summary: if rows.is_empty() { None } else { summary(&form, is_block, words) },
            rule: rule::fingerprint(&form),
            rows,
            form: form.with("language", language),
            is_block,
        })
    }

    fn title(&self) -> &'static str {
        if self.is_block { self.t.new_blocks() } else { self.t.new_series() }
    }
}

/// "Anpassung, Erika Muster, Kabine 1".
fn summary(form: &Form, is_block: bool, words: Words<'_>) -> Option<String> {
    let service = words.calendar.service(form.value("service")).map(|service| service.name_in(words.language));
    let name = format!("{} {}", form.value("first_name"), form.value("last_name")).trim().to_owned();
    let resources = form.all("resource").map(|id| words.calendar.resource_name(id));
    let first = if is_block { vec![form.value("note").to_owned()] } else { vec![service?, name] };
    let parts = first.into_iter().chain(resources).filter(|part| !part.is_empty());
    Some(parts.collect::<Vec<_>>().join(", "))
}
