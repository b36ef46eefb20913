//! `restore`, also of backups made under full load.

use crate::crash::clients::{Clients, all_starts};
use crate::crash::journal::Journal;
use crate::crash::{Fixture, check_is_clean};
use crate::dice::Dice;
use crate::harness::booking;
use crate::served::{book, program, request, serve, shop, start};
use rusqlite::Connection;
use serde_json::json;
use std::collections::HashSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

fn ids(db: &Path) -> HashSet<String> {
    let file = Connection::open(db).unwrap();
    let mut statement = file.prepare("SELECT id FROM appointments").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Exit status and output of `restore`.
fn restored(db: &Path, copy: &Path) -> (Option<i32>, String) {
    let output = program().args(["restore", "--db"]).arg(db).arg(copy).output().unwrap();
    (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
}

/// The files in the folder of a database whose names hold a word.
fn named(db: &Path, word: &str) -> Vec<String> {
    let names =
        fs::read_dir(db.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains(word)).collect()
}

#[test]
fn copies_made_under_full_load_hold_all_that_was_answered_and_serve_again() {
    let fixture = Fixture::new();
    let mut served = start(fixture.command());
    let starts = all_starts(served.address);
    let clients = Clients::start(served.address, &starts, Journal::default(), &mut Dice(8), 8);
    let mut copies = Vec::new();
    for number in 0..3 {
        while ids(&fixture.db).len() < 40 * (number + 1) {
            std::thread::yield_now();
        }
        let (copy, answered) = (fixture.db.with_file_name(format!("copy-{number}.db")), ids(&fixture.db));
        let output = program().args(["backup", "--db"]).arg(&fixture.db).arg(&copy).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        copies.push((copy, answered));
    }
    assert!(served.stop().success());
    let journal = clients.join();
    let all = ids(&fixture.db);
    assert!(journal.bookings.iter().all(|booking| all.contains(&booking.id)));
    for (copy, answered) in &copies {
        check_is_clean(copy);
        let copied = ids(copy);
        assert!(copied.is_superset(answered), "what was there before is in the copy");
        assert!(copied.is_subset(&all), "and nothing else");
    }
    assert_eq!(restored(&fixture.db, &copies[2].0).0, Some(0));
    check_is_clean(&fixture.db);
    let again = start(fixture.command());
    let token = journal.bookings.iter().find(|booking| copies[2].1.contains(&booking.id)).unwrap().token.clone();
    assert_eq!(again.status_of(&format!("GET /api/v1/bookings/{token}")), 200, "links in mails work again");
}

#[test]
fn the_daily_copy_of_a_running_shop_takes_its_place() {
    let fixture = Fixture::new();
    let folder = fixture.db.with_file_name("copies");
    let mut command = fixture.command();
    command.arg("--backup-dir").arg(&folder).args(["--backup-keep", "3"]);
    let mut served = start(command);
    let copy = loop {
        let found = fs::read_dir(&folder).into_iter().flatten().map(|entry| entry.unwrap().path());
        // Names of unfinished copies start with a dot.
        match found.into_iter().find(|path| path.file_name().unwrap().to_str().unwrap().starts_with("shop-")) {
            Some(copy) => break copy,
            None => std::thread::yield_now(),
        }
    };
    let start_of_one = all_starts(served.address)[0].clone();
    let customer = json!({"first_name": "Erika", "last_name": "Muster", "email": "erika@example.org"});
    let body = json!({"service": "sofort", "start": start_of_one, "customer": customer}).to_string();
    let book = |address| request(address, "POST /api/v1/bookings", &body).unwrap().0;
    assert_eq!(book(served.address), 201);
    served.kill();
    // After a kill the old journal exists: it must not be applied to the copy.
    assert!(fixture.db.with_file_name("shop.db-wal").exists());
    assert_eq!(restored(&fixture.db, &copy).0, Some(0));
    check_is_clean(&fixture.db);
    let again = start(fixture.command());
    assert_eq!(ids(&fixture.db).len(), 0, "as it was when the copy was made");
    assert_eq!(book(again.address), 201);
}

#[test]
fn what_was_there_is_moved_aside_with_its_journal() {
    let folder = tempfile::tempdir().unwrap();
    let db = shop(folder.path(), "");
    let copy = folder.path().join("copy.db");
    terminplaner::cli::backup::copy(&db, &copy).unwrap();
    // Killed, so that the journal still holds the booking.
    let mut served = serve(&db);
    assert_eq!(book(served.address, &booking("2022-01-17T09:00:00+01:00")).unwrap().0, 201);
    let (status, said) = restored(&db, &copy);
    assert!(status == Some(1) && said.contains("is served already"), "{said}");
    served.kill();
    let (status, said) = restored(&db, &copy);
    assert_eq!(status, Some(0), "{said}");
    assert!(ids(&db).is_empty() && said.contains("is restored from"), "{said}");
    let aside = said.lines().find_map(|line| line.strip_prefix("what was there before is in ")).unwrap();
    let aside = Path::new(aside.split(';').next().unwrap()).to_owned();
    assert_eq!(ids(&aside).len(), 1, "nothing is lost: {said}");
    check_is_clean(&db);
}

#[test]
fn calendars_that_are_written_to_are_doubted_and_it_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let account = "INSERT INTO busy_calendars (key, id, resource_id, name, tentative, kind)
                   VALUES (1, 'privat', 'kabine-1', 'Privat', 'busy', 'account');
                   INSERT INTO account_calendars (calendar_key, url, name, blocks, detail, version)
                   VALUES (1, x'', 'praxis', 1, 'names', '7'), (1, x'', 'privat', 1, NULL, '8')";
    let db = shop(folder.path(), account);
    let copy = folder.path().join("copy.db");
    terminplaner::cli::backup::copy(&db, &copy).unwrap();
    let (status, said) = restored(&db, &copy);
    assert!(status == Some(0) && said.contains("asked about under \"Today\""), "{said}");
    let file = Connection::open(&db).unwrap();
    let sql = "SELECT group_concat(name || '=' || version, ' ') FROM account_calendars";
    assert_eq!(file.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap(), "praxis= privat=8");
}

#[test]
fn a_copy_that_is_damaged_or_none_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let db = shop(folder.path(), "");
    let before = fs::read(&db).unwrap();
    let (text, torn, foreign) =
        (folder.path().join("text.db"), folder.path().join("torn.db"), folder.path().join("foreign.db"));
    fs::write(&text, "Dear diary, ".repeat(100)).unwrap();
    fs::write(&torn, &before[..before.len() / 2]).unwrap();
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE birds (name TEXT)").unwrap();
    for copy in [&text, &torn, &foreign, &folder.path().join("absent.db"), &db] {
        let (status, said) = restored(&db, copy);
        assert_eq!((status, said.lines().count()), (Some(1), 1), "{said}");
        assert!(said.contains(copy.file_name().unwrap().to_str().unwrap()), "{said}");
    }
    assert_eq!(fs::read(&db).unwrap(), before);
    assert_eq!((named(&db, "replaced").len(), named(&db, ".part").len()), (0, 0));
}

#[test]
fn a_copy_of_an_earlier_version_is_upgraded_where_nothing_was_before() {
    let folder = tempfile::tempdir().unwrap();
    let copy = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/upgrades/version_17.db");
    let db = folder.path().join("new.db");
    let (status, said) = restored(&db, &copy);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("the password of the mail server cannot be opened: there is no key file"), "{said}");
    assert!(said.contains("new.db.key in place"), "{said}");
    fs::copy(copy.with_extension("key"), folder.path().join("new.db.key")).unwrap();
    check_is_clean(&db);
    assert!(!ids(&db).is_empty() && named(&db, "before").is_empty() && named(&db, "replaced").is_empty());
    let mode = fs::metadata(&db).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600, "customers' data are their owner's alone");
}
