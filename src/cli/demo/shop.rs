//! Creates the demo's database: the example shop with the demo's addresses and appointments around today.

use super::endpoints::Endpoints;
use super::{closed_days, seed_appointments};
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
    fill(&mut file, places, clock)
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
