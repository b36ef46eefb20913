//! Any sequence of what customers, the operator, files and the clock do keeps the promises of the shop.
//!
//! After every step: no overlap, claims true to their appointments, every appointment as the answers said, and in the outbox
//! exactly the mails that those answers owe. At the end: `check` is clean, the published planning equals one read anew.

use crate::harness::{Answer, TestApp, booking, token};
use crate::never_twice::{copies_are_true, overlaps};
use axum::http::{Method, StatusCode};
use chrono::{DateTime, Duration, Utc};
use proptest::prelude::*;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use terminplaner::booking;
use terminplaner::cli::check;
use terminplaner::domain::appointment::Status;
use terminplaner::shopfile::{self, Format};
use terminplaner::store::{Store, StoreError, appointments, bookings};

/// How many open appointments one address may hold.
const OPEN_MAX: u32 = 3;

/// Two rooms, an answer that the shop gives itself, reminders a day ahead, little lead time.
const SHOP: &str =
    "UPDATE shop SET lead_time_hours = 1, reminder_hours = 24, cancel_until_hours = 2, max_open_per_email = 3;
                    UPDATE services SET status_on_booking = 'requested'";

/// What somebody does. Numbers choose among what is there.
#[derive(Clone, Debug)]
enum Step {
    Place { slot: usize, customer: usize },
    SendAgain { which: usize },
    Move { which: usize, slot: usize },
    Cancel { which: usize },
    Confirm { which: usize },
    Decline { which: usize },
    SetStatus { which: usize, status: usize },
    Import { slot: usize },
    ExportAndImport,
    Wait { minutes: i64 },
    PutBack { minutes: i64 },
}

fn step() -> impl Strategy<Value = Step> {
    let (slot, which) = (0..40_usize, 0..1_000_usize);
    prop_oneof![
        6 => (slot.clone(), 0..3_usize).prop_map(|(slot, customer)| Step::Place { slot, customer }),
        1 => which.clone().prop_map(|which| Step::SendAgain { which }),
        3 => (which.clone(), slot.clone()).prop_map(|(which, slot)| Step::Move { which, slot }),
        2 => which.clone().prop_map(|which| Step::Cancel { which }),
        2 => which.clone().prop_map(|which| Step::Confirm { which }),
        1 => which.clone().prop_map(|which| Step::Decline { which }),
        2 => (which, 0..Status::ALL.len()).prop_map(|(which, status)| Step::SetStatus { which, status }),
        1 => slot.prop_map(|slot| Step::Import { slot }),
        1 => Just(Step::ExportAndImport),
        1 => (1..900_i64).prop_map(|minutes| Step::Wait { minutes }),
        1 => (1..300_i64).prop_map(|minutes| Step::PutBack { minutes }),
    ]
}

/// Half hours from Monday on.
fn start_of(slot: usize) -> String {
    format!("2022-01-{}T{:02}:{:02}:00+01:00", 17 + slot / 16, 9 + slot % 16 / 2, slot % 2 * 30)
}

/// A booking as the answers told it.
struct Known {
    key: i64,
    token: String,
    body: Value,
    idempotency_key: String,
    booked_at: DateTime<Utc>,
    start: DateTime<Utc>,
    status: Status,
    /// Mails to go at once, by kind.
    owed: BTreeMap<&'static str, i64>,
    reminder: bool,
}

impl Known {
    fn owe(&mut self, kinds: [&'static str; 2]) {
        for kind in kinds.into_iter().filter(|kind| !kind.is_empty()) {
            *self.owed.entry(kind).or_default() += 1;
        }
    }
}

struct World {
    app: TestApp,
    file: Connection,
    known: Vec<Known>,
    imported: i64,
}

impl World {
    fn new() -> Self {
        let app = TestApp::with(SHOP, true);
        Self { file: Connection::open(&app.db).unwrap(), app, known: Vec::new(), imported: 0 }
    }

