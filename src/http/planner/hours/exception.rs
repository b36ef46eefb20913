//! `/planner/hours/exception`: a closing time or a special opening, new or known.

use super::change::{self, Origin, Outcome, sentence};
use super::{Tab, Texts, done, seen};
use crate::domain::limits::time_text;
use crate::domain::shop::Hours;
use crate::http::planner::choices::{self, Choice};
use crate::http::planner::prelude::*;
use crate::http::planner::stranded;
use crate::operations::catalog::{HoursEdit, Refusal, Revision, hours_table};
use chrono::NaiveTime;
use std::iter;

/// The list of all entries.
const CLOSINGS: &str = "/planner/hours/closings";
/// Lines for hours that a new form has.
const LINES: usize = 2;

#[derive(Template)]
#[template(path = "planner/hours/exception.html")]
struct ExceptionPage {
    frame: Layout,
    t: Texts,
    tab: Tab,
    form: Form,
    resources: Vec<Choice>,
    /// How many lines for hours there are.
    lines: usize,
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

/// The entry, or all that is wrong with it.
fn read(form: &mut Form, before: Option<&Exception>, calendar: &Calendar, t: Texts) -> Option<Exception> {
    let known = |id: &str| calendar.resource(id).map(|resource| resource.id.clone()).ok_or(Invalid::Unknown);
    let resource = form.read_optional("resource", known);
    let from_date = form.read("from_date", limits::date);
    let to_date = form.read_optional("to_date", limits::date);
    form.keep("to_date", limits::ordered(from_date, to_date));
    let hours = if form.is_chosen("kind", "special") { read_hours(form, t) } else { Vec::new() };
    let note = form.read_over("note", before.and_then(|before| before.note.as_ref()));
    let first = from_date.filter(|_| form.is_right())?;
    Some(Exception { resource, from_date: first, to_date: to_date.unwrap_or(first), hours, note })
}

fn read_hours(form: &mut Form, t: Texts) -> Vec<Hours> {
    let mut hours = Vec::new();
    for at in 0..form.rows("hours_from") {
        if form.nth("hours_from", &at).is_empty() && form.nth("hours_to", &at).is_empty() {
            continue;
        }
        let field = format!("hours-{at}");
        let (from, to) = (limits::time(form.nth("hours_from", &at)), limits::end_time(form.nth("hours_to", &at)));
        hours.extend(form.keep(&field, from.and_then(|from| Ok(Hours { from, to: to? }))));
    }
    if hours.is_empty() && form.is_right() {
        form.refuse("hours-0", t.hours_missing());
    }
    hours
}

impl ExceptionPage {
    async fn new(operator: &Operator, form: Form) -> Result<Self, PageError> {
        let frame = Layout::new(operator, Area::Hours).await?;
        let calendar = operator.calendar();
        let resources = choices::resources(&calendar, |id| id == form.value("resource"));
        let t = Texts::of(frame.language);
        let whole_shop = (String::new(), t.whole_shop().to_owned());
        let resources = iter::once(whole_shop).chain(resources).collect();
        Ok(Self { t, tab: Tab::Closings, resources, lines: 0, frame, form })
    }

    /// With lines to fill in.
    fn answer(mut self, more_lines: usize) -> PageResult {
        self.lines = LINES.max(self.form.rows("hours_from") + more_lines);
        layout::page(self.form.status(), &self)
    }

    fn refuse(mut self, sentence: &'static str) -> PageResult {
        self.form.object(sentence);
        self.answer(0)
    }
}

/// `GET /planner/hours/exception`: the entry of that `id`, or a new one.
pub async fn show_exception(operator: Owner, Asked(query): Asked) -> PageResult {
    let language = operator.language;
    let form = if !query.has("id") {
        let form = Form::new(language).with("kind", "closed").with("resource", query.text("resource"));
        form.with_some("from_date", limits::date(query.text("from")).ok())
    } else {
        let id = query.text("id").parse::<i64>().unwrap_or_default();
        let table = hours_table(&operator.app.store).await?;
        match table.exception(id) {
            Some((row, exception)) => form_of(row, exception, language),
            None => return Ok(operator.not_done(CLOSINGS, Texts::of(language).stale())),
        }
    };
    ExceptionPage::new(&operator, form).await?.answer(0)
}

/// `POST /planner/hours/exception`
pub async fn save_exception(operator: Owner, sent: FormData) -> PageResult {
    let (mut form, t) = (Form::sent(sent.clone(), operator.language), Texts::of(operator.language));
    let act = sent.text("act");
    if sent.has("edit") || act == "more" {
        return ExceptionPage::new(&operator, form).await?.answer(usize::from(act == "more"));
    }
    let (calendar, seen) = (operator.calendar(), seen(&form));
    let table = hours_table(&operator.app.store).await?;
    let before = seen.and_then(|seen| table.exception(seen.id)).map(|(_, exception)| exception);
    let mut judged = form.clone();
    let exception = read(&mut judged, before, &calendar, t);
    let dates = exception.as_ref().map(|one| dates::range(one.from_date, one.to_date, operator.language));
    let edit = if act == "delete" {
        seen.map(HoursEdit::RemoveException)
    } else {
        // What is deleted is not judged.
        form = judged;
        exception.map(|exception| match seen {
            Some(seen) => HoursEdit::ChangeException(seen, exception),
            None => HoursEdit::AddExceptions(vec![exception]),
        })
    };
    let page = ExceptionPage::new(&operator, form).await?;
    let Some(edit) = edit else { return page.refuse(sentence(&Refusal::Stale, t)) };
    let done = done(t, act == "delete", dates);
    match change::make(&operator, edit, &sent, Origin { action: "/planner/hours/exception", back: None }).await? {
        Outcome::Done(before) => {
            // What it left outside is decided next.
            let path = if sent.has("confirmed") { stranded::LIST } else { CLOSINGS };
            Ok(operator.done_undoable(path, done, before))
        }
        Outcome::Asked(question) => Ok(question),
        Outcome::Refused(refusal) => page.refuse(sentence(&refusal, t)),
    }
}
