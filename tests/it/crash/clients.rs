//! Concurrent clients: each books, moves and cancels its own bookings until the server is gone.

use super::journal::{Asked, Change, Journal, Known};
use crate::dice::Dice;
use crate::served::request;
use serde_json::Value;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;

/// The clients of one round.
pub struct Clients(Vec<JoinHandle<Journal>>, Journal);

/// Number of starts the clients compete for: few enough that in a long run many are taken.
const STARTS: usize = 3_000;

/// Starts of the next months, read from the API.
pub fn all_starts(address: SocketAddr) -> Arc<Vec<String>> {
    let mut starts = Vec::new();
    let mut next = Some(String::new());
    while let Some(from) = next {
        let path = format!("GET /api/v1/availability?service=sofort&days=31{from}");
        let (status, text) = request(address, &path, "").unwrap();
        assert_eq!(status, 200, "{text}");
        let page: Value = serde_json::from_str(&text).unwrap();
        let slots = page["days"].as_array().unwrap().iter().flat_map(|day| day["slots"].as_array().unwrap());
        starts.extend(slots.filter(|slot| slot["free"] == true).map(|slot| slot["start"].as_str().unwrap().to_owned()));
        next = page["next"].as_str().map(|date| format!("&from={date}"));
    }
    // The first days are left out, since the lead time advances during the test.
    let starts: Vec<_> = starts.into_iter().skip(48).take(STARTS).collect();
    assert_eq!(starts.len(), STARTS);
    Arc::new(starts)
}

impl Clients {
    /// Starts the clients; known bookings are distributed among them.
    pub fn start(
        address: SocketAddr,
        starts: &Arc<Vec<String>>,
        mut known: Journal,
        dice: &mut Dice,
        count: u64,
    ) -> Self {
        let share = known.bookings.len().div_ceil(usize::try_from(count).unwrap()).max(1);
        let mut shares: Vec<Vec<Known>> = known.bookings.chunks(share).map(<[Known]>::to_vec).collect();
        known.bookings.clear();
        let threads = (0..count).map(|_| {
            let journal = Journal { bookings: shares.pop().unwrap_or_default(), ..Journal::default() };
            let client = Client { address, starts: starts.clone(), dice: Dice(dice.roll(u64::MAX)), journal };
            std::thread::spawn(|| client.run())
        });
        Self(threads.collect(), known)
    }

    /// Waits until all clients have noticed the end of the server; returns their journals.
    pub fn join(self) -> Journal {
        let mut journal = self.1;
        for thread in self.0 {
            journal.absorb(thread.join().unwrap());
        }
        journal
    }
}

struct Client {
    address: SocketAddr,
    starts: Arc<Vec<String>>,
    dice: Dice,
    journal: Journal,
}

impl Client {
    fn run(mut self) -> Journal {
        let goes_on = |client: &mut Self| match client.dice.roll(10) {
            0..6 => client.book(),
            6..9 => client.change(false),
            _ => client.change(true),
        };
        while goes_on(&mut self).is_some() {}
        self.journal
    }

    fn any_start(&mut self) -> String {
        self.starts[self.dice.roll(self.starts.len() as u64) as usize].clone()
    }

    /// `None`: no response.
    fn book(&mut self) -> Option<()> {
        let asked = Asked {
            key: format!("{:016x}{:016x}", self.dice.roll(u64::MAX), self.dice.roll(u64::MAX)),
            service: ["sofort", "anfrage"][self.dice.roll(2) as usize],
            start: self.any_start(),
            email: format!("kunde-{}@example.org", self.dice.roll(1_000)),
        };
        let Some((status, answer)) = asked.send(self.address) else {
            self.journal.asked.push(asked);
            return None;
        };
        match status {
            201 => {
                self.journal.answered += 1;
                self.journal.bookings.push(Known::of(&answer, &asked));
            }
            409 => self.journal.taken += 1,
            _ => panic!("{status} {answer}"),
        }
        Some(())
    }

    /// Moves or cancels one of its own bookings; `None`: no response.
    fn change(&mut self, cancels: bool) -> Option<()> {
        let change = if cancels { Change::Cancel } else { Change::Move(self.any_start()) };
        let open = self.journal.bookings.len() as u64;
        if open == 0 {
            return self.book();
        }
        let chosen = self.dice.roll(open) as usize;
        let booking = &mut self.journal.bookings[chosen];
        let no_move = matches!(&change, Change::Move(start) if *start == booking.start);
        if booking.cancelled || no_move {
            return self.book();
        }
        let Some((status, answer)) = change.send(self.address, &booking.token) else {
            booking.pending = Some(change);
            return None;
        };
        match status {
            200 => {
                self.journal.answered += 1;
                booking.apply(&change);
            }
            409 => self.journal.taken += 1,
            _ => panic!("{status} {answer}"),
        }
        Some(())
    }
}
