//! One look at a calendar, and when looks are taken.

use super::client::{Client, Fetched, Validators, decompressed};
use super::dav::{Dav, Offered};
use super::target::Target;
use crate::clock::Clock;
use crate::domain::busy_calendar::{
    self, BusyCalendar, BusyCalendarKey, CalendarAccess, LookFault, LookState, SourceKind, Tentative,
};
use crate::domain::ids::ResourceId;
use crate::domain::time::Minute;
use crate::domain::values::CalendarUrl;
use crate::ical::busy::{self, Busy, Reading};
use crate::operations::busy_calendars::{self as operation, Found, Looked};
use crate::operations::calendar_copies;
use crate::store::busy_calendars::OwnUids;
use crate::store::{Store, StoreError};
use chrono::{DateTime, Utc};
use futures_util::future::join_all;
use sha2::{Digest, Sha256};
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
pub struct ForeignCalendars(pub(super) Arc<Inner>);

pub(super) struct Inner {
    pub(super) store: Store,
    pub(super) clock: Clock,
    pub(super) client: Client,
    /// Where the shop's pages are, without a slash at the end.
    pub(super) public_url: String,
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
    pub fn new(store: Store, clock: Clock, public_url: String, minutes: u16, allow_private: bool) -> Self {
        Self::by(Client::new(clock.clone(), allow_private), store, clock, public_url, minutes)
    }

    /// Asks nobody: every look fails.
    pub fn fetching_nothing(store: Store, clock: Clock) -> Self {
        Self::by(Client::asking_nobody(clock.clone()), store, clock, String::new(), u16::MAX)
    }

