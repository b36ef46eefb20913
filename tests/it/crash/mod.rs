//! The crash test: `serve` is killed at random instants while clients make changes, round after round on the same
//! database. No confirmed change may be lost or applied twice, and every change has exactly its mails.
//!
//! `cargo test` runs a few rounds; `tests/crash/run [ROUNDS]` runs many and records the result. SIGKILL ends the
//! process, not the machine: data in the kernel survives, so this verifies the order of writing and answering, but
//! not the durability of the disk.

pub mod clients;
mod copies;
pub mod journal;
mod report;
mod verify;

use crate::dice::Dice;
use crate::served::{Served, program, serve_command, start};
use clients::Clients;
use journal::Journal;
use report::Report;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Three rooms around the clock, one service confirmed at once and one by the shop. All reminders are in the future.
const SHOP: &str = r#"
UPDATE shop SET name = 'Hörakustik Muster', location = 'Stuttgart', time_zone = 'Europe/Berlin', email = 'praxis@example.org',
                lead_time_hours = 72, horizon_days = 365, cancel_until_hours = 0, reminder_hours = 24, reminder_consent = 'not_needed',
                max_open_per_email = 1000000;
WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 2)
INSERT INTO resources (id, position, name, kind, online, step_minutes, archived)
SELECT 'raum-' || i, i, 'Raum ' || i, 'room', 1, 60, 0 FROM n;
INSERT INTO services (id, position, name, translations, duration_minutes, buffer_before_minutes, buffer_after_minutes,
                      online, status_on_booking, needs, choice, archived)
SELECT 'sofort', 0, 'Anpassung', '{}', 60, 0, 0, 1, 'confirmed', json_array(json_group_array(id)), 0, 0 FROM resources;
INSERT INTO services (id, position, name, translations, duration_minutes, buffer_before_minutes, buffer_after_minutes,
                      online, status_on_booking, needs, choice, archived)
SELECT 'anfrage', 1, 'Beratung', '{}', 60, 0, 0, 1, 'requested', needs, 0, 0 FROM services;
INSERT INTO availabilities (resource_id, weekdays, from_minute, to_minute, every_weeks)
SELECT id, '["mon","tue","wed","thu","fri","sat","sun"]', 0, 1440, 1 FROM resources;
"#;

/// Number of concurrent clients.
const CLIENTS: u64 = 8;

/// Maximum duration of a round before the kill, in milliseconds.
const LONGEST_LIFE_MS: u64 = 400;

/// Every n-th round is also killed during its start.
const ALSO_AT_THE_START: u64 = 5;

/// A database, its mails and the log of the server.
pub struct Fixture {
    folder: tempfile::TempDir,
    pub db: PathBuf,
    mails: PathBuf,
}

impl Fixture {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (db, mails) = (folder.path().join("shop.db"), folder.path().join("mails"));
        let now = terminplaner::clock::Clock::system().now();
        terminplaner::store::open::read_write(&db, now).unwrap().execute_batch(SHOP).unwrap();
        Self { folder, db, mails }
    }

    /// The command `serve` for it.
    pub fn command(&self) -> std::process::Command {
        let mut command = serve_command(&self.db);
        command.arg("--mail-dir").arg(&self.mails).env("RUST_LOG", "error").stderr(self.log());
        command
    }

    fn log(&self) -> Stdio {
        let log = std::fs::File::options().create(true).append(true).open(self.folder.path().join("log"));
        log.unwrap().into()
    }

    /// Warnings and errors in the log. A kill must cause none.
    fn complaints(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

fn number_from_environment(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} must be a number")))
}

#[test]
fn a_kill_at_any_instant_loses_and_repeats_nothing() {
    let rounds = number_from_environment("CRASH_ROUNDS").unwrap_or(4);
    let seed = number_from_environment("CRASH_SEED").unwrap_or_else(|| getrandom::u64().unwrap() >> 16);
    println!("crash test: {rounds} rounds, CRASH_SEED={seed}");
    let (fixture, mut dice) = (Fixture::new(), Dice(seed));
    let (mut journal, mut report) = (Journal::default(), Report::new(seed));
    let mut served = start(fixture.command());
    let starts = clients::all_starts(served.address);
    for round in 1..=rounds {
        let clients = Clients::start(served.address, &starts, journal, &mut dice, CLIENTS);
        std::thread::sleep(Duration::from_millis(dice.roll(LONGEST_LIFE_MS)));
        served.kill();
        journal = clients.join();
        if round % ALSO_AT_THE_START == 0 {
            kill_while_it_starts(&fixture, &mut dice);
        }
        let before = Instant::now();
        served = start(fixture.command());
        let restart = before.elapsed();
        let unseen = verify::answered_changes_are_there(&fixture.db, &journal, round);
        report.note_round(restart, journal.unanswered(), unseen);
        journal.settle(served.address);
        verify::all_is_as_answered(&fixture.db, &journal, round);
        check_is_clean(&fixture.db);
        if round % 10 == 0 {
            println!("round {round}: {} bookings, {} changes answered", journal.bookings.len(), journal.answered);
        }
    }
    finish(served, &fixture, journal, report, rounds);
}

fn kill_while_it_starts(fixture: &Fixture, dice: &mut Dice) {
    let child = fixture.command().stdout(Stdio::null()).spawn().unwrap();
    let mut starting = Served { child, address: ([127, 0, 0, 1], 0).into() };
    std::thread::sleep(Duration::from_millis(dice.roll(60)));
    starting.kill();
}

/// Runs `check`.
pub fn check_is_clean(db: &Path) {
    let output = program().args(["check", "--db"]).arg(db).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

/// Stops gracefully at the end; then verifies the mails and prints the summary.
fn finish(mut served: Served, fixture: &Fixture, journal: Journal, report: Report, rounds: u64) {
    assert!(served.stop().success());
    assert!(!fixture.db.with_file_name("shop.db-wal").exists(), "a stop brings the journal into the file");
    check_is_clean(&fixture.db);
    verify::all_is_as_answered(&fixture.db, &journal, rounds);
    let mails = verify::mails_are_as_noted(&fixture.db, &fixture.mails);
    assert_eq!(fixture.complaints(), "");
    report.finish(rounds, &journal, &mails, &fixture.db);
}
