//! Changing services and resources: create, change, reorder, archive; delete only if nothing refers to them.

mod restore;

pub use restore::{Before, restore};

use super::conflicts::{confirmation_of, still_booked};
use super::hours::HoursBefore;
use super::{Error, Refusal, slug};
use crate::domain::account::UserId;
use crate::domain::ids::{ResourceId, ServiceId};
use crate::domain::shop::{Calendar, Resource, Service};
use crate::store::appointments::Appointment;
use crate::store::{Store, StoreError, WriteTx, audit, calendar};
use serde_json::{Value, json};

/// A service or resource: what both have in common.
pub trait Item: Clone + PartialEq + std::fmt::Debug + Send + 'static {
    /// Its word in actions of the audit log.
    const WORD: &'static str;
    /// Id used if the name yields none.
    const UNNAMED: &'static str;
    /// All of them, in display order.
    fn all(calendar: &Calendar) -> &[Self];
    /// Its id.
    fn id(&self) -> &str;
    /// Its name.
    fn name(&self) -> &str;
    /// Sets the id.
    fn set_id(&mut self, id: &str);
    /// The revision it was read at.
    fn revision(&self) -> i64;
    /// The archived flag.
    fn archived(&mut self) -> &mut bool;
    /// The flag of online booking.
    fn online(&mut self) -> &mut bool;
    /// The resources it refers to.
    fn needs(&self) -> Vec<&ResourceId>;
    /// Inserts or updates it.
    fn save(&self, tx: &WriteTx<'_>, position: usize) -> Result<(), StoreError>;
    /// Whether something that must be kept refers to it.
    fn is_used(id: &str, conn: &rusqlite::Connection, calendar: &Calendar) -> Result<bool, StoreError>;
    /// Whether `self` no longer serves what `before` did, so that its appointments must be checked.
    fn takes_back(&self, before: &Self) -> bool;
    /// Whether an appointment on these resources uses it.
    fn serves(&self, appointment: &Appointment, resources: &[ResourceId]) -> bool;
    /// Deletes it with its dependent rows.
    fn delete(id: &str, tx: &WriteTx<'_>) -> Result<(), StoreError>;
    /// Whether nothing but hours is deleted with it, so that it can be restored.
    fn is_restorable(id: &str, conn: &rusqlite::Connection) -> Result<bool, StoreError>;
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

    fn revision(&self) -> i64 {
        self.revision
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

    fn takes_back(&self, before: &Self) -> bool {
        (before.online && !self.online) || (!before.archived && self.archived)
    }

    fn serves(&self, appointment: &Appointment, _: &[ResourceId]) -> bool {
        appointment.service.as_ref() == Some(&self.id)
    }

    fn delete(id: &str, tx: &WriteTx<'_>) -> Result<(), StoreError> {
        calendar::delete_service(tx, id)
    }

    fn is_restorable(_: &str, _: &rusqlite::Connection) -> Result<bool, StoreError> {
        Ok(true)
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

    fn revision(&self) -> i64 {
        self.revision
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

    fn takes_back(&self, before: &Self) -> bool {
        !before.archived && self.archived
    }

    fn serves(&self, _: &Appointment, resources: &[ResourceId]) -> bool {
        resources.contains(&self.id)
    }

    fn delete(id: &str, tx: &WriteTx<'_>) -> Result<(), StoreError> {
        calendar::delete_hours_of(tx, id)?;
        calendar::delete_resource(tx, id)
    }

    fn is_restorable(id: &str, conn: &rusqlite::Connection) -> Result<bool, StoreError> {
        Ok(!calendar::resource_has_calendars(conn, id)?)
    }
}

/// The id for a new one with that name.
pub fn id_for<T: Item>(name: &str, calendar: &Calendar) -> String {
    slug::unique(name, T::UNNAMED, |id| T::all(calendar).iter().any(|item| item.id() == id))
}

/// Creates one, last in order, with an id derived from its name; returns the id.
///
/// # Errors
/// [`Refusal::UnknownResource`].
pub async fn create<T: Item>(store: &Store, mut item: T, by: UserId) -> Result<String, Error> {
    store.write(move |tx| append(tx, &mut item, by)).await
}

/// Creates several, all or none, in this order.
///
/// # Errors
/// [`Refusal::UnknownResource`].
pub async fn create_all<T: Item>(store: &Store, mut items: Vec<T>, by: UserId) -> Result<(), Error> {
    store.write(move |tx| items.iter_mut().try_for_each(|item| append(tx, item, by).map(|_| ()))).await
}

/// Adds a new one at the end.
pub(super) fn append<T: Item>(tx: &WriteTx<'_>, item: &mut T, by: UserId) -> Result<String, Error> {
    let calendar = tx.calendar();
    ensure_needs(item, &calendar)?;
    item.set_id(&id_for::<T>(item.name(), &calendar));
    item.save(tx, T::all(&calendar).len())?;
    note::<T>(tx, by, "created", item.id(), &json!({}))?;
    Ok(item.id().to_owned())
}

/// Changes one, if its revision is still the stored one. Id and archived flag are unchanged. `confirmed` is the
/// [`confirmation_of`] the appointments that still use it, if it is restricted.
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::UnknownResource`], [`Refusal::StillBooked`].
pub async fn change<T: Item>(store: &Store, mut item: T, confirmed: String, by: UserId) -> Result<(), Error> {
    store
        .write(move |tx| {
            let calendar = tx.calendar();
            ensure_needs(&item, &calendar)?;
            let (position, mut before) = find::<T>(&calendar, item.id())?;
            if before.revision() != item.revision() {
                return Err(Refusal::Stale.into());
            }
            *item.archived() = *before.archived();
            ensure_confirmed(tx, &before, &item, &confirmed)?;
            item.save(tx, position)?;
            note::<T>(tx, by, "changed", item.id(), &json!({}))
        })
        .await
}

/// A change of a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// Archive it.
    Archive,
    /// Restore it from the archive.
    Restore,
    /// Make it bookable by customers.
    Online,
    /// Make it bookable by the shop only.
    Offline,
}

impl Switch {
    /// The action in the audit log.
    const fn word(self) -> &'static str {
        match self {
            Self::Archive => "archived",
            Self::Restore => "restored",
            Self::Online => "online",
            Self::Offline => "offline",
        }
    }

    fn turn<T: Item>(self, item: &mut T) {
        match self {
            Self::Archive | Self::Restore => *item.archived() = self == Self::Archive,
            Self::Online | Self::Offline => *item.online() = self == Self::Online,
        }
    }
}

/// Changes a flag; `confirmed` as for [`change`]. Returns what takes it back.
///
/// # Errors
/// [`Refusal::Stale`] if it does not exist, [`Refusal::StillBooked`].
pub async fn switch<T: Item>(
    store: &Store,
    id: String,
    switch: Switch,
    confirmed: String,
    by: UserId,
) -> Result<Before<T>, Error> {
    store
        .write(move |tx| {
            let (position, before) = find::<T>(&tx.calendar(), &id)?;
            let mut item = before.clone();
            switch.turn(&mut item);
            ensure_confirmed(tx, &before, &item, &confirmed)?;
            item.save(tx, position)?;
            note::<T>(tx, by, switch.word(), &id, &json!({}))?;
            let left = find::<T>(&tx.calendar(), &id)?.1.revision();
            Ok(Before::Changed { item: before, left })
        })
        .await
}

/// Refuses a restriction while future appointments are affected and not confirmed.
fn ensure_confirmed<T: Item>(tx: &WriteTx<'_>, before: &T, after: &T, confirmed: &str) -> Result<(), Error> {
    if !after.takes_back(before) {
        return Ok(());
    }
    let left = still_booked(tx, |appointment, resources| before.serves(appointment, resources))?;
    if left.is_empty() || confirmation_of(&left) == confirmed {
        return Ok(());
    }
    Err(Refusal::StillBooked(left).into())
}

/// Whether something that must be kept refers to one, so that it cannot be deleted.
///
/// # Errors
/// If the database cannot be read.
pub async fn is_used<T: Item>(store: &Store, id: String) -> Result<bool, StoreError> {
    let calendar = store.planning().calendar.clone();
    store.read(move |conn| T::is_used(&id, conn, &calendar)).await
}

/// Whether its deletion could be taken back.
///
/// # Errors
/// If the database cannot be read.
pub async fn is_restorable<T: Item>(store: &Store, id: String) -> Result<bool, StoreError> {
    store.read(move |conn| T::is_restorable(&id, conn)).await
}

/// Deletes one that nothing refers to; returns what takes it back, if that is known.
///
/// # Errors
/// [`Refusal::InUse`], [`Refusal::Stale`] if it does not exist.
pub async fn delete<T: Item>(store: &Store, id: String, by: UserId) -> Result<Option<Before<T>>, Error> {
    store
        .write(move |tx| {
            let calendar = tx.calendar();
            let (position, item) = find::<T>(&calendar, &id)?;
            if T::is_used(&id, tx, &calendar)? {
                return Err(Refusal::InUse.into());
            }
            let is_restorable = T::is_restorable(&id, tx)?;
            let hours = HoursBefore::of(tx, || T::delete(&id, tx))?;
            note::<T>(tx, by, "deleted", &id, &json!({}))?;
            Ok(is_restorable.then_some(Before::Deleted { item, position, hours }))
        })
        .await
}

/// A change of the display order.
#[derive(Clone, Debug)]
pub enum Move {
    /// One position towards the start, among those shown.
    Up(String),
    /// One position towards the end.
    Down(String),
    /// All those shown, in this order.
    To(Vec<String>),
}

/// Reorders those that are not archived; archived ones follow. Returns what takes it back.
///
/// # Errors
/// [`Refusal::Stale`] if others were added or removed meanwhile.
pub async fn reorder<T: Item>(store: &Store, to: Move, by: UserId) -> Result<Before<T>, Error> {
    store.write(move |tx| put_in_order(tx, &to, by)).await
}

fn put_in_order<T: Item>(tx: &WriteTx<'_>, to: &Move, by: UserId) -> Result<Before<T>, Error> {
    let all = T::all(&tx.calendar()).to_vec();
    let (archived, shown): (Vec<T>, Vec<T>) = all.into_iter().partition(|item| *item.clone().archived());
    let ids = |items: &[T]| items.iter().map(|item| item.id().to_owned()).collect::<Vec<_>>();
    let was = ids(&shown);
    let ordered = moved(shown, to)?;
    for (position, item) in ordered.iter().chain(&archived).enumerate() {
        item.save(tx, position)?;
    }
    let left = ids(&ordered);
    note::<T>(tx, by, "reordered", "", &json!({ "order": left }))?;
    Ok(Before::Reordered { was, left })
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

/// Index and value of one.
pub(super) fn find<T: Item>(calendar: &Calendar, id: &str) -> Result<(usize, T), Refusal> {
    let found = T::all(calendar).iter().enumerate().find(|(_, item)| item.id() == id);
    found.map(|(at, item)| (at, item.clone())).ok_or(Refusal::Stale)
}

/// Writes an entry of the audit log.
pub(super) fn note<T: Item>(tx: &WriteTx<'_>, by: UserId, word: &str, id: &str, details: &Value) -> Result<(), Error> {
    audit::record(tx, Some(by), &format!("{}.{word}", T::WORD), id, details, tx.now.timestamp())?;
    Ok(tx.calendar_changed()?)
}
