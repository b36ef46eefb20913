//! An appointment changes hands: what the operator wrote over it puts somebody else in, or leads to another mailbox.
//!
//! Whoever it was for has nothing to do with it from then on: their link, the secret of their mails and the key they booked
//! with open nothing, what waits for them is withdrawn, and their calendar is told that it is off. Of another person the comment, the
//! consent and the record go too.

use super::page::open_page;
use super::{ActionContext, Error};
use crate::domain::person::Hands;
use crate::domain::shop::Calendar;
use crate::operations::booking::place::by_key;
use crate::operations::booking::{Booked, notifications};
use crate::store::appointments::Appointment;
use crate::store::calendar_entries::CalendarEntry;
use crate::store::{WriteTx, activity, bookings, customers, outbox};

/// What became of whose the appointment is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Whose it is now; `None`: nobody's link has ended.
    pub hands: Option<Hands>,
    /// Whether the mailbox of before gets a last mail: it is off.
    pub called_off: bool,
}

impl Change {
    /// The word in the log and in an address; `None`: nothing to tell.
    pub const fn word(self) -> Option<&'static str> {
        match (self.hands, self.called_off) {
            (Some(Hands::OtherPerson), false) => Some("other_person"),
            (Some(Hands::OtherPerson), true) => Some("other_person_told"),
            (Some(Hands::OtherAddress), false) => Some("other_address"),
            (Some(Hands::OtherAddress), true) => Some("other_address_told"),
            (Some(Hands::Same) | None, _) => None,
        }
    }
}

/// What was taken from whom.
pub struct Taken {
    /// What to tell of it.
    pub change: Change,
    hands: Hands,
    /// The page of before.
    page: Option<Booked>,
}

/// Takes the appointment away from whom it was for, where `new` is for somebody else or goes to another mailbox; `None`: it
/// is not and does not. Call this before `new` is written.
pub fn take(
    tx: &WriteTx<'_>,
    calendar: &Calendar,
    before: &CalendarEntry,
    new: &Appointment,
) -> Result<Option<Taken>, Error> {
    let (old, key) = (&before.appointment, before.appointment.key);
    let hands = Hands::between(&old.customer, &new.customer);
    let page = if before.has_page { Some(by_key(tx, key)?) } else { None };
    if hands == Hands::Same || (hands == Hands::OtherAddress && page.is_none()) {
        return Ok(None);
    }
    // Who is written to no more at their own wish is still expected.
    let calls_off = hands == Hands::OtherPerson || new.customer.email.is_some();
    let called_off = match &page {
        Some(page) => notifications::on_taken_away(tx, calendar, page, calls_off)?,
        None => false,
    };
    let change = Change { hands: page.as_ref().map(|_| hands), called_off };
    Ok(Some(Taken { change, hands, page }))
}

/// Gives it to whom `new` is for, who is told as the operator has chosen. Call this once `new` is written.
pub fn give(tx: &WriteTx<'_>, taken: &Taken, new: &Appointment, act: &ActionContext) -> Result<(), Error> {
    // The mailbox may be the same: a farewell, if there was one, has the number after the page's own.
    let sequence = taken.page.as_ref().map_or(0, |page| page.booking.sequence + 2);
    match (&taken.page, taken.hands) {
        (Some(page), Hands::OtherAddress) => readdress(tx, page, new, act),
        _ => {
            bookings::delete(tx, new.key)?;
            outbox::forget_words(tx, new.key)?;
            customers::unlink_other(tx, new.key, &new.customer)?;
            activity::mark_appointment_seen(tx, new.key, tx.now.timestamp())?;
            tx.inbox_changed();
            open_page(tx, new, sequence, act)
        }
    }
}

fn readdress(tx: &WriteTx<'_>, page: &Booked, new: &Appointment, act: &ActionContext) -> Result<(), Error> {
    let folded = new.customer.email.as_deref().unwrap_or_default().to_lowercase();
    bookings::set_reader(tx, new.key, &folded, page.booking.language)?;
    bookings::raise_sequence(tx, new.key)?;
    Ok(notifications::on_readdressed(tx, &tx.calendar(), &by_key(tx, new.key)?, act.tell)?)
}
