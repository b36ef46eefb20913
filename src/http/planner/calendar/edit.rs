//! `/planner/appointments/{key}/edit`: everything of an appointment but its status.

use super::address_of;
use super::form::AppointmentInput;
use super::form_page::{FormPage, Notice};
use super::words::Words;
use crate::domain::snapshot::AppointmentKey;
use crate::http::error::ApiError;
use crate::http::error::page::PageError;
use crate::http::extract::ApiPath;
use crate::http::planner::auth::Operator;
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::state::App;
use crate::operations::booking::staff;
use crate::store::calendar_entries;
use crate::store::calendar_entries::CalendarEntry;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

/// The appointment of that number.
pub async fn find(app: &App, key: AppointmentKey) -> Result<CalendarEntry, PageError> {
    let entry = app.store.read(move |conn| calendar_entries::find(conn, key)).await?;
    Ok(entry.ok_or_else(ApiError::not_found)?)
}

/// `GET /planner/appointments/{key}/edit`
pub async fn show_edit(
    State(app): State<App>,
    operator: Operator,
    ApiPath(key): ApiPath<AppointmentKey>,
) -> Result<Response, PageError> {
    let planning = app.planning();
    let entry = find(&app, key).await?;
    let words = Words::new(operator.language, &planning.calendar);
    let frame = Layout::new(&app, &operator, Area::Calendar).await?;
    let mut typed = AppointmentInput::of(&entry, &planning.calendar);
    // Whoever has a page is told, unless the operator says otherwise.
    typed.tell = entry.has_page && entry.appointment.customer.email.is_some() && entry.appointment.status.is_open();
    layout::page(StatusCode::OK, &FormPage::new(frame, words, typed, Some(&entry)))
}

/// `POST /planner/appointments/{key}/edit`
pub async fn update_appointment(
    State(app): State<App>,
    operator: Operator,
    ApiPath(key): ApiPath<AppointmentKey>,
    form: FormData,
) -> Result<Response, PageError> {
    let planning = app.planning();
    let entry = find(&app, key).await?;
    let words = Words::new(operator.language, &planning.calendar);
    let mut typed = AppointmentInput::sent(&form, entry.appointment.is_block());
    // An address that was taken away cannot be told; that is no fault where the tick stood there already.
    typed.tell &= !(entry.has_page && typed.email.is_empty());
    let again = async |typed: AppointmentInput| {
        let frame = Layout::new(&app, &operator, Area::Calendar).await?;
        Ok::<_, PageError>(FormPage::new(frame, words, typed, Some(&entry)))
    };
    let draft = match typed.parse(words, Some(&entry)) {
        Ok(draft) => draft,
        Err(faults) => {
            let page = again(typed).await?.with_faults(faults);
            return layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    match staff::change(&app.store, key, draft, typed.act(&operator, &planning.calendar)).await {
        Ok(change) => {
            let done = change.word().unwrap_or("saved");
            Ok(Redirect::to(&format!("{}?done={done}", address_of(key))).into_response())
        }
        Err(staff::Error::Refused(refusal)) => {
            let page = again(typed).await?.with_notice(Notice::of(&refusal, words));
            layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(super::fault(error)),
    }
}
