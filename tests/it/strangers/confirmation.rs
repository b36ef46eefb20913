//! Bookings that need a confirmation by mail.

use super::post::{NINE, Post, TEN, VICTIM, hostile};
use crate::harness::{Answer, TestApp, booking, token};
use crate::page::Page;
use crate::planner::desk::Desk;
use axum::http::StatusCode;
use std::time::Duration;
use terminplaner::domain::actor::Actor;
use terminplaner::domain::notice::MailTerms;
use terminplaner::operations::booking;
use terminplaner::operations::booking::confirmation;
use terminplaner::slot_expiry;

/// A shop that requires confirmation within an hour, with working mail.
const ASKS: &str = "UPDATE shop SET confirm_by_mail = 1, reminder_hours = 24;
    INSERT INTO mail_settings (id, host, port, security) VALUES (1, 'localhost', 25, 'loopback');";
/// An hour after the harness's start.
const NINE_TODAY: &str = "2022-01-14T09:00:00+01:00";
const BUTTON: &str = "button.confirm";
const HOUR: Duration = Duration::from_secs(3600);

async fn shown(post: &Post, token: &str) -> serde_json::Value {
    post.shop.get(&format!("/api/v1/bookings/{token}")).await.json()
}

fn count(post: &Post, sql: &str) -> i64 {
    post.shop.count(&format!("SELECT count(*) FROM {sql}"))
}

/// Erika has booked at nine and opens the link in her only mail.
async fn asked(post: &Post) -> (String, Page) {
    let booked = post.shop.book(&booking(NINE)).await;
    assert_eq!(booked.status, StatusCode::CREATED, "{}", booked.text);
    let mut sent = post.deliver().await;
    assert_eq!(sent.len(), 1, "to nobody but the customer");
    let mail = sent.remove(0);
    assert_eq!((mail.to.as_str(), mail.subject.starts_with("Bitte bestätigen")), ("erika@example.org", true));
    (token(&booked), post.open(&mail.link("/t/")).await)
}

#[tokio::test]
async fn nothing_is_booked_before_the_customer_has_confirmed() {
    let post = Post::with(ASKS);
    let booked = post.shop.book(&booking(NINE)).await;
    let body = booked.json();
    assert_eq!((&body["status"], &body["confirm_by"]), (&"requested".into(), &NINE_TODAY.into()));
    assert_eq!(shown(&post, &token(&booked)).await["confirm_by"], NINE_TODAY);
    assert_eq!((count(&post, "news"), count(&post, "outbox")), (0, 1));
    let desk = Desk::owner(&post.shop).await;
    let inbox = desk.get("/planner").await;
    assert!(!inbox.text.contains("Erika Muster</b>"), "it is no request of the shop's: {}", inbox.text);
    let key = post.shop.count("SELECT key FROM appointments");
    let waits = "Wartet auf Bestätigung durch den Kunden bis 09:00 Uhr";
    for path in [format!("/planner/appointments/{key}"), "/planner/calendar?date=2022-01-17&view=list".into()] {
        let page = desk.get(&path).await;
        assert!(page.text.contains(waits) && !page.text.contains("übernommen"), "{path}");
    }
}

#[tokio::test]
async fn the_button_books_it_as_if_it_were_booked_just_now() {
    let post = Post::with(ASKS);
    let (token, page) = asked(&post).await;
    assert!(page.words(".notice").contains("Noch nicht gebucht. Bitte bestätigen Sie bis 09:00 Uhr."), "{}", page.text);
    assert_eq!(page.count("a.calendar"), 0, "there is no appointment yet");
    assert_eq!(shown(&post, &token).await["status"], "requested", "looking changes nothing");
    let done = post.press(&page, BUTTON).await;
    assert_eq!(
        (done.words(".badge"), done.words(".notice")),
        ("bestätigt".into(), "Danke, Ihr Termin ist bestätigt.".into())
    );
    let now = shown(&post, &token).await;
    assert_eq!((&now["status"], &now["confirm_by"]), (&"confirmed".into(), &serde_json::Value::Null));
    assert!(post.is_proven());
    let mails = post.deliver().await;
    let to: Vec<_> = mails.iter().map(|mail| (mail.to.as_str(), mail.to_name.as_deref())).collect();
    let expected = [("erika@example.org", Some("Erika Muster")), ("praxis@example.org", Some("Hörakustik Muster"))];
    assert_eq!(to, expected);
    assert_eq!(count(&post, "news WHERE kind = 'booked'"), 1);
    assert_eq!(count(&post, "outbox WHERE kind = 'reminder' AND state = 'queued'"), 1);
    post.press(&page, BUTTON).await;
    assert!(post.deliver().await.is_empty(), "pressing twice is fine");
    post.shop.advance(2 * HOUR);
    confirmation::expire_due(&post.shop.app.store).await.unwrap();
    assert_eq!(shown(&post, &token).await["status"], "confirmed");
}

