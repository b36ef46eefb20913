//! The writer thread: owns the only writing connection and commits waiting operations together.
//!
//! Every operation runs in its own savepoint, so that a refused one does not affect the others. Results are sent only
//! after the commit. If the commit fails (a full disk can roll back everything), every operation of the batch fails.

use super::file_identity::FileIdentity;
use super::live_snapshot::{LiveSnapshot, Pending};
use super::sealed::Keyring;
use super::{StoreError, WriteTx};
use crate::clock::Clock;
use rusqlite::Connection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::oneshot;

/// Maximum number of operations per transaction, to limit the wait of the first.
const BATCH: usize = 256;

/// Polling interval for commits of other processes.
const FOREIGN_CHECK: Duration = Duration::from_millis(250);

pub(super) struct Writer {
    /// `None` only during drop.
    jobs: Option<mpsc::Sender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(
        connection: Connection,
        opened: Arc<FileIdentity>,
        clock: Clock,
        keys: Arc<Keyring>,
        published: Arc<LiveSnapshot>,
    ) -> Result<Self, StoreError> {
        let (jobs, queue) = mpsc::channel();
        let data_version = Some(data_version(&connection)?);
        let worker = Worker { connection, opened, clock, keys, published, data_version };
        let thread = std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || worker.run(&queue))
            .map_err(|error| StoreError::Unreadable(format!("the writer thread could not start: {error}")))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Queues an operation. The receiver fails only if the writer has ended.
    pub(super) fn submit<T, E, F>(&self, operation: F) -> oneshot::Receiver<Result<T, E>>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&WriteTx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (answer, receiver) = oneshot::channel();
        // If the writer has ended, the job is dropped with its sender, and the receiver fails.
        if let Some(jobs) = &self.jobs {
            let _ = jobs.send(Box::new(Operation { operation: Some(operation), outcome: None, answer }));
        }
        receiver
    }
}

/// Waits until the connection is closed, so that the journal is checkpointed when the program stops.
impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs = None;
        let here = std::thread::current().id();
        if let Some(thread) = self.thread.take().filter(|thread| thread.thread().id() != here) {
            // Operations cannot make it panic; if it did, the connection is closed already.
            let _ = thread.join();
        }
    }
}

