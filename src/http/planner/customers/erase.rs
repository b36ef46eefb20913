//! `/planner/customers/{id}/erase`: says what goes and what stays, then does it.

use super::link::fault;
use super::texts::Texts;
use crate::domain::person::CustomerId;
use crate::http::planner::prelude::*;
use crate::operations::customers;

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
pub async fn ask_to_erase(operator: Operator, ApiPath(id): ApiPath<CustomerId>) -> PageResult {
    let t = Texts::of(operator.language);
    let dossier = customers::dossier(&operator.app.store, id).await.map_err(fault)?;
    let now = operator.app.clock.now();
    let is_to_come = |visit: &customers::ExportedAppointment| {
        let appointment = &visit.visit.appointment;
        appointment.status.is_open() && appointment.start.to_utc() > now
    };
    let page = ErasePage {
        frame: Layout::new(&operator, Area::Customers).await?,
        t,
        id,
        name: dossier.record.details.person.full_name(),
        erases: t.erases(dossier.visits.len()),
        has_future: dossier.visits.iter().any(is_to_come),
    };
    layout::page(StatusCode::OK, &page)
}

/// `POST /planner/customers/{id}/erase`
pub async fn erase_customer(operator: Proven<Operator>, ApiPath(id): ApiPath<CustomerId>) -> PageResult {
    let erased = customers::erase(&operator.app.store, id, operator.user.id).await.map_err(fault)?;
    if !erased.log_is_empty {
        tracing::warn!("somebody was reading while a customer was erased; the log is emptied later");
    }
    Ok(operator.done("/planner/customers", Texts::of(operator.language).erased(erased.appointments)))
}
