//! A change while the mail about the one before can still be taken back: one mail leaves that tells the customer how it is now,
//! and how it was when they last heard of it.

use super::notifier::Notifier;
use crate::domain::appointment::Status;
use crate::domain::notice::{NoticeKind, SeriesDate};
use crate::domain::time::Minute;
use crate::operations::booking::Error;
use crate::store::WriteTx;
use crate::store::outbox::{self, WaitingMail};

/// The mails that were taken back, in the order in which they were written.
pub struct Replaced(Vec<WaitingMail>);

impl Replaced {
    /// Takes back what waits for the customer about this appointment alone, of the kinds that `replaces` names.
    pub fn of(tx: &WriteTx<'_>, notifier: &Notifier<'_>, replaces: impl Fn(NoticeKind) -> bool) -> Result<Self, Error> {
        let key = notifier.booked.appointment.key;
        let is_meant = |mail: &WaitingMail| !mail.kind.is_of_series() && replaces(mail.kind);
        Ok(Self(outbox::take_back(tx, key, is_meant, tx.now)?))
    }

    pub fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// The start that the customer knows of, if it is not `at`, where nothing was taken back; `None`: they know of none.
    pub fn known_start(&self, at: Minute) -> Option<Minute> {
        let Some(first) = self.0.first() else { return Some(at) };
        match first.kind {
            kind if announces(kind) => None,
            _ => first.facts.previous_start.or(Some(first.facts.start)),
        }
    }

    /// What the shop had written to the customer.
    pub fn words(&self) -> Option<String> {
        self.0.iter().rev().find_map(|mail| mail.facts.shop_words.clone())
    }

    /// Whether the customer was to hear of the appointment for the first time.
    pub fn is_first(&self) -> bool {
        self.0.first().is_some_and(|first| announces(first.kind))
    }

    /// Whether one of them confirms a request.
    pub fn confirms(&self) -> bool {
        self.0.iter().any(|mail| mail.kind == NoticeKind::Confirmed)
    }

    /// Whether one of them calls the appointment off.
    pub fn calls_off(&self) -> bool {
        self.0.iter().any(|mail| mail.kind.calls_off())
    }
}

/// Whether it is the first that its reader hears of an appointment.
const fn announces(kind: NoticeKind) -> bool {
    matches!(kind, NoticeKind::Confirmation | NoticeKind::RequestReceived | NoticeKind::PleaseConfirm)
}

/// Whether the last mail that was sent to the customer said what holds now.
pub fn is_known(tx: &WriteTx<'_>, notifier: &Notifier<'_>) -> Result<bool, Error> {
    let it = &notifier.booked.appointment;
    let told = outbox::last_told(tx, it.key)?;
    Ok(told.is_some_and(|told| {
        let status = if told.status == Status::Requested { Status::Requested } else { Status::Confirmed };
        told.status.is_open() && status == it.status && (told.start, told.end) == (it.start, it.end)
    }))
}

/// Takes back what waits for the customer of these appointments of one series, and puts into the dates what they knew
/// before. Those that are as they were known are left out.
pub fn series(tx: &WriteTx<'_>, notifier: &Notifier<'_>, dates: &[SeriesDate]) -> Result<Vec<SeriesDate>, Error> {
    let mut dates = dates.to_vec();
    let all_told = |mail: &WaitingMail| {
        mail.kind != NoticeKind::SeriesConfirmation
            && mail.facts.series.iter().all(|told| dates.iter().any(|date| is_same(date, told)))
    };
    let taken = outbox::take_back_of_series(tx, notifier.booked.appointment.key, all_told, tx.now)?;
    for told in taken.iter().rev().flat_map(|mail| &mail.facts.series) {
        if let Some(date) = dates.iter_mut().find(|date| is_same(date, told)) {
            date.previous_start = told.previous_start;
        }
    }
    if !taken.is_empty() {
        dates.retain(|date| date.previous_start != Some(date.start) || !date.status.is_open());
    }
    Ok(dates)
}

fn is_same(one: &SeriesDate, other: &SeriesDate) -> bool {
    one.appointment_id == other.appointment_id
}
