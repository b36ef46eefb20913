//! `/planner/set-up/mail`: the mail server, tried at once.

use super::super::mail_settings::Texts as MailTexts;
use super::super::mail_settings::form::MailForm;
use super::super::mail_settings::test_mail::{self, Tested};
use super::steps::{Guide, go_on};
use super::texts::Texts;
use crate::http::planner::prelude::*;
use crate::operations::set_up::step::Step;
use crate::operations::{mail, set_up, settings};

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
    async fn new(operator: &Operator) -> Result<Self, PageError> {
        let (frame, guide) = Guide::new(operator, Step::Mail).await?;
        let remind =
            operator.app.planning().calendar.shop.reminder_hours.is_some() || !was_asked(&operator.app).await?;
        let mail = MailForm::new(&operator.app, MailTexts::of(operator.language)).await?.reminding(remind);
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
pub async fn show_mail(operator: Proven<Owner>) -> PageResult {
    layout::page(StatusCode::OK, &MailPage::new(&operator).await?)
}

/// `POST /planner/set-up/mail`: keeps the server and goes on, or with `test` stays and shows what it answers.
pub async fn save_mail(operator: Proven<Owner>, form: FormData) -> PageResult {
    let (t, remind) = (MailTexts::of(operator.language), form.has("remind"));
    if operator.app.outlet.fixed().is_none() {
        match MailForm::read(&operator.app, t, &form).await? {
            Ok(server) => mail::save_server(&operator.app.store, Some(server), operator.user.id).await?,
            Err(mail) => {
                let page = MailPage { mail: mail.reminding(remind), ..MailPage::new(&operator).await? };
                return layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
            }
        }
    }
    settings::set_reminders(&operator.app.store, operator.user.id, remind).await?;
    if !form.has("test") {
        return go_on(&operator.app, Step::Mail).await;
    }
    let tested = test_mail::send(&operator, t, &operator.user.email).await?;
    let page = MailPage::new(&operator).await?;
    let page = MailPage { tested: Some(tested), mail: page.mail.reminding(remind), ..page };
    layout::page(StatusCode::OK, &page)
}
