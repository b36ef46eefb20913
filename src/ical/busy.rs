//! The busy times of a calendar file.

use super::unreadable::Unreadable;
use super::walk::{Counts, walk};
use crate::domain::foreign::merged;
use crate::domain::time::Minute;
use std::ops::Range;

pub use super::text::SIZE_MAX;
pub use super::walk::Reading;

/// What a file calls busy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Busy {
    /// The spans within the window: disjoint, in order of time.
    pub spans: Vec<Range<Minute>>,
    /// Events in the file, without the shop's own.
    pub events: usize,
    /// Those of them that could not be read, or not as a whole.
    pub unread: usize,
}

/// Reads the busy times of a file.
///
/// # Errors
/// If it cannot be read at all. Single events that cannot be read are counted instead.
pub fn read(bytes: &[u8], reading: &Reading<'_>) -> Result<Busy, Unreadable> {
    let mut spans = Vec::new();
    let Counts { events, unread } = walk(bytes, reading, &mut |span, _| spans.push(span))?;
    let within = |span: Range<i64>| {
        let minutes = whole_minutes(&span);
        let (start, end) = (minutes.start.max(reading.window.start), minutes.end.min(reading.window.end));
        (start < end).then_some(start..end)
    };
    let spans = merged(spans.into_iter().filter_map(within).collect());
    Ok(Busy { spans, events, unread })
}

/// The whole minutes that a span of seconds since 1970 touches.
pub(super) fn whole_minutes(span: &Range<i64>) -> Range<Minute> {
    // The end is the first minute that is free again.
    Minute::of_second(span.start)..Minute::of_second(span.end.saturating_add(59))
}
