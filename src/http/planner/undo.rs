//! `POST /planner/undo`: takes back the change that the sentence on the page reports. What it needs is kept in memory for
//! a few minutes, under a random token that only that page has.

pub mod appointments;
pub mod kept;

use super::confirm_page::{self, ConfirmPage};
use super::flash::{Flash, UndoOffer};
use super::prelude::*;
use super::texts::Texts;
use crate::operations::accounts::Secret;
use crate::operations::calendar_import;
use crate::operations::catalog::{Error, Refusal, Undo, undo};
use crate::operations::customers::import::{self, ImportUndo};
use kept::{Change, Undoable};

impl Operator {
    /// As [`Operator::done`], with the offer to take the change back.
    pub fn done_undoable(&self, path: &str, sentence: impl Into<String>, change: impl Into<Undo>) -> Response {
        self.leave_undoable(path, sentence.into(), Change::Catalog(Box::new(change.into())))
    }

    /// The same for an import of customers.
    pub fn done_import(&self, path: &str, sentence: String, undo: ImportUndo) -> Response {
        self.leave_undoable(path, sentence, Change::Import(undo))
    }

    /// The same for an import of a calendar file.
    pub fn done_calendar_import(&self, path: &str, sentence: String, undo: calendar_import::ImportUndo) -> Response {
        self.leave_undoable(path, sentence, Change::CalendarImport(undo))
    }

    fn leave_undoable(&self, path: &str, sentence: String, change: Change) -> Response {
        self.leave_undoable_to(path, sentence, change, path)
    }

    /// The same; taken back, it leads to the page `after`.
    fn leave_undoable_to(&self, path: &str, sentence: String, change: Change, after: &str) -> Response {
        let mut flash = Flash::done(sentence);
        let action = if let Change::Appointments(_) = &change { appointments::ADDRESS } else { "/planner/undo" };
        let seconds = change.offered_for();
        flash.undo = self.keep(after, change).map(|token| UndoOffer { action, token, seconds });
        self.leave(path, flash)
    }

    /// The token; none without random numbers, then there is no offer.
    fn keep(&self, path: &str, change: Change) -> Option<String> {
        let token = Secret::random().ok()?;
        let kept = Undoable { change, by: self.user.id, path: path.to_owned() };
        self.app.undoables.keep(&token, kept, self.app.clock.now().timestamp());
        Some(token.expose().to_owned())
    }
}

/// `POST /planner/undo`
pub async fn take_back(operator: Owner, form: FormData) -> PageResult {
    let (t, now) = (Texts::of(operator.language), operator.app.clock.now().timestamp());
    let token = Secret::received(form.text("undo"));
    let found = operator.app.undoables.find(&token, now).filter(|kept| kept.by == operator.user.id);
    let expired = || Ok(operator.not_done("/planner", t.undo_expired()));
    let Some(kept) = found else { return expired() };
    let store = &operator.app.store;
    let change = match kept.change {
        Change::Catalog(change) => *change,
        Change::Appointments(_) => return expired(),
        Change::Import(import) => {
            operator.app.undoables.take(&token, now);
            return match import::take_back(store, import, operator.user.id).await {
                Ok(()) => Ok(operator.done(&kept.path, t.undone())),
                Err(customers::Error::Store(error)) => Err(error.into()),
                Err(customers::Error::Refused(_)) => Ok(operator.not_done(&kept.path, t.undo_refused())),
            };
        }
        Change::CalendarImport(import) => {
            operator.app.undoables.take(&token, now);
            return match calendar_import::take_back(store, import, operator.user.id).await {
                Ok(()) => Ok(operator.done(&kept.path, t.undone())),
                Err(calendar_import::Error::Store(error)) => Err(error.into()),
                Err(_) => Ok(operator.not_done(&kept.path, t.undo_refused())),
            };
        }
    };
    match undo(store, change, form.text("confirmed").to_owned(), operator.user.id).await {
        Ok(()) => {
            operator.app.undoables.take(&token, now);
            Ok(operator.done(&kept.path, t.undone()))
        }
        Err(Error::Store(error)) => Err(error.into()),
        Err(Error::Refused(Refusal::LeavesOutside(left) | Refusal::StillBooked(left))) => {
            let question = ConfirmPage {
                area: Area::Hours,
                title: t.undo_question(),
                sentence: t.undo_leaves(),
                go_on: t.undo_anyway(),
                action: "/planner/undo",
                back: Some("/planner/hours"),
            };
            confirm_page::ask(&operator, question, &form, &left).await
        }
        Err(Error::Refused(_)) => {
            operator.app.undoables.take(&token, now);
            Ok(operator.not_done(&kept.path, t.undo_refused()))
        }
    }
}
