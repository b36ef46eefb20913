//! `/planner/accounts`: everybody who may sign in, and whether owners need a second factor.

use super::texts::Texts;
use crate::domain::account::User;
use crate::domain::settings::Group;
use crate::http::error::page::PageError;
use crate::http::planner::auth::{Operator, Owner, Proven};
use crate::http::planner::form::Form;
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::planner::settings::fields::{self, Section};
use crate::http::planner::settings::{Settings, Tab};
use crate::http::state::App;
use crate::operations::{accounts, settings};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

/// The settings on this page.
const SIGN_IN: &[Group] = &[Group::SignIn];

#[derive(Template)]
#[template(path = "planner/account/people.html")]
struct PeoplePage {
    frame: Layout,
    settings: Settings,
    t: Texts,
    people: Vec<User>,
    /// Those of them with a second factor.
    with_factor: Vec<i64>,
    own: i64,
    sections: Vec<Section>,
    form: Form,
}

async fn show(app: &App, operator: &Operator, form: Form, status: StatusCode) -> Result<Response, PageError> {
    let page = PeoplePage {
        frame: Layout::new(operator, Area::Settings).await?,
        settings: Settings::of(operator, Tab::Accounts),
        t: Texts::of(operator.language),
        people: accounts::list(&app.store).await?,
        with_factor: accounts::with_second_factor(&app.store).await?,
        own: operator.user.id,
        sections: fields::sections(SIGN_IN, operator.language),
        form,
    };
    layout::page(status, &page)
}

/// `GET /planner/accounts`
pub async fn list_accounts(State(app): State<App>, Owner(operator): Owner) -> Result<Response, PageError> {
    let form = fields::form(SIGN_IN, &app.planning().calendar.shop, operator.language);
    show(&app, &operator, form, StatusCode::OK).await
}

/// `POST /planner/accounts`: whether owners need a second factor. Owners without one are asked for it at their next page.
pub async fn demand_factor(
    State(app): State<App>,
    Proven(Owner(operator)): Proven<Owner>,
    sent: FormData,
) -> Result<Response, PageError> {
    let mut shop = app.planning().calendar.shop.clone();
    let mut form = Form::sent(sent, operator.language);
    fields::read(SIGN_IN, &mut form, &mut shop, operator.language);
    if !form.is_right() {
        return show(&app, &operator, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let needed = shop.owners_need_second_factor;
    settings::change_shop(&app.store, operator.user.id, move |shop| shop.owners_need_second_factor = needed).await?;
    Ok(operator.done("/planner/accounts", Texts::of(operator.language).done_saved()))
}
