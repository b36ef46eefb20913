//! `/planner/settings/mail-texts`: the shop's own words, message by message and language by language.

use super::texts::Texts;
use super::{Settings, Tab, begin};
use crate::delivery::message::templates::{About, Preview, preview, standard};
use crate::domain::mail_template::{MailTemplate, Placeholder};
use crate::domain::notice::NoticeKind;
use crate::domain::schedule;
use crate::domain::schedule::{Audience, AvailabilityQuery};
use crate::domain::shop::{Language, Service};
use crate::domain::snapshot::CalendarSnapshot;
use crate::domain::time::{LocalDay, Minute, today};
use crate::domain::values::{Invalid, MailBody, MailSubject};
use crate::http::assets::asset_url;
use crate::http::error::ApiError;
use crate::http::error::page::PageError;
use crate::http::extract::{ApiPath, ApiQuery};
use crate::http::planner::auth::{Operator, Owner};
use crate::http::planner::flash::{self, DoneQuery};
use crate::http::planner::form::Form;
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout;
use crate::http::planner::layout::Layout;
use crate::http::planner::mail_words;
use crate::http::state::App;
use crate::i18n::own_name;
use crate::i18n::placeholders::unknown_placeholders;
use crate::operations::settings;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Days, Utc};

/// One message in one language, in the list.
struct Entry {
    href: String,
    label: &'static str,
    language: &'static str,
    own: bool,
}

#[derive(Template)]
#[template(path = "planner/settings/mail_texts.html")]
struct ListPage {
    frame: Layout,
    settings: Settings,
    to_customers: Vec<Entry>,
    to_shop: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "planner/settings/mail_text.html")]
struct EditPage {
    frame: Layout,
    settings: Settings,
    label: &'static str,
    language: &'static str,
    path: String,
    form: Form,
    /// Whether the shop has words of its own here, and they are what is shown.
    own: bool,
    /// Whether there are any to give up.
    can_reset: bool,
    /// Whether the fields hold the program's words.
    is_standard: bool,
    placeholders: Vec<&'static str>,
    script: String,
    preview: Preview,
}

/// `GET /planner/settings/mail-texts`
pub async fn list_texts(
    State(app): State<App>,
    Owner(operator): Owner,
    ApiQuery(done): ApiQuery<DoneQuery>,
) -> Result<Response, PageError> {
    let (frame, settings) = begin(&app, &operator, Tab::MailTexts, &done).await?;
    let changed = settings::changed_mail_texts(&app.store).await?;
    let planning = app.planning();
    let shop = &planning.calendar.shop;
    let entry = |kind: NoticeKind, language: Language| Entry {
        href: path(kind, language),
        label: mail_words::name(kind, operator.language),
        language: own_name(language),
        own: changed.iter().any(|(of, tag)| of == kind.word() && tag == language.tag()),
    };
    let entries = |for_shop: bool, languages: &[Language]| {
        let kinds = NoticeKind::ALL.into_iter().filter(|kind| kind.is_for_shop() == for_shop);
        kinds
            .flat_map(|kind| languages.iter().map(move |language| (kind, *language)))
            .map(|(kind, language)| entry(kind, language))
            .collect()
    };
    let page = ListPage {
        frame,
        to_customers: entries(false, &shop.languages),
        to_shop: entries(true, &[shop.language]),
        settings,
    };
    layout::page(StatusCode::OK, &page)
}

fn path(kind: NoticeKind, language: Language) -> String {
    format!("/planner/settings/mail-texts/{}/{}", kind.word(), language.tag())
}

/// The message that a path names.
struct Which {
    kind: NoticeKind,
    language: Language,
}

impl Which {
    fn read((kind, language): (String, String)) -> Result<Self, ApiError> {
        let kind = NoticeKind::from_word(&kind).ok_or_else(ApiError::not_found)?;
        let language = Language::from_tag(&language).ok_or_else(ApiError::not_found)?;
        Ok(Self { kind, language })
    }
}

/// `GET /planner/settings/mail-texts/{kind}/{language}`
pub async fn edit_text(
    State(app): State<App>,
    Owner(operator): Owner,
    ApiPath(which): ApiPath<(String, String)>,
    ApiQuery(done): ApiQuery<DoneQuery>,
) -> Result<Response, PageError> {
    let Which { kind, language } = Which::read(which)?;
    let own = settings::own_words(&app.store, kind, language).await?;
    let page = edit_page(&app, &operator, &Which { kind, language }, own, &done).await?;
    layout::page(StatusCode::OK, &page)
}

