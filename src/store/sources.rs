//! The networks that bookings came from, as salted hashes that are kept for 48 hours: used for a network's daily share and
//! for finding everything from one source. No address is stored; the salt is deleted with the hashes.

use super::StoreError;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use chrono::Duration;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, named_params, params};

/// How long hashes and their salt are kept.
pub const KEPT: Duration = Duration::hours(48);

/// Bytes per hashed network.
pub const HALF: usize = 8;

/// Hash of a network: the first half is the hash of the wide network that contains it, so that one index finds both.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Source([u8; 2 * HALF]);

impl Source {
    /// From the hashes of the wide network and of the network itself.
    pub fn new(wide: [u8; HALF], narrow: [u8; HALF]) -> Self {
        let mut bytes = [0; 2 * HALF];
        bytes[..HALF].copy_from_slice(&wide);
        bytes[HALF..].copy_from_slice(&narrow);
        Self(bytes)
    }

    /// The half that all sources in the same wide network have in common.
    pub fn wide(self) -> [u8; HALF] {
        std::array::from_fn(|at| self.0[at])
    }

    /// The range of sources in the same wide network.
    fn around(self) -> (Self, Self) {
        let (mut first, mut last) = (self, self);
        first.0[HALF..].fill(0);
        last.0[HALF..].fill(u8::MAX);
        (first, last)
    }
}

impl ToSql for Source {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(&self.0[..]))
    }
}

impl FromSql for Source {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_blob()?.try_into().map(Self).map_err(|_| FromSqlError::InvalidType)
    }
}

/// What counts against the share of one network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// Bookings and refusals.
    pub count: u32,
    /// The instant of the oldest of them, in seconds since 1970.
    pub oldest: i64,
}

/// The salt in use, if there is one.
pub fn salt(conn: &Connection) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(conn.prepare_cached("SELECT salt FROM source_salt")?.query_row([], |row| row.get(0)).optional()?)
}

/// Stores a new salt. `now` in seconds since 1970.
pub fn put_salt(conn: &Connection, salt: &[u8], now: i64) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO source_salt (id, salt, made_at) VALUES (1, ?1, ?2)")?
        .execute(params![salt, now])?;
    Ok(())
}

/// Uses since `since` (in seconds since 1970) of that network, then of the wide one.
pub fn uses_since(conn: &Connection, source: Source, since: i64) -> Result<[Uses; 2], StoreError> {
    let (first, last) = source.around();
    let mut statement = conn.prepare_cached(
        "SELECT count(*) FILTER (WHERE source = :source), coalesce(min(at) FILTER (WHERE source = :source), 0),
                count(*), coalesce(min(at), 0)
         FROM (SELECT source, booked_at AS at FROM bookings
               WHERE source >= :first AND source <= :last AND booked_at > :since
               UNION ALL
               SELECT source, at FROM refused_bookings WHERE source >= :first AND source <= :last AND at > :since)",
    )?;
    let bounds = named_params! { ":source": source, ":first": first, ":last": last, ":since": since };
    Ok(statement.query_row(bounds, |row| {
        let uses = |at: usize| Ok::<_, rusqlite::Error>(Uses { count: row.get(at)?, oldest: row.get(at + 1)? });
        Ok([uses(0)?, uses(2)?])
    })?)
}

/// Records a refusal that counts like a booking. `now` in seconds since 1970.
pub fn note_refusal(conn: &Connection, source: Source, now: i64) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO refused_bookings (source, at) VALUES (?1, ?2)")?.execute(params![source, now])?;
    Ok(())
}

/// The source of that appointment, while it is kept.
pub fn of_appointment(conn: &Connection, key: AppointmentKey) -> Result<Option<Source>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT source FROM bookings WHERE appointment_key = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?.flatten())
}

/// Open future appointments booked from the wide network of that source, in order of time.
pub fn open_of(conn: &Connection, source: Source, now: Minute) -> Result<Vec<AppointmentKey>, StoreError> {
    let (first, last) = source.around();
    let mut statement = conn.prepare_cached(
        "SELECT a.key FROM bookings b JOIN appointments a ON a.key = b.appointment_key
         WHERE b.source >= ?1 AND b.source <= ?2 AND a.starts_at > ?3 AND a.status IN ('requested', 'confirmed')
         ORDER BY a.starts_at, a.key",
    )?;
    let bounds = params![first, last, now.since_epoch()];
    Ok(statement.query_map(bounds, |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// A wide network with many recent bookings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crowd {
    /// One of the appointments.
    pub appointment: AppointmentKey,
    /// How many there are.
    pub count: u32,
}

/// Wide networks with at least `at_least` open future appointments booked since `since` (in seconds since 1970), largest
/// first. Appointments whose mails are held are left out: they are answered together anyway.
pub fn crowds(conn: &Connection, since: i64, now: Minute, at_least: u32) -> Result<Vec<Crowd>, StoreError> {
    // CROSS JOIN fixes the order of tables: bookings of two days are fewer than all future appointments.
    let mut statement = conn.prepare_cached(
        "SELECT max(a.key) AS appointment, count(*) AS count
         FROM bookings b CROSS JOIN appointments a ON a.key = b.appointment_key
         WHERE b.source IS NOT NULL AND b.booked_at > ?1 AND a.starts_at > ?2 AND a.status IN ('requested', 'confirmed')
           AND NOT EXISTS (SELECT 1 FROM outbox o
                           WHERE o.appointment_key = a.key AND o.state = 'queued' AND o.held_at IS NOT NULL)
         GROUP BY substr(b.source, 1, ?3) HAVING count(*) >= ?4 ORDER BY count(*) DESC, appointment",
    )?;
    let half = i64::try_from(HALF).unwrap_or_default();
    let found = statement.query_map(params![since, now.since_epoch(), half, at_least], |row| {
        Ok(Crowd { appointment: row.get("appointment")?, count: row.get("count")? })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Whether [`forget_until`] has something to do.
pub fn has_until(conn: &Connection, until: i64) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM bookings WHERE source IS NOT NULL AND booked_at <= ?1)
             OR EXISTS (SELECT 1 FROM refused_bookings WHERE at <= ?1)
             OR EXISTS (SELECT 1 FROM source_salt WHERE made_at <= ?1)",
    )?;
    Ok(statement.query_row([until], |row| row.get(0))?)
}

/// Deletes hashes and salt made up to `until` (in seconds since 1970); the salt also if no hash is left.
pub fn forget_until(conn: &Connection, until: i64) -> Result<usize, StoreError> {
    let forgotten = conn
        .prepare_cached("UPDATE bookings SET source = NULL WHERE source IS NOT NULL AND booked_at <= ?1")?
        .execute([until])?;
    conn.prepare_cached("DELETE FROM refused_bookings WHERE at <= ?1")?.execute([until])?;
    conn.prepare_cached(
        "DELETE FROM source_salt
         WHERE made_at <= ?1 OR NOT (EXISTS (SELECT 1 FROM bookings WHERE source IS NOT NULL)
                                     OR EXISTS (SELECT 1 FROM refused_bookings))",
    )?
    .execute([until])?;
    Ok(forgotten)
}
