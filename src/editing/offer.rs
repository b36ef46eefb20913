//! Changing services and resources: made, changed, put in order, archived; deleted only where nothing refers to them.

use super::{Error, Refusal, slug, version_of};
use crate::domain::account::UserId;
use crate::domain::ids::{ResourceId, ServiceId};
use crate::domain::shop::{Calendar, Resource, Service};
use crate::store::{Store, StoreError, WriteTx, audit, calendar};
use serde_json::{Value, json};

/// Something of the offer that has an id, a place in an order and an archive.
pub trait Item: Clone + PartialEq + std::fmt::Debug + Send + 'static {
    /// What the audit log calls it.
    const WORD: &'static str;
    /// The id of one whose name gives none.
    const UNNAMED: &'static str;
    /// All of them, in display order.
    fn all(calendar: &Calendar) -> &[Self];
    /// Its id.
    fn id(&self) -> &str;
    /// Its name.
    fn name(&self) -> &str;
    /// Gives it an id.
    fn set_id(&mut self, id: &str);
    /// Whether it is archived, to be changed.
    fn archived(&mut self) -> &mut bool;
    /// Whether customers may book it, to be changed.
    fn online(&mut self) -> &mut bool;
    /// The resources that must exist for it.
    fn needs(&self) -> Vec<&ResourceId>;
    /// Writes it.
    fn save(&self, tx: &WriteTx<'_>, position: usize) -> Result<(), StoreError>;
    /// Whether something refers to it that must stay.
    fn is_used(id: &str, conn: &rusqlite::Connection, calendar: &Calendar) -> Result<bool, StoreError>;
    /// Takes it away, with what belongs to it alone.
    fn delete(id: &str, tx: &WriteTx<'_>) -> Result<(), StoreError>;
}

impl Item for Service {
    const WORD: &'static str = "service";
    const UNNAMED: &'static str = "leistung";

    fn all(calendar: &Calendar) -> &[Self] {
        &calendar.services
    }

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn name(&self) -> &str {
        &self.texts.name
    }

    fn set_id(&mut self, id: &str) {
        self.id = ServiceId::from(id);
    }

    fn archived(&mut self) -> &mut bool {
        &mut self.archived
    }

    fn online(&mut self) -> &mut bool {
        &mut self.online
    }

    fn needs(&self) -> Vec<&ResourceId> {
        self.needs.iter().flatten().collect()
    }

    fn save(&self, tx: &WriteTx<'_>, position: usize) -> Result<(), StoreError> {
        calendar::save_service(tx, self, position)
    }

    fn is_used(id: &str, conn: &rusqlite::Connection, _: &Calendar) -> Result<bool, StoreError> {
        calendar::service_has_appointments(conn, id)
    }

    fn delete(id: &str, tx: &WriteTx<'_>) -> Result<(), StoreError> {
        calendar::delete_service(tx, id)
    }
}

impl Item for Resource {
    const WORD: &'static str = "resource";
    const UNNAMED: &'static str = "raum";

    fn all(calendar: &Calendar) -> &[Self] {
        &calendar.resources
    }

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn set_id(&mut self, id: &str) {
        self.id = ResourceId::from(id);
    }

    fn archived(&mut self) -> &mut bool {
        &mut self.archived
    }

    fn online(&mut self) -> &mut bool {
        &mut self.online
    }

    fn needs(&self) -> Vec<&ResourceId> {
        Vec::new()
    }

    fn save(&self, tx: &WriteTx<'_>, position: usize) -> Result<(), StoreError> {
        calendar::save_resource(tx, self, position)
    }

    fn is_used(id: &str, conn: &rusqlite::Connection, calendar: &Calendar) -> Result<bool, StoreError> {
        let needed = calendar.services.iter().flat_map(Item::needs).any(|need| need.as_str() == id);
        Ok(needed || calendar::resource_has_appointments(conn, id)?)
    }

    fn delete(id: &str, tx: &WriteTx<'_>) -> Result<(), StoreError> {
        calendar::delete_hours_of(tx, id)?;
        calendar::delete_resource(tx, id)
    }
}

/// The id that a new one of that name gets.
pub fn id_for<T: Item>(name: &str, calendar: &Calendar) -> String {
    slug::unique(name, T::UNNAMED, |id| T::all(calendar).iter().any(|item| item.id() == id))
}

/// Makes a new one, behind the others, with an id from its name; answers the id.
///
/// # Errors
/// [`Refusal::UnknownResource`].
pub async fn create<T: Item>(store: &Store, mut item: T, by: UserId) -> Result<String, Error> {
    store.write(move |tx| append(tx, &mut item, by)).await
}

/// Makes several new ones, all or none, in this order.
///
/// # Errors
/// [`Refusal::UnknownResource`].
pub async fn create_all<T: Item>(store: &Store, mut items: Vec<T>, by: UserId) -> Result<(), Error> {
    store.write(move |tx| items.iter_mut().try_for_each(|item| append(tx, item, by).map(|_| ()))).await
}

fn append<T: Item>(tx: &WriteTx<'_>, item: &mut T, by: UserId) -> Result<String, Error> {
    let calendar = tx.calendar();
    ensure_needs(item, &calendar)?;
    item.set_id(&id_for::<T>(item.name(), &calendar));
    item.save(tx, T::all(&calendar).len())?;
    note::<T>(tx, by, "created", item.id(), &json!({}))?;
    Ok(item.id().to_owned())
}

/// Changes one, whose version the form has shown. Its id and whether it is archived stay.
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::UnknownResource`].
pub async fn change<T: Item>(store: &Store, mut item: T, version: String, by: UserId) -> Result<(), Error> {
    store
        .write(move |tx| {
            let calendar = tx.calendar();
            ensure_needs(&item, &calendar)?;
            let (position, mut before) = find::<T>(&calendar, item.id())?;
            if version_of(&before) != version {
                return Err(Refusal::Stale.into());
            }
            *item.archived() = *before.archived();
            item.save(tx, position)?;
            note::<T>(tx, by, "changed", item.id(), &json!({}))
        })
        .await
}

/// Takes one out of the offer, or back into it.
///
/// # Errors
/// [`Refusal::Stale`] where there is none.
pub async fn set_archived<T: Item>(store: &Store, id: String, archived: bool, by: UserId) -> Result<(), Error> {
    let word = if archived { "archived" } else { "restored" };
    set::<T>(store, id, by, word, move |item| *item.archived() = archived).await
}

/// Lets customers book it, or not.
///
/// # Errors
/// [`Refusal::Stale`] where there is none.
pub async fn set_online<T: Item>(store: &Store, id: String, online: bool, by: UserId) -> Result<(), Error> {
    let word = if online { "online" } else { "offline" };
    set::<T>(store, id, by, word, move |item| *item.online() = online).await
}

async fn set<T: Item>(
    store: &Store,
    id: String,
    by: UserId,
    word: &'static str,
    change: impl FnOnce(&mut T) + Send + 'static,
) -> Result<(), Error> {
    store
        .write(move |tx| {
            let (position, mut item) = find::<T>(&tx.calendar(), &id)?;
            change(&mut item);
            item.save(tx, position)?;
            note::<T>(tx, by, word, &id, &json!({}))
        })
        .await
}

/// Deletes one that nothing refers to.
///
/// # Errors
/// [`Refusal::InUse`], [`Refusal::Stale`] where there is none.
pub async fn delete<T: Item>(store: &Store, id: String, by: UserId) -> Result<(), Error> {
    store
        .write(move |tx| {
            let calendar = tx.calendar();
            find::<T>(&calendar, &id)?;
            if T::is_used(&id, tx, &calendar)? {
                return Err(Refusal::InUse.into());
            }
            T::delete(&id, tx)?;
            note::<T>(tx, by, "deleted", &id, &json!({}))
        })
        .await
}

/// How a display order changes.
#[derive(Clone, Debug)]
pub enum Move {
    /// One place towards the beginning, past what is shown beside it.
    Up(String),
    /// One place towards the end.
    Down(String),
    /// All that are shown, in this order.
    To(Vec<String>),
}

/// Puts those that are not archived in another order; archived ones stand behind them.
///
/// # Errors
/// [`Refusal::Stale`] where others have come or gone.
pub async fn reorder<T: Item>(store: &Store, to: Move, by: UserId) -> Result<(), Error> {
    store
        .write(move |tx| {
            let all = T::all(&tx.calendar()).to_vec();
            let (archived, shown): (Vec<T>, Vec<T>) = all.into_iter().partition(|item| *item.clone().archived());
            let ordered = moved(shown, &to)?;
            for (position, item) in ordered.iter().chain(&archived).enumerate() {
                item.save(tx, position)?;
            }
            note::<T>(tx, by, "reordered", "", &json!({ "order": ordered.iter().map(T::id).collect::<Vec<_>>() }))
        })
        .await
}

fn moved<T: Item>(mut shown: Vec<T>, to: &Move) -> Result<Vec<T>, Refusal> {
    let place = |id: &String| shown.iter().position(|item| item.id() == id).ok_or(Refusal::Stale);
    match to {
        Move::Up(id) => {
            let at = place(id)?;
            shown.swap(at, at.saturating_sub(1));
        }
        Move::Down(id) => {
            let at = place(id)?;
            let last = shown.len() - 1;
            shown.swap(at, (at + 1).min(last));
        }
        Move::To(ids) => {
            let ordered: Vec<T> =
                ids.iter().map(|id| place(id).map(|at| shown[at].clone())).collect::<Result<_, _>>()?;
            let each_once = ids.iter().enumerate().all(|(at, id)| !ids[..at].contains(id));
            if ordered.len() != shown.len() || !each_once {
                return Err(Refusal::Stale);
            }
            shown = ordered;
        }
    }
    Ok(shown)
}

fn ensure_needs<T: Item>(item: &T, calendar: &Calendar) -> Result<(), Refusal> {
    let known = item.needs().into_iter().all(|id| calendar.resource(id.as_str()).is_some());
    if known { Ok(()) } else { Err(Refusal::UnknownResource) }
}

fn find<T: Item>(calendar: &Calendar, id: &str) -> Result<(usize, T), Refusal> {
    let found = T::all(calendar).iter().enumerate().find(|(_, item)| item.id() == id);
    found.map(|(at, item)| (at, item.clone())).ok_or(Refusal::Stale)
}

fn note<T: Item>(tx: &WriteTx<'_>, by: UserId, word: &str, id: &str, details: &Value) -> Result<(), Error> {
    audit::record(tx, Some(by), &format!("{}.{word}", T::WORD), id, details, tx.now.timestamp())?;
    Ok(tx.calendar_changed()?)
}
