//! The calendar snapshot for readers: replaced after every commit, of this process or another.

use super::{StoreError, appointments, busy_spans, calendar};
use crate::availability_events::Change;
use crate::domain::foreign::{self, ForeignBusy};
use crate::domain::ids::{ResourceId, ServiceId};
use crate::domain::snapshot::{AppointmentKey, BusySpan, CalendarSnapshot, Occupancy};
use crate::domain::time::Minute;
use arc_swap::ArcSwap;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use tokio::sync::{Notify, broadcast, watch};

/// Changes a slow receiver may fall behind before it is told that everything may have changed.
const REMEMBERED_CHANGES: usize = 256;

/// How long past appointments stay in the snapshot: the longest service (a week), a day, and a reserve.
const KEPT_BACK: Duration = Duration::days(9);

/// How far the clock may be set back before everything is read again: the reserve in [`KEPT_BACK`] covers that.
const PUT_BACK: Duration = Duration::hours(1);

/// What one operation changed, as recorded in its [`super::WriteTx`].
#[derive(Debug, Default)]
pub(super) struct Effects {
    pub(super) added: Vec<Added>,
    pub(super) changed: BTreeSet<AppointmentKey>,
    pub(super) booked_online: u64,
    /// Resources whose foreign busy times changed.
    pub(super) foreign: BTreeSet<ResourceId>,
    pub(super) calendar: bool,
    pub(super) mail: bool,
    /// Whether copies in calendars kept elsewhere are owed.
    pub(super) copies: bool,
    pub(super) inbox: bool,
    pub(super) embeddings: bool,
    pub(super) accounts: bool,
}

/// A new appointment with its busy span, so that it need not be read back.
#[derive(Debug)]
pub(super) struct Added {
    pub(super) resources: Vec<ResourceId>,
    pub(super) span: BusySpan,
    pub(super) service: Option<ServiceId>,
    pub(super) start: Minute,
}

/// The next snapshot and the pending notifications of a transaction, published once it is durable.
pub(super) struct Pending {
    /// The snapshot as of the transaction's rows.
    pub(super) planning: CalendarSnapshot,
    /// All spans that were occupied or released.
    spans: Vec<Range<Minute>>,
    booked_online: u64,
    appointments: bool,
    calendar: bool,
    mail: bool,
    copies: bool,
    inbox: bool,
    embeddings: bool,
    accounts: bool,
}

impl Pending {
    /// The start of a transaction: equal to the published snapshot.
    pub(super) fn after(published: &LiveSnapshot) -> Self {
        Self {
            planning: CalendarSnapshot::clone(&published.planning()),
            spans: Vec::new(),
            booked_online: 0,
            appointments: false,
            calendar: false,
            mail: false,
            copies: false,
            inbox: false,
            embeddings: false,
            accounts: false,
        }
    }

    /// Applies the effects of one operation.
    pub(super) fn absorb(&mut self, tx: &Connection, effects: Effects, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.appointments |= !(effects.added.is_empty() && effects.changed.is_empty() && effects.foreign.is_empty());
        self.booked_online += effects.booked_online;
        self.mail |= effects.mail;
        self.copies |= effects.copies;
        self.inbox |= effects.inbox;
        self.embeddings |= effects.embeddings;
        self.accounts |= effects.accounts;
        if effects.calendar {
            self.calendar = true;
            self.planning = load(tx, now)?;
            return Ok(());
        }
        self.spans.extend(self.planning.occupancy.release(&effects.changed).iter().map(reach));
        for key in effects.changed {
            self.spans.extend(appointments::occupy(tx, key, &mut self.planning.occupancy)?.iter().map(reach));
        }
        for resource in effects.foreign {
            let before = self.planning.foreign.clone();
            self.planning.foreign.set(&resource, busy_spans::of_resource(tx, resource.as_str())?);
            let (old, new) = (before.of(resource.as_str()), self.planning.foreign.of(resource.as_str()));
            self.spans.extend(foreign::outside(old, new).into_iter().chain(foreign::outside(new, old)));
        }
        for added in effects.added {
            self.add(added);
        }
        Ok(())
    }

    fn add(&mut self, added: Added) {
        let CalendarSnapshot { calendar, occupancy, .. } = &mut self.planning;
        for resource in &added.resources {
            occupancy.occupy(resource, added.span);
            self.spans.push(reach(&added.span));
        }
        let service = added.service.and_then(|id| calendar.service(id.as_str()));
        if let Some(service) = service.filter(|service| service.daily_limit.is_some()) {
            occupancy.start(&service.id, added.start, added.span.appointment);
        }
    }
}

/// Change counters since the file was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct ChangeCounts {
    /// Changes of appointments, hours or services.
    pub planning: u64,
    /// Changes of the inbox.
    pub inbox: u64,
}

