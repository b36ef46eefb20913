//! The mail server and the outbox, as the operator sees and changes them. Another server is used from the next mail on,
//! and waiting mails are tried at once.

pub use crate::store::mail_settings::StoredServer;
pub use crate::store::outbox_state::{Undelivered, Waiting};
pub use crate::store::suppressed::Suppressed;

use crate::domain::account::UserId;
use crate::domain::mail_server::MailServer;
use crate::store::{Store, StoreError, audit, mail_settings, outbox_state, suppressed};
use chrono::TimeDelta;
use serde_json::json;

/// For how many days undelivered mails are counted.
const COUNTED_DAYS: i64 = 30;

/// The stored mail server.
pub async fn server(store: &Store) -> Result<Option<StoredServer>, StoreError> {
    let keys = store.keys().clone();
    store.read(move |conn| mail_settings::find(conn, &keys)).await
}

/// The state of the outbox.
pub struct OutboxStatus {
    /// Mails that wait.
    pub waiting: Waiting,
    /// Mails of the last 30 days that were not delivered.
    pub undelivered: Undelivered,
    /// The last error of the mail server.
    pub last_error: Option<String>,
    /// Addresses that get no mail.
    pub suppressed: Vec<Suppressed>,
}

/// The state of the outbox.
pub async fn outbox_status(store: &Store) -> Result<OutboxStatus, StoreError> {
    let now = store.now();
    store
        .read(move |conn| {
            Ok(OutboxStatus {
                waiting: outbox_state::waiting(conn, now)?,
                undelivered: outbox_state::undelivered(conn, now - TimeDelta::days(COUNTED_DAYS), now)?,
                last_error: outbox_state::last_error(conn)?,
                suppressed: suppressed::all(conn)?,
            })
        })
        .await
}

/// How many mails are in each state.
pub async fn count_by_state(store: &Store) -> Result<Vec<(&'static str, u32)>, StoreError> {
    store.read(outbox_state::count_by_state).await
}

/// Stores a mail server; `None`: none.
pub async fn save_server(store: &Store, server: Option<MailServer>, by: UserId) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            mail_settings::save(tx, tx.keys, server.as_ref())?;
            outbox_state::hurry_all(tx, tx.now)?;
            tx.mail_written();
            let details = json!({ "set": server.is_some() });
            audit::record(tx, Some(by), "mail.settings_changed", "mail", &details, tx.now.timestamp())
        })
        .await
}

/// Tries at once what waits for its next try.
pub async fn try_again(store: &Store, by: UserId) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            let tried = outbox_state::hurry_all(tx, tx.now)?;
            tx.mail_written();
            audit::record(tx, Some(by), "mail.tried_again", "mail", &json!({ "mails": tried }), tx.now.timestamp())
        })
        .await
}
