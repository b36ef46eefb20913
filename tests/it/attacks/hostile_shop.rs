//! A shop with markup in every text that a person may have entered.

use crate::harness::{self, NOW, TestApp, at, booking};
use axum::body::Body;
use axum::http::Request;
use rusqlite::Connection;
use serde_json::json;

/// Breaks out of quoted attributes, text and scripts, and leaves an element that no page of the program has.
pub const MARKUP: &str = "\"'></title></textarea><x-evil onmouseover=alert(1)></x-evil><script>alert(1)</script>\
    <img src=x onerror=alert(1)>{{7*7}}";
/// A link with a script.
pub const SCRIPT_LINK: &str = "javascript:alert(1)";
/// The same within the limits of a name: 100 characters, no slash.
pub const NAME: &str = "\"'><x-evil onfocus=alert(1)><script>alert(1)<img src=x onerror=alert(1)>";

/// A row in every table shown on pages.
const ROWS: &str = r#"
INSERT INTO customers (id, first_name, last_name, email, phone, address, note, search_text, sound, created_at, updated_at)
VALUES (1, 'a', 'b', 'c@example.org', 'd', 'e', 'f', 'a b', 'b', 0, 0),
       (2, 'g', 'h', 'i@example.org', 'j', 'k', 'l', 'g h', 'h', 0, 0);
INSERT INTO appointments (key, id, service_id, starts_at, ends_at, buffer_before_minutes, buffer_after_minutes, status,
                          first_name, last_name, email, phone, note, customer_id)
VALUES (1, 'imported', 'anpassung', 27374880, 27374940, 0, 0, 'confirmed', 'a', 'b', 'c@example.org', 'd', 'e', 1),
       (2, 'asked', 'anpassung', 27376320, 27376380, 0, 0, 'requested', 'a', 'b', 'c@example.org', 'd', 'e', NULL);
INSERT INTO bookings (appointment_key, token, email_folded, language, comment, booked_at, source)
VALUES (1, 'token-1', 'c@example.org', 'de', 'x', 0, randomblob(16)), (2, 'token-2', 'c@example.org', 'en', 'x', 0, NULL);
UPDATE bookings SET mail_secret = 'secret-2' WHERE token = 'token-2';
INSERT INTO mail_outage VALUES (1, 0, 1, 0, 'x');
INSERT INTO erasure_requests (email_folded, requested_at) VALUES ('"<x-evil>', 0);
INSERT INTO news (kind, appointment_key, at) VALUES ('booked', 1, 0), ('requested', 2, 0), ('cancelled', 1, 0);
INSERT INTO outbox (kind, appointment_key, language, address, payload, message_id, created_at, due_at, next_try_at,
                    expires_at, state, attempts, last_error)
VALUES ('confirmation', 1, 'de', 'c@example.org', '{}', 'm1', 0, 0, 0, 9999999999, 'failed', 5, 'x');
INSERT INTO suppressed_addresses (email_folded, suppressed_at) VALUES ('"<x-evil>', 0);
INSERT INTO exceptions (from_date, to_date, hours, note) VALUES ('2022-02-01', '2022-02-01', '[]', 'x');
INSERT INTO mail_texts (kind, language, subject, body)
VALUES ('confirmation', 'de', 'x', 'y'), ('shop_booked', 'de', 'x', 'y');
INSERT INTO embeddings (origin, first_seen_at, last_seen_at) VALUES ('https://example.org', 0, 0);
INSERT INTO users (id, email, name, role, password_hash, created_at) VALUES (90, 'u@example.org', 'u', 'staff', 'x', 0);
INSERT INTO busy_calendars (key, id, resource_id, name, tentative, url, failing_since, fault, unread)
VALUES (1, 'calendar', 'kabine-1', 'x', 'busy', x'00', 1, 'server', 2), (2, 'off', 'kabine-1', 'x', 'free', NULL, NULL, NULL, 0);
INSERT INTO claims (appointment_key, resource_id, busy_from, busy_until, blocking)
VALUES (1, 'kabine-1', 27374880, 27374940, 1);
INSERT INTO busy_spans VALUES (1, 27374880, 27374900);
INSERT INTO busy_overlaps VALUES (1, 0);
INSERT INTO audit (at, actor, user_id, action, subject, details) VALUES (0, 'staff', 90, 'shop.changed', 'shop', '{}');
"#;

