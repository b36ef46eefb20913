//! The second secret of a booking. It stands in links of mails and nowhere else, so whoever shows it reads the mailbox
//! that the booking names; the token of the customer's page, which the booker gets as well, shows nothing of that.

use std::fmt;
use subtle::ConstantTimeEq;

/// The secret. Its `Debug` does not tell it.
#[derive(Clone, PartialEq, Eq)]
pub struct MailSecret(Box<str>);

impl MailSecret {
    /// As it stands in a link.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether `shown` is it, in constant time. An empty one is shown by nobody.
    pub fn is_shown_by(&self, shown: &str) -> bool {
        !self.0.is_empty() && bool::from(self.0.as_bytes().ct_eq(shown.as_bytes()))
    }
}

impl From<String> for MailSecret {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for MailSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailSecret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_secret_shows_it_and_none_shows_an_empty_one() {
        let secret = MailSecret::from("c0ffee".to_owned());
        assert!(secret.is_shown_by("c0ffee"));
        assert!(!secret.is_shown_by("c0ffe") && !secret.is_shown_by("c0ffee0") && !secret.is_shown_by(""));
        assert!(!MailSecret::from(String::new()).is_shown_by(""));
        assert_eq!(format!("{secret:?}"), "MailSecret(…)");
    }
}
