//! Brings appointments to the calendars of accounts that want them, and notices what was done to them there.
//!
//! Each copy is written over the version that is known (`If-Match`), or where nothing is yet (`If-None-Match`), and what is on
//! its way is noted before: so neither a crash nor an answer that is lost writes twice, nor takes another's change for its own.
//! A change there is never taken over by itself: it becomes a question to the shop.

use super::dav::{Dav, Sent};
use super::look::ForeignCalendars;
use super::target::Target;
use crate::delivery::calendar_object::ObjectWriter;
use crate::domain::account_calendar::{AccountCalendar, CalendarCopy, Conflict, DOUBTED, SendState, There, wait};
use crate::domain::busy_calendar::{BusyCalendar, CalendarAccess, LookFault, SourceKind};
use crate::domain::time::Minute;
use crate::ical::copy::{self, EventThere};
use crate::operations::busy_calendars;
use crate::operations::calendar_copies;
use crate::store::StoreError;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// How long one copy may take.
const ONE: Duration = Duration::from_secs(30);
/// How often a copy is tried in a row, where what is there changes meanwhile.
const ROUNDS: u32 = 5;
/// The fault of a copy that changes whenever it is looked at.
const RESTLESS: &str = "restless";
/// The fault of a copy that the server does not take.
const NOT_TAKEN: &str = "not_taken";

/// An appointment as it is to stand in a calendar.
struct Wanted {
    file: String,
    fingerprint: String,
    span: Range<Minute>,
    /// It is over: nobody is asked about it any more.
    is_over: bool,
}

/// How a copy stands after a step.
enum Step {
    /// As it is wanted, or somebody is to decide.
    Done,
    /// It is out of the calendar for good.
    Gone,
    /// Something has changed: once more.
    Again,
    /// The server does not take it.
    Refused,
}

/// Why a step was not made.
pub(super) enum Stop {
    /// The server.
    Look(LookFault),
    /// The database.
    Store(StoreError),
}

impl From<LookFault> for Stop {
    fn from(fault: LookFault) -> Self {
        Self::Look(fault)
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// One calendar that appointments are written to.
pub(super) struct Bringer<'a> {
    pub(super) all: &'a ForeignCalendars,
    account: &'a BusyCalendar,
    pub(super) calendar: &'a AccountCalendar,
    pub(super) at: Target,
    pub(super) dav: Dav<'a>,
}

impl ForeignCalendars {
    /// Notifies of what is owed.
    pub(super) fn copies_owed(&self) -> Arc<Notify> {
        self.0.store.copies_owed()
    }

    /// Brings all that is owed and waits for nothing; returns to how many accounts.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn send_due(&self) -> Result<usize, StoreError> {
        let accounts = calendar_copies::accounts_owing(&self.0.store).await?;
        for key in &accounts {
            let turn = self.turn(*key);
            let _turn = turn.lock().await;
            let Some((account, Some(access))) = busy_calendars::find_with_access(&self.0.store, *key).await? else {
                continue;
            };
            for calendar in calendar_copies::calendars(&self.0.store, *key).await? {
                if !self.bring(&account, &access, &calendar).await? {
                    break;
                }
            }
        }
        Ok(accounts.len())
    }

    /// Brings what is owed to one calendar. False: its server takes nothing now.
    async fn bring(
        &self,
        account: &BusyCalendar,
        access: &CalendarAccess,
        calendar: &AccountCalendar,
    ) -> Result<bool, StoreError> {
        let Ok(at) = Target::parse(&calendar.chosen.url) else { return Ok(true) };
        let bringer = Bringer { all: self, account, calendar, at, dav: Dav::new(&self.0.client, access) };
        loop {
            let owed = calendar_copies::owed(&self.0.store, calendar.key).await?;
            if owed.is_empty() {
                return Ok(true);
            }
            for copy in owed {
                if let Err(fault) = bringer.settle(copy, false).await? {
                    self.stop(account, access, fault).await?;
                    return Ok(false);
                }
            }
            let (state, _) = calendar_copies::send_state(&self.0.store, account.key).await?;
            if state != SendState::default() {
                calendar_copies::set_send_state(&self.0.store, account.key, SendState::default()).await?;
            }
        }
    }

