//! The mails that an event owes: written in its transaction, sent by the delivery worker.

use super::notifier::Notifier;
use super::replaced::{self, Replaced, is_known};
use super::{Cause, Changed, Event, EventKind};
use crate::domain::appointment::Status;
use crate::domain::notice::{AT_ONCE, NoticeKind, Recipient, SeriesDate};
use crate::domain::person::Hands;
use crate::operations::booking::{Booked, Error};
use crate::store::{WriteTx, bookings, held, known, outbox};

pub(super) fn owe(tx: &WriteTx<'_>, event: &Event<'_>, booked: &Booked) -> Result<(), Error> {
    let notifier = match &event.kind {
        EventKind::Made { resources, .. } => Notifier::of_new(tx, booked, resources, event.terms),
        _ => Notifier::of(tx, booked, event.terms)?,
    };
    match &event.kind {
        EventKind::Made { in_series: true, .. } => notifier.remind(),
        EventKind::Made { hold, .. } => made(tx, event, &notifier, *hold),
        EventKind::SeriesTold { kind, dates } => of_series(tx, &notifier, *kind, dates),
        EventKind::Status { from, awaited, cause } => of_status(tx, notifier, *from, *awaited, *cause),
        EventKind::Changed(changed) => of_change(tx, event, changed, &notifier),
        EventKind::LeavesMailbox { farewell } => leaves_mailbox(tx, &notifier, *farewell),
        EventKind::Disowned { .. } => disowned(&notifier),
        EventKind::Released => released(&notifier),
        EventKind::AskedToChoose => notifier.tell_customer(NoticeKind::ChooseTime, None),
        EventKind::Imported { .. } | EventKind::Undone { .. } => Ok(()),
        EventKind::ReminderChosen => choose_reminder(tx, &notifier),
        EventKind::OtherBookingRefused => notifier.tell_customer(NoticeKind::BookingRefused, None),
    }
}

/// The customer's answer, the shop's notice where it has not made it itself, the reminder.
fn made(tx: &WriteTx<'_>, event: &Event<'_>, notifier: &Notifier<'_>, hold: bool) -> Result<(), Error> {
    match notifier.booked.confirm_by() {
        // Nobody else hears of it before its customer has confirmed it.
        Some(_) => notifier.tell_customer(NoticeKind::PleaseConfirm, None)?,
        None if event.actor.is_customer() => announce(notifier)?,
        None => first_contact(notifier)?,
    }
    if hold {
        held::hold(tx, event.appointment.key, tx.now)?;
    }
    Ok(())
}

fn announce(notifier: &Notifier<'_>) -> Result<(), Error> {
    notifier.tell_customer(first_kind(notifier.booked), None)?;
    notifier.tell_shop(NoticeKind::ShopBooked, None)?;
    notifier.remind()
}

fn first_contact(notifier: &Notifier<'_>) -> Result<(), Error> {
    notifier.tell_customer(first_kind(notifier.booked), None)?;
    notifier.remind()
}

fn of_status(tx: &WriteTx<'_>, notifier: Notifier<'_>, from: Status, awaited: bool, cause: Cause) -> Result<(), Error> {
    let key = notifier.booked.appointment.key;
    match cause {
        Cause::Decision { tell, is_first } => decided(tx, &notifier, from, tell, is_first || awaited),
        Cause::SeriesCancelled => decided(tx, &notifier, from, false, false),
        Cause::SourceCancelled => {
            let was_told = outbox::was_told(tx, key, Recipient::Customer)?;
            outbox::withdraw_all(tx, key, tx.now)?;
            decided(tx, &notifier, from, was_told, false)
        }
        Cause::HeldDeclined | Cause::NotConfirmed => {
            outbox::withdraw_all(tx, key, tx.now)?;
            Ok(())
        }
        Cause::Cancelled { by_stranger } => cancelled(&notifier.for_stranger(by_stranger), awaited),
        Cause::ConfirmedByMail => {
            notifier.take_back(Recipient::Customer)?;
            announce(&notifier)
        }
    }
}

