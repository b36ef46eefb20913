//! One operation's view of the write transaction: the connection, one `now`, the calendar, and a note of what it changed.

use super::appointments::Appointment;
use super::live_snapshot::{Added, Effects};
use super::{StoreError, calendar};
use crate::domain::ids::ResourceId;
use crate::domain::shop::Calendar;
use crate::domain::snapshot::{AppointmentKey, BusySpan, CalendarSnapshot};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use std::cell::RefCell;
use std::ops::Deref;
use std::sync::Arc;

/// The open write transaction. Dereferences to the connection, for the SQL of the table groups.
pub struct WriteTx<'a> {
    connection: &'a Connection,
    /// The one instant of this operation.
    pub now: DateTime<Utc>,
    /// The planning as this operation found it. It is that of the transaction's rows: nobody else may write meanwhile, and
    /// what others wrote before was read anew when the transaction began. What is long past is not in it.
    pub planning: &'a CalendarSnapshot,
    calendar: RefCell<Arc<Calendar>>,
    effects: RefCell<Effects>,
}

impl<'a> WriteTx<'a> {
    pub(super) fn new(connection: &'a Connection, planning: &'a CalendarSnapshot, now: DateTime<Utc>) -> Self {
        let calendar = RefCell::new(planning.calendar.clone());
        Self { connection, now, planning, calendar, effects: RefCell::default() }
    }

    /// The calendar as this transaction sees it.
    pub fn calendar(&self) -> Arc<Calendar> {
        self.calendar.borrow().clone()
    }

    /// Notes that a new appointment was written, so that the published planning follows.
    pub fn appointment_added(&self, new: &Appointment, resources: &[ResourceId]) {
        // One that does not block has nothing in the planning.
        if new.status.blocks() {
            let busy = new.busy();
            let span = BusySpan { start: busy.start, end: busy.end, appointment: new.key };
            let (resources, service) = (resources.to_vec(), new.service.clone());
            self.effects.borrow_mut().added.push(Added { resources, span, service, start: new.start });
        }
    }

    /// Notes that an appointment was written, so that the published planning follows.
    pub fn appointment_changed(&self, key: AppointmentKey) {
        self.effects.borrow_mut().changed.insert(key);
    }

    /// Notes that settings, resources, services or hours were written, and reads them anew.
    pub fn calendar_changed(&self) -> Result<(), StoreError> {
        self.effects.borrow_mut().calendar = true;
        *self.calendar.borrow_mut() = Arc::new(calendar::load(self)?);
        Ok(())
    }

    /// Notes that the outbox was written, so that the mail worker wakes.
    pub fn mail_written(&self) {
        self.effects.borrow_mut().mail = true;
    }

    /// Notes that news, or what became of a mail, was written, so that open inboxes follow.
    pub fn inbox_changed(&self) {
        self.effects.borrow_mut().inbox = true;
    }

    /// Notes that a session has ended or an account is another, so that open streams ask whether they still may.
    pub fn accounts_changed(&self) {
        self.effects.borrow_mut().accounts = true;
    }

    /// Notes that it was written where the widget stands, so that open pages follow.
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
