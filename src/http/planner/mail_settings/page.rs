//! The page and its three buttons.

use super::form::MailForm;
use super::test_mail::{self, Tested};
use super::texts::Texts;
use crate::domain::shop::Language;
use crate::domain::time::Minute;
use crate::http::client_address::ClientAddress;
use crate::http::error::page::PageError;
use crate::http::extract::ApiQuery;
use crate::http::middleware::rate_limits::Action;
use crate::http::planner::auth::{Operator, Owner, Proven};
use crate::http::planner::flash::{self, DoneQuery};
use crate::http::planner::form::Form;
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::planner::settings::{Settings, Tab};
use crate::http::state::App;
use crate::i18n::dates;
use crate::operations::booking::disown;
use crate::operations::mail::{self, OutboxStatus, Suppressed};
use crate::operations::settings;
use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::DateTime;
use std::mem;

/// The page's address.
const PATH: &str = "/planner/settings/mail";

#[derive(Template)]
#[template(path = "planner/mail_settings/page.html")]
struct MailPage {
    frame: Layout,
    settings: Settings,
    t: Texts,
    mail: MailForm,
    /// Where a test mail goes.
    test: Form,
    tested: Option<Tested>,
    outbox: OutboxStatus,
    has_sender: bool,
    /// Addresses that get no mail: as they are, and since when.
    suppressed: Vec<(String, String)>,
    /// Whether to ask for reminders: with the first mail server, where none are sent yet.
    asks_to_remind: bool,
}

impl MailPage {
    async fn new(app: &App, operator: &Operator) -> Result<Self, PageError> {
        let t = Texts::of(operator.language);
        let mut outbox = mail::outbox_status(&app.store).await?;
        let suppressed = mem::take(&mut outbox.suppressed);
        let mail = MailForm::new(app, t).await?.reminding(true);
        Ok(Self {
            frame: Layout::new(app, operator, Area::Settings).await?,
            settings: Settings::of(operator, Tab::Mail),
            t,
            asks_to_remind: !mail.is_set && app.planning().calendar.shop.reminder_hours.is_none(),
            mail,
            test: test_to(&operator.user.email, t),
            tested: None,
            outbox,
            has_sender: app.planning().calendar.shop.email.is_some(),
            suppressed: suppressed.into_iter().map(|one| dated(app, one, operator.language)).collect(),
        })
    }
}

fn test_to(address: &str, t: Texts) -> Form {
    Form::new(t.language()).with("to", address)
}

fn dated(app: &App, suppressed: Suppressed, language: Language) -> (String, String) {
    let since = Minute::floor(DateTime::from_timestamp(suppressed.since, 0).unwrap_or_default());
    let zone = app.planning().calendar.shop.time_zone;
    (suppressed.email_folded, dates::day_and_time(since, zone, language))
}

/// `GET /planner/settings/mail`
pub async fn show_mail(
    State(app): State<App>,
    Proven(Owner(operator)): Proven<Owner>,
    ApiQuery(query): ApiQuery<DoneQuery>,
) -> Result<Response, PageError> {
    let mut page = MailPage::new(&app, &operator).await?;
    page.frame = page.frame.with_done(done_words(page.t, &query.done));
    layout::page(StatusCode::OK, &page)
}

/// What was just done, by the word in the address.
fn done_words(t: Texts, word: &str) -> Option<&'static str> {
    Some(match word {
        "saved" => t.done_saved(),
        "removed" => t.done_removed(),
        "released" => t.done_released(),
        "retried" => t.done_retried(),
        _ => return None,
    })
}

/// `POST /planner/settings/mail`: another server, or with `remove` none.
pub async fn save_mail(
    State(app): State<App>,
    Proven(Owner(operator)): Proven<Owner>,
    form: FormData,
) -> Result<Response, PageError> {
    let server = if form.has("remove") {
        None
    } else {
        match MailForm::read(&app, Texts::of(operator.language), &form).await? {
            Ok(server) => Some(server),
            Err(mail) => {
                let page = MailPage { mail: mail.reminding(true), ..MailPage::new(&app, &operator).await? };
                return layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
            }
        }
    };
    let done = if server.is_some() { "saved" } else { "removed" };
    mail::save_server(&app.store, server, operator.user.id).await?;
    if form.has("remind") {
        settings::set_reminders(&app.store, operator.user.id, true).await?;
    }
    Ok(flash::redirect(PATH, done))
}

/// `POST /planner/settings/mail/test`
pub async fn send_test(
    State(app): State<App>,
    Proven(Owner(operator)): Proven<Owner>,
    request: Request,
) -> Result<Response, PageError> {
    app.limits.check(Action::Change, ClientAddress::of_request(&request, &app.settings.trusted_proxies))?;
    let form = FormData::read(request).await?;
    let to = form.text("to").to_owned();
    let tested = test_mail::send(&app, Texts::of(operator.language), &to).await?;
    let page = MailPage::new(&app, &operator).await?;
    layout::page(StatusCode::OK, &MailPage { test: test_to(&to, page.t), tested: Some(tested), ..page })
}

/// `POST /planner/settings/mail/retry`
pub async fn try_again(State(app): State<App>, Owner(operator): Owner) -> Result<Response, PageError> {
    mail::try_again(&app.store, operator.user.id).await?;
    Ok(flash::redirect(PATH, "retried"))
}

/// `POST /planner/settings/mail/release`: mails go to `address` again.
pub async fn release_address(
    State(app): State<App>,
    Owner(operator): Owner,
    form: FormData,
) -> Result<Response, PageError> {
    let address = form.text("address").to_owned();
    disown::release(&app.store, address, String::new(), operator.user.id).await?;
    Ok(flash::redirect(PATH, "released"))
}
