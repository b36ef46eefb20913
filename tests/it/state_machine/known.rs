//! The expected state of an appointment.

use chrono::{DateTime, Utc};
use serde_json::Value;
use std::collections::BTreeMap;
use terminplaner::domain::appointment::Status;

/// The expected state of an appointment.
pub(super) struct Known {
    pub(super) key: i64,
    /// The token of its page, if its customer has one.
    pub(super) token: Option<String>,
    /// The request, if it was booked online.
    pub(super) sent: Option<Sent>,
    pub(super) start: DateTime<Utc>,
    pub(super) end: DateTime<Utc>,
    pub(super) status: Status,
    /// Expected number of mails by kind, reminders excluded.
    pub(super) expected_mails: BTreeMap<&'static str, i64>,
    pub(super) reminder: bool,
}

/// A booking request.
pub(super) struct Sent {
    pub(super) body: Value,
    pub(super) idempotency_key: String,
    pub(super) at: DateTime<Utc>,
}

impl Known {
    pub(super) fn new(key: i64, start: DateTime<Utc>, end: DateTime<Utc>, status: Status) -> Self {
        Self { key, token: None, sent: None, start, end, status, expected_mails: BTreeMap::new(), reminder: false }
    }

    pub(super) fn owe(&mut self, kind: &'static str) {
        *self.expected_mails.entry(kind).or_default() += 1;
    }

    /// Expects the first mail to the customer of an appointment.
    pub(super) fn expect_first_mail(&mut self) {
        self.owe(if self.status == Status::Requested { "request_received" } else { "confirmation" });
    }

    pub(super) fn owed_now(&self) -> BTreeMap<String, i64> {
        self.expected_mails.iter().map(|(kind, number)| ((*kind).to_owned(), *number)).collect()
    }
}
