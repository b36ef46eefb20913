//! SQLite: one writer, several readers, and a calendar snapshot in memory that readers use without touching the file.
//!
//! [`Store`] is the only entry point. A write is a closure over a [`WriteTx`]; the writer thread runs all waiting
//! closures in one transaction, each in a savepoint, and answers only once the commit is durable. Every commit
//! publishes a new [`CalendarSnapshot`]; commits of other processes are detected by `PRAGMA data_version`. Knows no
//! HTTP and no mail transport.
//!
//! One file of SQL per group of tables:
//!
//! - calendar: [`calendar`], [`appointments`], [`calendar_entries`], [`busy_calendars`], [`busy_spans`], [`account_calendars`] and
//!   [`calendar_copies`] (calendars kept elsewhere)
//! - bookings: [`bookings`], [`sources`] (networks they came from), [`idempotency`], [`customers`], [`erasure`],
//!   [`erasures`] and [`ledger`] (so that a restored copy does not bring erased persons back)
//! - mail: [`outbox`], [`outbox_state`], [`mail_outage`], [`sent_mails`], [`held`], [`known`] (known addresses), [`suppressed`]
//!   (addresses that get no mail), [`mail_settings`], [`mail_texts`]
//! - planner: [`database_identity`], [`activity`], [`inbox`], [`audit`], [`set_up`], [`questions`], [`widget_origins`]
//! - secrets: [`sealed`] (encrypted values), [`key_file`] (their key), [`secrets`] (new tokens)
//! - accounts: [`users`], [`sessions`], [`devices`], [`failed_sign_ins`], [`password_resets`],
//!   [`second_factors`], [`passkeys`], [`feeds`] (addresses of calendars to subscribe to)

pub mod account_calendars;
pub mod activity;
pub mod app_passwords;
pub mod appointments;
pub mod audit;
pub mod bookings;
pub mod busy_calendars;
pub mod busy_spans;
pub mod calendar;
pub mod calendar_changes;
pub mod calendar_copies;
pub mod calendar_entries;
pub mod calendar_objects;
pub mod calendar_series;
mod checked;
pub mod customer_search;
pub mod customers;
pub mod database_identity;
pub mod devices;
pub mod erasure;
pub mod erasure_requests;
pub mod erasures;
pub mod error;
pub mod failed_sign_ins;
pub mod feeds;
pub mod file_copy;
mod file_identity;
pub mod held;
pub mod idempotency;
pub mod inbox;
pub mod key_file;
pub mod known;
pub mod ledger;
mod live_snapshot;
pub mod mail_outage;
pub mod mail_settings;
pub mod mail_texts;
pub mod open;
pub mod outbox;
pub mod outbox_state;
pub mod passkeys;
pub mod password_resets;
pub mod questions;
mod readers;
pub mod sealed;
pub mod second_factors;
pub mod secrets;
pub mod sent_mails;
pub mod sessions;
pub mod set_up;
pub mod sources;
pub mod statistics;
pub mod stranded;
pub mod suppressed;
pub mod upgrades;
pub mod users;
pub mod venues;
pub mod widget_origins;
mod words;
mod write_tx;
mod writer;

pub use error::StoreError;
pub use live_snapshot::ChangeCounts;
pub use write_tx::WriteTx;

use crate::availability_events::Change;
use crate::clock::Clock;
use crate::domain::snapshot::CalendarSnapshot;
use ledger::Ledger;
use rusqlite::Connection;
use sealed::Keyring;
use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::{broadcast, watch};

/// A handle to the database. Clones share the writer, the readers and the snapshot.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    /// Declared before the writer, so dropped first: the writer's connection must be the last one, as closing that
    /// checkpoints the journal.
    readers: readers::Readers,
    writer: writer::Writer,
    published: Arc<live_snapshot::LiveSnapshot>,
    clock: Clock,
    keys: Arc<Keyring>,
    ledger: Arc<Ledger>,
}

impl Store {
    /// [`Store::open_with`] the files beside the database.
    pub fn open(path: &Path, clock: Clock) -> Result<Self, StoreError> {
        Self::open_with(path, Keyring::of_file(&key_file::beside(path))?, Ledger::beside(path), clock)
    }

    /// Opens the file, creates or upgrades its schema, loads the snapshot and starts the writer thread.
    pub fn open_with(path: &Path, keys: Keyring, ledger: Ledger, clock: Clock) -> Result<Self, StoreError> {
        let (keys, ledger) = (Arc::new(keys), Arc::new(ledger));
        let connection = open::with_keys(path, &keys)?;
        let opened = Arc::new(file_identity::FileIdentity::at(path)?);
        let published = open::read_once(&connection, |file| live_snapshot::LiveSnapshot::load(file, clock.now()))?;
        let published = Arc::new(published);
        let writer = writer::Writer::start(connection, opened.clone(), clock.clone(), keys.clone(), published.clone())?;
        let readers = readers::Readers::new(path, opened);
        Ok(Self(Arc::new(Inner { readers, writer, published, clock, keys, ledger })))
    }

