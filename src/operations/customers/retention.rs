//! Anonymizes appointments `retention_days` after their end, if the shop has set it.
//!
//! Runs once a day and whenever the setting changes, in small transactions, so that other writes are not delayed. Deleted
//! are the customer's data in the appointment, its mails and activity, and its link to a record. Records are kept: they are
//! created and erased by the operator. The same run deletes requests of erasure that this has fulfilled, expired idempotency
//! keys, and what ended mails keep of persons ([`forget_mails`]), whatever is set. Hashes of networks are deleted every
//! quarter of an hour.

use super::erasure_requests::fulfil;
use crate::clock::Clock;
use crate::domain::actor::Actor;
use crate::domain::time::{Minute, today};
use crate::store::{Store, StoreError, audit, erasure, idempotency, outbox, sources};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde_json::json;
use std::time::Duration as Wait;
use tokio::sync::watch;

/// Appointments or mails per transaction.
const BATCH: u32 = 200;

/// Interval at which a new day is looked for, and at which a failed run is retried.
const LOOK_EVERY: Wait = Wait::from_secs(15 * 60);

/// Runs the retention until `stopping` turns true. `sends_mail` says whether mail goes out.
pub async fn run<F: Future<Output = Result<bool, StoreError>> + Send>(
    store: Store,
    clock: Clock,
    sends_mail: impl Fn() -> F + Send,
    mut stopping: watch::Receiver<bool>,
) {
    let mut done = None;
    loop {
        if let Err(error) = forget_sources(&store).await {
            tracing::error!(%error, "old network hashes could not be deleted");
        }
        let round = round_of(&store, clock.now());
        if done != Some(round) {
            let forgotten = async { forget_all(&store, sends_mail().await?, &stopping).await };
            match forgotten.await {
                Ok(()) => done = Some(round),
                Err(error) => tracing::error!(%error, "past appointments could not be anonymized"),
            }
        }
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}

/// Deletes everything that is due for it now. `gets_mail`: whose request of erasure that fulfils is told.
///
/// # Errors
/// If the database cannot be written; completed batches are kept.
pub async fn run_once(store: &Store, gets_mail: bool) -> Result<(), StoreError> {
    let (_running, stopping) = watch::channel(false);
    forget_sources(store).await?;
    forget_all(store, gets_mail, &stopping).await
}

async fn forget_all(store: &Store, gets_mail: bool, stopping: &watch::Receiver<bool>) -> Result<(), StoreError> {
    forget_keys(store).await?;
    forget_mails(store, stopping).await?;
    forget_past(store, stopping).await?;
    forget_requests(store, gets_mail).await?;
    Ok(())
}

/// A new run is due when one of these changes: the shop's local date, the number of days.
fn round_of(store: &Store, now: DateTime<Utc>) -> (NaiveDate, Option<u32>) {
    let shop = &store.planning().calendar.shop;
    (today(now, shop.time_zone), shop.retention_days)
}

/// Deletes expired idempotency keys; returns how many.
///
/// # Errors
/// If the database cannot be written.
pub async fn forget_keys(store: &Store) -> Result<usize, StoreError> {
    store.write(|tx| idempotency::forget_expired(tx, tx.now.timestamp())).await
}

/// Deletes names and links in mails that ended 90 days ago, and all that mails keep of accounts that no longer exist;
/// returns of how many mails.
///
/// # Errors
/// If the database cannot be written; completed batches are kept.
pub async fn forget_mails(store: &Store, stopping: &watch::Receiver<bool>) -> Result<usize, StoreError> {
    let mut all = store.write(|tx| outbox::forget_accountless(tx, tx.now)).await?;
    while !*stopping.borrow() {
        let forgotten = store.write(|tx| outbox::forget_old(tx, tx.now, BATCH)).await?;
        all += forgotten;
        if forgotten < BATCH as usize {
            break;
        }
    }
    if all > 0 {
        store.read(erasure::truncate_log).await?;
    }
    Ok(all)
}

/// Deletes hashes of networks older than 48 hours; returns of how many bookings.
///
/// # Errors
/// If the database cannot be written.
pub async fn forget_sources(store: &Store) -> Result<usize, StoreError> {
    let until = (store.now() - sources::KEPT).timestamp();
    if !store.read(move |conn| sources::has_until(conn, until)).await? {
        return Ok(0);
    }
    store.write(move |tx| sources::forget_until(tx, until)).await
}

/// Anonymizes every appointment that ended before the shop's limit; returns how many.
///
/// # Errors
/// If the database cannot be written; completed batches are kept.
pub async fn forget_past(store: &Store, stopping: &watch::Receiver<bool>) -> Result<usize, StoreError> {
    let Some(days) = store.planning().calendar.shop.retention_days else { return Ok(0) };
    let mut all = 0;
    while !*stopping.borrow() {
        let forgotten: usize = store
            .write(move |tx| {
                let before = Minute::floor(tx.now - Duration::days(i64::from(days)));
                let keys = erasure::past_with_person(tx, before, BATCH)?;
                for &key in &keys {
                    erasure::forget_person(tx, key, tx.now)?;
                }
                Ok::<_, StoreError>(keys.len())
            })
            .await?;
        all += forgotten;
        if forgotten < BATCH as usize {
            break;
        }
    }
    if all > 0 {
        finish(store, all, days).await?;
    }
    Ok(all)
}

/// Deletes requests of erasure on which nothing is held any more, and with `gets_mail` tells who made them; returns how many.
///
/// # Errors
/// If the database cannot be written.
pub async fn forget_requests(store: &Store, gets_mail: bool) -> Result<usize, StoreError> {
    let removed = store.write(move |tx| fulfil(tx, gets_mail)).await?;
    if removed > 0 {
        store.read(erasure::truncate_log).await?;
    }
    Ok(removed)
}

async fn finish(store: &Store, all: usize, days: u32) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            tx.inbox_changed();
            let details = json!({ "appointments": all, "retention_days": days });
            audit::record(tx, Actor::Program, "appointments.forgotten", "past", &details, tx.now.timestamp())
        })
        .await?;
    let empty = store.read(erasure::truncate_log).await?;
    tracing::info!(appointments = all, log_is_empty = empty, "past appointments anonymized");
    Ok(())
}
