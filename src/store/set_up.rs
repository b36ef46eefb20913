//! How far the guided set-up has come: at most one row, there since the first account was made by it.

use super::StoreError;
use rusqlite::{Connection, OptionalExtension, params};

/// The guided set-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetUp {
    /// The page to come back to.
    pub step: String,
    /// When it was finished, in seconds since 1970.
    pub finished_at: Option<i64>,
}

/// Begins it.
pub fn begin(conn: &Connection) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO set_up (id, step) VALUES (1, '') ON CONFLICT (id) DO NOTHING")?.execute([])?;
    Ok(())
}

/// How far it has come; `None` where it never began.
pub fn find(conn: &Connection) -> Result<Option<SetUp>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT step, finished_at FROM set_up")?
        .query_row([], |row| Ok(SetUp { step: row.get(0)?, finished_at: row.get(1)? }))
        .optional()?)
}

/// Notes the page to come back to.
pub fn save_step(conn: &Connection, step: &str) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO set_up (id, step) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET step = ?1")?
        .execute([step])?;
    Ok(())
}

/// Notes that it is done.
pub fn finish(conn: &Connection, step: &str, now: i64) -> Result<(), StoreError> {
    save_step(conn, step)?;
    conn.prepare_cached("UPDATE set_up SET finished_at = coalesce(finished_at, ?1)")?.execute(params![now])?;
    Ok(())
}
