//! "I did not book this": the time becomes free, the shop is notified, and the address is suppressed until it is
//! released.

use super::post::{NINE, Post, TEN, VICTIM};
use crate::harness::{booking, token};
use crate::page::Page;
use crate::planner::desk::Desk;
use axum::http::StatusCode;
use std::time::Duration;

const BUTTON: &str = "button.danger";

/// A stranger's booking with the victim's address, and the page linked in its mail.
async fn asked(post: &Post) -> (String, Page) {
    let token = post.book_as_stranger(NINE).await;
    let mail = post.deliver_to_victim().await.remove(0);
    let page = post.open(&mail.link("/not-me")).await;
    assert_eq!(page.words("h1"), "Haben Sie diesen Termin nicht gebucht?");
    (token, page)
}

fn state(post: &Post, sql: &str) -> i64 {
    post.shop.count(&format!("SELECT count(*) FROM {sql}"))
}

#[tokio::test]
async fn every_mail_to_a_customer_says_why_they_get_it_and_how_to_say_that_they_did_not_book() {
    let post = Post::new();
    post.book_as_stranger(NINE).await;
    let mail = post.deliver_to_victim().await.remove(0);
    let why =
        "weil jemand mit dieser Adresse bei Hörakustik Muster einen Termin gebucht hat.\nDas war ich nicht: https";
    assert!(mail.text.contains(why), "{}", mail.text);
    let english = booking(TEN).as_object().cloned().map(|mut body| {
        body.insert("language".into(), "en".into());
        serde_json::Value::Object(body)
    });
    post.shop.book(&english.unwrap()).await;
    post.shop.execute("UPDATE bookings SET online = 0 WHERE language = 'en'");
    let sent = post.deliver().await;
    let mail = sent.iter().find(|mail| mail.to == "erika@example.org").unwrap();
    let why = "because Hörakustik Muster entered an appointment with this address.\nThis is not my appointment: https";
    assert!(mail.text.contains(why), "{}", mail.text);
}

#[tokio::test]
async fn saying_so_frees_the_time_tells_the_shop_and_ends_all_mail_to_the_address() {
    let post = Post::with("UPDATE shop SET reminder_hours = 24");
    let (token, page) = asked(&post).await;
    assert_eq!(state(&post, "suppressed_addresses"), 0, "looking changes nothing");
    let done = post.press(&page, BUTTON).await;
    assert_eq!(done.words("h1"), "Danke für Ihre Nachricht");
    assert!(done.text.contains("Der Termin ist abgesagt."), "{}", done.text);
    assert_eq!(post.shop.get(&format!("/api/v1/bookings/{token}")).await.json()["status"], "cancelled");
    assert_eq!(state(&post, "claims WHERE blocking = 1"), 0);
    assert_eq!(state(&post, "news WHERE kind = 'disowned'"), 1);
    assert!(!post.is_proven(), "who denies a booking is not its customer");
    let sent = post.deliver().await;
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].to, "praxis@example.org");
    assert!(sent[0].subject.starts_with("Termin nicht selbst gebucht: "), "{}", sent[0].subject);

    post.book_as_stranger(TEN).await;
    post.shop.advance(Duration::from_secs(72 * 3600));
    assert!(post.deliver_to_victim().await.is_empty(), "no reminder either");
    assert_eq!(state(&post, "outbox WHERE address = 'opfer@example.net' AND state = 'queued'"), 0);
}

#[tokio::test]
async fn a_suppressed_address_books_and_is_answered_as_every_other() {
    let post = Post::new();
    let (_, page) = asked(&post).await;
    post.press(&page, BUTTON).await;
    let (theirs, others) = (post.shop.book(&super::post::hostile(NINE)).await, post.shop.book(&booking(NINE)).await);
    assert_eq!((theirs.status, others.status), (StatusCode::CREATED, StatusCode::CREATED));
    let keys = |answer: &crate::harness::Answer| answer.json().as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&theirs), keys(&others));
    assert_eq!(theirs.json()["status"], others.json()["status"]);
}

#[tokio::test]
async fn it_works_past_the_limit_for_cancelling_and_twice_is_fine() {
    let post = Post::new();
    let (_, page) = asked(&post).await;
    post.shop.advance(Duration::from_secs(72 * 3600));
    for _ in 0..2 {
        assert_eq!(post.press(&page, BUTTON).await.words("h1"), "Danke für Ihre Nachricht");
    }
    assert_eq!(state(&post, "claims WHERE blocking = 1"), 0);
    assert_eq!(state(&post, "news WHERE kind = 'disowned'"), 1);
}

