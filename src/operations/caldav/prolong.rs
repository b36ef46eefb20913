//! The dates of objects that repeat come near: each day those are entered that begin within the next 400 days since.

use super::series::{AHEAD, Round};
use super::{Error, repeated::RepeatedObject};
use crate::domain::actor::Actor;
use crate::domain::notice::AT_ONCE;
use crate::domain::time::{DAY_MINUTES, Minute};
use crate::ical::repeated;
use crate::operations::booking::ActionContext;
use crate::store::calendar_series::{self, CalendarSeries};
use crate::store::{Store, WriteTx};
use std::collections::HashSet;
use std::time::Duration;
use tokio::sync::watch;

/// How often it is looked whether a day is over.
const LOOK_EVERY: Duration = Duration::from_secs(15 * 60);

/// Prolongs what repeats until `stopping` turns true.
pub async fn run(store: Store, mut stopping: watch::Receiver<bool>) {
    loop {
        if let Err(error) = run_once(&store).await {
            tracing::error!(%error, "repeated times could not be prolonged");
        }
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}

/// Enters what has come near since the last time; returns how many objects were looked at.
///
/// # Errors
/// If the database cannot be read or written; what was prolonged stays so.
pub async fn run_once(store: &Store) -> Result<usize, Error> {
    let before = Minute::floor(store.now()).plus(AHEAD - DAY_MINUTES);
    let due = store.read(move |conn| calendar_series::ending_before(conn, before)).await?;
    let count = due.len();
    for stored in due {
        store.write(move |tx| prolong(tx, stored)).await?;
    }
    Ok(count)
}

fn prolong(tx: &WriteTx<'_>, known: CalendarSeries) -> Result<(), Error> {
    // A program may have written it meanwhile.
    let now = calendar_series::of_uid(tx, &known.uid)?;
    let Some(old) = now.filter(|one| one.id == known.id && one.until == known.until) else { return Ok(()) };
    let until = Minute::floor(tx.now).plus(AHEAD);
    let stored = CalendarSeries { until, ..old.clone() };
    calendar_series::replace(tx, &stored)?;
    let object = RepeatedObject::of(tx, stored)?;
    // Who has called off the last one in the planner wants no more.
    let last = object.dates.iter().max_by_key(|date| date.written.span.start);
    if last.is_some_and(|date| date.written.appointment.is_some() && date.appointment.is_none()) {
        return Ok(());
    }
    let names: HashSet<i64> = object.dates.iter().map(|date| date.written.of_series).collect();
    let zone = tx.calendar().shop.time_zone;
    let written = repeated::dates(&object.stored.text, zone, &(old.until..until)).unwrap_or_default();
    let by = object.stored.user;
    let language = tx.calendar().shop.language;
    let act = ActionContext {
        by: by.unwrap_or_default(),
        accepted: Vec::new(),
        tell: false,
        language,
        terms: AT_ONCE.clone(),
        by_calendar: true,
    };
    let mut round = Round::by(tx, act, by.map_or(Actor::Program, Actor::Calendar), &object.stored);
    for date in written.iter().filter(|date| !names.contains(&date.of_series)) {
        round.place(date, None)?;
    }
    round.tell()
}
