//! `/planner/settings/homepage`: the tag to paste, with a preview, and which pages may embed the widget.

use super::fields::{self, Section};
use super::{Settings, Tab, begin};
use crate::domain::settings::Group;
use crate::domain::shop::{Calendar, Language};
use crate::http::error::page::PageError;
use crate::http::extract::ApiQuery;
use crate::http::planner::auth::{Operator, Owner};
use crate::http::planner::flash::{self, DoneQuery};
use crate::http::planner::form::Form;
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout;
use crate::http::planner::layout::Layout;
use crate::http::planner::seen::{self, Seen};
use crate::http::state::App;
use crate::i18n::own_name;
use crate::operations::settings;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use std::fmt::Write;

/// What the tag shall do.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct TagQuery {
    form: String,
    service: String,
    resource: String,
    lang: String,
    days: String,
    done: String,
}

/// A choice of a list: value and words.
type Choice = (String, String);

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
    wrong: bool,
    /// The plain booking page.
    address: String,
    scripts: [String; 2],
}

/// The tag, as checked: only what exists is in it.
struct Tag {
    form: &'static str,
    service: String,
    resource: String,
    lang: String,
    days: String,
}

const FORMS: [&str; 4] = ["inline", "button", "link", "iframe"];

impl Tag {
    fn checked(query: &TagQuery, calendar: &Calendar) -> Self {
        let known =
            |ids: Vec<&str>, wanted: &str| ids.into_iter().find(|id| *id == wanted).unwrap_or_default().to_owned();
        let services = calendar.bookable_services().map(|service| service.id.as_str()).collect();
        let resources = calendar.resources.iter().filter(|resource| resource.online && !resource.archived);
        Self {
            form: FORMS.into_iter().find(|form| *form == query.form).unwrap_or("inline"),
            service: known(services, &query.service),
            resource: known(resources.map(|resource| resource.id.as_str()).collect(), &query.resource),
            lang: known(Language::offered().map(Language::tag).collect(), &query.lang),
            days: query
                .days
                .parse()
                .ok()
                .filter(|days| (1..=31).contains(days))
                .map(|days: u8| days.to_string())
                .unwrap_or_default(),
        }
    }

    /// The same as a form shows it.
    fn wanted(&self, language: Language) -> Form {
        let fields =
            [("service", &self.service), ("resource", &self.resource), ("lang", &self.lang), ("days", &self.days)];
        let form = Form::new(language).with("form", self.form);
        fields.into_iter().fold(form, |form, (name, value)| form.with(name, value))
    }

    /// What to paste. Ids hold nothing that would end an attribute, which the shop's own checks see to; escaped all the same.
    fn code(&self, public_url: &str, link_text: &str) -> String {
        match self.form {
            "link" => format!("<a href=\"{}\">{link_text}</a>", escaped(&self.url(public_url, false))),
            "iframe" => format!(
                "<iframe src=\"{}\" title=\"{link_text}\" width=\"100%\" height=\"760\" loading=\"lazy\" style=\"border: 0\"></iframe>",
                escaped(&self.url(public_url, true))
            ),
            form => {
                let mode = if form == "button" { form } else { "" };
                let mut attributes = String::new();
                let given = [
                    ("mode", mode),
                    ("service", &self.service),
                    ("resource", &self.resource),
                    ("lang", &self.lang),
                    ("days", &self.days),
                ];
                for (name, value) in given.into_iter().filter(|(_, value)| !value.is_empty()) {
                    // Writing into a string cannot fail.
                    let _ = write!(attributes, " data-{name}=\"{}\"", escaped(value));
                }
                format!(
                    "<script async src=\"{public_url}/widget.js\"{attributes}></script>\n\
                     <noscript><a href=\"{}\">{link_text}</a></noscript>",
                    escaped(&self.url(public_url, false))
                )
            }
        }
    }

    fn url(&self, public_url: &str, embed: bool) -> String {
        let query = [
            ("service", self.service.as_str()),
            ("resource", &self.resource),
            ("lang", &self.lang),
            ("embed", if embed { "1" } else { "" }),
        ];
        crate::http::pages::url(&format!("{public_url}/"), &query)
    }

