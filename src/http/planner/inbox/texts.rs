//! What the start page says.

use crate::i18n;
use crate::i18n::messages::planner;
use crate::operations::inbox::ActivityKind;

/// What these pages say.
pub type Texts = i18n::Texts<planner::Inbox>;

impl Texts {
    /// What a customer did.
    pub(super) fn activity(self, kind: ActivityKind) -> &'static str {
        match kind {
            ActivityKind::Booked => self.booked(),
            ActivityKind::Requested => self.requested(),
            ActivityKind::Rescheduled => self.rescheduled(),
            ActivityKind::Cancelled => self.cancelled(),
            ActivityKind::Disowned => self.disowned(),
            ActivityKind::CancelledByCalendar => self.cancelled_by_calendar(),
            ActivityKind::MoveRefused => self.move_refused(),
            ActivityKind::BlockRefused => self.block_refused(),
        }
    }

    /// The heading of held requests from one source.
    pub(super) fn held_group(self, count: usize, is_known: bool) -> String {
        if is_known { self.held_from_same(count) } else { self.held_from_unknown(self.held_requests(count)) }
    }
}
