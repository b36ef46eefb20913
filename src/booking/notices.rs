//! Which mails an operation owes, and what the operator hears of it: written in its own transaction, sent by somebody else.

use super::{Booked, Error};
use crate::domain::appointment::Status;
use crate::domain::notice::{Notice, NoticeFacts, NoticeKind};
use crate::domain::shop::{Calendar, Language};
use crate::domain::time::Minute;
use crate::store::appointments::Appointment;
use crate::store::news::NewsKind;
use crate::store::{WriteTx, appointments, news, outbox};
use chrono::{DateTime, Duration, Utc};

/// A new booking: the customer's answer, the shop's notice, the reminder.
pub(super) fn on_placed(tx: &WriteTx<'_>, calendar: &Calendar, booked: &Booked) -> Result<(), Error> {
    tell_customer(tx, calendar, booked, first_word(booked), None)?;
    tell_shop(tx, calendar, booked, NoticeKind::ShopBooked, None)?;
    let requested = booked.appointment.status == Status::Requested;
    tell_inbox(tx, booked, if requested { NewsKind::Requested } else { NewsKind::Booked }, None)?;
    remind(tx, calendar, booked)
}

/// Another time: both hear of it, the reminder follows.
pub(super) fn on_rescheduled(
    tx: &WriteTx<'_>,
    calendar: &Calendar,
    before: &Booked,
    after: &Booked,
) -> Result<(), Error> {
    let previous = Some(before.appointment.start);
    outbox::withdraw_reminders(tx, after.appointment.key, tx.now)?;
    tell_customer(tx, calendar, after, NoticeKind::Rescheduled, previous)?;
    tell_shop(tx, calendar, after, NoticeKind::ShopRescheduled, previous)?;
    tell_inbox(tx, after, NewsKind::Rescheduled, previous)?;
    remind(tx, calendar, after)
}

/// Called off by the customer.
pub(super) fn on_cancelled(tx: &WriteTx<'_>, calendar: &Calendar, booked: &Booked) -> Result<(), Error> {
    outbox::withdraw_reminders(tx, booked.appointment.key, tx.now)?;
    tell_customer(tx, calendar, booked, NoticeKind::Cancelled, None)?;
    tell_shop(tx, calendar, booked, NoticeKind::ShopCancelled, None)?;
    tell_inbox(tx, booked, NewsKind::Cancelled, None)
}

/// The shop has made it, or its customer has got an address: the answer and the reminder.
pub(super) fn on_placed_by_shop(tx: &WriteTx<'_>, calendar: &Calendar, booked: &Booked) -> Result<(), Error> {
    tell_customer(tx, calendar, booked, first_word(booked), None)?;
    remind(tx, calendar, booked)
}

/// The shop has changed it: the customer hears of it if they shall, the reminder follows in any case.
pub(super) fn on_changed_by_shop(
    tx: &WriteTx<'_>,
    calendar: &Calendar,
    before: &Appointment,
    after: &Booked,
    tell: bool,
) -> Result<(), Error> {
    outbox::withdraw_reminders(tx, before.key, tx.now)?;
    if tell && before.start != after.appointment.start {
        tell_customer(tx, calendar, after, NoticeKind::Rescheduled, Some(before.start))?;
    } else if tell {
        tell_customer(tx, calendar, after, first_word(after), None)?;
    }
    if after.appointment.status.is_open() { remind(tx, calendar, after) } else { Ok(()) }
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
    let word = match after {
        Status::Declined => Some(NoticeKind::Declined),
        Status::Cancelled => Some(NoticeKind::Cancelled),
        Status::Confirmed if before == Status::Requested => Some(NoticeKind::Confirmed),
        Status::Requested | Status::Confirmed if !before.blocks() => Some(first_word(booked)),
        _ => None,
    };
    if let Some(word) = word.filter(|_| tell) {
        tell_customer(tx, calendar, booked, word, None)?;
    }
    if before.is_open() && !after.is_open() {
        outbox::withdraw_reminders(tx, booked.appointment.key, tx.now)?;
    }
    if !before.is_open() && after.is_open() { remind(tx, calendar, booked) } else { Ok(()) }
}

fn first_word(booked: &Booked) -> NoticeKind {
    match booked.appointment.status {
        Status::Requested => NoticeKind::RequestReceived,
        _ => NoticeKind::Confirmation,
    }
}

/// A reminder is due `reminder_hours` before the start; where that has passed already, the first mail is near enough.
fn remind(tx: &WriteTx<'_>, calendar: &Calendar, booked: &Booked) -> Result<(), Error> {
    let Some(hours) = calendar.shop.reminder_hours else { return Ok(()) };
    let due_at = booked.appointment.start.to_utc() - Duration::hours(i64::from(hours));
    if due_at <= tx.now {
        return Ok(());
    }
    enqueue_for_customer(tx, calendar, booked, NoticeKind::Reminder, None, due_at)
}

fn tell_customer(
    tx: &WriteTx<'_>,
    calendar: &Calendar,
    booked: &Booked,
    kind: NoticeKind,
    previous: Option<Minute>,
) -> Result<(), Error> {
    enqueue_for_customer(tx, calendar, booked, kind, previous, tx.now)
}

fn enqueue_for_customer(
    tx: &WriteTx<'_>,
    calendar: &Calendar,
    booked: &Booked,
    kind: NoticeKind,
    previous: Option<Minute>,
    due_at: DateTime<Utc>,
) -> Result<(), Error> {
    let Some(address) = booked.appointment.customer.email.clone() else { return Ok(()) };
    let language = booked.booking.language;
    let facts = facts(tx, calendar, booked, language, previous)?;
    enqueue(tx, booked, Notice { kind, address, language, due_at, facts })
}

fn tell_shop(
    tx: &WriteTx<'_>,
    calendar: &Calendar,
    booked: &Booked,
    kind: NoticeKind,
    previous: Option<Minute>,
) -> Result<(), Error> {
    let Some(address) = calendar.shop.email.clone() else { return Ok(()) };
    let language = calendar.shop.language;
    let facts = facts(tx, calendar, booked, language, previous)?;
    enqueue(tx, booked, Notice { kind, address, language, due_at: tx.now, facts })
}

fn tell_inbox(tx: &WriteTx<'_>, booked: &Booked, kind: NewsKind, previous: Option<Minute>) -> Result<(), Error> {
    news::insert(tx, kind, booked.appointment.key, previous, tx.now.timestamp())?;
    tx.inbox_changed();
    Ok(())
}

fn enqueue(tx: &WriteTx<'_>, booked: &Booked, notice: Notice) -> Result<(), Error> {
    outbox::enqueue(tx, &notice, Some(booked.appointment.key), tx.now)?;
    tx.mail_written();
    Ok(())
}

fn facts(
    tx: &WriteTx<'_>,
    calendar: &Calendar,
    booked: &Booked,
    language: Language,
    previous_start: Option<Minute>,
) -> Result<NoticeFacts, Error> {
    let resources = appointments::resources_of(tx, booked.appointment.key)?
        .iter()
        .map(|id| calendar.resource(id.as_str()).map_or_else(|| id.to_string(), |resource| resource.name.clone()))
        .collect();
    Ok(NoticeFacts { previous_start, resources, ..booked.facts(calendar, language) })
}
