//! `/planner/settings/homepage`: the tag to paste, with a preview, and which pages may embed the widget.

use super::fields::{self, Section};
use super::{Settings, Tab, Texts, begin};
use crate::domain::settings::Group;
use crate::domain::widget_tag::{FORMS, Tag, TagQuery};
use crate::http::planner::choices::{self, Choice};
use crate::http::planner::prelude::*;
use crate::http::planner::seen::{self, Seen};
use crate::operations::settings;

const WEBSITES: &[Group] = &[Group::Websites];

#[derive(Template)]
#[template(path = "planner/settings/homepage.html")]
struct HomepagePage {
    frame: Layout,
    settings: Settings,
    /// What the tag shall do.
    wanted: Form,
    forms: Vec<Choice>,
    services: Vec<Choice>,
    resources: Vec<Choice>,
    languages: Vec<Choice>,
    days: Vec<Choice>,
    code: String,
    tag: Tag,
    seen: Vec<Seen>,
    sections: Vec<Section>,
    form: Form,
    /// The plain booking page.
    address: String,
}

/// `GET /planner/settings/homepage`
pub async fn show_tag(operator: Owner, ApiQuery(query): ApiQuery<TagQuery>) -> PageResult {
    let planning = operator.app.planning();
    let form = fields::form(WEBSITES, &planning.calendar.shop, operator.language);
    show(&operator, &query, form).await
}

async fn show(operator: &Operator, query: &TagQuery, form: Form) -> PageResult {
    let (frame, settings) = begin(operator, Tab::Homepage).await?;
    let (planning, t) = (operator.app.planning(), settings.t);
    let calendar = &planning.calendar;
    let tag = Tag::checked(query, calendar);
    let services = calendar.bookable_services().map(|one| choices::service(one, operator.language));
    let online = calendar.resources.iter().filter(|resource| resource.online && !resource.archived);
    let labels = [t.inline(), t.button(), t.link(), t.iframe()];
    let page = HomepagePage {
        wanted: wanted(&tag, operator.language),
        forms: listed(FORMS.into_iter().zip(labels), None),
        services: listed(services, Some(t.all_services())),
        resources: listed(online.map(choices::resource), Some(t.any_resource())),
        languages: listed(Language::offered().map(|one| (one.tag(), own_name(one))), Some(t.page_language())),
        days: listed((1..=14).map(|days: u8| (days.to_string(), days.to_string())), Some(t.as_many_as_fit())),
        code: tag.code(&operator.app.settings.public_url, t.link_text()),
        tag,
        seen: seen::list(&operator.app, operator.language).await?,
        sections: fields::sections(WEBSITES, operator.language),
        form,
        address: format!("{}/", operator.app.settings.public_url),
        frame,
        settings,
    };
    layout::page(page.form.status(), &page)
}

/// What the tag does, as a form shows it.
fn wanted(tag: &Tag, language: Language) -> Form {
    let fields = [("service", &tag.service), ("resource", &tag.resource), ("lang", &tag.lang), ("days", &tag.days)];
    fields.into_iter().fold(Form::new(language).with("form", tag.form), |form, (name, value)| form.with(name, value))
}

fn listed<V: Into<String>, L: Into<String>>(list: impl IntoIterator<Item = (V, L)>, none: Option<&str>) -> Vec<Choice> {
    let none = none.map(|label| (String::new(), label.to_owned()));
    let list = list.into_iter().map(|(value, label)| (value.into(), label.into()));
    none.into_iter().chain(list).collect()
}

/// `POST /planner/settings/homepage`: which pages may embed the widget.
pub async fn save_origins(operator: Owner, sent: FormData) -> PageResult {
    let mut shop = operator.app.planning().calendar.shop.clone();
    let mut form = Form::sent(sent, operator.language);
    fields::read(WEBSITES, &mut form, &mut shop, operator.language);
    if !form.is_right() {
        return show(&operator, &TagQuery::default(), form).await;
    }
    let origins = shop.allowed_origins;
    settings::change_shop(&operator.app.store, operator.user.id, move |shop| shop.allowed_origins = origins).await?;
    Ok(operator.done("/planner/settings/homepage", Texts::of(operator.language).saved()))
}