#[tokio::test]
async fn a_service_on_request_becomes_a_request_by_it() {
    let post = Post::with(&format!("{ASKS} UPDATE services SET status_on_booking = 'requested'"));
    let (token, page) = asked(&post).await;
    post.press(&page, BUTTON).await;
    assert_eq!(shown(&post, &token).await["confirm_by"], serde_json::Value::Null);
    assert_eq!(count(&post, "news WHERE kind = 'requested'"), 1);
    assert!(post.deliver().await[0].subject.starts_with("Ihre Terminanfrage"));
}

#[tokio::test]
async fn the_bookers_token_confirms_nothing() {
    let post = Post::with(ASKS);
    let (token, page) = asked(&post).await;
    let bare = post.open(&format!("/t/{token}")).await;
    assert!(bare.words(".notice").contains("mit dem Link in der E-Mail"), "{}", bare.text);
    assert_eq!(bare.count("form"), 0);
    for m in ["", "wrong"] {
        let pressed = post.post(&page.attribute("form", "action"), &[("m".into(), m.into())]).await;
        assert_eq!(pressed.words(".badge"), "noch nicht gebucht");
    }
    assert_eq!(shown(&post, &token).await["status"], "requested");
    assert!(!post.is_proven());
}

#[tokio::test]
async fn an_unconfirmed_booking_is_cancelled_without_a_mail_after_its_deadline() {
    let post = Post::with(&format!("{ASKS} UPDATE resources SET online = 0 WHERE id = 'kabine-2'"));
    let (first, page) = asked(&post).await;
    post.shop.advance(HOUR - Duration::from_secs(1));
    assert_eq!(post.shop.book(&hostile(NINE)).await.code(), "slot_taken", "until then it is kept");
    post.shop.advance(Duration::from_secs(1));
    let second = post.shop.book(&hostile(NINE)).await;
    assert_eq!(second.status, StatusCode::CREATED, "in the very second: {}", second.text);
    assert_eq!(shown(&post, &first).await["status"], "cancelled");
    assert_eq!(post.press(&page, BUTTON).await.words(".badge"), "abgesagt");
    let to: Vec<_> = post.deliver().await.into_iter().map(|mail| mail.to).collect();
    assert_eq!(to, [VICTIM], "the other one's mail alone");
    let by_the_program = "audit WHERE action = 'appointment.not_confirmed' AND user_id IS NULL";
    assert_eq!((count(&post, by_the_program), count(&post, "news")), (1, 0));
    post.shop.advance(HOUR);
    assert_eq!(confirmation::expire_due(&post.shop.app.store).await.unwrap(), 1);
    assert_eq!(count(&post, "claims WHERE blocking = 1"), 0);
    assert!(post.deliver().await.is_empty());
}

#[tokio::test]
async fn a_press_that_comes_too_late_books_nothing() {
    let post = Post::with(ASKS);
    let (token, page) = asked(&post).await;
    post.shop.advance(HOUR);
    assert_eq!(post.reschedule(&token, TEN).await.code(), "not_changeable");
    let late = post.press(&page, BUTTON).await;
    assert_eq!((late.words(".badge"), late.count(BUTTON)), ("abgesagt".into(), 0));
    assert_eq!(count(&post, "claims WHERE blocking = 1"), 0);
    assert!(post.deliver().await.is_empty());
}

