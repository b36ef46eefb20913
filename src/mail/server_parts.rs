//! A mail server in the parts that a form has, and back to the one address of it that is kept.

use super::smtp_url::{Security, SmtpUrl, SmtpUrlError};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

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
}

/// Which part is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongPart {
    /// The host.
    Host,
    /// The port.
    Port,
    /// The user: a password without one, or a control character in it.
    User,
    /// The password: missing, or a control character in it.
    Password,
}

impl ServerParts {
    /// The parts of an address, without the password.
    pub fn of(url: &SmtpUrl) -> Self {
        Self {
            host: url.host.clone(),
            port: url.port.to_string(),
            encryption: match url.security {
                Security::Tls => Encryption::Tls,
                Security::StartTls | Security::Loopback => Encryption::StartTls,
                Security::None => Encryption::None,
            },
            user: url.login.as_ref().map(|(user, _)| user.clone()).unwrap_or_default(),
            password: String::new(),
        }
    }

    /// The address to keep. An empty password means the one of `before`, but only for the same user at the same host: no
    /// other server is ever told it.
    ///
    /// # Errors
    /// The part that is wrong.
    pub fn url(&self, before: Option<&SmtpUrl>) -> Result<String, WrongPart> {
        let (host, port, user) = (self.host.trim(), self.port.trim(), self.user.trim());
        let known = before.filter(|url| url.host.eq_ignore_ascii_case(host)).and_then(|url| url.login.as_ref());
        let kept = known.filter(|(before, _)| before == user).map_or("", |(_, password)| password.as_str());
        let password = if self.password.is_empty() { kept } else { self.password.as_str() };
        let login = match (user.is_empty(), password.is_empty()) {
            (true, true) => String::new(),
            (true, false) => return Err(WrongPart::User),
            (false, true) => return Err(WrongPart::Password),
            (false, false) => format!("{}:{}@", encoded(user), encoded(password)),
        };
        let host = if host.contains(':') { format!("[{}]", host.trim_matches(['[', ']'])) } else { host.to_owned() };
        if host.contains(['/', '@', '?', '#', '%']) {
            return Err(WrongPart::Host);
        }
        let port = if port.is_empty() { String::new() } else { format!(":{port}") };
        let (scheme, query) = match self.encryption {
            Encryption::StartTls => ("smtp", ""),
            Encryption::Tls => ("smtps", ""),
            Encryption::None => ("smtp", "?tls=none"),
        };
        let url = format!("{scheme}://{login}{host}{port}{query}");
        match url.parse::<SmtpUrl>() {
            Ok(_) => Ok(url),
            Err(SmtpUrlError::Port) => Err(WrongPart::Port),
            Err(SmtpUrlError::Percent | SmtpUrlError::Login) => Err(WrongPart::User),
            Err(SmtpUrlError::Host | SmtpUrlError::Path | SmtpUrlError::Scheme | SmtpUrlError::Option) => {
                Err(WrongPart::Host)
            }
        }
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(host: &str, port: &str, encryption: Encryption, user: &str, password: &str) -> ServerParts {
        let text = str::to_owned;
        ServerParts { host: text(host), port: text(port), encryption, user: text(user), password: text(password) }
    }

    #[test]
    fn what_is_typed_comes_back_as_it_was_but_for_the_password() {
        let typed = parts("mail.example.org", "2525", Encryption::Tls, "post@example.org", "a%/:@ ä");
        let url: SmtpUrl = typed.url(None).unwrap().parse().unwrap();
        assert_eq!((url.port, url.security), (2525, Security::Tls));
        assert_eq!(url.login, Some(("post@example.org".into(), "a%/:@ ä".into())));
        let shown = ServerParts::of(&url);
        assert_eq!(
            (shown.host.as_str(), shown.user.as_str(), shown.password.as_str()),
            ("mail.example.org", "post@example.org", "")
        );
        assert_eq!(shown.url(Some(&url)).unwrap().parse::<SmtpUrl>().unwrap(), url, "an empty password stays");
    }

    #[test]
    fn a_kept_password_goes_to_no_other_server_and_no_other_user() {
        let before: SmtpUrl = "smtp://post:secret@mail.example.org".parse().unwrap();
        for (host, user) in [("evil.example", "post"), ("mail.example.org", "other")] {
            let refused = parts(host, "", Encryption::StartTls, user, "").url(Some(&before));
            assert_eq!(refused, Err(WrongPart::Password), "{host} {user}");
        }
        assert_eq!(
            parts("evil.example", "", Encryption::StartTls, "", "").url(Some(&before)),
            Ok("smtp://evil.example".into())
        );
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
            (parts("a", "", none, "", "x"), WrongPart::User),
            (parts("a", "", none, "x", ""), WrongPart::Password),
            (parts("a", "", none, "x\ny", "x"), WrongPart::User),
        ] {
            assert_eq!(typed.url(None), Err(wrong), "{}", typed.host);
        }
        let v6: SmtpUrl = parts("::1", "25", none, "", "").url(None).unwrap().parse().unwrap();
        assert_eq!((v6.host.as_str(), v6.security), ("::1", Security::None));
    }
}
