//! The form of the mail server: what it shows, and what becomes of what was typed. Used by the settings and the set-up.

use super::texts::Texts;
use crate::app::App;
use crate::http::error::ApiError;
use crate::http::planner::form_data::FormData;
use crate::mail::server_parts::{Encryption, ServerParts, WrongPart};
use crate::mail::smtp_url::SmtpUrl;
use crate::mail::transport::Transport;
use crate::store::mail_settings;

/// The form as it is shown.
pub struct MailForm {
    /// Its words.
    pub t: &'static Texts,
    /// The fields; the password is never among them.
    pub parts: ServerParts,
    /// Whether a password is kept.
    pub has_password: bool,
    /// Whether a server is kept.
    pub is_set: bool,
    /// What decides instead of these settings: a flag of the program.
    pub overridden: Option<&'static str>,
    /// What is wrong, by field.
    pub wrong_host: String,
    /// The port.
    pub wrong_port: String,
    /// The user.
    pub wrong_user: String,
    /// The password.
    pub wrong_password: String,
}

/// The server that is kept; one that cannot be read any more is none.
async fn kept(app: &App) -> Result<Option<SmtpUrl>, ApiError> {
    let url = app.store.read(mail_settings::smtp_url).await?;
    Ok(url.and_then(|url| url.parse().ok()))
}

impl MailForm {
    /// The form with what is kept.
    pub async fn new(app: &App, t: &'static Texts) -> Result<Self, ApiError> {
        let kept = kept(app).await?;
        Ok(Self {
            t,
            has_password: kept.as_ref().is_some_and(|url| url.login.is_some()),
            is_set: kept.is_some(),
            parts: kept.as_ref().map(ServerParts::of).unwrap_or_default(),
            overridden: app.outlet.fixed().map(|fixed| match fixed {
                Transport::Smtp(_) => t.overridden_smtp,
                Transport::Folder(_) => t.overridden_folder,
                Transport::Memory(_) => t.overridden_memory,
            }),
            wrong_host: String::new(),
            wrong_port: String::new(),
            wrong_user: String::new(),
            wrong_password: String::new(),
        })
    }

    /// Reads what was typed: the address to keep, or the form again with what is wrong.
    pub async fn read(app: &App, t: &'static Texts, form: &FormData) -> Result<Result<String, Self>, ApiError> {
        let parts = ServerParts {
            host: form.text("host").to_owned(),
            port: form.text("port").to_owned(),
            encryption: Encryption::from_word(form.text("encryption")),
            user: form.text("user").to_owned(),
            password: form.raw("password").to_owned(),
        };
        let wrong = match parts.url(kept(app).await?.as_ref()) {
            Ok(url) => return Ok(Ok(url)),
            Err(wrong) => wrong,
        };
        let mut again = Self { parts: ServerParts { password: String::new(), ..parts }, ..Self::new(app, t).await? };
        let (field, sentence) = match wrong {
            WrongPart::Host => (&mut again.wrong_host, t.wrong_host),
            WrongPart::Port => (&mut again.wrong_port, t.wrong_port),
            WrongPart::User => (&mut again.wrong_user, t.wrong_user),
            WrongPart::Password => (&mut again.wrong_password, t.wrong_password),
        };
        sentence.clone_into(field);
        Ok(Err(again))
    }
}
