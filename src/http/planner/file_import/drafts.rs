//! Files that were sent and wait for their import, in memory.

use crate::domain::account::UserId;
use crate::operations::accounts::{Secret, ShortLived};
use std::sync::Arc;

/// Files of a kind at most that wait, and for how long, in seconds.
const AT_MOST: usize = 4;
const SECONDS: i64 = 30 * 60;

/// Files of a kind, by who sent them.
pub struct Drafts<I>(ShortLived<(UserId, Arc<I>)>);

impl<I> Default for Drafts<I> {
    fn default() -> Self {
        Self(ShortLived::new(AT_MOST, SECONDS))
    }
}

impl<I> Drafts<I> {
    /// Keeps a file under a token. `now` in seconds since 1970.
    pub fn keep(&self, token: &Secret, by: UserId, file: I, now: i64) {
        self.0.keep(token, (by, Arc::new(file)), now);
    }

    /// The file of that token, if it is still there and theirs.
    pub fn find(&self, token: &str, by: UserId, now: i64) -> Option<Arc<I>> {
        let (owner, file) = self.0.find(&Secret::received(token), now)?;
        (owner == by).then_some(file)
    }

    /// Forgets a file.
    pub fn forget(&self, token: &str, now: i64) {
        self.0.take(&Secret::received(token), now);
    }
}
