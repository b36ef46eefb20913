//! Mails with a link whose key is gone.

use super::sealed_values;
use crate::domain::account::User;
use crate::domain::message::AccountNoticeKind;
use crate::store::sealed::{Keyring, Sealed};
use crate::store::{StoreError, users};
use rusqlite::{Connection, OptionalExtension, params};

/// The error of a mail that has failed for that.
pub const LOST_LINK: &str = "the key of its link is gone; have a new link sent";

/// The users whose last invitation was not sent, since its link cannot be opened.
pub fn lost_invitations(conn: &Connection, keys: &Keyring) -> Result<Vec<User>, StoreError> {
    let mut lost = Vec::new();
    for user in users::all(conn)? {
        if user.invited && is_lost(conn, keys, &user)? {
            lost.push(user);
        }
    }
    Ok(lost)
}

fn is_lost(conn: &Connection, keys: &Keyring, user: &User) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, sealed, last_error FROM outbox WHERE kind = ?1 AND lower(address) = ?2 ORDER BY id DESC LIMIT 1",
    )?;
    let last = statement.query_row(params![AccountNoticeKind::Invitation.word(), user.email], |row| {
        Ok((row.get(0)?, row.get::<_, Option<Sealed>>(1)?, row.get::<_, Option<String>>(2)?))
    });
    Ok(match last.optional()? {
        Some((id, Some(sealed), _)) => keys.open(sealed_values(id), &sealed).is_none(),
        Some((_, None, error)) => error.as_deref() == Some(LOST_LINK),
        None => false,
    })
}
