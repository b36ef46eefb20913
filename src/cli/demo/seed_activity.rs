//! Seeds the activity since yesterday, by the operations that customers and operators use: bookings, a move, a
//! cancellation, open requests, and a mail that could not be delivered, so that the planner has something to decide.
//! Uses a clock set to the past.

use super::telephone::{self, Telephone};
use crate::clock::Clock;
use crate::domain::account::{Role, UserId};
use crate::domain::message::QueuedMessage;
use crate::domain::schedule;
use crate::domain::schedule::{Audience, AvailabilityQuery};
use crate::domain::time::{self, Minute};
use crate::operations::accounts;
use crate::operations::accounts::Account;
use crate::operations::booking;
use crate::operations::booking::{Booked, BookingInput, Client, Shown};
use crate::operations::customers;
use crate::operations::set_up::missing::{self, Missing};
use crate::store::{Store, StoreError, outbox};
use anyhow::{Context, anyhow};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Days, Utc};
use std::path::Path;
use std::time::Duration;

/// How long ago the activity starts.
const BEGAN: Duration = Duration::from_secs(26 * 60 * 60);
const HOUR: Duration = Duration::from_secs(60 * 60);
/// Bookings are at least this far ahead, so that none is over.
const AHEAD: Days = Days::new(3);

/// A customer: first name, last name, telephone number, comment.
struct Visitor(&'static str, &'static str, &'static str, Option<&'static str>);

const UTE: Visitor = Visitor("Ute", "Beispiel", "+49 171 3920031", None);
const BERND: Visitor =
    Visitor("Bernd", "Muster", "+49 171 3920032", Some("Der Aufzug ist defekt, bitte zweimal klingeln."));
const HELGA: Visitor = Visitor("Helga", "Vorlage", "+49 171 3920033", Some("Meine Tochter ist dabei."));
const PAUL: Visitor = Visitor("Paul", "Exempel", "+49 171 3920034", None);
const MARIA: Visitor = Visitor("Maria", "Modell", "+49 171 3920035", None);
const GERDA: Visitor = Visitor("Gerda", "Tippfehler", "+49 171 3920036", None);

/// Runs the operations before the server starts. Returns the owner's account, and the second factor of the
/// other one.
pub async fn play(path: &Path, now: DateTime<Utc>) -> anyhow::Result<(UserId, Telephone)> {
    let clock = Clock::manual(now - BEGAN);
    let store = Store::open(path, clock.clone()).context("the throw-away file cannot be opened")?;
    let owner = make_owner(&store).await?;
    let telephone = telephone::set_up(&store).await?;
    let seen = book(&store, now, "hoertest", &UTE, 4).await?;
    remember(&store, &seen, owner).await?;
    clock.advance(HOUR * 6);
    book(&store, now, "hausbesuch", &BERND, 2).await?;
    clock.advance(HOUR * 9);
    let moved = book(&store, now, "anpassung", &HELGA, 8).await?;
    let cancelled = book(&store, now, "wartung", &PAUL, 11).await?;
    clock.advance(HOUR * 8);
    let other = free_start(&store, now, "anpassung", 15)?;
    let rescheduled = booking::reschedule(&store, Shown::token(moved.booking.token), other.to_utc(), |_| Ok(())).await;
    rescheduled.map_err(|error| anyhow!("an appointment could not be moved: {error}"))?;
    let called_off = booking::cancel(&store, Shown::token(cancelled.booking.token)).await;
    called_off.map_err(|error| anyhow!("an appointment could not be called off: {error}"))?;
    clock.advance(HOUR * 2);
    let lost = book(&store, now, "erstberatung", &GERDA, 3).await?;
    book(&store, now, "hausbesuch", &MARIA, 6).await?;
    deliver_all_but(&store, lost.appointment.id).await?;
    for one in Missing::ALL {
        missing::dismiss(&store, one, owner).await?;
    }
    Ok((owner, telephone))
}

