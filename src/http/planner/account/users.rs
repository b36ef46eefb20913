//! `GET /planner/accounts`: everybody who may sign in.

use super::texts::Texts;
use crate::domain::account::User;
use crate::http::error::page::PageError;
use crate::http::planner::auth::Owner;
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::planner::settings::{Settings, Tab};
use crate::http::state::App;
use crate::operations::accounts;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

#[derive(Template)]
#[template(path = "planner/account/people.html")]
struct PeoplePage {
    frame: Layout,
    settings: Settings,
    t: Texts,
    people: Vec<User>,
    own: i64,
}

/// `GET /planner/accounts`
pub async fn list_accounts(State(app): State<App>, Owner(operator): Owner) -> Result<Response, PageError> {
    let t = Texts::of(operator.language);
    let frame = Layout::new(&operator, Area::Settings).await?;
    let people = accounts::list(&app.store).await?;
    layout::page(
        StatusCode::OK,
        &PeoplePage { frame, settings: Settings::of(&operator, Tab::Accounts), t, people, own: operator.user.id },
    )
}
