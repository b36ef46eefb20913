//! `POST /planner/appointments/{key}/shift`: a drag, or an end that was drawn, told in wall-clock times. Answers JSON: 200
//! where it is done, with what takes it back; 409 with the sentences of what is in the way, or of what is unusual and the words that accept it.

use super::address_of;
use crate::domain::ids::ResourceId;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::wall_clock::read_local;
use crate::http::error::FieldError;
use crate::http::planner::mail_words::terms;
use crate::http::planner::prelude::*;
use crate::operations::booking::{self, ActionContext, MoveRequest, StaffRefusal, Undoable};
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
    let planning = operator.app.planning();
    let shift = MoveRequest {
        start: read(&form, "start")?,
        end: read(&form, "end")?,
        resources: form.has("to").then(|| (ResourceId::from(form.text("from")), ResourceId::from(form.text("to")))),
    };
    let act = ActionContext {
        by: operator.user.id,
        accepted: form.all("accept").map(str::to_owned).collect(),
        tell: form.has("tell"),
        language: planning.calendar.shop.language,
        terms: terms(&form)?,
        by_calendar: false,
    };
    match booking::shift(&operator.app.store, key, shift, act).await {
        Ok(Undoable { undo, .. }) => {
            let undo = operator.keep_undo(&address_of(key), undo);
            Ok(Json(serde_json::json!({ "undo": undo })).into_response())
        }
        Err(booking::Error::Refused(StaffRefusal::UnknownAppointment)) => Err(ApiError::not_found().into()),
        Err(booking::Error::Refused(refusal)) => {
            let words = Words::new(operator.language, &planning.calendar);
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
