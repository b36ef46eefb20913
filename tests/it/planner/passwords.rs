//! Guessable passwords are refused wherever one is chosen, with advice.

use super::desk::{Desk, PASSWORD, add_user};
use crate::harness::TestApp;
use crate::page::Page;
use argon2::Argon2;
use argon2::password_hash::PasswordHasher;
use terminplaner::domain::account::Role;

/// Common, the shop's host, its name, the account's name and address: with digits and symbols.
const GUESSES: [&str; 6] =
    ["passwort12", "P@ssw0rt2024", "terminplaner1", "Termine-Example!", "hoerakustik99", "Owner.Example.Org"];

fn assert_refused(page: &Page, guess: &str) {
    assert_eq!((page.status.as_u16(), page.count(".is-wrong #f-password")), (422, 1), "{guess}");
    let sentence = "Dieses Passwort ist zu leicht zu erraten. Nehmen Sie zum Beispiel vier zufällige Wörter.";
    assert_eq!(page.words("#e-password"), sentence, "{guess}");
}

#[tokio::test]
async fn guessable_passwords_are_refused_on_every_page_that_sets_one() {
    let shop = TestApp::with("UPDATE shop SET name = 'Hörakustik Muster'", true);
    let owner = Desk::owner(&shop).await;
    let staff = add_user(&shop, "staff@example.org", Role::Staff).await;
    shop.execute(&format!(
        "INSERT INTO password_resets (token_hash, user_id, expires_at) SELECT x'{}', id, 9999999999 FROM users WHERE role = 'owner'",
        hex_of_hash("link")
    ));
    for guess in GUESSES {
        let fields = [("email", "owner@example.org"), ("present", PASSWORD), ("password", guess)];
        assert_refused(&owner.post("/planner/account/sign-in", &fields).await, guess);
        let fields = [("name", "Owner"), ("email", "owner@example.com"), ("role", "staff"), ("password", guess)];
        assert_refused(&owner.post("/planner/accounts/new", &fields).await, guess);
        assert_refused(&Desk::closed(&shop).post("/planner/reset/link", &[("password", guess)]).await, guess);
    }
    for guess in ["passwort12", "staff.example1", "erika.muster.1975"] {
        let path = format!("/planner/accounts/{staff}/password");
        assert_refused(&owner.post(&path, &[("password", guess)]).await, guess);
    }
    assert_eq!(owner.get("/planner").await.status, 200, "nothing has changed");
}

#[tokio::test]
async fn guessable_passwords_are_refused_for_the_first_account() {
    let shop = TestApp::new();
    let address = terminplaner::http::planner::set_up_address(&shop.app).await.unwrap().unwrap();
    let path = address.strip_prefix("https://termine.example.de").unwrap();
    for guess in ["passwort12", "erika.muster.1975", "ERIKA@example.org"] {
        let fields = [("name", "Erika Muster"), ("email", "erika@example.org"), ("password", guess)];
        assert_refused(&Desk::closed(&shop).post(path, &fields).await, guess);
    }
    assert_eq!(shop.count("SELECT count(*) FROM users"), 0);
}

#[tokio::test]
async fn an_existing_guessable_password_still_works() {
    let shop = TestApp::new();
    add_user(&shop, "owner@example.org", Role::Owner).await;
    let hash = Argon2::default().hash_password(b"passwort12").unwrap().to_string();
    shop.execute(&format!("UPDATE users SET password_hash = '{hash}'"));
    let fields = [("email", "owner@example.org"), ("password", "passwort12")];
    assert_eq!(Desk::closed(&shop).post("/planner/sign-in", &fields).await.status, 303);
}

fn hex_of_hash(secret: &str) -> String {
    terminplaner::operations::accounts::Secret::received(secret)
        .hash()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
