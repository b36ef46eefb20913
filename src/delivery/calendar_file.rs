//! The calendar file of one appointment: what the customer's page offers, and what mails carry.
//!
//! The library escapes text but writes parameters and addresses as they are and stamps with the machine's clock, so
//! everything foreign is cleaned here and the stamp is ours. Times are in UTC: no reader has to know our zone. UID and
//! SEQUENCE let a calendar replace or drop what it took from an earlier file; Outlook does so only for METHOD REQUEST
//! and CANCEL with an organizer and an attendee.

use super::sanitize::{lines, one_line, parameter, web_link};
use super::texts::mailed_url;
use super::texts::place::place_lines;
pub use super::texts::place::video_link;
use crate::domain::appointment::Status;
use crate::domain::mailto::mailto;
use crate::domain::notice::NoticeFacts;
use crate::domain::shop::{Language, Place, Shop};
use crate::domain::values::Email;
use crate::i18n::messages::Mail;
use crate::i18n::{Texts, dates};
use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Alarm, Calendar, Component, Event, EventLike, EventStatus, Property};

/// How long before the appointment a saved file reminds of it.
const ALARM_BEFORE: TimeDelta = TimeDelta::hours(2);

/// What the file asks the calendar to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Take the appointment as it is: for a file that somebody saves.
    Publish,
    /// Enter or replace it: an invitation by mail.
    Request,
    /// Take it out.
    Cancel,
}

impl Method {
    /// The value of METHOD, and of the mail part's parameter.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// What a calendar file is made of.
pub struct CalendarFile<'a> {
    /// What it asks for.
    pub method: Method,
    /// Whose appointment book it is from.
    pub shop: &'a Shop,
    /// The appointment.
    pub facts: &'a NoticeFacts,
    /// The reader's language.
    pub language: Language,
    /// Where the shop's pages are, without a slash at the end.
    pub public_url: &'a str,
    /// Whether the shop reads it, and sees the customer's name in place of its own.
    pub for_shop: bool,
    /// When the file was made.
    pub stamp: DateTime<Utc>,
}

impl CalendarFile<'_> {
    /// The file's text: CRLF, no line longer than 75 octets.
    pub fn write(&self) -> String {
        let mut calendar = calendar_of(self.method.word());
        calendar.push(self.event(true));
        folded(&calendar.to_string())
    }

    /// The same with an event for each of several appointments. It is for saving: an invitation is of one appointment only
    /// (RFC 5546 section 3.2), so what is cancelled is told by the status of its event. It comes with a mail, and carries no
    /// alarms either.
    pub fn write_series(&self) -> String {
        let mut calendar = calendar_of(Method::Publish.word());
        for date in &self.facts.series {
            let facts = &self.facts.on(date);
            calendar.push(CalendarFile { method: Method::Publish, facts, ..*self }.event(false));
        }
        folded(&calendar.to_string())
    }

    fn event(&self, alarms: bool) -> Event {
        let mut event = Event::new();
        event
            .uid(&one_line(&uid_of(self.facts.calendar_uid.as_deref(), &self.facts.appointment_id, self.public_url)))
            .sequence(self.facts.sequence)
            .timestamp(self.stamp)
            .starts(self.facts.start.to_utc())
            .ends(self.facts.end.to_utc())
            .summary(&self.summary())
            .description(&self.description())
            .location(&self.location())
            .status(self.status())
            .add_property("TRANSP", "OPAQUE");
        if let Some(url) = self.link().as_deref().and_then(web_link) {
            event.url(url);
        }
        if let Some(email) = &self.shop.email {
            event.append_property(mailbox("ORGANIZER", &self.shop.name, email));
        }
        if self.method != Method::Publish {
            event.append_multi_property(self.attendee());
        } else if alarms && !self.for_shop && self.facts.status.is_open() {
            // An invitation carries none: mail programs have their own.
            event.alarm(Alarm::display(&self.summary(), -ALARM_BEFORE));
        }
        event
    }

    /// Who booked has agreed already: nobody is asked to answer.
    fn attendee(&self) -> Property {
        let customer = &self.facts.customer;
        let mut attendee = mailbox("ATTENDEE", &customer.full_name(), &customer.email);
        attendee
            .add_parameter("CUTYPE", "INDIVIDUAL")
            .add_parameter("ROLE", "REQ-PARTICIPANT")
            .add_parameter("PARTSTAT", "ACCEPTED")
            .add_parameter("RSVP", "FALSE")
            .done()
    }

    fn summary(&self) -> String {
        let other = if self.for_shop { self.facts.customer.full_name() } else { self.shop.name.to_string() };
        let (service, other) = (one_line(&self.facts.service_name), one_line(&other));
        let title = if other.is_empty() { service } else { format!("{service} – {other}") };
        if self.facts.status == Status::Requested && self.method != Method::Cancel {
            return Texts::<Mail>::of(self.language).calendar_requested(title);
        }
        title
    }

    fn location(&self) -> String {
        let (facts, language) = (self.facts, self.language);
        if let Some(address) = facts.customers_address() {
            return lines(address).join(", ");
        }
        video_link(facts).map_or_else(|| place_lines(facts, self.shop, language).join(", "), str::to_owned)
    }

    fn description(&self) -> String {
        let t = Texts::<Mail>::of(self.language);
        let duration = dates::duration(self.facts.duration_minutes(), self.language);
        let mut text = vec![t.service(duration, one_line(&self.facts.service_name))];
        if self.facts.venue.place == Place::Video {
            text.extend(place_lines(self.facts, self.shop, self.language));
        }
        if self.for_shop {
            text.extend(self.facts.resources.iter().map(|name| one_line(name)));
            text.extend(self.facts.customer.phone.as_deref().map(one_line));
            return text.join("\n");
        }
        text.extend(self.facts.venue.persons.iter().map(|name| t.calendar_with(one_line(name))));
        text.extend(self.shop.phone.as_deref().map(|phone| t.phone(one_line(phone))));
        text.extend(self.link().map(|url| t.calendar_change(one_line(&url))));
        text.join("\n")
    }

    fn link(&self) -> Option<String> {
        let changeable = !self.for_shop && self.facts.status.is_open();
        let token = self.facts.token.as_deref().filter(|_| changeable)?;
        Some(mailed_url(self.public_url, token, "", self.facts.mail_secret.as_ref()))
    }

    fn status(&self) -> EventStatus {
        if self.method == Method::Cancel { EventStatus::Cancelled } else { status_of(self.facts.status) }
    }
}

