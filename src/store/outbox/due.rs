//! Selects the next mail to send.

use crate::domain::appointment::Status;
use crate::domain::erasure::{ErasureNotice, ErasureNoticeKind};
use crate::domain::mail_secret::MailSecret;
use crate::domain::mail_template::MailTemplate;
use crate::domain::message::{AccountNotice, AccountNoticeKind, QueuedMessage};
use crate::domain::notice::{Notice, NoticeFacts, NoticeKind};
use crate::domain::shop::Language;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::domain::values::Email;
use crate::store::sealed::{Keyring, Sealed};
use crate::store::{StoreError, appointments, known, suppressed, venues};
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

/// A mail for the worker. No `Debug`, as it holds an address and a token.
#[derive(Clone)]
pub struct OutboxMail {
    /// Its primary key.
    pub id: i64,
    /// Kind, recipient and values.
    pub letter: QueuedMessage,
    /// Its Message-ID, without angle brackets.
    pub message_id: String,
    /// Number of previous attempts.
    pub attempts: u32,
    /// Whether it can still be taken back: then it must be claimed before it is sent.
    pub to_be_claimed: bool,
    /// The shop's overrides of its text.
    pub own_words: MailTemplate,
}

/// A row found by [`next_due`].
pub enum Due {
    /// To be sent.
    Mail(Box<OutboxMail>),
    /// A reminder that is pointless (the appointment is cancelled or over) or not agreed to, or a mail to a suppressed
    /// address: to be withdrawn.
    Pointless(i64),
    /// Not readable, written by another version of the program.
    Unreadable(i64),
    /// Encrypted with a key that is gone.
    Locked(i64),
}

/// Queued rows that are not held and have no earlier unsent mail of the same appointment to the same address.
const READY: &str = "state = 'queued' AND held_at IS NULL AND (kind = 'reminder' OR NOT EXISTS (
    SELECT 1 FROM outbox earlier
    WHERE earlier.appointment_key = outbox.appointment_key AND earlier.address = outbox.address
      AND earlier.id < outbox.id AND earlier.state = 'queued' AND earlier.held_at IS NULL AND earlier.kind <> 'reminder'))";

/// Which of the due mails comes next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The mails on their way already.
    pub not: Vec<i64>,
    /// The one that became due last, where others wait for longer than `QUEUE`; else the one that has been due longest.
    pub newest: bool,
}

/// How many seconds the oldest mail waits before there is a queue in which the newest one would be last.
const QUEUE: i64 = 120;

impl Choice {
    /// Their keys as SQL takes a list.
    fn excluded(&self) -> String {
        format!("{:?}", self.not)
    }
}

/// The due mail of that choice; mails to unknown addresses only if there is no other. A reminder gets the appointment's
/// current time, status, SEQUENCE and link. Whether the booker's free text may be sent is decided now, too.
pub fn next_due(
    conn: &Connection,
    keys: &Keyring,
    now: DateTime<Utc>,
    choice: &Choice,
) -> Result<Option<Due>, StoreError> {
    // Two index searches instead of one scan over all future reminders.
    match next_of(conn, keys, false, now, choice)? {
        None => next_of(conn, keys, true, now, choice),
        found => Ok(found),
    }
}

fn next_of(
    conn: &Connection,
    keys: &Keyring,
    to_unknown: bool,
    now: DateTime<Utc>,
    choice: &Choice,
) -> Result<Option<Due>, StoreError> {
    let order =
        if choice.newest && waits_since(conn, to_unknown, now - TimeDelta::seconds(QUEUE))? { "DESC" } else { "ASC" };
    let sql = format!(
        "SELECT id, kind, appointment_key, language, address, payload, sealed, message_id, due_at, attempts,
                not_before IS NOT NULL AS to_be_claimed,
                (SELECT status FROM appointments WHERE key = appointment_key) AS present_status,
                (SELECT starts_at FROM appointments WHERE key = appointment_key) AS present_start,
                (SELECT ends_at FROM appointments WHERE key = appointment_key) AS present_end,
                (SELECT sequence FROM bookings b WHERE b.appointment_key = outbox.appointment_key) AS present_sequence,
                (SELECT token FROM bookings b WHERE b.appointment_key = outbox.appointment_key) AS present_token,
                (SELECT mail_secret FROM bookings b WHERE b.appointment_key = outbox.appointment_key) AS mail_secret,
                (SELECT calendar_uid FROM bookings b WHERE b.appointment_key = outbox.appointment_key) AS calendar_uid,
                (SELECT online FROM bookings b WHERE b.appointment_key = outbox.appointment_key) AS online,
                (SELECT subject FROM mail_texts t WHERE t.kind = outbox.kind AND t.language = outbox.language) AS own_subject,
                (SELECT body FROM mail_texts t WHERE t.kind = outbox.kind AND t.language = outbox.language) AS own_body
         FROM outbox WHERE to_unknown = :to_unknown AND next_try_at <= :now AND expires_at > :now AND {READY}
           AND id NOT IN (SELECT value FROM json_each(:not)) ORDER BY next_try_at {order}, id {order} LIMIT 1"
    );
    let found = conn
        .prepare_cached(&sql)?
        .query_row(
            named_params! { ":to_unknown": to_unknown, ":now": now.timestamp(), ":not": choice.excluded() },
            |row| Ok((from_row(row, keys)?, row.get("appointment_key")?)),
        )
        .optional()?;
    found.map(|(due, appointment)| judged(conn, due, appointment)).transpose()
}

