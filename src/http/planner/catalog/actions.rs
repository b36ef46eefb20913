//! `POST /planner/services/act` and `/planner/resources/act`: what is done to an entry as a whole.

use super::{Listed, Texts, still_booked};
use crate::http::planner::confirm_page;
use crate::http::planner::prelude::*;
use crate::operations::catalog::offer::{self, Before, Move, Switch};
use crate::operations::catalog::{Error, Refusal, Undo};

/// Does what the pressed button says.
pub async fn act<T: Listed>(operator: Owner, form: FormData) -> PageResult
where
    Undo: From<Before<T>>,
{
    let (store, by) = (&operator.app.store, operator.user.id);
    let id = form.text("id").to_owned();
    let order: Vec<String> = form.all("order").map(str::to_owned).collect();
    let switch = async |switch| offer::switch::<T>(store, id.clone(), switch, form.text("confirmed").into(), by).await;
    let t = Texts::of(operator.language);
    let some = |outcome: Result<Before<T>, Error>| outcome.map(Some);
    let (done, outcome) = match form.text("act") {
        "up" => (None, some(offer::reorder(store, Move::Up(id.clone()), by).await)),
        "down" => (None, some(offer::reorder(store, Move::Down(id.clone()), by).await)),
        "order" => (Some(t.reordered()), some(offer::reorder(store, Move::To(order), by).await)),
        "online" => (None, some(switch(Switch::Online).await)),
        "offline" => (None, some(switch(Switch::Offline).await)),
        "archive" => (Some(t.done_archived()), some(switch(Switch::Archive).await)),
        "restore" => (Some(t.done_restored()), some(switch(Switch::Restore).await)),
        "delete" => (Some(t.deleted()), offer::delete::<T>(store, id.clone(), by).await),
        _ => return Err(ApiError::new(Code::InvalidBody, "Reload the page and press the button again.").into()),
    };
    Ok(match outcome {
        Ok(before) => match (done, before) {
            (Some(done), Some(before)) => operator.done_undoable(T::LIST, done, before),
            (Some(done), None) => operator.done(T::LIST, done),
            (None, _) => Redirect::to(T::LIST).into_response(),
        },
        Err(Error::Refused(Refusal::InUse)) => operator.not_done(T::LIST, t.used_by()),
        Err(Error::Refused(Refusal::StillBooked(left))) => {
            let question = still_booked(operator.language, form.text("act") == "offline", T::ACT, Some(T::LIST));
            confirm_page::ask(&operator, question, &form, &left).await?
        }
        Err(Error::Refused(_)) => operator.not_done(T::LIST, t.stale_list()),
        Err(Error::Store(error)) => return Err(error.into()),
    })
}
