//! The planning as readers see it: published after every commit, whoever made it.

use super::{StoreError, WriteTx, appointments, calendar};
use crate::changes::Change;
use crate::domain::planning::{AppointmentKey, BusySpan, Occupancy, Planning};
use crate::domain::time::Minute;
use arc_swap::ArcSwap;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use tokio::sync::{Notify, broadcast, watch};

/// How many changes a slow listener may fall behind before it is told "everything".
const REMEMBERED_CHANGES: usize = 256;

/// How far back appointments are kept in memory: the longest service and a day, seen from today's first slot.
const KEPT_BACK: Duration = Duration::days(9);

/// How far the clock may be put back before everything is read anew: [`KEPT_BACK`] has that much to spare.
const PUT_BACK: Duration = Duration::hours(1);

/// What one operation changed, as noted in its [`WriteTx`].
#[derive(Debug, Default)]
pub(super) struct Effects {
    pub(super) appointments: BTreeSet<AppointmentKey>,
    pub(super) calendar: bool,
    pub(super) mail: bool,
    pub(super) inbox: bool,
    pub(super) embeddings: bool,
}

impl Effects {
    pub(super) fn absorb(&mut self, other: Self) {
        self.appointments.extend(other.appointments);
        self.calendar |= other.calendar;
        self.mail |= other.mail;
        self.inbox |= other.inbox;
        self.embeddings |= other.embeddings;
    }
}

pub(super) struct Published {
    planning: ArcSwap<Planning>,
    generation: AtomicU64,
    /// When everything was read last, in seconds since 1970.
    read_at: AtomicI64,
    changes: broadcast::Sender<Change>,
    mail_written: Arc<Notify>,
    /// Counts the changes of the inbox.
    inbox: watch::Sender<u64>,
    /// Counts the changes of where the widget stands.
    embeddings: watch::Sender<u64>,
}

impl Published {
    pub(super) fn load(connection: &Connection, now: DateTime<Utc>) -> Result<Self, StoreError> {
        Ok(Self {
            planning: ArcSwap::from_pointee(load(connection, now)?),
            generation: AtomicU64::new(1),
            read_at: AtomicI64::new(now.timestamp()),
            changes: broadcast::Sender::new(REMEMBERED_CHANGES),
            mail_written: Arc::default(),
            inbox: watch::Sender::new(0),
            embeddings: watch::Sender::new(0),
        })
    }

    pub(super) fn planning(&self) -> Arc<Planning> {
        self.planning.load_full()
    }

    pub(super) fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    pub(super) fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    pub(super) fn announce(&self, change: Change) {
        // Nobody listening is no fault.
        let _ = self.changes.send(change);
    }

    pub(super) fn subscribe_inbox(&self) -> watch::Receiver<u64> {
        self.inbox.subscribe()
    }

    fn announce_inbox(&self) {
        self.inbox.send_modify(|changes| *changes += 1);
    }

    pub(super) fn subscribe_embeddings(&self) -> watch::Receiver<u64> {
        self.embeddings.subscribe()
    }

    fn announce_embeddings(&self) {
        self.embeddings.send_modify(|changes| *changes += 1);
    }

    pub(super) fn mail_written(&self) -> Arc<Notify> {
        self.mail_written.clone()
    }

    /// Whether the clock was put back so far that appointments of what is now the future may not be in memory.
    pub(super) fn is_from_the_future(&self, now: DateTime<Utc>) -> bool {
        (now + PUT_BACK).timestamp() < self.read_at.load(Ordering::Acquire)
    }

    /// Reads everything anew: another process has written, or what is in memory cannot be trusted.
    pub(super) fn reload(&self, connection: &Connection, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.publish(load(connection, now)?, Change { dates: None });
        self.read_at.store(now.timestamp(), Ordering::Release);
        self.mail_written.notify_one();
        self.announce_inbox();
        Ok(())
    }

    /// Brings the published planning up to what a commit of our own has changed.
    pub(super) fn apply(
        &self,
        tx_connection: &Connection,
        effects: &Effects,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        if effects.mail {
            self.mail_written.notify_one();
        }
        if effects.embeddings {
            self.announce_embeddings();
        }
        if effects.inbox {
            self.announce_inbox();
        }
        if effects.calendar {
            return self.reload(tx_connection, now);
        }
        if effects.appointments.is_empty() {
            return Ok(());
        }
        let mut planning = Planning::clone(&self.planning());
        let mut spans = planning.occupancy.release(&effects.appointments);
        for &key in &effects.appointments {
            spans.extend(appointments::occupy(tx_connection, key, &mut planning.occupancy)?);
        }
        let dates = dates_of(&spans, planning.calendar.shop.time_zone);
        self.publish(planning, Change { dates: Some(dates.into_iter().collect()) });
        Ok(())
    }

    fn publish(&self, planning: Planning, change: Change) {
        self.planning.store(Arc::new(planning));
        self.generation.fetch_add(1, Ordering::AcqRel);
        self.announce(change);
    }
}

fn load(connection: &Connection, now: DateTime<Utc>) -> Result<Planning, StoreError> {
    let mut occupancy = Occupancy::default();
    appointments::occupy_since(connection, Minute::floor(now - KEPT_BACK), &mut occupancy)?;
    Ok(Planning { calendar: Arc::new(calendar::load(connection)?), occupancy })
}

/// The local dates that busy spans touch.
fn dates_of(spans: &[BusySpan], zone: Tz) -> BTreeSet<NaiveDate> {
    let dates = spans.iter().flat_map(|span| {
        let last = span.end.plus(-1).local_date(zone);
        span.start.local_date(zone).iter_days().take_while(move |date| *date <= last)
    });
    dates.collect()
}

/// The calendar that the transaction's rows describe.
pub(super) fn calendar_of(tx: &WriteTx<'_>) -> Result<crate::domain::shop::Calendar, StoreError> {
    calendar::load(tx)
}
