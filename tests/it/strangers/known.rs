//! How an address becomes known, and what does not make it known.

use super::post::{NINE, Post, TEN, VICTIM};
use crate::planner::desk::add_user;
use crate::seed;
use axum::http::Method;
use serde_json::json;
use terminplaner::domain::account::Role;
use terminplaner::domain::notice::MailTerms;
use terminplaner::domain::person::Person;
use terminplaner::domain::shop::Language;
use terminplaner::domain::values::{Email, PersonName};
use terminplaner::operations::booking;
use terminplaner::operations::booking::{ActionContext, Draft};
use terminplaner::store::{bookings, calendar_entries};

const TUESDAY: &str = "2022-01-18T09:00:00+01:00";

/// Whether a mail about a new booking with the victim's address uses the entered name.
async fn is_greeted(post: &Post) -> bool {
    post.deliver().await;
    post.book_as_stranger(TUESDAY).await;
    let mails = post.deliver_to_victim().await;
    assert_eq!(mails.len(), 1);
    !mails[0].words().is_empty()
}

#[tokio::test]
async fn frequent_bookings_do_not_make_an_address_known() {
    let post = Post::new();
    post.book_as_stranger(NINE).await;
    assert!(!is_greeted(&post).await);
}

#[tokio::test]
async fn a_record_makes_known() {
    let post = Post::new();
    post.shop.execute(&seed::customer(1, "Erika", "Muster", "Opfer@Example.net"));
    assert!(is_greeted(&post).await);
}

#[tokio::test]
async fn an_appointment_that_took_place_makes_known() {
    let post = Post::new();
    post.book_as_stranger(NINE).await;
    post.shop.execute("UPDATE appointments SET status = 'no_show', email = upper(email)");
    assert!(!is_greeted(&post).await);
    post.shop.execute("DELETE FROM appointments WHERE status = 'confirmed'; UPDATE appointments SET status = 'done'");
    assert!(is_greeted(&post).await);
}

#[tokio::test]
async fn a_press_on_a_page_that_a_mail_led_to_makes_known() {
    let post = Post::new();
    post.book_as_stranger(NINE).await;
    let mail = post.deliver_to_victim().await.remove(0);
    let page = post.open(&mail.link("/t/")).await;
    let week = post.open(&page.attribute("a[href*='/move']", "href")).await;
    let confirm = post.open(&week.attribute("a.slot[aria-label^='10:00']", "href")).await;
    assert!(!post.is_proven(), "looking proves nothing");
    post.press(&confirm, "button.main").await;
    assert!(post.is_proven());
    assert!(is_greeted(&post).await);
}

#[tokio::test]
async fn the_text_of_a_reminder_is_restricted_by_the_state_when_it_is_sent() {
    let post = Post::with("UPDATE shop SET reminder_hours = 24");
    post.book_as_stranger(NINE).await;
    post.deliver().await;
    post.shop.execute(&seed::customer(1, "Erika", "Muster", "opfer@example.net"));
    post.shop.advance(std::time::Duration::from_secs(49 * 3600));
    let reminder = post.deliver_to_victim().await.remove(0);
    assert_eq!(reminder.to_name.as_deref(), Some("Gewonnen Luftballon"));
}

#[tokio::test]
async fn looking_at_every_page_by_the_mailed_link_proves_nothing() {
    let post = Post::new();
    let token = post.book_as_stranger(NINE).await;
    let link = post.mailed_link(&token);
    for step in ["", "/cancel", "/move", "/termin.ics"] {
        let page = post.open(&link.replacen('?', &format!("{step}?"), 1)).await;
        assert!(page.status.is_success(), "{step}");
    }
    assert!(!post.is_proven());
}

#[tokio::test]
async fn the_bookers_token_proves_nothing() {
    let post = Post::new();
    let token = post.book_as_stranger(NINE).await;
    let secret = post.mailed_link(&token).split_once("?m=").unwrap().1.to_owned();
    for link in [format!("/t/{token}"), format!("/t/{token}?m="), format!("/t/{token}?m={}x", &secret[1..])] {
        let page = post.open(&link.replacen(&token, &format!("{token}/cancel"), 1)).await;
        assert!(page.status.is_success());
        assert!(!page.text.contains("name=\"m\""), "a wrong secret goes no further");
    }
    let confirm = post.open(&format!("/t/{token}/move?start=2022-01-17T10:00:00%2B01:00")).await;
    post.press(&confirm, "button.main").await;
    let path = format!("/api/v1/bookings/{token}?m={secret}");
    post.shop.send_json(Method::PATCH, &path, &json!({"start": NINE, "m": secret})).await;
    post.cancel(&token).await;
    assert!(!post.is_proven());
}

