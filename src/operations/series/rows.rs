//! What becomes of each start of a series.

use super::Error;
use crate::domain::ids::{ResourceId, SeriesId};
use crate::domain::policy::PolicyWarning;
use crate::domain::schedule::{self, Audience, AvailabilityQuery};
use crate::domain::shop::Service;
use crate::domain::time::Minute;
use crate::operations::booking::{self, ActionContext, Appointment, Draft, StaffRefusal};
use crate::operations::calendar::narrowed;
use crate::store::WriteTx;

/// A start that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// When it begins.
    pub start: Minute,
    /// The words of what is unusual about it and wanted all the same ([`PolicyWarning::word`]).
    pub accepted: Vec<String>,
}

/// What becomes of a start.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// It can be made.
    Free,
    /// It can be made where the operator agrees to this.
    Unusual(Vec<PolicyWarning>),
    /// It cannot be made.
    Refused(StaffRefusal),
}

/// A start and what becomes of it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// When it begins.
    pub start: Minute,
    /// What becomes of it.
    pub verdict: Verdict,
    /// The nearest time that is free instead, also for the other dates of the series; `None`: nothing is in the way, or
    /// there is none.
    pub offer: Option<Minute>,
}

/// How many free times near a start that is taken are tried.
const TRIED: usize = 12;

/// An appointment that was entered, and what it occupies.
pub(super) type Entered = (Appointment, Vec<ResourceId>);

/// Enters all that can be: those that are free or agreed to are answered in order of the calendar, every start with its verdict.
pub(super) fn enter_all(
    tx: &WriteTx<'_>,
    draft: &Draft,
    wanted: &[Wanted],
    series: Option<&SeriesId>,
    act: &ActionContext,
) -> Result<(Vec<Judged>, Vec<Entered>), Error> {
    let (mut rows, mut entered) = (Vec::new(), Vec::new());
    for one in wanted {
        let verdict = match enter(tx, draft, one, series, act)? {
            Ok(made) => {
                entered.push(made);
                Verdict::Free
            }
            Err(verdict) => verdict,
        };
        rows.push(Judged { start: one.start, verdict, offer: None });
    }
    // Last, so that nothing is offered that another date of the series takes.
    for row in &mut rows {
        if wants_offer(&row.verdict) {
            row.offer = offer(tx, draft, row.start, series, act)?;
        }
    }
    entered.sort_by_key(|(appointment, _)| appointment.start);
    Ok((rows, entered))
}

fn wants_offer(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Free => false,
        Verdict::Unusual(found) => found.iter().any(|one| *one != PolicyWarning::LeadTime),
        Verdict::Refused(refusal) => matches!(refusal, StaffRefusal::Occupied(_)),
    }
}

/// Enters one. What is only unusual is entered too, so that no other date takes its time, but it is no [`Entered`].
fn enter(
    tx: &WriteTx<'_>,
    draft: &Draft,
    wanted: &Wanted,
    series: Option<&SeriesId>,
    act: &ActionContext,
) -> Result<Result<Entered, Verdict>, Error> {
    let at = |accepted: Vec<String>| {
        let act = ActionContext { accepted, ..act.clone() };
        booking::enter(tx, &starting_at(draft, wanted.start), series, &act)
    };
    let found = match at(wanted.accepted.clone()) {
        Ok(made) => return Ok(Ok(made)),
        Err(booking::Error::Refused(StaffRefusal::PolicyWarnings(found))) => found,
        Err(booking::Error::Refused(refusal)) => return Ok(Err(Verdict::Refused(refusal))),
        Err(error) => return Err(error.into()),
    };
    // What is in the way matters more than what is unusual.
    match at(found.iter().map(PolicyWarning::word).collect()) {
        Ok(_) => Ok(Err(Verdict::Unusual(found))),
        Err(booking::Error::Refused(refusal)) => Ok(Err(Verdict::Refused(refusal))),
        Err(error) => Err(error.into()),
    }
}

/// The free time nearest to `start`; it is entered, so that no other date is offered it.
fn offer(
    tx: &WriteTx<'_>,
    draft: &Draft,
    start: Minute,
    series: Option<&SeriesId>,
    act: &ActionContext,
) -> Result<Option<Minute>, Error> {
    let calendar = tx.calendar();
    let Some(service) = draft.service.as_ref().and_then(|id| calendar.service(id.as_str())) else { return Ok(None) };
    let minutes = u32::try_from(draft.end.minutes_since(draft.start)).unwrap_or(service.duration_minutes);
    let serves = |id: &&ResourceId| service.needs.iter().flatten().any(|known| known == *id);
    let service = Service { duration_minutes: minutes, ..service.clone() };
    let service = draft.resources.iter().filter(serves).fold(service, |service, id| narrowed(&service, id.as_str()));
    let question = AvailabilityQuery { service: &service, resource: None, moving: None, scope: Audience::Operator };
    let near = schedule::nearest_free(tx.planning, &question, start, TRIED, tx.now);
    for at in near.into_iter().filter(|at| *at >= Minute::ceil(tx.now)) {
        let wanted = Wanted { start: at, accepted: vec![PolicyWarning::LeadTime.word()] };
        if enter(tx, draft, &wanted, series, act)?.is_ok() {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

fn starting_at(draft: &Draft, start: Minute) -> Draft {
    Draft { start, end: start.plus(draft.end.minutes_since(draft.start)), ..draft.clone() }
}
