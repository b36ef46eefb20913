//! A flood of bookings with addresses new to the shop: which mails are held, and which are not.

use super::flood::{ALWAYS_OPEN, body, send};
use crate::harness::{Answer, TestApp, token};
use crate::planner::desk::Desk;
use crate::seed;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;
use terminplaner::delivery::transport::{MemoryTransport, Transport};
use terminplaner::delivery::transport_resolver::TransportResolver;
use terminplaner::delivery::worker::MailWorker;
use terminplaner::operations::booking::confirmation;

/// A limit of three new addresses an hour; Max is known.
fn three() -> String {
    seed::customer(1, "Max", "Muster", "max@example.org")
        + "UPDATE shop SET new_addresses_per_hour = 3, reminder_hours = 24;"
}

const HELD: &str = "SELECT count(*) FROM outbox WHERE state = 'queued' AND held_at IS NOT NULL";

struct Flood {
    shop: TestApp,
    starts: RefCell<Vec<String>>,
}

impl Flood {
    async fn new(limits_off: bool) -> Self {
        let shop = TestApp::with(&format!("{ALWAYS_OPEN}; {}", three()), limits_off);
        let starts = super::flood::free_starts(&shop).await.split_off(60);
        Self { shop, starts: RefCell::new(starts) }
    }

    /// Three new addresses have booked: further ones exceed the limit.
    async fn at_the_limit() -> Self {
        let flood = Self::new(false).await;
        for number in 0..3 {
            let answer = flood.book("203.0.113.1:1", &format!("early{number}@example.org")).await;
            assert_eq!(answer.json()["status"], "confirmed");
        }
        flood
    }

    /// Five further bookings, four from one network and one from another.
    async fn above() -> Self {
        let flood = Self::at_the_limit().await;
        for number in 0..5 {
            let peer = if number == 4 { "203.0.113.2:1" } else { "198.51.100.1:1" };
            let answer = flood.book(peer, &format!("late{number}@example.org")).await;
            assert_eq!(answer.json()["status"], "requested");
        }
        flood
    }

    fn next_start(&self) -> String {
        self.starts.borrow_mut().remove(0)
    }

    async fn book(&self, peer: &str, email: &str) -> Answer {
        let start = self.next_start();
        let answer = send(&self.shop, peer, "POST", "/api/v1/bookings", &body(&start, email)).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        self.shop.advance(Duration::from_secs(10));
        answer
    }

    /// Sends due mails; returns their recipients.
    async fn deliver(&self) -> Vec<String> {
        let memory = MemoryTransport::default();
        let outlet = Arc::new(TransportResolver::new(Some(Arc::new(Transport::Memory(memory.clone())))));
        let store = self.shop.app.store.clone();
        let worker = MailWorker::new(store, self.shop.clock.clone(), outlet, "https://termine.example.de".into());
        worker.run_due_once().await.unwrap();
        let to = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let line = text.lines().find(|line| line.starts_with("To: ")).unwrap_or_default().to_owned();
            line.trim_start_matches("To: ").rsplit('<').next().unwrap_or_default().trim_end_matches('>').to_owned()
        };
        let mut sent: Vec<_> = memory.sent().iter().map(|mail| to(&mail.bytes)).collect();
        sent.sort();
        sent.dedup();
        sent
    }

    fn count(&self, sql: &str) -> i64 {
        self.shop.count(sql)
    }
}

/// The response without the parts that differ in every booking.
fn comparable(answer: &Answer) -> Value {
    let mut json = answer.json();
    for name in ["id", "start", "end", "token", "manage_url", "calendar_url"] {
        json[name] = Value::Null;
    }
    json
}

#[tokio::test]
async fn above_the_limit_all_bookings_are_requests_and_mails_to_strangers_are_held() {
    let flood = Flood::at_the_limit().await;
    let stranger = flood.book("198.51.100.1:1", "late@example.org").await;
    let known = flood.book("198.51.100.1:1", "max@example.org").await;
    assert_eq!(comparable(&stranger), comparable(&known), "the answer does not tell who is known");
    assert_eq!(known.json()["status"], "requested");
    assert_eq!(flood.count(HELD), 2, "the stranger's first mail and the reminder");
    assert_eq!(
        flood.deliver().await,
        ["early0@example.org", "early1@example.org", "early2@example.org", "max@example.org", "praxis@example.org"]
    );
}

