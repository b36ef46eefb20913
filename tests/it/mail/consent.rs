//! Where the shop asks, a reminder goes to those who agreed to it, and to nobody else.

use crate::harness::{TestApp, booking};
use crate::planner::desk::Desk;
use crate::strangers::post::{NINE, Post, TEN};
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::time::Duration;

const ASKS: &str = "UPDATE shop SET reminder_hours = 24, reminder_consent = 'ask'";
const TWO_DAYS: Duration = Duration::from_secs(48 * 3600);

fn agreed(start: &str, accepted: bool) -> Value {
    let mut body = booking(start);
    body["reminder_accepted"] = json!(accepted);
    body
}

/// The subjects of the reminders that go out until both appointments are there.
async fn reminders(post: &Post) -> usize {
    post.shop.advance(TWO_DAYS + Duration::from_secs(3600 * 4));
    post.deliver().await.iter().filter(|mail| mail.subject.starts_with("Erinnerung")).count()
}

/// The link of the only booking's page.
fn link(post: &Post) -> String {
    let file = rusqlite::Connection::open(&post.shop.db).unwrap();
    let token: String = file.query_row("SELECT token FROM bookings", [], |row| row.get(0)).unwrap();
    post.mailed_link(&token)
}

#[tokio::test]
async fn only_who_agreed_is_reminded() {
    let post = Post::with(ASKS);
    assert_eq!(post.shop.book(&agreed(NINE, true)).await.status, StatusCode::CREATED);
    assert_eq!(post.shop.book(&agreed(TEN, false)).await.status, StatusCode::CREATED);
    assert_eq!(post.shop.count("SELECT count(*) FROM outbox WHERE kind = 'reminder'"), 1);
    assert_eq!(post.shop.count("SELECT count(*) FROM appointments WHERE reminder_accepted_at > 0"), 1, "with its time");
    assert_eq!(reminders(&post).await, 1);
}

#[tokio::test]
async fn without_the_question_everybody_is_reminded_and_no_answer_is_kept() {
    let post = Post::with("UPDATE shop SET reminder_hours = 24, reminder_consent = 'not_needed'");
    post.shop.book(&agreed(NINE, true)).await;
    post.shop.book(&agreed(TEN, false)).await;
    assert_eq!(post.shop.count("SELECT count(*) FROM appointments WHERE reminder_accepted_at IS NULL"), 2);
    assert_eq!(reminders(&post).await, 2);
}

#[tokio::test]
async fn a_reminder_that_waits_is_not_sent_once_the_shop_asks() {
    let post = Post::with("UPDATE shop SET reminder_hours = 24, reminder_consent = 'not_needed'");
    post.shop.book(&agreed(NINE, false)).await;
    post.shop.execute(ASKS);
    assert_eq!(reminders(&post).await, 0);
    assert_eq!(post.shop.count("SELECT count(*) FROM outbox WHERE kind = 'reminder' AND state = 'withdrawn'"), 1);
}

#[tokio::test]
async fn the_widget_is_told_whether_to_ask() {
    for (sql, word) in [
        (ASKS, "ask"),
        ("UPDATE shop SET reminder_hours = 24, reminder_consent = 'not_needed'", "on"),
        ("UPDATE shop SET reminder_hours = NULL, reminder_consent = 'ask'", "off"),
    ] {
        let shop = TestApp::with(sql, true);
        let told = shop.get("/api/v1/shop").await.json();
        assert_eq!(told["reminders"], word);
        assert_eq!(told["reminder_hours"].as_u64(), (word != "off").then_some(24));
    }
}

#[tokio::test]
async fn the_page_asks_with_a_box_of_its_own_that_is_not_ticked() {
    let post = Post::with(ASKS);
    post.shop.name_mail_server();
    let form = post.open("/?service=anpassung&start=2022-01-17T09:00:00%2B01:00").await;
    assert_eq!(form.count("#reminder_accepted"), 1);
    assert_eq!(form.count("#reminder_accepted[checked]"), 0);
    assert_eq!(form.count("#reminder_accepted[required]"), 0);
    let typed = [("first_name", "Erika"), ("last_name", "Muster"), ("email", "erika"), ("reminder_accepted", "yes")];
    let again = post.post("/", &form.form(&typed, "button.main")).await;
    assert_eq!(again.count("#reminder_accepted[checked]"), 1, "what was ticked stays");
    post.post("/", &again.form(&[("email", "erika@example.org")], "button.main")).await;
    assert_eq!(post.shop.count("SELECT count(*) FROM appointments WHERE reminder_accepted_at IS NOT NULL"), 1);
    let unasked = Post::with("UPDATE shop SET reminder_hours = 24, reminder_consent = 'not_needed'");
    unasked.shop.name_mail_server();
    let form = unasked.open("/?service=anpassung&start=2022-01-17T09:00:00%2B01:00").await;
    assert_eq!(form.count("#reminder_accepted"), 0);
}

