//! The start page: what today brings, what is new, and what wants a decision. `page` shows it, `actions` and `copies` are
//! its buttons, `lines` and `busy_lines` what is said of each thing, `to_do` what is still to be set up. The page keeps
//! itself up to date by fetching itself anew (`planner-inbox.js`).

mod actions;
mod busy_lines;
mod copies;
mod lines;
mod page;
mod texts;
mod to_do;

pub use texts::Texts;

use crate::http::planner::prelude::*;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/planner", get(page::show_inbox))
        .route("/planner/inbox/requests/{key}", post(actions::answer_request))
        .route("/planner/inbox/appointments/{key}", post(actions::set_outcome))
        .route("/planner/inbox/held", post(actions::answer_held))
        .route("/planner/inbox/overlaps", post(actions::see_overlap))
        .route("/planner/inbox/copies", post(copies::resolve_copy))
        .route("/planner/inbox/news", post(actions::mark_seen))
        .route("/planner/inbox/mails", post(actions::settle_mails))
        .route("/planner/inbox/mails/again", post(actions::send_mails_again))
        .route("/planner/set-up/missing", post(to_do::dismiss))
}
