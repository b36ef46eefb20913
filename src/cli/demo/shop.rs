//! Creates the demo's database: the example shop with the demo's addresses, appointments around today, and their customers.

use super::endpoints::Endpoints;
use super::{closed_days, seed_appointments, seed_customers};
use crate::clock::Clock;
use crate::domain::time;
use crate::operations::shop_file;
use crate::operations::shop_file::Format;
use crate::store::open;
use anyhow::Context;
use rusqlite::Connection;
use serde_json::json;
use std::path::Path;

/// The shop as a shop file.
pub const SHOP_FILE: &str = include_str!("../../../examples/demo-shop.toml");

/// Creates the file.
pub fn make(path: &Path, places: &Endpoints, clock: &Clock) -> anyhow::Result<()> {
    let mut file = open::read_write(path, clock.now()).context("the throw-away file cannot be made")?;
    fill(&mut file, places, clock)?;
    seed_customers::make(&file, clock).context("the customers were not made")
}

/// Imports the shop and the seeded appointments as a shop file.
fn fill(file: &mut Connection, places: &Endpoints, clock: &Clock) -> anyhow::Result<()> {
    let now = clock.now();
    shop_file::apply(file, SHOP_FILE, Format::Toml, now).context("the example shop was not imported")?;
    let calendar = crate::store::calendar::load(file)?;
    let today = time::today(now, calendar.shop.time_zone);
    let closed = closed_days::around(today);
    let exceptions: Vec<_> =
        closed.iter().map(|day| json!({ "date": day.date.to_string(), "note": day.note })).collect();
    let additions = json!({
        "shop": {
            "website": format!("{}/", places.homepage),
            "privacy_url": format!("{}/datenschutz", places.homepage),
            "imprint_url": format!("{}/impressum", places.homepage),
        },
        "exceptions": exceptions,
        "appointments": seed_appointments::around(&calendar, now, &closed),
    });
    shop_file::apply(file, &additions.to_string(), Format::Json, now).context("the appointments were not imported")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::demo::endpoints::Endpoints;
    use crate::domain::closings::next_open;
    use crate::domain::time::LocalDay;
    use crate::store::customers;
    use crate::store::inbox::visits_between;
    use chrono::{DateTime, TimeDelta};

    #[test]
    fn a_dozen_customers_have_several_appointments_each() {
        let at = |port: u16| format!("http://127.0.0.1:{port}");
        let places = Endpoints { homepage: at(1), shop: at(2), mailbox: at(3) };
        let now = DateTime::parse_from_rfc3339("2026-12-01T09:20:00+01:00").unwrap().to_utc();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("demo.db");
        make(&file, &places, &Clock::manual(now)).unwrap();
        let conn = open::read_write(&file, now).unwrap();
        let known = customers::all(&conn).unwrap();
        let appointments = |record: &customers::Record| customers::appointments_of(&conn, record.id).unwrap().len();
        assert!(known.iter().filter(|record| appointments(record) >= 3).count() >= 12, "{}", known.len());
    }

    #[test]
    fn whatever_the_day_today_or_the_next_open_day_has_appointments() {
        let monday = DateTime::parse_from_rfc3339("2026-12-14T08:00:00+01:00").unwrap().to_utc();
        let at = |port: u16| format!("http://127.0.0.1:{port}");
        let places = Endpoints { homepage: at(1), shop: at(2), mailbox: at(3) };
        // Two weeks with Christmas, and the outing.
        for days in 0..14 {
            let now = monday + TimeDelta::days(days);
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("demo.db");
            make(&file, &places, &Clock::manual(now)).unwrap();
            let conn = open::read_write(&file, now).unwrap();
            let calendar = crate::store::calendar::load(&conn).unwrap();
            let date = next_open(&calendar, time::today(now, calendar.shop.time_zone)).unwrap();
            let day = LocalDay::of(date, calendar.shop.time_zone);
            assert!(visits_between(&conn, day.start, day.end).unwrap().len() > 1, "{now}: {date}");
        }
    }
}
