//! Mails to unknown addresses contain none of the booker's free text, whatever their kind.

use super::post::{NINE, Post, TEN, VICTIM, WORDS, hostile};
use std::time::Duration;
use terminplaner::domain::actor::Actor;
use terminplaner::domain::notice::MailTerms;
use terminplaner::operations::booking;

/// The shop's own texts with every placeholder filled by the booker.
const OWN_WORDS: &str = "UPDATE shop SET reminder_hours = 24, lead_time_hours = 0;
    INSERT INTO mail_texts (kind, language, subject, body)
    SELECT value, 'de', 'Für {Vorname} {Nachname}', 'Guten Tag {Name}, bis {Datum}.' FROM json_each('[
        \"confirmation\", \"request_received\", \"confirmed\", \"declined\", \"rescheduled\", \"cancelled\", \"reminder\", \"booking_refused\"]');";

const ON_REQUEST: &str = "UPDATE services SET status_on_booking = 'requested';";

fn key(post: &Post) -> i64 {
    post.shop.count("SELECT max(key) FROM appointments")
}

/// Causes every kind of mail to a customer; returns the kinds sent to the victim.
async fn every_kind(post: &Post) -> Vec<String> {
    let mut kinds = Vec::new();
    let mut check = async |post: &Post| {
        for mail in post.deliver_to_victim().await {
            assert_eq!(mail.words(), Vec::<&str>::new(), "{}", mail.everything);
            assert_eq!(mail.to_name, None);
            kinds.push(mail.subject);
        }
    };
    let token = post.book_as_stranger(NINE).await;
    check(post).await;
    booking::confirm(&post.shop.app.store, key(post), Actor::Program, MailTerms::default()).await.unwrap();
    check(post).await;
    assert!(post.reschedule(&token, TEN).await.status.is_success());
    check(post).await;
    post.shop.execute("UPDATE shop SET max_open_per_email = 1");
    assert_eq!(post.shop.book(&hostile("2022-01-18T10:00:00+01:00")).await.code(), "too_many_bookings");
    check(post).await;
    post.shop.advance(Duration::from_secs(50 * 3600));
    check(post).await;
    post.shop.execute("UPDATE shop SET cancel_until_hours = 0");
    assert!(post.cancel(&token).await.status.is_success());
    check(post).await;
    post.book_as_stranger("2022-01-18T09:00:00+01:00").await;
    check(post).await;
    booking::decline(&post.shop.app.store, key(post), Actor::Program, MailTerms::default()).await.unwrap();
    check(post).await;
    kinds
}

#[tokio::test]
async fn no_kind_of_mail_to_an_unknown_address_holds_the_bookers_words() {
    let post = Post::with(
        "UPDATE services SET status_on_booking = 'requested'; UPDATE shop SET reminder_hours = 24, lead_time_hours = 0",
    );
    let subjects = every_kind(&post).await;
    let begins = |words: &str| subjects.iter().any(|subject| subject.starts_with(words));
    let kinds = ["Ihre Terminanfrage", "Bestätigt", "Verschoben", "Nicht gebucht", "Erinnerung", "Abgesagt"];
    for kind in kinds.into_iter().chain(["Leider nicht möglich"]) {
        assert!(begins(kind), "{kind} in {subjects:?}");
    }
}

#[tokio::test]
async fn the_shops_own_words_to_an_unknown_address_name_nobody_and_leave_no_gap() {
    let post = Post::with(&format!("{OWN_WORDS}{ON_REQUEST}"));
    let subjects = every_kind(&post).await;
    assert!(subjects.len() >= 7 && subjects.iter().all(|subject| subject == "Für"), "{subjects:?}");
    post.book_as_stranger("2022-01-19T09:00:00+01:00").await;
    let mail = post.deliver_to_victim().await.remove(0);
    assert!(mail.text.starts_with("Guten Tag,\n\nGuten Tag, bis Mittwoch"), "{}", mail.text);
}

#[tokio::test]
async fn a_booking_that_holds_at_once_is_confirmed_without_the_bookers_words() {
    let post = Post::new();
    post.book_as_stranger(NINE).await;
    let mails = post.deliver_to_victim().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].words().is_empty() && mails[0].text.starts_with("Guten Tag,\n"), "{}", mails[0].everything);
    assert!(mails[0].everything.contains("ATTENDEE;CUTYPE=INDIVIDUAL"), "{}", mails[0].everything);
    assert!(mails[0].everything.contains(&format!("mailto:{VICTIM}")));
}

#[tokio::test]
async fn the_shop_gets_all_free_text() {
    let post = Post::new();
    post.book_as_stranger(NINE).await;
    let sent = post.deliver().await;
    let to_shop = sent.iter().find(|mail| mail.to == "praxis@example.org").unwrap();
    assert_eq!(to_shop.words(), WORDS);
}

#[tokio::test]
async fn text_entered_by_the_shop_is_mailed() {
    let post = Post::new();
    post.book_as_stranger(NINE).await;
    post.shop.execute("UPDATE bookings SET online = 0");
    assert_eq!(post.deliver_to_victim().await[0].to_name.as_deref(), Some("Gewonnen Luftballon"));
}
