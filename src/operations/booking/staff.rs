//! What the shop says to change its calendar, and what refuses it: opening hours, lead time and daily limit do not bind it,
//! but what is unusual is refused until its words come back accepted. An overlap is refused, by the name of what is in the
//! way (rule 8).

use crate::domain::account::UserId;
use crate::domain::actor::Actor;
use crate::domain::appointment::Status;
use crate::domain::ids::{ResourceId, ServiceId};
use crate::domain::notice::MailTerms;
use crate::domain::person::Person;
use crate::domain::policy::PolicyWarning;
use crate::domain::shop::Language;
use crate::domain::time::Minute;
use crate::domain::values::{AppointmentNote, PostalAddress};
use crate::store::appointments::Appointment;
use chrono::NaiveDateTime;

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
    /// The customer's postal address, where it takes place there.
    pub address: Option<PostalAddress>,
    /// The operator's words.
    pub note: Option<AppointmentNote>,
    /// Whether the customer wants a reminder by mail.
    pub reminder_accepted: bool,
    /// Of blocked time: whether owners and its author alone read the note.
    pub private: bool,
    /// Who that is, where it was not private before; `None`: whoever does it.
    pub author: Option<UserId>,
}

impl Draft {
    /// An appointment as it stands, on these rooms and persons.
    pub fn of(appointment: &Appointment, resources: Vec<ResourceId>) -> Self {
        Self {
            service: appointment.service.clone(),
            resources,
            start: appointment.start,
            end: appointment.end,
            customer: appointment.customer.clone(),
            address: appointment.address.clone(),
            note: appointment.note.clone(),
            reminder_accepted: appointment.reminder_accepted_at.is_some(),
            private: appointment.private,
            author: appointment.author,
        }
    }
}

/// Where an appointment was dragged, on the wall clock.
#[derive(Clone, Debug, Default)]
pub struct MoveRequest {
    /// Its new start; its length stays.
    pub start: Option<NaiveDateTime>,
    /// Its new end.
    pub end: Option<NaiveDateTime>,
    /// Out of which column and into which; out of `None`: of what it occupies, that whose place the other can take.
    pub resources: Option<(Option<ResourceId>, ResourceId)>,
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
    /// How the mails of it leave.
    pub terms: MailTerms,
    /// Whether a program that keeps their calendars does it.
    pub by_calendar: bool,
}

impl ActionContext {
    /// Who does it, as histories tell.
    pub(super) fn actor(&self) -> Actor {
        if self.by_calendar { Actor::Calendar(self.by) } else { Actor::Staff(self.by) }
    }
}

/// What is in the way.
#[derive(Clone)]
pub struct Overlap {
    /// Where.
    pub resource: ResourceId,
    /// What.
    pub appointment: Appointment,
}

/// Why the shop's wish did not happen.
#[derive(Clone, Debug)]
pub enum StaffRefusal {
    /// There is no such appointment.
    UnknownAppointment,
    /// There is no such service, or resource.
    UnknownChoice,
    /// There is no such customer record.
    UnknownCustomer,
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
