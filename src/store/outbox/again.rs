//! Failed mails that are sent again, because somebody asks for it.
//!
//! Only what is still true is sent: not what a later mail to the same reader has replaced, what its appointment has
//! overtaken, or what was to go to an address that the customer no longer has.

use crate::domain::snapshot::AppointmentKey;
use crate::store::StoreError;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, named_params};

/// Which failed mails are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// The one of that key.
    One(i64),
    /// The one of that key, if it is about that appointment.
    Of(i64, AppointmentKey),
    /// All that are not marked as handled, up to that key.
    UpTo(i64),
}

/// Whether a row of `outbox` can be sent again. Mails to the shop go to its present address.
pub(in crate::store) const CAN_GO_AGAIN: &str = "(outbox.state IN ('failed', 'expired') AND outbox.payload <> '{}'
    AND outbox.expires_at > :now AND outbox.appointment_key IS NOT NULL
    AND (outbox.kind LIKE 'shop\\_%' ESCAPE '\\' OR lower(outbox.address) =
         (SELECT lower(email) FROM appointments WHERE key = outbox.appointment_key))
    AND NOT EXISTS (SELECT 1 FROM outbox later
                    WHERE later.appointment_key = outbox.appointment_key AND later.address = outbox.address
                      AND later.id > outbox.id AND later.kind <> 'reminder' AND later.state <> 'withdrawn'))";

/// Queues failed mails once more, as if they were new; returns how many. Those that cannot be sent again stay as they are.
pub fn send_again(conn: &Connection, which: Failed, now: DateTime<Utc>) -> Result<usize, StoreError> {
    let sql = format!(
        "UPDATE outbox SET state = 'queued', attempts = 0, last_error = NULL, ended_at = NULL, settled_at = NULL,
                due_at = :now, next_try_at = :now, not_before = NULL,
                address = CASE WHEN kind LIKE 'shop\\_%' ESCAPE '\\' THEN coalesce((SELECT email FROM shop), address)
                               ELSE address END
         WHERE {CAN_GO_AGAIN} AND id <= :last AND (id = :last OR (:all AND settled_at IS NULL))
           AND appointment_key = coalesce(:appointment, appointment_key)"
    );
    let (last, all, appointment) = match which {
        Failed::One(id) => (id, false, None),
        Failed::Of(id, appointment) => (id, false, Some(appointment)),
        Failed::UpTo(last) => (last, true, None),
    };
    let params = named_params! { ":now": now.timestamp(), ":last": last, ":all": all, ":appointment": appointment };
    Ok(conn.prepare_cached(&sql)?.execute(params)?)
}
