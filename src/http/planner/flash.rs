//! What was just done, said on the next page: a word in the address that a redirect leads to (`?done=saved`).

use crate::http::pages::url;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

/// The query of an address with word of what was done; empty where there is none.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct DoneQuery {
    /// The word.
    pub done: String,
}

/// Leads on to a page of the planner that says what was done.
pub fn redirect(path: &str, done: &str) -> Response {
    Redirect::to(&url(path, &[("done", done)])).into_response()
}
