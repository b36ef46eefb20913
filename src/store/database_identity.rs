//! What a shop's database says of itself: the address that it was served at.

use super::StoreError;
use rusqlite::Connection;

/// The public address that `serve` had last; `None`: it never ran on this file.
pub fn public_url(conn: &Connection) -> Result<Option<String>, StoreError> {
    Ok(conn.query_row("SELECT public_url FROM database_identity", [], |row| row.get(0))?)
}

/// Keeps the public address. Nothing is written where it is the same.
pub fn keep_public_url(conn: &Connection, public_url: &str) -> Result<(), StoreError> {
    let sql = "UPDATE database_identity SET public_url = ?1 WHERE public_url IS NOT ?1";
    conn.prepare_cached(sql)?.execute([public_url])?;
    Ok(())
}
