//! Operations on appointments.

use super::{PHONE_CUSTOMER, book, location, make, newest, with};
use crate::harness::{TestApp, booking, token};
use crate::planner::desk::Desk;
use crate::seed;
use axum::http::Method;
use serde_json::Value;
use std::time::Duration;

const ACCEPT: (&str, &str) = ("accept", "lead_time");

#[tokio::test]
async fn a_service_that_is_the_only_one_is_chosen_already() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let page = desk.get("/planner/appointments/new").await;
    assert_eq!(page.attribute("select[name=service] option[selected]", "value"), "anpassung");
    let two = TestApp::with(&seed::service("zweite", "Zweite", 30, &[&["kabine-1"]]), true);
    let page = Desk::staff(&two).await.get("/planner/appointments/new").await;
    assert_eq!(page.attribute("input[name=minutes]", "value"), "");
}

#[tokio::test]
async fn a_customer_who_rings_is_booked_without_an_address() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let back = "/planner/calendar?view=week&date=2022-01-14&resource=kabine-1";
    let page = make(&desk, &[("back", back)]).await;
    assert_eq!(location(&page), "/planner/calendar?view=week&resource=kabine-1&date=2022-01-18");
    let page = desk.get(&format!("/planner/appointments/{}", newest(&shop))).await;
    assert_eq!(page.words("h1"), "Telefon");
    assert!(page.words("section").contains("Kabine 1"), "the room was chosen");
    assert_eq!(page.words("ol.list .grow"), "angelegt");
    assert_eq!(shop.count("SELECT count(*) FROM outbox") + shop.count("SELECT count(*) FROM news"), 0);
}

#[tokio::test]
async fn with_an_address_a_confirmation_can_be_sent_and_the_customer_has_a_page() {
    let shop = TestApp::with("UPDATE shop SET reminder_hours = 24", true);
    let desk = Desk::staff(&shop).await;
    let email = ("email", "Erika@example.org");
    make(&desk, &[email]).await;
    assert_eq!(shop.count("SELECT count(*) FROM bookings"), 0, "only on demand");
    make(&desk, &[email, ("tell", "1"), ("time", "11:00"), ("language", "en")]).await;
    assert_eq!(shop.count("SELECT count(*) FROM bookings WHERE online = 0 AND language = 'en'"), 1);
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind IN ('confirmation', 'reminder')"), 2);
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind LIKE 'shop%'"), 0, "the shop knows");
    let page = desk.get(&format!("/planner/appointments/{}", newest(&shop))).await;
    assert_eq!(page.all("ul.list .grow"), ["Buchungsbestätigung Erika@example.org", "Erinnerung Erika@example.org"]);
}

#[tokio::test]
async fn everything_wrong_is_said_at_its_field_and_nothing_typed_is_lost() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let wrong = [
        ("service", "x"),
        ("date", ""),
        ("time", "25:00"),
        ("minutes", "0"),
        ("last_name", " "),
        ("email", "erika"),
        ("phone", "1"),
        ("note", "wichtig"),
        ("tell", "1"),
    ];
    let page = make(&desk, &wrong).await;
    assert_eq!(page.status, 422);
    for field in ["service", "date", "time", "last_name", "email", "phone"] {
        assert_eq!(page.count(&format!("#e-{field}")), 1, "{field}");
    }
    assert_eq!((page.words("#f-note"), page.attribute("#f-email", "value")), ("wichtig".into(), "erika".into()));
    let page = make(&desk, &[("minutes", "0")]).await;
    assert_eq!(page.words("#e-minutes"), "Bitte geben Sie 1 bis 10.080 Minuten an.");
    let page = make(&desk, &[("tell", "1")]).await;
    assert_eq!(page.words("#e-email"), "Ohne E-Mail-Adresse kann keine Bestätigung gesendet werden.");
    assert_eq!(shop.count("SELECT count(*) FROM appointments"), 0);
}

