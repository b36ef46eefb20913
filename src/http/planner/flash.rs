//! What was just done, said once on the next page that the session opens: the redirect leaves it here, the frame of that page
//! takes it. In memory, since nothing depends on it; what no page took is forgotten after a minute.

use crate::clock::Clock;
use crate::operations::accounts::SessionToken;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A message to be said once.
pub struct Flash {
    /// What was done, or why it was not.
    pub sentence: String,
    /// Whether it was not done, or leaves something to do.
    pub is_problem: bool,
    /// The page to go on with: its address and what the link says.
    pub link: Option<(String, &'static str)>,
    /// How what was done can be taken back.
    pub undo: Option<UndoOffer>,
}

/// The offer to take back what was done.
pub struct UndoOffer {
    /// Where the form is sent.
    pub action: &'static str,
    /// What it sends.
    pub token: String,
    /// For how long it stands, in seconds.
    pub seconds: i64,
}

impl Flash {
    /// Says what was done.
    pub fn done(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), is_problem: false, link: None, undo: None }
    }

    /// Says why nothing was done.
    pub fn problem(sentence: impl Into<String>) -> Self {
        Self { is_problem: true, ..Self::done(sentence) }
    }
}

/// How long a message waits for a page.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(60);

/// The messages that wait, by the hash of their session's token.
pub struct Flashes {
    clock: Clock,
    waiting: Mutex<HashMap<Vec<u8>, (Duration, Flash)>>,
}

impl Flashes {
    /// Nothing waits.
    pub fn new(clock: Clock) -> Self {
        Self { clock, waiting: Mutex::default() }
    }

    /// Keeps a message for the next page of a session, in the place of the one before.
    pub fn put(&self, session: &SessionToken, flash: Flash) {
        let now = self.clock.monotonic();
        let mut waiting = self.lock();
        waiting.retain(|_, (since, _)| now.saturating_sub(*since) < FORGOTTEN_AFTER);
        waiting.insert(session.hash(), (now, flash));
    }

    /// The message of a session, once.
    pub fn take(&self, session: &SessionToken) -> Option<Flash> {
        let (since, flash) = self.lock().remove(&session.hash())?;
        (self.clock.monotonic().saturating_sub(since) < FORGOTTEN_AFTER).then_some(flash)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Vec<u8>, (Duration, Flash)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
