//! A value is accepted or refused in the same way wherever it can be entered.

use crate::harness::{TestApp, booking};
use crate::page::Page;
use crate::planner::desk::Desk;
use crate::shopfile::{golden, now};
use axum::http::Method;
use rusqlite::Connection;
use serde_json::{Value, json};
use terminplaner::operations::shop_file;
use terminplaner::operations::shop_file::{Format, ImportError};

const SHOP: &[(&str, &str)] = &[
    ("name", "Hörakustik Muster"),
    ("location", "Stuttgart"),
    ("email", "praxis@example.org"),
    ("phone", ""),
    ("address", ""),
    ("website", ""),
    ("privacy_url", ""),
    ("imprint_url", ""),
    ("accessibility_url", ""),
    ("language", "de"),
    ("languages", "de"),
    ("time_zone", "Europe/Berlin"),
];
const CUSTOMER: &[(&str, &str)] =
    &[("first_name", "Erika"), ("last_name", "Muster"), ("email", "erika@example.org"), ("phone", ""), ("note", "")];
const APPOINTMENT: &[(&str, &str)] = &[("service", "anpassung"), ("date", "2022-01-18"), ("time", "09:00")];
const BOOKING: &[(&str, &str)] = &[("service", "anpassung"), ("start", "2022-01-17T09:00:00+01:00"), ("comment", "")];
const ACCOUNT: &[(&str, &str)] =
    &[("name", "Erika Muster"), ("email", "new@example.org"), ("role", "staff"), ("password", "correct horse battery")];

