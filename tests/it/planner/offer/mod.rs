//! Services and resources: lists, forms, preview, archive.

mod kept;
mod lists;
mod resources;
mod services;

use super::desk::Desk;
use crate::harness::TestApp;
use crate::page::Page;
use serde_json::Value;

/// The form of a service with one need, served by Kabine 1 only.
fn service<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("name", "Hörtest"),
        ("duration_minutes", "30"),
        ("online", "1"),
        ("status", "confirmed"),
        ("need_count", "1"),
        ("order-0", "kabine-1"),
        ("need-0", "kabine-1"),
        ("order-0", "kabine-2"),
    ];
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend(more.iter().filter(|(_, value)| *value != "-"));
    fields
}

fn location(page: &Page) -> &str {
    page.headers["location"].to_str().unwrap()
}

async fn services(shop: &TestApp) -> Vec<Value> {
    shop.get("/api/v1/shop?lang=de").await.json()["services"].as_array().unwrap().clone()
}

async fn revision(desk: &Desk<'_>, path: &str) -> String {
    desk.get(path).await.attribute("input[name=revision]", "value")
}

/// The form of a new resource.
fn newcomer<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![("name", "Kabine 3"), ("kind", "room"), ("online", "1"), ("step_minutes", "30")];
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend(more);
    fields
}
