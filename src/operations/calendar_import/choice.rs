//! What the operator chooses to become of the entries.

use crate::domain::ids::{ResourceId, ServiceId};
use crate::domain::words::words;
use crate::ical::entries::CalendarItem;
use std::collections::BTreeMap;

words! {
    /// What an entry becomes.
    pub enum Target {
        /// Blocked time.
        Block = "block",
        /// An appointment of a customer.
        Appointment = "appointment",
        /// Nothing.
        Skip = "skip",
    }
}

words! {
    /// What all entries become that nothing else is said of.
    pub enum Rule {
        /// With a guest an appointment, else blocked time.
        ByGuest = "by_guest",
        /// Blocked time.
        Blocks = "blocks",
        /// Appointments.
        Appointments = "appointments",
    }
}

/// What becomes of the entries.
#[derive(Clone, Debug)]
pub struct Choice {
    /// For all entries.
    pub rule: Rule,
    /// For single ones, by their place in the file's list.
    pub by_row: BTreeMap<usize, Target>,
    /// What they occupy.
    pub resources: Vec<ResourceId>,
    /// What the appointments are for.
    pub service: Option<ServiceId>,
    /// Whether entries are taken that have ended.
    pub with_past: bool,
}

impl Choice {
    /// What becomes of an entry.
    pub fn target(&self, place: usize, item: &CalendarItem) -> Target {
        self.by_row.get(&place).copied().unwrap_or(match self.rule {
            Rule::ByGuest if item.guest.is_none() => Target::Block,
            Rule::Blocks => Target::Block,
            Rule::ByGuest | Rule::Appointments => Target::Appointment,
        })
    }
}
