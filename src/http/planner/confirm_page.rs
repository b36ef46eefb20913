//! The question before a change that leaves appointments behind: which ones, and whether it shall be made all the same. The
//! form that asked for it is kept, and sent again with the confirmation.

use super::auth::Operator;
use super::calendar::address_of;
use super::form_data::FormData;
use super::layout;
use super::layout::{Area, Layout};
use crate::domain::shop::{Calendar, Language};
use crate::http::error::page::PageError;
use crate::http::state::App;
use crate::i18n::dates;
use crate::i18n::{self, messages::planner};
use crate::operations::catalog::{AffectedAppointment, confirmation_of};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

/// What these pages say.
pub type Texts = i18n::Texts<planner::Confirm>;

/// What is asked.
pub struct ConfirmPage {
    /// The area it is asked in.
    pub area: Area,
    /// What is to be seen about these appointments.
    pub title: &'static str,
    /// What becomes of them.
    pub sentence: &'static str,
    /// What the button says that makes the change.
    pub go_on: &'static str,
    /// Where the form is sent.
    pub action: &'static str,
    /// The page to give up on; `None`: the form can show again what was typed.
    pub back: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "planner/warning.html")]
struct WarningPage {
    frame: Layout,
    t: Texts,
    question: ConfirmPage,
    kept: Vec<(String, String)>,
    confirmed: String,
    left: Vec<LeftRow>,
    /// "12 Termine"
    counted: String,
}

struct LeftRow {
    href: String,
    when: String,
    who: String,
    what: String,
    resources: String,
}

/// The page that asks.
pub async fn ask(
    app: &App,
    operator: &Operator,
    question: ConfirmPage,
    form: &FormData,
    left: &[AffectedAppointment],
) -> Result<Response, PageError> {
    let frame = Layout::new(app, operator, question.area).await?;
    let calendar = app.planning().calendar.clone();
    let kept = form.pairs().filter(|(name, _)| *name != "confirmed");
    let t = Texts::of(frame.language);
    let page = WarningPage {
        t,
        question,
        kept: kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        confirmed: confirmation_of(left),
        counted: i18n::Texts::<planner::Appointment>::of(frame.language).appointments(left.len()),
        left: left.iter().map(|one| row(one, &calendar, frame.language)).collect(),
        frame,
    };
    layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn row(left: &AffectedAppointment, calendar: &Calendar, language: Language) -> LeftRow {
    let appointment = &left.appointment;
    let service = appointment.service.as_ref().and_then(|id| calendar.service(id.as_str()));
    let resources = left.resources.iter().filter_map(|id| calendar.resource(id.as_str()));
    LeftRow {
        href: address_of(appointment.key),
        when: dates::day_and_span(appointment.start, appointment.end, calendar.shop.time_zone, language),
        who: appointment.customer.full_name(),
        what: service.map(|service| service.texts_in(language).name).unwrap_or_default(),
        resources: resources.map(|resource| resource.name.as_str()).collect::<Vec<_>>().join(", "),
    }
}
