//! Faults that need a process: system limits, permissions, a lock held for seconds.

use crate::harness::booking;
use crate::served::{Served, book, command, program, request, serve, shop, start};
use serde_json::Value;
use std::fs::{self, File, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

/// A user without special permissions.
const NOBODY: u32 = 65_534;

/// No limit of open appointments.
const MANY: &str = "UPDATE shop SET max_open_per_email = 1000000";

fn start_of(number: usize) -> String {
    let (day, hour) = (17 + number / 8, 9 + number % 8);
    format!("2022-01-{day}T{hour:02}:00:00+01:00")
}

/// `serve` with its log in a file.
fn logged(mut command: Command, log: &Path) -> Served {
    command.stderr(File::create(log).unwrap()).env("RUST_LOG", "error");
    start(command)
}

fn is_sound(db: &Path) -> bool {
    let output = program().args(["check", "--db"]).arg(db).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    true
}

fn count(db: &Path, sql: &str) -> i64 {
    rusqlite::Connection::open(db).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Books one start; returns status and code of the response.
fn try_to_book(served: &Served, start: &str) -> (u16, String) {
    let (status, text) = book(served.address, &booking(start)).expect("an answer");
    let answer: Value = serde_json::from_str(&text).unwrap();
    (status, answer["code"].as_str().unwrap_or_default().to_owned())
}

fn busy() -> (u16, String) {
    (503, "busy".to_owned())
}

/// A limit of the file size, similar to a quota or a full disk: writes fail in the middle of a transaction.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_may_not_grow_refuses_and_goes_on_when_it_may() {
    let folder = tempfile::tempdir().unwrap();
    let (db, log) = (shop(folder.path(), MANY), folder.path().join("log"));
    let served = command(&db);
    let mut limited = Command::new("sh");
    // In units of 512 bytes. Without the trap the signal would end the process; with it, writes fail as on a full
    // disk.
    limited.args(["-c", "trap '' XFSZ; ulimit -S -f 400; exec \"$0\" \"$@\""]);
    limited.arg(served.get_program()).args(served.get_args());
    let served = logged(limited, &log);
    let answers: Vec<_> = (0..80).map(|number| try_to_book(&served, &start_of(number % 40))).collect();
    let booked = answers.iter().filter(|(status, _)| *status == 201).count();
    assert!(booked > 0 && answers.contains(&busy()), "{answers:?}");
    assert!(answers.iter().all(|answer| answer.0 == 201 || *answer == busy()), "{answers:?}");
    assert_eq!(count(&db, "SELECT count(*) FROM appointments"), booked as i64);
    assert!(fs::read_to_string(&log).unwrap().contains("a request failed"));
    let lift = Command::new("prlimit").args(["--fsize=unlimited", "--pid", &served.child.id().to_string()]).status();
    assert!(lift.unwrap().success());
    assert_eq!(try_to_book(&served, "2022-01-31T09:00:00+01:00").0, 201);
    assert_eq!(count(&db, "SELECT count(*) FROM appointments"), booked as i64 + 1);
    drop(served);
    assert!(is_sound(&db));
}

#[test]
fn a_deleted_file_is_told_in_the_log_and_serve_stops_in_peace() {
    let folder = tempfile::tempdir().unwrap();
    let (db, log) = (shop(folder.path(), ""), folder.path().join("log"));
    let mut served = logged(command(&db), &log);
    assert_eq!(try_to_book(&served, &start_of(0)).0, 201);
    fs::remove_file(&db).unwrap();
    assert_eq!(try_to_book(&served, &start_of(1)), busy());
    assert_eq!(served.status_of("GET /healthz"), 503);
    assert!(served.stop().success());
    assert!(!db.exists());
    let told = fs::read_to_string(&log).unwrap();
    assert!(told.contains("was deleted, moved or replaced while it is served; put it back"), "{told}");
}

#[test]
fn a_deleted_journal_loses_nothing_where_serve_is_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let db = shop(folder.path(), "");
    let mut served = serve(&db);
    assert_eq!(try_to_book(&served, &start_of(0)).0, 201);
    fs::remove_file(db.with_file_name("shop.db-wal")).unwrap();
    assert_eq!(try_to_book(&served, &start_of(1)), busy());
    assert!(served.stop().success());
    assert!(!db.with_file_name("shop.db-wal").exists(), "everything is in the file itself");
    let again = serve(&db);
    assert_eq!(count(&db, "SELECT count(*) FROM appointments"), 1);
    assert_eq!(try_to_book(&again, &start_of(1)).0, 201);
    assert!(is_sound(&db));
}

