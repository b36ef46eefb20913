//! The mail server and the outbox, as the operator sees and changes them. Another server is used from the next mail on,
//! and waiting mails are tried at once.

pub use crate::store::mail_outage::Outage;
pub use crate::store::mail_settings::StoredServer;
pub use crate::store::outbox::Failed;
pub use crate::store::outbox_state::{Undelivered, Waiting};
pub use crate::store::suppressed::Suppressed;

use crate::domain::account::UserId;
use crate::domain::mail_server::MailServer;
use crate::store::{Store, StoreError, audit, mail_outage, mail_settings, outbox, outbox_state, suppressed};
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;
use serde_json::json;

/// How long a mail may wait before it is pointed out: longer than a greylisting server takes.
const USUAL_WAIT: TimeDelta = TimeDelta::minutes(10);

/// For how many days undelivered mails are counted.
const COUNTED_DAYS: i64 = 30;

/// The stored mail server.
pub async fn server(store: &Store) -> Result<Option<StoredServer>, StoreError> {
    let keys = store.keys().clone();
    store.read(move |conn| mail_settings::find(conn, &keys)).await
}

/// Action in the audit log.
const TESTED: &str = "mail.tested";

/// Writes down whether the mail server took a test mail.
pub async fn note_test(store: &Store, by: UserId, good: bool) -> Result<(), StoreError> {
    store
        .write(move |tx| audit::record(tx, Some(by), TESTED, "mail", &json!({ "good": good }), tx.now.timestamp()))
        .await
}

/// Whether the mail server takes mail: what became of the last test, or a mail since then; `None`: neither was ever sent.
pub async fn has_worked(store: &Store) -> Result<Option<bool>, StoreError> {
    store
        .read(|conn| {
            let tested = audit::last(conn, TESTED)?;
            let since = tested.as_ref().map_or(0, |(at, _)| *at);
            let was_good = tested.map(|(_, details)| details["good"] == true);
            if outbox_state::has_sent_since(conn, since)? { Ok(Some(true)) } else { Ok(was_good) }
        })
        .await
}

/// The state of the outbox.
pub struct OutboxStatus {
    /// Mails that wait.
    pub waiting: Waiting,
    /// Mails of the last 30 days that were not delivered.
    pub undelivered: Undelivered,
    /// The last error of the mail server.
    pub last_error: Option<String>,
    /// Whether the mail server takes no mail at all.
    pub outage: Option<Outage>,
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
                outage: mail_outage::find(conn)?,
                suppressed: suppressed::all(conn)?,
            })
        })
        .await
}

/// Mails that are due and wait for longer than it takes to send them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailDelay {
    /// How many are due.
    pub count: u32,
    /// When the oldest of them became due; `None`: none waits.
    pub oldest: Option<DateTime<Utc>>,
    /// The mail server takes no mail at all.
    pub outage: Option<Outage>,
    /// Its last error.
    pub error: Option<String>,
}

/// The delay, if there is one: an outage, or a mail that is due for longer than [`USUAL_WAIT`].
pub(super) fn delay(conn: &Connection, now: DateTime<Utc>) -> Result<Option<MailDelay>, StoreError> {
    let (outage, oldest) = (mail_outage::find(conn)?, outbox_state::oldest_due(conn, now)?);
    if outage.is_none() && oldest.is_none_or(|oldest| now - oldest < USUAL_WAIT) {
        return Ok(None);
    }
    let error = match &outage {
        Some(outage) => Some(outage.error.clone()),
        None => outbox_state::waiting_error(conn)?,
    };
    Ok(Some(MailDelay { count: outbox_state::waiting(conn, now)?.due, oldest, outage, error }))
}

/// Since when the oldest due mail waits, reminders for later left out.
pub async fn oldest_due(store: &Store) -> Result<Option<DateTime<Utc>>, StoreError> {
    let now = store.now();
    store.read(move |conn| outbox_state::oldest_due(conn, now)).await
}

/// Sends failed mails again, as far as what they say still holds; returns how many.
pub async fn send_again(store: &Store, which: Failed, by: UserId) -> Result<usize, StoreError> {
    store
        .write(move |tx| {
            let mails = outbox::send_again(tx, which, tx.now)?;
            if mails > 0 {
                tx.mail_written();
                tx.inbox_changed();
                let details = json!({ "mails": mails });
                audit::record(tx, Some(by), "mail.sent_again", "mail", &details, tx.now.timestamp())?;
            }
            Ok(mails)
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
            // What was known of the server before says nothing about this one.
            mail_outage::clear(tx)?;
            tx.inbox_changed();
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
