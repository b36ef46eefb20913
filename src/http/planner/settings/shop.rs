//! The pages that change the shop's own row: who it is, its rules, its colour.

use super::schema::{BUSINESS, LOOK, RULES};
use super::setting;
use super::setting::{Group, Section, SettingError};
use super::{DoneQuery, Settings, Tab, begin};
use crate::domain::palette::{self, Reading};
use crate::domain::shop::Shop;
use crate::http::assets::asset_url;
use crate::http::error::page::PageError;
use crate::http::extract::ApiQuery;
use crate::http::planner::auth::{Operator, Owner, Proven};
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout;
use crate::http::planner::layout::Layout;
use crate::http::state::App;
use crate::operations::settings;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

/// One of the three pages.
#[derive(Clone, Copy)]
struct Page {
    tab: Tab,
    path: &'static str,
    sections: &'static [Section],
}

const BUSINESS_PAGE: Page = Page { tab: Tab::Business, path: "/planner/settings", sections: BUSINESS };
const RULES_PAGE: Page = Page { tab: Tab::Rules, path: "/planner/settings/booking", sections: RULES };
const LOOK_PAGE: Page = Page { tab: Tab::Look, path: "/planner/settings/look", sections: LOOK };

#[derive(Template)]
#[template(path = "planner/settings/shop.html")]
struct ShopPage {
    frame: Layout,
    settings: Settings,
    script: String,
    path: &'static str,
    groups: Vec<Group>,
    wrong: bool,
    /// How well the colour reads, on its page.
    readings: Vec<Reading>,
}

async fn show(app: &App, operator: &Operator, page: Page, done: &DoneQuery) -> Result<Response, PageError> {
    let begun = begin(app, operator, page.tab, done).await?;
    let planning = app.planning();
    let shop = &planning.calendar.shop;
    let wrong = confirmed_in_vain(app, page, shop).await?;
    let groups = setting::show(page.sections, shop, None, wrong.as_slice(), operator.language);
    answer(StatusCode::OK, begun, page, groups, &planning.calendar.shop)
}

fn answer(
    status: StatusCode,
    (frame, settings): (Layout, Settings),
    page: Page,
    groups: Vec<Group>,
    shop: &Shop,
) -> Result<Response, PageError> {
    let mut readings = if page.tab == Tab::Look { palette::readings(shop.accent.as_deref()) } else { Vec::new() };
    if frame.lang() == "de" {
        readings.iter_mut().for_each(|reading| reading.ratio = reading.ratio.replace('.', ","));
    }
    let wrong = !status.is_success();
    let script = asset_url("planner-settings.js");
    layout::page(status, &ShopPage { frame, settings, script, path: page.path, groups, wrong, readings })
}

async fn save(app: App, operator: Operator, page: Page, form: FormData) -> Result<Response, PageError> {
    let planning = app.planning();
    let mut shop = planning.calendar.shop.clone();
    let mut wrong = setting::read(page.sections, &form, &mut shop);
    if !planning.calendar.shop.confirm_by_mail {
        wrong.extend(confirmed_in_vain(&app, page, &shop).await?);
    }
    if !wrong.is_empty() {
        return refuse(&app, &operator, page, &form, &wrong, &shop).await;
    }
    // Read again over the present row: another page of the settings may have been saved meanwhile.
    let apply = move |shop: &mut Shop| {
        setting::read(page.sections, &form, shop);
    };
    settings::change_shop(&app.store, operator.user.id, apply).await?;
    Ok(Redirect::to(&format!("{}?done=saved", page.path)).into_response())
}

/// What stands beside the field where customers are to confirm by mail and none goes out.
async fn confirmed_in_vain(
    app: &App,
    page: Page,
    shop: &Shop,
) -> Result<Option<(&'static str, SettingError)>, PageError> {
    let is_in_vain = page.tab == Tab::Rules && shop.confirm_by_mail && !app.sends_mail().await?;
    Ok(is_in_vain.then_some(("confirm_by_mail", SettingError::NoMail)))
}

async fn refuse(
    app: &App,
    operator: &Operator,
    page: Page,
    form: &FormData,
    wrong: &[(&'static str, SettingError)],
    shop: &Shop,
) -> Result<Response, PageError> {
    let begun = begin(app, operator, page.tab, &DoneQuery::default()).await?;
    let groups = setting::show(page.sections, shop, Some(form), wrong, operator.language);
    answer(StatusCode::UNPROCESSABLE_ENTITY, begun, page, groups, shop)
}

/// `GET /planner/settings`
pub async fn show_business(
    State(app): State<App>,
    Owner(operator): Owner,
    ApiQuery(done): ApiQuery<DoneQuery>,
) -> Result<Response, PageError> {
    show(&app, &operator, BUSINESS_PAGE, &done).await
}

/// `POST /planner/settings`
pub async fn save_business(
    State(app): State<App>,
    Proven(Owner(operator)): Proven<Owner>,
    form: FormData,
) -> Result<Response, PageError> {
    save(app, operator, BUSINESS_PAGE, form).await
}

/// `GET /planner/settings/booking`
pub async fn show_rules(
    State(app): State<App>,
    Owner(operator): Owner,
    ApiQuery(done): ApiQuery<DoneQuery>,
) -> Result<Response, PageError> {
    show(&app, &operator, RULES_PAGE, &done).await
}

/// `POST /planner/settings/booking`
pub async fn save_rules(
    State(app): State<App>,
    Proven(Owner(operator)): Proven<Owner>,
    form: FormData,
) -> Result<Response, PageError> {
    save(app, operator, RULES_PAGE, form).await
}

/// `GET /planner/settings/look`
pub async fn show_look(
    State(app): State<App>,
    Owner(operator): Owner,
    ApiQuery(done): ApiQuery<DoneQuery>,
) -> Result<Response, PageError> {
    show(&app, &operator, LOOK_PAGE, &done).await
}

/// `POST /planner/settings/look`
pub async fn save_look(State(app): State<App>, Owner(operator): Owner, form: FormData) -> Result<Response, PageError> {
    save(app, operator, LOOK_PAGE, form).await
}
