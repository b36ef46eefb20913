//! Whether it is closed on a date for what shall take place there.

use crate::domain::ids::ResourceId;
use crate::domain::opening::{covers, merged_openings};
use crate::domain::shop::{Calendar, Exception, Service};
use chrono::NaiveDate;

/// The closings and hours of what a series occupies.
#[derive(Clone, Copy, Debug)]
pub struct Closings<'a> {
    /// The shop's hours.
    pub calendar: &'a Calendar,
    /// The service; `None`: time is blocked.
    pub service: Option<&'a Service>,
    /// The rooms and persons that were named.
    pub named: &'a [ResourceId],
}

impl Closings<'_> {
    /// Whether a closing of the whole shop, of a named resource, or of all that could serve a need covers the date. A
    /// weekday without hours is no closing.
    pub fn is_closed(&self, date: NaiveDate) -> bool {
        self.closing(date).is_some()
    }

    /// The closing that covers the date.
    pub fn closing(&self, date: NaiveDate) -> Option<&Exception> {
        let of = |id: Option<&ResourceId>| {
            let mut closings = self.calendar.exceptions.iter().filter(|one| one.hours.is_empty() && covers(one, date));
            closings.find(|one| one.resource.as_ref() == id)
        };
        let of_need = |need: &Vec<ResourceId>| {
            let closings: Option<Vec<_>> = need.iter().map(|id| of(Some(id))).collect();
            closings.and_then(|closings| closings.first().copied())
        };
        let needs = self.service.iter().flat_map(|service| &service.needs);
        of(None)
            .or_else(|| self.named.iter().find_map(|id| of(Some(id))))
            .or_else(|| needs.filter(|need| !need.is_empty()).find_map(of_need))
    }

    /// Whether something that was put off may take place on the date: no closing, and everything named, and one of each
    /// need, has hours then.
    pub fn is_open(&self, date: NaiveDate) -> bool {
        let has_hours = |id: &ResourceId| {
            let resource = self.calendar.resource(id.as_str());
            resource.is_some_and(|resource| !merged_openings(self.calendar, resource, date, date).is_empty())
        };
        let mut needs = self.service.iter().flat_map(|service| &service.needs).filter(|need| !need.is_empty());
        !self.is_closed(date) && self.named.iter().all(has_hours) && needs.all(|need| need.iter().any(has_hours))
    }
}
