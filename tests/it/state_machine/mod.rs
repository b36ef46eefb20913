//! Random sequences of actions by customers, operator, imports and clock keep all invariants. The operator uses the
//! planner's operations: create, edit, drag, answer, cancel, close, undo.
//!
//! After every step: no overlap, claims consistent with their appointments, every appointment as the responses said,
//! and exactly the expected mails in the outbox. At the end: `check` is clean, and the published snapshot equals one
//! loaded anew.

mod customers;
mod invariants;
mod known;
mod operator;
mod step;

use crate::harness::TestApp;
use crate::planner::desk::add_user;
use chrono::{DateTime, Duration, Utc};
use known::Known;
use proptest::prelude::*;
use rusqlite::Connection;
use serde_json::json;
use step::{Step, step};
use terminplaner::domain::account::{Role, UserId};
use terminplaner::domain::appointment::Status;
use terminplaner::operations::shop_file;
use terminplaner::operations::shop_file::Format;

/// Two rooms, requests to be confirmed by the shop, reminders a day ahead, short lead time.
const SHOP: &str =
    "UPDATE shop SET lead_time_hours = 1, reminder_hours = 24, cancel_until_hours = 2, max_open_per_email = 3;
                    UPDATE services SET status_on_booking = 'requested'";

/// The nth half hour from Monday on.
fn start_of(slot: usize) -> String {
    format!("2022-01-{}T{:02}:{:02}:00+01:00", 17 + slot / 16, 9 + slot % 16 / 2, slot % 2 * 30)
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

    fn deliver(&self) {
        self.app.execute("UPDATE outbox SET state = 'sent' WHERE state = 'queued' AND kind <> 'reminder'");
    }

    /// Whether a mail about it was sent to the customer, or to the shop.
    fn was_mailed(&self, at: usize, is_for_shop: &str) -> bool {
        let sent = self.mails_of(self.known[at].key, &format!("state = 'sent' AND kind {is_for_shop} 'shop%'"));
        sent.keys().any(|kind| kind != "booking_refused")
    }

    /// Another process imports a file with one more appointment.
    fn import(&mut self, slot: usize) {
        let start: DateTime<Utc> = start_of(slot).parse().unwrap();
        let end = start + Duration::minutes(45);
        let entry = json!({"id": format!("file-{slot}"), "resources": ["kabine-1"], "start": start, "end": end});
        let text = json!({"appointments": [entry]}).to_string();
        let _ = shop_file::apply(&mut self.file, &text, Format::Json, self.app.clock.now());
        self.imported = self.app.count("SELECT count(*) FROM appointments WHERE id LIKE 'file-%'");
    }

    fn export_and_import(&mut self) {
        let text = shop_file::write(&self.file, Format::Toml).unwrap();
        shop_file::apply(&mut self.file, &text, Format::Toml, self.app.clock.now()).unwrap();
    }
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
