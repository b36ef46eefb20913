//! Requests of erasure: until when they must be answered, and the mails about them.

use super::shop::Language;
use super::time::Minute;
use super::words::words;
use chrono::{DateTime, Months, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::fmt;

words! {
    /// What is told by mail about a request of erasure.
    pub enum ErasureNoticeKind {
        /// To the customer: the request has arrived.
        Received = "erasure_received",
        /// To the customer: their data are erased.
        Done = "erasure_done",
        /// To the customer: the shop has declined the request.
        Declined = "erasure_declined",
        /// To the shop: a customer asks for erasure.
        ShopRequested = "shop_erasure_requested",
    }
}

impl ErasureNoticeKind {
    /// Whether it goes to the shop rather than to the customer.
    pub const fn is_for_shop(self) -> bool {
        matches!(self, Self::ShopRequested)
    }
}

/// A message about a request of erasure. It names nobody: its address is all that must be forgotten afterwards.
#[derive(Clone, PartialEq)]
pub struct ErasureNotice {
    /// What it is about.
    pub kind: ErasureNoticeKind,
    /// The recipient's e-mail address.
    pub address: String,
    /// The language it is written in.
    pub language: Language,
    /// The instant from which it may be sent.
    pub due_at: DateTime<Utc>,
    /// The values its text needs.
    pub facts: ErasureFacts,
}

impl fmt::Debug for ErasureNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErasureNotice").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// The values of such a message. Stored as JSON in the outbox until it is sent.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ErasureFacts {
    /// The last day to answer the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<NaiveDate>,
    /// Why the shop has declined it, in its own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The last day to answer a request made at `asked`: a calendar month later in the shop's zone (Art. 12 (3) GDPR), or the
/// last day of a shorter month (Art. 3 (2) of Regulation 1182/71).
pub fn answer_by(asked: Minute, zone: Tz) -> NaiveDate {
    let day = asked.local_date(zone);
    day.checked_add_months(Months::new(1)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn due(asked: &str) -> String {
        let asked = DateTime::parse_from_rfc3339(asked).unwrap().to_utc();
        answer_by(Minute::floor(asked), chrono_tz::Europe::Berlin).to_string()
    }

    #[test]
    fn it_is_a_calendar_month_in_the_shops_zone() {
        assert_eq!(due("2022-01-14T08:00:00+01:00"), "2022-02-14");
        assert_eq!(due("2022-01-31T08:00:00+01:00"), "2022-02-28");
        assert_eq!(due("2021-12-31T23:30:00Z"), "2022-02-01", "it is the first of January there");
    }
}
