//! What surrounds every page of the planner, and the page for signing in. Each area has messages of its own.

use crate::i18n;
use crate::i18n::messages::planner;

/// What these pages say.
pub type Texts = i18n::Texts<planner::Frame>;

/// Up to here a wait is told in seconds, then in minutes.
const TOLD_IN_SECONDS: u64 = 90;

impl Texts {
    /// What is said to who has tried too often.
    pub(super) fn wait(self, seconds: u64) -> String {
        if seconds <= TOLD_IN_SECONDS { self.wait_seconds(seconds) } else { self.wait_minutes(seconds.div_ceil(60)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;

    #[test]
    fn a_wait_is_told_in_seconds_or_minutes() {
        let told = |seconds| Texts::of(Language::GERMAN).wait(seconds);
        assert!(told(1).contains("warten Sie 1 Sekunde und"));
        assert!(told(60).contains("warten Sie 60 Sekunden und"));
        assert!(told(841).contains("warten Sie 15 Minuten und"));
    }
}
