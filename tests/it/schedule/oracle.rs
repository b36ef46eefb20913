//! An oracle: a slow, literal implementation of the rules. Every minute is converted to local time, every appointment
//! is checked, every combination of resources is tried.
//!
//! It is compared with `terminplaner::domain::schedule` and shares only the types of a shop with it. It must stay
//! simple; it may be slow.

mod opening;
mod wall_clock;

use chrono::{DateTime, Days as Plus, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};
use terminplaner::domain::ids::ResourceId;
use terminplaner::domain::shop::{Assignment, Service};
use terminplaner::domain::snapshot::{AppointmentKey, BusySpan, CalendarSnapshot};
use terminplaner::domain::time::Minute;
use wall_clock::WallClock;

/// A query: the first service of the calendar, for whom, and the appointment being moved.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The resource of the first need asked for.
    pub resource: Option<ResourceId>,
    /// The appointment being moved and the resources it occupies.
    pub moving: Option<(AppointmentKey, Vec<ResourceId>)>,
    /// Whether the operator asks.
    pub operator: bool,
}

/// A page of slots; the fields are those of the program's.
#[derive(Debug, PartialEq)]
pub struct Grid {
    pub days: Vec<(NaiveDate, Vec<(Minute, bool)>)>,
    pub previous: Option<NaiveDate>,
    pub next: Option<NaiveDate>,
    pub next_free: Option<Minute>,
}

impl Grid {
    /// Removes everything after a date.
    pub fn forget_after(&mut self, last: NaiveDate, zone: Tz) {
        self.days.retain(|(date, _)| *date <= last);
        self.next = self.next.filter(|date| *date <= last);
        self.next_free = self.next_free.filter(|at| at.local_date(zone) <= last);
    }
}

/// Why a start is not bookable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Why {
    /// A start time, taken by an appointment or the daily limit.
    Taken,
    /// Anything else.
    NotOffered,
}

/// Days computed before today and after the horizon: more than any duration in the tests.
const MARGIN: u64 = 4;

/// How many days the oracle computes for the operator.
const OPERATOR_DAYS: u64 = 7;

/// One snapshot, one query, one instant.
pub struct Oracle<'a> {
    planning: &'a CalendarSnapshot,
    asked: &'a Asked,
    service: &'a Service,
    now: DateTime<Utc>,
    clock: WallClock,
    times: BTreeMap<ResourceId, Times>,
}

/// Opening times and start times of one resource.
#[derive(Default)]
struct Times {
    open: BTreeSet<i64>,
    marks: BTreeSet<i64>,
    gap_marks: BTreeSet<i64>,
}

impl Times {
    fn is_mark(&self, at: i64) -> bool {
        self.marks.contains(&at) || self.gap_marks.contains(&at)
    }
}

/// The opening of one availability or one entry of an exception on one date.
struct Interval {
    of: NaiveDate,
    start: i64,
    end: i64,
    step: u32,
}

impl<'a> Oracle<'a> {
    pub fn new(planning: &'a CalendarSnapshot, asked: &'a Asked, now: DateTime<Utc>) -> Self {
        let zone = planning.calendar.shop.time_zone;
        let service = &planning.calendar.services[0];
        let today = now.with_timezone(&zone).date_naive();
        let horizon = u64::from(planning.calendar.horizon_days(service)).max(OPERATOR_DAYS);
        let clock = WallClock::new(zone, today - Plus::new(MARGIN + 2), today + Plus::new(horizon + MARGIN + 3));
        let mut oracle = Self { planning, asked, service, now, clock, times: BTreeMap::new() };
        for resource in &planning.calendar.resources {
            let times = oracle.times_of(resource, today - Plus::new(MARGIN), today + Plus::new(horizon + MARGIN));
            oracle.times.insert(resource.id.clone(), times);
        }
        oracle
    }

