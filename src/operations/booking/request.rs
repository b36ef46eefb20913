//! A booking as it was typed, and as it is after every field was parsed: all at once, so that all that is wrong is said at once.

use crate::domain::ids::{ResourceId, ServiceId};
use crate::domain::shop::{Calendar, FieldMode, Language, Service, Shop};
use crate::domain::time::Minute;
use crate::domain::values::{self, Problem};
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
    /// Comment.
    pub comment: Option<String>,
    /// Language tag; the shop's language where absent.
    pub language: Option<String>,
    /// Whether the privacy page was accepted.
    pub privacy_accepted: bool,
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
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address, as typed.
    pub email: String,
    /// Telephone number.
    pub phone: Option<String>,
    /// Comment.
    pub comment: Option<String>,
    /// What the customer reads.
    pub language: Language,
    /// Whether consent was asked for and given.
    pub consented: bool,
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

/// A field and what is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The path in the API's body, such as `customer.email`.
    pub field: &'static str,
    /// What is wrong.
    pub problem: Problem,
}

/// Collects what is wrong while values are read.
#[derive(Default)]
struct Problems(Vec<FieldProblem>);

impl Problems {
    fn take<T>(&mut self, field: &'static str, value: Result<T, Problem>) -> Option<T> {
        value.map_err(|problem| self.0.push(FieldProblem { field, problem })).ok()
    }
}

impl BookingInput {
    /// Parses every field against what the shop asks for.
    ///
    /// # Errors
    /// All fields that are wrong, in the order of the form.
    pub fn parse(&self, calendar: &Calendar) -> Result<BookingRequest, Vec<FieldProblem>> {
        let shop = &calendar.shop;
        let mut problems = Problems::default();
        let found = self.service(calendar);
        let resource = match found {
            Ok(service) => problems.take("resource", self.resource_of(calendar, service)),
            Err(_) => None,
        };
        let service = problems.take("service", found.map(|service| service.id.clone()));
        let start = problems.take("start", self.start());
        let first_name = problems.take("customer.first_name", values::visitor_name(&self.first_name));
        let last_name = problems.take("customer.last_name", values::visitor_name(&self.last_name));
        let email = problems.take("customer.email", values::email(&self.email));
        let phone = problems.take("customer.phone", optional(shop.phone_field, self.phone.as_deref(), values::phone));
        let comment = problems.take("comment", optional(shop.comment_field, self.comment.as_deref(), values::comment));
        let language = problems.take("language", self.language(shop));
        let consented = problems.take("privacy_accepted", self.consent(shop));
        let place = (|| {
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
                comment: comment?,
                language: language?,
                consented: consented?,
            })
        })();
        place.ok_or(problems.0)
    }

    fn service<'a>(&self, calendar: &'a Calendar) -> Result<&'a Service, Problem> {
        if self.service.is_empty() {
            return Err(Problem::Required);
        }
        calendar.bookable_services().find(|service| service.id.as_str() == self.service).ok_or(Problem::Unknown)
    }

    fn resource_of(&self, calendar: &Calendar, service: &Service) -> Result<Option<ResourceId>, Problem> {
        match self.resource.as_deref() {
            None | Some("") => Ok(None),
            Some(id) => calendar
                .choosable(service)
                .find(|known| known.id.as_str() == id)
                .map(|known| Some(known.id.clone()))
                .ok_or(Problem::Unknown),
        }
    }

    fn start(&self) -> Result<(Minute, bool), Problem> {
        if self.start.is_empty() {
            return Err(Problem::Required);
        }
        let at = DateTime::parse_from_rfc3339(&self.start).map_err(|_| Problem::NotAnInstant)?.to_utc();
        let minute = Minute::floor(at);
        Ok((minute, minute.to_utc() != at))
    }

    fn language(&self, shop: &Shop) -> Result<Language, Problem> {
        match self.language.as_deref() {
            None => Ok(shop.language),
            Some(tag) => Language::from_tag(tag)
                .filter(|language| shop.languages.contains(language))
                .ok_or(Problem::NotALanguage),
        }
    }

    fn consent(&self, shop: &Shop) -> Result<bool, Problem> {
        match (&shop.privacy_url, self.privacy_accepted) {
            (Some(_), false) => Err(Problem::NotAccepted),
            (asked, _) => Ok(asked.is_some()),
        }
    }
}

fn optional(
    mode: FieldMode,
    typed: Option<&str>,
    parse: fn(&str) -> Result<Option<String>, Problem>,
) -> Result<Option<String>, Problem> {
    let value = parse(typed.unwrap_or_default())?;
    match (mode, value) {
        (FieldMode::Hidden, _) => Ok(None),
        (FieldMode::Required, None) => Err(Problem::Required),
        (_, value) => Ok(value),
    }
}
