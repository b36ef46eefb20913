//! Export, backup and import of a running shop. Each has an entry in the audit log.

use super::{Format, ImportError, ShopFile, apply_in, bounds, trial, write};
use crate::domain::account::UserId;
use crate::store::{Store, StoreError, WriteTx, audit, busy_calendars};
use serde_json::json;
use std::fs::File;

/// The shop as a TOML file.
pub async fn export(store: &Store, by: UserId) -> Result<String, StoreError> {
    let text = store.read(|conn| write(conn, Format::Toml)).await?;
    store.write(move |tx| note(tx, by, "shop_file.exported")).await?;
    Ok(text)
}

/// A copy of the whole database; closing it deletes it.
pub async fn back_up(store: &Store, by: UserId) -> Result<File, StoreError> {
    let copy = store.copy().await?;
    store.write(move |tx| note(tx, by, "backup.downloaded")).await?;
    Ok(copy)
}

/// Imports a shop file completely, or not at all. It is validated on a reading connection first, so that a faulty file
/// does not delay the writer.
///
/// # Errors
/// As [`super::apply()`].
pub async fn import(store: &Store, text: String, format: Format, by: UserId) -> Result<(), ImportError> {
    let now = store.now();
    let read = store.read(move |conn| -> Result<ShopFile, ImportError> {
        let file = ShopFile::parse(&text, format, bounds::VALUES_SENT)?;
        trial(conn, &file, now)?;
        Ok(file)
    });
    let file = read.await?;
    let written = store.write(move |tx| -> Result<(), ImportError> {
        apply_in(tx, tx.keys, &file, Some(by), tx.now)?;
        for calendar in busy_calendars::all(tx)? {
            tx.foreign_changed(&calendar.resource);
        }
        tx.inbox_changed();
        tx.mail_written();
        Ok(tx.calendar_changed()?)
    });
    written.await
}

fn note(tx: &WriteTx<'_>, by: UserId, action: &str) -> Result<(), StoreError> {
    audit::record(tx, Some(by), action, "shop", &json!({}), tx.now.timestamp())
}
