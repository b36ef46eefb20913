//! A mail server as it is typed into a form, part by part, and what becomes of it.

use crate::delivery::authorities::{Authorities, NoCertificate};
use crate::domain::mail_server::{self, Login, MailServer, Security, WrongPart, is_loopback};

/// How the connection is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encryption {
    /// Clear text until STARTTLS, which must succeed; usually on port 587.
    #[default]
    StartTls,
    /// TLS from the first byte; usually on port 465.
    Tls,
    /// None, as for a server in the house.
    None,
}

impl Encryption {
    /// The word in a form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::StartTls => "starttls",
            Self::Tls => "tls",
            Self::None => "none",
        }
    }

    /// Reads [`Encryption::word`]; what is none of ours is the safe one.
    pub fn from_word(word: &str) -> Self {
        match word {
            "tls" => Self::Tls,
            "none" => Self::None,
            _ => Self::StartTls,
        }
    }
}

/// A mail server, as it is typed. No `Debug`: it holds a password.
#[derive(Clone, Default)]
pub struct ServerParts {
    /// Its name or address.
    pub host: String,
    /// Its port; empty: the usual one.
    pub port: String,
    /// How the connection is protected.
    pub encryption: Encryption,
    /// Who logs in; empty: nobody.
    pub user: String,
    /// The password; in a form that is shown, always empty.
    pub password: String,
    /// Certificates (PEM) to trust besides those of the system; empty: none.
    pub authorities: String,
}

impl ServerParts {
    /// The parts of a server, without the password.
    pub fn of(server: &MailServer) -> Self {
        Self {
            host: server.host().to_owned(),
            port: server.port().to_string(),
            encryption: match server.security() {
                Security::Tls => Encryption::Tls,
                Security::StartTls | Security::Loopback => Encryption::StartTls,
                Security::None => Encryption::None,
            },
            user: server.login().map(|login| login.user().to_owned()).unwrap_or_default(),
            password: String::new(),
            authorities: server.authorities().unwrap_or_default().to_owned(),
        }
    }

    /// The server that is meant. An empty password means the one of `kept`, where that may be told to it
    /// ([`MailServer::may_be_told_the_password_of`]).
    ///
    /// # Errors
    /// The part that is wrong.
    pub fn read(&self, kept: Option<&MailServer>) -> Result<MailServer, WrongPart> {
        let (host, port, user) = (self.host.trim(), self.port.trim(), self.user.trim());
        let host = host.strip_prefix('[').and_then(|v6| v6.strip_suffix(']')).unwrap_or(host);
        let port = Some(port).filter(|port| !port.is_empty()).map(mail_server::port).transpose()?;
        let server = MailServer::new(host, port, self.security(host), None)?.with_authorities(self.certificates()?);
        let kept = kept.filter(|kept| server.may_be_told_the_password_of(kept, user)).and_then(MailServer::login);
        let login = match (user, self.password.as_str(), kept) {
            ("", "", _) => None,
            (_, "", Some(kept)) => Some(kept.clone()),
            (user, password, _) => Some(Login::new(user, password)?),
        };
        Ok(server.with_login(login))
    }

    fn certificates(&self) -> Result<Option<String>, WrongPart> {
        let pem = self.authorities.trim();
        if pem.is_empty() {
            return Ok(None);
        }
        Authorities::of_pem(pem.as_bytes()).map_err(|NoCertificate| WrongPart::Authorities)?;
        Ok(Some(format!("{pem}\n")))
    }

