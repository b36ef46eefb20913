//! Reads of accounts.

use crate::domain::account::{User, UserId};
use crate::store::{Store, StoreError, users};

/// Whether there is no account yet.
pub async fn nobody_yet(store: &Store) -> Result<bool, StoreError> {
    store.read(users::is_empty).await
}

/// All accounts.
pub async fn list(store: &Store) -> Result<Vec<User>, StoreError> {
    store.read(users::all).await
}

/// The account with that key.
pub async fn find(store: &Store, id: UserId) -> Result<Option<User>, StoreError> {
    store.read(move |conn| users::find(conn, id)).await
}