    async fn take(&mut self, step: &Step) {
        let chosen = |which: usize| (!self.known.is_empty()).then(|| which % self.known.len());
        match *step {
            Step::Place { slot, customer } => self.place(slot, customer).await,
            Step::Import { slot } => self.import(slot),
            Step::ExportAndImport => self.export_and_import(),
            Step::Wait { minutes } => self.app.clock.put(self.app.clock.now() + Duration::minutes(minutes)),
            Step::PutBack { minutes } => self.app.clock.put(self.app.clock.now() - Duration::minutes(minutes)),
            Step::SendAgain { which } => {
                if let Some(at) = chosen(which) {
                    self.send_again(at).await;
                }
            }
            Step::Move { which, slot } => {
                if let Some(at) = chosen(which) {
                    self.reschedule(at, slot).await;
                }
            }
            Step::Cancel { which } => {
                if let Some(at) = chosen(which) {
                    self.cancel(at).await;
                }
            }
            Step::Confirm { which } | Step::Decline { which } => {
                if let Some(at) = chosen(which) {
                    self.answer_request(at, matches!(step, Step::Confirm { .. })).await;
                }
            }
            Step::SetStatus { which, status } => {
                if let Some(at) = chosen(which) {
                    self.set_status(at, Status::ALL[status]).await;
                }
            }
        }
    }

    fn has_reminder(&self, start: DateTime<Utc>) -> bool {
        start - Duration::hours(24) > self.app.clock.now()
    }

    async fn place(&mut self, slot: usize, customer: usize) {
        let mut body = booking(&start_of(slot));
        body["customer"]["email"] = json!(format!("Kunde{customer}@example.org"));
        let idempotency_key = format!("key-{}-{}", self.known.len(), self.app.clock.now());
        let answer = self.app.book_with_key(&body, &idempotency_key).await;
        if answer.status != StatusCode::CREATED {
            return assert_refused(&answer);
        }
        let start: DateTime<Utc> = start_of(slot).parse().unwrap();
        let id = answer.json()["id"].as_str().unwrap().to_owned();
        let key = appointments::find_by_id(&self.file, &id).unwrap().unwrap().key;
        let (booked_at, reminder) = (self.app.clock.now(), self.has_reminder(start));
        let (token, status, owed) = (token(&answer), Status::Requested, BTreeMap::new());
        let mut known = Known { key, token, body, idempotency_key, booked_at, start, status, owed, reminder };
        known.owe(["request_received", "shop_booked"]);
        self.known.push(known);
        let now = terminplaner::domain::time::Minute::floor(booked_at);
        let open = bookings::count_open(&self.file, &format!("kunde{customer}@example.org"), now).unwrap();
        assert!(open <= OPEN_MAX, "{open} open ones");
    }

    async fn send_again(&mut self, at: usize) {
        let known = &self.known[at];
        let age = self.app.clock.now() - known.booked_at;
        // Beyond a day the key is forgotten, and it would be a booking of its own.
        if age < Duration::hours(24) {
            let answer = self.app.book_with_key(&known.body, &known.idempotency_key).await;
            assert_eq!((answer.status, token(&answer)), (StatusCode::CREATED, known.token.clone()), "{answer:?}");
        }
    }

    async fn reschedule(&mut self, at: usize, slot: usize) {
        let path = format!("/api/v1/bookings/{}", self.known[at].token);
        let answer = self.app.send_json(Method::PATCH, &path, &json!({"start": start_of(slot)})).await;
        if answer.status != StatusCode::OK {
            return assert_refused(&answer);
        }
        let start: DateTime<Utc> = start_of(slot).parse().unwrap();
        let reminder = self.has_reminder(start);
        let known = &mut self.known[at];
        if known.start != start {
            (known.start, known.status, known.reminder) = (start, Status::Requested, reminder);
            known.owe(["rescheduled", "shop_rescheduled"]);
        }
    }

    async fn cancel(&mut self, at: usize) {
        let path = format!("/api/v1/bookings/{}", self.known[at].token);
        let answer = self.app.send_json(Method::DELETE, &path, &Value::Null).await;
        if answer.status != StatusCode::OK {
            return assert_refused(&answer);
        }
        let known = &mut self.known[at];
        if known.status != Status::Cancelled {
            (known.status, known.reminder) = (Status::Cancelled, false);
            known.owe(["cancelled", "shop_cancelled"]);
        }
    }

    async fn answer_request(&mut self, at: usize, yes: bool) {
        let store = &self.app.app.store;
        let known = &mut self.known[at];
        let (done, status, kind) = if yes {
            (booking::confirm(store, known.key, None).await, Status::Confirmed, "confirmed")
        } else {
            (booking::decline(store, known.key, None).await, Status::Declined, "declined")
        };
        let may = known.status == Status::Requested || known.status == status;
        assert_eq!(done.is_ok(), may, "{:?}", known.status);
        if known.status == Status::Requested {
            known.status = status;
            known.reminder &= yes;
            known.owe([kind, ""]);
        }
    }

