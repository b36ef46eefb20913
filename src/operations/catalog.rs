//! Changing what the shop offers: hours ([`change_hours`]), services and resources ([`offer`], and [`create_resource`] for
//! a room or person that takes its place among the others). One transaction each, on fresh rows; every change stands in
//! the audit log and reaches the open grids with its commit.
//!
//! Two owners may edit at once: a form carries the version of what it showed ([`version_of`]), and what has changed since
//! is refused, so that nobody writes over what they have not seen. A change that would leave appointments outside of the
//! hours, or take back what they need, is refused once, with their list; with that list's confirmation it is made, and
//! the appointments stay.

mod conflicts;
pub mod create_resource;
mod hours;
pub mod offer;
mod slug;

pub use conflicts::{AffectedAppointment, confirmation_of};
pub use hours::{Bar, Day, HoursEdit, HoursTable, Revision, calendar_with, change_hours, region_of_last_holidays};

use crate::store::StoreError;
use sha2::{Digest, Sha256};
use std::fmt::{Debug, Write};
use thiserror::Error;

/// Why a change did not happen; nothing was written.
#[derive(Debug, Error)]
pub enum Error {
    /// The rules of editing refuse it.
    #[error("{0:?}")]
    Refused(Refusal),
    /// The file could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What stands against a change.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// Somebody has changed or removed it since the form was made.
    Stale,
    /// These appointments would lie outside of the hours; nobody has confirmed that yet.
    LeavesOutside(Vec<AffectedAppointment>),
    /// These appointments use what is taken back; nobody has confirmed that yet.
    StillBooked(Vec<AffectedAppointment>),
    /// It names a resource that is gone.
    UnknownResource,
    /// Appointments or services refer to it: archive it instead.
    InUse,
    /// There is nothing to do: all of it is there already.
    NothingNew,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// What tells one state of a thing from another.
pub fn version_of(thing: &impl Debug) -> String {
    let digest = Sha256::digest(format!("{thing:?}"));
    digest[..8].iter().fold(String::with_capacity(16), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
