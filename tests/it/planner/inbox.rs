//! The start page: new activity, requests, today's appointments.

use super::desk::Desk;
use crate::harness::{TestApp, booking, token};
use crate::seed;
use axum::http::Method;
use serde_json::json;
use std::time::Duration;

const NINE: &str = "2022-01-17T09:00:00+01:00";
const TEN: &str = "2022-01-17T10:00:00+01:00";

fn asking() -> TestApp {
    TestApp::with("UPDATE services SET status_on_booking = 'requested'", true)
}

#[tokio::test]
async fn a_day_without_anything_says_so_kindly() {
    let shop = TestApp::new();
    let page = Desk::owner(&shop).await.get("/planner").await;
    assert!(page.words("h1").contains("Freitag, 14. Januar 2022"), "{}", page.words("h1"));
    assert_eq!(page.all(".empty b"), ["Heute stehen keine Termine an.", "Alles erledigt."]);
}

#[tokio::test]
async fn a_day_without_anything_says_where_one_can_book_or_what_is_missing() {
    let shop = TestApp::new();
    let page = Desk::owner(&shop).await.get("/planner").await;
    assert_eq!(page.attribute("#booking-page", "href"), "https://termine.example.de/");
    for (missing, step) in [
        ("DELETE FROM availabilities", "hours"),
        ("UPDATE availabilities SET resource_id = 'kabine-1'; UPDATE services SET needs = '[[\"kabine-2\"]]'", "hours"),
        ("UPDATE services SET online = 0", "services"),
        ("DELETE FROM availabilities; DELETE FROM services; DELETE FROM resources", "resources"),
    ] {
        let shop = TestApp::with(missing, true);
        let page = Desk::owner(&shop).await.get("/planner").await;
        assert_eq!(
            (page.count("#booking-page"), page.all(".empty b").remove(1)),
            (0, "Noch kann niemand online buchen.".into())
        );
        assert_eq!(page.attribute("#add-missing", "href"), format!("/planner/set-up/{step}"), "{missing}");
        assert_eq!(Desk::staff(&shop).await.get("/planner").await.count("#add-missing"), 0);
    }
}

#[tokio::test]
async fn a_new_booking_is_unread_until_it_is_seen() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking(NINE)).await;
    let page = desk.get("/planner").await;
    let text = page.words("#h-news ~ *, section[aria-labelledby=h-news]");
    for words in [
        "+ Gebucht",
        "heute, 08:00 Uhr",
        "Erika Muster",
        "Montag, 17. Januar 2022, 09:00 bis 10:00 Uhr",
        "Anpassung · Kabine 1",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert_eq!(page.words("nav .badge b"), "1");
    let id = page.attribute("section[aria-labelledby=h-news] [name=seen]", "value");
    let page = desk.submit("/planner/inbox/news", &[("seen", &id)]).await;
    assert_eq!((page.count("[name=seen]"), page.words("nav .badge b").as_str()), (0, "0"));
    assert_eq!(page.all("details.seen .who b"), ["Erika Muster"]);
}

#[tokio::test]
async fn an_appointment_with_several_news_is_one_line_and_one_press() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let manage = format!("/api/v1/bookings/{}", token(&shop.book(&booking(NINE)).await));
    shop.send_json(Method::PATCH, &manage, &json!({"start": TEN})).await;
    let page = desk.get("/planner").await;
    assert_eq!(page.all("section[aria-labelledby=h-news] .what-happened .chip"), ["→ Verschoben"]);
    assert_eq!(page.words("section[aria-labelledby=h-news] s"), "Montag, 17. Januar 2022, 09:00 Uhr");
    assert_eq!(page.words("nav .badge b"), "1");
    let id = page.attribute("[name=seen]", "value");
    shop.send_json(Method::DELETE, &manage, &json!({})).await;
    let page = desk.submit("/planner/inbox/news", &[("seen", &id)]).await;
    assert_eq!(page.all("section[aria-labelledby=h-news] .what-happened .chip"), ["✕ Abgesagt"], "came meanwhile");
    assert_eq!(page.count("section[aria-labelledby=h-news] .whose"), 0, "nobody is asked about what was called off");
}

#[tokio::test]
async fn marking_all_as_seen_leaves_later_activity_unread() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking(NINE)).await;
    let last = desk.get("/planner").await.attribute("#seen-all", "value");
    shop.book(&booking(TEN)).await;
    let page = desk.submit("/planner/inbox/news", &[("all", &last)]).await;
    assert_eq!(page.count("[name=seen]"), 1);
    assert_eq!(desk.post("/planner/inbox/news", &[]).await.status, 404);
}

