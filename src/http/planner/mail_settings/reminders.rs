//! Whether customers are reminded, asked in one tick where mail is set up. How long before is a setting of its own.

use crate::domain::account::UserId;
use crate::operations::settings::change_shop;
use crate::store::{Store, StoreError};

/// So long before, where nothing else is set: a day.
const USUAL_HOURS: u32 = 24;

/// Reminds customers of appointments booked from now on, or not.
///
/// # Errors
/// Those of the file.
pub async fn set(store: &Store, by: UserId, wanted: bool) -> Result<(), StoreError> {
    change_shop(store, by, move |shop| {
        shop.reminder_hours = wanted.then(|| shop.reminder_hours.unwrap_or(USUAL_HOURS));
    })
    .await
}
