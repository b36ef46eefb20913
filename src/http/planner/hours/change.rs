//! Making a change of hours, with the warning in between: the list of appointments that it would leave outside.

use super::Texts;
use crate::http::planner::confirm_page::{self, ConfirmPage};
use crate::http::planner::prelude::*;
use crate::operations::catalog::{self, AffectedAppointment, Error, HoursBefore, HoursEdit, Refusal};

/// What became of a change.
pub enum Outcome {
    /// It is made; this takes it back.
    Done(HoursBefore),
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
pub async fn make(operator: &Operator, edit: HoursEdit, form: &FormData, origin: Origin) -> Result<Outcome, PageError> {
    let confirmed = form.text("confirmed").to_owned();
    match catalog::change_hours(&operator.app.store, edit, confirmed, operator.user.id).await {
        Ok(before) => Ok(Outcome::Done(before)),
        Err(Error::Store(error)) => Err(error.into()),
        Err(Error::Refused(Refusal::LeavesOutside(left))) => {
            Ok(Outcome::Asked(ask(operator, form, &left, origin).await?))
        }
        Err(Error::Refused(refusal)) => Ok(Outcome::Refused(refusal)),
    }
}

async fn ask(operator: &Operator, form: &FormData, left: &[AffectedAppointment], origin: Origin) -> PageResult {
    let t = Texts::of(operator.language);
    let question = ConfirmPage {
        area: Area::Hours,
        title: t.warning_title(),
        sentence: t.warning(),
        go_on: t.save_anyway(),
        action: origin.action,
        back: origin.back,
    };
    confirm_page::ask(operator, question, form, left).await
}

/// A refusal as a sentence above a form.
pub fn sentence(refusal: &Refusal, t: Texts) -> &'static str {
    match refusal {
        Refusal::UnknownResource => t.unknown_resource(),
        Refusal::NothingNew => t.nothing_new(),
        Refusal::Stale | Refusal::LeavesOutside(_) | Refusal::StillBooked(_) | Refusal::InUse => t.stale_typed(),
    }
}