#[tokio::test]
async fn a_request_is_confirmed_and_the_customer_is_told() {
    let shop = asking();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking(NINE)).await;
    let page = desk.get("/planner").await;
    assert_eq!((page.count("section[aria-labelledby=h-requests] li .primary"), page.count("[name=seen]")), (1, 0));
    let key = shop.count("SELECT key FROM appointments");
    let path = format!("/planner/inbox/requests/{key}");
    let page = desk.submit(&path, &[("answer", "confirm")]).await;
    assert!(page.words(".note.good").starts_with("Bestätigt."));
    assert_eq!((page.count("#h-requests"), page.words("nav .badge b").as_str()), (0, "0"));
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'confirmed'"), 1);
    let audit = "SELECT count(*) FROM audit JOIN users ON users.id = user_id
                 WHERE action = 'appointment.status' AND details LIKE '%confirmed%' AND subject = (SELECT id FROM appointments)";
    assert_eq!(shop.count(audit), 1);
}

#[tokio::test]
async fn a_request_answered_on_its_own_page_is_marked_as_seen() {
    let shop = asking();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking(NINE)).await;
    let path = format!("/planner/appointments/{}/status", shop.count("SELECT key FROM appointments"));
    assert_eq!(desk.submit(&path, &[("to", "confirmed")]).await.status, 200);
    assert_eq!(desk.get("/planner").await.words("nav .badge b"), "0");
}

#[tokio::test]
async fn a_request_is_declined_and_its_time_is_free_again() {
    let shop = asking();
    let desk = Desk::staff(&shop).await;
    shop.book(&booking(NINE)).await;
    let path = format!("/planner/inbox/requests/{}", shop.count("SELECT key FROM appointments"));
    let page = desk.submit(&path, &[("answer", "decline")]).await;
    assert_eq!(
        page.words(".note.good"),
        "Abgelehnt. Die E-Mail an Erika Muster wartet: E-Mail ist noch nicht eingerichtet."
    );
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'declined'"), 1);
    assert_eq!(shop.count("SELECT count(*) FROM claims WHERE blocking = 1"), 0);
    assert_eq!(desk.post(&path, &[("answer", "perhaps")]).await.status, 404);
}

#[tokio::test]
async fn confirming_a_request_cancelled_meanwhile_is_refused_with_the_new_status() {
    let shop = asking();
    let desk = Desk::owner(&shop).await;
    let manage = format!("/api/v1/bookings/{}", token(&shop.book(&booking(NINE)).await));
    let path = format!("/planner/inbox/requests/{}", shop.count("SELECT key FROM appointments"));
    shop.send_json(Method::DELETE, &manage, &json!({})).await;
    let page = desk.post(&path, &[("answer", "confirm")]).await;
    assert_eq!(page.status, 409);
    assert!(page.words("[role=alert]").contains("inzwischen geändert oder abgesagt"));
    assert_eq!(page.all("section[aria-labelledby=h-news] .chip"), ["✕ Abgesagt"]);
}

#[tokio::test]
async fn answering_a_request_in_the_past_sends_no_mail() {
    let shop = asking();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking(NINE)).await;
    let path = format!("/planner/inbox/requests/{}", shop.count("SELECT key FROM appointments"));
    shop.advance(Duration::from_secs(4 * 24 * 60 * 60));
    let page = desk.get("/planner").await;
    assert_eq!((page.count("#h-requests"), page.count("#h-unanswered")), (0, 1));
    let page = desk.post(&path, &[("answer", "confirm")]).await;
    assert!(page.words("[role=alert]").contains("Zeit dieser Anfrage ist vorbei"), "{}", page.words("[role=alert]"));
    let page = desk.submit(&path, &[("answer", "decline")]).await;
    assert_eq!(page.count("#h-unanswered"), 0);
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind IN ('declined', 'confirmed')"), 0);
}

#[tokio::test]
async fn a_request_that_the_shop_wrote_itself_is_answered_too() {
    let shop = asking();
    shop.execute(&seed::appointment(1, "kabine-1", 27_374_880, 60, "requested"));
    shop.execute("UPDATE appointments SET service_id = 'anpassung', last_name = 'Muster'");
    let desk = Desk::owner(&shop).await;
    let path = format!("/planner/inbox/requests/{}", shop.count("SELECT key FROM appointments"));
    assert_eq!(desk.submit(&path, &[("answer", "confirm")]).await.status, 200);
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE status = 'confirmed'"), 1);
}

#[tokio::test]
async fn today_is_shown_by_time_and_says_who_came() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking(NINE)).await;
    shop.book(&booking(TEN)).await;
    let key = shop.count("SELECT min(key) FROM appointments");
    let path = format!("/planner/inbox/appointments/{key}");
    assert_eq!(desk.post(&path, &[("outcome", "done")]).await.status, 409, "it has not begun");
    shop.advance(Duration::from_secs((3 * 24 + 1) * 60 * 60 + 30 * 60));
    let page = desk.get("/planner").await;
    assert_eq!(page.all(".day .clock"), ["09:00 bis 10:00 Uhr jetzt", "10:00 bis 11:00 Uhr als Nächstes"]);
    assert_eq!(page.attribute(".day .who a", "href"), format!("/planner/appointments/{key}"));
    assert_eq!(page.all(".day .who .chip"), ["✓ Bestätigt", "✓ Bestätigt"]);
    assert_eq!(page.count(".day [name=outcome]"), 2, "of the one that has begun");
    let page = desk.submit(&path, &[("outcome", "no_show")]).await;
    assert_eq!(page.all(".day .who .chip"), ["– Nicht erschienen", "✓ Bestätigt"]);
    assert_eq!(page.all(".day button[name=outcome]"), ["Zurücknehmen : Nicht erschienen, Erika Muster"]);
    desk.submit(&path, &[("outcome", "confirmed")]).await;
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE action = 'appointment.status'"), 2);
    assert_eq!(desk.post(&path, &[("outcome", "cancelled")]).await.status, 409);
    assert_eq!(desk.post(&path, &[("outcome", "gone")]).await.status, 404);
}

