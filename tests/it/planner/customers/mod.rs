//! Customers: records, linking, merging, data export, erasure.

mod erasure;
mod erasure_mails;
mod erasure_requests;
mod import;
mod likely;
mod linking;
mod records;
mod restored;

use super::desk::Desk;
use crate::harness::TestApp;
use crate::page::Page;

/// Creates a record by the form; returns the path of its page.
async fn add(desk: &Desk<'_>, fields: &[(&str, &str)]) -> String {
    let page = desk.post("/planner/customers/new", fields).await;
    assert_eq!(page.status, 303, "{}", page.text);
    let to = page.headers["location"].to_str().unwrap().to_owned();
    to.split('?').next().unwrap().to_owned()
}

fn names(page: &Page) -> Vec<String> {
    page.all(".people .name")
}

/// The key of the only appointment.
fn key(shop: &TestApp) -> i64 {
    shop.count("SELECT key FROM appointments")
}
