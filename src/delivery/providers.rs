//! The mail servers of well-known providers, as their own help pages name them, so that nobody has to look them up.

use crate::delivery::server_parts::{Encryption, ServerParts};
use crate::i18n::{self, messages::planner};

type Texts = i18n::Texts<planner::MailSettings>;

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
    /// What must be done there before.
    note: Option<fn(Texts) -> &'static str>,
    /// The domains of its addresses.
    domains: &'static [&'static str],
}

const fn provider(
    (word, name): (&'static str, &'static str),
    (host, encryption): (&'static str, Encryption),
    note: Option<fn(Texts) -> &'static str>,
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
        Some(Texts::access_first),
        &["gmx.de", "gmx.net", "gmx.at", "gmx.ch"],
    ),
    provider(("web-de", "WEB.DE"), ("smtp.web.de", Encryption::StartTls), Some(Texts::access_first), &["web.de"]),
    provider(
        ("t-online", "T-Online"),
        ("securesmtp.t-online.de", Encryption::Tls),
        Some(Texts::own_mail_password),
        &["t-online.de", "magenta.de"],
    ),
    provider(("ionos", "IONOS"), ("smtp.ionos.de", Encryption::Tls), None, &[]),
    provider(("strato", "Strato"), ("smtp.strato.de", Encryption::Tls), None, &[]),
    provider(
        ("gmail", "Gmail"),
        ("smtp.gmail.com", Encryption::Tls),
        Some(Texts::app_password),
        &["gmail.com", "googlemail.com"],
    ),
    provider(
        ("microsoft", "Outlook, Microsoft 365"),
        ("smtp.office365.com", Encryption::StartTls),
        Some(Texts::smtp_auth),
        &["outlook.com", "outlook.de", "hotmail.com", "hotmail.de", "live.de"],
    ),
];

impl Provider {
    /// What must be done there before; may be empty.
    pub fn note(&self, t: &Texts) -> &'static str {
        self.note.map_or("", |note| note(*t))
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
