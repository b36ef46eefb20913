//! `check`: verifies the database file, its schema and its contents. Reads only.

mod hours;
mod schema;
mod words;

use super::database::Database;
use super::key_file::KeyFile;
use crate::operations::shop_file;
use crate::store::ledger::Ledger;
use crate::store::sealed::Keyring;
use crate::store::{StoreError, erasures, open, sealed};
use anyhow::{anyhow, bail};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::ffi::OsString;
use std::io::Write;
use std::path::Path;

/// Checks the database: file, schema, rules and appointments.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The database.
    #[command(flatten)]
    pub db: Database,
    /// Its key file.
    #[command(flatten)]
    pub key: KeyFile,
}

/// The result of a check.
#[derive(Debug, Default)]
pub struct Findings {
    /// Violations of rules, one sentence each.
    pub faults: Vec<String>,
    /// Things the operator should look at, one sentence each.
    pub warnings: Vec<String>,
}

/// Runs the command; the sentences are written to `out`.
///
/// # Errors
/// If there is a fault, or no database to check.
pub fn run(args: &Args, now: DateTime<Utc>, out: &mut dyn Write) -> anyhow::Result<()> {
    let db = args.db.display();
    args.db.ensure_exists()?;
    let mut findings = examine(&args.db, now)?;
    check_secrets(args, &mut findings);
    check_erasures(&args.db, &mut findings);
    for warning in &findings.warnings {
        writeln!(out, "warning: {warning}")?;
    }
    for fault in &findings.faults {
        writeln!(out, "fault: {fault}")?;
    }
    match findings.faults.len() {
        0 => Ok(writeln!(out, "{db} is sound")?),
        1 => bail!("{db} has 1 fault; mend it or go back to a backup"),
        faults => bail!("{db} has {faults} faults; mend them or go back to a backup"),
    }
}

