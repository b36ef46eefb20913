//! The networks that bookings come from: their daily share, and cancelling everything from one source.
//!
//! The file holds networks only as hashes with a salt of its own, both for 48 hours. Within that time, whoever has the file
//! can find the address by trying all of them.

use super::events::Cause;
use super::{Error, Rejection, status};
use crate::domain::account::UserId;
use crate::domain::actor::Actor;
use crate::domain::appointment::Status;
use crate::domain::notice::AT_ONCE;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::store::calendar_entries;
use crate::store::calendar_entries::CalendarEntry;
use crate::store::secrets::random;
use crate::store::sources::{self, HALF, Source, Uses};
use crate::store::{Store, StoreError, WriteTx, appointments, audit};
use chrono::Duration;
use rusqlite::Connection;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::net::IpAddr;

/// Bookings that one network may make within [`WINDOW`]: more than a family, a firm or a care home behind one line needs,
/// and too few to fill a shop's diary.
const SHARE: u32 = 30;

/// Factor for the wide network: an IPv6 /48 is assigned to large sites, and holds 256 networks of /56.
const WIDE_TIMES: u32 = 4;

/// How long a booking counts against the share.
const WINDOW: Duration = Duration::hours(24);

/// The network that a booking comes from, and the wide one that contains it. No `Debug`: these are addresses.
#[derive(Clone, Copy)]
pub struct Networks {
    /// An IPv4 address, or an IPv6 /56.
    pub narrow: IpAddr,
    /// An IPv4 address, or an IPv6 /48.
    pub wide: IpAddr,
}

/// The hash of these networks with the current salt, which is made if there is none.
pub(super) fn of(tx: &WriteTx<'_>, networks: Networks) -> Result<Source, StoreError> {
    let salt = match sources::salt(tx)? {
        Some(salt) => salt,
        None => {
            let salt = random::<16>()?.to_vec();
            sources::put_salt(tx, &salt, tx.now.timestamp())?;
            salt
        }
    };
    Ok(Source::new(hashed(&salt, networks.wide), hashed(&salt, networks.narrow)))
}

fn hashed(salt: &[u8], network: IpAddr) -> [u8; HALF] {
    let octets = match network {
        IpAddr::V4(address) => address.to_ipv6_mapped().octets(),
        IpAddr::V6(address) => address.octets(),
    };
    let digest = Sha256::new().chain_update(salt).chain_update(octets).finalize();
    std::array::from_fn(|at| digest[at])
}

/// Refuses if the share of the network or of the wide one is used up, with the seconds until the oldest use expires.
pub(super) fn ensure_share(tx: &WriteTx<'_>, source: Source) -> Result<(), Error> {
    let now = tx.now.timestamp();
    let [narrow, wide] = sources::uses_since(tx, source, (tx.now - WINDOW).timestamp())?;
    let wait = [(narrow, SHARE), (wide, SHARE * WIDE_TIMES)].into_iter().filter_map(|(uses, share)| {
        let Uses { count, oldest } = uses;
        (count >= share).then(|| oldest + WINDOW.num_seconds() - now)
    });
    match wait.max() {
        None => Ok(()),
        Some(seconds) => Err(Rejection::ShareUsedUp(u64::try_from(seconds).unwrap_or_default().max(1)).into()),
    }
}

/// Open future appointments from the source of that appointment, in order of time; empty if the source is not known (any
/// more).
///
/// # Errors
/// Those of the file.
pub async fn open_from_same(store: &Store, key: AppointmentKey) -> Result<Vec<CalendarEntry>, StoreError> {
    let now = Minute::floor(store.now());
    store.read(move |conn| open_from_same_in(conn, key, now)).await
}

pub(in crate::operations) fn open_from_same_in(
    conn: &Connection,
    key: AppointmentKey,
    now: Minute,
) -> Result<Vec<CalendarEntry>, StoreError> {
    let Some(source) = sources::of_appointment(conn, key)? else { return Ok(Vec::new()) };
    let keys = sources::open_of(conn, source, now)?;
    keys.into_iter().filter_map(|key| calendar_entries::find(conn, key).transpose()).collect()
}

/// Cancels the open future appointments from the source of that appointment, up to key `last`: later ones were not on the
/// page. Queued mails are withdrawn; customers who already got a mail get one cancellation. Returns the number cancelled.
///
/// # Errors
/// Those of the file.
pub async fn cancel_from_same(
    store: &Store,
    key: AppointmentKey,
    last: AppointmentKey,
    by: UserId,
) -> Result<usize, Error> {
    store.write(move |tx| cancel_from_same_in(tx, key, last, by)).await
}

fn cancel_from_same_in(
    tx: &WriteTx<'_>,
    key: AppointmentKey,
    last: AppointmentKey,
    by: UserId,
) -> Result<usize, Error> {
    let Some(source) = sources::of_appointment(tx, key)? else { return Ok(0) };
    let mut keys = sources::open_of(tx, source, Minute::floor(tx.now))?;
    keys.retain(|key| *key <= last);
    for &key in &keys {
        if let Some(appointment) = appointments::find(tx, key)? {
            status::put(tx, &appointment, Status::Cancelled, Actor::Staff(by), Cause::SourceCancelled, &AT_ONCE)?;
        }
    }
    if !keys.is_empty() {
        let details = json!({ "appointments": keys.len() });
        audit::record(tx, Some(by), "source.cancelled", "source", &details, tx.now.timestamp())?;
    }
    Ok(keys.len())
}