#[tokio::test]
async fn a_customer_takes_it_back_on_their_page_and_agrees_again() {
    let post = Post::with(ASKS);
    post.shop.name_mail_server();
    post.shop.book(&agreed(NINE, true)).await;
    let waiting = || post.shop.count("SELECT count(*) FROM outbox WHERE kind = 'reminder' AND state = 'queued'");
    let page = post.open(&link(&post)).await;
    assert!(page.text.contains("Wir erinnern Sie vor dem Termin per E-Mail."));
    let page = post.press(&page, "[name=reminder]").await;
    assert!(page.text.contains("Sie bekommen keine Erinnerung."), "{}", page.text);
    assert_eq!(waiting(), 0);
    let page = post.press(&page, "[name=reminder]").await;
    assert!(page.text.contains("Wir erinnern Sie vor dem Termin per E-Mail."));
    assert_eq!(waiting(), 1);
    let desk = Desk::owner(&post.shop).await;
    let key = post.shop.count("SELECT max(key) FROM appointments");
    let page = desk.get(&format!("/planner/appointments/{key}")).await;
    let history = page.words("ol.list");
    assert!(
        history.contains("möchte erinnert werden") && history.contains("möchte nicht erinnert werden"),
        "{history}"
    );
    assert_eq!(reminders(&post).await, 1);
}

#[tokio::test]
async fn nobody_is_asked_about_a_reminder_that_cannot_come() {
    let post = Post::with(ASKS);
    post.shop.name_mail_server();
    post.shop.book(&agreed(NINE, false)).await;
    let link = link(&post);
    assert_eq!(post.open(&link).await.count("[name=reminder]"), 1);
    post.shop.advance(TWO_DAYS + Duration::from_secs(2 * 3600));
    assert_eq!(post.open(&link).await.count("[name=reminder]"), 0, "its time has passed");
}

#[tokio::test]
async fn page_and_staffs_form_do_not_ask_for_a_start_too_near_for_a_reminder() {
    let post = Post::with(ASKS);
    post.shop.name_mail_server();
    let desk = Desk::owner(&post.shop).await;
    // It is Friday, eight o'clock; Monday at eight is the first start that a reminder 72 hours before can reach.
    for (hours, is_asked) in [(72, 1), (73, 0)] {
        post.shop.execute(&format!("UPDATE shop SET reminder_hours = {hours}"));
        let shop = post.shop.restarted();
        let form = Post::of(shop).open("/?service=anpassung&start=2022-01-17T09:00:00%2B01:00").await;
        assert_eq!(form.count("#reminder_accepted"), is_asked, "{hours}");
        let desk = Desk::with_cookie(&post.shop, desk.cookie());
        let again = post.shop.restarted();
        let form =
            Desk::with_cookie(&again, desk.cookie()).get("/planner/appointments/new?start=2022-01-17T09:00").await;
        assert_eq!(form.count("div[data-shown-from][hidden] #f-reminder"), 1 - is_asked, "{hours}");
        assert_eq!(form.count("#f-reminder"), 1, "a later date can still be chosen");
    }
}

#[tokio::test]
async fn what_was_ticked_for_a_later_start_is_kept_while_a_nearer_one_is_looked_at() {
    let post = Post::with("UPDATE shop SET reminder_hours = 73, reminder_consent = 'ask'");
    let form = post.open("/?service=anpassung&start=2022-01-17T09:00:00%2B01:00").await;
    let typed = [("first_name", "Erika"), ("email", "erika"), ("reminder_accepted", "yes")];
    let again = post.post("/", &form.form(&typed, "button.main")).await;
    assert_eq!(again.attribute("input[type=hidden][name=reminder_accepted]", "value"), "yes");
}
