//! Origins of pages that load the widget, recorded from the widget's requests.

use super::StoreError;
use rusqlite::{Connection, params};

/// An origin from which the widget was loaded.
pub struct WidgetOrigin {
    /// Scheme and host.
    pub origin: String,
    /// When it was last loaded, in seconds since 1970, with a precision of about an hour.
    pub last_seen_at: i64,
}

/// Maximum number of rows; the origin with the fewest visits is dropped, so that invented origins cannot fill the
/// file.
const KEPT: u32 = 100;

/// Seconds after which an unused origin is deleted: 90 days.
const FORGOTTEN_AFTER: i64 = 90 * 24 * 60 * 60;

/// All origins, those with the most visits first.
pub fn by_visits(conn: &Connection) -> Result<Vec<WidgetOrigin>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT origin, last_seen_at FROM embeddings ORDER BY visits DESC, last_seen_at DESC, origin",
    )?;
    let rows = statement.query_map([], |row| Ok(WidgetOrigin { origin: row.get(0)?, last_seen_at: row.get(1)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Records that a page of `origin` has loaded the widget `visits` times. Call `WriteTx::embeddings_changed` as well.
pub fn note(conn: &Connection, origin: &str, visits: i64, now: i64) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO embeddings (origin, first_seen_at, last_seen_at, visits) VALUES (?1, ?2, ?2, ?3)
         ON CONFLICT (origin) DO UPDATE SET last_seen_at = ?2, visits = visits + ?3",
    )?
    .execute(params![origin, now, visits])?;
    conn.prepare_cached("DELETE FROM embeddings WHERE last_seen_at < ?1")?.execute([now - FORGOTTEN_AFTER])?;
    // The origin just seen is kept: this may be the first visit of a homepage.
    conn.prepare_cached(
        "DELETE FROM embeddings WHERE origin <> ?1 AND origin NOT IN (
             SELECT origin FROM embeddings WHERE origin <> ?1 ORDER BY visits DESC, last_seen_at DESC LIMIT ?2)",
    )?
    .execute(params![origin, KEPT - 1])?;
    Ok(())
}
