//! App passwords: made once, for the calendars alone, and ended in many ways.

use super::client::{Client, USER, basic};
use crate::harness::TestApp;
use crate::planner::desk::{Desk, PASSWORD};
use axum::body::Body;
use axum::http::Request;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use terminplaner::domain::account::Role;
use terminplaner::domain::feed::Detail;

const PAGE: &str = "/planner/account/devices";

/// Exit status, output and error output of `user app-password`.
fn app_password(db: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_terminplaner"));
    let output = command.args(["user", "app-password", "--db"]).arg(db).args(args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

async fn status(client: &Client<'_>) -> u16 {
    client.send("PROPFIND", "/dav/", &[("depth", "0")], "").await.status.as_u16()
}

#[tokio::test]
async fn a_password_is_shown_once_and_opens_the_calendars_alone() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.post(PAGE, &[("label", "Mein iPhone"), ("detail", "full")]).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert_eq!(page.words("#server"), "https://termine.example.de/dav/");
    assert_eq!(page.words("#user"), "owner@example.org");
    let password = page.words("#password");
    assert_eq!(password.len(), 26, "130 bits: {password}");
    let list = desk.get(PAGE).await;
    assert!(list.words("ul.list").contains("Noch nicht verbunden") && !list.text.contains(&password), "{}", list.text);
    let client = Client::with(&shop, 1, &basic("Owner@example.org", &password));
    assert_eq!(status(&client).await, 207);
    let in_groups = format!("{} {}-{}", &password[..4], &password[4..8].to_uppercase(), &password[8..]);
    assert_eq!(status(&Client::with(&shop, 1, &basic("owner@example.org", &in_groups))).await, 207);
    assert!(desk.get(PAGE).await.words("ul.list").contains("zuletzt benutzt Freitag, 14. Januar 2022"));
    let stored = shop.text("SELECT hex(secret_hash) || label FROM app_passwords");
    assert!(!stored.contains(&password) && stored.len() == 64 + "Mein iPhone".len());
    let fields = [("email", "owner@example.org"), ("password", password.as_str()), ("to", "")];
    assert_eq!(Desk::closed(&shop).post("/planner/sign-in", &fields).await.status, 422, "it opens nothing else");
    assert_eq!(status(&Client::with(&shop, 1, &basic("owner@example.org", PASSWORD))).await, 401, "nor the other way");
}

#[tokio::test]
async fn a_name_is_taken_once_and_a_removed_device_is_out() {
    let shop = TestApp::new();
    let client = Client::of(&shop, "owner@example.org", Role::Owner, Detail::Full).await;
    let desk = Desk::owner_again(&shop).await;
    let again = desk.post(PAGE, &[("label", "Telefon"), ("detail", "names")]).await;
    assert_eq!(again.status, 422);
    assert!(again.text.contains("So heißt schon ein Gerät von Ihnen."), "{}", again.text);
    assert_eq!(status(&client).await, 207);
    assert_eq!(desk.post(&format!("{PAGE}/1/remove"), &[]).await.status, 303);
    assert_eq!(status(&client).await, 401);
    assert_eq!(desk.post(&format!("{PAGE}/1/remove"), &[]).await.status, 422, "it is gone");
}

#[tokio::test]
async fn others_devices_cannot_be_removed() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let desk = Desk::owner(&shop).await;
    assert_eq!(desk.post(&format!("{PAGE}/1/remove"), &[]).await.status, 422);
    assert_eq!(status(&client).await, 207);
}

#[tokio::test]
async fn a_reset_password_ends_all_devices_and_so_does_the_account() {
    let shop = TestApp::new();
    let reset = Client::full(&shop).await;
    let removed = Client::of(&shop, "max@example.org", Role::Staff, Detail::Full).await;
    let desk = Desk::owner(&shop).await;
    assert_eq!(desk.post("/planner/accounts/1/password", &[("password", "quite another one")]).await.status, 303);
    assert_eq!(status(&reset).await, 401);
    assert_eq!(desk.post("/planner/accounts/2/remove", &[]).await.status, 303);
    assert_eq!(status(&removed).await, 401);
    assert_eq!(shop.count("SELECT count(*) FROM app_passwords"), 0);
}

#[tokio::test]
async fn the_command_line_prints_the_password_alone_lists_and_revokes() {
    let shop = TestApp::new();
    crate::planner::desk::add_user(&shop, USER, Role::Owner).await;
    let (code, password, hints) = app_password(&shop.db, &[USER, "Laptop", "--detail", "names"]);
    assert_eq!((code, password.len(), password.contains(' ')), (0, 27, false), "{password}{hints}");
    assert!(hints.contains("/dav/") && !hints.contains(password.trim()));
    let client = Client::with(&shop, 1, &basic(USER, password.trim()));
    assert_eq!(status(&client).await, 207);
    let (_, list, _) = app_password(&shop.db, &["--list", USER]);
    assert_eq!(list, "Laptop\tnames\tlast used on 2022-01-14\n");
    let (code, _, said) = app_password(&shop.db, &[USER, "Laptop"]);
    assert!(code == 1 && said.contains("revoke it first"), "{said}");
    let (code, out, _) = app_password(&shop.db, &["--revoke", "Laptop", USER]);
    assert_eq!((code, out.as_str(), status(&client).await), (0, "", 401));
    let (code, _, said) = app_password(&shop.db, &["--revoke", "Laptop", USER]);
    assert!(code == 1 && said.contains("--list"), "{said}");
}

#[tokio::test]
async fn wrong_passwords_count_for_their_network_and_keep_out_nobody_who_has_the_right_one() {
    let shop = TestApp::with("", false);
    let client = Client::full(&shop).await;
    let wrong = Client::with(&shop, 1, &basic(USER, "wrong"));
    let mut seen = Vec::new();
    for _ in 0..8 {
        seen.push(status(&wrong).await);
    }
    assert_eq!((seen[0], seen[7]), (401, 429), "{seen:?}");
    assert_eq!(status(&wrong.at("198.51.100.7")).await, 401, "another network");
    assert_eq!(status(&client).await, 207, "the right one, from the same network");
    let desk = Desk::closed(&shop).sign_in(USER).await;
    assert_eq!(desk.get("/planner").await.status, 200, "and the account signs in");
}

#[tokio::test]
async fn six_hundred_requests_a_minute_are_answered() {
    let shop = TestApp::with("", false);
    let client = Client::full(&shop).await;
    let options = || client.send("OPTIONS", "/dav/", &[], "");
    for _ in 0..600 {
        assert_eq!(options().await.status, 200);
    }
    let refused = options().await;
    assert_eq!(refused.status, 429);
    assert!(!refused.header("retry-after").is_empty());
    shop.advance(Duration::from_secs(60));
    assert_eq!(options().await.status, 200);
}

#[tokio::test]
async fn without_a_password_one_learns_how_to_sign_in() {
    let shop = TestApp::new();
    let request = Request::builder().method("PROPFIND").uri("/dav/calendars/1/kabine-1/").body(Body::empty()).unwrap();
    let answer = shop.send(request).await;
    assert_eq!(answer.status, 401);
    assert_eq!(answer.header("www-authenticate"), "Basic realm=\"Terminplaner\", charset=\"UTF-8\"");
    for bad in ["Basic", "Basic !!!", "Bearer x", "Basic ZXJpa2E="] {
        assert_eq!(status(&Client::with(&shop, 1, bad)).await, 401, "{bad}");
    }
}
