//! Random sequences of actions by customers, operator, imports and clock keep all invariants. The operator uses the
//! planner's operations: create, edit, drag, answer, cancel, close, undo.
//!
//! After every step: no overlap, claims consistent with their appointments, every appointment as the responses said,
//! and exactly the expected mails in the outbox. At the end: `check` is clean, and the published snapshot equals one
//! loaded anew.

use crate::harness::{Answer, TestApp, booking, token};
use crate::never_twice::{copies_are_true, overlaps};
use crate::planner::desk::add_user;
use axum::http::{Method, StatusCode};
use chrono::{DateTime, Duration, Utc};
use proptest::prelude::*;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use terminplaner::cli::check;
use terminplaner::domain::account::{Role, UserId};
use terminplaner::domain::actor::Actor;
use terminplaner::domain::appointment::Status;
use terminplaner::domain::ids::ResourceId;
use terminplaner::domain::person::Person;
use terminplaner::domain::shop::Language;
use terminplaner::domain::time::Minute;
use terminplaner::domain::values::{Email, PersonName};
use terminplaner::operations::booking;
use terminplaner::operations::booking::{ActionContext, Draft, MoveRequest, StaffRefusal};
use terminplaner::operations::booking::{Error, Rejection};
use terminplaner::operations::shop_file;
use terminplaner::operations::shop_file::Format;
use terminplaner::store::{Store, StoreError, appointments, bookings, calendar_entries};

/// Maximum number of open appointments per address.
const OPEN_MAX: u32 = 3;

/// Two rooms, requests to be confirmed by the shop, reminders a day ahead, short lead time.
const SHOP: &str =
    "UPDATE shop SET lead_time_hours = 1, reminder_hours = 24, cancel_until_hours = 2, max_open_per_email = 3;
                    UPDATE services SET status_on_booking = 'requested'";

/// A step. Numbers select among what exists.
#[derive(Clone, Debug)]
enum Step {
    Place {
        slot: usize,
        customer: usize,
    },
    SendAgain {
        which: usize,
    },
    Move {
        which: usize,
        slot: usize,
    },
    Cancel {
        which: usize,
    },
    Confirm {
        which: usize,
    },
    Decline {
        which: usize,
    },
    SetStatus {
        which: usize,
        status: usize,
        tell: bool,
    },
    Outcome {
        which: usize,
        status: usize,
    },
    Write {
        slot: usize,
        length: i64,
        tell: bool,
    },
    Change {
        which: usize,
        slot: usize,
        length: i64,
        tell: bool,
    },
    Drag {
        which: usize,
        slot: usize,
        to_other_room: bool,
        tell: bool,
    },
    Import {
        slot: usize,
    },
    ExportAndImport,
    /// All due mails are sent.
    Deliver,
    Wait {
        minutes: i64,
    },
    PutBack {
        minutes: i64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let (slot, which, length) = (0..40_usize, 0..1_000_usize, 20..120_i64);
    prop_oneof![
        6 => (slot.clone(), 0..3_usize).prop_map(|(slot, customer)| Step::Place { slot, customer }),
        1 => which.clone().prop_map(|which| Step::SendAgain { which }),
        3 => (which.clone(), slot.clone()).prop_map(|(which, slot)| Step::Move { which, slot }),
        2 => which.clone().prop_map(|which| Step::Cancel { which }),
        2 => which.clone().prop_map(|which| Step::Confirm { which }),
        1 => which.clone().prop_map(|which| Step::Decline { which }),
        3 => (which.clone(), 0..Status::ALL.len(), any::<bool>())
            .prop_map(|(which, status, tell)| Step::SetStatus { which, status, tell }),
        1 => (which.clone(), 0..Status::ALL.len()).prop_map(|(which, status)| Step::Outcome { which, status }),
        2 => (slot.clone(), length.clone(), any::<bool>())
            .prop_map(|(slot, length, tell)| Step::Write { slot, length, tell }),
        1 => (which.clone(), slot.clone(), length, any::<bool>())
            .prop_map(|(which, slot, length, tell)| Step::Change { which, slot, length, tell }),
        2 => (which, slot.clone(), any::<bool>(), any::<bool>())
            .prop_map(|(which, slot, to_other_room, tell)| Step::Drag { which, slot, to_other_room, tell }),
        1 => slot.prop_map(|slot| Step::Import { slot }),
        1 => Just(Step::ExportAndImport),
        2 => Just(Step::Deliver),
        1 => (1..900_i64).prop_map(|minutes| Step::Wait { minutes }),
        1 => (1..300_i64).prop_map(|minutes| Step::PutBack { minutes }),
    ]
}

/// The nth half hour from Monday on.
fn start_of(slot: usize) -> String {
    format!("2022-01-{}T{:02}:{:02}:00+01:00", 17 + slot / 16, 9 + slot % 16 / 2, slot % 2 * 30)
}

/// The expected state of an appointment.
struct Known {
    key: i64,
    /// The token of its page, if its customer has one.
    token: Option<String>,
    /// The request, if it was booked online.
    sent: Option<Sent>,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    status: Status,
    /// Expected number of mails by kind, reminders excluded.
    expected_mails: BTreeMap<&'static str, i64>,
    reminder: bool,
}

/// A booking request.
struct Sent {
    body: Value,
    idempotency_key: String,
    at: DateTime<Utc>,
}

impl Known {
    fn new(key: i64, start: DateTime<Utc>, end: DateTime<Utc>, status: Status) -> Self {
        Self { key, token: None, sent: None, start, end, status, expected_mails: BTreeMap::new(), reminder: false }
    }

