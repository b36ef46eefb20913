//! What may become of an appointment, as the buttons of its page: what has become of it, calling it off after a question,
//! and taking any of it back. What was done is said in words that tell whether a mail went.

use super::words::{Texts, Words};
use crate::domain::appointment::Status;
use crate::domain::phone::dialled;
use crate::domain::time::today;
use crate::operations::booking::{self, Appointment};
use crate::store::audit::AuditEntry;
use crate::store::calendar_entries::CalendarEntry;
use chrono::{DateTime, Utc};

/// All of it.
pub struct StatusActions {
    /// What stands above the buttons that act at once.
    pub title: &'static str,
    /// Those buttons.
    pub steps: Vec<Step>,
    /// Where the customer can be told by pressing them.
    pub mail: Option<Mail>,
    /// What is asked about first: calling it off.
    pub endings: Vec<EndingAction>,
}

/// A button that acts at once.
pub struct Step {
    /// The status it leads to.
    pub word: &'static str,
    /// What it says.
    pub label: &'static str,
    /// Whether it is the one that is expected.
    pub primary: bool,
}

/// Who can be told by mail.
#[derive(Clone)]
pub struct Mail {
    /// The address.
    pub address: String,
    /// Whether nothing was sent to them before: then they are told on demand only.
    pub is_first: bool,
}

/// A button that asks before it acts.
pub struct EndingAction {
    /// The status it leads to.
    pub word: &'static str,
    /// What it says.
    pub label: &'static str,
    /// What is asked first.
    pub question: &'static str,
    /// What the button says that tells the customer.
    pub and_tell: String,
    /// What the one says that does not.
    pub silently: &'static str,
    /// Where the customer can be told.
    pub mail: Option<Mail>,
    /// Why nobody can be told by mail, and what to do instead.
    pub instead: &'static str,
    /// The number to ring, as it is read and as it is dialled.
    pub phone: Option<(String, String)>,
}

/// What leads there: what is known of it beside the appointment.
pub struct Past<'a> {
    /// Its lines of the log.
    pub audit: &'a [AuditEntry],
    /// The present.
    pub now: DateTime<Utc>,
}

impl Past<'_> {
    /// Whether it was a request once, and so can be one again.
    fn was_requested(&self) -> bool {
        let word = Status::Requested.word();
        self.audit.iter().any(|entry| match entry.action.as_str() {
            "appointment.requested" => true,
            "appointment.status" => entry.details["from"] == word || entry.details["to"] == word,
            _ => false,
        })
    }
}

impl StatusActions {
    /// What may become of that appointment.
    pub fn of(entry: &CalendarEntry, past: &Past<'_>, words: Words<'_>) -> Self {
        let it = &entry.appointment;
        let ways = ways(entry, past, words);
        let is_ending = |to: &Status| matches!(to, Status::Cancelled | Status::Declined) && !it.is_block();
        let mail = |to: Status| {
            let address = it.customer.email.clone().filter(|_| booking::can_tell(it, to, past.now));
            address.map(|address| Mail { address: address.into(), is_first: !entry.has_page })
        };
        let (endings, steps): (Vec<Status>, Vec<Status>) = ways.into_iter().partition(is_ending);
        Self {
            title: title(entry, &steps, words.t),
            mail: steps.iter().find_map(|to| mail(*to)),
            steps: steps
                .into_iter()
                .map(|to| Step {
                    word: to.word(),
                    label: words.step(it, to),
                    primary: it.status == Status::Requested && to == Status::Confirmed,
                })
                .collect(),
            endings: endings.into_iter().map(|to| ending(entry, to, mail(to), past.now, words)).collect(),
        }
    }
}

/// The statuses that make sense for somebody at the counter. Blocked time is only lifted, or blocked again.
fn ways(entry: &CalendarEntry, past: &Past<'_>, words: Words<'_>) -> Vec<Status> {
    let it = &entry.appointment;
    let for_block = if it.status.blocks() { Status::Cancelled } else { Status::Confirmed };
    let zone = words.calendar.shop.time_zone;
    let is_ahead = it.start.local_date(zone) > today(past.now, zone);
    let makes_sense = |to: &Status| match to {
        _ if it.is_block() => *to == for_block,
        // Who comes tomorrow has not been here.
        Status::Done | Status::NoShow => !is_ahead,
        Status::Requested => past.was_requested(),
        _ => true,
    };
    it.status.next().iter().copied().filter(makes_sense).collect()
}

fn title(entry: &CalendarEntry, steps: &[Status], t: Texts) -> &'static str {
    if entry.appointment.is_block() {
        return t.block_status();
    }
    match entry.appointment.status {
        Status::Requested => t.answer_request(),
        Status::Confirmed if steps.contains(&Status::Done) => t.change_status(),
        Status::Done | Status::NoShow => t.change_status(),
        _ => t.take_back(),
    }
}

fn ending(entry: &CalendarEntry, to: Status, mail: Option<Mail>, now: DateTime<Utc>, words: Words<'_>) -> EndingAction {
    let (t, customer) = (words.t, &entry.appointment.customer);
    let address = mail.as_ref().map_or("", |mail| mail.address.as_str());
    let (question, and_tell, silently) = if to == Status::Declined {
        (t.decline_question(), t.decline_and_tell(address), t.decline_silently())
    } else {
        (t.cancel_question(), t.cancel_and_tell(address), t.cancel_silently())
    };
    let instead = match (&mail, &customer.email, &customer.phone) {
        (Some(_), _, _) => "",
        (None, Some(_), _) if entry.appointment.end.to_utc() <= now => t.over_no_mail(),
        (None, _, Some(_)) => t.ring_instead(),
        (None, _, None) => t.cannot_reach(),
    };
    EndingAction {
        word: to.word(),
        label: words.step(&entry.appointment, to),
        question,
        and_tell,
        silently,
        mail,
        instead,
        phone: customer.phone.as_ref().filter(|_| instead == t.ring_instead()).map(|it| (it.to_string(), dialled(it))),
    }
}

/// What was done, and whether the customer hears of it. `told`: whether a mail was written; `sends`: whether mail goes
/// anywhere at present.
pub fn done(it: &Appointment, told: bool, sends: bool, t: Texts) -> String {
    if it.is_block() {
        return (if it.status.blocks() { t.did_block() } else { t.did_unblock() }).to_owned();
    }
    let what = match it.status {
        Status::Requested => t.did_request(),
        Status::Confirmed => t.did_confirm(),
        Status::Declined => t.did_decline(),
        Status::Cancelled => t.did_cancel(),
        Status::Done => t.did_come(),
        Status::NoShow => t.did_not_come(),
    };
    let name = Some(it.customer.full_name()).filter(|name| !name.is_empty());
    match name.or_else(|| it.customer.email.clone().map(String::from)) {
        Some(who) if told && sends => t.did_with_mail(what, who),
        Some(who) if told => t.did_with_mail_later(what, who),
        _ if matches!(it.status, Status::Done | Status::NoShow) => format!("{what}."),
        _ => t.did_without_mail(what),
    }
}
