//! Secrets in the database are encrypted, with a key beside it: what a copied file, an old file and a lost key reveal
//! and break.

use crate::harness::{NOW, TestApp, at};
use crate::planner::desk::Desk;
use crate::served::{program, request, serve_command, start};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use terminplaner::cli::backup;
use terminplaner::cli::check::{self, Findings};
use terminplaner::cli::key_file::KeyFile;
use terminplaner::clock::Clock;
use terminplaner::domain::mail_server::Login;
use terminplaner::domain::message::QueuedMessage;
use terminplaner::operations::mail::{self, StoredServer};
use terminplaner::store::ledger::Ledger;
use terminplaner::store::outbox::{self, Due};
use terminplaner::store::sealed::Keyring;
use terminplaner::store::{Store, key_file};

const PASSWORD: &str = "Zauberpasswort4711";
const TOKEN: &str = "Zaubertoken4712";

const MAIL_SERVER: [(&str, &str); 5] = [
    ("host", "mail.example.org"),
    ("port", ""),
    ("encryption", "starttls"),
    ("user", "post@example.org"),
    ("password", PASSWORD),
];

/// The bytes of a database and of the files that SQLite keeps beside it.
fn bytes_of(db: &Path) -> Vec<u8> {
    let ending = |ending: &str| {
        let mut name = db.as_os_str().to_owned();
        name.push(ending);
        fs::read(PathBuf::from(name)).unwrap_or_default()
    };
    [ending(""), ending("-wal"), ending("-shm")].concat()
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

/// What opens in a store: the password of the mail server, the token in the first queued mail.
async fn opened(store: &Store) -> (Option<String>, Option<String>) {
    let server = mail::server(store).await.unwrap().and_then(StoredServer::usable);
    let password = server.as_ref().and_then(|server| server.login()).map(Login::password).map(str::to_owned);
    let (keys, now) = (store.keys().clone(), store.now());
    let token = match store.read(move |conn| outbox::next_due(conn, &keys, now, &Default::default())).await.unwrap() {
        Some(Due::Mail(mail)) => match mail.letter {
            QueuedMessage::Account(notice) => notice.facts.link.map(|link| link.token),
            QueuedMessage::Appointment(_) | QueuedMessage::Erasure(_) => None,
        },
        _ => None,
    };
    (password, token)
}

/// A shop with a mail server in its settings, and a queued mail with a link to choose a password; returns the token.
async fn with_secrets(shop: &TestApp) -> String {
    let desk = Desk::owner(shop).await;
    desk.submit("/planner/settings/mail", &MAIL_SERVER).await;
    desk.post("/planner/forgotten", &[("email", "owner@example.org")]).await;
    while shop.count("SELECT count(*) FROM outbox WHERE kind = 'password_reset'") == 0 {
        tokio::task::yield_now().await;
    }
    let (password, token) = opened(&shop.app.store).await;
    assert_eq!(password.as_deref(), Some(PASSWORD));
    token.expect("a link waits")
}

/// What `check` finds about secrets with the key file beside the database.
fn checked(db: &Path) -> (Result<(), String>, String) {
    let mut said = Vec::new();
    let args = check::Args { db: db.to_owned().into(), key: KeyFile::default() };
    let outcome = check::run(&args, at(NOW), &mut said).map_err(|error| error.to_string());
    (outcome, String::from_utf8(said).unwrap())
}

#[tokio::test]
async fn a_copied_database_opens_nothing_without_its_key() {
    let shop = TestApp::new();
    let token = with_secrets(&shop).await;
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    backup::copy(&shop.db, &copy).unwrap();
    for bytes in [bytes_of(&shop.db), bytes_of(&copy)] {
        assert!(contains(&bytes, "post@example.org"), "the search finds what is there");
        assert!(!contains(&bytes, PASSWORD) && !contains(&bytes, &token));
        let key = fs::read_to_string(key_file::beside(&shop.db)).unwrap();
        assert!(!contains(&bytes, key.trim()), "nor the key");
    }
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(names, ["copy.db"], "a backup holds no key");
    let store = Store::open(&copy, shop.clock.clone()).unwrap();
    assert_eq!(opened(&store).await, (None, None));
    drop(store);
    let other = Keyring::of_file(&folder.path().join("other.key")).unwrap();
    other.ensure().unwrap();
    assert_eq!(
        opened(&Store::open_with(&copy, other, Ledger::beside(&copy), shop.clock.clone()).unwrap()).await,
        (None, None)
    );
    let right = Keyring::of_file(&key_file::beside(&shop.db)).unwrap();
    let all = opened(&Store::open_with(&copy, right, Ledger::beside(&copy), shop.clock.clone()).unwrap()).await;
    assert_eq!(all, (Some(PASSWORD.into()), Some(token)), "with its key everything is there");
}

#[tokio::test]
async fn a_sent_mail_keeps_no_link_at_all() {
    let shop = TestApp::new();
    with_secrets(&shop).await;
    let mail = "SELECT id FROM outbox WHERE kind = 'password_reset'";
    let id = shop.count(mail);
    let sent = shop.app.store.write(move |tx| outbox::mark_sent(tx, id, tx.now));
    sent.await.unwrap();
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE sealed IS NOT NULL OR payload LIKE '%token%'"), 0);
}

#[tokio::test]
async fn with_a_lost_key_the_shop_runs_and_the_start_page_names_what_to_enter() {
    let shop = TestApp::new();
    with_secrets(&shop).await;
    let key = key_file::beside(&shop.db);
    let lost = fs::read(&key).unwrap();
    fs::remove_file(&key).unwrap();
    let again = shop.restarted();
    assert_eq!(opened(&again.app.store).await, (None, None));
    assert_eq!(again.get("/api/v1/availability?service=anpassung").await.status, 200);
    let desk = Desk::owner_again(&again).await;
    let page = desk.get("/planner").await;
    assert!(page.text.contains("Das Passwort des Mailservers muss neu eingegeben werden."), "{}", page.text);
    let page = desk.get("/planner/settings/mail").await;
    assert_eq!(page.attribute("#f-user", "value"), "post@example.org", "the rest is kept");
    assert!(page.text.contains("Das gespeicherte Passwort ist nicht mehr lesbar."));
    let mut fields = MAIL_SERVER;
    fields[4].1 = "";
    let refused = desk.post("/planner/settings/mail", &fields).await;
    assert_eq!(
        (refused.status.as_u16(), refused.words("#e-password").as_str()),
        (422, "Bitte geben Sie das Passwort neu ein: Das gespeicherte ist nicht mehr lesbar."),
        "left empty, it is asked for"
    );
    desk.submit("/planner/settings/mail", &MAIL_SERVER).await;
    assert_eq!(opened(&again.app.store).await.0.as_deref(), Some(PASSWORD));
    assert!(!desk.get("/planner").await.text.contains("Passwort des Mailservers"));
    assert!(fs::read(&key).unwrap() != lost, "a new key was made");
    assert_eq!(opened(&again.restarted().app.store).await.0.as_deref(), Some(PASSWORD));
}

#[tokio::test]
async fn a_lost_invitation_is_named_on_the_start_page_and_sent_again_from_there() {
    let shop = TestApp::with("UPDATE shop SET email = 'praxis@example.org'", true);
    let desk = Desk::owner(&shop).await;
    desk.submit("/planner/settings/mail", &MAIL_SERVER).await;
    let invited = [("name", "Max Beispiel"), ("email", "max@example.org"), ("role", "staff"), ("password", "")];
    desk.submit("/planner/accounts/new", &invited).await;
    let named = "Die Einladung an Max Beispiel ist nicht hinausgegangen.";
    assert!(!desk.get("/planner").await.text.contains(named));
    fs::remove_file(key_file::beside(&shop.db)).unwrap();
    let again = shop.restarted();
    let desk = Desk::owner_again(&again).await;
    assert!(desk.get("/planner").await.text.contains(named), "while it waits for the mail server");
    crate::strangers::post::Post::of(shop.restarted()).deliver().await;
    let page = desk.get("/planner").await;
    assert!(page.text.contains(named), "and once it has failed");
    let press = page.attribute("form[action$='/link']", "action");
    desk.submit(&press, &[]).await;
    let page = desk.get("/planner").await;
    assert!(!page.text.contains(named), "{}", page.words("main"));
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'invitation' AND state = 'queued'"), 1);
}

#[tokio::test]
async fn a_mail_whose_link_is_lost_fails_and_holds_up_no_other() {
    let shop = TestApp::new();
    with_secrets(&shop).await;
    fs::remove_file(key_file::beside(&shop.db)).unwrap();
    let post = crate::strangers::post::Post::of(shop.restarted());
    post.deliver().await;
    let failed =
        "SELECT count(*) FROM outbox WHERE state = 'failed' AND last_error LIKE 'the key of its link is gone%'";
    assert_eq!(shop.count(failed), 1);
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE state = 'queued'"), 0);
}

#[tokio::test]
async fn check_names_the_secrets_that_do_not_open() {
    let shop = TestApp::new();
    with_secrets(&shop).await;
    let (outcome, said) = checked(&shop.db);
    assert!(outcome.is_ok() && !said.contains("cannot be opened"), "{said}");
    let key = key_file::beside(&shop.db);
    let right = fs::read(&key).unwrap();
    fs::remove_file(&key).unwrap();
    let (outcome, said) = checked(&shop.db);
    assert!(outcome.is_ok(), "the shop runs without it");
    for noun in ["the password of the mail server", "the link in a queued mail"] {
        assert!(said.contains(&format!("warning: {noun} cannot be opened: there is no key file")), "{said}");
    }
    assert!(!key.exists(), "check makes none");
    fs::write(&key, "0".repeat(64)).unwrap();
    assert!(
        checked(&shop.db)
            .1
            .contains("the password of the mail server cannot be opened: it was encrypted with another key")
    );
    fs::write(&key, "0").unwrap();
    let (outcome, said) = checked(&shop.db);
    assert!(outcome.is_err() && said.contains("fault:") && said.contains("is no key file"), "{said}");
    fs::write(&key, right).unwrap();
    assert_eq!(examine(&shop.db).warnings.len(), 0);
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    let (outcome, said) = checked(&shop.db);
    assert!(outcome.is_ok() && said.contains("warning: everybody may read the key file"), "{said}");
}

fn examine(db: &Path) -> Findings {
    check::examine(db, at(NOW)).unwrap()
}

/// A database of an earlier version, with secrets in clear text in the file, in its journal and in free pages.
fn old_file(folder: &Path, version: i64) -> PathBuf {
    let db = folder.join("shop.db");
    let frozen = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/it/upgrades/version_{version}.db"));
    fs::copy(frozen, &db).unwrap();
    let conn = Connection::open(&db).unwrap();
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
    conn.execute_batch("PRAGMA journal_mode = wal; PRAGMA secure_delete = OFF; PRAGMA foreign_keys = OFF").unwrap();
    conn.execute_batch(&if version < 4 {
        format!(
            "INSERT OR REPLACE INTO mail_settings (id, smtp_url) VALUES (1, 'smtp://post:{PASSWORD}@mail.example.org')"
        )
    } else {
        format!(
            "INSERT OR REPLACE INTO mail_settings (id, host, port, security, user, password)
             VALUES (1, 'mail.example.org', 587, 'starttls', 'post', '{PASSWORD}')"
        )
    })
    .unwrap();
    let payload = format!(r#"{{"name":"Erika Muster","token":"{TOKEN}","expires_at":"2026-08-03T09:00:00Z"}}"#);
    conn.execute(
        "INSERT INTO outbox (kind, language, address, payload, message_id, created_at, due_at, next_try_at, expires_at,
                             state)
         VALUES ('password_reset', 'de', 'erika.muster@example.org', ?1, 'x@example.org', 0, 0, 0, 9999999999, 'queued')",
        [&payload],
    )
    .unwrap();
    let of_before = format!(
        "CREATE TABLE scratch (text TEXT);
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
         INSERT INTO scratch SELECT '{PASSWORD} {TOKEN} ' || i FROM n;
         DROP TABLE scratch;"
    );
    conn.execute_batch(&of_before).unwrap();
    conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())).unwrap();
    drop(conn);
    assert!(contains(&fs::read(&db).unwrap(), PASSWORD) && contains(&fs::read(&db).unwrap(), TOKEN));
    db
}