#[tokio::test]
async fn an_overlap_is_refused_and_says_with_what() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    book(&shop, "2022-01-18T09:30:00+01:00").await;
    let page = make(&desk, &[("resource", "kabine-1")]).await;
    assert_eq!(page.status, 422);
    let words = page.words("[role=alert]");
    assert!(words.contains("Kabine 1: Anpassung, 09:30 bis 10:30 Uhr, Erika Muster"), "{words}");
    assert_eq!(shop.count("SELECT count(*) FROM appointments"), 1);
    make(&desk, &[]).await;
    assert_eq!(
        shop.count("SELECT count(*) FROM claims WHERE resource_id = 'kabine-2'"),
        1,
        "left open, it takes the other"
    );
    let page = make(&desk, &[]).await;
    assert!(page.words("[role=alert]").contains("ist belegt"), "{}", page.words("[role=alert]"));
}

#[tokio::test]
async fn outside_hours_and_lead_time_is_asked_about_and_then_done() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let late = [("date", "2022-01-14"), ("time", "17:30")];
    let page = make(&desk, &late).await;
    assert_eq!(page.status, 422);
    let words = page.words(".note.warn");
    assert!(
        words.contains("innerhalb der Vorlaufzeit") && words.contains("Kabine 1 ist dann nicht durchgehend geöffnet"),
        "{words}"
    );
    assert_eq!((page.words("button.primary"), page.count("input[name=accept]")), ("Trotzdem speichern".into(), 2));
    // Accepting only some of the warnings is not enough.
    let page = make(&desk, &[late[0], late[1], ACCEPT]).await;
    assert_eq!(page.status, 422);
    let page = make(&desk, &[late[0], late[1], ACCEPT, ("accept", "closed:kabine-1")]).await;
    assert_eq!(page.status, 303, "{}", page.text);
    let page = make(&desk, &[("date", "2022-01-13")]).await;
    assert!(page.words(".note.warn").contains("in der Vergangenheit"));
}

#[tokio::test]
async fn a_person_outside_hours_is_not_working_and_a_room_is_not_open() {
    let shop = TestApp::with("UPDATE resources SET kind = 'person' WHERE id = 'kabine-1'", true);
    let page = make(&Desk::staff(&shop).await, &[("time", "17:30")]).await;
    assert!(page.words(".note.warn").contains("Kabine 1 arbeitet dann nicht."), "{}", page.words(".note.warn"));
}

#[tokio::test]
async fn an_appointment_is_edited_and_its_customer_told_once() {
    let shop = TestApp::with("UPDATE shop SET reminder_hours = 24", true);
    let desk = Desk::staff(&shop).await;
    let key = book(&shop, "2022-01-18T09:00:00+01:00").await;
    let path = format!("/planner/appointments/{key}/edit");
    let form = desk.get(&path).await;
    assert!(form.count("#f-tell[checked]") == 1 && form.attribute("#f-time", "value") == "09:00");
    let fields = [
        ("service", "anpassung"),
        ("date", "2022-01-19"),
        ("time", "15:00"),
        ("minutes", "90"),
        ("resource", "kabine-2"),
        ("first_name", "Erika"),
        ("last_name", "Muster"),
        ("email", "erika@example.org"),
        ("tell", "1"),
    ];
    let page = desk.post(&path, &fields).await;
    assert_eq!(location(&page), format!("/planner/appointments/{key}"));
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'rescheduled'"), 1);
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'reminder' AND state = 'queued'"), 1, "renewed");
    assert_eq!(shop.count("SELECT ends_at - starts_at FROM appointments"), 90);
    let page = desk.get(&format!("/planner/appointments/{key}")).await;
    assert!(
        page.words("ol.list")
            .contains("verschoben: Dienstag, 18. Januar 2022, 09:00 Uhr → Mittwoch, 19. Januar 2022, 15:00 Uhr")
    );
    // A changed note sends no mail, and the same form again changes nothing.
    desk.post(&path, &with(&fields, &[("note", "Brille mitbringen")])).await;
    desk.post(&path, &with(&fields, &[("note", "Brille mitbringen")])).await;
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'rescheduled'"), 1);
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE action LIKE 'appointment.%' AND actor = 'staff'"), 2);
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE details LIKE '%Muster%' OR details LIKE '%Brille%'"), 0);
}

