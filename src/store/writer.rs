//! The writer: a thread that owns the one writing connection and commits together what waits together.
//!
//! Every operation runs in a savepoint of its own, so that one refused leaves the others untouched. Answers are given
//! after the commit only. Where the commit fails (a full disk can roll back the whole), nobody of that batch is told success.

use super::published::{Effects, Published};
use super::{StoreError, WriteTx};
use crate::clock::Clock;
use crate::domain::shop::Calendar;
use rusqlite::Connection;
use std::sync::{Arc, mpsc};
use std::time::Duration;
use tokio::sync::oneshot;

/// How many operations one transaction takes at most, so that the first of them is not kept waiting for long.
const BATCH: usize = 256;

/// How often the file is asked whether another process has written to it.
const FOREIGN_CHECK: Duration = Duration::from_millis(250);

pub(super) struct Writer {
    jobs: mpsc::Sender<Box<dyn Job>>,
}

impl Writer {
    pub(super) fn start(connection: Connection, clock: Clock, published: Arc<Published>) -> Result<Self, StoreError> {
        let (jobs, queue) = mpsc::channel();
        let worker = Worker { data_version: data_version(&connection)?, connection, clock, published };
        std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || worker.run(&queue))
            .map_err(|error| StoreError::Unreadable(format!("the writer thread could not start: {error}")))?;
        Ok(Self { jobs })
    }

    /// Queues an operation. The receiver fails only where the writer has ended.
    pub(super) fn submit<T, E, F>(&self, operation: F) -> oneshot::Receiver<Result<T, E>>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&WriteTx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (answer, receiver) = oneshot::channel();
        // A writer that has ended drops the job and with it the sender: the receiver hears of it.
        let _ = self.jobs.send(Box::new(Operation { operation: Some(operation), outcome: None, answer }));
        receiver
    }
}

/// An operation whose types are hidden from the queue.
trait Job: Send {
    /// Runs it; whether its savepoint shall be kept.
    fn run(&mut self, tx: &WriteTx<'_>) -> bool;
    /// Tells the caller, after the commit or its failure.
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
    fn run(&mut self, tx: &WriteTx<'_>) -> bool {
        self.outcome = self.operation.take().map(|operation| operation(tx));
        matches!(self.outcome, Some(Ok(_)))
    }

    fn answer(self: Box<Self>, committed: Result<(), String>) {
        let outcome = match (self.outcome, committed) {
            (Some(Err(refused)), _) => Err(refused),
            (Some(Ok(done)), Ok(())) => Ok(done),
            (_, Err(why)) => Err(StoreError::NotCommitted(why).into()),
            (None, Ok(())) => Err(StoreError::Stopped.into()),
        };
        // A caller that has gone away (its client hung up) needs no answer.
        let _ = self.answer.send(outcome);
    }
}

struct Worker {
    connection: Connection,
    clock: Clock,
    published: Arc<Published>,
    data_version: i64,
}

impl Worker {
    fn run(mut self, queue: &mpsc::Receiver<Box<dyn Job>>) {
        loop {
            match queue.recv_timeout(FOREIGN_CHECK) {
                Ok(first) => self.commit_together(first, queue),
                Err(mpsc::RecvTimeoutError::Timeout) => self.notice_foreign_writes(),
                Err(mpsc::RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn notice_foreign_writes(&mut self) {
        if let Err(error) = self.reload_if_foreign() {
            tracing::warn!(%error, "the file could not be read for changes of other programs");
        }
    }

    fn reload_if_foreign(&mut self) -> Result<(), StoreError> {
        let version = data_version(&self.connection)?;
        if version != self.data_version {
            self.published.reload(&self.connection, self.clock.now())?;
            self.data_version = version;
        }
        Ok(())
    }

    fn commit_together(&mut self, first: Box<dyn Job>, queue: &mpsc::Receiver<Box<dyn Job>>) {
        let mut jobs = Vec::new();
        let outcome = self.transaction(first, queue, &mut jobs);
        let committed = match outcome {
            Ok(effects) => {
                if let Err(error) = self.published.apply(&self.connection, &effects, self.clock.now()) {
                    tracing::error!(%error, "the planning could not be read anew after a commit");
                }
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

    /// Runs what waits in one transaction. Every job taken from the queue is in `jobs` afterwards, whatever happened.
    fn transaction(
        &mut self,
        first: Box<dyn Job>,
        queue: &mpsc::Receiver<Box<dyn Job>>,
        jobs: &mut Vec<Box<dyn Job>>,
    ) -> Result<Effects, StoreError> {
        jobs.push(first);
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        self.reload_if_foreign()?;
        let mut calendar = self.published.planning().calendar.clone();
        let mut effects = Effects::default();
        let mut next = 0;
        while let Some(job) = jobs.get_mut(next) {
            let done = self.in_savepoint(job.as_mut(), calendar.clone())?;
            if let Some((seen, noted)) = done {
                calendar = seen;
                effects.absorb(noted);
            }
            next += 1;
            if next < BATCH
                && let Ok(waiting) = queue.try_recv()
            {
                jobs.push(waiting);
            }
        }
        self.connection.execute_batch("COMMIT")?;
        Ok(effects)
    }

    /// Runs one job; `None` where it was refused and its savepoint undone.
    fn in_savepoint(
        &self,
        job: &mut dyn Job,
        calendar: Arc<Calendar>,
    ) -> Result<Option<(Arc<Calendar>, Effects)>, StoreError> {
        self.connection.prepare_cached("SAVEPOINT operation")?.execute([])?;
        let tx = WriteTx::new(&self.connection, calendar, self.clock.now());
        let keep = job.run(&tx);
        if self.connection.is_autocommit() {
            return Err(StoreError::NotCommitted("SQLite rolled the whole transaction back".into()));
        }
        if keep {
            self.connection.prepare_cached("RELEASE operation")?.execute([])?;
            return Ok(Some(tx.into_parts()));
        }
        self.connection.execute_batch("ROLLBACK TO operation; RELEASE operation")?;
        Ok(None)
    }
}

/// Changes whenever another connection commits.
fn data_version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
}
