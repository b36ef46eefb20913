//! One operation's view of the write transaction: the connection, one `now`, the calendar, and a note of what it changed.

use super::published::{Effects, calendar_of};
use super::{StoreError, appointments};
use crate::domain::planning::{AppointmentKey, Occupancy, Planning};
use crate::domain::schedule::{self, Question};
use crate::domain::shop::Calendar;
use crate::domain::time::Minute;
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
    calendar: RefCell<Arc<Calendar>>,
    effects: RefCell<Effects>,
}

impl<'a> WriteTx<'a> {
    pub(super) fn new(connection: &'a Connection, calendar: Arc<Calendar>, now: DateTime<Utc>) -> Self {
        Self { connection, now, calendar: RefCell::new(calendar), effects: RefCell::default() }
    }

    /// The calendar as this transaction sees it.
    pub fn calendar(&self) -> Arc<Calendar> {
        self.calendar.borrow().clone()
    }

    /// The planning on fresh rows, as far as a decision on `start` can depend on it.
    pub fn planning_around(&self, question: &Question<'_>, start: Minute) -> Result<Planning, StoreError> {
        let calendar = self.calendar();
        let (from, until) = schedule::window(&calendar, question, start);
        let mut occupancy = Occupancy::default();
        let resources = question.service.needs.iter().flatten().chain(question.resource);
        appointments::occupy_between(self, resources, &question.service.id, (from, until), &mut occupancy)?;
        Ok(Planning { calendar, occupancy })
    }

    /// Notes that an appointment was written, so that the published planning follows.
    pub fn appointment_changed(&self, key: AppointmentKey) {
        self.effects.borrow_mut().appointments.insert(key);
    }

    /// Notes that settings, resources, services or hours were written, and reads them anew.
    pub fn calendar_changed(&self) -> Result<(), StoreError> {
        self.effects.borrow_mut().calendar = true;
        *self.calendar.borrow_mut() = Arc::new(calendar_of(self)?);
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

    /// Notes that it was written where the widget stands, so that open pages follow.
    pub fn embeddings_changed(&self) {
        self.effects.borrow_mut().embeddings = true;
    }

    pub(super) fn into_parts(self) -> (Arc<Calendar>, Effects) {
        (self.calendar.into_inner(), self.effects.into_inner())
    }
}

impl Deref for WriteTx<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}