pub(super) struct LiveSnapshot {
    planning: ArcSwap<CalendarSnapshot>,
    generation: AtomicU64,
    /// When everything was last read from the file, in seconds since 1970.
    read_at: AtomicI64,
    /// Bookings made online since the file was opened.
    booked_online: AtomicU64,
    changes: broadcast::Sender<Change>,
    mail_written: Arc<Notify>,
    copies_owed: Arc<Notify>,
    /// Change counter of the inbox.
    inbox: watch::Sender<u64>,
    /// Change counter of the widget's origins.
    embeddings: watch::Sender<u64>,
    /// Change counter of sessions and accounts.
    accounts: watch::Sender<u64>,
}

impl LiveSnapshot {
    pub(super) fn load(connection: &Connection, now: DateTime<Utc>) -> Result<Self, StoreError> {
        Ok(Self {
            planning: ArcSwap::from_pointee(load(connection, now)?),
            generation: AtomicU64::new(1),
            read_at: AtomicI64::new(now.timestamp()),
            booked_online: AtomicU64::new(0),
            changes: broadcast::Sender::new(REMEMBERED_CHANGES),
            mail_written: Arc::default(),
            copies_owed: Arc::default(),
            inbox: watch::Sender::new(0),
            embeddings: watch::Sender::new(0),
            accounts: watch::Sender::new(0),
        })
    }

    pub(super) fn planning(&self) -> Arc<CalendarSnapshot> {
        self.planning.load_full()
    }

    pub(super) fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    pub(super) fn change_counts(&self) -> ChangeCounts {
        ChangeCounts { planning: self.generation(), inbox: *self.inbox.borrow() }
    }

    pub(super) fn booked_online(&self) -> u64 {
        self.booked_online.load(Ordering::Relaxed)
    }

    pub(super) fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    pub(super) fn announce(&self, change: Change) {
        // An error means only that nobody is subscribed.
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

    pub(super) fn subscribe_accounts(&self) -> watch::Receiver<u64> {
        self.accounts.subscribe()
    }

    fn announce_accounts(&self) {
        self.accounts.send_modify(|changes| *changes += 1);
    }

    pub(super) fn mail_written(&self) -> Arc<Notify> {
        self.mail_written.clone()
    }

    pub(super) fn copies_owed(&self) -> Arc<Notify> {
        self.copies_owed.clone()
    }

    /// Whether the clock was set back so far that future appointments may be missing from the snapshot.
    pub(super) fn is_from_the_future(&self, now: DateTime<Utc>) -> bool {
        (now + PUT_BACK).timestamp() < self.read_at.load(Ordering::Acquire)
    }

    /// Reads everything again: another process has written, or the snapshot may be stale.
    pub(super) fn reload(&self, connection: &Connection, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.publish_anew(load(connection, now)?, now);
        self.announce_accounts();
        Ok(())
    }

    /// Publishes a durable transaction's snapshot and sends its notifications.
    pub(super) fn apply(&self, pending: Pending, now: DateTime<Utc>) {
        self.booked_online.fetch_add(pending.booked_online, Ordering::Relaxed);
        if pending.mail {
            self.mail_written.notify_one();
        }
        if pending.copies {
            self.copies_owed.notify_one();
        }
        if pending.embeddings {
            self.announce_embeddings();
        }
        if pending.inbox {
            self.announce_inbox();
        }
        if pending.accounts {
            self.announce_accounts();
        }
        if pending.calendar {
            self.publish_anew(pending.planning, now);
        } else if pending.appointments {
            let dates = dates_of(&pending.spans, pending.planning.calendar.shop.time_zone);
            self.publish(pending.planning, Change { dates: Some(dates.into_iter().collect()) });
        }
    }

    fn publish_anew(&self, planning: CalendarSnapshot, now: DateTime<Utc>) {
        self.publish(planning, Change { dates: None });
        self.read_at.store(now.timestamp(), Ordering::Release);
        self.mail_written.notify_one();
        self.copies_owed.notify_one();
        self.announce_inbox();
    }

    fn publish(&self, planning: CalendarSnapshot, change: Change) {
        self.planning.store(Arc::new(planning));
        self.generation.fetch_add(1, Ordering::AcqRel);
        self.announce(change);
    }
}

fn load(connection: &Connection, now: DateTime<Utc>) -> Result<CalendarSnapshot, StoreError> {
    let mut occupancy = Occupancy::default();
    appointments::occupy_since(connection, Minute::floor(now - KEPT_BACK), &mut occupancy)?;
    let mut foreign = ForeignBusy::default();
    for resource in busy_spans::resources(connection)? {
        foreign.set(&resource, busy_spans::of_resource(connection, resource.as_str())?);
    }
    Ok(CalendarSnapshot { calendar: Arc::new(calendar::load(connection)?), occupancy, foreign })
}

fn reach(span: &BusySpan) -> Range<Minute> {
    span.start..span.end
}

/// The local dates that spans touch.
fn dates_of(spans: &[Range<Minute>], zone: Tz) -> BTreeSet<NaiveDate> {
    let dates = spans.iter().flat_map(|span| {
        let last = span.end.plus(-1).local_date(zone);
        span.start.local_date(zone).iter_days().take_while(move |date| *date <= last)
    });
    dates.collect()
}
