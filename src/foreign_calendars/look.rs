//! One look at a calendar, and when looks are taken.

use super::client::{Client, Fetched, Validators, decompressed};
use crate::clock::Clock;
use crate::domain::busy_calendar::{
    self, BusyCalendar, BusyCalendarKey, CalendarAccess, LookFault, LookState, Tentative,
};
use crate::domain::ids::ResourceId;
use crate::domain::time::Minute;
use crate::ical::busy::{self, Busy, Reading};
use crate::operations::busy_calendars::{self as operation, Found};
use crate::store::busy_calendars::OwnUids;
use crate::store::{Store, StoreError};
use chrono::{DateTime, Utc};
use futures_util::future::join_all;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;

/// How long one look may take.
const LOOK: Duration = Duration::from_secs(30);
/// How long somebody waits for all looks before their booking.
const BOOKING: Duration = Duration::from_secs(3);
/// How long a user waits for a preview.
const PREVIEW: Duration = Duration::from_secs(8);

/// Looks at calendars. Cheap to clone.
#[derive(Clone)]
pub struct ForeignCalendars(Arc<Inner>);

struct Inner {
    store: Store,
    clock: Clock,
    client: Client,
    interval: chrono::Duration,
    /// One look at a calendar at a time: who comes second finds it fresh.
    turns: Mutex<HashMap<BusyCalendarKey, Arc<tokio::sync::Mutex<()>>>>,
    /// When a grid of a resource was last looked at with its calendars looked at too.
    seen: Mutex<HashMap<ResourceId, DateTime<Utc>>>,
    /// A calendar was added or changed.
    changed: Notify,
}

/// What an address would block.
pub struct Preview {
    /// Its busy times and how much could not be read.
    pub busy: Busy,
    /// The span that was looked at.
    pub window: Range<Minute>,
}

impl ForeignCalendars {
    /// Looks every `minutes`; `allow_private`: also at private addresses, and without encryption.
    pub fn new(store: Store, clock: Clock, minutes: u16, allow_private: bool) -> Self {
        Self::by(Client::new(allow_private), store, clock, minutes)
    }

    /// Asks nobody: every look fails.
    pub fn fetching_nothing(store: Store, clock: Clock) -> Self {
        Self::by(Client::asking_nobody(), store, clock, u16::MAX)
    }

    fn by(client: Client, store: Store, clock: Clock, minutes: u16) -> Self {
        Self(Arc::new(Inner {
            store,
            clock,
            client,
            interval: chrono::Duration::minutes(i64::from(minutes)),
            turns: Mutex::default(),
            seen: Mutex::default(),
            changed: Notify::new(),
        }))
    }

