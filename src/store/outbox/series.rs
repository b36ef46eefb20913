//! Mails about several appointments. Each belongs to the first of them, and holds the ids of all.

use crate::domain::appointment::Status;
use crate::domain::mail_secret::MailSecret;
use crate::domain::notice::{NoticeFacts, NoticeKind};
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::store::{StoreError, venues, words};
use rusqlite::{Connection, OptionalExtension, named_params};

/// Completes the values with the appointments as they are now. Those that have another customer, or are off (or, of those
/// that were cancelled, are on again) are left out; answers whether any is left.
pub(super) fn complete(conn: &Connection, kind: NoticeKind, facts: &mut NoticeFacts) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT key, starts_at, ends_at, status, mail_secret, calendar_uid, sequence
         FROM bookings JOIN appointments ON key = appointment_key WHERE token = :token",
    )?;
    let mut dates = Vec::with_capacity(facts.series.len());
    for mut date in std::mem::take(&mut facts.series) {
        let present = statement.query_row(named_params! { ":token": date.token }, |row| {
            date.start = Minute::from_epoch(row.get("starts_at")?);
            date.end = Minute::from_epoch(row.get("ends_at")?);
            date.status = words::read(row, "status", Status::from_word)?;
            date.mail_secret = Some(MailSecret::from(row.get::<_, String>("mail_secret")?));
            date.calendar_uid = row.get("calendar_uid")?;
            date.sequence = row.get("sequence")?;
            row.get("key")
        });
        let present = present.optional()?;
        if let Some(key) = present.filter(|_| date.status.is_open() != kind.calls_off()) {
            date.venue = venues::of(conn, key)?;
            dates.push(date);
        }
    }
    dates.sort_by_key(|date| date.start);
    let Some(first) = dates.first() else { return Ok(false) };
    *facts = NoticeFacts { previous_start: None, ..facts.on(first) };
    facts.series = dates;
    Ok(true)
}

/// Whether a mail about several appointments, this one among them, was sent to its customer's address.
pub(super) fn was_told(conn: &Connection, appointment: AppointmentKey) -> Result<bool, StoreError> {
    let sql = format!("SELECT EXISTS ({OF_SERIES} AND o.state = 'sent' AND lower(o.address) = lower(me.email))");
    let mut statement = conn.prepare_cached(&sql)?;
    Ok(statement.query_row(named_params! { ":appointment": appointment }, |row| row.get(0))?)
}

/// The mails about several appointments, that one among them, as `o`; it is `me`.
pub(in crate::store) const OF_SERIES: &str = "SELECT o.id FROM appointments me
    JOIN appointments one ON one.series = me.series JOIN outbox o ON o.appointment_key = one.key
    WHERE me.key = :appointment AND o.kind LIKE 'series\\_%' ESCAPE '\\'
      AND EXISTS (SELECT 1 FROM json_each(o.payload, '$.series') told WHERE told.value ->> 'appointment_id' = me.id)";
