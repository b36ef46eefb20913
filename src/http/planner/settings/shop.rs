//! The pages that change the shop's own row: who it is, its rules, its colour.

use super::fields::{self, Section};
use super::{Entry, Settings, Tab, Texts, begin};
use crate::domain::palette::{self, Reading};
use crate::domain::settings::Group;
use crate::http::planner::prelude::*;
use crate::operations::settings;

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

/// The settings on these pages.
pub(super) fn entries(language: Language) -> impl Iterator<Item = Entry> {
    let pages = [BUSINESS_PAGE, RULES_PAGE, LOOK_PAGE].into_iter();
    pages.flat_map(move |page| {
        let found = fields::sections(page.groups, language).into_iter();
        found.flat_map(move |section| {
            let entry = move |field: fields::Field| Entry {
                href: format!("{}#f-{}", page.path, field.name),
                label: field.label,
                section: section.title,
            };
            section.fields.into_iter().map(entry)
        })
    })
}

#[derive(Template)]
#[template(path = "planner/settings/shop.html")]
struct ShopPage {
    frame: Layout,
    settings: Settings,
    path: &'static str,
    sections: Vec<Section>,
    form: Form,
    wrong: bool,
    /// How well the colour reads, on its page.
    readings: Vec<Reading>,
}

async fn show(operator: &Operator, page: Page) -> PageResult {
    let planning = operator.app.planning();
    let shop = &planning.calendar.shop;
    let mut form = fields::form(page.groups, shop, operator.language);
    check_confirmation(operator, page, shop, &mut form).await?;
    answer(StatusCode::OK, begin(operator, page.tab).await?, page, form, shop)
}

fn answer(
    status: StatusCode,
    (frame, settings): (Layout, Settings),
    page: Page,
    form: Form,
    shop: &Shop,
) -> PageResult {
    let mut readings = if page.tab == Tab::Look { palette::readings(shop.accent.as_deref()) } else { Vec::new() };
    for reading in &mut readings {
        let ratio = reading.ratio.split_once('.').map(|(whole, tenths)| settings.t.ratio(tenths, whole));
        reading.ratio = ratio.unwrap_or_default();
    }
    let wrong = !status.is_success();
    let sections = fields::sections(page.groups, frame.language);
    layout::page(status, &ShopPage { frame, settings, path: page.path, sections, form, wrong, readings })
}

async fn save(operator: &Operator, page: Page, sent: FormData) -> PageResult {
    let (planning, language) = (operator.app.planning(), operator.language);
    let (mut shop, mut form) = (planning.calendar.shop.clone(), Form::sent(sent.clone(), language));
    fields::read(page.groups, &mut form, &mut shop, language);
    if !planning.calendar.shop.confirm_by_mail {
        check_confirmation(operator, page, &shop, &mut form).await?;
    }
    if !form.is_right() {
        let begun = begin(operator, page.tab).await?;
        return answer(StatusCode::UNPROCESSABLE_ENTITY, begun, page, form, &shop);
    }
    // Read again over the present row: another page of the settings may have been saved meanwhile.
    let apply = move |shop: &mut Shop| fields::read(page.groups, &mut Form::sent(sent, language), shop, language);
    settings::change_shop(&operator.app.store, operator.user.id, apply).await?;
    if page.groups.contains(&Group::Retention) {
        settings::chose_rules(&operator.app.store).await?;
    }
    Ok(operator.done(page.path, Texts::of(language).saved()))
}

/// Notes beside the field where customers are to confirm by mail and none goes out.
async fn check_confirmation(operator: &Operator, page: Page, shop: &Shop, form: &mut Form) -> Result<(), PageError> {
    if page.tab == Tab::Rules && shop.confirm_by_mail && !operator.app.sends_mail().await? {
        form.refuse("confirm_by_mail", Texts::of(operator.language).no_mail());
    }
    Ok(())
}

/// `GET /planner/settings`
pub async fn show_business(operator: Owner) -> PageResult {
    show(&operator, BUSINESS_PAGE).await
}

/// `POST /planner/settings`
pub async fn save_business(operator: Proven<Owner>, form: FormData) -> PageResult {
    save(&operator, BUSINESS_PAGE, form).await
}

/// `GET /planner/settings/booking`
pub async fn show_rules(operator: Owner) -> PageResult {
    show(&operator, RULES_PAGE).await
}

/// `POST /planner/settings/booking`
pub async fn save_rules(operator: Proven<Owner>, form: FormData) -> PageResult {
    save(&operator, RULES_PAGE, form).await
}

/// `GET /planner/settings/look`
pub async fn show_look(operator: Owner) -> PageResult {
    show(&operator, LOOK_PAGE).await
}

/// `POST /planner/settings/look`
pub async fn save_look(operator: Owner, form: FormData) -> PageResult {
    save(&operator, LOOK_PAGE, form).await
}
