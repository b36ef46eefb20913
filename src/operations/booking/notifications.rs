//! Which mails an operation owes, and what the operator hears of it: written in its own transaction, sent by somebody else.

mod teller;

use self::teller::Teller;
use super::place::by_key;
use super::{Booked, Error, throttle};
use crate::domain::appointment::Status;
use crate::domain::ids::ResourceId;
use crate::domain::notice::NoticeKind;
use crate::domain::shop::Calendar;
use crate::domain::time::Minute;
use crate::store::activity::ActivityKind;
use crate::store::appointments::Appointment;
use crate::store::outbox::{self, Reader};
use crate::store::{WriteTx, activity, bookings, held, known};

/// A new booking: the customer's answer, the shop's notice, the reminder.
pub(super) fn on_placed(
    tx: &WriteTx<'_>,
    calendar: &Calendar,
    booked: &Booked,
    resources: &[ResourceId],
) -> Result<(), Error> {
    let teller = Teller::of_new(tx, calendar, booked, resources);
    match booked.confirm_by() {
        // Nobody else hears of it before its customer has confirmed it.
        Some(_) => teller.tell_customer(NoticeKind::PleaseConfirm, None),
        None => announce(tx, booked, &teller),
    }
}

fn announce(tx: &WriteTx<'_>, booked: &Booked, teller: &Teller<'_>) -> Result<(), Error> {
    teller.tell_customer(first_word(booked), None)?;
    teller.tell_shop(NoticeKind::ShopBooked, None)?;
    let requested = booked.appointment.status == Status::Requested;
    tell_inbox(tx, booked, if requested { ActivityKind::Requested } else { ActivityKind::Booked }, None)?;
    teller.remind()
}

/// The customer has confirmed it by mail: all hear of it as if it were booked just now.
pub(super) fn on_confirmed_by_customer(tx: &WriteTx<'_>, calendar: &Calendar, booked: &Booked) -> Result<(), Error> {
    let teller = Teller::of(tx, calendar, booked)?;
    teller.take_back(Reader::Customer)?;
    announce(tx, booked, &teller)
}

/// The shop has confirmed it for a customer who has not yet: there is nothing to press any more, and a reminder to send.
pub(super) fn on_confirmed_for_customer(tx: &WriteTx<'_>, calendar: &Calendar, booked: &Booked) -> Result<(), Error> {
    outbox::withdraw_kind(tx, booked.appointment.key, NoticeKind::PleaseConfirm, tx.now)?;
    outbox::withdraw_reminders(tx, booked.appointment.key, tx.now)?;
    Teller::of(tx, calendar, booked)?.remind()
}

/// The customer has called it off instead of confirming it: nobody else has heard of it.
pub(super) fn on_given_up(tx: &WriteTx<'_>, calendar: &Calendar, booked: &Booked) -> Result<(), Error> {
    Teller::of(tx, calendar, booked)?.take_back(Reader::Customer)?;
    Ok(())
}

/// Its held mails are released: the customer gets the first mail, as the appointment is now.
pub(super) fn on_released(tx: &WriteTx<'_>, calendar: &Calendar, booked: &Booked) -> Result<(), Error> {
    let teller = Teller::of(tx, calendar, booked)?;
    if booked.confirm_by().is_some() {
        return teller.ask_to_confirm();
    }
    teller.tell_customer(first_word(booked), None)?;
    teller.remind()
}

/// Another booking with the same address was refused: its owner hears of it, with what is booked.
pub(super) fn on_refused(tx: &WriteTx<'_>, calendar: &Calendar, booked: &Booked) -> Result<(), Error> {
    Teller::of(tx, calendar, booked)?.tell_customer(NoticeKind::BookingRefused, None)
}

