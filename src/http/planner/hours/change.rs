//! Making a change of hours, with the warning in between: the list of appointments that it would leave outside.

use super::texts::Texts;
use crate::http::error::page::PageError;
use crate::http::planner::auth::Owner;
use crate::http::planner::confirm_page;
use crate::http::planner::confirm_page::ConfirmPage;
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout::Area;
use crate::http::state::App;
use crate::operations::catalog;
use crate::operations::catalog::{AffectedAppointment, Error, HoursEdit, Refusal};
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

/// Makes a change that a form asks for, or asks back.
pub async fn make(
    app: &App,
    owner: &Owner,
    edit: HoursEdit,
    form: &FormData,
    origin: Origin,
) -> Result<Outcome, PageError> {
    let confirmed = form.text("confirmed").to_owned();
    match catalog::change_hours(&app.store, edit, confirmed, owner.0.user.id).await {
        Ok(()) => Ok(Outcome::Done),
        Err(Error::Store(error)) => Err(error.into()),
        Err(Error::Refused(Refusal::LeavesOutside(left))) => {
            Ok(Outcome::Asked(ask(app, owner, form, &left, origin).await?))
        }
        Err(Error::Refused(refusal)) => Ok(Outcome::Refused(refusal)),
    }
}

async fn ask(
    app: &App,
    owner: &Owner,
    form: &FormData,
    left: &[AffectedAppointment],
    origin: Origin,
) -> Result<Response, PageError> {
    let t = Texts::of(owner.0.language);
    let question = ConfirmPage {
        area: Area::Hours,
        title: t.warning_title(),
        sentence: t.warning(),
        go_on: t.save_anyway(),
        action: origin.action,
        back: origin.back,
    };
    confirm_page::ask(app, &owner.0, question, form, left).await
}

/// A refusal as a sentence above a form.
pub fn sentence(refusal: &Refusal, t: Texts) -> &'static str {
    match refusal {
        Refusal::UnknownResource => t.unknown_resource(),
        Refusal::NothingNew => t.nothing_new(),
        Refusal::Stale | Refusal::LeavesOutside(_) | Refusal::StillBooked(_) | Refusal::InUse => t.stale_typed(),
    }
}
