//! What the guided set-up says.

use crate::domain::shop::ResourceKind;
use crate::i18n;
use crate::i18n::messages::planner;
use crate::operations::set_up::step::Step;

/// What these pages say.
pub type Texts = i18n::Texts<planner::SetUp>;

impl Texts {
    /// A step in a word or two.
    pub(super) fn step(self, step: Step) -> &'static str {
        match step {
            Step::Shop => self.step_shop(),
            Step::Resources => self.step_resources(),
            Step::Services => self.step_services(),
            Step::Hours => self.step_hours(),
            Step::Mail => self.step_mail(),
            Step::Finish => self.step_finish(),
        }
    }

    /// How shortly before an appointment it may be booked.
    pub(super) fn lead_time_of(self, hours: u32) -> String {
        match (hours / 24, hours % 24) {
            (0, 0) => self.until_the_last_minute().to_owned(),
            (days, 0) => self.days_before(days),
            _ => self.hours_before(hours),
        }
    }

    /// Room or person.
    pub(super) fn kind_of(self, kind: &ResourceKind) -> &'static str {
        match kind {
            ResourceKind::Room => self.room(),
            ResourceKind::Person => self.person(),
        }
    }
}
