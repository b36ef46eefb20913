//! Mails that can be taken back for a while: until `not_before`, and then for as long as nobody has begun to send them. Who sends
//! one claims it first, so that it is either taken back or sent.

use super::OF_SERIES;
use crate::domain::notice::{NoticeFacts, NoticeKind};
use crate::domain::snapshot::AppointmentKey;
use crate::store::StoreError;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, named_params, params};

/// Begins to send a mail that could be taken back until now; false: it is gone.
pub fn claim(conn: &Connection, id: i64, message_id: &str) -> Result<bool, StoreError> {
    let claimed = conn
        .prepare_cached("UPDATE outbox SET not_before = NULL WHERE id = ?1 AND message_id = ?2 AND state = 'queued'")?
        .execute(params![id, message_id])?;
    Ok(claimed > 0)
}

/// Whether a mail leaves soon that can be taken back until then.
pub fn leaves_soon(conn: &Connection, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'queued' AND held_at IS NULL AND not_before > ?1)";
    Ok(conn.prepare_cached(sql)?.query_row([now.timestamp()], |row| row.get(0))?)
}

/// A mail that can still be taken back. No `Debug`, as it holds an address.
pub struct WaitingMail {
    /// What it is about.
    pub kind: NoticeKind,
    /// Its values.
    pub facts: NoticeFacts,
}

/// Withdraws the mails to an appointment's customer that can still be taken back, where `replaces` says so; answers
/// them in the order in which they were written.
pub fn take_back(
    conn: &Connection,
    appointment: AppointmentKey,
    replaces: impl Fn(&WaitingMail) -> bool,
    now: DateTime<Utc>,
) -> Result<Vec<WaitingMail>, StoreError> {
    let waiting = find(conn, "appointment_key = :appointment", appointment)?;
    withdraw_those(conn, waiting, replaces, now)
}

/// The same for mails about several appointments of the series of one, where `replaces` says so of the mail.
pub fn take_back_of_series(
    conn: &Connection,
    appointment: AppointmentKey,
    replaces: impl Fn(&WaitingMail) -> bool,
    now: DateTime<Utc>,
) -> Result<Vec<WaitingMail>, StoreError> {
    let waiting = find(conn, &format!("id IN ({OF_SERIES})"), appointment)?;
    withdraw_those(conn, waiting, replaces, now)
}

/// What the last mail said that the customer of an appointment was sent about it; `None`: there was none, or it is forgotten.
pub fn last_told(conn: &Connection, appointment: AppointmentKey) -> Result<Option<NoticeFacts>, StoreError> {
    let sql = format!(
        "SELECT payload, (SELECT id FROM appointments WHERE key = :appointment) FROM outbox
         WHERE (appointment_key = :appointment OR id IN ({OF_SERIES})) AND state = 'sent'
           AND kind NOT LIKE 'shop\\_%' ESCAPE '\\' AND kind NOT IN ('reminder', 'booking_refused')
           AND lower(address) = (SELECT lower(email) FROM appointments WHERE key = :appointment)
         ORDER BY id DESC LIMIT 1"
    );
    let found = conn
        .prepare_cached(&sql)?
        .query_row(named_params! { ":appointment": appointment }, |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })
        .optional()?;
    let Some((payload, id)) = found else { return Ok(None) };
    let facts: Option<NoticeFacts> = serde_json::from_str(&payload).ok();
    Ok(facts.map(|facts| match facts.series.iter().find(|date| date.appointment_id == id) {
        Some(date) => facts.on(date),
        None => facts,
    }))
}

/// The mails to customers that can be taken back, in the order in which they were written.
fn find(conn: &Connection, which: &str, appointment: AppointmentKey) -> Result<Vec<(i64, WaitingMail)>, StoreError> {
    let sql = format!(
        "SELECT id, kind, payload FROM outbox
         WHERE {which} AND state = 'queued' AND held_at IS NULL AND not_before IS NOT NULL
           AND kind NOT LIKE 'shop\\_%' ESCAPE '\\' ORDER BY id"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(named_params! { ":appointment": appointment }, |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
    })?;
    let mut found = Vec::new();
    for row in rows {
        let (id, kind, payload) = row?;
        let read = NoticeKind::from_word(&kind).zip(serde_json::from_str(&payload).ok());
        found.extend(read.map(|(kind, facts)| (id, WaitingMail { kind, facts })));
    }
    Ok(found)
}

fn withdraw_those(
    conn: &Connection,
    waiting: Vec<(i64, WaitingMail)>,
    replaces: impl Fn(&WaitingMail) -> bool,
    now: DateTime<Utc>,
) -> Result<Vec<WaitingMail>, StoreError> {
    let mut taken = Vec::new();
    for (id, mail) in waiting.into_iter().filter(|(_, mail)| replaces(mail)) {
        super::withdraw(conn, id, now)?;
        taken.push(mail);
    }
    Ok(taken)
}
