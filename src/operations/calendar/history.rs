//! What has happened to an appointment, as its page tells it: the lines of the audit log in words.

use super::words::Words;
use crate::domain::actor::Actor;
use crate::domain::appointment::Status;
use crate::i18n::log_actions;
use crate::i18n::statuses;
use crate::store::audit::{AuditEntry, BY_CALENDAR};
use crate::store::sent_mails::SentMail;

/// One line.
pub struct Line {
    /// "Montag, 17. Januar 2022, 09:00 Uhr".
    pub when: String,
    /// Who.
    pub who: String,
    /// What they did.
    pub what: String,
    /// What the customer was written about it.
    pub shop_words: Option<String>,
}

impl Line {
    /// What a line of the log says.
    pub fn of(entry: &AuditEntry, mails: &[SentMail], words: Words<'_>) -> Self {
        let t = words.t;
        let import = entry.is_by(Actor::Import(None)).then(|| t.by_import());
        let customer = entry.is_by(Actor::Customer).then(|| t.the_customer());
        let by_calendar = (entry.details[BY_CALENDAR] == true).then(|| t.by_calendar());
        let known = import.or(customer).into_iter().chain(entry.user_name.as_deref()).chain(by_calendar);
        let known: Vec<_> = known.collect();
        let who = if known.is_empty() { t.somebody().to_owned() } else { known.join(", ") };
        let hands = entry.details["hands"].as_str().and_then(|word| statuses::changed_hands(word, words.language));
        let what = what(entry, words);
        let what = hands.map_or(what.clone(), |sentence| format!("{what}. {sentence}"));
        // The mails of a change are written at its time.
        let mail = mails.iter().filter(|mail| mail.created_at == entry.at);
        let shop_words = mail.filter_map(|mail| mail.shop_words.clone()).next();
        Self { when: words.second(entry.at), who, what, shop_words }
    }
}

fn what(entry: &AuditEntry, words: Words<'_>) -> String {
    let t = words.t;
    match entry.action.as_str() {
        "appointment.imported" => t.imported().to_owned(),
        "appointment.created" => t.h_created().to_owned(),
        "appointment.blocked" => t.h_blocked().to_owned(),
        "appointment.booked" => t.h_booked().to_owned(),
        "appointment.requested" => t.h_requested().to_owned(),
        "appointment.reserved" => t.h_reserved().to_owned(),
        "appointment.cancelled" => t.h_cancelled().to_owned(),
        "appointment.disowned" => t.h_disowned().to_owned(),
        "appointment.reminder" => reminder(entry, words),
        "appointment.moved" => moved(entry, words),
        "appointment.changed" => t.h_changed(fields(entry, words)),
        "appointment.status" => status(entry, words),
        other => log_actions::action(other, words.language),
    }
}

fn reminder(entry: &AuditEntry, words: Words<'_>) -> String {
    let t = words.t;
    if entry.details["accepted"] == true { t.h_reminder_wanted() } else { t.h_reminder_unwanted() }.to_owned()
}

fn moved(entry: &AuditEntry, words: Words<'_>) -> String {
    let t = words.t;
    match (entry.moment("from"), entry.moment("to")) {
        (Some(from), Some(to)) if from != to => t.h_moved_from_to(words.moved(from, to)),
        // Older versions did not keep where customers had moved it.
        (Some(from), None) => t.h_moved_from(words.moment(from)),
        _ => t.h_changed(fields(entry, words)),
    }
}

fn status(entry: &AuditEntry, words: Words<'_>) -> String {
    let word = |name: &str| {
        let status = entry.details[name].as_str().and_then(Status::from_word);
        status.map_or("?", |status| words.status(status))
    };
    words.t.h_status(format!("{} → {}", word("from"), word("to")))
}

fn fields(entry: &AuditEntry, words: Words<'_>) -> String {
    let t = words.t;
    let names = entry.details["fields"].as_array().into_iter().flatten().filter_map(|name| name.as_str());
    let names = names.map(|name| match name {
        "service" => t.f_service(),
        "start" => t.f_start(),
        "end" => t.f_end(),
        "buffers" => t.buffers(),
        "resources" => t.f_resources(),
        "customer" => t.f_customer(),
        "note" => t.f_note(),
        "private" => t.private_title(),
        "series" => t.f_series(),
        "reminder" => t.f_reminder(),
        _ => "…",
    });
    names.collect::<Vec<_>>().join(", ")
}
