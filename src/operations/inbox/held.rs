//! Requests whose mails are held, by the source they were booked from.

use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::store::appointments::Appointment;
use crate::store::held::HeldRequest;
use crate::store::{StoreError, appointments, held};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// How many requests of a group are listed.
const LISTED: usize = 20;

/// The held requests from one source.
pub struct HeldGroup {
    /// Whether the source is known; all of unknown source are one group.
    pub is_source_known: bool,
    /// Their appointments, in order of time.
    pub keys: Vec<AppointmentKey>,
    /// The first of them.
    pub listed: Vec<Appointment>,
}

/// The groups, the largest first.
pub(super) fn groups(conn: &Connection, now: Minute) -> Result<Vec<HeldGroup>, StoreError> {
    let mut by_source: BTreeMap<_, Vec<HeldRequest>> = BTreeMap::new();
    for request in held::requests(conn, now)? {
        by_source.entry(request.source.map(|source| source.wide())).or_default().push(request);
    }
    let groups = by_source.into_iter().map(|(source, requests)| group(conn, source.is_some(), &requests));
    let mut groups = groups.collect::<Result<Vec<_>, StoreError>>()?;
    groups.sort_by_key(|group| std::cmp::Reverse(group.keys.len()));
    Ok(groups)
}

fn group(conn: &Connection, is_source_known: bool, requests: &[HeldRequest]) -> Result<HeldGroup, StoreError> {
    let keys: Vec<AppointmentKey> = requests.iter().map(|request| request.appointment).collect();
    let listed = keys.iter().take(LISTED).filter_map(|key| appointments::find(conn, *key).transpose());
    Ok(HeldGroup { is_source_known, listed: listed.collect::<Result<_, _>>()?, keys })
}
