//! `POST /planner/appointments/undo`: takes back what was just done with appointments, before the mail about it leaves.
//! Anybody who may change appointments may.

use super::kept::Change;
use crate::http::planner::prelude::*;
use crate::http::planner::texts::Texts;
use crate::operations::accounts::Secret;
use crate::operations::booking::NotUndone;

/// The address that takes it back.
pub const ADDRESS: &str = "/planner/appointments/undo";

impl Operator {
    /// As [`Operator::done`], with the offer to take the change back where there is a way.
    pub fn done_with_undo(&self, path: &str, sentence: impl Into<String>, undo: Option<booking::Undo>) -> Response {
        match undo {
            Some(undo) => self.leave_undoable(path, sentence.into(), Change::Appointments(Box::new(undo))),
            None => self.done(path, sentence),
        }
    }

    /// The same for something new, which has no page any more when it was taken back: that leads to `after`.
    pub fn done_new(&self, path: &str, sentence: String, undo: Option<booking::Undo>, after: &str) -> Response {
        match undo {
            Some(undo) => self.leave_undoable_to(path, sentence, Change::Appointments(Box::new(undo)), after),
            None => self.done(path, sentence),
        }
    }

    /// The token that takes the change back, for a script.
    pub fn keep_undo(&self, path: &str, undo: Option<booking::Undo>) -> Option<String> {
        self.keep(path, Change::Appointments(Box::new(undo?)))
    }
}

/// `POST /planner/appointments/undo`; with `part` a script says the answer.
pub async fn take_back(operator: Operator, form: FormData) -> PageResult {
    let (t, now) = (Texts::of(operator.language), operator.app.clock.now().timestamp());
    let token = Secret::received(form.text("undo"));
    let found = operator.app.undoables.find(&token, now).filter(|kept| kept.by == operator.user.id);
    let kept = found.and_then(|kept| match kept.change {
        Change::Appointments(undo) => Some((kept.path, undo)),
        Change::Catalog(_) | Change::Import(_) | Change::CalendarImport(_) => None,
    });
    let Some((path, undo)) = kept else {
        return Ok(answer(&operator, &form, "/planner", Err(t.undo_expired().into())));
    };
    let done = if undo.has_mail() { t.undone_unmailed() } else { t.undone() };
    let outcome = match booking::take_back(&operator.app.store, *undo, operator.user.id).await {
        Ok(()) => {
            operator.app.undoables.take(&token, now);
            Ok(done.to_owned())
        }
        Err(NotUndone::Changed) => Err(t.undo_refused().to_owned()),
        Err(NotUndone::Told) => Err(t.undo_told().to_owned()),
        Err(NotUndone::Taken(overlaps)) => {
            let calendar = operator.calendar();
            let words = Words::new(operator.language, &calendar);
            let taken: Vec<_> = overlaps.iter().map(|overlap| words.overlap(overlap)).collect();
            Err(t.undo_taken(taken.join("; ")))
        }
        Err(NotUndone::Booking(error)) => return Err(error.into()),
    };
    Ok(answer(&operator, &form, &path, outcome))
}

fn answer(operator: &Operator, form: &FormData, path: &str, outcome: Result<String, String>) -> Response {
    match outcome {
        Ok(said) | Err(said) if form.has("part") => axum::Json(serde_json::json!({ "said": said })).into_response(),
        Ok(said) => operator.done(path, said),
        Err(said) => operator.not_done(path, said),
    }
}
