//! The open items of the inbox, and their number.

use super::appointments::{self, Appointment};
use super::bookings::{self, Booking};
use super::outbox::CAN_GO_AGAIN;
use super::{StoreError, busy_spans, calendar_copies, customers, stranded};
use crate::domain::appointment::Status;
use crate::domain::ids::ResourceId;
use crate::domain::notice::{NoticeFacts, NoticeKind};
use crate::domain::person::CustomerId;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, Params, Row, named_params, params};

/// Number of open items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Future requests that wait for the shop's decision.
    pub requests: u32,
    /// Appointments with unseen activity, requests excluded.
    pub unseen: u32,
    /// Mails to customers that failed and are not marked as handled.
    pub undelivered: u32,
    /// Open requests of erasure.
    pub erasures: u32,
    /// Appointments that a calendar kept elsewhere calls busy since.
    pub overlaps: u32,
    /// Copies in calendars kept elsewhere that somebody has changed there.
    pub disputed: u32,
    /// Appointments outside of the hours about which nobody has decided.
    pub stranded: u32,
}

impl Counts {
    /// The number on the badge.
    pub fn total(self) -> u32 {
        self.requests + self.unseen + self.undelivered + self.erasures + self.overlaps + self.disputed + self.stranded
    }
}

/// Requests that wait for the shop's decision, not for the customer's confirmation.
const FOR_SHOP: &str =
    "NOT EXISTS (SELECT 1 FROM bookings b WHERE b.appointment_key = appointments.key AND b.confirm_by IS NOT NULL)";

/// Requests whose mails are held: they always wait for the shop.
const HELD: &str = "EXISTS (SELECT 1 FROM outbox o WHERE o.appointment_key = appointments.key
                                     AND o.state = 'queued' AND o.held_at IS NOT NULL)";

/// Counts the open items at `now`.
pub fn counts(conn: &Connection, now: DateTime<Utc>) -> Result<Counts, StoreError> {
    let sql = format!(
        "SELECT (SELECT count(*) FROM appointments WHERE status = 'requested' AND starts_at > :minute
                   AND ({FOR_SHOP} OR {HELD})) AS requests,
                (SELECT count(DISTINCT n.appointment_key) FROM news n JOIN appointments a ON a.key = n.appointment_key
                 WHERE n.seen_at IS NULL AND NOT (n.kind = 'requested' AND a.status = 'requested')) AS unseen,
                (SELECT count(*) FROM outbox
                 WHERE state IN ('failed', 'expired') AND settled_at IS NULL
                   AND appointment_key IS NOT NULL AND kind NOT LIKE 'shop\\_%' ESCAPE '\\') AS undelivered,
                (SELECT count(*) FROM erasure_requests WHERE declined_at IS NULL) AS erasures",
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let overlaps = busy_spans::count_overlaps(conn, Minute::floor(now))?;
    let disputed = calendar_copies::count_disputed(conn, Minute::floor(now))?;
    let stranded = stranded::count(conn, Minute::floor(now))?;
    Ok(statement.query_row(named_params! { ":minute": Minute::floor(now).since_epoch() }, |row| {
        Ok(Counts {
            requests: row.get("requests")?,
            unseen: row.get("unseen")?,
            undelivered: row.get("undelivered")?,
            erasures: row.get("erasures")?,
            overlaps,
            disputed,
            stranded,
        })
    })?)
}

/// An appointment with everything the inbox shows.
pub struct AppointmentDetails {
    /// The appointment.
    pub appointment: Appointment,
    /// Its booking, if its customer has a page.
    pub booking: Option<Booking>,
    /// The resources it claims.
    pub resources: Vec<ResourceId>,
    /// The linked customer record.
    pub customer: Option<CustomerId>,
}

impl AppointmentDetails {
    /// Deadline for the customer's confirmation by mail, while it is pending.
    pub fn confirm_by(&self) -> Option<Minute> {
        let until = self.booking.as_ref()?.confirm_by?;
        (self.appointment.status == Status::Requested).then(|| Minute::of_second(until))
    }
}

/// The details of one appointment.
pub fn visit(conn: &Connection, key: AppointmentKey) -> Result<Option<AppointmentDetails>, StoreError> {
    let Some(appointment) = appointments::find(conn, key)? else { return Ok(None) };
    Ok(Some(AppointmentDetails {
        appointment,
        booking: bookings::find(conn, key)?,
        resources: appointments::resources_of(conn, key)?,
        customer: customers::of_appointment(conn, key)?,
    }))
}

/// The longest duration of an appointment, in minutes.
const LONGEST: i64 = 10_080;

