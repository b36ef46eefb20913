//! Values that were parsed from typed input. Invalid input is refused, never repaired.
//!
//! Each kind of value has one rule and one `parse`, whichever way it comes in: the API, a form, the shop file, the command
//! line. What the database holds is not validated again ([`Checked::from_stored`]).

mod checked;
mod color;
mod email;
mod faults;
mod link;
mod person_name;
mod phone;
mod text;
mod top_level;
mod visitor_name;
mod web;

pub use checked::{Checked, Rule, shown};
pub use color::Color;
pub use email::Email;
pub use faults::{Fault, Faults};
pub use person_name::PersonName;
pub use phone::Phone;
pub use text::{
    AppointmentNote, Comment, CustomerNote, Description, ExceptionNote, Line, MailBody, MailSubject, MailWords,
    PostalAddress, ShopAddress, ShortName,
};
pub use web::{CalendarUrl, Origin, WebUrl};

/// Why a value is invalid. The module `i18n` has the sentence for whoever typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// It is empty.
    Required,
    /// It has more characters than this.
    TooLong(usize),
    /// It holds control or direction characters.
    ForbiddenCharacters,
    /// It holds invisible characters.
    InvisibleCharacters,
    /// It holds an address or a link.
    LooksLikeLink,
    /// It is not an e-mail address.
    NotAnEmail,
    /// It is not a telephone number.
    NotAPhone,
    /// It is not an instant in RFC 3339.
    NotAnInstant,
    /// No item has that id.
    Unknown,
    /// The shop does not offer that language.
    NotALanguage,
    /// The privacy policy must be accepted.
    NotAccepted,
    /// It is not a date.
    NotADate,
    /// It is not a time of day.
    NotATime,
    /// It is not a colour.
    NotAColor,
    /// It is not a web URL.
    NotAUrl,
    /// It is not a web origin.
    NotAnOrigin,
    /// It is not a whole number in this range, both ends inclusive.
    OutOfRange(u32, u32),
    /// The end date is before the start date.
    BeforeStart,
    /// An interval of several weeks needs a start date.
    NeedsFirstDate,
    /// The list is empty or has duplicates.
    NoneChosen,
}

impl Invalid {
    /// The stable word in the API's `fields`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Required | Self::NeedsFirstDate | Self::NoneChosen => "required",
            Self::OutOfRange(..) => "out_of_range",
            Self::TooLong(_) => "too_long",
            Self::ForbiddenCharacters
            | Self::NotAnEmail
            | Self::NotAPhone
            | Self::NotAnInstant
            | Self::NotADate
            | Self::NotATime
            | Self::NotAColor
            | Self::NotAUrl
            | Self::NotAnOrigin
            | Self::BeforeStart => "invalid",
            Self::InvisibleCharacters | Self::LooksLikeLink => "looks_like_link",
            Self::Unknown => "unknown",
            Self::NotALanguage => "not_offered",
            Self::NotAccepted => "not_accepted",
        }
    }
}
