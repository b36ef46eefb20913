//! What was just done with an appointment can be taken back until the mail about it leaves: all of it, and nothing by halves.

use super::{PHONE_CUSTOMER, newest, with};
use crate::page::Page;
use crate::planner::desk::Desk;
use crate::strangers::post::{NINE, Post, TEN};
use std::time::Duration;

const TEN_SECONDS: Duration = Duration::from_secs(10);
const SENTENCE: &str = "Wir sind an dem Tag <leider> nicht da.\r\nBitte rufen Sie uns an.";

/// An appointment at nine that its customer knows of, with a reminder.
async fn known() -> Post {
    let post = Post::with("UPDATE shop SET reminder_hours = 24");
    post.book_as_stranger(NINE).await;
    post.deliver().await;
    post
}

async fn set_status(post: &Post, desk: &Desk<'_>, to: &str) -> Page {
    let path = format!("/planner/appointments/{}/status", newest(&post.shop));
    desk.submit(&path, &[("to", to), ("tell", "1"), ("words", SENTENCE)]).await
}

/// Presses the button beside the sentence on the page.
async fn undo(desk: &Desk<'_>, page: &Page) -> Page {
    assert_eq!(page.attribute(".undoable form", "action"), "/planner/appointments/undo");
    let token = page.attribute(".undoable [name=undo]", "value");
    desk.submit("/planner/appointments/undo", &[("undo", &token)]).await
}

/// The rows of appointments, claims and mails that matter to people.
fn rows(post: &Post) -> Vec<String> {
    let file = post.shop.file();
    let sql = "SELECT key || status || starts_at || ends_at FROM appointments
               UNION ALL SELECT appointment_key || resource_id || busy_from || blocking FROM claims
               UNION ALL SELECT kind || state || due_at || message_id FROM outbox
               UNION ALL SELECT token || coalesce(confirm_by, '') FROM bookings ORDER BY 1";
    let mut statement = file.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

#[tokio::test]
async fn a_cancellation_is_taken_back_with_its_mail_and_the_reminder_waits_again() {
    let post = known().await;
    let desk = Desk::staff(&post.shop).await;
    let before = rows(&post);
    let page = set_status(&post, &desk, "cancelled").await;
    assert!(
        page.words(".undoable .note").contains("bekommt eine E-Mail") || page.words(".undoable").contains("wartet")
    );
    let page = undo(&desk, &page).await;
    assert_eq!(page.words(".note.good"), "Rückgängig gemacht. Es geht keine E-Mail hinaus.");
    assert_eq!(rows(&post), before);
    assert!(page.words("ol.list").contains("Änderung rückgängig gemacht"), "{}", page.words("ol.list"));
    post.shop.advance(TEN_SECONDS);
    assert!(post.deliver().await.is_empty());
    post.shop.advance(Duration::from_secs(52 * 3600));
    assert_eq!(post.deliver_to_victim().await.len(), 1, "the reminder");
}

#[tokio::test]
async fn once_the_mail_has_left_nothing_is_taken_back() {
    let post = known().await;
    let desk = Desk::staff(&post.shop).await;
    let page = set_status(&post, &desk, "cancelled").await;
    post.shop.advance(TEN_SECONDS);
    assert_eq!(post.deliver_to_victim().await.len(), 1);
    let before = rows(&post);
    let page = undo(&desk, &page).await;
    assert_eq!(page.words(".note.warn"), "Die E-Mail dazu ist schon unterwegs. Es bleibt, wie es jetzt ist.");
    assert_eq!(rows(&post), before);
}

#[tokio::test]
async fn where_the_time_was_taken_meanwhile_undo_says_by_whom() {
    let post = Post::with("UPDATE resources SET online = 0 WHERE id = 'kabine-2'");
    post.book_as_stranger(NINE).await;
    post.deliver().await;
    let desk = Desk::staff(&post.shop).await;
    let page = set_status(&post, &desk, "cancelled").await;
    post.book_as_stranger(NINE).await;
    let before = rows(&post);
    let page = undo(&desk, &page).await;
    let said = page.words(".note.warn");
    assert!(said.starts_with("Die Zeit ist inzwischen vergeben (Kabine 1: Anpassung, 09:00 bis 10:00 Uhr"), "{said}");
    assert_eq!(rows(&post), before);
}

#[tokio::test]
async fn what_was_changed_again_is_not_taken_back_and_a_stranger_to_the_change_cannot() {
    let post = known().await;
    let desk = Desk::staff(&post.shop).await;
    let page = set_status(&post, &desk, "cancelled").await;
    let token = page.attribute(".undoable [name=undo]", "value");
    let other = Desk::owner(&post.shop).await;
    let refused = other.submit("/planner/appointments/undo", &[("undo", &token)]).await;
    assert_eq!(refused.words(".note.warn"), "Das lässt sich nicht mehr rückgängig machen.");
    set_status(&post, &other, "confirmed").await;
    let page = undo(&desk, &page).await;
    assert!(page.words(".note.warn").starts_with("Inzwischen hat jemand dasselbe noch einmal geändert."));
}

#[tokio::test]
async fn an_undone_second_move_leaves_the_mail_about_the_first() {
    let post = known().await;
    let desk = Desk::staff(&post.shop).await;
    let path = format!("/planner/appointments/{}/shift", newest(&post.shop));
    let fields = |start: &'static str| [("start", start), ("tell", "1"), ("words", "Bis bald!")];
    desk.post(&path, &fields("2022-01-17T11:00")).await;
    let answer = desk.post(&path, &fields("2022-01-17T12:00")).await;
    let answer: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
    let fields = [("undo", answer["undo"].as_str().unwrap()), ("part", "1")];
    let said = desk.post("/planner/appointments/undo", &fields).await;
    assert_eq!(said.text, r#"{"said":"Rückgängig gemacht. Es geht keine E-Mail hinaus."}"#);
    post.shop.advance(TEN_SECONDS);
    let mails = post.deliver_to_victim().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].text.contains("11:00") && mails[0].text.contains("Bis bald!"), "{}", mails[0].text);
}

