//! The operator's operations on appointments: create, change, shift (by drag), set the status. One transaction each, with
//! a line in the audit log and the mails its customer shall get. The operator's own acts are no news to them.
//!
//! Opening hours, lead time and daily limit do not bind the operator, but they are told: what is unusual is refused until
//! its words come back accepted. An overlap is refused, by the name of what is in the way (rule 8).

mod hands;
mod page;
mod rules;
mod status;
mod write;

pub use hands::Change;
pub use status::{can_tell, set_status};
pub use write::{change, create, shift};

use crate::domain::account::UserId;
use crate::domain::appointment::Status;
use crate::domain::ids::{ResourceId, ServiceId};
use crate::domain::person::Person;
use crate::domain::policy::PolicyWarning;
use crate::domain::shop::{Calendar, Language};
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::domain::values::AppointmentNote;
use crate::store::appointments::Appointment;
use crate::store::{StoreError, WriteTx, audit, calendar_entries};
use chrono::NaiveDateTime;
use serde_json::Value;
use thiserror::Error;

/// An appointment as the operator wants it. `Debug` tells nothing.
#[derive(Clone)]
pub struct Draft {
    /// What for; `None`: the time is blocked, or was imported without a service.
    pub service: Option<ServiceId>,
    /// The rooms and persons named; what the service needs besides is chosen.
    pub resources: Vec<ResourceId>,
    /// Its first minute.
    pub start: Minute,
    /// The minute it ends.
    pub end: Minute,
    /// Who comes.
    pub customer: Person,
    /// The operator's words.
    pub note: Option<AppointmentNote>,
}

/// Where an appointment was dragged, on the wall clock.
#[derive(Clone, Debug, Default)]
pub struct MoveRequest {
    /// Its new start; its length stays.
    pub start: Option<NaiveDateTime>,
    /// Its new end.
    pub end: Option<NaiveDateTime>,
    /// Out of which column and into which.
    pub resources: Option<(ResourceId, ResourceId)>,
}

/// Who does it, and what they have agreed to.
#[derive(Clone, Debug)]
pub struct ActionContext {
    /// Who.
    pub by: UserId,
    /// The words of what is unusual and wanted all the same ([`PolicyWarning::word`]).
    pub accepted: Vec<String>,
    /// Whether the customer shall be told by mail.
    pub tell: bool,
    /// What a customer reads who gets their first mail by this.
    pub language: Language,
}

/// What is in the way.
#[derive(Clone)]
pub struct Overlap {
    /// Where.
    pub resource: ResourceId,
    /// What.
    pub appointment: Appointment,
}

/// Why it did not happen.
#[derive(Clone, Debug)]
pub enum Refusal {
    /// There is no such appointment.
    UnknownAppointment,
    /// There is no such service, or resource.
    UnknownChoice,
    /// It would occupy nothing.
    NoResource,
    /// It would end before it starts.
    EndsBeforeStart,
    /// Its service cannot take place there.
    NotForService(ResourceId),
    /// Appointments are in the way.
    Occupied(Vec<Overlap>),
    /// The operator has not yet said yes to this.
    PolicyWarnings(Vec<PolicyWarning>),
    /// It cannot become that.
    NotPossible(Status),
}

/// A refusal, or a fault; nothing was written.
#[derive(Debug, Error)]
pub enum Error {
    /// The rules refuse it.
    #[error("{0:?}")]
    Refused(Refusal),
    /// The file could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<super::Error> for Error {
    fn from(error: super::Error) -> Self {
        match error {
            super::Error::Store(error) => Self::Store(error),
            super::Error::Rejected(_) => Self::Refused(Refusal::UnknownAppointment),
        }
    }
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Draft(…)")
    }
}

impl std::fmt::Debug for Overlap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Overlap({}, {})", self.resource, self.appointment.id)
    }
}

fn find(tx: &WriteTx<'_>, key: AppointmentKey) -> Result<calendar_entries::CalendarEntry, Error> {
    Ok(calendar_entries::find(tx, key)?.ok_or(Refusal::UnknownAppointment)?)
}

fn note(
    tx: &WriteTx<'_>,
    act: &ActionContext,
    action: &str,
    appointment: &Appointment,
    details: &Value,
) -> Result<(), Error> {
    Ok(audit::record(tx, Some(act.by), action, &appointment.id, details, tx.now.timestamp())?)
}

/// An instant as the log has it.
fn logged(calendar: &Calendar, at: Minute) -> String {
    at.to_rfc3339(calendar.shop.time_zone)
}
