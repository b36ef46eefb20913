//! Which mails an operation owes, and what the operator hears of it: written in its own transaction, sent by somebody else.

use super::{Booked, Error};
use crate::domain::appointment::Status;
use crate::domain::ids::ResourceId;
use crate::domain::notice::{Notice, NoticeFacts, NoticeKind};
use crate::domain::shop::{Calendar, Language};
use crate::domain::time::Minute;
use crate::store::appointments::Appointment;
use crate::store::news::NewsKind;
use crate::store::{WriteTx, appointments, news, outbox};
use chrono::{DateTime, Duration, Utc};

/// A new booking: the customer's answer, the shop's notice, the reminder.
pub(super) fn on_placed(
    tx: &WriteTx<'_>,
    calendar: &Calendar,
    booked: &Booked,
    resources: &[ResourceId],
) -> Result<(), Error> {
    let teller =
        Teller { tx, calendar, booked, resources: names(calendar, resources), is_new: true, by_stranger: false };
    teller.tell_customer(first_word(booked), None)?;
    teller.tell_shop(NoticeKind::ShopBooked, None)?;
    let requested = booked.appointment.status == Status::Requested;
    tell_inbox(tx, booked, if requested { NewsKind::Requested } else { NewsKind::Booked }, None)?;
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
    let previous = Some(before.appointment.start);
    outbox::withdraw_reminders(tx, after.appointment.key, tx.now)?;
    let teller = Teller::of(tx, calendar, after)?;
    teller.tell_customer(NoticeKind::Rescheduled, previous)?;
    teller.tell_shop(NoticeKind::ShopRescheduled, previous)?;
    tell_inbox(tx, after, NewsKind::Rescheduled, previous)?;
    teller.remind()
}

/// Called off by the customer. `by_stranger`: nobody knew the address before, so its owner reads no words of the booker's.
pub(super) fn on_cancelled(
    tx: &WriteTx<'_>,
    calendar: &Calendar,
    booked: &Booked,
    by_stranger: bool,
) -> Result<(), Error> {
    outbox::withdraw_reminders(tx, booked.appointment.key, tx.now)?;
    let teller = Teller { by_stranger, ..Teller::of(tx, calendar, booked)? };
    teller.tell_customer(NoticeKind::Cancelled, None)?;
    teller.tell_shop(NoticeKind::ShopCancelled, None)?;
    tell_inbox(tx, booked, NewsKind::Cancelled, None)
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
    after: &Booked,
    tell: bool,
) -> Result<(), Error> {
    outbox::withdraw_reminders(tx, before.key, tx.now)?;
    let teller = Teller::of(tx, calendar, after)?;
    if tell && before.start != after.appointment.start {
        teller.tell_customer(NoticeKind::Rescheduled, Some(before.start))?;
    } else if tell {
        teller.tell_customer(first_word(after), None)?;
    }
    if after.appointment.status.is_open() { teller.remind() } else { Ok(()) }
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
    let teller = Teller::of(tx, calendar, booked)?;
    if let Some(word) = word_of_status(before, after).filter(|_| tell) {
        teller.tell_customer(word, None)?;
    }
    if before.is_open() && !after.is_open() {
        outbox::withdraw_reminders(tx, booked.appointment.key, tx.now)?;
    }
    if !before.is_open() && after.is_open() { teller.remind() } else { Ok(()) }
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

fn tell_inbox(tx: &WriteTx<'_>, booked: &Booked, kind: NewsKind, previous: Option<Minute>) -> Result<(), Error> {
    news::insert(tx, kind, booked.appointment.key, previous, tx.now.timestamp())?;
    tx.inbox_changed();
    Ok(())
}

/// Writes mails about one booking.
struct Teller<'a> {
    tx: &'a WriteTx<'a>,
    calendar: &'a Calendar,
    booked: &'a Booked,
    /// The names of what it occupies.
    resources: Vec<String>,
    /// Whether it was made just now, so that no earlier mail of it can be waiting.
    is_new: bool,
    /// Whether the customer's mail must not hold the booker's words, whatever becomes known before it is sent.
    by_stranger: bool,
}

impl<'a> Teller<'a> {
    /// For one that was there before.
    fn of(tx: &'a WriteTx<'a>, calendar: &'a Calendar, booked: &'a Booked) -> Result<Self, Error> {
        let resources = names(calendar, &appointments::resources_of(tx, booked.appointment.key)?);
        Ok(Self { tx, calendar, booked, resources, is_new: false, by_stranger: false })
    }

    /// A reminder is due `reminder_hours` before the start; where that has passed already, the first mail is near enough.
    fn remind(&self) -> Result<(), Error> {
        let Some(hours) = self.calendar.shop.reminder_hours else { return Ok(()) };
        let due_at = self.booked.appointment.start.to_utc() - Duration::hours(i64::from(hours));
        if due_at <= self.tx.now {
            return Ok(());
        }
        self.enqueue_for_customer(NoticeKind::Reminder, None, due_at)
    }

    fn tell_customer(&self, kind: NoticeKind, previous: Option<Minute>) -> Result<(), Error> {
        self.enqueue_for_customer(kind, previous, self.tx.now)
    }

    fn enqueue_for_customer(
        &self,
        kind: NoticeKind,
        previous: Option<Minute>,
        due_at: DateTime<Utc>,
    ) -> Result<(), Error> {
        let Some(address) = self.booked.appointment.customer.email.clone() else { return Ok(()) };
        let language = self.booked.booking.language;
        let mut facts = self.facts(language, previous);
        if self.by_stranger {
            facts.withhold_words();
        }
        self.enqueue(&Notice { kind, address, language, due_at, facts })
    }

    fn tell_shop(&self, kind: NoticeKind, previous: Option<Minute>) -> Result<(), Error> {
        let Some(address) = self.calendar.shop.email.clone() else { return Ok(()) };
        let language = self.calendar.shop.language;
        let facts = self.facts(language, previous);
        self.enqueue(&Notice { kind, address, language, due_at: self.tx.now, facts })
    }

    fn enqueue(&self, notice: &Notice) -> Result<(), Error> {
        let enqueue = if self.is_new { outbox::enqueue_first } else { outbox::enqueue };
        enqueue(self.tx, notice, Some(self.booked.appointment.key), self.tx.now)?;
        self.tx.mail_written();
        Ok(())
    }

    fn facts(&self, language: Language, previous_start: Option<Minute>) -> NoticeFacts {
        let resources = self.resources.clone();
        NoticeFacts { previous_start, resources, ..self.booked.facts(self.calendar, language) }
    }
}

fn names(calendar: &Calendar, resources: &[ResourceId]) -> Vec<String> {
    let name = |id: &ResourceId| calendar.resource(id.as_str()).map_or_else(|| id.to_string(), |one| one.name.clone());
    resources.iter().map(name).collect()
}
