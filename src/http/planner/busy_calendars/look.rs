//! What an address would block, in lines for the form.

use super::words::Texts;
use crate::domain::time::{DAY_MINUTES, Minute};
use crate::foreign_calendars::Preview;
use crate::http::planner::prelude::*;
use chrono_tz::Tz;

/// How far ahead busy times are listed, in days.
const DAYS: i64 = 14;
/// How many are listed.
const LINES: usize = 20;

/// The preview.
pub struct Look {
    /// How many events there are.
    pub summary: String,
    /// How many of them cannot be read; empty: all can.
    pub unread: String,
    /// The busy times of the next two weeks.
    pub lines: Vec<String>,
    /// How many further ones there are in these weeks; empty: none.
    pub more: String,
}

impl Look {
    /// The lines of a preview at `now`.
    pub fn of(preview: &Preview, now: Minute, zone: Tz, language: Language) -> Self {
        let t = Texts::of(language);
        let busy = &preview.busy;
        let until = now.plus(DAYS * DAY_MINUTES);
        let coming: Vec<_> = busy.spans.iter().filter(|span| span.end > now && span.start < until).collect();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let more = coming.len().saturating_sub(LINES);
        Self {
            summary: t.found(number(busy.events)),
            unread: if busy.unread > 0 { t.unread(number(busy.unread)) } else { String::new() },
            lines: coming
                .iter()
                .take(LINES)
                .map(|span| dates::day_and_span(span.start, span.end, zone, language))
                .collect(),
            more: if more > 0 { t.more(number(more)) } else { String::new() },
        }
    }
}
