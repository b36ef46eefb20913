//! Privacy by default: how long data are kept is asked, and mails keep names and links for 90 days.

use super::desk::{Desk, add_user};
use crate::harness::{TestApp, booking};
use crate::strangers::post::Post;
use std::time::Duration;
use terminplaner::domain::account::Role;
use terminplaner::operations::accounts;
use terminplaner::operations::customers::retention;
use tokio::sync::watch;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const NINE: &str = "2022-01-17T09:00:00+01:00";

async fn forget(shop: &TestApp) -> usize {
    let (_running, stopping) = watch::channel(false);
    retention::forget_mails(&shop.app.store, &stopping).await.unwrap()
}

#[tokio::test]
async fn the_start_page_asks_an_owner_once_how_long_data_are_kept() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.get("/planner").await;
    assert_eq!(page.attribute("#choose-retention", "href"), "/planner/settings/booking#f-retention_days");
    assert!(page.text.contains("Bisher werden sie nie gelöscht."));
    assert_eq!(Desk::staff(&shop).await.get("/planner").await.count("#choose-retention"), 0, "staff cannot choose");
    let rules = desk.get("/planner/settings/booking").await;
    assert_eq!(rules.count("#f-retention_days"), 1, "the link leads to the field");
    assert_eq!(rules.attribute("#f-retention_days", "value"), "");
    assert_eq!(desk.fill("/planner/settings/booking", &[]).await.status, 303);
    assert_eq!(desk.get("/planner").await.count("#choose-retention"), 0, "never is an answer");
    assert_eq!(Desk::owner_again(&shop.restarted()).await.get("/planner").await.count("#choose-retention"), 0);
}

#[tokio::test]
async fn the_start_page_asks_an_owner_once_who_is_reminded_where_everybody_is() {
    let shop = TestApp::with("UPDATE shop SET reminder_hours = 24, reminder_consent = 'not_needed'", true);
    let desk = Desk::owner(&shop).await;
    let page = desk.get("/planner").await;
    assert_eq!(page.attribute("#choose-reminders", "href"), "/planner/settings/booking#f-reminder_consent");
    assert_eq!(
        desk.get("/planner/settings/booking").await.count("#f-reminder_consent"),
        1,
        "the link leads to the field"
    );
    assert_eq!(Desk::staff(&shop).await.get("/planner").await.count("#choose-reminders"), 0, "staff cannot choose");
    assert_eq!(desk.fill("/planner/settings/booking", &[]).await.status, 303);
    assert_eq!(desk.get("/planner").await.count("#choose-reminders"), 0, "everybody is an answer");
    for sql in
        ["UPDATE shop SET reminder_hours = NULL", "UPDATE shop SET reminder_hours = 24, reminder_consent = 'ask'"]
    {
        let shop = TestApp::with(sql, true);
        assert_eq!(Desk::owner(&shop).await.get("/planner").await.count("#choose-reminders"), 0, "{sql}");
    }
}

#[tokio::test]
async fn a_shop_that_deletes_is_not_asked() {
    let shop = TestApp::with("UPDATE shop SET retention_days = 90", true);
    assert_eq!(Desk::owner(&shop).await.get("/planner").await.count("#choose-retention"), 0);
}

#[tokio::test]
async fn ended_mails_keep_names_and_links_for_ninety_days() {
    let post = Post::new();
    let shop = &post.shop;
    let desk = Desk::owner(shop).await;
    desk.post("/planner/forgotten", &[("email", "owner@example.org")]).await;
    while shop.count("SELECT count(*) FROM password_resets") == 0 {
        tokio::task::yield_now().await;
    }
    shop.book(&booking(NINE)).await;
    let sent = post.deliver().await.len();
    assert_eq!(sent, 3, "to the customer, the shop and the account");
    let named = "SELECT count(*) FROM outbox WHERE payload LIKE '%Muster%' OR payload LIKE '%token%'";
    assert!(shop.count(named) > 0);
    shop.advance(DAY * 89);
    assert_eq!((forget(shop).await, shop.count(named)), (0, 2));
    shop.advance(DAY);
    assert_eq!((forget(shop).await, shop.count(named)), (3, 0));
    let left = "SELECT group_concat(kind || ' ' || address, ', ') FROM (SELECT * FROM outbox ORDER BY kind)";
    let file = rusqlite::Connection::open(&shop.db).unwrap();
    let left: String = file.query_row(left, [], |row| row.get(0)).unwrap();
    assert_eq!(
        left, "confirmation erika@example.org, password_reset , shop_booked praxis@example.org",
        "who was told of the appointment is known as long as the appointment"
    );
    assert_eq!(forget(shop).await, 0);
}

#[tokio::test]
async fn a_mail_that_waits_keeps_its_words() {
    let shop = TestApp::with("UPDATE shop SET reminder_hours = 24, horizon_days = 300", true);
    shop.book(&booking("2022-09-05T09:00:00+02:00")).await;
    shop.advance(DAY * 200);
    assert_eq!(forget(&shop).await, 0);
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'reminder' AND payload LIKE '%Muster%'"), 1);
}

#[tokio::test]
async fn mails_about_an_account_lose_its_address_with_it() {
    let post = Post::new();
    let shop = &post.shop;
    let owner = Desk::owner(shop).await;
    let id = add_user(shop, "max@example.org", Role::Staff).await;
    let new =
        [("name", "Max Muster"), ("email", "max@example.org"), ("role", "owner"), ("language", "de"), ("password", "")];
    owner.post(&format!("/planner/accounts/{id}"), &new).await;
    assert!(!post.deliver().await.is_empty());
    let traces = "SELECT count(*) FROM outbox WHERE address = 'max@example.org'";
    assert!(shop.count(traces) > 0);
    accounts::remove(&shop.app.store, id, None).await.unwrap();
    assert_eq!(shop.count(traces), 1, "only the mail that says so");
    assert_eq!(post.deliver().await.len(), 1);
    forget(shop).await;
    assert_eq!(shop.count(traces), 0);
    assert!(shop.count("SELECT count(*) FROM outbox WHERE address = 'owner@example.org'") > 0, "others keep theirs");
}
