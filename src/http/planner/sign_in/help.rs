//! `GET /planner/sign-in/help`: the page of the manual for those who cannot sign in, shown to anybody.

use crate::http::planner::help::contents::SIGNING_IN;
use crate::http::planner::help::manual::{Manual, ManualPage};
use crate::http::planner::prelude::*;
use crate::http::planner::public_layout::PublicLayout;

#[derive(Template)]
#[template(path = "planner/sign_in/help.html")]
struct SignInHelp {
    door: PublicLayout,
    page: &'static ManualPage,
}

/// `GET /planner/sign-in/help`
pub async fn show_help(State(app): State<App>, headers: HeaderMap) -> PageResult {
    let door = PublicLayout::new(&app, &headers);
    let page = Manual::of(door.language).page(SIGNING_IN).ok_or_else(ApiError::not_found)?;
    layout::page(StatusCode::OK, &SignInHelp { door, page })
}
