//! A message about an appointment: kind, recipient, and the appointment's data at the time it was queued.
//!
//! An operation creates a [`Notice`] and knows nothing of mail; rendering needs only the notice and the shop.
//! Personal data is kept out of `Debug`.

mod kind;
mod series;
mod terms;

pub use kind::{NoticeKind, Recipient};
pub use series::SeriesDate;
pub use terms::{AT_ONCE, MailTerms};

use self::kind::Expiry;
use super::appointment::Status;
use super::mail_secret::MailSecret;
use super::person::Person;
use super::shop::{Language, Place, Venue};
use super::time::Minute;
use super::values::shown;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A queued message about an appointment.
#[derive(Clone, PartialEq)]
pub struct Notice {
    /// What it is about.
    pub kind: NoticeKind,
    /// The recipient's e-mail address.
    pub address: String,
    /// The language it is written in.
    pub language: Language,
    /// The instant from which it may be sent; a reminder's is in the future.
    pub due_at: DateTime<Utc>,
    /// The values its text needs.
    pub facts: NoticeFacts,
}

impl Notice {
    /// The instant from which it is not worth sending, if there is one.
    pub fn pointless_from(&self) -> Option<DateTime<Utc>> {
        match self.kind.properties().expiry {
            Expiry::Start => Some(self.facts.start.to_utc()),
            Expiry::End => {
                let last = self.facts.series.iter().map(|date| date.end).max();
                Some(last.unwrap_or(self.facts.end).to_utc())
            }
            Expiry::ConfirmBy => self.facts.confirm_by.map(Minute::to_utc),
            Expiry::Never => None,
        }
    }
}

impl fmt::Debug for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notice")
            .field("kind", &self.kind)
            .field("language", &self.language)
            .field("due_at", &self.due_at)
            .finish_non_exhaustive()
    }
}

/// The values of a message, as they were when it was queued. Stored as JSON in the outbox.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct NoticeFacts {
    /// The appointment's public id.
    pub appointment_id: String,
    /// The service's name in the reader's language.
    pub service_name: String,
    /// When it begins.
    #[serde(with = "minutes")]
    pub start: Minute,
    /// When it ends.
    #[serde(with = "minutes")]
    pub end: Minute,
    /// When it was to begin before it was moved.
    #[serde(with = "optional_minutes", default)]
    pub previous_start: Option<Minute>,
    /// Its status now.
    #[serde(with = "status_word")]
    pub status: Status,
    /// The customer.
    pub customer: NoticeCustomer,
    /// The customer's comment.
    pub comment: Option<String>,
    /// The secret of the customer's page; never shown to the shop.
    pub token: Option<String>,
    /// The mail secret of its links: looked up when the mail is sent, not stored with it.
    #[serde(skip)]
    pub mail_secret: Option<MailSecret>,
    /// Whether the customer booked it online. Looked up when the mail is sent.
    #[serde(skip)]
    pub online: bool,
    /// The deadline for the customer's confirmation; `None`: no confirmation is needed.
    #[serde(with = "optional_minutes", default)]
    pub confirm_by: Option<Minute>,
    /// UID of the calendar file, if one is stored. Looked up when the mail is sent.
    #[serde(skip)]
    pub calendar_uid: Option<String>,
    /// `SEQUENCE` of the calendar file: greater than that of any earlier file of the appointment.
    pub sequence: u32,
    /// What the shop wrote to the customer about this change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shop_words: Option<String>,
    /// The names of the rooms and persons it occupies, for the shop.
    pub resources: Vec<String>,
    /// Where it takes place and with whom. Looked up when the mail is sent.
    #[serde(skip)]
    pub venue: Venue,
    /// All appointments that it tells of, this one too, where it is about several; else none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<SeriesDate>,
}

impl NoticeFacts {
    /// How long it lasts.
    pub fn duration_minutes(&self) -> i64 {
        self.end.minutes_since(self.start)
    }

    /// The link of a video call, once it is certain that it takes place.
    pub fn video_link(&self) -> Option<&str> {
        self.venue.video_url.as_deref().filter(|_| self.status == Status::Confirmed)
    }

    /// The lines of the customer's address, where it takes place there and the reader may know it.
    pub fn customers_address(&self) -> Option<&str> {
        self.customer.address.as_deref().filter(|_| self.venue.place == Place::Customer)
    }

    /// Removes all text the booker could choose freely. The e-mail address stays: it is the recipient's own.
    pub fn withhold_words(&mut self) {
        let email = std::mem::take(&mut self.customer.email);
        self.customer = NoticeCustomer { email, ..NoticeCustomer::default() };
        self.comment = None;
    }
}

impl fmt::Debug for NoticeFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NoticeFacts")
            .field("appointment_id", &self.appointment_id)
            .field("start", &self.start)
            .field("status", &self.status)
            .field("sequence", &self.sequence)
            .finish_non_exhaustive()
    }
}

/// The customer of a message.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct NoticeCustomer {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: Option<String>,
    /// Postal address, where it takes place there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

impl NoticeCustomer {
    /// First and last name.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name).trim().to_owned()
    }
}

impl From<&Person> for NoticeCustomer {
    fn from(person: &Person) -> Self {
        Self {
            first_name: shown(&person.first_name),
            last_name: shown(&person.last_name),
            email: shown(&person.email),
            phone: person.phone.clone().map(String::from),
            address: None,
        }
    }
}

impl fmt::Debug for NoticeCustomer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NoticeCustomer(…)")
    }
}

mod minutes {
    use super::Minute;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(minute: &Minute, to: S) -> Result<S::Ok, S::Error> {
        minute.since_epoch().serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Minute, D::Error> {
        Ok(Minute::from_epoch(i64::deserialize(from)?))
    }
}

mod optional_minutes {
    use super::Minute;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(minute: &Option<Minute>, to: S) -> Result<S::Ok, S::Error> {
        minute.map(Minute::since_epoch).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Minute>, D::Error> {
        Ok(Option::<i64>::deserialize(from)?.map(Minute::from_epoch))
    }
}

mod status_word {
    use super::Status;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub fn serialize<S: Serializer>(status: &Status, to: S) -> Result<S::Ok, S::Error> {
        status.word().serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Status, D::Error> {
        let word = String::deserialize(from)?;
        Status::from_word(&word).ok_or_else(|| D::Error::custom("unknown status"))
    }
}
