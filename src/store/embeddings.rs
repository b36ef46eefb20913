//! Pages that have loaded the widget, learned from its own requests.

use super::StoreError;
use rusqlite::{Connection, params};

/// An origin from which the widget was loaded.
pub struct Embedding {
    /// Scheme and host.
    pub origin: String,
    /// When it was loaded last, in seconds since 1970; to the hour or so.
    pub last_seen_at: i64,
}

/// How many are shown.
const SHOWN: u32 = 10;

/// The origins that loaded it last.
pub fn latest(conn: &Connection) -> Result<Vec<Embedding>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT origin, last_seen_at FROM embeddings ORDER BY last_seen_at DESC, origin LIMIT ?1")?;
    let rows = statement.query_map([SHOWN], |row| Ok(Embedding { origin: row.get(0)?, last_seen_at: row.get(1)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many origins are kept; the one seen least recently makes room, so that nobody fills the file with invented ones.
const KEPT: u32 = 20;

/// Notes that a page of `origin` has loaded the widget. Call `WriteTx::embeddings_changed` as well.
pub fn note(conn: &Connection, origin: &str, now: i64) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO embeddings (origin, first_seen_at, last_seen_at) VALUES (?1, ?2, ?2)
         ON CONFLICT (origin) DO UPDATE SET last_seen_at = ?2",
    )?
    .execute(params![origin, now])?;
    conn.prepare_cached(
        "DELETE FROM embeddings WHERE origin <> ?1 AND origin NOT IN (
             SELECT origin FROM embeddings ORDER BY last_seen_at DESC, first_seen_at LIMIT ?2)",
    )?
    .execute(params![origin, KEPT])?;
    Ok(())
}
