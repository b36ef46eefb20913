//! User accounts. Permissions are checked by the operations.

use super::{StoreError, WriteTx, words};
use crate::domain::account::{Role, User, UserId};
use crate::domain::shop::Language;
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

const COLUMNS: &str = "id, email, name, role, language, password_hash = '' AS invited";

fn from_row(row: &Row<'_>) -> rusqlite::Result<User> {
    let language: Option<String> = row.get("language")?;
    Ok(User {
        id: row.get("id")?,
        email: row.get("email")?,
        name: row.get("name")?,
        role: words::read(row, "role", Role::from_word)?,
        language: language.as_deref().and_then(Language::from_tag),
        invited: row.get("invited")?,
    })
}

/// All accounts, in the order of creation.
pub fn all(conn: &Connection) -> Result<Vec<User>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM users ORDER BY id");
    Ok(conn.prepare_cached(&sql)?.query_map([], from_row)?.collect::<Result<_, _>>()?)
}

/// Whether there is none yet.
pub fn is_empty(conn: &Connection) -> Result<bool, StoreError> {
    Ok(conn.query_row("SELECT NOT EXISTS (SELECT 1 FROM users)", [], |row| row.get(0))?)
}

/// The account with that key.
pub fn find(conn: &Connection, id: UserId) -> Result<Option<User>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM users WHERE id = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([id], from_row).optional()?)
}

/// The account with the sign-in address `email` (in lower case), and its password hash.
pub fn find_by_email(conn: &Connection, email: &str) -> Result<Option<(User, String)>, StoreError> {
    let sql = format!("SELECT {COLUMNS}, password_hash FROM users WHERE email = ?1");
    Ok(conn
        .prepare_cached(&sql)?
        .query_row([email], |row| Ok((from_row(row)?, row.get("password_hash")?)))
        .optional()?)
}

/// The hash of an account's password.
pub fn password_hash(conn: &Connection, id: UserId) -> Result<Option<String>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT password_hash FROM users WHERE id = ?1")?;
    Ok(statement.query_row([id], |row| row.get(0)).optional()?)
}

/// Inserts an account (its `id` is ignored; without a hash it is an invited one); returns its key.
pub fn insert(conn: &Connection, new: &User, password_hash: Option<&str>, now: i64) -> Result<UserId, StoreError> {
    conn.prepare_cached(
        "INSERT INTO users (email, name, role, password_hash, language, created_at)
         VALUES (:email, :name, :role, :hash, :language, :now)",
    )?
    .execute(named_params! {
        ":email": new.email,
        ":name": new.name,
        ":role": new.role.word(),
        ":hash": password_hash.unwrap_or_default(),
        ":language": new.language.map(Language::tag),
        ":now": now,
    })?;
    Ok(conn.last_insert_rowid())
}

/// Replaces all columns of an account except the password.
pub fn update(tx: &WriteTx<'_>, user: &User) -> Result<(), StoreError> {
    tx.accounts_changed();
    tx.prepare_cached("UPDATE users SET email = ?2, name = ?3, role = ?4, language = ?5 WHERE id = ?1")?
        .execute(params![user.id, user.email, user.name, user.role.word(), user.language.map(Language::tag)])?;
    Ok(())
}

/// Sets the password hash of an account.
pub fn set_password_hash(tx: &WriteTx<'_>, id: UserId, password_hash: &str) -> Result<(), StoreError> {
    tx.accounts_changed();
    tx.prepare_cached("UPDATE users SET password_hash = ?2 WHERE id = ?1")?.execute(params![id, password_hash])?;
    Ok(())
}

/// Deletes an account with its sessions and links.
pub fn delete(tx: &WriteTx<'_>, id: UserId) -> Result<(), StoreError> {
    tx.accounts_changed();
    tx.prepare_cached("DELETE FROM users WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Whether that account wants no second factor.
pub fn has_declined_factor(conn: &Connection, id: UserId) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM users WHERE id = ?1 AND factor_declined_at IS NOT NULL)";
    Ok(conn.prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
}

/// Notes that it wants none.
pub fn decline_factor(conn: &Connection, id: UserId, now: i64) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE users SET factor_declined_at = ?2 WHERE id = ?1")?.execute(params![id, now])?;
    Ok(())
}

/// The number of owners with a password: the last one must be kept.
pub fn count_owners(conn: &Connection) -> Result<u32, StoreError> {
    Ok(conn
        .query_row("SELECT count(*) FROM users WHERE role = 'owner' AND password_hash <> ''", [], |row| row.get(0))?)
}
