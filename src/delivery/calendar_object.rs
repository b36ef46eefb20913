//! An object of a calendar that programs keep: one appointment as a file (RFC 4791 section 4.1), as much of it as a device may
//! see. The same appointment has the same bytes whenever it is written, so that its entity tag is made of them.

use super::calendar_feed::CalendarFeed;
use super::calendar_file::{folded, plain_calendar};
use super::sanitize::one_line;
use crate::domain::feed::{Detail, Feed};
use crate::domain::ids::ResourceId;
use crate::domain::shop::{Calendar, Language};
use crate::domain::time::start_of_day;
use crate::domain::values::ShortName;
use crate::store::calendar_entries::CalendarEntry;
use chrono::{DateTime, NaiveDate, Utc};
use icalendar::{Component, EventLike};
use sha2::{Digest, Sha256};

/// Writes objects of one calendar for one device.
pub struct ObjectWriter<'a> {
    /// What it shows.
    feed: Feed,
    /// The shop.
    calendar: &'a Calendar,
    /// The reader's language.
    language: Language,
    /// Where the shop's pages are, without a slash at the end.
    public_url: &'a str,
}

impl<'a> ObjectWriter<'a> {
    /// For the calendar of a resource.
    pub fn new(
        calendar: &'a Calendar,
        resource: &ResourceId,
        detail: Detail,
        language: Language,
        public_url: &'a str,
    ) -> Self {
        let label = ShortName::from_stored(String::new());
        let feed = Feed { label, resource: Some(resource.clone()), detail, buffers: false };
        Self { feed, calendar, language, public_url }
    }

    /// The file of an appointment, with the lines that its devices have written besides: CRLF, no line longer than 75 octets.
    pub fn write(&self, entry: &CalendarEntry, uid: &str, kept: &str) -> String {
        let mut file = plain_calendar();
        let feed = CalendarFeed {
            feed: &self.feed,
            calendar: self.calendar,
            entries: &[],
            language: self.language,
            public_url: self.public_url,
            // The same at any time; programs order revisions by SEQUENCE first.
            stamp: DateTime::<Utc>::UNIX_EPOCH,
        };
        let mut event = feed.event(entry);
        event.uid(&one_line(uid));
        if let Some((first, end)) = self.whole_days(entry) {
            event.starts(first).ends(end);
        }
        file.push(event);
        let text = file.to_string();
        folded(&if kept.is_empty() { text } else { with_kept(&text, kept) })
    }

    /// The days of a blocked time that begins and ends with them.
    fn whole_days(&self, entry: &CalendarEntry) -> Option<(NaiveDate, NaiveDate)> {
        let (appointment, zone) = (&entry.appointment, self.calendar.shop.time_zone);
        let (first, end) = (appointment.start.local_date(zone), appointment.end.local_date(zone));
        let is_whole = start_of_day(first, zone) == appointment.start && start_of_day(end, zone) == appointment.end;
        (appointment.is_block() && is_whole).then_some((first, end))
    }
}

/// Puts the lines at the end of the event. A property of theirs takes the place of this program's.
fn with_kept(text: &str, kept: &str) -> String {
    let name = |line: &str| line.split([':', ';']).next().unwrap_or_default().to_ascii_uppercase();
    let (mut theirs, mut is_in_part) = (Vec::new(), false);
    for line in kept.lines() {
        is_in_part |= line.starts_with("BEGIN:");
        if !is_in_part {
            theirs.push(name(line));
        }
        is_in_part &= !line.starts_with("END:");
    }
    let mut written = String::with_capacity(text.len() + kept.len());
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        if line == "END:VEVENT" {
            written.push_str(kept);
        }
        if !theirs.contains(&name(line)) {
            written.push_str(line);
            written.push_str("\r\n");
        }
    }
    written
}

/// The entity tag of an object's text, a strong one.
pub fn entity_tag(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    let hex = base16ct::lower::encode_string(&hash[..16]);
    format!("\"{hex}\"")
}
