//! A mail server on the command line: `smtp[s]://user:password@host:port`. Parsed into a [`MailServer`]; such a URL
//! is never assembled.
//!
//! `smtps://` is TLS from the first byte; `smtp://` requires STARTTLS, except for loopback addresses and with
//! `?tls=none`.

use super::mail_server::{self, Login, MailServer, Security, WrongPart, is_loopback};
use std::path::PathBuf;
use std::str::FromStr;
use thiserror::Error;

/// Why a mail server's URL is invalid. Never contains the password.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SmtpUrlError {
    /// Another scheme, or none.
    #[error("the mail server's address must begin with smtp:// or smtps://")]
    Scheme,
    /// No host.
    #[error("the mail server's address names no host: write smtp://user:password@host:port")]
    Host,
    /// Not a number, or out of range.
    #[error("the port of the mail server's address must be a number from 1 to 65535")]
    Port,
    /// A user without password, or a password without user.
    #[error(
        "the mail server's address must have both user and password, or neither: smtp://user:password@host:port; the \
         password may be in a file instead (--smtp-password-file)"
    )]
    Login,
    /// A password file without a user to log in, or beside another password.
    #[error("with a password file, the mail server's address must have a user and no password: smtp://user@host:port")]
    TwoPasswords,
    /// An empty password file, or one with control characters.
    #[error("the first line of the password file is no password")]
    Password,
    /// A percent sign without two hexadecimal digits, or bytes that are not UTF-8.
    #[error("in the mail server's user or password, write % as %25, and other signs as % and two hexadecimal digits")]
    Percent,
    /// A path after the host.
    #[error(
        "there is a / behind the mail server's host; if it belongs to the password, write it as %2F (# as %23, ? as %3F)"
    )]
    Path,
    /// An unknown option.
    #[error("the mail server's address knows the options ?tls=none, ?tls=required and ?ca=FILE only")]
    Option,
}

/// The parts of such a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmtpUrl {
    /// The mail server.
    pub server: MailServer,
    /// A PEM file of additional certificate authorities to trust, for mail servers with a private one.
    pub ca: Option<PathBuf>,
    /// A user without password: see [`SmtpUrl::with_password`].
    user: Option<String>,
}

impl SmtpUrl {
    /// The server with a password that is not part of the URL.
    ///
    /// # Errors
    /// [`SmtpUrlError::Login`] if the user has no password at all; [`SmtpUrlError::TwoPasswords`],
    /// [`SmtpUrlError::Password`].
    pub fn with_password(self, password: Option<&str>) -> Result<Self, SmtpUrlError> {
        match (self.user, password) {
            (None, None) => Ok(Self { user: None, ..self }),
            (None, Some(_)) => Err(SmtpUrlError::TwoPasswords),
            (Some(_), None) => Err(SmtpUrlError::Login),
            (Some(user), Some(password)) => {
                let login = Login::new(&user, password).map_err(|_| SmtpUrlError::Password)?;
                Ok(Self { server: self.server.with_login(Some(login)), user: None, ..self })
            }
        }
    }
}

impl FromStr for SmtpUrl {
    type Err = SmtpUrlError;

    fn from_str(text: &str) -> Result<Self, SmtpUrlError> {
        let (scheme, rest) = text.trim().split_once("://").ok_or(SmtpUrlError::Scheme)?;
        let wrapped = match scheme.to_ascii_lowercase().as_str() {
            "smtps" => true,
            "smtp" => false,
            _ => return Err(SmtpUrlError::Scheme),
        };
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        if authority.contains(['/', '#']) || query.contains('@') {
            return Err(SmtpUrlError::Path);
        }
        let (login, server) = match authority.rsplit_once('@') {
            Some((login, server)) => (Some(login), server),
            None => (None, authority),
        };
        let (host, port) = host_and_port(server)?;
        let (tls, ca) = options(query)?;
        let security = match tls {
            _ if wrapped => Security::Tls,
            Some(Tls::None) => Security::None,
            None if is_loopback(host) => Security::Loopback,
            None | Some(Tls::Required) => Security::StartTls,
        };
        let login = login.filter(|login| !login.is_empty());
        let user = login.filter(|login| !login.contains(':')).map(percent_decoded).transpose()?;
        let login = login.filter(|_| user.is_none()).map(parse_login).transpose()?;
        Ok(Self { server: MailServer::new(host, port, security, login)?, ca, user })
    }
}

impl From<WrongPart> for SmtpUrlError {
    fn from(wrong: WrongPart) -> Self {
        match wrong {
            WrongPart::Host => Self::Host,
            WrongPart::Port => Self::Port,
            WrongPart::User | WrongPart::Password | WrongPart::Authorities => Self::Percent,
        }
    }
}

enum Tls {
    None,
    Required,
}

fn options(query: &str) -> Result<(Option<Tls>, Option<PathBuf>), SmtpUrlError> {
    let (mut tls, mut ca) = (None, None);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=') {
            Some(("tls", "none")) => tls = Some(Tls::None),
            Some(("tls", "required")) => tls = Some(Tls::Required),
            Some(("ca", file)) if !file.is_empty() => ca = Some(PathBuf::from(percent_decoded(file)?)),
            _ => return Err(SmtpUrlError::Option),
        }
    }
    Ok((tls, ca))
}

fn parse_login(login: &str) -> Result<Login, SmtpUrlError> {
    let (user, password) = login.split_once(':').ok_or(SmtpUrlError::Login)?;
    if user.is_empty() || password.is_empty() {
        return Err(SmtpUrlError::Login);
    }
    Ok(Login::new(&percent_decoded(user)?, &percent_decoded(password)?)?)
}

