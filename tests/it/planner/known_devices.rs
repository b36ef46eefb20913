//! Password guessing: it does not lock out users on known devices, gains nothing, and is reported.

use super::desk::{Desk, PASSWORD, add_user, cookie_of, device_in};
use crate::harness::TestApp;
use crate::page::Page;
use std::time::Duration;
use terminplaner::domain::account::Role;

const MINUTE: Duration = Duration::from_secs(60);
const OWNER: &str = "owner@example.org";

/// A browser the owner has signed in from, signed out again.
async fn known_device(shop: &TestApp) -> Desk<'_> {
    let desk = Desk::owner(shop).await;
    desk.post("/planner/sign-out", &[]).await;
    Desk::with_cookie(shop, &device_in(desk.cookie()))
}

/// A browser in a new network.
fn stranger(shop: &TestApp, number: usize) -> Desk<'_> {
    Desk::closed(shop).at(&format!("10.1.{}.{}", number / 256, number % 256))
}

async fn type_password(desk: &Desk<'_>, password: &str) -> Page {
    desk.post("/planner/sign-in", &[("email", OWNER), ("password", password)]).await
}

/// Failed sign-ins, each from a new network.
async fn guess(shop: &TestApp, times: usize) {
    for number in 0..times {
        let page = type_password(&stranger(shop, number), "wrong horse").await;
        assert_eq!(page.status, 422, "{number}");
        shop.advance(MINUTE);
    }
}

/// Sets the number of failures in the database, which would take hours to reach.
fn failed(shop: &TestApp, count: u32) {
    shop.execute(&format!(
        "INSERT INTO failed_sign_ins (user_id, count, told_count) SELECT id, {count}, 0 FROM users WHERE email = '{OWNER}'"
    ));
}

#[tokio::test]
async fn guessing_from_new_networks_does_not_lock_out_a_known_device() {
    let shop = TestApp::new();
    let (owner, newcomer) = (known_device(&shop).await, stranger(&shop, 0));
    for number in 1..12 {
        assert_eq!(type_password(&stranger(&shop, number), "wrong horse").await.status, 422, "{number}");
        if number > 6 {
            assert_eq!(type_password(&newcomer, PASSWORD).await.status, 429, "who is not known must wait");
        }
        shop.advance(MINUTE);
    }
    type_password(&stranger(&shop, 12), "wrong horse").await;
    assert_eq!(type_password(&owner, PASSWORD).await.status, 303);
}

#[tokio::test]
async fn a_mailed_link_signs_in_at_any_device_makes_it_known_and_ends_the_wait() {
    let shop = TestApp::new();
    let id = add_user(&shop, OWNER, Role::Owner).await;
    guess(&shop, 8).await;
    type_password(&stranger(&shop, 8), "wrong horse").await;
    let hash = terminplaner::operations::accounts::Secret::received("link").hash();
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    shop.execute(&format!(
        "INSERT INTO password_resets (token_hash, user_id, expires_at) VALUES (x'{hash}', {id}, 9999999999)"
    ));
    let page = stranger(&shop, 9).post("/planner/reset/link", &[("password", "quite another one")]).await;
    assert_eq!(page.headers["location"], "/planner");
    let owner = Desk::with_cookie(&shop, &cookie_of(&page));
    assert!(owner.get("/planner").await.words(".note.good").contains("Passwort"));
    assert_eq!(type_password(&stranger(&shop, 10), "quite another one").await.status, 303, "nobody waits any more");
    owner.post("/planner/sign-out", &[]).await;
    guess(&shop, 8).await;
    type_password(&stranger(&shop, 8), "wrong horse").await;
    let known = Desk::with_cookie(&shop, &device_in(owner.cookie()));
    assert_eq!(type_password(&known, "quite another one").await.status, 303);
}

#[tokio::test]
async fn after_a_hundred_failures_strangers_are_refused_and_learn_nothing() {
    let shop = TestApp::new();
    let owner = known_device(&shop).await;
    failed(&shop, 99);
    guess(&shop, 1).await;
    let right = type_password(&stranger(&shop, 200), PASSWORD).await;
    shop.advance(MINUTE);
    let wrong = type_password(&stranger(&shop, 201), "wrong horse").await;
    shop.advance(MINUTE);
    let nobody = stranger(&shop, 202);
    let unknown = nobody.post("/planner/sign-in", &[("email", "nobody@example.org"), ("password", PASSWORD)]).await;
    assert_eq!(right.status, 422);
    let told = |page: &Page| (page.status, page.text.replace("nobody@", "owner@"));
    assert_eq!(told(&right), told(&wrong));
    assert_eq!(told(&right), told(&unknown));
    assert_eq!(shop.count("SELECT count FROM failed_sign_ins"), 102, "in the file: a restart changes nothing");
    assert_eq!(type_password(&owner, PASSWORD).await.status, 303, "who is known gets in");
    assert_eq!(shop.count("SELECT count FROM failed_sign_ins"), 0);
    assert_eq!(type_password(&stranger(&shop, 203), PASSWORD).await.status, 303, "and lets others in again");
}

