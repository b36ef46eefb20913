//! Makes a customer record of everybody who has seeded appointments, and links these to it.

use crate::clock::Clock;
use crate::domain::person::Details;
use crate::domain::time::Minute;
use crate::store::{customers, inbox};
use anyhow::Context;
use chrono::{NaiveDate, TimeDelta};
use rusqlite::Connection;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Range of seeded appointments around now; more than there are.
const AROUND: TimeDelta = TimeDelta::days(100);

/// Writes the records.
pub fn make(file: &Connection, clock: &Clock) -> anyhow::Result<()> {
    let now = clock.now();
    let around = Minute::floor(now - AROUND)..Minute::floor(now + AROUND);
    let mut records = HashMap::new();
    for visit in inbox::visits_between(file, around.start, around.end)? {
        let person = visit.appointment.customer;
        let Some(address) = person.email.clone() else { continue };
        let number = records.len();
        let record = match records.entry(address) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                let details = Details { person, born_on: born_on(number), ..Details::default() };
                *new.insert(customers::insert(file, &details, now.timestamp())?)
            }
        };
        customers::link(file, visit.appointment.key, Some(record)).context("an appointment was not linked")?;
    }
    Ok(())
}

/// A date of birth for every second person.
fn born_on(number: usize) -> Option<NaiveDate> {
    let number = u32::try_from(number).ok().filter(|number| number % 2 == 0)?;
    NaiveDate::from_ymd_opt(1941 + i32::try_from(number).ok()? * 2, number % 12 + 1, number % 28 + 1)
}