/// By the shop. Nobody is reminded of what will not take place, or has. `starts`: its reminder is yet to be written.
fn decided(tx: &WriteTx<'_>, notifier: &Notifier<'_>, from: Status, mut tell: bool, starts: bool) -> Result<(), Error> {
    let (key, to) = (notifier.booked.appointment.key, notifier.booked.appointment.status);
    let was_held = held::withdraw(tx, key, tx.now)? > 0;
    let replaced = Replaced::of(tx, notifier, |kind| match to {
        Status::Cancelled | Status::Declined => true,
        // What was confirmed or called off is so no longer.
        Status::Requested | Status::Confirmed => kind.calls_off() || kind == NoticeKind::Confirmed,
        Status::Done | Status::NoShow => false,
    })?;
    if !to.blocks() {
        // Nobody is told first that it takes place.
        let was_told = notifier.take_back(Recipient::Customer)?;
        tell &= was_told || !replaced.is_first();
    } else if from.is_open() && (starts || !to.is_open()) {
        outbox::withdraw_kind(tx, key, NoticeKind::PleaseConfirm, tx.now)?;
        outbox::withdraw_kind(tx, key, NoticeKind::Reminder, tx.now)?;
    }
    // Whoever was not told yet that it was called off knows nothing else.
    let is_known = replaced.calls_off() && is_known(tx, notifier)?;
    if let Some(kind) = kind_for_status(from, to).filter(|_| tell && !is_known) {
        let start = notifier.booked.appointment.start;
        let previous = replaced.known_start(start).filter(|known| *known != start);
        notifier.tell_instead(kind, previous, None)?;
    }
    if (starts || was_held || !from.is_open()) && to.is_open() { notifier.remind() } else { Ok(()) }
}

/// Of several at once; those are left out that the customer knows as they are.
fn of_series(tx: &WriteTx<'_>, notifier: &Notifier<'_>, kind: NoticeKind, dates: &[SeriesDate]) -> Result<(), Error> {
    let dates = replaced::series(tx, notifier, dates)?;
    if dates.is_empty() { Ok(()) } else { notifier.tell_customer_of_series(kind, &dates) }
}

/// By its customer. Where that was before they had confirmed it, nobody else has heard of it.
fn cancelled(notifier: &Notifier<'_>, awaited: bool) -> Result<(), Error> {
    // Who was told nothing yet need not hear of both.
    if notifier.take_back(Recipient::Customer)? && !awaited {
        notifier.tell_customer(NoticeKind::Cancelled, None)?;
    }
    if !awaited && notifier.take_back(Recipient::Shop)? {
        notifier.tell_shop(NoticeKind::ShopCancelled, None)?;
    }
    Ok(())
}

fn of_change(tx: &WriteTx<'_>, event: &Event<'_>, changed: &Changed<'_>, notifier: &Notifier<'_>) -> Result<(), Error> {
    let (old, new) = (&changed.before.appointment, event.appointment);
    match changed.person.hands {
        Hands::OtherAddress => readdressed(notifier, changed.tell),
        // The page is new, and there is one only where its customer shall hear of it.
        Hands::OtherPerson => first_contact(notifier),
        Hands::Same if !changed.before.has_page => first_contact(notifier),
        Hands::Same if (old.start, old.end, &old.service) == (new.start, new.end, &new.service) => {
            if old.reminder_accepted_at != new.reminder_accepted_at {
                choose_reminder(tx, notifier)?;
            }
            elsewhere(tx, event, changed, notifier)
        }
        Hands::Same => moved(tx, event, changed, notifier),
    }
}

/// The same time with others, in another room, or with another note. The customer hears of it if they shall and it is
/// elsewhere, or somebody wrote to them; of a note alone they need not know.
fn elsewhere(tx: &WriteTx<'_>, event: &Event<'_>, changed: &Changed<'_>, notifier: &Notifier<'_>) -> Result<(), Error> {
    let is_elsewhere = changed.before.resources != changed.resources;
    let is_told = changed.tell && (is_elsewhere || event.terms.words.is_some()) && !changed.was_held;
    // Others have it now: nobody needs to choose another time.
    let choice = Replaced::of(tx, notifier, |kind| kind == NoticeKind::ChooseTime)?;
    if !is_told || notifier.booked.confirm_by().is_some() {
        return Ok(());
    }
    // One mail says how it is now.
    let other =
        Replaced::of(tx, notifier, |kind| matches!(kind, NoticeKind::Confirmation | NoticeKind::RequestReceived))?;
    notifier.tell_instead(first_kind(notifier.booked), None, other.words().or_else(|| choice.words()))
}