    fn by(client: Client, store: Store, clock: Clock, public_url: String, minutes: u16) -> Self {
        Self(Arc::new(Inner {
            store,
            clock,
            client,
            public_url,
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

    /// The calendars of an account that was just entered.
    ///
    /// # Errors
    /// Why they cannot be found.
    pub async fn calendars_of(&self, access: &CalendarAccess) -> Result<Vec<Offered>, LookFault> {
        let found = tokio::time::timeout(PREVIEW, Dav::new(&self.0.client, access).calendars()).await;
        found.unwrap_or(Err(LookFault::TimedOut))
    }

    /// What calendars of an account would block, without keeping anything.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub async fn preview_of(
        &self,
        access: &CalendarAccess,
        blocking: &[CalendarUrl],
        tentative: Tentative,
    ) -> Result<Preview, LookFault> {
        let window = busy_calendar::kept(self.0.clock.now());
        let dav = Dav::new(&self.0.client, access);
        let events = tokio::time::timeout(PREVIEW, events_of(&dav, blocking, &window)).await;
        let events = events.unwrap_or(Err(LookFault::TimedOut))?;
        let own = operation::own_uids(&self.0.store).await.map_err(|_| LookFault::Server)?;
        let busy = self.read_events(events, window.clone(), tentative, own).await?;
        Ok(Preview { busy, window })
    }

    pub(super) async fn changed(&self) {
        self.0.changed.notified().await;
    }

    /// How long until the next calendar is due, or a copy; `None`: there is none.
    pub(super) async fn until_next(&self) -> Result<Option<Duration>, StoreError> {
        let store = &self.0.store;
        let next = [operation::next_due_at(store).await?, calendar_copies::next_owed_at(store).await?];
        let next = next.into_iter().flatten().min();
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
        let told = self.told_to_wait(key, access.as_ref()).await?;
        if told.is_some() && calendar.state.next_at >= told {
            return Ok(());
        }
        let found = match &access {
            Some(access) if calendar.kind == SourceKind::Account => self.found_of(&calendar, access, now).await?,
            Some(access) => self.found(&calendar, access, now).await?,
            None if calendar.has_address => Err(LookFault::Locked),
            None => return Ok(()),
        };
        if let Err(fault) = &found {
            // The name of the calendar may be somebody's, and its address is a secret.
            tracing::warn!(calendar.key = key, fault = fault.word(), "a calendar cannot be read");
        }
        let is_read = found.is_ok();
        let looked = Looked { found, not_before: self.told_to_wait(key, access.as_ref()).await? };
        operation::note(&self.0.store, key, access.clone(), looked, self.0.interval).await?;
        match access.filter(|_| is_read && calendar.kind == SourceKind::Account) {
            Some(access) => self.compare(&calendar, &access).await,
            None => Ok(()),
        }
    }

    /// Until when the servers of a calendar have asked to be left alone; `None`: they have not.
    pub(super) async fn told_to_wait(
        &self,
        key: BusyCalendarKey,
        access: Option<&CalendarAccess>,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        let Some(access) = access else { return Ok(None) };
        // Of an account, calendars may be at another server.
        let calendars = calendar_copies::calendars(&self.0.store, key).await?;
        let urls = calendars.iter().map(|one| &one.chosen.url).chain([&access.url]);
        let targets = urls.filter_map(|url| Target::parse(url).ok());
        Ok(targets.filter_map(|target| self.0.client.patience.until(&target)).max())
    }

    /// What the calendars of an account that block call busy.
    async fn found_of(
        &self,
        account: &BusyCalendar,
        access: &CalendarAccess,
        now: DateTime<Utc>,
    ) -> Result<Result<Found, LookFault>, StoreError> {
        let calendars = calendar_copies::calendars(&self.0.store, account.key).await?;
        let blocking = calendars.into_iter().filter(|one| one.chosen.blocks).map(|one| one.chosen.url);
        let (blocking, window): (Vec<CalendarUrl>, _) = (blocking.collect(), busy_calendar::kept(now));
        let dav = Dav::new(&self.0.client, access);
        let known = account.state.etag.clone().filter(|_| !account.state.must_be_read(now));
        let look = async {
            // Before the events, so that a change between both is seen the next time.
            let etag = version_of(&dav, &blocking).await?;
            if etag.is_some() && etag == known {
                return Ok(None);
            }
            Ok(Some((etag, events_of(&dav, &blocking, &window).await?)))
        };
        let (etag, events) = match tokio::time::timeout(LOOK, look).await.unwrap_or(Err(LookFault::TimedOut)) {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(Ok(Found::Unchanged)),
            Err(fault) => return Ok(Err(fault)),
        };
        let own = operation::own_uids(&self.0.store).await?;
        let read = self.read_events(events, window.clone(), account.tentative, own).await;
        Ok(read.map(|busy| Found::Read { busy, etag, last_modified: None }))
    }

    /// Reads events; there may be none.
    async fn read_events(
        &self,
        events: Vec<u8>,
        window: Range<Minute>,
        tentative: Tentative,
        own: OwnUids,
    ) -> Result<Busy, LookFault> {
        if events.is_empty() {
            return Ok(Busy::default());
        }
        self.read(events, false, window, tentative, own).await
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

    pub(super) fn turn(&self, key: BusyCalendarKey) -> Arc<tokio::sync::Mutex<()>> {
        self.0.turns.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default().clone()
    }
}

/// One name for the versions of all these calendars; `None`: a server names none.
async fn version_of(dav: &Dav<'_>, calendars: &[CalendarUrl]) -> Result<Option<String>, LookFault> {
    let mut hash = Sha256::new();
    for url in calendars {
        let Some(version) = dav.version(&Target::parse(url)?).await? else { return Ok(None) };
        hash.update(format!("{} {version}\n", url.as_str()));
    }
    Ok(Some(base16ct::lower::encode_string(&hash.finalize())))
}

async fn events_of(dav: &Dav<'_>, calendars: &[CalendarUrl], window: &Range<Minute>) -> Result<Vec<u8>, LookFault> {
    let mut events = Vec::new();
    for url in calendars {
        events.extend(dav.events(&Target::parse(url)?, window).await?);
        if events.len() > busy::SIZE_MAX {
            return Err(LookFault::TooLarge);
        }
    }
    Ok(events)
}
