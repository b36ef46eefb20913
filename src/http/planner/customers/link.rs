//! `POST /planner/appointments/{key}/customer`: says whose an appointment is.

use super::texts::Texts;
use crate::http::planner::prelude::*;
use crate::http::planner::redirect::inside;

/// `link` with a record's number, `create`, or `unlink`; `to` is the page to come back to.
pub async fn change_customer(operator: Operator, ApiPath(key): ApiPath<AppointmentKey>, form: FormData) -> PageResult {
    let (by, t) = (operator.user.id, Texts::of(operator.language));
    let done = if form.has("create") {
        customers::create_from_appointment(&operator.app.store, key, by).await.map(|_| t.created_and_linked())
    } else if form.has("unlink") {
        customers::link(&operator.app.store, key, None, by).await.map(|()| t.unlinked())
    } else {
        let id = form.text("link").parse().map_err(|_| ApiError::not_found())?;
        customers::link(&operator.app.store, key, Some(id), by).await.map(|()| t.linked())
    };
    match done {
        Ok(done) => Ok(operator.done(inside(form.text("to")), done)),
        Err(error) => Err(error.into()),
    }
}