#[tokio::test]
async fn a_mailed_address_is_not_new_and_one_with_held_mails_stays_new() {
    let flood = Flood::at_the_limit().await;
    flood.book("203.0.113.1:1", "early0@example.org").await;
    assert_eq!(flood.count("SELECT count(*) FROM bookings WHERE new_address"), 3);
    flood.book("203.0.113.1:1", "late@example.org").await;
    flood.book("203.0.113.1:1", "late@example.org").await;
    assert_eq!(flood.count("SELECT count(*) FROM bookings WHERE new_address"), 5);
    flood.shop.advance(Duration::from_secs(3700));
    flood.book("203.0.113.1:1", "late@example.org").await;
    assert_eq!(flood.count("SELECT count(*) FROM bookings WHERE new_address"), 6, "no address is warmed up by waiting");
}

#[tokio::test]
async fn the_limit_is_of_the_last_hour_and_of_the_last_day() {
    let flood = Flood::above().await;
    flood.shop.advance(Duration::from_secs(3600));
    assert_eq!(flood.book("203.0.113.3:1", "next@example.org").await.json()["status"], "confirmed");
    flood.shop.execute("UPDATE shop SET new_addresses_per_day = 9");
    flood.shop.advance(Duration::from_secs(3600));
    flood.shop.app.store.write(|tx| tx.calendar_changed()).await.unwrap();
    assert_eq!(flood.book("203.0.113.3:1", "ninth@example.org").await.json()["status"], "requested");
    flood.shop.advance(Duration::from_secs(24 * 3600));
    assert_eq!(flood.book("203.0.113.3:1", "tomorrow@example.org").await.json()["status"], "confirmed");
}

#[tokio::test]
async fn limits_off_lifts_it() {
    let flood = Flood::new(true).await;
    for number in 0..8 {
        let answer = flood.book("203.0.113.1:1", &format!("n{number}@example.org")).await;
        assert_eq!(answer.json()["status"], "confirmed");
    }
    assert_eq!(flood.count(HELD), 0);
}

#[tokio::test]
async fn held_mails_do_not_expire_and_delay_no_others() {
    let flood = Flood::at_the_limit().await;
    let late = flood.book("198.51.100.1:1", "late@example.org").await;
    flood.deliver().await;
    flood.shop.execute(
        "UPDATE outbox SET due_at = due_at - 400000, next_try_at = next_try_at - 400000 WHERE held_at IS NOT NULL",
    );
    assert_eq!(flood.deliver().await, [""; 0]);
    assert_eq!(flood.count(HELD), 2);
    let path = format!("/api/v1/bookings/{}", token(&late));
    let cancelled = send(&flood.shop, "198.51.100.1:1", "DELETE", &path, &json!({})).await;
    assert_eq!(cancelled.status, 200);
    assert_eq!(flood.count(HELD), 0, "withdrawn");
    assert_eq!(flood.deliver().await, ["praxis@example.org"], "who was told nothing hears nothing");
}

#[tokio::test]
async fn held_mails_end_with_their_appointment_without_a_failure_in_the_inbox() {
    let flood = Flood::above().await;
    flood.shop.advance(Duration::from_secs(40 * 24 * 3600));
    flood.deliver().await;
    assert_eq!(flood.count(HELD), 0);
    assert_eq!(flood.count("SELECT count(*) FROM outbox WHERE state = 'expired' AND address LIKE 'late%'"), 0);
}

#[tokio::test]
async fn the_start_page_says_why_and_groups_them_by_source() {
    let flood = Flood::above().await;
    let page = Desk::staff(&flood.shop).await.get("/planner").await;
    assert_eq!(page.words("#h-held"), "Ungewöhnlich viele neue Adressen 5");
    assert_eq!(
        page.all("section[aria-labelledby=h-held] li[id] > p"),
        ["4 Anfragen vom selben Internetanschluss", "1 Anfrage", "Alle zusammen"]
    );
    assert_eq!(page.all("section[aria-labelledby=h-held] details li").len(), 5);
    assert_eq!(page.count("#h-requests"), 0, "they are listed once");
    assert_eq!(page.words("nav .badge b"), "8", "five requests, three new bookings");
}

