//! Copies that no appointment is known of. A backup that was restored does not know what was made since: that may still stand in
//! the calendars of accounts, and is known again by its UID. What becomes of it is for the shop to decide.

use super::copies::{Bringer, Stop};
use super::dav::Object;
use crate::domain::account_calendar::{AccountCalendarKey, Stray, uid_ending};
use crate::domain::busy_calendar::kept;
use crate::domain::time::Minute;
use crate::ical::object;
use crate::operations::{busy_calendars, calendar_copies};
use crate::store::busy_calendars::OwnUids;
use chrono_tz::Tz;

impl Bringer<'_> {
    /// Finds those of a calendar that are yet to come.
    pub(super) async fn find_strays(&self) -> Result<(), Stop> {
        let inner = &self.all.0;
        let now = inner.clock.now();
        let ahead = Minute::floor(now)..kept(now).end;
        let objects = self.within(self.dav.objects(&self.at, &ahead)).await?;
        let own = busy_calendars::own_uids(&inner.store).await?;
        let (calendar, zone) = (self.calendar.key, inner.store.planning().calendar.shop.time_zone);
        let strays: Vec<Stray> = objects.into_iter().filter_map(|object| stray(object, calendar, &own, zone)).collect();
        Ok(calendar_copies::note_strays(&inner.store, calendar, strays).await?)
    }
}

/// What was written by the shop, as one event, by the name that it gives, and is not known.
fn stray(object: Object, calendar: AccountCalendarKey, own: &OwnUids, zone: Tz) -> Option<Stray> {
    let written = object::read(object.text.as_bytes(), zone).ok().filter(|written| !written.repeats)?;
    let stem = written.event.uid.strip_suffix(&uid_ending(calendar))?.to_owned();
    let is_stray = object.name == format!("{stem}.ics") && !own.has(&written.event.uid);
    is_stray.then_some(Stray { stem, span: written.event.start..written.event.end, etag: object.etag? })
}
