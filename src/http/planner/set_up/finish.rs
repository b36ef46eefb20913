//! `/planner/set-up/finish`: the tag to paste, how it looks, and where it was seen.

use super::step::Step;
use super::steps::Guide;
use super::texts::Texts;
use crate::http::assets::asset_url;
use crate::http::error::page::PageError;
use crate::http::planner::auth::Owner;
use crate::http::planner::layout;
use crate::http::planner::layout::Layout;
use crate::http::planner::seen::{self, Seen};
use crate::http::state::App;
use crate::operations::set_up;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

#[derive(Template)]
#[template(path = "planner/set_up/finish.html")]
struct FinishPage {
    frame: Layout,
    guide: Guide,
    t: Texts,
    code: String,
    link: String,
    /// Whether there is something to book.
    bookable: bool,
    /// The first step that is missing for it.
    missing: String,
    seen: Vec<Seen>,
    scripts: [String; 2],
}

/// `GET /planner/set-up/finish`
pub async fn show_finish(State(app): State<App>, Owner(operator): Owner) -> Result<Response, PageError> {
    let (frame, guide) = Guide::new(&app, &operator, Step::Finish).await?;
    let (t, calendar) = (guide.t, app.planning().calendar.clone());
    let public_url = &app.settings.public_url;
    let page = FinishPage {
        code: format!(
            "<script async src=\"{public_url}/widget.js\"></script>\n<noscript><a href=\"{public_url}/\">{}</a></noscript>",
            t.book_online()
        ),
        link: format!("{public_url}/"),
        bookable: calendar.can_be_booked(),
        missing: super::missing_step(&calendar),
        seen: seen::list(&app, operator.language).await?,
        scripts: [asset_url("planner-settings.js"), asset_url("planner-set-up.js")],
        frame,
        t,
        guide,
    };
    layout::page(StatusCode::OK, &page)
}

/// `POST /planner/set-up/finish`
pub async fn finish(State(app): State<App>, _: Owner) -> Result<Response, PageError> {
    set_up::finish(&app.store, Step::Finish.word()).await?;
    Ok(Redirect::to("/planner").into_response())
}
