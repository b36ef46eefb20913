//! What the disk can do: plain SQLite inserts, one a transaction, each on the disk before the next.

use rusqlite::Connection;
use std::path::Path;
use std::time::{Duration, Instant};

/// A file with one table, set up as the shop's: WAL, `synchronous = FULL`.
pub struct Inserts {
    file: Connection,
}

impl Inserts {
    /// Makes the file in that folder.
    pub fn new(folder: &Path) -> anyhow::Result<Self> {
        let file = Connection::open(folder.join("inserts.db"))?;
        file.pragma_update(None, "journal_mode", "wal")?;
        file.pragma_update(None, "synchronous", "full")?;
        file.execute_batch("CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, words TEXT NOT NULL)")?;
        Ok(Self { file })
    }

    /// Inserts for that long; the microseconds that each took.
    pub fn run(&self, duration: Duration) -> anyhow::Result<Vec<u32>> {
        let mut insert = self.file.prepare("INSERT INTO rows (words) VALUES (?1)")?;
        let words = "Erika Muster, erika@example.org, 30 Minuten";
        let (begun, mut took) = (Instant::now(), Vec::new());
        while begun.elapsed() < duration {
            let started = Instant::now();
            insert.execute([words])?;
            took.push(u32::try_from(started.elapsed().as_micros())?);
        }
        Ok(took)
    }
}
