//! The audit log as owners read it, each entry with what it is about as far as that still exists: the log itself holds
//! only ids.

pub use crate::store::audit::AuditEntry;

use crate::domain::person::CustomerId;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::store::{Store, StoreError, appointments, audit, customers, users};
use rusqlite::Connection;

/// Entries on a page.
const PAGE: usize = 100;

/// A page of the log.
pub struct LogPage {
    /// Its entries, the newest first.
    pub entries: Vec<LogEntry>,
    /// Where the next page begins; `None`: there is none.
    pub older: Option<i64>,
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
pub async fn page(store: &Store, before: Option<i64>) -> Result<LogPage, StoreError> {
    store
        .read(move |conn| {
            let found = audit::latest(conn, before, PAGE)?;
            let older = found.last().map(|(id, _)| *id).filter(|_| found.len() == PAGE);
            let entries = found.into_iter().map(|(_, entry)| {
                let subject = subject(conn, &entry)?;
                Ok(LogEntry { entry, subject })
            });
            Ok(LogPage { entries: entries.collect::<Result<_, StoreError>>()?, older })
        })
        .await
}

fn subject(conn: &Connection, entry: &AuditEntry) -> Result<Subject, StoreError> {
    let key = entry.subject.parse::<i64>().ok();
    let found = match (entry.area(), key) {
        ("appointment" | "address", _) => appointments::find_by_id(conn, &entry.subject)?
            .map(|appointment| Subject::Appointment(appointment.key, appointment.start)),
        ("customer", Some(id)) => customers::find(conn, id)?.map(|record| Subject::Customer(record.id)),
        ("user", Some(id)) => users::find(conn, id)?.map(|user| Subject::User(user.name.into())),
        _ => None,
    };
    Ok(found.unwrap_or(Subject::Unknown))
}