#[tokio::test]
async fn an_edit_within_the_lead_time_is_not_asked_about_again() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    make(&desk, &[("date", "2022-01-14"), ACCEPT]).await;
    let path = format!("/planner/appointments/{}/edit", newest(&shop));
    let fields = with(PHONE_CUSTOMER, &[("date", "2022-01-14"), ("time", "11:00"), ("resource", "kabine-1")]);
    assert_eq!(desk.post(&path, &fields).await.status, 303);
}

#[tokio::test]
async fn a_drag_moves_lengthens_and_changes_the_room() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let key = book(&shop, "2022-01-18T09:00:00+01:00").await;
    let path = format!("/planner/appointments/{key}/shift");
    let page = desk.post(&path, &[("start", "2022-01-18T11:00"), ("from", "kabine-1"), ("to", "kabine-2")]).await;
    assert_eq!(page.status, 200);
    assert!(page.text.starts_with("{\"undo\":\""), "{}", page.text);
    desk.post(&path, &[("end", "2022-01-18T12:45")]).await;
    let span = "SELECT ends_at - starts_at FROM appointments a JOIN claims ON appointment_key = key WHERE resource_id = 'kabine-2'";
    assert_eq!(shop.count(span), 105);
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'rescheduled'"), 0, "nobody was to be told");
    let page = desk.post(&path, &[("start", "2022-01-18T12:00"), ("tell", "1")]).await;
    assert_eq!(page.status, 200);
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'rescheduled'"), 1);
}

#[tokio::test]
async fn a_drag_is_refused_with_the_words_to_read_and_those_that_accept_it() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let key = book(&shop, "2022-01-18T09:00:00+01:00").await;
    make(&desk, &[("resource", "kabine-1"), ("time", "13:00")]).await;
    let path = format!("/planner/appointments/{key}/shift");
    let page = desk.post(&path, &[("start", "2022-01-18T12:30")]).await;
    assert_eq!(page.status, 409);
    assert!(page.text.contains("Kabine 1: Anpassung, 13:00 bis 14:00 Uhr, Telefon\"],\"accept\":[]"), "{}", page.text);
    let page = desk.post(&path, &[("start", "2022-01-18T17:30")]).await;
    assert!(page.text.contains("\"accept\":[\"closed:kabine-1\"]"), "{}", page.text);
    let page = desk.post(&path, &[("start", "2022-01-18T17:30"), ("accept", "closed:kabine-1")]).await;
    assert_eq!(page.status, 200);
    let page = desk.post(&path, &[("start", "2022-01-18T15:00"), ("from", "kabine-1"), ("to", "weber")]).await;
    assert!(
        page.status == 409 && page.text.contains("weber ist für diese Leistung nicht vorgesehen."),
        "{}",
        page.text
    );
    assert_eq!(desk.post(&path, &[("end", "2022-01-18T10:00")]).await.status, 409, "it would end before it starts");
    assert_eq!(desk.post(&path, &[("start", "soon")]).await.status, 422);
    assert_eq!(desk.post("/planner/appointments/999/shift", &[("start", "2022-01-18T15:00")]).await.status, 404);
}

#[tokio::test]
async fn a_drag_over_a_clock_change_keeps_its_length_and_what_was_not_dragged() {
    let shop = TestApp::with("UPDATE shop SET lead_time_hours = 0", true);
    let desk = Desk::staff(&shop).await;
    make(&desk, &[("date", "2022-10-29"), ("time", "10:00")]).await;
    let path = format!("/planner/appointments/{}/shift", newest(&shop));
    let accept = ("accept", "closed:kabine-1");
    let starts = |shop: &TestApp| shop.count("SELECT starts_at * 60 FROM appointments");
    let length = |shop: &TestApp| shop.count("SELECT ends_at - starts_at FROM appointments");
    // The repeated 02:30 means the first one; its end, an hour later, is shown as 02:30 again.
    assert_eq!(desk.post(&path, &[("start", "2022-10-30T02:30"), accept]).await.status, 200);
    assert_eq!((starts(&shop), length(&shop)), (1_667_089_800, 60));
    assert_eq!(
        desk.post(&path, &[("start", "2022-10-30T02:30"), ("end", "2022-10-30T04:00"), accept]).await.status,
        200
    );
    assert_eq!((starts(&shop), length(&shop)), (1_667_089_800, 150));
    // A skipped time is read with the offset before the gap.
    assert_eq!(desk.post(&path, &[("start", "2022-03-27T02:30"), accept]).await.status, 200);
    assert_eq!((starts(&shop), length(&shop)), (1_648_344_600, 150));
}

