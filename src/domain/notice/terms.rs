//! How the mails of a change leave.

use crate::domain::values::MailWords;
use chrono::{DateTime, TimeDelta, Utc};

/// How the mails of a change leave, and what the shop adds to them.
#[derive(Clone, Debug, Default)]
pub struct MailTerms {
    /// For how long they wait, and can be taken back or replaced; zero: they leave at once.
    pub wait: TimeDelta,
    /// What the shop writes to the customer about this change.
    pub words: Option<MailWords>,
}

/// Mails that leave at once, and say nothing beside what has happened.
pub static AT_ONCE: MailTerms = MailTerms { wait: TimeDelta::zero(), words: None };

impl MailTerms {
    /// For how many seconds somebody at the counter can take back what they did.
    pub const UNDO_SECONDS: i64 = 10;

    /// For what somebody does by hand, who may take it back.
    pub fn undoable(words: Option<MailWords>) -> Self {
        Self { wait: TimeDelta::seconds(Self::UNDO_SECONDS), words }
    }

    /// When a mail leaves that is written at `now`; `None`: at once.
    pub fn leaves_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        (self.wait > TimeDelta::zero()).then(|| now + self.wait)
    }
}