/// Another time: both hear of it, the reminder follows.
pub(super) fn on_rescheduled(
    tx: &WriteTx<'_>,
    calendar: &Calendar,
    before: &Booked,
    after: &Booked,
) -> Result<(), Error> {
    let (key, previous) = (after.appointment.key, Some(before.appointment.start));
    let was_held = held::withdraw(tx, key, tx.now)? > 0;
    outbox::withdraw_reminders(tx, key, tx.now)?;
    let teller = Teller::of(tx, calendar, after)?;
    // A customer whose mails are held has not heard of the time before.
    let kind = if was_held { (first_word(after), None) } else { (NoticeKind::Rescheduled, previous) };
    if after.confirm_by().is_some() {
        teller.ask_to_confirm()?;
    } else {
        teller.tell_customer(kind.0, kind.1)?;
        teller.tell_shop(NoticeKind::ShopRescheduled, previous)?;
        tell_inbox(tx, after, ActivityKind::Rescheduled, previous)?;
        teller.remind()?;
    }
    if was_held {
        held::hold(tx, key, tx.now)?;
    }
    Ok(())
}

/// Called off by the customer. `by_stranger`: nobody knew the address before, so its owner reads no words of the booker's.
pub(super) fn on_cancelled(
    tx: &WriteTx<'_>,
    calendar: &Calendar,
    booked: &Booked,
    by_stranger: bool,
) -> Result<(), Error> {
    let teller = Teller::of(tx, calendar, booked)?.for_stranger(by_stranger);
    // Who was told nothing yet need not hear of both.
    if teller.take_back(Reader::Customer)? {
        teller.tell_customer(NoticeKind::Cancelled, None)?;
    }
    if teller.take_back(Reader::Shop)? {
        teller.tell_shop(NoticeKind::ShopCancelled, None)?;
    }
    tell_inbox(tx, booked, ActivityKind::Cancelled, None)
}

/// Whoever has the address says that they never booked: they get no more mail, and the shop hears why.
pub(super) fn on_disowned(tx: &WriteTx<'_>, calendar: &Calendar, booked: &Booked) -> Result<(), Error> {
    let teller = Teller::of(tx, calendar, booked)?;
    teller.take_back(Reader::Customer)?;
    teller.take_back(Reader::Shop)?;
    teller.tell_shop(NoticeKind::ShopDisowned, None)?;
    tell_inbox(tx, booked, ActivityKind::Disowned, None)
}

/// The shop has made it, or its customer has got an address: the answer and the reminder.
pub(super) fn on_placed_by_shop(tx: &WriteTx<'_>, calendar: &Calendar, booked: &Booked) -> Result<(), Error> {
    let teller = Teller::of(tx, calendar, booked)?;
    teller.tell_customer(first_word(booked), None)?;
    teller.remind()
}

/// The shop has changed it: the customer hears of it if they shall, the reminder follows in any case.
pub(super) fn on_changed_by_shop(
    tx: &WriteTx<'_>,
    calendar: &Calendar,
    before: &Appointment,
    tell: bool,
) -> Result<(), Error> {
    let was_held = held::is_held(tx, before.key)?;
    if was_held && !tell {
        // Its mails are written when they are released, as it is by then.
        return Ok(());
    }
    throttle::unhold(tx, before.key)?;
    let after = &by_key(tx, before.key)?;
    outbox::withdraw_reminders(tx, before.key, tx.now)?;
    let teller = Teller::of(tx, calendar, after)?;
    if after.confirm_by().is_some() {
        return if tell { teller.ask_to_confirm() } else { Ok(()) };
    }
    if tell && before.start != after.appointment.start && !was_held {
        teller.tell_customer(NoticeKind::Rescheduled, Some(before.start))?;
    } else if tell {
        teller.tell_customer(first_word(after), None)?;
    }
    if after.appointment.status.is_open() { teller.remind() } else { Ok(()) }
}

