//! What a program wants of an appointment, as operations take it.

use super::{CalendarAt, Error, Refusal};
use crate::domain::ids::ResourceId;
use crate::domain::notice::MailTerms;
use crate::domain::shop::Calendar;
use crate::domain::values::AppointmentNote;
use crate::operations::booking::ActionContext;
use crate::store::WriteTx;
use crate::store::calendar_entries::CalendarEntry;
use chrono::TimeDelta;

/// For how long mails to customers wait: who drags on a small screen seldom hits the right time at once, and the mail of a
/// further change takes the place of the one that waits.
const MAILS_WAIT: TimeDelta = TimeDelta::minutes(2);
/// The longest title, in characters.
const TITLE_MAX: usize = 1_000;

/// Who does it. A program cannot be asked about what is unusual, so it is wanted; `tells`: whether the customer hears of it.
pub(super) fn acting(tx: &WriteTx<'_>, at: &CalendarAt, tells: bool) -> ActionContext {
    let language = tx.calendar().shop.language;
    let terms = MailTerms { wait: MAILS_WAIT, words: None };
    ActionContext { by: at.whose.0, accepted: Vec::new(), tell: tells, language, terms, by_calendar: true }
}

/// What an object occupies once it stands in the calendar of `resource`: that one, in the place of the one that serves the same
/// need, or of the same kind.
pub(super) fn resources_in(
    calendar: &Calendar,
    entry: &CalendarEntry,
    resource: &ResourceId,
) -> Result<Vec<ResourceId>, Error> {
    if entry.resources.contains(resource) {
        return Ok(entry.resources.clone());
    }
    let service = entry.appointment.service.as_ref().and_then(|id| calendar.service(id.as_str()));
    let kind = |id: &ResourceId| calendar.resource(id.as_str()).map(|one| one.kind);
    let leaves = match service {
        Some(service) => {
            let serves =
                |id: &&ResourceId| service.needs.iter().any(|need| need.contains(id) && need.contains(resource));
            entry.resources.iter().find(serves).ok_or(Refusal::NotPossible)?
        }
        None => {
            let same = entry.resources.iter().find(|id| kind(id) == kind(resource));
            same.or(entry.resources.first()).ok_or(Refusal::NotPossible)?
        }
    };
    Ok(entry.resources.iter().map(|id| if id == leaves { resource.clone() } else { id.clone() }).collect())
}

/// A title as the shop reads it.
pub(super) fn shown(title: &str) -> Option<AppointmentNote> {
    let shown = title.chars().filter(|sign| !sign.is_control()).take(TITLE_MAX).collect::<String>();
    AppointmentNote::parse(&shown).ok().filter(|note| !note.is_empty())
}
