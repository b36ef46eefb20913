//! Verifies the database against the journal.

use super::journal::{Journal, Known};
use chrono::DateTime;
use rusqlite::Connection;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

/// An appointment in the database.
struct Row {
    start: i64,
    status: String,
    sequence: u32,
}

/// Number of mails of an appointment by kind and state.
type MailCounts = BTreeMap<(String, String), u32>;

fn rows(conn: &Connection) -> HashMap<String, Row> {
    let sql = "SELECT a.id, a.starts_at, a.status, b.sequence FROM appointments a JOIN bookings b ON b.appointment_key = a.key";
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, Row { start: row.get(1)?, status: row.get(2)?, sequence: row.get(3)? })));
    rows.unwrap().map(Result::unwrap).collect()
}

fn minute(start: &str) -> i64 {
    DateTime::parse_from_rfc3339(start).unwrap().timestamp() / 60
}

fn is_as(row: &Row, booking: &Known) -> bool {
    let open = if booking.service == "anfrage" { "requested" } else { "confirmed" };
    let status = if booking.cancelled { "cancelled" } else { open };
    row.start == minute(&booking.start)
        && row.status == status
        && row.sequence == booking.moves + u32::from(booking.cancelled)
}

/// Right after the restart: every confirmed change is present; an unanswered one is either complete or absent.
/// Returns how many of the latter are present.
pub fn answered_changes_are_there(db: &Path, journal: &Journal, round: u64) -> usize {
    let mut unseen = 0;
    let rows = rows(&Connection::open(db).unwrap());
    for booking in &journal.bookings {
        let row = rows.get(&booking.id).unwrap_or_else(|| panic!("round {round}: {} is lost", booking.id));
        let mut after = booking.clone();
        if let Some(change) = &booking.pending {
            after.apply(change);
        }
        unseen += usize::from(!is_as(row, booking));
        assert!(is_as(row, booking) || is_as(row, &after), "round {round}: {} at {}", row.status, row.start);
    }
    let unknown = rows.len() - journal.bookings.len();
    assert!(unknown <= journal.asked.len(), "round {round}: {unknown} bookings that nobody asked for");
    unseen + unknown
}

/// After all requests were repeated: exactly the confirmed changes, nothing twice, and exactly the mails of each.
pub fn all_is_as_answered(db: &Path, journal: &Journal, round: u64) {
    let conn = Connection::open(db).unwrap();
    let (rows, mut mails) = (rows(&conn), mails(&conn));
    let ids: HashSet<_> = journal.bookings.iter().map(|booking| &booking.id).collect();
    assert_eq!(ids.len(), journal.bookings.len(), "round {round}: two answers for one booking");
    assert_eq!(rows.len(), journal.bookings.len(), "round {round}: bookings that nobody was told of");
    for booking in &journal.bookings {
        let row = &rows[&booking.id];
        assert!(is_as(row, booking), "round {round}: {} {} at {}", booking.id, row.status, row.start);
        let mails = mails.remove(&booking.id).unwrap_or_default();
        assert_mails(booking, &mails, round);
    }
    assert!(mails.is_empty(), "round {round}: mails of an unknown booking");
}

fn mails(conn: &Connection) -> HashMap<String, MailCounts> {
    let sql =
        "SELECT a.id, o.kind, o.state, count(*) FROM outbox o LEFT JOIN appointments a ON a.key = o.appointment_key
               GROUP BY 1, 2, 3";
    let mut statement = conn.prepare(sql).unwrap();
    let mut all = HashMap::<String, MailCounts>::new();
    let mut found = statement.query([]).unwrap();
    while let Some(row) = found.next().unwrap() {
        let id: String = row.get(0).unwrap();
        all.entry(id).or_default().insert((row.get(1).unwrap(), row.get(2).unwrap()), row.get(3).unwrap());
    }
    all
}

fn assert_mails(booking: &Known, mails: &MailCounts, round: u64) {
    let first = if booking.service == "anfrage" { "request_received" } else { "confirmation" };
    let (moves, calls_off) = (booking.moves, u32::from(booking.cancelled));
    let count = |kind: &str, state: &str| mails.get(&(kind.into(), state.into())).copied().unwrap_or_default();
    // Each move withdraws the previous reminder; the last one is still queued, or withdrawn by a cancellation.
    for (state, number) in [("queued", 1 - calls_off), ("withdrawn", moves + calls_off)] {
        assert_eq!(count("reminder", state), number, "round {round}: {state} reminders of {} in {mails:?}", booking.id);
    }
    let mut total = moves + 1;
    for (kinds, last_word) in
        [([first, "rescheduled"], "cancelled"), (["shop_booked", "shop_rescheduled"], "shop_cancelled")]
    {
        for (kind, number) in kinds.into_iter().zip([1, moves]) {
            // Mails queued at the time of a cancellation are withdrawn.
            let else_than_sent = count(kind, if booking.cancelled { "withdrawn" } else { "queued" });
            let found = count(kind, "sent") + else_than_sent;
            assert_eq!(found, number, "round {round}: {kind} of {} in {mails:?}", booking.id);
            total += number;
        }
        // The cancellation is reported only if an earlier mail was sent.
        let was_told = kinds.iter().any(|kind| count(kind, "sent") > 0);
        let told_off = count(last_word, "queued") + count(last_word, "sent");
        let most = calls_off.min(u32::from(was_told));
        assert!(told_off <= most, "round {round}: {last_word} of {} in {mails:?}", booking.id);
        total += told_off;
    }
    assert_eq!(mails.values().sum::<u32>(), total, "round {round}: {} in {mails:?}", booking.id);
}

/// Number of sent and of queued mails.
pub struct Mails {
    pub sent: usize,
    pub queued: usize,
}

/// Every mail marked as sent is in the folder, and every mail in the folder is in the outbox.
pub fn mails_are_as_noted(db: &Path, folder: &Path) -> Mails {
    let conn = Connection::open(db).unwrap();
    let ids = |state: &str| -> HashSet<i64> {
        let mut statement = conn.prepare("SELECT id FROM outbox WHERE state = ?1").unwrap();
        statement.query_map([state], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let (sent, queued, withdrawn) = (ids("sent"), ids("queued"), ids("withdrawn"));
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    // Names starting with a dot were being written when the process was killed.
    let written: Vec<i64> = names
        .filter(|name| !name.starts_with('.'))
        .map(|name| name.split('-').nth(1).unwrap().parse().unwrap())
        .collect();
    let distinct: HashSet<i64> = written.iter().copied().collect();
    assert_eq!(distinct.len(), written.len(), "no mail was written under two names");
    assert!(sent.is_subset(&distinct), "mails noted as sent that nobody got");
    // A kill between sending and marking leaves a mail queued: it is sent again with the same Message-ID, unless its
    // appointment is cancelled first.
    let is_queued = |id: &i64| sent.contains(id) || queued.contains(id) || withdrawn.contains(id);
    assert!(distinct.iter().all(is_queued), "mails that are not in the outbox");
    Mails { sent: sent.len(), queued: queued.len() }
}
