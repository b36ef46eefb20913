//! Mails about what the shop does by hand wait for ten seconds. Within them a further change replaces the mail.

use crate::planner::desk::Desk;
use crate::strangers::post::{Mail, NINE, Post};
use std::time::Duration;
use terminplaner::store::outbox::{self, Choice, Due};

const TEN_SECONDS: Duration = Duration::from_secs(10);

/// An appointment at nine that its customer knows of.
async fn known() -> Post {
    let post = Post::with("UPDATE shop SET reminder_hours = 24");
    post.book_as_stranger(NINE).await;
    post.deliver().await;
    post
}

fn key(post: &Post) -> i64 {
    post.shop.count("SELECT max(key) FROM appointments")
}

async fn set_status(post: &Post, desk: &Desk<'_>, to: &str) {
    let page = desk.post(&format!("/planner/appointments/{}/status", key(post)), &[("to", to), ("tell", "1")]).await;
    assert_eq!(page.status, 303, "{}", page.text);
}

async fn move_to(post: &Post, desk: &Desk<'_>, time: &str, tell: &str) {
    let start = format!("2022-01-17T{time}");
    let fields = [("start", start.as_str()), (tell, "1")];
    let page = desk.post(&format!("/planner/appointments/{}/shift", key(post)), &fields).await;
    assert_eq!(page.status, 200, "{}", page.text);
}

/// The mails that leave within the ten seconds, and at their end.
async fn leaving(post: &Post) -> Vec<Mail> {
    post.shop.advance(TEN_SECONDS - Duration::from_secs(1));
    assert!(post.deliver().await.is_empty(), "it can still be taken back");
    post.shop.advance(Duration::from_secs(1));
    post.deliver().await
}

fn subjects(mails: &[Mail]) -> Vec<&str> {
    mails.iter().map(|mail| mail.subject.split(':').next().unwrap()).collect()
}

#[tokio::test]
async fn what_the_shop_does_is_told_after_ten_seconds_and_once() {
    let post = known().await;
    let desk = Desk::staff(&post.shop).await;
    set_status(&post, &desk, "cancelled").await;
    assert_eq!(subjects(&leaving(&post).await), ["Abgesagt"]);
    post.shop.advance(TEN_SECONDS);
    assert!(post.deliver().await.is_empty());
}

#[tokio::test]
async fn two_moves_are_told_as_one_from_where_the_customer_knew_it() {
    let post = known().await;
    let desk = Desk::staff(&post.shop).await;
    move_to(&post, &desk, "11:00", "tell").await;
    move_to(&post, &desk, "12:00", "tell").await;
    let mails = leaving(&post).await;
    assert_eq!(subjects(&mails), ["Verschoben"]);
    assert!(mails[0].text.contains("12:00") && mails[0].text.contains("09:00"), "{}", mails[0].text);
    assert!(!mails[0].text.contains("11:00"), "{}", mails[0].text);
}

#[tokio::test]
async fn a_move_in_silence_leaves_no_mail_that_is_wrong() {
    let post = known().await;
    let desk = Desk::staff(&post.shop).await;
    move_to(&post, &desk, "11:00", "tell").await;
    move_to(&post, &desk, "12:00", "silently").await;
    let mails = leaving(&post).await;
    assert!(mails.len() == 1 && mails[0].text.contains("12:00"));
}

#[tokio::test]
async fn a_move_and_back_is_not_told() {
    let post = known().await;
    let desk = Desk::staff(&post.shop).await;
    move_to(&post, &desk, "11:00", "tell").await;
    move_to(&post, &desk, "09:00", "tell").await;
    assert!(leaving(&post).await.is_empty());
}

#[tokio::test]
async fn a_cancellation_replaces_the_move_and_names_the_time_that_was_known() {
    let post = known().await;
    let desk = Desk::staff(&post.shop).await;
    move_to(&post, &desk, "11:00", "tell").await;
    set_status(&post, &desk, "cancelled").await;
    let mails = leaving(&post).await;
    assert_eq!(subjects(&mails), ["Abgesagt"]);
    assert!(mails[0].text.contains("09:00"), "{}", mails[0].text);
}

#[tokio::test]
async fn what_is_called_off_and_on_again_is_not_told_but_the_reminder_stays() {
    let post = known().await;
    let desk = Desk::staff(&post.shop).await;
    set_status(&post, &desk, "cancelled").await;
    set_status(&post, &desk, "confirmed").await;
    assert!(leaving(&post).await.is_empty());
    post.shop.advance(Duration::from_secs(52 * 3600));
    assert_eq!(post.deliver().await.len(), 1, "the reminder");
}

#[tokio::test]
async fn a_confirmation_and_a_move_are_one_mail() {
    let post = Post::with("UPDATE services SET status_on_booking = 'requested'");
    post.book_as_stranger(NINE).await;
    post.deliver().await;
    let desk = Desk::staff(&post.shop).await;
    let page = desk.post(&format!("/planner/inbox/requests/{}", key(&post)), &[("answer", "confirm")]).await;
    assert_eq!(page.status, 303);
    move_to(&post, &desk, "11:00", "silently").await;
    let mails = leaving(&post).await;
    assert_eq!(subjects(&mails), ["Bestätigt"]);
    assert!(mails[0].text.contains("11:00") && mails[0].text.contains("09:00"), "{}", mails[0].text);
}

#[tokio::test]
async fn a_customer_who_cancels_meanwhile_gets_one_mail() {
    let post = Post::new();
    let token = post.book_as_stranger(NINE).await;
    post.deliver().await;
    let desk = Desk::staff(&post.shop).await;
    move_to(&post, &desk, "11:00", "tell").await;
    assert!(post.cancel(&token).await.status.is_success());
    let mails = post.deliver_to_victim().await;
    assert_eq!(subjects(&mails), ["Abgesagt"]);
    post.shop.advance(TEN_SECONDS);
    assert!(post.deliver_to_victim().await.is_empty());
}

#[tokio::test]
async fn a_mail_that_was_taken_back_while_it_was_chosen_is_not_sent() {
    let post = known().await;
    let desk = Desk::staff(&post.shop).await;
    set_status(&post, &desk, "cancelled").await;
    post.shop.advance(TEN_SECONDS);
    let store = &post.shop.app.store;
    let (keys, now) = (store.keys().clone(), post.shop.clock.now());
    let chosen = store.read(move |conn| outbox::next_due(conn, &keys, now, &Choice::default())).await.unwrap();
    let Some(Due::Mail(mail)) = chosen else { panic!("it is due") };
    assert!(mail.to_be_claimed);
    set_status(&post, &desk, "confirmed").await;
    let claimed = store.write(move |tx| outbox::claim(tx, mail.id, &mail.message_id)).await.unwrap();
    assert!(!claimed);
}

#[tokio::test]
async fn a_mail_that_leaves_soon_is_not_overdue_and_nothing_hurries_it() {
    let post = known().await;
    let desk = Desk::owner(&post.shop).await;
    set_status(&post, &desk, "cancelled").await;
    let now = post.shop.clock.now();
    let store = &post.shop.app.store;
    assert!(store.read(move |conn| outbox::leaves_soon(conn, now)).await.unwrap(), "the program stays for it");
    let due = store.read(move |conn| terminplaner::store::outbox_state::oldest_due(conn, now)).await.unwrap();
    assert_eq!(due, None);
    desk.post("/planner/settings/mail/retry", &[]).await;
    assert!(post.deliver().await.is_empty());
    assert_eq!(leaving(&post).await.len(), 1);
}