    /// The page that begins on `from`.
    pub fn page(&self, from: NaiveDate, days: usize) -> Grid {
        let from = from.max(self.today());
        let shown = self.shown();
        let before: Vec<NaiveDate> = shown.keys().copied().filter(|date| *date < from).collect();
        let after: Vec<NaiveDate> = shown.keys().copied().filter(|date| *date >= from).collect();
        let free = shown.values().flatten().filter(|(at, free)| *free && self.clock.date(at.since_epoch()) >= from);
        Grid {
            days: after.iter().take(days).map(|date| (*date, shown[date].clone())).collect(),
            previous: before.iter().rev().take(days).next_back().copied(),
            next: after.get(days).copied(),
            next_free: free.map(|(at, _)| *at).min(),
        }
    }

    /// All dates from today to the horizon with their slots.
    pub fn shown(&self) -> BTreeMap<NaiveDate, Vec<(Minute, bool)>> {
        let mut shown: BTreeMap<NaiveDate, Vec<(Minute, bool)>> = BTreeMap::new();
        if !self.is_offered() {
            return shown;
        }
        for at in self.marks() {
            let (date, free) = (self.clock.date(at), self.decide(Minute::from_epoch(at)).is_ok());
            let regular = self.candidates(0).iter().any(|id| self.times[id].marks.contains(&at));
            if (self.today()..=self.last_date()).contains(&date) && (regular || free) {
                shown.entry(date).or_default().push((Minute::from_epoch(at), free));
            }
        }
        shown
    }

    /// All start times of the resources that may serve the first need, on any date.
    pub fn marks(&self) -> BTreeSet<i64> {
        let candidates = self.candidates(0);
        let times = candidates.iter().map(|id| &self.times[id]);
        times.flat_map(|times| times.marks.union(&times.gap_marks)).copied().collect()
    }

    /// All free starts, in order of time.
    pub fn free(&self) -> Vec<Minute> {
        self.shown().into_values().flatten().filter(|(_, free)| *free).map(|(at, _)| at).collect()
    }

    /// The resources an appointment at `start` would get, one for each need.
    pub fn decide(&self, start: Minute) -> Result<Vec<ResourceId>, Why> {
        self.choices(start).map(|choices| choices[0].clone())
    }

    /// All combinations of resources for an appointment at `start`, at least one; the preferred first.
    pub fn choices(&self, start: Minute) -> Result<Vec<Vec<ResourceId>>, Why> {
        let at = start.since_epoch();
        if !self.is_offered() || !self.candidates(0).iter().any(|id| self.times[id].is_mark(at)) {
            return Err(Why::NotOffered);
        }
        let too_soon = start.to_utc() < self.now + Duration::hours(self.lead_time_hours());
        if !self.asked.operator && (too_soon || self.clock.date(at) > self.last_date()) {
            return Err(Why::NotOffered);
        }
        let open: BTreeSet<&ResourceId> = self.times.keys().filter(|id| self.is_open(id, at)).collect();
        let hours_allow =
            |chosen: &Vec<ResourceId>| self.times[&chosen[0]].is_mark(at) && chosen.iter().all(|id| open.contains(id));
        let combinations: Vec<_> = self.combinations(at).into_iter().filter(hours_allow).collect();
        if combinations.is_empty() {
            return Err(Why::NotOffered);
        }
        if !self.daily_limit_allows(at) {
            return Err(Why::Taken);
        }
        let busy: BTreeSet<&ResourceId> = self.times.keys().filter(|id| self.is_busy(id, at)).collect();
        let free: Vec<_> =
            combinations.into_iter().filter(|chosen| !chosen.iter().any(|id| busy.contains(id))).collect();
        if free.is_empty() { Err(Why::Taken) } else { Ok(free) }
    }

    /// The `count` free starts nearest to `start`, the nearest first; of two equally near the earlier one.
    pub fn nearest_free(&self, start: Minute, count: usize) -> Vec<Minute> {
        let mut free = self.free();
        free.sort_by_key(|at| (at.minutes_since(start).abs(), *at));
        free.truncate(count);
        free
    }

    /// Whether the oracle has computed far enough: the operator may book at any time, customers only until the
    /// horizon.
    pub fn knows(&self, start: Minute) -> bool {
        let date = start.local_date(self.planning.calendar.shop.time_zone);
        !self.asked.operator || (self.today() - Plus::new(1)..=self.last_date()).contains(&date)
    }

