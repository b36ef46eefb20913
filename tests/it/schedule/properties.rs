//! Property tests on random shops: the calendar agrees with the oracle, the list with the decision, and a booking
//! keeps all rules.

use super::compare::{decide, grid, page, question};
use super::oracle::{Asked, Grid, Oracle};
use super::random_shop::{Case, case};
use chrono::{DateTime, Duration, Utc};
use proptest::prelude::*;
use std::collections::BTreeSet;
use terminplaner::domain::ids::ResourceId;
use terminplaner::domain::schedule;
use terminplaner::domain::snapshot::{BusySpan, CalendarSnapshot, Occupancy};
use terminplaner::domain::time::Minute;

/// Failures are added as named cases to `rules.rs`, not as files of seeds.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, max_shrink_time: 60_000, ..ProptestConfig::default() }
}

/// More days than any random shop has.
const ALL_DAYS: usize = 31;

impl Case {
    fn page(&self, now: DateTime<Utc>) -> Grid {
        page(&self.planning, &self.asked, self.from, self.days, now)
    }

    /// Starts to check: all start times, shown or not, the minutes beside them, and random ones.
    fn starts(&self, oracle: &Oracle) -> BTreeSet<Minute> {
        let marks: Vec<Minute> = oracle.marks().into_iter().map(Minute::from_epoch).collect();
        let beside = marks.iter().step_by(7).flat_map(|mark| [mark.plus(-1), mark.plus(1)]);
        let now = Minute::floor(self.now);
        let anywhere = self.pick.iter().map(|pick| now.plus(pick.index(14 * 1_440) as i64 - 5 * 1_440));
        let far = [now.plus(-5_000_000), now.plus(5_000_000)];
        let slots = self.picked(&marks);
        let around = slots.into_iter().flat_map(|mark| [mark.plus(5), mark.plus(-15)]);
        marks.iter().copied().chain(beside).chain(anywhere).chain(far).chain(around).collect()
    }

    /// A selection from the list.
    fn picked(&self, starts: &[Minute]) -> Vec<Minute> {
        let picks = self.pick.iter().filter(|_| !starts.is_empty());
        picks.map(|pick| *pick.get(starts)).collect()
    }
}

fn free(grid: &Grid) -> BTreeSet<Minute> {
    grid.days.iter().flat_map(|(_, slots)| slots).filter(|(_, free)| *free).map(|(start, _)| *start).collect()
}

/// A copy without the appointments of the spans for which `drop` holds.
fn without(planning: &CalendarSnapshot, drop: impl Fn(&BusySpan) -> bool) -> CalendarSnapshot {
    let mut occupancy = planning.occupancy.clone();
    for resource in &planning.calendar.resources {
        for span in planning.occupancy.of(resource.id.as_str()).iter().filter(|span| drop(span)) {
            occupancy.release(&[span.appointment].into());
        }
    }
    CalendarSnapshot { calendar: planning.calendar.clone(), occupancy, foreign: planning.foreign.clone() }
}

fn book(planning: &mut CalendarSnapshot, start: Minute, resources: &[ResourceId], appointment: i64) {
    let service = &planning.calendar.services[0];
    let span = BusySpan {
        start: start.plus(-i64::from(service.buffer_before_minutes)),
        end: start.plus(i64::from(service.duration_minutes) + i64::from(service.buffer_after_minutes)),
        appointment,
    };
    for resource in resources {
        planning.occupancy.occupy(resource, span);
    }
    planning.occupancy.start(&service.id, start, appointment);
}

/// Whether these are the same resources in any order.
fn same(one: &[ResourceId], other: &[ResourceId]) -> bool {
    one.iter().collect::<BTreeSet<_>>() == other.iter().collect::<BTreeSet<_>>()
}

