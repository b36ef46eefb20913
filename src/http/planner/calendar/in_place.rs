//! What is done in the calendar itself, in a dialog: how its script is answered.

use crate::http::planner::prelude::*;

/// Tells the script that something was done, what it says of it, and by which token it is taken back, where it can be.
pub fn done(said: &str, undo: Option<String>) -> Response {
    Json(serde_json::json!({ "said": said, "undo": undo })).into_response()
}