/// Whether a mail has been due since then or longer.
fn waits_since(conn: &Connection, to_unknown: bool, since: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = format!("SELECT EXISTS (SELECT 1 FROM outbox WHERE to_unknown = ?1 AND next_try_at < ?2 AND {READY})");
    Ok(conn.prepare_cached(&sql)?.query_row(params![to_unknown, since.timestamp()], |row| row.get(0))?)
}

/// Applies the restrictions on mails to customers: none to a suppressed address, no free text of a stranger. The text
/// is removed from the values, so that no template can use it.
fn judged(conn: &Connection, mut due: Due, appointment: Option<AppointmentKey>) -> Result<Due, StoreError> {
    if let Due::Mail(mail) = &due
        && let QueuedMessage::Erasure(notice) = &mail.letter
        && !notice.kind.is_for_shop()
        && suppressed::contains(conn, &Email::fold(&notice.address))?
    {
        return Ok(Due::Pointless(mail.id));
    }
    if let (Due::Mail(mail), Some(key)) = (&mut due, appointment)
        && let QueuedMessage::Appointment(notice) = &mut mail.letter
    {
        notice.facts.venue = venues::of(conn, key)?;
    }
    if let (Due::Mail(mail), Some(key)) = (&mut due, appointment)
        && let QueuedMessage::Appointment(notice) = &mut mail.letter
        && !notice.kind.is_for_shop()
    {
        let is_unwanted = notice.kind == NoticeKind::Reminder && !appointments::may_be_reminded(conn, key)?;
        if is_unwanted || suppressed::contains(conn, &Email::fold(&notice.address))? {
            return Ok(Due::Pointless(mail.id));
        }
        if notice.kind.is_of_series() && !super::series::complete(conn, notice.kind, &mut notice.facts)? {
            return Ok(Due::Pointless(mail.id));
        }
        if known::is_stranger(conn, key, &notice.address)? {
            notice.facts.withhold_words();
        }
    }
    Ok(due)
}

fn from_row(row: &Row<'_>, keys: &Keyring) -> rusqlite::Result<Due> {
    let kind: String = row.get("kind")?;
    if let Some(kind) = AccountNoticeKind::from_word(&kind) {
        return account_from_row(row, kind, keys);
    }
    match ErasureNoticeKind::from_word(&kind) {
        Some(kind) => erasure_from_row(row, kind),
        None => appointment_from_row(row, &kind),
    }
}

fn account_from_row(row: &Row<'_>, kind: AccountNoticeKind, keys: &Keyring) -> rusqlite::Result<Due> {
    let (id, language): (i64, String) = (row.get("id")?, row.get("language")?);
    let payload = match row.get::<_, Option<Sealed>>("sealed")? {
        Some(sealed) => keys.open_text(super::sealed_values(id), &sealed),
        None => Some(row.get("payload")?),
    };
    let Some(payload) = payload else { return Ok(Due::Locked(id)) };
    let due_at = DateTime::from_timestamp(row.get("due_at")?, 0);
    let (Some(language), Ok(facts), Some(due_at)) =
        (Language::from_tag(&language), serde_json::from_str(&payload), due_at)
    else {
        return Ok(Due::Unreadable(id));
    };
    let notice = AccountNotice { kind, address: row.get("address")?, language, due_at, facts };
    mail_from_row(row, QueuedMessage::Account(notice))
}

