//! A shop file that changes an appointment booked online: no mail is sent, but the reminder must have the new data.

use super::now;
use crate::harness::{TestApp, at, booking};
use rusqlite::Connection;
use terminplaner::domain::message::QueuedMessage;
use terminplaner::domain::notice::Notice;
use terminplaner::operations::shop_file;
use terminplaner::operations::shop_file::Format;
use terminplaner::store::outbox::{self, Due};
use terminplaner::store::sealed::Keyring;

/// An appointment on Monday at nine with a reminder on Sunday at nine, then changed by an import of another process.
async fn booked_then(change: &str) -> (TestApp, Connection) {
    let app = TestApp::with("UPDATE shop SET reminder_hours = 24", true);
    let answer = app.book(&booking("2022-01-17T09:00:00+01:00")).await;
    assert_eq!(answer.status, 201);
    let mut file = Connection::open(&app.db).unwrap();
    file.execute("UPDATE outbox SET state = 'sent' WHERE kind <> 'reminder'", []).unwrap();
    let text = format!("[[appointments]]\nid = {}\n{change}\n", answer.json()["id"]);
    shop_file::apply(&mut file, &text, Format::Toml, now()).unwrap();
    (app, file)
}

fn due(file: &Connection, now: &str) -> Option<Notice> {
    match outbox::next_due(file, &Keyring::in_memory(), at(now), &Default::default()).unwrap() {
        Some(Due::Mail(mail)) => match mail.letter {
            QueuedMessage::Appointment(notice) => Some(*notice),
            QueuedMessage::Account(_) | QueuedMessage::Erasure(_) => None,
        },
        _ => None,
    }
}

#[tokio::test]
async fn a_reminder_follows_an_appointment_that_a_file_moves() {
    let moved = "start = \"2022-01-19T10:00:00+01:00\"\nend = \"2022-01-19T11:00:00+01:00\"";
    let (_app, file) = booked_then(moved).await;
    assert!(due(&file, "2022-01-18T09:59:00+01:00").is_none(), "it goes out a day before the new time");
    let notice = due(&file, "2022-01-18T10:00:00+01:00").unwrap();
    assert_eq!(notice.facts.start.to_utc(), at("2022-01-19T10:00:00+01:00"));
    assert_eq!(notice.facts.end.to_utc(), at("2022-01-19T11:00:00+01:00"));
    assert_eq!(notice.facts.sequence, 1, "calendars shall replace the old time");
}

#[tokio::test]
async fn a_reminder_goes_to_the_address_that_a_file_corrects() {
    let (_app, file) = booked_then("customer = { email = \"right@example.org\" }").await;
    assert_eq!(due(&file, "2022-01-16T09:00:00+01:00").unwrap().address, "right@example.org");
}

#[tokio::test]
async fn without_an_address_there_is_no_reminder() {
    let (_app, file) = booked_then("customer = { email = \"\" }").await;
    assert!(due(&file, "2022-01-16T09:00:00+01:00").is_none());
    let left: i64 =
        file.query_row("SELECT count(*) FROM outbox WHERE kind = 'reminder'", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0);
}