/// Where a value can be entered.
#[derive(Clone, Copy, Debug)]
enum Entry {
    /// `POST /api/v1/bookings`
    Api,
    /// The customer's page.
    BookingPage,
    /// A form of the planner: its path, its fields but the one in question, and that field's name.
    Planner(&'static str, &'static [&'static [(&'static str, &'static str)]], &'static str),
    /// A key of the shop.
    ShopKey(&'static str),
    /// A key of an appointment.
    AppointmentKey(&'static str),
    /// A key of an appointment's customer.
    CustomerKey(&'static str),
}

const fn settings(field: &'static str) -> Entry {
    Entry::Planner("/planner/settings", &[SHOP], field)
}

const fn set_up(field: &'static str) -> Entry {
    Entry::Planner("/planner/set-up/shop", &[SHOP], field)
}

const fn record(field: &'static str) -> Entry {
    Entry::Planner("/planner/customers/new", &[CUSTOMER], field)
}

const fn appointment(field: &'static str) -> Entry {
    Entry::Planner("/planner/appointments/new", &[APPOINTMENT, CUSTOMER], field)
}

const fn account(field: &'static str) -> Entry {
    Entry::Planner("/planner/accounts/new", &[ACCOUNT], field)
}

struct Doors<'a> {
    desk: Desk<'a>,
    file: Connection,
}

impl Doors<'_> {
    /// Whether `value` is accepted as `field`.
    async fn accept(&mut self, entry: Entry, field: &str, value: &str) -> bool {
        match entry {
            Entry::Api => {
                let mut body = booking("2022-01-17T09:00:00+01:00");
                body["customer"][field] = value.into();
                self.desk.shop.send_json(Method::POST, "/api/v1/bookings", &body).await.status != 422
            }
            Entry::BookingPage => self.desk.post("/", &filled(&[BOOKING, CUSTOMER], field, value)).await.status != 422,
            Entry::Planner(path, fields, name) => {
                let page: Page = self.desk.post(path, &filled(fields, name, value)).await;
                assert!(matches!(page.status.as_u16(), 303 | 422), "{path}: {} {}", page.status, page.text);
                page.all(&format!("#e-{name}")).concat().is_empty()
            }
            Entry::ShopKey(key) => self.import(&json!({ "shop": { key: value } })),
            Entry::AppointmentKey(key) => self.import_appointment(json!({ key: value })),
            Entry::CustomerKey(key) => self.import_appointment(json!({ "customer": { key: value } })),
        }
    }

    fn import_appointment(&mut self, mut given: Value) -> bool {
        let resource: String = self.file.query_row("SELECT id FROM resources LIMIT 1", [], |row| row.get(0)).unwrap();
        given["id"] = "same-rules".into();
        given["resources"] = json!([resource]);
        given["start"] = "2022-02-01T09:00:00+01:00".into();
        given["end"] = "2022-02-01T10:00:00+01:00".into();
        given["status"] = "cancelled".into();
        self.import(&json!({ "appointments": [given] }))
    }

    fn import(&mut self, file: &Value) -> bool {
        match shop_file::apply(&mut self.file, &file.to_string(), Format::Json, now()) {
            Ok(()) => true,
            Err(ImportError::Refused(_)) => false,
            Err(ImportError::Store(error)) => panic!("{error}"),
        }
    }
}

/// The fields of a form, one of them with this value.
fn filled<'a>(
    parts: &[&'static [(&'static str, &'static str)]],
    name: &'a str,
    value: &'a str,
) -> Vec<(&'a str, &'a str)> {
    let others = parts.iter().flat_map(|part| part.iter()).filter(|(field, _)| *field != name);
    others.map(|(field, usual)| (*field, *usual)).chain([(name, value)]).collect()
}

async fn agree(field: &str, entries: &[Entry], values: &[(&str, bool)]) {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    desk.prove().await;
    let mut doors = Doors { desk, file: golden() };
    for (value, expected) in values {
        for entry in entries {
            let shown: String = value.chars().take(60).collect();
            assert_eq!(doors.accept(*entry, field, value).await, *expected, "{entry:?} {field} {shown:?}");
        }
    }
}

#[tokio::test]
async fn an_email_address() {
    let entries = [
        Entry::Api,
        Entry::BookingPage,
        Entry::CustomerKey("email"),
        Entry::ShopKey("email"),
        record("email"),
        appointment("email"),
        settings("email"),
        set_up("email"),
        account("email"),
    ];
    let long = format!("{}@{}example.org", "a".repeat(60), "example.".repeat(24));
    let values = [
        ("o'neil+termin@sub.example.org", true),
        ("erika@müller.example", true),
        ("erika", false),
        ("erika@example", false),
        ("erika@example..org", false),
        ("e rika@example.org", false),
        ("erika@example.org,max@example.org", false),
        ("erika@1.2.3.4", false),
        ("müller@example.org", false),
        (long.as_str(), false),
    ];
    agree("email", &entries, &values).await;
}

#[tokio::test]
async fn a_telephone_number() {
    let entries = [
        Entry::Api,
        Entry::BookingPage,
        Entry::CustomerKey("phone"),
        Entry::ShopKey("phone"),
        record("phone"),
        appointment("phone"),
        settings("phone"),
        set_up("phone"),
    ];
    let values = [
        ("+49 (711) 12-34/56.7", true),
        ("12345", true),
        ("1234", false),
        ("call me", false),
        ("0711 123456 evenings", false),
        ("123456789012345678901", false),
    ];
    agree("phone", &entries, &values).await;
}

#[tokio::test]
async fn a_persons_name() {
    let entries = [
        Entry::Api,
        Entry::BookingPage,
        Entry::CustomerKey("first_name"),
        record("first_name"),
        appointment("first_name"),
        account("name"),
    ];
    let (longest, too_long) = ("ä".repeat(100), "ä".repeat(101));
    let values = [
        ("Dr. Erika von Muster-Beispiel", true),
        (longest.as_str(), true),
        (too_long.as_str(), false),
        ("Eri\u{202e}ka", false),
        ("Eri\u{feff}ka", false),
        ("Eri\nka", false),
    ];
    agree("first_name", &entries, &values).await;
}

#[tokio::test]
async fn the_shops_name_and_place() {
    let (longest, too_long) = ("ä".repeat(200), "ä".repeat(201));
    let values = [
        ("Hörakustik", true),
        (longest.as_str(), true),
        (too_long.as_str(), false),
        ("a\u{202e}b", false),
        ("a\u{2028}b", false),
    ];
    for field in ["name", "location"] {
        agree(field, &[Entry::ShopKey(field), settings(field), set_up(field)], &values).await;
    }
}

#[tokio::test]
async fn the_shops_address() {
    let (longest, too_long) = ("ä".repeat(500), "ä".repeat(501));
    let values = [
        ("Hauptstraße 1\r\n70173 Stuttgart", true),
        (longest.as_str(), true),
        (too_long.as_str(), false),
        ("a\u{7}b", false),
        ("a\u{202e}b", false),
    ];
    agree("address", &[Entry::ShopKey("address"), settings("address"), set_up("address")], &values).await;
}

#[tokio::test]
async fn a_web_address() {
    let too_long = format!("https://example.org/{}", "a".repeat(2_000));
    let values = [
        ("https://www.example.org/a?b#c", true),
        ("http://localhost:8080", true),
        ("ftp://example.org", false),
        ("javascript:alert(1)", false),
        ("https://exa mple.org", false),
        ("https://example.org/<b>", false),
        (too_long.as_str(), false),
    ];
    for field in ["website", "privacy_url", "imprint_url"] {
        agree(field, &[Entry::ShopKey(field), settings(field), set_up(field)], &values).await;
    }
}

#[tokio::test]
async fn a_colour_and_the_note_of_an_appointment() {
    let look = Entry::Planner("/planner/settings/look", &[], "accent");
    let colors = [("#0b6478", true), ("#0B6478", true), ("#fff", false), ("yellow", false)];
    agree("accent", &[Entry::ShopKey("accent"), look], &colors).await;
    let (longest, too_long) = ("ä".repeat(10_000), "ä".repeat(10_001));
    let notes = [("a\nb", true), (longest.as_str(), true), (too_long.as_str(), false), ("a\u{7}b", false)];
    agree("note", &[Entry::AppointmentKey("note"), appointment("note")], &notes).await;
}

#[tokio::test]
async fn what_was_stored_under_other_rules_stays_until_it_is_changed() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    desk.post("/planner/customers/new", CUSTOMER).await;
    let address = "x".repeat(1_000);
    shop.execute(&format!("UPDATE shop SET address = '{address}'; UPDATE customers SET phone = 'evenings only'"));
    let restarted = shop.restarted();
    let desk = Desk::owner_again(&restarted).await;
    desk.prove().await;

    let unchanged = filled(&[SHOP], "address", &address);
    assert_eq!(desk.post("/planner/settings", &unchanged).await.status, 303);
    let longer = format!("{address}x");
    assert_eq!(desk.post("/planner/settings", &filled(&[SHOP], "address", &longer)).await.status, 422);

    let mut file = terminplaner::store::open::read_write(&shop.db, shop.clock.now()).unwrap();
    let export = shop_file::write(&file, Format::Json).unwrap();
    shop_file::apply(&mut file, &export, Format::Json, now()).unwrap();
    assert!(shop_file::apply(&mut file, &export.replace(&address, &longer), Format::Json, now()).is_err());

    let path = format!("/planner/customers/{}/edit", restarted.count("SELECT id FROM customers"));
    let renamed = filled(&[&[("last_name", "Beispiel")]], "phone", "evenings only");
    assert_eq!(desk.post(&path, &renamed).await.status, 303);
    assert_eq!(desk.post(&path, &filled(&[CUSTOMER], "phone", "mornings only")).await.status, 422);
}
