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
use crate::http::planner::form_data::FormData;
use crate::http::planner::form_reader::{Errors, FormReader};
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::state::App;
use crate::operations::catalog::{HoursEdit, HoursTable, Refusal, Revision, version_of};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use std::iter;

/// Lines for hours that a new form has.
const LINES: usize = 2;

/// The fields, as they are typed.
#[derive(Clone, Default)]
struct ExceptionForm {
    id: String,
    version: String,
    resource: String,
    from_date: String,
    to_date: String,
    special: bool,
    hours: Vec<(String, String)>,
    note: String,
}

#[derive(Template)]
#[template(path = "planner/hours/exception.html")]
struct ExceptionPage {
    frame: Layout,
    t: Texts,
    tab: Tab,
    form: ExceptionForm,
    errors: Errors,
    refused: Option<&'static str>,
    resources: Vec<(String, String, bool)>,
    lines: Vec<HoursLine>,
}

/// A line for special hours.
struct HoursLine {
    from: String,
    to: String,
    error: String,
}

impl ExceptionForm {
    fn of(id: i64, exception: &Exception) -> Self {
        Self {
            id: id.to_string(),
            version: version_of(exception),
            resource: exception.resource.as_ref().map(ToString::to_string).unwrap_or_default(),
            from_date: exception.from_date.to_string(),
            to_date: exception.to_date.to_string(),
            special: !exception.hours.is_empty(),
            hours: exception.hours.iter().map(|hours| (time_text(hours.from), time_text(hours.to))).collect(),
            note: exception.note.clone().unwrap_or_default(),
        }
    }

    fn read(form: &FormData) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        let pairs = form.all("hours_from").zip(form.all("hours_to"));
        Self {
            id: text("id"),
            version: text("version"),
            resource: text("resource"),
            from_date: text("from_date"),
            to_date: text("to_date"),
            special: form.text("kind") == "special",
            hours: pairs.map(|(from, to)| (from.trim().to_owned(), to.trim().to_owned())).collect(),
            note: text("note"),
        }
    }

    fn parse(&self, calendar: &Calendar, language: Language) -> Result<Exception, Errors> {
        let mut reader = FormReader::new(language);
        let known = |id: &str| calendar.resource(id).map(|resource| resource.id.clone()).ok_or(Invalid::Unknown);
        let resource = reader.take_optional("resource", &self.resource, known);
        let from_date = reader.take("from_date", limits::date(&self.from_date));
        let to_date = reader.take_optional("to_date", &self.to_date, limits::date);
        reader.take("to_date", limits::ordered(from_date, to_date));
        let hours = if self.special { self.parse_hours(&mut reader, language) } else { Vec::new() };
        let note = reader.take_optional("note", &self.note, ExceptionNote::parse).map(String::from);
        match from_date.filter(|_| reader.errors.is_empty()) {
            None => Err(reader.errors),
            Some(first) => Ok(Exception { resource, from_date: first, to_date: to_date.unwrap_or(first), hours, note }),
        }
    }

    fn parse_hours(&self, reader: &mut FormReader, language: Language) -> Vec<Hours> {
        let mut hours = Vec::new();
        for (at, (from, to)) in
            self.hours.iter().enumerate().filter(|(_, (from, to))| !(from.is_empty() && to.is_empty()))
        {
            let field = format!("hours-{at}");
            let from = reader.take(&field, limits::time(from));
            let to = from.and_then(|_| reader.take(&field, limits::end_time(to)));
            hours.extend(from.zip(to).map(|(from, to)| Hours { from, to }));
        }
        if hours.is_empty() && reader.errors.is_empty() {
            reader.errors.add("hours-0", Texts::of(language).hours_missing());
        }
        hours
    }

    fn seen(&self) -> Option<Revision> {
        Some(Revision { id: self.id.parse().ok()?, version: self.version.clone() })
    }
}

