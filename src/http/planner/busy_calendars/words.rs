//! What is said of a look at a calendar.

use crate::domain::busy_calendar::{BusyCalendar, BusyCalendarKey, LookFault, SourceKind};
use crate::http::planner::prelude::*;
use crate::operations::calendar_copies;
use chrono_tz::Tz;

/// What these pages say.
pub type Texts = i18n::Texts<planner::BusyCalendars>;

/// Why a look failed, in a sentence.
pub fn fault(fault: LookFault, t: Texts) -> &'static str {
    match fault {
        LookFault::NoAddress => t.no_address(),
        LookFault::Locked => t.locked(),
        LookFault::Unreachable => t.unreachable(),
        LookFault::TimedOut => t.timed_out(),
        LookFault::Tls => t.tls(),
        LookFault::Private => t.private(),
        LookFault::Insecure => t.insecure(),
        LookFault::Refused => t.refused(),
        LookFault::NotFound => t.not_found(),
        LookFault::Redirects => t.redirects(),
        LookFault::Server => t.server(),
        LookFault::TooLarge => t.too_large(),
        LookFault::NotACalendar => t.not_a_calendar(),
        LookFault::Incomplete => t.incomplete(),
        LookFault::OnTrial => t.on_trial(),
    }
}

/// Why a calendar, or an account, cannot be read.
pub fn fault_of(kind: SourceKind, why: LookFault, t: Texts) -> &'static str {
    match (kind, why) {
        (SourceKind::Account, LookFault::NotFound | LookFault::NotACalendar) => t.no_account(),
        (_, why) => fault(why, t),
    }
}

/// How the last looks at a calendar went.
pub struct Condition {
    /// The class of its sign; empty where all is well.
    pub class: &'static str,
    /// In a few words.
    pub words: String,
    /// Why it is not well, and what cannot be read; may be empty.
    pub more: Vec<String>,
}

impl Condition {
    /// The condition of a calendar in a shop in `zone`.
    pub fn of(calendar: &BusyCalendar, zone: Tz, language: Language) -> Self {
        let t = Texts::of(language);
        let state = &calendar.state;
        let at = |at: DateTime<Utc>| dates::soon(Minute::floor(at), zone, language);
        if !calendar.has_address {
            return Self { class: "warn", words: t.off().to_owned(), more: vec![t.no_address().to_owned()] };
        }
        let unread = (state.unread > 0).then(|| t.unread(state.unread));
        match (state.fault, state.succeeded_at) {
            (Some(why), read) => {
                let since = state.failing_since.map_or_else(String::new, at);
                let last = read.map_or_else(|| t.never_read().to_owned(), |read| t.last_state(at(read)));
                let more = [Some(fault(why, t).to_owned()), Some(last), unread];
                Self { class: "wrong", words: t.failing(since), more: more.into_iter().flatten().collect() }
            }
            (None, Some(read)) => match unread {
                Some(unread) => Self { class: "warn", words: unread, more: vec![t.read(at(read))] },
                None => Self { class: "", words: t.read(at(read)), more: Vec::new() },
            },
            (None, None) => Self { class: "", words: t.not_yet().to_owned(), more: Vec::new() },
        }
    }
}

/// What is said of writing to an account; empty: all is well.
pub async fn writing(operator: &Operator, key: BusyCalendarKey) -> Result<Vec<String>, ApiError> {
    let t = Texts::of(operator.language);
    let (state, refused) = calendar_copies::send_state(&operator.app.store, key).await?;
    let stopped = state.fault.map(|why| format!("{} {}", t.not_written(), fault(why, t)));
    let refused = (refused > 0 && stopped.is_none()).then(|| t.not_taken(refused));
    Ok([stopped, refused].into_iter().flatten().collect())
}
