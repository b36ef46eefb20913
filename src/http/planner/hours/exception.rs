//! `/planner/hours/exception`: a closing time or a special opening, new or known.

use super::change::{self, Origin, Outcome, sentence};
use super::texts::Texts;
use super::{HoursQuery, Tab, flash};
use crate::domain::limits;
use crate::domain::limits::time_text;
use crate::domain::shop::{Calendar, Exception, Hours, Language};
use crate::domain::values::{ExceptionNote, Invalid};
use crate::http::error::page::PageError;
use crate::http::extract::ApiQuery;
use crate::http::planner::auth::Owner;
use crate::http::planner::flash::redirect;
use crate::http::planner::form::Form;
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::state::App;
use crate::operations::catalog::{HoursEdit, Refusal, Revision, hours_table};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveTime;
use std::iter;

/// Lines for hours that a new form has.
const LINES: usize = 2;

#[derive(Template)]
#[template(path = "planner/hours/exception.html")]
struct ExceptionPage {
    frame: Layout,
    t: Texts,
    tab: Tab,
    form: Form,
    refused: Option<&'static str>,
    resources: Vec<(String, String)>,
    lines: Vec<HoursLine>,
}

/// A line for special hours.
struct HoursLine {
    from: String,
    to: String,
    error: String,
}

/// The form of an entry that is there.
fn form_of(row: Revision, exception: &Exception, language: Language) -> Form {
    let times = |of: fn(&Hours) -> NaiveTime| exception.hours.iter().map(move |hours| time_text(of(hours)));
    Form::new(language)
        .with("id", row.id)
        .with("revision", row.number)
        .with_some("resource", exception.resource.as_ref())
        .with("from_date", exception.from_date)
        .with("to_date", exception.to_date)
        .with("kind", if exception.hours.is_empty() { "closed" } else { "special" })
        .with_all("hours_from", times(|hours| hours.from))
        .with_all("hours_to", times(|hours| hours.to))
        .with_some("note", exception.note.as_ref())
}

/// The pairs of times that stand in the form.
fn pairs(form: &Form) -> Vec<(String, String)> {
    let pairs = form.all("hours_from").zip(form.all("hours_to"));
    pairs.map(|(from, to)| (from.trim().to_owned(), to.trim().to_owned())).collect()
}

/// The entry, or all that is wrong with it.
fn read(form: &mut Form, calendar: &Calendar, t: Texts) -> Option<Exception> {
    let known = |id: &str| calendar.resource(id).map(|resource| resource.id.clone()).ok_or(Invalid::Unknown);
    let resource = form.read_optional("resource", known);
    let from_date = form.read("from_date", limits::date);
    let to_date = form.read_optional("to_date", limits::date);
    form.keep("to_date", limits::ordered(from_date, to_date));
    let hours = if form.is_chosen("kind", "special") { read_hours(form, t) } else { Vec::new() };
    let note = form.read_optional("note", ExceptionNote::parse).map(String::from);
    let first = from_date.filter(|_| form.is_right())?;
    Some(Exception { resource, from_date: first, to_date: to_date.unwrap_or(first), hours, note })
}

fn read_hours(form: &mut Form, t: Texts) -> Vec<Hours> {
    let mut hours = Vec::new();
    let pairs = pairs(form).into_iter().enumerate();
    for (at, (from, to)) in pairs.filter(|(_, (from, to))| !(from.is_empty() && to.is_empty())) {
        let field = format!("hours-{at}");
        let from = form.keep(&field, limits::time(&from));
        let to = from.and_then(|_| form.keep(&field, limits::end_time(&to)));
        hours.extend(from.zip(to).map(|(from, to)| Hours { from, to }));
    }
    if hours.is_empty() && form.is_right() {
        form.refuse("hours-0", t.hours_missing());
    }
    hours
}

fn seen(form: &Form) -> Option<Revision> {
    Some(Revision { id: form.value("id").parse().ok()?, number: form.value("revision").parse().unwrap_or_default() })
}