#[tokio::test]
async fn a_closed_day_without_appointments_shows_the_next_open_one() {
    let shop = TestApp::with(
        "INSERT INTO exceptions (from_date, to_date, hours, note)
         VALUES ('2022-01-14', '2022-01-14', '[]', 'Betriebsausflug');
         UPDATE availabilities SET weekdays = '[\"mon\", \"fri\"]';",
        true,
    );
    let desk = Desk::owner(&shop).await;
    shop.book(&booking(NINE)).await;
    let page = desk.get("/planner").await;
    let section = "section[aria-labelledby=h-today]";
    assert_eq!(page.words("#h-today"), "Nächster offener Tag: Montag, 17. Januar");
    assert_eq!(
        page.words(&format!("{section} > .muted")),
        "Heute, Freitag, 14. Januar: geschlossen (Betriebsausflug)."
    );
    assert_eq!(page.all(".day .clock"), ["09:00 bis 10:00 Uhr"], "it is not said to be the next one of today");
    shop.execute("UPDATE appointments SET starts_at = starts_at - 4320, ends_at = ends_at - 4320");
    let page = desk.get("/planner").await;
    assert_eq!((page.words("#h-today"), page.count(".day li")), ("Termine heute".into(), 1), "somebody comes today");
}

#[tokio::test]
async fn a_mail_that_did_not_arrive_says_whom_to_call_and_why() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let mut body = booking(NINE);
    body["customer"]["phone"] = json!("0711 123456");
    shop.book(&body).await;
    shop.execute("UPDATE outbox SET state = 'failed', last_error = '550 no such user', ended_at = 1642143600");
    let page = desk.get("/planner").await;
    let text = page.words("section[aria-labelledby=h-mails]");
    for words in [
        "Erika Muster",
        "Anrufen: 0711 123456",
        "Buchungsbestätigung – Anpassung",
        "erika@example.org",
        "550 no such user",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert_eq!(page.attribute("section[aria-labelledby=h-mails] a.primary", "href"), "tel:0711123456");
    assert_eq!(page.words("nav .badge b"), "2", "the booking and its mail");
    assert!(page.words("form.note").contains("eigene Adresse"), "the shop's own mail failed too");
    let id = page.attribute("[name=settle]", "value");
    let page = desk.submit("/planner/inbox/mails", &[("settle", &id)]).await;
    assert_eq!((page.count("#h-mails"), page.words("nav .badge b").as_str()), (0, "1"));
    let last = page.attribute("[name=own]", "value");
    assert_eq!(desk.submit("/planner/inbox/mails", &[("own", &last)]).await.count("[name=own]"), 0);
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE settled_at IS NULL AND state = 'failed'"), 0);
    assert_eq!(desk.post("/planner/inbox/mails", &[]).await.status, 404);
}

#[tokio::test]
async fn mail_that_is_not_set_up_is_said_and_leads_owners_to_where_it_is() {
    let shop = TestApp::new();
    let owner = Desk::owner(&shop).await;
    let page = owner.get("/planner").await;
    assert_eq!(page.attribute(".note.warn a", "href"), "/planner/settings/mail");
    let staff = Desk::staff(&shop).await.get("/planner").await;
    assert!(staff.words(".note.warn").contains("Inhaber-Konto") && staff.count(".note.warn a") == 0);
    shop.name_mail_server();
    assert_eq!(owner.get("/planner").await.count(".note.warn"), 0);
    shop.book(&booking(NINE)).await;
    shop.execute("UPDATE outbox SET attempts = 1, last_error = 'connection refused'");
    shop.advance(Duration::from_secs(600));
    let page = owner.get("/planner").await;
    assert!(
        page.words(".note.warn").contains("2 E-Mails warten") && page.words(".note.warn q") == "connection refused"
    );
}

#[tokio::test]
async fn the_page_reads_in_english_too() {
    let shop = TestApp::with("UPDATE shop SET language = 'en'", true);
    let desk = Desk::owner(&shop).await;
    shop.book(&booking(NINE)).await;
    let page = desk.get("/planner").await;
    assert!(page.words("section[aria-labelledby=h-news]").contains("+ Booked"));
    assert!(page.words("h1").contains("Friday, 14 January 2022"));
}
