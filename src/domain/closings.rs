//! Closed days and their reasons, as the calendar and the start page tell of them: which exceptions cover a date, whether
//! anybody works on it, which day is open next, and which appointments lie in a closing.

use super::ids::ResourceId;
use super::opening::{OpeningRules, covers, merged_openings};
use super::shop::{Calendar, Exception, Resource};
use super::time::{LocalDay, Minute};
use chrono::NaiveDate;
use std::ops::Range;

/// How far ahead an open day is looked for.
const DAYS_AHEAD: usize = 366;

/// The exceptions of a date, those of the whole shop first.
pub fn exceptions_on(calendar: &Calendar, date: NaiveDate) -> impl Iterator<Item = &Exception> {
    let of = move |of_shop: bool| {
        let all = calendar.exceptions.iter();
        all.filter(move |one| one.resource.is_none() == of_shop && covers(one, date))
    };
    of(true).chain(of(false))
}

/// Whether nothing opens on that date: no person, or no room where there are no persons.
pub fn is_closed(calendar: &Calendar, date: NaiveDate) -> bool {
    !calendar.counted().any(|resource| opens_on(calendar, resource, date))
}

/// Whether a resource opens on that date. Hours of the evening before that reach into it do not count.
pub fn opens_on(calendar: &Calendar, resource: &Resource, date: NaiveDate) -> bool {
    let day = LocalDay::of(date, calendar.shop.time_zone);
    OpeningRules::new(calendar, resource, None).on(day).next().is_some()
}

/// The first open date from that one on; `None`: none within a year.
pub fn next_open(calendar: &Calendar, from: NaiveDate) -> Option<NaiveDate> {
    from.iter_days().take(DAYS_AHEAD).find(|date| !is_closed(calendar, *date))
}

/// The note of what closes the whole shop on that date; empty where it has none, `None` where nothing does.
pub fn shop_closing(calendar: &Calendar, date: NaiveDate) -> Option<&str> {
    let mut closings = exceptions_on(calendar, date).filter(|one| one.resource.is_none() && one.hours.is_empty());
    closings.next().map(note_of)
}

/// An exception's note; empty where it has none.
pub fn note_of(exception: &Exception) -> &str {
    exception.note.as_deref().unwrap_or_default()
}

/// The exception in which an appointment on these resources lies although one of them is closed by it; `None`: there is
/// none. Time outside of regular hours is no closing.
pub fn closing_around<'a>(
    calendar: &'a Calendar,
    resources: &[ResourceId],
    span: &Range<Minute>,
) -> Option<&'a Exception> {
    let zone = calendar.shop.time_zone;
    let (first, last) = (span.start.local_date(zone), span.end.local_date(zone));
    first.iter_days().take_while(|date| *date <= last).find_map(|date| {
        exceptions_on(calendar, date).find(|exception| {
            let concerned = resources.iter().filter(|id| exception.resource.as_ref().is_none_or(|of| of == *id));
            let mut known = concerned.filter_map(|id| calendar.resource(id.as_str()));
            known.any(|resource| !is_open(calendar, resource, date, span))
        })
    })
}

/// Whether a resource is open for all of `span` that lies on that date.
fn is_open(calendar: &Calendar, resource: &Resource, date: NaiveDate, span: &Range<Minute>) -> bool {
    let day = LocalDay::of(date, calendar.shop.time_zone);
    let (start, end) = (span.start.max(day.start), span.end.min(day.end));
    let openings = merged_openings(calendar, resource, date.pred_opt().unwrap_or(date), date);
    start >= end || openings.iter().any(|opening| opening.start <= start && end <= opening.end)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{calendar, daily, date, exception};
    use super::super::shop::ResourceKind;
    use super::super::time::instant_of;
    use super::super::values::ExceptionNote;
    use super::*;

    /// A person and a room, open from 9 to 12 every day.
    fn shop() -> Calendar {
        let mut shop = calendar(&["anna", "kabine"]);
        shop.resources[0].kind = ResourceKind::Person;
        shop.availabilities = vec![daily("anna", "09:00", "12:00"), daily("kabine", "09:00", "12:00")];
        shop
    }

    fn around<'a>(shop: &'a Calendar, resources: &[&str], from: &str, minutes: i64) -> Option<&'a Exception> {
        let start = instant_of(from.parse().unwrap(), shop.shop.time_zone);
        let resources: Vec<ResourceId> = resources.iter().map(|id| ResourceId::from(*id)).collect();
        closing_around(shop, &resources, &(start..start.plus(minutes)))
    }

    #[test]
    fn a_day_is_closed_when_no_person_works_even_if_a_room_is_open() {
        let mut shop = shop();
        assert!(!is_closed(&shop, date("2022-01-17")));
        shop.exceptions.push(exception(Some("anna"), "2022-01-17", &[]));
        assert!(is_closed(&shop, date("2022-01-17")));
        assert_eq!(next_open(&shop, date("2022-01-17")), Some(date("2022-01-18")));
        assert_eq!(shop_closing(&shop, date("2022-01-17")), None, "only one person is away");
        shop.exceptions.push(exception(None, "2022-01-17", &[]));
        assert_eq!(shop_closing(&shop, date("2022-01-17")), Some(""));
    }

    #[test]
    fn the_exceptions_of_a_date_begin_with_those_of_the_shop() {
        let mut shop = shop();
        let with_note = |of, day: &str, note: &str| {
            let mut one = exception(of, day, &[]);
            one.note = ExceptionNote::parse(note).ok();
            one
        };
        shop.exceptions = vec![
            with_note(Some("anna"), "2022-01-17", "Urlaub"),
            with_note(None, "2022-01-17", "Inventur"),
            with_note(None, "2022-01-18", "Umbau"),
        ];
        let notes = |day| exceptions_on(&shop, date(day)).map(note_of).collect::<Vec<_>>();
        assert_eq!(notes("2022-01-17"), ["Inventur", "Urlaub"]);
        assert_eq!(notes("2022-01-18"), ["Umbau"]);
        assert_eq!(notes("2022-01-19"), Vec::<&str>::new());
        assert_eq!(shop_closing(&shop, date("2022-01-17")), Some("Inventur"));
    }

    #[test]
    fn rooms_count_where_there_are_no_persons_and_a_shop_without_hours_never_opens() {
        let mut shop = shop();
        shop.resources[0].archived = true;
        shop.exceptions.push(exception(Some("anna"), "2022-01-17", &[]));
        assert!(!is_closed(&shop, date("2022-01-17")));
        shop.availabilities.clear();
        assert_eq!(next_open(&shop, date("2022-01-17")), None);
    }

    #[test]
    fn an_appointment_lies_in_a_closing_of_the_shop_or_of_one_of_its_own() {
        let mut shop = shop();
        assert_eq!(around(&shop, &["anna"], "2022-01-17T13:00:00", 60), None, "beside regular hours");
        shop.exceptions.push(exception(Some("anna"), "2022-01-17", &[]));
        assert!(around(&shop, &["anna", "kabine"], "2022-01-17T10:00:00", 60).is_some());
        assert_eq!(around(&shop, &["kabine"], "2022-01-17T10:00:00", 60), None);
        assert_eq!(around(&shop, &["anna"], "2022-01-18T10:00:00", 60), None);
        shop.exceptions.push(exception(None, "2022-01-18", &[("09:00", "11:00")]));
        assert_eq!(around(&shop, &["anna"], "2022-01-18T10:00:00", 60), None, "inside of the special hours");
        assert!(around(&shop, &["anna"], "2022-01-18T10:30:00", 60).is_some(), "past their end");
    }
}