#[tokio::test]
async fn without_the_second_secret_nothing_can_be_said() {
    let post = Post::new();
    let (token, page) = asked(&post).await;
    let bare = post.open(&format!("/t/{token}/not-me")).await;
    assert_eq!(bare.words("h1"), "Bitte nehmen Sie den Link aus der E-Mail");
    assert_eq!(bare.count("button"), 0);
    for m in ["", "wrong"] {
        let pressed = post.post(&page.attribute("form", "action"), &[("m".into(), m.into())]).await;
        assert_eq!(pressed.words("h1"), "Bitte nehmen Sie den Link aus der E-Mail");
    }
    assert_eq!(state(&post, "suppressed_addresses"), 0);
    assert_eq!(state(&post, "claims WHERE blocking = 1"), 1);
}

#[tokio::test]
async fn an_address_that_has_pressed_a_button_before_cancels_as_everybody_does() {
    let post = Post::new();
    let (first, page) = asked(&post).await;
    post.prove(&first).await;
    for page in
        [post.press(&page, BUTTON).await, post.open(&post.mailed_link(&first).replacen('?', "/not-me?", 1)).await]
    {
        assert_eq!(page.words("h1"), "Mit Ihrer Adresse wurde schon bestätigt");
        assert_eq!(page.count("button"), 0);
        let own = post.open(&page.attribute(".ways a", "href")).await;
        assert_eq!(own.count("a[href*='/cancel']"), 1);
    }
    assert_eq!((state(&post, "suppressed_addresses"), state(&post, "claims WHERE blocking = 1")), (0, 1));
}

#[tokio::test]
async fn an_appointment_entered_by_the_shop_is_not_cancelled_by_a_report() {
    let post = Post::new();
    post.book_as_stranger(NINE).await;
    post.shop.execute("UPDATE bookings SET online = 0");
    let mail = post.deliver_to_victim().await.remove(0);
    let page = post.open(&mail.link("/not-me")).await;
    assert_eq!(page.words("h1"), "Ist das nicht Ihr Termin?");
    let done = post.press(&page, BUTTON).await;
    assert!(!done.text.contains("abgesagt"), "{}", done.text);
    assert_eq!((state(&post, "suppressed_addresses"), state(&post, "claims WHERE blocking = 1")), (1, 1));
    let to_shop = post.deliver().await.remove(0);
    assert!(to_shop.text.contains("Der Termin bleibt bestehen"), "{}", to_shop.text);
}

#[tokio::test]
async fn the_shop_sees_it_and_releases_the_address_on_either_page() {
    let post = Post::new();
    let (_, page) = asked(&post).await;
    post.press(&page, BUTTON).await;
    let key = post.shop.count("SELECT key FROM appointments");
    let owner = Desk::owner(&post.shop).await;
    let inbox = owner.get("/planner").await;
    assert!(inbox.text.contains("Nicht selbst gebucht"), "{}", inbox.text);
    let appointment = owner.get(&format!("/planner/appointments/{key}")).await;
    assert!(appointment.text.contains("Diese Adresse bekommt keine E-Mails"));
    let released = owner.submit(&format!("/planner/appointments/{key}/release-address"), &[]).await;
    assert!(released.text.contains("Die Adresse bekommt wieder E-Mails"));
    assert!(!released.text.contains("Diese Adresse bekommt keine E-Mails"));
    assert_eq!(state(&post, "suppressed_addresses"), 0);
    assert_eq!(state(&post, "audit WHERE action = 'address.released' AND details NOT LIKE '%@%'"), 1);

    post.shop.execute("INSERT INTO suppressed_addresses (email_folded, suppressed_at) VALUES ('opfer@example.net', 0)");
    let settings = owner.get("/planner/settings/mail").await;
    assert!(settings.text.contains(VICTIM), "{}", settings.text);
    let settings = owner.submit("/planner/settings/mail/release", &[("address", VICTIM)]).await;
    assert!(!settings.text.contains(VICTIM));
    post.book_as_stranger(TEN).await;
    assert_eq!(post.deliver_to_victim().await.len(), 1, "mails go there again");
    assert_eq!(state(&post, "audit WHERE details LIKE '%@%' OR subject LIKE '%@%'"), 0);
}

#[tokio::test]
async fn the_mailed_link_is_in_no_page_of_the_planner() {
    let post = Post::new();
    let booked = post.book_as_stranger(NINE).await;
    let secret = post.mailed_link(&booked).split_once("?m=").unwrap().1.to_owned();
    let key = post.shop.count("SELECT key FROM appointments");
    let owner = Desk::owner(&post.shop).await;
    for path in ["/planner", "/planner/calendar", &format!("/planner/appointments/{key}"), "/planner/settings/log"] {
        assert!(!owner.get(path).await.text.contains(&secret), "{path}");
    }
    let again = post.shop.book_with_key(&booking(TEN), "key").await;
    assert!(!again.text.contains("m="), "{}", again.text);
    assert!(!token(&again).is_empty());
}
