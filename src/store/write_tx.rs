//! One operation's part of the write transaction: connection, `now`, calendar snapshot, and a record of what was
//! changed.

use super::appointments::Appointment;
use super::live_snapshot::{Added, Effects};
use super::sealed::Keyring;
use super::{StoreError, calendar};
use crate::domain::ids::ResourceId;
use crate::domain::shop::Calendar;
use crate::domain::snapshot::{AppointmentKey, BusySpan, CalendarSnapshot};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use std::cell::RefCell;
use std::ops::Deref;
use std::sync::Arc;

/// The open write transaction. Dereferences to the connection, for the SQL modules.
pub struct WriteTx<'a> {
    connection: &'a Connection,
    /// The instant of this operation.
    pub now: DateTime<Utc>,
    /// The snapshot as this operation found it, equal to the transaction's rows: nobody else can write meanwhile, and
    /// commits of other processes were read when the transaction began. Appointments of the distant past are not in
    /// it.
    pub planning: &'a CalendarSnapshot,
    /// What encrypts the secrets in the database.
    pub keys: &'a Keyring,
    calendar: RefCell<Arc<Calendar>>,
    effects: RefCell<Effects>,
}

impl<'a> WriteTx<'a> {
    pub(super) fn new(
        connection: &'a Connection,
        planning: &'a CalendarSnapshot,
        keys: &'a Keyring,
        now: DateTime<Utc>,
    ) -> Self {
        let calendar = RefCell::new(planning.calendar.clone());
        Self { connection, now, planning, keys, calendar, effects: RefCell::default() }
    }

    /// The calendar as of this transaction.
    pub fn calendar(&self) -> Arc<Calendar> {
        self.calendar.borrow().clone()
    }

    /// Records a new appointment, to update the published snapshot.
    pub fn appointment_added(&self, new: &Appointment, resources: &[ResourceId]) {
        // An appointment that does not block is not part of the snapshot.
        if new.status.blocks() {
            let busy = new.busy();
            let span = BusySpan { start: busy.start, end: busy.end, appointment: new.key };
            let (resources, service) = (resources.to_vec(), new.service.clone());
            self.effects.borrow_mut().added.push(Added { resources, span, service, start: new.start });
        }
    }

    /// Records a changed appointment, to update the published snapshot.
    pub fn appointment_changed(&self, key: AppointmentKey) {
        self.effects.borrow_mut().changed.insert(key);
    }

    /// Records a change of settings, resources, services or hours, and reads them again.
    pub fn calendar_changed(&self) -> Result<(), StoreError> {
        self.effects.borrow_mut().calendar = true;
        *self.calendar.borrow_mut() = Arc::new(calendar::load(self)?);
        Ok(())
    }

    /// Records changed foreign busy times of a resource, to update the published snapshot.
    pub fn foreign_changed(&self, resource: &ResourceId) {
        self.effects.borrow_mut().foreign.insert(resource.clone());
    }

    /// Records a booking made online, to count it.
    pub fn booked_online(&self) {
        self.effects.borrow_mut().booked_online += 1;
    }

    /// Records a new mail, to wake the mail worker.
    pub fn mail_written(&self) {
        self.effects.borrow_mut().mail = true;
    }

    /// Records that copies in calendars kept elsewhere are owed, to wake who brings them there.
    pub fn copies_owed(&self) {
        self.effects.borrow_mut().copies = true;
    }

    /// Records a change of activity or of a mail's state, to notify open inboxes.
    pub fn inbox_changed(&self) {
        self.effects.borrow_mut().inbox = true;
    }

    /// Records a change of sessions or accounts, so that open streams check their authorization again.
    pub fn accounts_changed(&self) {
        self.effects.borrow_mut().accounts = true;
    }

    /// Records a change of the widget's origins, to notify open pages.
    pub fn embeddings_changed(&self) {
        self.effects.borrow_mut().embeddings = true;
    }

    pub(super) fn into_effects(self) -> Effects {
        self.effects.into_inner()
    }
}

impl Deref for WriteTx<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}
