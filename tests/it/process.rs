//! The built program as a process: it starts, books, refuses a second instance, stops, and survives SIGKILL.

use crate::harness::booking;
use crate::served::{Served, book, command, request, serve, shop};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The free starts of the next dates.
fn free_starts(address: SocketAddr, count: usize) -> Vec<String> {
    let (status, body) = request(address, "GET /api/v1/availability?service=anpassung&days=31", "").unwrap();
    assert_eq!(status, 200);
    let page: Value = serde_json::from_str(&body).unwrap();
    let slots = page["days"].as_array().unwrap().iter().flat_map(|day| day["slots"].as_array().unwrap());
    let free: Vec<_> = slots
        .filter(|slot| slot["free"] == true)
        // Full hours only: bookings of 60 minutes at half hours would overlap.
        .filter(|slot| slot["time"].as_str().unwrap().ends_with(":00"))
        .map(|slot| slot["start"].as_str().unwrap().to_owned())
        .take(count)
        .collect();
    assert_eq!(free.len(), count);
    free
}

/// A single room, so that a slot has one winner; no limit of open appointments.
const ONE_ROOM: &str =
    "UPDATE resources SET online = 0 WHERE id = 'kabine-2'; UPDATE shop SET max_open_per_email = 1000000";

#[test]
fn fifty_slots_under_eight_clients_have_exactly_one_winner_each() {
    let folder = tempfile::tempdir().unwrap();
    let served = serve(&shop(folder.path(), ONE_ROOM));
    let slots = Arc::new(free_starts(served.address, 50));
    let won = Arc::new(Mutex::new(HashMap::<String, usize>::new()));
    let address = served.address;
    let clients: Vec<_> = (0..8)
        .map(|client| {
            let (slots, won) = (slots.clone(), won.clone());
            std::thread::spawn(move || {
                for start in slots.iter() {
                    let mut body = booking(start);
                    body["customer"]["email"] = json!(format!("client{client}@example.org"));
                    let (status, text) = book(address, &body).unwrap();
                    match status {
                        201 => *won.lock().unwrap().entry(start.clone()).or_default() += 1,
                        409 => assert!(text.contains("slot_taken"), "{text}"),
                        _ => panic!("{status} {text}"),
                    }
                }
            })
        })
        .collect();
    for client in clients {
        client.join().unwrap();
    }
    let won = won.lock().unwrap();
    assert_eq!(won.len(), 50);
    assert!(won.values().all(|winners| *winners == 1), "{won:?}");
    let file = rusqlite::Connection::open(folder.path().join("shop.db")).unwrap();
    let booked: i64 = file.query_row("SELECT count(*) FROM claims WHERE blocking = 1", [], |row| row.get(0)).unwrap();
    assert_eq!(booked, 50);
}

#[test]
fn a_kill_in_the_middle_loses_nothing_that_was_answered() {
    let folder = tempfile::tempdir().unwrap();
    let db = shop(folder.path(), ONE_ROOM);
    for kill_after in [3, 17, 40] {
        let mut served = serve(&db);
        let address = served.address;
        let slots = Arc::new(free_starts(address, 60));
        let answered = Arc::new(Mutex::new(HashSet::<String>::new()));
        let count = Arc::new(AtomicUsize::new(0));
        let clients: Vec<_> = (0..8)
            .map(|client| {
                let (slots, answered, count) = (slots.clone(), answered.clone(), count.clone());
                std::thread::spawn(move || {
                    for start in slots.iter().skip(client).step_by(8) {
                        let Some((status, body)) = book(address, &booking(start)) else { return };
                        if status == 201 {
                            let id = serde_json::from_str::<Value>(&body).unwrap()["id"].as_str().unwrap().to_owned();
                            answered.lock().unwrap().insert(id);
                            count.fetch_add(1, Ordering::SeqCst);
                        }
                    }
                })
            })
            .collect();
        while count.load(Ordering::SeqCst) < kill_after {
            std::thread::yield_now();
        }
        served.kill();
        for client in clients {
            client.join().unwrap();
        }
        // A killed process leaves no lock behind.
        let again = serve(&db);
        let file = rusqlite::Connection::open(&db).unwrap();
        for id in answered.lock().unwrap().iter() {
            let found: i64 =
                file.query_row("SELECT count(*) FROM appointments WHERE id = ?1", [id], |row| row.get(0)).unwrap();
            assert_eq!(found, 1, "{id} was answered with 201");
        }
        let mails_owed: i64 = file
            .query_row(
                "SELECT (SELECT count(*) FROM bookings) = (SELECT count(*) FROM outbox WHERE kind = 'confirmation')",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(mails_owed, 1, "a booking and its mail are written together");
        drop(again);
    }
}

#[test]
fn a_second_serve_on_the_same_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let db = shop(folder.path(), "");
    let _first = serve(&db);
    let second = command(&db).output().unwrap();
    assert_eq!(second.status.code(), Some(1));
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(said.contains("is served already; stop the other `serve` first"), "{said}");
}

#[test]
fn sigterm_ends_event_streams_and_stops_with_success() {
    let folder = tempfile::tempdir().unwrap();
    let mut served = serve(&shop(folder.path(), ""));
    let mut stream = TcpStream::connect(served.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    write!(stream, "GET /api/v1/changes HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut first = [0; 15];
    stream.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200 OK");
    served.signal("-TERM");
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).unwrap();
    assert!(rest.ends_with(b"0\r\n\r\n"), "the stream ends as a stream does, not by a cut");
    assert!(served.child.wait().unwrap().success());
}

#[test]
fn wrong_arguments_and_files_are_told_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = command(&folder.path().join("shop.db")).args(["--log-format", "xml"]).output().unwrap();
    assert_eq!(wrong.status.code(), Some(2));
    let foreign = folder.path().join("foreign.db");
    rusqlite::Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    let text = folder.path().join("text.db");
    std::fs::write(&text, "no database at all, but long enough to look at: ".repeat(100)).unwrap();
    let newer = shop(folder.path(), "PRAGMA user_version = 99");
    for (file, says) in [
        (foreign.as_path(), "database of another program"),
        (text.as_path(), "not a database"),
        (newer.as_path(), "newer version"),
        (Path::new("/nowhere/shop.db"), "does the folder exist"),
    ] {
        let refused = command(file).output().unwrap();
        assert_eq!(refused.status.code(), Some(1), "{}", file.display());
        let said = String::from_utf8(refused.stderr).unwrap();
        assert!(said.contains(says), "{said}");
    }
    assert_eq!(std::fs::read_to_string(&text).unwrap().len(), 48 * 100, "a foreign file stays as it is");
}

#[test]
fn a_new_file_is_set_up_by_the_address_that_is_printed_anew_with_every_start() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("new.db");
    let mut addresses = HashSet::new();
    for _ in 0..2 {
        let mut child = command(&db).stderr(Stdio::inherit()).env("RUST_LOG", "error").spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let listens = lines.next().unwrap().unwrap();
        let address = listens.split("http://").nth(1).unwrap().split(',').next().unwrap().parse().unwrap();
        let served = Served { child, address };
        let printed = lines.next().unwrap().unwrap();
        let path = printed.split("make the first one at http://127.0.0.1").nth(1).unwrap().to_owned();
        let (status, page) = request(served.address, &format!("GET {path}"), "").unwrap();
        assert!(status == 200 && page.contains("type=\"password\""), "{status} {page}");
        assert!(addresses.insert(path), "it is another one");
    }
}
