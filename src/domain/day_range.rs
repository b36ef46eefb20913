//! Availability of one service over a range of dates; `decide` assigns resources to a start time (rule 5).

use super::assignment::choose;
use super::query::{Refusal, Slot};
use super::resolved_query::ResolvedQuery;
use super::shop::Assignment;
use super::start_times::{ResourceDays, StartTime};
use super::time::{DAY_MINUTES, LocalDay, Minute, date_of, day_number};
use std::rc::Rc;

/// The resources of an resolved, each with its openings and busy spans over some dates.
pub(super) struct DayRange<'a> {
    resolved: &'a ResolvedQuery<'a>,
    resources: Vec<ResourceDays<'a>>,
    days: Vec<LocalDay>,
}

/// Days before a date whose openings may reach into it: those of the evening before, and of one day more where a
/// clock change or a skipped date moves their end.
const DAYS_BEFORE: i32 = 2;

impl<'a> DayRange<'a> {
    /// The resolved on the dates with those day numbers, both inclusive.
    pub fn new(resolved: &'a ResolvedQuery<'a>, first: i32, last: i32) -> Self {
        let service = resolved.service;
        let duration = i64::from(service.duration_minutes);
        // An appointment that starts late on the last date needs the openings after it, also across a short or
        // skipped date.
        let days_after = i32::try_from(duration / DAY_MINUTES + 2).unwrap_or(i32::MAX);
        let around = days(resolved, first - DAYS_BEFORE, last.saturating_add(days_after));
        let days: Vec<LocalDay> = around.iter().copied().filter(|day| within(day, first, last)).collect();
        let reach_start = days.first().map_or(Minute::from_epoch(0), |day| day.start);
        let reach_end = days.last().map_or(reach_start, |day| day.end);
        let reach = reach_start.plus(-i64::from(service.buffer_before_minutes))
            ..reach_end.plus(duration + i64::from(service.buffer_after_minutes));
        let resources =
            resolved.sources.iter().map(|source| ResourceDays::new(source, &around, &reach, resolved.moving)).collect();
        Self { resolved, resources, days }
    }

    /// The dates it was made for.
    pub fn days(&self) -> Vec<LocalDay> {
        self.days.clone()
    }

