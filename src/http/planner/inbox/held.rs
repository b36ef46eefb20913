//! Requests whose mails are held because too many new addresses have booked: grouped by source on the start page, and
//! released or declined together.

use super::lines::Writing;
use super::texts::Texts;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::values::shown;
use crate::http::planner::calendar::address_of;
use crate::i18n::dates;
use crate::operations::booking::Appointment;
use crate::operations::inbox;

/// All held requests.
#[derive(Default)]
pub struct Held {
    /// How many there are.
    pub count: usize,
    /// By source, the largest group first.
    pub groups: Vec<HeldGroup>,
    /// Highest key on the page: later requests are not answered.
    pub last: AppointmentKey,
}

/// The held requests from one source.
pub struct HeldGroup {
    /// One of its appointments, which names it in the form.
    pub key: AppointmentKey,
    /// "7 Anfragen vom selben Internetanschluss"
    pub title: String,
    /// The first of them.
    pub lines: Vec<HeldLine>,
    /// How many are not listed.
    pub more: usize,
}

/// A held request.
pub struct HeldLine {
    /// Its page.
    pub href: String,
    /// Its day and time.
    pub when: String,
    /// The customer's name.
    pub who: String,
    /// The customer's address.
    pub email: String,
}

impl Held {
    /// The groups in words.
    pub fn of(groups: &[inbox::HeldGroup], writing: &Writing<'_>) -> Self {
        let keys = || groups.iter().flat_map(|group| &group.keys);
        Self {
            count: keys().count(),
            groups: groups.iter().map(|group| words(group, writing)).collect(),
            last: keys().copied().max().unwrap_or_default(),
        }
    }
}

fn words(group: &inbox::HeldGroup, writing: &Writing<'_>) -> HeldGroup {
    let count = group.keys.len();
    HeldGroup {
        key: group.keys.first().copied().unwrap_or_default(),
        title: Texts::of(writing.language).held_group(count, group.is_source_known),
        lines: group.listed.iter().map(|appointment| line(appointment, writing)).collect(),
        more: count - group.listed.len(),
    }
}

fn line(appointment: &Appointment, writing: &Writing<'_>) -> HeldLine {
    HeldLine {
        href: address_of(appointment.key),
        when: dates::day_and_time(appointment.start, writing.calendar.shop.time_zone, writing.language),
        who: appointment.customer.full_name(),
        email: shown(&appointment.customer.email),
    }
}
