//! The form of the mail server: what it shows, and what becomes of what was typed. Used by the settings and the set-up.

use super::Texts;
use crate::delivery::providers::{PROVIDERS, Provider, guess};
use crate::delivery::server_parts::{Encryption, ServerParts};
use crate::delivery::transport::Transport;
use crate::domain::mail_server::{MailServer, WrongPart};
use crate::http::planner::prelude::*;
use crate::operations::mail::{self, StoredServer};

/// The form as it is shown.
pub struct MailForm {
    /// Its words.
    pub t: Texts,
    /// The server that they name.
    pub parts: ServerParts,
    /// Whose servers are known.
    pub providers: &'static [Provider],
    /// Whether a password is kept.
    pub has_password: bool,
    /// Whether the kept password cannot be opened.
    pub is_locked: bool,
    /// Whether a server is kept.
    pub is_set: bool,
    /// What decides instead of these settings: a flag of the program.
    pub overridden: Option<&'static str>,
    /// The fields with what is wrong with them; the password is never among them.
    pub form: Form,
}

fn fields(parts: &ServerParts, t: Texts) -> Form {
    let form = Form::new(t.language()).with("host", &parts.host).with("port", &parts.port);
    form.with("encryption", parts.encryption.word()).with("user", &parts.user).with("authorities", &parts.authorities)
}

impl MailForm {
    /// The form with what is kept.
    pub async fn new(app: &App, t: Texts) -> Result<Self, ApiError> {
        let kept = mail::server(&app.store).await?;
        let guessed = || guess(app.planning().calendar.shop.email.as_deref().unwrap_or_default());
        let locked_user = kept.as_ref().and_then(|kept| kept.locked_user.clone());
        let mut parts = kept.as_ref().map_or_else(guessed, |kept| ServerParts::of(&kept.server));
        parts.user = locked_user.clone().unwrap_or(parts.user);
        Ok(Self {
            t,
            providers: &PROVIDERS,
            has_password: kept.as_ref().is_some_and(|kept| kept.server.login().is_some()),
            is_locked: locked_user.is_some(),
            is_set: kept.is_some(),
            form: fields(&parts, t),
            parts,
            overridden: app.outlet.fixed().map(|fixed| match fixed {
                Transport::Smtp(_) => t.overridden_smtp(),
                Transport::Folder(_) => t.overridden_folder(),
                Transport::Memory(_) => t.overridden_memory(),
            }),
        })
    }

    /// How the connection can be protected.
    pub fn encryptions(&self) -> [(&'static str, &'static str); 3] {
        [
            (Encryption::StartTls.word(), self.t.starttls()),
            (Encryption::Tls.word(), self.t.tls()),
            (Encryption::None.word(), self.t.none()),
        ]
    }

    /// The same with the tick that customers are reminded.
    #[must_use]
    pub fn reminding(mut self, remind: bool) -> Self {
        self.form = self.form.with_tick("remind", remind);
        self
    }

    /// That a password is kept, or that it must be entered anew.
    pub fn password_hint(&self) -> &'static str {
        match (self.is_locked, self.has_password) {
            // The fault says so.
            (true, _) if !self.form.fault("password").is_empty() => "",
            (true, _) => self.t.password_locked(),
            (false, true) => self.t.password_kept(),
            (false, false) => "",
        }
    }

    /// What helps with the user's name, while there is none.
    pub fn user_hint(&self) -> &'static str {
        if self.parts.user.is_empty() { self.t.user_hint() } else { "" }
    }

    /// Whether a server is named that is none of the known ones.
    pub fn is_elsewhere(&self) -> bool {
        !self.parts.host.is_empty() && !self.providers.iter().any(|provider| provider.is_of(&self.parts))
    }

    /// Reads what was typed: the server to keep, or the form again with what is wrong.
    pub async fn read(app: &App, t: Texts, form: &FormData) -> Result<Result<MailServer, Self>, ApiError> {
        let parts = ServerParts {
            host: form.text("host").to_owned(),
            port: form.text("port").to_owned(),
            encryption: Encryption::from_word(form.text("encryption")),
            user: form.text("user").to_owned(),
            password: form.raw("password").to_owned(),
            authorities: form.text("authorities").to_owned(),
        };
        let kept = mail::server(&app.store).await?.and_then(StoredServer::usable);
        let wrong = match parts.read(kept.as_ref()) {
            Ok(server) => return Ok(Ok(server)),
            Err(wrong) => wrong,
        };
        let parts = ServerParts { password: String::new(), ..parts };
        let mut again = Self { form: fields(&parts, t), parts, ..Self::new(app, t).await? };
        let (field, sentence) = match wrong {
            WrongPart::Host => ("host", t.wrong_host()),
            WrongPart::Port => ("port", t.wrong_port()),
            WrongPart::Authorities => ("authorities", t.wrong_authorities()),
            WrongPart::User => ("user", t.wrong_user()),
            WrongPart::Password if again.is_locked => ("password", t.lost_password()),
            WrongPart::Password => ("password", t.wrong_password()),
        };
        again.form.refuse(field, sentence);
        Ok(Err(again))
    }
}
