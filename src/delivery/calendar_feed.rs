//! A calendar to subscribe to: the appointments of a room, a person or the whole shop as one file (RFC 5545), in the degree
//! of detail that its owner chose. UIDs are those of the calendar files in mails, so that a calendar which has both shows an
//! appointment once.

use super::calendar_file::{calendar_of, folded, status_of, uid_of};
use super::sanitize::{lines, one_line};
use crate::domain::appointment::Status;
use crate::domain::feed::{Detail, Feed};
use crate::domain::shop::{Calendar, Language};
use crate::i18n::Texts;
use crate::i18n::messages::{Mail, planner};
use crate::store::calendar_entries::CalendarEntry;
use chrono::{DateTime, Utc};
use icalendar::{Class, Component, Event, EventLike, Property};

/// How often a program should ask again (RFC 7986 section 5.7). Most decide for themselves.
const REFRESH: &str = "PT15M";

/// What the file is made of.
pub struct CalendarFeed<'a> {
    /// What it shows.
    pub feed: &'a Feed,
    /// The shop.
    pub calendar: &'a Calendar,
    /// The appointments that it shows, in order.
    pub entries: &'a [CalendarEntry],
    /// The reader's language.
    pub language: Language,
    /// Where the shop's pages are, without a slash at the end.
    pub public_url: &'a str,
    /// When the file was made.
    pub stamp: DateTime<Utc>,
}

impl CalendarFeed<'_> {
    /// The file's text: CRLF, no line longer than 75 octets.
    pub fn write(&self) -> String {
        let mut calendar = calendar_of("PUBLISH");
        let name = self.name();
        let refresh = Property::new("REFRESH-INTERVAL", REFRESH).add_parameter("VALUE", "DURATION").done();
        calendar.append_property(refresh);
        for (key, value) in [("X-PUBLISHED-TTL", REFRESH), ("NAME", &name), ("X-WR-CALNAME", &name)] {
            calendar.append_property((key, value));
        }
        self.entries.iter().for_each(|entry| {
            calendar.push(self.event(entry));
        });
        folded(&calendar.to_string())
    }

    /// "Anna Muster – Hörakustik Muster"; the shop's name for the whole shop.
    fn name(&self) -> String {
        let shop = one_line(&self.calendar.shop.name);
        match &self.feed.resource {
            Some(resource) => {
                let name = one_line(&self.calendar.resource_name(resource.as_str()));
                if shop.is_empty() { name } else { format!("{name} – {shop}") }
            }
            None => shop,
        }
    }

    /// The event of an appointment.
    pub(super) fn event(&self, entry: &CalendarEntry) -> Event {
        let appointment = &entry.appointment;
        let busy = appointment.busy();
        let span = if self.feed.buffers { busy } else { appointment.start..appointment.end };
        let mut event = Event::new();
        event
            .uid(&one_line(&uid_of(entry.calendar_uid.as_deref(), &appointment.id, self.public_url)))
            .sequence(entry.sequence)
            .timestamp(self.stamp)
            .starts(span.start.to_utc())
            .ends(span.end.to_utc())
            .summary(&self.summary(entry))
            .status(status_of(appointment.status))
            .add_property("TRANSP", "OPAQUE");
        if appointment.private {
            event.class(Class::Private);
        }
        if self.feed.detail != Detail::Busy {
            self.set_place(&mut event, entry);
        }
        if self.feed.detail == Detail::Full {
            let description = self.description(entry);
            if !description.is_empty() {
                event.description(&description);
            }
            event.url(&format!("{}/planner/appointments/{}", self.public_url, appointment.key));
        }
        event
    }

    /// The rooms and persons besides the one whose calendar it is.
    fn set_place(&self, event: &mut Event, entry: &CalendarEntry) {
        let others = entry.resources.iter().filter(|id| Some(*id) != self.feed.resource.as_ref());
        let mut names: Vec<_> = others.map(|id| one_line(&self.calendar.resource_name(id.as_str()))).collect();
        if self.feed.detail == Detail::Full {
            // First, so that a press on it finds the way.
            names.splice(0..0, entry.appointment.address.as_deref().map(|address| lines(address).join(", ")));
        }
        if !names.is_empty() {
            event.location(&names.join(", "));
        }
    }

    fn summary(&self, entry: &CalendarEntry) -> String {
        let t = Texts::<planner::Feeds>::of(self.language);
        let appointment = &entry.appointment;
        if self.feed.detail == Detail::Busy {
            return t.busy().to_owned();
        }
        if appointment.is_block() {
            let note = appointment.note.as_deref().map(one_line).filter(|_| self.feed.detail == Detail::Full);
            let instead = if appointment.private { t.private_title() } else { t.blocked() };
            return note.unwrap_or_else(|| instead.to_owned());
        }
        let name = one_line(&appointment.customer.full_name());
        let service = self.service(entry).filter(|_| self.feed.detail == Detail::Full);
        let parts: Vec<_> = service.into_iter().chain(Some(name)).filter(|part| !part.is_empty()).collect();
        let title = if parts.is_empty() { t.busy().to_owned() } else { parts.join(" – ") };
        if appointment.status == Status::Requested {
            return Texts::<Mail>::of(self.language).calendar_requested(title);
        }
        title
    }

    fn description(&self, entry: &CalendarEntry) -> String {
        let texts = [entry.appointment.customer.phone.as_deref(), entry.comment.as_deref()];
        texts.into_iter().flatten().map(one_line).collect::<Vec<_>>().join("\n")
    }

    fn service(&self, entry: &CalendarEntry) -> Option<String> {
        let id = entry.appointment.service.as_ref()?;
        Some(one_line(&self.calendar.service(id.as_str())?.name_in(self.language)))
    }
}