#[test]
fn a_lock_held_by_another_program_is_a_503_after_seconds_and_then_over() {
    let folder = tempfile::tempdir().unwrap();
    let db = shop(folder.path(), "");
    let served = serve(&db);
    let other = rusqlite::Connection::open(&db).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(try_to_book(&served, &start_of(0)), busy());
    assert_eq!(served.status_of("GET /healthz"), 503, "nobody can book");
    assert_eq!(served.status_of("GET /api/v1/shop"), 200);
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(try_to_book(&served, &start_of(0)).0, 201);
    assert_eq!(count(&db, "SELECT count(*) FROM appointments"), 1);
}

/// A folder, a shop in it and a `serve` without root's permissions, which ignore file modes.
struct Bound {
    folder: tempfile::TempDir,
    is_root: bool,
}

impl Bound {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let is_root = folder.path().metadata().unwrap().uid() == 0;
        let bound = Self { folder, is_root };
        shop(bound.folder.path(), MANY);
        // The program itself may be readable by root only.
        // Copied by another process: what a thread of this one starts meanwhile would inherit a copy open for writing, which
        // nobody may run (ETXTBSY).
        let copy = bound.folder.path().join("program");
        assert!(Command::new("cp").arg(program().get_program()).arg(copy).status().unwrap().success());
        if is_root {
            for path in [bound.folder.path().to_owned(), bound.folder.path().join("shop.db")] {
                chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
            }
        }
        bound
    }

    fn command(&self) -> Command {
        let plain = command(&self.folder.path().join("shop.db"));
        let mut command = Command::new(self.folder.path().join("program"));
        command.args(plain.get_args()).env("RUST_LOG", "error");
        if self.is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }

    fn allow(&self, folder: u32, file: u32) {
        fs::set_permissions(self.folder.path(), Permissions::from_mode(folder)).unwrap();
        fs::set_permissions(self.folder.path().join("shop.db"), Permissions::from_mode(file)).unwrap();
    }

    /// The error of a `serve` that refuses to start.
    fn refusal(&self) -> String {
        let refused = self.command().output().unwrap();
        assert_eq!(refused.status.code(), Some(1));
        String::from_utf8(refused.stderr).unwrap()
    }
}

#[test]
fn a_read_only_file_or_folder_is_refused_at_the_start_in_a_sentence() {
    let bound = Bound::new();
    bound.allow(0o755, 0o444);
    let told = bound.refusal();
    assert!(told.contains("shop.db cannot be opened") && told.contains("may not be written"), "{told}");
    bound.allow(0o555, 0o644);
    let told = bound.refusal();
    assert!(told.contains("shop.db cannot be opened") && told.contains("may not be written"), "{told}");
    bound.allow(0o755, 0o644);
    let served = start(bound.command());
    assert_eq!(try_to_book(&served, &start_of(0)).0, 201);
}

#[test]
fn a_file_that_becomes_read_only_loses_nothing_that_was_answered() {
    let bound = Bound::new();
    let db = bound.folder.path().join("shop.db");
    let mut served = start(bound.command());
    assert_eq!(try_to_book(&served, &start_of(0)).0, 201);
    bound.allow(0o555, 0o444);
    let answers: Vec<_> = (1..6).map(|number| try_to_book(&served, &start_of(number))).collect();
    assert!(answers.iter().all(|answer| answer.0 == 201 || *answer == busy()), "{answers:?}");
    let (status, _) = request(served.address, "GET /api/v1/availability?service=anpassung", "").unwrap();
    assert_eq!(status, 200);
    served.kill();
    bound.allow(0o755, 0o644);
    let booked = 1 + answers.iter().filter(|answer| answer.0 == 201).count();
    let again = start(bound.command());
    assert_eq!(count(&db, "SELECT count(*) FROM appointments"), booked as i64);
    assert_eq!(try_to_book(&again, &start_of(6)).0, 201);
}
