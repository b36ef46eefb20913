//! The command `user`, also while the shop is served.

use crate::harness::TestApp;
use crate::planner::desk::{Desk, PASSWORD, add_user};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use terminplaner::domain::account::Role;

/// Exit status and output of `user`, with `typed` as standard input.
fn user(db: &Path, args: &[&str], typed: &str) -> (i32, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_terminplaner"))
        .arg("user")
        .args(args)
        .env("TERMINPLANER_DB", db)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The process may have ended before reading its input.
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    let output = child.wait_with_output().unwrap();
    let words = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(words).unwrap())
}

#[tokio::test]
async fn an_account_created_by_the_command_line_can_sign_in_at_once() {
    let shop = TestApp::new();
    let add = ["add", "Erika@Example.org", "--name", "Erika Muster"];
    let (status, said) = user(&shop.db, &add, &format!("{PASSWORD}\n"));
    assert_eq!((status, said.as_str()), (0, "erika@example.org may sign in now, as owner\n"));
    let page = Desk::closed(&shop).sign_in("erika@example.org").await.get("/planner").await;
    assert_eq!(page.words(".me summary .name"), "Erika Muster");
    user(&shop.db, &["add", "max@example.org", "--role", "staff"], "another long password\r\n");
    let log = Desk::closed(&shop).sign_in("erika@example.org").await.get("/planner/settings/log?kind=accounts").await;
    assert_eq!(log.text.matches("<td>Befehl am Server</td>").count(), 2, "nobody made their own account: {}", log.text);
    let (_, list) = user(&shop.db, &["list"], "");
    assert_eq!(list, "erika@example.org\towner\tErika Muster\nmax@example.org\tstaff\tmax\n");
}

#[tokio::test]
async fn a_password_changed_by_the_command_line_signs_out_at_once() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let (status, said) = user(&shop.db, &["password", "owner@example.org"], "quite another one\n");
    assert_eq!(status, 0, "{said}");
    assert_eq!(desk.get("/planner").await.status, 303);
    let fields = [("email", "owner@example.org"), ("password", "quite another one")];
    assert_eq!(desk.post("/planner/sign-in", &fields).await.headers["location"], "/planner");
    let told = "SELECT count(*) FROM outbox WHERE kind = 'password_changed' AND address = 'owner@example.org'";
    assert_eq!(shop.count(told), 1, "and by mail");
}

#[tokio::test]
async fn a_second_factor_is_removed_by_the_command_line_and_the_account_signed_out() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let remove = ["second-factor", "--remove", "Owner@example.org"];
    let (status, said) = user(&shop.db, &remove, "");
    assert_eq!((status, said.contains("this account has no second factor")), (1, true), "{said}");
    shop.execute("INSERT INTO authenticator_apps VALUES (1, x'00', 0, 0, 0)");
    assert!(user(&shop.db, &["list"], "").1.contains("with a second factor"));
    let (status, said) = user(&shop.db, &remove, "");
    let done = "owner@example.org signs in by the password alone now; it was signed out everywhere\n";
    assert_eq!((status, said.as_str()), (0, done));
    assert_eq!(desk.get("/planner").await.status, 303);
    Desk::closed(&shop).sign_in("owner@example.org").await;
    let told = "SELECT count(*) FROM outbox WHERE kind = 'second_factors_removed' AND address = 'owner@example.org'";
    assert_eq!(shop.count(told), 1, "and by mail");
}

#[tokio::test]
async fn a_failing_command_prints_one_sentence() {
    let shop = TestApp::new();
    let refusals = [
        (&["add", "staff@example.org", "--role", "staff"][..], "long enough it is", 1, "must be an owner's"),
        (&["add", "nobody", "--role", "owner"], "long enough it is", 1, "no e-mail address"),
        (&["add", "a@example.org"], "short", 1, "10 characters or more"),
        (&["add", "a@example.org"], "passwort12", 1, "four random words"),
        (&["add", "a@example.org", "--role", "boss"], "", 2, "write owner or staff"),
        (&["password", "a@example.org"], "long enough it is", 1, "`user list` shows who does"),
        (&["add"], "", 2, "EMAIL"),
    ];
    for (args, typed, status, says) in refusals {
        let (code, said) = user(&shop.db, args, typed);
        assert_eq!(code, status, "{said}");
        assert!(said.contains(says), "{said}");
    }
    assert_eq!(shop.count("SELECT count(*) FROM users"), 0);
    add_user(&shop, "a@example.org", Role::Owner).await;
    let (code, said) = user(&shop.db, &["add", "A@example.org"], "long enough it is");
    assert!(code == 1 && said.contains("already"), "{said}");
    let (code, said) = user(Path::new("/nowhere/shop.db"), &["list"], "");
    assert!(code == 1 && said.contains("there is no file"), "{said}");
}
