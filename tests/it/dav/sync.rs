//! What has changed since a program has asked last.

use super::client::{Client, addresses, between, object_of};
use crate::harness::{TestApp, booking, token};
use crate::seed;
use axum::body::Body;
use axum::http::Request;
use std::process::Command;
use terminplaner::domain::feed::Detail;

const FIRST: &str = "2022-01-17T09:00:00+01:00";
const SECOND: &str = "2022-01-18T09:00:00+01:00";

#[tokio::test]
async fn changes_are_told_once_and_what_is_gone_too() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let calendar = client.calendar("kabine-1");
    let booked = shop.book(&booking(FIRST)).await;
    let one = object_of(&client, "kabine-1", 1);
    let (first, start) = client.sync(&calendar, "").await;
    assert_eq!((first.status.as_u16(), addresses(&first)), (207, vec![one.clone()]));
    let (again, same) = client.sync(&calendar, &start).await;
    assert_eq!((addresses(&again), &same), (vec![], &start));
    assert_eq!(shop.book(&booking(SECOND)).await.status, 201);
    let two = object_of(&client, "kabine-1", 2);
    let (more, then) = client.sync(&calendar, &start).await;
    assert_eq!(addresses(&more), std::slice::from_ref(&two));
    let cancel = Request::delete(format!("/api/v1/bookings/{}", token(&booked))).body(Body::empty()).unwrap();
    assert_eq!(shop.send(cancel).await.status, 200);
    let (gone, last) = client.sync(&calendar, &then).await;
    assert_eq!(addresses(&gone), std::slice::from_ref(&one));
    assert!(gone.text.contains("HTTP/1.1 404 Not Found"), "{}", gone.text);
    let (both, _) = client.sync(&calendar, &start).await;
    assert_eq!(addresses(&both), [two.clone(), one], "in the order of their changes");
    shop.execute("DELETE FROM appointments WHERE key = 2");
    let (deleted, _) = client.sync(&calendar, &last).await;
    assert_eq!(addresses(&deleted), [two]);
    assert!(deleted.text.contains("404"), "also what the shell deletes");
}

#[tokio::test]
async fn an_appointment_that_changes_its_room_leaves_one_calendar_and_comes_to_the_other() {
    let shop = TestApp::with(&seed::appointment(1, "kabine-1", 27_373_440, 60, "confirmed"), true);
    let client = Client::full(&shop).await;
    let (_, one) = client.sync(&client.calendar("kabine-1"), "").await;
    let (_, two) = client.sync(&client.calendar("kabine-2"), "").await;
    shop.execute("UPDATE claims SET resource_id = 'kabine-2' WHERE appointment_key = 1");
    let (left, _) = client.sync(&client.calendar("kabine-1"), &one).await;
    let (came, _) = client.sync(&client.calendar("kabine-2"), &two).await;
    assert_eq!(addresses(&left), [object_of(&client, "kabine-1", 1)]);
    assert_eq!(addresses(&came), [object_of(&client, "kabine-2", 1)]);
    assert!(left.text.contains("404") && !came.text.contains("404"));
}

#[tokio::test]
async fn stale_and_foreign_tokens_are_refused_so_that_everything_is_read_anew() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let calendar = client.calendar("kabine-1");
    let (_, token) = client.sync(&calendar, "").await;
    let other_view = Client::another(&shop, client.user, "erika@example.org", "Namen", Detail::Names).await;
    let ahead = format!("{}999999", token);
    for (who, bad) in
        [(&client, "x"), (&client, &ahead), (&client, "urn:terminplaner:sync:a:b:1"), (&other_view, &token)]
    {
        let (answer, _) = who.sync(&calendar, bad).await;
        assert_eq!(answer.status, 403, "{bad}");
        assert!(answer.text.contains("<D:valid-sync-token/>"), "{}", answer.text);
    }
    shop.execute("UPDATE resources SET name = 'Raum' WHERE id = 'kabine-2'");
    assert_eq!(client.sync(&calendar, &token).await.0.status, 403, "other names are in all objects");
}

#[tokio::test]
async fn a_restored_copy_begins_another_epoch() {
    let shop = TestApp::new();
    let folder = tempfile::tempdir().unwrap();
    let (db, copy) = (folder.path().join("shop.db"), folder.path().join("copy.db"));
    let run = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_terminplaner")).args(args).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    run(&["backup", "--db", shop.db.to_str().unwrap(), copy.to_str().unwrap()]);
    run(&["restore", "--db", db.to_str().unwrap(), copy.to_str().unwrap()]);
    let epoch = |path: &std::path::Path| -> String {
        let file = rusqlite::Connection::open(path).unwrap();
        file.query_row("SELECT epoch FROM calendar_state", [], |row| row.get(0)).unwrap()
    };
    assert_ne!(epoch(&db), epoch(&copy));
}

#[tokio::test]
async fn few_changes_at_a_time_are_told_where_few_are_wanted() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let calendar = client.calendar("kabine-1");
    for hour in ["09", "10", "11"] {
        assert_eq!(shop.book(&booking(&format!("2022-01-17T{hour}:00:00+01:00"))).await.status, 201);
    }
    let mut token = String::new();
    let mut seen = Vec::new();
    for round in 1..=3 {
        let inside = format!(
            "<D:sync-token>{token}</D:sync-token><D:sync-level>1</D:sync-level><D:limit><D:nresults>1</D:nresults></D:limit><D:prop><D:getetag/></D:prop>"
        );
        let answer = client.report(&calendar, "D:sync-collection", &inside).await;
        assert_eq!(answer.text.contains("507 Insufficient Storage"), round < 3, "{}", answer.text);
        seen.extend(addresses(&answer).into_iter().filter(|address| *address != calendar));
        token = between(&answer.text, "<D:sync-token>", "</D:sync-token>").unwrap();
    }
    seen.dedup();
    assert_eq!(seen.len(), 3, "{seen:?}");
    assert_eq!(addresses(&client.sync(&calendar, &token).await.0), [""; 0]);
}
