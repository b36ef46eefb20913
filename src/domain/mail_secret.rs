//! A second secret of a booking, sent only in links of mails: whoever presents it can read the mailbox of the
//! booking. The token of the customer's page does not prove that, since the booker gets it in the API's answer, too.

use std::fmt;
use subtle::ConstantTimeEq;

/// The secret. `Debug` does not print it.
#[derive(Clone, PartialEq, Eq)]
pub struct MailSecret(Box<str>);

impl MailSecret {
    /// The text for the link.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether `shown` equals it, compared in constant time. An empty secret matches nothing.
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