    fn security(&self, host: &str) -> Security {
        // A certificate that was named is checked on this machine, too.
        let is_checked = !self.authorities.trim().is_empty();
        match self.encryption {
            Encryption::StartTls if is_loopback(host) && !is_checked => Security::Loopback,
            Encryption::StartTls => Security::StartTls,
            Encryption::Tls => Security::Tls,
            Encryption::None => Security::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(host: &str, port: &str, encryption: Encryption, user: &str, password: &str) -> ServerParts {
        let text = str::to_owned;
        let (host, port, user, password) = (text(host), text(port), text(user), text(password));
        ServerParts { host, port, encryption, user, password, authorities: String::new() }
    }

    #[test]
    fn what_is_typed_comes_back_as_it_was_but_for_the_password() {
        let typed = parts("mail.example.org", "2525", Encryption::Tls, "post@example.org", "a%/:@ ä");
        let server = typed.read(None).unwrap();
        assert_eq!((server.port(), server.security()), (2525, Security::Tls));
        assert_eq!(server.login(), Login::new("post@example.org", "a%/:@ ä").ok().as_ref());
        let shown = ServerParts::of(&server);
        assert_eq!(
            (shown.host.as_str(), shown.user.as_str(), shown.password.as_str()),
            ("mail.example.org", "post@example.org", "")
        );
        assert_eq!(shown.read(Some(&server)), Ok(server), "an empty password stays");
    }

    #[test]
    fn a_kept_password_goes_nowhere_else_and_no_less_protected() {
        let kept = parts("mail.example.org", "", Encryption::StartTls, "post", "secret").read(None).unwrap();
        for (host, port, encryption, user) in [
            ("evil.example", "", Encryption::StartTls, "post"),
            ("mail.example.org", "2525", Encryption::StartTls, "post"),
            ("mail.example.org", "587", Encryption::None, "post"),
            ("mail.example.org", "", Encryption::StartTls, "other"),
        ] {
            let refused = parts(host, port, encryption, user, "").read(Some(&kept));
            assert_eq!(refused, Err(WrongPart::Password), "{host} {port} {user}");
        }
        let without = parts("evil.example", "", Encryption::StartTls, "", "").read(Some(&kept)).unwrap();
        assert_eq!(without.login(), None);
    }

    #[test]
    fn certificates_are_kept_and_what_is_none_is_refused() {
        let pem = include_str!("../../tests/smtp/certificates/ca.pem");
        let with = |authorities: &str| ServerParts {
            authorities: authorities.to_owned(),
            ..parts("mail.example.org", "", Encryption::Tls, "", "")
        };
        let server = with(&format!("\r\n{pem}")).read(None).unwrap();
        assert_eq!(ServerParts::of(&server).authorities, pem);
        for wrong in ["nothing of the kind", include_str!("../../tests/smtp/certificates/server.key")] {
            assert_eq!(with(wrong).read(None), Err(WrongPart::Authorities), "{wrong}");
        }
    }

    #[test]
    fn the_part_that_is_wrong_is_named() {
        let none = Encryption::None;
        for (typed, wrong) in [
            (parts("", "", none, "", ""), WrongPart::Host),
            (parts("a b", "", none, "", ""), WrongPart::Host),
            (parts("a/b", "", none, "", ""), WrongPart::Host),
            (parts("x@y", "", none, "", ""), WrongPart::Host),
            (parts("a", "0", none, "", ""), WrongPart::Port),
            (parts("a", "port", none, "", ""), WrongPart::Port),
            (parts("a", "1@evil:25", none, "x", "x"), WrongPart::Port),
            (parts("a", "587?ca=/dev/zero", none, "x", "x"), WrongPart::Port),
            (parts("a", "", none, "", "x"), WrongPart::User),
            (parts("a", "", none, "x", ""), WrongPart::Password),
            (parts("a", "", none, "x\ny", "x"), WrongPart::User),
        ] {
            assert_eq!(typed.read(None), Err(wrong), "{}", typed.host);
        }
        for v6 in ["::1", "[::1]"] {
            let server = parts(v6, "25", none, "", "").read(None).unwrap();
            assert_eq!((server.host(), server.security()), ("::1", Security::None));
        }
    }

    fn typed() -> impl Strategy<Value = (String, String, Encryption, String, String)> {
        // Mostly what is right, with the signs that end a part of an address strewn in.
        let text = |right: &'static str| prop_oneof![3 => Just(right.to_owned()), 1 => r"[a-z0-9.:@/?#%&=\[\] -]{0,12}", 1 => r"\PC{0,8}"];
        let encryption = prop_oneof![Just(Encryption::StartTls), Just(Encryption::Tls), Just(Encryption::None)];
        (text("mail.example.org"), text("587"), encryption, text("post"), text("geheim"))
    }

    proptest! {
        /// No part reaches into another one: each of the server's is the one that was typed, or the whole is refused.
        #[test]
        fn every_part_is_what_was_typed_for_it((host, port, encryption, user, password) in typed()) {
            let parts = ServerParts { host, port, encryption, user, password, authorities: String::new() };
            if let Ok(server) = parts.read(None) {
                prop_assert_eq!(server.host(), parts.host.trim().trim_matches(['[', ']']));
                if !parts.port.trim().is_empty() {
                    prop_assert_eq!(server.port().to_string(), parts.port.trim().trim_start_matches('0'));
                }
                let login = server.login().map(|login| (login.user(), login.password()));
                prop_assert_eq!(login.unwrap_or_default(), (parts.user.trim(), parts.password.as_str()));
                let shown = ServerParts { password: parts.password.clone(), ..ServerParts::of(&server) };
                prop_assert_eq!(shown.read(None), Ok(server));
            }
        }
    }
}
