//! Changes to the catalog: hours ([`change_hours`]), services and resources ([`offer`], and [`create_resource`] for a
//! resource with hours and services). One transaction each, on current rows; every change is in the audit log and
//! reaches open pages with its commit.
//!
//! Optimistic locking: a form carries the revision of the row it showed, which the database counts, and a change based
//! on another revision is refused. A change that would leave appointments outside the hours, or remove what they need, is first
//! refused with the list of affected appointments; with the confirmation of that list it is made, and the
//! appointments are kept.

mod conflicts;
pub mod create_resource;
pub mod holidays;
mod hours;
pub mod offer;
mod slug;
mod undo;
pub mod week_chart;

pub use crate::store::calendar::Revision;
pub use conflicts::{AffectedAppointment, confirmation_of};
pub use hours::{
    Bar, Day, HoursBefore, HoursEdit, HoursTable, Period, calendar_with, change_hours, hours_table,
    region_of_last_holidays,
};
pub use undo::{Undo, undo};

/// Why a change was not made; nothing was written.
pub type Error = super::error::Error<Refusal>;

/// Why a change is refused.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// It was changed or deleted since it was shown.
    Stale,
    /// These appointments would be outside the hours, and are not confirmed.
    LeavesOutside(Vec<AffectedAppointment>),
    /// These appointments use it, and are not confirmed.
    StillBooked(Vec<AffectedAppointment>),
    /// It refers to a resource that does not exist.
    UnknownResource,
    /// Appointments or services refer to it; it can be archived instead.
    InUse,
    /// There is nothing to add.
    NothingNew,
}

impl super::error::Reason for Refusal {}
