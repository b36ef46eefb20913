//! Parsers of arguments. An invalid value ends the program with status 2 and a sentence that says what is expected.

use crate::domain::feed::Detail;
use crate::domain::smtp_url::SmtpUrl;
use crate::domain::values::Email;
use anyhow::Context;
use chrono::{DateTime, Utc};
use clap::builder::TypedValueParser;
use clap::error::ErrorKind;
use ipnet::IpNet;
use lettre::message::Mailbox;
use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A network in CIDR notation, or a single address.
pub fn network(text: &str) -> Result<IpNet, String> {
    let one_address = text.parse::<std::net::IpAddr>().map(IpNet::from);
    text.parse().or(one_address).map_err(|_| "write a network such as 10.0.0.0/8 or an address such as ::1".into())
}

/// How much of an appointment is shown.
pub fn detail(text: &str) -> Result<Detail, String> {
    Detail::from_word(text).ok_or_else(|| format!("write one of {}", Detail::WORDS.join(", ")))
}

/// An RFC 3339 instant.
pub fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    let at = DateTime::parse_from_rfc3339(text).map(|at| at.to_utc());
    at.map_err(|_| "write an instant with its offset, such as 2022-01-14T08:00:00+01:00".into())
}

/// What the program's own addresses begin with: a path that is one of these could not be told from them.
const OURS: [&str; 10] =
    ["", ".well-known", "accessibility", "api", "assets", "calendars", "dav", "planner", "robots.txt", "t"];

fn is_plain(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '/' | '-' | '_' | '.' | '~')
}

/// The public base URL, without a slash at the end.
pub fn public_url(text: &str) -> Result<String, String> {
    let trimmed = text.trim_end_matches('/');
    let Some(host) = trimmed.strip_prefix("https://").or_else(|| trimmed.strip_prefix("http://")) else {
        return Err("it must begin with https:// or http://, such as https://termine.example.de".into());
    };
    let foreign = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '"' | '<' | '>' | '\\' | '@' | ';' | ',')
    };
    if host.is_empty() || host.starts_with(['/', ':']) || host.contains(foreign) {
        return Err("it must be an address without query, such as https://termine.example.de".into());
    }
    if let Some(first) = host.split('/').nth(1)
        && (OURS.contains(&first) || !host.split_once('/').is_some_and(|(_, path)| path.chars().all(is_plain)))
    {
        return Err("its path must be one of letters, digits, - and _ that the program does not use itself, such as \
                    https://example.de/termine"
            .into());
    }
    ascii_host(trimmed).ok_or_else(|| "its host is no valid name; write one such as https://termine.example.de".into())
}

/// The address with its host in Punycode, as browsers send it and as mails and calendars can carry it.
fn ascii_host(url: &str) -> Option<String> {
    if url.is_ascii() {
        return Some(url.to_owned());
    }
    let (scheme, rest) = url.split_once("://")?;
    let (host, rest) = rest.split_at(rest.find([':', '/']).unwrap_or(rest.len()));
    Some(format!("{scheme}://{}{rest}", idna::domain_to_ascii(host).ok()?))
}

/// The path of a database. A symbolic link stands for the file it leads to: journal, lock and key file stand beside that.
pub fn database(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    if !path.is_symlink() {
        return Ok(path);
    }
    path.canonicalize().map_err(|_| "it is a symbolic link that leads to no file; is its disk mounted?".into())
}

/// One e-mail address.
pub fn mailbox(text: &str) -> Result<Mailbox, String> {
    // Not every mail server takes a domain with umlauts.
    let text = Email::from_stored(text.trim()).to_ascii();
    let address = text.parse().map_err(|_| "write one e-mail address, such as name@example.org")?;
    Ok(Mailbox::new(None, address))
}

/// The longest password read from a file, in bytes.
const PASSWORD_MAX: u64 = 4096;

/// The mail server with the password in the first line of `file`, if one is named.
///
/// # Errors
/// If the file cannot be read, or there is not exactly one password.
pub fn with_password(url: SmtpUrl, file: Option<&Path>) -> anyhow::Result<SmtpUrl> {
    let password = file.map(first_line).transpose()?;
    Ok(url.with_password(password.as_deref())?)
}

fn first_line(file: &Path) -> anyhow::Result<String> {
    let mut text = String::new();
    let read = File::open(file).and_then(|file| file.take(PASSWORD_MAX).read_to_string(&mut text));
    read.with_context(|| format!("the password file {} cannot be read; name another one", file.display()))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// Parses the mail server's URL. Unlike clap's own parsers it does not repeat an invalid value, which may hold a
/// password.
#[derive(Clone, Copy, Debug)]
pub struct SmtpUrlParser;

impl TypedValueParser for SmtpUrlParser {
    type Value = SmtpUrl;

    fn parse_ref(&self, command: &clap::Command, _: Option<&clap::Arg>, value: &OsStr) -> Result<SmtpUrl, clap::Error> {
        let refused = |why: String| {
            clap::Error::raw(ErrorKind::ValueValidation, format!("invalid value for '--smtp-url': {why}\n"))
                .with_cmd(command)
        };
        let text = value.to_str().ok_or_else(|| refused("it is not UTF-8".into()))?;
        text.parse().map_err(|error: crate::domain::smtp_url::SmtpUrlError| refused(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_a_plain_address() {
        assert_eq!(public_url("https://termine.example.de/"), Ok("https://termine.example.de".into()));
        assert_eq!(public_url("http://[::1]:8080/shop"), Ok("http://[::1]:8080/shop".into()));
        let ascii = "https://termine.xn--mnchen-hren-yfb4e.example:8443/x".into();
        assert_eq!(public_url("https://Termine.münchen-hören.example:8443/x"), Ok(ascii), "as browsers send it");
        for bad in [
            "",
            "termine.example.de",
            "ftp://x",
            "https://",
            "https:///x",
            "https://x?a",
            "https://a@b",
            "https://x y",
            "https://x/y;z",
            "https://x/planner",
            "https://x/t/termine",
            "https://x/a b",
            "https://x/ä",
            "https://x//y",
        ] {
            assert!(public_url(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_instant_has_its_offset() {
        assert_eq!(instant("2022-01-14T08:00:00+01:00"), instant("2022-01-14T07:00:00Z"));
        for bad in ["2022-01-14", "2022-01-14T08:00:00", "now", "1642143600"] {
            assert!(instant(bad).unwrap_err().contains("offset"), "{bad}");
        }
    }
}
