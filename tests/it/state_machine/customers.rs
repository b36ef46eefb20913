//! Customers: they book, send a request again, move and cancel.

use super::known::{Known, Sent};
use super::{World, start_of};
use crate::harness::{Answer, booking, token};
use axum::http::{Method, StatusCode};
use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};
use terminplaner::domain::appointment::Status;
use terminplaner::domain::time::Minute;
use terminplaner::store::{appointments, bookings};

/// Maximum number of open appointments per address.
const OPEN_MAX: u32 = 3;

impl World {
    pub(super) async fn place(&mut self, slot: usize, customer: usize) {
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

    pub(super) async fn send_again(&mut self, at: usize) {
        let known = &self.known[at];
        let Some(sent) = &known.sent else { return };
        // After a day the key has expired, and the request would be a new booking.
        if self.app.clock.now() - sent.at < Duration::hours(24) {
            let answer = self.app.book_with_key(&sent.body, &sent.idempotency_key).await;
            assert_eq!((answer.status, Some(token(&answer))), (StatusCode::CREATED, known.token.clone()), "{answer:?}");
        }
    }

    /// The path of the customer's page, if there is one.
    pub(super) fn page_of(&self, at: usize) -> Option<String> {
        self.known[at].token.as_ref().map(|token| format!("/api/v1/bookings/{token}"))
    }

    pub(super) async fn reschedule(&mut self, at: usize, slot: usize) {
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

    pub(super) async fn cancel(&mut self, at: usize) {
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
}

fn assert_refused(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::CONFLICT, "{answer:?}");
    let words = ["slot_taken", "not_offered", "too_many_bookings", "too_late", "not_changeable"];
    assert!(words.contains(&answer.code().as_str()), "{answer:?}");
}
