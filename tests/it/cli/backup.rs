//! `backup`.

use super::import_text;
use crate::shopfile::{GOLDEN, dump, now};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use terminplaner::cli::backup::{Args, run};
use terminplaner::cli::check;

fn golden_file(folder: &Path) -> PathBuf {
    let db = folder.join("shop.db");
    import_text(&db, "shop.toml", GOLDEN).unwrap();
    db
}

#[test]
fn the_copy_is_sound_and_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let db = golden_file(folder.path());
    let target = folder.path().join("copy.db");
    std::fs::write(&target, "an older copy").unwrap();
    run(&Args { db: db.clone().into(), target: target.clone() }).unwrap();
    assert_eq!(check::examine(&target, now()).unwrap().faults, [""; 0]);
    assert_eq!(dump(&Connection::open(&target).unwrap()), dump(&Connection::open(&db).unwrap()));
    // An existing target is replaced, and no other file is left.
    run(&Args { db: db.into(), target }).unwrap();
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
}

#[test]
fn a_copy_is_made_while_somebody_writes() {
    let folder = tempfile::tempdir().unwrap();
    let db = golden_file(folder.path());
    let writer = Connection::open(&db).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE; UPDATE shop SET name = 'Neu'").unwrap();
    let target = folder.path().join("copy.db");
    run(&Args { db: db.into(), target: target.clone() }).unwrap();
    writer.execute_batch("COMMIT").unwrap();
    let name: String =
        Connection::open(&target).unwrap().query_row("SELECT name FROM shop", [], |row| row.get(0)).unwrap();
    assert_eq!(name, "Hörakustik Muster");
}

#[test]
fn a_target_that_must_not_be_overwritten_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let db = golden_file(folder.path());
    let refusal = |target: PathBuf| run(&Args { db: db.clone().into(), target }).unwrap_err().to_string();
    assert!(refusal(db.clone()).contains("is the database itself"));
    assert!(refusal(folder.path().to_owned()).contains("is no regular file"));
    assert!(refusal(folder.path().join("none/copy.db")).contains("does not exist"));
    let open = folder.path().join("open.db");
    std::fs::write(folder.path().join("open.db-wal"), "").unwrap();
    assert!(refusal(open).contains("is open as a database"));
    assert!(run(&Args { db: folder.path().join("x.db").into(), target: folder.path().join("y.db") }).is_err());
    assert!(!folder.path().join("x.db").exists());
}
