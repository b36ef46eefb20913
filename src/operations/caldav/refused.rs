//! Why a program's change is not made, and that the inbox says so.

use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::operations::booking::{self, StaffRefusal};
use crate::store::activity::{self, ActivityKind};
use crate::store::{Store, StoreError};
use thiserror::Error;

/// Why an operation did not happen; nothing was written.
#[derive(Debug, Error)]
pub enum Error {
    /// It is refused.
    #[error("{0:?}")]
    Refused(Refusal),
    /// The file could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a change is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such object.
    Unknown,
    /// It is not as the program believes.
    Precondition,
    /// The object has another UID.
    OtherUid,
    /// An object of that name has the UID already.
    UidTaken(String),
    /// It is no calendar file.
    NotACalendar,
    /// It holds another thing than an event.
    NotAnEvent,
    /// It holds several events, none, or a method.
    NotOneEvent,
    /// An appointment with a customer repeats.
    Repeats,
    /// Its repetitions cannot be read.
    UnknownRepetition,
    /// It takes place too often.
    TooManyDates,
    /// An appointment is there.
    Occupied {
        /// The one that was to be changed; of a new one, the one that is there.
        about: AppointmentKey,
        /// When it was to begin.
        start: Minute,
        /// Whether it was to be new.
        is_new: bool,
    },
    /// It cannot become that.
    NotPossible,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// What the rules of the calendar answer to a change of `about`, or to a new one, which was to begin at `start`.
pub(super) fn refused(error: booking::Error, about: Option<AppointmentKey>, start: Minute) -> Error {
    match error {
        booking::Error::Store(error) => error.into(),
        booking::Error::Refused(StaffRefusal::Occupied(overlaps)) => {
            let in_the_way = overlaps.first().map(|overlap| overlap.appointment.key);
            match about.or(in_the_way) {
                Some(key) => Refusal::Occupied { about: key, start, is_new: about.is_none() }.into(),
                None => Refusal::NotPossible.into(),
            }
        }
        booking::Error::Refused(_) | booking::Error::Rejected(_) => Refusal::NotPossible.into(),
    }
}

/// Puts into the inbox that a change was refused because its time is taken: the program takes it back, and its user shall know
/// why. Programs that try again are told once, until somebody has seen it.
pub(super) async fn tell<T>(store: &Store, outcome: Result<T, Error>) -> Result<T, Error> {
    if let Err(Error::Refused(Refusal::Occupied { about, start, is_new })) = &outcome {
        let (about, start) = (*about, *start);
        let kind = if *is_new { ActivityKind::BlockRefused } else { ActivityKind::MoveRefused };
        store.write(move |tx| activity::insert_once(tx, kind, about, start)).await?;
    }
    outcome
}
