//! Backups made under full load, restored as described in the README.

use crate::crash::clients::{Clients, all_starts};
use crate::crash::journal::Journal;
use crate::crash::{Fixture, check_is_clean};
use crate::dice::Dice;
use crate::served::{program, request, start};
use rusqlite::Connection;
use serde_json::json;
use std::collections::HashSet;
use std::fs;
use std::path::Path;

fn ids(db: &Path) -> HashSet<String> {
    let file = Connection::open(db).unwrap();
    let mut statement = file.prepare("SELECT id FROM appointments").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn beside(db: &Path, ending: &str) -> std::path::PathBuf {
    db.with_file_name(format!("shop.db{ending}"))
}

/// Stops `serve`, replaces the database by the copy, removes the journal, runs `check`.
fn restore(fixture: &Fixture, copy: &Path) {
    fs::copy(copy, &fixture.db).unwrap();
    for ending in ["-wal", "-shm"] {
        let _ = fs::remove_file(beside(&fixture.db, ending));
    }
    check_is_clean(&fixture.db);
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
    restore(&fixture, &copies[2].0);
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
    assert!(beside(&fixture.db, "-wal").exists());
    restore(&fixture, &copy);
    let again = start(fixture.command());
    assert_eq!(ids(&fixture.db).len(), 0, "as it was when the copy was made");
    assert_eq!(book(again.address), 201);
}
