//! Calendars kept elsewhere, served by a real server on this machine: what they call busy cannot be booked.

pub mod account_server;
mod accounts;
mod bookings;
mod elsewhere;
mod faults;
mod fetching;
mod proxy;
mod random;
mod restored;
pub mod server;
mod skew;

use crate::harness::TestApp;
use server::CalendarServer;
use terminplaner::domain::busy_calendar::{BusyCalendarKey, CalendarAccess, Tentative};
use terminplaner::domain::values::{CalendarUrl, ShortName};
use terminplaner::operations::busy_calendars::{self, Draft};

/// A calendar file with these events: UID, start and end.
pub fn file(events: &[(&str, &str, &str)]) -> String {
    let event = |(uid, start, end): &(&str, &str, &str)| {
        format!("BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:{start}\r\nDTEND:{end}\r\nSUMMARY:Zahnarzt\r\nEND:VEVENT\r\n")
    };
    let events: String = events.iter().map(event).collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n")
}

/// An event on Wednesday the 19th of January 2022, from 10:00 to 11:30 in Berlin.
pub const WEDNESDAY: (&str, &str, &str) = ("privat-1@example.org", "20220119T090000Z", "20220119T103000Z");

/// Attaches the server's calendar to a resource, and looks at it.
pub async fn attach(shop: &TestApp, resource: &str, url: &str) -> BusyCalendarKey {
    let draft = Draft {
        resource: resource.into(),
        name: ShortName::from_stored("Privat"),
        tentative: Tentative::Busy,
        access: Some(CalendarAccess { url: CalendarUrl::parse(url).unwrap(), login: None }),
        calendars: None,
    };
    let key = busy_calendars::add(&shop.app.store, draft, 1).await.unwrap();
    shop.app.calendars.look_now(key).await;
    key
}

/// A shop with one room, whose calendar a server has.
pub async fn shop_with(server: &CalendarServer) -> (TestApp, BusyCalendarKey) {
    let shop = TestApp::with(
        "UPDATE resources SET online = 0 WHERE id = 'kabine-2';
         INSERT INTO users (id, email, name, role, password_hash, created_at)
         VALUES (1, 'chefin@example.org', 'Erika Muster', 'owner', 'x', 0);",
        true,
    );
    let key = attach(&shop, "kabine-1", &server.url("/privat.ics")).await;
    (shop, key)
}

/// The times of the 19th that customers see as free.
pub async fn free(shop: &TestApp) -> Vec<String> {
    let answer = shop.get("/api/v1/availability?service=anpassung&from=2022-01-19&days=1").await.json();
    let slots = answer["days"][0]["slots"].as_array().unwrap();
    let free = slots.iter().filter(|slot| slot["free"] == true);
    free.map(|slot| slot["time"].as_str().unwrap().to_owned()).collect()
}

/// A column of the only calendar, as text.
pub fn state(shop: &TestApp, column: &str) -> String {
    let sql = format!("SELECT coalesce(CAST({column} AS TEXT), '') FROM busy_calendars");
    shop.file().query_row(&sql, [], |row| row.get(0)).unwrap()
}
