//! SQLite: one writer, several readers, and the picture of the planning that readers get without touching the file.
//!
//! [`Store`] is the only way in. A write is a closure over a [`WriteTx`]; the writer thread runs what waits together in
//! one transaction, a savepoint each, and answers only after the commit is durable. Every commit publishes a new
//! [`CalendarSnapshot`]; commits of other processes are noticed by `PRAGMA data_version`. Knows no HTTP and no mail transport.
//!
//! One file of SQL per table group: [`calendar`], [`appointments`], [`bookings`], [`sources`], [`idempotency`],
//! [`outbox`], [`known`] (whose address it is) and [`suppressed`] (who wants no mail). For the operator: [`calendar_entries`],
//! [`activity`], [`inbox`], [`customers`], [`erasure`]; of mails [`sent_mails`], [`outbox_state`], [`mail_settings`],
//! [`mail_texts`]; of accounts [`users`], [`sessions`], [`devices`], [`failed_sign_ins`], [`password_resets`], [`audit`];
//! [`set_up`] and [`widget_origins`] for the way in.

pub mod activity;
pub mod appointments;
pub mod audit;
pub mod bookings;
pub mod calendar;
pub mod calendar_entries;
pub mod customers;
pub mod devices;
pub mod erasure;
pub mod error;
pub mod failed_sign_ins;
pub mod file_copy;
mod file_identity;
pub mod held;
pub mod idempotency;
pub mod inbox;
pub mod known;
mod live_snapshot;
pub mod mail_settings;
pub mod mail_texts;
pub mod open;
pub mod outbox;
pub mod outbox_state;
pub mod password_resets;
mod readers;
pub mod secrets;
pub mod sent_mails;
pub mod sessions;
pub mod set_up;
pub mod sources;
pub mod suppressed;
pub mod upgrades;
pub mod users;
pub mod widget_origins;
pub mod words;
mod write_tx;
mod writer;

pub use error::StoreError;
pub use live_snapshot::ChangeCounts;
pub use write_tx::WriteTx;

use crate::availability_events::Change;
use crate::clock::Clock;
use crate::domain::snapshot::CalendarSnapshot;
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::{broadcast, watch};

/// A handle to the shop's file. Clones share the writer, the readers and the published planning.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    /// Before the writer, whose connection is to be the last one: closing it brings the journal into the file.
    readers: readers::Readers,
    writer: writer::Writer,
    published: Arc<live_snapshot::LiveSnapshot>,
    clock: Clock,
}

impl Store {
    /// Opens the file, makes or upgrades its schema, loads the planning and starts the writer thread.
    pub fn open(path: &Path, clock: Clock) -> Result<Self, StoreError> {
        let connection = open::read_write(path, clock.now())?;
        let opened = Arc::new(file_identity::FileIdentity::at(path)?);
        let published = open::read_once(&connection, |file| live_snapshot::LiveSnapshot::load(file, clock.now()))?;
        let published = Arc::new(published);
        let writer = writer::Writer::start(connection, opened.clone(), clock.clone(), published.clone())?;
        let readers = readers::Readers::new(path, opened);
        Ok(Self(Arc::new(Inner { readers, writer, published, clock })))
    }

    /// Runs `operation` in a transaction on fresh rows. `Ok` is answered only once it is on the disk; `Err` leaves no trace.
    ///
    /// # Errors
    /// Those of `operation`; a [`StoreError`] where the file could not be written: then nothing was.
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

    /// [`Store::write`] for callers outside of the runtime.
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

    /// Runs `query` on a read-only connection, off the runtime's threads.
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

    /// A consistent copy of the whole file, open for reading. It has no name any more: whoever closes it removes it.
    pub async fn copy(&self) -> Result<std::fs::File, StoreError> {
        let inner = self.0.clone();
        let copied = tokio::task::spawn_blocking(move || file_copy::unnamed(inner.readers.path()));
        copied.await.unwrap_or(Err(StoreError::Stopped))
    }

    /// The instant at which a write that began now would be.
    pub fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.0.clock.now()
    }

    /// The calendar and what is occupied in it, as of the last commit.
    pub fn planning(&self) -> Arc<CalendarSnapshot> {
        self.0.published.planning()
    }

    /// Rises with every published planning.
    pub fn generation(&self) -> u64 {
        self.0.published.generation()
    }

    /// How often the planning and the inbox have changed since the file was opened: what is read after this is at least as
    /// new.
    pub fn change_counts(&self) -> ChangeCounts {
        self.0.published.change_counts()
    }

    /// Hears of every commit that changes what may be free, and of what the clock takes away.
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.0.published.subscribe()
    }

    /// Tells the open grids of a change that no commit made: the clock's.
    pub fn announce(&self, change: Change) {
        self.0.published.announce(change);
    }

    /// Hears when something in the inbox may have changed, whoever changed it.
    pub fn inbox_changes(&self) -> watch::Receiver<u64> {
        self.0.published.subscribe_inbox()
    }

    /// Hears when the widget was seen on a page.
    pub fn embedding_changes(&self) -> watch::Receiver<u64> {
        self.0.published.subscribe_embeddings()
    }

    /// Hears when a session may have ended or an account may be another, whoever changed it.
    pub fn account_changes(&self) -> watch::Receiver<u64> {
        self.0.published.subscribe_accounts()
    }

    /// A wake-up for whoever sends mail: some was written by a commit.
    pub fn mail_written(&self) -> Arc<tokio::sync::Notify> {
        self.0.published.mail_written()
    }

    /// Whether the file answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.read(|conn| Ok(conn.query_row("SELECT count(*) FROM shop", [], |_| Ok(()))?)).await
    }
}