/// A connection that leaves the journal as it is.
fn open_untouched(path: &Path) -> Result<Connection, StoreError> {
    let mut journal = OsString::from(path);
    journal.push("-wal");
    let has_journal = std::fs::metadata(&journal).is_ok_and(|journal| journal.len() > 0);
    let conn = open::read_only(path)?;
    if has_journal {
        // Closing the last connection would checkpoint the journal, that is, write.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    }
    Ok(conn)
}

/// Runs all checks of the database alone.
///
/// # Errors
/// If the file cannot be opened.
pub fn examine(path: &Path, now: DateTime<Utc>) -> anyhow::Result<Findings> {
    let conn = open_untouched(path).map_err(|error| anyhow!("cannot open {}: {error}", path.display()))?;
    let fresh = open::read_write(Path::new(":memory:"), now)?;
    let mut findings = Findings::default();
    let faults = &mut findings.faults;
    if let Err(error) = check_file(&conn, &fresh, faults) {
        faults.push(format!("the file cannot be read: {error}"));
    }
    if !faults.is_empty() {
        // A damaged file makes all further checks meaningless.
        return Ok(findings);
    }
    for (sql, sentence) in FAULTS {
        ask(&conn, sql, sentence, faults);
    }
    match words::unknown(&conn) {
        Ok(sentences) => faults.extend(sentences),
        Err(error) => faults.push(format!("the file's words cannot be read: {error}")),
    }
    check_calendar(&conn, now, faults);
    match hours::outside(&conn) {
        Ok(sentences) => findings.warnings.extend(sentences),
        Err(error) => findings.faults.push(format!("the appointments cannot be read: {error}")),
    }
    for (sql, sentence) in WARNINGS {
        let sql = sql.replace("{now}", &now.timestamp().to_string());
        let mut found = Vec::new();
        ask(&conn, &sql, sentence, &mut found);
        findings.warnings.extend(name_some(found));
    }
    Ok(findings)
}

/// Whether the secrets in the database open with its key. Without the right key the shop runs, and asks for them anew;
/// without a readable key file it does not start.
fn check_secrets(args: &Args, findings: &mut Findings) {
    let keys = match args.key.keys_of(&args.db) {
        Ok(keys) => keys,
        Err(error) => return findings.faults.push(error.to_string()),
    };
    findings.warnings.extend(args.key.warning(&args.db));
    findings.warnings.extend(name_some(sentences_of_locked(&args.db, &keys)));
}

/// The secrets in a database that do not open with its key, a sentence each; none where the key file is no key file.
pub fn locked_secrets(db: &Path, key: &KeyFile) -> Vec<String> {
    key.keys_of(db).map(|keys| name_some(sentences_of_locked(db, &keys))).unwrap_or_default()
}

fn sentences_of_locked(db: &Path, keys: &Keyring) -> Vec<String> {
    let why = if keys.has_key() { "it was encrypted with another key" } else { "there is no key file" };
    // A file that cannot be read has been reported.
    let locked = open_untouched(db).and_then(|conn| sealed::locked(&conn, keys)).unwrap_or_default();
    locked.into_iter().map(|what| format!("{what} cannot be opened: {why}")).collect()
}

/// Whether the file holds what was erased after it was copied. The ledger is looked for beside the file as database and as
/// backup.
fn check_erasures(db: &Path, findings: &mut Findings) {
    let folder = db.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let found = Ledger::beside(db).and_in(folder).read().and_then(|all| {
        let conn = open_untouched(db)?;
        erasures::returned(&conn, &erasures::unseen(&conn, all)?)
    });
    match found {
        Ok(found) if found.is_empty() => {}
        Ok(found) => findings.warnings.push(format!(
            "the file holds persons that were erased after it was copied (records: {}, appointments: {}); `serve` \
             erases them again when it starts",
            found.customers.len(),
            found.appointments.len()
        )),
        Err(StoreError::Unreadable(sentence)) => findings.faults.push(sentence),
        // A file that cannot be read, or is of another version, has been reported.
        Err(_) => {}
    }
}

/// How many sentences of one kind are listed; the rest is counted.
const NAMED: usize = 10;

/// The first sentences of one kind, and the number of the others.
fn name_some(mut sentences: Vec<String>) -> Vec<String> {
    let more = sentences.len().saturating_sub(NAMED);
    if more > 0 {
        sentences.truncate(NAMED);
        sentences.push(format!("{more} more of this kind"));
    }
    sentences
}

fn check_file(conn: &Connection, fresh: &Connection, faults: &mut Vec<String>) -> rusqlite::Result<()> {
    for pragma in ["application_id", "user_version"] {
        let number = |conn: &Connection| conn.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
        let (is, wanted) = (number(conn)?, number(fresh)?);
        if is != wanted {
            faults.push(format!(
                "{pragma} is {is} and should be {wanted}: the file is another program's or another version's"
            ));
            return Ok(());
        }
    }
    let mut check = conn.prepare("PRAGMA integrity_check")?;
    for answer in check.query_map([], |row| row.get::<_, String>(0))? {
        let answer = answer?;
        if answer != "ok" {
            faults.push(format!("the file is damaged: {answer}"));
        }
    }
    faults.extend(schema::differences(conn, fresh)?);
    Ok(())
}

/// Queries whose rows are faults. `{0}` and `{1}` in the sentence stand for their columns.
const FAULTS: &[(&str, &str)] = &[
    (
        "SELECT \"table\" || coalesce(' row ' || rowid, ''), parent FROM pragma_foreign_key_check",
        "{0} names something in {1} that is not there",
    ),
    (
        "SELECT a.id, c.resource_id FROM claims c JOIN appointments a ON a.key = c.appointment_key
         WHERE c.busy_from <> a.busy_from OR c.busy_until <> a.busy_until OR c.blocking <> a.blocking",
        "appointment \"{0}\" claims {1} for another span than its own",
    ),
    (
        "SELECT a.id, a.status FROM appointments a
         WHERE a.blocking AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.appointment_key = a.key)",
        "appointment \"{0}\" is {1} but occupies no resource",
    ),
    (
        // Computed from the appointments, so that wrong copies in `claims` cannot hide an overlap.
        "WITH spans AS (
             SELECT c.resource_id, a.id, a.busy_from, a.busy_until FROM claims c JOIN appointments a ON a.key = c.appointment_key
             WHERE a.blocking),
         reach AS (
             SELECT *, max(busy_until) OVER (PARTITION BY resource_id ORDER BY busy_from, id
                                             ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS taken_until FROM spans)
         SELECT id, resource_id FROM reach WHERE busy_from < taken_until",
        "appointment \"{0}\" overlaps another one on {1}",
    ),
];

