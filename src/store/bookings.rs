//! Data of appointments whose customer has a page: token, consent, language, confirmation.

use super::sources::Source;
use super::{StoreError, idempotency, secrets};
use crate::domain::appointment::Status;
use crate::domain::mail_secret::MailSecret;
use crate::domain::shop::Language;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::domain::values::Comment;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// One row of `bookings`. No `Debug`, as it holds the token.
#[derive(Clone, PartialEq, Eq)]
pub struct Booking {
    /// Key of its appointment.
    pub appointment: AppointmentKey,
    /// The secret in the link to the customer's page.
    pub token: String,
    /// The address in lower case, used to count open appointments.
    pub email_folded: String,
    /// The customer's language.
    pub language: Language,
    /// The customer's comment.
    pub comment: Option<Comment>,
    /// When the privacy policy was accepted, in seconds since 1970.
    pub consented_at: Option<i64>,
    /// When it was booked, in seconds since 1970.
    pub booked_at: i64,
    /// SEQUENCE of the latest calendar file.
    pub sequence: u32,
    /// Whether the customer booked it online; otherwise the shop booked it and sent a mail.
    pub online: bool,
    /// Secret sent only in links of mails: proves that its holder reads the mailbox.
    pub mail_secret: MailSecret,
    /// When a form was submitted on a page opened with `mail_secret`, in seconds since 1970.
    pub proven_at: Option<i64>,
    /// Deadline for the customer's confirmation by mail, in seconds since 1970; `None`: no confirmation is needed.
    pub confirm_by: Option<i64>,
    /// Hash of the network it was booked from, while that is kept.
    pub source: Option<Source>,
    /// Whether the address was new to the shop when the booking was made online.
    pub new_address: bool,
    /// UID of its calendar files, the same wherever the shop moves; `None`: one from before that, or not stored yet.
    pub calendar_uid: Option<String>,
    /// Whether its customer was asked by the shop to choose another time.
    pub asked_to_move: bool,
}

const COLUMNS: &str = "appointment_key, token, email_folded, language, comment, consented_at, booked_at, sequence, online, \
                       mail_secret, proven_at, confirm_by, source, new_address, calendar_uid, \
                       EXISTS (SELECT 1 FROM stranded s WHERE s.appointment_key = bookings.appointment_key \
                               AND s.asked_at IS NOT NULL) AS asked_to_move";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Booking> {
    let language: String = row.get("language")?;
    Ok(Booking {
        appointment: row.get("appointment_key")?,
        token: row.get("token")?,
        email_folded: row.get("email_folded")?,
        language: Language::from_tag(&language).unwrap_or_default(),
        comment: row.get("comment")?,
        consented_at: row.get("consented_at")?,
        booked_at: row.get("booked_at")?,
        sequence: row.get("sequence")?,
        online: row.get("online")?,
        mail_secret: MailSecret::from(row.get::<_, String>("mail_secret")?),
        proven_at: row.get("proven_at")?,
        confirm_by: row.get("confirm_by")?,
        source: row.get("source")?,
        new_address: row.get("new_address")?,
        calendar_uid: row.get("calendar_uid")?,
        asked_to_move: row.get("asked_to_move")?,
    })
}

/// Inserts a row.
pub fn insert(conn: &Connection, new: &Booking) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO bookings (appointment_key, token, email_folded, language, comment, consented_at, booked_at, sequence,
                               online, mail_secret, proven_at, confirm_by, source, new_address, calendar_uid)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?
    .execute(params![
        new.appointment,
        new.token,
        new.email_folded,
        new.language.tag(),
        new.comment,
        new.consented_at,
        new.booked_at,
        new.sequence,
        new.online,
        new.mail_secret.expose(),
        new.proven_at,
        new.confirm_by,
        new.source,
        new.new_address,
        new.calendar_uid,
    ])?;
    Ok(())
}

/// Gives bookings from before UIDs were stored the one that their mails had: id and `host`, that of the public address.
/// Returns how many.
pub fn keep_old_uids(conn: &Connection, host: &str) -> Result<usize, StoreError> {
    Ok(conn.execute(
        "UPDATE bookings SET calendar_uid = (SELECT id FROM appointments WHERE key = appointment_key) || '@' || ?1
         WHERE calendar_uid IS NULL",
        [host],
    )?)
}

/// The appointment whose calendar files have that UID.
pub fn of_calendar_uid(conn: &Connection, uid: &str) -> Result<Option<AppointmentKey>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT appointment_key FROM bookings WHERE calendar_uid = ?1")?;
    Ok(statement.query_row([uid], |row| row.get(0)).optional()?)
}

/// The booking with that token.
pub fn find_by_token(conn: &Connection, token: &str) -> Result<Option<Booking>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM bookings WHERE token = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([token], from_row).optional()?)
}

/// The booking of that appointment, if its customer has a page.
pub fn find(conn: &Connection, appointment: AppointmentKey) -> Result<Option<Booking>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM bookings WHERE appointment_key = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([appointment], from_row).optional()?)
}

/// The number of open future appointments of that address.
pub fn count_open(conn: &Connection, email_folded: &str, now: Minute) -> Result<u32, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT count(*) FROM bookings b JOIN appointments a ON a.key = b.appointment_key
             WHERE b.email_folded = ?1 AND b.online AND a.starts_at > ?2 AND a.status IN (?3, ?4)",
        )?
        .query_row(
            params![email_folded, now.since_epoch(), Status::Requested.word(), Status::Confirmed.word()],
            |row| row.get(0),
        )?)
}

