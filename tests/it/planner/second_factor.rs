//! Second factors: the code of an app, recovery codes, passkeys as far as no device is needed (the browser tests have one),
//! and the ways out.

use super::desk::{Desk, PASSWORD, add_user, cookie_of};
use crate::harness::TestApp;
use crate::page::Page;
use std::time::Duration;
use terminplaner::domain::account::Role;
use totp_rs::{Builder, Secret};

const APP: &str = "/planner/account/second-factor/app";
const OVERVIEW: &str = "/planner/account/second-factor";
const STEP: Duration = Duration::from_secs(30);

/// The code that an app with this secret shows now.
fn code(shop: &TestApp, secret: &str) -> String {
    let totp = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build().unwrap();
    totp.generate(shop.clock.now().timestamp().try_into().unwrap()).to_string()
}

/// A user's app and recovery codes.
struct Factor {
    secret: String,
    codes: Vec<String>,
}

/// Sets up an app for who is signed in. Its first code is used up.
async fn set_up(desk: &Desk<'_>) -> Factor {
    let secret = desk.get(APP).await.attribute("input[name=secret]", "value");
    let page = desk.post(APP, &[("secret", &secret), ("code", &code(desk.shop, &secret))]).await;
    assert!(page.status == 200 || page.status == 303, "{}", page.text);
    let codes = page.all(".recovery code");
    desk.shop.advance(STEP);
    Factor { secret, codes }
}

/// A browser in which the password was right, and what it was answered.
async fn after_password<'a>(shop: &'a TestApp, cookie: &str) -> (Desk<'a>, Page) {
    let fields = [("email", "owner@example.org"), ("password", PASSWORD), ("to", "/planner/hours")];
    let page = Desk::with_cookie(shop, cookie).post("/planner/sign-in", &fields).await;
    let new = cookie_of(&page);
    let cookies = [cookie, &new].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    (Desk::with_cookie(shop, &cookies.join("; ")), page)
}

fn leads_to(page: &Page) -> (u16, &str) {
    (page.status.as_u16(), page.headers.get("location").map_or("", |to| to.to_str().unwrap()))
}

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
    let (desk, _) = after_password(&shop, &super::desk::device_in(owner.cookie())).await;
    let page = desk.post("/planner/sign-in/code", &[("code", &code(&shop, &factor.secret))]).await;
    assert_eq!(leads_to(&page), (303, "/planner/hours"));
}