fn host_and_port(server: &str) -> Result<(&str, Option<u16>), SmtpUrlError> {
    let (host, port) = match server.strip_prefix('[') {
        Some(v6) => {
            let (host, rest) = v6.split_once(']').ok_or(SmtpUrlError::Host)?;
            if !rest.is_empty() && !rest.starts_with(':') {
                return Err(SmtpUrlError::Host);
            }
            (host, rest.strip_prefix(':'))
        }
        None => match server.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (server, None),
        },
    };
    Ok((host, port.map(mail_server::port).transpose()?))
}

fn percent_decoded(text: &str) -> Result<String, SmtpUrlError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (digits, after) = rest.split_at_checked(2).ok_or(SmtpUrlError::Percent)?;
        let digits = std::str::from_utf8(digits).ok().filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        bytes.push(u8::from_str_radix(digits.ok_or(SmtpUrlError::Percent)?, 16).map_err(|_| SmtpUrlError::Percent)?);
        rest = after;
    }
    let text = String::from_utf8(bytes).map_err(|_| SmtpUrlError::Percent)?;
    if text.chars().any(char::is_control) { Err(SmtpUrlError::Percent) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<SmtpUrl, SmtpUrlError> {
        text.parse()
    }

    #[test]
    fn scheme_and_host_decide_how_it_is_protected() {
        let security = |text: &str| parse(text).map(|url| (url.server.security(), url.server.port()));
        assert_eq!(security("smtps://mail.example.org"), Ok((Security::Tls, 465)));
        assert_eq!(security("smtp://mail.example.org"), Ok((Security::StartTls, 587)));
        assert_eq!(security("smtp://127.0.0.2:2525/"), Ok((Security::Loopback, 2525)));
        assert_eq!(security("smtp://[::1]:2525"), Ok((Security::Loopback, 2525)));
        assert_eq!(security("SMTP://LocalHost"), Ok((Security::Loopback, 25)));
        assert_eq!(security("smtp://localhost.example.org"), Ok((Security::StartTls, 587)));
        assert_eq!(security("smtp://localhost:25?tls=required"), Ok((Security::StartTls, 25)));
        assert_eq!(security("smtp://mail.example.org:25?tls=none"), Ok((Security::None, 25)));
        assert_eq!(security("smtps://mail.example.org?tls=none"), Ok((Security::Tls, 465)));
    }

    #[test]
    fn login_is_decoded_and_never_shown() {
        let login = |url: &SmtpUrl| {
            let login = url.server.login().map(|login| (login.user().to_owned(), login.password().to_owned()));
            login.unwrap_or_default()
        };
        let url =
            parse("smtp://post%40example.org:p%25%2Fw%C3%A4@mail.example.org?ca=/etc/my%20ca.pem").expect("is valid");
        assert_eq!(login(&url), ("post@example.org".to_owned(), "p%/wä".to_owned()));
        assert_eq!(url.ca, Some(PathBuf::from("/etc/my ca.pem")));
        let shown = format!("{url:?}");
        assert!(!shown.contains("p%/w") && !shown.contains("post@"), "{shown}");
        assert_eq!(login(&parse("smtp://me@x:pw@host").expect("is valid")), ("me@x".into(), "pw".into()));
    }

    #[test]
    fn the_password_is_in_the_url_or_elsewhere() {
        let with = |url: &str, password| parse(url).and_then(|url| url.with_password(password));
        let expected = Login::new("post@example.org", "ge%20heim").ok();
        assert_eq!(
            with("smtp://post%40example.org@host", Some("ge%20heim")).unwrap().server.login(),
            expected.as_ref()
        );
        assert_eq!(with("smtp://post@host", None), Err(SmtpUrlError::Login));
        assert_eq!(with("smtp://post:geheim@host", Some("geheim")), Err(SmtpUrlError::TwoPasswords));
        assert_eq!(with("smtp://host", Some("geheim")), Err(SmtpUrlError::TwoPasswords));
        for wrong in ["", "a\0b"] {
            assert_eq!(with("smtp://post@host", Some(wrong)), Err(SmtpUrlError::Password));
        }
        assert!(with("smtp://post:geheim@host", None).is_ok() && with("smtp://host", None).is_ok());
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(parse("mail.example.org:25"), Err(SmtpUrlError::Scheme));
        assert_eq!(parse("http://mail.example.org"), Err(SmtpUrlError::Scheme));
        assert_eq!(parse("smtp://"), Err(SmtpUrlError::Host));
        assert_eq!(parse("smtp://host:0"), Err(SmtpUrlError::Port));
        assert_eq!(parse("smtp://host:70000"), Err(SmtpUrlError::Port));
        assert_eq!(parse("smtp://user:@host"), Err(SmtpUrlError::Login));
        assert_eq!(parse("smtp://:password@host"), Err(SmtpUrlError::Login));
        assert_eq!(parse("smtp://user:p%zz@host"), Err(SmtpUrlError::Percent));
        assert_eq!(parse("smtp://user:p%0D%0ARSET@host"), Err(SmtpUrlError::Percent));
        assert_eq!(parse("smtp://user:pa/ss@host"), Err(SmtpUrlError::Path));
        assert_eq!(parse("smtp://user:pa?ss@host"), Err(SmtpUrlError::Path));
        assert_eq!(parse("smtp://host?tls=maybe"), Err(SmtpUrlError::Option));
    }
}
