//! `/planner/set-up/shop`: who the shop is, by the fields of its settings.

use super::steps::{Guide, Step, go_on};
use super::texts::Texts;
use crate::domain::settings::{SETTINGS, Setting};
use crate::domain::shop::{Language, Shop};
use crate::domain::values::Invalid;
use crate::http::error::page::PageError;
use crate::http::planner::auth::{Operator, Owner, Proven};
use crate::http::planner::form_data::FormData;
use crate::http::planner::form_reader::Errors;
use crate::http::planner::layout;
use crate::http::planner::layout::Layout;
use crate::http::planner::settings::fields::{self, Field};
use crate::http::state::App;
use crate::operations::settings::change_shop;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

/// What is asked first, in this order, and must be filled.
const REQUIRED: [&str; 3] = ["name", "location", "email"];
/// What can be left as it is.
const USUAL: [&str; 1] = ["time_zone"];
/// What is folded away.
const FURTHER: [&str; 6] = ["phone", "address", "website", "privacy_url", "imprint_url", "language"];

#[derive(Template)]
#[template(path = "planner/set_up/shop.html")]
struct ShopPage {
    frame: Layout,
    guide: Guide,
    t: &'static Texts,
    first: Vec<Field>,
    further: Vec<Field>,
}

impl ShopPage {
    async fn new(
        app: &App,
        operator: &Operator,
        shop: &Shop,
        form: Option<&FormData>,
        errors: &Errors,
    ) -> Result<Self, PageError> {
        let (frame, guide) = Guide::new(app, operator, Step::Shop).await?;
        let all = [&REQUIRED[..], &USUAL, &FURTHER].concat();
        let focus = all.iter().find(|name| !errors.of(name).is_empty()).unwrap_or(&all[0]);
        let fields = |names: &[&str]| -> Vec<Field> {
            let fields = settings(names).filter_map(|one| fields::field(one, shop, form, errors, operator.language));
            let is_required = |field: &Field| REQUIRED.contains(&field.name);
            fields
                .map(|field| Field { required: is_required(&field), focused: field.name == *focus, ..field })
                .collect()
        };
        let first = fields(&[&REQUIRED[..], &USUAL].concat());
        Ok(Self { frame, t: guide.t, guide, first, further: fields(&FURTHER) })
    }

    /// Whether something is wrong that is folded away otherwise.
    fn is_further(&self) -> bool {
        self.further.iter().any(|field| !field.error.is_empty())
    }
}

/// The settings of these names, in this order.
fn settings(names: &[&str]) -> impl Iterator<Item = &'static Setting> {
    names.iter().filter_map(|name| SETTINGS.iter().find(|setting| setting.name == *name))
}

/// Takes all fields at once. The shop's language is offered to customers too.
fn read(form: &FormData, shop: &mut Shop, language: Language) -> Errors {
    let asked = settings(&[&REQUIRED[..], &USUAL, &FURTHER].concat()).collect::<Vec<_>>();
    let mut errors = fields::read_each(asked.into_iter(), form, shop, language);
    for name in REQUIRED.iter().filter(|name| form.text(name).is_empty()) {
        if errors.of(name).is_empty() {
            errors.add(*name, Invalid::Required.message(language));
        }
    }
    if !shop.offers_its_language() {
        shop.languages.insert(0, shop.language);
    }
    errors
}

/// What a new shop is offered: the language and the address of who sets it up.
fn offered(mut shop: Shop, operator: &Operator) -> Shop {
    if shop.name.is_empty() {
        shop.language = operator.language;
        shop.email.get_or_insert_with(|| operator.user.email.to_string());
    }
    shop
}

/// `GET /planner/set-up/shop`
pub async fn show_shop(State(app): State<App>, Owner(operator): Owner) -> Result<Response, PageError> {
    let shop = offered(app.planning().calendar.shop.clone(), &operator);
    layout::page(StatusCode::OK, &ShopPage::new(&app, &operator, &shop, None, &Errors::default()).await?)
}

/// `POST /planner/set-up/shop`
pub async fn save_shop(
    State(app): State<App>,
    Proven(Owner(operator)): Proven<Owner>,
    form: FormData,
) -> Result<Response, PageError> {
    let mut shop = app.planning().calendar.shop.clone();
    let language = operator.language;
    let errors = read(&form, &mut shop, language);
    if !errors.is_empty() {
        let page = ShopPage::new(&app, &operator, &shop, Some(&form), &errors).await?;
        return layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    change_shop(&app.store, operator.user.id, move |shop| drop(read(&form, shop, language))).await?;
    go_on(&app, Step::Shop).await
}