#[tokio::test]
async fn a_password_link_asks_for_the_second_factor_too() {
    let shop = TestApp::new();
    let factor = set_up(&Desk::owner(&shop).await).await;
    terminplaner::operations::accounts::ask_for_reset(&shop.app.store, "owner@example.org").await.unwrap();
    let path = super::reset::link_in(&super::reset::last_mail(&shop).await);
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
    let (again, _) = after_password(&shop, &super::desk::device_in(desk.cookie())).await;
    again.post("/planner/sign-in/recovery-code", &[("code", &factor.codes[0])]).await;
    desk.post("/planner/account/second-factor/recovery-codes", &[]).await;
    desk.post("/planner/account/second-factor/app/remove", &[]).await;
    let mails: Vec<_> = super::account_mails::sent(&shop).await;
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
async fn a_copied_file_holds_no_secret_of_an_app_and_no_recovery_code() {
    let shop = TestApp::new();
    let factor = set_up(&Desk::owner(&shop).await).await;
    shop.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    let file = std::fs::read(&shop.db).unwrap();
    let secret = Secret::try_from_base32(&factor.secret).unwrap();
    let plain = factor.codes.iter().map(|code| code.replace('-', ""));
    let needles = plain.chain(factor.codes.iter().cloned()).chain([factor.secret.clone()]).map(String::into_bytes);
    for needle in needles.chain([secret.as_ref().to_vec()]) {
        assert!(!file.windows(needle.len()).any(|part| part == needle), "{needle:?}");
    }
}

#[tokio::test]
async fn without_the_key_file_recovery_codes_still_sign_in() {
    let shop = TestApp::new();
    let factor = set_up(&Desk::owner(&shop).await).await;
    std::fs::remove_file(terminplaner::store::key_file::beside(&shop.db)).unwrap();
    let shop = shop.restarted();
    let (desk, page) = after_password(&shop, "").await;
    assert_eq!(leads_to(&page), (303, "/planner/sign-in/recovery-code"));
    for step in ["/planner/sign-in/code", "/planner/sign-in/recovery-code"] {
        let page = desk.get(step).await;
        assert!(
            page.words(".note.warn").starts_with("Codes aus der App lassen sich nicht mehr prüfen"),
            "{}",
            page.text
        );
    }
    assert_eq!(desk.get("/planner/sign-in/recovery-code").await.count(".actions a"), 0, "there is no other way");
    assert_eq!(desk.post("/planner/sign-in/code", &[("code", &code(&shop, &factor.secret))]).await.status, 422);
    let page = desk.post("/planner/sign-in/recovery-code", &[("code", &factor.codes[0])]).await;
    let desk = Desk::with_cookie(&shop, &cookie_of(&page));
    assert!(desk.get(OVERVIEW).await.words(".note.warn").contains("Schlüsseldatei fehlt"));
    assert_eq!(desk.get("/planner").await.count("#set-up-app"), 1);
    let (keys, store) = (shop.app.store.keys().clone(), &shop.app.store);
    let locked = store.read(move |conn| terminplaner::store::sealed::locked(conn, &keys)).await.unwrap();
    assert_eq!(locked, ["the secret of an authenticator app"], "check names it");
    let new = set_up(&desk).await;
    assert_eq!(new.codes, Vec::<String>::new(), "the codes that are left hold");
    assert_eq!(desk.get("/planner").await.count("#set-up-app"), 0);
    assert_eq!(desk.get(OVERVIEW).await.count(".note.warn"), 0);
}

const PASSKEY: &str = "INSERT INTO passkeys (user_id, credential_id, credential, user_handle, host, name, added_at)
    VALUES (1, x'01', '{\"credential_id\":[1],\"public_key\":[1],\"counter\":0,\"algorithm\":-7}', x'02', '%', 'Telefon', 0)";

#[tokio::test]
async fn after_the_host_has_changed_the_sign_in_says_so_and_takes_recovery_codes() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let factor = set_up(&desk).await;
    assert_eq!(Desk::closed(&shop).get("/planner/sign-in").await.count("form[data-passkey]"), 0, "nobody has one");
    shop.execute(&PASSKEY.replace('%', "termine.example.de"));
    let (waiting, _) = after_password(&shop, "").await;
    for page in [waiting.get("/planner/sign-in/code").await, Desk::closed(&shop).get("/planner/sign-in").await] {
        assert_eq!((page.count("form[data-passkey][hidden]"), page.count(".note.warn")), (1, 0), "{}", page.text);
    }
    shop.execute("UPDATE passkeys SET host = 'alt.example.de'");
    for page in [waiting.get("/planner/sign-in/code").await, Desk::closed(&shop).get("/planner/sign-in").await] {
        assert_eq!((page.count("form[data-passkey]"), page.count(".note.warn")), (0, 1), "{}", page.text);
        assert!(page.words(".note.warn").contains("neue Adresse"));
    }
    assert!(desk.get(OVERVIEW).await.words(".list .error").contains("alt.example.de"));
    // A colleague has a new one already: the note stays for who has not.
    add_user(&shop, "staff@example.org", Role::Staff).await;
    let colleague = PASSKEY.replace("(1, x'01'", "(2, x'03'").replace('%', "termine.example.de");
    shop.execute(&colleague);
    let page = Desk::closed(&shop).get("/planner/sign-in").await;
    assert_eq!((page.count("form[data-passkey]"), page.count(".note.warn")), (1, 1), "{}", page.text);
    let page = waiting.post("/planner/sign-in/recovery-code", &[("code", &factor.codes[0])]).await;
    assert_eq!(leads_to(&page).0, 303);
}

#[tokio::test]
async fn an_answer_without_its_challenge_or_with_another_sessions_is_refused() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.execute(&PASSKEY.replace('%', "termine.example.de"));
    let challenge = async |desk: &Desk<'_>, path: &str| {
        let page = desk.post(path, &[]).await;
        assert_eq!(page.status, 200, "{}", page.text);
        let json: serde_json::Value = serde_json::from_str(&page.text).unwrap();
        assert_eq!((&json["rpId"], &json["userVerification"]), (&"termine.example.de".into(), &"required".into()));
        json["challenge"].as_str().unwrap().to_owned()
    };
    let answer = |challenge: &str| {
        let client = format!(
            "{{\"type\":\"webauthn.get\",\"challenge\":\"{challenge}\",\"origin\":\"https://termine.example.de\"}}"
        );
        use base64::Engine;
        let encoded = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(client);
        format!(
            "{{\"rawId\":\"AQ\",\"response\":{{\"clientDataJSON\":\"{encoded}\",\"authenticatorData\":\"AA\",\"signature\":\"AA\"}}}}"
        )
    };
    let stranger = Desk::closed(&shop);
    let mine = challenge(&desk, "/planner/confirm/passkey").await;
    let anybodys = challenge(&stranger, "/planner/sign-in/passkey/challenge").await;
    for typed in ["", "{}", "[]", &answer(""), &answer("AAAA"), &answer(&mine), &answer(&anybodys), &answer(&anybodys)]
    {
        let page = stranger.post("/planner/sign-in/passkey", &[("passkey", typed)]).await;
        assert_eq!((page.status.as_u16(), page.headers.get("set-cookie")), (422, None), "{typed}");
        assert!(page.words(".note.wrong").starts_with("Dieser Passkey gilt hier nicht"), "{}", page.text);
    }
    shop.advance(Duration::from_secs(10 * 60));
    let anybodys = challenge(&stranger, "/planner/sign-in/passkey/challenge").await;
    let page = desk.post("/planner/confirm", &[("to", "/planner"), ("your_passkey", &answer(&anybodys))]).await;
    assert_eq!(page.status, 422);
    assert_eq!(desk.get("/planner/settings/data").await.status, 401);
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
