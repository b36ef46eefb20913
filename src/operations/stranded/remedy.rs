//! What can be done about an appointment outside of the hours.

use super::Error;
use crate::domain::actor::Actor;
use crate::domain::appointment::Status;
use crate::domain::ids::ResourceId;
use crate::domain::notice::NoticeKind;
use crate::domain::policy::PolicyWarning;
use crate::domain::schedule::{self, Audience, AvailabilityQuery, Moving};
use crate::domain::shop::{Calendar, Service};
use crate::domain::snapshot::CalendarSnapshot;
use crate::domain::time::Minute;
use crate::domain::words::words;
use crate::operations::booking::events::{Event, EventKind, record};
use crate::operations::booking::{self, ActionContext, StaffRefusal, move_to, open_page, set_status_in};
use crate::store::calendar_entries::CalendarEntry;
use crate::store::{WriteTx, audit, outbox, stranded};
use chrono::{DateTime, Utc};
use serde_json::json;

/// How many free times after a start are tried, where others of the same list may take them.
const TRIED: usize = 40;

/// What shall be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Others take it at the same time.
    Colleague,
    /// It is moved to the next free time.
    Nearest,
    /// It is moved to that time.
    MoveTo(Minute),
    /// Its customer is asked by mail to choose another time.
    Ask,
    /// It is cancelled.
    Cancel,
    /// It stays as it is.
    Leave,
}

words! {
    /// The remedies that can be used for all at once.
    pub enum ForAll {
        /// See [`Remedy::Colleague`].
        Colleague = "colleague",
        /// See [`Remedy::Nearest`].
        Nearest = "nearest",
        /// See [`Remedy::Ask`].
        Ask = "ask",
        /// See [`Remedy::Cancel`].
        Cancel = "cancel",
        /// See [`Remedy::Leave`].
        Leave = "leave",
    }
}

impl From<ForAll> for Remedy {
    fn from(remedy: ForAll) -> Self {
        match remedy {
            ForAll::Colleague => Self::Colleague,
            ForAll::Nearest => Self::Nearest,
            ForAll::Ask => Self::Ask,
            ForAll::Cancel => Self::Cancel,
            ForAll::Leave => Self::Leave,
        }
    }
}

/// What becomes of an appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It takes place then, there and with whom.
    Moved(Minute, Vec<ResourceId>),
    /// Its customer is asked.
    Asked,
    /// It is cancelled.
    Cancelled,
    /// It stays as it is.
    Stays,
    /// It cannot be done.
    Impossible,
}

impl Fate {
    /// What it says in a hash.
    pub(super) fn word(&self) -> String {
        format!("{self:?}")
    }
}

/// Looks for other times of an appointment.
pub(super) struct Search<'a> {
    planning: &'a CalendarSnapshot,
    entry: &'a CalendarEntry,
    /// Its service, as long as the appointment.
    service: Service,
    now: DateTime<Utc>,
}

impl<'a> Search<'a> {
    /// `None`: it has no service, and so nobody knows who could take it.
    pub(super) fn new(planning: &'a CalendarSnapshot, entry: &'a CalendarEntry, now: DateTime<Utc>) -> Option<Self> {
        let it = &entry.appointment;
        let service = planning.calendar.service(it.service.as_ref()?.as_str())?;
        let minutes = u32::try_from(it.end.minutes_since(it.start)).unwrap_or(service.duration_minutes);
        Some(Self { planning, entry, service: Service { duration_minutes: minutes, ..service.clone() }, now })
    }

    fn query(&self) -> AvailabilityQuery<'_> {
        let moving = Moving { appointment: self.entry.appointment.key, resources: &self.entry.resources };
        AvailabilityQuery { service: &self.service, resource: None, moving: Some(moving), scope: Audience::Operator }
    }

    /// Who and what takes it at that time; `None`: it cannot be then.
    pub(super) fn decide(&self, at: Minute) -> Option<Vec<ResourceId>> {
        schedule::decide(self.planning, &self.query(), at, self.now).ok()
    }

    /// The next free times: after its own, which its customer has kept free until now, and not in the past.
    pub(super) fn next(&self, count: usize) -> Vec<Minute> {
        let after = self.entry.appointment.start.plus(1).max(Minute::ceil(self.now));
        schedule::next_free(self.planning, &self.query(), after, count, self.now)
    }
}

/// Whether its customer can choose another time: they have an address, and the service can be booked online.
pub(super) fn can_ask(entry: &CalendarEntry, calendar: &Calendar) -> bool {
    let it = &entry.appointment;
    let service = it.service.as_ref().and_then(|id| calendar.service(id.as_str()));
    it.customer.email.is_some() && service.is_some_and(|service| service.online && !service.archived)
}

/// Does it.
pub(super) fn apply(
    tx: &WriteTx<'_>,
    entry: &CalendarEntry,
    remedy: Remedy,
    act: &ActionContext,
) -> Result<Fate, Error> {
    let key = entry.appointment.key;
    match remedy {
        Remedy::Colleague => try_times(tx, entry, &[entry.appointment.start], act),
        Remedy::Nearest => {
            let search = Search::new(tx.planning, entry, tx.now);
            let times = search.map(|search| search.next(TRIED)).unwrap_or_default();
            try_times(tx, entry, &times, act)
        }
        Remedy::MoveTo(at) => try_times(tx, entry, &[at], act),
        Remedy::Ask => ask(tx, entry, act),
        Remedy::Cancel => {
            set_status_in(tx, key, Status::Cancelled, act)?;
            Ok(Fate::Cancelled)
        }
        Remedy::Leave => {
            stranded::remove(tx, key)?;
            // Nobody needs to choose another time.
            outbox::take_back(tx, key, |mail| mail.kind == NoticeKind::ChooseTime, tx.now)?;
            tx.inbox_changed();
            let start = entry.appointment.start.to_rfc3339(tx.calendar().shop.time_zone);
            let details = json!({ "start": start });
            let now = tx.now.timestamp();
            audit::record(tx, Some(act.by), "appointment.stays", &entry.appointment.id, &details, now)?;
            Ok(Fate::Stays)
        }
    }
}

/// Moves it to the first of these times that is free, also for the others of the same transaction.
fn try_times(tx: &WriteTx<'_>, entry: &CalendarEntry, times: &[Minute], act: &ActionContext) -> Result<Fate, Error> {
    let Some(search) = Search::new(tx.planning, entry, tx.now) else { return Ok(Fate::Impossible) };
    // Customers are bound by the lead time, the shop is not.
    let accepted = vec![PolicyWarning::LeadTime.word()];
    let act = &ActionContext { accepted, ..act.clone() };
    for at in times {
        let Some(resources) = search.decide(*at) else { continue };
        match move_to(tx, entry, *at, resources.clone(), act) {
            Ok(()) => return Ok(Fate::Moved(*at, resources)),
            Err(booking::Error::Refused(StaffRefusal::Occupied(_) | StaffRefusal::PolicyWarnings(_))) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Fate::Impossible)
}

fn ask(tx: &WriteTx<'_>, entry: &CalendarEntry, act: &ActionContext) -> Result<Fate, Error> {
    if !can_ask(entry, &tx.calendar()) {
        return Ok(Fate::Impossible);
    }
    let it = &entry.appointment;
    if !entry.has_page {
        open_page(tx, it, 0, &ActionContext { tell: true, ..act.clone() })?;
    }
    stranded::set_asked(tx, it.key, tx.now.timestamp())?;
    let kind = EventKind::AskedToChoose;
    record(tx, &Event { actor: Actor::Staff(act.by), appointment: it, terms: &act.terms, kind })?;
    Ok(Fate::Asked)
}
