//! Own accounts, and those of others.

use super::desk::{Desk, PASSWORD, add_user, cookie_of};
use crate::harness::TestApp;
use axum::body::Body;
use axum::http::Request;
use std::time::Duration;
use terminplaner::domain::account::Role;
use terminplaner::operations::accounts;

#[tokio::test]
async fn everybody_changes_their_own_name_and_language() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let page = desk.submit("/planner/account", &[("name", " Max Muster "), ("language", "en")]).await;
    assert_eq!((page.words(".me summary .name"), page.words("h1")), ("Max Muster".into(), "Your account".into()));
    assert_eq!(page.words(".note.good"), "Saved.");
    assert_eq!(page.attribute("#f-name", "value"), "Max Muster");
    let page = desk.submit("/planner/account", &[("name", " "), ("language", "de")]).await;
    assert_eq!((page.status.as_u16(), page.count(".is-wrong #f-name")), (422, 1));
    assert_eq!(shop.count("SELECT count(*) FROM users WHERE name = 'Max Muster' AND language = 'en'"), 1);
}

#[tokio::test]
async fn address_and_password_change_needs_the_current_password() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let elsewhere = Desk::closed(&shop).sign_in("owner@example.org").await;
    let fields = |present| [("email", "New@example.org"), ("password", "quite another one"), ("present", present)];
    let page = desk.post("/planner/account/sign-in", &fields("wrong horse")).await;
    assert_eq!((page.status.as_u16(), page.count(".is-wrong #f-present")), (422, 1));
    assert_eq!(page.attribute("#f-email", "value"), "New@example.org");
    let page = desk.post("/planner/account/sign-in", &fields(PASSWORD)).await;
    assert_eq!(page.headers["location"], "/planner/account");
    let renewed = Desk::with_cookie(&shop, &cookie_of(&page));
    assert_ne!(renewed.cookie(), desk.cookie(), "the session has a new secret");
    assert_eq!(renewed.get("/planner").await.words(".note.good"), "Ihre Anmeldung ist geändert.");
    assert_eq!(
        (desk.get("/planner").await.status.as_u16(), elsewhere.get("/planner").await.status.as_u16()),
        (303, 303)
    );
    let fields = [("email", "new@example.org"), ("password", "quite another one")];
    assert_eq!(desk.post("/planner/sign-in", &fields).await.status, 303);
}

#[tokio::test]
async fn all_that_is_wrong_with_an_account_is_said_at_once() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let new = [("name", " "), ("email", "nobody"), ("role", "staff"), ("password", "short")];
    let page = desk.post("/planner/accounts/new", &new).await;
    assert_eq!((page.status.as_u16(), page.count(".is-wrong")), (422, 3), "{}", page.text);
    let own = [("email", "nobody"), ("password", "short"), ("present", "guess")];
    for _ in 0..5 {
        let page = desk.post("/planner/account/sign-in", &own).await;
        assert_eq!((page.status.as_u16(), page.count(".is-wrong")), (422, 3), "{}", page.text);
        shop.advance(Duration::from_millis(1));
    }
    let page = desk.post("/planner/account/sign-in", &own).await;
    assert_eq!(page.status, 429, "another wrong field lets nobody guess the password");
}

#[tokio::test]
async fn the_current_password_cannot_be_guessed_on_an_unattended_device() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let fields = [("email", "owner@example.org"), ("password", ""), ("present", "guess")];
    for _ in 0..5 {
        assert_eq!(desk.post("/planner/account/sign-in", &fields).await.status, 422);
        shop.advance(Duration::from_millis(1));
    }
    let page = desk.post("/planner/account/sign-in", &fields).await;
    assert_eq!((page.status.as_u16(), page.headers["retry-after"].to_str().unwrap()), (429, "2"));
}

