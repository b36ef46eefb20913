//! Signing in with a second factor: codes of an app, recovery codes, and what slows down who guesses.

use super::{OVERVIEW, STEP, after_password, code, leads_to, set_up};
use crate::harness::TestApp;
use crate::planner::desk::{Desk, PASSWORD, cookie_of};
use std::time::Duration;

#[tokio::test]
async fn after_the_password_the_code_of_the_app_signs_in_once() {
    let shop = TestApp::new();
    let factor = set_up(&Desk::owner(&shop).await).await;
    let (desk, page) = after_password(&shop, "").await;
    assert_eq!(leads_to(&page), (303, "/planner/sign-in/code"));
    assert_eq!(leads_to(&desk.get("/planner").await).0, 303, "the password alone opens nothing");
    let page = desk.get("/planner/sign-in/code").await;
    assert_eq!(
        (page.words("h1"), page.attribute("#f-code", "autocomplete")),
        ("Zweiter Schritt".into(), "one-time-code".into())
    );
    let code = code(&shop, &factor.secret);
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let page = desk.post("/planner/sign-in/code", &[("code", &spaced)]).await;
    assert_eq!(leads_to(&page), (303, "/planner/hours"));
    let signed_in = Desk::with_cookie(&shop, &cookie_of(&page));
    assert_eq!(signed_in.get("/planner/settings/data").await.status, 200, "and counts as a proof");
    assert_eq!(leads_to(&desk.post("/planner/sign-in/code", &[("code", &code)]).await), (303, "/planner/sign-in"));
    let (again, _) = after_password(&shop, "").await;
    let page = again.post("/planner/sign-in/code", &[("code", &code)]).await;
    assert_eq!(page.status, 422, "the same code is not accepted twice");
    shop.advance(STEP);
    let page = again.post("/planner/sign-in/code", &[("code", &self::code(&shop, &factor.secret))]).await;
    assert_eq!(leads_to(&page), (303, "/planner/hours"));
}

#[tokio::test]
async fn a_sign_in_waits_ten_minutes_for_its_second_step_in_its_own_browser() {
    let shop = TestApp::new();
    let factor = set_up(&Desk::owner(&shop).await).await;
    let stranger = Desk::closed(&shop);
    let typed = [("code", &*code(&shop, &factor.secret))];
    for path in ["/planner/sign-in/code", "/planner/sign-in/recovery-code"] {
        assert_eq!(leads_to(&stranger.get(path).await), (303, "/planner/sign-in"));
        assert_eq!(leads_to(&stranger.post(path, &typed).await), (303, "/planner/sign-in"));
    }
    let (desk, _) = after_password(&shop, "").await;
    shop.advance(Duration::from_secs(10 * 60));
    let typed = [("code", &*code(&shop, &factor.secret))];
    assert_eq!(leads_to(&desk.post("/planner/sign-in/code", &typed).await), (303, "/planner/sign-in"));
}

#[tokio::test]
async fn a_recovery_code_signs_in_once_and_leads_to_the_page_that_replaces_what_was_lost() {
    let shop = TestApp::new();
    let factor = set_up(&Desk::owner(&shop).await).await;
    let (desk, _) = after_password(&shop, "").await;
    let page = desk.get("/planner/sign-in/recovery-code").await;
    assert!(page.text.contains("terminplaner user second-factor"), "who has none left is told what to do");
    let wrong = desk.post("/planner/sign-in/recovery-code", &[("code", "0000-0000-0000-0000")]).await;
    assert_eq!((wrong.status.as_u16(), wrong.words(".error")), (422, "Das ist keiner Ihrer unbenutzten Codes.".into()));
    let typed = factor.codes[3].to_uppercase().replace('-', " ");
    let page = desk.post("/planner/sign-in/recovery-code", &[("code", &typed)]).await;
    assert_eq!(leads_to(&page), (303, OVERVIEW));
    let signed_in = Desk::with_cookie(&shop, &cookie_of(&page));
    let page = signed_in.get(OVERVIEW).await;
    assert!(page.words(".note.good").contains("noch 9 Wiederherstellungscodes"), "{}", page.words(".note.good"));
    let (again, _) = after_password(&shop, "").await;
    assert_eq!(again.post("/planner/sign-in/recovery-code", &[("code", &typed)]).await.status, 422);
    let page = signed_in.post("/planner/account/second-factor/recovery-codes", &[]).await;
    let new = page.all(".recovery code");
    assert!(new.len() == 10 && new.iter().all(|code| !factor.codes.contains(code)));
    assert_eq!(
        again.post("/planner/sign-in/recovery-code", &[("code", &factor.codes[0])]).await.status,
        422,
        "they ended"
    );
    assert_eq!(leads_to(&again.post("/planner/sign-in/recovery-code", &[("code", &new[0])]).await).0, 303);
}