#[tokio::test]
async fn no_answer_holds_the_second_secret() {
    let post = Post::new();
    let token = post.book_as_stranger(NINE).await;
    let secret = post.mailed_link(&token).split_once("?m=").unwrap().1.to_owned();
    assert!(secret.len() >= 22, "128 bits at least");
    for path in ["", "/termin.ics", "/move", "/cancel"] {
        assert!(!post.open(&format!("/t/{token}{path}")).await.text.contains(&secret), "{path}");
    }
    for path in ["", "/availability"] {
        assert!(!post.shop.get(&format!("/api/v1/bookings/{token}{path}")).await.text.contains(&secret), "{path}");
    }
    assert!(!post.reschedule(&token, TEN).await.text.contains(&secret));
    assert!(!post.cancel(&token).await.text.contains(&secret));
}

#[tokio::test]
async fn the_second_secret_stays_on_its_way_through_the_pages() {
    let post = Post::new();
    let token = post.book_as_stranger(NINE).await;
    let link = post.mailed_link(&token);
    let secret = link.split_once("?m=").unwrap().1;
    let page = post.open(&link).await;
    for selector in ["a[href*='/move']", "a[href*='/cancel']", "a[hreflang]"] {
        assert!(page.attribute(selector, "href").contains(secret), "{selector}");
    }
    assert!(!page.attribute("a.calendar", "href").contains(secret), "the file is handed on");
    let asked = post.open(&page.attribute("a[href*='/cancel']", "href")).await;
    assert_eq!(asked.hidden("form"), [("m".to_owned(), secret.to_owned())]);
    assert!(!asked.attribute("form", "action").contains(secret));
}

#[tokio::test]
async fn another_address_has_proven_nothing_yet() {
    let post = Post::new();
    let token = post.book_as_stranger(NINE).await;
    post.prove(&token).await;
    let old = post.mailed_link(&token);
    let key = post.shop.count("SELECT key FROM appointments");
    let store = post.shop.app.store.clone();
    let set = async |email: &'static str| store.write(move |tx| bookings::set_address(tx, key, email)).await;
    set(VICTIM).await.unwrap();
    assert!(post.is_proven() && post.mailed_link(&token) == old, "the same address");
    set("max@example.org").await.unwrap();
    let kept = format!("SELECT count(*) FROM bookings WHERE token = '{token}' OR instr('{old}', mail_secret) > 0");
    assert!(!post.is_proven() && post.shop.count(&kept) == 0, "neither secret of the link");
}

#[tokio::test]
async fn cancelling_a_strangers_booking_does_not_reveal_its_free_text() {
    let post = Post::new();
    let token = post.book_as_stranger(NINE).await;
    post.deliver().await;
    let asked = post.open(&post.mailed_link(&token).replacen('?', "/cancel?", 1)).await;
    post.press(&asked, "button.danger").await;
    assert!(post.is_proven());
    let mails = post.deliver_to_victim().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].subject.starts_with("Abgesagt") && mails[0].words().is_empty(), "{}", mails[0].everything);
}

#[tokio::test]
async fn the_last_mail_to_a_mailbox_that_has_nothing_to_do_with_it_any_more_holds_no_new_secret() {
    let post = Post::new();
    post.book_as_stranger(NINE).await;
    post.deliver().await;
    let by = add_user(&post.shop, "owner@example.org", Role::Owner).await;
    let key = post.shop.count("SELECT key FROM appointments");
    let entry = post.shop.app.store.read(move |conn| calendar_entries::find(conn, key)).await.unwrap().unwrap();
    let it = entry.appointment;
    let customer = Person {
        first_name: Some(PersonName::from_stored("Max")),
        last_name: Some(PersonName::from_stored("Beispiel")),
        email: Some(Email::from_stored("max@example.org")),
        phone: None,
    };
    let resources = entry.resources;
    let draft = Draft {
        service: it.service,
        resources,
        start: it.start,
        end: it.end,
        customer,
        address: None,
        note: None,
        reminder_accepted: false,
        private: false,
        author: None,
    };
    let act = ActionContext {
        by,
        accepted: Vec::new(),
        tell: true,
        language: Language::default(),
        terms: MailTerms::default(),
        by_calendar: false,
    };
    booking::change(&post.shop.app.store, key, draft, act).await.unwrap();
    let secret: String = {
        let file = rusqlite::Connection::open(&post.shop.db).unwrap();
        file.query_row("SELECT mail_secret FROM bookings", [], |row| row.get(0)).unwrap()
    };
    let sent = post.deliver().await;
    let (old, new): (Vec<_>, Vec<_>) = sent.iter().partition(|mail| mail.to == VICTIM);
    assert_eq!((old.len(), new.len()), (1, 1));
    assert!(old[0].subject.starts_with("Abgesagt") && old[0].words().is_empty(), "{}", old[0].everything);
    assert!(!old[0].everything.contains(&secret) && new[0].text.contains(&secret));
}