fn erasure_from_row(row: &Row<'_>, kind: ErasureNoticeKind) -> rusqlite::Result<Due> {
    let (language, payload): (String, String) = (row.get("language")?, row.get("payload")?);
    let due_at = DateTime::from_timestamp(row.get("due_at")?, 0);
    let (Some(language), Ok(facts), Some(due_at)) =
        (Language::from_tag(&language), serde_json::from_str(&payload), due_at)
    else {
        return Ok(Due::Unreadable(row.get("id")?));
    };
    let notice = ErasureNotice { kind, address: row.get("address")?, language, due_at, facts };
    mail_from_row(row, QueuedMessage::Erasure(notice))
}

fn mail_from_row(row: &Row<'_>, letter: QueuedMessage) -> rusqlite::Result<Due> {
    Ok(Due::Mail(Box::new(OutboxMail {
        id: row.get("id")?,
        letter,
        message_id: row.get("message_id")?,
        attempts: row.get("attempts")?,
        to_be_claimed: row.get("to_be_claimed")?,
        own_words: MailTemplate { subject: row.get("own_subject")?, body: row.get("own_body")? },
    })))
}

fn appointment_from_row(row: &Row<'_>, kind: &str) -> rusqlite::Result<Due> {
    let id = row.get("id")?;
    let (language, payload): (String, String) = (row.get("language")?, row.get("payload")?);
    let words = (NoticeKind::from_word(kind), Language::from_tag(&language));
    let facts: Result<NoticeFacts, _> = serde_json::from_str(&payload);
    let due_at = DateTime::from_timestamp(row.get("due_at")?, 0);
    let (((Some(kind), Some(language)), Ok(mut facts)), Some(due_at)) = ((words, facts), due_at) else {
        return Ok(Due::Unreadable(id));
    };
    facts.token = present_link(row, kind, facts.token)?;
    facts.calendar_uid = row.get("calendar_uid")?;
    if !kind.is_for_shop() && facts.token.is_some() {
        // If the page has another customer now, its secrets are withheld from this mail's recipient.
        let is_theirs = facts.token.is_some() && facts.token == row.get("present_token")?;
        let secret = row.get::<_, Option<String>>("mail_secret")?.filter(|_| is_theirs);
        facts.mail_secret = secret.map(MailSecret::from);
        facts.online = row.get::<_, Option<bool>>("online")?.unwrap_or_default();
    }
    if kind == NoticeKind::Reminder {
        let present: Option<String> = row.get("present_status")?;
        facts.status = present.as_deref().and_then(Status::from_word).unwrap_or(facts.status);
        facts.sequence = row.get::<_, Option<u32>>("present_sequence")?.unwrap_or(facts.sequence);
        facts.start = row.get::<_, Option<i64>>("present_start")?.map_or(facts.start, Minute::from_epoch);
        facts.end = row.get::<_, Option<i64>>("present_end")?.map_or(facts.end, Minute::from_epoch);
        if !facts.status.is_open() {
            return Ok(Due::Pointless(id));
        }
    }
    let notice = Notice { kind, address: row.get("address")?, language, due_at, facts };
    mail_from_row(row, QueuedMessage::Appointment(Box::new(notice)))
}

/// The token to send: a reminder links to the current page; another mail gets its link only if the token is still the
/// current one, since a new token belongs to another recipient.
fn present_link(row: &Row<'_>, kind: NoticeKind, written: Option<String>) -> rusqlite::Result<Option<String>> {
    if row.get::<_, Option<AppointmentKey>>("appointment_key")?.is_none() {
        return Ok(written);
    }
    let present: Option<String> = row.get("present_token")?;
    Ok(if kind == NoticeKind::Reminder { present } else { written.filter(|token| present.as_ref() == Some(token)) })
}

/// The next instant at which a mail is due that is not on its way; it may be in the past.
pub fn next_due_at(conn: &Connection, on_their_way: &[i64]) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = format!(
        "SELECT next_try_at FROM outbox WHERE to_unknown = ?1 AND {READY}
           AND id NOT IN (SELECT value FROM json_each(?2)) ORDER BY next_try_at LIMIT 1"
    );
    let (mut statement, not) = (conn.prepare_cached(&sql)?, format!("{on_their_way:?}"));
    let mut first_of =
        |to_unknown: bool| statement.query_row(params![to_unknown, not], |row| row.get::<_, i64>(0)).optional();
    let first = [first_of(false)?, first_of(true)?].into_iter().flatten().min();
    Ok(first.and_then(|seconds| DateTime::from_timestamp(seconds, 0)))
}
