//! All customers, and all appointments, to be written as tables. Both are in the audit log.

use crate::domain::account::UserId;
use crate::domain::ids::ResourceId;
use crate::store::appointments::{self, Appointment};
use crate::store::customers::{self, Record};
use crate::store::{Store, StoreError, WriteTx, audit};
use serde_json::json;

/// An appointment with what it occupies.
pub struct AppointmentLine {
    /// The appointment.
    pub appointment: Appointment,
    /// What it occupies.
    pub resources: Vec<ResourceId>,
}

/// All records, ordered by name.
///
/// # Errors
/// If the database cannot be read or written.
pub async fn customer_table(store: &Store, by: UserId) -> Result<Vec<Record>, StoreError> {
    store
        .write(move |tx| {
            let all = customers::all(tx)?;
            note(tx, by, "customers.exported", all.len())?;
            Ok(all)
        })
        .await
}

/// All appointments, without blocked times, in order of time.
///
/// # Errors
/// If the database cannot be read or written.
pub async fn appointment_table(store: &Store, by: UserId) -> Result<Vec<AppointmentLine>, StoreError> {
    store
        .write(move |tx| {
            let mut lines = Vec::new();
            for appointment in appointments::all(tx)?.into_iter().filter(|one| !one.is_block()) {
                let resources = appointments::resources_of(tx, appointment.key)?;
                lines.push(AppointmentLine { appointment, resources });
            }
            lines.sort_by_key(|line| (line.appointment.start, line.appointment.key));
            note(tx, by, "appointments.exported", lines.len())?;
            Ok(lines)
        })
        .await
}

fn note(tx: &WriteTx<'_>, by: UserId, action: &str, rows: usize) -> Result<(), StoreError> {
    audit::record(tx, Some(by), action, "", &json!({ "rows": rows }), tx.now.timestamp())
}