#[tokio::test]
async fn codes_cannot_be_guessed_and_knowing_the_password_does_not_help() {
    let shop = TestApp::new();
    let factor = set_up(&Desk::owner(&shop).await).await;
    for _ in 0..5 {
        let (desk, _) = after_password(&shop, "").await;
        assert_eq!(desk.post("/planner/sign-in/code", &[("code", "000000")]).await.status, 422);
    }
    let fields = [("email", "owner@example.org"), ("password", PASSWORD)];
    let page = Desk::closed(&shop).post("/planner/sign-in", &fields).await;
    assert_eq!((page.status.as_u16(), page.headers["retry-after"].to_str().unwrap()), (429, "2"));
    shop.advance(Duration::from_secs(2));
    let (desk, _) = after_password(&shop, "").await;
    shop.advance(Duration::from_secs(2));
    assert_eq!(desk.post("/planner/sign-in/code", &[("code", "000000")]).await.status, 422);
    let right = code(&shop, &factor.secret);
    let page = desk.post("/planner/sign-in/code", &[("code", &right)]).await;
    assert_eq!((page.status.as_u16(), page.headers["retry-after"].to_str().unwrap()), (429, "4"));
    assert_eq!(shop.count("SELECT count FROM failed_sign_ins"), 6);
}

#[tokio::test]
async fn a_known_device_is_not_kept_out_by_strangers_who_guess_codes() {
    let shop = TestApp::new();
    let owner = Desk::owner(&shop).await;
    let factor = set_up(&owner).await;
    let (stranger, _) = after_password(&shop, "").await;
    for _ in 0..5 {
        stranger.post("/planner/sign-in/code", &[("code", "000000")]).await;
    }
    let (desk, _) = after_password(&shop, &crate::planner::desk::device_in(owner.cookie())).await;
    let page = desk.post("/planner/sign-in/code", &[("code", &code(&shop, &factor.secret))]).await;
    assert_eq!(leads_to(&page), (303, "/planner/hours"));
}

#[tokio::test]
async fn a_password_link_asks_for_the_second_factor_too() {
    let shop = TestApp::new();
    let factor = set_up(&Desk::owner(&shop).await).await;
    terminplaner::operations::accounts::ask_for_reset(&shop.app.store, "owner@example.org").await.unwrap();
    let path = crate::planner::reset::link_in(&crate::planner::reset::last_mail(&shop).await);
    let page = Desk::closed(&shop).post(&path, &[("password", "quite another one")]).await;
    assert_eq!(leads_to(&page), (303, "/planner/sign-in/code"));
    let desk = Desk::with_cookie(&shop, &cookie_of(&page));
    assert_eq!(leads_to(&desk.get("/planner").await).0, 303);
    let page = desk.post("/planner/sign-in/code", &[("code", &code(&shop, &factor.secret))]).await;
    assert_eq!(leads_to(&page), (303, "/planner"));
    assert_eq!(Desk::with_cookie(&shop, &cookie_of(&page)).get("/planner").await.status, 200);
    assert_eq!(shop.count("SELECT count(*) FROM authenticator_apps"), 1);
}

#[tokio::test]
async fn a_code_of_the_app_proves_who_it_is_as_the_password_does() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let factor = set_up(&desk).await;
    shop.advance(Duration::from_secs(10 * 60));
    let page = desk.get("/planner/settings/data").await;
    assert_eq!((page.status.as_u16(), page.words(".field label")), (401, "Passwort oder Code aus der App".into()));
    let prove = async |given: &str| {
        desk.post("/planner/confirm", &[("to", "/planner/settings/data"), ("your_password", given)]).await
    };
    let page = prove("000000").await;
    assert!(page.status == 422 && page.words(".error").starts_with("Das ist weder Ihr Passwort"), "{}", page.text);
    let right = code(&shop, &factor.secret);
    assert_eq!(leads_to(&prove(&right).await), (303, "/planner/settings/data"));
    assert_eq!(desk.get("/planner/settings/data").await.status, 200);
    shop.advance(Duration::from_secs(1));
    assert_eq!(prove(&right).await.status, 422, "once");
    assert_eq!(leads_to(&prove(PASSWORD).await).0, 303);
    assert_eq!(prove(&factor.codes[0]).await.status, 422, "recovery codes are for signing in");
}
