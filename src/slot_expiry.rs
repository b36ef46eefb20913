//! Publishes availability changes caused by the clock: slots that pass the lead time, the new day at midnight, and
//! bookings cancelled because the customer did not confirm them in time.

use crate::availability_events::Change;
use crate::core::Core;
use crate::domain::schedule;
use crate::domain::schedule::{Audience, AvailabilityQuery};
use crate::domain::snapshot::CalendarSnapshot;
use crate::domain::time::today;
use crate::operations::booking::confirmation;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeSet;
use std::time::Duration;

/// Polling interval: changes must reach open pages within a second.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// How far the clock must be set back for changes to be published again; less is normal clock synchronisation.
const PUT_BACK: chrono::Duration = chrono::Duration::seconds(10);

/// The next change caused by the clock.
#[derive(Debug, PartialEq, Eq)]
struct Next {
    /// It happens after this instant.
    after: DateTime<Utc>,
    /// The dates on which a slot expires; empty if the change is the end of the day.
    dates: BTreeSet<NaiveDate>,
    /// The local date when this was computed.
    today: NaiveDate,
}

/// Publishes changes caused by the clock until the program stops.
pub async fn run(core: Core) {
    let mut stopping = core.stopping.clone();
    let mut generation = core.store.generation();
    let mut looked_at = core.clock.now();
    let mut next = next_change(&core.planning(), looked_at);
    let mut to_confirm = next_to_confirm(&core).await;
    loop {
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
        let now = core.clock.now();
        let put_back = now + PUT_BACK < looked_at;
        looked_at = now;
        if to_confirm.is_some_and(|until| now >= until) {
            expire(&core).await;
        }
        let passed = now > next.after || put_back;
        if passed {
            let same_day = today(now, core.planning().calendar.shop.time_zone) == next.today;
            let dates = (same_day && !put_back).then(|| next.dates.iter().copied().collect());
            core.store.announce(Change { dates });
        }
        if passed || core.store.generation() != generation {
            generation = core.store.generation();
            next = next_change(&core.planning(), now);
            to_confirm = next_to_confirm(&core).await;
        }
    }
}

/// The next deadline of a booking that waits for the customer's confirmation.
async fn next_to_confirm(core: &Core) -> Option<DateTime<Utc>> {
    let next = confirmation::next_due(&core.store).await;
    next.inspect_err(|error| tracing::error!(%error, "pending confirmations could not be read")).ok().flatten()
}

async fn expire(core: &Core) {
    match confirmation::expire_due(&core.store).await {
        Ok(appointments) => tracing::info!(appointments, "unconfirmed bookings cancelled"),
        Err(error) => tracing::error!(%error, "unconfirmed bookings could not be cancelled"),
    }
}

/// When the next free slot of any service expires, or the day ends.
fn next_change(planning: &CalendarSnapshot, now: DateTime<Utc>) -> Next {
    let zone = planning.calendar.shop.time_zone;
    let today = today(now, zone);
    let midnight = today
        .succ_opt()
        .map_or(DateTime::<Utc>::MAX_UTC, |tomorrow| crate::domain::time::start_of_day(tomorrow, zone).to_utc());
    let mut next = Next { after: midnight, dates: BTreeSet::new(), today };
    for service in planning.calendar.bookable_services() {
        let question = AvailabilityQuery { service, resource: None, moving: None, scope: Audience::Online };
        let Some(first) = schedule::page(planning, &question, today, 1, now).next_free else { continue };
        let lead = chrono::Duration::minutes(planning.calendar.lead_time_minutes(service));
        let goes = first.to_utc() - lead;
        if goes < next.after {
            next.after = goes;
            next.dates.clear();
        }
        if goes == next.after {
            next.dates.insert(first.local_date(zone));
        }
    }
    next
}
