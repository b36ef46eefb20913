//! `/planner/set-up/finish`: the tag to paste, how it looks, and where it was seen.

use super::steps::{Guide, Step};
use super::texts::Texts;
use crate::app::App;
use crate::domain::time::Minute;
use crate::http::assets::asset_url;
use crate::http::error::ApiError;
use crate::http::page_error::PageError;
use crate::http::planner::frame::{self, Frame};
use crate::http::planner::operator::Owner;
use crate::i18n::dates;
use crate::store::{StoreError, embeddings, set_up};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

#[derive(Template)]
#[template(path = "planner/set_up/finish.html")]
struct FinishPage {
    frame: Frame,
    guide: Guide,
    t: &'static Texts,
    code: String,
    link: String,
    /// Whether there is something to book.
    bookable: bool,
    /// The first step that is missing for it.
    missing: String,
    seen: Vec<Seen>,
    scripts: [String; 2],
}

/// A page that has loaded the widget.
struct Seen {
    origin: String,
    when: String,
}

/// `GET /planner/set-up/finish`
pub async fn show_finish(State(app): State<App>, Owner(operator): Owner) -> Result<Response, PageError> {
    let (frame, guide) = Guide::new(&app, &operator, Step::Finish).await?;
    let (t, calendar) = (guide.t, app.planning().calendar.clone());
    let zone = calendar.shop.time_zone;
    let when = |seconds: i64| dates::day_and_time(Minute::of_second(seconds), zone, operator.language);
    let seen = app.store.read(embeddings::latest).await.map_err(ApiError::from)?;
    let seen = seen.into_iter().map(|one| Seen { when: when(one.last_seen_at), origin: one.origin }).collect();
    let public_url = &app.settings.public_url;
    let page = FinishPage {
        code: format!(
            "<script async src=\"{public_url}/widget.js\"></script>\n<noscript><a href=\"{public_url}/\">{}</a></noscript>",
            t.book_online
        ),
        link: format!("{public_url}/"),
        bookable: calendar.can_be_booked(),
        missing: super::missing_step(&calendar),
        seen,
        scripts: [asset_url("planner-settings.js"), asset_url("planner-set-up.js")],
        frame,
        t,
        guide,
    };
    frame::page(StatusCode::OK, &page)
}

/// `POST /planner/set-up/finish`
pub async fn finish(State(app): State<App>, _: Owner) -> Result<Response, PageError> {
    app.store
        .write(|tx| -> Result<(), StoreError> { set_up::finish(tx, Step::Finish.word(), tx.now.timestamp()) })
        .await?;
    Ok(Redirect::to("/planner").into_response())
}
