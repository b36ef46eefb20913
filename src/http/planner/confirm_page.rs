//! The question before a change that leaves appointments behind: which ones, and whether it shall be made all the same. The
//! form that asked for it is kept, and sent again with the confirmation.

use crate::http::planner::prelude::*;
use crate::operations::catalog::{AffectedAppointment, confirmation_of};

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
struct WarningPage<'a> {
    frame: Layout,
    t: Texts,
    question: ConfirmPage,
    kept: Vec<(String, String)>,
    confirmed: String,
    words: Words<'a>,
    left: &'a [AffectedAppointment],
}

/// The page that asks.
pub async fn ask(
    operator: &Operator,
    question: ConfirmPage,
    form: &FormData,
    left: &[AffectedAppointment],
) -> PageResult {
    let frame = Layout::new(operator, question.area).await?;
    let calendar = operator.calendar();
    let kept = form.pairs().filter(|(name, _)| *name != "confirmed");
    let t = Texts::of(frame.language);
    let page = WarningPage {
        t,
        question,
        kept: kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        confirmed: confirmation_of(left),
        words: Words::new(frame.language, &calendar),
        left,
        frame,
    };
    layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
}