#[tokio::test]
async fn a_password_set_at_another_account_lets_strangers_in_again() {
    let shop = TestApp::new();
    let id = add_user(&shop, OWNER, Role::Owner).await;
    failed(&shop, 100);
    assert_eq!(type_password(&stranger(&shop, 1), PASSWORD).await.status, 422);
    terminplaner::operations::accounts::set_password(&shop.app.store, id, "quite another one".into(), None)
        .await
        .unwrap();
    shop.advance(MINUTE);
    assert_eq!(type_password(&stranger(&shop, 2), "quite another one").await.status, 303);
}

#[tokio::test]
async fn a_known_device_is_limited_by_its_own_failures_and_dropped_after_a_hundred() {
    let shop = TestApp::new();
    let thief = known_device(&shop).await;
    for _ in 0..5 {
        assert_eq!(type_password(&thief, "wrong horse").await.status, 422);
    }
    let page = type_password(&thief, PASSWORD).await;
    assert_eq!((page.status.as_u16(), page.headers["retry-after"].to_str().unwrap()), (429, "2"));
    assert_eq!(shop.count("SELECT failed_sign_ins FROM devices"), 5, "the try that must wait does not count");
    shop.execute("UPDATE devices SET failed_sign_ins = 99");
    shop.advance(MINUTE);
    assert_eq!(type_password(&thief, "wrong horse").await.status, 422);
    assert_eq!(shop.count("SELECT count(*) FROM devices"), 0);
    assert_eq!(shop.count("SELECT count(*) FROM failed_sign_ins WHERE count > 0"), 0, "strangers have not failed");
}

#[tokio::test]
async fn several_users_can_share_a_known_device() {
    let shop = TestApp::new();
    let owner = known_device(&shop).await;
    add_user(&shop, "staff@example.org", Role::Staff).await;
    let page = owner.post("/planner/sign-in", &[("email", "staff@example.org"), ("password", PASSWORD)]).await;
    assert_eq!(device_in(&cookie_of(&page)), owner.cookie(), "it stays the same device");
    assert_eq!(shop.count("SELECT count(*) FROM devices"), 2);
    let planted = Desk::with_cookie(&shop, "__Host-terminplaner_device=planted-by-somebody-else");
    let page = type_password(&planted, PASSWORD).await;
    assert_ne!(device_in(&cookie_of(&page)), planted.cookie(), "what nobody was given is replaced");
}

#[tokio::test]
async fn signing_out_everywhere_forgets_every_other_device() {
    let shop = TestApp::new();
    let here = Desk::owner(&shop).await;
    let elsewhere = Desk::owner_again(&shop).await;
    here.post("/planner/sign-out", &[("everywhere", "1")]).await;
    assert_eq!(shop.count("SELECT count(*) FROM devices"), 1);
    failed(&shop, 100);
    let known = |desk: &Desk<'_>| Desk::with_cookie(&shop, &device_in(desk.cookie()));
    assert_eq!(type_password(&known(&elsewhere), PASSWORD).await.status, 422);
    assert_eq!(type_password(&known(&here), PASSWORD).await.status, 303);
}

#[tokio::test]
async fn failures_stand_in_the_log_by_account_and_hour_without_an_address() {
    let shop = TestApp::new();
    let owner = Desk::owner(&shop).await;
    guess(&shop, 3).await;
    stranger(&shop, 4).post("/planner/sign-in", &[("email", "nobody@example.org"), ("password", "x")]).await;
    shop.advance(MINUTE * 60);
    guess(&shop, 2).await;
    let page = owner.get("/planner/settings/log").await;
    let lines = page.all("table.log td:last-child");
    let failed = ["Erika Muster (2-mal)", "unbekannte Adresse (1-mal)", "Erika Muster (3-mal)"];
    assert_eq!(lines[..3], failed.map(|what| format!("Anmeldung fehlgeschlagen: {what}")));
    assert!(page.all("table.log td.num")[2].starts_with("Freitag, 14. Januar 2022, 08:0"), "{lines:?}");
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE details LIKE '%10.1.%' OR details LIKE '%@%'"), 0);
}

#[tokio::test]
async fn a_known_device_gets_a_link_when_strangers_have_used_up_the_limit() {
    let shop = TestApp::with("", false);
    let owner = known_device(&shop).await;
    for number in 0..8 {
        stranger(&shop, number).post("/planner/forgotten", &[("email", OWNER)]).await;
        owner.post("/planner/forgotten", &[("email", "nobody@example.org")]).await;
    }
    let asked = async || {
        let page = owner.post("/planner/forgotten", &[("email", OWNER)]).await;
        assert_eq!(page.headers["location"], "/planner/forgotten?sent=1");
    };
    for _ in 0..6 {
        asked().await;
    }
    while shop.count("SELECT count(*) FROM password_resets") < 10 {
        tokio::task::yield_now().await;
    }
    shop.app.store.write(|_| Ok::<_, terminplaner::store::StoreError>(())).await.unwrap();
    assert_eq!(shop.count("SELECT count(*) FROM password_resets"), 10, "five for strangers, five for the device");
}