#[tokio::test]
async fn a_device_left_elsewhere_is_signed_out_from_here() {
    let shop = TestApp::new();
    let here = Desk::owner(&shop).await;
    shop.advance(Duration::from_secs(3 * 60 * 60));
    let there = Desk::closed(&shop).sign_in("owner@example.org").await;
    let page = here.get("/planner/account").await;
    let rows = page.all("ul.list > li");
    assert!(
        rows[0].starts_with("Unbekanntes Gerät Dieses Gerät angemeldet seit Freitag, 14. Januar 2022, 08:00 Uhr"),
        "{rows:?}"
    );
    assert!(rows[0].ends_with("zuletzt benutzt Freitag, 14. Januar 2022, 11:00 Uhr"), "{rows:?}");
    assert_eq!((rows.len(), page.count("form[action^='/planner/account/sessions/']")), (2, 1));
    let action = page.attribute("form[action^='/planner/account/sessions/']", "action");
    here.submit(&action, &[]).await;
    assert_eq!((here.get("/planner").await.status.as_u16(), there.get("/planner").await.status.as_u16()), (200, 303));
}

#[tokio::test]
async fn devices_are_named_so_that_one_can_tell_which_to_sign_out() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let browser = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0";
    let request = Request::post("/planner/sign-in")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("user-agent", browser);
    let body = format!("email=owner@example.org&password={}", PASSWORD.replace(' ', "+"));
    let tablet = Desk::closed(&shop).send(request, Body::from(body)).await;
    let page = desk.get("/planner/account").await;
    assert_eq!(page.all("ul.list b"), ["Unbekanntes Gerät", "Firefox auf Windows"]);
    assert_eq!(page.words("ul.list form button"), "Abmelden : Firefox auf Windows");
    let page = Desk::with_cookie(&shop, &cookie_of(&tablet)).get("/planner/account").await;
    assert_eq!(page.words("ul.list > li p"), "Firefox auf Windows Dieses Gerät");
    shop.execute("UPDATE users SET language = 'en'");
    assert_eq!(desk.get("/planner/account").await.all("ul.list b")[1], "Firefox on Windows");
    assert_eq!(shop.count("SELECT count(*) FROM sessions WHERE browser LIKE '%13%' OR system LIKE '%10%'"), 0);
}

#[tokio::test]
async fn nobody_ends_somebody_elses_session() {
    let shop = TestApp::new();
    let (owner, staff) = (Desk::owner(&shop).await, Desk::staff(&shop).await);
    owner.get("/planner").await;
    let name: String = {
        let file = rusqlite::Connection::open(&shop.db).unwrap();
        let sql = "SELECT lower(hex(substr(token_hash, 1, 6))) FROM sessions JOIN users u ON u.id = user_id WHERE role = 'owner'";
        file.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    staff.post(&format!("/planner/account/sessions/{name}"), &[]).await;
    assert_eq!(owner.get("/planner").await.status, 200);
}

#[tokio::test]
async fn an_owner_adds_changes_and_removes_accounts() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let new = [
        ("name", "Max Muster"),
        ("email", "max@example.org"),
        ("role", "staff"),
        ("language", ""),
        ("password", PASSWORD),
    ];
    let page = desk.submit("/planner/accounts/new", &new).await;
    assert_eq!(page.all("ul.list > li b"), ["Erika Muster", "Max Muster"]);
    let max = Desk::closed(&shop).sign_in("max@example.org").await;
    assert_eq!(max.get("/planner/accounts").await.status, 403);
    let id = shop.count("SELECT id FROM users WHERE name = 'Max Muster'");
    let changed = [("name", "Max Beispiel"), ("email", "max@example.org"), ("role", "owner"), ("language", "en")];
    let page = desk.submit(&format!("/planner/accounts/{id}"), &changed).await;
    assert_eq!(page.all("ul.list .chip"), ["Inhaber", "Inhaber"]);
    assert_eq!(max.get("/planner/accounts").await.words("h2"), "Accounts");
    desk.submit(&format!("/planner/accounts/{id}/remove"), &[]).await;
    assert_eq!(max.get("/planner").await.status, 303, "who is removed is signed out");
    assert_eq!(
        shop.count("SELECT count(*) FROM audit WHERE action IN ('user.created', 'user.changed', 'user.removed')"),
        4
    );
}

