//! Appointments that somebody has changed in a calendar that they are written to: what is said of each, and what is decided.

use super::lines::Writing;
use super::texts::Texts;
use crate::domain::account_calendar::{Conflict, CopyId};
use crate::http::planner::appointment_row::AppointmentRow;
use crate::http::planner::prelude::*;
use crate::operations::booking::{ActionContext, StaffRefusal, Undo};
use crate::operations::calendar_copies::{self, Answer, Error, Question, StrayCopy};

/// One of them.
pub struct CopyLine {
    /// The number of the copy.
    pub id: CopyId,
    /// The server's name for the version that this is about; empty: it is gone there.
    pub version: String,
    /// The appointment.
    pub line: AppointmentRow,
    /// What was done to it there.
    pub what: String,
    /// What the button says that lets the appointment follow; empty: it cannot.
    pub take_over: &'static str,
}

/// A copy that no appointment is known of.
pub struct StrayLine {
    /// The number of the copy.
    pub id: CopyId,
    /// In which calendar, and from when to when.
    pub what: String,
    /// Where it is entered as an appointment.
    pub enter: String,
}

impl Writing<'_> {
    /// What is said of a copy that no appointment is known of.
    pub fn stray(&self, stray: StrayCopy) -> StrayLine {
        let (t, zone) = (Texts::of(self.language), self.calendar.shop.time_zone);
        let StrayCopy { id, span, account } = stray;
        let at = |minute: Minute| minute.in_zone(zone).format("%Y-%m-%dT%H:%M").to_string();
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("resource", account.resource.as_str())
            .append_pair("start", &at(span.start))
            .append_pair("end", &at(span.end))
            .append_pair("back", "/planner")
            .finish();
        StrayLine {
            id,
            what: t.busy_by(account.name.to_string(), dates::day_and_span(span.start, span.end, zone, self.language)),
            enter: format!("/planner/appointments/new?{query}"),
        }
    }

    /// What is said of one.
    pub fn copy(&self, question: Question) -> CopyLine {
        let (t, zone) = (Texts::of(self.language), self.calendar.shop.time_zone);
        let (name, there) = (question.account.name.to_string(), question.copy.there);
        let span = there.as_ref().and_then(|there| there.span.clone());
        let (what, take_over) = match (there.as_ref().map(|there| there.conflict), span) {
            (Some(Conflict::Moved), Some(span)) => {
                let when = dates::day_and_span(span.start, span.end, zone, self.language);
                (t.copy_moved(name, when), t.copy_follow())
            }
            (Some(Conflict::Deleted), _) => (t.copy_deleted(name), t.copy_cancel()),
            _ => (t.copy_changed(name), ""),
        };
        CopyLine {
            id: question.copy.id,
            version: there.and_then(|there| there.etag).unwrap_or_default(),
            line: AppointmentRow::of(&question.visit, self.calendar, self.language),
            what,
            take_over,
        }
    }
}

/// `POST /planner/inbox/copies`: `do` is `take` or `put`, `copy` the number, `version` what was seen of it; of a copy that no
/// appointment is known of `remove` or `leave`.
pub async fn resolve_copy(operator: Operator, form: FormData) -> PageResult {
    let id = form.text("copy").parse::<CopyId>().map_err(|_| ApiError::not_found())?;
    let answer = match form.text("do") {
        "take" => Answer::TakeOver,
        "put" => Answer::PutBack,
        "remove" => return resolve_stray(&operator, id, true).await,
        "leave" => return resolve_stray(&operator, id, false).await,
        _ => return Err(ApiError::not_found().into()),
    };
    let planning = operator.app.planning();
    let act = ActionContext { tell: true, ..operator.acting(&form)? };
    if answer == Answer::TakeOver
        && let Some(question) = calendar_copies::find_question(&operator.app.store, id).await?
    {
        operator.look_again_at(&[question.visit.appointment.key], Vec::new()).await?;
    }
    let t = Texts::of(operator.language);
    let seen = Some(form.text("version").to_owned()).filter(|version| !version.is_empty());
    match calendar_copies::resolve(&operator.app.store, id, seen, answer, act).await {
        Ok(done) => {
            let told = done.undo.as_ref().is_some_and(Undo::has_mail);
            let said = match (answer, told) {
                (Answer::PutBack, _) => t.did_put_back(),
                (Answer::TakeOver, true) => t.did_take_over_and_tell(),
                (Answer::TakeOver, false) => t.did_take_over(),
            };
            Ok(operator.done_with_undo("/planner", said.to_owned(), done.undo))
        }
        Err(Error::Decided | Error::NotPossible) => Ok(operator.not_done("/planner", t.changed_meanwhile())),
        Err(Error::Booking(booking::Error::Refused(refusal))) => {
            let words = Words::new(operator.language, &planning.calendar);
            Ok(operator.not_done(&ask_at(&operator, id, &refusal).await?, words.refusal(&refusal).join(" ")))
        }
        Err(Error::Booking(error)) => Err(error.into()),
    }
}

async fn resolve_stray(operator: &Operator, id: CopyId, takes_out: bool) -> PageResult {
    let t = Texts::of(operator.language);
    if !calendar_copies::resolve_stray(&operator.app.store, id, takes_out, operator.user.id).await? {
        return Ok(operator.not_done("/planner", t.changed_meanwhile()));
    }
    Ok(operator.done("/planner", if takes_out { t.did_remove_stray() } else { t.did_leave_stray() }))
}

/// What is unusual is asked about where an appointment is edited, with the time filled in.
async fn ask_at(operator: &Operator, id: CopyId, refusal: &StaffRefusal) -> Result<String, ApiError> {
    let inbox = "/planner".to_owned();
    if !matches!(refusal, StaffRefusal::PolicyWarnings(_)) {
        return Ok(inbox);
    }
    let found = calendar_copies::find_question(&operator.app.store, id).await?;
    let place = |question: Question| {
        let (key, span): (AppointmentKey, _) = (question.visit.appointment.key, question.copy.there?.span?);
        let start = span.start.in_zone(operator.calendar().shop.time_zone).format("%Y-%m-%dT%H:%M");
        Some(format!("/planner/appointments/{key}/edit?start={start}"))
    };
    Ok(found.and_then(place).unwrap_or(inbox))
}