    /// The server of an account takes nothing: everything for it waits.
    async fn stop(&self, account: &BusyCalendar, access: &CalendarAccess, fault: LookFault) -> Result<(), StoreError> {
        tracing::warn!(
            calendar.key = account.key,
            fault = fault.word(),
            "appointments cannot be written to a calendar"
        );
        let (state, _) = calendar_copies::send_state(&self.0.store, account.key).await?;
        let told = self.told_to_wait(account.key, Some(access)).await?;
        let state = state.failed(fault, self.0.clock.now()).not_before(told);
        calendar_copies::set_send_state(&self.0.store, account.key, state).await
    }

    /// Looks at what has become of the copies in an account's calendar, unless it is the version that was compared before.
    /// Whoever calls has the account's turn.
    pub(super) async fn compare(&self, account: &BusyCalendar, access: &CalendarAccess) -> Result<(), StoreError> {
        debug_assert_eq!(account.kind, SourceKind::Account);
        for calendar in calendar_copies::calendars(&self.0.store, account.key).await? {
            let Ok(at) = Target::parse(&calendar.chosen.url) else { continue };
            let bringer =
                Bringer { all: self, account, calendar: &calendar, at, dav: Dav::new(&self.0.client, access) };
            match bringer.compare().await {
                Ok(()) => {}
                Err(Stop::Store(error)) => return Err(error),
                Err(Stop::Look(fault)) => return self.stop(account, access, fault).await,
            }
        }
        Ok(())
    }
}

