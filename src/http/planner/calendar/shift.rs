//! `POST /planner/appointments/{key}/shift` and `/planner/appointments/shift`: a drag, or an end that was drawn, told in wall-clock times. Answers JSON: 200
//! where it is done, with what takes it back; 409 with the sentences of what is in the way, or of what is unusual and the words that accept it.

use super::address_of;
use crate::domain::ids::ResourceId;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::wall_clock::read_local;
use crate::http::error::FieldError;
use crate::http::planner::prelude::*;
use crate::operations::booking::{self, MoveRequest, StaffRefusal, Undoable};
use crate::operations::calendar::words::Words;
use axum::Json;
use chrono::NaiveDateTime;
use serde::Serialize;

/// Why a drag is taken back, or must be confirmed.
#[derive(Serialize)]
struct Refused {
    /// What to read, the first as a heading.
    sentences: Vec<String>,
    /// What to send along as `accept` to have it all the same; empty where nothing helps.
    accept: Vec<String>,
}

/// `POST /planner/appointments/{key}/shift`
pub async fn shift_appointment(
    operator: Operator,
    ApiPath(key): ApiPath<AppointmentKey>,
    form: FormData,
) -> PageResult {
    let shift = MoveRequest {
        start: read(&form, "start")?,
        end: read(&form, "end")?,
        resources: form.has("to").then(|| (Some(form.text("from").into()), form.text("to").into())),
    };
    let to = shift.resources.iter().map(|(_, to)| to.clone()).collect();
    operator.look_again_at(&[key], to).await?;
    let outcome = booking::shift(&operator.app.store, key, shift, operator.acting(&form)?).await;
    answer(&operator, &address_of(key), outcome)
}

/// `POST /planner/appointments/shift`: several at once, each in a field `move`: its key, its start and, where it shall be in another
/// column, that, with spaces between. Answers as for one.
pub async fn shift_appointments(operator: Operator, form: FormData) -> PageResult {
    let moves: Vec<_> = form.all("move").map(read_move).collect::<Option<_>>().ok_or_else(no_such_move)?;
    let is_named_twice =
        moves.iter().enumerate().any(|(at, (key, _))| moves[..at].iter().any(|(other, _)| other == key));
    if moves.is_empty() || moves.len() > AT_ONCE_AT_MOST || is_named_twice {
        return Err(no_such_move().into());
    }
    let keys: Vec<AppointmentKey> = moves.iter().map(|(key, _)| *key).collect();
    let to = moves.iter().filter_map(|(_, shift)| Some(shift.resources.as_ref()?.1.clone())).collect();
    operator.look_again_at(&keys, to).await?;
    let outcome = booking::shift_several(&operator.app.store, moves, operator.acting(&form)?).await;
    answer(&operator, "/planner/calendar", outcome)
}

/// Appointments that are moved at once at most.
const AT_ONCE_AT_MOST: usize = 100;

fn read_move(text: &str) -> Option<(AppointmentKey, MoveRequest)> {
    let mut parts = text.splitn(3, ' ');
    let (key, start) = (parts.next()?.parse().ok()?, read_local(parts.next()?)?);
    let resources = parts.next().map(|to| (None, ResourceId::from(to)));
    Some((key, MoveRequest { start: Some(start), end: None, resources }))
}

fn no_such_move() -> ApiError {
    let message = "Write each as `17 2022-01-17T09:00 room`: the appointment, once, its start on the shop's clock, and perhaps a column.";
    ApiError::invalid_fields(vec![FieldError::new("move", "invalid", message)])
}

fn answer(operator: &Operator, path: &str, outcome: Result<Undoable<()>, booking::Error>) -> PageResult {
    match outcome {
        Ok(Undoable { undo, .. }) => {
            let undo = operator.keep_undo(path, undo);
            Ok(Json(serde_json::json!({ "undo": undo })).into_response())
        }
        Err(booking::Error::Refused(StaffRefusal::UnknownAppointment)) => Err(ApiError::not_found().into()),
        Err(booking::Error::Refused(refusal)) => {
            let calendar = operator.calendar();
            let words = Words::new(operator.language, &calendar);
            let accept = match &refusal {
                StaffRefusal::PolicyWarnings(found) => found.iter().map(|one| one.word()).collect(),
                _ => Vec::new(),
            };
            Ok((StatusCode::CONFLICT, Json(Refused { sentences: words.refusal(&refusal), accept })).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn read(form: &FormData, name: &'static str) -> Result<Option<NaiveDateTime>, ApiError> {
    match form.text(name) {
        "" => Ok(None),
        text => read_local(text).map(Some).ok_or_else(|| {
            let message = "Write the time as 2022-01-17T09:00, as the shop's clock shows it.";
            ApiError::invalid_fields(vec![FieldError::new(name, "invalid", message)])
        }),
    }
}
