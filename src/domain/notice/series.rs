//! One of several appointments that a message tells of.

use super::{NoticeFacts, minutes, optional_minutes, status_word};
use crate::domain::appointment::Status;
use crate::domain::mail_secret::MailSecret;
use crate::domain::shop::Venue;
use crate::domain::time::Minute;
use serde::{Deserialize, Serialize};

/// One of several appointments. The fields are those of [`NoticeFacts`]. No `Debug`, as it holds a token.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct SeriesDate {
    /// Its public id.
    pub appointment_id: String,
    /// When it begins.
    #[serde(with = "minutes")]
    pub start: Minute,
    /// When it ends.
    #[serde(with = "minutes")]
    pub end: Minute,
    /// When it was to begin before it was moved.
    #[serde(with = "optional_minutes", default)]
    pub previous_start: Option<Minute>,
    /// Its status.
    #[serde(with = "status_word")]
    pub status: Status,
    /// The secret of its page.
    pub token: Option<String>,
    /// Looked up when the mail is sent.
    #[serde(skip)]
    pub mail_secret: Option<MailSecret>,
    /// Looked up when the mail is sent.
    #[serde(skip)]
    pub calendar_uid: Option<String>,
    /// `SEQUENCE` of its calendar file.
    pub sequence: u32,
    /// Looked up when the mail is sent.
    #[serde(skip)]
    pub venue: Venue,
}

impl NoticeFacts {
    /// The values for one of the appointments alone.
    #[must_use]
    pub fn on(&self, date: &SeriesDate) -> Self {
        Self {
            appointment_id: date.appointment_id.clone(),
            start: date.start,
            end: date.end,
            previous_start: date.previous_start,
            status: date.status,
            token: date.token.clone(),
            mail_secret: date.mail_secret.clone(),
            calendar_uid: date.calendar_uid.clone(),
            sequence: date.sequence,
            venue: date.venue.clone(),
            series: Vec::new(),
            ..self.clone()
        }
    }
}
