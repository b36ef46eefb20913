//! A daily copy of the database while `serve` runs (`--backup-dir`, `--backup-keep`).

use super::backup;
use crate::clock::Clock;
use anyhow::Context;
use chrono::NaiveDate;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::sync::watch;

/// Interval at which today's copy is looked for, and at which a failed one is retried.
const LOOK_EVERY: Duration = Duration::from_secs(15 * 60);

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
    /// Makes one copy per date (UTC) until `stopping` turns true. A failure is logged and retried.
    pub async fn run(self, clock: Clock, mut stopping: watch::Receiver<bool>) {
        loop {
            let (today, job) = (clock.now().date_naive(), self.clone());
            match tokio::task::spawn_blocking(move || job.copy_for(today)).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::error!(error = format!("{error:#}"), "today's backup failed"),
                Err(error) => tracing::error!(%error, "today's backup failed"),
            }
            tokio::select! {
                _ = stopping.wait_for(|stopping| *stopping) => return,
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
        }
    }

    /// Makes the copy of `today` if it does not exist, then deletes the oldest ones beyond `keep`.
    ///
    /// # Errors
    /// One sentence; then no older copy was deleted.
    pub fn copy_for(&self, today: NaiveDate) -> anyhow::Result<()> {
        let folder = self.folder.display();
        fs::create_dir_all(&self.folder)
            .with_context(|| format!("{folder} cannot be made; name another --backup-dir"))?;
        let target = self.folder.join(file_name(today));
        if target.exists() {
            return Ok(());
        }
        backup::copy(&self.db, &target)?;
        tracing::info!(file = %target.display(), "copied the shop's file");
        self.remove_old().with_context(|| format!("old copies in {folder} cannot be removed"))
    }

    fn remove_old(&self) -> std::io::Result<()> {
        let mut copies = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if is_daily_copy(&path) {
                copies.push(path);
            }
        }
        // The names sort by date.
        copies.sort();
        for old in copies.iter().rev().skip(self.keep) {
            fs::remove_file(old)?;
        }
        Ok(())
    }
}

fn file_name(date: NaiveDate) -> String {
    format!("shop-{date}.db")
}

/// Whether a file is named like a daily copy: no other file in the folder is ever deleted.
fn is_daily_copy(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let date = name.strip_prefix("shop-").and_then(|rest| rest.strip_suffix(".db"));
    date.is_some_and(|date| date.parse::<NaiveDate>().is_ok_and(|parsed| file_name(parsed) == name))
}
