//! A daily copy of the database while `serve` runs (`--backup-dir`, `--backup-keep`).

use super::backup;
use crate::clock::Clock;
use crate::core::Backups;
use anyhow::{Context, ensure};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Interval at which today's copy is looked for, and at which a failed one is retried.
const LOOK_EVERY: Duration = Duration::from_secs(15 * 60);

/// What the names of all copies began with in earlier versions.
const EARLIER_NAME: &str = "shop";

/// How long reading the database waits for a lock.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);

/// What became of the copy of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// It was made.
    Now,
    /// It was there already, made then.
    Before(DateTime<Utc>),
}

/// Where daily copies are written, and how many are kept.
#[derive(Clone, Debug)]
pub struct DailyBackup {
    /// The database.
    pub db: PathBuf,
    /// The folder of the copies; created if absent.
    pub folder: PathBuf,
    /// How many of the newest copies are kept.
    pub keep: usize,
}

impl DailyBackup {
    /// Makes one copy per date (UTC) until `stopping` turns true. A failure is logged, kept in `state`, and retried.
    pub async fn run(self, clock: Clock, state: Arc<Backups>, mut stopping: watch::Receiver<bool>) {
        loop {
            let (now, job) = (clock.now(), self.clone());
            let copied = tokio::task::spawn_blocking(move || job.copy_for(now.date_naive())).await;
            match copied.map_err(anyhow::Error::from).flatten() {
                Ok(Copied::Now) => state.made(now),
                Ok(Copied::Before(at)) => state.made(at),
                Err(error) => {
                    state.failed();
                    tracing::error!(error = format!("{error:#}"), "today's backup failed");
                }
            }
            tokio::select! {
                _ = stopping.wait_for(|stopping| *stopping) => return,
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
        }
    }

    /// Makes the copy of `today` if it does not exist, then deletes the shop's oldest ones beyond `keep`.
    ///
    /// # Errors
    /// One sentence; then no older copy was deleted.
    pub fn copy_for(&self, today: NaiveDate) -> anyhow::Result<Copied> {
        let folder = self.folder.display();
        fs::create_dir_all(&self.folder)
            .with_context(|| format!("{folder} cannot be made; name another --backup-dir"))?;
        let name = self.name()?;
        let target = self.folder.join(file_name(&name, today));
        if let Ok(made) = fs::metadata(&target).and_then(|there| there.modified()) {
            return Ok(Copied::Before(made.into()));
        }
        backup::copy(&self.db, &target)?;
        tracing::info!(file = %target.display(), "copied the shop's file");
        self.remove_old(&name).with_context(|| format!("old copies in {folder} cannot be removed"))?;
        Ok(Copied::Now)
    }

    /// What the names of the shop's copies begin with: the name of its file, and the id in it, as several shops may share
    /// the folder.
    fn name(&self) -> anyhow::Result<String> {
        let shown = self.db.display();
        ensure!(self.db.is_file(), "there is no file {shown}; name the database that `serve` runs on");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let file = Connection::open_with_flags(&self.db, flags)?;
        file.busy_timeout(LOCK_TIMEOUT)?;
        let id: String = file
            .query_row("SELECT code FROM database_identity", [], |row| row.get(0))
            .with_context(|| format!("{shown} cannot be read as a shop's database"))?;
        let stem = self.db.file_stem().unwrap_or_default().to_string_lossy();
        Ok(format!("{stem}-{id}"))
    }

    fn remove_old(&self, name: &str) -> std::io::Result<()> {
        let mut copies = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            copies.extend(date_of(&path, name).map(|date| (date, path)));
        }
        copies.sort();
        for (_, old) in copies.iter().rev().skip(self.keep) {
            fs::remove_file(old)?;
        }
        Ok(())
    }
}

fn file_name(name: &str, date: NaiveDate) -> String {
    format!("{name}-{date}.db")
}

/// The date of a daily copy of that name, or of one that an earlier version has made (`shop-2022-01-17.db`). No other file in
/// the folder is ever deleted.
fn date_of(path: &Path, name: &str) -> Option<NaiveDate> {
    let file = path.file_name()?.to_str()?;
    [name, EARLIER_NAME].into_iter().find_map(|name| {
        let date = file.strip_prefix(name)?.strip_prefix('-')?.strip_suffix(".db")?.parse().ok()?;
        (file_name(name, date) == file).then_some(date)
    })
}
