//! The daily copy.

use crate::harness::{TestApp, booking};
use std::fs;
use terminplaner::cli::daily_backup::{Copied, DailyBackup};

fn names(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// What tells the shop's database from others.
fn code(app: &TestApp) -> String {
    let file = rusqlite::Connection::open(&app.db).unwrap();
    file.query_row("SELECT code FROM database_identity", [], |row| row.get(0)).unwrap()
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
    let code = code(&app);
    assert_eq!(
        names(&job.folder),
        [format!("shop-{code}-2022-01-15.db"), format!("shop-{code}-2022-01-16.db"), "shop-notes.db".into()]
    );
    let copy = rusqlite::Connection::open(job.folder.join(format!("shop-{code}-2022-01-16.db"))).unwrap();
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

#[test]
fn several_shops_share_a_folder_and_copies_of_earlier_versions_count_too() {
    let (one, other, folder) = (TestApp::new(), TestApp::new(), tempfile::tempdir().unwrap());
    fs::write(folder.path().join("shop-2022-01-13.db"), "made by an earlier version").unwrap();
    for day in ["2022-01-14", "2022-01-15"] {
        for app in [&one, &other] {
            let job = DailyBackup { db: app.db.clone(), folder: folder.path().to_owned(), keep: 2 };
            assert_eq!(job.copy_for(day.parse().unwrap()).unwrap(), Copied::Now);
            assert!(matches!(job.copy_for(day.parse().unwrap()).unwrap(), Copied::Before(_)));
        }
    }
    let (one, other) = (code(&one), code(&other));
    let mut expected: Vec<_> = [&one, &other]
        .iter()
        .flat_map(|code| ["14", "15"].map(|day| format!("shop-{code}-2022-01-{day}.db")))
        .collect();
    expected.sort();
    assert_eq!(names(folder.path()), expected);
}
