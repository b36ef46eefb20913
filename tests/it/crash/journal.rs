//! The clients' record of responses, against which the database is verified.

use crate::served::{request, request_with};
use serde_json::{Value, json};
use std::net::SocketAddr;

/// A booking as known to its client.
#[derive(Clone)]
pub struct Known {
    pub id: String,
    pub token: String,
    pub service: &'static str,
    pub start: String,
    pub moves: u32,
    pub cancelled: bool,
    /// A change sent without a response.
    pub pending: Option<Change>,
}

/// A change requested by a client.
#[derive(Clone)]
pub enum Change {
    Move(String),
    Cancel,
}

/// A booking sent without a response.
#[derive(Clone)]
pub struct Asked {
    pub key: String,
    pub service: &'static str,
    pub start: String,
    pub email: String,
}

/// The combined knowledge of all clients.
#[derive(Default)]
pub struct Journal {
    pub bookings: Vec<Known>,
    pub asked: Vec<Asked>,
    /// Number of successful changes in all rounds.
    pub answered: u64,
    /// Number of refusals because the slot was taken.
    pub taken: u64,
}

impl Asked {
    /// Sends the booking; `None` if there was no response.
    pub fn send(&self, address: SocketAddr) -> Option<(u16, Value)> {
        let customer = json!({"first_name": "Erika", "last_name": "Muster", "email": self.email});
        let body = json!({"service": self.service, "start": self.start, "customer": customer, "language": "de"});
        let header = format!("Idempotency-Key: {}\r\n", self.key);
        parsed(request_with(address, "POST /api/v1/bookings", &header, &body.to_string())?)
    }
}

impl Change {
    /// Sends the change for the booking with that token; `None` if there was no response.
    pub fn send(&self, address: SocketAddr, token: &str) -> Option<(u16, Value)> {
        let path = format!("/api/v1/bookings/{token}");
        let answer = match self {
            Self::Move(start) => request(address, &format!("PATCH {path}"), &json!({"start": start}).to_string()),
            Self::Cancel => request(address, &format!("DELETE {path}"), ""),
        };
        parsed(answer?)
    }
}

fn parsed((status, text): (u16, String)) -> Option<(u16, Value)> {
    Some((status, serde_json::from_str(&text).ok()?))
}

impl Known {
    /// The booking in a response.
    pub fn of(answer: &Value, asked: &Asked) -> Self {
        let token = answer["manage_url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        let (id, start) = (answer["id"].as_str().unwrap().to_owned(), answer["start"].as_str().unwrap().to_owned());
        Self { id, token, service: asked.service, start, moves: 0, cancelled: false, pending: None }
    }

    /// Records a successful change.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::Move(start) => {
                self.moves += 1;
                self.start.clone_from(start);
            }
            Change::Cancel => self.cancelled = true,
        }
    }
}

impl Journal {
    /// The number of requests without a response.
    pub fn unanswered(&self) -> usize {
        self.asked.len() + self.bookings.iter().filter(|booking| booking.pending.is_some()).count()
    }

    /// Merges another journal.
    pub fn absorb(&mut self, other: Self) {
        self.bookings.extend(other.bookings);
        self.asked.extend(other.asked);
        self.answered += other.answered;
        self.taken += other.taken;
    }

    /// Repeats all requests without a response, as a widget does; afterwards everything is answered.
    pub fn settle(&mut self, address: SocketAddr) {
        for asked in std::mem::take(&mut self.asked) {
            let (status, answer) = asked.send(address).expect("nobody kills it now");
            match status {
                201 => {
                    self.answered += 1;
                    self.bookings.push(Known::of(&answer, &asked));
                }
                409 => self.taken += 1,
                _ => panic!("{status} {answer}"),
            }
        }
        for booking in self.bookings.iter_mut().filter(|booking| booking.pending.is_some()) {
            let change = booking.pending.take().unwrap();
            let (status, answer) = change.send(address, &booking.token).expect("nobody kills it now");
            match status {
                200 => {
                    self.answered += 1;
                    booking.apply(&change);
                }
                409 => self.taken += 1,
                _ => panic!("{status} {answer}"),
            }
        }
    }
}