fn overlaps(occupancy: &Occupancy, resource: &ResourceId) -> bool {
    occupancy.of(resource.as_str()).windows(2).any(|pair| pair[1].start < pair[0].end)
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn the_page_is_the_oracles(case in case()) {
        let oracle = Oracle::new(&case.planning, &case.asked, case.now);
        let (mut real, expected) = (case.page(case.now), oracle.page(case.from, case.days));
        if case.asked.operator {
            real.forget_after(oracle.last_date(), case.planning.calendar.shop.time_zone);
        }
        prop_assert_eq!(real, expected, "left: the calendar, right: the oracle");
    }

    #[test]
    fn the_decision_is_the_oracles(case in case()) {
        let oracle = Oracle::new(&case.planning, &case.asked, case.now);
        for start in case.starts(&oracle).into_iter().filter(|start| oracle.knows(*start)) {
            let (real, expected) = (decide(&case.planning, &case.asked, start, case.now), oracle.choices(start));
            let text = start.to_rfc3339(case.planning.calendar.shop.time_zone);
            match (&real, &expected, &case.asked.moving) {
                (Ok(chosen), Ok(choices), Some((_, own))) => {
                    prop_assert!(choices.contains(chosen), "{}: {:?} is none of {:?}", text, chosen, choices);
                    let can_keep = choices.iter().any(|choice| same(choice, own));
                    prop_assert!(!can_keep || same(chosen, own), "{}: {:?} instead of {:?}", text, chosen, own);
                }
                _ => {
                    let expected = expected.map(|choices| choices[0].clone());
                    prop_assert_eq!(real, expected, "{}; left: the calendar, right: the oracle", text);
                }
            }
        }
    }

    #[test]
    fn nearest_free_is_the_oracles(case in case(), count in 0..=4usize) {
        let oracle = Oracle::new(&case.planning, &case.asked, case.now);
        let starts: Vec<Minute> = case.starts(&oracle).into_iter().collect();
        let question = question(&case.planning, &case.asked);
        for start in case.picked(&starts) {
            if case.asked.operator {
                continue; // The next free start may be years away.
            }
            let real = schedule::nearest_free(&case.planning, &question, start, count, case.now);
            prop_assert_eq!(real, oracle.nearest_free(start, count), "left: the calendar, right: the oracle");
        }
    }

    #[test]
    fn a_moved_booking_keeps_its_resources_where_they_are_free(case in case(), turned in any::<bool>()) {
        let mut planning = case.planning.clone();
        let anew = Asked { moving: None, operator: false, ..case.asked.clone() };
        let starts: Vec<Minute> = free(&page(&planning, &anew, case.from, ALL_DAYS, case.now)).into_iter().collect();
        for (key, start) in (1_000..).zip(case.picked(&starts).into_iter().take(2)) {
            let Ok(mut own) = decide(&planning, &anew, start, case.now) else { continue };
            book(&mut planning, start, &own, key);
            if turned {
                own.reverse(); // In another order, as an import may write them.
            }
            let asked = Asked { moving: Some((key, own.clone())), ..anew.clone() };
            let oracle = Oracle::new(&planning, &asked, case.now);
            for start in oracle.free() {
                let choices = oracle.choices(start).map_err(|_| TestCaseError::fail("not free"))?;
                let chosen = decide(&planning, &asked, start, case.now).map_err(|_| TestCaseError::fail("not free"))?;
                let can_keep = choices.iter().any(|choice| same(choice, &own));
                let text = start.to_rfc3339(planning.calendar.shop.time_zone);
                prop_assert!(choices.contains(&chosen), "{}: {:?} is none of {:?}", text, chosen, choices);
                prop_assert!(!can_keep || same(&chosen, &own), "{}: {:?} instead of {:?}", text, chosen, own);
            }
        }
    }
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn the_list_and_the_decision_agree(case in case()) {
        for (_, slots) in case.page(case.now).days {
            for (start, free) in slots {
                let decided = decide(&case.planning, &case.asked, start, case.now);
                prop_assert_eq!(decided.is_ok(), free);
            }
        }
    }

    #[test]
    fn pages_follow_each_other(case in case()) {
        if case.asked.operator {
            return Ok(()); // The pages may continue for years.
        }
        let first = page(&case.planning, &case.asked, case.from, ALL_DAYS, case.now);
        let (mut days, mut from) = (vec![], Some(case.from));
        while let Some(date) = from {
            let next = page(&case.planning, &case.asked, date, case.days, case.now);
            prop_assert!(next.days.len() <= case.days);
            days.extend(next.days);
            from = next.next;
        }
        prop_assert_eq!(days, first.days);
    }

    #[test]
    fn a_page_stays_what_it_is_until_it_says(case in case(), shares in prop::collection::vec(0.0..1.0f64, 3)) {
        let question = question(&case.planning, &case.asked);
        let real = schedule::page(&case.planning, &question, case.from, case.days, case.now);
        let valid_until = real.valid_until;
        prop_assert!(valid_until >= case.now);
        let now = grid(real);
        let left = (valid_until.min(case.now + Duration::days(30)) - case.now).num_milliseconds();
        for share in shares {
            let later = case.now + Duration::milliseconds((left as f64 * share) as i64);
            prop_assert_eq!(&case.page(later), &now, "left: at {}, right: at {}", later, case.now);
        }
        if valid_until < case.now + Duration::days(30) {
            prop_assert_eq!(&case.page(valid_until), &now, "left: at the end {}, right: at {}", valid_until, case.now);
        }
    }

    #[test]
    fn a_move_decides_as_if_the_appointment_were_not_there(case in case()) {
        let Some((moved, _)) = case.asked.moving else { return Ok(()) };
        let others = without(&case.planning, |span| span.appointment == moved);
        let anew = Asked { moving: None, ..case.asked.clone() };
        let expected = page(&others, &anew, case.from, ALL_DAYS, case.now);
        prop_assert_eq!(&page(&case.planning, &case.asked, case.from, ALL_DAYS, case.now), &expected);
        for start in free(&expected) {
            prop_assert!(decide(&case.planning, &case.asked, start, case.now).is_ok());
            prop_assert!(decide(&others, &anew, start, case.now).is_ok());
        }
    }

    #[test]
    fn bookings_only_take_away_and_never_collide(case in case()) {
        let anew = Asked { moving: None, ..case.asked.clone() };
        let mut planning = case.planning.clone();
        let has_gap_step = planning.calendar.resources.iter().any(|resource| resource.gap_step_minutes.is_some());
        for (key, pick) in (1_000..).zip(&case.pick) {
            let before = free(&page(&planning, &anew, case.from, ALL_DAYS, case.now));
            if before.is_empty() {
                break;
            }
            let starts: Vec<Minute> = before.iter().copied().collect();
            let start = *pick.get(&starts);
            let chosen = decide(&planning, &anew, start, case.now).map_err(|_| TestCaseError::fail("not free"))?;
            book(&mut planning, start, &chosen, key);
            prop_assert!(!planning.calendar.resources.iter().any(|resource| overlaps(&planning.occupancy, &resource.id)));
            let after = free(&page(&planning, &anew, case.from, ALL_DAYS, case.now));
            prop_assert!(has_gap_step || after.is_subset(&before), "new: {:?}", after.difference(&before).collect::<Vec<_>>());
        }
    }
}
