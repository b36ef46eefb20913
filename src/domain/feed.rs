//! Calendars to subscribe to: what an address shows, and how much of it.

use super::ids::ResourceId;
use super::values::ShortName;
use super::words::words;

words! {
    /// How much of an appointment a subscribed calendar shows.
    pub enum Detail {
        /// Name, telephone number, service, comment and a link to the planner.
        Full = "full",
        /// The customer's name.
        Names = "names",
        /// That the time is taken.
        Busy = "busy",
    }
}

/// What an address shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// What its owner calls it: the device or program that has it.
    pub label: ShortName,
    /// The room or person; `None`: all.
    pub resource: Option<ResourceId>,
    /// How much of each appointment.
    pub detail: Detail,
    /// Whether an appointment is shown with its buffers.
    pub buffers: bool,
}