#[tokio::test]
async fn the_status_goes_the_ways_there_are_and_back() {
    let shop =
        TestApp::with("UPDATE services SET status_on_booking = 'requested'; UPDATE shop SET reminder_hours = 2", true);
    let desk = Desk::staff(&shop).await;
    let key = book(&shop, "2022-01-18T09:00:00+01:00").await;
    let path = format!("/planner/appointments/{key}/status");
    let set = async |to: &str, tell: &str| desk.post(&path, &[("to", to), ("tell", tell)]).await.status.as_u16();
    let mails =
        |kind: &str| shop.count(&format!("SELECT count(*) FROM outbox WHERE kind = '{kind}' AND state = 'queued'"));
    assert_eq!(set("done", "").await, 422, "not yet confirmed");
    assert_eq!(set("confirmed", "1").await, 303);
    assert_eq!((mails("confirmed"), mails("reminder")), (1, 1));
    assert_eq!(set("cancelled", "").await, 303);
    assert_eq!((mails("cancelled"), mails("reminder")), (0, 0), "without a mail, and nobody is reminded");
    assert_eq!(set("confirmed", "1").await, 303);
    assert_eq!((mails("confirmation"), mails("reminder")), (1, 1), "taken back and told");
    assert_eq!(set("no_show", "").await, 303);
    assert_eq!(set("done", "").await, 303);
    assert_eq!(set("nonsense", "").await, 400);
    assert_eq!(shop.count("SELECT count(*) FROM news"), 1, "the operator's own acts are no news");
    let page = desk.get(&format!("/planner/appointments/{key}")).await;
    assert_eq!(page.words("section .chip"), "Erschienen");
    assert!(page.words("ol.list").contains("Status: Nicht erschienen → Erschienen"));
}

#[tokio::test]
async fn a_customer_s_cancellation_taken_back_brings_the_reminder_back() {
    let shop = TestApp::with("UPDATE shop SET reminder_hours = 24", true);
    let desk = Desk::staff(&shop).await;
    let reminders = || shop.count("SELECT count(*) FROM outbox WHERE kind = 'reminder' AND state = 'queued'");
    let answer = shop.book(&booking("2022-01-18T09:00:00+01:00")).await;
    let cancel = format!("/api/v1/bookings/{}", token(&answer));
    let path = format!("/planner/appointments/{}/status", newest(&shop));
    let set = async |to: &str| desk.post(&path, &[("to", to)]).await.status.as_u16();
    assert_eq!(shop.send_json(Method::DELETE, &cancel, &Value::Null).await.status, 200);
    assert_eq!(reminders(), 0);
    assert_eq!((set("confirmed").await, reminders()), (303, 1));
    // Marked as done too early, and undone.
    assert_eq!((set("done").await, reminders()), (303, 0));
    assert_eq!((set("confirmed").await, reminders()), (303, 1));
    // After its start the customer gets no reminder any more.
    assert_eq!(set("cancelled").await, 303);
    shop.advance(Duration::from_hours(3 * 24 + 2));
    assert_eq!((set("confirmed").await, reminders()), (303, 0));
}

#[tokio::test]
async fn editing_a_cancelled_appointment_sends_no_mail() {
    let shop = TestApp::with("UPDATE shop SET reminder_hours = 24", true);
    let desk = Desk::staff(&shop).await;
    let email = ("email", "erika@example.org");
    make(&desk, &[email, ("resource", "kabine-1")]).await;
    let path = format!("/planner/appointments/{}", newest(&shop));
    desk.post(&format!("{path}/status"), &[("to", "cancelled")]).await;
    let changed = [email, ("time", "11:00"), ("resource", "kabine-1"), ("tell", "1")];
    assert_eq!(desk.post(&format!("{path}/edit"), &with(PHONE_CUSTOMER, &changed)).await.status, 303);
    assert_eq!(shop.count("SELECT count(*) FROM outbox") + shop.count("SELECT count(*) FROM bookings"), 0);
}