/// Columns with codes, dates, secrets or formats, which hold no free text.
const NO_WORDS: [&str; 54] = [
    "appointment_id",
    "epoch",
    "place",
    "region",
    "detail",
    "series",
    "code",
    "sender",
    "authorities",
    "mail_secret",
    "widget_view",
    "reminder_consent",
    "id",
    "resource_id",
    "service_id",
    "time_zone",
    "language",
    "languages",
    "allowed_origins",
    "translations",
    "needs",
    "weekdays",
    "date",
    "from_date",
    "to_date",
    "valid_from",
    "valid_until",
    "hours",
    "token",
    "email_folded",
    "key",
    "payload",
    "message_id",
    "state",
    "kind",
    "status",
    "status_on_booking",
    "actor",
    "role",
    "password_hash",
    "born_on",
    "step",
    "host",
    "security",
    "user",
    "password",
    "details",
    "phone_field",
    "comment_field",
    "assignment",
    "tentative",
    "fault",
    "etag",
    "last_modified",
];

/// The statements that write markup into all columns of free text.
fn hostile_words() -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = terminplaner::store::open::read_write(&folder.path().join("scratch.db"), at(NOW)).unwrap();
    let sql = "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c
               WHERE m.type = 'table' AND c.type = 'TEXT' AND c.hidden = 0";
    let mut columns = file.prepare(sql).unwrap();
    let columns = columns.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).unwrap();
    let mut statements = String::new();
    for (table, column) in columns.map(Result::unwrap).filter(|(_, column)| !NO_WORDS.contains(&column.as_str())) {
        let words = if column.ends_with("_url") || column == "website" { SCRIPT_LINK } else { MARKUP };
        let words = words.replace('\'', "''");
        // Columns with a UNIQUE or CHECK constraint are left unchanged.
        statements.push_str(&format!("UPDATE OR IGNORE {table} SET {column} = '{words}';\n"));
    }
    statements
}

/// The shop, with two bookings made by an attacker through the API.
pub async fn hostile_shop() -> TestApp {
    let translations = json!({"en": {"name": MARKUP, "group": MARKUP, "description": MARKUP}}).to_string();
    let details = json!({ "fields": [MARKUP], MARKUP: MARKUP }).to_string();
    let shapes = format!(
        "UPDATE services SET translations = '{}'; UPDATE audit SET details = '{}'; UPDATE shop SET email = 'praxis@example.org'; \
         UPDATE appointments SET series = 's1'; UPDATE services SET place = 'customer';",
        translations.replace('\'', "''"),
        details.replace('\'', "''"),
    );
    let app = TestApp::with(&format!("{ROWS}{}{shapes}", hostile_words()), true);
    for start in ["2022-01-19T09:00:00+01:00", "2022-01-19T11:00:00+01:00"] {
        let mut body = booking(start);
        body["customer"] = json!({"first_name": NAME, "last_name": NAME, "email": "erika@example.org",
            "phone": "0711 123456", "address": MARKUP});
        body["comment"] = json!(MARKUP);
        body["privacy_accepted"] = json!(true);
        let answer = app.book(&body).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
    }
    // For pages identified by the Origin header of their requests.
    let origin = "https://x-evil\"><x-evil>.example";
    app.send(Request::get("/api/v1/shop").header("origin", origin).body(Body::empty()).unwrap()).await;
    app
}

#[test]
fn the_hostile_shop_has_markup_in_every_text_column() {
    let folder = tempfile::tempdir().unwrap();
    let file = terminplaner::store::open::read_write(&folder.path().join("scratch.db"), at(NOW)).unwrap();
    file.execute_batch(&format!("{}{ROWS}{}", harness::shop(), hostile_words())).unwrap();
    let holds = |sql: &str| -> bool {
        let text: String = Connection::query_row(&file, sql, [], |row| row.get(0)).unwrap();
        text == MARKUP || text == SCRIPT_LINK
    };
    for (table, columns) in [
        ("shop", &["name", "location", "phone", "address", "website", "imprint_url", "accent"][..]),
        ("resources", &["name"]),
        ("busy_calendars", &["name"]),
        ("services", &["name", "group_name", "description", "color"]),
        ("exceptions", &["note"]),
        ("appointments", &["first_name", "last_name", "email", "phone", "note"]),
        ("bookings", &["comment"]),
        ("customers", &["first_name", "last_name", "email", "phone", "address", "note"]),
        ("users", &["name"]),
        ("mail_texts", &["subject", "body"]),
        ("embeddings", &["origin"]),
        ("outbox", &["last_error"]),
    ] {
        for column in columns {
            assert!(holds(&format!("SELECT {column} FROM {table} LIMIT 1")), "{table}.{column}");
        }
    }
}
