//! The inbox: how much is open.

use crate::store::{Store, StoreError, inbox, set_up};

/// What waits for the shop.
pub struct Pending {
    /// Open entries of the inbox.
    pub inbox: u32,
    /// Whether the guided set-up was started and not finished.
    pub set_up: bool,
}

/// What waits for the shop.
pub async fn pending(store: &Store) -> Result<Pending, StoreError> {
    let now = store.now();
    store
        .read(move |conn| {
            let set_up = set_up::find(conn)?.is_some_and(|set_up| set_up.finished_at.is_none());
            Ok(Pending { inbox: inbox::counts(conn, now)?.total(), set_up })
        })
        .await
}

/// How many entries of the inbox are open.
pub async fn count_open(store: &Store) -> Result<u32, StoreError> {
    let now = store.now();
    store.read(move |conn| Ok(inbox::counts(conn, now)?.total())).await
}
