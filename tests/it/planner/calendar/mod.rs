//! The planner's calendar and the pages of an appointment.

mod acts;
mod caller;
mod endings;
mod hands;
mod history;
mod in_place;
mod pasting;
mod pictures;
mod private;
mod questions;
pub mod series;
mod undo;
mod unfinished;

use super::desk::Desk;
use crate::harness::{TestApp, booking};
use crate::page::Page;

/// The form's values for an appointment by telephone.
pub const PHONE_CUSTOMER: &[(&str, &str)] = &[
    ("service", "anpassung"),
    ("date", "2022-01-18"),
    ("time", "10:00"),
    ("last_name", "Telefon"),
    ("phone", "0711 123456"),
];

/// Sends the form for a new appointment with some fields changed.
pub async fn make(desk: &Desk<'_>, changed: &[(&str, &str)]) -> Page {
    desk.post("/planner/appointments/new", &with(PHONE_CUSTOMER, changed)).await
}

/// The fields with some changed or added.
pub fn with<'a>(fields: &[(&'a str, &'a str)], changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = fields.iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed).copied().collect()
}

/// Books online; returns the appointment's key.
pub async fn book(shop: &TestApp, start: &str) -> i64 {
    let answer = shop.book(&booking(start)).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    newest(shop)
}

/// The key of the newest appointment.
pub fn newest(shop: &TestApp) -> i64 {
    shop.count("SELECT max(key) FROM appointments")
}

/// The target of a redirect.
pub fn location(page: &Page) -> String {
    page.headers.get("location").map_or_else(|| panic!("{}", page.text), |value| value.to_str().unwrap().to_owned())
}
