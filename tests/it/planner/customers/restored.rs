//! A copy of the database that is restored does not bring erased persons back.

use super::super::desk::Desk;
use super::erasure::{known, traces_in};
use crate::harness::{NOW, TestApp, at, booking};
use crate::served::{serve_command, start};
use std::fs;
use std::path::{Path, PathBuf};
use terminplaner::cli::backup;
use terminplaner::cli::check::{self, Args};
use terminplaner::operations::customers::replay;
use terminplaner::store::Store;

/// The ledger beside a database.
fn ledger(db: &Path) -> PathBuf {
    let mut name = db.as_os_str().to_owned();
    name.push(".erased");
    name.into()
}

/// A shop with a copy of its database in `folder`, made before a person was erased.
async fn erased_after_a_copy(folder: &Path) -> (TestApp, PathBuf) {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let record = known(&shop, &desk).await;
    let copy = folder.join("shop.db");
    backup::copy(&shop.db, &copy).unwrap();
    desk.submit(&format!("{record}/erase"), &[]).await;
    assert_eq!(traces_in(&shop.db), Vec::<&str>::new());
    assert!(!traces_in(&copy).is_empty());
    (shop, copy)
}

fn checked(db: &Path) -> String {
    let mut said = Vec::new();
    check::run(&Args { db: db.to_owned().into(), key: Default::default() }, at(NOW), &mut said).unwrap();
    String::from_utf8(said).unwrap()
}

#[tokio::test]
async fn a_restored_copy_forgets_erased_persons_again() {
    let folder = tempfile::tempdir().unwrap();
    let (shop, copy) = erased_after_a_copy(folder.path()).await;
    assert!(!checked(&copy).contains("erased after"), "nothing is known without the ledger");
    fs::copy(ledger(&shop.db), ledger(&copy)).unwrap();
    let said = checked(&copy);
    assert!(said.contains("erased after it was copied (records: 1, appointments: 2)"), "{said}");
    let mut command = serve_command(&copy);
    command.env("RUST_LOG", "error");
    start(command).stop();
    assert_eq!(traces_in(&copy), Vec::<&str>::new());
    assert!(!checked(&copy).contains("erased after"));
    let file = rusqlite::Connection::open(&copy).unwrap();
    let count = |sql: &str| -> i64 { file.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(count("SELECT count(*) FROM appointments"), 2, "the times stay");
    assert_eq!(count("SELECT count(*) FROM audit WHERE action = 'customers.erased_again'"), 1);
}

#[tokio::test]
async fn a_folder_of_backups_has_what_a_new_machine_needs() {
    let folder = tempfile::tempdir().unwrap();
    let (shop, copy) = erased_after_a_copy(folder.path()).await;
    let backups = folder.path().join("backups");
    let serve = |db: &Path| {
        let mut command = serve_command(db);
        command.arg("--backup-dir").arg(&backups).env("RUST_LOG", "error");
        start(command).stop();
    };
    serve(&shop.db);
    assert_eq!(fs::read(backups.join("shop.erased")).unwrap(), fs::read(ledger(&shop.db)).unwrap());
    assert!(!ledger(&copy).exists());
    serve(&copy);
    assert_eq!(traces_in(&copy), Vec::<&str>::new());
    assert!(ledger(&copy).exists(), "and is noted beside the new database");
}

#[tokio::test]
async fn who_comes_back_after_an_erasure_stays() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let record = known(&shop, &desk).await;
    desk.submit(&format!("{record}/erase"), &[]).await;
    let mut again = booking("2022-01-19T09:00:00+01:00");
    again["customer"]["email"] = "quirinia@zwackel.example".into();
    assert_eq!(shop.book(&again).await.status, 201);
    // Somebody else gets the time of an erased appointment.
    shop.execute("UPDATE appointments SET last_name = 'Beispiel' WHERE last_name IS NULL");
    let count = || shop.count("SELECT count(*) FROM appointments WHERE last_name IS NOT NULL");
    assert_eq!(count(), 3);
    replay::run(&Store::open(&shop.db, shop.clock.clone()).unwrap()).await.unwrap();
    assert_eq!(count(), 3, "this database has seen the erasure");
}

#[tokio::test]
async fn the_ledger_shows_nobody_and_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let (shop, _) = erased_after_a_copy(folder.path()).await;
    let text = fs::read_to_string(ledger(&shop.db)).unwrap();
    let words: Vec<_> = text.split_whitespace().collect();
    assert_eq!(words.len(), 2 + 4, "time, id, and the hashes of a record, two appointments and an address");
    assert!(words[1..].iter().all(|word| word.bytes().all(|byte| byte.is_ascii_hexdigit())), "{text}");
    assert_eq!(fs::metadata(ledger(&shop.db)).unwrap().permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn nothing_is_erased_that_cannot_be_noted() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let record = known(&shop, &desk).await;
    fs::create_dir(ledger(&shop.db)).unwrap();
    assert_eq!(desk.post(&format!("{record}/erase"), &[]).await.status, 500);
    assert_eq!(shop.count("SELECT count(*) FROM customers"), 1);
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE last_name IS NOT NULL"), 2);
}
