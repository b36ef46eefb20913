//! Progress of the guided set-up: at most one row, created with the first account if that is made by the set-up.

use super::StoreError;
use rusqlite::{Connection, OptionalExtension, params};

/// Progress of the guided set-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetUp {
    /// The step to return to.
    pub step: String,
    /// When it was finished, in seconds since 1970.
    pub finished_at: Option<i64>,
}

/// Starts it.
pub fn begin(conn: &Connection) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO set_up (id, step) VALUES (1, '') ON CONFLICT (id) DO NOTHING")?.execute([])?;
    Ok(())
}

/// The progress; `None` if the set-up was never started.
pub fn find(conn: &Connection) -> Result<Option<SetUp>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT step, finished_at FROM set_up")?
        .query_row([], |row| Ok(SetUp { step: row.get(0)?, finished_at: row.get(1)? }))
        .optional()?)
}

/// Stores the step to return to.
pub fn save_step(conn: &Connection, step: &str) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO set_up (id, step) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET step = ?1")?
        .execute([step])?;
    Ok(())
}

/// Marks it as finished.
pub fn finish(conn: &Connection, step: &str, now: i64) -> Result<(), StoreError> {
    save_step(conn, step)?;
    conn.prepare_cached("UPDATE set_up SET finished_at = coalesce(finished_at, ?1)")?.execute(params![now])?;
    Ok(())
}
