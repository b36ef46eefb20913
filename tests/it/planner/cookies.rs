//! The names of the planner's cookies, and that a change of name signs nobody out.

use super::desk::{Desk, cookie_of, device_in, session_in};
use crate::harness::TestApp;
use axum::http::header;

/// A session from before cookies had prefixes and devices were known.
fn begun_before(shop: &TestApp, desk: &Desk<'_>) -> String {
    shop.execute("UPDATE sessions SET old_cookie = 1; DELETE FROM devices");
    format!("terminplaner_session={}", session_in(desk.cookie()))
}

#[tokio::test]
async fn a_session_from_before_goes_on_and_its_browser_gets_the_cookies_of_today() {
    let shop = TestApp::new();
    let cookie = begun_before(&shop, &Desk::owner(&shop).await);
    let old = Desk::with_cookie(&shop, &cookie);
    let page = old.get("/planner").await;
    assert_eq!(page.status, 200);
    let given = cookie_of(&page);
    assert_eq!(session_in(&given), session_in(&cookie), "the session stays the same");
    assert!(
        given.starts_with("__Host-terminplaner_session=") && given.contains("; __Host-terminplaner_device="),
        "{given}"
    );
    assert_eq!(old.get("/planner").await.status, 200, "what was on its way at the same time is answered too");
    let renewed = Desk::with_cookie(&shop, &given);
    let page = renewed.get("/planner").await;
    assert!(page.status == 200 && !page.headers.contains_key(header::SET_COOKIE), "once is enough");
    renewed.post("/planner/sign-out", &[]).await;
    shop.execute("INSERT INTO failed_sign_ins (user_id, count, told_count) SELECT id, 100, 0 FROM users");
    Desk::with_cookie(&shop, &device_in(&given)).sign_in("owner@example.org").await;
}

#[tokio::test]
async fn a_session_with_a_prefixed_cookie_is_not_opened_by_the_old_name() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let cookie = format!("terminplaner_session={}", session_in(desk.cookie()));
    assert_eq!(Desk::with_cookie(&shop, &cookie).get("/planner").await.status, 303);
    assert_eq!(desk.get("/planner").await.status, 200);
}

#[tokio::test]
async fn signing_out_deletes_both_cookies_and_keeps_the_device_known() {
    let shop = TestApp::new();
    let page = Desk::owner(&shop).await.post("/planner/sign-out", &[]).await;
    let set: Vec<_> = page.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect();
    assert_eq!(set.len(), 2, "{set:?}");
    for (cookie, name) in set.iter().zip(["__Host-terminplaner_session=;", "terminplaner_session=;"]) {
        assert!(cookie.starts_with(name) && cookie.contains("Max-Age=0"), "{cookie}");
    }
}
