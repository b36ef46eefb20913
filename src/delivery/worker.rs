//! The one task that empties the outbox.
//!
//! It wakes when mail was written and when the next try is due, and has a few mails on their way at a time, so that one
//! that is slow to be taken holds up no other. What became of a mail is on the disk before the next one takes its place,
//! so a crash repeats at most those on their way, with the same Message-ID.
//!
//! A mail that was refused for now is tried again after a minute, five, 15 and 60 minutes, then every few hours for
//! three days (`back_off`). A server that takes no mail at all holds up all of them together: it is tried again by
//! itself, at least every hour, and no mail fails by it ([`Outage`](mail_outage::Outage)). Where mail goes is looked up
//! for every mail: settings that change hold at once.

mod back_off;
mod doubts;
mod flights;
mod outcome;

use super::message::{self, RenderError};
use super::transport::{Outgoing, SendError, Transport};
use super::transport_resolver::TransportResolver;
use crate::clock::Clock;
use crate::store::outbox::{self, Choice, Due, OutboxMail};
use crate::store::{Store, StoreError, WriteTx, mail_outage};
use chrono::{DateTime, Utc};
use doubts::Doubts;
use flights::Flights;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::watch;

/// The longest sleep: the machine's clock may be set, and old mail must expire.
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);

/// The shortest sleep while mails are on their way.
const SHORTEST_WAIT: Duration = Duration::from_secs(1);

/// The pause after the database has failed.
const PAUSE_AFTER_FAULT: Duration = Duration::from_secs(10);

/// The pause before noting again what became of a mail.
const PAUSE_BEFORE_NOTING_AGAIN: Duration = Duration::from_millis(500);

/// How long a mail on its way may take after the program was told to stop.
const LAST_MAIL_TIMEOUT: Duration = Duration::from_secs(5);

/// What one pass over the outbox did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeliveryRun {
    /// Handed over.
    pub sent: u32,
    /// To be tried again.
    pub postponed: u32,
    /// Refused for good.
    pub failed: u32,
    /// Too old.
    pub expired: u32,
    /// Mail is due, but the shop has no address to send it from.
    pub no_sender: bool,
    /// Nobody has said where mail goes: it waits.
    pub no_outlet: bool,
    /// The mail server takes no mail: all of it waits.
    pub outage: bool,
}

/// Sends what is due.
pub struct MailWorker {
    store: Store,
    clock: Clock,
    outlet: Arc<TransportResolver>,
    public_url: String,
    said_no_sender: AtomicBool,
    /// The time of the last pass, in seconds since 1970.
    looked_at: AtomicI64,
    doubts: Mutex<Doubts>,
    /// How many mails were chosen: they take turns, see [`MailWorker::choice`].
    turn: AtomicU32,
}

/// A mail that has come back, and what became of it; `None`: the program stops, and it took too long.
struct Landed {
    id: i64,
    kind: &'static str,
    attempts: u32,
    outcome: Option<Result<String, SendError>>,
}

/// Sends mail until `stopping` turns true; then finishes the mails on their way, for a few seconds at most.
pub async fn run(
    store: Store,
    clock: Clock,
    outlet: Arc<TransportResolver>,
    public_url: String,
    mut stopping: watch::Receiver<bool>,
) {
    let wake = store.mail_written();
    let worker = MailWorker::new(store, clock, outlet, public_url);
    while !*stopping.borrow() {
        let wait = match worker.pass(&stopping).await {
            Ok(pass) if pass.no_sender || pass.no_outlet => LONGEST_WAIT,
            Ok(_) => worker.until_next(&[]).await.unwrap_or(PAUSE_AFTER_FAULT),
            Err(error) => {
                tracing::error!(%error, "the outbox cannot be read or written");
                PAUSE_AFTER_FAULT
            }
        };
        let idle = worker.outlet.close_idle();
        tokio::select! {
            () = wake.notified() => {}
            () = tokio::time::sleep(wait) => {}
            () = idle => {}
            changed = stopping.changed() => if changed.is_err() { break },
        }
    }
    worker.outlet.close_all().await;
}

impl MailWorker {
    /// A worker for the shop in `store`, whose pages are at `public_url`.
    pub fn new(store: Store, clock: Clock, outlet: Arc<TransportResolver>, public_url: String) -> Self {
        let (said_no_sender, looked_at) = (AtomicBool::new(false), AtomicI64::new(i64::MAX));
        let (doubts, turn) = (Mutex::default(), AtomicU32::new(0));
        Self { store, clock, outlet, public_url, said_no_sender, looked_at, doubts, turn }
    }