/// It leads to another mailbox: that gets its first word if it shall, and the reminder in any case.
pub(super) fn on_readdressed(tx: &WriteTx<'_>, calendar: &Calendar, booked: &Booked, tell: bool) -> Result<(), Error> {
    let teller = Teller::of(tx, calendar, booked)?;
    if booked.confirm_by().is_some() {
        // Told or not, by no other link can it be confirmed now.
        return teller.ask_to_confirm();
    }
    if tell {
        teller.tell_customer(first_word(booked), None)?;
    }
    if booked.appointment.status.is_open() { teller.remind() } else { Ok(()) }
}

/// The mailbox that was written to so far is its customer's no more. Nothing further goes there; with `calls_off`, and where
/// it was told of the appointment, one last mail takes that out of its reader's calendar, with the facts as they were. Call
/// this while the appointment stands as it was; answers whether that mail is on its way.
pub(super) fn on_taken_away(
    tx: &WriteTx<'_>,
    calendar: &Calendar,
    before: &Booked,
    calls_off: bool,
) -> Result<bool, Error> {
    let was_told = Teller::of(tx, calendar, before)?.take_back(Reader::Customer)?;
    let old = &before.appointment;
    let is_to_come = old.status.is_open() && old.end.to_utc() > tx.now;
    let Some(address) = old.customer.email.as_deref().filter(|_| was_told && is_to_come && calls_off) else {
        return Ok(false);
    };
    let mut gone = before.clone();
    gone.booking.sequence = bookings::raise_sequence(tx, old.key)?;
    gone.appointment.status = Status::Cancelled;
    let by_stranger = known::is_stranger(tx, old.key, address)?;
    Teller::of(tx, calendar, &gone)?.for_stranger(by_stranger).tell_customer(NoticeKind::Cancelled, None)?;
    Ok(true)
}

/// The shop has set the status. Nobody is reminded of what will not take place, or has.
pub(super) fn on_status_by_shop(
    tx: &WriteTx<'_>,
    calendar: &Calendar,
    before: Status,
    booked: &Booked,
    tell: bool,
) -> Result<(), Error> {
    let after = booked.appointment.status;
    let was_held = held::withdraw(tx, booked.appointment.key, tx.now)? > 0;
    let teller = Teller::of(tx, calendar, booked)?;
    if !after.blocks() {
        // Nobody is told first that it takes place.
        teller.take_back(Reader::Customer)?;
    } else if before.is_open() && !after.is_open() {
        outbox::withdraw_reminders(tx, booked.appointment.key, tx.now)?;
    }
    if let Some(word) = word_of_status(before, after).filter(|_| tell) {
        teller.tell_customer(word, None)?;
    }
    if (was_held || !before.is_open()) && after.is_open() { teller.remind() } else { Ok(()) }
}

/// Which message tells a customer that the shop has set another status; `None`: that is no news to them.
pub(super) fn word_of_status(before: Status, after: Status) -> Option<NoticeKind> {
    match after {
        Status::Declined => Some(NoticeKind::Declined),
        Status::Cancelled => Some(NoticeKind::Cancelled),
        Status::Confirmed if before == Status::Requested => Some(NoticeKind::Confirmed),
        Status::Requested | Status::Confirmed if !before.blocks() => Some(first_word_at(after)),
        _ => None,
    }
}

fn first_word(booked: &Booked) -> NoticeKind {
    first_word_at(booked.appointment.status)
}

fn first_word_at(status: Status) -> NoticeKind {
    match status {
        Status::Requested => NoticeKind::RequestReceived,
        _ => NoticeKind::Confirmation,
    }
}

/// The reminder of one that has a page only since just now.
pub(super) fn remind(tx: &WriteTx<'_>, calendar: &Calendar, booked: &Booked) -> Result<(), Error> {
    Teller::of(tx, calendar, booked)?.remind()
}

fn tell_inbox(tx: &WriteTx<'_>, booked: &Booked, kind: ActivityKind, previous: Option<Minute>) -> Result<(), Error> {
    activity::insert(tx, kind, booked.appointment.key, previous, tx.now.timestamp())?;
    tx.inbox_changed();
    Ok(())
}