impl Bringer<'_> {
    /// Finds the copies that were changed.
    async fn compare(&self) -> Result<(), Stop> {
        let store = &self.all.0.store;
        let copies = calendar_copies::of_calendar(store, self.calendar.key).await?;
        let is_doubted = self.calendar.version.as_deref() == Some(DOUBTED);
        if copies.is_empty() && !is_doubted {
            return Ok(());
        }
        // Before the list, so that a change between both is seen the next time.
        let version = self.within(self.dav.version(&self.at)).await?;
        if version.is_some() && version == self.calendar.version {
            return Ok(());
        }
        let listed: HashMap<String, String> = self.within(self.dav.listing(&self.at)).await?.into_iter().collect();
        if is_doubted {
            self.find_strays().await?;
        }
        for copy in copies {
            if copy.is_stray() {
                if listed.get(&copy.name()) != copy.there.as_ref().and_then(|there| there.etag.as_ref()) {
                    // Somebody has it in hand there.
                    calendar_copies::let_go(store, copy.id).await?;
                }
                continue;
            }
            let known = copy.there.as_ref().map_or(&copy.etag, |there| &there.etag);
            if listed.get(&copy.name()) != known.as_ref() {
                self.settle(copy, true).await?.map_err(Stop::Look)?;
            }
        }
        calendar_copies::set_version(store, self.calendar.key, version).await?;
        Ok(())
    }

    /// Makes a copy as it is wanted, or finds what is in the way; `look`: what is there is looked at first. `Err`: the server
    /// takes nothing.
    async fn settle(&self, mut copy: CalendarCopy, look: bool) -> Result<Result<(), LookFault>, StoreError> {
        let store = &self.all.0.store;
        let rounds = self.rounds(&mut copy, look);
        let ended = match tokio::time::timeout(ONE, rounds).await {
            Ok(Ok(step)) => Ok(step),
            Ok(Err(Stop::Store(error))) => return Err(error),
            Ok(Err(Stop::Look(fault))) => Err(fault),
            Err(_) => Err(LookFault::TimedOut),
        };
        let (now, waits) = (self.all.0.clock.now(), wait(copy.attempts.saturating_add(1)));
        match ended {
            Ok(step @ (Step::Done | Step::Gone)) => {
                let is_gone = matches!(step, Step::Gone);
                if is_gone {
                    (copy.etag, copy.written, copy.seen, copy.tried) = (None, None, None, None);
                    (copy.kept, copy.there) = (String::new(), None);
                }
                copy.brought = copy.wanted;
                calendar_copies::save(store, copy, is_gone).await?;
            }
            Ok(Step::Refused) => calendar_copies::postpone(store, copy.id, now + waits, NOT_TAKEN).await?,
            Ok(Step::Again) => calendar_copies::postpone(store, copy.id, now + waits, RESTLESS).await?,
            Err(fault) => {
                // It may be the fault of this one alone: others go first the next time.
                calendar_copies::postpone(store, copy.id, now + waits, fault.word()).await?;
                return Ok(Err(fault));
            }
        }
        Ok(Ok(()))
    }

    async fn rounds(&self, copy: &mut CalendarCopy, look: bool) -> Result<Step, Stop> {
        let mut wanted = self.wanted(copy).await?;
        let is_brought = copy.wanted == copy.brought;
        if look && is_brought && wanted.as_ref().is_some_and(|wanted| wanted.is_over) {
            return Ok(Step::Done);
        }
        let mut step = if look { self.examine(copy, wanted.as_ref()).await? } else { Step::Again };
        for _ in 0..ROUNDS {
            if !matches!(step, Step::Again) {
                break;
            }
            // With the lines that were found there.
            wanted = self.wanted(copy).await?;
            step = self.step(copy, wanted.as_ref()).await?;
        }
        Ok(step)
    }

    /// The appointment as it is to stand there; `None`: it is not to.
    async fn wanted(&self, copy: &CalendarCopy) -> Result<Option<Wanted>, StoreError> {
        let Some(detail) = self.calendar.chosen.detail else { return Ok(None) };
        let inner = &self.all.0;
        let resource = &self.account.resource;
        let Some(entry) = calendar_copies::wanted(&inner.store, copy, resource.clone()).await? else { return Ok(None) };
        let calendar = inner.store.planning().calendar.clone();
        let writer = ObjectWriter::new(&calendar, resource, detail, calendar.shop.language, &inner.public_url);
        let file = writer.write(&entry, &copy.uid(), &copy.kept);
        let (start, end) = (entry.appointment.start, entry.appointment.end);
        Ok(Some(Wanted {
            fingerprint: copy::read(&file, calendar.shop.time_zone).fingerprint,
            is_over: end <= Minute::floor(inner.clock.now()),
            span: start..end,
            file,
        }))
    }

    async fn step(&self, copy: &mut CalendarCopy, wanted: Option<&Wanted>) -> Result<Step, Stop> {
        if let Some(there) = &copy.there {
            if wanted.is_some_and(|wanted| !wanted.is_over) {
                // Somebody is to decide, unless both have become the same.
                return self.examine(copy, wanted).await;
            }
            copy.etag = there.etag.clone();
            copy.there = None;
        }
        match (wanted, copy.etag.clone()) {
            (Some(wanted), Some(_)) if copy.written.as_ref() == Some(&wanted.fingerprint) => Ok(Step::Done),
            (Some(wanted), etag) => self.write(copy, wanted, etag.as_deref()).await,
            (None, Some(etag)) => {
                let sent = self.within(self.dav.delete(&self.object(copy)?, &etag)).await?;
                match sent {
                    Sent::Done(_) => Ok(Step::Gone),
                    Sent::Stale => self.examine(copy, None).await,
                    Sent::Refused => Ok(Step::Refused),
                }
            }
            // An answer may have been lost.
            (None, None) if copy.tried.is_some() => self.examine(copy, None).await,
            (None, None) => Ok(Step::Gone),
        }
    }

    async fn write(&self, copy: &mut CalendarCopy, wanted: &Wanted, etag: Option<&str>) -> Result<Step, Stop> {
        match &copy.tried {
            Some(tried) if *tried == wanted.fingerprint => {}
            // What was on its way before may have arrived: it is to be known again.
            Some(_) => return self.examine(copy, Some(wanted)).await,
            None => {
                calendar_copies::set_tried(&self.all.0.store, copy.id, wanted.fingerprint.clone()).await?;
                copy.tried = Some(wanted.fingerprint.clone());
            }
        }
        let sent = self.within(self.dav.put(&self.object(copy)?, etag, &wanted.file)).await?;
        match sent {
            Sent::Done(Some(etag)) => {
                copy.etag = Some(etag);
                (copy.written, copy.seen) = (copy.tried.take(), None);
                Ok(Step::Done)
            }
            Sent::Done(None) => self.learn(copy, wanted).await,
            Sent::Stale => self.examine(copy, Some(wanted)).await,
            Sent::Refused => Ok(Step::Refused),
        }
    }

    /// What was just written has a version without a name: the server may have made something else of it.
    async fn learn(&self, copy: &mut CalendarCopy, wanted: &Wanted) -> Result<Step, Stop> {
        let found = self.within(self.dav.get(&self.object(copy)?)).await?;
        copy.written = copy.tried.take();
        let Some((text, etag)) = found else { return Ok(missing(copy, Some(wanted))) };
        let there = copy::read(&text, self.all.0.store.planning().calendar.shop.time_zone);
        copy.etag = Some(etag);
        copy.seen = Some(there.fingerprint).filter(|seen| *seen != wanted.fingerprint);
        Ok(Step::Done)
    }

    /// Looks at what is there: whether it is what was written, or somebody has changed it.
    async fn examine(&self, copy: &mut CalendarCopy, wanted: Option<&Wanted>) -> Result<Step, Stop> {
        let found = self.within(self.dav.get(&self.object(copy)?)).await?;
        let Some((text, etag)) = found else { return Ok(missing(copy, wanted)) };
        let zone = self.all.0.store.planning().calendar.shop.time_zone;
        Ok(present(copy, wanted, copy::read(&text, zone), etag))
    }

    fn object(&self, copy: &CalendarCopy) -> Result<Target, LookFault> {
        self.at.follow(&copy.name())
    }

    pub(super) async fn within<T>(&self, asked: impl Future<Output = Result<T, LookFault>>) -> Result<T, LookFault> {
        tokio::time::timeout(ONE, asked).await.unwrap_or(Err(LookFault::TimedOut))
    }
}

