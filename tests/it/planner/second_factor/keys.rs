//! What a copied file tells, and what works without the key file.

use super::{OVERVIEW, after_password, code, leads_to, set_up};
use crate::harness::TestApp;
use crate::planner::desk::{Desk, cookie_of};
use totp_rs::Secret;

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