/// Another time or service: the customer hears of it if they shall, the shop of what it has not done itself; the reminder
/// follows in any case.
fn moved(tx: &WriteTx<'_>, event: &Event<'_>, changed: &Changed<'_>, notifier: &Notifier<'_>) -> Result<(), Error> {
    let (key, by_customer, previous) =
        (event.appointment.key, event.actor.is_customer(), changed.before.appointment.start);
    if changed.was_held && !changed.tell {
        // Its mails are written when they are released, as it is by then.
        return Ok(());
    }
    held::withdraw(tx, key, tx.now)?;
    outbox::withdraw_kind(tx, key, NoticeKind::Reminder, tx.now)?;
    if notifier.booked.confirm_by().is_some() {
        if changed.tell {
            notifier.ask_to_confirm()?;
        }
    } else {
        let replaced = Replaced::of(tx, notifier, |kind| !kind.calls_off() && kind != NoticeKind::BookingRefused)?;
        // What waited would tell of what is no longer so.
        if changed.tell || !replaced.is_none() {
            // A customer whose mails are held has not heard of the time before.
            let start = event.appointment.start;
            let known = replaced.known_start(previous).filter(|_| !changed.was_held);
            let moved = known.filter(|known| *known != start);
            let words = replaced.words();
            if replaced.confirms() {
                notifier.tell_instead(NoticeKind::Confirmed, moved, words)?;
            } else if moved.is_some() {
                notifier.tell_instead(NoticeKind::Rescheduled, moved, words)?;
            } else if replaced.is_none() || replaced.is_first() || !is_known(tx, notifier)? {
                notifier.tell_instead(first_kind(notifier.booked), None, words)?;
            }
        }
        if by_customer {
            notifier.tell_shop(NoticeKind::ShopRescheduled, Some(previous))?;
        }
        remind_of_open(notifier)?;
    }
    if changed.was_held && by_customer {
        held::hold(tx, key, tx.now)?;
    }
    Ok(())
}

/// It leads to another mailbox: that gets its first word if it shall, and the reminder in any case.
fn readdressed(notifier: &Notifier<'_>, tell: bool) -> Result<(), Error> {
    if notifier.booked.confirm_by().is_some() {
        // Told or not, by no other link can it be confirmed now.
        return notifier.ask_to_confirm();
    }
    if tell {
        notifier.tell_customer(first_kind(notifier.booked), None)?;
    }
    remind_of_open(notifier)
}

/// In place of the one that waits, if there is to be one.
fn choose_reminder(tx: &WriteTx<'_>, notifier: &Notifier<'_>) -> Result<(), Error> {
    outbox::withdraw_kind(tx, notifier.booked.appointment.key, NoticeKind::Reminder, tx.now)?;
    remind_of_open(notifier)
}

fn remind_of_open(notifier: &Notifier<'_>) -> Result<(), Error> {
    if notifier.booked.appointment.status.is_open() { notifier.remind() } else { Ok(()) }
}

/// Nothing further goes to that mailbox. A farewell takes the appointment out of its reader's calendar, with the facts as
/// they were.
fn leaves_mailbox(tx: &WriteTx<'_>, notifier: &Notifier<'_>, farewell: bool) -> Result<(), Error> {
    notifier.take_back(Recipient::Customer)?;
    if !farewell {
        return Ok(());
    }
    let mut gone = notifier.booked.clone();
    let key = gone.appointment.key;
    bookings::raise_sequence(tx, key)?;
    gone.booking.sequence += 1;
    gone.appointment.status = Status::Cancelled;
    let by_stranger = known::is_stranger(tx, key, gone.appointment.customer.email.as_deref().unwrap_or_default())?;
    Notifier::of(tx, &gone, &AT_ONCE)?.for_stranger(by_stranger).tell_customer(NoticeKind::Cancelled, None)
}

/// Its customer gets no more mail, and the shop hears why.
fn disowned(notifier: &Notifier<'_>) -> Result<(), Error> {
    notifier.take_back(Recipient::Customer)?;
    notifier.take_back(Recipient::Shop)?;
    notifier.tell_shop(NoticeKind::ShopDisowned, None)
}

/// The customer gets the first mail, as the appointment is now.
fn released(notifier: &Notifier<'_>) -> Result<(), Error> {
    if notifier.booked.confirm_by().is_some() { notifier.ask_to_confirm() } else { first_contact(notifier) }
}

/// Which mail tells a customer that the shop has set another status; `None`: that is no news to them.
pub(in crate::operations::booking) fn kind_for_status(from: Status, to: Status) -> Option<NoticeKind> {
    match to {
        Status::Declined => Some(NoticeKind::Declined),
        Status::Cancelled => Some(NoticeKind::Cancelled),
        Status::Confirmed if from == Status::Requested => Some(NoticeKind::Confirmed),
        Status::Requested | Status::Confirmed if !from.blocks() => Some(first_kind_at(to)),
        Status::Requested | Status::Confirmed | Status::Done | Status::NoShow => None,
    }
}

fn first_kind(booked: &Booked) -> NoticeKind {
    first_kind_at(booked.appointment.status)
}

fn first_kind_at(status: Status) -> NoticeKind {
    match status {
        Status::Requested => NoticeKind::RequestReceived,
        Status::Confirmed | Status::Declined | Status::Cancelled | Status::Done | Status::NoShow => {
            NoticeKind::Confirmation
        }
    }
}