/// Queries whose rows are warnings.
const WARNINGS: &[(&str, &str)] = &[
    (
        "SELECT kind || ' ' || id, coalesce(last_error, 'no reason known') FROM outbox WHERE state = 'failed'",
        "the mail {0} was not delivered: {1}",
    ),
    (
        "SELECT kind || ' ' || id, coalesce(last_error, 'nobody tried') FROM outbox WHERE state = 'expired'",
        "the mail {0} was not sent in time: {1}",
    ),
    ("SELECT datetime(since, 'unixepoch'), error FROM mail_outage", "the mail server takes no mail since {0} UTC: {1}"),
    (
        "SELECT CAST(count(*) AS TEXT), datetime(min(due_at), 'unixepoch') FROM outbox
         WHERE state = 'queued' AND held_at IS NULL AND due_at <= {now} - 600 HAVING count(*) > 0",
        "mails that are due and wait: {0}, the oldest since {1} UTC",
    ),
    (
        "SELECT kind || ' ' || id, last_error FROM outbox WHERE state = 'queued' AND last_error IS NOT NULL",
        "the mail {0} could not be sent yet: {1}",
    ),
    (
        "SELECT kind || ' ' || id, datetime(due_at, 'unixepoch') FROM outbox
         WHERE state = 'queued' AND held_at IS NULL AND last_error IS NULL AND due_at <= {now} - 600
           AND NOT EXISTS (SELECT 1 FROM mail_outage)",
        "the mail {0} waits since {1} UTC and nobody tried to send it; does `serve` know a mail server?",
    ),
    (
        "SELECT kind || ' ' || id, datetime(held_at, 'unixepoch') FROM outbox
         WHERE state = 'queued' AND held_at IS NOT NULL",
        "the mail {0} is held since {1} UTC; somebody has to release it, or decline its request, on the start page",
    ),
    (
        "SELECT name, coalesce(fault, 'no address') FROM busy_calendars
         WHERE url IS NULL OR failing_since <= {now} - 86400",
        "the calendar \"{0}\" is not read: {1}",
    ),
    (
        "SELECT name, CAST(unread AS TEXT) FROM busy_calendars WHERE unread > 0",
        "events of the calendar \"{0}\" that cannot be read: {1}",
    ),
    (
        "SELECT name, send_fault FROM busy_calendars WHERE send_fault IS NOT NULL",
        "appointments cannot be written to the calendar \"{0}\": {1}",
    ),
    (
        "SELECT b.name, CAST(count(*) AS TEXT) FROM calendar_copies k JOIN account_calendars p ON p.key = k.account_key
         JOIN busy_calendars b ON b.key = p.calendar_key WHERE k.fault IS NOT NULL GROUP BY b.key",
        "appointments that the calendar \"{0}\" does not take: {1}",
    ),
    (
        "SELECT a.id, a.status FROM bookings b JOIN appointments a ON a.key = b.appointment_key
         WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.appointment_key = b.appointment_key)",
        "no mail was ever written for the booking \"{0}\" ({1})",
    ),
];

/// Appends a sentence for every row of a query.
fn ask(conn: &Connection, sql: &str, sentence: &str, sentences: &mut Vec<String>) {
    let answers = || -> rusqlite::Result<Vec<String>> {
        let mut statement = conn.prepare(sql)?;
        let rows = statement.query_map([], |row| {
            let (first, second): (String, String) = (row.get(0)?, row.get(1)?);
            Ok(sentence.replace("{0}", &first).replace("{1}", &second))
        })?;
        rows.collect()
    };
    match answers() {
        Ok(found) => sentences.extend(found),
        Err(error) => sentences.push(format!("a question could not be asked: {error}")),
    }
}

/// Whether settings, resources, services and hours are within the limits of a shop file.
fn check_calendar(conn: &Connection, now: DateTime<Utc>, faults: &mut Vec<String>) {
    let verdict = open::read_write(Path::new(":memory:"), now)
        .map_err(shop_file::ImportError::from)
        .and_then(|mut blank| shop_file::apply_description(conn, &mut blank, now));
    match verdict {
        Ok(()) => {}
        Err(shop_file::ImportError::Refused(problems)) => faults.extend(problems.iter().map(ToString::to_string)),
        Err(shop_file::ImportError::Store(StoreError::Unreadable(sentence))) => faults.push(sentence),
        Err(shop_file::ImportError::Store(error)) => faults.push(format!("the calendar cannot be read: {error}")),
    }
}