/// An operation, type-erased for the queue.
trait Job: Send {
    /// Whether its caller still waits. Others are skipped: a caller that got 503 will retry, and would book twice.
    fn is_awaited(&self) -> bool;
    /// Runs it; returns whether to keep its savepoint.
    fn run(&mut self, tx: &WriteTx<'_>) -> bool;
    /// Sends the result, after the commit or its failure.
    fn answer(self: Box<Self>, committed: Result<(), String>);
}

struct Operation<F, T, E> {
    operation: Option<F>,
    outcome: Option<Result<T, E>>,
    answer: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Job for Operation<F, T, E>
where
    T: Send,
    E: From<StoreError> + Send,
    F: FnOnce(&WriteTx<'_>) -> Result<T, E> + Send,
{
    fn is_awaited(&self) -> bool {
        !self.answer.is_closed()
    }

    fn run(&mut self, tx: &WriteTx<'_>) -> bool {
        self.outcome = self.operation.take().map(|operation| operation(tx));
        matches!(self.outcome, Some(Ok(_)))
    }

    fn answer(self: Box<Self>, committed: Result<(), String>) {
        let outcome = match (self.outcome, committed) {
            (Some(Err(refused)), _) => Err(refused),
            (Some(Ok(done)), Ok(())) => Ok(done),
            (_, Err(why)) => Err(StoreError::NotCommitted(why).into()),
            (None, Ok(())) => Err(StoreError::Unreadable("an operation of this program panicked".into()).into()),
        };
        // An error means that the caller has gone (its client disconnected).
        let _ = self.answer.send(outcome);
    }
}

struct Worker {
    connection: Connection,
    opened: Arc<FileIdentity>,
    clock: Clock,
    keys: Arc<Keyring>,
    published: Arc<LiveSnapshot>,
    /// As of the published snapshot; `None` if that may be incomplete.
    data_version: Option<i64>,
}

impl Worker {
    fn run(mut self, queue: &mpsc::Receiver<Box<dyn Job>>) {
        loop {
            match queue.recv_timeout(FOREIGN_CHECK) {
                Ok(first) => self.commit_together(first, queue),
                Err(mpsc::RecvTimeoutError::Timeout) => self.notice_changes(),
                Err(mpsc::RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn notice_changes(&mut self) {
        if let Err(error) = self.reload_if_stale() {
            tracing::warn!(%error, "the file could not be read for changes of other programs");
        }
    }

    /// Reads everything again if another process has written, an earlier commit was not published, or the clock was
    /// set back by more than the reserve.
    fn reload_if_stale(&mut self) -> Result<(), StoreError> {
        let (version, now) = (Some(data_version(&self.connection)?), self.clock.now());
        if version != self.data_version || self.published.is_from_the_future(now) {
            self.published.reload(&self.connection, now)?;
            self.data_version = version;
        }
        Ok(())
    }

    fn commit_together(&mut self, first: Box<dyn Job>, queue: &mpsc::Receiver<Box<dyn Job>>) {
        let mut jobs = Vec::new();
        let outcome = self.transaction(first, queue, &mut jobs);
        let committed = match outcome {
            Ok(pending) => {
                self.published.apply(pending, self.clock.now());
                Ok(())
            }
            Err(error) => {
                tracing::error!(%error, "a transaction could not be committed");
                if !self.connection.is_autocommit()
                    && let Err(error) = self.connection.execute_batch("ROLLBACK")
                {
                    tracing::error!(%error, "a transaction could not be rolled back");
                }
                Err(error.to_string())
            }
        };
        for job in jobs {
            job.answer(committed.clone());
        }
    }

    /// Runs the waiting operations in one transaction. All jobs taken from the queue end up in `jobs`, whatever
    /// happens.
    fn transaction(
        &mut self,
        first: Box<dyn Job>,
        queue: &mpsc::Receiver<Box<dyn Job>>,
        jobs: &mut Vec<Box<dyn Job>>,
    ) -> Result<Pending, StoreError> {
        jobs.push(first);
        if let Err(error) = self.begin() {
            // Operations that have arrived meanwhile join the batch instead of waiting for another commit.
            jobs.extend(queue.try_iter().take(BATCH));
            return Err(error);
        }
        self.reload_if_stale()?;
        let mut pending = Pending::after(&self.published);
        let mut next = 0;
        while let Some(job) = jobs.get_mut(next) {
            if job.is_awaited() {
                self.in_savepoint(job.as_mut(), &mut pending)?;
            }
            next += 1;
            if next < BATCH
                && let Ok(waiting) = queue.try_recv()
            {
                jobs.push(waiting);
            }
        }
        self.connection.prepare_cached("COMMIT")?.execute([])?;
        // Committed, but to a file that is no longer in place: everything is read again once it is put back.
        self.opened.ensure_in_place().inspect_err(|_| self.data_version = None)?;
        Ok(pending)
    }

    fn begin(&self) -> Result<(), StoreError> {
        self.opened.ensure_in_place()?;
        self.connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        Ok(())
    }

    /// Runs one job in a savepoint, rolled back if it is refused.
    fn in_savepoint(&self, job: &mut dyn Job, pending: &mut Pending) -> Result<(), StoreError> {
        self.connection.prepare_cached("SAVEPOINT operation")?.execute([])?;
        let now = self.clock.now();
        let tx = WriteTx::new(&self.connection, &pending.planning, &self.keys, now);
        // Unwind safe: the savepoint discards what a panicking operation wrote, and no other state survives it.
        let keep = catch_unwind(AssertUnwindSafe(|| job.run(&tx))).unwrap_or_default();
        if self.connection.is_autocommit() {
            return Err(StoreError::NotCommitted("SQLite rolled the whole transaction back".into()));
        }
        let effects = tx.into_effects();
        if keep {
            self.connection.prepare_cached("RELEASE operation")?.execute([])?;
            return pending.absorb(&self.connection, effects, now);
        }
        Ok(self.connection.execute_batch("ROLLBACK TO operation; RELEASE operation")?)
    }
}

/// A number that changes whenever another connection commits.
fn data_version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?)
}