    /// Runs `operation` in a write transaction on current rows. `Ok` is returned only once it is durable; on `Err` it
    /// is rolled back.
    ///
    /// # Errors
    /// Those of `operation`; a [`StoreError`] if the file could not be written: then nothing was.
    pub async fn write<T, E>(
        &self,
        operation: impl FnOnce(&WriteTx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match self.0.writer.submit(operation).await {
            Ok(outcome) => outcome,
            Err(_) => Err(StoreError::Stopped.into()),
        }
    }

    /// Runs `operation` as [`Store::write`] does and rolls all of it back: the answer is what would come of it.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn try_out<T, E>(
        &self,
        operation: impl FnOnce(&WriteTx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        // An error rolls back; the answer of the operation travels as one.
        let Err(outcome) = self.write(move |tx| Err::<Infallible, _>(Outcome::Tried(operation(tx)))).await;
        match outcome {
            Outcome::Tried(answer) => answer,
            Outcome::NotTried(error) => Err(error.into()),
        }
    }

    /// [`Store::write`] for callers outside the async runtime.
    pub fn write_blocking<T, E>(
        &self,
        operation: impl FnOnce(&WriteTx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match self.0.writer.submit(operation).blocking_recv() {
            Ok(outcome) => outcome,
            Err(_) => Err(StoreError::Stopped.into()),
        }
    }

    /// Runs `query` on a read-only connection, on a blocking thread.
    pub async fn read<T, E>(&self, query: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let inner = self.0.clone();
        match tokio::task::spawn_blocking(move || inner.readers.with(query)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(StoreError::Stopped.into()),
        }
    }

    /// A consistent copy of the database, open for reading. The file is already unlinked: closing it deletes it.
    pub async fn copy(&self) -> Result<std::fs::File, StoreError> {
        let inner = self.0.clone();
        let copied = tokio::task::spawn_blocking(move || file_copy::unnamed(inner.readers.path()));
        copied.await.unwrap_or(Err(StoreError::Stopped))
    }

    /// The current instant of the store's clock.
    pub fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.0.clock.now()
    }

    /// What encrypts the secrets in the database.
    pub fn keys(&self) -> &Arc<Keyring> {
        &self.0.keys
    }

    /// The ledger of erasures.
    pub fn ledger(&self) -> &Arc<Ledger> {
        &self.0.ledger
    }

    /// The calendar and its busy spans as of the last commit.
    pub fn planning(&self) -> Arc<CalendarSnapshot> {
        self.0.published.planning()
    }

    /// Increases with every published snapshot.
    pub fn generation(&self) -> u64 {
        self.0.published.generation()
    }

    /// The change counters. Data read after this call is at least as new.
    pub fn change_counts(&self) -> ChangeCounts {
        self.0.published.change_counts()
    }

    /// Subscribes to changes of availability, by commits and by the clock.
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.0.published.subscribe()
    }

    /// Publishes a change of availability that was caused by the clock.
    pub fn announce(&self, change: Change) {
        self.0.published.announce(change);
    }

    /// Subscribes to changes of the inbox, made by any process.
    pub fn inbox_changes(&self) -> watch::Receiver<u64> {
        self.0.published.subscribe_inbox()
    }

    /// Subscribes to changes of the widget's origins.
    pub fn embedding_changes(&self) -> watch::Receiver<u64> {
        self.0.published.subscribe_embeddings()
    }

    /// Subscribes to changes of sessions and accounts, made by any process.
    pub fn account_changes(&self) -> watch::Receiver<u64> {
        self.0.published.subscribe_accounts()
    }

    /// Bookings made online since the file was opened.
    pub fn booked_online(&self) -> u64 {
        self.0.published.booked_online()
    }

    /// Notifies the mail worker of commits that wrote to the outbox.
    pub fn mail_written(&self) -> Arc<tokio::sync::Notify> {
        self.0.published.mail_written()
    }

    /// Notifies of commits by which copies in calendars kept elsewhere are owed.
    pub fn copies_owed(&self) -> Arc<tokio::sync::Notify> {
        self.0.published.copies_owed()
    }

    /// Fails if the database cannot be read.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.read(|conn| Ok(conn.query_row("SELECT count(*) FROM shop", [], |_| Ok(()))?)).await
    }

    /// Fails if a change that needs two more pages cannot be committed. Changes nothing that anybody sees.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn probe(&self) -> Result<(), StoreError> {
        self.write(|tx| {
            tx.execute_batch(
                "UPDATE database_identity SET room = zeroblob(8192); UPDATE database_identity SET room = NULL",
            )
            .map_err(StoreError::from)
        })
        .await
    }
}

/// What came of an operation that is rolled back whatever came of it.
enum Outcome<T, E> {
    Tried(Result<T, E>),
    NotTried(StoreError),
}

impl<T, E> From<StoreError> for Outcome<T, E> {
    fn from(error: StoreError) -> Self {
        Self::NotTried(error)
    }
}
