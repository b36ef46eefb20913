//! The mail server that the operator has named, where no flag names one.

use super::StoreError;
use rusqlite::{Connection, OptionalExtension};

/// Its address, password and all.
pub fn smtp_url(conn: &Connection) -> Result<Option<String>, StoreError> {
    Ok(conn.prepare_cached("SELECT smtp_url FROM mail_settings")?.query_row([], |row| row.get(0)).optional()?)
}

/// Names another one; `None`: none. Call `WriteTx::mail_written` as well, so that the worker hears of it.
pub fn save(conn: &Connection, smtp_url: Option<&str>) -> Result<(), StoreError> {
    match smtp_url {
        Some(url) => {
            conn.prepare_cached("INSERT OR REPLACE INTO mail_settings (id, smtp_url) VALUES (1, ?1)")?.execute([url])?
        }
        None => conn.prepare_cached("DELETE FROM mail_settings")?.execute([])?,
    };
    Ok(())
}
