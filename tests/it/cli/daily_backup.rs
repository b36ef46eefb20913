//! The daily copy.

use crate::harness::{TestApp, booking};
use std::fs;
use terminplaner::cli::daily_backup::DailyBackup;

fn names(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn one_copy_a_day_is_made_and_only_the_newest_stay() {
    let app = TestApp::new();
    let folder = tempfile::tempdir().unwrap();
    let job = DailyBackup { db: app.db.clone(), folder: folder.path().join("copies"), keep: 2 };
    let day = |day: &str| job.copy_for(day.parse().unwrap()).unwrap();
    day("2022-01-14");
    app.book(&booking("2022-01-17T09:00:00+01:00")).await;
    day("2022-01-14");
    day("2022-01-15");
    fs::write(job.folder.join("shop-notes.db"), "the operator's own").unwrap();
    day("2022-01-16");
    assert_eq!(names(&job.folder), ["shop-2022-01-15.db", "shop-2022-01-16.db", "shop-notes.db"]);
    let copy = rusqlite::Connection::open(job.folder.join("shop-2022-01-16.db")).unwrap();
    let booked: i64 = copy.query_row("SELECT count(*) FROM appointments", [], |row| row.get(0)).unwrap();
    assert_eq!(booked, 1);
}

#[test]
fn a_copy_that_fails_removes_no_older_one() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("shop-2022-01-14.db"), "kept").unwrap();
    let job = DailyBackup { db: folder.path().join("absent.db"), folder: folder.path().to_owned(), keep: 1 };
    let refused = job.copy_for("2022-01-15".parse().unwrap()).unwrap_err();
    assert!(refused.to_string().contains("there is no file"), "{refused}");
    assert_eq!(names(folder.path()), ["shop-2022-01-14.db"]);
}