/// An owner with an unknown password: the demo signs in by links.
async fn make_owner(store: &Store) -> anyhow::Result<UserId> {
    let mut password = [0; 24];
    getrandom::fill(&mut password).map_err(|error| anyhow!("the operating system gave no random numbers: {error}"))?;
    let account = Account {
        email: "anna.beispiel@example.org".into(),
        name: "Anna Beispiel".into(),
        role: Role::Owner,
        language: None,
    };
    Ok(accounts::create_first(
        store,
        account,
        URL_SAFE_NO_PAD.encode(password).as_str().into(),
        accounts::Founder::Themselves,
    )
    .await?)
}

async fn book(store: &Store, now: DateTime<Utc>, service: &str, who: &Visitor, nth: usize) -> anyhow::Result<Booked> {
    let calendar = store.planning().calendar.clone();
    let Visitor(first_name, last_name, phone, comment) = *who;
    let typed = BookingInput {
        service: service.into(),
        start: free_start(store, now, service, nth)?.to_rfc3339(calendar.shop.time_zone),
        first_name: first_name.into(),
        last_name: last_name.into(),
        email: format!("{}.{}@example.org", first_name.to_lowercase(), last_name.to_lowercase()),
        phone: Some(phone.into()),
        address: Some("Beispielweg 3\n70173 Stuttgart".into()),
        comment: comment.map(str::to_owned),
        language: Some("de".into()),
        privacy_accepted: true,
        reminder_accepted: true,
        ..BookingInput::default()
    };
    let place = typed.parse(&calendar).map_err(|wrong| anyhow!("{service} cannot be booked: {wrong:?}"))?;
    let nobody = Client { networks: None, is_limited: false, gets_mail: false, admit: || Ok(()) };
    let placed = booking::place(store, place, None, nobody).await;
    let (booked, _) = placed.map_err(|error| anyhow!("{service} cannot be booked: {error}"))?;
    Ok(booked)
}

/// The nth free start of a service.
fn free_start(store: &Store, now: DateTime<Utc>, service: &str, nth: usize) -> anyhow::Result<Minute> {
    let planning = store.planning();
    let found = planning.calendar.service(service).ok_or_else(|| anyhow!("the example shop has no {service}"))?;
    let question = AvailabilityQuery { service: found, resource: None, moving: None, scope: Audience::Online };
    let from = time::today(now, planning.calendar.shop.time_zone) + AHEAD;
    let page = schedule::page(&planning, &question, from, 14, store.now());
    let mut free = page.days.into_iter().flat_map(|day| day.slots).filter(|slot| slot.free).map(|slot| slot.start);
    free.nth(nth).ok_or_else(|| anyhow!("{service} has no free time in the days ahead"))
}

/// The operator creates a customer record from a booking and marks the activity as seen.
async fn remember(store: &Store, booked: &Booked, owner: UserId) -> anyhow::Result<()> {
    let key = booked.appointment.key;
    customers::create_from_appointment(store, key, owner).await?;
    let seen = store.write(|tx| crate::store::activity::mark_all_seen(tx, i64::MAX));
    seen.await.map_err(|error: StoreError| anyhow!("the news could not be marked: {error}"))?;
    Ok(())
}

/// Marks all mails of yesterday as sent, except one to an address that does not exist.
async fn deliver_all_but(store: &Store, lost: String) -> anyhow::Result<()> {
    let delivered = store.write(move |tx| -> Result<(), StoreError> {
        while let Some(outbox::Due::Mail(mail)) = outbox::next_due(tx, tx.keys, tx.now, &outbox::Choice::default())? {
            if is_to_customer_of(&mail.letter, &lost) {
                outbox::mark_failed(tx, mail.id, tx.now, "550 5.1.1 (address): no such mailbox")?;
            } else {
                outbox::mark_sent(tx, mail.id, tx.now)?;
            }
        }
        Ok(())
    });
    delivered.await.map_err(|error| anyhow!("the letters could not be delivered: {error}"))
}

fn is_to_customer_of(letter: &QueuedMessage, appointment: &str) -> bool {
    match letter {
        QueuedMessage::Appointment(notice) => !notice.kind.is_for_shop() && notice.facts.appointment_id == appointment,
        QueuedMessage::Account(_) | QueuedMessage::Erasure(_) => false,
    }
}