impl ExceptionPage {
    async fn new(app: &App, owner: &Owner, form: ExceptionForm) -> Result<Self, PageError> {
        let frame = Layout::new(app, &owner.0, Area::Hours).await?;
        let calendar = app.planning().calendar.clone();
        let shown = calendar.resources.iter().filter(|one| !one.archived || one.id.as_str() == form.resource);
        let resources = shown.map(|one| (one.id.to_string(), one.name.clone(), one.id.as_str() == form.resource));
        let t = Texts::of(frame.language);
        let whole_shop = (String::new(), t.whole_shop().to_owned(), form.resource.is_empty());
        let resources = iter::once(whole_shop).chain(resources).collect();
        Ok(Self {
            t,
            tab: Tab::Closings,
            errors: Errors::default(),
            refused: None,
            resources,
            lines: Vec::new(),
            frame,
            form,
        })
    }

    /// With lines to fill in.
    fn answer(mut self, status: StatusCode, more_lines: usize) -> Result<Response, PageError> {
        let count = LINES.max(self.form.hours.len() + more_lines);
        let line = |at: usize| {
            let (from, to) = self.form.hours.get(at).cloned().unwrap_or_default();
            HoursLine { from, to, error: self.errors.of(&format!("hours-{at}")).to_owned() }
        };
        self.lines = (0..count).map(line).collect();
        layout::page(status, &self)
    }

    fn refuse(mut self, sentence: &'static str, errors: Errors) -> Result<Response, PageError> {
        (self.refused, self.errors) = (Some(sentence), errors);
        self.answer(StatusCode::UNPROCESSABLE_ENTITY, 0)
    }
}

/// `GET /planner/hours/exception`: the entry of that `id`, or a new one.
pub async fn show_exception(
    State(app): State<App>,
    owner: Owner,
    ApiQuery(query): ApiQuery<HoursQuery>,
) -> Result<Response, PageError> {
    let form = if query.id.is_empty() {
        let from_date = limits::date(&query.from).map(|date| date.to_string()).unwrap_or_default();
        ExceptionForm { resource: query.resource.clone(), from_date, ..ExceptionForm::default() }
    } else {
        let id = query.id.parse::<i64>().unwrap_or_default();
        let table = app.store.read(HoursTable::load).await?;
        match table.exceptions.iter().find(|(number, _)| *number == Some(id)) {
            Some((_, exception)) => ExceptionForm::of(id, exception),
            None => return Ok(Redirect::to("/planner/hours/closings?done=stale").into_response()),
        }
    };
    ExceptionPage::new(&app, &owner, form).await?.answer(StatusCode::OK, 0)
}

/// `POST /planner/hours/exception`
pub async fn save_exception(State(app): State<App>, owner: Owner, form: FormData) -> Result<Response, PageError> {
    let typed = ExceptionForm::read(&form);
    let page = ExceptionPage::new(&app, &owner, typed.clone()).await?;
    if form.has("edit") || form.text("act") == "more" {
        let more = usize::from(form.text("act") == "more");
        return page.answer(StatusCode::OK, more);
    }
    let t = page.t;
    let edit = match (form.text("act"), typed.seen()) {
        ("delete", Some(seen)) => HoursEdit::RemoveException(seen),
        ("delete", None) => return page.refuse(sentence(&Refusal::Stale, t), Errors::default()),
        (_, seen) => match typed.parse(&app.planning().calendar, page.frame.language) {
            Err(errors) => return page.refuse(t.please_correct(), errors),
            Ok(exception) => match seen {
                Some(seen) => HoursEdit::ChangeException(seen, exception),
                None => HoursEdit::AddExceptions(vec![exception]),
            },
        },
    };
    let (done, about) = match &edit {
        HoursEdit::ChangeException(_, exception) => ("saved", Some(exception.clone())),
        HoursEdit::AddExceptions(new) => ("saved", new.first().cloned()),
        _ => ("deleted", typed.parse(&app.planning().calendar, page.frame.language).ok()),
    };
    let there = flash::closings_after(done, about.as_ref());
    match change::make(&app, &owner, edit, &form, Origin { action: "/planner/hours/exception", back: None }).await? {
        Outcome::Done => Ok(Redirect::to(&there).into_response()),
        Outcome::Asked(question) => Ok(question),
        Outcome::Refused(refusal) => page.refuse(sentence(&refusal, t), Errors::default()),
    }
}
