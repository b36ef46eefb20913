//! What a change did to the mails about some appointments, and how that is taken back. Mails are named by their Message-IDs:
//! these are never used again.

use crate::domain::snapshot::AppointmentKey;
use crate::store::{StoreError, WriteTx};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// The mails about some appointments before a change, with their states.
pub struct QueueState {
    appointments: Vec<AppointmentKey>,
    mails: BTreeMap<String, String>,
}

/// What a change did to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueChange {
    made: Vec<String>,
    withdrawn: Vec<String>,
}

impl QueueState {
    /// The present state.
    pub fn of(conn: &Connection, appointments: &[AppointmentKey]) -> Result<Self, StoreError> {
        Ok(Self { appointments: appointments.to_vec(), mails: states(conn, appointments)? })
    }

    /// The state before these were made.
    pub fn without_mail(appointments: &[AppointmentKey]) -> Self {
        Self { appointments: appointments.to_vec(), mails: BTreeMap::new() }
    }

    /// What has changed since.
    pub fn change_since(&self, conn: &Connection) -> Result<QueueChange, StoreError> {
        let mut change = QueueChange::default();
        for (mail, state) in states(conn, &self.appointments)? {
            match self.mails.get(&mail).map(String::as_str) {
                None => change.made.push(mail),
                Some("queued") if state == "withdrawn" => change.withdrawn.push(mail),
                Some(_) => {}
            }
        }
        Ok(change)
    }
}

fn states(conn: &Connection, appointments: &[AppointmentKey]) -> Result<BTreeMap<String, String>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT message_id, state FROM outbox WHERE appointment_key = ?1")?;
    let mut all = BTreeMap::new();
    for appointment in appointments {
        for row in statement.query_map([appointment], |row| Ok((row.get(0)?, row.get(1)?)))? {
            let (mail, state) = row?;
            all.insert(mail, state);
        }
    }
    Ok(all)
}

impl QueueChange {
    /// Whether the change wrote a mail.
    pub fn has_mail(&self) -> bool {
        !self.made.is_empty()
    }

    /// Whether none of the mails that it wrote has begun to be sent.
    pub fn can_be_taken_back(&self, tx: &WriteTx<'_>) -> Result<bool, StoreError> {
        let mut statement = tx.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM outbox WHERE message_id = ?1 AND (state = 'withdrawn' OR
                            state = 'queued' AND (not_before IS NOT NULL OR kind = 'reminder' AND next_try_at > ?2)))",
        )?;
        for mail in &self.made {
            if !statement.query_row(params![mail, tx.now.timestamp()], |row| row.get::<_, bool>(0))? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Deletes the mails that the change wrote, and lets those that it withdrew wait as before.
    pub fn take_back(&self, conn: &Connection) -> Result<(), StoreError> {
        let mut delete =
            conn.prepare_cached("DELETE FROM outbox WHERE message_id = ?1 AND state IN ('queued', 'withdrawn')")?;
        for mail in &self.made {
            delete.execute([mail])?;
        }
        let mut revive = conn.prepare_cached(
            "UPDATE outbox SET state = 'queued', ended_at = NULL WHERE message_id = ?1 AND state = 'withdrawn'",
        )?;
        for mail in &self.withdrawn {
            revive.execute([mail])?;
        }
        Ok(())
    }
}
