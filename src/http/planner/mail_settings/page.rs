//! The page and its three buttons.

use super::Texts;
use super::form::MailForm;
use super::test_mail::{self, Tested};
use crate::http::middleware::rate_limits::CountedChange;
use crate::http::planner::prelude::*;
use crate::http::planner::settings::{Settings, Tab};
use crate::operations::booking::disown;
use crate::operations::mail::{self, Outage, OutboxStatus, Suppressed};
use crate::operations::settings;
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
    /// That the mail server takes no mail, since when, and when it is tried again; empty if it does.
    outage: String,
    has_sender: bool,
    /// Addresses that get no mail: as they are, and since when.
    suppressed: Vec<(String, String)>,
    /// Whether to ask for reminders: with the first mail server, where none are sent yet.
    asks_to_remind: bool,
}

impl MailPage {
    async fn new(operator: &Operator) -> Result<Self, PageError> {
        let t = Texts::of(operator.language);
        let mut outbox = mail::outbox_status(&operator.app.store).await?;
        let suppressed = mem::take(&mut outbox.suppressed);
        let mail = MailForm::new(&operator.app, t).await?.reminding(true);
        Ok(Self {
            frame: Layout::new(operator, Area::Settings).await?,
            settings: Settings::of(operator, Tab::Mail),
            t,
            asks_to_remind: !mail.is_set && operator.app.planning().calendar.shop.reminder_hours.is_none(),
            mail,
            test: test_to(&operator.user.email, t),
            tested: None,
            outage: outbox.outage.as_ref().map(|outage| outage_line(operator, outage)).unwrap_or_default(),
            outbox,
            has_sender: operator.app.planning().calendar.shop.email.is_some(),
            suppressed: suppressed.into_iter().map(|one| dated(&operator.app, one, operator.language)).collect(),
        })
    }
}

fn outage_line(operator: &Operator, outage: &Outage) -> String {
    let zone = operator.app.planning().calendar.shop.time_zone;
    let at = |at: DateTime<Utc>| dates::soon(Minute::floor(at), zone, operator.language);
    Texts::of(operator.language).outage(at(outage.next_try_at), at(outage.since))
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
pub async fn show_mail(operator: Proven<Owner>) -> PageResult {
    layout::page(StatusCode::OK, &MailPage::new(&operator).await?)
}

/// `POST /planner/settings/mail`: another server, or with `remove` none.
pub async fn save_mail(operator: Proven<Owner>, form: FormData) -> PageResult {
    let server = if form.has("remove") {
        None
    } else {
        match MailForm::read(&operator.app, Texts::of(operator.language), &form).await? {
            Ok(server) => Some(server),
            Err(mail) => {
                let page = MailPage { mail: mail.reminding(true), ..MailPage::new(&operator).await? };
                return layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
            }
        }
    };
    let t = Texts::of(operator.language);
    let done = if server.is_some() { t.done_saved() } else { t.done_removed() };
    mail::save_server(&operator.app.store, server, operator.user.id).await?;
    if form.has("remind") {
        settings::set_reminders(&operator.app.store, operator.user.id, true).await?;
    }
    Ok(operator.done(PATH, done))
}

/// `POST /planner/settings/mail/test`
pub async fn send_test(operator: Proven<Owner>, _: CountedChange, form: FormData) -> PageResult {
    let to = form.text("to").to_owned();
    let tested = test_mail::send(&operator, Texts::of(operator.language), &to).await?;
    let page = MailPage::new(&operator).await?;
    layout::page(StatusCode::OK, &MailPage { test: test_to(&to, page.t), tested: Some(tested), ..page })
}

/// `POST /planner/settings/mail/retry`
pub async fn try_again(operator: Owner) -> PageResult {
    mail::try_again(&operator.app.store, operator.user.id).await?;
    Ok(operator.done(PATH, Texts::of(operator.language).done_retried()))
}

/// `POST /planner/settings/mail/release`: mails go to `address` again.
pub async fn release_address(operator: Owner, form: FormData) -> PageResult {
    let address = form.text("address").to_owned();
    disown::release(&operator.app.store, address, String::new(), operator.user.id).await?;
    Ok(operator.done(PATH, Texts::of(operator.language).done_released()))
}
