//! E-mail addresses.

use super::Invalid;
use super::checked::{Checked, Rule};

/// Maximum length, in characters (RFC 5321's path limit).
const LENGTH: usize = 254;

/// One address (RFC 5321, without quoted local parts and address literals) with a dot in its domain.
pub type Email = Checked<EmailRule>;

/// The rule of [`Email`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EmailRule {}

impl Rule for EmailRule {
    const PERSONAL: bool = true;

    fn read(typed: &str) -> Result<String, Invalid> {
        if typed.chars().count() > LENGTH {
            return Err(Invalid::TooLong(LENGTH));
        }
        match typed.rsplit_once('@') {
            Some((local, domain)) if is_local_part(local) && is_domain(domain) => Ok(typed.to_owned()),
            _ => Err(Invalid::NotAnEmail),
        }
    }
}

impl Email {
    /// The lower-case form by which addresses are compared and looked up.
    pub fn folded(&self) -> String {
        Self::fold(self)
    }

    /// The same form of input that is only compared, not stored.
    pub fn fold(typed: &str) -> String {
        typed.trim().to_lowercase()
    }

    /// Whether both are the same address, ignoring case.
    pub fn is_same(&self, other: &Self) -> bool {
        self.folded() == other.folded()
    }

    /// The address with its domain in Punycode, for mail servers without SMTPUTF8.
    pub fn to_ascii(&self) -> String {
        let ascii = |domain| idna::domain_to_ascii(domain).ok();
        match self.rsplit_once('@').and_then(|(local, domain)| Some((local, ascii(domain)?))) {
            Some((local, domain)) => format!("{local}@{domain}"),
            None => self.to_string(),
        }
    }
}

fn is_local_part(local: &str) -> bool {
    let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    local.len() <= 64 && local.split('.').all(|part| !part.is_empty() && part.chars().all(atom))
}

fn is_domain(domain: &str) -> bool {
    let label = |part: &str| {
        (1..=63).contains(&part.len())
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let last_is_a_name = domain.rsplit('.').next().is_some_and(|last| !last.chars().all(|c| c.is_ascii_digit()));
    domain.contains('.') && last_is_a_name && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_with_a_dot_in_its_domain() {
        for good in ["erika@example.org", "e.m+termin@sub.example.co", "o'neil@müller.example"] {
            assert_eq!(Email::parse(good).as_deref(), Ok(good));
        }
        for bad in [
            "erika",
            "erika@example",
            "@example.org",
            "a@b@example.org",
            "a b@example.org",
            "a@example.org, b@example.org",
            "a@.org",
            "a@example..org",
            ".a@example.org",
            "a.@example.org",
            "a@-x.org",
            "a@1.2.3.4",
            "a@example.org ",
            "\"a\"@example.org",
            "a@example.org\r\nBcc: b@example.org",
            "<a@example.org>",
        ] {
            assert_eq!(Email::parse(bad), Err(Invalid::NotAnEmail), "{bad:?}");
        }
        assert_eq!(Email::parse(&format!("a@{}.org", "x.".repeat(130))), Err(Invalid::TooLong(254)));
    }

    #[test]
    fn an_address_is_the_same_in_any_case_and_keeps_its_spelling() {
        let (one, other) = (Email::from_stored("Erika@Müller.example"), Email::from_stored("ERIKA@MÜLLER.example"));
        assert!(one.is_same(&other));
        assert_eq!((one.as_str(), one.folded().as_str()), ("Erika@Müller.example", "erika@müller.example"));
        assert_eq!(one.to_ascii(), "Erika@xn--mller-kva.example");
        assert_eq!(Email::from_stored("none").to_ascii(), "none");
    }
}
