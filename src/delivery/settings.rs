//! The operator names another mail server, or none. It holds from the next mail on, and what waited is tried at once.

use crate::domain::account::UserId;
use crate::domain::mail_server::MailServer;
use crate::store::{Store, StoreError, audit, mail_settings, outbox_state};
use serde_json::json;

/// Keeps a mail server; `None`: none.
///
/// # Errors
/// Those of the file.
pub async fn save(store: &Store, server: Option<MailServer>, by: UserId) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            mail_settings::save(tx, server.as_ref())?;
            outbox_state::hurry_all(tx, tx.now)?;
            tx.mail_written();
            let details = json!({ "set": server.is_some() });
            audit::record(tx, Some(by), "mail.settings_changed", "mail", &details, tx.now.timestamp())
        })
        .await
}

/// Tries at once what waits for its next try.
///
/// # Errors
/// Those of the file.
pub async fn try_again(store: &Store, by: UserId) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            let tried = outbox_state::hurry_all(tx, tx.now)?;
            tx.mail_written();
            audit::record(tx, Some(by), "mail.tried_again", "mail", &json!({ "mails": tried }), tx.now.timestamp())
        })
        .await
}
