//! Booking: decide and claim in the same transaction.

use super::events::{Event, EventKind, record_booked};
use super::source;
use super::source::Networks;
use super::{Booked, BookingRequest, Error, Rejection, by_key, confirmation, refusal, throttle};
use crate::domain::actor::Actor;
use crate::domain::appointment::Status;
use crate::domain::ids::ResourceId;
use crate::domain::notice::AT_ONCE;
use crate::domain::person::Person;
use crate::domain::schedule;
use crate::domain::schedule::{Audience, AvailabilityQuery, Refusal};
use crate::domain::shop::{Service, Venue};
use crate::domain::time::Minute;
use crate::store::appointments::Appointment;
use crate::store::bookings::Booking;
use crate::store::secrets::{new_calendar_uid, new_id, new_mail_secret, new_token};
use crate::store::sources::Source;
use crate::store::{Store, WriteTx, appointments, bookings, held, idempotency, venues};
use rusqlite::Connection;

/// How many other starts are offered for one that is taken.
const ALTERNATIVES: usize = 3;

/// The caller's promise that a request with the same key is the same request.
#[derive(Clone, PartialEq, Eq)]
pub struct Idempotency {
    /// 1 to 255 printable ASCII characters.
    pub key: String,
    /// SHA-256 of the parsed body.
    pub body_hash: Vec<u8>,
    /// Whether the request books again where its appointment was cancelled meanwhile: a form that is still open may.
    pub anew_once_cancelled: bool,
}

/// The client that sends a booking, as far as limits and mail are concerned.
pub struct Client<A> {
    /// Its networks; `None`: not counted.
    pub networks: Option<Networks>,
    /// False with `--limits off`: no daily share, no limit of new addresses. `max_open_per_email` always applies.
    pub is_limited: bool,
    /// Whether mail goes out at present: without it nobody can be asked to confirm by mail.
    pub gets_mail: bool,
    /// Counts a booking under the e-mail address. Called last, so that bookings refused for other reasons do not count; its
    /// error is the seconds to wait.
    pub admit: A,
}

/// Books, at once and for good. The start is decided before the limits of the address are checked: only a request for a
/// free start can reveal that the address has appointments, and then the address is told.
///
/// Returns the booking and where it takes place, without another read.
///
/// # Errors
/// A [`Rejection`] where the rules refuse, with alternatives where the slot is taken.
pub async fn place(
    store: &Store,
    place: BookingRequest,
    idempotency: Option<Idempotency>,
    client: Client<impl FnOnce() -> Result<(), u64> + Send + 'static>,
) -> Result<(Booked, Venue), Error> {
    let (service, resource, start) = (place.service.clone(), place.resource.clone(), place.start);
    let outcome = store.write(move |tx| place_in(tx, &place, idempotency.as_ref(), client)).await;
    outcome.and_then(|decided| decided.map_err(Error::Rejected)).map_err(|error| {
        let calendar = store.planning().calendar.clone();
        let Some(service) = calendar.service(service.as_str()) else { return error };
        let question =
            AvailabilityQuery { service, resource: resource.as_ref(), moving: None, scope: Audience::Online };
        with_alternatives(store, &question, start, error)
    })
}

/// An outer `Err` rolls the transaction back; an inner rejection commits, with what [`refusal::note`] has written.
fn place_in(
    tx: &WriteTx<'_>,
    place: &BookingRequest,
    idempotency: Option<&Idempotency>,
    client: Client<impl FnOnce() -> Result<(), u64>>,
) -> Result<Result<(Booked, Venue), Rejection>, Error> {
    let now = tx.now.timestamp();
    if let Some(idempotency) = idempotency
        && let Some(booked) = earlier(tx, idempotency, now)?
    {
        let venue = venues::of(tx, booked.appointment.key)?;
        return Ok(Ok((booked, venue)));
    }
    let calendar = tx.calendar();
    let service =
        calendar.bookable_services().find(|service| service.id == place.service).ok_or(Rejection::UnknownService)?;
    if place.off_minute {
        return Err(Rejection::NotOffered(Refusal::NotAStartTime).into());
    }
    let question =
        AvailabilityQuery { service, resource: place.resource.as_ref(), moving: None, scope: Audience::Online };
    let resources = decide(tx, &question, place.start)?;
    let source = client.networks.map(|networks| source::of(tx, networks)).transpose()?;
    if let Some(source) = source.filter(|_| client.is_limited) {
        source::ensure_share(tx, source)?;
    }
    let email_folded = place.email.folded();
    if let Some(rejection) = refusal::of_address(tx, &email_folded, client.admit)? {
        refusal::note(tx, &email_folded, source)?;
        return Ok(Err(rejection));
    }
    let confirm_by = confirmation::due_for(&calendar.shop, client.gets_mail, tx.now);
    let is_above = client.is_limited && throttle::is_above(tx)?;
    let waits = is_above || confirm_by.is_some();
    let origin = Origin {
        status: if waits { Status::Requested } else { service.status_on_booking },
        new_address: held::is_new_address(tx, &email_folded)?,
        email_folded,
        source,
        confirm_by,
    };
    let booked = write(tx, place, service, origin, &resources)?;
    let key = booked.appointment.key;
    if let Some(request) = idempotency {
        idempotency::keep(tx, &request.key, &request.body_hash, key, now)?;
    }
    let kind = EventKind::Made { resources: &resources, hold: is_above, in_series: false };
    let event = Event { actor: Actor::Customer, appointment: &booked.appointment, terms: &AT_ONCE, kind };
    record_booked(tx, &event, &booked)?;
    let venue = calendar.venue(service, &resources);
    Ok(Ok((booked, venue)))
}

