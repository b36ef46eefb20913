//! Pages that have loaded the widget, learned from its own requests.

use super::StoreError;
use rusqlite::Connection;

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