async fn edit_page(
    app: &App,
    operator: &Operator,
    which: &Which,
    own: MailTemplate,
    done: &DoneQuery,
) -> Result<EditPage, PageError> {
    let planning = app.planning();
    let (kind, language, shop) = (which.kind, which.language, &planning.calendar.shop);
    let now = app.clock.now();
    let example = Example::of(&planning, now);
    let service = example.service.map(|service| service.texts_in(language).name);
    let about = About {
        shop,
        service: service.as_deref().unwrap_or("–"),
        start: example.start,
        minutes: example.service.map_or(60, |service| service.duration_minutes),
        public_url: &app.settings.public_url,
    };
    let preview = preview(kind, language, &own, about, now).map_err(ApiError::internal)?;
    let saved = settings::own_words(&app.store, kind, language).await?;
    let standard = standard(kind, language, shop, operator.language);
    let (frame, settings) = begin(app, operator, Tab::MailTexts, done).await?;
    Ok(EditPage {
        frame,
        settings,
        label: mail_words::name(which.kind, operator.language),
        language: own_name(which.language),
        path: path(which.kind, which.language),
        own: !saved.is_empty() && saved == own,
        can_reset: !saved.is_empty(),
        is_standard: own.is_empty(),
        form: Form::new(operator.language)
            .with_some("subject", own.subject.or(standard.subject))
            .with_some("body", own.body.or(standard.body)),
        placeholders: Placeholder::ALL.iter().map(|placeholder| placeholder.word(operator.language)).collect(),
        script: asset_url("planner-settings.js"),
        preview,
    })
}

/// `POST /planner/settings/mail-texts/{kind}/{language}`: saves, or with `preview` only shows.
pub async fn save_text(
    State(app): State<App>,
    Owner(operator): Owner,
    ApiPath(which): ApiPath<(String, String)>,
    form: FormData,
) -> Result<Response, PageError> {
    let which = Which::read(which)?;
    let Which { kind, language } = which;
    let reset = form.has("reset");
    let standard = standard(kind, language, &app.planning().calendar.shop, operator.language);
    let own = if reset { MailTemplate::default() } else { typed(&form, &standard) };
    let faults = [
        ("subject", problem(own.subject.as_deref(), MailSubject::parse_optional, operator.language)),
        ("body", problem(own.body.as_deref(), MailBody::parse_optional, operator.language)),
    ];
    let wrong = faults.iter().any(|(_, fault)| fault.is_some());
    if wrong || form.has("preview") {
        let mut page = edit_page(&app, &operator, &which, own, &DoneQuery::default()).await?;
        for (field, fault) in faults {
            fault.into_iter().for_each(|sentence| page.form.refuse(field, sentence));
        }
        return layout::page(if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page);
    }
    settings::save_own_words(&app.store, operator.user.id, kind, language, own).await?;
    let done = if reset { "reset" } else { "saved" };
    Ok(flash::redirect(&path(kind, language), done))
}

/// The words that were typed. What was left as the program says it stays the program's.
fn typed(form: &FormData, standard: &MailTemplate) -> MailTemplate {
    let filled = |name: &str| Some(form.text(name).replace("\r\n", "\n")).filter(|text| !text.is_empty());
    MailTemplate {
        subject: filled("subject").filter(|text| standard.subject.as_ref() != Some(text)),
        body: filled("body").filter(|text| standard.body.as_ref() != Some(text)),
    }
}

/// What the message shown is about: the first service on offer, at a time in about a week that it is offered at.
struct Example<'a> {
    service: Option<&'a Service>,
    start: Minute,
}

impl<'a> Example<'a> {
    fn of(planning: &'a CalendarSnapshot, now: DateTime<Utc>) -> Self {
        let zone = planning.calendar.shop.time_zone;
        let service = planning.calendar.bookable_services().next();
        let from = today(now, zone) + Days::new(7);
        let offered = service.and_then(|service| {
            let question = AvailabilityQuery { service, resource: None, moving: None, scope: Audience::Online };
            let page = schedule::page(planning, &question, from, 1, now);
            Some(page.days.first()?.slots.first()?.start)
        });
        let at_ten = LocalDay::of(from, zone).start.plus(10 * 60);
        Self { service, start: offered.unwrap_or(at_ten) }
    }
}

/// What is wrong with a text, as a sentence.
fn problem<T>(text: Option<&str>, parse: fn(&str) -> Result<T, Invalid>, language: Language) -> Option<String> {
    let text = text?;
    if let Err(invalid) = parse(text) {
        return Some(invalid.message(language));
    }
    let unknown = unknown_placeholders(text);
    Some(Texts::of(language).unknown_placeholder(unknown.first()?))
}