/// Blocking appointments that overlap the span, in order of time.
pub fn visits_between(conn: &Connection, from: Minute, until: Minute) -> Result<Vec<AppointmentDetails>, StoreError> {
    let sql = "SELECT key FROM appointments WHERE starts_at >= ?3 AND starts_at < ?2 AND ends_at > ?1 AND blocking
               ORDER BY starts_at, key";
    select(conn, sql, params![from.since_epoch(), until.since_epoch(), from.plus(-LONGEST).since_epoch()])
}

/// Requests that wait for the shop's decision and start in the span, in order of time. Those with held mails are
/// listed by [`super::held::requests`] instead.
pub fn requests(conn: &Connection, from: Minute, until: Minute) -> Result<Vec<AppointmentDetails>, StoreError> {
    let sql = format!(
        "SELECT key FROM appointments WHERE status = 'requested' AND starts_at > ?1 AND starts_at <= ?2
               AND {FOR_SHOP} AND NOT {HELD} ORDER BY starts_at, key"
    );
    select(conn, &sql, params![from.since_epoch(), until.since_epoch()])
}

fn select(conn: &Connection, sql: &str, params: impl Params) -> Result<Vec<AppointmentDetails>, StoreError> {
    let keys: Vec<AppointmentKey> =
        conn.prepare_cached(sql)?.query_map(params, |row| row.get(0))?.collect::<Result<_, _>>()?;
    visits(conn, keys)
}

/// The details of these appointments, in this order.
pub fn visits(conn: &Connection, keys: Vec<AppointmentKey>) -> Result<Vec<AppointmentDetails>, StoreError> {
    keys.into_iter().filter_map(|key| visit(conn, key).transpose()).collect()
}

/// A mail that could not be delivered.
pub struct FailedMail {
    /// Its primary key in the outbox.
    pub id: i64,
    /// Its kind.
    pub kind: NoticeKind,
    /// The appointment concerned.
    pub appointment: Option<AppointmentKey>,
    /// The recipient's address.
    pub address: String,
    /// The values of its text.
    pub facts: NoticeFacts,
    /// The mail server's answer; `None` if it was never tried.
    pub words: Option<String>,
    /// When delivery was given up, in seconds since 1970.
    pub ended_at: i64,
    /// Whether it can be sent again: what it says still holds.
    pub can_go_again: bool,
}

/// Failed mails that are not marked as handled, newest first. Unreadable rows are skipped.
pub fn undeliverable(conn: &Connection, now: DateTime<Utc>, count: u32) -> Result<Vec<FailedMail>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT id, kind, appointment_key, address, payload, last_error, coalesce(ended_at, due_at) AS ended_at,
                {CAN_GO_AGAIN} AS can_go_again FROM outbox
         WHERE state IN ('failed', 'expired') AND settled_at IS NULL ORDER BY ended_at DESC, id DESC LIMIT :count"
    ))?;
    let params = named_params! { ":now": now.timestamp(), ":count": count };
    let found = statement.query_map(params, undeliverable_from_row)?;
    Ok(found.filter_map(Result::transpose).collect::<Result<_, _>>()?)
}

fn undeliverable_from_row(row: &Row<'_>) -> rusqlite::Result<Option<FailedMail>> {
    let (kind, payload): (String, String) = (row.get("kind")?, row.get("payload")?);
    let (Some(kind), Ok(facts)) = (NoticeKind::from_word(&kind), serde_json::from_str(&payload)) else {
        return Ok(None);
    };
    Ok(Some(FailedMail {
        id: row.get("id")?,
        kind,
        appointment: row.get("appointment_key")?,
        address: row.get("address")?,
        facts,
        words: row.get("last_error")?,
        ended_at: row.get("ended_at")?,
        can_go_again: row.get("can_go_again")?,
    }))
}

/// Marks a failed mail as handled; returns whether it was not before.
pub fn settle(conn: &Connection, id: i64, now: i64) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached(
        "UPDATE outbox SET settled_at = ?2 WHERE id = ?1 AND settled_at IS NULL AND state IN ('failed', 'expired')",
    )?;
    Ok(statement.execute([id, now])? > 0)
}

/// Marks all failed mails to the shop itself as handled, up to the key `last`.
pub fn settle_own(conn: &Connection, last: i64, now: i64) -> Result<usize, StoreError> {
    let mut statement = conn.prepare_cached(
        "UPDATE outbox SET settled_at = ?2 WHERE id <= ?1 AND settled_at IS NULL AND state IN ('failed', 'expired')
           AND kind LIKE 'shop\\_%' ESCAPE '\\'",
    )?;
    Ok(statement.execute([last, now])?)
}
