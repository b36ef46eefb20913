//! The shop's own mail texts, and the values that they may insert.

use super::values::{MailBody, MailSubject};

/// Overrides of a standard text; `None` keeps the standard one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailTemplate {
    /// The subject, one line.
    pub subject: Option<MailSubject>,
    /// Text between greeting and appointment details; an empty line starts a paragraph.
    pub body: Option<MailBody>,
}

impl MailTemplate {
    /// Whether nothing is overridden.
    pub fn is_empty(&self) -> bool {
        self.subject.is_none() && self.body.is_none()
    }
}

/// Values that a template may insert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// First and last name of the customer.
    Name,
    /// The first name.
    FirstName,
    /// The last name.
    LastName,
    /// Name of the service.
    Service,
    /// The date, in words.
    Date,
    /// Start time.
    Time,
    /// The shop's name.
    Shop,
    /// The shop's location.
    Location,
    /// The shop's telephone number.
    Phone,
}

impl Placeholder {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::FirstName,
        Self::LastName,
        Self::Service,
        Self::Date,
        Self::Time,
        Self::Shop,
        Self::Location,
        Self::Phone,
    ];
}
