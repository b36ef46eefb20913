//! `/planner/customers/{id}/export` and `…/export.json`: all that is held on one person, to read and to hand on.

use super::link::fault;
use super::record::RecordWords;
use super::texts::Texts;
use crate::domain::person::CustomerId;
use crate::domain::shop::{Calendar, Language};
use crate::domain::time::Minute;
use crate::http::assets::asset_url;
use crate::http::error::ApiError;
use crate::http::error::page::PageError;
use crate::http::extract::ApiPath;
use crate::http::planner::appointment_row::AppointmentRow;
use crate::http::planner::auth::{Operator, Proven};
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::planner::mail_words;
use crate::http::state::App;
use crate::i18n::dates;
use crate::operations::customers;
use crate::operations::customers::{DataExport, ExportedAppointment};
use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

#[derive(Template)]
#[template(path = "planner/customers/export.html")]
struct ExportPage {
    frame: Layout,
    t: Texts,
    people: String,
    record: RecordWords,
    visits: Vec<ExportVisit>,
}

/// An appointment in words.
struct ExportVisit {
    line: AppointmentRow,
    /// What only an online booking has: label and words.
    facts: Vec<(&'static str, String)>,
    mails: Vec<String>,
}

impl ExportVisit {
    fn of(held: &ExportedAppointment, t: Texts, calendar: &Calendar, language: Language) -> Self {
        let line = AppointmentRow::of(&held.visit, calendar, language);
        let named = [line.name.as_str(), &line.email, &line.phone].into_iter().filter(|text| !text.is_empty());
        let mut facts = vec![(t.named_as(), named.collect::<Vec<_>>().join(", "))];
        if let Some(booking) = &held.visit.booking {
            facts.push((t.comment(), line.comment.clone()));
            facts.push((t.booked_at(), moment(booking.booked_at, calendar, language)));
            facts.push((t.mail_language(), booking.language.tag().to_owned()));
            let consented = booking.consented_at.map(|at| moment(at, calendar, language));
            facts.push((t.consent(), consented.unwrap_or_default()));
        }
        facts.push((t.shop_note(), line.note.clone()));
        facts.retain(|(_, words)| !words.is_empty());
        let mails = held.mails.iter().map(|mail| {
            let kind = mail_words::kind_of(&mail.kind, language);
            let when = moment(mail.ended_at.unwrap_or(mail.due_at), calendar, language);
            let parts = [kind, &mail.address, mail_words::state(&mail.state, language), &when];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        });
        Self { mails: mails.collect(), line, facts }
    }
}

/// "Montag, 17. Januar 2022, 09:12 Uhr" for seconds since 1970.
fn moment(seconds: i64, calendar: &Calendar, language: Language) -> String {
    dates::day_and_time(Minute::of_second(seconds), calendar.shop.time_zone, language)
}

/// `GET /planner/customers/{id}/export`
pub async fn show_export(
    State(app): State<App>,
    Proven(operator): Proven<Operator>,
    ApiPath(id): ApiPath<CustomerId>,
) -> Result<Response, PageError> {
    let (calendar, language) = (app.planning().calendar.clone(), operator.language);
    let t = Texts::of(language);
    let dossier = customers::dossier(&app.store, id).await.map_err(fault)?;
    customers::note_export(&app.store, id, operator.user.id).await.map_err(fault)?;
    let page = ExportPage {
        frame: Layout::new(&app, &operator, Area::Customers).await?,
        t,
        people: asset_url("planner-people.css"),
        record: RecordWords::of(&dossier.record, &calendar, language),
        visits: dossier.visits.iter().map(|held| ExportVisit::of(held, t, &calendar, language)).collect(),
    };
    layout::page(StatusCode::OK, &page)
}

/// `GET /planner/customers/{id}/export.json`
pub async fn download_export(
    State(app): State<App>,
    Proven(operator): Proven<Operator>,
    ApiPath(id): ApiPath<CustomerId>,
) -> Result<Response, PageError> {
    let dossier = customers::dossier(&app.store, id).await.map_err(fault)?;
    customers::note_export(&app.store, id, operator.user.id).await.map_err(fault)?;
    let text = serde_json::to_string_pretty(&to_json(&dossier, &app.planning().calendar));
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"customer-{id}.json\"")),
    ];
    Ok((headers, text.map_err(ApiError::internal)?).into_response())
}

/// Names of fields as in the API and the shop file, times in the shop's zone. The file's own numbers are left out but the record's.
fn to_json(dossier: &DataExport, calendar: &Calendar) -> Value {
    let (record, details) = (&dossier.record, &dossier.record.details);
    let at = |seconds: i64| Minute::of_second(seconds).to_rfc3339(calendar.shop.time_zone);
    json!({
        "shop": { "name": calendar.shop.name, "location": calendar.shop.location },
        "customer": {
            "id": record.id,
            "first_name": details.person.first_name,
            "last_name": details.person.last_name,
            "email": details.person.email,
            "phone": details.person.phone,
            "address": details.address,
            "born_on": details.born_on,
            "note": details.note,
            "created_at": at(record.created_at),
            "updated_at": at(record.updated_at),
        },
        "appointments": dossier.visits.iter().map(|held| visit_json(held, calendar)).collect::<Vec<_>>(),
    })
}

fn visit_json(held: &ExportedAppointment, calendar: &Calendar) -> Value {
    let (visit, zone) = (&held.visit, calendar.shop.time_zone);
    let (appointment, customer) = (&visit.appointment, &visit.appointment.customer);
    let at = |seconds: i64| Minute::of_second(seconds).to_rfc3339(zone);
    let line = AppointmentRow::of(visit, calendar, calendar.shop.language);
    json!({
        "id": appointment.id,
        "start": appointment.start.to_rfc3339(zone),
        "end": appointment.end.to_rfc3339(zone),
        "status": appointment.status.word(),
        "service": line.service,
        "resources": line.place,
        "linked": visit.customer.is_some(),
        "customer": {
            "first_name": customer.first_name,
            "last_name": customer.last_name,
            "email": customer.email,
            "phone": customer.phone,
        },
        "note": appointment.note,
        "booking": visit.booking.as_ref().map(|booking| json!({
            "online": booking.online,
            "booked_at": at(booking.booked_at),
            "language": booking.language.tag(),
            "comment": booking.comment,
            "privacy_accepted_at": booking.consented_at.map(at),
        })),
        "mails": held.mails.iter().map(|mail| json!({
            "kind": mail.kind,
            "address": mail.address,
            "due_at": at(mail.due_at),
            "state": mail.state,
            "ended_at": mail.ended_at.map(at),
        })).collect::<Vec<_>>(),
    })
}
