//! Signing in and out.

use super::desk::{Desk, PASSWORD, add_user, cookie_of, session_in};
use crate::harness::TestApp;
use axum::body::Body;
use axum::http::Request;
use std::time::Duration;
use terminplaner::domain::account::Role;

#[tokio::test]
async fn a_signed_out_user_is_redirected_to_the_sign_in_and_back() {
    let shop = TestApp::new();
    add_user(&shop, "Erika@example.org", Role::Owner).await;
    let stranger = Desk::closed(&shop);
    let page = stranger.get("/planner?week=3").await;
    assert_eq!(
        (page.status, page.headers["location"].to_str().unwrap()),
        (303.try_into().unwrap(), "/planner/sign-in?to=%2Fplanner%3Fweek%3D3")
    );
    let page = stranger.get("/planner/sign-in?to=%2Fplanner%3Fweek%3D3").await;
    assert_eq!(page.attribute("input[name=to]", "value"), "/planner?week=3");
    let fields = [("email", " erika@EXAMPLE.org"), ("password", PASSWORD), ("to", "/planner?week=3")];
    let page = stranger.post("/planner/sign-in", &fields).await;
    assert_eq!((page.status.as_u16(), page.headers["location"].to_str().unwrap()), (303, "/planner?week=3"));
    let page = Desk::with_cookie(&shop, &cookie_of(&page)).get("/planner").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.words(".me summary .name"), "Erika Muster");
}

#[tokio::test]
async fn cookies_are_out_of_reach_of_scripts_and_of_other_sites() {
    let shop = TestApp::new();
    add_user(&shop, "erika@example.org", Role::Owner).await;
    let fields = [("email", "erika@example.org"), ("password", PASSWORD), ("to", "https://evil.example")];
    let page = Desk::closed(&shop).post("/planner/sign-in", &fields).await;
    assert_eq!(page.headers["location"], "/planner");
    for cookie in page.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()) {
        for part in ["; HttpOnly;", "; SameSite=Lax;", "; Secure;"] {
            assert!(cookie.contains(part), "{part} in {cookie}");
        }
    }
    let secret = session_in(&cookie_of(&page));
    assert_eq!(secret.len(), 43);
    assert_eq!(shop.count(&format!("SELECT count(*) FROM sessions WHERE token_hash = '{secret}'")), 0);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_the_same() {
    let shop = TestApp::new();
    add_user(&shop, "erika@example.org", Role::Owner).await;
    let desk = Desk::closed(&shop);
    let wrong = desk.post("/planner/sign-in", &[("email", "erika@example.org"), ("password", "wrong horse")]).await;
    let unknown = desk.post("/planner/sign-in", &[("email", "max@example.org"), ("password", "wrong horse")]).await;
    assert_eq!((wrong.status.as_u16(), unknown.status.as_u16()), (422, 422));
    assert_eq!(wrong.words("[role=alert]"), unknown.words("[role=alert]"));
    assert_eq!(wrong.attribute("input[name=email]", "value"), "erika@example.org");
    assert_eq!(shop.count("SELECT count(*) FROM sessions"), 0);
}

#[tokio::test]
async fn guessing_is_slowed_down_even_with_the_right_password() {
    let shop = TestApp::new();
    add_user(&shop, "erika@example.org", Role::Owner).await;
    let desk = Desk::closed(&shop);
    for _ in 0..6 {
        desk.post("/planner/sign-in", &[("email", "erika@example.org"), ("password", "wrong horse")]).await;
        shop.advance(Duration::from_millis(1));
    }
    let right = [("email", "erika@example.org"), ("password", PASSWORD)];
    let page = desk.post("/planner/sign-in", &right).await;
    assert_eq!((page.status.as_u16(), page.headers["retry-after"].to_str().unwrap()), (429, "2"));
    shop.advance(Duration::from_secs(2));
    assert_eq!(desk.post("/planner/sign-in", &right).await.status, 303);
}

#[tokio::test]
async fn signing_out_ends_the_session_here_or_everywhere() {
    let shop = TestApp::new();
    let here = Desk::owner(&shop).await;
    let there = Desk::closed(&shop).sign_in("owner@example.org").await;
    let third = Desk::closed(&shop).sign_in("owner@example.org").await;
    assert_eq!(here.post("/planner/sign-out", &[]).await.headers["location"], "/planner/sign-in");
    assert_eq!(here.get("/planner").await.status, 303);
    assert_eq!(there.get("/planner").await.status, 200);
    there.post("/planner/sign-out", &[("everywhere", "1")]).await;
    assert_eq!(third.get("/planner").await.status, 303);
    assert_eq!(shop.count("SELECT count(*) FROM sessions"), 0);
}

#[tokio::test]
async fn a_session_ends_after_thirty_days_without_use() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let day = Duration::from_secs(24 * 60 * 60);
    shop.advance(day * 29);
    assert_eq!(desk.get("/planner").await.status, 200, "and is used");
    shop.advance(day * 29);
    assert_eq!(desk.get("/planner").await.status, 200);
    shop.advance(day * 30);
    assert_eq!(desk.get("/planner").await.status, 303);
}

#[tokio::test]
async fn a_form_of_another_site_changes_nothing() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    for says in [Some(("sec-fetch-site", "cross-site")), Some(("origin", "https://evil.example")), None] {
        let mut request =
            Request::post("/planner/sign-out").header("content-type", "application/x-www-form-urlencoded");
        if let Some((name, value)) = says {
            request = request.header(name, value);
        }
        assert_eq!(desk.send(request, Body::empty()).await.status, 400, "{says:?}");
    }
    assert_eq!(desk.get("/planner").await.status, 200);
}

#[tokio::test]
async fn every_page_of_the_planner_asks_for_a_session_and_stays_out_of_caches_and_frames() {
    let shop = TestApp::new();
    let page = Desk::closed(&shop).get("/planner/sign-in").await;
    assert_eq!((page.headers["cache-control"].to_str().unwrap(), page.status.as_u16()), ("no-store", 200));
    assert!(page.headers["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'none'"));
    let stranger = Desk::with_cookie(&shop, "__Host-terminplaner_session=guessed");
    assert_eq!(stranger.get("/planner").await.status, 303);
    assert_eq!(stranger.post("/planner/sign-out", &[]).await.status, 401);
}

#[tokio::test]
async fn staff_see_the_areas_they_may_use() {
    let shop = TestApp::new();
    let staff = Desk::staff(&shop).await.get("/planner").await;
    let owner = Desk::owner(&shop).await.get("/planner").await;
    let links = |page: &crate::page::Page| page.count("nav.areas a:not(.tab-new)");
    assert_eq!((links(&staff), links(&owner)), (3, 6));
}

#[tokio::test]
async fn after_signing_out_the_sign_in_page_is_shown() {
    let shop = TestApp::new();
    let page = Desk::owner(&shop).await.submit("/planner/sign-out", &[]).await;
    assert_eq!(page.words("h1"), "Anmelden");
}

#[tokio::test]
async fn a_session_ends_after_ninety_days_however_much_it_is_used() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let day = Duration::from_secs(24 * 60 * 60);
    for _ in 0..89 {
        shop.advance(day);
        assert_eq!(desk.get("/planner").await.status, 200);
    }
    shop.advance(day - Duration::from_secs(1));
    assert_eq!(desk.get("/planner").await.status, 200);
    shop.advance(Duration::from_secs(1));
    assert_eq!(desk.get("/planner").await.status, 303);
}
