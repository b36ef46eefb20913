//! `GET /planner`: the start page.

use super::frame::{self, Area, Frame};
use super::operator::Operator;
use crate::app::App;
use crate::http::page_error::PageError;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

#[derive(Template)]
#[template(path = "planner/inbox.html")]
struct InboxPage {
    frame: Frame,
}

/// `GET /planner`
pub async fn show_inbox(State(app): State<App>, operator: Operator) -> Result<Response, PageError> {
    let frame = Frame::new(&app, &operator, Area::Inbox).await?;
    frame::page(StatusCode::OK, &InboxPage { frame })
}
