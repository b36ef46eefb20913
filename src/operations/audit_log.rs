//! The audit log as owners read it, each entry with what it is about as far as that still exists: the log itself holds
//! only ids.

pub use crate::store::audit::{AuditEntry, Filter, Who};

use crate::domain::account::UserId;
use crate::domain::person::CustomerId;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::domain::words::words;
use crate::store::{Store, StoreError, WriteTx, appointments, audit, customers, users};
use rusqlite::Connection;
use serde_json::json;

/// Entries on a page.
const PAGE: usize = 100;

/// Most entries of an export: the newest are written.
const EXPORTED: usize = 100_000;

words! {
    /// What entries are about, as one chooses them.
    pub enum Kind {
        /// Appointments, requests and what customers did.
        Appointments = "appointments",
        /// Customer records and data.
        Customers = "customers",
        /// Accounts and sign-ins.
        Accounts = "accounts",
        /// Opening hours.
        Hours = "hours",
        /// Services, rooms and persons.
        Offer = "offer",
        /// Settings, mail, exports and backups.
        Settings = "settings",
    }
}

impl Kind {
    /// The first words of their actions.
    pub fn areas(self) -> Vec<&'static str> {
        match self {
            Self::Appointments => vec!["appointment", "appointments", "series", "held", "source", "address"],
            Self::Customers => vec!["customer", "customers", "own_data", "erasure"],
            Self::Accounts => vec!["user"],
            Self::Hours => vec!["hours", "exception", "exceptions", "holidays"],
            Self::Offer => vec!["service", "resource", "calendar"],
            Self::Settings => vec!["shop", "shop_file", "backup", "mail_text", "mail", "log"],
        }
    }
}

/// A page of the log.
pub struct LogPage {
    /// Its entries, the newest first.
    pub entries: Vec<LogEntry>,
    /// Where the next page begins; `None`: there is none.
    pub older: Option<i64>,
    /// The names of all who stand in the log.
    pub names: Vec<String>,
}

/// An entry of the log.
pub struct LogEntry {
    /// The stored entry.
    pub entry: AuditEntry,
    /// What it is about.
    pub subject: Subject,
}

/// What an entry is about.
#[derive(Debug)]
pub enum Subject {
    /// An appointment, and its present start.
    Appointment(AppointmentKey, Minute),
    /// A customer record.
    Customer(CustomerId),
    /// An account, by its name.
    User(String),
    /// Something that was deleted, or is not looked up.
    Unknown,
}

/// The page of the log that begins before entry `before`; `None`: the newest.
pub async fn page(store: &Store, filter: Filter, before: Option<i64>) -> Result<LogPage, StoreError> {
    store
        .read(move |conn| {
            let found = audit::latest(conn, &filter, before, PAGE)?;
            let older = found.last().map(|(id, _)| *id).filter(|_| found.len() == PAGE);
            Ok(LogPage { entries: with_subjects(conn, found)?, older, names: audit::names(conn)? })
        })
        .await
}

/// All entries, the newest first, for a file; that they were read is an entry itself.
pub async fn export(store: &Store, filter: Filter, by: UserId) -> Result<Vec<LogEntry>, StoreError> {
    let read = move |conn: &Connection| with_subjects(conn, audit::latest(conn, &filter, None, EXPORTED)?);
    let entries = store.read(read).await?;
    let note =
        move |tx: &WriteTx<'_>| audit::record(tx, Some(by), "log.exported", "log", &json!({}), tx.now.timestamp());
    store.write(note).await?;
    Ok(entries)
}

fn with_subjects(conn: &Connection, found: Vec<(i64, AuditEntry)>) -> Result<Vec<LogEntry>, StoreError> {
    let entries = found.into_iter().map(|(_, entry)| {
        let subject = subject(conn, &entry)?;
        Ok(LogEntry { entry, subject })
    });
    entries.collect()
}

fn subject(conn: &Connection, entry: &AuditEntry) -> Result<Subject, StoreError> {
    let key = entry.subject.parse::<i64>().ok();
    let found = match (entry.area(), key) {
        ("appointment" | "series" | "address" | "own_data" | "erasure", _) => {
            appointments::find_by_id(conn, &entry.subject)?
                .map(|appointment| Subject::Appointment(appointment.key, appointment.start))
        }
        ("customer", Some(id)) => customers::find(conn, id)?.map(|record| Subject::Customer(record.id)),
        ("user", Some(id)) => users::find(conn, id)?.map(|user| Subject::User(user.name.into())),
        _ => None,
    };
    Ok(found.unwrap_or(Subject::Unknown))
}