    fn owe(&mut self, kind: &'static str) {
        *self.expected_mails.entry(kind).or_default() += 1;
    }

    /// Expects the first mail to the customer of an appointment.
    fn expect_first_mail(&mut self) {
        self.owe(if self.status == Status::Requested { "request_received" } else { "confirmation" });
    }
}

struct World {
    app: TestApp,
    file: Connection,
    known: Vec<Known>,
    imported: i64,
    /// The operator.
    by: UserId,
}

impl World {
    async fn new() -> Self {
        let app = TestApp::with(SHOP, true);
        let by = add_user(&app, "owner@example.org", Role::Owner).await;
        Self { file: Connection::open(&app.db).unwrap(), app, known: Vec::new(), imported: 0, by }
    }

    async fn take(&mut self, step: &Step) {
        match *step {
            Step::Place { slot, customer } => self.place(slot, customer).await,
            Step::Write { slot, length, tell } => self.write(slot, length, tell).await,
            Step::Import { slot } => self.import(slot),
            Step::ExportAndImport => self.export_and_import(),
            Step::Deliver => self.deliver(),
            Step::Wait { minutes } => self.app.clock.put(self.app.clock.now() + Duration::minutes(minutes)),
            Step::PutBack { minutes } => self.app.clock.put(self.app.clock.now() - Duration::minutes(minutes)),
            _ if self.known.is_empty() => {}
            Step::SendAgain { which } => self.send_again(which % self.known.len()).await,
            Step::Move { which, slot } => self.reschedule(which % self.known.len(), slot).await,
            Step::Cancel { which } => self.cancel(which % self.known.len()).await,
            Step::Confirm { which } => self.answer_request(which % self.known.len(), true).await,
            Step::Decline { which } => self.answer_request(which % self.known.len(), false).await,
            Step::Outcome { which, status } => {
                self.set_outcome(which % self.known.len(), Status::ALL[status]).await;
            }
            Step::SetStatus { which, status, tell } => {
                self.set_status(which % self.known.len(), Status::ALL[status], tell).await;
            }
            Step::Change { which, slot, length, tell } => {
                self.change(which % self.known.len(), slot, length, tell).await;
            }
            Step::Drag { which, slot, to_other_room, tell } => {
                self.drag(which % self.known.len(), slot, to_other_room, tell).await;
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
        let (at, reminder) = (self.app.clock.now(), self.has_reminder(start));
        let known = Known::new(key, start, start + Duration::minutes(60), Status::Requested);
        let sent = Some(Sent { body, idempotency_key, at });
        self.known.push(Known { token: Some(token(&answer)), sent, reminder, ..known });
        let known = self.known.last_mut().unwrap();
        known.owe("request_received");
        known.owe("shop_booked");
        let now = Minute::floor(at);
        let open = bookings::count_open(&self.file, &format!("kunde{customer}@example.org"), now).unwrap();
        assert!(open <= OPEN_MAX, "{open} open ones");
    }

    async fn send_again(&mut self, at: usize) {
        let known = &self.known[at];
        let Some(sent) = &known.sent else { return };
        // After a day the key has expired, and the request would be a new booking.
        if self.app.clock.now() - sent.at < Duration::hours(24) {
            let answer = self.app.book_with_key(&sent.body, &sent.idempotency_key).await;
            assert_eq!((answer.status, Some(token(&answer))), (StatusCode::CREATED, known.token.clone()), "{answer:?}");
        }
    }

    /// The path of the customer's page, if there is one.
    fn page_of(&self, at: usize) -> Option<String> {
        self.known[at].token.as_ref().map(|token| format!("/api/v1/bookings/{token}"))
    }

    async fn reschedule(&mut self, at: usize, slot: usize) {
        let Some(path) = self.page_of(at) else { return };
        let answer = self.app.send_json(Method::PATCH, &path, &json!({"start": start_of(slot)})).await;
        if answer.status != StatusCode::OK {
            return assert_refused(&answer);
        }
        let start: DateTime<Utc> = start_of(slot).parse().unwrap();
        let reminder = self.has_reminder(start);
        let known = &mut self.known[at];
        if known.start != start {
            (known.start, known.end) = (start, start + Duration::minutes(60));
            (known.status, known.reminder) = (Status::Requested, reminder);
            known.owe("rescheduled");
            known.owe("shop_rescheduled");
        }
    }

    async fn cancel(&mut self, at: usize) {
        let Some(path) = self.page_of(at) else { return };
        let (customer_knows, shop_knows) = (self.was_mailed(at, "NOT LIKE"), self.was_mailed(at, "LIKE"));
        let answer = self.app.send_json(Method::DELETE, &path, &Value::Null).await;
        if answer.status != StatusCode::OK {
            return assert_refused(&answer);
        }
        let known = &mut self.known[at];
        if known.status != Status::Cancelled {
            (known.status, known.reminder) = (Status::Cancelled, false);
            if customer_knows {
                known.owe("cancelled");
            }
            if shop_knows {
                known.owe("shop_cancelled");
            }
        }
    }

    fn deliver(&self) {
        self.app.execute("UPDATE outbox SET state = 'sent' WHERE state = 'queued' AND kind <> 'reminder'");
    }

    /// Whether a mail about it was sent to the customer, or to the shop.
    fn was_mailed(&self, at: usize, is_for_shop: &str) -> bool {
        let sent = self.mails_of(self.known[at].key, &format!("state = 'sent' AND kind {is_for_shop} 'shop%'"));
        sent.keys().any(|kind| kind != "booking_refused")
    }

    async fn answer_request(&mut self, at: usize, yes: bool) {
        let (store, by) = (&self.app.app.store, Actor::Staff(self.by));
        let known = &mut self.known[at];
        let passed = known.start <= self.app.clock.now();
        let (done, status, kind) = if yes {
            (booking::confirm(store, known.key, by).await, Status::Confirmed, "confirmed")
        } else {
            (booking::decline(store, known.key, by).await, Status::Declined, "declined")
        };
        let in_time = !(yes && passed && known.status == Status::Requested);
        let may = in_time && (known.status == Status::Requested || known.status == status);
        assert_eq!(done.is_ok(), may, "{:?}", known.status);
        if may && known.status == Status::Requested {
            known.status = status;
            known.reminder &= yes;
            if known.token.is_some() && !passed {
                known.owe(kind);
            }
        }
    }

    /// Whether the customer came, as set in the inbox.
    async fn set_outcome(&mut self, at: usize, status: Status) {
        const OUTCOMES: [Status; 3] = [Status::Confirmed, Status::Done, Status::NoShow];
        let (before, key) = (self.known[at].status, self.known[at].key);
        let begun = self.known[at].start <= self.app.clock.now();
        match booking::set_outcome(&self.app.app.store, key, status, Actor::Staff(self.by)).await {
            Ok(_) => {
                assert!(begun && OUTCOMES.contains(&before) && OUTCOMES.contains(&status), "{before:?} to {status:?}");
                self.known[at].status = status;
                self.known[at].reminder &= status == Status::Confirmed;
            }
            Err(Error::Rejected(Rejection::NotChangeable)) => {
                assert!(
                    !(begun && OUTCOMES.contains(&before) && OUTCOMES.contains(&status)),
                    "{before:?} to {status:?}"
                );
            }
            Err(error) => panic!("{error}"),
        }
    }

    /// The operator, accepting all warnings.
    fn act(&self, tell: bool) -> ActionContext {
        let accepted = ["past", "lead_time", "daily_limit", "closed:kabine-1", "closed:kabine-2"];
        ActionContext {
            by: self.by,
            accepted: accepted.map(str::to_owned).to_vec(),
            tell,
            language: Language::default(),
        }
    }

    /// Sets a status by the buttons of the appointment's page, which can also undo it.
    async fn set_status(&mut self, at: usize, status: Status, tell: bool) {
        let (key, before) = (self.known[at].key, self.known[at].status);
        let may = before == status || before.next().contains(&status);
        match booking::set_status(&self.app.app.store, key, status, self.act(tell)).await {
            Ok(_) => assert!(may, "{before:?} to {status:?}"),
            Err(booking::Error::Refused(StaffRefusal::NotPossible(_))) => {
                return assert!(!may, "{before:?} to {status:?}");
            }
            Err(booking::Error::Refused(StaffRefusal::Occupied(_))) => {
                return assert!(status.blocks() && !before.blocks());
            }
            Err(error) => panic!("{error}"),
        }
        let again = self.has_reminder(self.known[at].start) && self.known[at].token.is_some();
        let known = &mut self.known[at];
        known.status = status;
        if before.is_open() != status.is_open() {
            known.reminder = status.is_open() && again;
        }
        if tell && before != status && known.end > self.app.clock.now() {
            self.expect_status_mail(at, before);
        }
    }

    /// Expects the mail about the current status. A customer without mails so far gets a page by it.
    fn expect_status_mail(&mut self, at: usize, before: Status) {
        let reminder = self.has_reminder(self.known[at].start);
        let known = &mut self.known[at];
        match known.status {
            Status::Declined => known.owe("declined"),
            Status::Cancelled => known.owe("cancelled"),
            Status::Confirmed if before == Status::Requested => known.owe("confirmed"),
            Status::Requested | Status::Confirmed if !before.blocks() => known.expect_first_mail(),
            _ => return,
        }
        if known.token.is_none() {
            let page = bookings::find(&self.file, known.key).unwrap().unwrap();
            (known.token, known.reminder) = (Some(page.token), known.status.is_open() && reminder);
        }
    }

    /// The operator creates an appointment by telephone.
    async fn write(&mut self, slot: usize, length: i64, tell: bool) {
        let start = start_of(slot).parse().unwrap();
        let end = start + Duration::minutes(length);
        let email = Some(Email::from_stored("Max@example.org"));
        let customer = Person { last_name: Some(PersonName::from_stored("Muster")), email, ..Person::default() };
        let draft = draft(start, end, Vec::new(), customer);
        match booking::create(&self.app.app.store, draft, self.act(tell)).await {
            Ok(key) => {
                self.known.push(Known::new(key, start, end, Status::Confirmed));
                if tell {
                    self.open_page(self.known.len() - 1);
                }
            }
            Err(booking::Error::Refused(StaffRefusal::Occupied(_) | StaffRefusal::NoResource)) => {}
            Err(error) => panic!("{error}"),
        }
    }

    /// The customer gets the first mail, and a page like that of an online booking.
    fn open_page(&mut self, at: usize) {
        let reminder = self.has_reminder(self.known[at].start);
        let page = bookings::find(&self.file, self.known[at].key).unwrap().unwrap();
        let known = &mut self.known[at];
        (known.token, known.reminder) = (Some(page.token), reminder);
        known.expect_first_mail();
    }

    /// The operator edits the time in the form.
    async fn change(&mut self, at: usize, slot: usize, length: i64, tell: bool) {
        let start: DateTime<Utc> = start_of(slot).parse().unwrap();
        let end = start + Duration::minutes(length);
        let entry = calendar_entries::find(&self.file, self.known[at].key).unwrap().unwrap();
        let draft = draft(start, end, entry.resources, entry.appointment.customer);
        let changed = booking::change(&self.app.app.store, self.known[at].key, draft, self.act(tell)).await;
        self.note_change(at, changed.map(|_| ()), (start, end), tell);
    }

    /// The operator drags it to another time, optionally to the other room.
    async fn drag(&mut self, at: usize, slot: usize, to_other_room: bool, tell: bool) {
        let start: DateTime<Utc> = start_of(slot).parse().unwrap();
        let end = start + (self.known[at].end - self.known[at].start);
        let entry = calendar_entries::find(&self.file, self.known[at].key).unwrap().unwrap();
        let from = entry.resources[0].clone();
        let other = ResourceId::from(if from.as_str() == "kabine-1" { "kabine-2" } else { "kabine-1" });
        let resources = to_other_room.then_some((from, other));
        let shift = MoveRequest { start: Some(start_of(slot)[..19].parse().unwrap()), end: None, resources };
        let changed = booking::shift(&self.app.app.store, self.known[at].key, shift, self.act(tell)).await;
        self.note_change(at, changed, (start, end), tell);
    }

    fn note_change(
        &mut self,
        at: usize,
        changed: Result<(), booking::Error>,
        (start, end): (DateTime<Utc>, DateTime<Utc>),
        tell: bool,
    ) {
        match changed {
            Ok(()) => {}
            Err(booking::Error::Refused(StaffRefusal::Occupied(_))) => return assert!(self.known[at].status.blocks()),
            Err(error) => panic!("{error}"),
        }
        let reminder = self.has_reminder(start);
        let known = &mut self.known[at];
        let (moved, stretched) = (known.start != start, known.end != end);
        (known.start, known.end) = (start, end);
        let (open, tell) = (known.status.is_open(), tell && known.status.is_open());
        if known.token.is_none() {
            if tell {
                self.open_page(at);
            }
        } else if moved || stretched {
            known.reminder = open && reminder;
            if tell && moved {
                known.owe("rescheduled");
            } else if tell {
                known.expect_first_mail();
            }
        }
    }

    /// Another process imports a file with one more appointment.
    fn import(&mut self, slot: usize) {
        let start: DateTime<Utc> = start_of(slot).parse().unwrap();
        let end = start + Duration::minutes(45);
        let entry = json!({"id": format!("file-{slot}"), "resources": ["kabine-1"], "start": start, "end": end});
        let text = json!({"appointments": [entry]}).to_string();
        let _ = shop_file::apply(&mut self.file, &text, Format::Json);
        self.imported = self.app.count("SELECT count(*) FROM appointments WHERE id LIKE 'file-%'");
    }

    fn export_and_import(&mut self) {
        let text = shop_file::write(&self.file, Format::Toml).unwrap();
        shop_file::apply(&mut self.file, &text, Format::Toml).unwrap();
    }

    fn assert_kept(&self) {
        assert_eq!(overlaps(&self.file), 0);
        assert!(copies_are_true(&self.file));
        let all = self.app.count("SELECT count(*) FROM appointments");
        assert_eq!(all, self.imported + self.known.len() as i64);
        for known in &self.known {
            let row = appointments::find(&self.file, known.key).unwrap().unwrap();
            let (start, end) = (row.start.to_utc(), row.end.to_utc());
            assert_eq!((start, end, row.status), (known.start, known.end, known.status));
            // A refused booking is reported once a day, about any of the address's appointments.
            let mails = self.mails_of(known.key, "kind NOT IN ('reminder', 'booking_refused')");
            assert_eq!(mails, known.owed_now(), "of {}", known.key);
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
        // A write detects commits of other processes.
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
        self.expected_mails.iter().map(|(kind, number)| ((*kind).to_owned(), *number)).collect()
    }
}

/// The input of the operator's form.
fn draft(start: DateTime<Utc>, end: DateTime<Utc>, resources: Vec<ResourceId>, customer: Person) -> Draft {
    let (start, end) = (Minute::floor(start), Minute::floor(end));
    Draft { service: Some("anpassung".into()), resources, start, end, customer, note: None }
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
            let mut world = World::new().await;
            for step in &steps {
                world.take(step).await;
                world.assert_kept();
            }
            world.assert_sound().await;
        });
    }
}