    pub fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.planning.calendar.shop.time_zone).date_naive()
    }

    /// The last bookable date; for the operator, who has no horizon, the last one computed.
    pub fn last_date(&self) -> NaiveDate {
        if self.asked.operator {
            return self.today() + Plus::new(OPERATOR_DAYS);
        }
        let horizon = self.service.horizon_days.unwrap_or(self.planning.calendar.shop.horizon_days);
        self.today() + Plus::new(u64::from(horizon))
    }

    fn is_offered(&self) -> bool {
        !self.service.archived && (self.service.online || self.asked.operator)
    }

    fn lead_time_hours(&self) -> i64 {
        i64::from(self.service.lead_time_hours.unwrap_or(self.planning.calendar.shop.lead_time_hours))
    }

    /// The resources that may serve a need, in order.
    fn candidates(&self, need: usize) -> Vec<ResourceId> {
        let may_be_used = |id: &&ResourceId| {
            let resource = self.planning.calendar.resource(id.as_str()).expect("needs name resources that exist");
            let is_asked_for = need > 0 || self.asked.resource.as_ref().is_none_or(|asked| asked == *id);
            is_asked_for && !resource.archived && (resource.online || self.asked.operator)
        };
        self.service.needs[need].iter().filter(may_be_used).cloned().collect()
    }

    /// Every combination of different resources for the needs; the preferred first, with the first need's preference
    /// first.
    fn combinations(&self, at: i64) -> Vec<Vec<ResourceId>> {
        let mut combinations: Vec<Vec<ResourceId>> = vec![vec![]];
        for need in 0..self.service.needs.len() {
            let candidates = self.by_preference(self.candidates(need), at);
            let mut longer = vec![];
            for chosen in &combinations {
                for id in candidates.iter().filter(|id| !chosen.contains(id)) {
                    longer.push([chosen.as_slice(), std::slice::from_ref(id)].concat());
                }
            }
            combinations = longer;
        }
        combinations
    }

    fn by_preference(&self, mut candidates: Vec<ResourceId>, at: i64) -> Vec<ResourceId> {
        if self.planning.calendar.shop.assignment == Assignment::Balanced {
            let date = self.clock.date(at);
            candidates.sort_by_key(|id| {
                let spans = self.busy(id).into_iter();
                let on_date = spans.filter(|span| span.start.local_date(self.planning.calendar.shop.time_zone) == date);
                on_date.map(|span| span.end.minutes_since(span.start)).sum::<i64>()
            });
        }
        candidates
    }

    fn daily_limit_allows(&self, at: i64) -> bool {
        let zone = self.planning.calendar.shop.time_zone;
        let starts = self.planning.occupancy.starts_of(self.service.id.as_str()).into_iter();
        let others = starts.filter(|(_, key)| !self.is_moving(*key));
        let count = others.filter(|(start, _)| start.local_date(zone) == self.clock.date(at)).count();
        self.service.daily_limit.is_none_or(|limit| count < limit as usize)
    }

    fn is_moving(&self, key: AppointmentKey) -> bool {
        self.asked.moving.as_ref().is_some_and(|(moving, _)| *moving == key)
    }

    fn busy(&self, id: &ResourceId) -> Vec<BusySpan> {
        let spans = self.planning.occupancy.of(id.as_str()).into_iter();
        spans.filter(|span| !self.is_moving(span.appointment)).collect()
    }

    fn is_busy(&self, id: &ResourceId, at: i64) -> bool {
        let start = at - i64::from(self.service.buffer_before_minutes);
        let end = at + i64::from(self.service.duration_minutes) + i64::from(self.service.buffer_after_minutes);
        self.busy(id).iter().any(|span| span.start.since_epoch() < end && start < span.end.since_epoch())
    }

    fn is_open(&self, id: &ResourceId, at: i64) -> bool {
        let open = &self.times[id].open;
        (at..at + i64::from(self.service.duration_minutes)).all(|minute| open.contains(&minute))
    }
}
