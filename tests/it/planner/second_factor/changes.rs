//! Second factors added, demanded, replaced and removed.

use super::{APP, OVERVIEW, PASSKEY, STEP, after_password, code, leads_to, set_up};
use crate::harness::TestApp;
use crate::planner::desk::{Desk, add_user, cookie_of};
use terminplaner::domain::account::Role;

#[tokio::test]
async fn an_app_is_added_by_its_first_code_and_ten_recovery_codes_are_shown_once() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.get(APP).await;
    assert_eq!(page.count("svg.qr path"), 1);
    let secret = page.attribute("input[name=secret]", "value");
    assert_eq!(page.words("code.secret").replace(' ', ""), secret);
    let page = desk.post(APP, &[("secret", &secret), ("code", "000000")]).await;
    assert_eq!((page.status.as_u16(), page.attribute("input[name=secret]", "value")), (422, secret.clone()));
    assert!(page.words(".error").starts_with("Der Code stimmt nicht"), "{}", page.words(".error"));
    assert_eq!(shop.count("SELECT count(*) FROM authenticator_apps"), 0);
    let page = desk.post(APP, &[("secret", &secret), ("code", &code(&shop, &secret))]).await;
    assert_eq!((page.count(".recovery code"), page.headers["cache-control"].to_str().unwrap()), (10, "no-store"));
    let overview = desk.get(OVERVIEW).await;
    assert!(overview.words("#codes + p").starts_with("Noch 10"), "{}", overview.text);
    assert_eq!(overview.count(".recovery"), 0);
}

#[tokio::test]
async fn owners_are_led_to_set_up_a_factor_where_the_shop_demands_it() {
    let shop = TestApp::new();
    let (desk, staff) = (Desk::owner(&shop).await, Desk::staff(&shop).await);
    assert_eq!(desk.post("/planner/accounts", &[("owners_need_second_factor", "yes")]).await.status, 303);
    for path in ["/planner", "/planner/calendar", "/planner/settings", "/planner/accounts"] {
        assert_eq!(leads_to(&desk.get(path).await), (303, OVERVIEW), "{path}");
    }
    assert_eq!(desk.post("/planner/settings/look", &[("accent", "#000000")]).await.status, 403);
    assert!(desk.get(OVERVIEW).await.words(".note.warn").starts_with("Inhaber brauchen hier"));
    assert_eq!(staff.get("/planner").await.status, 200, "staff need none");
    set_up(&desk).await;
    assert_eq!(desk.get("/planner/settings").await.status, 200);
    assert_eq!(desk.get(OVERVIEW).await.count(".note.warn"), 0);
    desk.post("/planner/account/second-factor/app/remove", &[]).await;
    assert_eq!(leads_to(&desk.get("/planner").await), (303, OVERVIEW), "removing the last one leads there again");
    assert_eq!(desk.submit("/planner/sign-out", &[]).await.status, 200);
}

#[tokio::test]
async fn another_owner_removes_a_lost_factor_and_the_account_is_signed_out() {
    let shop = TestApp::new();
    let (owner, staff) = (Desk::owner(&shop).await, Desk::staff(&shop).await);
    set_up(&staff).await;
    assert!(owner.get("/planner/accounts").await.text.contains("zweiter Faktor"));
    assert_eq!(owner.get("/planner/accounts/2").await.count("form[action$='/second-factor/remove']"), 1);
    let page = owner.submit("/planner/accounts/2/second-factor/remove", &[]).await;
    assert_eq!(page.words(".note.good"), "Der zweite Faktor ist entfernt.");
    assert_eq!(staff.get("/planner").await.status, 303, "what was lost may be signed in");
    let rest = "SELECT (SELECT count(*) FROM authenticator_apps) + (SELECT count(*) FROM recovery_codes)";
    assert_eq!(shop.count(rest), 0);
    Desk::closed(&shop).sign_in("staff@example.org").await;
    let page = owner.post("/planner/accounts/2/second-factor/remove", &[]).await;
    assert_eq!(
        (page.status.as_u16(), page.words(".note.wrong[role=alert]")),
        (422, "Dieses Konto hat keinen zweiten Faktor.".into())
    );
    assert_eq!(owner.post("/planner/accounts/1/second-factor/remove", &[]).await.status, 422, "not one's own this way");
}

