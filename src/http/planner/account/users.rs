//! `/planner/accounts`: everybody who may sign in, and whether owners need a second factor.

use super::texts::Texts;
use crate::domain::account::User;
use crate::domain::settings::Group;
use crate::http::planner::prelude::*;
use crate::http::planner::settings::fields::{self, Section};
use crate::http::planner::settings::{Settings, Tab};
use crate::operations::settings;

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

async fn show(operator: &Operator, form: Form) -> PageResult {
    let page = PeoplePage {
        frame: Layout::new(operator, Area::Settings).await?,
        settings: Settings::of(operator, Tab::Accounts),
        t: Texts::of(operator.language),
        people: accounts::list(&operator.app.store).await?,
        with_factor: accounts::with_second_factor(&operator.app.store).await?,
        own: operator.user.id,
        sections: fields::sections(SIGN_IN, operator.language),
        form,
    };
    layout::page(page.form.status(), &page)
}

/// `GET /planner/accounts`
pub async fn list_accounts(operator: Owner) -> PageResult {
    let form = fields::form(SIGN_IN, &operator.app.planning().calendar.shop, operator.language);
    show(&operator, form).await
}

/// `POST /planner/accounts`: whether owners need a second factor. Owners without one are asked for it at their next page.
pub async fn demand_factor(operator: Proven<Owner>, sent: FormData) -> PageResult {
    let mut shop = operator.app.planning().calendar.shop.clone();
    let mut form = Form::sent(sent, operator.language);
    fields::read(SIGN_IN, &mut form, &mut shop, operator.language);
    if !form.is_right() {
        return show(&operator, form).await;
    }
    let needed = shop.owners_need_second_factor;
    settings::change_shop(&operator.app.store, operator.user.id, move |shop| shop.owners_need_second_factor = needed)
        .await?;
    Ok(operator.done("/planner/accounts", Texts::of(operator.language).done_saved()))
}