/// Nothing is there.
fn missing(copy: &mut CalendarCopy, wanted: Option<&Wanted>) -> Step {
    let was_there = copy.written.is_some();
    copy.etag = None;
    match wanted {
        None => Step::Gone,
        Some(wanted) if was_there && wanted.is_over => Step::Gone,
        Some(_) if was_there => {
            copy.there = Some(There { conflict: Conflict::Deleted, span: None, etag: None });
            Step::Done
        }
        Some(_) => {
            (copy.tried, copy.there) = (None, None);
            Step::Again
        }
    }
}

/// That event is there.
fn present(copy: &mut CalendarCopy, wanted: Option<&Wanted>, event: EventThere, etag: String) -> Step {
    let Some(wanted) = wanted else {
        // Whoever was called off goes, whatever was done to it there.
        (copy.etag, copy.there) = (Some(etag), None);
        return Step::Again;
    };
    if event.fingerprint == wanted.fingerprint || copy.is_ours(&event.fingerprint) {
        if copy.seen.as_ref() != Some(&event.fingerprint) {
            (copy.written, copy.seen) = (Some(event.fingerprint), None);
        }
        (copy.etag, copy.there, copy.tried) = (Some(etag), None, None);
        copy.kept = event.kept;
        return Step::Again;
    }
    if wanted.is_over {
        (copy.etag, copy.there) = (Some(etag), None);
        return Step::Again;
    }
    let is_moved = event.span.as_ref().is_some_and(|span| *span != wanted.span);
    let conflict = if is_moved { Conflict::Moved } else { Conflict::Changed };
    copy.there = Some(There { conflict, span: event.span.filter(|_| is_moved), etag: Some(etag) });
    Step::Done
}
