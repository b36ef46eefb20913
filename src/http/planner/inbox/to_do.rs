//! What is still to be set up, as a small block of the start page, for owners.

use super::texts::Texts;
use crate::http::planner::prelude::*;
use crate::operations::set_up;
use crate::operations::set_up::missing::{self, Missing, Process};

/// One thing: what it is, what comes of its lack, and where it is done.
pub struct ToDo {
    /// Its word in the button that dismisses it.
    pub word: &'static str,
    pub label: &'static str,
    pub why: &'static str,
    pub href: &'static str,
}

impl ToDo {
    fn of(one: Missing, t: Texts) -> Self {
        let (label, why, href) = match one {
            Missing::Privacy => (t.todo_privacy(), t.todo_privacy_why(), "/planner/settings#f-privacy_url"),
            Missing::Holidays => (t.todo_holidays(), t.todo_holidays_why(), "/planner/hours/holidays"),
            Missing::MailTest => (t.todo_mail(), t.todo_mail_why(), "/planner/settings/mail"),
            Missing::Backup => (t.todo_backup(), t.todo_backup_why(), "/planner/settings/data"),
            Missing::SecondFactor => (t.todo_factor(), t.todo_factor_why(), "/planner/account/second-factor"),
        };
        Self { word: one.word(), label, why, href }
    }
}

/// What the reader could still set up; nothing for staff, and nothing while the guided set-up is open, which leads to all of it.
pub async fn of(operator: &Operator) -> Result<Vec<ToDo>, ApiError> {
    let app = &operator.app;
    let is_open = set_up::progress(&app.store).await?.is_some_and(|set_up| set_up.finished_at.is_none());
    if is_open || !operator.user.is_owner() {
        return Ok(Vec::new());
    }
    let process = Process { has_backups: app.backups.is_some(), has_mail: app.outlet.is_set_up(&app.store).await? };
    let found = missing::missing(&app.store, operator.user.id, process).await?;
    let t = Texts::of(operator.language);
    Ok(found.into_iter().map(|one| ToDo::of(one, t)).collect())
}

/// `POST /planner/set-up/missing`: `dismiss` is the word of what is not wanted.
pub async fn dismiss(operator: Owner, form: FormData) -> PageResult {
    let word = form.text("dismiss");
    let one = Missing::from_word(word).ok_or_else(ApiError::not_found)?;
    missing::dismiss(&operator.app.store, one, operator.user.id).await?;
    Ok(operator.done("/planner", Texts::of(operator.language).did_dismiss()))
}