    /// The operator takes a status back or sets another one: without a mail, and only where the rooms are free.
    async fn set_status(&mut self, at: usize, status: Status) {
        let key = self.known[at].key;
        let set = self.app.app.store.write(move |tx| -> Result<(), StoreError> {
            tx.appointment_changed(key);
            appointments::set_status(tx, key, status)
        });
        match set.await {
            Ok(()) => self.known[at].status = status,
            Err(StoreError::Occupied) => assert!(status.is_open() || matches!(status, Status::Done | Status::NoShow)),
            Err(error) => panic!("{error}"),
        }
    }

    /// Another program reads a file with one more appointment while this one runs.
    fn import(&mut self, slot: usize) {
        let start: DateTime<Utc> = start_of(slot).parse().unwrap();
        let end = start + Duration::minutes(45);
        let entry = json!({"id": format!("file-{slot}"), "resources": ["kabine-1"], "start": start, "end": end});
        let text = json!({"appointments": [entry]}).to_string();
        let _ = shopfile::apply(&mut self.file, &text, Format::Json);
        self.imported = self.app.count("SELECT count(*) FROM appointments WHERE id LIKE 'file-%'");
    }

    fn export_and_import(&mut self) {
        let text = shopfile::write(&self.file, Format::Toml).unwrap();
        shopfile::apply(&mut self.file, &text, Format::Toml).unwrap();
    }

    fn assert_kept(&self) {
        assert_eq!(overlaps(&self.file), 0);
        assert!(copies_are_true(&self.file));
        let all = self.app.count("SELECT count(*) FROM appointments");
        assert_eq!(all, self.imported + self.known.len() as i64);
        for known in &self.known {
            let row = appointments::find(&self.file, known.key).unwrap().unwrap();
            assert_eq!((row.start.to_utc(), row.status), (known.start, known.status));
            assert_eq!(self.mails_of(known.key, "kind <> 'reminder'"), known.owed_now(), "of {}", known.key);
            let reminders = self.mails_of(known.key, "kind = 'reminder' AND state = 'queued'");
            assert_eq!(reminders.values().sum::<i64>(), i64::from(known.reminder), "of {}", known.key);
        }
        let orphans = "SELECT count(*) FROM outbox WHERE appointment_key NOT IN (SELECT appointment_key FROM bookings)";
        assert_eq!(self.app.count(orphans), 0, "what a file brings owes no mail");
    }

    fn mails_of(&self, key: i64, which: &str) -> BTreeMap<String, i64> {
        let sql = format!("SELECT kind, count(*) FROM outbox WHERE appointment_key = ?1 AND {which} GROUP BY kind");
        let mut statement = self.file.prepare(&sql).unwrap();
        statement.query_map([key], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    }

    async fn assert_sound(&self) {
        assert_eq!(check::examine(&self.app.db, self.app.clock.now()).unwrap().faults, [""; 0]);
        // A write notices at once what another program has written.
        self.app.app.store.write::<(), StoreError>(|_| Ok(())).await.unwrap();
        let (published, anew) = (self.app.app.planning(), Store::open(&self.app.db, self.app.clock.clone()).unwrap());
        let anew = anew.planning();
        assert_eq!(published.calendar, anew.calendar);
        for resource in ["kabine-1", "kabine-2"] {
            assert_eq!(published.occupancy.of(resource), anew.occupancy.of(resource));
        }
        assert_eq!(published.occupancy.starts_of("anpassung"), anew.occupancy.starts_of("anpassung"));
    }
}

impl Known {
    fn owed_now(&self) -> BTreeMap<String, i64> {
        self.owed.iter().map(|(kind, number)| ((*kind).to_owned(), *number)).collect()
    }
}

fn assert_refused(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::CONFLICT, "{answer:?}");
    let words = ["slot_taken", "not_offered", "too_many_bookings", "too_late", "not_changeable"];
    assert!(words.contains(&answer.code().as_str()), "{answer:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_actions_keeps_every_promise(steps in prop::collection::vec(step(), 1..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut world = World::new();
            for step in &steps {
                world.take(step).await;
                world.assert_kept();
            }
            world.assert_sound().await;
        });
    }
}
