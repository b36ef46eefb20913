//! The pages that change the shop's own row: who it is, its rules, its colour.

use super::fields::{self, Section};
use super::texts::Texts;
use super::{Settings, Tab, begin};
use crate::domain::palette::{self, Reading};
use crate::domain::settings::Group;
use crate::domain::shop::Shop;
use crate::http::assets::asset_url;
use crate::http::error::page::PageError;
use crate::http::extract::ApiQuery;
use crate::http::planner::auth::{Operator, Owner, Proven};
use crate::http::planner::flash::{self, DoneQuery};
use crate::http::planner::form::Form;
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout;
use crate::http::planner::layout::Layout;
use crate::http::state::App;
use crate::operations::settings;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

/// One of the three pages.
#[derive(Clone, Copy)]
struct Page {
    tab: Tab,
    path: &'static str,
    groups: &'static [Group],
}

const BUSINESS_PAGE: Page = Page {
    tab: Tab::Business,
    path: "/planner/settings",
    groups: &[Group::Identity, Group::Links, Group::LanguageAndTime],
};
const RULES_PAGE: Page = Page {
    tab: Tab::Rules,
    path: "/planner/settings/booking",
    groups: &[Group::BookingWindow, Group::Confirmation, Group::CustomerFields, Group::Protection, Group::Retention],
};
const LOOK_PAGE: Page = Page { tab: Tab::Look, path: "/planner/settings/look", groups: &[Group::Look] };

#[derive(Template)]
#[template(path = "planner/settings/shop.html")]
struct ShopPage {
    frame: Layout,
    settings: Settings,
    script: String,
    path: &'static str,
    sections: Vec<Section>,
    form: Form,
    wrong: bool,
    /// How well the colour reads, on its page.
    readings: Vec<Reading>,
}

async fn show(app: &App, operator: &Operator, page: Page, done: &DoneQuery) -> Result<Response, PageError> {
    let planning = app.planning();
    let shop = &planning.calendar.shop;
    let mut form = fields::form(page.groups, shop, operator.language);
    check_confirmation(app, operator, page, shop, &mut form).await?;
    answer(StatusCode::OK, begin(app, operator, page.tab, done).await?, page, form, shop)
}

fn answer(
    status: StatusCode,
    (frame, settings): (Layout, Settings),
    page: Page,
    form: Form,
    shop: &Shop,
) -> Result<Response, PageError> {
    let mut readings = if page.tab == Tab::Look { palette::readings(shop.accent.as_deref()) } else { Vec::new() };
    for reading in &mut readings {
        let ratio = reading.ratio.split_once('.').map(|(whole, tenths)| settings.t.ratio(tenths, whole));
        reading.ratio = ratio.unwrap_or_default();
    }
    let wrong = !status.is_success();
    let (script, sections) = (asset_url("planner-settings.js"), fields::sections(page.groups, frame.language));
    layout::page(status, &ShopPage { frame, settings, script, path: page.path, sections, form, wrong, readings })
}

async fn save(app: App, operator: Operator, page: Page, sent: FormData) -> Result<Response, PageError> {
    let (planning, language) = (app.planning(), operator.language);
    let (mut shop, mut form) = (planning.calendar.shop.clone(), Form::sent(sent.clone(), language));
    fields::read(page.groups, &mut form, &mut shop, language);
    if !planning.calendar.shop.confirm_by_mail {
        check_confirmation(&app, &operator, page, &shop, &mut form).await?;
    }
    if !form.is_right() {
        let begun = begin(&app, &operator, page.tab, &DoneQuery::default()).await?;
        return answer(StatusCode::UNPROCESSABLE_ENTITY, begun, page, form, &shop);
    }
    // Read again over the present row: another page of the settings may have been saved meanwhile.
    let apply = move |shop: &mut Shop| fields::read(page.groups, &mut Form::sent(sent, language), shop, language);
    settings::change_shop(&app.store, operator.user.id, apply).await?;
    if page.groups.contains(&Group::Retention) {
        settings::chose_retention(&app.store).await?;
    }
    Ok(flash::redirect(page.path, "saved"))
}

/// Notes beside the field where customers are to confirm by mail and none goes out.
async fn check_confirmation(
    app: &App,
    operator: &Operator,
    page: Page,
    shop: &Shop,
    form: &mut Form,
) -> Result<(), PageError> {
    if page.tab == Tab::Rules && shop.confirm_by_mail && !app.sends_mail().await? {
        form.refuse("confirm_by_mail", Texts::of(operator.language).no_mail());
    }
    Ok(())
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
