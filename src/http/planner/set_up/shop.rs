//! `/planner/set-up/shop`: who the shop is, by the fields of its settings.

use super::steps::{Guide, go_on};
use super::texts::Texts;
use crate::domain::settings::{SETTINGS, Setting};
use crate::http::planner::prelude::*;
use crate::http::planner::settings::fields::{self, Field};
use crate::operations::set_up::step::Step;
use crate::operations::settings::{PROPOSED_RETENTION_DAYS, change_shop, chose_retention};

/// What is asked first, in this order, and must be filled.
const REQUIRED: [&str; 3] = ["name", "location", "email"];
/// What can be left as it is.
const USUAL: [&str; 3] = ["time_zone", "retention_days", "privacy_url"];
/// What is folded away.
const FURTHER: [&str; 6] = ["phone", "address", "website", "imprint_url", "accessibility_url", "language"];

#[derive(Template)]
#[template(path = "planner/set_up/shop.html")]
struct ShopPage {
    frame: Layout,
    guide: Guide,
    t: Texts,
    form: Form,
    first: Vec<Field>,
    further: Vec<Field>,
}

impl ShopPage {
    async fn new(operator: &Operator, form: Form) -> Result<Self, PageError> {
        let (frame, guide) = Guide::new(operator, Step::Shop).await?;
        let focus = form.focus(&asked());
        let fields = |names: &[&str]| -> Vec<Field> {
            let fields = settings(names).filter_map(|setting| fields::field(setting, operator.language));
            let is_required = |field: &Field| REQUIRED.contains(&field.name);
            fields.map(|field| Field { required: is_required(&field), focused: field.name == focus, ..field }).collect()
        };
        let (first, further) = (fields(&[&REQUIRED[..], &USUAL].concat()), fields(&FURTHER));
        Ok(Self { frame, t: guide.t, guide, form, first, further })
    }

    /// Whether something is wrong that is folded away otherwise.
    fn is_further(&self) -> bool {
        self.further.iter().any(|field| !self.form.fault(field.name).is_empty())
    }
}

/// All that is asked.
fn asked() -> Vec<&'static str> {
    [&REQUIRED[..], &USUAL, &FURTHER].concat()
}

/// The settings of these names, in this order.
fn settings(names: &[&str]) -> impl Iterator<Item = &'static Setting> {
    names.iter().filter_map(|name| SETTINGS.iter().find(|setting| setting.name == *name))
}

/// Takes all fields at once. The shop's language is offered to customers too.
fn read(form: &mut Form, shop: &mut Shop) {
    fields::read_each(settings(&asked()), form, shop);
    for name in REQUIRED {
        if form.value(name).is_empty() && form.fault(name).is_empty() {
            form.keep::<()>(name, Err(Invalid::Required));
        }
    }
    if !shop.offers_its_language() {
        shop.languages.insert(0, shop.language);
    }
}

/// What a new shop is offered: the language and the address of who sets it up, and how long data are kept.
fn offered(mut shop: Shop, operator: &Operator) -> Shop {
    if shop.name.is_empty() {
        shop.language = operator.language;
        shop.email.get_or_insert_with(|| operator.user.email.clone());
        shop.retention_days.get_or_insert(PROPOSED_RETENTION_DAYS);
    }
    shop
}

/// `GET /planner/set-up/shop`
pub async fn show_shop(operator: Owner) -> PageResult {
    let shop = offered(operator.app.planning().calendar.shop.clone(), &operator);
    let form = fields::filled(settings(&asked()), &shop, operator.language);
    layout::page(StatusCode::OK, &ShopPage::new(&operator, form).await?)
}

/// `POST /planner/set-up/shop`
pub async fn save_shop(operator: Proven<Owner>, sent: FormData) -> PageResult {
    let mut form = Form::sent(sent, operator.language);
    read(&mut form, &mut operator.app.planning().calendar.shop.clone());
    if !form.is_right() {
        return layout::page(StatusCode::UNPROCESSABLE_ENTITY, &ShopPage::new(&operator, form).await?);
    }
    change_shop(&operator.app.store, operator.user.id, move |shop| read(&mut form, shop)).await?;
    chose_retention(&operator.app.store).await?;
    go_on(&operator.app, Step::Shop).await
}