    /// The days of one resource.
    pub fn resource_days(&self, resource: usize) -> &ResourceDays<'a> {
        &self.resources[resource]
    }

    /// Whether `at`, which lies on that day, is a start time of that resource.
    pub fn has_start_time(&self, day: LocalDay, at: Minute, resource: usize) -> bool {
        self.resources[resource].has_start_time(day, self.buffer_before(), at)
    }

    /// Whether that day has a start time to show (rule 6).
    fn is_shown(&self, day: LocalDay) -> bool {
        let Some(first) = self.resolved.needs.first() else { return false };
        first.iter().any(|resource| self.resources[*resource].has_grid_start(day))
            || (first.iter().any(|resource| self.resources[*resource].has_gap_step()) && !self.slots(day).is_empty())
    }

    /// The slots of that day: start times of the first need's resources, each instant once.
    fn slots(&self, day: LocalDay) -> Vec<Slot> {
        let start_times = self.start_times(day);
        let resources: Vec<usize> = start_times.iter().map(|start_time| start_time.resource).collect();
        let mut lists = slices(&self.resolved.needs);
        let is_full = self.is_full(day);
        let mut seen = 0;
        let mut slots = Vec::new();
        for same in start_times.chunk_by(|one, other| one.at == other.at) {
            let start = same[0].at;
            lists[0] = &resources[seen..seen + same.len()];
            seen += same.len();
            let free = self.decide(start, is_full, &lists).is_ok();
            if free || same.iter().any(|start_time| !start_time.gap) {
                slots.push(Slot { start, free });
            }
        }
        slots
    }

    /// The free slots of that day. Full days are skipped by comparing busy spans only: a search for the next free
    /// slot may pass years of them.
    fn free_slots(&self, day: LocalDay) -> Vec<Slot> {
        let has_room =
            |need: &Vec<usize>| need.iter().any(|one| self.resources[*one].has_room(day, self.resolved.service));
        if self.is_full(day) || !self.resolved.needs.iter().all(has_room) {
            return Vec::new();
        }
        let mut slots = self.slots(day);
        slots.retain(|slot| slot.free);
        slots
    }

    /// The resources of an appointment at `at`, which lies on that day, by preference (rule 7).
    pub fn book(&self, day: LocalDay, at: Minute) -> Result<Vec<usize>, Refusal> {
        let mut lists = self.resolved.needs.clone();
        let Some(first) = lists.first_mut() else { return Err(Refusal::NotOffered) };
        let starting: Vec<usize> =
            first.iter().copied().filter(|resource| self.has_start_time(day, at, *resource)).collect();
        if starting.is_empty() {
            let open = first.iter().any(|resource| self.resources[*resource].is_open(&(at..at.plus(1))));
            return Err(if open { Refusal::NotAStartTime } else { Refusal::Closed });
        }
        *first = starting;
        for (need, list) in lists.iter_mut().enumerate() {
            self.sort_by_preference(need, list, day);
        }
        let is_full = self.is_full(day);
        self.keep(at, is_full, &lists).map_or_else(|| self.decide(at, is_full, &slices(&lists)), Ok)
    }

    /// The resources the appointment being moved has now, in any order of needs; `None` if they are not free.
    fn keep(&self, at: Minute, is_full: bool, lists: &[Vec<usize>]) -> Option<Vec<usize>> {
        let is_kept = |resource: &usize| self.resolved.kept.contains(&Some(*resource));
        let kept: Vec<Vec<usize>> = lists.iter().map(|list| list.iter().copied().filter(is_kept).collect()).collect();
        self.decide(at, is_full, &slices(&kept)).ok()
    }

    /// The only decision, used for the list and the booking: assigns a different resource from each list to the start
    /// time `at`. Everything in the first list must have `at` as a start time.
    fn decide(&self, at: Minute, is_full: bool, lists: &[&[usize]]) -> Result<Vec<usize>, Refusal> {
        if self.resolved.earliest.is_some_and(|earliest| at < earliest) {
            return Err(Refusal::TooSoon);
        }
        let service = self.resolved.service;
        let span = at..at.plus(i64::from(service.duration_minutes));
        let busy =
            at.plus(-i64::from(service.buffer_before_minutes))..span.end.plus(i64::from(service.buffer_after_minutes));
        let open = |resource: usize| self.resources[resource].is_open(&span);
        match choose(lists, &|resource| open(resource) && self.resources[resource].is_free(&busy)) {
            Some(chosen) if !is_full => Ok(chosen),
            Some(_) => Err(Refusal::DailyLimit),
            None if choose(lists, &open).is_some() => Err(Refusal::Occupied),
            None => Err(Refusal::Closed),
        }
    }

    /// The start times of the first need's resources on that day, in order, without duplicates per resource.
    fn start_times(&self, day: LocalDay) -> Vec<StartTime> {
        let mut start_times = Vec::new();
        for resource in self.resolved.needs.iter().take(1).flatten() {
            self.resources[*resource].add_start_times(day, self.buffer_before(), *resource, &mut start_times);
        }
        // A stable sort merges the sorted runs of the resources efficiently.
        start_times.sort();
        start_times.dedup_by_key(|start_time| (start_time.at, start_time.resource));
        start_times
    }

    fn buffer_before(&self) -> i64 {
        i64::from(self.resolved.service.buffer_before_minutes)
    }

    /// Whether the service's daily limit is reached.
    pub fn is_full(&self, day: LocalDay) -> bool {
        let Some(limit) = self.resolved.service.daily_limit else { return false };
        let on_day = self.resolved.occupancy.starts_on(self.resolved.service.id.as_str(), day);
        on_day.filter(|(_, appointment)| self.resolved.moving != Some(*appointment)).count() >= limit as usize
    }

    /// Orders by preference: resources the appointment has for this need first, those it has for another need last;
    /// the rest in between, by the shop's assignment setting.
    fn sort_by_preference(&self, need: usize, list: &mut [usize], day: LocalDay) {
        let kept = &self.resolved.kept;
        list.sort_by_cached_key(|resource| {
            let rank = match kept.iter().position(|one| *one == Some(*resource)) {
                Some(place) if place == need => 0,
                None => 1,
                Some(_) => 2,
            };
            let busy_minutes = match self.resolved.assignment {
                Assignment::InOrder => 0,
                Assignment::Balanced => self.resources[*resource].busy_minutes(day),
            };
            (rank, busy_minutes)
        });
    }
}

/// One date of a range.
pub(super) struct DayView<'a> {
    pub range: Rc<DayRange<'a>>,
    pub day: LocalDay,
}

impl DayView<'_> {
    /// Whether the date is shown.
    pub fn is_shown(&self) -> bool {
        self.range.is_shown(self.day)
    }

    /// Its slots; none where it is not shown.
    pub fn slots(&self) -> Vec<Slot> {
        self.range.slots(self.day)
    }

    /// Its free slots; cheaper than filtering [`Self::slots`].
    pub fn free_slots(&self) -> Vec<Slot> {
        self.range.free_slots(self.day)
    }
}

fn slices(lists: &[Vec<usize>]) -> Vec<&[usize]> {
    lists.iter().map(Vec::as_slice).collect()
}

fn days(resolved: &ResolvedQuery, first: i32, last: i32) -> Vec<LocalDay> {
    let start = LocalDay::of(date_of(first), resolved.zone);
    let following = std::iter::successors(Some(start), |day| Some(day.succ(resolved.zone)));
    following.take_while(|day| day_number(day.date) <= last).collect()
}

fn within(day: &LocalDay, first: i32, last: i32) -> bool {
    (first..=last).contains(&day_number(day.date))
}