/// The booking that an earlier request with this key has made.
fn earlier(conn: &Connection, idempotency: &Idempotency, now: i64) -> Result<Option<Booked>, Error> {
    let Some(known) = idempotency::find(conn, &idempotency.key, now)? else { return Ok(None) };
    if known.body_hash != idempotency.body_hash {
        return Err(Rejection::IdempotencyKeyReused.into());
    }
    let booked = by_key(conn, known.appointment)?;
    Ok((!idempotency.anew_once_cancelled || booked.appointment.status.is_open()).then_some(booked))
}

/// The resources to claim, by the planning of this transaction without what was not confirmed in time. A taken mark is
/// refused without alternatives: [`with_alternatives`] adds them.
pub(super) fn decide(
    tx: &WriteTx<'_>,
    question: &AvailabilityQuery<'_>,
    start: Minute,
) -> Result<Vec<ResourceId>, Error> {
    let planning = confirmation::planning_after_expiry(tx)?;
    schedule::decide(&planning, question, start, tx.now).map_err(|refusal| {
        let taken = Rejection::SlotTaken(Vec::new());
        (if refusal.is_taken() { taken } else { Rejection::NotOffered(refusal) }).into()
    })
}

/// Adds the nearest free starts to a refusal, out of memory and after the transaction: losers must not keep writers waiting.
pub(super) fn with_alternatives(store: &Store, question: &AvailabilityQuery<'_>, start: Minute, error: Error) -> Error {
    match error {
        Error::Rejected(Rejection::SlotTaken(_)) => {
            let planning = store.planning();
            let others = schedule::nearest_free(&planning, question, start, ALTERNATIVES, store.now());
            Rejection::SlotTaken(others).into()
        }
        other => other,
    }
}

/// What a booking has beside what was typed.
struct Origin {
    status: Status,
    email_folded: String,
    source: Option<Source>,
    /// Until when it must be confirmed by mail, in seconds since 1970.
    confirm_by: Option<i64>,
    /// Whether the shop has never written to the address.
    new_address: bool,
}

fn write(
    tx: &WriteTx<'_>,
    place: &BookingRequest,
    service: &Service,
    origin: Origin,
    resources: &[ResourceId],
) -> Result<Booked, Error> {
    let now = tx.now.timestamp();
    let mut appointment = Appointment {
        key: 0,
        id: new_id(now)?,
        service: Some(service.id.clone()),
        start: place.start,
        end: place.start.plus(i64::from(service.duration_minutes)),
        buffer_before_minutes: service.buffer_before_minutes,
        buffer_after_minutes: service.buffer_after_minutes,
        status: origin.status,
        customer: Person {
            first_name: Some(place.first_name.clone()),
            last_name: Some(place.last_name.clone()),
            email: Some(place.email.clone()),
            phone: place.phone.clone(),
        },
        address: place.address.clone(),
        note: None,
        reminder_accepted_at: place.reminder_accepted.then_some(now),
        series: None,
        private: false,
        author: None,
    };
    appointment.key = appointments::insert(tx, &appointment, resources)?;
    let booking = Booking {
        appointment: appointment.key,
        token: new_token(now)?,
        email_folded: origin.email_folded,
        language: place.language,
        comment: place.comment.clone(),
        consented_at: place.consented.then_some(now),
        booked_at: now,
        sequence: 0,
        online: true,
        mail_secret: new_mail_secret()?,
        proven_at: None,
        confirm_by: origin.confirm_by,
        source: origin.source,
        new_address: origin.new_address,
        calendar_uid: Some(new_calendar_uid(now)?),
        asked_to_move: false,
    };
    bookings::insert(tx, &booking)?;
    Ok(Booked { appointment, booking })
}
