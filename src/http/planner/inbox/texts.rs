//! What the start page says.

use crate::i18n::{self, messages::planner};
use crate::operations::inbox::ActivityKind;

/// What these pages say.
pub type Texts = i18n::Texts<planner::Inbox>;

impl Texts {
    /// What was just done, by the word in the address.
    pub(super) fn done(self, word: &str) -> Option<&'static str> {
        Some(match word {
            "confirmed" => self.did_confirm(),
            "declined" => self.did_decline(),
            "outcome" => self.did_note(),
            "seen" => self.did_see(),
            "settled" => self.did_settle(),
            "released" => self.did_release(),
            "held_declined" => self.did_decline_held(),
            "source_cancelled" => self.did_cancel_source(),
            "password" => self.did_set_password(),
            _ => return None,
        })
    }

    /// What a customer did.
    pub(super) fn activity(self, kind: ActivityKind) -> &'static str {
        match kind {
            ActivityKind::Booked => self.booked(),
            ActivityKind::Requested => self.requested(),
            ActivityKind::Rescheduled => self.rescheduled(),
            ActivityKind::Cancelled => self.cancelled(),
            ActivityKind::Disowned => self.disowned(),
        }
    }

    /// The heading of held requests from one source.
    pub(super) fn held_group(self, count: usize, is_known: bool) -> String {
        if is_known { self.held_from_same(count) } else { self.held_from_unknown(self.held_requests(count)) }
    }
}
