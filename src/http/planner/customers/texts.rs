//! What the pages about customers say.

use crate::domain::person::Reason;
use crate::i18n::{self, messages::planner};

/// What these pages say.
pub type Texts = i18n::Texts<planner::Customers>;

impl Texts {
    /// What was just done, by the word in the address.
    pub fn done(self, word: &str) -> Option<&'static str> {
        Some(match word {
            "linked" => self.linked(),
            "customer" => self.created_and_linked(),
            "unlinked" => self.unlinked(),
            "saved" => self.saved(),
            "created" => self.created(),
            "merged" => self.merged(),
            _ => return None,
        })
    }

    /// "gleiche E-Mail-Adresse, gleicher Name".
    pub(super) fn reasons(self, reasons: &[Reason]) -> String {
        let words: Vec<&str> = reasons.iter().map(|reason| self.reason(*reason)).collect();
        words.join(", ")
    }

    fn reason(self, reason: Reason) -> &'static str {
        match reason {
            Reason::Email => self.reason_email(),
            Reason::Phone => self.reason_phone(),
            Reason::Name => self.reason_name(),
            Reason::SimilarName => self.reason_similar_name(),
        }
    }
}
