//! Taking back a change of a service or resource: a deletion, a flag, the display order.

use super::{Item, Move, ensure_confirmed, ensure_needs, find, note, put_in_order};
use crate::domain::account::UserId;
use crate::operations::catalog::hours::HoursBefore;
use crate::operations::catalog::{Error, Refusal};
use crate::store::{Store, WriteTx};
use serde_json::json;

/// What a change replaced.
#[derive(Clone, Debug, PartialEq)]
pub enum Before<T> {
    /// It was deleted, from this position.
    Deleted {
        /// As it was.
        item: T,
        /// Its position in the display order.
        position: usize,
        /// The hours that were deleted with it.
        hours: HoursBefore,
    },
    /// It was changed.
    Changed {
        /// As it was.
        item: T,
        /// The revision that the change made.
        left: i64,
    },
    /// All of them were put in another order.
    Reordered {
        /// The ids in the order before.
        was: Vec<String>,
        /// The ids in the order that the change made.
        left: Vec<String>,
    },
}

/// Takes a change back. `confirmed` as for [`super::change`].
///
/// # Errors
/// [`Refusal::Stale`] if it was changed again, or its id is used again; [`Refusal::UnknownResource`],
/// [`Refusal::StillBooked`].
pub async fn restore<T: Item>(store: &Store, before: Before<T>, confirmed: String, by: UserId) -> Result<(), Error> {
    store
        .write(move |tx| match &before {
            Before::Deleted { item, position, hours } => {
                put_back(tx, item, *position, by)?;
                Ok(hours.put_back(tx)?)
            }
            Before::Changed { item, left } => {
                let (position, now) = find::<T>(&tx.calendar(), item.id())?;
                if now.revision() != *left {
                    return Err(Refusal::Stale.into());
                }
                ensure_confirmed(tx, &now, item, &confirmed)?;
                item.save(tx, position)?;
                note::<T>(tx, by, "changed", item.id(), &json!({}))
            }
            Before::Reordered { was, left } => {
                let calendar = tx.calendar();
                let shown = T::all(&calendar).iter().filter(|item| !*(*item).clone().archived());
                if !shown.map(T::id).eq(left.iter().map(String::as_str)) {
                    return Err(Refusal::Stale.into());
                }
                put_in_order::<T>(tx, &Move::To(was.clone()), by).map(|_| ())
            }
        })
        .await
}

/// Inserts a deleted one where it was.
fn put_back<T: Item>(tx: &WriteTx<'_>, item: &T, position: usize, by: UserId) -> Result<(), Error> {
    let calendar = tx.calendar();
    if find::<T>(&calendar, item.id()).is_ok() {
        return Err(Refusal::Stale.into());
    }
    ensure_needs(item, &calendar)?;
    let all = T::all(&calendar);
    let (before, after) = all.split_at(position.min(all.len()));
    for (at, item) in before.iter().chain([item]).chain(after).enumerate() {
        item.save(tx, at)?;
    }
    note::<T>(tx, by, "undeleted", item.id(), &json!({}))
}