#[tokio::test]
async fn an_upgrade_encrypts_secrets_and_overwrites_the_old_pages() {
    for version in [2, 11] {
        let folder = tempfile::tempdir().unwrap();
        let db = old_file(folder.path(), version);
        let store = Store::open(&db, Clock::manual(at("2026-08-03T09:00:00+02:00"))).unwrap();
        let all = opened(&store).await;
        assert_eq!(all, (Some(PASSWORD.into()), Some(TOKEN.into())), "version {version}: they are kept");
        let while_open = bytes_of(&db);
        drop(store);
        for bytes in [while_open, bytes_of(&db)] {
            assert!(contains(&bytes, "mail.example.org"), "the search finds what is there");
            assert!(!contains(&bytes, PASSWORD) && !contains(&bytes, TOKEN), "version {version}");
        }
        let faults = examine(&db).faults;
        assert_eq!(faults, [""; 0], "version {version}");
    }
}

#[test]
fn every_command_takes_the_key_file_that_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (db, key) = (old_file(folder.path(), 11), folder.path().join("elsewhere.key"));
    let run = |arguments: &[&str]| {
        let output =
            program().args(arguments).arg("--db").arg(&db).env("TERMINPLANER_KEY_FILE", &key).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    run(&["user", "list"]);
    let made = fs::read(&key).expect("the upgrade has made it");
    assert!(!run(&["check"]).contains("cannot be opened"));
    let shop_file = folder.path().join("shop.toml");
    fs::write(&shop_file, "[shop]\nphone = \"+49 711 123456\"\n").unwrap();
    run(&["import", shop_file.to_str().unwrap()]);
    let mut command = serve_command(&db);
    command.arg("--key-file").arg(&key).env("RUST_LOG", "error");
    assert_eq!(request(start(command).address, "GET /healthz", "").unwrap().0, 200);
    assert_eq!(fs::read(&key).unwrap(), made);
    assert!(!key_file::beside(&db).exists());
}

#[test]
fn serve_makes_the_key_at_its_first_start_and_refuses_a_file_that_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("shop.db");
    let mut command = serve_command(&db);
    command.env("RUST_LOG", "error");
    start(command);
    assert_eq!(fs::read_to_string(key_file::beside(&db)).unwrap().trim().len(), 64);
    fs::write(key_file::beside(&db), "x").unwrap();
    let refused = serve_command(&db).output().unwrap();
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(refused.status.code() == Some(1) && said.contains("is no key file"), "{said}");
}
