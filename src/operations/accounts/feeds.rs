//! Calendars to subscribe to. Each account makes its own secret addresses, 160 bits long, of which only the SHA-256 is
//! stored: an address is shown once, and who has it sees what it shows until it is renewed, revoked, or its account is
//! deleted.

use super::secret::Secret;
use super::{Error, Refusal, Wrong, note};
use crate::domain::account::UserId;
use crate::domain::feed::Feed;
use crate::domain::shop::{Calendar, Language};
use crate::domain::time::{DAY_MINUTES, Minute};
use crate::domain::values::Invalid;
use crate::store::calendar_entries::{self, CalendarEntry};
use crate::store::feeds::{self, StoredFeed};
use crate::store::{Store, StoreError, WriteTx, users};
use serde_json::json;

/// Bytes of a secret.
const SECRET_BYTES: usize = 20;
/// Days into the past that a subscribed calendar reaches.
const DAYS_BACK: i64 = 90;
/// Days into the future: more than the longest horizon, and than anybody enters.
const DAYS_AHEAD: i64 = 36_500;

/// A new address.
pub struct MadeFeed {
    /// Its secret, which is shown once.
    pub secret: Secret,
    /// What it shows.
    pub feed: Feed,
}

/// The addresses of an account, in the order in which they were made.
///
/// # Errors
/// If the database cannot be read.
pub async fn feeds_of(store: &Store, user: UserId) -> Result<Vec<StoredFeed>, StoreError> {
    store.read(move |conn| feeds::of_user(conn, user)).await
}

/// Makes an address.
///
/// # Errors
/// [`Refusal::Fields`] for a label that the account has already, or a resource that does not exist;
/// [`Refusal::UnknownUser`].
pub async fn create_feed(store: &Store, user: UserId, feed: Feed) -> Result<MadeFeed, Error> {
    let secret = Secret::of_bytes::<SECRET_BYTES>()?;
    store
        .write(move |tx| {
            users::find(tx, user)?.ok_or(Refusal::UnknownUser)?;
            if feeds::of_user(tx, user)?.iter().any(|other| other.feed.label == feed.label) {
                return Err(Wrong::LabelTaken.at("label").into());
            }
            if feed.resource.as_ref().is_some_and(|id| tx.calendar().resource(id.as_str()).is_none()) {
                return Err(Wrong::Value(Invalid::Unknown).at("resource").into());
            }
            feeds::insert(tx, user, &feed, &secret.hash(), tx.now.timestamp())?;
            let details =
                json!({ "detail": feed.detail.word(), "resource": feed.resource.as_ref().map(|id| id.as_str()) });
            note(tx, Some(user), "user.feed_made", user, &details)?;
            Ok(MadeFeed { secret, feed })
        })
        .await
}

/// Gives an address of an account a new secret; the old one ends at once.
///
/// # Errors
/// [`Refusal::UnknownFeed`].
pub async fn renew_feed(store: &Store, user: UserId, id: i64) -> Result<MadeFeed, Error> {
    let secret = Secret::of_bytes::<SECRET_BYTES>()?;
    store
        .write(move |tx| {
            let renewed = feeds::renew(tx, (user, id), &secret.hash(), tx.now.timestamp())?;
            let feed = renewed.ok_or(Refusal::UnknownFeed)?.feed;
            note(tx, Some(user), "user.feed_renewed", user, &json!({}))?;
            Ok(MadeFeed { secret, feed })
        })
        .await
}

/// Ends an address of an account.
///
/// # Errors
/// [`Refusal::UnknownFeed`].
pub async fn revoke_feed(store: &Store, user: UserId, id: i64) -> Result<(), Error> {
    store.write(move |tx| revoke(tx, user, id)).await
}

/// Ends the address of an account that has that label.
///
/// # Errors
/// [`Refusal::UnknownFeed`].
pub async fn revoke_feed_named(store: &Store, user: UserId, label: String) -> Result<(), Error> {
    store
        .write(move |tx| {
            let all = feeds::of_user(tx, user)?;
            let named = all.into_iter().find(|one| *one.feed.label == *label).ok_or(Refusal::UnknownFeed)?;
            revoke(tx, user, named.id)
        })
        .await
}

fn revoke(tx: &WriteTx<'_>, user: UserId, id: i64) -> Result<(), Error> {
    if !feeds::delete(tx, user, id)? {
        return Err(Refusal::UnknownFeed.into());
    }
    note(tx, Some(user), "user.feed_revoked", user, &json!({}))
}

/// What somebody with an address gets to see.
pub struct OpenFeed {
    /// What it shows.
    pub feed: Feed,
    /// The language of its account.
    pub language: Language,
    /// The appointments that hold their time, in order: from 90 days back, and everything ahead.
    pub entries: Vec<CalendarEntry>,
}

/// The calendar behind a secret; `None`: there is none, or no more. Notes the day of the use.
///
/// # Errors
/// If the database cannot be read.
pub async fn open_feed(store: &Store, secret: &Secret, calendar: &Calendar) -> Result<Option<OpenFeed>, StoreError> {
    let (hash, now, zone) = (secret.hash(), store.now().timestamp(), calendar.shop.time_zone);
    let day_of = move |second: i64| Minute::of_second(second).local_date(zone);
    let shop_language = calendar.shop.language;
    let found = store.read(move |conn| {
        let Some(stored) = feeds::find_by_secret(conn, &hash)? else { return Ok(None) };
        let user = users::find(conn, stored.user)?;
        let is_owner = user.as_ref().is_some_and(|user| user.is_owner());
        let language = user.and_then(|user| user.language);
        let at = Minute::of_second(now);
        let span = at.plus(-DAYS_BACK * DAY_MINUTES)..at.plus(DAYS_AHEAD * DAY_MINUTES);
        let mut entries = calendar_entries::within(conn, &span)?;
        let wanted = stored.feed.resource.as_ref();
        entries.retain(|entry| {
            entry.appointment.status.blocks() && wanted.is_none_or(|resource| entry.resources.contains(resource))
        });
        let entries = entries.into_iter().map(|entry| entry.read_by(stored.user, is_owner)).collect();
        let language = language.unwrap_or(shop_language).for_staff();
        Ok::<_, StoreError>(Some((stored.id, stored.used_at, OpenFeed { feed: stored.feed, language, entries })))
    });
    let Some((id, used_at, open)) = found.await? else { return Ok(None) };
    if used_at.map(day_of) != Some(day_of(now)) {
        store.write(move |tx| feeds::used(tx, id, now)).await?;
    }
    Ok(Some(open))
}
