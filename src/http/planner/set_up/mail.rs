//! `/planner/set-up/mail`: the mail server, tried at once.

use super::super::mail_settings::form::MailForm;
use super::super::mail_settings::test_mail::{self, Tested};
use super::super::mail_settings::texts::Texts as MailTexts;
use super::step::Step;
use super::steps::{Guide, go_on};
use super::texts::Texts;
use crate::http::error::page::PageError;
use crate::http::planner::auth::{Operator, Owner, Proven};
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout;
use crate::http::planner::layout::Layout;
use crate::http::state::App;
use crate::operations::{mail, set_up, settings};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

#[derive(Template)]
#[template(path = "planner/set_up/mail.html")]
struct MailPage {
    frame: Layout,
    guide: Guide,
    t: Texts,
    mail: MailForm,
    tested: Option<Tested>,
}

impl MailPage {
    async fn new(app: &App, operator: &Operator) -> Result<Self, PageError> {
        let (frame, guide) = Guide::new(app, operator, Step::Mail).await?;
        let remind = app.planning().calendar.shop.reminder_hours.is_some() || !was_asked(app).await?;
        let mail = MailForm::new(app, MailTexts::of(operator.language)).await?.reminding(remind);
        Ok(Self { frame, t: guide.t, guide, mail, tested: None })
    }
}

/// Whether this page was gone through before, with mail to go out: then what is set holds.
async fn was_asked(app: &App) -> Result<bool, PageError> {
    let kept = set_up::progress(&app.store).await?;
    let is_before = kept.is_some_and(|kept| kept.step != Step::Finish.word());
    Ok(!is_before && app.outlet.is_set_up(&app.store).await?)
}

/// `GET /planner/set-up/mail`
pub async fn show_mail(State(app): State<App>, Proven(Owner(operator)): Proven<Owner>) -> Result<Response, PageError> {
    layout::page(StatusCode::OK, &MailPage::new(&app, &operator).await?)
}

/// `POST /planner/set-up/mail`: keeps the server and goes on, or with `test` stays and shows what it answers.
pub async fn save_mail(
    State(app): State<App>,
    Proven(Owner(operator)): Proven<Owner>,
    form: FormData,
) -> Result<Response, PageError> {
    let (t, remind) = (MailTexts::of(operator.language), form.has("remind"));
    if app.outlet.fixed().is_none() {
        match MailForm::read(&app, t, &form).await? {
            Ok(server) => mail::save_server(&app.store, Some(server), operator.user.id).await?,
            Err(mail) => {
                let page = MailPage { mail: mail.reminding(remind), ..MailPage::new(&app, &operator).await? };
                return layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
            }
        }
    }
    settings::set_reminders(&app.store, operator.user.id, remind).await?;
    if !form.has("test") {
        return go_on(&app, Step::Mail).await;
    }
    let tested = test_mail::send(&app, t, &operator.user.email).await?;
    let page = MailPage::new(&app, &operator).await?;
    let page = MailPage { tested: Some(tested), mail: page.mail.reminding(remind), ..page };
    layout::page(StatusCode::OK, &page)
}
