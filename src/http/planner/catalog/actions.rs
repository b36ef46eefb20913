//! `POST /planner/services/act` and `/planner/resources/act`: what is done to an entry as a whole.

use super::{Listed, still_booked};
use crate::http::error::page::PageError;
use crate::http::error::{ApiError, Code};
use crate::http::pages::url;
use crate::http::planner::auth::Owner;
use crate::http::planner::confirm_page;
use crate::http::planner::form_data::FormData;
use crate::http::state::App;
use crate::operations::catalog::offer;
use crate::operations::catalog::offer::{Move, Switch};
use crate::operations::catalog::{Error, Refusal};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

/// Does what the pressed button says.
pub async fn act<T: Listed>(State(app): State<App>, owner: Owner, form: FormData) -> Result<Response, PageError> {
    let (store, by) = (&app.store, owner.0.user.id);
    let id = form.text("id").to_owned();
    let order: Vec<String> = form.all("order").map(str::to_owned).collect();
    let switch = async |switch| offer::switch::<T>(store, id.clone(), switch, form.text("confirmed").into(), by).await;
    let (done, outcome) = match form.text("act") {
        "up" => ("", offer::reorder::<T>(store, Move::Up(id.clone()), by).await),
        "down" => ("", offer::reorder::<T>(store, Move::Down(id.clone()), by).await),
        "order" => ("", offer::reorder::<T>(store, Move::To(order), by).await),
        "online" => ("", switch(Switch::Online).await),
        "offline" => ("", switch(Switch::Offline).await),
        "archive" => ("archived", switch(Switch::Archive).await),
        "restore" => ("restored", switch(Switch::Restore).await),
        "delete" => ("deleted", offer::delete::<T>(store, id.clone(), by).await),
        _ => return Err(ApiError::new(Code::InvalidBody, "Reload the page and press the button again.").into()),
    };
    let done = match outcome {
        Ok(()) => done,
        Err(Error::Refused(Refusal::InUse)) => "in-use",
        Err(Error::Refused(Refusal::StillBooked(left))) => {
            let question = still_booked(owner.0.language, form.text("act") == "offline", T::ACT, Some(T::LIST));
            return confirm_page::ask(&app, &owner.0, question, &form, &left).await;
        }
        Err(Error::Refused(_)) => "stale",
        Err(Error::Store(error)) => return Err(error.into()),
    };
    Ok(Redirect::to(&url(T::LIST, &[("done", done)])).into_response())
}
