//! Why a customer gets a mail, in one line, and the way out for who never booked.

use super::sanitize::one_line;
use super::texts::{Link, Writing, mailed_url};
use crate::domain::notice::NoticeKind;

/// The line under a mail to a customer.
pub struct Why {
    /// Why they get it.
    pub sentence: String,
    /// For who has nothing to do with it.
    pub link: Option<Link>,
}

impl Writing<'_> {
    pub(super) fn why(&self) -> Option<Why> {
        let facts = &self.notice.facts;
        if self.notice.kind.is_for_shop() {
            return None;
        }
        let link = facts.token.as_deref().zip(facts.mail_secret.as_ref()).map(|(token, secret)| Link {
            label: if facts.online {
                self.say("Das war ich nicht", "I did not book this")
            } else {
                self.say("Das ist nicht mein Termin", "This is not my appointment")
            },
            url: mailed_url(self.public_url, token, "/not-me", Some(secret)),
            after: None,
        });
        Some(Why { sentence: self.reason(), link })
    }

    fn reason(&self) -> String {
        let shop = one_line(&self.shop.name);
        let (de, en) = if self.notice.kind == NoticeKind::PleaseConfirm {
            (
                format!(
                    "Sie bekommen diese E-Mail, weil jemand mit dieser Adresse bei {shop} einen Termin buchen möchte."
                ),
                format!(
                    "You get this e-mail because somebody wants to book an appointment at {shop} with this address."
                ),
            )
        } else if self.notice.facts.online {
            (
                format!(
                    "Sie bekommen diese E-Mail, weil jemand mit dieser Adresse bei {shop} einen Termin gebucht hat."
                ),
                format!("You get this e-mail because somebody booked an appointment at {shop} with this address."),
            )
        } else {
            (
                format!("Sie bekommen diese E-Mail, weil {shop} mit dieser Adresse einen Termin eingetragen hat."),
                format!("You get this e-mail because {shop} entered an appointment with this address."),
            )
        };
        self.language.pick(de, en)
    }
}