fn count(file: &Connection, sql: &str) -> i64 {
    file.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn an_import_with_another_customer_removes_the_previous_ones_data() {
    let max = "customer = { first_name = \"Max\", last_name = \"Beispiel\", email = \"max@example.org\" }";
    let (app, file) = booked_then(max).await;
    assert_eq!(count(&file, "SELECT count(*) FROM bookings"), 0, "no link, comment or consent");
    assert_eq!(count(&file, "SELECT count(*) FROM idempotency_keys"), 0);
    assert_eq!(count(&file, "SELECT count(*) FROM outbox WHERE state = 'queued'"), 0, "an import sends no mail");
    assert_eq!(count(&file, "SELECT count(*) FROM outbox WHERE payload LIKE '%Muster%'"), 0);
    drop(app);
}

#[tokio::test]
async fn an_address_that_a_file_changes_makes_the_old_link_open_nothing() {
    let app = TestApp::new();
    let answer = app.book_with_key(&booking("2022-01-17T09:00:00+01:00"), "key").await;
    let link = format!("/t/{}", crate::harness::token(&answer));
    assert_eq!(app.get(&link).await.status, 200);
    let mut file = Connection::open(&app.db).unwrap();
    let id = &answer.json()["id"];
    let text = format!("[[appointments]]\nid = {id}\ncustomer = {{ email = \"right@example.org\" }}\n");
    shop_file::apply(&mut file, &text, Format::Toml, now()).unwrap();
    assert_eq!(app.get(&link).await.status, 404);
    assert_eq!(count(&file, "SELECT count(*) FROM idempotency_keys"), 0);
    let to_old = "SELECT count(*) FROM outbox WHERE address = 'erika@example.org' AND state = 'queued'";
    assert_eq!(count(&file, to_old), 0);
}

const ASKS: &str = "UPDATE shop SET reminder_hours = 24, reminder_consent = 'ask'";

/// Appointments in a file: `key = value` beside an id and an hour.
fn imported(file: &mut Connection, id: &str, hour: &str, more: &str) {
    let text = format!(
        "[[appointments]]\nid = \"{id}\"\nresources = [\"kabine-1\"]\nservice = \"anpassung\"\n\
         start = \"2022-01-17T{hour}:00:00+01:00\"\nend = \"2022-01-17T{hour}:30:00+01:00\"\n{more}\n"
    );
    shop_file::apply(file, &text, Format::Toml, now()).unwrap();
}

#[tokio::test]
async fn an_imported_consent_queues_the_reminder_and_its_end_withdraws_it() {
    let shop = TestApp::with(ASKS, true);
    let mut file = Connection::open(&shop.db).unwrap();
    let erika = "customer = { last_name = \"Muster\", email = \"erika@example.org\" }";
    imported(&mut file, "yes", "09", &format!("{erika}\nreminder_accepted = true"));
    imported(&mut file, "no", "10", erika);
    imported(&mut file, "nowhere", "11", "customer = { last_name = \"Muster\" }\nreminder_accepted = true");
    imported(&mut file, "off", "12", &format!("{erika}\nreminder_accepted = true\nstatus = \"cancelled\""));
    assert_eq!(count(&file, "SELECT count(*) FROM outbox"), 1, "and no other mail");
    let notice = due(&file, "2022-01-16T09:00:00+01:00").unwrap();
    assert_eq!((notice.address.as_str(), notice.facts.appointment_id.as_str()), ("erika@example.org", "yes"));
    let page = format!("/t/{}?m={}", notice.facts.token.unwrap(), notice.facts.mail_secret.unwrap().expose());
    assert_eq!(shop.get(&page).await.status, 200, "its link leads to a page");
    imported(&mut file, "yes", "09", &format!("{erika}\nreminder_accepted = true"));
    assert_eq!(count(&file, "SELECT count(*) FROM outbox"), 1, "once");
    imported(&mut file, "yes", "09", &format!("{erika}\nreminder_accepted = false"));
    assert!(due(&file, "2022-01-16T09:00:00+01:00").is_none());
    imported(&mut file, "yes", "09", &format!("{erika}\nreminder_accepted = true"));
    assert!(due(&file, "2022-01-16T09:00:00+01:00").is_some());
}

#[tokio::test]
async fn an_import_queues_no_reminder_that_is_overdue_or_that_the_shop_asks_nobody_about() {
    for sql in [
        "UPDATE shop SET reminder_hours = 24, reminder_consent = 'not_needed'",
        "UPDATE shop SET reminder_hours = 96, reminder_consent = 'ask'",
    ] {
        let shop = TestApp::with(sql, true);
        let mut file = Connection::open(&shop.db).unwrap();
        let erika = "customer = { last_name = \"Muster\", email = \"erika@example.org\" }\nreminder_accepted = true";
        imported(&mut file, "yes", "09", erika);
        assert_eq!(count(&file, "SELECT count(*) FROM outbox"), 0, "{sql}");
    }
}
