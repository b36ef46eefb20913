//! An appointment changes hands: what the shop wrote over it puts somebody else in, or leads to another mailbox.
//!
//! Whoever it was for has nothing to do with it from then on: their link, the secret of their mails and the key they booked
//! with open nothing, what waits for them is withdrawn, and their calendar is told that it is off. Of another person the
//! comment, the consent and the record go too.

use super::events::{Event, EventKind, record};
use super::page::open_page;
use super::throttle::unhold;
use super::{ActionContext, Error};
use crate::domain::notice::{AT_ONCE, Recipient};
use crate::domain::person::{Hands, PersonChange};
use crate::domain::values::Email;
use crate::store::appointments::Appointment;
use crate::store::calendar_entries::CalendarEntry;
use crate::store::{WriteTx, bookings, calendar_changes, customers, outbox};

/// Takes the appointment away from whom it was for, where `new` is for somebody else or goes to another mailbox. Call this
/// before `new` is written.
pub(super) fn take(
    tx: &WriteTx<'_>,
    before: &CalendarEntry,
    new: &Appointment,
    act: &ActionContext,
) -> Result<PersonChange, Error> {
    let old = &before.appointment;
    let hands = Hands::between(&old.customer, &new.customer);
    if hands == Hands::Same || (hands == Hands::OtherAddress && !before.has_page) {
        return Ok(PersonChange::NONE);
    }
    // Who is written to no more at their own wish is still expected.
    let calls_off = hands == Hands::OtherPerson || new.customer.email.is_some();
    let is_to_come = old.status.is_open() && old.end.to_utc() > tx.now;
    let called_off = before.has_page
        && calls_off
        && is_to_come
        && old.customer.email.is_some()
        && outbox::was_told(tx, old.key, Recipient::Customer)?;
    let kind = EventKind::LeavesMailbox { farewell: called_off };
    record(tx, &Event { actor: act.actor(), appointment: old, terms: &AT_ONCE, kind })?;
    Ok(PersonChange { hands, ends_link: before.has_page, called_off })
}

/// Gives its page to whom `new` is for; who has none yet gets one where they shall be told. Call this once `new` is written.
pub(super) fn give(
    tx: &WriteTx<'_>,
    before: &CalendarEntry,
    new: &Appointment,
    person: PersonChange,
    act: &ActionContext,
) -> Result<(), Error> {
    let old = &before.appointment;
    match person.hands {
        Hands::OtherPerson => replace_page(tx, new, act),
        Hands::OtherAddress => readdress(tx, new),
        Hands::Same if !before.has_page => open_page(tx, new, 0, act),
        Hands::Same if (old.start, old.end, &old.service) == (new.start, new.end, &new.service) => Ok(()),
        Hands::Same => {
            bookings::raise_sequence(tx, new.key)?;
            if act.tell { Ok(unhold(tx, new.key)?) } else { Ok(()) }
        }
    }
}

/// Nothing of whom it was for stays with it.
fn replace_page(tx: &WriteTx<'_>, new: &Appointment, act: &ActionContext) -> Result<(), Error> {
    // The mailbox may be the same: its calendar has got files up to this number.
    let page = bookings::find(tx, new.key)?;
    let sequence = page.as_ref().map_or(0, |page| page.sequence + 1);
    if let Some(uid) = page.and_then(|page| page.calendar_uid) {
        calendar_changes::renamed(tx, &new.id, &format!("{uid}.ics"))?;
    }
    bookings::delete(tx, new.key)?;
    outbox::forget_words(tx, new.key)?;
    customers::unlink_other(tx, new.key, &new.customer)?;
    open_page(tx, new, sequence, act)
}

fn readdress(tx: &WriteTx<'_>, new: &Appointment) -> Result<(), Error> {
    let folded = new.customer.email.as_ref().map(Email::folded).unwrap_or_default();
    bookings::set_address(tx, new.key, &folded)?;
    bookings::raise_sequence(tx, new.key)?;
    Ok(())
}
