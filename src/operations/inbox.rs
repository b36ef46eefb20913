//! The inbox: what it shows ([`contents()`]), how much is open ([`pending`]), and what staff files away.

mod contents;
mod held;

pub use crate::store::activity::{Activity, ActivityKind};
pub use crate::store::inbox::FailedMail;
pub use crate::store::sources::Crowd;
pub use contents::{BusyOverlap, Contents, News, Request, contents};
pub use held::HeldGroup;

use crate::domain::account::UserId;
use crate::store::{Store, StoreError, activity, audit, inbox, set_up};
use serde_json::json;

/// What waits for the shop.
pub struct Pending {
    /// Open entries of the inbox.
    pub inbox: u32,
    /// Whether the guided set-up was started and not finished.
    pub set_up: bool,
}

/// What waits for the shop.
pub async fn pending(store: &Store) -> Result<Pending, StoreError> {
    let now = store.now();
    store
        .read(move |conn| {
            let set_up = set_up::find(conn)?.is_some_and(|set_up| set_up.finished_at.is_none());
            Ok(Pending { inbox: inbox::counts(conn, now)?.total(), set_up })
        })
        .await
}

/// How many entries of the inbox are open.
pub async fn count_open(store: &Store) -> Result<u32, StoreError> {
    let now = store.now();
    store.read(move |conn| Ok(inbox::counts(conn, now)?.total())).await
}

/// Which entries are filed away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// The one with that key.
    One(i64),
    /// All up to that key: later ones were not on the page.
    UpTo(i64),
}

/// Marks activities as seen.
pub async fn mark_seen(store: &Store, which: Selection) -> Result<(), StoreError> {
    store
        .write(move |tx| match which {
            Selection::One(id) => activity::mark_seen(tx, id),
            Selection::UpTo(last) => activity::mark_all_seen(tx, last),
        })
        .await
}

/// Files failed mails away: one, or those to the shop itself.
pub async fn settle_mails(store: &Store, which: Selection, by: UserId) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            let now = tx.now.timestamp();
            let (key, settled) = match which {
                Selection::One(id) => (id, usize::from(inbox::settle(tx, id, now)?)),
                Selection::UpTo(last) => (last, inbox::settle_own(tx, last, now)?),
            };
            if settled > 0 {
                let details = json!({ "mails": settled });
                audit::record(tx, Some(by), "mail.settled", &key.to_string(), &details, now)?;
            }
            tx.inbox_changed();
            Ok(())
        })
        .await
}
