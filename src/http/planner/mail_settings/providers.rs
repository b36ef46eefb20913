//! The mail servers of well-known providers, as their own help pages name them, so that nobody has to look them up.

use crate::delivery::server_parts::{Encryption, ServerParts};
use crate::domain::shop::Language;

/// A provider to choose.
pub struct Provider {
    /// The word of its choice.
    pub word: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// The server that takes outgoing mail.
    pub host: &'static str,
    /// The port of it.
    pub port: &'static str,
    /// How the connection is protected.
    pub encryption: Encryption,
    /// What must be done there before, in German and English; may be empty.
    note: [&'static str; 2],
    /// The domains of its addresses.
    domains: &'static [&'static str],
}

const ACCESS: [&str; 2] = [
    "Erlauben Sie dort zuerst unter „POP3/IMAP“ den Zugriff für E-Mail-Programme.",
    "First allow mail programs access there, under “POP3/IMAP”.",
];
const OWN_PASSWORD: [&str; 2] = [
    "Nehmen Sie das eigene Passwort für E-Mail-Programme, das Sie dort festlegen.",
    "Use the password for mail programs that you set there.",
];
const APP_PASSWORD: [&str; 2] = [
    "Nehmen Sie ein App-Passwort, das Sie in Ihrem Google-Konto anlegen.",
    "Use an app password, which you make in your Google account.",
];
const SMTP_AUTH: [&str; 2] = [
    "Geht nur mit Microsoft 365, und wenn dort „SMTP AUTH“ für das Postfach erlaubt ist.",
    "Works with Microsoft 365 only, and where “SMTP AUTH” is allowed there for the mailbox.",
];

const fn provider(
    (word, name): (&'static str, &'static str),
    (host, encryption): (&'static str, Encryption),
    note: [&'static str; 2],
    domains: &'static [&'static str],
) -> Provider {
    let port = match encryption {
        Encryption::Tls => "465",
        Encryption::StartTls | Encryption::None => "587",
    };
    Provider { word, name, host, port, encryption, note, domains }
}

/// All of them.
pub const PROVIDERS: [Provider; 7] = [
    provider(
        ("gmx", "GMX"),
        ("mail.gmx.net", Encryption::StartTls),
        ACCESS,
        &["gmx.de", "gmx.net", "gmx.at", "gmx.ch"],
    ),
    provider(("web-de", "WEB.DE"), ("smtp.web.de", Encryption::StartTls), ACCESS, &["web.de"]),
    provider(
        ("t-online", "T-Online"),
        ("securesmtp.t-online.de", Encryption::Tls),
        OWN_PASSWORD,
        &["t-online.de", "magenta.de"],
    ),
    provider(("ionos", "IONOS"), ("smtp.ionos.de", Encryption::Tls), ["", ""], &[]),
    provider(("strato", "Strato"), ("smtp.strato.de", Encryption::Tls), ["", ""], &[]),
    provider(("gmail", "Gmail"), ("smtp.gmail.com", Encryption::Tls), APP_PASSWORD, &["gmail.com", "googlemail.com"]),
    provider(
        ("microsoft", "Outlook, Microsoft 365"),
        ("smtp.office365.com", Encryption::StartTls),
        SMTP_AUTH,
        &["outlook.com", "outlook.de", "hotmail.com", "hotmail.de", "live.de"],
    ),
];

impl Provider {
    /// What must be done there before.
    pub fn note_in(&self, language: &Language) -> &'static str {
        let [de, en] = self.note;
        language.pick(de, en)
    }

    /// Whether its server is meant.
    pub fn is_of(&self, parts: &ServerParts) -> bool {
        self.host == parts.host
    }
}

/// What can be filled in for a shop of that address: who logs in, and the server where the address tells it.
pub fn guess(email: &str) -> ServerParts {
    let domain = email.rsplit_once('@').map(|(_, domain)| domain.to_lowercase()).unwrap_or_default();
    let parts = ServerParts { user: email.to_owned(), ..ServerParts::default() };
    match PROVIDERS.iter().find(|provider| provider.domains.contains(&domain.as_str())) {
        Some(Provider { host, port, encryption, .. }) => {
            ServerParts { host: (*host).to_owned(), port: (*port).to_owned(), encryption: *encryption, ..parts }
        }
        None => parts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_a_provider_tells_its_server() {
        let filled = |email| {
            let ServerParts { host, port, user, .. } = guess(email);
            [host, port, user]
        };
        assert_eq!(filled("erika@GMX.de"), ["mail.gmx.net", "587", "erika@GMX.de"]);
        assert_eq!(filled("praxis@t-online.de")[..2], ["securesmtp.t-online.de", "465"]);
        assert_eq!(filled("praxis@example.org"), ["", "", "praxis@example.org"]);
    }
}