/// The most recent booking of that address without held mails; open future appointments come first.
pub fn latest(conn: &Connection, email_folded: &str, now: Minute) -> Result<Option<AppointmentKey>, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT b.appointment_key FROM bookings b JOIN appointments a ON a.key = b.appointment_key
             WHERE b.email_folded = ?1 AND b.online
               AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.appointment_key = b.appointment_key
                                 AND o.state = 'queued' AND o.held_at IS NOT NULL)
             ORDER BY (a.starts_at > ?2 AND (a.status = ?3 OR a.status = ?4)) DESC, b.booked_at DESC, a.key DESC LIMIT 1",
        )?
        .query_row(
            params![email_folded, now.since_epoch(), Status::Requested.word(), Status::Confirmed.word()],
            |row| row.get(0),
        )
        .optional()?)
}

/// Whether at least `count` bookings with new addresses were made after `since` (in seconds since 1970).
pub fn has_new_addresses(conn: &Connection, count: u32, since: i64) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM bookings WHERE new_address = 1 AND booked_at > ?1 LIMIT 1 OFFSET ?2)",
    )?;
    Ok(statement.query_row(params![since, count.saturating_sub(1)], |row| row.get(0))?)
}

/// Stops counting the address of that appointment as new.
pub fn forget_new_address(conn: &Connection, appointment: AppointmentKey) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE bookings SET new_address = 0 WHERE appointment_key = ?1")?.execute([appointment])?;
    Ok(())
}

/// Increments the SEQUENCE for a calendar file that replaces the previous one, if the customer has a page.
pub fn raise_sequence(conn: &Connection, appointment: AppointmentKey) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE bookings SET sequence = sequence + 1 WHERE appointment_key = ?1")?
        .execute([appointment])?;
    Ok(())
}

/// Records that somebody who reads the mails of this booking submitted a form. `now` in seconds since 1970.
pub fn prove(conn: &Connection, appointment: AppointmentKey, now: i64) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE bookings SET proven_at = ?2 WHERE appointment_key = ?1 AND proven_at IS NULL")?
        .execute(params![appointment, now])?;
    Ok(())
}

/// Removes the deadline for the customer's confirmation; returns whether there was one.
pub fn end_confirmation(conn: &Connection, appointment: AppointmentKey) -> Result<bool, StoreError> {
    let ended = conn
        .prepare_cached("UPDATE bookings SET confirm_by = NULL WHERE appointment_key = ?1 AND confirm_by IS NOT NULL")?
        .execute([appointment])?;
    Ok(ended > 0)
}

/// Puts a deadline for the customer's confirmation back, or takes it away.
pub fn set_confirm_by(conn: &Connection, appointment: AppointmentKey, until: Option<i64>) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE bookings SET confirm_by = ?2 WHERE appointment_key = ?1")?
        .execute(params![appointment, until])?;
    Ok(())
}

/// Sets a new deadline (in seconds since 1970), if a confirmation is pending.
pub fn restart_confirmation(conn: &Connection, appointment: AppointmentKey, until: i64) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE bookings SET confirm_by = ?2 WHERE appointment_key = ?1 AND confirm_by IS NOT NULL")?
        .execute(params![appointment, until])?;
    Ok(())
}

/// The mail that asks for confirmation is not held: until it is sent, the deadline does not count.
const ASKED: &str = "NOT EXISTS (SELECT 1 FROM outbox o WHERE o.appointment_key = bookings.appointment_key
                                   AND o.state = 'queued' AND o.held_at IS NOT NULL)";

/// The next deadline of a pending confirmation, in seconds since 1970.
pub fn next_to_confirm(conn: &Connection) -> Result<Option<i64>, StoreError> {
    let sql = format!("SELECT min(confirm_by) FROM bookings WHERE confirm_by IS NOT NULL AND {ASKED}");
    let mut statement = conn.prepare_cached(&sql)?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// The bookings whose deadline has passed at `now` (in seconds since 1970).
pub fn not_confirmed_by(conn: &Connection, now: i64) -> Result<Vec<AppointmentKey>, StoreError> {
    let sql = format!("SELECT appointment_key FROM bookings WHERE confirm_by <= ?1 AND {ASKED}");
    let mut statement = conn.prepare_cached(&sql)?;
    Ok(statement.query_map([now], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Changes the address (in lower case) under which open appointments are counted. Token and mail secret are replaced:
/// readers of the old mailbox and holders of the old link must lose access.
pub fn set_address(conn: &Connection, appointment: AppointmentKey, email_folded: &str) -> Result<(), StoreError> {
    let Some(before) = find(conn, appointment)?.filter(|before| before.email_folded != email_folded) else {
        return Ok(());
    };
    conn.prepare_cached(
        "UPDATE bookings SET email_folded = ?2, token = ?3, mail_secret = ?4, proven_at = NULL, confirm_by = NULL
         WHERE appointment_key = ?1",
    )?
    .execute(params![
        appointment,
        email_folded,
        secrets::new_token(before.booked_at)?,
        secrets::new_mail_secret()?.expose()
    ])?;
    idempotency::forget(conn, appointment)
}

/// Deletes the customer's access and data: page, comment, consent, idempotency keys.
pub fn delete(conn: &Connection, appointment: AppointmentKey) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM bookings WHERE appointment_key = ?1")?.execute([appointment])?;
    idempotency::forget(conn, appointment)
}
