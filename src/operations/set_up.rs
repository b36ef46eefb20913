//! The guided set-up: its progress, and what a new shop is offered ([`examples`], [`services`]), step by step.

pub mod examples;
pub mod missing;
pub mod services;
pub mod step;

pub use crate::store::set_up::SetUp;

use crate::store::{Store, StoreError, set_up};

/// The progress; `None` if the set-up was never started.
pub async fn progress(store: &Store) -> Result<Option<SetUp>, StoreError> {
    store.read(set_up::find).await
}

/// Stores the step to return to.
pub async fn save_step(store: &Store, step: &'static str) -> Result<(), StoreError> {
    store.write(move |tx| set_up::save_step(tx, step)).await
}

/// Marks the set-up as finished; `last` is its last step.
pub async fn finish(store: &Store, last: &'static str) -> Result<(), StoreError> {
    store.write(move |tx| set_up::finish(tx, last, tx.now.timestamp())).await
}
