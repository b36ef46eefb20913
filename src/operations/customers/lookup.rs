//! Finding the customer who rings: the records that match, each with its next and its last appointment.

use crate::domain::person::{CustomerId, PersonQuery};
use crate::domain::time::Minute;
use crate::store::customers::{self, Record};
use crate::store::inbox::{AppointmentDetails, visit};
use crate::store::{Store, StoreError, customer_search};
use rusqlite::Connection;

/// Maximum number of records that are offered.
const OFFERED: usize = 8;

/// A record with the appointments that a customer asks about.
pub struct KnownCustomer {
    /// The record.
    pub record: Record,
    /// The next appointment.
    pub next: Option<AppointmentDetails>,
    /// The latest one before now that was not called off.
    pub last: Option<AppointmentDetails>,
}

/// The records that match what was typed, the best first; similar ones follow where few match.
pub async fn look_up(store: &Store, typed: String) -> Result<Vec<KnownCustomer>, StoreError> {
    let now = Minute::floor(store.now());
    store.read(move |conn| look_up_in(conn, &PersonQuery::parse(&typed), now)).await
}

/// The same in a transaction, at `now`.
pub(in crate::operations) fn look_up_in(
    conn: &Connection,
    query: &PersonQuery,
    now: Minute,
) -> Result<Vec<KnownCustomer>, StoreError> {
    let ids = customer_search::find(conn, query, OFFERED, OFFERED)?;
    ids.into_iter().filter_map(|id| known_in(conn, id, now).transpose()).collect()
}

/// The record with that key; `None`: there is none.
pub async fn known(store: &Store, id: CustomerId) -> Result<Option<KnownCustomer>, StoreError> {
    let now = Minute::floor(store.now());
    store.read(move |conn| known_in(conn, id, now)).await
}

fn known_in(conn: &Connection, id: CustomerId, now: Minute) -> Result<Option<KnownCustomer>, StoreError> {
    let Some(record) = customers::find(conn, id)? else { return Ok(None) };
    let (next, last) = customers::nearest_appointments(conn, id, now)?;
    let details = |key: Option<_>| Ok::<_, StoreError>(key.map(|key| visit(conn, key)).transpose()?.flatten());
    Ok(Some(KnownCustomer { record, next: details(next)?, last: details(last)? }))
}
