//! `serve` is killed at random instants while it writes appointments to a calendar of an account: in the end each that holds its
//! time stands there once, as it is, nothing else does, and nobody is asked about what no one has done.

use super::clients::{Clients, all_starts};
use super::journal::Journal;
use super::{CLIENTS, Fixture, LONGEST_LIFE_MS, check_is_clean, number_from_environment};
use crate::dice::Dice;
use crate::foreign_calendars::account_server::AccountServer;
use crate::served::start;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};
use terminplaner::clock::Clock;
use terminplaner::domain::account_calendar::Chosen;
use terminplaner::domain::busy_calendar::Tentative;
use terminplaner::domain::feed::Detail;
use terminplaner::domain::time::Minute;
use terminplaner::domain::values::ShortName;
use terminplaner::operations::busy_calendars::{self, Draft};
use terminplaner::store::Store;
use tokio::runtime::Runtime;

/// The longest time that bringing all of them may take after the last round.
const PATIENCE: Duration = Duration::from_secs(120);

/// Appointments of the first room are written to "praxis".
async fn connect(db: &Path, server: &AccountServer) {
    let owner = "INSERT INTO users (id, email, name, role, password_hash, created_at)
                 VALUES (1, 'chefin@example.org', 'Erika Muster', 'owner', 'x', 0)";
    Connection::open(db).unwrap().execute_batch(owner).unwrap();
    let praxis =
        Chosen { url: server.calendar("praxis"), name: "praxis".into(), blocks: false, detail: Some(Detail::Names) };
    let draft = Draft {
        resource: "raum-0".into(),
        name: ShortName::from_stored("Privat"),
        tentative: Tentative::Busy,
        access: Some(server.access()),
        calendars: Some(vec![praxis]),
    };
    let store = Store::open(db, Clock::system()).unwrap();
    busy_calendars::add(&store, draft, 1).await.unwrap();
}

fn command(fixture: &Fixture) -> Command {
    let mut command = fixture.command();
    command.arg("--allow-private-fetch");
    command
}

fn count(db: &Path, sql: &str) -> i64 {
    Connection::open(db).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Names and starts of what is to stand there.
fn wanted(db: &Path) -> BTreeMap<String, String> {
    let file = Connection::open(db).unwrap();
    let sql = "SELECT id, starts_at FROM appointments JOIN claims ON appointment_key = key
               WHERE resource_id = 'raum-0' AND claims.blocking = 1";
    let mut statement = file.prepare(sql).unwrap();
    let row = |row: &rusqlite::Row<'_>| {
        let start = Minute::from_epoch(row.get(1)?).to_utc().format("%Y%m%dT%H%M%SZ").to_string();
        Ok((format!("{}.ics", row.get::<_, String>(0)?), start))
    };
    statement.query_map([], row).unwrap().map(Result::unwrap).collect()
}

/// Names and starts of what stands there.
fn there(server: &AccountServer) -> BTreeMap<String, String> {
    let start = |text: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix("DTSTART:"));
        line.unwrap_or_else(|| panic!("{text}")).to_owned()
    };
    server.objects("praxis").into_iter().map(|(name, text)| (name, start(&text))).collect()
}

#[test]
fn a_kill_at_any_instant_leaves_each_appointment_once_in_a_calendar_elsewhere() {
    let rounds = number_from_environment("CRASH_ROUNDS").unwrap_or(4);
    let seed = number_from_environment("CRASH_SEED").unwrap_or_else(|| getrandom::u64().unwrap() >> 16);
    println!("crash test of copies: {rounds} rounds, CRASH_SEED={seed}");
    let runtime = Runtime::new().unwrap();
    let server = runtime.block_on(AccountServer::start());
    let (fixture, mut dice, mut journal) = (Fixture::new(), Dice(seed), Journal::default());
    runtime.block_on(connect(&fixture.db, &server));
    let mut served = start(command(&fixture));
    let starts = all_starts(served.address);
    for _ in 0..rounds {
        let clients = Clients::start(served.address, &starts, journal, &mut dice, CLIENTS);
        sleep(Duration::from_millis(dice.roll(LONGEST_LIFE_MS)));
        served.kill();
        journal = clients.join();
        served = start(command(&fixture));
        journal.settle(served.address);
    }
    let end = Instant::now() + PATIENCE;
    while count(&fixture.db, "SELECT count(*) FROM calendar_copies WHERE wanted > brought") > 0 {
        assert!(Instant::now() < end, "it does not come to rest: {}", fixture.complaints());
        sleep(Duration::from_millis(50));
    }
    assert!(served.stop().success());
    let wanted = wanted(&fixture.db);
    assert!(!wanted.is_empty() || journal.bookings.is_empty());
    assert_eq!(there(&server), wanted);
    assert_eq!(count(&fixture.db, "SELECT count(*) FROM calendar_copies WHERE conflict IS NOT NULL"), 0);
    check_is_clean(&fixture.db);
    println!("{} bookings, {} copies, all as they are to be", journal.bookings.len(), wanted.len());
}
