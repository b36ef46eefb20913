//! Numbers of a period, without personal data: what was booked, how, how early, what was cancelled, and how well the
//! opening hours were used.

mod load;

pub use load::{Cell, Load};

use crate::domain::appointment::Status;
use crate::domain::shop::{Calendar, Language, ResourceKind};
use crate::domain::time::{Minute, start_of_day};
use crate::store::statistics::{self, Counted};
use crate::store::{Store, StoreError};
use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

/// Counts of some appointments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Requested, confirmed, done or missed: all that were not called off.
    pub appointments: u32,
    /// Of these: booked online by the customer.
    pub online: u32,
    /// Of these: the customer did not come.
    pub no_shows: u32,
    /// Cancelled by customer or shop; not among the appointments.
    pub cancelled: u32,
}

impl Counts {
    fn add(&mut self, counted: &Counted) {
        self.appointments += u32::from(counted.status.blocks());
        self.online += u32::from(counted.status.blocks() && counted.online);
        self.no_shows += u32::from(counted.status == Status::NoShow);
        self.cancelled += u32::from(counted.status == Status::Cancelled);
    }
}

/// A span of days or hours, for which something is counted.
pub const LEAD_DAYS: [i64; 6] = [0, 1, 2, 7, 14, 28];
/// The hours before the start from which a cancellation is counted as of the next kind.
pub const NOTICE_HOURS: [i64; 5] = [i64::MIN, 0, 24, 48, 168];

/// Cancellations of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cancelled {
    /// By customers.
    pub by_customer: u32,
    /// By the shop.
    pub by_shop: u32,
}

/// The numbers of a period.
pub struct Numbers {
    /// All appointments.
    pub all: Counts,
    /// By service, in display order; archived ones and appointments without a service only if there are any.
    pub services: Vec<(String, Counts)>,
    /// By person, in display order; by room where there is no person.
    pub resources: Vec<(String, Counts)>,
    /// Whether [`Self::resources`] are persons.
    pub are_persons: bool,
    /// Online bookings by the days from booking to appointment: at least so many as in [`LEAD_DAYS`].
    pub lead: [u32; LEAD_DAYS.len()],
    /// Cancellations by the time left: at least so many hours as in [`NOTICE_HOURS`].
    pub notice: [Cancelled; NOTICE_HOURS.len()],
    /// Cancellations of which the log does not know when.
    pub unknown_notice: u32,
    /// Use of the opening hours.
    pub load: Load,
}

/// The numbers of the appointments that start on these dates. Names in that language; appointments without a service
/// have an empty name.
///
/// # Errors
/// If the database cannot be read.
pub async fn numbers(
    store: &Store,
    first: NaiveDate,
    last: NaiveDate,
    language: Language,
) -> Result<Numbers, StoreError> {
    let calendar = store.planning().calendar.clone();
    let zone = calendar.shop.time_zone;
    let (from, until) = (start_of_day(first, zone), start_of_day(last + Days::new(1), zone));
    store
        .read(move |conn| {
            let rows = statistics::between(conn, from, until)?;
            let (blocks, rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.is_block);
            let load = Load::of(&calendar, &rows, &blocks, first, last);
            Ok(count(&calendar, &rows, load, language))
        })
        .await
}

fn count(calendar: &Calendar, rows: &[Counted], load: Load, language: Language) -> Numbers {
    let zone = calendar.shop.time_zone;
    let of = |concerns: &dyn Fn(&Counted) -> bool| {
        let mut counts = Counts::default();
        rows.iter().filter(|row| concerns(row)).for_each(|row| counts.add(row));
        counts
    };
    let mut services: Vec<_> = calendar
        .services
        .iter()
        .map(|service| (service, of(&|row| row.service.as_ref() == Some(&service.id))))
        .filter(|(service, counts)| !service.archived || *counts != Counts::default())
        .map(|(service, counts)| (service.name_in(language), counts))
        .collect();
    let without = of(&|row| row.service.is_none());
    if without != Counts::default() {
        services.push((String::new(), without));
    }
    let kind = calendar.counted_kind();
    let resources = calendar
        .resources
        .iter()
        .filter(|one| one.kind == kind)
        .map(|one| (one, of(&|row| row.resources.contains(&one.id))))
        .filter(|(one, counts)| !one.archived || *counts != Counts::default())
        .map(|(one, counts)| (one.name.to_string(), counts))
        .collect();
    let mut numbers = Numbers {
        all: of(&|_| true),
        services,
        resources,
        are_persons: kind == ResourceKind::Person,
        lead: [0; LEAD_DAYS.len()],
        notice: [Cancelled::default(); NOTICE_HOURS.len()],
        unknown_notice: 0,
        load,
    };
    for row in rows {
        numbers.add_lead(row, zone);
        numbers.add_notice(row);
    }
    numbers
}

/// The index of the last limit that is not above `value`.
fn place(limits: &[i64], value: i64) -> usize {
    limits.partition_point(|limit| *limit <= value).saturating_sub(1)
}

impl Numbers {
    fn add_lead(&mut self, row: &Counted, zone: Tz) {
        let Some(booked_at) = row.booked_at.filter(|_| row.online && row.status.blocks()) else { return };
        let days = row.start.local_date(zone) - Minute::of_second(booked_at).local_date(zone);
        self.lead[place(&LEAD_DAYS, days.num_days())] += 1;
    }

    fn add_notice(&mut self, row: &Counted) {
        if row.status != Status::Cancelled {
            return;
        }
        let Some((at, by_customer)) = row.cancelled else {
            self.unknown_notice += 1;
            return;
        };
        let left = row.start.minutes_since(Minute::of_second(at)).div_euclid(60);
        let kind = &mut self.notice[place(&NOTICE_HOURS, left)];
        *(if by_customer { &mut kind.by_customer } else { &mut kind.by_shop }) += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_found_by_their_limits() {
        assert_eq!([0, 1, 2, 6, 7, 400].map(|days| place(&LEAD_DAYS, days)), [0, 1, 2, 2, 3, 5]);
        assert_eq!([-5, 0, 23, 24, 48, 168].map(|hours| place(&NOTICE_HOURS, hours)), [0, 1, 1, 2, 3, 4]);
    }
}
