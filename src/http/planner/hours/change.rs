//! Making a change of hours, with the warning in between: the list of appointments that it would leave outside.

use super::texts::Texts;
use crate::app::App;
use crate::domain::dates;
use crate::domain::shop::Calendar;
use crate::editing::{self, Error, HoursEdit, Left, Refusal, confirmation_of};
use crate::http::page_error::PageError;
use crate::http::planner::calendar::address_of;
use crate::http::planner::form_data::FormData;
use crate::http::planner::frame::{self, Area, Frame};
use crate::http::planner::operator::Owner;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

/// What became of a change.
pub enum Outcome {
    /// It is made.
    Done,
    /// It is not made; this page asks whether it shall be.
    Asked(Response),
    /// It is not made, for this reason.
    Refused(Refusal),
}

/// Where a form is sent, and where one gets back to.
pub struct Origin {
    /// The form's own address.
    pub action: &'static str,
    /// The page to give up on; `None`: the form can show again what was typed.
    pub back: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "planner/hours/warning.html")]
struct WarningPage {
    frame: Frame,
    t: &'static Texts,
    action: &'static str,
    back: Option<&'static str>,
    kept: Vec<(String, String)>,
    confirmed: String,
    left: Vec<LeftRow>,
}

struct LeftRow {
    href: String,
    when: String,
    who: String,
    what: String,
    resources: String,
}

/// Makes a change that a form asks for, or asks back.
pub async fn make(
    app: &App,
    owner: &Owner,
    edit: HoursEdit,
    form: &FormData,
    origin: Origin,
) -> Result<Outcome, PageError> {
    let confirmed = form.text("confirmed").to_owned();
    match editing::change_hours(&app.store, edit, confirmed, owner.0.user.id).await {
        Ok(()) => Ok(Outcome::Done),
        Err(Error::Store(error)) => Err(error.into()),
        Err(Error::Refused(Refusal::LeavesOutside(left))) => {
            Ok(Outcome::Asked(ask(app, owner, form, &left, origin).await?))
        }
        Err(Error::Refused(refusal)) => Ok(Outcome::Refused(refusal)),
    }
}

async fn ask(app: &App, owner: &Owner, form: &FormData, left: &[Left], origin: Origin) -> Result<Response, PageError> {
    let frame = Frame::new(app, &owner.0, Area::Hours).await?;
    let calendar = app.planning().calendar.clone();
    let kept = form.pairs().filter(|(name, _)| *name != "confirmed");
    let page = WarningPage {
        t: Texts::of(frame.language),
        action: origin.action,
        back: origin.back,
        kept: kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        confirmed: confirmation_of(left),
        left: left.iter().map(|one| row(one, &calendar, &frame)).collect(),
        frame,
    };
    frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn row(left: &Left, calendar: &Calendar, frame: &Frame) -> LeftRow {
    let appointment = &left.appointment;
    let zone = calendar.shop.time_zone;
    let service = appointment.service.as_ref().and_then(|id| calendar.service(id.as_str()));
    let resources = left.resources.iter().filter_map(|id| calendar.resource(id.as_str()));
    LeftRow {
        href: address_of(appointment.key),
        when: dates::day_and_span(appointment.start, appointment.end, zone, frame.language),
        who: appointment.customer.full_name(),
        what: service.map(|service| service.texts_in(frame.language).name).unwrap_or_default(),
        resources: resources.map(|resource| resource.name.as_str()).collect::<Vec<_>>().join(", "),
    }
}

/// A refusal as a sentence above a form.
pub fn sentence(refusal: &Refusal, t: &'static Texts) -> &'static str {
    match refusal {
        Refusal::UnknownResource => t.unknown_resource,
        Refusal::NothingNew => t.nothing_new,
        Refusal::Stale | Refusal::LeavesOutside(_) | Refusal::InUse => t.stale_typed,
    }
}
