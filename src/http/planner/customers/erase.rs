//! `/planner/customers/{id}/erase` and, for a request of somebody without a record, `/planner/erasures/{id}`: says what
//! goes and what stays, then does it.

use super::likely::{self, LikelyLine};
use super::texts::Texts;
use crate::http::planner::prelude::*;
use crate::operations::customers::{Also, Erased};

#[derive(Template)]
#[template(path = "planner/customers/erase.html")]
struct ErasePage {
    frame: Layout,
    t: Texts,
    name: String,
    erases: String,
    /// Whether appointments of theirs are still to come.
    has_future: bool,
    action: String,
    back: String,
    /// The page of all that is held on them, where they have a record.
    export: Option<String>,
    /// What may be about the same person.
    likely: Vec<LikelyLine>,
}

/// `GET /planner/customers/{id}/erase`
pub async fn ask_to_erase(operator: Operator, ApiPath(id): ApiPath<CustomerId>) -> PageResult {
    let t = Texts::of(operator.language);
    let dossier = customers::dossier(&operator.app.store, id, Also::default()).await?;
    let found = customers::likely(&operator.app.store, id).await?;
    let now = operator.app.clock.now();
    let record = format!("/planner/customers/{id}");
    let page = ErasePage {
        frame: Layout::new(&operator, Area::Customers).await?,
        t,
        name: dossier.record.details.person.full_name(),
        erases: t.erases(dossier.visits.len()),
        has_future: dossier.visits.iter().any(|held| is_to_come(&held.visit, now)),
        action: format!("{record}/erase"),
        export: Some(format!("{record}/export")),
        back: record,
        likely: likely::lines(&found, &Also::default(), &operator.calendar(), operator.language),
    };
    layout::page(StatusCode::OK, &page)
}

/// `POST /planner/customers/{id}/erase`
pub async fn erase_customer(
    operator: Proven<Operator>,
    ApiPath(id): ApiPath<CustomerId>,
    form: FormData,
) -> PageResult {
    let (also, gets_mail) = (likely::also(&form), operator.app.sends_mail().await?);
    let erased = customers::erase(&operator.app.store, id, also, operator.user.id, gets_mail).await?;
    warn_of_log(erased);
    Ok(operator.done("/planner/customers", Texts::of(operator.language).erased(erased.appointments)))
}

/// `GET /planner/erasures/{id}`
pub async fn ask_to_erase_requested(operator: Operator, ApiPath(id): ApiPath<i64>) -> PageResult {
    let t = Texts::of(operator.language);
    let (request, visits) = customers::find_request(&operator.app.store, id).await?;
    let found = customers::likely_of_request(&operator.app.store, id).await?;
    let now = operator.app.clock.now();
    let page = ErasePage {
        frame: Layout::new(&operator, Area::Inbox).await?,
        t,
        name: if request.name.is_empty() { request.email_folded } else { request.name },
        erases: t.erases(visits.len()),
        has_future: visits.iter().any(|visit| is_to_come(visit, now)),
        action: format!("/planner/erasures/{id}"),
        back: "/planner".to_owned(),
        export: None,
        likely: likely::lines(&found, &Also::default(), &operator.calendar(), operator.language),
    };
    layout::page(StatusCode::OK, &page)
}

/// `POST /planner/erasures/{id}`
pub async fn erase_requested(operator: Proven<Operator>, ApiPath(id): ApiPath<i64>, form: FormData) -> PageResult {
    let (also, gets_mail) = (likely::also(&form), operator.app.sends_mail().await?);
    let erased = customers::erase_requested(&operator.app.store, id, also, operator.user.id, gets_mail).await?;
    warn_of_log(erased);
    Ok(operator.done("/planner", Texts::of(operator.language).erased(erased.appointments)))
}

fn is_to_come(visit: &AppointmentDetails, now: DateTime<Utc>) -> bool {
    visit.appointment.status.is_open() && visit.appointment.start.to_utc() > now
}

fn warn_of_log(erased: Erased) {
    if !erased.log_is_empty {
        tracing::warn!("somebody was reading while a customer was erased; the log is emptied later");
    }
}
