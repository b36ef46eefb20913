//! One resource over a range of dates: its start times (rule 3), and whether it is open and free for a span (rule 5).

use super::foreign;
use super::opening::{LONGEST_OPENING_MINUTES, Opening, OpeningRules, merge};
use super::shop::Service;
use super::snapshot::{AppointmentKey, BusySpan, Occupancy};
use super::time::{LocalDay, Minute};
use std::ops::Range;

/// A start time of one resource. Ordered by time, then by resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct StartTime {
    pub at: Minute,
    /// The index of its resource in the query.
    pub resource: usize,
    /// From the gap step; shown only while free.
    pub gap: bool,
}

/// The data of one resource: its opening rules, its busy spans, and all that calendars elsewhere call busy.
pub(super) struct ResourceInput<'a> {
    pub rules: OpeningRules<'a>,
    pub occupancy: &'a Occupancy,
    pub foreign: &'a [Range<Minute>],
    pub resource: &'a str,
    pub gap_step: Option<i64>,
}

/// One resource over a range of dates.
pub(super) struct ResourceDays<'a> {
    openings: Vec<Opening>,
    merged: Vec<Range<Minute>>,
    busy: Vec<BusySpan>,
    /// Foreign busy spans (rule 9): disjoint, in order.
    foreign: &'a [Range<Minute>],
    gap_step: Option<i64>,
    moving: Option<AppointmentKey>,
}

impl<'a> ResourceDays<'a> {
    /// The openings of `days`, and the busy spans that touch `reach`; those of an earlier opening only where a gap step counts
    /// from them. Those of the appointment `moving` are left out.
    pub fn new(
        source: &ResourceInput<'a>,
        days: &[LocalDay],
        reach: &Range<Minute>,
        moving: Option<AppointmentKey>,
    ) -> Self {
        let mut openings: Vec<Opening> = days.iter().flat_map(|day| source.rules.on(*day)).collect();
        openings.sort();
        let mut merged = Vec::with_capacity(openings.len());
        for opening in &openings {
            merge(&mut merged, opening.start..opening.end);
        }
        let first_opening = openings.first().filter(|_| source.gap_step.is_some());
        let reach = first_opening.map_or(reach.start, |opening| opening.start.min(reach.start))..reach.end;
        let busy = source.occupancy.touching(source.resource, &reach);
        let foreign = foreign::overlapping(source.foreign, &reach);
        Self { openings, merged, busy, foreign, gap_step: source.gap_step, moving }
    }

    /// Whether the whole span lies inside one merged opening.
    pub fn is_open(&self, span: &Range<Minute>) -> bool {
        let place = self.merged.partition_point(|open| open.end <= span.start);
        self.merged.get(place).is_some_and(|open| open.start <= span.start && span.end <= open.end)
    }

    /// Whether neither an appointment nor a foreign busy span overlaps the span.
    pub fn is_free(&self, span: &Range<Minute>) -> bool {
        self.is_unclaimed(span) && self.first_foreign(span).is_none()
    }

    /// Whether no appointment overlaps the span. Spans are disjoint and in order (rule 8), so their ends are in order too.
    pub fn is_unclaimed(&self, span: &Range<Minute>) -> bool {
        self.first_overlap(span).is_none()
    }

