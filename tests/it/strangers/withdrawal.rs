//! An appointment cancelled before its mails were sent causes no mail; after a confirmation, one about the
//! cancellation is sent.

use super::post::{NINE, Post};
use std::time::Duration;
use terminplaner::domain::actor::Actor;
use terminplaner::domain::notice::MailTerms;
use terminplaner::operations::booking;

fn key(post: &Post) -> i64 {
    post.shop.count("SELECT max(key) FROM appointments")
}

async fn subjects(post: &Post) -> Vec<String> {
    post.deliver().await.into_iter().map(|mail| mail.subject.split(':').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_booking_cancelled_before_its_mails_are_sent_causes_no_mail() {
    let post = Post::with("UPDATE shop SET reminder_hours = 24");
    let token = post.book_as_stranger(NINE).await;
    assert!(post.cancel(&token).await.status.is_success());
    post.shop.advance(Duration::from_secs(48 * 3600));
    assert_eq!(subjects(&post).await, [""; 0]);
    assert_eq!(post.shop.count("SELECT count(*) FROM outbox WHERE state <> 'withdrawn'"), 0);
    assert_eq!(post.shop.count("SELECT count(*) FROM news WHERE kind = 'cancelled'"), 1, "the inbox knows");
}

#[tokio::test]
async fn after_a_confirmation_exactly_one_cancellation_follows() {
    let post = Post::with("UPDATE shop SET reminder_hours = 24");
    let token = post.book_as_stranger(NINE).await;
    post.deliver().await;
    for _ in 0..2 {
        assert!(post.cancel(&token).await.status.is_success());
    }
    let mails = post.deliver_to_victim().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].subject.starts_with("Abgesagt") && mails[0].words().is_empty(), "{}", mails[0].everything);
    post.shop.advance(Duration::from_secs(72 * 3600));
    assert_eq!(subjects(&post).await, [""; 0]);
}

#[tokio::test]
async fn a_move_that_waits_is_withdrawn_by_the_cancellation() {
    let post = Post::new();
    let token = post.book_as_stranger(NINE).await;
    post.deliver().await;
    post.reschedule(&token, super::post::TEN).await;
    post.cancel(&token).await;
    assert_eq!(subjects(&post).await, ["Termin abgesagt", "Abgesagt"]);
}

#[tokio::test]
async fn declining_a_request_before_its_first_mail_sends_only_the_refusal() {
    let post = Post::with("UPDATE services SET status_on_booking = 'requested'; UPDATE shop SET reminder_hours = 24");
    post.book_as_stranger(NINE).await;
    booking::decline(&post.shop.app.store, key(&post), Actor::Program, MailTerms::default()).await.unwrap();
    let mails = post.deliver_to_victim().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].subject.starts_with("Leider nicht möglich"), "{}", mails[0].subject);
    post.shop.advance(Duration::from_secs(48 * 3600));
    assert!(post.deliver_to_victim().await.is_empty());
}
