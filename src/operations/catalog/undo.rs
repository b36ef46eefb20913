//! Taking back the last change of hours, services or resources, as long as nobody changed the same again.

use super::Error;
use super::hours::{HoursBefore, HoursEdit, change_hours};
use super::offer::{Before, restore};
use crate::domain::account::UserId;
use crate::domain::shop::{Resource, Service};
use crate::store::Store;

/// A change that can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub enum Undo {
    /// Of hours and closing times.
    Hours(HoursBefore),
    /// Of services.
    Service(Before<Service>),
    /// Of rooms and persons.
    Resource(Before<Resource>),
}

impl From<HoursBefore> for Undo {
    fn from(before: HoursBefore) -> Self {
        Self::Hours(before)
    }
}

impl From<Before<Service>> for Undo {
    fn from(before: Before<Service>) -> Self {
        Self::Service(before)
    }
}

impl From<Before<Resource>> for Undo {
    fn from(before: Before<Resource>) -> Self {
        Self::Resource(before)
    }
}

/// Takes a change back, in one transaction. `confirmed` is the confirmation of the appointments that this would leave
/// outside of the hours, or that still use what goes away.
///
/// # Errors
/// [`super::Refusal::Stale`] if the same was changed since; otherwise as the change itself.
pub async fn undo(store: &Store, undo: Undo, confirmed: String, by: UserId) -> Result<(), Error> {
    match undo {
        Undo::Hours(before) => change_hours(store, HoursEdit::Restore(before), confirmed, by).await.map(|_| ()),
        Undo::Service(before) => restore(store, before, confirmed, by).await,
        Undo::Resource(before) => restore(store, before, confirmed, by).await,
    }
}
