//! `POST /planner/stranded/{key}`: what becomes of one. `do` is `colleague`, `move` (with `at`), `ask`, `cancel` or `leave`, and
//! `unblock` for blocked time.

use super::{LIST, Texts};
use crate::domain::snapshot::AppointmentKey;
use crate::domain::wall_clock::read_start;
use crate::http::planner::prelude::*;
use crate::operations::booking::{ActionContext, Undoable};
use crate::operations::calendar;
use crate::operations::calendar::words::Words;
use crate::operations::stranded::{self, Error, Fate, Remedy};

/// `POST /planner/stranded/{key}`
pub async fn resolve(operator: Operator, ApiPath(key): ApiPath<AppointmentKey>, form: FormData) -> PageResult {
    let planning = operator.app.planning();
    let (t, words) = (Texts::of(operator.language), Words::new(operator.language, &planning.calendar));
    let unknown = || ApiError::new(Code::InvalidBody, "There is no such choice. Use the buttons of the page.");
    if form.text("do") == "unblock" {
        return unblock(&operator, key, operator.acting(&form)?).await;
    }
    let remedy = match form.text("do") {
        "colleague" => Remedy::Colleague,
        "ask" => Remedy::Ask,
        "cancel" => Remedy::Cancel,
        "leave" => Remedy::Leave,
        at => {
            Remedy::MoveTo(at.strip_prefix("move ").and_then(|at| read_start(at, words.calendar)).ok_or_else(unknown)?)
        }
    };
    let act = operator.acting(&form)?;
    if matches!(remedy, Remedy::Colleague | Remedy::MoveTo(_)) {
        operator.look_again_at(&[key], Vec::new()).await?;
    }
    match stranded::resolve(&operator.app.store, key, remedy, act).await {
        Ok(Undoable { done, undo }) => Ok(operator.done_with_undo(LIST, said(&done, words, t), undo)),
        Err(Error::NotFree) => Ok(operator.not_done(LIST, t.not_free())),
        Err(Error::Decided | Error::Stale) => decided(&operator, key).await,
        Err(Error::Booking(error)) => Err(error.into()),
    }
}

async fn unblock(operator: &Operator, key: AppointmentKey, act: ActionContext) -> PageResult {
    match stranded::unblock(&operator.app.store, key, act).await {
        Ok(Undoable { undo, .. }) => {
            Ok(operator.done_with_undo(LIST, Texts::of(operator.language).did_unblock(), undo))
        }
        Err(Error::Booking(error)) => Err(error.into()),
        Err(_) => decided(operator, key).await,
    }
}

/// Somebody else was faster: what they decided.
async fn decided(operator: &Operator, key: AppointmentKey) -> PageResult {
    let planning = operator.app.planning();
    let words = Words::new(operator.language, &planning.calendar);
    let now = calendar::find(&operator.app.store, key).await?;
    let how = now.map(|entry| {
        let it = &entry.appointment;
        let name = Some(it.customer.full_name()).filter(|name| !name.is_empty());
        let parts = name.into_iter().chain([words.moment(it.start), words.status(it.status).to_owned()]);
        parts.collect::<Vec<_>>().join(", ")
    });
    Ok(operator.not_done(LIST, Texts::of(operator.language).decided(how.unwrap_or_default())))
}

fn said(fate: &Fate, words: Words<'_>, t: Texts) -> String {
    match fate {
        Fate::Moved(at, resources) => t.did_move(words.moment(*at), words.resources(resources)),
        Fate::Asked => t.did_ask().to_owned(),
        Fate::Cancelled => t.did_cancel().to_owned(),
        Fate::Stays | Fate::Impossible => t.did_leave().to_owned(),
    }
}
