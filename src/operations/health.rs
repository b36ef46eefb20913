//! Whether the shop can take a booking: tries whether the database can be written.

use crate::store::{Store, StoreError};
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// How long an answer holds: probes, however many, write this often at most.
const HOLDS: Duration = Duration::from_secs(5);

/// The last check that succeeded.
#[derive(Default)]
pub struct Health(Mutex<Option<Instant>>);

impl Health {
    /// Whether the database takes a small write. A full disk, a read-only one and a replaced file do not, while reading
    /// may still work.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn check(&self, store: &Store) -> Result<(), StoreError> {
        let mut checked = self.0.lock().await;
        if checked.is_some_and(|at| at.elapsed() < HOLDS) {
            return Ok(());
        }
        *checked = None;
        store.probe().await?;
        *checked = Some(Instant::now());
        Ok(())
    }
}
