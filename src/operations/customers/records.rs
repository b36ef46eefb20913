//! Reads of customer records: one of them, a search, and what merging needs.

use super::link::similar;
use crate::domain::person::{CustomerId, PersonQuery};
use crate::store::customers::{self, Record};
use crate::store::inbox::{AppointmentDetails, visits};
use crate::store::{Store, StoreError, customer_search};
use rusqlite::Connection;

/// Maximum number of records that a search returns.
const FOUND: usize = 100;
/// Maximum number of appointments without a record that a search returns.
const UNLINKED: usize = 20;
/// Maximum number of records that a search for another one to merge with returns.
const CANDIDATES: usize = 20;
/// Where fewer records match exactly, similar ones are searched.
const ENOUGH: usize = 8;

/// The record with that key.
pub async fn find(store: &Store, id: CustomerId) -> Result<Option<Record>, StoreError> {
    store.read(move |conn| customers::find(conn, id)).await
}

/// Two records, if both exist.
pub async fn find_both(
    store: &Store,
    one: CustomerId,
    other: CustomerId,
) -> Result<Option<(Record, Record)>, StoreError> {
    store.read(move |conn| Ok(customers::find(conn, one)?.zip(customers::find(conn, other)?))).await
}

/// A record with appointments, the newest first.
pub struct History {
    /// The record.
    pub record: Record,
    /// Its appointments.
    pub linked: Vec<AppointmentDetails>,
    /// Appointments without a record that have its e-mail address.
    pub unlinked: Vec<AppointmentDetails>,
}

/// The record with that key, and its appointments.
pub async fn history(store: &Store, id: CustomerId) -> Result<Option<History>, StoreError> {
    store
        .read(move |conn| {
            let Some(record) = customers::find(conn, id)? else { return Ok(None) };
            let linked = visits(conn, customers::appointments_of(conn, id)?)?;
            let unlinked = match &record.details.person.email {
                Some(email) => visits(conn, customers::unlinked_with_email(conn, &email.folded())?)?,
                None => Vec::new(),
            };
            Ok(Some(History { record, linked, unlinked }))
        })
        .await
}

/// What a search has found.
pub struct Found {
    /// The records: the best matches first, ordered by name.
    pub records: Vec<Record>,
    /// Whether there are more than these.
    pub is_cut: bool,
    /// Whether there is no record at all.
    pub nobody_yet: bool,
    /// Appointments without a record.
    pub unlinked: Vec<AppointmentDetails>,
}

/// Searches records, and appointments without one, by names, address, telephone number or date of birth.
pub async fn search(store: &Store, typed: String) -> Result<Found, StoreError> {
    store
        .read(move |conn| {
            let query = PersonQuery::parse(&typed);
            let mut records = matching(conn, &query, FOUND + 1)?;
            let is_cut = records.len() > FOUND;
            records.truncate(FOUND);
            let unlinked = visits(conn, customer_search::find_unlinked(conn, &query, i64::MIN, UNLINKED)?)?;
            Ok(Found { records, is_cut, nobody_yet: customers::count(conn)? == 0, unlinked })
        })
        .await
}

/// A record and those it may be merged with: the result of a search, or similar ones if `typed` is empty.
pub async fn merge_candidates(
    store: &Store,
    id: CustomerId,
    typed: String,
) -> Result<Option<(Record, Vec<Record>)>, StoreError> {
    store
        .read(move |conn| {
            let Some(record) = customers::find(conn, id)? else { return Ok(None) };
            let mut others = if typed.trim().is_empty() {
                similar(conn, &record)?
            } else {
                matching(conn, &PersonQuery::parse(&typed), CANDIDATES)?
            };
            others.retain(|other| other.id != id);
            Ok(Some((record, others)))
        })
        .await
}

/// The records that match, or the first ones where nothing is looked for.
fn matching(conn: &Connection, query: &PersonQuery, count: usize) -> Result<Vec<Record>, StoreError> {
    if query.is_empty() {
        return customers::first(conn, count);
    }
    let ids = customer_search::find(conn, query, count, ENOUGH)?;
    ids.into_iter().filter_map(|id| customers::find(conn, id).transpose()).collect()
}
