//! A booking as it was typed, and as it is after every field was parsed: all at once, so that all that is wrong is said at once.

use crate::domain::ids::{ResourceId, ServiceId};
use crate::domain::shop::{Calendar, FieldMode, Language, Place, Service, Shop};
use crate::domain::time::Minute;
use crate::domain::values::{Checked, Comment, Email, Faults, Invalid, PersonName, Phone, PostalAddress, Rule};
use chrono::DateTime;
use std::fmt;

/// A booking as a widget or a form sent it. `Debug` tells nothing.
#[derive(Clone, Default)]
pub struct BookingInput {
    /// The id of the service.
    pub service: String,
    /// The start in RFC 3339.
    pub start: String,
    /// The id of the resource chosen, if any.
    pub resource: Option<String>,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Comment.
    pub comment: Option<String>,
    /// Language tag; the shop's language where absent.
    pub language: Option<String>,
    /// Whether the privacy page was accepted.
    pub privacy_accepted: bool,
    /// Whether a reminder by mail is wanted.
    pub reminder_accepted: bool,
}

/// A booking whose every value can be trusted; whether the calendar allows it is decided later. `Debug` tells nothing.
#[derive(Clone)]
pub struct BookingRequest {
    /// The service, bookable online when it was parsed.
    pub service: ServiceId,
    /// The start.
    pub start: Minute,
    /// Whether `start` had seconds, which no mark has.
    pub off_minute: bool,
    /// The resource of the first need that was chosen.
    pub resource: Option<ResourceId>,
    /// First name.
    pub first_name: PersonName,
    /// Last name.
    pub last_name: PersonName,
    /// E-mail address, as typed.
    pub email: Email,
    /// Telephone number.
    pub phone: Option<Phone>,
    /// Postal address, where it takes place there.
    pub address: Option<PostalAddress>,
    /// Comment.
    pub comment: Option<Comment>,
    /// What the customer reads.
    pub language: Language,
    /// Whether consent was asked for and given.
    pub consented: bool,
    /// Whether a reminder was offered and is wanted.
    pub reminder_accepted: bool,
}

impl fmt::Debug for BookingInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BookingInput(…)")
    }
}

impl fmt::Debug for BookingRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BookingRequest(…)")
    }
}

impl BookingInput {
    /// Parses every field against what the shop asks for.
    ///
    /// # Errors
    /// All fields that are wrong, in the order of the form.
    pub fn parse(&self, calendar: &Calendar) -> Result<BookingRequest, Faults> {
        let shop = &calendar.shop;
        let mut faults = Faults::default();
        let found = self.service(calendar);
        let resource = match found {
            Ok(service) => faults.take("resource", self.resource_of(calendar, service)),
            Err(_) => None,
        };
        let place = found.map(|service| service.place).unwrap_or_default();
        let service = faults.take("service", found.map(|service| service.id.clone()));
        let start = faults.take("start", self.start());
        let first_name = faults.take("customer.first_name", PersonName::parse_strangers(&self.first_name));
        let last_name = faults.take("customer.last_name", PersonName::parse_strangers(&self.last_name));
        let email = faults.take("customer.email", Email::parse(&self.email));
        let phone = faults.take("customer.phone", optional(shop.phone_mode(place), self.phone.as_deref()));
        let address = faults.take("customer.address", optional(address_mode(place), self.address.as_deref()));
        let comment = faults.take("comment", optional(shop.comment_field, self.comment.as_deref()));
        let language = faults.take("language", self.language(shop));
        let consented = faults.take("privacy_accepted", self.consent(shop));
        let request = (|| {
            let (start, off_minute) = start?;
            Some(BookingRequest {
                service: service?,
                start,
                off_minute,
                resource: resource?,
                first_name: first_name?,
                last_name: last_name?,
                email: email?,
                phone: phone?,
                address: address?,
                comment: comment?,
                language: language?,
                consented: consented?,
                reminder_accepted: shop.asks_about_reminders() && self.reminder_accepted,
            })
        })();
        faults.or(request)
    }

    fn service<'a>(&self, calendar: &'a Calendar) -> Result<&'a Service, Invalid> {
        if self.service.is_empty() {
            return Err(Invalid::Required);
        }
        calendar.bookable_services().find(|service| service.id.as_str() == self.service).ok_or(Invalid::Unknown)
    }

    fn resource_of(&self, calendar: &Calendar, service: &Service) -> Result<Option<ResourceId>, Invalid> {
        match self.resource.as_deref() {
            None | Some("") => Ok(None),
            Some(id) => calendar
                .choosable(service)
                .find(|known| known.id.as_str() == id)
                .map(|known| Some(known.id.clone()))
                .ok_or(Invalid::Unknown),
        }
    }

    fn start(&self) -> Result<(Minute, bool), Invalid> {
        if self.start.is_empty() {
            return Err(Invalid::Required);
        }
        let at = DateTime::parse_from_rfc3339(&self.start).map_err(|_| Invalid::NotAnInstant)?.to_utc();
        let minute = Minute::floor(at);
        Ok((minute, minute.to_utc() != at))
    }

    fn language(&self, shop: &Shop) -> Result<Language, Invalid> {
        match self.language.as_deref() {
            None => Ok(shop.language),
            Some(tag) => Language::from_tag(tag)
                .filter(|language| shop.languages.contains(language))
                .ok_or(Invalid::NotALanguage),
        }
    }

    fn consent(&self, shop: &Shop) -> Result<bool, Invalid> {
        match (&shop.privacy_url, self.privacy_accepted) {
            (Some(_), false) => Err(Invalid::NotAccepted),
            (asked, _) => Ok(asked.is_some()),
        }
    }
}

/// Whether a customer's postal address is asked for.
pub fn address_mode(place: Place) -> FieldMode {
    if place.needs_address() { FieldMode::Required } else { FieldMode::Hidden }
}

fn optional<R: Rule>(mode: FieldMode, typed: Option<&str>) -> Result<Option<Checked<R>>, Invalid> {
    let value = Checked::parse_optional(typed.unwrap_or_default())?;
    match (mode, value) {
        (FieldMode::Hidden, _) => Ok(None),
        (FieldMode::Required, None) => Err(Invalid::Required),
        (_, value) => Ok(value),
    }
}