impl ExceptionPage {
    async fn new(app: &App, owner: &Owner, form: Form) -> Result<Self, PageError> {
        let frame = Layout::new(app, &owner.0, Area::Hours).await?;
        let calendar = app.planning().calendar.clone();
        let shown = calendar.resources.iter().filter(|one| !one.archived || one.id.as_str() == form.value("resource"));
        let resources = shown.map(|one| (one.id.to_string(), one.name.clone()));
        let t = Texts::of(frame.language);
        let whole_shop = (String::new(), t.whole_shop().to_owned());
        let resources = iter::once(whole_shop).chain(resources).collect();
        Ok(Self { t, tab: Tab::Closings, refused: None, resources, lines: Vec::new(), frame, form })
    }

    /// With lines to fill in.
    fn answer(mut self, status: StatusCode, more_lines: usize) -> Result<Response, PageError> {
        let pairs = pairs(&self.form);
        let count = LINES.max(pairs.len() + more_lines);
        let line = |at: usize| {
            let (from, to) = pairs.get(at).cloned().unwrap_or_default();
            HoursLine { from, to, error: self.form.fault(&format!("hours-{at}")).to_owned() }
        };
        self.lines = (0..count).map(line).collect();
        layout::page(status, &self)
    }

    fn refuse(mut self, sentence: &'static str) -> Result<Response, PageError> {
        self.refused = Some(sentence);
        self.answer(StatusCode::UNPROCESSABLE_ENTITY, 0)
    }
}

/// `GET /planner/hours/exception`: the entry of that `id`, or a new one.
pub async fn show_exception(
    State(app): State<App>,
    owner: Owner,
    ApiQuery(query): ApiQuery<HoursQuery>,
) -> Result<Response, PageError> {
    let language = owner.0.language;
    let form = if query.id.is_empty() {
        let form = Form::new(language).with("kind", "closed").with("resource", &query.resource);
        form.with_some("from_date", limits::date(&query.from).ok())
    } else {
        let id = query.id.parse::<i64>().unwrap_or_default();
        let table = hours_table(&app.store).await?;
        match table.exception(id) {
            Some((row, exception)) => form_of(row, exception, language),
            None => return Ok(redirect("/planner/hours/closings", "stale")),
        }
    };
    ExceptionPage::new(&app, &owner, form).await?.answer(StatusCode::OK, 0)
}

/// `POST /planner/hours/exception`
pub async fn save_exception(State(app): State<App>, owner: Owner, sent: FormData) -> Result<Response, PageError> {
    let (mut form, t) = (Form::sent(sent.clone(), owner.0.language), Texts::of(owner.0.language));
    let act = sent.text("act");
    if sent.has("edit") || act == "more" {
        return ExceptionPage::new(&app, &owner, form).await?.answer(StatusCode::OK, usize::from(act == "more"));
    }
    let calendar = app.planning().calendar.clone();
    let edit = match (act, seen(&form)) {
        ("delete", seen) => seen.map(HoursEdit::RemoveException).ok_or_else(|| sentence(&Refusal::Stale, t)),
        (_, Some(seen)) => {
            let read = read(&mut form, &calendar, t).map(|exception| HoursEdit::ChangeException(seen, exception));
            read.ok_or(t.please_correct())
        }
        (_, None) => {
            let read = read(&mut form, &calendar, t).map(|exception| HoursEdit::AddExceptions(vec![exception]));
            read.ok_or(t.please_correct())
        }
    };
    let about = read(&mut form.clone(), &calendar, t);
    let page = ExceptionPage::new(&app, &owner, form).await?;
    let edit = match edit {
        Ok(edit) => edit,
        Err(sentence) => return page.refuse(sentence),
    };
    let there = flash::closings_after(if act == "delete" { "deleted" } else { "saved" }, about.as_ref());
    match change::make(&app, &owner, edit, &sent, Origin { action: "/planner/hours/exception", back: None }).await? {
        Outcome::Done => Ok(Redirect::to(&there).into_response()),
        Outcome::Asked(question) => Ok(question),
        Outcome::Refused(refusal) => page.refuse(sentence(&refusal, t)),
    }
}