#[tokio::test]
async fn one_press_releases_all_from_one_source() {
    let flood = Flood::above().await;
    flood.deliver().await;
    let desk = Desk::staff(&flood.shop).await;
    let page = desk.get("/planner").await;
    let group = page.attribute("#held-4 [name=group]", "value");
    let last = page.attribute("#held-4 [name=last]", "value");
    let done = desk.submit("/planner/inbox/held", &[("group", &group), ("last", &last), ("answer", "release")]).await;
    assert!(done.words(".note.good").starts_with("Freigegeben:"));
    assert_eq!(
        flood.deliver().await,
        ["late0@example.org", "late1@example.org", "late2@example.org", "late3@example.org"]
    );
    assert_eq!(done.all("section[aria-labelledby=h-requests] > ul > li").len(), 4, "ordinary requests now");
    assert_eq!(flood.count(HELD), 2, "the one from elsewhere waits");
    assert_eq!(flood.count("SELECT count(*) FROM outbox WHERE kind = 'reminder' AND state = 'queued' AND held_at IS NULL AND address LIKE 'late%'"), 4);
    let audit = "SELECT count(*) FROM audit WHERE action = 'held.released' AND details = '{\"appointments\":4}'";
    assert_eq!(flood.count(audit), 1);
}

#[tokio::test]
async fn one_press_declines_all_without_a_mail_and_bookings_are_confirmed_again() {
    let flood = Flood::above().await;
    flood.deliver().await;
    flood.shop.execute("UPDATE bookings SET new_address = 0 WHERE appointment_key <= 3");
    let desk = Desk::staff(&flood.shop).await;
    let last = desk.get("/planner").await.attribute("#held-4 [name=last]", "value");
    let fields = [("group", "all"), ("last", last.as_str()), ("answer", "decline")];
    let done = desk.submit("/planner/inbox/held", &fields).await;
    assert!(done.words(".note.good").starts_with("Abgelehnt, ohne E-Mail."));
    assert_eq!(flood.count("SELECT count(*) FROM appointments WHERE status = 'declined'"), 5);
    assert_eq!(flood.deliver().await, [""; 0]);
    assert_eq!(flood.book("203.0.113.9:1", "next@example.org").await.json()["status"], "confirmed");
    assert_eq!(desk.get("/planner").await.count("#h-held"), 0);
}

#[tokio::test]
async fn a_request_made_after_the_page_was_shown_is_not_answered_with_it() {
    let flood = Flood::above().await;
    let desk = Desk::staff(&flood.shop).await;
    let last = desk.get("/planner").await.attribute("#held-4 [name=last]", "value");
    flood.book("198.51.100.1:1", "later@example.org").await;
    desk.submit("/planner/inbox/held", &[("group", "all"), ("last", &last), ("answer", "decline")]).await;
    assert_eq!(flood.count("SELECT count(*) FROM appointments WHERE status = 'requested'"), 1);
    for wrong in
        [[("group", "all"), ("last", "9"), ("answer", "x")], [("group", "x"), ("last", "9"), ("answer", "release")]]
    {
        assert_eq!(desk.post("/planner/inbox/held", &wrong).await.status, 404);
    }
}

#[tokio::test]
async fn a_single_answer_sends_the_answer_alone() {
    let flood = Flood::above().await;
    flood.deliver().await;
    let desk = Desk::staff(&flood.shop).await;
    desk.post("/planner/appointments/4/status", &[("to", "confirmed"), ("tell", "1")]).await;
    desk.post("/planner/appointments/5/status", &[("to", "declined"), ("tell", "1")]).await;
    let waiting = "SELECT count(*) FROM outbox WHERE state = 'queued' AND held_at IS NULL AND address LIKE 'late%'";
    assert_eq!(flood.count(&format!("{waiting} AND appointment_key = 4 AND kind IN ('confirmed', 'reminder')")), 2);
    assert_eq!(flood.count(&format!("{waiting} AND appointment_key = 5 AND kind = 'declined'")), 1);
    assert_eq!(flood.count(waiting), 3);
    assert_eq!(flood.count(HELD), 6, "of the other three");
}

