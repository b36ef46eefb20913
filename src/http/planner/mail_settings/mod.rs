//! `/planner/settings/mail`: the mail server, a test mail with the server's own answer, and what waits in the outbox.

pub mod form;
mod page;
pub mod test_mail;

use crate::http::planner::prelude::*;
use crate::i18n;
use crate::i18n::messages::planner;
use axum::Router;
use axum::routing::{get, post};

/// What these pages say.
pub type Texts = i18n::Texts<planner::MailSettings>;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/planner/settings/mail", get(page::show_mail).post(page::save_mail))
        .route("/planner/settings/mail/test", post(page::send_test))
        .route("/planner/settings/mail/release", post(page::release_address))
        .route("/planner/settings/mail/retry", post(page::try_again))
}
