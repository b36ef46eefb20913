//! Secrets were stored as text; now they are encrypted: the password of the mail server, and queued mails with a link to
//! choose a password. The caller overwrites the old pages, see [`crate::store::open`].

use crate::store::StoreError;
use crate::store::sealed::{Keyring, Place};
use rusqlite::{Connection, OptionalExtension, params};

const TABLE: &str = "
CREATE TABLE rebuilt (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    host     TEXT    NOT NULL,
    port     INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
    security TEXT    NOT NULL,
    user     TEXT,                                       -- NULL: no login
    password BLOB,                                       -- encrypted
    CHECK ((user IS NULL) = (password IS NULL))
) STRICT;";

/// Encrypts what files up to version 11 hold as text.
pub fn seal_secrets(conn: &Connection, keys: &Keyring) -> Result<(), StoreError> {
    seal_password(conn, keys)?;
    conn.execute_batch("ALTER TABLE outbox ADD COLUMN sealed BLOB")?;
    seal_links(conn, keys)
}

pub(super) fn seal_password(conn: &Connection, keys: &Keyring) -> Result<(), StoreError> {
    conn.execute_batch(TABLE)?;
    let password = conn.query_row("SELECT password FROM mail_settings", [], |row| row.get::<_, Option<String>>(0));
    let place = Place { table: "mail_settings", column: "password", row: 1 };
    let sealed = password.optional()?.flatten().map(|password| keys.seal(place, password.as_bytes())).transpose()?;
    conn.execute(
        "INSERT INTO rebuilt (id, host, port, security, user, password)
         SELECT id, host, port, security, user, ?1 FROM mail_settings",
        [sealed],
    )?;
    Ok(conn.execute_batch("DROP TABLE mail_settings; ALTER TABLE rebuilt RENAME TO mail_settings")?)
}

/// Ended mails with a link have lost it already.
fn seal_links(conn: &Connection, keys: &Keyring) -> Result<(), StoreError> {
    let mut queued = conn.prepare(
        "SELECT id, payload FROM outbox WHERE state = 'queued' AND kind IN ('password_reset', 'invitation')",
    )?;
    let queued: Vec<(i64, String)> =
        queued.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    for (id, payload) in queued {
        let sealed = keys.seal(Place { table: "outbox", column: "sealed", row: id }, payload.as_bytes())?;
        conn.execute("UPDATE outbox SET payload = '{}', sealed = ?2 WHERE id = ?1", params![id, sealed])?;
    }
    Ok(())
}
