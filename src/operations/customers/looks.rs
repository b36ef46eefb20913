//! Who looked at a person's data: entries of the audit log.

use super::{Error, note};
use crate::domain::account::UserId;
use crate::domain::actor::Actor;
use crate::domain::person::CustomerId;
use crate::store::{Store, StoreError, audit};
use serde_json::json;

/// Views of one record by one user within this many seconds are one entry.
const VIEW_SECONDS: i64 = 60 * 60;

const VIEWED: &str = "customer.viewed";

/// Records that a user opened a customer record.
pub async fn note_view(store: &Store, id: CustomerId, by: UserId) -> Result<(), Error> {
    let (subject, since) = (id.to_string(), store.now().timestamp() - VIEW_SECONDS);
    let is_noted =
        move |conn: &rusqlite::Connection| audit::has_done_since(conn, Actor::Staff(by), VIEWED, &subject, since);
    if store.read::<_, StoreError>(is_noted).await? {
        return Ok(());
    }
    store.write(move |tx| note(tx, by, VIEWED, id, &json!({}))).await
}

/// Records that a user exported all that is held on a person.
pub async fn note_export(store: &Store, id: CustomerId, by: UserId) -> Result<(), Error> {
    store.write(move |tx| note(tx, by, "customer.exported", id, &json!({}))).await
}