#[tokio::test]
async fn a_request_is_declined_with_a_sentence_in_the_customers_mail_and_in_the_history() {
    let post = Post::with("UPDATE services SET status_on_booking = 'requested'");
    let token = post.book_as_stranger(NINE).await;
    post.deliver().await;
    let desk = Desk::staff(&post.shop).await;
    let key = newest(&post.shop);
    let path = format!("/planner/inbox/requests/{key}");
    let page = desk.get("/planner").await;
    assert_eq!(page.attribute(&format!("#words-{key}"), "maxlength"), "500");
    let fields = [("answer", "decline"), ("words", SENTENCE)];
    let page = desk.submit(&path, &fields).await;
    assert!(page.words(".undoable").starts_with("Abgelehnt. "), "{}", page.words(".undoable"));
    let page = undo(&desk, &page).await;
    assert_eq!(page.count(&format!("#request-{key}")), 1, "it is a request again");
    desk.submit(&path, &fields).await;
    post.shop.advance(TEN_SECONDS);
    let mails = post.deliver_to_victim().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].text.contains("Wir sind an dem Tag <leider> nicht da.\n\nBitte rufen Sie uns an."));
    assert!(mails[0].everything.contains("&#60;leider&#62;") || mails[0].everything.contains("&lt;leider&gt;"));
    let page = desk.get(&format!("/planner/appointments/{key}")).await;
    assert!(page.words("ol.list .row-note").contains("nicht da."));
    let too_long = desk.post(&path, &[("answer", "decline"), ("words", &"x".repeat(1001))]).await;
    assert_eq!(too_long.status, 400);
    assert!(!token.is_empty());
}

#[tokio::test]
async fn an_edited_time_is_taken_back_but_not_another_person() {
    let post = known().await;
    let desk = Desk::staff(&post.shop).await;
    let key = newest(&post.shop);
    let path = format!("/planner/appointments/{key}/edit");
    let before = rows(&post);
    let page = desk.fill(&path, &[("time", "11:00"), ("words", "Bis bald!")]).await;
    assert_eq!(page.status, 303, "{}", page.text);
    let page = desk.get(&format!("/planner/appointments/{key}")).await;
    undo(&desk, &page).await;
    assert_eq!(rows(&post), before);
    desk.fill(&path, &[("last_name", "Anders"), ("email", "anders@example.org")]).await;
    assert_eq!(desk.get(&format!("/planner/appointments/{key}")).await.count(".undoable"), 0);
}

#[tokio::test]
async fn a_whole_series_is_taken_back_together() {
    let post = Post::with("UPDATE shop SET reminder_hours = 24, reminder_consent = 'not_needed'");
    let desk = Desk::staff(&post.shop).await;
    let keys = super::series::six(&desk, &[]).await;
    post.shop.advance(TEN_SECONDS);
    post.deliver().await;
    let before = rows(&post);
    let fields = [("scope", "following"), ("do", "cancel"), ("tell", "1"), ("words", "Bis bald!")];
    let page = desk.submit(&format!("/planner/series/{}", keys[1]), &fields).await;
    let page = undo(&desk, &page).await;
    assert_eq!(page.words(".note.good"), "Rückgängig gemacht. Es geht keine E-Mail hinaus.");
    assert_eq!(rows(&post), before);
    // Each onto the place of the next one, and back.
    let moved = [("scope", "all"), ("do", "move"), ("date", "2022-02-01"), ("time", "10:00"), ("tell", "1")];
    let page = desk.submit(&format!("/planner/series/{}", keys[0]), &moved).await;
    undo(&desk, &page).await;
    assert_eq!(rows(&post), before);
    let log = post.shop.count("SELECT count(*) FROM audit WHERE action = 'series.undone'");
    assert_eq!(log, 2);
    post.shop.advance(TEN_SECONDS);
    assert!(post.deliver().await.is_empty());
}

