//! Rows deleted with the `sqlite3` shell, where foreign keys are off, leave nothing to a row that reuses their key.

use crate::harness::{TestApp, booking, token};
use serde_json::json;

/// Deletes as the shell does.
fn delete(app: &TestApp, sql: &str) {
    app.execute(&format!("PRAGMA foreign_keys = OFF; {sql}"));
}

#[tokio::test]
async fn the_next_booking_after_a_deleted_one_is_made_and_inherits_nothing() {
    let app = TestApp::with("UPDATE shop SET reminder_hours = 24", true);
    let deleted = app.book_with_key(&booking("2022-01-17T09:00:00+01:00"), "once").await;
    assert_eq!(deleted.status, 201);
    let old_key = app.count("SELECT key FROM appointments");
    delete(&app, "DELETE FROM appointments");
    for table in ["claims", "bookings", "outbox", "news", "idempotency_keys"] {
        assert_eq!(app.count(&format!("SELECT count(*) FROM {table}")), 0, "{table}");
    }
    let mut other = booking("2022-01-18T09:00:00+01:00");
    other["customer"]["email"] = json!("max@example.org");
    let made = app.book(&other).await;
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(app.count("SELECT key FROM appointments"), old_key, "the key is given again");
    assert_eq!(app.get(&format!("/api/v1/bookings/{}", token(&deleted))).await.status, 404);
    let again = app.book_with_key(&booking("2022-01-17T09:00:00+01:00"), "once").await;
    assert_ne!(again.json()["id"], made.json()["id"], "an old promise is not kept with somebody else's appointment");
}

#[tokio::test]
async fn a_new_user_is_not_signed_in_by_a_deleted_ones_cookie() {
    let app = TestApp::new();
    let user = "INSERT INTO users (id, email, name, role, password_hash, created_at)";
    app.execute(&format!(
        "{user} VALUES (1, 'a@example.org', 'A', 'owner', 'x', 0);
         INSERT INTO sessions (token_hash, user_id, created_at, seen_at, expires_at) VALUES (x'01', 1, 0, 0, 9999999999);
         INSERT INTO password_resets (token_hash, user_id, expires_at) VALUES (x'02', 1, 9999999999);
         INSERT INTO devices (token_hash, user_id, created_at, seen_at) VALUES (x'03', 1, 0, 0);
         INSERT INTO failed_sign_ins (user_id, count, told_count) VALUES (1, 99, 0);
         INSERT INTO audit (at, actor, user_id, action, subject, details) VALUES (0, 'staff', 1, 'shop.changed', 'shop', '{{}}')"
    ));
    delete(&app, &format!("DELETE FROM users; {user} VALUES (1, 'b@example.org', 'B', 'staff', 'y', 0)"));
    let left = "SELECT (SELECT count(*) FROM sessions) + (SELECT count(*) FROM password_resets)
                + (SELECT count(*) FROM devices) + (SELECT count(*) FROM failed_sign_ins)
                + (SELECT count(*) FROM audit WHERE user_id IS NOT NULL)";
    assert_eq!(app.count(left), 0);
}

#[tokio::test]
async fn a_new_customer_record_has_none_of_a_deleted_ones_appointments() {
    let app = TestApp::new();
    assert_eq!(app.book(&booking("2022-01-17T09:00:00+01:00")).await.status, 201);
    let customer = "INSERT INTO customers (id, first_name, last_name, search_text, sound, created_at, updated_at)";
    app.execute(&format!("{customer} VALUES (1, 'Erika', 'Muster', 'erika muster', 'muster', 0, 0); UPDATE appointments SET customer_id = 1"));
    delete(
        &app,
        &format!("DELETE FROM customers; {customer} VALUES (1, 'Max', 'Muster', 'max muster', 'muster', 0, 0)"),
    );
    assert_eq!(app.count("SELECT count(*) FROM appointments WHERE customer_id IS NOT NULL"), 0);
}
