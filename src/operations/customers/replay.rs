//! Erases again what a restored copy of the database brought back: the ledger names erasures that the copy has not seen.

use super::erase::tell;
use crate::domain::actor::Actor;
use crate::store::erasures::{self, Returned};
use crate::store::ledger::Erasure;
use crate::store::{Store, StoreError, WriteTx, audit, customers, erasure, erasure_requests, outbox, suppressed};
use serde_json::json;

/// Brings the files of the ledger to the same state, and erases what it names and the database holds; says what that was.
///
/// # Errors
/// If the ledger or the database cannot be read or written.
pub async fn run(store: &Store) -> Result<Returned, StoreError> {
    let ledger = store.ledger().clone();
    ledger.level()?;
    let all = ledger.read()?;
    let unseen = store.read(move |conn| erasures::unseen(conn, all)).await?;
    if unseen.is_empty() {
        return Ok(Returned::default());
    }
    let returned = store.write(move |tx| erase_again(tx, &unseen)).await?;
    if returned.is_empty() {
        return Ok(returned);
    }
    let empty = store.read(erasure::truncate_log).await?;
    let (customers, appointments) = (returned.customers.len(), returned.appointments.len());
    tracing::warn!(customers, appointments, log_is_empty = empty, "a restored copy held erased persons; erased again");
    Ok(returned)
}

fn erase_again(tx: &WriteTx<'_>, unseen: &[Erasure]) -> Result<Returned, StoreError> {
    let returned = erasures::returned(tx, unseen)?;
    for &key in &returned.appointments {
        erasure::forget_person(tx, key, tx.now)?;
        tell(tx, key)?;
    }
    for &id in &returned.customers {
        customers::delete(tx, id)?;
    }
    for address in &returned.addresses {
        outbox::forget_address(tx, address, tx.now)?;
        outbox::forget_erasure_mails(tx, address)?;
        suppressed::release(tx, address)?;
        erasure_requests::remove_address(tx, address)?;
    }
    erasure_requests::remove_fulfilled(tx)?;
    for erasure in unseen {
        erasures::note(tx, erasure)?;
    }
    if !returned.is_empty() {
        tx.inbox_changed();
        let details = json!({ "customers": returned.customers.len(), "appointments": returned.appointments.len() });
        audit::record(tx, Actor::Program, "customers.erased_again", "restored", &details, tx.now.timestamp())?;
    }
    Ok(returned)
}