/// A calendar without events.
pub(super) fn calendar_of(method: &str) -> Calendar {
    let mut calendar = plain_calendar();
    calendar.append_property(("METHOD", method));
    calendar
}

/// The same without a method, for objects that servers of calendars keep (RFC 4791 section 4.1).
pub(super) fn plain_calendar() -> Calendar {
    let mut calendar = Calendar::empty();
    for (key, value) in [("VERSION", "2.0"), ("PRODID", "-//Terminplaner//Terminplaner//DE"), ("CALSCALE", "GREGORIAN")]
    {
        calendar.append_property((key, value));
    }
    calendar
}

/// The UID of an appointment: the one that is stored; else, for who has a file from before that, id and host.
pub(super) fn uid_of(stored: Option<&str>, appointment_id: &str, public_url: &str) -> String {
    stored.map_or_else(|| format!("{appointment_id}@{}", host_of(public_url)), str::to_owned)
}

/// A status as calendars know it.
pub(super) fn status_of(status: Status) -> EventStatus {
    match status {
        Status::Requested => EventStatus::Tentative,
        Status::Declined | Status::Cancelled => EventStatus::Cancelled,
        Status::Confirmed | Status::Done | Status::NoShow => EventStatus::Confirmed,
    }
}

/// The longest line in octets, its end not counted (RFC 5545 section 3.1).
const LINE_MAX: usize = 75;

/// The file with its lines folded anew: the library does not count the space that a folded line begins with.
pub fn folded(file: &str) -> String {
    let mut text = String::with_capacity(file.len());
    for line in file.replace("\r\n ", "").split_terminator("\r\n") {
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > LINE_MAX {
                text.push_str("\r\n ");
                width = 1;
            }
            text.push(c);
            width += c.len_utf8();
        }
        text.push_str("\r\n");
    }
    text
}

fn mailbox(key: &str, name: &str, email: &str) -> Property {
    let address = Email::from_stored(one_line(email).replace(' ', "")).to_ascii();
    let mut property = Property::new(key, mailto(&address));
    let name = parameter(name);
    if !name.is_empty() {
        property.add_parameter("CN", &name);
    }
    property.done()
}

/// The host of a web address, without its port: the part after the at sign of every UID.
pub fn host_of(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    if let Some(v6) = host.strip_prefix('[') {
        return v6.split(']').next().unwrap_or_default().to_owned();
    }
    host.split(':').next().unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::host_of;

    #[test]
    fn host_is_found_without_port_and_path() {
        assert_eq!(host_of("https://Termine.example.de/x"), "termine.example.de");
        assert_eq!(host_of("http://127.0.0.1:8080"), "127.0.0.1");
        assert_eq!(host_of("http://[::1]:8080/"), "::1");
    }
}
