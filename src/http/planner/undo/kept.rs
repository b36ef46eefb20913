//! What is kept of a change that can be taken back.

use crate::domain::account::UserId;
use crate::domain::notice::MailTerms;
use crate::operations::accounts::ShortLived;
use crate::operations::booking;
use crate::operations::calendar_import;
use crate::operations::catalog::Undo;
use crate::operations::customers::import::ImportUndo;

/// How long a change can be taken back, in seconds.
const KEPT_SECONDS: i64 = 10 * 60;
/// Changes at most that are kept.
const KEPT_AT_MOST: usize = 1_000;

/// A change that can be taken back.
#[derive(Clone)]
pub enum Change {
    /// Of hours, services or resources.
    Catalog(Box<Undo>),
    /// An import of customers.
    Import(ImportUndo),
    /// An import of a calendar file.
    CalendarImport(calendar_import::ImportUndo),
    /// Of appointments.
    Appointments(Box<booking::Undo>),
}

impl Change {
    /// For how long that is offered, in seconds: until the mail about it leaves.
    pub fn offered_for(&self) -> i64 {
        match self {
            Self::Appointments(undo) if undo.has_mail() => MailTerms::UNDO_SECONDS,
            Self::Appointments(_) | Self::Catalog(_) | Self::Import(_) | Self::CalendarImport(_) => KEPT_SECONDS,
        }
    }
}

/// A change that its author can take back.
#[derive(Clone)]
pub struct Undoable {
    /// The change.
    pub change: Change,
    /// Who made it.
    pub by: UserId,
    /// The page that shows the result.
    pub path: String,
}

/// Those of the whole shop.
pub fn undoables() -> ShortLived<Undoable> {
    ShortLived::new(KEPT_AT_MOST, KEPT_SECONDS)
}
