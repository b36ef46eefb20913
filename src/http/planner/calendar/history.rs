//! What has happened to an appointment, told in order: by its customer, by the team.

use super::words::Words;
use crate::domain::appointment::Status;
use crate::http::planner::hands_words;
use crate::http::planner::settings::log_texts;
use crate::store::activity::{Activity, ActivityKind};
use crate::store::audit;

/// One line.
pub struct Line {
    at: i64,
    /// "Montag, 17. Januar 2022, 09:00 Uhr".
    pub when: String,
    /// Who.
    pub who: String,
    /// What they did.
    pub what: String,
}

/// The whole history, the oldest first.
pub fn lines(audit: &[audit::AuditEntry], news: &[Activity], words: Words<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = audit.iter().map(|entry| by_team(entry, words)).collect();
    lines.extend(news.iter().map(|piece| by_customer(piece, words)));
    lines.sort_by_key(|line| line.at);
    lines
}

fn by_customer(news: &Activity, words: Words<'_>) -> Line {
    let t = words.t;
    let what = match news.kind {
        ActivityKind::Booked => t.h_booked.to_owned(),
        ActivityKind::Requested => t.h_requested.to_owned(),
        ActivityKind::Cancelled => t.h_cancelled.to_owned(),
        ActivityKind::Disowned => t.h_disowned.to_owned(),
        ActivityKind::Rescheduled => match news.previous_start {
            Some(before) => format!("{} ({})", t.h_rescheduled, since(&words.moment(before), words)),
            None => t.h_rescheduled.to_owned(),
        },
    };
    Line { at: news.at, when: words.second(news.at), who: t.the_customer.to_owned(), what }
}

fn by_team(entry: &audit::AuditEntry, words: Words<'_>) -> Line {
    let t = words.t;
    let what = match entry.action.as_str() {
        "appointment.created" => t.h_created.to_owned(),
        "appointment.blocked" => t.h_blocked.to_owned(),
        "appointment.moved" => moved(entry, words),
        "appointment.changed" => format!("{}: {}", t.h_changed, fields(entry, words)),
        "appointment.status" => status(entry, words),
        other => log_texts::action(other, words.language),
    };
    let hands = entry.details["hands"].as_str().and_then(|word| hands_words::sentence(word, words.language));
    let what = hands.map_or(what.clone(), |sentence| format!("{what}. {sentence}"));
    let who = entry.user_name.clone().unwrap_or_else(|| t.somebody.to_owned());
    Line { at: entry.at, when: words.second(entry.at), who, what }
}

fn moved(entry: &audit::AuditEntry, words: Words<'_>) -> String {
    match (entry.moment("from"), entry.moment("to")) {
        (Some(from), Some(to)) if from != to => format!("{}: {}", words.t.h_moved, words.moved(from, to)),
        _ => format!("{}: {}", words.t.h_changed, fields(entry, words)),
    }
}

fn status(entry: &audit::AuditEntry, words: Words<'_>) -> String {
    let word = |name: &str| {
        let status = entry.details[name].as_str().and_then(Status::from_word);
        status.map_or("?", |status| words.status(status))
    };
    format!("{}: {} → {}", words.t.h_status, word("from"), word("to"))
}

fn fields(entry: &audit::AuditEntry, words: Words<'_>) -> String {
    let t = words.t;
    let names = entry.details["fields"].as_array().into_iter().flatten().filter_map(|name| name.as_str());
    let names = names.map(|name| match name {
        "service" => t.f_service,
        "start" => t.f_start,
        "end" => t.f_end,
        "resources" => t.f_resources,
        "customer" => t.f_customer,
        "note" => t.f_note,
        _ => "…",
    });
    names.collect::<Vec<_>>().join(", ")
}

fn since(before: &str, words: Words<'_>) -> String {
    format!("{} {before}", words.pick("vorher", "before"))
}
