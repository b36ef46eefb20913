//! `POST /planner/services/act` and `/planner/resources/act`: what is done to an entry as a whole.

use super::Listed;
use crate::app::App;
use crate::editing::offer::{self, Move};
use crate::editing::{Error, Refusal};
use crate::http::error::{ApiError, Code};
use crate::http::page_error::PageError;
use crate::http::pages::url;
use crate::http::planner::form_data::FormData;
use crate::http::planner::operator::Owner;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

/// Does what the pressed button says.
pub async fn act<T: Listed>(State(app): State<App>, owner: Owner, form: FormData) -> Result<Response, PageError> {
    let (store, by) = (&app.store, owner.0.user.id);
    let id = form.text("id").to_owned();
    let order: Vec<String> = form.all("order").map(str::to_owned).collect();
    let (done, outcome) = match form.text("act") {
        "up" => ("", offer::reorder::<T>(store, Move::Up(id), by).await),
        "down" => ("", offer::reorder::<T>(store, Move::Down(id), by).await),
        "order" => ("", offer::reorder::<T>(store, Move::To(order), by).await),
        "online" => ("", offer::set_online::<T>(store, id, true, by).await),
        "offline" => ("", offer::set_online::<T>(store, id, false, by).await),
        "archive" => ("archived", offer::set_archived::<T>(store, id, true, by).await),
        "restore" => ("restored", offer::set_archived::<T>(store, id, false, by).await),
        "delete" => ("deleted", offer::delete::<T>(store, id, by).await),
        _ => return Err(ApiError::new(Code::InvalidBody, "Reload the page and press the button again.").into()),
    };
    let done = match outcome {
        Ok(()) => done,
        Err(Error::Refused(Refusal::InUse)) => "in-use",
        Err(Error::Refused(_)) => "stale",
        Err(Error::Store(error)) => return Err(error.into()),
    };
    Ok(Redirect::to(&url(T::LIST, &[("done", done)])).into_response())
}