    /// The first foreign busy span that overlaps `span` (rule 9).
    pub fn first_foreign(&self, span: &Range<Minute>) -> Option<&'a Range<Minute>> {
        foreign::overlapping(self.foreign, span).first()
    }

    /// The end of the merged opening that contains `at`; `None` if it is closed then.
    pub fn open_until(&self, at: Minute) -> Option<Minute> {
        let place = self.merged.partition_point(|open| open.end <= at);
        self.merged.get(place).filter(|open| open.start <= at).map(|open| open.end)
    }

    /// The first busy span that overlaps `span`.
    pub fn first_overlap(&self, span: &Range<Minute>) -> Option<BusySpan> {
        let place = self.busy.partition_point(|busy| busy.end <= span.start);
        let mut overlapping = self.busy[place..].iter().take_while(|busy| busy.start < span.end);
        overlapping.find(|busy| !self.is_moving(busy)).copied()
    }

    /// Whether an appointment starting on that day could fit regardless of start times: inside one opening, with its
    /// buffers between the busy spans and the foreign ones.
    pub fn has_room(&self, day: LocalDay, service: &Service) -> bool {
        let (before, duration) = (i64::from(service.buffer_before_minutes), i64::from(service.duration_minutes));
        let after = i64::from(service.buffer_after_minutes);
        let first = self.merged.partition_point(|open| open.end <= day.start);
        self.merged[first..].iter().take_while(|open| open.start < day.end).any(|open| {
            let mut earliest = open.start.max(day.start);
            loop {
                let next = self.busy.partition_point(|busy| busy.end <= earliest.plus(-before));
                for busy in self.busy[next..].iter().filter(|busy| !self.is_moving(busy)) {
                    if earliest.plus(duration) > open.end || earliest.plus(duration + after) <= busy.start {
                        break;
                    }
                    earliest = earliest.max(busy.end.plus(before));
                }
                if earliest >= day.end || earliest.plus(duration) > open.end {
                    return false;
                }
                match self.first_foreign(&(earliest.plus(-before)..earliest.plus(duration + after))) {
                    Some(foreign) => earliest = foreign.end.plus(before),
                    None => return true,
                }
            }
        })
    }

    /// Total minutes of the busy spans that start on that day.
    pub fn busy_minutes(&self, day: LocalDay) -> i64 {
        let first = self.busy.partition_point(|busy| busy.start < day.start);
        let on_day = self.busy[first..].iter().take_while(|busy| busy.start < day.end);
        on_day.filter(|busy| !self.is_moving(busy)).map(|busy| busy.end.minutes_since(busy.start)).sum()
    }

    /// Whether there is a start time on that day, appointments ignored.
    pub fn has_grid_start(&self, day: LocalDay) -> bool {
        self.openings_reaching(day).any(|opening| {
            let first = first_start(opening, day.start);
            first < opening.end && first < day.end
        })
    }

    /// Whether appointments may add start times (gap step).
    pub fn has_gap_step(&self) -> bool {
        self.gap_step.is_some()
    }

    /// Whether `at`, which lies on that day, is one of its start times: the same as to look for it in
    /// [`Self::add_start_times`], without building them.
    pub fn has_start_time(&self, day: LocalDay, buffer_before: i64, at: Minute) -> bool {
        let mut openings = self.openings_reaching(day).filter(|opening| opening.start <= at && at < opening.end);
        openings.any(|opening| {
            let is_gap_start = |step| self.gap_starts(opening, step, buffer_before).any(|start| start == at);
            at.minutes_since(opening.start) % opening.step == 0 || self.gap_step.is_some_and(is_gap_start)
        })
    }

    /// Appends the start times of that day, labelled with the index `resource`.
    pub fn add_start_times(
        &self,
        day: LocalDay,
        buffer_before: i64,
        resource: usize,
        start_times: &mut Vec<StartTime>,
    ) {
        for opening in self.openings_reaching(day) {
            let end = opening.end.min(day.end);
            let mut at = first_start(opening, day.start);
            while at < end {
                start_times.push(StartTime { at, resource, gap: false });
                at = at.plus(opening.step);
            }
            if let Some(step) = self.gap_step {
                let gaps = self.gap_starts(opening, step, buffer_before).filter(|at| day.start <= *at && *at < day.end);
                start_times.extend(gaps.map(|at| StartTime { at, resource, gap: true }));
            }
        }
    }

    /// The start times that the ends of appointments add inside the opening (rule 3, gap step).
    fn gap_starts(&self, opening: &Opening, step: i64, buffer_before: i64) -> impl Iterator<Item = Minute> {
        let Opening { start, end, .. } = *opening;
        let first = self.busy.partition_point(|busy| busy.end < start);
        self.busy[first..]
            .iter()
            .take_while(move |busy| busy.end < end)
            .filter(|busy| !self.is_moving(busy))
            .map(move |busy| start.plus(round_up(busy.end.minutes_since(start) + buffer_before, step)))
            .filter(move |at| *at < end)
    }

    fn openings_reaching(&self, day: LocalDay) -> impl Iterator<Item = &Opening> {
        let first = self.openings.partition_point(|opening| opening.start.plus(LONGEST_OPENING_MINUTES) < day.start);
        self.openings[first..].iter().take_while(move |opening| opening.start < day.end)
    }

    fn is_moving(&self, busy: &BusySpan) -> bool {
        self.moving == Some(busy.appointment)
    }
}

/// The first start time of the opening's grid at or after `from`; it may lie after the opening's end.
fn first_start(opening: &Opening, from: Minute) -> Minute {
    let missing = from.minutes_since(opening.start).max(0);
    opening.start.plus(round_up(missing, opening.step))
}

/// The next multiple of `step` that is not less than `minutes`.
fn round_up(minutes: i64, step: i64) -> i64 {
    (minutes + step - 1).div_euclid(step) * step
}