#[tokio::test]
async fn a_move_of_one_with_no_mail_can_be_taken_back_too() {
    let post = Post::new();
    let desk = Desk::staff(&post.shop).await;
    super::make(&desk, &[]).await;
    let before = rows(&post);
    let page = set_status(&post, &desk, "cancelled").await;
    assert_eq!(page.words(".undoable .note"), "Abgesagt, ohne E-Mail.");
    let page = undo(&desk, &page).await;
    assert_eq!(page.words(".note.good"), "Rückgängig gemacht.");
    assert_eq!(rows(&post), before);
    post.book_as_stranger(TEN).await;
}

/// An appointment for a new customer, who is kept as a record and gets a mail.
const NEWCOMER: &[(&str, &str)] =
    &[("first_name", "Erika"), ("email", "erika@example.org"), ("tell", "1"), ("keep_customer", "1")];

#[tokio::test]
async fn a_new_appointment_is_taken_back_with_its_mail_and_the_record_that_it_brought() {
    let post = known().await;
    let desk = Desk::staff(&post.shop).await;
    let before = rows(&post);
    let page = desk.submit("/planner/appointments/new", &with(PHONE_CUSTOMER, NEWCOMER)).await;
    assert_eq!(page.attribute(".undoable", "data-seconds"), "10", "as long as the mail waits");
    assert_eq!(post.shop.count("SELECT count(*) FROM customers"), 1);
    let page = undo(&desk, &page).await;
    assert_eq!(page.words(".note.good"), "Rückgängig gemacht. Es geht keine E-Mail hinaus.");
    assert_eq!(rows(&post), before);
    assert_eq!(post.shop.count("SELECT count(*) FROM customers"), 0);
    post.shop.advance(TEN_SECONDS);
    assert!(post.deliver().await.is_empty());
    let again = desk.submit("/planner/appointments/new", &with(PHONE_CUSTOMER, NEWCOMER)).await;
    assert_eq!(again.count(".undoable"), 1, "the time is free");
}

#[tokio::test]
async fn a_new_appointment_stays_once_its_mail_has_left_or_somebody_changed_it() {
    let post = known().await;
    let desk = Desk::staff(&post.shop).await;
    let page = desk.submit("/planner/appointments/new", &with(PHONE_CUSTOMER, NEWCOMER)).await;
    assert!(post.deliver().await.is_empty(), "the mail waits");
    post.shop.advance(TEN_SECONDS);
    assert_eq!(post.deliver().await.len(), 1);
    let before = rows(&post);
    let page = undo(&desk, &page).await;
    assert_eq!(page.words(".note.warn"), "Die E-Mail dazu ist schon unterwegs. Es bleibt, wie es jetzt ist.");
    let later = with(PHONE_CUSTOMER, &[("time", "12:00")]);
    let page = desk.submit("/planner/appointments/new", &later).await;
    assert_eq!(page.attribute(".undoable", "data-seconds"), "600", "no mail waits");
    set_status(&post, &desk, "cancelled").await;
    let page = undo(&desk, &page).await;
    assert!(page.words(".note.warn").starts_with("Inzwischen hat jemand"));
    assert_eq!(rows(&post).len(), before.len() + 2, "the second one and what it occupies");
}

#[tokio::test]
async fn a_new_appointment_of_the_calendar_is_answered_with_what_takes_it_back() {
    let post = known().await;
    let desk = Desk::staff(&post.shop).await;
    let before = rows(&post);
    let fields = with(PHONE_CUSTOMER, &[("part", "1")]);
    let answer: serde_json::Value =
        serde_json::from_str(&desk.post("/planner/appointments/new", &fields).await.text).unwrap();
    let fields = [("undo", answer["undo"].as_str().unwrap()), ("part", "1")];
    let said = desk.post("/planner/appointments/undo", &fields).await;
    assert_eq!(said.text, r#"{"said":"Rückgängig gemacht."}"#);
    assert_eq!(rows(&post), before);
}

#[tokio::test]
async fn a_new_series_is_taken_back_as_a_whole() {
    let post = Post::new();
    let desk = Desk::staff(&post.shop).await;
    let page = super::series::six_page(&desk, &[("tell", "1"), ("email", "erika@example.org")]).await;
    let page = undo(&desk, &page).await;
    assert_eq!(page.words(".note.good"), "Rückgängig gemacht. Es geht keine E-Mail hinaus.");
    assert_eq!(page.count("[data-calendar]"), 1, "its page is gone: the calendar");
    assert!(rows(&post).is_empty());
    post.shop.advance(TEN_SECONDS);
    assert!(post.deliver().await.is_empty());
}
