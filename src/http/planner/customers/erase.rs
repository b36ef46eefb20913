//! `/planner/customers/{id}/erase`: says what goes and what stays, then does it.

use super::link::fault;
use super::texts::Texts;
use crate::domain::person::CustomerId;
use crate::http::error::page::PageError;
use crate::http::extract::ApiPath;
use crate::http::planner::auth::{Operator, Proven};
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::state::App;
use crate::operations::customers;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

#[derive(Template)]
#[template(path = "planner/customers/erase.html")]
struct ErasePage {
    frame: Layout,
    t: Texts,
    id: CustomerId,
    name: String,
    erases: String,
    /// Whether appointments of theirs are still to come.
    has_future: bool,
}

/// `GET /planner/customers/{id}/erase`
pub async fn ask_to_erase(
    State(app): State<App>,
    operator: Operator,
    ApiPath(id): ApiPath<CustomerId>,
) -> Result<Response, PageError> {
    let t = Texts::of(operator.language);
    let dossier = customers::dossier(&app.store, id).await.map_err(fault)?;
    let now = app.clock.now();
    let is_to_come = |visit: &customers::ExportedAppointment| {
        let appointment = &visit.visit.appointment;
        appointment.status.is_open() && appointment.start.to_utc() > now
    };
    let page = ErasePage {
        frame: Layout::new(&app, &operator, Area::Customers).await?,
        t,
        id,
        name: dossier.record.details.person.full_name(),
        erases: t.erases(dossier.visits.len()),
        has_future: dossier.visits.iter().any(is_to_come),
    };
    layout::page(StatusCode::OK, &page)
}

/// `POST /planner/customers/{id}/erase`
pub async fn erase_customer(
    State(app): State<App>,
    Proven(operator): Proven<Operator>,
    ApiPath(id): ApiPath<CustomerId>,
) -> Result<Response, PageError> {
    let erased = customers::erase(&app.store, id, operator.user.id).await.map_err(fault)?;
    if !erased.log_is_empty {
        tracing::warn!("somebody was reading while a customer was erased; the log is emptied later");
    }
    let list = format!("/planner/customers?done=erased&gone={}", erased.appointments);
    Ok(Redirect::to(&list).into_response())
}
