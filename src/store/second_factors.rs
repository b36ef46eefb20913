//! Authenticator apps and recovery codes of accounts. The secret shared with an app is encrypted, of a recovery code only
//! the SHA-256 is stored. Instants in seconds.

use super::StoreError;
use super::sealed::{Keyring, Place, Sealed};
use crate::domain::account::UserId;
use rusqlite::{Connection, OptionalExtension, params};

/// Where the secret shared with an account's app is stored.
pub const fn secret_of(user: UserId) -> Place {
    Place { table: "authenticator_apps", column: "secret", row: user }
}

/// An authenticator app.
pub struct App {
    /// The shared secret; `None`: encrypted with a key that is gone.
    pub secret: Option<Vec<u8>>,
    /// The time step of the last accepted code.
    pub last_step: i64,
    /// When it was added.
    pub added_at: i64,
    /// When a code of it was accepted last.
    pub used_at: i64,
}

/// The app of an account.
pub fn app(conn: &Connection, keys: &Keyring, user: UserId) -> Result<Option<App>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT secret, last_step, added_at, used_at FROM authenticator_apps WHERE user_id = ?1")?;
    let app = statement.query_row([user], |row| {
        let sealed: Sealed = row.get(0)?;
        let secret = keys.open(secret_of(user), &sealed);
        Ok(App { secret, last_step: row.get(1)?, added_at: row.get(2)?, used_at: row.get(3)? })
    });
    Ok(app.optional()?)
}

/// Stores the app of an account in the place of an earlier one; `step` is that of its first code.
pub fn save_app(
    conn: &Connection,
    keys: &Keyring,
    user: UserId,
    secret: &[u8],
    step: i64,
    now: i64,
) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT OR REPLACE INTO authenticator_apps (user_id, secret, last_step, added_at, used_at)
         VALUES (?1, ?2, ?3, ?4, ?4)",
    )?
    .execute(params![user, keys.seal(secret_of(user), secret)?, step, now])?;
    Ok(())
}

/// Records an accepted code. No code of that step or an earlier one may be accepted again.
pub fn use_app(conn: &Connection, user: UserId, step: i64, now: i64) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE authenticator_apps SET last_step = ?2, used_at = ?3 WHERE user_id = ?1")?
        .execute(params![user, step, now])?;
    Ok(())
}

/// Deletes the app of an account; false if there is none.
pub fn delete_app(conn: &Connection, user: UserId) -> Result<bool, StoreError> {
    Ok(conn.prepare_cached("DELETE FROM authenticator_apps WHERE user_id = ?1")?.execute([user])? > 0)
}

/// Whether an account has a second factor: an app or a passkey.
pub fn has_any(conn: &Connection, user: UserId) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM authenticator_apps WHERE user_id = ?1)
             OR EXISTS (SELECT 1 FROM passkeys WHERE user_id = ?1)",
    )?;
    Ok(statement.query_row([user], |row| row.get(0))?)
}

/// The accounts with a second factor.
pub fn users_with_any(conn: &Connection) -> Result<Vec<UserId>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT user_id FROM authenticator_apps UNION SELECT user_id FROM passkeys")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The number of unused recovery codes.
pub fn count_codes(conn: &Connection, user: UserId) -> Result<u32, StoreError> {
    let mut statement = conn.prepare_cached("SELECT count(*) FROM recovery_codes WHERE user_id = ?1")?;
    Ok(statement.query_row([user], |row| row.get(0))?)
}

/// Replaces the recovery codes of an account by those with these hashes.
pub fn replace_codes(conn: &Connection, user: UserId, hashes: &[Vec<u8>]) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM recovery_codes WHERE user_id = ?1")?.execute([user])?;
    let mut statement = conn.prepare_cached("INSERT INTO recovery_codes (user_id, code_hash) VALUES (?1, ?2)")?;
    for hash in hashes {
        statement.execute(params![user, hash])?;
    }
    Ok(())
}

/// Deletes a recovery code; false if there is none with that hash.
pub fn take_code(conn: &Connection, user: UserId, hash: &[u8]) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached("DELETE FROM recovery_codes WHERE user_id = ?1 AND code_hash = ?2")?;
    Ok(statement.execute(params![user, hash])? > 0)
}
