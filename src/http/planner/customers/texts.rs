//! What the pages about customers say.

use crate::domain::person::Reason;
use crate::i18n;
use crate::i18n::messages::planner;

/// What these pages say.
pub type Texts = i18n::Texts<planner::Customers>;

impl Texts {
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
            Reason::BirthDate => self.reason_birth_date(),
            Reason::EmailDomain => self.reason_email_domain(),
        }
    }
}
