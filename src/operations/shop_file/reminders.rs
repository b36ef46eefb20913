//! The reminder of an imported appointment follows the consent in the file: the only mail that comes of an import.

use crate::domain::notice::{Notice, NoticeKind};
use crate::domain::shop::Calendar;
use crate::operations::booking::{Booked, make_page};
use crate::store::appointments::Appointment;
use crate::store::{StoreError, bookings, outbox};
use chrono::{DateTime, Utc};
use rusqlite::Connection;

/// Queues the reminder that its customer has agreed to, with a page for its link, or withdraws the one that they have
/// not. Where the shop asks nobody, what waits stays as it is.
pub fn follow(
    conn: &Connection,
    calendar: &Calendar,
    appointment: &Appointment,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if !calendar.shop.asks_about_reminders() {
        return Ok(());
    }
    let key = appointment.key;
    if appointment.reminder_accepted_at.is_none() || !appointment.status.is_open() {
        outbox::withdraw_kind(conn, key, NoticeKind::Reminder, now)?;
        return Ok(());
    }
    let is_due_later = calendar.shop.asks_about_reminder_of(appointment.start, now);
    if is_due_later && !outbox::is_queued(conn, key, NoticeKind::Reminder)? {
        queue(conn, calendar, appointment, now)?;
    }
    Ok(())
}

fn queue(
    conn: &Connection,
    calendar: &Calendar,
    appointment: &Appointment,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if bookings::find(conn, appointment.key)?.is_none() {
        make_page(conn, appointment, 0, calendar.shop.language, now.timestamp())?;
    }
    let Some(booking) = bookings::find(conn, appointment.key)? else { return Ok(()) };
    let booked = Booked { appointment: appointment.clone(), booking };
    let address = booked.appointment.customer.email.clone().map(String::from);
    let Some((address, due_at)) = address.zip(booked.remind_at(&calendar.shop)) else { return Ok(()) };
    let language = booked.booking.language;
    let facts = booked.facts(calendar, language);
    let notice = Notice { kind: NoticeKind::Reminder, address, language, due_at, facts };
    outbox::enqueue_imported(conn, &calendar.shop, &notice, appointment.key, now)
}