#[tokio::test]
async fn what_is_wrong_with_a_new_account_is_said_at_its_field() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let with = |email, password| [("name", "Max"), ("email", email), ("role", "owner"), ("password", password)];
    for (fields, field) in [
        (with("owner@example.org", PASSWORD), "#f-email"),
        (with("nobody", PASSWORD), "#f-email"),
        (with("max@example.org", "short"), "#f-password"),
    ] {
        let page = desk.post("/planner/accounts/new", &fields).await;
        assert_eq!((page.status.as_u16(), page.count(&format!(".is-wrong {field}"))), (422, 1), "{fields:?}");
        assert_eq!(page.attribute("#f-role option[selected]", "value"), "owner", "what was typed stays");
        assert_eq!(page.attribute("#f-password", "type"), "password");
        assert!(!page.text.contains(PASSWORD));
    }
}

#[tokio::test]
async fn own_accounts_cannot_be_managed_like_those_of_others() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    add_user(&shop, "second@example.org", Role::Owner).await;
    let own = |what: &str| format!("/planner/accounts/1{what}");
    let lesser = [("name", "Erika"), ("email", "other@example.org"), ("role", "staff"), ("language", "")];
    let password = [("password", "quite another one")];
    for (path, fields) in
        [(own(""), &lesser[..]), (own("/password"), &password[..]), (own("/link"), &[]), (own("/remove"), &[])]
    {
        let page = desk.post(&path, fields).await;
        assert_eq!((page.status.as_u16(), page.words("h1")), (422, "Ihr Konto".into()), "{path}");
        assert!(page.words("main > [role=alert]").starts_with("Das ist Ihr eigenes Konto."), "{path}");
    }
    assert_eq!(desk.get("/planner/accounts/1").await.headers["location"], "/planner/account");
    assert_eq!(desk.get("/planner/accounts").await.attribute("ul.list a", "href"), "/planner/account");
    Desk::closed(&shop).sign_in("owner@example.org").await;
    let told = "SELECT count(*) FROM outbox WHERE kind NOT IN ('owner_added', 'new_device')";
    assert_eq!(shop.count(told), 0, "nothing was changed");
}

#[tokio::test]
async fn the_last_owner_stays() {
    let shop = TestApp::new();
    let id = add_user(&shop, "owner@example.org", Role::Owner).await;
    let lesser = accounts::Account {
        email: "owner@example.org".into(),
        name: "Erika".into(),
        role: Role::Staff,
        language: None,
    };
    let changed = accounts::change(&shop.app.store, id, lesser, None).await;
    let removed = accounts::remove(&shop.app.store, id, None).await;
    for refused in [changed, removed] {
        assert!(matches!(refused, Err(accounts::Error::Refused(accounts::Refusal::LastOwner))));
    }
    let desk = Desk::closed(&shop).sign_in("owner@example.org").await;
    add_user(&shop, "second@example.org", Role::Owner).await;
    let second = Desk::closed(&shop)
        .sign_in("second@example.org")
        .await
        .post(&format!("/planner/accounts/{id}/remove"), &[])
        .await;
    assert_eq!(second.status, 303);
    assert_eq!(desk.get("/planner").await.status, 303, "who was removed is signed out");
}

#[tokio::test]
async fn an_owner_sets_a_new_password_or_sends_a_link() {
    let shop = TestApp::new();
    let (desk, staff) = (Desk::owner(&shop).await, Desk::staff(&shop).await);
    let id = shop.count("SELECT id FROM users WHERE role = 'staff'");
    let page = desk.post(&format!("/planner/accounts/{id}/password"), &[("password", "short")]).await;
    assert_eq!((page.status.as_u16(), page.count(".is-wrong #f-password")), (422, 1));
    assert_eq!(staff.get("/planner").await.status, 200);
    let page = desk.submit(&format!("/planner/accounts/{id}/link"), &[]).await;
    assert_eq!(page.words(".note.good"), "Der Link ist unterwegs.");
    assert_eq!(
        shop.count("SELECT count(*) FROM outbox WHERE kind = 'password_reset' AND address = 'staff@example.org'"),
        1
    );
    desk.submit(&format!("/planner/accounts/{id}/password"), &[("password", "quite another one")]).await;
    assert_eq!(staff.get("/planner").await.status, 303);
    assert_eq!(shop.count("SELECT count(*) FROM password_resets"), 0, "earlier links end too");
    assert_eq!(desk.post("/planner/accounts/99/link", &[]).await.status, 404);
}
