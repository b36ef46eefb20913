//! An appointment to show a mail with.

use super::schedule::{self, Audience, AvailabilityQuery};
use super::shop::Service;
use super::snapshot::CalendarSnapshot;
use super::time::{LocalDay, Minute, today};
use chrono::{DateTime, Days, Utc};

/// What the message shown is about: the first service on offer, at a time in about a week that it is offered at.
pub struct Example<'a> {
    /// The service; `None`: there is none.
    pub service: Option<&'a Service>,
    /// Its start.
    pub start: Minute,
}

impl<'a> Example<'a> {
    /// That of the calendar as it is.
    pub fn of(planning: &'a CalendarSnapshot, now: DateTime<Utc>) -> Self {
        let zone = planning.calendar.shop.time_zone;
        let service = planning.calendar.bookable_services().next();
        let from = today(now, zone) + Days::new(7);
        let offered = service.and_then(|service| {
            let question = AvailabilityQuery { service, resource: None, moving: None, scope: Audience::Online };
            let page = schedule::page(planning, &question, from, 1, now);
            Some(page.days.first()?.slots.first()?.start)
        });
        let at_ten = LocalDay::of(from, zone).start.plus(10 * 60);
        Self { service, start: offered.unwrap_or(at_ten) }
    }
}