    /// One pass over everything that is due now.
    ///
    /// # Errors
    /// Those of the database. What was sent before is noted.
    pub async fn run_due_once(&self) -> Result<DeliveryRun, StoreError> {
        let (_running, stopping) = watch::channel(false);
        self.pass(&stopping).await
    }

    /// Sends until nothing is due and nothing on its way. Mail that is written meanwhile is sent, too.
    async fn pass(&self, stopping: &watch::Receiver<bool>) -> Result<DeliveryRun, StoreError> {
        let Some(transport) = self.outlet.transport(&self.store).await? else {
            // Nothing is too old either while there is no way to send it.
            return Ok(DeliveryRun { no_outlet: true, ..DeliveryRun::default() });
        };
        self.redate().await?;
        let mut pass = DeliveryRun { expired: self.expire_old().await?, ..DeliveryRun::default() };
        if self.store.read(mail_outage::find).await?.is_some_and(|outage| outage.next_try_at > self.clock.now()) {
            pass.outage = true;
            return Ok(pass);
        }
        let mut flights = Flights::new(transport.lanes());
        let wake = self.store.mail_written();
        loop {
            while !*stopping.borrow() && flights.have_room(&self.clock) {
                if !self.launch_next(&mut flights, &mut pass, stopping).await? {
                    break;
                }
            }
            if flights.are_none() {
                return Ok(pass);
            }
            let wait = self.until_next(&flights.ids()).await?.clamp(SHORTEST_WAIT, flights::SLOW);
            tokio::select! {
                Some(landed) = flights.next() => self.land(landed, &mut flights, &mut pass, stopping).await?,
                () = wake.notified() => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Which mail is next. Where there is a queue, every other one is the newest, so that who has just booked is not last.
    fn choice(&self, on_their_way: Vec<i64>) -> Choice {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        Choice { not: on_their_way, newest: turn % 2 == 1 }
    }

    /// Sends the next mail on its way, or ends one that cannot be sent. False: there is none, or none can be sent now.
    async fn launch_next(
        &self,
        flights: &mut Flights,
        pass: &mut DeliveryRun,
        stopping: &watch::Receiver<bool>,
    ) -> Result<bool, StoreError> {
        let (now, keys, choice) = (self.clock.now(), self.store.keys().clone(), self.choice(flights.ids()));
        let words = match self.store.read(move |conn| outbox::next_due(conn, &keys, now, &choice)).await? {
            None => return Ok(false),
            Some(Due::Mail(mail)) => return self.launch(*mail, flights, pass, stopping).await,
            Some(Due::Pointless(id)) => {
                self.note(stopping, move |tx| outbox::withdraw(tx, id, tx.now)).await?;
                return Ok(true);
            }
            Some(Due::Unreadable(id)) => (id, "this program cannot read what the mail was to say"),
            Some(Due::Locked(id)) => (id, outbox::LOST_LINK),
        };
        pass.failed += 1;
        self.note(stopping, move |tx| outcome::give_up(tx, words.0, words.1)).await?;
        Ok(true)
    }

    async fn launch(
        &self,
        mail: OutboxMail,
        flights: &mut Flights,
        pass: &mut DeliveryRun,
        stopping: &watch::Receiver<bool>,
    ) -> Result<bool, StoreError> {
        let (id, kind, attempts) = (mail.id, mail.letter.kind_word(), mail.attempts);
        let to_claim = mail.to_be_claimed.then(|| mail.message_id.clone());
        let outgoing = match self.render(mail).await {
            Ok(outgoing) => outgoing,
            Err(error @ (RenderError::NoSender | RenderError::BadSender)) => {
                pass.no_sender = true;
                flights.close(DateTime::<Utc>::MAX_UTC);
                self.say_no_sender(&error);
                return Ok(false);
            }
            Err(error) => {
                tracing::warn!(mail.id = id, mail.kind = kind, %error, "mail cannot be written");
                pass.failed += 1;
                let words = error.to_string();
                self.note(stopping, move |tx| outcome::give_up(tx, id, &words)).await?;
                return Ok(true);
            }
        };
        let Some(transport) = self.outlet.transport(&self.store).await? else {
            flights.close(DateTime::<Utc>::MAX_UTC);
            return Ok(false);
        };
        if let Some(message_id) = to_claim
            && !self.note(stopping, move |tx| outbox::claim(tx, id, &message_id)).await?
        {
            // It was taken back meanwhile.
            return Ok(true);
        }
        let stopping = stopping.clone();
        flights.launch(id, &self.clock, async move {
            let outcome = hand_over(&transport, &outgoing, stopping).await;
            Landed { id, kind, attempts, outcome }
        });
        Ok(true)
    }

    /// On a thread of its own: should a message ever panic, it alone fails.
    async fn render(&self, mail: OutboxMail) -> Result<Outgoing, RenderError> {
        let (planning, public_url, now) = (self.store.planning(), self.public_url.clone(), self.clock.now());
        let shop = move || planning.calendar.shop.clone();
        let rendered = tokio::task::spawn_blocking(move || message::outgoing(&mail, &shop(), &public_url, now)).await;
        rendered.unwrap_or_else(|_| Err(RenderError::Build("a fault of this program".to_owned())))
    }

    /// Notes what became of a mail. Not giving up is what keeps a full disk from sending it twice.
    async fn note<T: Send + 'static>(
        &self,
        stopping: &watch::Receiver<bool>,
        operation: impl Fn(&WriteTx<'_>) -> Result<T, StoreError> + Clone + Send + 'static,
    ) -> Result<T, StoreError> {
        loop {
            match self.store.write(operation.clone()).await {
                Err(StoreError::Stopped) => return Err(StoreError::Stopped),
                Err(error) if *stopping.borrow() => return Err(error),
                Err(error) => tracing::error!(%error, "what became of a mail cannot be noted yet"),
                done => return done,
            }
            tokio::time::sleep(PAUSE_BEFORE_NOTING_AGAIN).await;
        }
    }

    /// Puts right what was done while the clock was ahead: looked for at the start, and whenever it went back.
    async fn redate(&self) -> Result<(), StoreError> {
        let now = self.clock.now().timestamp();
        if self.looked_at.load(Ordering::Relaxed) > now {
            let mails: usize = self.store.write(|tx| outbox::redate(tx, tx.now)).await?;
            if mails > 0 {
                tracing::warn!(mails, "the clock was put back; what it held up or ended too early goes now");
            }
        }
        self.looked_at.store(now, Ordering::Relaxed);
        Ok(())
    }

    async fn expire_old(&self) -> Result<u32, StoreError> {
        let now = self.clock.now();
        if !self.store.read(move |conn| outbox::has_old(conn, now)).await? {
            return Ok(0);
        }
        let ended: usize = self
            .store
            .write(|tx| {
                tx.inbox_changed();
                outbox::expire_old(tx, tx.now)
            })
            .await?;
        tracing::warn!(mails = ended, "mails were too old to be sent");
        Ok(u32::try_from(ended).unwrap_or(u32::MAX))
    }

    /// Until a mail is due that is not on its way, or a server that takes no mail is tried again.
    async fn until_next(&self, on_their_way: &[i64]) -> Result<Duration, StoreError> {
        let ids = on_their_way.to_vec();
        let (next, outage) = self
            .store
            .read(move |conn| -> Result<_, StoreError> {
                Ok((outbox::next_due_at(conn, &ids)?, mail_outage::find(conn)?))
            })
            .await?;
        let next = next.map(|at| outage.map_or(at, |outage| at.max(outage.next_try_at)));
        let wait = next.map_or(LONGEST_WAIT, |at| (at - self.clock.now()).to_std().unwrap_or(Duration::ZERO));
        Ok(wait.min(LONGEST_WAIT))
    }

    fn say_no_sender(&self, error: &RenderError) {
        if !self.said_no_sender.swap(true, Ordering::Relaxed) {
            tracing::warn!(%error, "mail waits until the shop has a valid e-mail address");
        }
    }
}

/// `None`: the program stops, and the mail took too long. It stays in the outbox.
async fn hand_over(
    transport: &Transport,
    outgoing: &Outgoing,
    mut stopping: watch::Receiver<bool>,
) -> Option<Result<String, SendError>> {
    let too_late = async {
        if stopping.wait_for(|stop| *stop).await.is_err() {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(LAST_MAIL_TIMEOUT).await;
    };
    tokio::select! {
        outcome = transport.send(outgoing) => Some(outcome),
        () = too_late => None,
    }
}
