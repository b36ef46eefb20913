//! The files that are measured: a shop of two cabins whose calendar is three quarters full from today on, as far as its
//! appointments reach. Who books takes five minutes of what is free in the same cabins, from the second month on.

use crate::child::NOW;
use anyhow::Context;
use chrono::{DateTime, Days, NaiveDate, NaiveTime};
use rusqlite::{Connection, params};
use std::path::{Path, PathBuf};
use terminplaner::domain::time::{Minute, instant_of};

/// The zone of every measured shop.
pub const ZONE: chrono_tz::Tz = chrono_tz::Europe::Berlin;

/// Where a week is asked for.
pub const WEEK: &str = "/api/v1/availability?service=anpassung&days=7";

const SHOP: &str = r#"
UPDATE shop SET name = 'Hörakustik Muster', location = 'Stuttgart', time_zone = 'Europe/Berlin', horizon_days = 3650,
                email = 'termine@example.org';
INSERT INTO resources (id, position, name, kind, online, step_minutes, archived)
VALUES ('kabine-1', 0, 'Kabine 1', 'room', 1, 30, 0), ('kabine-2', 1, 'Kabine 2', 'room', 1, 30, 0);
INSERT INTO services (id, position, name, translations, duration_minutes, buffer_before_minutes, buffer_after_minutes,
                      online, status_on_booking, needs, choice, step_minutes, archived)
VALUES ('anpassung', 0, 'Anpassung', '{}', 30, 0, 0, 1, 'confirmed', '[["kabine-1", "kabine-2"]]', 0, NULL, 0),
       ('kurz', 1, 'Kurzbesuch', '{}', 5, 0, 0, 1, 'confirmed', '[["kabine-1", "kabine-2"]]', 0, 5, 0);
INSERT INTO availabilities (resource_id, weekdays, from_minute, to_minute, every_weeks)
SELECT id, '["mon","tue","wed","thu","fri","sat","sun"]', 480, 1080, 1 FROM resources;
"#;

/// The marks of a cabin's day, every half hour from 8 to 18.
const MARKS: i64 = 20;

/// A folder for the files of this run, on the disk that the build is on.
pub fn folder() -> anyhow::Result<tempfile::TempDir> {
    Ok(tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?)
}

/// A shop with that many future appointments.
pub fn make(folder: &Path, appointments: usize) -> anyhow::Result<PathBuf> {
    let path = folder.join(format!("shop-{appointments}.db"));
    let mut file = terminplaner::store::open::read_write(&path, DateTime::parse_from_rfc3339(NOW)?.to_utc())?;
    let transaction = file.transaction()?;
    transaction.execute_batch(SHOP)?;
    fill(&transaction, appointments)?;
    transaction.commit()?;
    Ok(path)
}

/// The same with so many busy times of calendars kept elsewhere, one calendar a cabin, where appointments stand or may: what
/// is free stays free.
pub fn make_busy_elsewhere(folder: &Path, appointments: usize, spans: usize) -> anyhow::Result<PathBuf> {
    let folder = folder.join("elsewhere");
    std::fs::create_dir(&folder)?;
    let path = make(&folder, appointments)?;
    let mut file = Connection::open(&path)?;
    let transaction = file.transaction()?;
    // Without an address nobody is asked; what was read last goes on counting.
    transaction.execute_batch(
        "INSERT INTO busy_calendars (id, resource_id, name, tentative) SELECT id, id, 'Privat', 'busy' FROM resources",
    )?;
    let mut span = transaction.prepare(
        "INSERT INTO busy_spans (calendar_key, starts_at, ends_at) SELECT key, ?2, ?2 + 30 FROM busy_calendars WHERE resource_id = ?1",
    )?;
    for (cabin, at) in taken_marks(today()?).take(spans) {
        span.execute(params![format!("kabine-{}", cabin + 1), at.since_epoch()])?;
    }
    drop(span);
    transaction.commit()?;
    Ok(path)
}

fn fill(file: &Connection, appointments: usize) -> anyhow::Result<()> {
    let mut appointment = file.prepare(
        "INSERT INTO appointments (id, service_id, starts_at, ends_at, buffer_before_minutes, buffer_after_minutes,
                                   status, first_name, last_name, email)
         VALUES (?1, 'anpassung', ?2, ?2 + 30, 0, 0, 'confirmed', 'Erika', 'Muster', 'erika@example.org')",
    )?;
    let mut claim = file.prepare(
        "INSERT INTO claims (appointment_key, resource_id, busy_from, busy_until, blocking)
         SELECT key, ?2, busy_from, busy_until, blocking FROM appointments WHERE key = ?1",
    )?;
    for (number, (cabin, at)) in taken_marks(today()?).take(appointments).enumerate() {
        appointment.execute(params![format!("termin-{number}"), at.since_epoch()])?;
        claim.execute(params![file.last_insert_rowid(), format!("kabine-{}", cabin + 1)])?;
    }
    Ok(())
}

/// Of every four marks of a cabin one is free, each cabin another: so half of what is shown is free.
fn taken_marks(today: NaiveDate) -> impl Iterator<Item = (i64, Minute)> {
    today.iter_days().flat_map(|date| {
        let marks = (0..MARKS).flat_map(|mark| [(0, mark), (1, mark)]);
        let taken = marks.filter(|(cabin, mark)| (mark + 2 * cabin) % 4 != 3);
        taken.map(move |(cabin, mark)| (cabin, opening(date).plus(30 * mark)))
    })
}

fn opening(date: NaiveDate) -> Minute {
    instant_of(date.and_time(NaiveTime::MIN) + chrono::Duration::hours(8), ZONE)
}

fn today() -> anyhow::Result<NaiveDate> {
    Ok(DateTime::parse_from_rfc3339(NOW)?.date_naive())
}

/// When booking number `number` begins: every second half hour is free in one cabin, for six bookings of five minutes.
fn booked_start(number: usize) -> anyhow::Result<Minute> {
    let in_a_month = today()?.checked_add_days(Days::new(31)).context("there is a next month")?;
    let date = in_a_month.checked_add_days(Days::new(number as u64 / 60)).context("the calendar goes on")?;
    let (half_hour, part) = ((number % 60) / 6, number % 6);
    Ok(opening(date).plus(i64::try_from(60 * half_hour + 30 + 5 * part)?))
}

/// The request of booking number `number`, at a time that no other one asks for.
pub fn booking(number: usize) -> anyhow::Result<Vec<u8>> {
    let start = booked_start(number)?.to_rfc3339(ZONE);
    let body = format!(
        r#"{{"service": "kurz", "start": "{start}", "resource": null, "comment": null, "language": "de", "privacy_accepted": true,
        "customer": {{"first_name": "Erika", "last_name": "Muster", "email": "erika.{number}@example.org", "phone": null}}}}"#
    );
    let head = format!(
        "POST /api/v1/bookings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
         Idempotency-Key: booking-{number}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    Ok((head + &body).into_bytes())
}

/// A request that looks at something.
pub fn get(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").into_bytes()
}