    /// Looks at everything that is due, a few at a time; returns how many those were.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn look_at_due(&self) -> Result<usize, StoreError> {
        let due = operation::due(&self.0.store).await?;
        let count = due.len();
        for some in due.chunks(4) {
            let looks = some.iter().map(|key| self.look(*key, LookState::is_due));
            join_all(looks).await.into_iter().collect::<Result<Vec<()>, _>>()?;
        }
        Ok(count)
    }

    /// Looks once more at the calendars of these resources, if the last look is older than a minute, and waits for it,
    /// three seconds at most: what is not known by then counts as before.
    pub async fn look_before_booking(&self, resources: &[ResourceId]) {
        let looks = self.stale(resources).await.into_iter().map(|key| tokio::spawn(self.clone().refresh(key)));
        let looks: Vec<_> = looks.collect();
        if !looks.is_empty() {
            // Looks that take longer go on by themselves.
            let _ = tokio::time::timeout(BOOKING, join_all(looks)).await;
        }
    }

    /// Somebody looks at a grid of these resources: looks at their calendars once more, at most once a minute, without
    /// anybody waiting for it. Costs nothing where there are none.
    pub fn seen<'a>(&self, resources: impl Iterator<Item = &'a ResourceId>) {
        let planning = self.0.store.planning();
        if planning.foreign.is_empty() {
            return;
        }
        let now = self.0.clock.now();
        let mut wanted: Vec<ResourceId> = Vec::new();
        {
            let mut seen = self.0.seen.lock().unwrap_or_else(PoisonError::into_inner);
            for resource in resources.filter(|id| planning.foreign.knows(id.as_str())) {
                let is_recent = |at: &DateTime<Utc>| *at <= now && now - *at < busy_calendar::FRESH_FOR;
                if !seen.get(resource).is_some_and(is_recent) {
                    seen.insert(resource.clone(), now);
                    wanted.push(resource.clone());
                }
            }
        }
        if !wanted.is_empty() {
            let calendars = self.clone();
            tokio::spawn(async move { calendars.look_before_booking(&wanted).await });
        }
    }

    /// Looks at a calendar now, whenever the last look was: it was just entered. Waits for three seconds at most.
    pub async fn look_now(&self, key: BusyCalendarKey) {
        let calendars = self.clone();
        let look = tokio::spawn(async move { calendars.say(calendars.look(key, |_, _| true).await) });
        let _ = tokio::time::timeout(BOOKING, look).await;
        // By then the worker may have to wait for less.
        self.0.changed.notify_one();
    }

    /// What an address would block, without keeping anything.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub async fn preview(&self, access: &CalendarAccess, tentative: Tentative) -> Result<Preview, LookFault> {
        let window = busy_calendar::kept(self.0.clock.now());
        let own = operation::own_uids(&self.0.store).await.map_err(|_| LookFault::Server)?;
        match self.0.client.fetch(access, &Validators::default(), PREVIEW).await? {
            Fetched::Unchanged => Err(LookFault::Server),
            Fetched::File(bytes, is_compressed, _) => {
                let busy = self.read(bytes, is_compressed, window.clone(), tentative, own).await?;
                Ok(Preview { busy, window })
            }
        }
    }

    pub(super) async fn changed(&self) {
        self.0.changed.notified().await;
    }

    /// How long until the next calendar is due; `None`: there is none.
    pub(super) async fn until_next(&self) -> Result<Option<Duration>, StoreError> {
        let next = operation::next_due_at(&self.0.store).await?;
        Ok(next.map(|at| (at - self.0.clock.now()).to_std().unwrap_or_default()))
    }

    /// The calendars of these resources whose last look is older than a minute.
    async fn stale(&self, resources: &[ResourceId]) -> Vec<BusyCalendarKey> {
        let planning = self.0.store.planning();
        let resources: Vec<ResourceId> =
            resources.iter().filter(|id| planning.foreign.knows(id.as_str())).cloned().collect();
        if resources.is_empty() {
            return Vec::new();
        }
        let now = self.0.clock.now();
        match operation::of_resources(&self.0.store, resources).await {
            Ok(found) => found.into_iter().filter(|one| !one.state.is_fresh(now)).map(|one| one.key).collect(),
            Err(error) => {
                tracing::error!(%error, "the calendars of resources cannot be read");
                Vec::new()
            }
        }
    }

    async fn refresh(self, key: BusyCalendarKey) {
        self.say(self.look(key, |state, now| !state.is_fresh(now)).await);
    }

    fn say(&self, looked: Result<(), StoreError>) {
        if let Err(error) = looked {
            tracing::error!(%error, "the state of a calendar cannot be read or written");
        }
    }

    /// Looks at a calendar, if that is still wanted once nobody else looks at it.
    async fn look(
        &self,
        key: BusyCalendarKey,
        is_wanted: impl Fn(&LookState, DateTime<Utc>) -> bool,
    ) -> Result<(), StoreError> {
        let turn = self.turn(key);
        let _turn = turn.lock().await;
        let Some((calendar, access)) = operation::find_with_access(&self.0.store, key).await? else { return Ok(()) };
        let now = self.0.clock.now();
        if !is_wanted(&calendar.state, now) {
            return Ok(());
        }
        let found = match &access {
            Some(access) => self.found(&calendar, access, now).await?,
            None if calendar.has_address => Err(LookFault::Locked),
            None => return Ok(()),
        };
        if let Err(fault) = &found {
            // The name of the calendar may be somebody's, and its address is a secret.
            tracing::warn!(calendar.key = key, fault = fault.word(), "a calendar cannot be read");
        }
        operation::note(&self.0.store, key, access, found, self.0.interval).await
    }

    async fn found(
        &self,
        calendar: &BusyCalendar,
        access: &CalendarAccess,
        now: DateTime<Utc>,
    ) -> Result<Result<Found, LookFault>, StoreError> {
        let state = &calendar.state;
        let known = Validators { etag: state.etag.clone(), last_modified: state.last_modified.clone() };
        let known = if state.must_be_read(now) { Validators::default() } else { known };
        let (bytes, is_compressed, validators) = match self.0.client.fetch(access, &known, LOOK).await {
            Ok(Fetched::File(bytes, is_compressed, validators)) => (bytes, is_compressed, validators),
            Ok(Fetched::Unchanged) => return Ok(Ok(Found::Unchanged)),
            Err(fault) => return Ok(Err(fault)),
        };
        let own = operation::own_uids(&self.0.store).await?;
        let read = self.read(bytes, is_compressed, busy_calendar::kept(now), calendar.tentative, own).await;
        let Validators { etag, last_modified } = validators;
        Ok(read.map(|busy| Found::Read { busy, etag, last_modified }))
    }

    /// Reads a file on a blocking thread, where a fault of the parser ends only this look.
    async fn read(
        &self,
        bytes: Vec<u8>,
        is_compressed: bool,
        window: Range<Minute>,
        tentative: Tentative,
        own: OwnUids,
    ) -> Result<Busy, LookFault> {
        let zone = self.0.store.planning().calendar.shop.time_zone;
        let read = tokio::task::spawn_blocking(move || {
            let bytes = if is_compressed { decompressed(&bytes)? } else { bytes };
            let is_own = |uid: &str| own.has(uid);
            Ok(busy::read(&bytes, &Reading { window, zone, tentative, is_own: &is_own })?)
        });
        read.await.unwrap_or(Err(LookFault::NotACalendar))
    }

    fn turn(&self, key: BusyCalendarKey) -> Arc<tokio::sync::Mutex<()>> {
        self.0.turns.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default().clone()
    }
}
