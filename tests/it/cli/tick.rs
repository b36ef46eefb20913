//! What is due is done by a command that ends, for a shop that sleeps.

use crate::harness::{NOW, TestApp, booking};
use crate::served::{command, program, serve, shop, start};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Exit status, output and errors of `tick` at that instant.
fn tick(db: &Path, now: &str, more: &[&str]) -> (i32, String, String) {
    let mut command = program();
    command.args(["tick", "--now", now, "--db"]).arg(db).args(more).env("RUST_LOG", "error");
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// A closed file with an appointment on 17 January, whose confirmation and reminder wait, and which `serve` has had.
async fn left_with_mails() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let db = shop(folder.path(), "UPDATE shop SET reminder_hours = 24;");
    let mut served = serve(&db);
    let answer = crate::served::book(served.address, &booking("2022-01-17T09:00:00+01:00")).unwrap();
    assert_eq!(answer.0, 201, "{}", answer.1);
    assert!(served.stop().success());
    (folder, db)
}

fn count(db: &Path, sql: &str) -> i64 {
    rusqlite::Connection::open(db).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

fn subjects(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
    let subject = |mail: Vec<u8>| {
        mail_parser::MessageParser::default().parse(&mail).unwrap().subject().unwrap_or_default().to_owned()
    };
    files.map(subject).collect()
}

#[tokio::test]
async fn mails_are_sent_when_they_are_due_with_the_address_that_serve_had() {
    let (folder, db) = left_with_mails().await;
    let mails = folder.path().join("mails");
    let to_mails = ["--mail-dir", mails.to_str().unwrap()];
    let (status, done, said) = tick(&db, NOW, &to_mails);
    assert_eq!((status, done.as_str()), (0, "mails: 2 sent\n"), "{said}");
    let text = std::fs::read_dir(&mails).unwrap().map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    assert!(text.collect::<String>().contains("http://127.0.0.1/t/"), "links lead to where it was served");
    assert_eq!(tick(&db, NOW, &to_mails).1, "nothing was due\n");
    let (_, done, _) = tick(&db, "2022-01-16T09:00:00+01:00", &to_mails);
    assert_eq!(done, "mails: 1 sent\n", "the reminder");
    assert!(subjects(&mails).iter().any(|subject| subject.starts_with("Erinnerung")), "{:?}", subjects(&mails));
}

#[tokio::test]
async fn a_mail_that_cannot_be_sent_is_a_failure_that_says_what_to_do_and_the_rest_is_done() {
    let (folder, db) = left_with_mails().await;
    let copies = folder.path().join("copies");
    let (status, _, said) = tick(&db, NOW, &["--backup-dir", copies.to_str().unwrap()]);
    assert!(status == 1 && said.contains("no mail server is named"), "{said}");
    assert_eq!(
        std::fs::read_dir(&copies)
            .unwrap()
            .filter(|one| one.as_ref().unwrap().path().extension().is_some_and(|end| end == "db"))
            .count(),
        1
    );
    let (status, _, said) = tick(&db, NOW, &["--smtp-url", "smtp://127.0.0.1:1"]);
    assert!(status == 1 && said.contains("the mail server takes no mail"), "{said}");
    assert_eq!(count(&db, "SELECT count(*) FROM outbox WHERE state = 'queued'"), 3, "they wait");
}

#[tokio::test]
async fn retention_and_deadlines_are_kept() {
    let (_folder, db) = left_with_mails().await;
    rusqlite::Connection::open(&db)
        .unwrap()
        .execute_batch("UPDATE shop SET retention_days = 30; UPDATE outbox SET state = 'sent', settled_at = 1;")
        .unwrap();
    assert_eq!(tick(&db, "2022-02-01T09:00:00+01:00", &[]).0, 0);
    assert_eq!(count(&db, "SELECT count(*) FROM appointments WHERE last_name = 'Muster'"), 1);
    assert_eq!(tick(&db, "2022-03-01T09:00:00+01:00", &[]).0, 0);
    assert_eq!(count(&db, "SELECT count(*) FROM appointments WHERE last_name = 'Muster'"), 0);
}

#[tokio::test]
async fn a_request_that_nobody_confirmed_in_time_is_cancelled() {
    let shop = TestApp::with("UPDATE shop SET confirm_by_mail = 1;", true);
    shop.name_mail_server();
    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    let confirmed_by = "SELECT count(*) FROM appointments WHERE status = 'requested'";
    assert_eq!(shop.count(confirmed_by), 1);
    shop.execute("UPDATE outbox SET state = 'sent', settled_at = 1");
    shop.advance(Duration::from_secs(3_600));
    let (status, done, said) = tick(&shop.db, "2022-01-14T09:01:00+01:00", &[]);
    assert_eq!((status, done.as_str()), (0, "1 unconfirmed bookings cancelled\n"), "{said}");
    assert_eq!(shop.count(confirmed_by), 0);
}

#[test]
fn while_the_shop_is_served_nothing_is_done_twice() {
    let folder = tempfile::tempdir().unwrap();
    let db = shop(folder.path(), "");
    let _served = serve(&db);
    let (status, done, _) = tick(&db, NOW, &["--backup-dir", folder.path().join("copies").to_str().unwrap()]);
    assert!(status == 0 && done.contains("runs on") && !folder.path().join("copies").exists(), "{done}");
    let (status, _, said) = tick(&folder.path().join("none.db"), NOW, &[]);
    assert!(status == 1 && said.contains("there is no file"), "{said}");
}

#[test]
fn a_server_without_visitors_ends_where_that_is_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let owner = "INSERT INTO users (email, name, role, password_hash, created_at) VALUES ('a@example.org', 'A', 'owner', 'x', 0);";
    let db = shop(folder.path(), owner);
    let mut idle = command(&db);
    idle.args(["--exit-idle", "1"]).env("RUST_LOG", "error").stderr(std::process::Stdio::inherit());
    let mut served = start(idle);
    // An open connection is a visitor.
    let stream = std::net::TcpStream::connect(served.address).unwrap();
    assert_eq!(served.status_of("GET /healthz"), 200);
    assert!(served.child.try_wait().unwrap().is_none());
    drop(stream);
    assert!(served.child.wait().unwrap().success());
}
