//! The one task that empties the outbox.
//!
//! It wakes when mail was written and when the next try is due, and sends one mail at a time. What became of a mail is
//! on the disk before the next one goes, so a crash repeats at most the one that was on its way, with the same
//! Message-ID and Date. A mail that could not be handed over is tried again after 1, 5, 15 and 60 minutes, then every
//! few hours for three days; a server that cannot be reached holds up all of them together. Where mail goes is looked up
//! for every mail: settings that change hold at once.

use super::message;
use super::message::RenderError;
use super::transport::{Outgoing, SendError, Transport};
use super::transport_resolver::TransportResolver;
use crate::clock::Clock;
use crate::store::outbox::{self, Due, OutboxMail};
use crate::store::{Store, StoreError, WriteTx};
use chrono::TimeDelta;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;
use tokio::sync::watch;

/// Minutes to wait after the first, second, … failed try; the last one from there on.
const BACK_OFF_MINUTES: [i64; 7] = [1, 5, 15, 60, 120, 240, 360];

/// The longest sleep: the machine's clock may be set, and old mail must expire.
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);

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
}

/// Sends mail until `stopping` turns true; then finishes the mail on its way, for a few seconds at most.
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
            Ok(_) => worker.until_next().await.unwrap_or(PAUSE_AFTER_FAULT),
            Err(error) => {
                tracing::error!(%error, "the outbox cannot be read or written");
                PAUSE_AFTER_FAULT
            }
        };
        tokio::select! {
            () = wake.notified() => {}
            () = tokio::time::sleep(wait) => {}
            changed = stopping.changed() => if changed.is_err() { break },
        }
    }
}

impl MailWorker {
    /// A worker for the shop in `store`, whose pages are at `public_url`.
    pub fn new(store: Store, clock: Clock, outlet: Arc<TransportResolver>, public_url: String) -> Self {
        let (said_no_sender, looked_at) = (AtomicBool::new(false), AtomicI64::new(i64::MAX));
        Self { store, clock, outlet, public_url, said_no_sender, looked_at }
    }

    /// One pass over everything that is due now.
    ///
    /// # Errors
    /// Those of the database. What was sent before is noted.
    pub async fn run_due_once(&self) -> Result<DeliveryRun, StoreError> {
        let (_running, stopping) = watch::channel(false);
        self.pass(&stopping).await
    }

    async fn pass(&self, stopping: &watch::Receiver<bool>) -> Result<DeliveryRun, StoreError> {
        if !self.outlet.is_set_up(&self.store).await? {
            // Nothing is too old either while there is no way to send it.
            return Ok(DeliveryRun { no_outlet: true, ..DeliveryRun::default() });
        }
        self.redate().await?;
        let mut pass = DeliveryRun { expired: self.expire_old().await?, ..DeliveryRun::default() };
        while !*stopping.borrow() {
            let (now, keys) = (self.clock.now(), self.store.keys().clone());
            match self.store.read(move |conn| outbox::next_due(conn, &keys, now)).await? {
                None => break,
                Some(Due::Pointless(id)) => {
                    self.note(stopping, move |tx| outbox::withdraw(tx, id, tx.now)).await?;
                }
                Some(Due::Unreadable(id)) => {
                    pass.failed += 1;
                    let words = "this program cannot read what the mail was to say";
                    self.note(stopping, move |tx| give_up(tx, id, words)).await?;
                }
                Some(Due::Locked(id)) => {
                    pass.failed += 1;
                    let words = "the key of its link is gone; have a new link sent";
                    self.note(stopping, move |tx| give_up(tx, id, words)).await?;
                }
                Some(Due::Mail(mail)) => {
                    if !self.send(*mail, &mut pass, stopping).await? {
                        break;
                    }
                }
            }
        }
        Ok(pass)
    }

    /// Sends one mail and notes what became of it. False: no other can be sent now either.
    async fn send(
        &self,
        mail: OutboxMail,
        pass: &mut DeliveryRun,
        stopping: &watch::Receiver<bool>,
    ) -> Result<bool, StoreError> {
        let (id, kind, attempts) = (mail.id, mail.letter.kind_word(), mail.attempts);
        let outgoing = match self.render(mail).await {
            Ok(outgoing) => outgoing,
            Err(error @ (RenderError::NoSender | RenderError::BadSender)) => {
                pass.no_sender = true;
                self.say_no_sender(&error);
                return Ok(false);
            }
            Err(error) => {
                tracing::warn!(mail.id = id, mail.kind = kind, %error, "mail cannot be written");
                pass.failed += 1;
                let words = error.to_string();
                self.note(stopping, move |tx| give_up(tx, id, &words)).await?;
                return Ok(true);
            }
        };
        let Some(transport) = self.outlet.transport(&self.store).await? else {
            return Ok(false);
        };
        let Some(outcome) = hand_over(&transport, &outgoing, stopping).await else {
            return Ok(false);
        };
        match &outcome {
            Ok(_) => tracing::info!(mail.id = id, mail.kind = kind, "mail sent"),
            Err(error) => {
                tracing::warn!(mail.id = id, mail.kind = kind, attempt = attempts + 1, %error, "mail not sent")
            }
        }
        self.note_outcome(id, attempts, outcome, pass, stopping).await
    }

    async fn note_outcome(
        &self,
        id: i64,
        attempts: u32,
        outcome: Result<String, SendError>,
        pass: &mut DeliveryRun,
        stopping: &watch::Receiver<bool>,
    ) -> Result<bool, StoreError> {
        let wait = back_off(attempts);
        match outcome {
            Ok(_) => {
                pass.sent += 1;
                self.note(stopping, move |tx| outbox::mark_sent(tx, id, tx.now)).await?;
            }
            Err(SendError::Refused(words)) => {
                pass.failed += 1;
                self.note(stopping, move |tx| give_up(tx, id, &words)).await?;
            }
            Err(SendError::TryLater(words)) => {
                pass.postponed += 1;
                self.note(stopping, move |tx| outbox::mark_retry(tx, id, tx.now + wait, &words)).await?;
            }
            Err(SendError::Unreachable(words)) => {
                let all = move |tx: &WriteTx<'_>| {
                    tx.inbox_changed();
                    outbox::postpone_due(tx, tx.now, tx.now + wait, &words)
                };
                pass.postponed += u32::try_from(self.note(stopping, all).await?).unwrap_or(u32::MAX);
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// On a thread of its own: should a message ever panic, it alone fails.
    async fn render(&self, mail: OutboxMail) -> Result<Outgoing, RenderError> {
        let (planning, public_url) = (self.store.planning(), self.public_url.clone());
        let shop = move || planning.calendar.shop.clone();
        let rendered = tokio::task::spawn_blocking(move || message::outgoing(&mail, &shop(), &public_url)).await;
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

    async fn until_next(&self) -> Result<Duration, StoreError> {
        let next = self.store.read(outbox::next_due_at).await?;
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
    stopping: &watch::Receiver<bool>,
) -> Option<Result<String, SendError>> {
    let mut stopping = stopping.clone();
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

/// It was refused for good: open inboxes say so at once.
fn give_up(tx: &WriteTx<'_>, id: i64, words: &str) -> Result<(), StoreError> {
    tx.inbox_changed();
    outbox::mark_failed(tx, id, tx.now, words)
}

/// How long to wait after the try that follows `attempts` earlier ones.
fn back_off(attempts: u32) -> TimeDelta {
    let last = BACK_OFF_MINUTES.len() - 1;
    TimeDelta::minutes(BACK_OFF_MINUTES[usize::try_from(attempts).unwrap_or(last).min(last)])
}
