//! One search over customers and their appointments, for the field on every page of the planner.

use super::customers::{KnownCustomer, look_up_in};
use crate::domain::person::PersonQuery;
use crate::domain::time::{DAY_MINUTES, Minute};
use crate::store::inbox::{AppointmentDetails, visits};
use crate::store::{Store, StoreError, customer_search};

/// Maximum number of appointments without a record.
const UNLINKED: usize = 8;
/// Appointments without a record that are older, in days, are found on the page of the customers only.
const UNLINKED_DAYS: i64 = 366;

/// What is found.
pub struct FoundPeople {
    /// Customer records, the best match first, each with its next and its last appointment.
    pub customers: Vec<KnownCustomer>,
    /// Appointments that belong to no record: those to come in order of time, then the past ones, newest first.
    pub unlinked: Vec<AppointmentDetails>,
}

/// Searches customers, and appointments without a record, by what was typed.
pub async fn find_people(store: &Store, typed: String) -> Result<FoundPeople, StoreError> {
    let now = Minute::floor(store.now());
    store
        .read(move |conn| {
            let query = PersonQuery::parse(&typed);
            let since = now.plus(-UNLINKED_DAYS * DAY_MINUTES).since_epoch();
            let mut unlinked = visits(conn, customer_search::find_unlinked(conn, &query, since, UNLINKED)?)?;
            unlinked.sort_by_key(|visit| {
                let start = visit.appointment.start;
                let is_past = start < now;
                (is_past, if is_past { -start.since_epoch() } else { start.since_epoch() })
            });
            Ok(FoundPeople { customers: look_up_in(conn, &query, now)?, unlinked })
        })
        .await
}
