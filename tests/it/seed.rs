//! Rows for tests, as SQL with named columns: what a test does not say is as the planner would write it.

use serde_json::json;

/// All days but Sunday.
pub const WORKDAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat"];

/// A room with half-hour start times, bookable online, last in order.
pub fn room(id: &str, name: &str) -> String {
    resource(id, name, "room")
}

/// The same, for a person.
pub fn person(id: &str, name: &str) -> String {
    resource(id, name, "person")
}

fn resource(id: &str, name: &str, kind: &str) -> String {
    format!(
        "INSERT INTO resources (id, position, name, kind, online, step_minutes, archived)
         SELECT '{id}', count(*), '{name}', '{kind}', 1, 30, 0 FROM resources;"
    )
}

/// Weekly hours, in whole hours of the day.
pub fn hours(resource: &str, days: &[&str], from: u32, to: u32) -> String {
    let (days, from, to) = (json!(days), from * 60, to * 60);
    format!(
        "INSERT INTO availabilities (resource_id, weekdays, from_minute, to_minute, every_weeks)
         VALUES ('{resource}', '{days}', {from}, {to}, 1);"
    )
}

/// A resource closed on one date.
pub fn closed(resource: &str, date: &str) -> String {
    format!(
        "INSERT INTO exceptions (resource_id, from_date, to_date, hours)
         VALUES ('{resource}', '{date}', '{date}', '[]');"
    )
}

/// A service without buffers, bookable online and confirmed at once, last in order.
pub fn service(id: &str, name: &str, minutes: u32, needs: &[&[&str]]) -> String {
    let needs = json!(needs);
    format!(
        "INSERT INTO services (id, position, name, translations, duration_minutes, buffer_before_minutes,
                               buffer_after_minutes, online, status_on_booking, needs, choice, archived)
         SELECT '{id}', count(*), '{name}', '{{}}', {minutes}, 0, 0, 1, 'confirmed', '{needs}', 0, 0 FROM services;"
    )
}

/// A customer record.
pub fn customer(id: i64, first_name: &str, last_name: &str, email: &str) -> String {
    format!(
        "INSERT INTO customers (id, first_name, last_name, email, search_text, sound, created_at, updated_at)
         VALUES ({id}, '{first_name}', '{last_name}', '{email}', lower('{first_name} {last_name}'), '', 0, 0);"
    )
}

/// An appointment of `minutes` that occupies one resource; its id is `appointment-` and its key.
pub fn appointment(key: i64, resource: &str, start: i64, minutes: i64, status: &str) -> String {
    format!(
        "INSERT INTO appointments (key, id, starts_at, ends_at, buffer_before_minutes, buffer_after_minutes, status)
         VALUES ({key}, 'appointment-{key}', {start}, {start} + {minutes}, 0, 0, '{status}');
         {}",
        claim(key, resource)
    )
}

/// The claim of an appointment on one more resource.
pub fn claim(key: i64, resource: &str) -> String {
    format!(
        "INSERT INTO claims (appointment_key, resource_id, busy_from, busy_until, blocking)
         SELECT key, '{resource}', busy_from, busy_until, blocking FROM appointments WHERE key = {key};"
    )
}