#[tokio::test]
async fn who_removes_or_replaces_their_own_factor_is_signed_out_on_all_other_devices() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let factor = set_up(&desk).await;
    let (other, _) = after_password(&shop, "").await;
    let page = other.post("/planner/sign-in/recovery-code", &[("code", &factor.codes[0])]).await;
    let other = Desk::with_cookie(&shop, &cookie_of(&page));
    let new = other.get(APP).await.attribute("input[name=secret]", "value");
    let page = other.submit(APP, &[("secret", &new), ("code", &code(&shop, &new))]).await;
    assert!(page.words(".note.good").starts_with("Die neue App gilt"), "{}", page.text);
    assert_eq!((desk.get("/planner").await.status.as_u16(), other.get("/planner").await.status.as_u16()), (303, 200));
    shop.advance(STEP);
    let (lost, _) = after_password(&shop, "").await;
    let page = lost.post("/planner/sign-in/code", &[("code", &code(&shop, &new))]).await;
    let lost = Desk::with_cookie(&shop, &cookie_of(&page));
    assert_eq!(lost.get("/planner").await.status, 200);
    let page = other.submit("/planner/account/second-factor/app/remove", &[]).await;
    assert_eq!(page.words(".note.good"), "Entfernt. Andere Geräte sind abgemeldet.");
    assert_eq!(lost.get("/planner").await.status, 303, "a lost telephone stays signed in");
}

#[tokio::test]
async fn every_change_is_mailed_and_in_the_log() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let factor = set_up(&desk).await;
    let (again, _) = after_password(&shop, &crate::planner::desk::device_in(desk.cookie())).await;
    again.post("/planner/sign-in/recovery-code", &[("code", &factor.codes[0])]).await;
    desk.post("/planner/account/second-factor/recovery-codes", &[]).await;
    desk.post("/planner/account/second-factor/app/remove", &[]).await;
    let mails: Vec<_> = crate::planner::account_mails::sent(&shop).await;
    let subjects: Vec<_> = mails.iter().map(|(_, subject, _)| subject.split(':').next().unwrap()).collect();
    assert_eq!(
        subjects,
        [
            "Neuer zweiter Faktor",
            "Wiederherstellungscode benutzt",
            "Neue Wiederherstellungscodes",
            "Zweiter Faktor entfernt"
        ]
    );
    assert!(mails[1].2.contains("Noch 9 sind übrig."), "{}", mails[1].2);
    assert!(mails.iter().all(|(_, _, text)| factor.codes.iter().all(|code| !text.contains(code))));
    insta::assert_snapshot!("second_factor_added_mail", mails[0].2);
    let log = desk.get("/planner/settings/log").await.text;
    for words in [
        "zweiter Faktor eingerichtet",
        "zweiter Faktor entfernt",
        "neue Wiederherstellungscodes erzeugt",
        "Wiederherstellungscode benutzt",
    ] {
        assert!(log.contains(words), "{words}");
    }
    assert_eq!(shop.count("SELECT count(*) FROM recovery_codes"), 0, "they go with the last factor");
}

#[tokio::test]
async fn second_factors_go_with_their_account() {
    let shop = TestApp::new();
    let owner = Desk::owner(&shop).await;
    add_user(&shop, "max@example.org", Role::Staff).await;
    let max = Desk::closed(&shop).sign_in("max@example.org").await;
    set_up(&max).await;
    shop.execute(&PASSKEY.replace('%', "x").replace("(1, x'01'", "(2, x'01'"));
    owner.post("/planner/accounts/2/remove", &[]).await;
    let rest = "SELECT (SELECT count(*) FROM authenticator_apps) + (SELECT count(*) FROM recovery_codes) + (SELECT count(*) FROM passkeys)";
    assert_eq!(shop.count(rest), 0);
}
