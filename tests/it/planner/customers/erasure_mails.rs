//! The mails about a request of erasure: to the customer and the shop when it arrives, to the customer when it was carried
//! out or declined. Afterwards nothing of the customer is left.

use super::super::desk::Desk;
use super::erasure::{her_booking, traces_in};
use super::erasure_requests::{PANEL, ask, asked};
use crate::harness::{TestApp, token};
use crate::strangers::post::{Mail, Post};
use serde_json::json;
use std::time::Duration;
use terminplaner::operations::customers::{replay, retention};
use terminplaner::store::Store;

const HERS: &str = "quirinia@zwackel.example";
const SERVER: [(&str, &str); 5] =
    [("host", "mail.example.org"), ("port", ""), ("encryption", "starttls"), ("user", ""), ("password", "")];

/// A shop that can send mail.
fn shop() -> TestApp {
    TestApp::with("UPDATE shop SET email = 'praxis@example.org'", true)
}

async fn owner(shop: &TestApp) -> Desk<'_> {
    let desk = Desk::owner(shop).await;
    desk.submit("/planner/settings/mail", &SERVER).await;
    desk
}

/// Her mails about the request that were sent since the last call.
async fn hers(post: &Post) -> Vec<Mail> {
    post.deliver().await.into_iter().filter(|mail| mail.to == HERS && !mail.subject.starts_with("Ihr Termin")).collect()
}

#[tokio::test]
async fn customer_and_shop_hear_of_a_request_once_and_the_shops_mail_names_nobody() {
    let post = Post::of(shop());
    let token = asked(&post.shop).await;
    ask(&post.shop, &token).await;
    let mails = post.deliver().await;
    let about: Vec<_> = mails.iter().filter(|mail| mail.text.contains("14. Februar 2022")).collect();
    let [hers, shops] = about[..] else { panic!("{} mails", about.len()) };
    assert_eq!((hers.to.as_str(), hers.subject.as_str()), (HERS, "Ihre Bitte um Löschung ist angekommen"));
    assert!(hers.text.contains("antworten bis Montag, 14. Februar 2022"), "{}", hers.text);
    assert_eq!((shops.to.as_str(), shops.subject.as_str()), ("praxis@example.org", "Bitte um Löschung"));
    assert!(shops.link("/planner").ends_with("/planner"));
    assert!(!shops.everything.to_lowercase().contains("zwackel"), "{}", shops.everything);
}

#[tokio::test]
async fn a_declined_request_is_told_with_its_reason_and_whom_to_complain_to() {
    let post = Post::of(shop());
    let desk = owner(&post.shop).await;
    asked(&post.shop).await;
    post.deliver().await;
    let way = desk.get("/planner").await.attribute(&format!("{PANEL} a[id^=keep]"), "href");
    let page = desk.submit(&way, &[("reason", "Die Rechnung muss bleiben.")]).await;
    assert!(page.words(".note.good").contains("quirinia@zwackel.example bekommt eine E-Mail."));
    let mails = hers(&post).await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].subject, "Ihre Daten bleiben gespeichert");
    for words in ["Der Grund: Die Rechnung muss bleiben.", "Datenschutzbehörde"] {
        assert!(mails[0].text.contains(words), "{}", mails[0].text);
    }
}

#[tokio::test]
async fn a_request_that_was_carried_out_is_told_and_then_nothing_of_the_person_is_left() {
    let post = Post::of(shop());
    let desk = owner(&post.shop).await;
    asked(&post.shop).await;
    let way = desk.get("/planner").await.attribute(&format!("{PANEL} a.button"), "href");
    desk.submit(&way, &[]).await;
    let mails = hers(&post).await;
    assert_eq!(mails.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(), ["Ihre Daten sind gelöscht"]);
    assert_eq!(traces_in(&post.shop.db), Vec::<&str>::new(), "not even the address of that mail");
    assert_eq!(post.shop.count("SELECT count(*) FROM outbox WHERE kind = 'erasure_done' AND address = ''"), 1);
}

#[tokio::test]
async fn a_request_that_retention_fulfils_is_told_too() {
    let post = Post::of(shop());
    post.shop.execute("UPDATE shop SET retention_days = 30");
    asked(&post.shop).await;
    post.deliver().await;
    post.shop.advance(Duration::from_secs(40 * 86_400));
    retention::run_once(&post.shop.app.store, true).await.unwrap();
    let mails = hers(&post).await;
    assert_eq!(mails.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(), ["Ihre Daten sind gelöscht"]);
    assert_eq!(traces_in(&post.shop.db), Vec::<&str>::new(), "not even the address of that mail");
}

#[tokio::test]
async fn who_is_erased_without_having_asked_gets_no_mail() {
    let post = Post::of(shop());
    let desk = owner(&post.shop).await;
    let record = super::erasure::known(&post.shop, &desk).await;
    post.deliver().await;
    desk.submit(&format!("{record}/erase"), &[]).await;
    assert!(hers(&post).await.is_empty());
}

#[tokio::test]
async fn an_address_that_wants_no_mail_gets_none_about_its_request_either() {
    let post = Post::of(shop());
    let desk = owner(&post.shop).await;
    asked(&post.shop).await;
    post.shop.execute(&format!("INSERT INTO suppressed_addresses VALUES ('{HERS}', 0)"));
    assert!(hers(&post).await.is_empty());
    let way = desk.get("/planner").await.attribute(&format!("{PANEL} a.button"), "href");
    desk.submit(&way, &[]).await;
    assert!(hers(&post).await.is_empty());
    assert_eq!(traces_in(&post.shop.db), Vec::<&str>::new());
}

#[tokio::test]
async fn the_mails_are_in_the_customers_language() {
    let post = Post::of(shop());
    let mut body = her_booking("2022-01-18T11:00:00+01:00");
    body["language"] = json!("en");
    ask(&post.shop, &token(&post.shop.book(&body).await)).await;
    let subjects: Vec<_> = hers(&post).await.into_iter().map(|mail| mail.subject).collect();
    assert!(subjects.contains(&"Your request to delete your data has arrived".to_owned()), "{subjects:?}");
}

#[tokio::test]
async fn a_restored_copy_forgets_the_mails_of_a_request_too() {
    let folder = tempfile::tempdir().unwrap();
    let post = Post::of(shop());
    let desk = owner(&post.shop).await;
    asked(&post.shop).await;
    post.shop.execute("DELETE FROM outbox WHERE appointment_key IS NOT NULL");
    let copy = folder.path().join("shop.db");
    terminplaner::cli::backup::copy(&post.shop.db, &copy).unwrap();
    post.shop.advance(Duration::from_secs(60));
    let way = desk.get("/planner").await.attribute(&format!("{PANEL} a.button"), "href");
    desk.submit(&way, &[]).await;
    std::fs::copy(post.shop.db.with_extension("db.erased"), folder.path().join("shop.db.erased")).unwrap();
    let restored = Store::open(&copy, post.shop.clock.clone()).unwrap();
    replay::run(&restored).await.unwrap();
    drop(restored);
    assert_eq!(traces_in(&copy), Vec::<&str>::new());
}
