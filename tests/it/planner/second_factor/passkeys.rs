//! Passkeys, as far as no device is needed: the browser tests have one.

use super::{OVERVIEW, PASSKEY, after_password, leads_to, set_up};
use crate::harness::TestApp;
use crate::planner::desk::{Desk, add_user};
use std::time::Duration;
use terminplaner::domain::account::Role;

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