    /// The address of the booking page for a preview on this origin.
    fn preview_url(&self) -> String {
        self.url("", self.form == "iframe")
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

/// `GET /planner/settings/homepage`
pub async fn show_tag(
    State(app): State<App>,
    Owner(operator): Owner,
    ApiQuery(query): ApiQuery<TagQuery>,
) -> Result<Response, PageError> {
    let planning = app.planning();
    let form = fields::form(WEBSITES, &planning.calendar.shop, operator.language);
    show(&app, &operator, &query, form, StatusCode::OK).await
}

async fn show(
    app: &App,
    operator: &Operator,
    query: &TagQuery,
    form: Form,
    status: StatusCode,
) -> Result<Response, PageError> {
    let done = DoneQuery { done: query.done.clone() };
    let (frame, settings) = begin(app, operator, Tab::Homepage, &done).await?;
    let (planning, t) = (app.planning(), settings.t);
    let calendar = &planning.calendar;
    let tag = Tag::checked(query, calendar);
    let labels = [t.inline(), t.button(), t.link(), t.iframe()];
    let page = HomepagePage {
        wanted: tag.wanted(operator.language),
        forms: choices(FORMS.into_iter().zip(labels), None),
        services: choices(named_services(calendar, operator.language), Some(t.all_services())),
        resources: choices(named_resources(calendar), Some(t.any_resource())),
        languages: choices(Language::offered().map(|one| (one.tag(), own_name(one))), Some(t.page_language())),
        days: choices((1..=14).map(|days: u8| (days.to_string(), days.to_string())), Some(t.as_many_as_fit())),
        code: tag.code(&app.settings.public_url, t.link_text()),
        tag,
        seen: seen::list(app, operator.language).await?,
        sections: fields::sections(WEBSITES, operator.language),
        form,
        wrong: !status.is_success(),
        address: format!("{}/", app.settings.public_url),
        scripts: ["planner-settings.js", "planner-set-up.js"].map(crate::http::assets::asset_url),
        frame,
        settings,
    };
    layout::page(status, &page)
}

fn named_services(calendar: &Calendar, language: Language) -> Vec<(String, String)> {
    calendar.bookable_services().map(|service| (service.id.to_string(), service.texts_in(language).name)).collect()
}

fn named_resources(calendar: &Calendar) -> Vec<(String, String)> {
    let online = calendar.resources.iter().filter(|resource| resource.online && !resource.archived);
    online.map(|resource| (resource.id.to_string(), resource.name.clone())).collect()
}

fn choices<V: Into<String>, L: Into<String>>(
    list: impl IntoIterator<Item = (V, L)>,
    none: Option<&str>,
) -> Vec<Choice> {
    let none = none.map(|label| (String::new(), label.to_owned()));
    let list = list.into_iter().map(|(value, label)| (value.into(), label.into()));
    none.into_iter().chain(list).collect()
}

/// `POST /planner/settings/homepage`: which pages may embed the widget.
pub async fn save_origins(
    State(app): State<App>,
    Owner(operator): Owner,
    sent: FormData,
) -> Result<Response, PageError> {
    let mut shop = app.planning().calendar.shop.clone();
    let mut form = Form::sent(sent, operator.language);
    fields::read(WEBSITES, &mut form, &mut shop, operator.language);
    if !form.is_right() {
        return show(&app, &operator, &TagQuery::default(), form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let origins = shop.allowed_origins;
    settings::change_shop(&app.store, operator.user.id, move |shop| shop.allowed_origins = origins).await?;
    Ok(flash::redirect("/planner/settings/homepage", "saved"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(form: &'static str) -> Tag {
        Tag { form, service: "anpassung".into(), resource: String::new(), lang: "en".into(), days: String::new() }
    }

    #[test]
    fn every_form_has_its_code() {
        let code = |form| tag(form).code("https://termine.example.de", "Termin online buchen");
        assert_eq!(
            code("button"),
            "<script async src=\"https://termine.example.de/widget.js\" data-mode=\"button\" data-service=\"anpassung\" data-lang=\"en\"></script>\n\
             <noscript><a href=\"https://termine.example.de/?service=anpassung&amp;lang=en\">Termin online buchen</a></noscript>"
        );
        assert_eq!(
            code("link"),
            "<a href=\"https://termine.example.de/?service=anpassung&amp;lang=en\">Termin online buchen</a>"
        );
        assert!(
            code("iframe")
                .starts_with("<iframe src=\"https://termine.example.de/?service=anpassung&amp;lang=en&amp;embed=1\"")
        );
    }
}