#[tokio::test]
async fn a_cancelled_appointment_cannot_be_restored_over_another() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let key = book(&shop, "2022-01-18T10:00:00+01:00").await;
    let path = format!("/planner/appointments/{key}/status");
    desk.post(&path, &[("to", "cancelled"), ("tell", "1")]).await;
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'cancelled'"), 1);
    make(&desk, &[]).await;
    let page = desk.post(&path, &[("to", "confirmed")]).await;
    assert_eq!(page.status, 422);
    assert!(page.words("[role=alert]").contains("Kabine 1: Anpassung, 10:00 bis 11:00 Uhr, Telefon"));
}

#[tokio::test]
async fn time_is_blocked_for_several_at_once_and_set_free_again() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let block = [
        ("kind", "block"),
        ("date", "2022-01-18"),
        ("time", "12:00"),
        ("end_date", "2022-01-19"),
        ("end_time", "10:00"),
        ("resource", "kabine-1"),
        ("resource", "kabine-2"),
        ("note", "Wartung"),
    ];
    let page = desk.post("/planner/appointments/new", &block).await;
    assert!(location(&page).ends_with("date=2022-01-18"));
    assert_eq!(shop.count("SELECT count(*) FROM claims"), 2);
    let page = make(&desk, &[("time", "13:00")]).await;
    assert!(
        page.words("[role=alert]").contains("Gesperrt, 12:00 Uhr bis Mittwoch, 19. Januar 2022, 10:00 Uhr, Wartung"),
        "{}",
        page.words("[role=alert]")
    );
    let key = shop.count("SELECT max(key) FROM appointments");
    let page = desk.get(&format!("/planner/appointments/{key}")).await;
    assert_eq!((page.words("h1"), page.all("form.panel button")), ("Gesperrt".into(), vec!["Sperre aufheben".into()]));
    desk.post(&format!("/planner/appointments/{key}/status"), &[("to", "cancelled")]).await;
    assert_eq!(make(&desk, &[("time", "13:00")]).await.status, 303);
    let page = desk
        .post(
            "/planner/appointments/new",
            &[("kind", "block"), ("date", "2022-01-18"), ("time", "12:00"), ("end_time", "11:00")],
        )
        .await;
    assert_eq!(
        (page.words("#e-resources").is_empty(), page.words("#e-end_time")),
        (false, "Das Ende muss nach dem Beginn liegen.".into())
    );
}

#[tokio::test]
async fn the_widget_s_grid_follows_what_the_operator_does() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let free = async || {
        let answer = shop.get("/api/v1/availability?service=anpassung&from=2022-01-18&days=1").await;
        answer.json()["days"][0]["slots"].as_array().unwrap().iter().filter(|slot| slot["free"] == true).count()
    };
    let before = free().await;
    desk.post(
        "/planner/appointments/new",
        &[
            ("kind", "block"),
            ("date", "2022-01-18"),
            ("time", "09:00"),
            ("end_date", "2022-01-18"),
            ("end_time", "18:00"),
            ("resource", "kabine-1"),
            ("resource", "kabine-2"),
        ],
    )
    .await;
    assert_eq!((before, free().await), (17, 0));
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    for path in ["/planner/appointments/7", "/planner/appointments/7/edit", "/planner/appointments/x"] {
        assert_eq!(desk.get(path).await.status, 404, "{path}");
    }
    assert_eq!(desk.post("/planner/appointments/7/status", &[("to", "done")]).await.status, 404);
    assert_eq!(desk.post("/planner/appointments/7/edit", PHONE_CUSTOMER).await.status, 404);
    let stranger = Desk::closed(&shop);
    assert_eq!(stranger.post("/planner/appointments/new", PHONE_CUSTOMER).await.status, 401);
    assert_eq!(stranger.get("/planner/calendar/entries").await.status, 303);
}