#[tokio::test]
async fn open_grids_hear_of_it_when_the_time_is_free_again() {
    let post = Post::with(ASKS);
    asked(&post).await;
    let (core, mut changes) = ((**post.shop.app).clone(), post.shop.app.store.changes());
    let looking = tokio::spawn(slot_expiry::run(core));
    // The task starts by reading pending confirmations; afterwards it depends only on the clock.
    tokio::task::yield_now().await;
    post.shop.advance(HOUR);
    let heard = async {
        loop {
            let change = changes.recv().await.unwrap();
            if change.dates.is_some_and(|dates| dates.contains(&"2022-01-17".parse().unwrap())) {
                break;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(10), heard).await.unwrap();
    assert_eq!(count(&post, "claims WHERE blocking = 1"), 0);
    looking.abort();
}

#[tokio::test]
async fn moving_it_keeps_the_time_to_confirm_and_replaces_the_mail_that_waits() {
    let post = Post::with(ASKS);
    let token = token(&post.shop.book(&booking(NINE)).await);
    let moved = post.reschedule(&token, TEN).await.json();
    assert_eq!((&moved["status"], &moved["confirm_by"]), (&"requested".into(), &NINE_TODAY.into()));
    let sent = post.deliver().await;
    assert_eq!(sent.len(), 1);
    assert!(
        sent[0].subject.starts_with("Bitte bestätigen") && sent[0].subject.contains("10:00"),
        "{}",
        sent[0].subject
    );
    assert_eq!(count(&post, "news"), 0);
}

#[tokio::test]
async fn cancelling_instead_of_confirming_sends_no_mail() {
    for delivered in [false, true] {
        let post = Post::with(ASKS);
        let token = token(&post.shop.book(&booking(NINE)).await);
        if delivered {
            post.deliver().await;
        }
        assert!(post.cancel(&token).await.status.is_success());
        assert!(post.deliver().await.is_empty());
        assert_eq!((count(&post, "news"), count(&post, "claims WHERE blocking = 1")), (0, 0));
    }
}

#[tokio::test]
async fn the_shop_can_confirm_or_decline_an_unconfirmed_booking() {
    for (yes, subject, reminders) in [(true, "Bestätigt", 1), (false, "Leider nicht möglich", 0)] {
        let post = Post::with(ASKS);
        let token = token(&post.shop.book(&booking(NINE)).await);
        let (store, key) = (&post.shop.app.store, post.shop.count("SELECT key FROM appointments"));
        let answered = if yes {
            booking::confirm(store, key, Actor::Program, MailTerms::default()).await
        } else {
            booking::decline(store, key, Actor::Program, MailTerms::default()).await
        };
        answered.unwrap();
        assert_eq!(shown(&post, &token).await["confirm_by"], serde_json::Value::Null);
        let sent = post.deliver().await;
        assert_eq!(sent.len(), 1, "what was to be pressed is withdrawn");
        assert!(sent[0].subject.starts_with(subject), "{}", sent[0].subject);
        assert_eq!(count(&post, "outbox WHERE kind = 'reminder' AND state = 'queued'"), reminders);
        post.shop.advance(2 * HOUR);
        assert_eq!(confirmation::expire_due(store).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_stranger_gets_no_words_into_the_mail_that_asks() {
    let post = Post::with(ASKS);
    post.book_as_stranger(NINE).await;
    let mail = post.deliver().await.remove(0);
    assert!(mail.to == VICTIM && mail.to_name.is_none() && mail.words().is_empty(), "{}", mail.everything);
    assert!(mail.text.contains("einen Termin buchen möchte"), "{}", mail.text);
    let page = post.open(&mail.link("/not-me")).await;
    post.press(&page, "button.danger").await;
    assert_eq!(count(&post, "claims WHERE blocking = 1"), 0);
    post.shop.advance(2 * HOUR);
    assert_eq!(confirmation::expire_due(&post.shop.app.store).await.unwrap(), 0);
}

#[tokio::test]
async fn a_repeated_request_is_answered_with_the_current_state() {
    let post = Post::with(ASKS);
    let again = async || -> Answer { post.shop.book_with_key(&booking(NINE), "key").await };
    assert_eq!(again().await.json()["confirm_by"], NINE_TODAY);
    assert_eq!(again().await.json()["confirm_by"], NINE_TODAY);
    let sent = post.deliver().await;
    let page = post.open(&sent[0].link("/t/")).await;
    post.press(&page, BUTTON).await;
    let answer = again().await.json();
    assert_eq!((&answer["status"], &answer["confirm_by"]), (&"confirmed".into(), &serde_json::Value::Null));
}

#[tokio::test]
async fn the_page_without_a_script_says_that_nothing_is_booked_yet() {
    let post = Post::with(ASKS);
    let form = post.open("/?service=anpassung&start=2022-01-17T09:00:00%2B01:00").await;
    let filled = [("first_name", "Erika"), ("last_name", "Muster"), ("email", "erika@example.org")];
    let done = post.post("/", &form.form(&filled, "button.main")).await;
    assert_eq!(done.words("h1"), "Noch nicht gebucht");
    assert!(done.text.contains("Bitte bestätigen Sie bis 09:00 Uhr mit dem Link in der E-Mail"), "{}", done.text);
    assert_eq!(done.count("a.calendar"), 0);
}

#[tokio::test]
async fn where_no_mail_goes_out_bookings_hold_at_once_and_the_planner_says_so() {
    let shop = TestApp::with("UPDATE shop SET confirm_by_mail = 1", true);
    let booked = shop.book(&booking(NINE)).await.json();
    assert_eq!((&booked["status"], &booked["confirm_by"]), (&"confirmed".into(), &serde_json::Value::Null));
    let desk = Desk::owner(&shop).await;
    assert!(desk.get("/planner").await.text.contains("Online-Buchungen gelten deshalb sofort"));
    let rules = desk.get("/planner/settings/booking").await;
    assert!(rules.words("#e-confirm_by_mail").contains("nur, wenn E-Mails hinausgehen"));
}

#[tokio::test]
async fn it_cannot_be_switched_on_where_no_mail_goes_out() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let switch_on = async || desk.fill("/planner/settings/booking", &[("confirm_by_mail", "yes")]).await;
    let refused = switch_on().await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    assert!(refused.words("#e-confirm_by_mail").contains("nur, wenn E-Mails hinausgehen"));
    shop.name_mail_server();
    assert_eq!(switch_on().await.status, StatusCode::SEE_OTHER);
    assert_eq!(shop.count("SELECT confirm_by_mail FROM shop"), 1);
}
