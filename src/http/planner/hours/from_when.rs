//! The question from when a deletion or a drag holds, where it has no form of its own: now, or from a date on.

use super::{Tab, Texts};
use crate::http::planner::prelude::*;
use crate::operations::catalog::{HoursEdit, Period};

/// What is asked about.
pub struct Question {
    /// "Öffnungszeit löschen"
    pub title: &'static str,
    /// "Kabine 1, freitags 10–13 Uhr, jede Woche"
    pub what: String,
    /// What the button says.
    pub go_on: &'static str,
    /// Whether something is deleted.
    pub deletes: bool,
    /// Where the form is sent.
    pub action: &'static str,
    /// The page to give up on.
    pub back: String,
}

#[derive(Template)]
#[template(path = "planner/hours/from_when.html")]
struct FromWhenPage {
    frame: Layout,
    t: Texts,
    tab: Tab,
    form: Form,
    question: Question,
    kept: Vec<(String, String)>,
}

/// The fields of the page itself.
const OWN: [&str; 4] = ["since", "valid_from", "sure", "confirmed"];

/// The page that asks, with the fields of `sent` kept.
pub async fn ask(operator: &Operator, question: Question, sent: &FormData, form: Form) -> PageResult {
    let frame = Layout::new(operator, Area::Hours).await?;
    let kept = sent.pairs().filter(|(name, _)| !OWN.contains(name));
    let kept = kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let page = FromWhenPage { t: Texts::of(frame.language), tab: Tab::Week, form, question, kept, frame };
    layout::page(page.form.status(), &page)
}

/// Whether the page was answered.
pub fn is_answered(sent: &FormData) -> bool {
    sent.has("sure")
}

/// The answer: the first date, or none for now; `None` with what is wrong with it beside its field.
pub fn read(form: &mut Form) -> Option<Period> {
    let from = if form.is_chosen("since", "later") { Some(form.read("valid_from", limits::date)?) } else { None };
    Some(Period { from, until: None })
}

/// The dates of a change made on the page of a week. In a week to come, the page asks; then there is the form to ask with.
///
/// # Errors
/// The form of the question.
pub fn period_on_page(sent: &FormData, today: NaiveDate, language: Language) -> Result<Period, Form> {
    let Some(monday) = later_week(sent, today) else { return Ok(Period::default()) };
    if !is_answered(sent) {
        return Err(Form::new(language).with("since", "later").with("valid_from", monday));
    }
    let mut form = Form::sent(sent.clone(), language);
    read(&mut form).ok_or(form)
}

/// The edit, for these dates only.
pub fn during(period: Period, edit: HoursEdit) -> HoursEdit {
    if period.is_always() { edit } else { HoursEdit::During(period, Box::new(edit)) }
}

/// The Monday of the week that a page showed, if that week is still to come.
fn later_week(sent: &FormData, today: NaiveDate) -> Option<NaiveDate> {
    limits::date(sent.text("week")).ok().filter(|monday| *monday > today)
}