#[tokio::test]
async fn moving_a_held_request_confirms_nothing_and_keeps_its_mails_held() {
    let flood = Flood::at_the_limit().await;
    let late = flood.book("198.51.100.1:1", "late@example.org").await;
    flood.deliver().await;
    let path = format!("/api/v1/bookings/{}", token(&late));
    flood.shop.advance(Duration::from_secs(3700));
    let to = flood.next_start();
    let moved = send(&flood.shop, "198.51.100.1:1", "PATCH", &path, &json!({ "start": to })).await;
    assert_eq!((moved.status.as_u16(), &moved.json()["status"]), (200, &json!("requested")));
    assert_eq!(flood.deliver().await, ["praxis@example.org"]);
    assert_eq!(flood.count(&format!("{HELD} AND kind = 'request_received'")), 1, "with the new time");
    assert_eq!(flood.count(HELD), 2);
}

#[tokio::test]
async fn a_refusal_is_no_way_around() {
    let flood = Flood::at_the_limit().await;
    flood.shop.execute("UPDATE shop SET max_open_per_email = 1");
    flood.shop.app.store.write(|tx| tx.calendar_changed()).await.unwrap();
    flood.book("198.51.100.1:1", "late@example.org").await;
    let start = flood.next_start();
    let refused =
        send(&flood.shop, "198.51.100.1:1", "POST", "/api/v1/bookings", &body(&start, "late@example.org")).await;
    assert_eq!(refused.code(), "too_many_bookings");
    assert_eq!(flood.count("SELECT count(*) FROM outbox WHERE kind = 'booking_refused'"), 0);
}

#[tokio::test]
async fn the_time_to_confirm_by_mail_begins_with_the_release() {
    let flood = Flood::at_the_limit().await;
    flood.shop.execute(
        "UPDATE shop SET confirm_by_mail = 1;
         INSERT INTO mail_settings (id, host, port, security) VALUES (1, 'localhost', 25, 'loopback')",
    );
    flood.shop.app.store.write(|tx| tx.calendar_changed()).await.unwrap();
    let late = flood.book("198.51.100.1:1", "late@example.org").await;
    let known = flood.book("198.51.100.1:1", "max@example.org").await;
    assert!(late.json()["confirm_by"].is_string() && known.json()["confirm_by"].is_string(), "{}", late.text);
    flood.deliver().await;
    flood.shop.advance(Duration::from_secs(3 * 3600));
    flood.deliver().await;
    confirmation::expire_due(&flood.shop.app.store).await.unwrap();
    let status = async |answer: &Answer| {
        let path = format!("/api/v1/bookings/{}", token(answer));
        send(&flood.shop, "198.51.100.1:1", "GET", &path, &json!({})).await.json()["status"].clone()
    };
    assert_eq!((status(&late).await, status(&known).await), (json!("requested"), json!("cancelled")));
    let desk = Desk::staff(&flood.shop).await;
    let page = desk.get("/planner").await;
    assert_eq!(page.words("nav .badge b"), "4", "the held request, three new bookings");
    let fields = [("group", "all"), ("last", "99"), ("answer", "release")];
    assert_eq!(desk.post("/planner/inbox/held", &fields).await.status, 303);
    let mails = "SELECT count(*) FROM outbox WHERE kind = 'please_confirm' AND state = 'queued' AND held_at IS NULL";
    assert_eq!(flood.count(mails), 1);
    flood.shop.advance(Duration::from_secs(30 * 60));
    confirmation::expire_due(&flood.shop.app.store).await.unwrap();
    assert_eq!(status(&late).await, "requested");
    flood.shop.advance(Duration::from_secs(31 * 60));
    confirmation::expire_due(&flood.shop.app.store).await.unwrap();
    assert_eq!(status(&late).await, "cancelled");
}

#[tokio::test]
async fn held_mails_are_counted_separately_everywhere() {
    let flood = Flood::above().await;
    let owner = Desk::owner(&flood.shop).await;
    let page = owner.get("/planner/settings/mail").await;
    assert!(page.text.contains("Zurückgehalten, bis Sie sie unter „Heute“ freigeben: 10."), "{}", page.text);
    let page = owner.get("/planner/appointments/4").await;
    assert_eq!(page.all("section[aria-labelledby=h-mails] .chip")[0], "wartet auf Freigabe");
    let counted = flood.shop.app.store.read(terminplaner::store::outbox_state::count_by_state).await.unwrap();
    assert!(counted.contains(&("held", 10)), "{counted:?}");
}
